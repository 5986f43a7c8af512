"""Whether what warns is marked as a warning, and whether our own words keep the caution.

Source: "A warning" in the coding guide; the words stand in ``wording.toml``. The mark decides how a claim is judged:
caution is asked for no certainty. Words are no proof, so a claim is only asked to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.anchoring.messages import quoted
from firmground.checks.answers import doubted_care
from firmground.checks.wording_rules import said, sentences
from firmground.records import Claim, Contents, Finding

_OF_HARM = frozenset({"safety", "contraindication"})
#: Words for how often that say that a harm happens.
_HAPPENS = frozenset({"happens", "common", "very common"})


def check_warnings(contents: Contents) -> Iterator[Finding]:
    """A claim that warns is marked, a mark has its reason, and no sentence of ours takes the caution away.

    A claim without answers is asked only where the ledger has questions, and only of the kinds that are about harm or
    advice: a ledger of the old form knows no mark, and would get a finding on each of its warnings.
    """
    for claim in contents.claims():
        if (fault := _flag(claim, contents)) is not None:
            yield Finding("warning-flag-differs", claim.spot and claim.spot.at("claim"), *fault, claim.id)
        if claim.warning and claim.write is not None and (played := played_down(claim.write)) is not None:
            cure = "Say what to watch for or whom to ask in a sentence without doubt; the doubt may stand in another."
            yield Finding("warning-played-down", claim.spot and claim.spot.at("write"), played, cure, claim.id)
    warned = {a.question for c in contents.claims() if c.warning and c.write is None for a in c.answers}
    for question in contents.questions.values():
        if question.id in warned and (doubted := doubted_care(question.answer)) is not None:
            message = f"A warning is answered by this, and the care that it asks for is doubted: {quoted(doubted)}."
            cure = "Say the advice plainly; keep the doubt for the sentence that states the effect."
            spot = question.spot and question.spot.at("answer")
            yield Finding("warning-played-down", spot, message, cure, question.id)


def played_down(text: str) -> str | None:
    """What is wrong with a sentence for the place of a warning: without its doubtful sentences it must still warn."""
    sure = " ".join(s for s in sentences(text) if said(s, "very low") is None)
    if said(text, "caution", "harm", "other caution") is None:
        return "The claim is a warning, and the sentence for its place holds no word of caution."
    if said(sure, "caution", "harm", "other caution") is None:
        return "The claim is a warning, and the sentence for its place only says that the evidence is uncertain."
    return None


def _flag(claim: Claim, contents: Contents) -> tuple[str, str] | None:
    new = bool(claim.answers or claim.warning or claim.no_question)
    if not new and not (contents.questions and (claim.kind in _OF_HARM or claim.kind == "advice")):
        return None
    if claim.warning:
        if _linked(claim, contents) or said(claim.claim, "caution", "harm", "other caution"):
            return None
        return (
            "The claim is marked as a warning, but names no harm and asks for no care, nor does its question.",
            "Delete it in thought: does the article say less about what can go wrong? If not, write warning: false.",
        )
    words = said(claim.claim, "caution")
    if words is None and claim.kind in _OF_HARM and said(claim.claim, "reassuring") is None:
        words = said(claim.claim, "harm")
    if words is not None:
        told = f"The claim is not marked as a warning, but its words hold “{words}”."
    elif claim.kind in _OF_HARM and _says_it_happens(claim, contents):
        told = "The claim is not marked as a warning, but says of a harm that it happens."
    else:
        return None
    return told, "Delete it in thought: if the article then says less about what can go wrong, write warning: true."


def _linked(claim: Claim, contents: Contents) -> bool:
    linked = (contents.questions.get(answer.question) for answer in claim.answers)
    return any(q is None or q.kind == "frequency" or q.precaution or q.items for q in linked)


def _says_it_happens(claim: Claim, contents: Contents) -> bool:
    for answer in claim.answers:
        question = contents.questions.get(answer.question)
        if question is None or question.kind != "frequency" or answer.implied:
            continue
        if answer.often in _HAPPENS or (question.happens is not None and answer.says == "affirms" and not answer.often):
            return True
    return False
