"""How old the works were that articles cite, at the date of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from statistics import median
from typing import Any

from firmground.charts.by_article import ARTICLE
from firmground.charts.layout import below, compose, flow, marked, paragraph
from firmground.charts.picture import Box, Datum, Item, Line, Mark, Part, Picture, Words
from firmground.charts.style import CARD, FAINT, INK, INNER, LEADING, MARGIN, MUTED, RULE, SMALL, TEXT, WIDTH
from firmground.charts.style import REFERENCE as SCALE
from firmground.charts.subject import ChartData, Subject
from firmground.gaps.background import DAYS_IN_A_YEAR, references_cited, year_of
from firmground.gaps.kinds import gap_rules
from firmground.grading.naming import name_of
from firmground.plurals import counted, plural
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


def kind_of(reference: Reference) -> str:
    """What kind of work it is, in the words of the chart."""
    rules = gap_rules().designs
    if reference.design is None:
        return "kind not known"
    if reference.design in rules.synthesis:
        return "review of studies"
    return "single study" if reference.design in rules.study else "other document"


def age_table(audit: Audit, subject: Subject) -> Table:
    """One row per article and work that it surely or probably cites, oldest first; guesses are left out."""
    background = audit.background
    heads = {head.id: head for head in audit.contents.articles}
    rows: list[dict[str, Any]] = []
    for key, claims in subject.claims.items():
        references = {r.key: r for claim in claims for _, r in references_cited(claim, background)}
        day, whose = _date_of(heads[key], subject.as_of)
        found = sorted(references.values(), key=lambda r: (year_of(r) or 9999, r.key))
        base: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
        base |= {"article": key, "name": subject.names[key], "against": day and day.isoformat(), "date_of": whose}
        base |= {"works": len(found), "limit": background.limits["old_review_years"]}
        rows += [base | _reference(reference, day, audit) for reference in found] or [base]
    return Table("ages", "one row per article and cited work", COLUMNS, tuple(rows))


def _reference(reference: Reference, day: date | None, audit: Audit) -> dict[str, Any]:
    year = year_of(reference)
    age = None if year is None or day is None else max(0.0, (day - date(year, 12, 31)).days / DAYS_IN_A_YEAR)
    return {
        "ref": reference.key,
        "work": name_of(reference.key, audit.contents.references),
        "kind": kind_of(reference),
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


def _references(data: ChartData) -> list[Mapping[str, Any]]:
    return [row for row in data.table.rows if row["ref"]]


def age_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = _references(data)
    ages = [row["age"] for row in rows if row["age"] is not None]
    limit = _limit(data)
    reviews = [r["age"] for r in rows if r["kind"] == "review of studies" and r["age"] is not None]
    said = f"Dots for {counted(len(rows), 'cited work')} of {data.subject.scope} on a line of years"
    if not ages:
        return f"{said}; the age of none of them is known."
    old = sum(age > limit for age in reviews)
    return (
        f"{said}: half of them were more than {median(ages):g} years old. Of {counted(len(reviews), 'review')} of "
        f"studies among them, {old} {plural(old, 'was', 'were')} older than {limit:g} years."
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
        number = counted(len(undated), "article")
        yield f"Date of the article not known, so counted to the date of the data: {number}."
    timeless = sum(row["year"] is None for row in _references(data))
    if timeless:
        yield f"Year not known, so not drawn: {counted(timeless, 'work')}."
    yield "Works that an article only possibly means are left out."


def _body(y: float, data: ChartData) -> Part:
    signs = [(marked(level.shape or "ring", _DOT, level.fill), _DOT + 2, level.shown) for level in SCALE.levels]
    key = flow(y, SCALE.title, signs)
    years = [row["year"] for row in _references(data) if row["year"] is not None]
    if not years:
        return below(key, 8, [], 9, empty="No cited work has a known year.")
    last = max([*years, *(date.fromisoformat(row["against"]).year for row in data.table.rows if row["against"])])
    span = (min(years) // 10 * 10, last + 1)
    by_article = groupby(enumerate(data.table.rows), key=lambda numbered: numbered[1]["article"])
    return below(key, 8, [partial(_line, rows=list(rows), span=span) for _, rows in by_article], 9)


def _line(y: float, rows: Sequence[tuple[int, Mapping[str, Any]]], span: tuple[int, int]) -> Part:
    """The works of one article on its line of years; each row with its place in the data table."""
    first, last = span
    place, head = rows[0]

    def at(year: float) -> float:
        return MARGIN + 5 + (INNER - 10) * (year - first) / max(last - first, 1)

    label = paragraph(y, head["name"], TEXT, bold=True, ink=INK, width=INNER - 70)
    count = Words(WIDTH - MARGIN, y + TEXT * 0.98, counted(head["works"], "work"), SMALL, False, MUTED, "right", None,
                  Datum(place, "works"))  # fmt: skip
    piles: Counter[int] = Counter()
    places = []
    for _, row in rows:
        if row["year"] is not None:
            piles[row["year"]] += 1
            places.append((row, piles[row["year"]]))
    height = max([*piles.values(), 1]) * (_DOT + 1) + 4
    top, base = label.bottom + 2, label.bottom + 2 + height
    items: list[Item] = [*label.items, count]
    if head["against"]:
        end = date.fromisoformat(head["against"])
        now = end.year + end.timetuple().tm_yday / DAYS_IN_A_YEAR
        young = max(now - head["limit"], first)
        items.append(Box(at(young), top, at(now) - at(young), height, FAINT, None))
        items.append(Line(at(now), top - 1, at(now), base, INK, 1.1, True))
    items.append(Line(MARGIN, base, MARGIN + INNER, base, RULE, 0.8))
    for row, level in places:
        look = SCALE.by_name[row["kind"]]
        # In the middle of the year: only the year is known.
        items.append(
            Mark(at(row["year"] + 0.5), base - level * (_DOT + 1) + _DOT / 2, _DOT, look.shape or "ring", look.fill)
        )
    if not places:
        said = "no work with a known year" if head["works"] else "cites no work that was found"
        items.append(Words(MARGIN + 5, base - 5, said, SMALL, False, MUTED, "left", CARD))
    for year in range(first, last + 1, 10):
        items.append(Line(at(year), base, at(year), base + 3, RULE, 0.8))
        align = "left" if at(year) < MARGIN + 14 else "center"
        if at(year) < WIDTH - MARGIN - 12:
            items.append(Words(at(year), base + 3 + SMALL, str(year), SMALL, False, MUTED, align))
    return Part(tuple(items), base + 3 + SMALL * LEADING)
