"""References as the AMA Manual of Style, 11th edition, prints them.

Source: https://sheridancollege.libguides.com/ama/Journals: up to six authors all named, of more
the first three and “et al”; initials without points; ``2020;55(1):17-26``; nothing between ``doi:`` and the number; an
address and the date it was seen only where there is no DOI. PubMed's numbers stand beside the DOI. A field that is not
known is left out. Journals are named as the entry names them: to abbreviate them as the National Library of Medicine
does would need its list, and a wrong abbreviation is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firmground.citing.pieces import Piece, plain_text
from firmground.records import Name, Reference

ALL_NAMED = 6
FIRST_NAMED = 3
# Not strftime: it would follow the locale.
_MONTHS = tuple(
    "January,February,March,April,May,June,July,August,September,October,November,December".split(",")  # noqa: SIM905
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Fields of an entry that a reference prints.
_PRINTED = frozenset(
    "title author year epub journal volume number pages publisher doi pmid pmcid url".split()  # noqa: SIM905
)
_STRUCK = frozenset({"retracted", "withdrawn", "superseded"})


def author_name(name: Name) -> str:
    """“Shekelle, Paul G.” as “Shekelle PG”; a body as it is."""
    if name.literal:
        return name.literal
    family, given, suffix = name.short, name.given, name.suffix.rstrip(".")
    words = family.split()
    if not suffix and len(words) > 1 and words[-1].rstrip(".").lower() in _SUFFIXES:
        family, suffix = " ".join(words[:-1]), words[-1].rstrip(".")
    family = family.replace(".", "")  # “St John”, “A Hamid”
    initials = "".join(_initial(name) for name in re.split(r"[\s.\-‐‑]+", given) if name)
    return " ".join(part for part in (family, initials, suffix) if part)


def _initial(name: str) -> str:
    """The first letter as a capital; given names written as initials ("JP") stay as they are."""
    return name if name.isupper() and len(name) <= 3 else name[0].upper()


def authors_text(reference: Reference) -> str:
    """All of up to six authors, else the first three and “et al”; without the full stop.

    An entry that ends with "and others" has more authors than it names: “et al” follows, after three at most.
    """
    named = [author_name(author) for author in reference.authors]
    if reference.more_authors or len(named) > ALL_NAMED:
        named = [*named[:FIRST_NAMED], "et al"]
    return ", ".join(named)


def month_of(seen: str) -> str:
    """“2026-11-22” as “November 22, 2026”, “2026-11” as “November 2026”."""
    year, month, *day = seen.split("-")
    name = _MONTHS[int(month) - 1] if 1 <= int(month) <= len(_MONTHS) else month
    return f"{name} {int(day[0])}, {year}" if day else f"{name} {year}"


def is_struck(reference: Reference) -> bool:
    """Whether a work no longer stands: retracted, withdrawn or superseded."""
    return reference.status in _STRUCK


def ama(reference: Reference) -> tuple[Piece, ...]:
    """One reference in pieces, with links to its DOI, PubMed and, without a DOI, to its address."""
    return tuple(piece for piece in _pieces(reference) if piece.text)


def ama_text(reference: Reference) -> str:
    """One reference as a line of plain text. It does not show that a work was retracted: see :func:`cautions`."""
    return plain_text(ama(reference))


def cautions(reference: Reference) -> tuple[str, ...]:
    """What must be looked up before the reference is printed: sentences, none where every field was seen on a page."""
    told = []
    if reference.status:
        note = f" {_ended(reference.statusnote)}" if reference.statusnote else ""
        doubted = reference.status == "expression of concern"
        told.append(f"The work {'stands under an' if doubted else 'was'} {reference.status}.{note}")
    if reference.year is None and reference.epub is None:
        told.append("Its year is not known.")
    if reference.verified is None:
        told.append("Nobody has seen a source page for this work yet.")
    printed = [name for name in reference.unverified if name in _PRINTED]
    others = [name for name in reference.unverified if name not in _PRINTED]
    if printed:
        told.append(f"Not confirmed by any page we saw: {', '.join(printed)}.")
    if others:
        told.append(f"Not confirmed either, but no part of the reference: {', '.join(others)}.")
    return tuple(told)


def _pieces(reference: Reference) -> Iterator[Piece]:
    yield Piece(_ended(authors_text(reference)))
    struck = is_struck(reference)
    title = _ended(reference.title)
    if reference.journal:
        yield Piece(title, struck=struck)
        yield Piece(_ended(reference.journal), italic=True)
        yield Piece(_issue(reference))
    else:
        yield Piece(title, italic=reference.type != "misc", struck=struck)
        yield Piece(_imprint(reference))
    yield from _identifiers(reference)


def _issue(reference: Reference) -> str:
    """Year, volume, issue and pages of an article in a journal."""
    pages = _hyphened(reference.pages)
    if not reference.volume and not pages:
        year = reference.epub or reference.year
        return f"Published online {year}." if year else ""
    volume = (reference.volume or "") + (f"({_hyphened(reference.number)})" if reference.number else "")
    issue = f"{volume}:{pages}" if volume and pages else volume or pages
    between = ";" if volume else ":"
    return _ended(f"{reference.year}{between}{issue}" if reference.year is not None else issue)


def _imprint(reference: Reference) -> str:
    """Publisher and year of anything but an article in a journal; a body is not named twice."""
    publisher = reference.publisher if reference.publisher not in {a.literal for a in reference.authors} else None
    year = str(reference.year) if reference.year is not None else None
    between = ". " if reference.type == "misc" else "; "
    return _ended(between.join(part for part in (publisher, year) if part))


def _identifiers(reference: Reference) -> Iterator[Piece]:
    if reference.doi:
        yield Piece(f"doi:{reference.doi}", address=f"https://doi.org/{reference.doi}")
    if number := reference.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number.isdecimal() else None
        yield Piece(f"PMID: {number}", address=address)
    if number := reference.pmcid:
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{number}/" if re.fullmatch(r"PMC\d+", number) else None
        yield Piece(f"PMCID: {number}", address=address)
    if not reference.doi and reference.url and re.match(r"https?://\S+$", reference.url, re.IGNORECASE):
        if reference.verified:
            yield Piece(f"Accessed {month_of(reference.verified)}.")
        yield Piece(reference.url, address=reference.url)


def _hyphened(pages: str | None) -> str:
    return re.sub(r"\s*[-‐‑‒–—]+\s*", "-", pages.strip()) if pages else ""


def _ended(text: str) -> str:
    """With a full stop, unless it ends with a mark of its own; nothing stays nothing."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".?!…" else f"{stripped}."
