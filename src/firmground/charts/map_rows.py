"""The rows of the evidence map: one per cell, and the totals, which count each claim once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.charts.style import CERTAINTY
from firmground.charts.subject import ChartData, Subject
from firmground.gaps.evidence_map import Cell, EvidenceMap, MapFilter, map_evidence
from firmground.plurals import counted
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

CELL, CONDITION, THERAPY, WHOLE = "cell", "condition total", "therapy total", "total"

COLUMNS = (
    Column("place", "text", "cell, condition total, therapy total, or total; a total counts each claim once"),
    Column("condition", "text", "the complaint; empty in totals over all of them"),
    Column("about", "text", "the therapy; empty in totals over all of them"),
    Column("claims", "whole number", "distinct claims"),
    Column("certainty", "text", "best certainty of a rated claim; empty when none is rated, and in totals"),
    Column("for", "whole number", "claims that speak for the therapy; empty in totals, as all that follows"),
    Column("against", "whole number", "claims that speak against it"),
    Column("mixed", "whole number", "claims that speak both ways"),
    Column("none", "whole number", "claims that speak neither way"),
    Column(
        "contradicted", "whole number", "claims whose verdict is contradicted or refuted, and warnings that are wrong"
    ),
    Column("conflicts", "whole number", "pairs of claims that can’t both be true, at least one of them in the cell"),
    Column("gaps", "list of text", "gaps of evidence of the cell"),
    Column("articles", "list of text", "articles that make the claims"),
    Column("ids", "list of text", "the claims"),
)


def map_table(audit: Audit, subject: Subject) -> Table:
    """The map of all articles, or of one of them.

    On the map of a single article conflicts with claims of other articles stay, and a review that another article cites
    is not unused.
    """
    chart = audit.evidence_map
    if subject.only is not None:
        chart = map_evidence(audit.contents, audit.grades, only=MapFilter(articles=frozenset({subject.only})))
    rows = tuple(_rows(chart, audit))
    return Table("evidence-map", "one row per condition and therapy, then totals", COLUMNS, rows)


def _rows(chart: EvidenceMap, audit: Audit) -> Iterator[dict[str, Any]]:
    for cell in chart.cells:
        yield _cell(cell, chart.none, audit)
    for condition_total in chart.row_totals:
        condition = chart.none if condition_total.term is None else condition_total.term
        yield _total(CONDITION, condition, None, condition_total.claims)
    for about_total in chart.column_totals:
        yield _total(THERAPY, None, about_total.term, about_total.claims)
    yield _total(WHOLE, None, None, chart.claims)


def _cell(cell: Cell, none: str, audit: Audit) -> dict[str, Any]:
    directions = dict(cell.directions)
    return {
        "place": CELL,
        "condition": cell.condition if cell.condition is not None else none,
        "about": cell.about,
        "claims": len(cell.claims),
        "certainty": cell.certainty,
        "for": directions.get("for", 0),
        "against": directions.get("against", 0),
        "mixed": directions.get("mixed", 0),
        "none": directions.get("none", 0),
        "contradicted": sum(audit.grades[i].verdict in {"contradicted", "refuted", "is wrong"} for i in cell.claims),
        "conflicts": len(cell.conflicts),
        "gaps": [gap.kind for gap in cell.gaps],
        "articles": list(cell.articles),
        "ids": list(cell.claims),
    }


def _total(place: str, condition: str | None, about: str | None, claims: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    return row | {
        "place": place,
        "condition": condition,
        "about": about,
        "claims": len(claims),
        "gaps": [],
        "articles": [],
        "ids": list(claims),
    }


def map_alt(data: ChartData) -> str:
    """The map in words."""
    rows = data.table.rows
    cells = [row for row in rows if row["place"] == CELL]
    filled = [row for row in cells if row["claims"]]
    conditions = sum(row["place"] == CONDITION for row in rows)
    abouts = sum(row["place"] == THERAPY for row in rows)
    best = [
        f"{level.name} in {number}"
        for level in CERTAINTY.levels
        if (number := sum((row["certainty"] or "not rated") == level.name for row in filled))
    ]
    against = sum(bool(row["contradicted"]) for row in filled)
    conflicts = sum(bool(row["conflicts"]) for row in filled)
    empty = len(cells) - len(filled)
    return (
        f"Map of {counted(rows[-1]['claims'], 'claim')} on {counted(conditions, 'condition')} and "
        f"{counted(abouts, 'therapy', 'therapies')} in {data.subject.scope}: {counted(len(filled), 'cell')} with "
        f"claims and {empty} without; best certainty {', '.join(best) or 'nowhere rated'}. "
        f"{counted(against, 'cell holds', 'cells hold')} a contradicted claim, "
        f"{counted(conflicts, 'cell holds', 'cells hold')} a claim in conflict with another."
    )
