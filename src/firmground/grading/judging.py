"""The verdict on each answer of a claim, and which answer decides. Source: ``rules/answers.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firmground.grading.answer_rules import Standing, Voice, WarningCase, answer_rules
from firmground.grading.scales import CERTAINTIES, Verdict, text_of
from firmground.grading.standing import (
    Side,
    certainty_for,
    found_by,
    hides_harm,
    is_lost,
    standing_of,
    standing_of_word,
    voice_of,
    word_of,
)
from firmground.grading.unknown import Sense, sense_of
from firmground.records import Answer, Claim, Contents, Item, NotRated, Question
from firmground.records.terms import Certainty, FactStatus, Happens

#: Verdicts that leave a claim open; such a verdict always says which kind of unknown it is.
OPEN_VERDICTS: frozenset[Verdict] = frozenset({"not rated", "cannot be verified", "unsupported", "is not settled"})


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one answer of a claim, and what it was derived from.

    Attributes:
        answer: how the claim answers.
        question: the question; ``None`` where there is none of that id.
        item: the entry of the question's list.
        verdict: the verdict.
        bare: the verdict before it was asked whether the claim warns.
        because: why, as the end of "The verdict is …: ".
        rule: the row that gave it, as `firmground explain grading` names it.
        standing: where the claim stands to the answer; ``None`` for facts, possibilities and uses.
        side: on which side of a count the claim's word lies, where it lies outside.
        voice: how firmly the article speaks.
        certainty: how certain the answer is, as it holds for this claim; ``None`` for facts and possibilities.
        helps: of a use, whether it helps, as the second half of the verdict.
        sense: which kind of unknown, where it is unknown.
    """

    answer: Answer
    question: Question | None
    item: Item | None
    verdict: Verdict
    bare: Verdict
    because: str
    rule: str
    standing: Standing | None
    side: Side | None
    voice: Voice
    certainty: Certainty | None
    helps: str | None
    sense: Sense | None

    @property
    def printed(self) -> str | None:
        """What may be printed on it: the entry's own sentence, else the question's answer."""
        own = self.item.answer if self.item is not None else None
        return own or (self.question.written if self.question is not None else None)

    @property
    def told(self) -> str:
        """The verdict in words: of a use with its second half, whether it helps."""
        return f"{self.verdict} · {self.helps}" if self.helps else self.verdict


@dataclass(frozen=True, slots=True)
class _Told:
    """A verdict before it is known whether the claim warns."""

    verdict: Verdict
    because: str
    rule: str
    standing: Standing | None = None
    side: Side | None = None
    certainty: Certainty | None = None
    helps: str | None = None


def judge(claim: Claim, contents: Contents) -> tuple[Judged, ...]:
    """Every answer of a claim with its verdict, in the order in which they were written. Pure."""
    return tuple(_judge(claim, answer, contents) for answer in claim.answers)


def deciding(claim: Claim, judged: tuple[Judged, ...]) -> Judged | None:
    """The answer that gives the claim its verdict; ``None`` for a claim without answers.

    What is stated comes before what is implied; among equals the worst decides, and the first of several that are
    equally bad. What is not rated decides only where nothing else is there.
    """
    if not judged:
        return None
    order = answer_rules().order.warning if claim.warning else answer_rules().order.other
    rated = [j for j in judged if j.verdict != "not rated"] or list(judged)
    stated = [j for j in rated if not j.answer.implied] or rated
    return min(stated, key=lambda j: order.index(j.verdict) if j.verdict in order else len(order))


def _judge(claim: Claim, answer: Answer, contents: Contents) -> Judged:
    question = contents.questions.get(answer.question)
    voice = voice_of(claim, answer)
    if question is None:
        because = f"the question “{answer.question}” is not in the ledger"
        no: Verdict = "not rated"
        return Judged(answer, None, None, no, no, because, "no question", None, None, voice, None, None, None)
    item = question.items.get(answer.item) if answer.item is not None else None
    bare = told = _told(claim, answer, question, item, contents)
    if claim.warning:
        told = _as_warning(answer, question, bare)
    open_ = told.verdict in OPEN_VERDICTS or told.standing in {"nothing", "unclear"}
    sense = sense_of(question, contents.references, item) if open_ else None
    return Judged(
        answer, question, item, told.verdict, bare.verdict, told.because, told.rule, told.standing, told.side, voice,
        told.certainty, told.helps, sense,
    )  # fmt: skip


def _told(claim: Claim, answer: Answer, question: Question, item: Item | None, contents: Contents) -> _Told:
    if answer.used:
        return _use(claim, answer, question, contents)
    if question.kind == "fact":
        return _fact(claim, answer, question, item, contents)
    if question.kind == "frequency" and question.found is None:
        return _frequency(claim, answer, question, contents)
    return _effect(claim, answer, question, contents)


def _fact(claim: Claim, answer: Answer, question: Question, item: Item | None, contents: Contents) -> _Told:
    status: FactStatus = item.status if item is not None else question.status or "not known"
    if answer.item is not None and item is None:
        status = "not known"  # an entry that nobody has looked at
    if status != "not known" and _unrated(claim, question):
        return _no_answer(claim, answer)
    if is_lost(question, contents.references, item):
        status = "not known"  # no work that counts shows it any more
    row = answer_rules().fact(status, answer.says or "affirms", answer.reach)
    return _Told(row.verdict, row.because, f"fact: {status}, {answer.says or 'affirms'}{_reach(answer)}")


def _unrated(claim: Claim, question: Question) -> bool:
    """Whether nobody rated what the question says; a warning asks for no rating before it stands."""
    return isinstance(question.rating, NotRated) and not claim.warning


def _no_answer(claim: Claim, answer: Answer) -> _Told:
    return _by_table(claim, answer, "nothing", None, None, searched=False)


def _frequency(claim: Claim, answer: Answer, question: Question, contents: Contents) -> _Told:
    """A word for how often against a count; without a count, whether it is shown to happen at all."""
    word, rate = word_of(answer), question.rate
    if rate is None or word is None or word.name == "happens":
        return _possibility(claim, answer, question, contents)
    if answer.says in {"denies", "unsure"} or is_lost(question, contents.references):
        return _no_answer(claim, answer)  # a word that is denied is no word; the checks report it
    standing, side = standing_of_word(word, rate)
    certainty = certainty_for(answer, question, truer=word.of_much and standing == "agrees")
    if standing == "agrees" and answer.reach == "more":
        standing = "gap"
    return _by_table(claim, answer, standing, certainty, side, searched=question.searched is not None)


def _possibility(claim: Claim, answer: Answer, question: Question, contents: Contents) -> _Told:
    """Whether it is shown to happen; of more than that, as a word for how often says, no more than a part is shown."""
    word, rate, says, reach = word_of(answer), question.rate, answer.says or "affirms", answer.reach
    happens: Happens | Literal["not counted"]
    happens = question.happens or ("shown" if rate is not None and rate.high > 0 else "not shown")
    if happens != "not shown" and _unrated(claim, question):
        return _no_answer(claim, answer)
    if is_lost(question, contents.references):
        happens = "not shown"  # no work that counts shows it any more
    if word is not None and word.name != "happens" and happens != "not shown":
        happens, reach = (happens, "more") if word.of_much else ("not counted", reach)
    row = answer_rules().possibility(happens, says, reach)
    return _Told(row.verdict, row.because, f"possibility: {happens}, {says}{f', {reach}' if reach else ''}")


def _effect(claim: Claim, answer: Answer, question: Question, contents: Contents) -> _Told:
    references, vocabulary = contents.references, contents.vocabulary
    standing = standing_of(claim, answer, question, contents.questions, references, vocabulary)
    certainty = certainty_for(answer, question) if standing != "nothing" else None
    return _by_table(claim, answer, standing, certainty, None, searched=question.searched is not None)


def _by_table(
    claim: Claim, answer: Answer, standing: Standing, certainty: Certainty | None, side: Side | None, *, searched: bool
) -> _Told:
    rules, voice = answer_rules(), voice_of(claim, answer)
    if answer.says == "unsure":
        row = next(r for r in rules.unsure if r.standing == standing)
        return _Told(row.verdict, row.because, f"not known: {standing}", standing, side, certainty)
    if certainty is None and standing not in {"mixed", "unclear", "nothing"}:
        standing = "nothing"
    found = rules.effect(standing, answer.reach, voice, certainty, searched=searched)
    parts = (standing, answer.reach if found.reach else None, voice, certainty)
    return _Told(found.verdict, found.because, f"answer: {', '.join(filter(None, parts))}", standing, side, certainty)


def _use(claim: Claim, answer: Answer, question: Question, contents: Contents) -> _Told:
    """In use, and apart from that whether it helps: a use says nothing of its effect."""
    if answer.says in {"denies", "unsure"}:
        return _no_answer(claim, answer)  # whether it is not in use is another question; the checks report it
    rule = answer_rules().used
    shown = any(e.says != "silent" for e in question.evidence)
    found = found_by(question, contents.references)
    certainty = certainty_for(answer, question)
    if found == "nothing":
        told = "not known"
        certainty = None
    elif found == "unclear":
        told = "studies do not settle it"
    elif found == "mixed":
        told = "studies disagree"
    else:
        words = {"affirms": "yes", "partly": "in part", "denies": "no"}[found]
        told = f"{words}, certainty {text_of(certainty)}"
    verdict, because = (rule.shown, rule.because_shown) if shown else (rule.not_shown, rule.because_not_shown)
    helps = rule.helps.replace("{told}", told)
    return _Told(verdict, because, f"use: {'shown' if shown else 'not shown'}", None, None, certainty, helps)


def _as_warning(answer: Answer, question: Question, told: _Told) -> _Told:
    case = _case(answer, question, told)
    row = answer_rules().warning(case)
    return _Told(row.verdict, row.because, f"warning: {case}", told.standing, told.side, told.certainty, None)


def _case(answer: Answer, question: Question, told: _Told) -> WarningCase:
    """Which case a warning is. Caution is asked for no certainty; only “is wrong” and “too firmly” are."""
    sure = told.certainty is not None and CERTAINTIES.index(told.certainty) <= CERTAINTIES.index("moderate")
    uncounted = told.rule == "possibility: not counted, affirms"  # it happens; how seldom, nobody knows
    holds = uncounted or told.standing in {"agrees", "gap"} or told.verdict in {"confirmed", "confirmed in part"}
    if holds and answer.reach == "less":
        return "plays down"
    if told.side == "below":
        return "below the count"
    if question.precaution:
        return "precaution"
    if told.side == "above":
        return "above the count" if sure and not hides_harm(question) else "above an unsure count"
    if holds and answer.reach == "more" and sure and not hides_harm(question):
        return "said more firmly"
    if holds:
        return "borne out"
    if told.verdict == "disputed" and told.standing is None:
        return "asked for by some"
    if answer.says == "unsure":
        return "open"  # something is known; whether that is more or less than the caution takes for granted, it stays
    if told.verdict in {"refuted", "outdated"} or (told.standing == "against" and sure and not hides_harm(question)):
        return "denied, surely"
    return "open"


def _reach(answer: Answer) -> str:
    return f", {answer.reach}" if answer.reach else ""
