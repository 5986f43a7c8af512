"""Where a quotation mark, bracket or brace is opened that is never closed, in a block of YAML that can't be parsed.

A parser goes on reading until something can't belong to the text any more, and names that place: the next field, or
the end. Only a block that failed is looked at, so what is found here explains a fault and never makes one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

#: Larger blocks are not looked at, in characters.
LARGEST = 1_000_000
#: How far a line is looked at for the partner of a mark, in characters.
MOST = 1_000
#: What may stand before the name of a field or its value: dashes, and marks that name or type a value.
_LEAD = re.compile(r"(?:[-?]\s+)*")
_NAMED = re.compile(r"(?:[&!]\S*\s+)*")
_KEY = re.compile(r"""[^\s"'\[\]{},#&*!|>%@`-][^#]*?:(?=\s|$)""")
#: A line that begins a field or an item.
_FIELD = re.compile(r"""-(?:\s|$)|(?:"[^"]*"|'[^']*'|[^\s"'\[\]{},#&*!|>%@`][^:#"'{}\[\]]*):(?:\s|$)""")
_REST = MappingProxyType({'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'(?!')")})
_PLAIN = re.compile(r"(?:[^,\[\]{}:#]|:(?!\s|$|[,\[\]{}])|(?<!\s)#)+")
#: What may follow a text in quotation marks.
_ENDED = re.compile(r"\s*(?:$|[,\]}:#])")
_COLON = re.compile(r"\s*:")
_PAIR = MappingProxyType({"]": "[", "}": "{"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A mark that opens something: the mark, its 1-based line and column, and how far the field is indented."""

    mark: str
    line: int
    column: int
    indent: int


class _Scan:
    """Goes through a block line by line, as far as needed to tell what is text and what are marks."""

    def __init__(self) -> None:
        self.quote: Opened | None = None
        self.brackets: list[Opened] = []
        self.indent = 0
        #: Lines indented more than this go on with a text that has no marks.
        self.text_below: int | None = None

    def line(self, number: int, line: str) -> Opened | None:
        """What this line shows to be unclosed."""
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        at = indent
        if self.quote is not None:
            if body and indent <= self.quote.indent and _FIELD.match(body):
                return self.quote
            at = 0
        elif not self.brackets:
            if self.text_below is not None and (not body.strip() or indent > self.text_below):
                return None
            self.text_below = None
            lead = _LEAD.match(line, indent)
            at = lead.end() if lead else indent
            # The value of an item goes on behind its dash, that of a field behind the field's name.
            self.indent = len(line[:at].rstrip()) - 1 if at > indent else indent
            if key := _KEY.match(line, at):
                self.indent, at = at, key.end()
        return self._values(number, line, at)

    def _values(self, number: int, line: str, at: int) -> Opened | None:
        fresh = True  # a value can begin here
        while at < len(line):
            if self.quote is not None:
                closed = _REST[self.quote.mark].match(line, at)
                if closed is None:
                    return None
                opened, self.quote, at, fresh = self.quote, None, closed.end(), False
                if self._spoilt(opened, number, line, at):
                    return opened
                if not self.brackets and opened.line == number and _COLON.match(line, at):
                    self.indent = opened.column - 1
                continue
            char = line[at]
            if char.isspace():
                at += 1
            elif char == "#" and (at == 0 or line[at - 1].isspace()):
                return None
            elif char in "\"'" and fresh:
                self.quote = Opened(char, number, at + 1, self.indent)
                at += 1
            elif char in "[{" and (fresh or self.brackets):
                self.brackets.append(Opened(char, number, at + 1, self.indent))
                at, fresh = at + 1, True
            elif char in "]}" and self.brackets:
                opened = self.brackets.pop()
                if opened.mark != _PAIR[char]:
                    return opened
                at, fresh = at + 1, False
            elif char in ",:" and (self.brackets or char == ":"):
                at, fresh = at + 1, True
            elif not self.brackets:
                named = _NAMED.match(line, at)
                if fresh and named and named.end() > at:
                    at = named.end()
                    continue
                self.text_below = self.indent
                return None
            else:
                plain = _PLAIN.match(line, at)
                at, fresh = plain.end() if plain else at + 1, False
        return None

    @staticmethod
    def _spoilt(opened: Opened, number: int, line: str, at: int) -> bool:
        """Whether what follows a closing mark shows that it was meant to open another text."""
        if _ENDED.match(line, at):
            return False
        if line[at - 2 : at - 1].isalnum() and line[at : at + 1].isalnum():
            return False  # an apostrophe
        return opened.line != number or line.count(opened.mark, opened.column - 1, opened.column + MOST) % 2 == 1


def find_unclosed(text: str) -> Opened | None:
    """The first mark of a block that is opened and never closed; ``None`` when there is none."""
    if len(text) > LARGEST:
        return None
    scan = _Scan()
    for number, line in enumerate(text.split("\n"), 1):
        if found := scan.line(number, line):
            return found
    return scan.quote or (scan.brackets[0] if scan.brackets else None)
