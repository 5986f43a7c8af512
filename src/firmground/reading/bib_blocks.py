"""A .bib file cut into blocks by bibtexparser 2, with what it can't cut mended where the meaning is plain.

bibtexparser counts lines from 0, takes ``@commentary`` for a comment, and gives up an entry for a comma too many or a
comment between its fields. Here each block knows its first line, from 1; a block that fails is tried again without
such comments and commas, which are reported; and a brace or quote that is never closed is reported where it opens.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bibtexparser.model import Block, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from bibtexparser.splitter import Splitter

#: A type that begins like one of BibTeX's own commands, which bibtexparser would take for it.
_ALIKE = re.compile(r"@(?=(?:comment|string|preamble)\w+[ \t]*[{(])", re.IGNORECASE)
_START = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)
_OUTSIDE = re.compile(r'\\.|[{}",]|%[^\n]*|\n', re.DOTALL)
#: Where a field seems to begin: at the start of a line or behind a comma.
_FIELD = re.compile(r"(?:^|,)[ \t]*([\w-]+)[ \t]*=[ \t]*([{\"])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Surplus:
    """What stands within an entry and is no part of it: its line and column (from 1), and its text."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The brace or quote that a field opens and nothing closes: its place, from 1, and the field's name."""

    line: int
    column: int
    mark: str
    field: str


@dataclass(frozen=True, slots=True)
class Cut:
    """One block of a file.

    Attributes:
        block: as bibtexparser gives it.
        first: line of the file, from 1, in which the lines of the block are counted from 0.
        raw: its text, as it stands in the file.
        surplus: comments and commas that were left out to read it.
        unclosed: what was never closed, for a block that failed.
        open_end: whether only the brace that closes the entry is missing; the entry was read.
    """

    block: Block
    first: int
    raw: str
    surplus: tuple[Surplus, ...] = ()
    unclosed: Opening | None = None
    open_end: bool = False

    @property
    def line(self) -> int:
        """Its first line."""
        return (self.block.start_line or 0) + self.first


def cut_blocks(text: str) -> Iterator[Cut]:
    """The blocks of a file in their order."""
    starts: list[int] | None = None
    lines: list[int] = []
    done = tried = -1
    for block in _split(text):
        line = block.start_line or 0
        if line < done:
            continue  # a part of an entry that was read in another way
        if type(block) is not ParsingFailedBlock:
            yield Cut(block, 1, _raw(block))
            continue
        if starts is None:
            starts = [found.start() for found in _START.finditer(text)]
            lines = [0, *(found.end() for found in re.finditer("\n", text))]
        begin = text.find("@", lines[line]) if line < len(lines) else -1
        if begin <= tried or text[lines[line] : begin].strip():  # a later one of the same line, or no entry's beginning
            yield Cut(block, 1, _raw(block))
            continue
        tried = begin
        after = bisect_right(starts, begin)
        end = starts[after] if after < len(starts) else len(text)
        segment = text[begin:end]
        again = _again(segment, line + 1)
        if again is None:
            yield Cut(block, 1, _raw(block), unclosed=find_opening(segment, line + 1))
            continue
        yield from again
        done = line + segment.count("\n")


def _again(segment: str, first: int) -> list[Cut] | None:
    """The blocks of a part of the file, when it can be read without surplus commas and comments."""
    tidy, surplus = _tidied(segment, first)
    blocks = _split(tidy) if surplus else []
    open_end = False
    if not blocks or not isinstance(blocks[0], (Entry, DuplicateFieldKeyBlock)):
        if find_opening(segment, first) is not None:
            return None
        blocks, open_end = _split(tidy.rstrip() + "\n}"), True
        if not blocks or not isinstance(blocks[0], (Entry, DuplicateFieldKeyBlock)) or len(blocks) > 1:
            return None
    cuts = [Cut(blocks[0], first, segment.rstrip(), tuple(surplus), open_end=open_end)]
    return cuts + [Cut(block, first, _raw(block)) for block in blocks[1:]]


def _tidied(segment: str, first: int) -> tuple[str, list[Surplus]]:
    """An entry's text with blanks for the comments between its fields, and for a comma after a comma."""
    out: list[str] = []
    surplus: list[Surplus] = []
    depth = at = 0
    quoted = comma = False
    line, begin = first, 0
    for mark in _OUTSIDE.finditer(segment):
        between = segment[at : mark.start()]
        comma = comma and not between.strip()
        out.append(between)
        at = mark.end()
        sign = mark[0]
        bare = depth == 1 and not quoted
        if sign == "\n":
            line, begin = line + 1, mark.end()
        elif sign == "{" and not quoted:
            depth += 1
        elif sign == "}" and not quoted:
            depth -= 1
            if depth == 0:
                out.append(sign)
                break  # what follows the entry is left as it is
        elif sign == '"' and depth == 1:
            quoted = not quoted
        if (sign == "," and bare and comma) or (sign[0] == "%" and bare):
            surplus.append(Surplus(line, mark.start() - begin + 1, sign))
            out.append(" " * len(sign))
            continue
        if sign[0] != "\n":
            comma = sign == "," and bare
        out.append(sign)
        if sign[0] == "\\" and sign[1:] == "\n":
            line, begin = line + 1, mark.end()
    out.append(segment[at:])
    return "".join(out), surplus


def find_opening(segment: str, first: int) -> Opening | None:
    """The first field of an entry whose brace or quote is not closed before the next field begins."""
    closed = 0
    fields = list(_FIELD.finditer(segment))
    for number, field in enumerate(fields):
        if field.start() < closed:
            continue
        follows = fields[number + 1].start() if number + 1 < len(fields) else len(segment)
        closed = _close(segment, field.end(), field[2])
        if closed <= follows or (closed < len(segment) and re.match(r"\s*[,}#]", segment[closed : closed + 200])):
            continue
        at = field.start(2)
        begin = segment.rfind("\n", 0, at) + 1
        return Opening(first + segment.count("\n", 0, at), at - begin + 1, field[2], field[1])
    return None


def _close(text: str, at: int, mark: str) -> int:
    """Behind the brace or quote that closes what was opened before this place; beyond the end when none does."""
    depth = 1 if mark == "{" else 0
    for found in _MARKS.finditer(text, at):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth < 0 or (depth == 0 and found[0] == ("}" if mark == "{" else '"')):
            return found.end() if depth == 0 else len(text) + 1
    return len(text) + 1


_MARKS = re.compile(r'\\.|[{}"]', re.DOTALL)


def _raw(block: Block) -> str:
    raw = block.raw or ""
    return _ALIKE_MASKED.sub("@", raw) if "@_" in raw else raw


_ALIKE_MASKED = re.compile(r"@_(?=(?:comment|string|preamble)\w)", re.IGNORECASE)


def _split(text: str) -> list[Block]:
    # bibtexparser does not count a line that ends with a backslash; with a blank behind it, it does.
    blank = next((b for b in " \t" if f"\\{b}\n" not in text), "") if "\\\n" in text else ""
    masked = text.replace("\\\n", f"\\{blank}\n") if blank else text
    with _silent():
        try:
            blocks = list(Splitter(_ALIKE.sub("@_", masked)).split().blocks)
        except Exception as error:  # whatever it is that the parser can't do: the text is kept
            return [ParsingFailedBlock(start_line=0, raw=text, error=error)]
    for block in blocks if blank else ():
        block._raw = (block.raw or "").replace(f"\\{blank}\n", "\\\n")
    return blocks


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
