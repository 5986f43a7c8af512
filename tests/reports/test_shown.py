"""What `firmground show` and the list of references say of a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firmground.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from tests.conftest import Folder


def ledger(folder: Folder) -> Ledger:
    return open_ledger(folder.path, folder.path / "articles")


def test_a_doi_leads_to_the_same_address_everywhere(sound: Folder) -> None:
    sound.change("references.bib", "10.1000/tea.1", "10.1000/456#789")
    assert "https://doi.org/10.1000/456%23789" in ledger(sound).show("first2020")
    page = ledger(sound).view("references").html
    assert '<a href="https://doi.org/10.1000/456%23789">doi:10.1000/456#789</a>' in page


def test_a_reference_is_shown_as_it_is_printed(sound: Folder) -> None:
    shown = " ".join(ledger(sound).show("first2020").split())
    assert "Work First A, Other B. Tea for colds. Journal of Tea. 2020. doi:10.1000/tea.1" in shown
    assert "not known" not in shown


def test_what_is_not_known_of_a_reference_is_said(sound: Folder) -> None:
    sound.change("references.bib", "  author = {First, Ann and Other, Bob},\n", "")
    sound.change("references.bib", "  year = {2020},\n  journal = {Journal of Tea},", "  journal = {Journal of Tea},")
    shown = " ".join(ledger(sound).show("first2020").split())
    assert "Authors not known" in shown
    assert "Year not known" in shown
