"""How a verdict came about, step by step, in words that a student understands; each step names its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from firmground.grading.arithmetic import certainty_of
from firmground.grading.level import counts, ocebm_question_of
from firmground.grading.naming import clause, listed, names_of, sentence
from firmground.grading.rulebook import ocebm_rules, verdict_rules, wording_rules
from firmground.grading.scales import text_of
from firmground.grading.verdict import Ruling
from firmground.grading.wording import family_of
from firmground.plurals import plural
from firmground.records import Claim, EvidenceRating, FactRating, NotRated, Reference
from firmground.records.terms import Certainty, words_of
from firmground.records.terms import Stance as StanceWords

#: What one work, and several works, say about a claim.
_SAY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "supports": ("supports the claim", "support the claim"),
        "partly supports": ("supports the claim in part", "support the claim in part"),
        "contradicts": ("contradicts the claim", "contradict the claim"),
        "does not address": ("does not address the claim", "do not address the claim"),
        "unclear": ("is unclear on the claim", "are unclear on the claim"),
    }
)
#: How an article words a claim.
_WORDED: Mapping[str, str] = MappingProxyType(
    {"firm": "firm: it states the claim as settled", "hedged": "careful: it leaves room for doubt"}
)
#: What a primary and a secondary source are, of one work and of several.
_SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "primary": (" as a primary source (at first hand)", " as primary sources (at first hand)"),
        "secondary": (" as a secondary source (at second hand)", " as secondary sources (at second hand)"),
        "none": ("", ""),
    }
)


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One step of the explanation.

    Attributes:
        about: what it is about.
        text: its sentences.
        rule: the rule that gave it, as `firmground explain grading` names it.
    """

    about: Literal["basis", "stances", "certainty", "wording", "verdict", "level", "question", "position", "unknown"]
    text: str
    rule: str


def explain(
    claim: Claim, ruling: Ruling, best: tuple[int, str] | None, references: Mapping[str, Reference]
) -> tuple[GradeStep, ...]:
    """The steps that lead to a verdict, in order; joined they are one plain paragraph.

    Args:
        claim: the claim.
        ruling: the verdict and what it was derived from.
        best: OCEBM level and key of the best work; ``None`` where no level applies.
        references: by key; gives works their names and designs.
    """
    rating = claim.rating
    if rating is not None and rating.form == "evidence":
        return _evidence(claim, rating, ruling, best, references)
    if rating is not None and rating.form == "fact":
        return _fact(claim, rating, ruling, references)
    return (GradeStep("verdict", _not_rated(rating), "verdict: not rated"),)


def _evidence(
    claim: Claim,
    rating: EvidenceRating,
    ruling: Ruling,
    best: tuple[int, str] | None,
    references: Mapping[str, Reference],
) -> tuple[GradeStep, ...]:
    keys = claim.basis
    names = names_of(keys, references)
    assert ruling.rule is not None  # an evidence rating always has one
    first = (
        GradeStep("basis", _basis(claim, keys), f"what is rated: {family_of(claim)}"),
        GradeStep("stances", _stances(ruling, keys, names), f"studies together: {ruling.summary}"),
    )
    verdict = f"So the verdict is “{ruling.verdict}”:"
    if ruling.certainty is None:
        told = f"{verdict} no work that counts is left, so no certainty is given."
        return (*first, GradeStep("verdict", told, "not counted: retracted or withdrawn"))
    case = f"{ruling.summary}, {claim.wording}, {ruling.certainty}"
    return (
        *first,
        certainty_step(rating, ruling.certainty, references),
        GradeStep("wording", f"The article’s wording is {_WORDED[claim.wording]}.", f"wording: {claim.wording}"),
        GradeStep("verdict", f"{verdict} {ruling.rule.because}.", f"verdict: {case}"),
        level_step(claim, best, references, names),
    )


def _basis(claim: Claim, keys: tuple[str, ...]) -> str:
    said = wording_rules().rated
    rated = said.get(claim.kind) or said.get(family_of(claim))
    rests = f"The rating rests on {plural(len(keys), 'one work', f'{len(keys)} works')}."
    return f"{rated} {rests}" if rated else rests


def _stances(ruling: Ruling, keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    parts = []
    for stance in words_of(StanceWords):
        who = [names[key] for key, said in ruling.heard.items() if stance in said]
        if who:
            parts.append(f"{listed(who)} {_SAY[stance][len(who) > 1]}")
    told = [sentence("; ".join(parts))] if parts else []
    untold = [names[key] for key, said in ruling.heard.items() if not said]
    if untold:
        told.append(f"What {listed(untold)} {plural(len(untold), 'says', 'say')} about the claim is not recorded.")
    lost = _lost(keys, ruling.heard, names)
    if lost:
        told.append(f"{lost}, so {plural(len(keys) - len(ruling.heard), 'it does', 'they do')} not count.")
    # Where all say the same, that has been said.
    if ruling.summary is not None and len(set(ruling.heard.values())) > 1:
        told.append(verdict_rules().summaries[ruling.summary].says)
    return " ".join(told)


def _lost(keys: tuple[str, ...], kept: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Which works of a basis were retracted or withdrawn, as the beginning of a sentence; empty when none was."""
    lost = [names[key] for key in keys if key not in kept]
    return f"{listed(lost)} {plural(len(lost), 'was', 'were')} retracted or withdrawn" if lost else ""


def certainty_step(rating: EvidenceRating, certainty: Certainty, references: Mapping[str, Reference]) -> GradeStep:
    """How the certainty came about, as a step of the explanation."""
    worked = certainty_of(rating, references)
    moves = [f"{move.domain} {move.steps:+d}".replace("-", "−") for move in worked.trail if move.steps]
    rule = f"GRADE: {', '.join([f'start {rating.start}', *moves])}"
    if worked.certainty is None:
        return GradeStep("certainty", f"{worked.text} The file says {text_of(certainty)}.", rule)
    end = "So it is" if moves else "Nothing moves it, so it is"
    text = f"{worked.text} {end} {text_of(certainty)}, on the GRADE scale."
    if rating.certainty != certainty:
        text += f" The file says {rating.certainty}, which does not follow from its steps; the steps count."
    return GradeStep("certainty", text, rule)


def level_step(
    claim: Claim, best: tuple[int, str] | None, references: Mapping[str, Reference], names: Mapping[str, str]
) -> GradeStep:
    """The best design among the works, as a step of the explanation."""
    question = ocebm_question_of(claim.kind)
    if question is None:
        text = "No level of study design is given: the table (OCEBM 2011) has no question on how a treatment works."
    elif best is None:
        text = "No level of study design is given: none of the works is of a design that the table (OCEBM 2011) ranks."
    else:
        level, key = best
        design = str(references[key].design)
        most = "at best " if level == ocebm_rules().designs[design].observational else ""
        text = (
            f"The best design among the works is {'an' if design[0] in 'aeiou' else 'a'} {design} ({names[key]}): "
            f"{most}level {level} of 5, where 1 is best (OCEBM 2011)."
        )
    return GradeStep("level", text, f"OCEBM 2011: {question or 'no question'}")


def _fact(
    claim: Claim, rating: FactRating, ruling: Ruling, references: Mapping[str, Reference]
) -> tuple[GradeStep, ...]:
    assert ruling.rule is not None  # a fact rating always has one
    keys = claim.basis
    names = names_of(keys, references)
    if not keys:
        basis = "This is a question of fact; the ledger names no work for it."
    else:
        source = _SOURCES[rating.source][len(keys) > 1]
        basis = f"This is a question of fact; it was checked against {listed([names[key] for key in keys])}{source}."
    lost = _lost(keys, {key: None for key in keys if counts(references.get(key))}, names)
    if lost:
        basis += f" {lost}, so another source is needed."
    verdict = f"The verdict is “{ruling.verdict}”: {ruling.rule.because}. {sentence(rating.why)}"
    return (
        GradeStep("basis", basis, f"fact: {'no' if not keys or rating.source == 'none' else rating.source} source"),
        GradeStep("verdict", verdict, f"fact: {rating.fact}"),
    )


def _not_rated(rating: NotRated | None) -> str:
    if rating is None:
        return "Nobody has rated this claim, so there is no verdict."
    return f"This claim is not rated, so there is no verdict: {clause(rating.why)}."
