"""The verdict on a claim: derived from stances, certainty and wording, never typed in.

Source: ``rules/verdict.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firmground.grading.arithmetic import certainty_of
from firmground.grading.level import counts
from firmground.grading.rulebook import VerdictRule, verdict_rules
from firmground.grading.scales import StanceSummary, Verdict
from firmground.records import Claim, Reference
from firmground.records.terms import Certainty, Stance


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict and what it was derived from.

    Attributes:
        verdict: the verdict.
        rule: the row that gave it; ``None`` for a claim that is not rated.
        summary: what the studies say together; ``None`` for facts and for what is not rated.
        certainty: what the arithmetic gives, or the stored certainty where it has no start; ``None`` as above, and
            where every work of the basis was retracted or withdrawn: of what is not there, nothing is certain.
        heard: the stances of the basis by key, those of retracted and withdrawn works left out.
    """

    verdict: Verdict
    rule: VerdictRule | None
    summary: StanceSummary | None
    certainty: Certainty | None
    heard: Mapping[str, frozenset[Stance]]


def summary_of(stances: Iterable[Stance | None]) -> StanceSummary:
    """What several stances say together. They are stances towards the claim as worded, so its direction is not asked.

    Mixed where some support (wholly or partly) and some contradict: nothing is averaged away.
    """
    said = set(stances)
    against = "contradicts" in said
    if "supports" in said or "partly supports" in said:
        return "mixed" if against else "supports" if "supports" in said else "partly"
    return "contradicts" if against else "silent"


def heard_by(claim: Claim, references: Mapping[str, Reference]) -> Mapping[str, frozenset[Stance]]:
    """What each work of the rating's basis says about the claim, by key, in alphabetical order.

    All citations of a work count, whatever their role. A citation that states no stance is unclear; a work without any
    citation has no stances; a retracted or withdrawn work is left out.
    """
    return {
        key: frozenset(citation.stance or "unclear" for citation in claim.citations if citation.ref == key)
        for key in claim.basis
        if counts(references.get(key))
    }


def verdict_of(claim: Claim, references: Mapping[str, Reference]) -> Ruling:
    """Derives the verdict on a claim. Pure; the order of citations and of the basis does not matter."""
    rating = claim.rating
    rules = verdict_rules()
    if rating is not None and rating.form == "fact":
        fact = rules.facts[rating.fact]
        return Ruling(fact.verdict, fact, None, None, {})
    if rating is None or rating.form != "evidence":
        return Ruling("not rated", None, None, None, {})
    heard = heard_by(claim, references)
    summary = summary_of(stance for stances in heard.values() for stance in stances)
    certainty = certainty_of(rating).certainty or rating.certainty
    rule = rules.row(summary, claim.wording, certainty)
    return Ruling(rule.verdict, rule, summary, certainty if heard else None, heard)
