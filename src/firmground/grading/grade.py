"""Everything that is derived about a claim, with the explanation that leads there step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firmground.grading.explain import GradeStep, explain
from firmground.grading.explain_answers import explain_answers
from firmground.grading.judging import Judged, deciding, judge
from firmground.grading.level import best_of
from firmground.grading.scales import Verdict
from firmground.grading.unknown import Sense
from firmground.grading.verdict import verdict_of
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
        wording_allowed: a sentence that may be printed instead: the claim's own ``write``, else the answer of the
            question that decides, or of the entry of its list; ``None`` where nobody has written one.
        steps: how the verdict came about, in order.
        answers: of a claim that answers questions, each answer with its verdict, as written.
    """

    claim: str
    verdict: Verdict
    certainty: Certainty | None
    level: int | None
    wording_allowed: str | None
    steps: tuple[GradeStep, ...]
    answers: tuple[Judged, ...] = ()
    deciding: Judged | None = None

    @property
    def verdict_told(self) -> str:
        """The verdict in words: of a use with its second half, whether it helps."""
        return self.deciding.told if self.deciding is not None else self.verdict

    @property
    def sense(self) -> Sense | None:
        """Which kind of unknown it is, where it is unknown; of a claim without questions its rating says it."""
        return self.deciding.sense if self.deciding is not None else None

    @property
    def explanation(self) -> str:
        """The steps as one plain paragraph."""
        return " ".join(step.text for step in self.steps)


def grade(claim: Claim, references: Mapping[str, Reference], judged: tuple[Judged, ...] = ()) -> Grade:
    """Derives verdict, level, wording and explanation. Pure: the same claim always gives the same grade.

    Args:
        claim: the claim, its group's or its question's citations and rating already joined.
        references: by key; a key that is missing costs a level and a name, never an error.
        judged: of a claim that answers questions, its answers with their verdicts.
    """
    best = best_of(claim, references)
    level = best[0] if best else None
    if (decided := deciding(claim, judged)) is None:
        ruling = verdict_of(claim, references)
        steps = explain(claim, ruling, best, references)
        return Grade(claim.id, ruling.verdict, ruling.certainty, level, claim.write, steps)
    steps = explain_answers(claim, decided, best, references)
    wording = claim.write or decided.printed
    return Grade(claim.id, decided.verdict, decided.certainty, level, wording, steps, judged, decided)


def grade_all(contents: Contents) -> Mapping[str, Grade]:
    """The grade of every claim by its id, in reading order; of two claims with one id, the first.

    Args:
        contents: the ledger, the answers of its claims already joined (``join_answers``).
    """
    known = contents.references
    return MappingProxyType({i: grade(c, known, judge(c, contents)) for i, c in contents.claims_by_id.items()})
