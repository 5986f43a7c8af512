"""Identifiers, addresses and pages in the one form that the records have, from the forms that exporters write."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from firmground.reading.bib_rules import bib_fields
from firmground.reading.latex import prose


def _doi(text: str) -> str:
    """The bare DOI: an address is decoded, and “doi:” taken off. Source: DOI Handbook, 3.3."""
    text = html.unescape(text) if "&" in text else text
    if text.startswith("10."):
        return text
    address = re.match(r"(?i)(?:https?://)?(?:dx\.|www\.)?doi\.org/+(?:doi:)?", text)
    if address is not None:
        return unquote(text[address.end() :])
    return re.sub(r"(?i)^doi\s*[:=]?\s*(?=10\.)", "", text)


def pmid(text: str) -> str:
    """The digits of a PubMed number or address; anything else as it was written."""
    found = re.fullmatch(r"(?i)(?:pmid\s*:?\s*|https?://[\w./]*/(?:pubmed/)?)?([0-9]+)/?", text)
    return found[1] if found else text


def pmcid(text: str) -> str:
    """PMC and digits; anything else as it was written."""
    found = re.fullmatch(r"(?i)(?:pmcid\s*:?\s*|https?://[\w./]*/)?(?:PMC)?([0-9]+)/?", text)
    return "PMC" + found[1] if found else text


_ISSN = re.compile(r"\b([0-9]{4})[-–‐]?([0-9]{3}[0-9Xx])\b")
_BESIDE = re.compile(
    r"(?i)(?:[\s,;:/|().\[\]]|e-?issn|p-?issn|issn(?:-l)?|isbn(?:-1[03])?|print(?:ed)?|online|electronic|linking|web|"
    r"pbk|hbk|paperback|hardback|hardcover|softcover|e-?book|cloth|paper|pdf|cd-?rom|and)*"
)


def _issn(text: str) -> str:
    """The first of several ISSNs, with its dash; anything else as it was written."""
    found = _ISSN.search(text)
    return f"{found[1]}-{found[2].upper()}" if found and _BESIDE.fullmatch(_ISSN.sub("", text)) else text


def _isbn(text: str) -> str:
    """The first of several ISBNs; anything else as it was written."""
    if re.fullmatch(r"[0-9Xx -]+", text) and len(re.sub(r"[ -]", "", text)) in {10, 13}:
        return text.upper()
    parts = re.split(r"[\s,;/()]+", re.sub(r"(?i)isbn(?:-1[03])?:?", " ", text))
    good = [
        part for part in parts if re.fullmatch(r"[0-9][0-9-]*[0-9Xx]", part) and len(part.replace("-", "")) in {10, 13}
    ]
    rest = " ".join(part for part in parts if part not in good)
    return good[0].upper() if good and _BESIDE.fullmatch(rest) else text


def _pages(text: str) -> str:
    """First and last page with one hyphen between; a number that is first and last stands once."""
    text = _DASHES.sub("-", prose(text)[0]).strip("-")
    first, _, last = text.partition("-")
    return first if first == last else text


_DASHES = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def _genre(text: str) -> str:
    plain = prose(text)[0]
    known = bib_fields().genre.get(plain.lower())
    return known.means if known else plain


#: By kind of a fact: what makes its value of the text.
PLAIN: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "doi": _doi, "pmid": pmid, "pmcid": pmcid, "issn": _issn, "isbn": _isbn, "pages": _pages, "genre": _genre,
        "verbatim": str.strip,
    }
)  # fmt: skip
