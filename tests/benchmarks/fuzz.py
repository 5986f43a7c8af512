"""Random inputs through every reader, seeded: nothing may be raised, and no input take a second per 100 KB.

    python -m tests.benchmarks.fuzz --seed 1 --count 1000          that many inputs for each reader
    python -m tests.benchmarks.fuzz --seed 1 --only yaml --at 417  one input again, with its traceback

Half of the inputs are files of this repository with something spoilt, the others marks and bytes at random.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests import conftest
from tests.benchmarks.garbage import BITS, GARBAGE, article, odd_spaces, spoilt

from firmground.anchoring.locate import locate
from firmground.anchoring.nearest import Passages
from firmground.anchoring.normalise import normalise
from firmground.anchoring.sentences import segment
from firmground.checks.writers import text_of_finding
from firmground.ledger import Ledger
from firmground.reading.bibliography import read_bibliography
from firmground.reading.claim_file import read_claim_file
from firmground.reading.files import decode, invisible
from firmground.reading.question_file import read_question_file
from firmground.reading.settings_file import read_settings
from firmground.records import Anchor, Finding, SourceText
from firmground.reports.plan import plan_reports
from firmground.tables.audit import place_all

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that an input may take, and more for each 100 KB; on a busy machine one may wait for others.
LEAST, PER_100_KB = 1.0, 1.0
#: After so many seconds a reader that has not come back is stopped, with where it was.
STOPPED = 120
PROSE = (
    "What tea does\n\nTea eases a cold, as a 2020 study found (Leaf et al.). Tea is old.\n\n"
    "- Tea may do harm.\n- Drink it hot!\n\nIs it good? Really, who knows.\n"
)
TEA, LEDGER, BIB = "claims/tea.yaml", "claims/ledger.yaml", "references.bib"
ASKED = "claims/questions/tea.yaml"


def _told(source: SourceText | None, findings: tuple[Finding, ...]) -> int:
    """Write each finding out, as `firmground check` does; how many there are."""
    placed = place_all(findings, {source.file: source} if source else {})
    for p in placed[:50]:
        text_of_finding(p.finding, p.place, p.severity)
    return len(placed)


def _by(name: str, read: Callable[[SourceText], tuple[Finding, ...]]) -> Callable[[bytes, Path], int]:
    def reader(data: bytes, _: Path) -> int:
        source, found = decode(data, name)
        return _told(source, (*invisible(source), *read(source)) if source is not None else found)

    return reader


def _read_article(data: bytes, _: Path) -> int:
    source, found = decode(data, "articles/tea.txt")
    if source is None:
        return _told(source, found)
    sentences = segment(source.text)
    folded = normalise(source.text)
    middle = source.text[len(source.text) // 2 :][:30]
    for words in (middle, source.text[:12], "Tea eases"):
        if words.strip():
            locate(Anchor(start=words, end=words, prefix=None, suffix=None), folded)
    Passages(source.text, sentences).nearest(middle or "tea")
    return len(sentences)


def _read_notebook(data: bytes, folder: Path) -> int:
    (folder / "notebooks").mkdir(exist_ok=True)
    (folder / "notebooks" / "x.ipynb").write_bytes(data)
    planned = plan_reports(folder, {"article": ("tea",), "topic": ()})
    return sum(bool(p.problem) for p in planned)


def _read_folder(data: bytes, folder: Path) -> int:
    """A sound ledger of which one file is the input, with everything that is derived from it."""
    names = {
        TEA: conftest.CLAIMS,
        LEDGER: conftest.SETTINGS,
        BIB: conftest.BIB,
        "articles/tea.txt": PROSE,
        ASKED: conftest.QUESTIONS,
    }
    for name, text in names.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / list(names)[len(data) % len(names)]).write_bytes(data)
    ledger = Ledger(folder, folder / "articles")
    ledger.show()
    return len(ledger.check("strict").text())


@dataclass(frozen=True)
class Reader:
    """What reads a kind of file, and sound files of that kind to spoil."""

    read: Callable[[bytes, Path], int]
    sound: Callable[[], tuple[str, ...]]


def _texts(*patterns: str) -> tuple[str, ...]:
    return tuple(
        p.read_text("utf-8", "replace") for pattern in patterns for p in sorted(ROOT.glob(pattern)) if p.is_file()
    )


_SMALL = (conftest.CLAIMS, conftest.SETTINGS, conftest.BIB, PROSE)
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "yaml": Reader(
            _by(TEA, lambda s: read_claim_file(s).findings),
            lambda: (conftest.CLAIMS, *_texts("claims/*.yaml", "tests/gallery/*/claims/*.yaml")),
        ),
        "questions": Reader(
            _by(ASKED, lambda s: read_question_file(s).findings),
            lambda: (conftest.QUESTIONS, *_texts("claims/questions/*.yaml", "tests/gallery/*/claims/questions/*.yaml")),
        ),
        "settings": Reader(
            _by(LEDGER, lambda s: read_settings(s).findings),
            lambda: (conftest.SETTINGS, *_texts("claims/ledger.yaml", "tests/gallery/*/claims/ledger.yaml")),
        ),
        "bibliography": Reader(
            _by(BIB, lambda s: read_bibliography(s).findings),
            lambda: (conftest.BIB, *_texts("references.bib", "tests/gallery/*/references.bib")),
        ),
        "article": Reader(
            _read_article,
            lambda: (PROSE, article(20_000), *_texts("docs/how-to/*.md", "tests/texts/**/*.txt")),
        ),
        "notebook": Reader(_read_notebook, lambda: _texts("notebooks/*.ipynb")),
        "folder": Reader(_read_folder, lambda: _SMALL),
    }
)
#: Signs that one script or program or another puts into a text.
_SIGNS = tuple("\u200b\u00ad\u202e\ud7ffﬁé漢。ا👩½”’…\u0301\u200d\ufffd")


def made(rnd: random.Random, sound: tuple[str, ...]) -> bytes:
    """One input."""
    kind = rnd.random()
    if kind < 0.5:
        text = rnd.choice(sound)
        size = rnd.choice((300, 2_000, 10_000))
        at = rnd.choice((0, rnd.randrange(max(1, len(text) - size))))
        text = text[at : at + size]
        text = odd_spaces(text, rnd) if rnd.random() < 0.3 else text
        data = spoilt(text, rnd).encode("utf-8", "replace")
        return data if rnd.random() < 0.95 else data[: len(data) // 2] + rnd.randbytes(2) + data[len(data) // 2 :]
    if kind < 0.75:
        parts = (*BITS, *_SIGNS, "article:", "claims:", "  ", "\n", "a", "year", "}", " . ", "Dr. ", "1.5", "\n\n• ")
        return "".join(rnd.choices(parts, k=rnd.choice((5, 40, 400)))).encode("utf-8", "replace")
    if kind < 0.85:
        return rnd.randbytes(rnd.choice((1, 30, 3_000)))
    if kind < 0.95:
        return "".join(chr(rnd.choice((rnd.randrange(128), rnd.randrange(0xD800)))) for _ in range(300)).encode()
    return GARBAGE[rnd.choice(tuple(GARBAGE))](rnd.choice((1_000, 30_000, 100_000)))


@dataclass
class Tally:
    """What came of the inputs of one reader; ``slowest`` in shares of the time that the input may take."""

    inputs: int = 0
    size: int = 0
    found: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    raised: tuple[str, ...] = ()


def run(name: str, seed: int, numbers: Iterator[int] | range, folder: Path) -> Tally:
    """Put inputs through one reader."""
    reader, tally = READERS[name], Tally()
    sound = reader.sound()
    for number in numbers:
        data = made(random.Random(f"{seed}/{name}/{number}"), sound)
        faulthandler.dump_traceback_later(STOPPED, exit=True)
        begun = time.process_time()
        try:
            tally.found += reader.read(data, folder)
        except Exception:  # whatever it is, it is what is looked for
            tally.raised += (f"{name} {number} ({len(data)} bytes)\n{traceback.format_exc()}",)
        took = time.process_time() - begun
        faulthandler.cancel_dump_traceback_later()
        share = took / (LEAST + PER_100_KB * len(data) / 100_000)
        tally.slowest = max(tally.slowest, (share, number))
        tally.inputs += 1
        tally.size += len(data)
    return tally


def main() -> int:
    """Go through all readers; exit code 1 when something was raised or took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="inputs for each reader; a tenth for whole folders")
    parser.add_argument("--only", choices=READERS, action="append", help="just this reader")
    parser.add_argument("--at", type=int, help="just this input")
    given = parser.parse_args()
    bad = 0
    print(f"{'reader':<14}{'inputs':>8}{'MB':>8}{'found':>10}{'raised':>8}   slowest (share of its time, input)")
    for name in given.only or READERS:
        count = max(1, given.count // 10) if name == "folder" else given.count
        numbers = range(count) if given.at is None else range(given.at, given.at + 1)
        with tempfile.TemporaryDirectory() as folder:
            tally = run(name, given.seed, numbers, Path(folder))
        slow = f"{tally.slowest[0]:.2f}, {tally.slowest[1]}"
        print(
            f"{name:<14}{tally.inputs:>8}{tally.size / 1e6:>8.1f}{tally.found:>10}{len(tally.raised):>8}   {slow}",
            flush=True,
        )
        for told in tally.raised[:3]:
            print(told)
        bad += len(tally.raised) + (tally.slowest[0] > 1)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
