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
