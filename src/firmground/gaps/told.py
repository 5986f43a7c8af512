"""Sentences on claims that answer questions, from ``told.toml``."""

from __future__ import annotations

from functools import cache

from firmground.rules import Rules, Table, read_rules


class ConflictWords(Rules):
    """How two claims that cannot both be true are told, and which side the answer is on."""

    question: str
    implied: str
    here: str
    there: str
    open: str
    says: Table[str, str]


class Told(Rules):
    """``told.toml``."""

    overclaim: Table[str, str]
    conflict: ConflictWords
    comparison: Table[str, str]
    family: Table[str, str]
    what_if: Table[str, str]


@cache
def sentences() -> Told:
    """The sentences, read once."""
    return read_rules(Told, "gaps/told.toml")


def filled(form: str, **parts: str) -> str:
    """A sentence with its parts filled in; not ``str.format``, since the ledger's words may hold braces."""
    pieces = form.split("{")
    told = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}")
        told.append(parts[name] + rest)
    return "".join(told)
