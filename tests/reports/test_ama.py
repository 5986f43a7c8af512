"""References in AMA style; every expected line was written by hand from the rules in ``ama.py``."""

from __future__ import annotations

from typing import Any

import pytest

from firmground.records import Reference
from firmground.reports.views.ama import ama, author_name, authors_text, month_of
from firmground.reports.views.markup import plain


def reference(**fields: Any) -> Reference:
    given: dict[str, Any] = {"key": "k", "type": "article", "title": "A title"} | fields
    return Reference(**given)


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
        ("St. John, Anna", "St John A"),
        ("World Health Organization", "World Health Organization"),
        ("Plato", "Plato"),
    ],
)
def test_names(written: str, printed: str) -> None:
    assert author_name(written) == printed


def test_six_authors_are_all_named_and_of_seven_the_first_three() -> None:
    names = tuple(f"Family{letter}, {letter}." for letter in "ABCDEFG")
    assert authors_text(names[:6]) == "FamilyA A, FamilyB B, FamilyC C, FamilyD D, FamilyE E, FamilyF F"
    assert authors_text(names) == "FamilyA A, FamilyB B, FamilyC C, et al"
    assert authors_text(()) == ""


@pytest.mark.parametrize(
    ("seen", "printed"),
    [("2026-11-22", "November 22, 2026"), ("2026-11", "November 2026"), ("2026-01-05", "January 5, 2026")],
)
def test_days(seen: str, printed: str) -> None:
    assert month_of(seen) == printed


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        (
            {
                "authors": ("Alaei, P.", "Dommerholt, J."),
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
        ),
        (
            {"authors": ("Lee, A",), "title": "Does it work?", "journal": "BMJ", "year": 2020, "volume": "55"},
            "Lee A. Does it work? BMJ. 2020;55.",
        ),
        (
            {"authors": ("Lee, A",), "journal": "BMJ", "year": 2020, "volume": "5", "pages": "e1", "pmid": "123"},
            "Lee A. A title. BMJ. 2020;5:e1. PMID: 123",
        ),
        ({"journal": "BMJ", "year": 2021, "epub": 2020}, "A title. BMJ. Published online 2020."),
        ({"journal": "BMJ"}, "A title. BMJ."),
        ({"journal": "BMJ", "volume": "3"}, "A title. BMJ. Year unknown;3."),
        (
            {"type": "book", "authors": ("Simons, David G.",), "publisher": "Williams & Wilkins", "year": 1999},
            "Simons DG. A title. Williams & Wilkins; 1999.",
        ),
        (
            {
                "type": "misc",
                "authors": ("A body",),
                "publisher": "A body",
                "year": 2021,
                "url": "https://example.org/a",
                "verified": "2026-11",
            },
            "A body. A title. 2021. Accessed November 2026. https://example.org/a",
        ),
        (
            {"type": "misc", "publisher": "A site", "url": "https://example.org/a"},
            "A title. A site. https://example.org/a",
        ),
    ],
)
def test_whole_references(fields: dict[str, Any], printed: str) -> None:
    assert plain(ama(reference(**fields))) == printed


def test_a_doi_and_a_pubmed_number_are_links_and_an_address_stands_only_without_a_doi() -> None:
    both = ama(reference(doi="10.1000/a(1)", pmid="12", url="https://example.org/x", verified="2026-11"))
    assert '<a href="https://doi.org/10.1000/a(1)">doi:10.1000/a(1)</a>' in both
    assert '<a href="https://pubmed.ncbi.nlm.nih.gov/12/">PMID: 12</a>' in both
    assert "example.org" not in both


@pytest.mark.parametrize("status", ["retracted", "withdrawn", "superseded"])
def test_what_no_longer_stands_is_struck(status: str) -> None:
    assert "<del>A title.</del>" in ama(reference(status=status, journal="BMJ"))


@pytest.mark.parametrize("status", ["corrected", None])
def test_what_stands_is_not_struck(status: str | None) -> None:
    assert "<del>" not in ama(reference(status=status))


def test_nothing_from_a_file_is_markup() -> None:
    bad = "<script>x</script>"
    shown = ama(
        reference(authors=(bad,), title=bad, journal=bad, volume=bad, number=bad, pages=bad, doi=f'"{bad}', pmid=bad)
    )
    assert "<script" not in shown
    assert "<a " not in shown  # none of these is an identifier
    assert shown.count("&lt;script&gt;") == 8


def test_an_address_that_could_run_is_no_link() -> None:
    assert "javascript" not in ama(reference(type="misc", url="javascript:alert(1)"))
