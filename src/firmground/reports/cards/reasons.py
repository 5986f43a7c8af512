"""How a verdict came about, without what stands on the same card already."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.grading.arithmetic import Move, certainty_of
from firmground.grading.level import counts
from firmground.grading.rulebook import grade_rules, verdict_rules, wording_rules
from firmground.grading.verdict import verdict_of
from firmground.grading.wording import family_of
from firmground.records import Claim
from firmground.reports.cards import tell
from firmground.tables.audit import Audit


def reasons_for(audit: Audit, claim: Claim, leader: Claim | None) -> Iterator[str]:
    """The steps to the verdict, then the rater's own words.

    What stands on the card already is left out: what each of several works says, which of them the rating rests on,
    the wording, the level, and the words of the verdict.

    Args:
        audit: all stages of one reading of the ledger.
        claim: the claim.
        leader: the claim whose list of sources holds for this one too.
    """
    rating, known = claim.rating, audit.contents.references
    if claim.answers:
        told = (s.text for s in audit.grades[claim.id].steps if s.about in {"certainty", "wording", "verdict"})
        yield " ".join(told)
        if rating is not None and rating.form == "evidence":
            yield tell("reasons.rater", why=rating.why)
        return
    steps = {step.about: step.text for step in audit.grades[claim.id].steps}
    ruling = verdict_of(claim, known)
    several = ruling.summary is not None and len(ruling.heard) > 1
    if ruling.summary is not None and several:
        steps["stances"] = verdict_rules().summaries[ruling.summary].says
    shown = _basis_is_shown(audit, claim, leader)
    if rating is not None and rating.form == "fact" and shown:
        yield rating.why
        return
    if rating is not None and rating.form == "evidence" and shown and ruling.rule is not None:
        said, worked = wording_rules().rated, certainty_of(rating, known)
        if worked.certainty == ruling.certainty == rating.certainty:
            unmoved = "" if any(move.steps for move in worked.trail) else tell("reasons.unmoved")
            rated = said.get(claim.kind) or said.get(family_of(claim)) or ""
            moves = " ".join(_move(move) for move in worked.trail)
            so = tell("reasons.so", because=ruling.rule.because)
            yield " ".join(part for part in (rated, steps["stances"] if several else "", moves, unmoved, so) if part)
            yield tell("reasons.rater", why=rating.why)
            return
    yield " ".join(steps[about] for about in ("basis", "stances", "certainty", "verdict") if about in steps)
    if rating is not None and rating.form == "evidence":
        yield tell("reasons.rater", why=rating.why)


def _move(move: Move) -> str:
    """A move of the certainty, without the explanation of its domain: that stands once above all cards."""
    rules = grade_rules()
    plain = next((rule.plain for rule in (*rules.down, *rules.up) if rule.name == move.domain), "")
    return move.text.replace(f"{move.domain} ({plain})", move.domain)


def _basis_is_shown(audit: Audit, claim: Claim, leader: Claim | None) -> bool:
    """Whether the list of sources says all that there is to say on the works that the rating rests on.

    Not where a work is missing in the list or does not count any more, nor where the list of another claim, which rests
    on other works, stands for this one.
    """
    if not claim.basis:
        return claim.rating is not None and claim.rating.form == "fact" and claim.rating.source == "none"
    if leader is not None and leader.basis != claim.basis:
        return False
    listed, known = {citation.ref for citation in claim.citations}, audit.contents.references
    return all(key in listed and counts(known.get(key)) for key in claim.basis)
