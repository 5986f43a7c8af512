"""References in AMA style; every expected line was written by hand from the rules in ``ama.py``."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.citing.ama import ama, ama_text, cautions, is_struck
from firmground.citing.kinds import kinds
from firmground.citing.names import ALL_NAMED
from firmground.citing.pieces import Piece, plain_text
from firmground.records import Name, Reference


def reference(**fields: Any) -> Reference:
    given: dict[str, Any] = {"key": "k", "type": "article", "title": "A title"} | fields
    return Reference(**given)


SEVEN = named(*(f"Family{letter}, {letter}." for letter in "ABCDEFG"))


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        pytest.param(
            {
                "authors": named("Alaei, P.", "Dommerholt, J."),
                "title": "Dry needling for hamstring flexibility",
                "journal": "Journal of Sport Rehabilitation",
                "year": 2021,
                "volume": "30",
                "number": "3",
                "pages": "452--457",
                "doi": "10.1123/jsr.2020-0111",
            },
            "Alaei P, Dommerholt J. Dry needling for hamstring flexibility. Journal of Sport Rehabilitation. "
            "2021;30(3):452-457. doi:10.1123/jsr.2020-0111",
            id="article",
        ),
        pytest.param(
            {
                "authors": SEVEN,
                "title": "A review",
                "journal": "BMJ",
                "year": 2020,
                "volume": "55",
                "number": "1",
                "pages": "17–26",
                "doi": "10.1136/x",
                "pmid": "123",
                "pmcid": "PMC45",
                "url": "https://example.org/left-out-beside-a-doi",
            },
            "FamilyA A, FamilyB B, FamilyC C, et al. A review. BMJ. 2020;55(1):17-26. doi:10.1136/x PMID: 123 "
            "PMCID: PMC45",
            id="seven authors and every number",
        ),
        pytest.param(
            {"authors": named("Lee, A"), "title": "Does it work?", "journal": "BMJ", "year": 2020, "volume": "55"},
            "Lee A. Does it work? BMJ. 2020;55.",
            id="no pages",
        ),
        pytest.param({"journal": "BMJ", "year": 2020, "pages": "17-26"}, "A title. BMJ. 2020:17-26.", id="no volume"),
        pytest.param(
            {"journal": "BMJ", "year": 2021, "month": 3, "epub": 2020},
            "A title. BMJ. Published online 2020.",
            id="ahead of print",
        ),
        pytest.param({"journal": "BMJ"}, "A title. BMJ.", id="neither year nor volume"),
        pytest.param({"journal": "BMJ", "year": 2020}, "A title. BMJ. 2020.", id="issue not known"),
        pytest.param(
            {"journal": "BMJ", "year": 2020, "month": 5, "doi": "10.1136/x"},
            "A title. BMJ. May 2020. doi:10.1136/x",
            id="issue not known, and a DOI is no word on where it came out first",
        ),
        pytest.param({"journal": "BMJ", "volume": "3", "pages": "1-2"}, "A title. BMJ. 3:1-2.", id="no year"),
        pytest.param({"journal": "BMJ", "pages": "1-2"}, "A title. BMJ. 1-2.", id="no year, no volume"),
        pytest.param(
            {"type": "book", "authors": named("Simons, David G."), "publisher": "Williams & Wilkins", "year": 1999},
            "Simons DG. A title. Williams & Wilkins; 1999.",
            id="book",
        ),
        pytest.param(
            {
                "type": "techreport",
                "authors": named("World Health Organization"),
                "title": "WHO guideline for low back pain",
                "publisher": "World Health Organization",
                "year": 2023,
                "url": "https://www.who.int/x",
                "verified": "2026-11-20",
            },
            "World Health Organization. WHO guideline for low back pain. 2023. Accessed November 20, 2026. "
            "https://www.who.int/x",
            id="guideline of a body that is its own publisher",
        ),
        pytest.param(
            {
                "type": "misc",
                "authors": named("A body"),
                "publisher": "A site",
                "year": 2021,
                "url": "https://example.org/a",
                "verified": "2026-11",
            },
            "A body. A title. A site. 2021. Accessed November 2026. https://example.org/a",
            id="web page",
        ),
        pytest.param(
            {"type": "misc", "publisher": "A site", "url": "https://example.org/a"},
            "A title. A site. https://example.org/a",
            id="web page without author, year and visit",
        ),
        # https://libguides.ecu.edu/c.php?g=1145002&p=8357046
        pytest.param(
            {"journal": "medRxiv", "year": 2020, "month": 6, "day": 16, "doi": "10.1101/2020.06.12.20126391"},
            "A title. medRxiv. Preprint posted online June 16, 2020. doi:10.1101/2020.06.12.20126391",
            id="preprint",
        ),
        pytest.param(
            {
                "journal": "arXiv preprint arXiv:1706.03762",
                "year": 2017,
                "extra": {"eprint": "1706.03762", "archiveprefix": "arXiv"},
            },
            "A title. arXiv. Preprint posted online 2017. arXiv:1706.03762",
            id="preprint as search engines write it",
        ),
        pytest.param(
            {"type": "misc", "publisher": "arXiv", "extra": {"eprint": "arXiv:1706.03762", "eprinttype": "arxiv"}},
            "A title. arXiv. Preprint posted online. arXiv:1706.03762",
            id="preprint without a date",
        ),
        pytest.param(
            {"journal": "BMJ", "year": 2020, "volume": "1", "extra": {"eprint": "1706.03762", "eprinttype": "arxiv"}},
            "A title. BMJ. 2020;1.",
            id="article that was a preprint once",
        ),
        # https://www.encompasscnl.com/ama-manual-of-styles-updates/
        pytest.param(
            {"journal": "JAMA", "year": 2019, "month": 10, "day": 29, "doi": "10.1001/jama.2019.17965"},
            "A title. JAMA. Published online October 29, 2019. doi:10.1001/jama.2019.17965",
            id="online first",
        ),
        pytest.param(
            {"journal": "BMJ", "year": 2020, "volume": "55", "number": "3 Suppl 1", "pages": "S3-9"},
            "A title. BMJ. 2020;55(3 suppl 1):S3-S9.",
            id="supplement of an issue",
        ),
        pytest.param(
            {"journal": "BMJ", "year": 2020, "volume": "55 Suppl. 1", "pages": "S3"},
            "A title. BMJ. 2020;55(suppl 1):S3.",
            id="supplement of a volume",
        ),
        pytest.param(
            {"journal": "PLOS ONE", "year": 2022, "volume": "17", "number": "2", "pages": "e0263386"},
            "A title. PLOS ONE. 2022;17(2):e0263386.",
            id="article number",
        ),
        pytest.param(
            {"journal": "BMJ", "year": 2020, "number": "3", "pages": "12--5"},
            "A title. BMJ. 2020;(3):12-15.",
            id="issue without a volume",
        ),
        pytest.param({"journal": "BMJ", "year": 2020, "number": "3"}, "A title. BMJ. 2020;(3).", id="issue alone"),
        pytest.param(
            {"authors": (Name("Lee", "A"),), "year": 2020, "publisher": "A body"},
            "Lee A. A title. A body; 2020.",
            id="article whose journal is not known",
        ),
        # https://libguides.lib.miamioh.edu/AMA_Citation/electronic
        pytest.param(
            {
                "type": "incollection",
                "authors": (Name("Sudarsky", "Lewis"),),
                "title": "Gait and balance disorders",
                "editors": (*SEVEN[:2],),
                "booktitle": "Harrison's Principles",
                "edition": "19",
                "volume": "2",
                "publisher": "McGraw-Hill",
                "location": "New York",
                "year": 2015,
                "pages": "33--60",
            },
            "Sudarsky L. Gait and balance disorders. In: FamilyA A, FamilyB B, eds. Harrison's Principles. Vol 2. "
            "19th ed. McGraw-Hill; 2015:33-60.",
            id="chapter",
        ),
        pytest.param(
            {
                "type": "inbook",
                "authors": (*SEVEN[:1],),
                "editors": SEVEN,
                "booktitle": "A book",
                "year": 2015,
                "extra": {"chapter": "32"},
            },
            "FamilyA A. A title. In: FamilyA A, FamilyB B, FamilyC C, et al, eds. A book. 2015:chap 32.",
            id="chapter of a book with seven editors",
        ),
        pytest.param(
            {"type": "incollection", "editors": (*SEVEN[:1],), "booktitle": "A book", "publisher": "P", "pages": "3"},
            "A title. In: FamilyA A, ed. A book. P; 3.",
            id="chapter without author and year",
        ),
        pytest.param(
            {"type": "inbook", "authors": (*SEVEN[:1],), "publisher": "P", "year": 2015, "pages": "33-60"},
            "FamilyA A. A title. P; 2015:33-60.",
            id="pages of a book that has one author",
        ),
        pytest.param(
            {"type": "inreference", "booktitle": "An encyclopedia", "edition": "second", "year": 2015},
            "A title. In: An encyclopedia. 2nd ed. 2015.",
            id="entry of an encyclopedia",
        ),
        # AMA 11, 3.12.2, by the same guide
        pytest.param(
            {
                "type": "book",
                "editors": (*SEVEN[:2],),
                "edition": "8th ed.",
                "publisher": "Saunders Inc.",
                "year": 2014,
            },
            "FamilyA A, FamilyB B, eds. A title. 8th ed. Saunders Inc; 2014.",
            id="book of editors",
        ),
        pytest.param(
            {"type": "mvbook", "editors": (*SEVEN[:1],), "volume": "2", "publisher": "P", "year": 2014},
            "FamilyA A, ed. A title. Vol 2. P; 2014.",
            id="volume of a book of one editor",
        ),
        pytest.param(
            {"type": "collection", "editors": (*SEVEN[:1],), "more_editors": True, "publisher": "P", "year": 2014},
            "FamilyA A, et al, eds. A title. P; 2014.",
            id="book of one named editor and others",
        ),
        pytest.param(
            {"type": "book", "authors": (*SEVEN[:1],), "editors": (*SEVEN[1:2],), "publisher": "P", "year": 2014},
            "FamilyA A. A title. FamilyB B, ed. P; 2014.",
            id="book of an author and an editor",
        ),
        pytest.param(
            {"type": "book", "editors": (Name(literal="A body"),), "publisher": "A Body", "year": 2014},
            "A body, ed. A title. 2014.",
            id="book of a body that is its own publisher",
        ),
        pytest.param(
            {
                "type": "inproceedings",
                "authors": (*SEVEN[:1],),
                "booktitle": "Proceedings",
                "year": 2014,
                "pages": "1-2",
            },
            "FamilyA A. A title. In: Proceedings. 2014:1-2.",
            id="paper in proceedings",
        ),
        pytest.param(
            {
                "type": "inproceedings",
                "authors": (*SEVEN[:1],),
                "year": 2019,
                "month": 6,
                "day": 13,
                "extra": {"eventtitle": "Congress of Tea", "venue": "Bath, England"},
            },
            "FamilyA A. A title. Paper presented at: Congress of Tea; June 13, 2019; Bath, England.",
            id="paper that was read",
        ),
        # https://usi.libguides.com/citingsources/ama
        pytest.param(
            {
                "type": "report",
                "authors": (*SEVEN[:1],),
                "institution": "US Dept of Housing",
                "number": "107",
                "year": 2018,
                "url": "https://example.org/r",
                "accessed": "2019-01-11",
                "verified": "2026-11",
            },
            "FamilyA A. A title. US Dept of Housing; 2018. Report 107. Accessed January 11, 2019. "
            "https://example.org/r",
            id="report seen by whoever wrote the entry",
        ),
        pytest.param(
            {"type": "techreport", "genre": "resreport", "publisher": "RAND", "number": "7", "year": 2018},
            "A title. RAND; 2018. Research report 7.",
            id="report of a kind",
        ),
        pytest.param(
            {"type": "techreport", "publisher": "RAND", "number": "RR-1135", "year": 2018, "edition": "2"},
            "A title. 2nd ed. RAND; 2018. RR-1135.",
            id="report with a number that says what it is",
        ),
        pytest.param(
            {"type": "phdthesis", "authors": (*SEVEN[:1],), "institution": "University of Louisville", "year": 2009},
            "FamilyA A. A title. Dissertation. University of Louisville; 2009.",
            id="dissertation",
        ),
        pytest.param(
            {"type": "thesis", "genre": "phdthesis", "publisher": "A server", "institution": "A university"},
            "A title. Dissertation. A university.",
            id="dissertation in biblatex, without a year",
        ),
        pytest.param(
            {"type": "mastersthesis", "institution": "University of New Orleans", "year": 2020},
            "A title. Master’s thesis. University of New Orleans; 2020.",
            id="master's thesis",
        ),
        pytest.param(
            {"type": "thesis", "genre": "Diploma thesis", "institution": "A university", "year": 2020},
            "A title. Diploma thesis. A university; 2020.",
            id="thesis of another kind",
        ),
        pytest.param(
            {"type": "thesis", "institution": "A university", "year": 2020},
            "A title. Thesis. A university; 2020.",
            id="thesis of a kind that is not known",
        ),
        # https://researchguides.library.vanderbilt.edu/c.php?g=1228840&p=8990934
        pytest.param(
            {
                "type": "online",
                "title": "Zika travel information",
                "publisher": "Centers for Disease Control and Prevention",
                "year": 2016,
                "month": 1,
                "day": 26,
                "url": "https://wwwnc.cdc.gov/zika",
                "accessed": "2019-06-18",
            },
            "Zika travel information. Centers for Disease Control and Prevention. January 26, 2016. "
            "Accessed June 18, 2019. https://wwwnc.cdc.gov/zika",
            id="web page with its day",
        ),
        pytest.param(
            {"type": "www", "url": "https://example.org/a b", "accessed": "2019"},
            "A title. Accessed 2019. https://example.org/a b",
            id="web page seen in a year, with a space in its address",
        ),
        pytest.param(
            {"type": "software", "authors": (*SEVEN[:1],), "publisher": "P", "year": 2020},
            "FamilyA A. A title. P; 2020.",
            id="software",
        ),
        pytest.param(
            {
                "type": "patent",
                "authors": (*SEVEN[:1],),
                "genre": "patentus",
                "number": "7,123",
                "year": 2009,
                "month": 2,
            },
            "FamilyA A, inventor. A title. US patent 7,123. February 2009.",
            id="patent",
        ),
        pytest.param(
            {"type": "patent", "authors": (*SEVEN[:2],), "year": 2009},
            "FamilyA A, FamilyB B, inventors. A title. 2009.",
            id="patent without a number",
        ),
        pytest.param({"type": "nobody-knows", "publisher": "P", "year": 2009}, "A title. P. 2009.", id="unknown type"),
        pytest.param(
            {"authors": (*SEVEN[:6], Name(literal="A Study Group")), "journal": "BMJ", "year": 2020, "volume": "1"},
            "FamilyA A, FamilyB B, FamilyC C, FamilyD D, FamilyE E, FamilyF F; A Study Group. A title. BMJ. 2020;1.",
            id="six authors and their group",
        ),
        pytest.param(
            {"title": "The word “pain.”", "journal": "BMJ", "year": 2020, "volume": "1"},
            "The word “pain.” BMJ. 2020;1.",
            id="title with a full stop of its own",
        ),
        pytest.param({"type": "misc", "url": "javascript:alert(1)"}, "A title.", id="an address that could run"),
    ],
)
def test_whole_references(fields: dict[str, Any], printed: str) -> None:
    assert ama_text(reference(**fields)) == printed


def test_journals_and_titles_of_books_are_in_italics_titles_of_articles_and_pages_are_not() -> None:
    assert ama(reference(journal="BMJ", year=2020, doi="10.1/x")) == (
        Piece("A title."),
        Piece("BMJ.", italic=True),
        Piece("2020."),
        Piece("doi:10.1/x", address="https://doi.org/10.1/x"),
    )
    assert ama(reference(type="book"))[0] == Piece("A title.", italic=True)
    assert ama(reference(type="misc"))[0] == Piece("A title.")
    assert ama(reference())[0] == Piece("A title.")  # an article whose journal is not known
    chapter = ama(reference(type="incollection", booktitle="A book", editors=SEVEN[:1], year=2020))
    assert chapter == (
        Piece("A title."),
        Piece("In: FamilyA A, ed."),
        Piece("A book.", italic=True),
        Piece("2020."),
    )
    assert [ama(reference(type=kind))[0].italic for kind in ("report", "thesis", "online", "software")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_doi_is_shown_as_it_is_and_leads_where_it_says() -> None:
    assert ama(reference(doi="10.1000/456#789"))[-1] == Piece(
        "doi:10.1000/456#789", address="https://doi.org/10.1000/456%23789"
    )


def test_numbers_lead_to_pubmed_only_where_they_are_numbers() -> None:
    good = ama(reference(pmid="12", pmcid="PMC3"))
    assert [piece.address for piece in good[1:]] == [
        "https://pubmed.ncbi.nlm.nih.gov/12/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3/",
    ]
    bad = ama(reference(pmid='12"', pmcid="PMC3/../x"))
    assert [piece.address for piece in bad[1:]] == [None, None]


@pytest.mark.parametrize(
    ("status", "struck"),
    [("retracted", True), ("withdrawn", True), ("superseded", True), ("corrected", False), (None, False)],
)
def test_the_title_of_what_no_longer_stands_is_struck(status: Any, struck: bool) -> None:
    work = reference(status=status, journal="BMJ")
    assert is_struck(work) is struck
    assert [piece.struck for piece in ama(work)] == [struck, False]


def test_what_must_be_looked_up_first_is_said() -> None:
    assert cautions(reference(year=2020, verified="2026-11")) == ()
    assert cautions(reference(year=2020, journal="BMJ", volume="1", verified="2026-11")) == ()
    assert cautions(reference(year=2020, journal="BMJ", verified="2026-11")) == (
        "Its volume, issue and pages are not known.",
    )
    assert cautions(
        reference(status="superseded", statusnote="By the 2024 edition", unverified=("volume", "finding", "pages"))
    ) == (
        "The work was superseded. By the 2024 edition.",
        "Its year is not known.",
        "Nobody has seen a source page for this work yet.",
        "Not confirmed by any page we saw: volume, pages.",
        "Not confirmed either, but no part of the reference: finding.",
    )


TEXTS = "journal booktitle volume number edition pages publisher institution genre location series".split()  # noqa: SIM905
WORDS = st.builds("{}{}".format, st.text("ab 1-", min_size=1).filter(str.strip), st.sampled_from(("", ".")))
NAMES = st.lists(st.sampled_from((*SEVEN, Name(literal="A body"))), max_size=9, unique=True).map(tuple)


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from((*kinds().types, "unheard-of")), "authors": NAMES, "editors": NAMES},
        optional=dict.fromkeys((*TEXTS, "doi", "pmid", "url"), WORDS)
        | {
            "year": st.integers(1900, 2030),
            "month": st.integers(1, 12),
            "day": st.integers(1, 28),
            "more_authors": st.booleans(),
            "accessed": st.sampled_from(("1850", "1850-02", "1850-02-03")),
        },
    )
)
def test_whatever_an_entry_holds_its_reference_reads_well(fields: dict[str, Any]) -> None:
    work = reference(**fields)
    pieces = ama(work)
    text = plain_text(pieces)
    assert all(piece.text.strip() for piece in pieces)
    assert "None" not in text
    assert ".." not in text
    assert "A title." in text
    assert ", ," not in text
    people = [author for author in work.authors if not author.literal]
    if len(people) <= ALL_NAMED and not work.more_authors:
        assert all(f"{author.family} {author.family[-1]}" in text for author in people)
    if work.year is not None and not any(
        str(work.year) in str(fields.get(name, "")) for name in (*TEXTS, "url", "doi")
    ):
        assert len(re.findall(rf"(?<!\d){work.year}(?!\d)", text)) == 1
