"""References as CSL-JSON, the form that citation programs read, with this ledger's own fields beside it.

Source: Citation Style Language 1.0.2, CSL-JSON schema ``csl-data.json``; own fields stand under ``custom``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from firmground.records import Reference

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
_OURS = (
    "design",
    "population",
    "intervention",
    "comparator",
    "participants",
    "studies",
    "finding",
    "certainty",
    "funding",
    "status",
    "statusnote",
    "supersededby",
    "verified",
    "epub",
)


def csl_of(reference: Reference) -> dict[str, Any]:
    """One reference as a CSL-JSON item."""
    kind = _TYPES.get(reference.type, "webpage" if reference.url and not reference.journal else "document")
    item: dict[str, Any] = {"id": reference.key, "type": kind, "title": reference.title}
    if reference.authors:
        item["author"] = [_name(a) for a in reference.authors if a != "others"]
    if reference.year is not None:
        item["issued"] = {"date-parts": [[reference.year]]}
    for ours, theirs in (
        ("journal", "container-title"),
        ("volume", "volume"),
        ("number", "issue"),
        ("pages", "page"),
        ("publisher", "publisher"),
        ("doi", "DOI"),
        ("pmid", "PMID"),
        ("pmcid", "PMCID"),
        ("issn", "ISSN"),
        ("isbn", "ISBN"),
        ("url", "URL"),
        ("note", "note"),
    ):
        value = getattr(reference, ours)
        if value is not None:
            item[theirs] = value
    custom = {name: getattr(reference, name) for name in _OURS if getattr(reference, name) is not None}
    if reference.unverified:
        custom["unverified"] = list(reference.unverified)
    item["custom"] = custom
    return item


def _name(author: str) -> dict[str, str]:
    family, comma, given = author.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": author}
