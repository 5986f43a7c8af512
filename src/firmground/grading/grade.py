"""Everything that is derived about a claim, with the explanation that leads there step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from firmground.grading.arithmetic import certainty_of
from firmground.grading.level import basis_of, best_of
from firmground.grading.naming import clause, listed, names_of, sentence
from firmground.grading.rulebook import verdict_rules
from firmground.grading.scales import Verdict, text_of
from firmground.grading.verdict import Ruling, verdict_of
from firmground.grading.wording import wording_for
from firmground.records import Claim, Contents, EvidenceRating, FactRating, NotRated, Reference
from firmground.records.terms import Certainty, words_of
from firmground.records.terms import Stance as StanceWords

#: What one work, and several works, say about a claim.
_SAY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "supports": ("supports the claim", "support the claim"),
        "partly supports": ("supports the claim in part", "support the claim in part"),
        "contradicts": ("contradicts the claim", "contradict the claim"),
        "does not address": ("does not address the claim", "do not address the claim"),
        "unclear": ("is unclear on the claim", "are unclear on the claim"),
    }
)


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One step of the explanation: what it is about, and its sentences."""

    about: Literal["basis", "stances", "certainty", "wording", "verdict", "level"]
    text: str


@dataclass(frozen=True, slots=True)
class Grade:
    """What is derived about a claim.

    Attributes:
        claim: the claim's id.
        verdict: the verdict.
        certainty: GRADE certainty; ``None`` for facts and for what is not rated.
        level: OCEBM 2011 level of the best work of the basis, 1 (best) to 5; ``None`` where none applies.
        wording_allowed: the sentence that the evidence allows; ``None`` for facts and for what is not rated.
        steps: how the verdict came about, in order.
    """

    claim: str
    verdict: Verdict
    certainty: Certainty | None
    level: int | None
    wording_allowed: str | None
    steps: tuple[GradeStep, ...]

    @property
    def explanation(self) -> str:
        """The steps as one plain paragraph."""
        return " ".join(step.text for step in self.steps)


def grade(claim: Claim, references: Mapping[str, Reference]) -> Grade:
    """Derives verdict, level, allowed wording and explanation. Pure: the same claim always gives the same grade.

    Args:
        claim: the claim, its group's citations and rating already joined.
        references: by key; a key that is missing costs a level and a name, never an error.
    """
    ruling = verdict_of(claim, references)
    best = best_of(claim, references)
    rating = claim.rating
    if isinstance(rating, EvidenceRating):
        steps = _evidence_steps(claim, rating, ruling, references, best)
    elif isinstance(rating, FactRating):
        steps = _fact_steps(claim, rating, ruling, references)
    else:
        steps = (GradeStep("verdict", _not_rated(rating)),)
    return Grade(
        claim=claim.id,
        verdict=ruling.verdict,
        certainty=ruling.certainty,
        level=best[0] if best else None,
        wording_allowed=wording_for(claim, ruling),
        steps=steps,
    )


def grade_all(contents: Contents) -> Mapping[str, Grade]:
    """The grade of every claim by its id, in reading order; of two claims with one id, the first."""
    return MappingProxyType({i: grade(claim, contents.references) for i, claim in contents.claims_by_id.items()})


def _evidence_steps(
    claim: Claim,
    rating: EvidenceRating,
    ruling: Ruling,
    references: Mapping[str, Reference],
    best: tuple[int, str] | None,
) -> tuple[GradeStep, ...]:
    keys = basis_of(claim)
    names = names_of(keys, references)
    assert ruling.rule is not None  # an evidence rating always has one
    assert ruling.certainty is not None  # and the other
    steps = [
        GradeStep("basis", f"The rating rests on {len(keys)} {'work' if len(keys) == 1 else 'works'}."),
        GradeStep("stances", _stances(ruling, keys, names)),
        GradeStep("certainty", _certainty(rating, ruling.certainty, references)),
        GradeStep("wording", f"The article’s wording is {claim.wording}."),
        GradeStep("verdict", f"So the verdict is “{ruling.verdict}”: {ruling.rule.because}."),
    ]
    if best is not None:
        level, key = best
        design = references[key].design
        steps.append(GradeStep("level", f"The best source is of OCEBM level {level} of 5 ({design}: {names[key]})."))
    return tuple(steps)


def _stances(ruling: Ruling, keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    parts = []
    for stance in words_of(StanceWords):
        who = [names[key] for key, said in ruling.heard.items() if stance in said]
        if who:
            parts.append(f"{listed(who)} {_SAY[stance][len(who) > 1]}")
    told = [sentence("; ".join(parts))] if parts else []
    untold = [names[key] for key, said in ruling.heard.items() if not said]
    if untold:
        told.append(f"What {listed(untold)} says about the claim is not recorded.")
    lost = [names[key] for key in keys if key not in ruling.heard]
    if lost:
        told.append(f"{listed(lost)} {'was' if len(lost) == 1 else 'were'} retracted or withdrawn: not counted.")
    if len(ruling.heard) > 1 and ruling.summary is not None:
        told.append(verdict_rules().summaries[ruling.summary].says)
    return " ".join(told)


def _certainty(rating: EvidenceRating, certainty: Certainty, references: Mapping[str, Reference]) -> str:
    worked = certainty_of(rating, references)
    if worked.certainty is None:
        return f"{worked.text} The file says {text_of(certainty)}."
    text = f"{worked.text} The certainty is {text_of(certainty)}."
    if rating.certainty != certainty:
        text += f" The file says {rating.certainty}, which does not follow from its steps; the steps count."
    return text


def _fact_steps(
    claim: Claim, rating: FactRating, ruling: Ruling, references: Mapping[str, Reference]
) -> tuple[GradeStep, ...]:
    assert ruling.rule is not None  # a fact rating always has one
    keys = basis_of(claim)
    names = names_of(keys, references)
    if keys:
        kind = "" if rating.source == "none" else f" ({rating.source} source)"
        basis = f"This is a question of fact; it was checked against {listed([names[key] for key in keys])}{kind}."
    else:
        basis = "This is a question of fact; the ledger names no work for it."
    return (
        GradeStep("basis", basis),
        GradeStep("verdict", f"The verdict is “{ruling.verdict}”: {ruling.rule.because}. {sentence(rating.why)}"),
    )


def _not_rated(rating: NotRated | None) -> str:
    if rating is None:
        return "Nobody has rated this claim, so there is no verdict."
    return f"This claim is not rated, so there is no verdict: {clause(rating.not_rated)}."
