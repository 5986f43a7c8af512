"""Which works the articles share: a net of articles and works, drawn so that shared dependence is seen.

Lines between two columns of points cross one another beyond reading with some forty works. So each work has a line of
its own, and a knot under each article that leans on it: five knots on one line are five articles that lean on one work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from string import ascii_uppercase
from typing import Any

from firmground.charts.ages import kind_of
from firmground.charts.columns import blocks, heads
from firmground.charts.layout import below, compose, flow, marked, paragraph
from firmground.charts.picture import Datum, Item, Line, Mark, Part, Picture, Words
from firmground.charts.style import CARD, FAINT, INK, INNER, LEADING, MARGIN, MUTED, RULE, SMALL, WIDTH
from firmground.charts.subject import ChartData, Subject
from firmground.grading.naming import name_of
from firmground.plurals import counted, plural
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Which works the articles share"
SAYS = (
    "Each line is one work. A full knot: the article cites it. An open knot: the article does not name it, but our "
    "ratings of its claims rest on it. The number counts the claims whose rating rests on the work."
)
COLUMNS = (
    Column("ref", "text", "key of the work"),
    Column("work", "text", "how the figure calls it"),
    Column("kind", "text", "review of studies, single study, other document, or kind not known"),
    Column("cited_by", "list of text", "ids of the articles that surely or probably cite it"),
    Column("rests", "list of text", "ids of the articles with a claim whose rating rests on it"),
    Column("articles", "whole number", "articles that cite it or have a claim whose rating rests on it"),
    Column("claims", "whole number", "distinct claims whose rating rests on it"),
    Column("drawn", "yes/no", "whether the figure has room for it"),
)
#: Works that a picture can hold and a reader can take in; the chart's rows hold all.
MOST = 40
_STEP = SMALL * LEADING + 2.5
_KNOT = 7.5
_COLUMNS_WIDE = 0.42


def network_table(audit: Audit, subject: Subject) -> Table:
    """One row per work that an article cites or a rating rests on: the most shared ones first."""
    rows: list[dict[str, Any]] = []
    for ref, uses in audit.uses.items():
        cited = dict.fromkeys(claim.article for claim in uses.cited if claim.article in subject.claims)
        resting = [claim.article for claim in uses.rests if claim.article in subject.claims]
        if cited or resting:
            rows.append(
                {
                    "ref": ref,
                    "work": name_of(ref, audit.contents.references),
                    "kind": kind_of(audit.contents.references[ref]),
                    "cited_by": list(cited),
                    "rests": list(dict.fromkeys(resting)),
                    "articles": len({*cited, *resting}),
                    "claims": len(resting),
                }
            )
    # A work that several articles lean on first; among equals the one they name themselves, then the most used.
    rows.sort(key=lambda r: (-r["articles"], -len(r["cited_by"]), -r["claims"], r["ref"]))
    for place, row in enumerate(rows):
        row["drawn"] = place < MOST
    return Table("network", "one row per work, the most shared first", COLUMNS, tuple(rows))


def network_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    if not rows:
        return f"A net of 0 works and {data.subject.scope}: no work is cited, and no rating rests on one."
    shared = [row for row in rows if row["articles"] > 1]
    most = rows[0]
    named = sum(len(row["cited_by"]) > 1 for row in rows)
    tops = [row for row in rows if row["articles"] == most["articles"]]
    said = (
        f"{counted(len(tops), 'work is', 'works are')} tied to {most['articles']} of them, {most['work']} among them"
        if len(shared) > 0
        else "no work is tied to more than one of them"
    )
    return (
        f"A net of {counted(len(rows), 'work')} and {data.subject.scope}: {counted(len(shared), 'work')} "
        f"{plural(len(shared), 'is', 'are')} tied to more than one article; {said}. "
        f"More than one article itself cites {counted(named, 'work')}."
    )


def network_picture(data: ChartData) -> Picture:
    """Works below one another, articles side by side."""
    return compose("network", TITLE, SAYS, network_alt(data), data, lambda y: _body(y, data), _notes(data))


def _notes(data: ChartData) -> Iterator[str]:
    left = sum(not row["drawn"] for row in data.table.rows)
    if left:
        yield f"Shown: the {MOST} works tied to most articles. Not shown: {counted(left, 'more work')}."
    yield "Works that an article only possibly means do not count as cited."


def _body(y: float, data: ChartData) -> Part:
    key = flow(
        y,
        "Knots",
        [
            (marked("circle", _KNOT, INK), _KNOT + 2, "the article cites the work"),
            (marked("circle", _KNOT, CARD), _KNOT + 2, "only our ratings of its claims rest on it"),
        ],
    )
    rows = [(i, row) for i, row in enumerate(data.table.rows) if row["drawn"]]
    articles = list(data.subject.names)
    if not rows:
        return below(key, 6, [], 10, empty="No works yet.")
    # A name has no room over a column of knots; a letter has.
    letters = {article: _letter(place) for place, article in enumerate(articles)}
    named = [f"{letters[article]}  {name}" for article, name in data.subject.names.items()]
    names = below(key, 6, [partial(paragraph, text=text, ink=INK) for text in named], 1)
    parts = [partial(_block, rows=rows, articles=group, names=letters) for group in blocks(articles, 12)]
    return below(names, 6, parts, 10)


def _letter(place: int) -> str:
    """A, B … Z, then AA, AB and so on."""
    high, low = divmod(place, len(ascii_uppercase))
    return (_letter(high - 1) if high else "") + ascii_uppercase[low]


def _block(
    y: float, rows: Sequence[tuple[int, Mapping[str, Any]]], articles: Sequence[str], names: Mapping[str, str]
) -> Part:
    left = MARGIN + INNER * _COLUMNS_WIDE
    width = (INNER * (1 - _COLUMNS_WIDE) - 26) / len(articles)
    head = heads(y, left, width, [names[a] for a in articles], None)
    items: list[Item] = list(head.items)
    base = head.bottom - SMALL * LEADING + SMALL * 0.98 - 2
    items.append(Words(WIDTH - MARGIN, base, "claims", SMALL, False, MUTED, "right"))
    y = head.bottom + 2
    items.append(Line(MARGIN, y, WIDTH - MARGIN, y, RULE, 0.8))
    y += 3
    for i, row in rows:
        label = paragraph(y, row["work"], SMALL, ink=INK, width=INNER * _COLUMNS_WIDE - 6)
        height = max(label.bottom - y + 2.5, _STEP)
        middle = y + (label.bottom - y) / 2
        tied = {*row["cited_by"], *row["rests"]}
        knots = [
            Mark(left + (k + 0.5) * width, middle, _KNOT, "circle", INK if a in row["cited_by"] else CARD)
            for k, a in enumerate(articles)
            if a in tied
        ]
        items += label.items
        items.append(Line(left, middle, left + width * len(articles), middle, FAINT, 0.6))
        if len(knots) > 1:
            items.append(Line(knots[0].x, middle, knots[-1].x, middle, INK, 1.3))
        items += knots
        # An id may stand once in a page, so only the first group says which number of the table this is.
        datum = Datum(i, "claims") if articles[0] == next(iter(names)) else None
        base = middle + SMALL * 0.36
        items.append(Words(WIDTH - MARGIN, base, str(row["claims"]), SMALL, True, INK, "right", datum=datum))
        y += height
    return Part(tuple(items), y)
