"""Gaps of currency: what was retracted, replaced or has grown old, as of the ledger's own date."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.gaps.background import (
    Background,
    happened_to,
    is_old,
    is_synthesis,
    least_age,
    references_cited,
    speaks,
    year_of,
)
from firmground.gaps.kinds import Hit, gap_rules
from firmground.grading.grade import Grade
from firmground.grading.level import counts
from firmground.grading.naming import name_of, sentence
from firmground.records import Claim, Reference

#: What a work does that the article does not cite.
_RESTS = "the rating rests on it"


def retracted(claim: Claim, background: Background) -> Iterator[Hit]:
    """A cited work, or one that the rating rests on, that was retracted, withdrawn, corrected or put in doubt.

    Works that the article only possibly means are included: a retraction is worth a look, and the sentence says so. A
    correction matters where the corrected part bears on the question. No entry says which part that is, so somebody has
    to look: once per question, at the first claim that answers it, and where the article itself cites the work.
    """
    for reference, role in _leaned_on(claim, background, guesses=True):
        if reference.status == "corrected" and role == _RESTS and _told_before(claim, background):
            continue
        if reference.status in {"retracted", "withdrawn", "corrected", "expression of concern"}:
            name = name_of(reference.key, background.references)
            note = f" {sentence(reference.statusnote)}" if reference.statusnote else ""
            yield Hit(
                "retracted or corrected",
                f"{name} {happened_to(reference)}; {role}.{note}",
                lesser=reference.status == "corrected",
            )


def superseded(claim: Claim, background: Background) -> Iterator[Hit]:
    """A cited work, or one that the rating rests on, that a newer version has replaced. Source: Garner 2016."""
    for reference, role in _leaned_on(claim, background, guesses=False):
        if reference.replaced:
            name = name_of(reference.key, background.references)
            newer = reference.supersededby
            by = f" by {name_of(newer, background.references)}" if newer is not None else ""
            note = f" {sentence(reference.statusnote)}" if reference.statusnote and not by else ""
            yield Hit("newer version", f"{name} has been superseded{by}; {role}.{note}")


def outdated(grade: Grade) -> Iterator[Hit]:
    """A fact that was so once and is so no longer."""
    if grade.verdict == "outdated":
        yield Hit("outdated fact", "A source shows that it was so once and is so no longer.")


def old_review(claim: Claim, background: Background) -> Iterator[Hit]:
    """A cited systematic review that is surely older than the limit, 5.5 years by default. Source: Shojania 2007."""
    for _, reference in references_cited(claim, background):
        if is_synthesis(reference) and is_old(reference, background):
            yield Hit("old review", _aged(reference, "old_review_years", background))


def old_guideline(claim: Claim, background: Background) -> Iterator[Hit]:
    """A guideline, cited or of the rating's basis, that is surely older than the limit, 3 years by default.

    Source: Martínez García 2014. A superseded one is left to :func:`superseded`, which names what to read instead.
    """
    for reference, role in _leaned_on(claim, background, guesses=False):
        is_guideline = reference.design == "guideline" and not reference.replaced
        if is_guideline and is_old(reference, background, "old_guideline_years"):
            yield Hit("old guideline", _aged(reference, "old_guideline_years", background, f"; {role}"))


def _aged(reference: Reference, limit: str, background: Background, role: str = "") -> str:
    """How old a work is at least, by which limit that is old, and what is known of works of that age."""
    age = least_age(reference, background.as_of)
    return (
        f"{name_of(reference.key, background.references)} came out in {year_of(reference)}: at least {age:.1f} years "
        f"before {background.as_of} (limit: {background.limits[limit]:g} years){role}. "
        f"{gap_rules().thresholds[limit].share.capitalize()}."
    )


def primary_study(claim: Claim, background: Background) -> Iterator[Hit]:
    """A single study cited, and no review, although the ledger holds one on this claim. Source: MEDRS.

    The review must stand among the claim's citations, speak to the claim, count (not be retracted), and be no older
    than the study; where a year is not known the rule does not fire.
    """
    designs = gap_rules().designs
    cited = list(references_cited(claim, background))
    if any(reference.design in designs.synthesis for _, reference in cited):
        return
    reviews = [
        (year_of(reference) or 0, reference.key)
        for citation in claim.citations
        if speaks(citation)
        and (reference := background.references.get(citation.ref or "")) is not None
        and reference.design in designs.synthesis
        and counts(reference)
    ]
    for _, study in cited:
        year = year_of(study)
        if study.design not in designs.study or year is None:
            continue
        newest, key = max(reviews, default=(0, ""))
        if newest >= year:
            name, review = (name_of(k, background.references) for k in (study.key, key))
            yield Hit("primary study cited", f"The article cites {name} ({study.design}), and no review; see {review}.")


def _told_before(claim: Claim, background: Background) -> bool:
    """Whether every question that the claim answers is answered by an earlier claim, too."""
    return bool(claim.answers) and all(background.asked_first.get(a.question) != claim.id for a in claim.answers)


def _leaned_on(claim: Claim, background: Background, *, guesses: bool) -> Iterator[tuple[Reference, str]]:
    """Works that the article cites or the rating rests on, by key, each once, with its part in the claim."""
    cited = {reference.key for _, reference in references_cited(claim, background)}
    possible = {c.ref for c in claim.cited if c.ref is not None} - cited
    rested = set(claim.basis)
    for key in sorted(cited | rested | (possible if guesses else set())):
        reference = background.references.get(key)
        if reference is None:
            continue
        role = "the article cites it" if key in cited else "the article possibly means it" if key in possible else ""
        rests = _RESTS if key in rested else ""
        yield reference, " and ".join(part for part in (role, rests) if part)
