"""How long building the reports takes, against papermill and nbconvert over the same notebooks and parameters.

    python tests/benchmarks/bench_build.py [--runs 3] [--ledger DIR]

Needs papermill (``pip install .[bench]``). Four figures, all in one run:

* a full cold build, and papermill plus nbconvert one notebook after another, in turn, with the ratio;
* a build with nothing changed: CPU seconds;
* a build after a change to one claim: which pages were written, and CPU and wall seconds.

No test asserts these times: machines differ. The ratios can be compared between machines.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from firmground.cli.main import main; main()"


def timed(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of one process with its children."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def baseline(ledger: Path, out: Path) -> list[list[str]]:
    """The commands a person without firmground’s build would type: two per page, with the cells that a build runs."""
    from firmground import open_ledger
    from firmground.reports.notebook import written
    from firmground.reports.plan import plan_reports
    from firmground.tables.topics import topics_of

    contents = open_ledger(ledger).contents
    values = {
        "article": [article.id for article in contents.articles],
        "topic": [topic.slug for topic in topics_of(contents)],
    }
    commands = []
    for p in plan_reports(ledger, values):
        source, done = out / f"{p.notebook}-source.ipynb", out / f"{p.name}.ipynb"
        source.write_text(written(p.source), encoding="utf-8")
        given = [part for name, value in p.parameters for part in ("-p", name, value)]
        papermill = ["papermill", str(source), str(done), *given, "-k", "python3", "--cwd", str(ledger / "notebooks")]
        commands.append([sys.executable, "-m", *papermill])
        commands.append([sys.executable, "-m", "nbconvert", "--to", "html", "--no-input", str(done)])
    return commands


def stamps(ledger: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (ledger / "reports").glob("*.html")}


def copied(source: Path, target: Path) -> Path:
    target.mkdir()
    for name in ("claims", "notebooks"):
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(source / "references.bib", target)
    return target


def change_one_claim(ledger: Path) -> str:
    """Another note at the first claim of the first article."""
    file = sorted(p for p in (ledger / "claims").glob("*.yaml") if p.name != "ledger.yaml")[0]
    lines = file.read_text(encoding="utf-8").split("\n")
    place = next(i for i, line in enumerate(lines) if line.lstrip().startswith("claim: "))
    lines[place] = (
        lines[place] + " (changed)"
        if not lines[place].rstrip().endswith(('"', "'"))
        else lines[place][:-1] + (" (changed)" + lines[place][-1])
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return f"{file.name}, line {place + 1}"


def spread(values: Sequence[float]) -> str:
    return f"{min(values):7.2f} {statistics.median(values):7.2f} {max(values):7.2f}"


def main() -> None:
    """Measure in turn, so that a slow moment of the machine meets both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--ledger", type=Path, default=ROOT, help="folder of the ledger to build")
    given = parser.parse_args()
    build = [sys.executable, "-c", PROGRAM, "build", "--quiet"]
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        ledger = copied(given.ledger.resolve(), Path(temporary) / "ledger")
        commands = baseline(ledger, Path(temporary))
        timed(build, ledger)  # only warms the caches of the machine
        for _ in range(given.runs):
            for made in ("reports", ".cache"):
                shutil.rmtree(ledger / made)
            ours.append(timed(build, ledger))
            theirs.append(tuple(map(sum, zip(*(timed(command, ledger) for command in commands), strict=True))))
        same = [timed(build, ledger) for _ in range(max(5, given.runs))]
        before = stamps(ledger)
        where = change_one_claim(ledger)
        changed = timed(build, ledger)
        after = stamps(ledger)
    written = sorted(name for name in after if after[name] != before.get(name))
    pages = len(commands) // 2
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {given.runs} runs, {pages} notebooks to run")
    print(f"{'seconds':<44} {'min':>7} {'median':>7} {'max':>7}")
    for place, what in enumerate(("wall", "CPU")):
        print(f"{f'cold firmground build, {what}':<44} {spread([t[place] for t in ours])}")
        print(f"{f'papermill plus nbconvert, {what}':<44} {spread([t[place] for t in theirs])}")
        ratios = [a[place] / b[place] for a, b in zip(ours, theirs, strict=True)]
        print(f"{f'ratio, {what}, run by run':<44} {spread(ratios)}")
    for place, what in enumerate(("wall", "CPU")):
        print(f"{f'build with nothing changed, {what}':<44} {spread([t[place] for t in same])}")
    print(f"after a change to one claim ({where}): {changed[0]:.2f} wall, {changed[1]:.2f} CPU")
    print(f"pages written, {len(written)} of {len(after)}: {', '.join(written)}")


if __name__ == "__main__":
    main()
