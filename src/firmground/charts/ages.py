"""How old the works were that articles cite, at the date of the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from firmground.charts.by_article import ARTICLE
from firmground.charts.layout import compose, flow, paragraph
from firmground.charts.picture import Box, Item, Line, Mark, Part, Picture, Source, Words
from firmground.charts.style import CARD, FAINT, INK, INNER, LEADING, MARGIN, MUTED, RULE, SMALL, TEXT, WIDTH
from firmground.charts.style import WORK as SCALE
from firmground.charts.subject import ChartData, counted, subject_of
from firmground.gaps.background import DAYS_IN_A_YEAR, works_cited, year_of
from firmground.gaps.kinds import gap_rules
from firmground.grading.naming import name_of
from firmground.records import Article, Reference
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Age of the works that articles cite"
COLUMNS = (
    *ARTICLE,
    Column("ref", "text", "key of the cited work; empty where the article cites none that was found"),
    Column("work", "text", "how the figure calls it"),
    Column("kind", "text", "review of studies, single study, other document, or kind not known"),
    Column("year", "whole number", "when it first came out; empty where that is not known"),
    Column("against", "text", "the date that its age is counted to, ISO; empty where there is none"),
    Column("date_of", "text", "whose date that is: the article's last change or publication, or the ledger's"),
    Column("age", "number", "years from the end of that year to that date, at least 0; empty where not known"),
    Column("works", "whole number", "how many works the article surely or probably cites"),
    Column("limit", "number", "years after which a review counts as old in this ledger"),
)
_DOT = 8.0
_TOP = 12.0


def kind_of(reference: Reference) -> str:
    """What kind of work it is, in the words of the chart."""
    rules = gap_rules().designs
    if reference.design is None:
        return "kind not known"
    if reference.design in rules.synthesis:
        return "review of studies"
    return "single study" if reference.design in rules.study else "other document"


def age_data(audit: Audit, article: str | None = None) -> ChartData:
    """One row per article and work that it surely or probably cites, oldest first; guesses are left out.

    Raises:
        ValueError: when there is no such article.
    """
    subject = subject_of(audit, article)
    background = audit.background
    heads = {head.id: head for head in audit.contents.articles}
    rows: list[dict[str, Any]] = []
    for key, claims in subject.claims.items():
        works = {r.key: r for claim in claims for _, r in works_cited(claim, background)}
        day, whose = _date_of(heads[key], subject.as_of)
        found = sorted(works.values(), key=lambda r: (year_of(r) or 9999, r.key))
        base: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
        base |= {"article": key, "name": subject.names[key], "against": day and day.isoformat(), "date_of": whose}
        base |= {"works": len(found), "limit": background.limits["old_review_years"]}
        rows += [base | _work(work, day, audit) for work in found] or [base]
    means = "one row per article and cited work"
    return ChartData(Table("ages", means, COLUMNS, tuple(rows)), subject)


def _work(work: Reference, day: date | None, audit: Audit) -> dict[str, Any]:
    year = year_of(work)
    age = None if year is None or day is None else max(0.0, (day - date(year, 12, 31)).days / DAYS_IN_A_YEAR)
    return {
        "ref": work.key,
        "work": name_of(work.key, audit.contents.references),
        "kind": kind_of(work),
        "year": year,
        "age": None if age is None else round(age, 1),
    }


def _date_of(article: Article, as_of: date | None) -> tuple[date | None, str | None]:
    if article.updated is not None:
        return article.updated, "the article’s last change"
    if article.published is not None:
        return article.published, "the article’s publication"
    return as_of, "the ledger" if as_of is not None else None


def _limit(data: ChartData) -> float:
    default = gap_rules().thresholds["old_review_years"].years
    return float(next((row["limit"] for row in data.table.rows), default))


def _works(data: ChartData) -> list[Mapping[str, Any]]:
    return [row for row in data.table.rows if row["ref"]]


def age_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = _works(data)
    ages = [row["age"] for row in rows if row["age"] is not None]
    limit = _limit(data)
    reviews = [r["age"] for r in rows if r["kind"] == "review of studies" and r["age"] is not None]
    said = f"Dots for {counted(len(rows), 'cited work')} of {data.subject.scope} on a line of years"
    if not ages:
        return f"{said}; the age of none of them is known."
    old = sum(age > limit for age in reviews)
    return (
        f"{said}: half of them were more than {median(ages):g} years old. Of {counted(len(reviews), 'review')} of "
        f"studies among them, {old} {'was' if old == 1 else 'were'} older than {limit:g} years."
    )


def age_picture(data: ChartData) -> Picture:
    """A line of years per article, with a mark for each work."""
    limit = _limit(data)
    says = (
        "Each mark is one work that the article cites, at the year in which it came out. The dashed line is the date "
        f"of the article; where that is not known, the date of the data. Shaded: the {limit:g} years before it, after "
        "which half of all reviews show signs of age (Shojania 2007)."
    )
    return compose("ages", TITLE, says, age_alt(data), data, lambda y: _body(y, data), _notes(data))


def _notes(data: ChartData) -> Iterator[str]:
    undated = list(dict.fromkeys(row["name"] for row in data.table.rows if row["date_of"] == "the ledger"))
    if undated:
        number = "1 article" if len(undated) == 1 else f"{len(undated)} articles"
        yield f"Date of the article not known, so counted to the date of the data: {number}."
    timeless = sum(row["year"] is None for row in _works(data))
    if timeless:
        yield f"Year not known, so not drawn: {counted(timeless, 'work')}."
    yield "Works that an article only possibly means are left out."


def _body(y: float, data: ChartData) -> Part:
    key = flow(y, SCALE.title, [(_sign(level.name), _DOT + 2, level.shown) for level in SCALE.levels])
    items: list[Item] = list(key.items)
    y = key.bottom + 8
    by_article: dict[str, list[int]] = {}
    for i, row in enumerate(data.table.rows):
        by_article.setdefault(row["article"], []).append(i)
    years = [row["year"] for row in _works(data) if row["year"] is not None]
    if not years:
        return Part((*items, *paragraph(y, "No cited work has a known year.", TEXT, ink=INK).items), y + TEXT * LEADING)
    last = max([*years, *(date.fromisoformat(row["against"]).year for row in data.table.rows if row["against"])])
    span = (min(years) // 10 * 10, last + 1)
    for numbers in by_article.values():
        part = _line(y, [data.table.rows[i] for i in numbers], numbers, span)
        items += part.items
        y = part.bottom + 9
    return Part(tuple(items), y - 9)


def _sign(name: str) -> Any:
    level = SCALE.by_name[name]

    def at(x: float, middle: float) -> tuple[Item, ...]:
        return (Mark(x + _DOT / 2, middle, _DOT, level.shape or "ring", level.fill),)

    return at


def _line(y: float, rows: Sequence[Mapping[str, Any]], numbers: Sequence[int], span: tuple[int, int]) -> Part:
    first, last = span

    def at(year: float) -> float:
        return MARGIN + 5 + (INNER - 10) * (year - first) / max(last - first, 1)

    drawn = [(i, row) for i, row in zip(numbers, rows, strict=True) if row["year"] is not None]
    works = rows[0]["works"]
    label = paragraph(y, rows[0]["name"], TEXT, bold=True, ink=INK, width=INNER - 70)
    count = Words(WIDTH - MARGIN, y + TEXT * 0.98, counted(works, "work"), SMALL, False, MUTED, "right", None,
                  Source(numbers[0], "works"))  # fmt: skip
    piles: dict[int, int] = {}
    places = []
    for i, row in drawn:
        level = piles[row["year"]] = piles.get(row["year"], 0) + 1
        places.append((i, row, level))
    height = max([*piles.values(), 1]) * (_DOT + 1) + 4
    top, base = label.bottom + 2, label.bottom + 2 + height
    items: list[Item] = [*label.items, count]
    if rows[0]["against"]:
        end = date.fromisoformat(rows[0]["against"])
        now = end.year + end.timetuple().tm_yday / DAYS_IN_A_YEAR
        young = max(now - rows[0]["limit"], first)
        items.append(Box(at(young), top, at(now) - at(young), height, FAINT, None))
        items.append(Line(at(now), top - 1, at(now), base, INK, 1.1, True))
    items.append(Line(MARGIN, base, MARGIN + INNER, base, RULE, 0.8))
    for _, row, level in places:
        look = SCALE.by_name[row["kind"]]
        # In the middle of the year: only the year is known.
        items.append(
            Mark(at(row["year"] + 0.5), base - level * (_DOT + 1) + _DOT / 2, _DOT, look.shape or "ring", look.fill)
        )
    if not drawn:
        said = "no work with a known year" if works else "cites no work that was found"
        items.append(Words(MARGIN + 5, base - 5, said, SMALL, False, MUTED, "left", CARD))
    for year in range(first, last + 1, 10):
        items.append(Line(at(year), base, at(year), base + 3, RULE, 0.8))
        align = "left" if at(year) < MARGIN + 14 else "center"
        if at(year) < WIDTH - MARGIN - 12:
            items.append(Words(at(year), base + 3 + SMALL, str(year), SMALL, False, MUTED, align))
    return Part(tuple(items), base + 3 + SMALL * LEADING)
