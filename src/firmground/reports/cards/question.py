"""A question whole, as ``firmground show`` prints it: the answer first, then how sure and why, then who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firmground.anchoring.fragment import link
from firmground.grading.arithmetic import certainty_of
from firmground.grading.judging import Judged
from firmground.grading.level import best_in, level_in
from firmground.grading.naming import clause, name_of, sentence
from firmground.grading.scales import symbol_of, text_of
from firmground.grading.standing import certainty_in
from firmground.grading.unknown import Sense, unanswered
from firmground.records import Claim, Evidence, Graded, NotRated, Question, Rate
from firmground.records.terms import Certainty
from firmground.reports.cards.position import position_of, tell
from firmground.reports.cards.terminal import heading, item, joined, row
from firmground.reports.messages import read_template
from firmground.tables.audit import Audit

if TYPE_CHECKING:
    from jinja2 import Template

#: Of how many people or treatments a share is told: the least of these that makes it one or more.
_WHOLES = (100, 10_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Asking:
    """A claim that answers the question.

    Attributes:
        claim: the claim.
        place: address of the passage; where that is not known, its anchor.
        position: what it says to the question, in words.
        judged: the verdict on that.
        decides: whether the claim has its verdict from this answer.
    """

    claim: Claim
    place: str
    position: str
    judged: Judged
    decides: bool


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question with all that hangs on it.

    Attributes:
        question: the question.
        certainty: where its rating leads; ``None`` for facts, and where nothing is left that it rests on.
        moves: how it came to that, a sentence each.
        counted: the count in words; empty where nobody counted.
        sense: which kind of unknown, where it has no answer.
        level: OCEBM level of the best work that answers it.
        works: each work that was read with its name and its level, in the order of the file.
        unread: names of sources that were not read, with what was not seen, and the entry of the list.
        beside: the siblings; ``None`` for an id that is not in the ledger.
        implied: what is so as well if this is so.
        signed: who rated, when, and whether a clinician has reviewed it; empty where nobody rated.
        claims: who asks it, in reading order.
    """

    question: Question
    certainty: Certainty | None
    moves: tuple[str, ...]
    counted: str
    sense: Sense | None
    level: int | None
    works: tuple[tuple[Evidence, str, int | None], ...]
    unread: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, Question | None], ...]
    implied: tuple[tuple[str, Question | None], ...]
    signed: str
    claims: tuple[Asking, ...]


def question_card(audit: Audit, question: Question) -> QuestionCard:
    """The card of a question."""
    known, questions, rating = audit.contents.references, audit.contents.questions, question.rating
    graded = isinstance(rating, Graded)
    trail = certainty_of(rating.as_rating(list(question.basis)), known).trail if isinstance(rating, Graded) else ()
    items = [(name, unread) for name, entry in question.items.items() for unread in entry.unread]
    return QuestionCard(
        question=question,
        certainty=certainty_in(question, known) if graded else None,
        moves=tuple(move.text for move in trail),
        counted=counted_in(question),
        sense=unanswered(question, known),
        level=best_in(question, known),
        works=tuple((e, name_of(e.ref, known), level_in(e, question, known)) for e in question.evidence),
        unread=tuple(
            (f"{name_of(u.ref, known)} [{u.ref}]: {u.what}" if u.ref else u.what, f" ({name})" if name else "")
            for name, u in (*(("", u) for u in question.unread), *items)
        ),
        beside=tuple((name, questions.get(name)) for name in question.beside),
        implied=tuple((name, questions.get(name)) for name in question.implies),
        signed=_signed(question),
        claims=tuple(_asking(audit, claim, judged) for claim, judged in audit.answers_to.get(question.id, ())),
    )


def question_in_text(card: QuestionCard) -> str:
    """A question's card, laid out by ``templates/question.txt.j2``."""
    return joined(_template().render(card=card).splitlines())


@cache
def _template() -> Template:
    return read_template(
        "question.txt.j2",
        tell=tell,
        heading=heading,
        row=row,
        item=item,
        clause=clause,
        sentence=sentence,
        text_of=text_of,
        symbol_of=symbol_of,
    )


def _asking(audit: Audit, claim: Claim, judged: Judged) -> Asking:
    article = next(a for a in audit.contents.articles if a.id == claim.article)
    start, end = claim.anchor.start, claim.anchor.end
    place = link(article.url, claim.anchor) if article.url else f"“{start}{f' … {end}' if end else ''}”"
    return Asking(claim, place, position_of(judged), judged, judged is audit.grades[claim.id].deciding)


def _signed(question: Question) -> str:
    rating = question.rating
    if isinstance(rating, NotRated):
        return ""
    state = "reviewed" if rating.reviewed_by else "draft"
    return tell(state, by=rating.by, on=rating.dated, reviewer=rating.reviewed_by)


def counted_in(question: Question) -> str:
    """The count of a question in words; empty where nobody counted."""
    return " ".join(_counted(question.rate)) if question.rate is not None else ""


def _counted(rate: Rate) -> Iterator[str]:
    """An interval of shares with one whole for both ends, so that they can be compared: “2 to 8 of 100 people”."""
    whole = next((n for n in _WHOLES if rate.high * n >= 1), _WHOLES[-1] if rate.high else _WHOLES[0])
    low, high = (f"{share * whole:.3g}" for share in (rate.low, rate.high))
    share = tell("share.same" if low == high else "share.range", low=low, high=high, whole=f"{whole:,}", of=rate.of)
    yield f"{share}, counted by {clause(rate.counted_by)}; {tell(f'lean.{rate.lean}')}."
    if rate.course is not None:
        yield tell("course", rate.course.treatments, why=sentence(rate.course.why))
