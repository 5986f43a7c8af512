"""Which kind of unknown: never studied, not read, not looked for, not to be tested, not found, or not settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firmground.grading.answer_rules import SenseName, answer_rules
from firmground.grading.naming import clause, listed, name_of, sentence
from firmground.grading.standing import found_by
from firmground.records import Item, NotRated, Question, Reference, Unread


@dataclass(frozen=True, slots=True)
class Sense:
    """One kind of unknown.

    Attributes:
        name: which kind.
        text: the kind as a sentence, with its particulars.
    """

    name: SenseName
    text: str


def sense_of(question: Question, references: Mapping[str, Reference], item: Item | None = None) -> Sense:
    """Why a question has no answer, from its data. The first kind that fits.

    Args:
        question: the question.
        references: by key, for the names of works.
        item: the entry of its list that is asked for.
    """
    unread = (*(item.unread if item is not None else ()), *question.unread)
    read = [e.ref for e in question.evidence if e.says != "silent"]
    # Where all that was read leans and nobody rated it, what was not read stands in the way.
    unclear = any(e.says == "unclear" for e in question.evidence)
    waits = bool(unread) and isinstance(question.rating, NotRated) and not unclear
    if question.untestable:
        return _sense("cannot be tested", why=sentence(question.untestable))
    if read and item is None and not waits:
        return _sense("does not settle it", works=listed([name_of(key, references) for key in dict.fromkeys(read)]))
    if unread:
        return _sense("not read", works=unread_works(unread, references))
    if question.not_found:
        return _sense("not found", why=sentence(question.not_found))
    if question.searched:
        return _sense("not studied", where=clause(question.searched.where), dated=question.searched.dated.isoformat())
    return _sense("not looked")


def unanswered(question: Question, references: Mapping[str, Reference]) -> Sense | None:
    """Which kind of unknown a question's own answer is; ``None`` where the question has an answer."""
    if question.kind == "fact":
        known = question.status != "not known" if question.status else bool(question.items)
    elif question.found is None:
        known = question.rate is not None or question.happens not in {None, "not shown"}
    else:
        known = found_by(question, references) not in {"unclear", "nothing"}
    return None if known else sense_of(question, references)


def unread_works(unread: Sequence[Unread], references: Mapping[str, Reference]) -> str:
    """The works that were not read, each with what was not seen of it, in a row."""
    return listed([f"{name_of(u.ref, references)} ({clause(u.what)})" if u.ref else clause(u.what) for u in unread])


def _sense(name: SenseName, **parts: str) -> Sense:
    text = answer_rules().senses[name].says
    for key, value in parts.items():
        text = text.replace(f"{{{key}}}", value)  # not str.format: the ledger's words may hold braces
    return Sense(name, text)
