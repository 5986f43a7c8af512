"""Questions with the claims that answer them: which stand on which topic page, and in what order.

The gravest comes first: questions whose outcome is called serious; then in the order in which the ledger's vocabulary
has the outcomes; of one outcome those that a warning answers; then as the question files have them. So who writes a
ledger can choose the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from firmground.grading.judging import Judged
from firmground.records import Claim, Contents, Question
from firmground.tables.topics import Topic, topics_of

#: Outcomes that begin with this word are grave.
GRAVE = "serious"
#: The topic that holds every question on harm.
SAFETY = "safety"
#: What a question on harm tells: who must take care, what to do in time, or what can go wrong.
Care = Literal["people", "precaution", "harm"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the claims that answer it.

    Attributes:
        question: the question.
        claims: each with the verdict on this answer of it, in reading order.
    """

    question: Question
    claims: tuple[tuple[Claim, Judged], ...]

    @property
    def warned(self) -> bool:
        """Whether a warning answers it."""
        return any(claim.warning for claim, _ in self.claims)

    @property
    def grave(self) -> bool:
        """Whether it asks about a serious harm."""
        return (self.question.outcome or "").startswith(GRAVE)

    @property
    def care(self) -> Care | None:
        """Whom or what it is about, as far as harm goes; ``None`` for a fact that is about neither."""
        fact = self.question.kind == "fact"
        refused = fact and any(claim.kind == "contraindication" for claim, _ in self.claims)
        if self.question.people is not None or refused:
            return "people"
        if self.question.precaution is not None:
            return "precaution"
        return None if fact else "harm"


def answered_in(contents: Contents, answers: Mapping[str, Sequence[tuple[Claim, Judged]]]) -> Mapping[str, Answered]:
    """Every question of a ledger, in the order of files and lines, with its claims."""
    return MappingProxyType({n: Answered(q, tuple(answers.get(n, ()))) for n, q in contents.questions.items()})


def questions_of(topic: Topic, contents: Contents, answered: Mapping[str, Answered]) -> tuple[Answered, ...]:
    """The questions of a topic, the gravest first.

    On a condition: those that name it. Beside the conditions: those that claims of the topic's kinds answer; for safety
    also those that warnings answer, and counts that no claim names. What is printed beside one of them belongs to it.
    """
    own = {name for name, one in answered.items() if _belongs(one, topic)}
    beside = {
        other
        for name in own
        for other in answered[name].question.beside
        if other in answered and not answered[other].claims
    }
    return in_order((one for name, one in answered.items() if name in own | beside), contents)


def in_order(questions: Iterable[Answered], contents: Contents) -> tuple[Answered, ...]:
    """Grave harms first, then by outcome, then what warnings answer; a sort keeps the files' order among equals."""
    outcomes = {term: place for place, term in enumerate(contents.vocabulary.outcome)}

    def key(one: Answered) -> tuple[bool, int, bool]:
        return not one.grave, outcomes.get(one.question.outcome or "", len(outcomes)), not one.warned

    return tuple(sorted(questions, key=key))


def first_of(questions: Iterable[Answered], care: Care, number: int) -> tuple[Answered, ...]:
    """The first questions of one sort: of harms one per outcome, so that none hides another; of people lists first."""
    found = [one for one in questions if one.care == care]
    if care == "harm":
        found = list({one.question.outcome: one for one in reversed(found)}.values())[::-1]
    if care == "people":
        found.sort(key=lambda one: not one.question.items)
    return tuple(found[:number])


def _belongs(one: Answered, topic: Topic) -> bool:
    question = one.question
    if topic.kinds is None:
        return question.condition is not None and question.condition == topic.condition
    if question.condition is not None and not (question.kind == "frequency" or one.warned):
        return False  # it stands on the page of its condition
    if any(claim.kind in topic.kinds for claim, _ in one.claims):
        return True
    if topic.slug == SAFETY:
        return one.warned or (question.kind == "frequency" and not one.claims)
    return question.kind in topic.kinds


def topics_by_question(contents: Contents, answered: Mapping[str, Answered]) -> Mapping[str, str]:
    """By question the slug of the first topic that shows it; safety comes before all others."""
    found: dict[str, str] = {}
    for topic in sorted(topics_of(contents), key=lambda topic: topic.slug != SAFETY):
        for one in questions_of(topic, contents, answered):
            found.setdefault(one.question.id, topic.slug)
    return MappingProxyType(found)
