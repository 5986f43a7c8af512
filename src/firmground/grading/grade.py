"""Everything that is derived about a claim, with the explanation that leads there step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firmground.grading.explain import GradeStep, explain
from firmground.grading.level import best_of
from firmground.grading.scales import Verdict
from firmground.grading.verdict import verdict_of
from firmground.grading.wording import wording_for
from firmground.records import Claim, Contents, Reference
from firmground.records.terms import Certainty


@dataclass(frozen=True, slots=True)
class Grade:
    """What is derived about a claim.

    Attributes:
        claim: the claim's id.
        verdict: the verdict.
        certainty: GRADE certainty; ``None`` for facts, for what is not rated, and where the whole basis was retracted.
        level: OCEBM 2011 level of the best work of the basis, 1 (best) to 5; ``None`` where none applies.
        wording_allowed: the sentence that the evidence allows; ``None`` where there is no certainty.
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
    return Grade(
        claim=claim.id,
        verdict=ruling.verdict,
        certainty=ruling.certainty,
        level=best[0] if best else None,
        wording_allowed=wording_for(claim, ruling),
        steps=explain(claim, ruling, best, references),
    )


def grade_all(contents: Contents) -> Mapping[str, Grade]:
    """The grade of every claim by its id, in reading order; of two claims with one id, the first."""
    return MappingProxyType({i: grade(claim, contents.references) for i, claim in contents.claims_by_id.items()})
