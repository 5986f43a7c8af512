"""Pages, issues, editions, dates and full stops in AMA style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.citing.parts import (
    date_text,
    edition_text,
    ended,
    issue_text,
    month_of,
    ordinal,
    pages_text,
    volume_text,
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("452--457", "452-457"),
        ("452 – 457", "452-457"),
        ("113-22", "113-122"),  # AMA prints the last page in full
        ("1009–12", "1009-1012"),
        ("98-102", "98-102"),
        ("S3--S9", "S3-S9"),
        ("S3-9", "S3-S9"),
        ("e101-e12", "e101-e112"),
        ("33, 40-45", "33, 40-45"),
        ("33,40-5", "33, 40-45"),
        ("pp. 33-60", "33-60"),
        ("p. e12", "e12"),
        ("P12", "P12"),
        ("e12", "e12"),
        ("144-152.e2", "144-152.e2"),
        ("20-15", "20-15"),  # comes out as no range, so nobody can say what was meant
        ("12-e15", "12-e15"),
        ("2-1-3", "2-1-3"),
        (f"{'9' * 5000}-1", f"{'9' * 5000}-1"),
        (None, ""),
    ],
)
def test_pages(written: str | None, printed: str) -> None:
    assert pages_text(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("3", "3"),
        ("1--2", "1-2"),
        ("Suppl 1", "suppl 1"),
        ("3 Suppl. 2", "3 suppl 2"),
        ("Supplement_1", "suppl 1"),
        ("3, Supplement", "3 suppl"),
        ("2 Pt 1", "2 pt 1"),
        ("2, Part 1", "2 pt 1"),
        ("Supplementary", "Supplementary"),
    ],
)
def test_issues(written: str, printed: str) -> None:
    assert issue_text(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2", "2nd ed."),
        ("2nd", "2nd ed."),
        ("2nd ed.", "2nd ed."),
        ("Second", "2nd ed."),
        ("second edition", "2nd ed."),
        ("2. Aufl.", "2nd ed."),
        ("2e éd.", "2nd ed."),
        ("3ª edición", "3rd ed."),
        ("11th", "11th ed."),
        ("21", "21st ed."),
        ("rev.", "Rev ed."),
        ("Revised edition", "Rev ed."),
        ("3rd rev ed", "3rd rev ed."),
        ("third, revised", "3rd rev ed."),
        ("International student", "International student ed."),
        ("2019", "2019 ed."),
        ("1", ""),
        ("First edition", ""),
        ("edition", ""),
        (None, ""),
    ],
)
def test_editions(written: str | None, printed: str) -> None:
    assert edition_text(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"), [("2", "Vol 2."), ("vol. 2", "Vol 2."), ("Volume 1--2", "Vol 1-2."), (None, "")]
)
def test_volumes_of_books(written: str | None, printed: str) -> None:
    assert volume_text(written) == printed


def test_ordinals() -> None:
    told = " ".join(ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 22, 101, 111))
    assert told == "1st 2nd 3rd 4th 11th 12th 13th 22nd 101st 111th"


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ((2026, 11, 22), "November 22, 2026"),
        ((2026, 1, 5), "January 5, 2026"),
        ((2026, 11, None), "November 2026"),
        ((2026, None, 5), "2026"),
        ((2026, 13, 1), "2026"),
        ((None, 11, 22), ""),
    ],
)
def test_days(date: tuple[int | None, int | None, int | None], printed: str) -> None:
    assert date_text(*date) == printed


@pytest.mark.parametrize(
    ("seen", "printed"), [("2026-11-22", "November 22, 2026"), ("2026-11", "November 2026"), ("2026", "2026")]
)
def test_days_on_which_a_page_was_seen(seen: str, printed: str) -> None:
    assert month_of(seen) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A title", "A title."),
        ("A title.", "A title."),
        ("Does it?", "Does it?"),
        ("It does!", "It does!"),
        ("And so on…", "And so on…"),
        ("何ですか？", "何ですか？"),
        ("Asking “why?”", "Asking “why?”"),
        ("The word “pain”", "The word “pain.”"),  # American style: within the quotation marks
        ('The word "pain"', 'The word "pain."'),
        ("The patients’", "The patients’."),
        ("Trials (does it?)", "Trials (does it?)."),
        ("Le mot « mal »", "Le mot « mal »."),
        ("”", "”."),
        (" ", ""),
        ("On moral judgment:", "On moral judgment."),
    ],
)
def test_full_stops(text: str, printed: str) -> None:
    assert ended(text) == printed


@given(st.text(max_size=12))
def test_no_text_can_raise(text: str) -> None:
    for part in (pages_text, issue_text, edition_text, volume_text, ended):
        assert part(text) == part(text).strip()
