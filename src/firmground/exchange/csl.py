"""References as CSL-JSON, the form that citation programs read, with this ledger's own fields beside it.

Source: Citation Style Language 1.0.2, CSL-JSON schema ``csl-data.json``; own fields stand under ``custom``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, NotRequired

from pydantic import ConfigDict
from typing_extensions import TypedDict  # pydantic knows Python's own from 3.12 on

from firmground.records import Name, Reference
from firmground.records.terms import Status

_TYPES = MappingProxyType(
    {
        "article": "article-journal",
        "book": "book",
        "techreport": "report",
        "inbook": "chapter",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "phdthesis": "thesis",
        "online": "webpage",
    }
)
_FIELDS = MappingProxyType(
    {
        "journal": "container-title",
        "volume": "volume",
        "number": "issue",
        "pages": "page",
        "publisher": "publisher",
        "doi": "DOI",
        "pmid": "PMID",
        "pmcid": "PMCID",
        "issn": "ISSN",
        "isbn": "ISBN",
        "url": "URL",
        "note": "note",
    }
)


class Custom(TypedDict, total=False):
    """Fields of this ledger that CSL does not know; a field of which nothing is known is absent."""

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
    unverified: list[str]


CslItem = TypedDict(  # by a call, because one name has a hyphen
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": NotRequired[list[dict[str, Any]]],
        "issued": NotRequired[dict[str, Any]],
        "container-title": NotRequired[str],
        "volume": NotRequired[str],
        "issue": NotRequired[str],
        "page": NotRequired[str],
        "publisher": NotRequired[str],
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
    kind = _TYPES.get(reference.type, "webpage" if reference.url and not reference.journal else "document")
    item: dict[str, Any] = {"id": reference.key, "type": kind, "title": reference.title}
    if reference.authors:
        item["author"] = [_name(a) for a in reference.authors]
    if reference.year is not None:
        item["issued"] = {"date-parts": [[reference.year]]}
    item |= {theirs: value for ours, theirs in _FIELDS.items() if (value := getattr(reference, ours)) is not None}
    custom = {name: getattr(reference, name) for name in Custom.__annotations__}
    item["custom"] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in custom.items()
        if value not in (None, ())
    }
    return item


def _name(name: Name) -> dict[str, str]:
    return {"literal": name.literal} if name.literal else {"family": name.short, "given": name.given}
