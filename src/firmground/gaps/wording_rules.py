"""Gaps of wording: what is said too firmly, wrongly, without its comparison, or against another claim."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.gaps.background import Background, references_cited
from firmground.gaps.kinds import Hit, gap_rules
from firmground.grading.grade import Grade
from firmground.grading.naming import name_of, sentence
from firmground.grading.scales import text_of
from firmground.records import Claim


def overstated(claim: Claim, grade: Grade) -> Iterator[Hit]:
    """Firm words on weak evidence. Source: GRADE guidelines 26, by ``grading/rules/verdict.toml``."""
    if grade.verdict == "overstated":
        yield Hit("overstated", f"The wording is {claim.wording}, and the certainty is {text_of(grade.certainty)}.")


def contradicted(grade: Grade) -> Iterator[Hit]:
    """The evidence speaks against the claim, or the fact is refuted."""
    if grade.verdict == "contradicted":
        yield Hit(
            "contradicted",
            f"The evidence speaks against the claim; the certainty is {text_of(grade.certainty)}.",
        )
    elif grade.verdict == "refuted":
        yield Hit("contradicted", "A source shows that it is not so.")


def disputed_by_evidence(grade: Grade) -> Iterator[Hit]:
    """Evidence on both sides, or against the claim but too weak to settle it: the verdict is disputed."""
    if grade.verdict == "disputed":
        because = next((step.text for step in grade.steps if step.about == "stances"), "")
        yield Hit("disputed by the evidence", f"{because} The certainty is {text_of(grade.certainty)}.".strip())


def unsupported(grade: Grade) -> Iterator[Hit]:
    """A rated claim on which none of the works says anything clear."""
    if grade.verdict == "unsupported":
        yield Hit("unsupported", "None of the works that the rating rests on says anything clear on the claim.")


def comparator_dropped(claim: Claim, background: Background) -> Iterator[Hit]:
    """A claim that something works and does not say compared with what, although the cited work does.

    Fires only for works that are not mere guesses, that speak to the claim, and whose comparison is on record. It is
    not asked whether the claim would be true against another comparator. Source: CONSORT 2025, item 13.
    """
    if claim.kind not in gap_rules().needs.comparator or claim.comparator is not None:
        return
    for citation, reference in references_cited(claim, background):
        if reference.comparator and citation.stance in {"supports", "partly supports", "contradicts"}:
            name = name_of(reference.key, background.references)
            yield Hit(
                "comparator dropped",
                f"{name} compared with: {sentence(reference.comparator)} The claim names no comparison.",
            )


def disputed(claim: Claim, background: Background) -> Iterator[Hit]:
    """Another claim, in another article or in the same one, that cannot be true together with this one."""
    for other, reason in sorted(background.conflicts.get(claim.id, {}).items()):
        twin = background.claims[other]
        why = sentence(reason.why) if reason.at == claim.id else f"Noted at {reason.at}: {sentence(reason.why)}"
        if twin.article == claim.article:
            yield Hit("disputed within the article", f"The same article says ({other}): {sentence(twin.claim)} {why}")
        else:
            yield Hit("disputed between articles", f"Another article says ({other}): {sentence(twin.claim)} {why}")
