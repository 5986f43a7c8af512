"""Charts of one stacked bar per article: each claim stands under one word of a scale. And sums, of any chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from firmground.charts.style import Scale
from firmground.charts.subject import ChartData, Rows, Subject
from firmground.plurals import counted
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
        found = Counter(map(word_of, claims))
        head = {"article": article, "name": subject.names[article]}
        rows += [head | {column.name: word, "claims": found[word], "of": len(claims)} for word in scale.names]
    columns = (
        *ARTICLE,
        column,
        Column("claims", "whole number", "distinct claims of the article that stand under this word"),
        Column("of", "whole number", "distinct claims of the article"),
    )
    return Table(name, means, columns, tuple(rows))


def claimless(data: ChartData) -> tuple[str, ...]:
    """A note that names the articles without claims, so that none is left out silently."""
    names = dict.fromkeys(row["name"] for row in data.table.rows if not row["of"])
    return (f"No claim is coded yet: {', '.join(names)}.",) if names else ()


def claims_in(data: ChartData) -> str:
    """“153 claims in 1 article”."""
    total = sum(row["claims"] for row in data.table.rows)
    return f"{counted(total, 'claim')} in {data.subject.scope}"


def summed(rows: Rows, column: str, count: str = "claims") -> Counter[str]:
    """The sums of a column of numbers, by the word of another column; 0 for a word that no row has."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[column]] += row[count]
    return sums


def tallied(parts: Iterable[tuple[int, str]]) -> str:
    """“12 supported, 3 disputed”, without what does not occur; “none” where nothing does."""
    return ", ".join(f"{number} {what}" for number, what in parts if number) or "none"
