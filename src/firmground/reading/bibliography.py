"""``references.bib`` to references; every block ends up as a record or as a finding."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from firmground.reading.bib_blocks import Cut, cut_blocks
from firmground.reading.bib_entry import (
    MOST_STRAY,
    Written,
    first_strings,
    inherit,
    key_in,
    resolve_string,
    stray_text,
    write_out,
)
from firmground.reading.entry import EntryReader
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
    with _nothing_collected():
        cuts = list(cut_blocks(source.text))
        for cut in cuts:
            if isinstance(cut.block, String):
                reader.string(cut.block, cut.line)
        cuts.reverse()
        while cuts:  # the parser's own records take more room than ours, so none is kept for longer than it is needed
            reader.take(cuts.pop())
        reader.finish()
    return Bibliography(reader.references, tuple(reader.failed), tuple(reader.findings))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for circles of unused objects only afterwards: a million new records would be gone through each time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Reader:
    """Takes the blocks of one file in their order; lives for one call."""

    def __init__(self, source: SourceText) -> None:
        self.file = source.file
        self.references: dict[str, Reference] = {}
        self.entries = EntryReader()
        #: Entries that wait for others, in a file in which some inherit.
        self.written: dict[str, Written] = {}
        self.inherits = re.search(r"crossref|xdata", source.text, re.IGNORECASE) is not None
        self.lines: dict[str, int] = {}
        self.failed: list[FailedBlock] = []
        self.findings: list[Finding] = []
        self.after_fault = False
        self.strings = first_strings()

    def string(self, block: String, line: int) -> None:
        """An abbreviation."""
        text, missing = resolve_string(str(block.value), self.strings)
        self.strings[block.key.lower()] = text
        for word in missing:
            message = f"“{word[:60]}” stands without braces in the @string “{block.key}”, and no @string gives it a "
            message += "usable meaning."
            cure = "Put it into braces, or add its @string above."
            self.findings.append(Finding("bib-bad-value", Spot(self.file, line=line), message, cure, block.key))

    def take(self, cut: Cut) -> None:
        """One block: an entry, or findings and the block's text kept."""
        block = cut.block
        spot = Spot(self.file, line=cut.line, width=max(1, len(cut.raw.split("\n", 1)[0])))
        after_fault, self.after_fault = self.after_fault, False
        if isinstance(block, ImplicitComment):
            self._between(cut.raw, spot, after_fault)
        elif isinstance(block, Entry):
            self._entry(block, cut, spot)
        elif isinstance(block, DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, Entry):
            self._entry(block.ignore_error_block, cut, spot)
        elif isinstance(block, DuplicateBlockKeyBlock):
            entry = block.ignore_error_block
            if isinstance(entry, Entry) and not entry.key.strip():
                self._entry(entry, cut, spot)
            else:
                self._twice(str(block.key), spot, cut.raw, "entry" if isinstance(entry, Entry) else "@string")
        elif type(block) is ParsingFailedBlock:
            self.after_fault = True
            self.keep(_syntax(cut, spot), spot, cut.raw)

    def keep(self, finding: Finding, spot: Spot, raw: str | None) -> None:
        """Report a block that could not be used, and keep its text."""
        self.findings.append(finding)
        self.failed.append(FailedBlock(spot, raw or "", finding.message))

    def finish(self) -> None:
        """Read the entries that had to wait until all of them were known."""
        entries, data = inherit(self.written)
        for entry in entries.values():
            if entry.key in data:
                self.findings.extend(entry.findings)
            else:
                self._read(entry)

    def _read(self, entry: Written) -> None:
        reference, found = self.entries.read(entry)
        self.findings.extend(found)
        if reference is not None:
            self.references[reference.key] = reference
        if reference is None or any(f.code in {"bib-duplicate-field", "bib-stray-text"} for f in found):
            self.failed.append(FailedBlock(entry.spot, entry.raw, found[-1].message))

    def _entry(self, entry: Entry, cut: Cut, spot: Spot) -> None:
        key = entry.key
        named = bool(key.strip())
        if named and key in self.lines:
            self._twice(key, spot, cut.raw, "entry")
            return
        spot = Spot(spot.file, (key,) if named else (), line=spot.line, width=spot.width)
        written = write_out(entry, cut.first, cut.raw, spot, self.strings)
        for extra in cut.surplus[:MOST_STRAY]:
            stray = stray_text(self.file, extra.line, extra.column, extra.text, key, cut.raw, spot)
            written.findings.append(stray)
        if cut.open_end:
            message = f"“{key}” is never closed: the brace at its end is missing. It was read all the same."
            cure = "Put a closing brace on a line of its own after its last field."
            written.findings.append(Finding("bib-syntax", spot, message, cure, key))
        if named:
            self.lines[key] = spot.line or 1
        if named and self.inherits:
            self.written[key] = written
        else:
            self._read(written)

    def _twice(self, key: str, spot: Spot, raw: str | None, kind: str) -> None:
        first = f" (line {self.lines[key]})" if key in self.lines else ""
        message = f"There is already an {kind} with the key “{key}”{first}; this second one was not used."
        if kind != "entry":
            message = f"The abbreviation “{key}” was already given by another @string; this second one was not used."
        cure = "Give one of the two another key, or remove it if both are the same work."
        self.keep(Finding("bib-duplicate-key", spot, message, cure, key), spot, raw)

    def _between(self, raw: str, spot: Spot, after_fault: bool) -> None:
        """Text between entries: the rest of an entry that failed, a lost part of one, or a comment."""
        if after_fault:
            self.failed.append(FailedBlock(spot, raw, "rest of an entry that can't be read"))
        elif found := _LOOKS_LIKE_FIELDS.search(raw):
            before = raw[: found.start()]
            line = raw.split("\n")[before.count("\n")]
            column = len(line) - len(line.lstrip()) + 1
            lines = (spot.line or 1) + before.count("\n")
            spot = Spot(self.file, line=lines, column=column, width=len(line.strip()))
            message = "This text stands outside of any entry, so it was not read; it looks like a part of one."
            self.keep(Finding("bib-stray-text", spot, message, _STRAY), spot, raw)


_STRAY = "Look for a closing brace too many just above, or for a missing @ at the beginning of the entry."


def _syntax(cut: Cut, spot: Spot) -> Finding:
    key = key_in(cut.raw)
    if cut.unclosed is not None:
        opened = cut.unclosed
        what = "brace" if opened.mark == "{" else "quotation mark"
        message = f"This entry can't be read: the {what} that “{opened.field}” opens here is never closed."
        place = Spot(spot.file, line=opened.line, column=opened.column)
        return Finding("bib-syntax", place, message, f"Close the {what} at the end of the value.", key)
    error = getattr(cut.block, "error", "")
    said = " ".join(str(getattr(error, "abort_reason", error)).split())
    for row in meanings().bib:
        if row.says in said:
            return Finding("bib-syntax", spot, f"This entry can't be read: {row.means}", row.cure, key)
    message = f"This entry can't be read; the parser says: {said[:200]}"
    cure = "Close every brace and quote, and put a comma after the key and after each field."
    return Finding("bib-syntax", spot, message, cure, key)
