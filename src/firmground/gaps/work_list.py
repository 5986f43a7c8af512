"""The work list: what to mend in the articles, in the order in which a careful editor would.

Source: ``work_list.toml``, where each weight has its reason. A score is a sum that anybody can work out by hand; its
parts stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firmground.anchoring.fragment import link
from firmground.citing.ama import ama_text, cautions
from firmground.gaps.actions import Action, chosen, told, warns
from firmground.gaps.background import Background, background_of
from firmground.gaps.better_reference import better_reference
from firmground.gaps.find import by_claim
from firmground.gaps.kinds import Gap
from firmground.gaps.told import filled
from firmground.gaps.work_rules import FaultRule, TierName, When, work_rules
from firmground.grading.grade import Grade
from firmground.grading.naming import clause, sentence
from firmground.grading.scales import text_of
from firmground.records import Anchor, Article, Claim, Contents


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: so many points, and why."""

    points: int
    because: str

    def __str__(self) -> str:
        return f"{self.points}: {clause(self.because)}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: a gap, or a verdict that asks for a change."""

    rule: FaultRule
    action: Action
    figures: str | None = None

    @property
    def todo(self) -> str:
        """What to do, as a sentence."""
        return told(self.action, self.figures)


@dataclass(frozen=True, slots=True)
class Task:
    """One claim that has something to mend.

    Attributes:
        rank: its place in the list, from 1.
        claim: the claim's id.
        article: the article's id.
        tier: the part of the list that it belongs to.
        score: the sum of its parts.
        parts: what the score is made of, in the order of the rule.
        worst: the rule of its worst fault.
        faults: kinds of gap and verdicts, worst first.
        todo: what to do about each fault, worst first, each said once; never empty.
        wording: a sentence as firm as the evidence allows; ``None`` where the wording can stay or none can be offered.
        wording_why: why this wording, or why none.
        reference: key of the work to cite; ``None`` where the ledger holds nothing better.
        reference_text: that work in AMA style.
        reference_why: why this work, or why none.
        reference_cautions: what must be looked up before it is printed.
        link: address of the very passage in the live article; ``None`` where the article's address is not known.
        passage: the first words of the passage, and whether it can be opened.
    """

    rank: int
    claim: str
    article: str
    tier: TierName
    score: int
    parts: tuple[ScorePart, ...]
    worst: FaultRule
    faults: tuple[str, ...]
    todo: tuple[str, ...]
    wording: str | None
    wording_why: str
    reference: str | None
    reference_text: str | None
    reference_why: str
    reference_cautions: tuple[str, ...]
    link: str | None
    passage: str


def work_list(contents: Contents, grades: Mapping[str, Grade], gaps: Iterable[Gap]) -> tuple[Task, ...]:
    """Every claim that has something to mend, the most urgent first; of one score, in reading order.

    Args:
        contents: the ledger.
        grades: by claim id; a claim without a grade is left out.
        gaps: every gap of these claims.
    """
    background = background_of(contents)
    articles = {article.id: article for article in contents.articles}
    found = by_claim(gaps)
    todo = []
    for claim in background.claims.values():
        if claim.id in grades and (faults := faults_of(claim, found.get(claim.id, ()), grades[claim.id])):
            todo.append((claim, faults, score_of(claim, faults, grades[claim.id])))
    todo.sort(key=lambda row: -_sum(row[2]))  # stable: ties stay in reading order
    return tuple(
        _task(rank, claim, faults, parts, grades[claim.id], background, articles.get(claim.article))
        for rank, (claim, faults, parts) in enumerate(todo, 1)
    )


def faults_of(claim: Claim, gaps: Iterable[Gap], grade: Grade) -> tuple[Fault, ...]:
    """The faults of one claim, worst first; none where there is nothing to mend."""
    rules, states, warning = work_rules(), states_of(claim, grade), warns(claim)
    faults = []
    for gap in gaps:
        rule = rules.of_gap(gap.kind, gap.severity, states)
        own = chosen(rule.advised, warns=warning) if rule.advised is not None else None
        faults.append(Fault(rule, own or gap.action, gap.figures))
    verdict = rules.of_verdict(grade.verdict, states)
    if verdict is not None and verdict.advised is not None:
        faults.append(Fault(verdict, chosen(verdict.advised, warns=warning)))
    return tuple(sorted(faults, key=lambda fault: (-fault.rule.points, fault.rule.name)))


def states_of(claim: Claim, grade: Grade) -> tuple[When, ...]:
    """What the rules ask about a claim: whether it stands as it is worded, whether it warns, whether it reassures."""
    states: dict[When, bool] = {
        "settled": grade.verdict in work_rules().stands.verdicts,
        "warning": warns(claim),
        "comfort": reassures(claim),
    }
    return tuple(state for state, holds in states.items() if holds)


def reassures(claim: Claim) -> bool:
    """Whether a claim tells readers that the treatment is safe."""
    rules = work_rules().reassurance
    return claim.kind in rules.kinds and claim.direction == rules.direction and not warns(claim)


def tier_of(claim: Claim, faults: tuple[Fault, ...]) -> TierName:
    """The tier of a claim: what its worst fault says, or harm."""
    harm, worst, warning = work_rules().harm, faults[0].rule.tier, warns(claim)
    unless = harm.unless_warning if warning else harm.unless
    return harm.tier if (warning or claim.kind in harm.kinds) and worst not in unless else worst


def score_of(claim: Claim, faults: tuple[Fault, ...], grade: Grade) -> tuple[ScorePart, ...]:
    """The parts of a claim's score. More faults never make it smaller.

    Args:
        claim: the claim.
        faults: its faults, worst first; at least one.
        grade: of the claim.
    """
    rules = work_rules()
    tier, (worst, *others) = rules.tiers[tier_of(claim, faults)], faults
    parts = [
        ScorePart(tier.points, f"{tier.name}. {tier.says}"),
        ScorePart(worst.rule.points, f"{_named(worst)}. {worst.rule.because}"),
    ]
    if claim.central:
        parts.append(ScorePart(rules.central.points, f"central. {rules.central.says}"))
    if reassures(claim):
        parts.append(ScorePart(rules.reassurance.points, f"reassuring. {rules.reassurance.says}"))
    if grade.verdict not in rules.stands.verdicts:
        parts.append(ScorePart(rules.open.points, f"open. {rules.open.says}"))
    if others:
        further = rules.further.points
        names = ", ".join(_named(fault) for fault in others)
        parts.append(ScorePart(further * len(others), f"further faults, {further} each: {names}."))
    return tuple(parts)


def _sum(parts: Iterable[ScorePart]) -> int:
    return sum(part.points for part in parts)


def _named(fault: Fault) -> str:
    return f"{fault.rule.name} ({fault.rule.severity})"


def _task(
    rank: int,
    claim: Claim,
    faults: tuple[Fault, ...],
    parts: tuple[ScorePart, ...],
    grade: Grade,
    background: Background,
    article: Article | None,
) -> Task:
    wording, wording_why = _wording(claim, grade)
    offer = better_reference(claim, background)
    reference = background.references[offer.key] if offer.key is not None else None
    url = article.url if article is not None else None
    return Task(
        rank=rank,
        claim=claim.id,
        article=claim.article,
        tier=tier_of(claim, faults),
        score=_sum(parts),
        parts=parts,
        worst=faults[0].rule,
        faults=tuple(dict.fromkeys(fault.rule.name for fault in faults)),
        todo=tuple(dict.fromkeys(fault.todo for fault in faults)),
        wording=wording,
        wording_why=wording_why,
        reference=offer.key,
        reference_text=ama_text(reference) if reference is not None else None,
        reference_why=offer.why,
        reference_cautions=cautions(reference) if reference is not None else (),
        link=link(url, claim.anchor) if url is not None else None,
        passage=_passage(claim.anchor, url),
    )


def _wording(claim: Claim, grade: Grade) -> tuple[str | None, str]:
    """The suggested wording and why. It is always a person's: the claim's own, or the answer of its question."""
    words, rating, verdict = work_rules().wording, claim.rating, grade.verdict_told
    question = grade.deciding.question if grade.deciding is not None else None
    if grade.verdict in work_rules().stands.verdicts:
        return None, filled(words.keeps if warns(claim) else words.stays, keep=told("keep"), verdict=verdict)
    if grade.wording_allowed is None:
        why = [filled(words.none, verdict=verdict)]
    elif claim.write is not None or question is None:
        why = [filled(words.place, verdict=verdict)]
    else:
        why = [filled(words.answer, asks=question.asks, verdict=verdict)]
    if grade.certainty is not None:
        why.append(filled(words.certainty, certainty=text_of(grade.certainty)))
    if grade.sense is not None:
        why.append(grade.sense.text)
    elif rating is not None and grade.certainty is None:
        why.append(filled(words.noted, why=sentence(rating.why)))
    return grade.wording_allowed, " ".join(why)


def _passage(anchor: Anchor, url: str | None) -> str:
    # With its last words too, a short passage would be quoted whole.
    words = f"“{anchor.start} …”" if anchor.end is not None else f"“{anchor.start}”"
    return words if url is not None else f"{words} (no link: the address of the article is not known)"
