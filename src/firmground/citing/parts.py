"""Parts of a reference as AMA style prints them: dates, pages, issues, editions, full stops."""

from __future__ import annotations

import re
from types import MappingProxyType

from firmground.citing.kinds import kinds

# Not strftime: it would follow the locale.
_MONTHS = tuple(
    "January,February,March,April,May,June,July,August,September,October,November,December".split(",")  # noqa: SIM905
)
_EDITION = re.compile(
    r"[\s,]*\b(editions?|edn|ed|auflage|aufl|édition|éd|edición|edição|edizione)\b\.?[\s,]*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*(?:st|nd|rd|th|ème|er|re|e|a|o|ª|º|\.))?(?![\w.])", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\w.-])([A-Za-z]*)([0-9]{1,9})-([A-Za-z]*)([0-9]{1,9})(?![\w.-])")
_OPENING = MappingProxyType({"”": "“", "’": "‘", '"': '"'})
_STOPS = frozenset(".?!…。！？؟।")


def date_text(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """“November 22, 2026”, “November 2026”, “2026”, or nothing: a month without its year says nothing."""
    if year is None or month is None or not 1 <= month <= len(_MONTHS):
        return "" if year is None else str(year)
    name = _MONTHS[month - 1]
    return f"{name} {day}, {year}" if day else f"{name} {year}"


def month_of(seen: str) -> str:
    """“2026-11-22” as “November 22, 2026”, “2026-11” as “November 2026”."""
    return date_text(*map(int, seen.split("-")))


def hyphened(text: str | None) -> str:
    """A range with one hyphen in it: “452--457” and “452 – 457” as “452-457”."""
    return re.sub(r"\s*[-‐‑‒–—]+\s*", "-", text.strip()) if text else ""


def pages_text(pages: str | None) -> str:
    """Pages with a hyphen and whole last numbers: “p. 113–22” as “113-122”, “S3-9” as “S3-S9”."""
    bare = re.sub(r"^(pp?|pages?)\b\.?\s*(?=\w*\d)", "", hyphened(pages), flags=re.IGNORECASE)
    return _RANGE.sub(_whole, re.sub(r"\s*([,;])\s*", r"\1 ", bare)).strip()


def _whole(found: re.Match[str]) -> str:
    """The last page in full; what does not come out as a range is left as it is written."""
    before, first, mark, last = found.groups()
    if mark not in {"", before} or (len(last) >= len(first) and mark == before):
        return found[0]
    whole = first[: max(0, len(first) - len(last))] + last
    return f"{before}{first}-{before}{whole}" if int(whole) > int(first) else found[0]


def issue_text(number: str | None) -> str:
    """An issue as AMA writes it: “3 Suppl. 2” as “3 suppl 2”."""
    text = re.sub(r"[\s,_]*\bsuppl(?:ement)?(?![a-z])\.?[\s_]*", " suppl ", hyphened(number), flags=re.IGNORECASE)
    return re.sub(r"[\s,]*\bp(?:ar)?t\b\.?\s*", " pt ", text, flags=re.IGNORECASE).strip()


def edition_text(edition: str | None) -> str:
    """“2nd ed.” of “2”, “second”, “2. Aufl.”; nothing of a first edition, which AMA does not name.

    Source: AMA 11, 3.12.1: https://libguide.umary.edu/citations/AMACitations ("if it is the second edition or later").
    """
    bare = _EDITION.sub(" ", " ".join((edition or "").split())).strip(" ,")
    words = kinds().editions
    bare = re.sub(r"^[A-Za-z]+\b", lambda found: str(words.get(found[0].casefold(), found[0])), bare)
    found = _NUMBERED.match(bare)
    if found:
        rest = bare[found.end() :].strip(" ,")
        bare = " ".join(part for part in (ordinal(int(found[1])), rest) if part)
    bare = re.sub(r"\brev(?:ised|\.|\b)\.?", "rev", bare, flags=re.IGNORECASE)
    return "" if bare in {"", "1st"} else f"{bare[0].upper()}{bare[1:]} ed."


def ordinal(number: int) -> str:
    """“2nd”, “11th”, “21st”."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def volume_text(volume: str | None) -> str:
    """The volume of a book: “Vol 2.” of “2” and of “vol. 2”."""
    bare = re.sub(r"^vol(?:ume)?s?\b\.?\s*", "", (volume or "").strip(), flags=re.IGNORECASE)
    return ended(f"Vol {hyphened(bare)}") if bare else ""


def ended(text: str) -> str:
    """With a full stop, within closing quotation marks, unless it ends with a mark of its own; of nothing, nothing."""
    stripped = text.strip().rstrip(" :,")
    bare = stripped.rstrip("”’»\"'")
    if not stripped or bare[-1:] in _STOPS:
        return stripped
    if _OPENING.get(stripped[-1], "\n") in stripped[:-1]:
        return f"{stripped[:-1]}.{stripped[-1]}"
    return f"{stripped}."
