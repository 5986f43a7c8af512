"""What goes wrong because of what was asked: every fault is a class that carries its sentence.

The classes stand where their fault is found; the one below that many rooms share stands here. A mistake in the code
itself stays a ``ValueError`` or ``KeyError``, and what a file system refuses an ``OSError``.
"""

from __future__ import annotations

from collections.abc import Iterable


def near(word: str, known: Iterable[str], cutoff: float = 0.7) -> str:
    """“ Did you mean …?” with the known word that is most like a mistyped one, or nothing.

    Args:
        word: as it was given.
        known: what it may be.
        cutoff: how like it must be, from 0 to 1.
    """
    from difflib import get_close_matches  # late: few commands meet such a word

    close = get_close_matches(word[:100], list(known), n=1, cutoff=cutoff)
    return f" Did you mean “{close[0]}”?" if close else ""


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
