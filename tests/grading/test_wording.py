"""The allowed sentence, by hand: GRADE guidelines 26 (moderate: probably, low: may, very low: very uncertain)."""

from __future__ import annotations

from typing import Any

import pytest

from firmground.grading.grade import grade
from firmground.grading.rulebook import wording_rules

DOWN: dict[str, dict[str, Any]] = {
    "high": {},
    "moderate": {"imprecision": {"steps": 1, "because": "x"}},
    "low": {"imprecision": {"steps": 2, "because": "x"}},
    "very low": {"imprecision": {"steps": 2, "because": "x"}, "indirectness": {"steps": 1, "because": "x"}},
}

# family, stances of the basis: sentence at high, moderate, low, very low, up to the colon before the claim
FORMS = [
    (
        "direct",
        ["supports"],
        [
            "Good evidence shows this",
            "This is probably so",
            "This may be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about this",
        ],
    ),
    (
        "direct",
        ["partly supports"],
        [
            "Good evidence shows part of this, but not all",
            "Part of this is probably so, but not all is shown",
            "Part of this may be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about this, and supports it only in part",
        ],
    ),
    (
        "direct",
        ["supports", "contradicts"],
        [
            "Studies disagree on this",
            "Studies disagree on this",
            "Studies disagree on this, and they are of low certainty",
            "Studies disagree on this, and the evidence is very uncertain",
        ],
    ),
    (
        "direct",
        ["contradicts"],
        [
            "Good evidence speaks against this",
            "This is probably not so",
            "This may not be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about this, and what there is speaks against it",
        ],
    ),
    ("direct", ["unclear"], ["The works that were looked at do not show this"] * 4),
    (
        "use",
        ["supports"],
        [
            "Good evidence shows that this use helps",
            "This use probably helps",
            "This use may help, as evidence of low certainty suggests",
            "The evidence is very uncertain on whether this use helps",
        ],
    ),
    (
        "use",
        ["partly supports"],
        [
            "Good evidence shows that this use helps, but only in part",
            "This use probably helps, but only in part",
            "This use may help in part, as evidence of low certainty suggests",
            "The evidence is very uncertain on whether this use helps, and supports it only in part",
        ],
    ),
    (
        "use",
        ["supports", "contradicts"],
        [
            "Studies disagree on whether this use helps",
            "Studies disagree on whether this use helps",
            "Studies disagree on whether this use helps, and they are of low certainty",
            "Studies disagree on whether this use helps, and the evidence is very uncertain",
        ],
    ),
    (
        "use",
        ["contradicts"],
        [
            "Good evidence speaks against this use",
            "This use probably does not help",
            "This use may not help, as evidence of low certainty suggests",
            "The evidence is very uncertain on whether this use helps, and what there is speaks against it",
        ],
    ),
    ("use", ["does not address"], ["The works that were looked at do not show whether this use helps"] * 4),
    (
        "implied",
        ["supports"],
        [
            "Good evidence shows what this implies",
            "What this implies is probably so",
            "What this implies may be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about what this implies",
        ],
    ),
    (
        "implied",
        ["partly supports"],
        [
            "Good evidence shows part of what this implies, but not all",
            "Part of what this implies is probably so, but not all is shown",
            "Part of what this implies may be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about what this implies, and supports it only in part",
        ],
    ),
    (
        "implied",
        ["supports", "contradicts"],
        [
            "Studies disagree on what this implies",
            "Studies disagree on what this implies",
            "Studies disagree on what this implies, and they are of low certainty",
            "Studies disagree on what this implies, and the evidence is very uncertain",
        ],
    ),
    (
        "implied",
        ["contradicts"],
        [
            "Good evidence speaks against what this implies",
            "What this implies is probably not so",
            "What this implies may not be so, as evidence of low certainty suggests",
            "The evidence is very uncertain about what this implies, and what there is speaks against it",
        ],
    ),
    ("implied", ["unclear"], ["The works that were looked at do not show what this implies"] * 4),
]
KIND = {"direct": "efficacy", "use": "usage", "implied": "advice"}


@pytest.mark.parametrize(("family", "stances", "sentences"), FORMS)
def test_every_form(make: Any, family: str, stances: list[str], sentences: list[str]) -> None:
    keys = [f"work{number}" for number in range(len(stances))]
    citations = [make.citation(key, stance) for key, stance in zip(keys, stances, strict=True)]
    for (certainty, down), expected in zip(DOWN.items(), sentences, strict=True):
        claim = make.claim(make.rating(*keys, certainty=certainty, down=down), citations, kind=KIND[family])
        assert grade(claim, {}).wording_allowed == f"{expected}: Dry needling relieves pain."


@pytest.mark.parametrize(
    ("kind", "direction", "begins"),
    [
        ("efficacy", "for", "Good evidence shows this:"),
        ("comparative efficacy", "against", "Good evidence shows this:"),
        ("safety", "for", "Good evidence shows this:"),
        ("mechanism", "for", "Good evidence shows this:"),
        ("usage", "for", "Good evidence shows that this use helps:"),
        # a use that the claim speaks against is no use that helps
        ("usage", "against", "Good evidence shows what this implies:"),
        ("usage", "none", "Good evidence shows what this implies:"),
        ("advice", "for", "Good evidence shows what this implies:"),
        ("contraindication", "against", "Good evidence shows what this implies:"),
    ],
)
def test_what_was_rated_depends_on_the_kind(make: Any, kind: str, direction: str, begins: str) -> None:
    claim = make.claim(make.rating("a"), [make.citation("a")], kind=kind, direction=direction)
    assert str(grade(claim, {}).wording_allowed).startswith(begins)


def test_no_sentence_for_facts_and_what_is_not_rated(make: Any) -> None:
    assert grade(make.claim(make.fact("confirmed", "a"), kind="history"), {}).wording_allowed is None
    assert grade(make.claim(None), {}).wording_allowed is None
    assert grade(make.claim({"not_rated": "No time."}), {}).wording_allowed is None


def test_the_claim_stands_in_it_word_for_word_and_ends_once(make: Any) -> None:
    rating, citations = make.rating("a"), [make.citation("a")]
    braces = grade(make.claim(rating, citations, claim="A {claim} of {x} holds"), {}).wording_allowed
    assert braces == "Good evidence shows this: A {claim} of {x} holds."
    asked = grade(make.claim(rating, citations, claim="Does it help?"), {}).wording_allowed
    assert asked == "Good evidence shows this: Does it help?"


def test_grade_verbs_by_hand() -> None:
    """The moderate column of GRADE guidelines 26, for an effect of ordinary size."""
    assert {verb.certainty: verb.moderate for verb in wording_rules().verbs} == {
        "high": "X reduces/increases Y",
        "moderate": "X likely/probably reduces/increases Y",
        "low": "X may reduce/increase Y",
        "very low": "The evidence is very uncertain about the effect of X on Y",
    }
    assert {verb.certainty: verb.large for verb in wording_rules().verbs if verb.certainty != "very low"} == {
        "high": "X results in a large reduction/increase in Y",
        "moderate": "X likely/probably results in a large reduction/increase in Y",
        "low": "X may result in a large reduction/increase in Y",
    }
    assert {verb.certainty: verb.small for verb in wording_rules().verbs if verb.certainty != "very low"} == {
        "high": "X reduces/increases Y slightly",
        "moderate": "X likely/probably reduces/increases Y slightly",
        "low": "X may reduce/increase Y slightly",
    }
    assert {verb.certainty: verb.none for verb in wording_rules().verbs if verb.certainty != "very low"} == {
        "high": "X results in little to no difference in Y",
        "moderate": "X likely results in little to no difference in Y",
        "low": "X may result in little to no difference in Y",
    }
    # One sentence for all sizes where the evidence is very uncertain.
    last = wording_rules().verbs[-1]
    assert last.large == last.moderate == last.small == last.none
