"""Questions without some works, or with some retracted: which answers fall, and which need a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from firmground.gaps.told import filled, sentences
from firmground.grading.level import counts
from firmground.grading.naming import listed, names_of
from firmground.records import Contents, Graded, Item, NotRated, Question
from firmground.records.question import UNWRITTEN

#: What a rating needs of a person.
Need = Literal["rate again", "look again"]


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question whose answer was made with one of the works.

    Attributes:
        question: its id.
        need: ``rate again`` where the answer falls with the work, ``look again`` where something remains.
        reason: why a person is needed.
        claims: ids of the claims that answer it, in reading order.
    """

    question: str
    need: Need
    reason: str
    claims: tuple[str, ...]


def questions_changed(contents: Contents, keys: frozenset[str], treat_as: str) -> Iterator[QuestionChange]:
    """Each question whose answer was made with one of the works, once.

    Args:
        contents: the ledger as it stands.
        keys: of the works.
        treat_as: ``excluded`` or ``retracted``; a work that counted for nothing before takes nothing away.
    """
    words, references = sentences().what_if, contents.references
    for question in contents.questions.values():
        if isinstance(question.rating, NotRated):
            continue
        rests = _rests_on(question, contents)
        taken = _taken_over(question)
        part = [key for key in dict.fromkeys((*rests, taken)) if key in keys]
        if not part:
            continue
        names = names_of(sorted({*rests, *part}), references)
        told = {"question": question.id, "works": listed([names[key] for key in part])}
        left = [key for key in rests if key not in keys]
        need: Need = "rate again" if not left or (taken in keys and treat_as == "excluded") else "look again"
        if taken in part:
            told["works"] = names[taken]
            form = words["taken"] if need == "rate again" else words["left"]
        else:
            form = words["falls"] if need == "rate again" else words["left"]
        reason = filled(form, **told, others=listed([names[key] for key in left]))
        claims = tuple(
            claim.id
            for claim in contents.claims_by_id.values()
            if any(answer.question == question.id for answer in claim.answers)
        )
        yield QuestionChange(question.id, need, reason, claims)


def question_without(question: Question, names: Mapping[str, str]) -> Question:
    """A question without some works, as if nobody had ever heard of them.

    Args:
        question: as it stands in its file.
        names: of the works, by key.

    Returns:
        The same question where it names none of them; one that loses all that it rested on is not rated, has no count
        and no answer, and nothing is known on the entries of its list.
    """
    if not set(question.named) & names.keys() and not any(
        set(item.evidence) & names.keys() for item in question.items.values()
    ):
        return question
    evidence = [e for e in question.evidence if e.ref not in names]
    change: dict[str, Any] = {
        "evidence": evidence,
        "unread": [u for u in question.unread if u.ref not in names],
        "values": [v for v in question.values if v.ref not in names],
        "items": {name: _item_without(item, names) for name, item in question.items.items()},
    }
    spoke = [e.ref for e in question.evidence if e.says != "silent"]
    lost = bool(spoke) and all(key in names for key in spoke)
    if not isinstance(question.rating, NotRated) and (lost or _taken_over(question) in names):
        works = listed([names[key] for key in dict.fromkeys((*spoke, _taken_over(question))) if key in names])
        why = filled(sentences().what_if["not_rated"], works=works)
        change |= {"rating": NotRated(not_rated=why), "answer": UNWRITTEN, "figures": None, "size": None, "rate": None}
        change |= {"found": "nothing" if question.found is not None else None, "happens": None}
        change |= {"status": "not known" if question.kind == "fact" else None, "searched": None, "precaution": None}
        change["items"] = {
            name: item.model_copy(update={"status": "not known", "answer": None})
            for name, item in change["items"].items()
        }
    return question.model_copy(update=change)


def _item_without(item: Item, names: Mapping[str, str]) -> Item:
    left = [key for key in item.evidence if key not in names]
    change: dict[str, Any] = {"evidence": left, "unread": [u for u in item.unread if u.ref not in names]}
    if item.evidence and not left:
        change |= {"status": "not known", "answer": None}
    return item.model_copy(update=change)


def _rests_on(question: Question, contents: Contents) -> list[str]:
    """Keys of the works that say something on a question and count, each once."""
    return [
        key
        for key in dict.fromkeys(e.ref for e in question.evidence if e.says != "silent")
        if counts(contents.references.get(key))
    ]


def _taken_over(question: Question) -> str:
    """Key of the review whose certainty the answer adopted; empty for others."""
    rating = question.rating
    return rating.adopted.ref if isinstance(rating, Graded) and rating.adopted is not None else ""
