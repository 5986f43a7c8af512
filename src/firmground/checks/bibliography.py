"""Checks of references: identifiers by form, doubles, dates, and what must be said of a work that was withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from firmground.citing.addresses import is_printed
from firmground.errors import near, nearest
from firmground.records import Contents, Finding, Reference, Spot

#: Any character may stand in a DOI but a space; one that ends with a full stop or comma was copied with its sentence.
#: Source: DOI Handbook, 3.2 (DOI name syntax).
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;]")
_PMID = re.compile(r"[1-9]\d{0,8}")
#: How publishers and Zotero mark a work that was taken back: at the beginning of its title, or in brackets at its end.
_TAKEN_BACK = re.compile(
    r"""\W*(?:(?:article|chapter|paper)\s+)?(?:
        (?:retracted|withdrawn)\b
        | (?:temporar(?:y|ily)\s+)?(?:removed|removal)\s*[:\])]
        | (?:retraction|withdrawal|removal)\s*(?:[:\])]|(?:notice|note|statement)\b)
        | notice\s+of\s+(?:retraction|withdrawal|removal)\b
        | (?:editorial\s+)?(?:expression|note|notice)\s+of\s+concern\b
    )
    | .*(?:[\[(]\s*(?:retracted|withdrawn)\b[^\])]*[\])]|[-–—:]\s*(?:retracted|withdrawn))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_PMCID = re.compile(r"PMC[1-9]\d{0,9}")
#: What may stand under ``unverified``: fields of an entry by their BibTeX names.
_NOT_FIELDS = frozenset(
    "key type extra authors more_authors editors more_editors genre verified unverified".split()  # noqa: SIM905
)
_FIELD_NAMES = frozenset(Reference.model_fields) - _NOT_FIELDS | frozenset(
    "author editor date journaltitle subtitle address school organization type eid urldate".split()  # noqa: SIM905
)


def issn_ok(issn: str) -> bool:
    """Whether an ISSN has the right form and check digit. Source: ISO 3297."""
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", issn):
        return False
    digits = issn.replace("-", "")
    total = sum(int(d) * w for d, w in zip(digits[:7], range(8, 1, -1), strict=True))
    return "0123456789X"[(11 - total % 11) % 11] == digits[7]


def isbn_ok(isbn: str) -> bool:
    """Whether an ISBN-10 or ISBN-13 has the right check digit. Source: ISO 2108."""
    digits = isbn.replace("-", "").replace(" ", "")
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 if d == "X" else int(d)) * (10 - i) for i, d in enumerate(digits)) % 11 == 0
    return False


def _is_address(url: str) -> bool:
    return is_printed(url) and " " not in url


#: Identifiers, what tells a good one, and what to do about another.
_IDENTIFIERS: tuple[tuple[str, Callable[[str], object], str], ...] = (
    ("doi", _DOI.fullmatch, "Copy it again: it begins with 10., has no space, and no full stop at its end."),
    ("pmid", _PMID.fullmatch, "Write digits only."),
    ("pmcid", _PMCID.fullmatch, "Write PMC and digits, for instance PMC2810544."),
    (
        "issn",
        issn_ok,
        "Copy it again from the journal's page: four digits, a dash, four more; the last one checks the others.",
    ),
    ("isbn", isbn_ok, "Copy it again from the book: 10 or 13 digits; the last one checks the others."),
    ("url", _is_address, "Write one address that begins with https://, without a space."),
)


def check_identifiers(contents: Contents) -> Iterator[Finding]:
    """DOI, PMID, PMCID and URL by form; ISSN and ISBN by check digit."""
    for key, reference in contents.references.items():
        for name, good, cure in _IDENTIFIERS:
            value = getattr(reference, name)
            if value is not None and not good(value):
                yield Finding("bad-identifier", _at(reference, name), f"“{value}” is no {name.upper()}.", cure, key)


def check_doubles(contents: Contents) -> Iterator[Finding]:
    """No two entries are the same work, by DOI, PMID or title and year."""
    seen: dict[tuple[str, str], str] = {}
    for key, reference in contents.references.items():
        marks = [("DOI", (reference.doi or "").lower()), ("PMID", reference.pmid or "")]
        title = re.sub(r"\W+", " ", reference.title.casefold()).strip()
        if reference.status is None and len(title) > 20:
            marks.append(("title and year", f"{title} {reference.year}"))
        for name, value in marks:
            if not value:
                continue
            other = seen.setdefault((name, value), key)
            if other != key and not _replaces(contents.references[other], reference):
                message = f"“{key}” and “{other}” have the same {name}, so they look like one work."
                cure = "Keep one entry, and change its key wherever the other was cited."
                yield Finding("same-work-twice", _at(reference, name.lower().split()[0]), message, cure, key)
                break


def _replaces(one: Reference, other: Reference) -> bool:
    """Whether one of two takes the place of the other: a journal that replaces a work may keep its DOI."""
    return one.supersededby == other.key or other.supersededby == one.key


def check_titles(contents: Contents) -> Iterator[Finding]:
    """A work whose own title says that it was taken back has a status, or a note that says why it has none."""
    for key, reference in contents.references.items():
        if reference.status is None and reference.statusnote is None and _TAKEN_BACK.match(reference.title[:2000]):
            message = f"The title of “{key}” says that the work was taken back or doubted, and the entry has no status."
            cure = (
                "Add status = {retracted} (or withdrawn, or expression of concern) and statusnote = {…}. If the work "
            )
            cure += "stands, and only its title speaks of this, say so in statusnote."
            yield Finding("title-says-retracted", _at(reference, "title"), message, cure, key)


def check_verified(contents: Contents) -> Iterator[Finding]:
    """Each entry says when a source page was seen, or which fields nobody has confirmed."""
    for key, reference in contents.references.items():
        if reference.verified is None and not reference.unverified:
            message = f"Nobody has said that a source page of “{key}” was seen."
            cure = "Add verified = {the day} once you have seen title, authors, journal and year; else name the fields "
            cure += "that no page confirmed under unverified."
            yield Finding("reference-not-verified", reference.spot, message, cure, key)
        for name in reference.unverified:
            if name not in _FIELD_NAMES:
                message = f"“{name}” under unverified is no field of an entry.{near(name, _FIELD_NAMES)}"
                spot = _at(reference, "unverified")
                yield Finding("bib-bad-value", spot, message, "Use the names of BibTeX fields.", key)


def check_dates(contents: Contents) -> Iterator[Finding]:
    """No work is younger than the ledger itself."""
    if contents.settings is None:
        return
    for key, reference in contents.references.items():
        if reference.year is not None and not 1500 <= reference.year <= contents.settings.as_of.year + 1:
            message = f"The year {reference.year} of “{key}” lies outside 1500 to {contents.settings.as_of.year + 1}."
            cure = "Correct the year, or the ledger's as_of date."
            yield Finding("bib-bad-value", _at(reference, "year"), message, cure, key)


def check_status(contents: Contents) -> Iterator[Finding]:
    """A retracted, withdrawn or superseded work says what happened, and names a successor that exists."""
    for key, reference in contents.references.items():
        if reference.status is not None and reference.statusnote is None:
            under = "under an " if reference.status == "expression of concern" else ""
            message = f"“{key}” is {under}{reference.status}, but the entry does not say what happened."
            cure = "Add statusnote = {…} with what happened and where that is stated."
            yield Finding("status-unexplained", _at(reference, "status"), message, cure, key)
        successor = reference.supersededby
        if successor is not None and successor not in contents.references and successor not in contents.lost_entries:
            message = f"“{key}” names “{successor}” as its successor, and there is no such entry."
            message += nearest("reference", successor, contents.references)
            spot = _at(reference, "supersededby")
            yield Finding("unknown-reference", spot, message, "Add the successor, or correct the key.", key)


def _at(reference: Reference, field: str) -> Spot | None:
    """Where a field of an entry stands."""
    return reference.spot and reference.spot.at(field)
