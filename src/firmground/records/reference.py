"""References: one work each, as read from ``references.bib``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from firmground.records.base import Record
from firmground.records.name import Name
from firmground.records.terms import Design, Status


class Reference(Record):
    """One work. A field that no source page confirmed is named in ``unverified``."""

    key: str
    """How claims name it."""
    type: str
    """BibTeX entry type in lower case: article, book, techreport, misc …"""
    title: str
    """Title of the work as printed."""
    authors: tuple[Name, ...] = ()
    """Who wrote it, in the order of the title page."""
    more_authors: bool = False
    """Whether there are more authors than the entry names ("and others")."""
    editors: tuple[Name, ...] = ()
    """Who edited the book that it stands in, or the book itself."""
    more_editors: bool = False
    """Whether there are more editors than the entry names."""
    year: int | None = None
    """Printed year."""
    month: int | None = None
    """Month of the printed date, 1 to 12."""
    day: int | None = None
    """Day of the printed date."""
    epub: int | None = None
    """Year of first publication online, where it differs from the printed year."""
    journal: str | None = None
    """Name of the journal, in full or as the journal abbreviates it."""
    booktitle: str | None = None
    """Title of the book or proceedings that a chapter or paper stands in."""
    series: str | None = None
    """Series that a book or report belongs to."""
    edition: str | None = None
    """Edition of a book, as written: 2, or second."""
    volume: str | None = None
    """Volume of the journal or book."""
    number: str | None = None
    """Issue of the journal, or number of the report."""
    pages: str | None = None
    """First and last page, or the article number."""
    publisher: str | None = None
    """Publisher of a book or page."""
    location: str | None = None
    """Where the publisher or institution sits."""
    institution: str | None = None
    """University of a thesis, or body that brought out a report."""
    genre: str | None = None
    """Kind of thesis or report, as written: PhD thesis."""
    doi: str | None = None
    """Digital object identifier, beginning with 10."""
    pmid: str | None = None
    """PubMed number."""
    pmcid: str | None = None
    """PubMed Central number, beginning with PMC."""
    issn: str | None = None
    """Number of the journal (ISO 3297)."""
    isbn: str | None = None
    """Number of the book (ISO 2108)."""
    url: str | None = None
    """Address, where there is no identifier."""
    accessed: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    """When the address was last seen by whoever wrote the entry."""
    design: Design | None = None
    """What kind of study or document it is; the level of evidence follows from it."""
    population: str | None = None
    """Who was studied."""
    intervention: str | None = None
    """What they were given."""
    comparator: str | None = None
    """What that was compared with."""
    participants: int | None = None
    """How many people were studied."""
    studies: int | None = None
    """How many studies a review holds."""
    finding: str | None = None
    """What the work found, in our own words, with the numbers."""
    certainty: str | None = None
    """Certainty as its authors state it, or null when they state none."""
    funding: str | None = None
    """Who paid for the work."""
    status: Status | None = None
    """What happened to the work after it was printed; null when nothing is known."""
    statusnote: str | None = None
    """What happened to a work with a status, and which work takes its place."""
    supersededby: str | None = None
    """Key of the work that takes its place."""
    note: str | None = None
    """Anything else that a reader should know."""
    verified: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")] | None = None
    """When a source page was seen to show title, authors, journal and year; null when none was."""
    unverified: tuple[str, ...] = ()
    """Names of the fields that no source page confirmed."""
    extra: dict[str, str] = {}
    """Fields that this program does not know, kept as they are."""

    @property
    def replaced(self) -> bool:
        """Whether another work takes its place: its status says so, or the key of that work is known."""
        return self.status == "superseded" or self.supersededby is not None
