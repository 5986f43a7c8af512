"""What reading large files, and finding words in large texts, costs, as ratios to a baseline in the same run.

    python -m tests.benchmarks.bench_reading [--megabytes 4]

For each kind of file a process of its own reads a ledger with a quarter of it and with the whole of it:

* *growth*: CPU seconds for the whole over those for a quarter, its baseline. Linear is 4 and quadratic 16; what takes
  less than a tenth of a second is not compared, since a clock cannot tell it from nothing.
* *memory*: what reading adds to the peak of a process that only imports the same modules, in sizes of the file.

The baseline, for the sound files, is PyYAML's C loader and bibtexparser alone. What a reference manager exports, some
20,000 entries with --megabytes 11, may cost at most twice bibtexparser alone.

Exits with 1 when a ratio is above its limit; each limit is about twice the largest ratio seen when it was set.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.garbage import GARBAGE, article, claim_file, entries, realistic
from tests.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
#: Largest ratios allowed.
GROWTH, MEMORY = 8.0, 80.0
#: A bibliography of exports: at most so many times the parser alone.
BIBLIOGRAPHY = 2.0
TOO_QUICK = 0.1

READ = """
import json, resource, sys, time
from pathlib import Path
from firmground.reading.folder import read_folder
from firmground.tables.audit import place_all
import bibtexparser, yaml
scale = 1e6 if sys.platform == "darwin" else 1e3
bare, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
folder, how = Path(sys.argv[1]), sys.argv[2]
if how == "firmground":
    contents, findings = read_folder(folder, folder / "articles")
    place_all(findings, contents.sources)
elif how == "bib":
    from firmground.reading.bibliography import read_bibliography
    from firmground.reading.files import decode
    read_bibliography(decode((folder / "references.bib").read_bytes(), "references.bib")[0])
elif how == "text":
    from firmground.anchoring.nearest import Passages
    from firmground.anchoring.normalise import normalise
    from firmground.anchoring.sentences import segment
    text = (folder / "articles/tea.txt").read_text()
    normalise(text)
    passages = Passages(text, segment(text))
    for n in range(20):
        passages.nearest(f"trial {n} the needle relived")
elif how == "baseline, yaml":
    yaml.load((folder / "claims/tea.yaml").read_text(), yaml.CSafeLoader)
elif how == "baseline, bib":
    bibtexparser.parse_string((folder / "references.bib").read_text())
print(json.dumps([time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - bare) / scale]))
"""


def cost(folder: Path, how: str = "firmground") -> tuple[float, float]:
    """CPU seconds and megabytes of a process that reads a ledger; of two runs the least of each."""
    runs = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", READ, str(folder), how], capture_output=True, text=True, check=True, cwd=ROOT
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return min(seconds for seconds, _ in runs), min(megabytes for _, megabytes in runs)


def main() -> int:
    """Print the table; 1 when something is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=4, help="size of the larger of the two files")
    size = parser.parse_args().megabytes * 1_000_000
    files: dict[tuple[str, str], Callable[[int], str | bytes]] = {
        **{("claims/tea.yaml", kind): make for kind, make in GARBAGE.items()},
        **{("references.bib", kind): GARBAGE[kind] for kind in ("at signs", "braces", "entries", "equals")},
        ("claims/tea.yaml", "sound claims"): claim_file,
        ("claims/tea.yaml", "one broken claim"): lambda n: claim_file(n, spoil=True),
        ("references.bib", "sound entries"): entries,
        ("references.bib", "sound exports"): realistic,
        ("articles/tea.txt", "text and 20 hints"): article,
    }
    faults = []
    print(f"{size / 1e6:.0f} MB a file, Python {sys.version.split()[0]}; CPU seconds, growth (4: linear), file sizes")
    print(f"{'file':<16} {'what':<18} {'seconds':>8} {'growth':>8} {'memory':>8}   baseline: seconds, memory")
    for (name, kind), make in files.items():
        with tempfile.TemporaryDirectory() as temporary:
            small, large = (
                Folder(Path(temporary) / part).write(name, make(n)) for part, n in (("s", size // 4), ("l", size))
            )
            how = "text" if name.endswith(".txt") else "bib" if kind == "sound exports" else "firmground"
            quick, (slow, megabytes) = cost(small.path, how)[0], cost(large.path, how)
            growth = slow / max(quick, TOO_QUICK)
            memory = megabytes * 1e6 / size
            beside = ""
            if kind.startswith("sound"):
                seconds, theirs = cost(large.path, f"baseline, {'bib' if name.endswith('.bib') else 'yaml'}")
                beside = f"   {seconds:.2f} ({slow / seconds:.2f} times that), {theirs * 1e6 / size:.1f}"
                if kind == "sound exports" and slow > BIBLIOGRAPHY * seconds:
                    faults.append(f"{name}, {kind}: {slow / seconds:.2f} times the parser; at most {BIBLIOGRAPHY:g}")
        print(f"{name:<16} {kind:<18} {slow:8.2f} {growth:8.2f} {memory:8.1f}{beside}", flush=True)
        if slow > TOO_QUICK and growth > GROWTH:
            faults.append(f"{name}, {kind}: {growth:.1f} times the time for 4 times the file; at most {GROWTH:g}")
        if memory > MEMORY:
            faults.append(f"{name}, {kind}: {memory:.1f} times the file in memory; at most {MEMORY:g}")
    print("\n".join(faults) or "all ratios within their limits")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
