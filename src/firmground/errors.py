"""What goes wrong because of what was asked: every fault is a class that carries its sentence.

The classes stand where their fault is found; the one below that many rooms share stands here. A mistake in the code
itself stays a ``ValueError`` or ``KeyError``, and what a file system refuses an ``OSError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Of a message that others made so many characters are told.
LONGEST_TEXT = 2_000
#: Names that are listed when not all can be.
MOST_NAMES = 12
#: A number, with the letter that tells works of one year apart.
_NUMBER = re.compile(r"\d+(?:[a-z](?![a-z]))?")


def cut(text: str) -> str:
    """A text that others made, as far as a person reads it, with how much was left out.

    A parser or a notebook may put a whole file into the message of an error.
    """
    more = len(text) - LONGEST_TEXT
    return text if more <= 0 else f"{text[:LONGEST_TEXT]} … (cut: {more:,} characters more)"


def near(word: str, known: Iterable[str], cutoff: float = 0.7) -> str:
    """“ Did you mean …?” with the word of a closed list that is most like a mistyped one, or nothing.

    Only for words that this program made up (fields, codes, words of a list): there the likeness of letters tells what
    was meant. For names that a user gave to things, see :func:`nearest`.

    Args:
        word: as it was given.
        known: what it may be.
        cutoff: how like it must be, from 0 to 1.
    """
    close = alike(word, known, 1, cutoff)
    return f" Did you mean “{close[0]}”?" if close else ""


def nearest(kind: str, word: str, known: Iterable[str]) -> str:
    """“ The nearest … here is …” for the name of a thing, said as a possibility, or nothing.

    Keys and ids that look alike mostly name different things: smith2020trial and smith2021trial are two works.
    Where nothing but a number, or the letter after it, differs, likeness tells nothing at all, and none is named.

    Args:
        kind: what bears the name, as one word: claim, reference.
        word: as it was given.
        known: the names that there are.
    """
    form = _NUMBER.sub("0", word[:100])
    close = next((name for name in alike(word, known, 3) if _NUMBER.sub("0", name) != form), None)
    return f" The nearest {kind} here is “{close}”, which may be another one: look before you name it." if close else ""


def alike(word: str, known: Iterable[str], most: int, cutoff: float = 0.7) -> list[str]:
    """Known words that are like another one, the most like first."""
    from difflib import get_close_matches  # late: few commands meet such a word

    return get_close_matches(word[:100], list(known), n=most, cutoff=cutoff)


def listed(word: str, known: Iterable[str]) -> str:
    """All names that there are, joined by commas; of many, first those most like a word, and how many more."""
    names = list(known)
    if len(names) > MOST_NAMES:
        first = list(dict.fromkeys((*alike(word, names, MOST_NAMES, 0.4), *names)))[:MOST_NAMES]
        return f"{', '.join(first)} and {len(names) - len(first)} more"
    return ", ".join(names) or "none yet"


class LedgerError(Exception):
    """Something was asked of a ledger that it can't do; the message says what, and what to do instead."""


class UnknownNameError(LedgerError):
    """A name that nothing of its kind has, answered with the names that there are.

    Args:
        kind: what was named, as one word: table, chart, article.
        name: as it was given.
        known: the names of everything of that kind.
    """

    def __init__(self, kind: str, name: str | None, known: Iterable[str]) -> None:
        there = ", ".join(known) or "none yet"
        super().__init__(f"There is no {kind} “{name}”. {kind.capitalize()}s: {there}.")
