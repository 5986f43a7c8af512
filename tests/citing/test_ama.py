"""References in AMA style; every expected line was written by hand from the rules in ``ama.py``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.citing.ama import ama, ama_text, author_name, authors_text, cautions, is_struck, month_of
from firmground.citing.pieces import Piece, plain_text
from firmground.records import Reference


def reference(**fields: Any) -> Reference:
    given: dict[str, Any] = {"key": "k", "type": "article", "title": "A title"} | fields
    return Reference(**given)


SEVEN = named(*(f"Family{letter}, {letter}." for letter in "ABCDEFG"))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Shekelle, Paul G.", "Shekelle PG"),
        ("Alaei, P.", "Alaei P"),
        ("Hamid, M. S. A.", "Hamid MSA"),
        ("Li, JP", "Li JP"),
        ("Sánchez-Infante, Jorge", "Sánchez-Infante J"),
        ("Dupont, Jean-Pierre", "Dupont JP"),
        ("de la Cruz, Maria", "de la Cruz M"),
        ("King, Jr., Martin Luther", "King ML Jr"),
        ("King Jr, Martin Luther", "King ML Jr"),
        ("Ligot, Jr, J. S.", "Ligot JS Jr"),
        ("St. John, Anna", "St John A"),
        ("World Health Organization", "World Health Organization"),
        ("Plato", "Plato"),
    ],
)
def test_names(written: str, printed: str) -> None:
    assert author_name(*named(written)) == printed


def test_six_authors_are_all_named_and_of_seven_the_first_three() -> None:
    assert (
        authors_text(reference(authors=SEVEN[:6])) == "FamilyA A, FamilyB B, FamilyC C, FamilyD D, FamilyE E, FamilyF F"
    )
    assert authors_text(reference(authors=SEVEN)) == "FamilyA A, FamilyB B, FamilyC C, et al"
    assert authors_text(reference()) == ""


def test_authors_that_the_entry_does_not_name_are_no_author_called_others() -> None:
    assert authors_text(reference(authors=SEVEN[:6], more_authors=True)) == "FamilyA A, FamilyB B, FamilyC C, et al"
    assert authors_text(reference(authors=named("Lin"), more_authors=True)) == "Lin, et al"


@pytest.mark.parametrize(
    ("seen", "printed"),
    [("2026-11-22", "November 22, 2026"), ("2026-11", "November 2026"), ("2026-01-05", "January 5, 2026")],
)
def test_days(seen: str, printed: str) -> None:
    assert month_of(seen) == printed


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
            {"journal": "BMJ", "year": 2021, "epub": 2020}, "A title. BMJ. Published online 2020.", id="ahead of print"
        ),
        pytest.param({"journal": "BMJ"}, "A title. BMJ.", id="neither year nor volume"),
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
        pytest.param({"type": "misc", "url": "javascript:alert(1)"}, "A title.", id="an address that could run"),
    ],
)
def test_whole_references(fields: dict[str, Any], printed: str) -> None:
    assert ama_text(reference(**fields)) == printed


def test_journals_and_titles_of_books_are_in_italics_titles_of_articles_and_pages_are_not() -> None:
    assert ama(reference(journal="BMJ", year=2020, doi="10.1/x")) == (
        Piece("A title."),
        Piece("BMJ.", italic=True),
        Piece("Published online 2020."),
        Piece("doi:10.1/x", address="https://doi.org/10.1/x"),
    )
    assert ama(reference(type="book"))[0] == Piece("A title.", italic=True)
    assert ama(reference(type="misc"))[0] == Piece("A title.")


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
    assert cautions(
        reference(status="superseded", statusnote="By the 2024 edition", unverified=("volume", "finding", "pages"))
    ) == (
        "The work was superseded. By the 2024 edition.",
        "Its year is not known.",
        "Nobody has seen a source page for this work yet.",
        "Not confirmed by any page we saw: volume, pages.",
        "Not confirmed either, but no part of the reference: finding.",
    )


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.text("ab 1-.", min_size=1).filter(str.strip)
            for name in ("journal", "volume", "number", "pages", "publisher", "doi", "pmid", "pmcid", "url")
        }
        | {"year": st.integers(1900, 2030), "authors": st.lists(st.sampled_from(SEVEN), max_size=9).map(tuple)},
    )
)
def test_no_field_makes_an_empty_piece_or_the_word_none(fields: dict[str, Any]) -> None:
    pieces = ama(reference(**fields))
    assert all(piece.text.strip() for piece in pieces)
    assert "None" not in plain_text(pieces)
