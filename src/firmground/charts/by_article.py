"""Charts of one stacked bar per article: each claim stands under one word of a scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from firmground.charts.layout import Segment
from firmground.charts.picture import Datum
from firmground.charts.stacked import Bar, tallied
from firmground.charts.style import Scale
from firmground.charts.subject import ChartData, Subject
from firmground.plurals import counted, plural
from firmground.records import Claim
from firmground.tables.table import Column, Table

ARTICLE = (
    Column("article", "text", "id of the article"),
    Column("name", "text", "how the figure calls it"),
)


def count_claims(
    name: str, means: str, column: Column, subject: Subject, scale: Scale, word_of: Callable[[Claim], str]
) -> Table:
    """One row per article and level, those that do not occur too.

    Args:
        name: of the table.
        means: what a row is.
        column: the column that holds the level.
        subject: the articles.
        scale: the levels.
        word_of: the level of a claim.
    """
    rows = []
    for article, claims in subject.claims.items():
        words = [word_of(claim) for claim in claims]
        rows += [
            {
                "article": article,
                "name": subject.names[article],
                column.name: word,
                "claims": words.count(word),
                "of": len(claims),
            }
            for word in scale.names
        ]
    columns = (
        *ARTICLE,
        column,
        Column("claims", "whole number", "distinct claims of the article that stand under this word"),
        Column("of", "whole number", "distinct claims of the article"),
    )
    return Table(name, means, columns, tuple(rows))


def bars_of(data: ChartData, column: str, scale: Scale) -> tuple[Bar, ...]:
    """A bar per article that has claims."""
    by_article: dict[str, list[int]] = {}
    for i, row in enumerate(data.table.rows):
        by_article.setdefault(row["article"], []).append(i)
    found = []
    for numbers in by_article.values():
        rows = data.table.rows
        first = rows[numbers[0]]
        if first["of"]:
            pieces = tuple(
                Segment(scale.by_name[rows[i][column]], rows[i]["claims"], Datum(i, "claims")) for i in numbers
            )
            unit = plural(first["of"], "claim")
            found.append(Bar(first["name"], first["of"], unit, Datum(numbers[0], "of"), pieces))
    return tuple(found)


def claimless(data: ChartData) -> tuple[str, ...]:
    """A note that names the articles without claims, so that none is left out silently."""
    names = list(dict.fromkeys(row["name"] for row in data.table.rows if not row["of"]))
    return (f"No claims: {', '.join(names)}.",) if names else ()


def summed(data: ChartData, column: str, scale: Scale) -> str:
    """The sums over all articles, in the order of the scale."""
    sums: Mapping[str, int] = {
        word: sum(row["claims"] for row in data.table.rows if row[column] == word) for word in scale.names
    }
    return tallied((sums[level.name], level.shown) for level in scale.levels)


def claims_in(data: ChartData) -> str:
    """“153 claims in 1 article”."""
    total = sum(row["claims"] for row in data.table.rows)
    return f"{counted(total, 'claim')} in {data.subject.scope}"


def biggest(rows: Iterable[Mapping[str, int]], column: str) -> int:
    """The largest number of a column; 0 without rows."""
    return max((row[column] for row in rows), default=0)
