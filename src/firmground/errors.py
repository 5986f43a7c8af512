"""What goes wrong because of what was asked: every fault is a class that carries its sentence.

The classes stand where their fault is found; the one below that many rooms share stands here. A mistake in the code
itself stays a ``ValueError`` or ``KeyError``, and what a file system refuses an ``OSError``.
"""

from __future__ import annotations

from collections.abc import Iterable


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
