"""The map of the evidence as tables: its cells, with and without comparator, its totals, and the gaps of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.gaps.evidence_map import Cell, EvidenceMap, Facet
from firmground.tables.audit import Audit
from firmground.tables.table import Column

Row = dict[str, Any]

_PLACE = (
    Column("condition", "text", "the complaint; empty for claims that name none"),
    Column("about", "text", "the therapy"),
)
_COMPARATOR = Column(
    "comparator", "text", "what the claims compare with: a facet of the vocabulary, not named, or not in the vocabulary"
)
_CELL = (
    Column("claims", "whole number", "distinct claims"),
    Column("claim_ids", "list of text", "their ids, in reading order"),
    Column("articles", "list of text", "articles that make them"),
    Column("certainty", "text", "best certainty of a rated claim; empty when none is rated"),
    Column("for", "whole number", "claims that speak for the therapy"),
    Column("against", "whole number", "claims that speak against it"),
    Column("mixed", "whole number", "claims that speak both ways"),
    Column("none", "whole number", "claims that speak neither way"),
    Column("conflicts", "list of text", "pairs of claims that cannot both be true, at least one of them here"),
    Column("cited", "list of text", "keys of works that the articles seem to rest on here"),
    Column("offered", "list of text", "keys of works that the auditors add here"),
    Column("unused", "list of text", "keys of recent systematic reviews offered here that no article cites or lists"),
    Column("gaps", "list of text", "gaps of evidence of the cell"),
    Column("rules", "list of text", "for each of these gaps, the rule that fired"),
)
CELLS = (*_PLACE, *_CELL)
CELLS_BY_COMPARATOR = (*_PLACE, _COMPARATOR, *_CELL)
TOTALS = (
    Column("total", "text", "condition, therapy, comparator, or all"),
    Column("term", "text", "which one; empty for all, and for claims that name no condition"),
    Column("claims", "whole number", "distinct claims: each counts once, in however many cells it were to stand"),
    Column("claim_ids", "list of text", "their ids, in reading order"),
    Column("counts", "text", "what the number counts"),
)
MAP_GAPS = (
    *_PLACE,
    Column("kind", "text", "kind of gap: not studied, not read, not looked for, synthesis, cryptic or unused"),
    Column("severity", "text", "high, medium or low"),
    Column("rule", "text", "the rule that fired, with this cell's particulars"),
    Column("todo", "text", "what to do about it"),
    Column("claims", "whole number", "distinct claims of the cell"),
    Column("claim_ids", "list of text", "their ids, in reading order"),
)


def cell_rows(audit: Audit) -> Iterator[Row]:
    """One row per cell that holds a claim."""
    yield from _filled(audit.evidence_map, None)


def cell_rows_by_comparator(audit: Audit) -> Iterator[Row]:
    """The same, each cell split by what its claims compare with."""
    yield from _filled(audit.evidence_map_by_comparator, "comparator")


def total_rows(audit: Audit) -> Iterator[Row]:
    """The distinct claims of each condition, therapy and comparator, and of the whole map."""
    drawn = audit.evidence_map_by_comparator
    for name, totals in (
        ("condition", drawn.row_totals),
        ("therapy", drawn.column_totals),
        ("comparator", drawn.facet_totals),
    ):
        for total in totals:
            yield _total(name, total.term, total.claims, drawn)
    if drawn.claims:
        yield _total("all", None, drawn.claims, drawn)


def map_gap_rows(audit: Audit) -> Iterator[Row]:
    """One row per cell and gap."""
    for cell in audit.evidence_map.cells:
        for gap in cell.gaps:
            yield {
                "condition": cell.condition,
                "about": cell.about,
                "kind": gap.kind,
                "severity": gap.severity,
                "rule": gap.rule,
                "todo": gap.todo,
                "claims": len(cell.claims),
                "claim_ids": list(cell.claims),
            }


def _filled(drawn: EvidenceMap, facet: Facet | None) -> Iterator[Row]:
    for cell in drawn.cells:
        if cell.claims:
            yield _cell(cell, facet)


def _cell(cell: Cell, facet: Facet | None) -> Row:
    directions = dict(cell.directions)
    return {
        "condition": cell.condition,
        "about": cell.about,
        **({} if facet is None else {facet: cell.facet}),
        "claims": len(cell.claims),
        "claim_ids": list(cell.claims),
        "articles": list(cell.articles),
        "certainty": cell.certainty,
        "for": directions.get("for", 0),
        "against": directions.get("against", 0),
        "mixed": directions.get("mixed", 0),
        "none": directions.get("none", 0),
        "conflicts": [f"{one} and {other}" for one, other in cell.conflicts],
        "cited": list(cell.cited),
        "offered": list(cell.offered),
        "unused": list(cell.unused),
        "gaps": [gap.kind for gap in cell.gaps],
        "rules": [gap.rule for gap in cell.gaps],
    }


def _total(name: str, term: str | None, claims: tuple[str, ...], drawn: EvidenceMap) -> Row:
    return {"total": name, "term": term, "claims": len(claims), "claim_ids": list(claims), "counts": drawn.counts}
