"""What kind of work an entry is: how it is printed, and its type in CSL; the table is ``kinds.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import Field

from firmground.records import Reference
from firmground.rules import ByName, Rows, Rules, Table, read_rules

Form = Literal["article", "preprint", "chapter", "paper", "book", "report", "thesis", "work", "patent", "page"]


class TypeRule(Rules):
    """One entry type.

    Attributes:
        form: how it is printed.
        alone: how, where the entry names no journal or book that it stands in.
        csl: its type in CSL 1.0.2.
        genre: what kind of thesis it is, where the type says so.
    """

    name: str
    form: Form
    alone: Form | None = None
    csl: str
    genre: str | None = None


class ThesisRule(Rules):
    """What a thesis is called whose kind holds one of the words."""

    name: str
    words: Rows[str]


class Preprints(Rules):
    """Servers of preprints by name."""

    servers: Rows[str]


class Kinds(Rules):
    """The whole file."""

    types: ByName[str, TypeRule] = Field(alias="type")
    genres: Table[str, str]
    theses: Rows[ThesisRule] = Field(alias="thesis")
    preprints: Preprints
    editions: Table[str, int]


@cache
def kinds() -> Kinds:
    """The table as it ships with the program."""
    return read_rules(Kinds, "citing/kinds.toml")


def type_of(reference: Reference) -> TypeRule:
    """The rule for the entry's type; what is not known there is taken as misc."""
    return kinds().types.get(reference.type, kinds().types["misc"])


def form_of(reference: Reference) -> Form:
    """How a reference is printed: as its type says, but by what the entry holds where it stands in nothing."""
    rule = type_of(reference)
    if preprint_server(reference):
        return "preprint"
    if rule.form == "chapter" and reference.booktitle:
        return "chapter"
    if reference.journal:
        return "article"
    return rule.alone or rule.form


def csl_type(reference: Reference) -> str:
    """The CSL type: of a preprint “article”, of what has nothing but an address “webpage”."""
    rule, form = type_of(reference), form_of(reference)
    if form == "preprint":
        return "article"
    if rule.csl == "document":
        return "article-journal" if form == "article" else "webpage" if reference.url else "document"
    return rule.csl


def genre_of(reference: Reference) -> str | None:
    """What kind of thesis, report or patent it is, written out, where the entry says so."""
    written = reference.genre or type_of(reference).genre
    return kinds().genres.get(written.casefold(), written) if written else None


def thesis_word(reference: Reference) -> str:
    """“Dissertation”, “Master’s thesis”, or what the entry calls it."""
    genre = genre_of(reference) or "Thesis"
    found = (rule.name for rule in kinds().theses if any(word in genre.casefold() for word in rule.words))
    return next(found, genre)


def archive_of(reference: Reference) -> tuple[str, str] | None:
    """The archive and the number that it gave to the work: (“arXiv”, “1706.03762”)."""
    number = reference.extra.get("eprint")
    name = reference.extra.get("eprinttype") or reference.extra.get("archiveprefix")
    return (_server(name) or name, re.sub(rf"^{re.escape(name)}:", "", number, flags=re.I)) if number and name else None


def preprint_server(reference: Reference) -> str | None:
    """The server of a preprint; ``None`` where the work came out elsewhere."""
    if type_of(reference).form not in {"article", "page"}:
        return None
    if reference.journal:
        return _server(reference.journal)
    archive = archive_of(reference)
    return _server(archive[0] if archive else None) or _server(reference.publisher)


def _server(name: str | None) -> str | None:
    """A server under its own spelling, also where more follows: “arXiv preprint arXiv:1706.03762”."""
    words = (name or "").casefold()
    return next((s for s in kinds().preprints.servers if re.match(rf"{re.escape(s.casefold())}\b", words)), None)
