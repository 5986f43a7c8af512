"""References as the AMA Manual of Style, 11th edition, prints them.

Sources, by form:

- article: https://sheridancollege.libguides.com/ama/Journals: ``2020;55(1):17-26``; nothing between ``doi:`` and the
  number; an address and the date it was seen only where there is no DOI. Published online and not yet in an issue:
  https://www.encompasscnl.com/ama-manual-of-styles-updates/
- preprint: https://libguides.ecu.edu/c.php?g=1145002&p=8357046
- book and chapter: https://libguides.lib.miamioh.edu/AMA_Citation/electronic
- report and thesis: https://usi.libguides.com/citingsources/ama
- web page: https://researchguides.library.vanderbilt.edu/c.php?g=1228840&p=8990934; no word before the date on which it
  was published (https://www.encompasscnl.com/ama-manual-of-styles-updates/)

PubMed's numbers stand beside the DOI. A field that is not known is left out. Journals are named as the entry names
them: to abbreviate them as the National Library of Medicine does would need its list, and a wrong abbreviation is worse
than none. A body that is author and publisher is named once; where a publisher sits is not printed (AMA 11, 3.12.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from firmground.citing.addresses import doi_address, is_printed, pmc_address, pubmed_address, web_address
from firmground.citing.kinds import Form, archive_of, form_of, genre_of, preprint_server, thesis_word
from firmground.citing.names import names_text
from firmground.citing.parts import (
    date_text,
    edition_text,
    ended,
    issue_text,
    month_of,
    pages_text,
    volume_text,
)
from firmground.citing.pieces import Piece, plain_text
from firmground.records import Reference

#: Fields of an entry that a reference prints.
_PRINTED = frozenset(
    """
    title author editor year month day date epub journal booktitle edition volume number pages publisher institution
    genre doi pmid pmcid url accessed
    """.split()  # noqa: SIM905
)
_STRUCK = frozenset({"retracted", "withdrawn", "superseded"})


def authors_text(reference: Reference) -> str:
    """Who stands before the title, without the full stop: authors, or the editors of a work that names no author."""
    if reference.authors:
        people = names_text(reference.authors, reference.more_authors)
        if form_of(reference) == "patent":
            one = len(reference.authors) == 1 and not reference.more_authors
            return f"{people}, {'inventor' if one else 'inventors'}"
        return people
    return "" if form_of(reference) == "chapter" else _editors(reference)


def _editors(reference: Reference) -> str:
    """“Roe B, Poe C, eds”."""
    one = len(reference.editors) == 1 and not reference.more_editors
    people = names_text(reference.editors, reference.more_editors)
    return f"{people}, {'ed' if one else 'eds'}" if people else ""


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
        note = f" {ended(reference.statusnote)}" if reference.statusnote else ""
        doubted = reference.status == "expression of concern"
        told.append(f"The work {'stands under an' if doubted else 'was'} {reference.status}.{note}")
    if reference.year is None and reference.epub is None:
        told.append("Its year is not known.")
    if reference.journal and not (reference.volume or reference.number or reference.pages):
        told.append("Its volume, issue and pages are not known.")
    if reference.verified is None:
        told.append("Nobody has seen a source page for this work yet.")
    printed = [name for name in reference.unverified if name in _PRINTED]
    others = [name for name in reference.unverified if name not in _PRINTED]
    if printed:
        told.append(f"Not confirmed by any page we saw: {', '.join(printed)}.")
    if others:
        told.append(f"Not confirmed either, but no part of the reference: {', '.join(others)}.")
    return tuple(told)


#: Forms whose title is in italics; of the others the journal or book that they stand in is.
_ITALIC = frozenset({"book", "report", "thesis"})


def _pieces(reference: Reference) -> Iterator[Piece]:
    form = form_of(reference)
    yield Piece(ended(authors_text(reference)))
    yield Piece(ended(reference.title), italic=form in _ITALIC, struck=is_struck(reference))
    yield from _AFTER_TITLE[form](reference)
    yield from _identifiers(reference)


# -- what stands between title and identifiers, by form ----------------------------------------------------------------


def _article(reference: Reference) -> Iterator[Piece]:
    yield Piece(ended(reference.journal or ""), italic=True)
    yield Piece(_issue(reference))


def _preprint(reference: Reference) -> Iterator[Piece]:
    yield Piece(ended(preprint_server(reference) or ""), italic=True)
    yield Piece(ended(f"Preprint posted online {_day(reference)}".strip()))
    archive = archive_of(reference)
    if archive and not reference.doi and not reference.url:
        name, number = archive
        address = web_address(f"https://arxiv.org/abs/{number}") if name == "arXiv" else None
        yield Piece(f"{name}:{number}", address=address)


def _chapter(reference: Reference) -> Iterator[Piece]:
    yield Piece(f"In: {ended(_editors(reference))}".strip())
    yield Piece(ended(reference.booktitle or ""), italic=True)
    yield Piece(_volume(reference))


def _paper(reference: Reference) -> Iterator[Piece]:
    event = reference.extra.get("eventtitle")
    if event:
        parts = (f"Paper presented at: {event}", _day(reference), reference.extra.get("venue"))
        yield Piece(ended("; ".join(part for part in parts if part)))
    else:
        yield Piece(_imprint(reference, pages_text(reference.pages)))


def _book(reference: Reference) -> Iterator[Piece]:
    if reference.authors:
        yield Piece(ended(_editors(reference)))
    yield Piece(_volume(reference))


def _report(reference: Reference) -> Iterator[Piece]:
    yield Piece(edition_text(reference.edition))
    yield Piece(_imprint(reference))
    number = (reference.number or "").strip()
    # A number such as “RR-1135” says itself what it is.
    yield Piece(ended(f"{genre_of(reference) or 'Report'} {number}" if number[:1].isdigit() else number))


def _thesis(reference: Reference) -> Iterator[Piece]:
    yield Piece(ended(thesis_word(reference)))
    yield Piece(_imprint(reference))


def _patent(reference: Reference) -> Iterator[Piece]:
    yield Piece(ended(f"{genre_of(reference) or 'Patent'} {reference.number}" if reference.number else ""))
    yield Piece(ended(_day(reference)))


def _work(reference: Reference) -> Iterator[Piece]:
    yield Piece(_imprint(reference))


def _page(reference: Reference) -> Iterator[Piece]:
    yield Piece(ended(_publisher(reference)))
    yield Piece(ended(_day(reference)))


_AFTER_TITLE: Mapping[Form, Callable[[Reference], Iterator[Piece]]] = MappingProxyType(
    {
        "article": _article,
        "preprint": _preprint,
        "chapter": _chapter,
        "paper": _paper,
        "book": _book,
        "report": _report,
        "thesis": _thesis,
        "patent": _patent,
        "work": _work,
        "page": _page,
    }
)


# -- parts -------------------------------------------------------------------------------------------------------------


def _day(reference: Reference) -> str:
    """The day on which it came out, as far as it is known."""
    if reference.epub is not None and reference.epub != reference.year:
        return str(reference.epub)
    return date_text(reference.year, reference.month, reference.day)


def _is_online_first(reference: Reference) -> bool:
    """Whether an entry without an issue says that it came out online, and not only that nobody knows the issue."""
    return reference.epub is not None or (reference.day is not None and reference.doi is not None)


def _issue(reference: Reference) -> str:
    """Year, volume, issue and pages of an article in a journal."""
    pages, number = pages_text(reference.pages), issue_text(reference.number)
    volume = issue_text(reference.volume)
    if not volume and not number and not pages:
        day = _day(reference)
        return ended(f"Published online {day}" if day and _is_online_first(reference) else day)
    if not number and (found := re.fullmatch(r"(\S*) ?(suppl\b.*)", volume)):
        volume, number = found[1], found[2]  # “55 suppl 1”
    issue = volume + (f"({number})" if number else "")
    pages = f":{pages}" if pages and (issue or reference.year is not None) else pages
    year = "" if reference.year is None else f"{reference.year};" if issue else str(reference.year)
    return ended(f"{year}{issue}{pages}")


def _volume(reference: Reference) -> str:
    """Volume, edition, publisher, year and pages of a book."""
    pages = pages_text(reference.pages)
    if not pages and (chapter := reference.extra.get("chapter")):
        pages = f"chap {chapter}"
    parts = (volume_text(reference.volume), edition_text(reference.edition), _imprint(reference, pages))
    return " ".join(part for part in parts if part)


def _imprint(reference: Reference, pages: str = "") -> str:
    """“Publisher; year.”, with pages after the year where some are given."""
    year = "" if reference.year is None else str(reference.year)
    when = ":".join(part for part in (year, pages) if part)
    publisher = _publisher(reference)
    return ended("; ".join(part for part in (publisher.rstrip(".") if when else publisher, when) if part))


def _publisher(reference: Reference) -> str:
    """Who brought it out: of a thesis its university. A body that stands before the title is not named twice."""
    named = (reference.publisher, reference.institution)
    found = next(filter(None, named[::-1] if form_of(reference) == "thesis" else named), "")
    before = {name.literal.casefold() for name in reference.authors or reference.editors}
    return "" if found.casefold() in before else found


def _identifiers(reference: Reference) -> Iterator[Piece]:
    if reference.doi:
        yield Piece(f"doi:{reference.doi}", address=doi_address(reference.doi))
    if number := reference.pmid:
        yield Piece(f"PMID: {number}", address=pubmed_address(number))
    if number := reference.pmcid:
        yield Piece(f"PMCID: {number}", address=pmc_address(number))
    if not reference.doi and reference.url and is_printed(reference.url):
        if seen := reference.accessed or reference.verified:
            yield Piece(f"Accessed {month_of(seen)}.")
        yield Piece(reference.url, address=web_address(reference.url))
