"""Where the words come from that may be printed: written by a person, never made by the program."""

from __future__ import annotations

from typing import Any

import pytest

from firmground.grading.grade import grade
from firmground.grading.rulebook import wording_rules
from firmground.grading.wording import family_of


@pytest.mark.parametrize(
    ("kind", "direction", "family"),
    [
        ("efficacy", "for", "direct"),
        ("comparative efficacy", "against", "direct"),
        ("safety", "for", "direct"),
        ("mechanism", "for", "direct"),
        ("usage", "for", "use"),
        # a use that the claim speaks against is no use that helps
        ("usage", "against", "implied"),
        ("usage", "none", "implied"),
        ("advice", "for", "implied"),
        ("contraindication", "against", "implied"),
    ],
)
def test_what_was_rated_depends_on_the_kind(make: Any, kind: str, direction: str, family: str) -> None:
    assert family_of(make.claim(None, kind=kind, direction=direction)) == family


def test_no_sentence_is_made_of_a_claim(make: Any) -> None:
    """A prefix before the sentence that it criticises was no help; what nobody has written is not there."""
    rated = make.claim(make.rating("a"), [make.citation("a")])
    for claim in (rated, make.claim(make.fact("confirmed", "a"), kind="history"), make.claim(None)):
        assert grade(claim, {}).wording_allowed is None
    own = make.claim(make.rating("a"), [make.citation("a")], write="Honey {may} ease a cough.")
    assert grade(own, {}).wording_allowed == "Honey {may} ease a cough."


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
