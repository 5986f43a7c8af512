"""The tables on whole articles: scores, and the sides of the matter that they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.appraisal.missing_side import missing_sides_all
from firmground.appraisal.rulebook import discern, instruments, missing_side_rules
from firmground.appraisal.scores import score_all
from firmground.appraisal.summary import part_text
from firmground.tables.audit import Audit
from firmground.tables.table import Column, row_of

SCORES = (
    Column("article", "text", "id of the article"),
    Column("instrument", "text", "jama, sheet or discern; `firmground explain appraisal` explains them"),
    Column("item", "text", "name of the item; for DISCERN its number, or overall"),
    Column("value", "text", "met, partly, not met or not known; for DISCERN a number from 1 to 5"),
    Column("origin", "text", "judged by a person, computed from the ledger, or not known"),
    Column("why", "text", "the reason"),
    Column("by", "text", "who judged; empty where nobody did"),
    Column("on", "date", "when it was judged"),
    Column("reviewed_by", "text", "who reviewed the judgement; empty for a draft"),
    Column("computed", "text", "what the ledger itself tells, beside a judgement; empty for DISCERN"),
    Column("contradicts", "yes/no", "whether the ledger rules the judgement out"),
    Column("claims", "list of text", "claims that were counted for a computed value"),
    Column("source", "text", "where the item comes from"),
)

MISSING_SIDE = (
    Column("article", "text", "id of the article"),
    Column("check", "text", "the side of the matter"),
    Column(
        "state",
        "text",
        "present, partly or missing; not asked without a claim of benefit; or not known, as where the article is not "
        "coded to its end",
    ),
    Column("count", "whole number", "claims that show the state"),
    Column("claims", "list of text", "their ids; for comparator named those that name none"),
    Column("rule", "text", "the rule that fired, with this article's numbers"),
    Column("asks", "text", "the question"),
    Column("by_therapy", "list of text", "the same for each therapy that a claim of benefit is about"),
    Column("by_condition", "list of text", "the same for each complaint that a claim of benefit names"),
    Column("source", "text", "where the question comes from"),
)


def score_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """One row per article and item."""
    sources = {name: it.sources[0].text for name, it in instruments().items()} | {"discern": discern().source.text}
    for score in score_all(audit.contents, audit.anchored):
        yield row_of(
            SCORES,
            score,
            on=score.on.isoformat() if score.on else None,
            source=sources[score.instrument],
        )


def missing_side_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """One row per article and side."""
    rules = missing_side_rules().checks
    for side in missing_sides_all(audit.contents, audit.anchored):
        yield row_of(
            MISSING_SIDE,
            side,
            count=len(side.claims),
            asks=rules[side.check].asks,
            by_therapy=[part_text(part) for part in side.parts if part.field == "about"],
            by_condition=[part_text(part) for part in side.parts if part.field == "condition"],
            source=rules[side.check].source.text,
        )
