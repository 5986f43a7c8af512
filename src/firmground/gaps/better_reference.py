"""The reference that a writer should look at for a claim: the best that the ledger holds and the article does not cite.

Only works on whose stance towards the claim somebody has decided are offered, and newer versions of works that the
article cites. The ledger knows no more works than those; that none is offered does not mean that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firmground.gaps.background import Background, is_old, is_synthesis, references_cited, year_of
from firmground.grading.level import SPEAKS, level_for, ocebm_question_of
from firmground.grading.naming import listed, names_of
from firmground.grading.verdict import verdict_of
from firmground.records import Claim, Reference

#: What may have happened to a work that is offered all the same; any other status takes it out.
_STANDS = frozenset({None, "corrected"})
#: What a work should say to stand behind the verdict; others come after it.
_IN_LINE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "supports": frozenset({"supports"}),
        "partly": frozenset({"partly supports"}),
        "contradicts": frozenset({"contradicts"}),
        "confirmed": frozenset({"supports", "partly supports"}),
        "refuted": frozenset({"contradicts"}),
        "outdated": frozenset({"contradicts"}),
    }
)
#: After the levels of OCEBM, which end at 5.
_NO_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """What to cite.

    Attributes:
        key: of the reference; ``None`` when the ledger has nothing better than what the article cites.
        why: why this one, or why none, in one or two sentences.
    """

    key: str | None
    why: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    reference: Reference
    stances: frozenset[str]
    replaces: str | None

    @property
    def key(self) -> str:
        return self.reference.key


def better_reference(claim: Claim, background: Background) -> Offer:
    """The best work to cite for a claim. The order of citations does not matter.

    Of the works that speak clearly to the claim and still stand (not retracted, withdrawn or superseded), in this
    order: one that the article cites or whose source page somebody has seen; the newer version of a work that the
    article cites; a systematic review that is not old; a work that says what all of them together say; one that the
    rating rests on; the better OCEBM level; one that the article cites already (then nothing better is offered); the
    newer; the first key in the alphabet. A newer version on whose stance nobody has decided comes after all others. For
    questions of fact, reviews and levels are not asked for.

    Source: rule of this project; that reviews come before single studies: MEDRS; when a review is old: Shojania 2007.
    """
    found = _candidates(claim, background)
    if not found:
        return Offer(None, "The ledger holds no work that speaks clearly to this claim.")
    cited = tuple(sorted({reference.key for _, reference in references_cited(claim, background)}))
    best = min(found, key=lambda candidate: _rank(candidate, claim, background, cited))
    names = names_of({best.key, *cited, *([best.replaces] if best.replaces else [])}, background.references)
    if best.key in cited:
        return Offer(None, f"The article cites the best work that the ledger holds on this: {names[best.key]}.")
    if cited:
        has = f"The article cites {listed([names[key] for key in cited])}."
    elif claim.cited:
        has = "What the article cites could not be found for certain."
    else:
        has = "The article cites nothing here."
    return Offer(best.key, f"{_praise(best, claim, background, names)} {has}")


def _candidates(claim: Claim, background: Background) -> list[_Candidate]:
    """Works that still stand, with what they say about the claim and which work of the claim they replace."""
    said: dict[str, set[str]] = {}
    for citation in claim.citations:
        if citation.ref is not None and citation.stance is not None:
            said.setdefault(citation.ref, set()).add(citation.stance)
    replaces: dict[str, str] = {}
    for citation in sorted(claim.cited, key=lambda c: c.ref or ""):
        newest = _newest(citation.ref, background.references)
        if newest is not None and citation.ref is not None:
            replaces.setdefault(newest, citation.ref)
    keys = sorted({key for key, stances in said.items() if stances & SPEAKS} | (replaces.keys() - said.keys()))
    return [
        _Candidate(reference, frozenset(said.get(key, ())), replaces.get(key))
        for key in keys
        if (reference := background.references.get(key)) is not None
        and reference.status in _STANDS
        and reference.supersededby is None
    ]


def _newest(key: str | None, references: Mapping[str, Reference]) -> str | None:
    """The work at the end of the chain "superseded by"; ``None`` where there is none, or the chain goes in a circle."""
    seen = {key}
    reference = references.get(key or "")
    while reference is not None and reference.supersededby is not None:
        if reference.supersededby in seen:
            return None
        seen.add(reference.supersededby)
        reference = references.get(reference.supersededby)
    return reference.key if reference is not None and reference.key != key else None


def _rank(candidate: _Candidate, claim: Claim, background: Background, cited: tuple[str, ...]) -> tuple[object, ...]:
    ruling = verdict_of(claim, background.references)
    wanted = _IN_LINE.get(ruling.summary or ruling.verdict, SPEAKS)
    return (
        not candidate.stances,
        candidate.reference.verified is None and candidate.key not in cited,
        candidate.replaces is None,
        not _is_fresh(candidate.reference, background) if _asks_for_evidence(claim) else False,
        not candidate.stances & wanted,
        candidate.key not in claim.basis,
        level_for(candidate.reference, claim) or _NO_LEVEL,
        candidate.key not in cited,
        -(year_of(candidate.reference) or 0),
        candidate.key,
    )


def _asks_for_evidence(claim: Claim) -> bool:
    return claim.form != "fact" and ocebm_question_of(claim.kind) is not None


def _is_fresh(reference: Reference, background: Background) -> bool:
    """A systematic review that is surely not old: where its year is not known, nobody can say so."""
    dated = year_of(reference) is not None and background.as_of is not None
    return dated and is_synthesis(reference) and not is_old(reference, background)


def _praise(best: _Candidate, claim: Claim, background: Background, names: Mapping[str, str]) -> str:
    """One sentence: what the work is, what it says about the claim, and why it is offered."""
    reference = best.reference
    what = reference.design or "work"
    a = "an" if what[0] in "aeiou" else "a"
    year = f" of {year_of(reference)}" if year_of(reference) is not None else " without a year"
    says = [_says(best.stances)] if best.stances else ["what it says about the claim is not recorded, so read it first"]
    if best.replaces:
        says.append(f"it takes the place of {names[best.replaces]}")
    if best.key in claim.basis:
        says.append("the rating rests on it")
    told = f"{names[best.key]}, {a} {what}{year}: {'; '.join(says)}"
    if _asks_for_evidence(claim) and not _is_fresh(reference, background):
        told += "; the ledger holds no recent systematic review that speaks to this claim"
    return f"{told}."


def _says(stances: frozenset[str]) -> str:
    if "contradicts" in stances:
        return "it speaks both for and against the claim" if len(stances & SPEAKS) > 1 else "it contradicts the claim"
    return "it supports the claim" if "supports" in stances else "it supports the claim in part"
