"""Dates as bibliographies write them: biblatex's ISO 8601-2, BibTeX's year and month, and the days of exporters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
                "sep sept september", "oct october", "nov november", "dec december",
            ),
            1,
        )
        for name in names.split()
    }
)  # fmt: skip
#: The abbreviations that BibTeX's styles define. Source: plain.bst.
MONTHS: Mapping[str, str] = MappingProxyType({name: name.capitalize() for name in _MONTHS if len(name) == 3})
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:.*)?")
_SEASONS = frozenset("spring summer autumn fall winter q1 q2 q3 q4 and to".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class When:
    """A date: year, and month and day where they are known.

    Attributes:
        note: what of the text these do not say: “a span of years” or “uncertain”; empty when they say all.
    """

    year: int
    month: int | None = None
    day: int | None = None
    note: str = ""


def read_date(text: str) -> When | None:
    """A biblatex date; of a span its beginning. ``None`` for what is none. Source: biblatex manual, 2.3.8."""
    text = text.strip()
    start, slash, end = text.partition("/")
    first = _one_date(start)
    if first is None or not slash:
        return first
    last = _one_date(end)
    if last is None and end.strip() not in {"", ".."}:
        return None
    if last is None or last.year != first.year:
        return When(first.year, note="a span of years")
    same = last.month == first.month
    return When(
        first.year, first.month if same else None, first.day if same and last.day == first.day else None, first.note
    )


def _one_date(text: str) -> When | None:
    text = text.strip()
    bare = text.rstrip("~?%")
    found = _ISO.fullmatch(bare)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    note = "uncertain" if bare != text else ""
    if month in {0, *range(21, 42)}:  # a season (21 to 41), or none, as 1993-00-00 of some exporters
        return When(year, note=note)
    if month > 12:
        return None
    if day and not is_day(year, month, day):
        return None
    return When(year, month, day or None, note)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_month(text: str) -> tuple[int, int | None] | None:
    """Month and day of “5”, “May”, “May 17” or “17 May”; ``None`` for what is none of these."""
    words = re.findall(r"[^\W\d_]+|\d+", text.strip().rstrip("."))
    if re.fullmatch(r"[\w\s.,]+", text) is None or not 1 <= len(words) <= 2:
        return None
    named = [_MONTHS[w.lower()] for w in words if w.lower() in _MONTHS]
    numbers = [int(w) for w in words if w.isdigit() and w.isascii() and len(w) <= 2]
    if len(named) + len(numbers) != len(words):
        return None
    if not named:
        return (numbers[0], None) if len(numbers) == 1 and 1 <= numbers[0] <= 12 else None
    if len(named) > 1:
        return None
    if not numbers:
        return named[0], None
    return (named[0], numbers[0]) if is_day(2000, named[0], numbers[0]) else None


def is_span(text: str) -> bool:
    """Whether a month is a season, a quarter or several months or days: known, and nothing that a reference prints."""
    words = re.findall(r"q[1-4]\b|[^\W\d_]+|\d+", text.casefold())
    named = [word for word in words if word in _MONTHS or word in _SEASONS]
    numbers = [int(word) for word in words if word.isdigit() and word.isascii() and len(word) <= 2]
    if not words or len(named) + len(numbers) != len(words):
        return False
    return max(numbers, default=0) <= (31 if named else 12) and (bool(named) or len(numbers) > 1)


def read_day(text: str) -> str | None:
    """A day as ISO 8601: of “2026-10-01”, “2026/10/01”, “1 October 2026”, “October 1, 2026”, “01-Oct-2026”.

    Also of a month or year alone. ``None`` for others: in 03/04/2026 nobody can know which is the month.
    """
    text = text.strip().rstrip(".")
    iso = _ISO.fullmatch(text.replace("/", "-"))
    if iso is not None:
        when = _one_date("-".join(part for part in iso.groups() if part))
        return _iso(when) if when else None
    text = re.sub(r"(?i)(?<=\d)(?:st|nd|rd|th)\b", "", text)
    parts = re.findall(r"[^\W\d_]+|\d+", text)
    if re.fullmatch(r"[\w\s.,/-]+", text) is None or len(parts) not in {2, 3}:
        return None
    numbers = [part for part in parts if part.isdigit() and part.isascii()]
    months = [_MONTHS[part.lower()] for part in parts if part.lower() in _MONTHS]
    years = [int(n) for n in numbers if len(n) == 4]
    days = [int(n) for n in numbers if len(n) <= 2]
    if len(years) != 1 or len(months) != 1 or len(days) > 1 or 1 + len(months) + len(days) != len(parts):
        return None
    if days and not is_day(years[0], months[0], days[0]):
        return None
    return _iso(When(years[0], months[0], days[0] if days else None))


def _iso(when: When) -> str:
    return "-".join([f"{when.year:04}", *(f"{part:02}" for part in (when.month, when.day) if part)])


#: At the beginning of a note or of a part of it: “patients accessed: May 2020” tells of something else.
_SEEN = re.compile(
    r"(?i)(?:^|[\[(;,.]\s*|\bonline\s+|\blast\s+)(?:last\s+)?(?:accessed|visited|retrieved|checked|viewed)(?:\s+on)?\s*:?"
    r"\s*([^\[\]();]{4,40}?)\s*(?=$|[\]);]|\s(?:from|at)\s|[.,]?\s+https?:)"
)


def seen_in(note: str) -> str | None:
    """The day in a note such as “Accessed: 2026-10-01” or “[Online; accessed 12-May-2020]”."""
    found = _SEEN.search(note)
    return read_day(found[1]) if found else None
