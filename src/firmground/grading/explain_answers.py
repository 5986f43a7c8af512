"""How the verdict on a claim that answers a question came about: position, answer, certainty, wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from firmground.grading.arithmetic import certainty_of, moved
from firmground.grading.explain import GradeStep, certainty_step, level_step
from firmground.grading.judging import Judged
from firmground.grading.naming import clause, names_of, sentence
from firmground.grading.scales import text_of
from firmground.records import Claim, EvidenceRating, Graded, Reference
from firmground.records.terms import Certainty
from firmground.rules import Rules, Table, read_rules


class Messages(Rules):
    """``answers_told.toml``: the sentences, by what they are about and the word that the data has."""

    position: Table[str, str]
    reach: Table[str, str]
    standing: Table[str, str]
    voice: Table[str, str]
    other: Table[str, str]


@cache
def messages() -> Messages:
    """The sentences, read once."""
    return read_rules(Messages, "grading/answers_told.toml")


def explain_answers(
    claim: Claim, decided: Judged, best: tuple[int, str] | None, references: Mapping[str, Reference]
) -> tuple[GradeStep, ...]:
    """The steps that lead to the verdict of the answer that decides, in order; joined they are one paragraph.

    Args:
        claim: the claim, joined with its question.
        decided: the answer that decides.
        best: OCEBM level and key of the best work; ``None`` where no level applies.
        references: by key; gives works their names and designs.
    """
    told, question = messages(), decided.question
    end = GradeStep("verdict", f"{told.other['verdict']} “{decided.verdict}”: {decided.because}.", decided.rule)
    if question is None:
        return (end,)
    steps = [
        GradeStep("question", f"{told.other['question']} {question.asks}", f"question: {question.id}"),
        GradeStep("position", _position(decided), f"position: {decided.answer.says or decided.answer.often}"),
        GradeStep(
            "basis",
            f"{told.other['answer']} {sentence(decided.printed or told.other['unwritten'])}",
            f"question: {question.id}",
        ),
    ]
    rating = claim.rating
    if rating is not None and rating.form == "evidence" and decided.certainty is not None:
        steps += _certainty_steps(rating, decided, decided.certainty, references)
    elif rating is not None and rating.form == "fact":
        steps.append(
            GradeStep(
                "certainty",
                f"{told.other['settled']} {sentence(rating.why)}" if decided.sense is None else sentence(rating.why),
                "no certainty",
            )
        )
    if decided.standing not in {None, "nothing"}:
        steps.append(GradeStep("wording", told.voice[decided.voice], f"wording: {decided.voice}"))
    steps.append(end)
    if decided.helps is not None:
        steps.append(GradeStep("verdict", f"{told.other['helps']} {decided.helps}.", decided.rule))
    if decided.sense is not None:
        steps.append(GradeStep("unknown", decided.sense.text, f"unknown: {decided.sense.name}"))
    if rating is not None and rating.form == "evidence":
        steps.append(level_step(claim, best, references, names_of(claim.basis, references)))
    return tuple(steps)


def _certainty_steps(
    rating: EvidenceRating, decided: Judged, end: Certainty, references: Mapping[str, Reference]
) -> Iterator[GradeStep]:
    """The question's own steps, then what this claim changes: faults that only make it truer, and what it speaks of."""
    told, indirect = messages().other, decided.answer.indirect
    fewer = rating.model_copy(update={"down": {n: s for n, s in rating.down.items() if s.hides is None}})
    worked, without = (certainty_of(r).certainty or end for r in (rating, fewer))
    hidden = end != (moved(worked, -indirect.steps) if indirect is not None else worked)
    # What the question's file says is held against its own steps, and not against those of this claim.
    graded = decided.question.rating if decided.question is not None else None
    stated = without if hidden or not isinstance(graded, Graded) else graded.certainty
    counted = (fewer if hidden else rating).model_copy(update={"certainty": stated})
    yield certainty_step(counted, without if hidden else worked, references)
    if hidden:
        yield GradeStep("certainty", told["hides"].replace("{certainty}", worked), "GRADE: what hides harm")
    if indirect is not None:
        text = told["indirect"].replace("{certainty}", text_of(end)).replace("{because}", clause(indirect.because))
        yield GradeStep("certainty", text, "GRADE: indirectness")


def _position(decided: Judged) -> str:
    told, answer = messages(), decided.answer
    if answer.used:
        said = told.position["used"]
    elif answer.often is not None:
        said = told.position["often"].replace("{word}", answer.often)
    else:
        said = told.position[answer.says or "nothing"]
    if answer.item is not None:
        said = f"{said} ({answer.item})"
    reach = [answer.reach] if answer.reach else []
    parts = [said, *(told.reach[word] for word in (*reach, *(["implied"] if answer.implied else [])))]
    more = f" {told.standing[decided.standing]}" if decided.standing is not None else ""
    return f"{'; '.join(parts)}.{more}"
