"""The tables of questions: the questions themselves, the claims that answer them, and the works behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.grading.level import best_in, level_in
from firmground.grading.standing import certainty_in
from firmground.grading.unknown import Sense, unanswered
from firmground.records import EvidenceRating, Graded, MovedRating, Question, Reference, Unread
from firmground.tables.audit import Audit
from firmground.tables.columns import ANSWERS, EVIDENCE, QUESTIONS
from firmground.tables.table import row_of

Row = dict[str, Any]


def question_rows(audit: Audit) -> Iterator[Row]:
    """One row per question, in the order of the files."""
    references = audit.contents.references
    for question in audit.contents.questions.values():
        rating, rate = question.rating, question.rate
        claims = {claim.id: claim for claim, _ in audit.answers_to.get(question.id, ())}
        dated = getattr(rating, "dated", None)
        yield row_of(
            QUESTIONS,
            question,
            question=question.id,
            rate_low=rate.low if rate else None,
            rate_high=rate.high if rate else None,
            rate_of=rate.of if rate else None,
            counted_by=rate.counted_by if rate else None,
            lean=rate.lean if rate else None,
            rating=rating.form,
            certainty=certainty_in(question, references),
            steps=steps_of(rating) if isinstance(rating, Graded) else [],
            level=best_in(question, references),
            **told(unanswered(question, references)),
            why=rating.why,
            by=rating.by,
            dated=dated.isoformat() if dated else None,
            reviewed_by=getattr(rating, "reviewed_by", None),
            claims=len(claims),
            articles=len({claim.article for claim in claims.values()}),
            read=len({evidence.ref for evidence in question.evidence}),
            unread=sum(1 for _ in _unread(question)),
        )


def answer_rows(audit: Audit) -> Iterator[Row]:
    """One row per claim and answer, in reading order."""
    for claim in audit.contents.claims_by_id.values():
        grade = audit.grades[claim.id]
        for judged in grade.answers:
            indirect = judged.answer.indirect
            yield row_of(
                ANSWERS,
                judged.answer,
                claim_id=claim.id,
                article=claim.article,
                indirect_steps=indirect.steps if indirect else None,
                indirect_because=indirect.because if indirect else None,
                standing=judged.standing,
                verdict=judged.verdict,
                verdict_told=judged.told,
                because=judged.because,
                decides=judged is grade.deciding,
                certainty=judged.certainty,
                **told(judged.sense),
            )


def evidence_rows(audit: Audit) -> Iterator[Row]:
    """One row per question and work: those that were read, then those that were not."""
    references = audit.contents.references
    for question in audit.contents.questions.values():
        for evidence in question.evidence:
            yield row_of(
                EVIDENCE,
                evidence,
                question=question.id,
                item=None,
                level=level_in(evidence, question, references),
                **_work(references.get(evidence.ref)),
            )
        for item, unread in _unread(question):
            row: Row = dict.fromkeys(column.name for column in EVIDENCE)
            row |= {"question": question.id, "ref": unread.ref, "item": item, "says": "not read", "why": unread.what}
            yield row | _work(references.get(unread.ref or ""))


def steps_of(rating: EvidenceRating | Graded) -> list[str]:
    """Each step with its domain and its reason; what a claim adds for indirectness stands last."""
    hides = {"harm": " (hides harm)", None: ""}
    steps = [f"−{step.steps} {name}{hides[step.hides]}: {step.because}" for name, step in rating.down.items()]
    steps += [f"+{step.steps} {domain}: {step.because}" for domain, step in rating.up.items()]
    if isinstance(rating, MovedRating) and rating.indirect is not None:
        steps.append(f"−{rating.indirect.steps} indirectness of this claim: {rating.indirect.because}")
    return steps


def told(sense: Sense | None) -> dict[str, str | None]:
    """Which kind of unknown, in a word and as a sentence."""
    return {"sense": sense.name if sense else None, "sense_told": sense.text if sense else None}


def _unread(question: Question) -> Iterator[tuple[str | None, Unread]]:
    """Sources that were not read, each with the entry of the list that it bears on."""
    yield from ((None, unread) for unread in question.unread)
    yield from ((name, unread) for name, item in question.items.items() for unread in item.unread)


def _work(reference: Reference | None) -> Row:
    return {name: getattr(reference, name, None) for name in ("title", "year", "design", "status")}
