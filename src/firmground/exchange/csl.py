"""References as CSL-JSON, the form that citation programs read, with this ledger's own fields beside it.

Source: Citation Style Language 1.0.2, ``schemas/input/csl-data.json``
(https://github.com/citation-style-language/schema/tree/v1.0.2); own fields stand under ``custom``.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, NotRequired

from pydantic import ConfigDict
from typing_extensions import TypedDict  # pydantic knows Python's own from 3.12 on

from firmground.citing.kinds import Form, archive_of, csl_type, form_of, genre_of
from firmground.citing.parts import hyphened
from firmground.records import Name, Reference
from firmground.records.terms import Status

_FIELDS = MappingProxyType(
    {
        "series": "collection-title",
        "edition": "edition",
        "volume": "volume",
        "location": "publisher-place",
        "doi": "DOI",
        "pmid": "PMID",
        "pmcid": "PMCID",
        "issn": "ISSN",
        "isbn": "ISBN",
        "url": "URL",
        "note": "note",
    }
)
#: Fields of biblatex that references.bib may hold and this program does not use itself.
_EXTRA = MappingProxyType(
    {"eventtitle": "event-title", "venue": "event-place", "chapter": "chapter-number", "version": "version"}
)
#: What the field “number” counts; of anything else it is just a number.
_NUMBERS = MappingProxyType[Form, str](
    {"article": "issue", "book": "collection-number", "chapter": "collection-number"}
)

CslName = TypedDict(  # by a call, because some names have a hyphen
    "CslName",
    {
        "family": NotRequired[str],
        "given": NotRequired[str],
        "suffix": NotRequired[str],
        "non-dropping-particle": NotRequired[str],
        "literal": NotRequired[str],
    },
)
CslName.__doc__ = "A person in parts, or a body as `literal`."

CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]})
CslDate.__doc__ = "One date: year, year and month, or year, month and day."


class Custom(TypedDict, total=False):
    """Fields of this ledger that CSL does not know; a field of which nothing is known is absent.

    `more_authors` and `more_editors` stand only where the entry names not all of them ("and others").
    """

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    design: str
    population: str
    intervention: str
    comparator: str
    participants: int
    studies: int
    finding: str
    certainty: str
    funding: str
    status: Status
    statusnote: str
    supersededby: str
    verified: str
    epub: int
    more_authors: bool
    more_editors: bool
    unverified: list[str]


CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": NotRequired[list[CslName]],
        "editor": NotRequired[list[CslName]],
        "issued": NotRequired[CslDate],
        "accessed": NotRequired[CslDate],
        "container-title": NotRequired[str],
        "collection-title": NotRequired[str],
        "collection-number": NotRequired[str],
        "edition": NotRequired[str],
        "volume": NotRequired[str],
        "issue": NotRequired[str],
        "number": NotRequired[str],
        "chapter-number": NotRequired[str],
        "page": NotRequired[str],
        "version": NotRequired[str],
        "genre": NotRequired[str],
        "publisher": NotRequired[str],
        "publisher-place": NotRequired[str],
        "event-title": NotRequired[str],
        "event-place": NotRequired[str],
        "archive": NotRequired[str],
        "archive_location": NotRequired[str],
        "DOI": NotRequired[str],
        "PMID": NotRequired[str],
        "PMCID": NotRequired[str],
        "ISSN": NotRequired[str],
        "ISBN": NotRequired[str],
        "URL": NotRequired[str],
        "note": NotRequired[str],
        "custom": Custom,
    },
)
CslItem.__doc__ = "A CSL-JSON 1.0.2 item; this ledger's own fields stand under `custom`."


def csl_of(reference: Reference) -> dict[str, Any]:
    """One reference as a CSL-JSON item, of the form of :class:`CslItem`."""
    form = form_of(reference)
    item: dict[str, Any] = {"id": reference.key, "type": csl_type(reference), "title": reference.title}
    bodies = (reference.publisher, reference.institution)
    made = {
        "author": _names(reference.authors),
        "editor": _names(reference.editors),
        "issued": _date(reference.year, reference.month, reference.day),
        "accessed": _date(*map(int, reference.accessed.split("-"))) if reference.accessed else None,
        "container-title": reference.booktitle if form == "chapter" else reference.journal or reference.booktitle,
        _NUMBERS.get(form, "number"): reference.number,
        "page": hyphened(reference.pages),
        "genre": genre_of(reference),
        "publisher": next(filter(None, bodies[::-1] if form == "thesis" else bodies), None),
    }
    if archive := archive_of(reference):
        made["archive"], made["archive_location"] = archive
    made |= {theirs: getattr(reference, ours) for ours, theirs in _FIELDS.items()}
    made |= {theirs: reference.extra.get(ours) for ours, theirs in _EXTRA.items()}
    item |= {name: value for name, value in made.items() if value}
    custom = {name: getattr(reference, name) for name in Custom.__annotations__}
    item["custom"] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in custom.items()
        if value is not None and value is not False and value != ()
    }
    return item


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    return [made for name in names if (made := _name(name))]


def _name(name: Name) -> dict[str, str]:
    """CSL's parts; every particle is one that stays with the family name, as AMA style prints it."""
    if name.literal or not name.family:
        literal = name.literal or " ".join(part for part in (name.given, name.short, name.suffix) if part)
        return {"literal": literal} if literal else {}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _date(year: int | None, month: int | None = None, day: int | None = None) -> dict[str, list[list[int]]] | None:
    if year is None:
        return None
    return {"date-parts": [[year, *((month, *((day,) if day else ())) if month else ())]]}
