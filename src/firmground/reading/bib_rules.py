"""The mapping of bibliography fields to facts, as ``bib_fields.toml`` gives it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from firmground.rules import ByName, Rows, Rules, Words, read_rules

Kind = Literal[
    "prose", "names", "pages", "genre", "doi", "pmid", "pmcid", "issn", "isbn", "address", "verbatim", "day", "number",
    "word", "list",
]  # fmt: skip


class Fact(Rules):
    """One fact of a reference.

    Attributes:
        name: the attribute of ``Reference``.
        kind: how its text is read.
        fields: fields that all say it; two that differ are reported.
        instead: fields that say it less well, used in their order when none of these stands.
        behind: fields whose text is put after it, with a colon.
        printed: where readers meet it; empty when no page prints it.
    """

    name: str
    kind: Kind
    fields: Rows[str]
    instead: Rows[str] = ()
    behind: Rows[str] = ()
    printed: str = ""


class Together(Rules):
    """Fields that say a date between them, and others of which several are read as one."""

    dates: Rows[str]
    others: Words[str]


class Genre(Rules):
    """A kind of thesis or report: biblatex's word, and what readers see."""

    name: str
    means: str


class Listed(Rules):
    """Names of fields."""

    names: Words[str]


class Inherited(Listed):
    """What is inherited, and for which types the parent's title is that of the book or journal."""

    as_book: Words[str]
    as_journal: Words[str]


class Types(Rules):
    """Types of entries: those that are known, and those that a body brings out."""

    known: Words[str]
    bodies: Words[str]


class People(Rules):
    """Words by which a name is told to be a body's, or to hold more than a name; suffixes and degrees in lower case."""

    suffixes: Words[str]
    degrees: Words[str]
    bodies: Words[str]
    joining: Words[str]
    particles: Words[str]
    titles: Words[str]


class BibFields(Rules):
    """``bib_fields.toml``."""

    fact: ByName[str, Fact]
    together: Together
    unused: Listed
    unplaced: Listed
    inherited: Inherited
    types: Types
    genre: ByName[str, Genre]
    people: People


@cache
def bib_fields() -> BibFields:
    """The mapping, read once."""
    return read_rules(BibFields, "reading/bib_fields.toml")


@cache
def also(field: str) -> tuple[str, ...]:
    """The fields by which the fact behind a field may be written instead."""
    rules = bib_fields()
    facts = [(*fact.fields, *fact.instead) for fact in rules.fact.values()]
    found = [names for names in (*facts, rules.together.dates) if field in names]
    return tuple(name for names in found for name in names if name != field)


@cache
def used() -> frozenset[str]:
    """The fields that something is made from."""
    rules = bib_fields()
    facts = {name for fact in rules.fact.values() for name in (*fact.fields, *fact.instead, *fact.behind)}
    return frozenset(facts | {*rules.together.dates, *rules.together.others})
