"""Whether answers and sentences of our own say what the data says, and no surer. Advice: words are no proof.

Source: design of this project (docs/decisions, 0018) and GRADE guidelines 26; the words stand in ``wording.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firmground.anchoring.messages import quoted
from firmground.checks.answer_parts import misses, unknown_numbers
from firmground.checks.wording_rules import HEDGES, asks_for_care, clauses, said, sentences, statements
from firmground.grading.judging import deciding, judge
from firmground.grading.standing import certainty_for
from firmground.records import Answer, Claim, Contents, Finding, Graded, Item, Question, Spot
from firmground.records.terms import Certainty

#: The comparison of an answer: its "no treatment" says no to nothing.
_COMPARED = re.compile(r"\bcompared (?:with|to)\b[^,.;]*|\bthan no\b|\bno treatment\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """A text of our own that may be printed, with what it is held against.

    Attributes:
        text: the text.
        spot: where it stands.
        subject: id of the question or claim.
        question: the question that it answers.
        item: the entry of the question's list that it is about.
        certainty: how certain the answer is at this place; ``None`` for facts and possibilities.
        truer: the same without the steps that a lower bound only makes truer.
        claim: the claim whose sentence it is; ``None`` for a question's answer.
    """

    text: str
    spot: Spot | None
    subject: str
    question: Question
    item: Item | None
    certainty: Certainty | None
    truer: Certainty | None
    claim: Claim | None


def texts_held(contents: Contents) -> Iterator[Told]:
    """Every answer, answer of an item, and `write` of a claim whose deciding question is known."""
    for question in contents.questions.values():
        graded = question.rating.certainty if isinstance(question.rating, Graded) else None
        truer = certainty_for(Answer(question=question.id), question, truer=True)
        spot = question.spot
        if question.written is not None:
            yield Told(question.answer, spot and spot.at("answer"), question.id, question, None, graded, truer, None)
        for name, item in question.items.items():
            if item.answer is not None:
                there = spot and spot.at("items", name, "answer")
                yield Told(item.answer, there, question.id, question, item, None, None, None)
    for claim in contents.claims():
        if claim.write is None or not claim.answers:
            continue
        decided = deciding(claim, judge(claim, contents))
        if decided is None or decided.question is None or decided.answer.used:
            continue
        question, answer = decided.question, decided.answer
        spot = claim.spot and claim.spot.at("write")
        certainty = decided.certainty or certainty_for(answer, question)
        truer = certainty_for(answer, question, truer=True)
        yield Told(claim.write, spot, claim.id, question, decided.item, certainty, truer, claim)


def check_answers(contents: Contents) -> Iterator[Finding]:
    """Every text of our own is as sure as its certainty, says what was found, names what it must, invents no number."""
    for told in texts_held(contents):
        yield from _certainty(told)
        if (fault := against(told)) is not None:
            yield _finding("answer-against-data", told, *fault)
        for what, cure in misses(told.text, told.question, told.claim, contents):
            yield _finding("answer-incomplete", told, f"{_name(told)} {what}.", cure)
        if unknown := unknown_numbers(told.text, told.question, told.claim, contents):
            message = (
                f"{_name(told)} has a number that stands neither in its figures nor with its evidence: {unknown[0]}."
            )
            cure = "Write the number where it was read, under figures or the why of its source, or take it out."
            yield _finding("answer-number-unknown", told, message, cure)


def _finding(code: str, told: Told, message: str, cure: str) -> Finding:
    return Finding(code, told.spot, message, cure, told.subject)


def _name(told: Told) -> str:
    return "The answer" if told.claim is None else "The sentence to write"


def _certainty(told: Told) -> Iterator[Finding]:
    open_ = told.question.found in {"mixed", "unclear", "nothing"}  # held against that by `against`
    surer = None if open_ else too_sure(told.text, told.certainty, told.truer)
    if surer is not None:
        needs = {"moderate": "“probably”", "low": "“may”", "very low": "that it is very uncertain"}[str(told.certainty)]
        message = f"The certainty is {told.certainty}, and this is said without a word for it: {quoted(surer)}."
        yield _finding("answer-too-sure", told, message, f"Say {needs} of the effect; advice needs no such word.")
    asked = told.question
    settled = asked.kind in {"effect", "mechanism"} and asked.found in {"affirms", "denies"}
    if settled and (doubt := too_unsure(told.text, told.certainty)) is not None:
        message = f"The certainty is {told.certainty}, and {_name(told).lower()} sounds less sure: “{doubt}”."
        yield _finding("answer-too-unsure", told, message, "Take the verb that belongs to the certainty.")


def too_sure(text: str, certainty: Certainty | None, truer: Certainty | None = None) -> str | None:
    """The sentence that is surer than its certainty; ``None`` where none is.

    The first sentence that states something, and each later one with a verb of effect, need a word of the certainty or
    of a lower one. A report of what studies saw needs none, nor does a lower bound where only hidden harm makes it
    unsure. At very low certainty the text must say once that it is very uncertain.
    """
    stated = statements(text)
    first = True
    for sentence in stated:
        held = first or said(sentence, "effect") is not None
        first = False
        allowed = truer if truer is not None and said(sentence, "bound") else certainty
        if not held or allowed is None or allowed == "high":
            continue
        reports = said(sentence, "past") and said(sentence, "who saw") and not said(sentence, "effect")
        if not reports and said(sentence, *HEDGES[allowed]) is None:
            return sentence
    if stated and certainty == "very low" and truer == certainty and said(text, "very low", "open") is None:
        return stated[0]
    return None


def too_unsure(text: str, certainty: Certainty | None) -> str | None:
    """The word of doubt in the first statement that is weaker than its certainty; ``None`` where none is."""
    first = next(iter(clauses(next(iter(statements(text)), ""))), "")
    if certainty == "high":
        return said(first, "moderate", "low", "very low")
    if certainty == "moderate" and not said(first, "moderate"):
        return said(first, "low", "very low")
    if certainty == "low" and not said(first, "low", "moderate"):
        return said(first, "very low")
    return None


def against(told: Told) -> tuple[str, str] | None:
    """What a text says against the data, and what to do; ``None`` where nothing is found."""
    question, text = told.question, told.text
    first, whole = next(iter(statements(text)), ""), " ".join(statements(text))
    cure = "Read the question and its evidence again; correct the answer, or the data."
    if not whole:
        return None
    if question.kind == "fact":
        return _against_status(told, whole, cure)
    if question.kind == "frequency" and question.happens is not None and question.rate is None:
        if question.happens == "not shown" and not said(whole, "very low", "open", "negative", "low"):
            return "No documented case is recorded, and the answer says that it happens.", cure
        return None
    found, no = question.found, said(first, "plain no")
    if found == "affirms" and no and question.size != "little or none" and not said(question.asks, "asks alike"):
        return f"The evidence affirms what is asked, and the answer says “{no}”.", cure
    if found == "denies" and not said(_COMPARED.sub(" ", whole), "negative", "very low"):
        return "The evidence denies what is asked, and the answer holds no word that says no.", cure
    if found in {"unclear", "nothing"} and not said(whole, "very low", "open"):
        return f"The evidence is “{found}”, and the answer does not say that it is not known.", cure
    if found == "mixed" and not said(whole, "disagree", "very low"):
        return "The reviews disagree, and the answer does not say so.", cure
    if question.size in {"small", "little or none"} and (large := said(first, "large")):
        return f"The effect is called {question.size}, and the answer says “{large}”.", cure
    if question.size in {"large", "moderate"} and (small := said(first, "small")):
        return f"The effect is called {question.size}, and the answer says “{small}”.", cure
    return None


def _against_status(told: Told, whole: str, cure: str) -> tuple[str, str] | None:
    status = told.item.status if told.item is not None else told.question.status
    if told.question.items and told.item is None:
        return None  # each entry has a status of its own
    if status == "not known" and not said(whole, "very low", "open", "negative", "low", "disagree"):
        return "It is recorded as not known, and the answer says that it is so.", cure
    if status == "not so" and not said(whole, "negative", "very low", "disagree", "was so"):
        return "It is recorded as not so, and the answer holds no word that says no.", cure
    if status == "was so" and not said(whole, "was so", "negative"):
        return "It is recorded as no longer so, and the answer does not say so.", cure
    return None


def doubted_care(text: str) -> str | None:
    """The clause that asks for care and doubts it in the same breath; ``None`` where none does."""
    parts = (c for s in sentences(text) for c in clauses(s))
    return next((c for c in parts if asks_for_care(c) and said(c, "caution", "advice") and said(c, "very low")), None)
