"""``references.bib`` to references, through bibtexparser 2; every block ends up as a record or as a finding.

bibtexparser counts lines from 0, moves a whole entry out of ``entries`` when one field or key repeats, and logs what
it could not read; here lines count from 1, nothing is out of sight, and the log is silent.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)

from firmground.reading.entry import read_entry
from firmground.reading.faults import meanings
from firmground.records import FailedBlock, Finding, Reference, SourceText, Spot


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a .bib file holds.

    Attributes:
        references: by key, in the order of the file; of two entries with one key the first.
        failed: blocks that could not be used, with their raw text.
        findings: at least one for each failed block.
    """

    references: dict[str, Reference]
    failed: tuple[FailedBlock, ...]
    findings: tuple[Finding, ...]


_LOOKS_LIKE_FIELDS = re.compile(r"""(?<!\w)\w++\s*+=\s*+[{"\w]""")
#: More blocks than this are not read: each costs a kilobyte of memory or more, and no ledger cites so much.
MOST_BLOCKS = 1_000_000


def read_bibliography(source: SourceText) -> Bibliography:
    """Read a whole .bib file; never raises for what is in it."""
    if source.text.count("@") > MOST_BLOCKS:
        message = f"{source.file} holds more than {MOST_BLOCKS:,} entries, so it was not read."
        cure = "Look whether it is a bibliography at all; if so, keep only the works that this ledger needs."
        finding = Finding("file-too-large", Spot(source.file), message, cure)
        return Bibliography({}, (FailedBlock(Spot(source.file), source.text, message),), (finding,))
    reader = _Reader(source)
    with _silent():
        blocks = parse_string(source.text).blocks
    for block in blocks:
        reader.take(block)
    return Bibliography(reader.references, tuple(reader.failed), tuple(reader.findings))


class _Reader:
    """Takes the blocks of one file in their order; lives for one call."""

    def __init__(self, source: SourceText) -> None:
        self.file = source.file
        self.references: dict[str, Reference] = {}
        self.lines: dict[str, int] = {}
        self.failed: list[FailedBlock] = []
        self.findings: list[Finding] = []
        self.after_fault = False

    def take(self, block: Block) -> None:
        """One block: a reference, or findings and the block's text kept."""
        spot = Spot(self.file, line=(block.start_line or 0) + 1, width=_width(block))
        after_fault, self.after_fault = self.after_fault, False
        if isinstance(block, ImplicitComment):
            self._between(block, spot, after_fault)
        elif isinstance(block, Entry):
            self._entry(block, spot, block.raw)
        elif isinstance(block, DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, Entry):
            self._entry(block.ignore_error_block, spot, block.raw)
        elif isinstance(block, DuplicateBlockKeyBlock):
            entry = block.ignore_error_block
            if isinstance(entry, Entry) and not entry.key.strip():
                self._entry(entry, spot, block.raw)
                return
            self._twice(str(block.key), spot, block.raw, "entry" if isinstance(entry, Entry) else "@string")
        elif isinstance(block, ParsingFailedBlock):
            self.after_fault = True
            self.keep(_syntax(block, spot), spot, block.raw)

    def keep(self, finding: Finding, spot: Spot, raw: str | None) -> None:
        """Report a block that could not be used, and keep its text."""
        self.findings.append(finding)
        self.failed.append(FailedBlock(spot, raw or "", finding.message))

    def _entry(self, entry: Entry, spot: Spot, raw: str | None) -> None:
        if entry.key in self.references:
            self._twice(entry.key, spot, raw, "entry")
            return
        reference, found = read_entry(entry, spot)
        self.findings.extend(found)
        if reference is not None:
            self.references[reference.key] = reference
            self.lines[reference.key] = spot.line or 1
        if reference is None or any(f.code == "bib-duplicate-field" for f in found):
            self.failed.append(FailedBlock(spot, raw or "", found[-1].message))

    def _twice(self, key: str, spot: Spot, raw: str | None, kind: str) -> None:
        first = f" (line {self.lines[key]})" if key in self.lines else ""
        message = f"There is already an {kind} with the key “{key}”{first}; this second one was not used."
        if kind != "entry":
            message = f"The abbreviation “{key}” was already given by another @string; this second one was not used."
        cure = "Give one of the two another key, or remove it if both are the same work."
        self.keep(Finding("bib-duplicate-key", spot, message, cure, key), spot, raw)

    def _between(self, block: ImplicitComment, spot: Spot, after_fault: bool) -> None:
        """Text between entries: the rest of an entry that failed, a lost part of one, or a comment."""
        if after_fault:
            self.failed.append(FailedBlock(spot, block.raw or "", "rest of an entry that can't be read"))
        elif found := _LOOKS_LIKE_FIELDS.search(block.raw or ""):
            before, raw = (block.raw or "")[: found.start()], block.raw or ""
            line = raw.split("\n")[before.count("\n")]
            column = len(line) - len(line.lstrip()) + 1
            lines = (spot.line or 1) + before.count("\n")
            spot = Spot(self.file, line=lines, column=column, width=len(line.strip()))
            message = "This text stands outside of any entry, so it was not read; it looks like a part of one."
            self.keep(Finding("bib-stray-text", spot, message, _STRAY), spot, block.raw)


_STRAY = "Look for a closing brace too many just above, or for a missing @ at the beginning of the entry."


def _syntax(block: ParsingFailedBlock, spot: Spot) -> Finding:
    said = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    key = _KEY.match(block.raw or "")
    name = key[1] if key else None
    for row in meanings().bib:
        if row.says in said:
            return Finding("bib-syntax", spot, f"This entry can't be read: {row.means}", row.cure, name)
    message = f"This entry can't be read; the parser says: {said[:200]}"
    cure = "Close every brace and quote, and put a comma after the key and after each field."
    return Finding("bib-syntax", spot, message, cure, name)


_KEY = re.compile(r"@\w+\s*\{\s*([\w:./+-]+)")


def _width(block: Block) -> int:
    return len((block.raw or " ").split("\n", 1)[0])


@contextmanager
def _silent() -> Iterator[None]:
    """Keep bibtexparser's log off the user's screen: the same faults are reported as findings."""
    logger = logging.getLogger("bibtexparser.splitter")
    logger.addFilter(_nothing)
    try:
        yield
    finally:
        logger.removeFilter(_nothing)


def _nothing(_record: logging.LogRecord) -> bool:
    return False
