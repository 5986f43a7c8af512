"""How long a person waits: CPU of whole processes, as ratios to ``python -c "import pandas"`` in the same run.

    python tests/benchmarks/bench_start.py [--runs 7] [--articles DIR]

No test asserts these times: machines differ. The ratios can be compared between machines.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from firmground.cli.main import main; main()"


def cpu_of(command: list[str], folder: Path) -> float:
    """User and system time of one process and its children, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure in turn, so that a slow moment of the machine meets every command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--articles", type=Path, help="folder with article texts, for `check` with anchors")
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    from generate import generate

    python = [sys.executable, "-c"]
    texts = ["--articles", str(given.articles.resolve())] if given.articles else []
    with tempfile.TemporaryDirectory() as temporary:
        large = generate(Path(temporary) / "large", 20_000)
        commands: dict[str, tuple[list[str], Path]] = {
            'python -c "import pandas"': ([*python, "import pandas"], ROOT),
            "firmground --help": ([*python, PROGRAM, "--help"], ROOT),
            "firmground check": ([*python, PROGRAM, "check", *texts], ROOT),
            "firmground check --level strict": ([*python, PROGRAM, "check", "--level", "strict", *texts], ROOT),
            "firmground table claims": ([*python, PROGRAM, "table", "claims", "--format", "json"], ROOT),
            "firmground check, 20,000 claims": ([*python, PROGRAM, "check"], large),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(given.runs + 1):
            for name, (command, folder) in commands.items():
                seconds = cpu_of(command, folder)
                if run:  # the first round only warms the caches
                    times[name].append(seconds)
    baseline = statistics.median(times['python -c "import pandas"'])
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {given.runs} runs, CPU seconds")
    print(f"{'command':<34} {'min':>7} {'median':>7} {'max':>7} {'ratio':>7}")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:<34} {min(seconds):7.3f} {middle:7.3f} {max(seconds):7.3f} {middle / baseline:7.2f}")


if __name__ == "__main__":
    main()
