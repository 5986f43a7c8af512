"""OCEBM 2011 level of a source, by its design and the question that the claim asks. Source: ``rules/ocebm.toml``.

The level says how good a design is for a question. It says nothing about how well a study was done, and nothing about
the body of evidence: that is the certainty.
"""

from __future__ import annotations

from collections.abc import Mapping

from firmground.grading.rulebook import OcebmQuestion, ocebm_rules, verdict_rules
from firmground.records import Claim, Evidence, Graded, Question, Reference
from firmground.records.terms import Passage

#: Stances that say something on a claim.
SPEAKS: frozenset[str] = frozenset({"supports", "partly supports", "contradicts"})


def ocebm_question_of(kind: str) -> OcebmQuestion | None:
    """The OCEBM column that a kind of claim belongs to.

    ``None`` for facts, and for mechanism: OCEBM has no question "how does it work".
    """
    return next((question.name for question in ocebm_rules().questions if kind in question.kinds), None)


def level_of(
    reference: Reference, question: OcebmQuestion, *, observational: bool = False, passage: Passage | None = None
) -> int | None:
    """The level of a work for a question, 1 (best) to 5.

    Args:
        reference: the work.
        question: benefits and common harms have different columns.
        observational: whether the body of evidence is known to hold no randomised trials; a systematic review then
            gets the level of the studies that it sums up.
        passage: which kind of passage of it speaks; ``None`` where nobody has said.

    Returns:
        ``None`` for a design that stands in no column, an unknown design, a retracted or withdrawn work, and a passage
        that is not the work's own finding.
    """
    rule = ocebm_rules().designs.get(reference.design or "")
    if rule is None or not counts(reference):
        return None
    if passage is not None and passage not in ocebm_rules().passages.lend:
        return None
    level = rule.levels.get(question)
    return rule.observational if observational and level is not None and rule.observational is not None else level


def level_for(reference: Reference, claim: Claim) -> int | None:
    """The level of a work for the question that the claim asks; ``None`` also for a fact and where nothing is asked."""
    question = ocebm_question_of(claim.kind)
    if question is None or claim.form == "fact":
        return None
    observational = claim.rating is not None and claim.rating.start in {"observational", "counted"}
    passages = {c.passage for c in claim.citations if c.ref == reference.key} or {None}
    found = (level_of(reference, question, observational=observational, passage=passage) for passage in passages)
    return min((level for level in found if level is not None), default=None)


def level_in(evidence: Evidence, question: Question, references: Mapping[str, Reference]) -> int | None:
    """The level of a work for a question, by the passage of it that speaks.

    An effect is read in the column of benefits, a frequency in that of harms. ``None`` for facts and mechanisms, of
    which OCEBM has no question, and where the passage lends no level.
    """
    column: OcebmQuestion | None = {"effect": "benefit", "frequency": "harms"}.get(question.kind)  # type: ignore[assignment]
    reference = references.get(evidence.ref)
    if column is None or reference is None:
        return None
    observational = isinstance(question.rating, Graded) and question.rating.start == "observational"
    return level_of(reference, column, observational=observational, passage=evidence.passage)


def best_in(question: Question, references: Mapping[str, Reference]) -> int | None:
    """The best level among the works that answer a question; where none does, among those that do not settle it."""
    heard = [e for e in question.evidence if e.says in {"affirms", "partly", "denies"}]
    levels = (level_in(e, question, references) for e in heard or question.evidence if e.says != "silent")
    return min((level for level in levels if level is not None), default=None)


def best_of(claim: Claim, references: Mapping[str, Reference]) -> tuple[int, str] | None:
    """The best level among the works that the claim's rating rests on, and the key of a work that has it.

    Only works that say something on the claim count; where none does, those that are unclear on it. Of several works of
    one level, the newest. ``None`` for a fact, a claim that is not rated, a question without a column, and works
    without a level.
    """
    if claim.form != "evidence":
        return None
    known = [references[key] for key in claim.basis if key in references and counts(references[key])]
    said = {r.key: {c.stance or "unclear" for c in claim.citations if c.ref == r.key} for r in known}
    speaking = [r for r in known if said[r.key] & SPEAKS]
    found = [
        (level, -(reference.year or 0), reference.key)
        for reference in speaking or [r for r in known if said[r.key] != {"does not address"}]
        if (level := level_for(reference, claim)) is not None
    ]
    level, _, key = min(found, default=(0, 0, ""))
    return (level, key) if found else None


def counts(reference: Reference | None) -> bool:
    """Whether a work counts at all: a retracted or withdrawn one counts for nothing."""
    return reference is None or reference.status not in verdict_rules().not_counted.status
