"""The work list as a table: one row per claim that has something to mend, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.tables.audit import Audit
from firmground.tables.table import Column

Row = dict[str, Any]

# What a writer needs first stands first: a terminal shows as many columns as fit.
COLUMNS = (
    Column("rank", "whole number", "place in the list, 1 is the most urgent"),
    Column("claim_id", "text", "id of the claim"),
    Column("tier", "text", "harm, wrong, source or upkeep"),
    Column("faults", "list of text", "what is wrong, worst first: kinds of gap, and verdicts that make no gap"),
    Column("todo", "text", "what to do, worst fault first"),
    Column("score", "whole number", "higher is more urgent; `firmground explain work-list` says how it is made up"),
    Column("claim", "text", "the claim in our own words"),
    Column("passage", "text", "first words of the passage in the article"),
    Column("link", "text", "address of the very passage in the live article; empty when it is not known"),
    Column("wording", "text", "a sentence as firm as the evidence allows; empty when none can be offered"),
    Column("wording_why", "text", "why this wording, or why none"),
    Column("reference", "text", "key of a better reference in references.bib; empty when the ledger holds none"),
    Column("reference_text", "text", "that reference in AMA style, to copy"),
    Column("reference_why", "text", "why this reference, or why none"),
    Column("reference_cautions", "text", "what to look up before the reference is printed"),
    Column("article", "text", "id of the article that makes the claim"),
    Column("kind", "text", "what kind of claim it is"),
    Column("verdict", "text", "the verdict on the claim"),
    Column("central", "yes/no", "whether an educator would certainly audit it"),
    Column("score_parts", "list of text", "what the score is the sum of, each part with its reason"),
)


def work_rows(audit: Audit) -> Iterator[Row]:
    """One row per task, in the order of the list."""
    claims = audit.contents.claims_by_id
    for task in audit.tasks:
        claim = claims[task.claim]
        yield {
            "rank": task.rank,
            "claim_id": task.claim,
            "tier": task.tier,
            "faults": list(task.faults),
            "todo": " ".join(task.todo),
            "score": task.score,
            "claim": claim.claim,
            "passage": task.passage,
            "link": task.link,
            "wording": task.wording,
            "wording_why": task.wording_why,
            "reference": task.reference,
            "reference_text": task.reference_text,
            "reference_why": task.reference_why,
            "reference_cautions": " ".join(task.reference_cautions) or None,
            "article": task.article,
            "kind": claim.kind,
            "verdict": audit.grades[task.claim].verdict,
            "central": claim.central,
            "score_parts": [str(part) for part in task.parts],
        }
