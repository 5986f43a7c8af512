"""The tables of claim families: confirmed ones with their claims in order, and proposals that wait for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.gaps.families import proposals_of
from firmground.tables.audit import Audit
from firmground.tables.table import Column

FAMILIES = (
    Column("family", "text", "name of the family"),
    Column("says", "text", "what all its claims say"),
    Column("place", "whole number", "position by wording, 1 is the strongest"),
    Column("claim_id", "text", "id of the claim"),
    Column("article", "text", "id of the article"),
    Column("claim", "text", "the claim in our own words"),
    Column("wording", "text", "firm or hedged"),
    Column("strength", "text", "how firmly it is worded, in finer steps"),
    Column("verdict", "text", "verdict on the claim"),
    Column("certainty", "text", "certainty of the evidence (GRADE), empty for facts and where nobody rated"),
    Column("cited", "list of text", "works that the article cites for it, without mere guesses"),
    Column("pointed_to", "list of text", "the article's own words for a source that was not found or only guessed at"),
    Column("conflicts_with", "list of text", "claims that can't be true together with it"),
    Column("other_way", "list of text", "claims outside the family on the same topic that speak the other way"),
    Column("summary", "text", "the family in a few plain sentences"),
    Column("note", "text", "what a reader should know about the family"),
)

PROPOSALS = (
    Column("proposal", "whole number", "number of the proposal, from 1"),
    Column("claim_id", "text", "id of the claim"),
    Column("article", "text", "id of the article"),
    Column("claim", "text", "the claim in our own words"),
    Column("kind", "text", "what kind of claim it is"),
    Column("about", "text", "the therapy it speaks of"),
    Column("condition", "text", "the complaint it speaks of"),
    Column("outcome", "text", "what is said to change"),
    Column("direction", "text", "for or against the therapy, mixed, or none"),
    Column("wording", "text", "firm or hedged"),
    Column("family", "text", "the family in which the claim stands already"),
)


def family_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """One row per family and claim, families by name, claims from the strongest wording to the weakest."""
    for view in audit.families:
        for place, member in enumerate(view.members, 1):
            yield {
                "family": view.name,
                "says": view.says,
                "place": place,
                "claim_id": member.claim.id,
                "article": member.claim.article,
                "claim": member.claim.claim,
                "wording": member.claim.wording,
                "strength": member.strength,
                "verdict": member.verdict,
                "certainty": member.certainty,
                "cited": list(member.cited),
                "pointed_to": list(member.pointed_to),
                "conflicts_with": list(member.conflicts),
                "other_way": list(view.other_way),
                "summary": view.summary,
                "note": view.note,
            }


def proposal_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """One row per proposal and claim: confirm it under ``families`` in ledger.yaml, or refuse it under ``apart``."""
    for number, proposal in enumerate(proposals_of(audit.contents), 1):
        for claim in proposal.claims:
            yield {
                "proposal": number,
                "claim_id": claim.id,
                "article": claim.article,
                "claim": claim.claim,
                "kind": claim.kind,
                "about": claim.about,
                "condition": claim.condition,
                "outcome": claim.outcome,
                "direction": claim.direction,
                "wording": claim.wording,
                "family": proposal.families.get(claim.id),
            }
