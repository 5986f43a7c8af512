"""A claim's card as a value: what is shown, in which order and under which labels. A page and a terminal lay it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from firmground.anchoring.fragment import link
from firmground.gaps.families import FamilyView
from firmground.gaps.kinds import Gap
from firmground.grading.arithmetic import certainty_of
from firmground.grading.grade import Grade
from firmground.grading.judging import Judged
from firmground.grading.level import best_of, counts, level_of, ocebm_question_of
from firmground.grading.naming import clause, listed, names_of, sentence
from firmground.grading.rulebook import AccuracyRule, accuracy_rules, ocebm_rules, verdict_rules
from firmground.grading.scales import Verdict, points_of
from firmground.grading.standing import certainty_in
from firmground.records import Citation, Claim, Question, Reference
from firmground.records.terms import Certainty
from firmground.reports.cards import tell
from firmground.reports.cards.answers import page_of
from firmground.reports.cards.position import position_of
from firmground.reports.cards.reasons import reasons_for
from firmground.tables.audit import Audit

#: Gaps that a card shows as conflicts, each with the other claim and the reason.
_DISPUTES = ("disputed within the article", "disputed between articles")
#: Verdicts on claims that should be worded otherwise.
_TO_REWORD: frozenset[Verdict] = frozenset(
    {"partly supported", "overstated", "disputed", "contradicted", "unsupported", "outdated", "refuted"}
)
#: A text of at least so many characters is said on one card of a page; other cards lead there.
LONG = 150


@dataclass(frozen=True, slots=True)
class Saying:
    """A text, and the id of the claim on whose card of the same page it stands already, if it does."""

    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims, by id, that cannot be true together with this one, for one reason; ``kind`` is the kind of gap."""

    kind: str
    others: tuple[str, ...]
    why: Saying


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A citation; the short name of its reference, if references.bib has it; and whether the rating rests on it."""

    citation: Citation
    name: str | None
    basis: bool


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer of a claim: what was judged, the page of its question, and what the claim says to it.

    ``moved`` tells how certain the question's own answer is, where that is not how certain it is for this claim.
    """

    judged: Judged
    question: Question
    page: str
    says: str
    moved: str


@dataclass(frozen=True, slots=True)
class ShownReference:
    """A reference behind the claim.

    Attributes:
        name: a short name, told apart from the others on the card.
        entry: ``None`` where references.bib has none.
        level: its level in words; ``None`` where it stands on no scale.
    """

    name: str
    entry: Reference | None
    level: str | None


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """The whole chain from the article's sentence to the wording that the evidence allows.

    Attributes:
        claim: the claim itself, and ``grade`` what is derived about it.
        words: the article's own words; ``None`` when its text is not at hand.
        named: the article's own words for its source; ``None`` where it names none.
        topic: what it is about, in short.
        article: the title of the article, or how else it is called.
        place: the address of the passage.
        sentence: the number of its first sentence; ``None`` when the text is not at hand.
        names: short names of the references on the card, by key.
        citations: its citations by role, without those that stand in the list of ``leader``.
        leader: the id of the claim whose list of citations holds for this one too.
        answers: what it answers, the answer that decides first; empty for a claim with a rating of its own.
        unwritten: whether a sentence is expected in its place and nobody has written one.
        said: does the source say it? Empty where nothing is cited: then nothing can be misquoted.
        compared: the same in full, the references of each label; and ``unjudged`` those without a label.
        best: how good is the source? Level and design of the best reference, where levels apply.
        references: the same in full, each reference that is cited or that the rating rests on.
        scale: what the levels stand for, or why there are none; empty for a fact.
        seen: whether a source page was seen for any of the references.
        steps: how the verdict came about, one text for each move of the certainty, by what a step is about.
        meaning: what the verdict means.
        reasons: the steps in short, then the rater's own words.
        signed: who rated it, when, and who reviewed it; and ``rated`` the same in full.
        gaps: its gaps but for disputes, without the reasons that stand at the sources.
        disputes: the claims that cannot be true together with it.
        conflicts: the same in full: id, verdict, claim, reason; those first that this claim wrote down.
        family: the claims that say the same.
        same: where else that is: by article the claims, each with its verdict where that is another one.
    """

    claim: Claim
    grade: Grade
    words: str | None
    named: str | None
    topic: str
    article: str
    place: str | None
    sentence: int | None
    names: Mapping[str, str]
    citations: Mapping[str, tuple[ShownCitation, ...]]
    leader: str | None
    answers: tuple[ShownAnswer, ...]
    unwritten: bool
    said: str
    compared: tuple[tuple[AccuracyRule, str], ...]
    unjudged: str
    best: tuple[int, str] | None
    references: tuple[ShownReference, ...]
    scale: str
    seen: bool
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    meaning: str
    reasons: tuple[Saying, ...]
    signed: str | None
    rated: str | None
    gaps: tuple[Gap, ...]
    disputes: tuple[Dispute, ...]
    conflicts: tuple[tuple[str, str | None, str | None, str], ...]
    family: FamilyView | None
    same: Mapping[str, tuple[tuple[str, str | None], ...]]


def claim_card(audit: Audit, claim: Claim) -> ClaimCard:
    """The card of a claim, also with what other cards say already: see :func:`once`."""
    grade, known = audit.grades[claim.id], audit.contents.references
    article = next(a for a in audit.contents.articles if a.id == claim.article)
    anchored, span, text = audit.anchored.get(article.id), audit.span(claim.id), audit.contents.texts.get(article.id)
    keys = sorted({c.ref for c in claim.citations if c.ref is not None} | set(claim.basis))
    names, cited, leader, best = names_of(keys, known), claim.cited, _leader(audit, claim), best_of(claim, known)
    conflicts = audit.conflicts.get(claim.id, ())
    own = [(conflict.claim, conflict.why) for conflict in claim.conflicts_with]
    return ClaimCard(
        claim=claim,
        grade=grade,
        words=" ".join(text.text[span.start : span.end].split()) if span is not None and text is not None else None,
        named=claim.attribution.as_ if claim.attribution.kind != "none" else None,
        topic=" · ".join(_topic(claim)),
        article=article.title or article.publisher or article.id,
        place=link(article.url, claim.anchor) if article.url else None,
        sentence=next((a.sentence.number for a in anchored.account if claim.id in a.claims), None)
        if anchored
        else None,
        names=names,
        citations=_citations(audit, claim, leader),
        leader=leader.id if leader else None,
        answers=tuple(_answers(audit, grade)),
        unwritten=grade.wording_allowed is None and grade.verdict in _TO_REWORD,
        said=", ".join(_said(cited)),
        compared=tuple(_compared(cited, names)),
        unjudged=listed([names[c.ref] for c in cited if c.accuracy is None and c.ref is not None]),
        best=(best[0], str(known[best[1]].design)) if best else None,
        references=tuple(_reference(name, known.get(key), claim) for key, name in names.items()),
        scale=_scale(claim),
        seen=any(key in known and known[key].verified for key in keys),
        steps=tuple(_steps(claim, grade, known)),
        meaning=next(rule.meaning for rule in verdict_rules().verdicts if rule.name == grade.verdict),
        reasons=tuple(Saying(text) for text in reasons_for(audit, claim, leader)),
        signed=_signature(claim, "page"),
        rated=_signature(claim, "terminal"),
        gaps=tuple(_gap(g, claim) for g in audit.gaps_by_claim.get(claim.id, ()) if g.kind not in _DISPUTES),
        disputes=tuple(_dispute(claim, other, why) for other, why in conflicts),
        conflicts=tuple(_conflict(audit, *pair) for pair in sorted(conflicts, key=lambda pair: pair not in own)),
        family=audit.family_of.get(claim.id),
        same=_same(audit, claim),
    )


def _leader(audit: Audit, claim: Claim) -> Claim | None:
    """The first claim of the same group or question: the sources that they share are shown once."""

    def shares(claim: Claim) -> str | None:
        decided = audit.grades[claim.id].deciding
        return decided.answer.question if decided is not None else claim.group

    if (own := shares(claim)) is None:
        return None
    alike = (c for c in audit.contents.claims_by_article[claim.article] if bool(c.answers) == bool(claim.answers))
    first = next(c for c in alike if shares(c) == own)
    return first if first.id != claim.id else None


def _answers(audit: Audit, grade: Grade) -> Iterator[ShownAnswer]:
    for judged in sorted(grade.answers, key=lambda judged: judged is not grade.deciding):
        if judged.question is not None:
            page, own = page_of(judged.question.id, audit), certainty_in(judged.question, audit.contents.references)
            yield ShownAnswer(judged, judged.question, page, position_of(judged), _moved(judged, own))


def _moved(judged: Judged, own: Certainty | None) -> str:
    here, indirect = judged.certainty, judged.answer.indirect
    if own is None or here is None or own == here:
        return ""
    lower = indirect is not None and points_of(here) < points_of(own)
    why = tell("answer.indirect", because=clause(indirect.because)) if lower and indirect else tell("answer.hides")
    return tell("answer.moved", own=own, here=here, why=why)


def _topic(claim: Claim) -> Iterator[str]:
    yield claim.about
    if claim.condition:
        yield tell("condition.page", term=claim.condition)
    if claim.comparator:
        yield tell("comparator.page", term=claim.comparator)
    yield tell("wording.page", wording=claim.wording)
    if claim.central:
        yield tell("central")


def _said(cited: Iterable[Citation]) -> Iterator[str]:
    """What the sources say, counted. Where the work is only a guess, no article is blamed or praised for it."""
    answers = Counter(
        (tell("said.lost"), False)
        if c.ref is None
        else (c.accuracy or tell("said.unjudged"), c.identified == "possible")
        for c in cited
    )
    for (word, guess), number in answers.items():
        yield tell("said.guesses" if guess else "said.sources", number, word=word)


def _citations(audit: Audit, claim: Claim, leader: Claim | None) -> Mapping[str, tuple[ShownCitation, ...]]:
    found: dict[str, tuple[ShownCitation, ...]] = {}
    for citation in sorted(claim.citations, key=lambda c: c.role):  # cited, then offered
        if leader is None or citation not in leader.citations:
            name = audit.reference_names.get(citation.ref or "")
            shown = ShownCitation(citation, name, basis=citation.ref in claim.basis)
            found[citation.role] = (*found.get(citation.role, ()), shown)
    return found


def _compared(cited: Iterable[Citation], names: Mapping[str, str]) -> Iterator[tuple[AccuracyRule, str]]:
    for word, rule in accuracy_rules().labels.items():
        told = [names[c.ref] for c in cited if c.accuracy == word and c.ref is not None]
        if told:
            yield rule, listed(told)


def _scale(claim: Claim) -> str:
    question = ocebm_question_of(claim.kind)
    asked = next((q for q in ocebm_rules().questions if q.name == question), None)
    if asked is not None:
        return tell("level.scale", asks=asked.asks)
    return "" if claim.form == "fact" else tell("level.no_scale")


def _reference(name: str, entry: Reference | None, claim: Claim) -> ShownReference:
    question = ocebm_question_of(claim.kind)
    if entry is None or question is None or not counts(entry):
        return ShownReference(name, entry, None)
    observational = claim.rating is not None and claim.rating.start == "observational"
    level = level_of(entry, question, observational=observational)
    summed = entry.design is not None and level == ocebm_rules().designs[entry.design].observational
    word = "none" if level is None else "at_best" if summed else "level"
    return ShownReference(name, entry, tell(f"level.{word}", level=level))


def _steps(claim: Claim, grade: Grade, known: Mapping[str, Reference]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The steps, one text for each move of the certainty; what follows the moves says where they end."""
    for step in grade.steps:
        texts = [step.text]
        if step.about == "certainty" and claim.rating is not None and claim.rating.form == "evidence":
            moves = [move.text for move in certainty_of(claim.rating, known).trail]
            if step.text.startswith(whole := " ".join(moves)):
                texts = [*moves, step.text.removeprefix(whole).strip()]
        yield step.about, tuple(texts)


def _signature(claim: Claim, form: str) -> str | None:
    rating = claim.rating
    if rating is None or rating.by is None:
        return None
    state = "reviewed" if rating.reviewed_by else "draft"
    return tell(f"who.{state}.{form}", by=rating.by, on=rating.on, reviewer=rating.reviewed_by)


def _gap(gap: Gap, claim: Claim) -> Gap:
    """The gap; its rule without the reasons that stand beside the sources already."""
    rule = gap.rule
    for citation in claim.citations:
        rule = rule.replace(sentence(citation.why), "")
    return replace(gap, rule=" ".join(rule.split()))


def _dispute(claim: Claim, other: str, why: str) -> Dispute:
    return Dispute(_DISPUTES[other.rpartition("-")[0] != claim.article], (other,), Saying(why))


def _conflict(audit: Audit, other: str, why: str) -> tuple[str, str | None, str | None, str]:
    claim = audit.contents.claims_by_id.get(other)
    return (other, audit.grades[other].verdict, claim.claim, why) if claim else (other, None, None, why)


def _same(audit: Audit, claim: Claim) -> Mapping[str, tuple[tuple[str, str | None], ...]]:
    view, own = audit.family_of.get(claim.id), audit.grades[claim.id].verdict
    found: dict[str, tuple[tuple[str, str | None], ...]] = {}
    for member in sorted(view.members, key=lambda m: m.claim.id) if view else ():
        article = member.claim.article
        name = tell("family.here") if article == claim.article else audit.article_names[article]
        if member.claim.id != claim.id:
            found[name] = (*found.get(name, ()), (member.claim.id, None if member.verdict == own else member.verdict))
    return found


def usual_signature(cards: Iterable[ClaimCard]) -> str | None:
    """Who rated most claims, and when; a page says it once for all of them."""
    signed = Counter(card.signed for card in cards if card.signed)
    return max(signed, key=lambda text: signed[text], default=None)


def once(cards: Iterable[ClaimCard]) -> tuple[ClaimCard, ...]:
    """The cards of one page: a long text stands on the first card that has it, and the usual signature on none."""
    listed, first = tuple(cards), dict[tuple[str, ...], str]()
    usual = usual_signature(listed)

    def pointed(claim: Claim, saying: Saying, *about: str) -> Saying:
        before = first.setdefault((saying.text, *about), claim.id)
        return Saying(saying.text, before) if before != claim.id and len(saying.text) >= LONG else saying

    told = []
    for card in listed:
        about = card.claim.named
        disputes = _together([replace(d, why=pointed(card.claim, d.why)) for d in card.disputes])
        reasons = _one_pointer([pointed(card.claim, reason, *about) for reason in card.reasons])
        signed = None if card.signed == usual else card.signed
        told.append(replace(card, disputes=disputes, reasons=reasons, signed=signed))
    return tuple(told)


def _together(disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Those of one reason, or of reasons that stand at one place, put together."""
    found: dict[tuple[str, str], Dispute] = {}
    for dispute in disputes:
        key = (dispute.kind, dispute.why.before or dispute.why.text)
        found[key] = replace(dispute, others=(*found[key].others, *dispute.others)) if key in found else dispute
    return tuple(found.values())


def _one_pointer(reasons: list[Saying]) -> tuple[Saying, ...]:
    """The reasons; only one of them where all stand on one other card."""
    before = {reason.before for reason in reasons}
    return tuple(reasons[:1] if len(before) == 1 and None not in before else reasons)
