"""References in AMA style as HTML; how they read is tested in ``tests/citing``."""

from __future__ import annotations

from typing import Any

import pytest
from tests.names import named

from firmground.records import Reference
from firmground.reports.html.text import plain
from firmground.reports.views.ama import ama


def reference(**fields: Any) -> Reference:
    given: dict[str, Any] = {"key": "k", "type": "article", "title": "A title"} | fields
    return Reference(**given)


def test_pieces_stand_one_after_another_with_their_style() -> None:
    shown = ama(reference(authors=named("Lee, A"), journal="BMJ", year=2020, volume="5", pages="1-2"))
    assert shown == "Lee A. A title. <cite>BMJ.</cite> 2020;5:1-2."
    assert ama(reference(type="book", year=2020)) == "<cite>A title.</cite> 2020."
    assert plain(shown) == "Lee A. A title. BMJ. 2020;5:1-2."


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
        reference(
            authors=named(bad), title=bad, journal=bad, volume=bad, number=bad, pages=bad, doi=f'"{bad}', pmid=bad
        )
    )
    assert "<script" not in shown
    assert "<a " not in shown  # none of these is an identifier
    assert shown.count("&lt;script&gt;") == 8


def test_an_address_that_could_run_is_no_link() -> None:
    assert "javascript" not in ama(reference(type="misc", url="javascript:alert(1)"))
