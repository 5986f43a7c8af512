"""Where a claim stands to the answer of its question. Source: ``rules/answers.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from firmground.grading.answer_rules import OftenWord, Standing, Voice, answer_rules
from firmground.grading.arithmetic import certainty_of, moved
from firmground.grading.level import counts
from firmground.records import Answer, Claim, Graded, Item, Question, Rate, Reference, Vocabulary
from firmground.records.terms import Certainty, Found

#: On which side of a count a word lies that the count lies outside of.
Side = Literal["below", "above"]
#: Answers that leave a question open.
_OPEN: Mapping[Found, Standing] = MappingProxyType({"mixed": "mixed", "unclear": "unclear", "nothing": "nothing"})


def found_by(question: Question, references: Mapping[str, Reference]) -> Found:
    """How the body of evidence answers; nothing where every work of it was retracted or withdrawn, or none is there."""
    if not isinstance(question.rating, Graded) or question.found is None:
        return "unclear" if question.found == "unclear" else "mixed" if question.found == "mixed" else "nothing"
    return "nothing" if is_lost(question, references) else question.found


def is_lost(question: Question, references: Mapping[str, Reference], item: Item | None = None) -> bool:
    """Whether works spoke on a question, or on an entry of its list, and every one was retracted or withdrawn."""
    own = item.evidence if item is not None else ()
    read = own or [e.ref for e in question.evidence if e.says != "silent"]
    return bool(read) and not any(counts(references.get(key)) for key in read)


def voice_of(claim: Claim, answer: Answer) -> Voice:
    """Soft where the claim is hedged, is only implied, or says less than what is asked."""
    return "soft" if claim.wording == "hedged" or answer.implied or answer.reach == "less" else "firm"


def standing_of(
    claim: Claim,
    answer: Answer,
    question: Question,
    questions: Mapping[str, Question],
    references: Mapping[str, Reference],
    vocabulary: Vocabulary,
) -> Standing:
    """Where a claim stands to a yes or a no.

    A gap where the claim says more, where the answer is yes in part only, and where the claim names no comparison and
    the question's sibling against sham answers otherwise: then there is a yes and a no, whichever the claim says.
    A sibling that is open makes a gap of a yes that agrees, and lends nothing to a claim that says no.
    """
    found = found_by(question, references)
    if answer.says is None:  # reported by the checks
        return "nothing"
    if answer.says == "unsure":
        unsure = found in _OPEN or certainty_for(answer, question) in {"low", "very low", None}
        return "nothing" if found == "nothing" and not question.searched else "agrees" if unsure else "against"
    if found in _OPEN:
        return _OPEN[found]
    siblings = sham_siblings(question, questions, references, vocabulary) if claim.comparator is None else ()
    sham = {found_by(sibling, references) for sibling in siblings}
    if found == "partly" or sham - _OPEN.keys():
        return "gap"
    if found != answer.says:
        return "against"
    return "gap" if answer.reach == "more" or (sham and found == "affirms") else "agrees"


def sham_siblings(
    question: Question,
    questions: Mapping[str, Question],
    references: Mapping[str, Reference],
    vocabulary: Vocabulary,
) -> tuple[Question, ...]:
    """The siblings that compare with sham and answer otherwise; none of a question that has no answer itself."""
    found = found_by(question, references)
    if is_sham(question, vocabulary) or found == "nothing":
        return ()
    beside = (questions[name] for name in question.beside if name in questions)
    shams = (other for other in beside if is_sham(other, vocabulary))
    return tuple(other for other in shams if found_by(other, references) not in {found, "nothing"})


def is_sham(question: Question, vocabulary: Vocabulary) -> bool:
    """Whether a question compares with sham."""
    term = vocabulary.comparator.get(question.comparator or "")
    return term is not None and term.facet == "sham"


def standing_of_word(word: OftenWord, rate: Rate) -> tuple[Standing, Side | None]:
    """Where a word for how often stands to a count: within it, overlapping, or outside and on which side.

    Words are of people. A count by treatments is brought to people by the course that the question states; without one
    it can bear out a word of much, but a word of little only in part: over a course the chance adds up.
    """
    low, high = share_of_people(rate)
    if high < word.low:
        return "against", "above"
    if low > word.high or (low == word.high and word.high < 1):
        return "against", "below"
    if low >= word.low and (word.of_much or high < word.high):
        whole = word.of_much or rate.of == "people" or rate.course is not None
        return ("agrees" if whole else "gap"), None
    return "gap", None


def share_of_people(rate: Rate) -> tuple[float, float]:
    """The interval as shares of people, where the question says how many treatments a person has.

    The chance of at least one event in n treatments, 1 - (1 - p) ** n, takes the treatments as independent.
    """
    times = rate.course.treatments if rate.of == "treatments" and rate.course is not None else 1
    return 1 - (1 - rate.low) ** times, 1 - (1 - rate.high) ** times


def certainty_for(answer: Answer, question: Question, *, truer: bool = False) -> Certainty | None:
    """The certainty of the answer as it holds for one claim.

    Args:
        answer: how the claim answers; what it asks of another treatment or outcome takes it further down.
        question: the question.
        truer: whether a count that hides harm only makes the claim truer; such a step is then not counted. Of a
            question that is no count nobody can tell from the data whether its yes is a harm, so there all steps count.
    """
    rating = question.rating
    if not isinstance(rating, Graded):
        return None
    if truer and question.kind == "frequency":
        kept = {name: step for name, step in rating.down.items() if step.hides is None}
        rating = rating.model_copy(update={"down": kept})
    worked = _worked(rating, question)
    return moved(worked, -answer.indirect.steps) if answer.indirect is not None else worked


def certainty_in(question: Question, references: Mapping[str, Reference]) -> Certainty | None:
    """The certainty of a question's own answer; ``None`` where it has none, or nothing is left that it rests on."""
    rating = question.rating
    if not isinstance(rating, Graded) or not question.basis or is_lost(question, references):
        return None
    return _worked(rating, question)


def _worked(rating: Graded, question: Question) -> Certainty:
    return certainty_of(rating.as_rating(list(question.basis))).certainty or rating.certainty


def hides_harm(question: Question) -> bool:
    """Whether the way of counting makes harm look rarer than it is."""
    graded = isinstance(question.rating, Graded) and any(step.hides for step in question.rating.down.values())
    return graded or (question.rate is not None and question.rate.lean == "too low")


def word_of(answer: Answer) -> OftenWord | None:
    """The answer's word for how often."""
    return answer_rules().often[answer.often] if answer.often is not None else None
