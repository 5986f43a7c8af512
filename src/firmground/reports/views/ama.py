"""References as the AMA Manual of Style, 11th edition, prints them.

Source: https://sheridancollege.libguides.com/ama/Journals: up to six authors all named, of more
the first three and “et al”; initials without points; ``2020;55(1):17-26``; nothing between ``doi:`` and the number; an
address and the date it was seen only where there is no DOI. Journals are named as the entry names them: to abbreviate
them as the National Library of Medicine does would need its list, and a wrong abbreviation is worse than none.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from firmground.records import Reference
from firmground.reports.views.markup import html, is_web, joined, link

ALL_NAMED = 6
FIRST_NAMED = 3
# Not strftime: it would follow the locale.
_MONTHS = tuple(
    "January,February,March,April,May,June,July,August,September,October,November,December".split(",")  # noqa: SIM905
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def author_name(written: str) -> str:
    """“Shekelle, Paul G.” as “Shekelle PG”; an organisation, which has no comma, as it is."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 1:
        return parts[0]
    family, given = parts[0], parts[-1]
    suffix = parts[1].rstrip(".") if len(parts) == 3 else ""
    words = family.split()
    if not suffix and len(words) > 1 and words[-1].rstrip(".").lower() in _SUFFIXES:
        family, suffix = " ".join(words[:-1]), words[-1].rstrip(".")
    family = family.replace(".", "")  # “St John”, “A Hamid”
    initials = "".join(_initial(name) for name in re.split(r"[\s.\-‐‑]+", given) if name)
    return " ".join(part for part in (family, initials, suffix) if part)


def _initial(name: str) -> str:
    """The first letter as a capital; given names written as initials ("JP") stay as they are."""
    return name if name.isupper() and len(name) <= 3 else name[0].upper()


def authors_text(authors: tuple[str, ...]) -> str:
    """All of up to six authors, else the first three and “et al”; without the full stop."""
    names = [author_name(author) for author in authors]
    if len(names) > ALL_NAMED:
        names = [*names[:FIRST_NAMED], "et al"]
    return ", ".join(names)


def month_of(seen: str) -> str:
    """“2026-11-22” as “November 22, 2026”, “2026-11” as “November 2026”."""
    year, month, *day = seen.split("-")
    name = _MONTHS[int(month) - 1] if 1 <= int(month) <= len(_MONTHS) else month
    return f"{name} {int(day[0])}, {year}" if day else f"{name} {year}"


def ama(reference: Reference) -> Markup:
    """One reference with links to its DOI, PubMed and, without these, to its address."""
    parts = [html("{}", _ended(authors_text(reference.authors)))] if reference.authors else []
    if reference.journal:
        parts += [_title(reference, plain=True), html("<cite>{}</cite>", _ended(reference.journal)), _issue(reference)]
    else:
        parts += [_title(reference, plain=reference.type == "misc"), _imprint(reference)]
    parts += _identifiers(reference)
    return joined((part for part in parts if part), " ")


def _title(reference: Reference, *, plain: bool) -> Markup:
    title = html("{}" if plain else "<cite>{}</cite>", _ended(reference.title))
    return html("<del>{}</del>", title) if is_struck(reference) else title


def is_struck(reference: Reference) -> bool:
    """Whether a work no longer stands: retracted, withdrawn or superseded."""
    return reference.status in {"retracted", "withdrawn", "superseded"}


def _issue(reference: Reference) -> Markup:
    """Year, volume, issue and pages of an article in a journal."""
    pages = _hyphened(reference.pages)
    if not reference.volume and not pages:
        year = reference.epub or reference.year
        return html("{}", f"Published online {year}." if year else "")
    volume = (reference.volume or "") + (f"({_hyphened(reference.number)})" if reference.number else "")
    told = f"{reference.year}" if reference.year is not None else "Year unknown"
    told += f";{volume}" if volume else ""
    told += f":{pages}" if pages else ""
    return html("{}", _ended(told))


def _imprint(reference: Reference) -> Markup:
    """Publisher and year of anything but an article in a journal; a body is not named twice."""
    publisher = reference.publisher if reference.publisher not in reference.authors else None
    year = str(reference.year) if reference.year is not None else None
    between = ". " if reference.type == "misc" else "; "
    return html("{}", _ended(between.join(part for part in (publisher, year) if part)))


def _identifiers(reference: Reference) -> list[Markup]:
    told = []
    if reference.doi:
        told.append(link(f"https://doi.org/{reference.doi}", f"doi:{reference.doi}"))
    if reference.pmid:
        number = reference.pmid
        address = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number.isdecimal() else None
        told.append(link(address, f"PMID: {number}"))
    if not reference.doi and is_web(reference.url):
        if reference.verified:
            told.append(html("Accessed {}.", month_of(reference.verified)))
        told.append(link(reference.url, reference.url))
    return told


def _hyphened(pages: str | None) -> str:
    return re.sub(r"\s*[-‐‑‒–—]+\s*", "-", pages.strip()) if pages else ""


def _ended(text: str) -> str:
    """With a full stop, unless it ends with a mark of its own; nothing stays nothing."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".?!…" else f"{stripped}."
