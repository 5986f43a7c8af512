"""What the lines of a plain-text article are: wrapped prose, list items, table rows or lines of their own.

Nothing here looks at what the words mean. Both normalisation and segmentation read the layout through this module, so
that a passage never runs over the end of a list item for the one and not for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

#: White space: what ``str.isspace`` calls so (Unicode ``White_Space`` and the separators U+001C to U+001F).
WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
#: Characters without a width of their own: soft hyphen, zero-width spaces and joiners, direction marks, byte-order
#: mark, and the selectors between a text and an emoji shape.
UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
#: What ends a line.
LINE_ENDS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"

#: A wrapped text has no line longer than this, in characters: mail is wrapped at 72 to 78, editors at 80 to 100.
WIDEST_WRAP = 100
#: Below this width a text is a list of short lines, not wrapped prose.
NARROWEST_WRAP = 50

#: Quotation marks of every shape: what opens in one language closes in another (“…”, „…“, »…«, «…»).
QUOTES = "\"'\u2018-\u201f\xab\xbb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07"
#: Raised digits, with their signs and brackets.
RAISED = "\xb2\xb3\xb9\u2070\u2074-\u2079\u207a-\u207e"
#: What ends a sentence; after those of ``WIDE_ENDS`` no white space is needed.
WIDE_ENDS = "\u3002\uff01\uff1f\uff61\u0964\u0965"
ENDS = ".!?\u2026\u203d\u203c\u2047-\u2049\u061f\u06d4\u0589" + WIDE_ENDS
#: What may stand directly after a stop and still belongs to the sentence: closing quotes and brackets, the stars and
#: lines of Markdown, and note marks: † ‡ § ¶ ‖, ``[12]``, ``[citation needed]``, ``(12)``, ``(a)``, ¹.
_MARKS = (
    rf"(?:[{QUOTES})\]}}\uff09\uff3d\uff5d\u3009\u300b\u3011\u3015*_\u2020\u2021\xa7\xb6\u2016\u203b]"
    rf"|\[[^\[\]{LINE_ENDS}]{{1,40}}\]|\((?:\d{{1,3}}(?:[,;\u2013-] ?\d{{1,3}}){{0,9}}|[a-z])\)"
    rf"|[{RAISED}]+(?:[,\u2013-][{RAISED}]+)*+)*+"
)
#: The same with one note number set on the line (``Motion.2``), and a closing « or » after a space, as in French.
TAIL = (
    rf"(?P<marks>{_MARKS})(?P<number>\d{{1,3}}+(?:[,\u2013-]\d{{1,3}})*+)?{_MARKS}"
    rf"(?:[ \xa0\u2009\u202f][\xbb\u203a](?=[{WHITE}]|$))?"
)

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_EDGE = f"[{WHITE}{UNSEEN}]*"
_BLANK = re.compile(_EDGE)
_UNSEEN = re.compile(f"[{UNSEEN}]")
#: A bullet, or a number or letter with its stop or bracket, and white space after it.
_BULLET = "[•‣⁃◦▪▫■□●○∙·➢➤►▶✓✔*\u2013\u2014-]"
_MARK = re.compile(rf"(?:{_BULLET}|\d{{1,3}}[.)]|\(\d{{1,3}}\)|[a-zA-Z]\)|\([a-zA-Z]\))[{WHITE}]+")
_GLUED = re.compile(r"[a-z)%][A-Z][a-z]")
_ENDED = re.compile(rf"[{ENDS}:;]{TAIL}$")
_WORD = re.compile(r"\w")

#: An indented line without a mark, which may go on with a list item.
_INDENTED = re.compile(rf"[{LINE_ENDS}][ \t]+(?![ \t{LINE_ENDS}]|{_BULLET}[{WHITE}]|$)")

#: A bullet at the start of a line with the white space after it; a number is kept, since readers see it as text.
BULLET = re.compile(rf"{_BULLET}[{WHITE}]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that a browser would show as one block.

    Attributes:
        start: offset of its first character, after white space and list mark.
        end: offset after its last character that is no white space.
        kind: what the layout says it is.
    """

    start: int
    end: int
    kind: Literal["prose", "list item", "table row"]


@dataclass(slots=True)
class _Line:
    outer: int  # offset of the first character of the line
    start: int
    end: int
    marked: bool
    text: str
    gap: int  # line ends between the previous line with words and this one
    row: bool = False


def is_blank(char: str) -> bool:
    """Whether a character is white space or has no width of its own."""
    return char.isspace() or _UNSEEN.match(char) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line closes with an end mark: a stop, a colon, or one of them under quotes and a reference number."""
    return _ENDED.search(text) is not None


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        outer, stop = match.span()
        blank = _BLANK.match(text, outer, stop)
        start = blank.end() if blank else outer
        mark = _MARK.match(text, start, stop)
        if mark:
            start = mark.end()
        end = stop
        while end > start and is_blank(text[end - 1]):
            end -= 1
        inner = text[start:end]
        if not _WORD.search(inner):
            continue  # an empty line, a rule, a lone bullet
        gap = sum(1 for c in text[previous_end:outer] if c in LINE_ENDS) if found else 2
        found.append(_Line(outer, start, end, mark is not None, inner, gap))
        previous_end = end
    _find_rows(found)
    return found


def _find_rows(lines: list[_Line]) -> None:
    """Mark table rows: cells parted by tabs or bars, or at least two lines on end whose cells were glued in copying."""
    glued: list[_Line] = []
    for line in lines:
        line.row = not line.marked and ("\t" in line.text or line.text.count("|") > 1)
        candidate = (
            not line.marked
            and not line.row
            and _GLUED.search(line.text) is not None
            and not ends_sentence(line.text)
            and (not glued or line.gap == 1)
        )
        if candidate:
            glued.append(line)
            continue
        _settle(glued)
        glued = []
    _settle(glued)


def _settle(glued: list[_Line]) -> None:
    if len(glued) > 1:
        for line in glued:
            line.row = True


def _wrap_width(text: str) -> int | None:
    """The column at which a text was wrapped, in characters, or ``None`` when it was not."""
    if len(text) < NARROWEST_WRAP:
        return None
    width = max((m.end() - m.start() for m in _LINE.finditer(text)), default=0)
    return width if NARROWEST_WRAP <= width <= WIDEST_WRAP else None


def _continues(before: _Line, line: _Line, width: int | None) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if line.gap != 1 or line.marked or line.row or before.row:
        return False
    if before.marked and line.start - line.outer >= before.start - before.outer > 0:
        return True  # the hanging indent of a long list item
    if width is None or ends_sentence(before.text):
        return False
    # A program that fills lines breaks only where the next word would not have fitted any more.
    first_word = line.text.split(None, 1)[0]
    return before.end - before.outer + 1 + len(first_word) > width


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in reading order.

    A line is a block of its own, except that a line of wrapped prose goes on with the line before it: in a text whose
    longest line has 50 to 100 characters, when the line before has no end mark and was too full for the next word; or
    when it is indented as far as the words of the list item before it. Lines without a letter or digit are no blocks.

    Args:
        text: an article's text, any line ends.
    """
    width = _wrap_width(text)
    current: Block | None = None
    before: _Line | None = None
    for line in _lines(text):
        if current is not None and before is not None and _continues(before, line, width):
            current = Block(current.start, line.end, current.kind)
            # A third line of a list item is measured against the second, but is still the item's.
            before = replace(line, marked=before.marked)
            continue
        if current is not None:
            yield current
        kind: Literal["prose", "list item", "table row"] = (
            "list item" if line.marked else "table row" if line.row else "prose"
        )
        current, before = Block(line.start, line.end, kind), line
    if current is not None:
        yield current


def wraps(text: str) -> frozenset[int]:
    """Offsets of the line ends that only wrap a line, so that the words on both sides belong together.

    Args:
        text: an article's text.
    """
    if _wrap_width(text) is None and not _INDENTED.search(text):
        return frozenset()  # nearly every article: one line per paragraph
    return frozenset(at for block in blocks(text) for at in range(block.start, block.end) if text[at] in LINE_ENDS)
