"""Claims that cannot both be true, as it follows from the questions that they answer.

Two claims oppose each other where one says yes and the other no to one question (and to one entry of its list), where
one says yes to what implies another thing and the other says no to that, and where their words for how often exclude
each other. A use that is only reported says nothing of its effect, and a claim on another treatment or outcome than the
question's may be true beside its opposite; both are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from firmground.gaps.told import filled, sentences
from firmground.grading.naming import sentence
from firmground.grading.standing import found_by, share_of_people, word_of
from firmground.records import Answer, Claim, Contents, Item, Question, Reference

#: Whether an answer bears out a yes, a no, or neither.
_Side = bool | None


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two claims that cannot both be true.

    Attributes:
        one: id of the first claim.
        two: id of the second.
        why_one: what contradicts what, as it is told at the first: which side the answer is on.
        why_two: the same, as it is told at the second.
    """

    one: str
    two: str
    why_one: str
    why_two: str


@dataclass(frozen=True, slots=True)
class _Said:
    claim: Claim
    answer: Answer
    question: Question
    item: Item | None

    @property
    def says(self) -> str:
        """Yes, no, or the word for how often."""
        return self.answer.often or sentences().conflict.says.get(self.answer.says or "", "")


def opposed_in(contents: Contents) -> Iterator[Opposed]:
    """Every pair of claims of a ledger that cannot both be true, in reading order, each pair once."""
    told: set[frozenset[str]] = set()
    said: dict[str, list[_Said]] = {}
    for claim in contents.claims_by_id.values():
        for answer in claim.answers:
            question = contents.questions.get(answer.question)
            if question is not None and not answer.used and answer.indirect is None and answer.says != "unsure":
                item = question.items.get(answer.item) if answer.item is not None else None
                said.setdefault(question.id, []).append(_Said(claim, answer, question, item))
    for name, question in contents.questions.items():
        pairs = [
            *((a, b) for a, b in combinations(said.get(name, ()), 2) if _oppose(a.answer, b.answer)),
            *(
                (a, b)
                for implied in _implied(question, contents.questions)
                for a in said.get(name, ())
                for b in said.get(implied, ())
                if _says(a.answer) == "affirms" and _says(b.answer) == "denies" and not (a.answer.item or b.answer.item)
            ),
        ]
        for a, b in pairs:
            pair = frozenset((a.claim.id, b.claim.id))
            if len(pair) == 2 and pair not in told:
                told.add(pair)
                yield Opposed(a.claim.id, b.claim.id, _why(a, b, contents.references), _why(b, a, contents.references))


def _oppose(one: Answer, two: Answer) -> bool:
    if one.item != two.item:
        return False
    a, b = word_of(one), word_of(two)
    if a is not None and b is not None and _says(one) == _says(two) == "affirms":
        # Shares below a word's end; “happens” excludes nothing.
        return a.high <= b.low or b.high <= a.low
    return {_says(one), _says(two)} == {"affirms", "denies"}


def _says(answer: Answer) -> str | None:
    return answer.says or ("affirms" if answer.often is not None else None)


def _implied(question: Question, questions: Mapping[str, Question]) -> list[str]:
    """Questions that are so if this one is so, directly or by others; a circle ends where it began."""
    found: list[str] = []
    ahead = list(question.implies)
    while ahead:
        name = ahead.pop(0)
        if name not in found and name != question.id and name in questions:
            found.append(name)
            ahead.extend(questions[name].implies)
    return found


def _why(here: _Said, there: _Said, references: Mapping[str, Reference]) -> str:
    words = sentences().conflict
    if here.question.id == there.question.id:
        asks = sentence(here.question.asks).rstrip(".")
        told = filled(words.question, asks=asks, question=here.question.id, this=here.says, other=there.says)
    else:
        names = {"question": here.question.id, "implied": there.question.id}
        told = filled(words.implied, **names, this=here.says, other=there.says)
    ours, theirs = _right(here, references), _right(there, references)
    if ours is not True and theirs is True:
        side, told_by = words.there, there
    elif ours is True and theirs is not True:
        side, told_by = words.here, here
    elif ours is False and theirs is None:
        side, told_by = words.open, here
    else:
        side, told_by = words.open, there if theirs is False else here
    answer = (told_by.item.answer if told_by.item is not None else None) or told_by.question.answer
    return f"{told} {filled(side, answer=sentence(answer))}"


def _right(said: _Said, references: Mapping[str, Reference]) -> _Side:
    """Whether the question's answer is what the claim says; ``None`` where it leaves that open."""
    answer, question = said.answer, said.question
    word = word_of(answer)
    if word is not None and word.name != "happens" and question.rate is not None:
        low, high = share_of_people(question.rate)
        return True if low >= word.low and high <= word.high else False if high < word.low or low > word.high else None
    so = _yes(question, said.item, references)
    if answer.item is not None and said.item is None:
        so = None
    return None if so is None else so == (_says(answer) == "affirms")


def _yes(question: Question, item: Item | None, references: Mapping[str, Reference]) -> _Side:
    if question.kind == "fact":
        status = item.status if item is not None else question.status
        return {"so": True, "not so": False, "was so": False}.get(status or "")
    if question.kind == "frequency" and question.found is None:
        return True if question.happens == "shown" or (question.rate is not None and question.rate.low > 0) else None
    return {"affirms": True, "denies": False}.get(found_by(question, references))
