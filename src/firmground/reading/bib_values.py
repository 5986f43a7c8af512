"""Values of .bib fields: braces, quotes, bare words and the # that joins them, resolved to one text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r'\\.|[{}"]', re.DOTALL)
_BARE = re.compile(r"[^\s#{}\"]+")
#: Characters that abbreviations may add to one value: each may be made of others, and double with every step.
MOST_ADDED = 5_000
_NEXT = re.compile(r"\s*(#?)\s*")


class Value(NamedTuple):
    """A field's value.

    Attributes:
        text: what stands between its braces or quotes, as written; the parts of a # in one.
        missing: bare words that no @string defines, or with too long a text; they stand in the text as they are.
        rest: where in the value something begins that is no part of it, or ``None``.
    """

    text: str
    missing: tuple[str, ...] = ()
    rest: int | None = None


def read_value(written: str, strings: Mapping[str, str]) -> Value:
    """Resolve a value as bibtexparser gives it: everything from the equals sign to the comma, stripped."""
    parts: list[str] = []
    missing: dict[str, None] = {}
    at = added = 0
    while True:
        start = at
        if written[at : at + 1] == "{":
            at = _close(written, at, _BRACE, "}")
            parts.append(written[start + 1 : at - 1])
        elif written[at : at + 1] == '"':
            at = _close(written, at, _QUOTE, '"')
            parts.append(written[start + 1 : at - 1])
        elif bare := _BARE.match(written, at):
            at = bare.end()
            known = strings.get(bare[0].lower())
            if known is not None and (added := added + len(known)) > MOST_ADDED:
                known = None
            if known is None and not bare[0].isdigit():
                missing[bare[0]] = None
            parts.append(bare[0] if known is None else known)
        else:
            return Value("".join(parts), tuple(missing), start if written else None)
        joint = _NEXT.match(written, at)
        if joint is None or at >= len(written):
            return Value("".join(parts), tuple(missing))
        if not joint[1]:
            return Value("".join(parts), tuple(missing), at)
        at = joint.end()


def _close(text: str, at: int, marks: re.Pattern[str], last: str) -> int:
    """Behind the mark that closes what is opened here; the end of the text when none does."""
    depth = 0
    for mark in marks.finditer(text, at + (last == '"')):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        if depth <= 0 and mark[0] == last:
            return mark.end()
    return len(text) + 1
