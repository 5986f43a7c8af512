"""Gaps of wording: what is said too firmly, wrongly, without its comparison, or against another claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from firmground.gaps.actions import warns
from firmground.gaps.background import Background, references_cited
from firmground.gaps.kinds import GapKind, Hit, gap_rules
from firmground.gaps.told import filled, sentences
from firmground.grading.grade import Grade
from firmground.grading.naming import name_of, sentence
from firmground.grading.scales import Verdict, text_of
from firmground.grading.standing import sham_siblings
from firmground.records import Claim, Question

#: The gap of each verdict on a warning; a warning that stands has none.
_WARNINGS: Mapping[Verdict, GapKind] = MappingProxyType(
    {
        "stands, but says too little": "warning says too little",
        "stands, but is worded too firmly": "warning too firm",
        "is wrong": "warning is wrong",
        "is not settled": "warning not settled",
    }
)

#: Steps of an explanation that say what is asked, what the claim says to it, what the answer is, and the verdict.
_ASKED = frozenset({"question", "position", "basis", "verdict"})


def overstated(claim: Claim, grade: Grade, background: Background) -> Iterator[Hit]:
    """Firm words on weak evidence, or more than the answer. Source: GRADE guidelines 26; ``grading/rules``.

    A use that is reported as a use has the verdict "in use", and is no overclaim.
    """
    if grade.verdict == "overstated":
        said = f"The wording is {claim.wording}, and the certainty is {text_of(grade.certainty)}."
        yield Hit("overstated", _judged(claim, grade, background) or said)


def contradicted(claim: Claim, grade: Grade, background: Background) -> Iterator[Hit]:
    """The evidence speaks against the claim, or the fact is refuted."""
    if grade.verdict == "contradicted":
        said = f"The evidence speaks against the claim; the certainty is {text_of(grade.certainty)}."
        yield Hit("contradicted", _judged(claim, grade, background) or said)
    elif grade.verdict == "refuted":
        yield Hit("contradicted", _judged(claim, grade, background) or "A source shows that it is not so.")


def disputed_by_evidence(claim: Claim, grade: Grade, background: Background) -> Iterator[Hit]:
    """Evidence on both sides, or against the claim but too weak to settle it: the verdict is disputed."""
    if grade.verdict == "disputed":
        because = next((step.text for step in grade.steps if step.about == "stances"), "")
        said = f"{because} The certainty is {text_of(grade.certainty)}.".strip()
        yield Hit("disputed by the evidence", _judged(claim, grade, background) or said)


def unsupported(claim: Claim, grade: Grade, background: Background) -> Iterator[Hit]:
    """A rated claim on which none of the works says anything clear; of a question, which kind of unknown it is."""
    if grade.verdict == "unsupported":
        said = "None of the works that the rating rests on says anything clear on the claim."
        yield Hit("unsupported", _judged(claim, grade, background) or said)


def warning(claim: Claim, grade: Grade, background: Background) -> Iterator[Hit]:
    """A warning that says too little, too firmly, what is not settled or what is wrong. Source: ``answers.toml``."""
    kind = _WARNINGS.get(grade.verdict)
    if kind is not None:
        question = grade.deciding.question if grade.deciding is not None else None
        figures = question.figures if question is not None else None
        yield Hit(kind, _judged(claim, grade, background), figures=figures)


def _judged(claim: Claim, grade: Grade, background: Background) -> str:
    """What is asked, what the claim says to it, what the answer that decides is, and the verdict.

    Empty for a claim that answers no question.
    """
    words, decided = sentences().overclaim, grade.deciding
    if decided is None:
        return ""
    about = _ASKED | {"wording"} if grade.verdict == "overstated" else _ASKED
    about = about if decided.printed is not None else about - {"basis"}
    told = [step.text for step in grade.steps if step.about in about]
    if decided.certainty is not None and decided.standing not in {"unclear", "nothing"}:
        told.append(filled(words["certainty"], certainty=text_of(decided.certainty)))
    if decided.standing == "gap" and claim.comparator is None and decided.question is not None:
        told += [
            filled(words["sham"], question=sham.id, answer=sentence(sham.written or sham.asks))
            for sham in _shams(decided.question, background)
        ]
    if not warns(claim) and decided.side and decided.question is not None and decided.question.figures:
        told.append(filled(words["figures"], figures=sentence(decided.question.figures)))
    if decided.sense is not None:
        told.append(decided.sense.text)
    return " ".join(told)


def _shams(question: Question, background: Background) -> tuple[Question, ...]:
    """Siblings that compare with sham and have another answer."""
    return sham_siblings(question, background.questions, background.references, background.vocabulary)


def comparator_dropped(claim: Claim, background: Background) -> Iterator[Hit]:
    """A claim that something works and does not say compared with what, although the cited work does.

    Fires only for works that are not mere guesses, that speak to the claim, and whose comparison is on record. It is
    not asked whether the claim would be true against another comparator. Source: CONSORT 2025, item 13.
    """
    if claim.kind not in gap_rules().needs.comparator or claim.comparator is not None:
        return
    if claim.answers:
        yield from _comparison_matters(claim, background)
        return
    for citation, reference in references_cited(claim, background):
        if reference.comparator and citation.stance in {"supports", "partly supports", "contradicts"}:
            name = name_of(reference.key, background.references)
            yield Hit(
                "comparator dropped",
                f"{name} compared with: {sentence(reference.comparator)} The claim names no comparison.",
            )


def _comparison_matters(claim: Claim, background: Background) -> Iterator[Hit]:
    for answer in claim.answers:
        question = background.questions.get(answer.question)
        if question is None or answer.used:
            continue
        for sham in _shams(question, background):
            said, other = (sentence(each.written or each.asks) for each in (question, sham))
            rule = filled(sentences().comparison["sham"], question=question.id, answer=said, sham=sham.id, other=other)
            yield Hit("comparator dropped", rule)


def disputed(claim: Claim, background: Background) -> Iterator[Hit]:
    """Another claim, in another article or in the same one, that cannot be true together with this one."""
    for other, reason in sorted(background.conflicts.get(claim.id, {}).items()):
        twin = background.claims[other]
        why = sentence(reason.why) if reason.at == claim.id else f"Noted at {reason.at}: {sentence(reason.why)}"
        if twin.article == claim.article:
            yield Hit("disputed within the article", f"The same article says ({other}): {sentence(twin.claim)} {why}")
        else:
            yield Hit("disputed between articles", f"Another article says ({other}): {sentence(twin.claim)} {why}")
