"""Checks of references at their limits: which two entries are one work, and which years can be."""

from __future__ import annotations

from typing import Any

import pytest

BIB = "references.bib"
ENTRY = "@misc{{{key},\n  title = {{{title}}},\n  year = {{{year}}},\n  verified = {{2026-11}},\n{more}}}\n"
LONG = "Tea, and what it does"  # 20 letters, digits and spaces; the shortest title that is compared has one more


def twice(sound: Any, one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The messages on two entries being one work, of a ledger with these two beside its own."""
    given = {"title": LONG + "!!", "year": "2019", "more": ""}
    entries = (ENTRY.format(**given | {"key": key} | fields) for key, fields in (("third", one), ("fourth", other)))
    sound.write(BIB, sound.text(BIB) + "".join(entries))
    return [p.finding.message for p in sound.found() if p.finding.code == "same-work-twice"]


@pytest.mark.parametrize(
    ("one", "other", "mark"),
    [
        ({"title": LONG + "s"}, {"title": LONG + "s"}, "title and year"),
        ({"title": LONG + "s"}, {"title": LONG.upper().replace(",", ":") + "S."}, "title and year"),
        # 20 letters, digits and spaces are too few: “Reply to the letter” is the title of many works.
        ({}, {}, None),
        ({"title": LONG + "s"}, {"title": LONG + "s", "year": "2020"}, None),
        # A retracted work and what took its place may bear one title.
        (
            {"title": LONG + "s", "more": "  status = {retracted},\n  statusnote = {So.},\n"},
            {"title": LONG + "s"},
            None,
        ),
        (
            {"title": LONG + "s"},
            {"title": LONG + "s", "more": "  status = {withdrawn},\n  statusnote = {So.},\n"},
            None,
        ),
        ({"more": "  doi = {10.1000/x},\n"}, {"title": "Other", "more": "  doi = {10.1000/X},\n"}, "DOI"),
        ({"more": "  pmid = {12},\n"}, {"title": "Other", "more": "  pmid = {12},\n"}, "PMID"),
        ({"more": "  pmid = {12},\n"}, {"title": "Other", "more": "  pmid = {13},\n"}, None),
        # A journal may replace a work and keep its DOI.
        (
            {
                "more": "  doi = {10.1000/x},\n  status = {retracted},\n  statusnote = {So.},\n"
                "  supersededby = {fourth},\n"
            },
            {"title": "Other", "more": "  doi = {10.1000/x},\n"},
            None,
        ),
        (
            {"more": "  doi = {10.1000/x},\n  status = {retracted},\n  statusnote = {So.},\n"},
            {"title": "Other", "more": "  doi = {10.1000/x},\n"},
            "DOI",
        ),
    ],
)
def test_two_entries_are_one_work_by_identifier_or_by_a_title_long_enough(
    sound: Any, one: dict[str, str], other: dict[str, str], mark: str | None
) -> None:
    expected = [f"“fourth” and “third” have the same {mark}, so they look like one work."] if mark else []
    assert twice(sound, one, other) == expected


def test_the_length_that_counts_is_that_of_letters_digits_and_single_spaces() -> None:
    assert len(LONG.replace(",", "")) == 20


@pytest.mark.parametrize(("year", "good"), [(1499, False), (1500, True), (2027, True), (2028, False)])
def test_a_work_may_come_out_in_the_year_after_the_ledgers_date_and_no_later(sound: Any, year: int, good: bool) -> None:
    sound.change(BIB, "  year = {2020},\n  journal", f"  year = {{{year}}},\n  journal")
    assert sound.codes() == ({} if good else {"bib-bad-value": 1})


TAKEN_BACK = (
    "RETRACTED: Tea against all colds",
    "[Retracted] Tea against all colds",
    "Retracted Article: Tea",
    "WITHDRAWN: Tea",
    "Removed: Tea",
    "TEMPORARY REMOVAL: Tea",
    "Retraction: Tea",
    "Retraction notice to “Tea”",
    "Notice of Retraction: Tea",
    "Expression of concern: Tea",
    "Editorial Expression of Concern: Tea",
    "Tea against all colds (Retracted article. See vol. 3, p. 9)",
    "Tea against all colds: RETRACTED",
    "Retracted articles: a survey of journals",
)


@pytest.mark.parametrize("title", TAKEN_BACK)
def test_a_title_that_says_it_was_taken_back_needs_a_status_or_a_note(sound: Any, title: str) -> None:
    sound.change(BIB, "{Tea for colds}", f"{{{title}}}")
    assert sound.codes() == {"title-says-retracted": 1}
    sound.change(BIB, f"{{{title}}},", f"{{{title}}},\n  statusnote = {{A study of retractions; it stands.}},")
    assert sound.codes() == {}


@pytest.mark.parametrize(
    "title",
    [
        "Tea that was retracted from shops",
        "Withdrawal of opioids",
        "Retraction of the tongue in infants",
        "Removal of ticks",
    ],
)
def test_a_title_about_something_else_is_left_alone(sound: Any, title: str) -> None:
    sound.change(BIB, "{Tea for colds}", f"{{{title}}}")
    assert sound.codes() == {}


@pytest.mark.parametrize(
    ("doi", "good"),
    [
        ("10.1000/456#789", True),
        ("10.1000/a%2Fb<c>", True),
        ("10.1002/(SICI)1097[1]::AID-1;2-3", True),
        ("10.1000.10/123", True),
        ("https://doi.org/10.1000/x", True),
        ("10.1000/xyz.", False),
        ("10.1000/x y", False),
        ("10.1000/", False),
        ("doi.example/10", False),
    ],
)
def test_a_doi_may_hold_any_sign_and_ends_with_none_of_a_sentence(sound: Any, doi: str, good: bool) -> None:
    sound.change(BIB, "{10.1000/tea.1}", f"{{{doi}}}")
    assert sound.codes() == ({} if good else {"bad-identifier": 1})


def test_a_check_shows_the_field_by_the_name_that_was_used(sound: Any) -> None:
    sound.change(BIB, "  year = {2020},\n  journal", "  date = {1402-03},\n  journal")
    placed = sound.one("bib-bad-value")
    assert placed.place.text[placed.place.column - 1 :].startswith("1402-03")


def test_a_book_from_which_a_cited_chapter_inherits_is_used(sound: Any) -> None:
    sound.change(BIB, "{Tea for colds},", "{Tea for colds},\n  crossref = {book},")
    sound.write(BIB, sound.text(BIB) + "@book{book, title = {Teas}, verified = {2026-11}}\n")
    assert sound.codes() == {}
