"""Every case of the verdict table, written out by hand from GRADE guidelines 26."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.grading.rulebook import verdict_rules
from firmground.grading.verdict import summary_of, verdict_of
from firmground.records.terms import Certainty, Stance, Wording, words_of

# Down to each certainty from randomised trials.
DOWN: dict[str, dict[str, Any]] = {
    "high": {},
    "moderate": {"imprecision": {"steps": 1, "because": "x"}},
    "low": {"imprecision": {"steps": 2, "because": "x"}},
    "very low": {"imprecision": {"steps": 2, "because": "x"}, "indirectness": {"steps": 1, "because": "x"}},
}

# stances of the basis, wording: verdict at high, moderate, low, very low
TABLE = [
    (["supports"], "firm", ["supported", "supported", "overstated", "overstated"]),
    (["supports"], "hedged", ["supported", "supported", "supported", "partly supported"]),
    (["partly supports"], "firm", ["partly supported", "partly supported", "overstated", "overstated"]),
    (["partly supports"], "hedged", ["partly supported"] * 4),
    (["contradicts"], "firm", ["contradicted", "contradicted", "contradicted", "disputed"]),
    (["contradicts"], "hedged", ["contradicted", "contradicted", "contradicted", "disputed"]),
    (["supports", "contradicts"], "firm", ["disputed"] * 4),
    (["supports", "contradicts"], "hedged", ["disputed"] * 4),
    (["partly supports", "contradicts"], "firm", ["disputed"] * 4),
    (["partly supports", "contradicts"], "hedged", ["disputed"] * 4),
    (["does not address"], "firm", ["unsupported"] * 4),
    (["does not address"], "hedged", ["unsupported"] * 4),
    (["unclear"], "firm", ["unsupported"] * 4),
    (["unclear"], "hedged", ["unsupported"] * 4),
]


@pytest.mark.parametrize(("stances", "wording", "verdicts"), TABLE)
def test_every_row(make: Any, stances: list[str], wording: str, verdicts: list[str]) -> None:
    keys = [f"work{number}" for number in range(len(stances))]
    citations = [make.citation(key, stance) for key, stance in zip(keys, stances, strict=True)]
    for (certainty, down), expected in zip(DOWN.items(), verdicts, strict=True):
        claim = make.claim(make.rating(*keys, certainty=certainty, down=down), citations, wording=wording)
        ruling = verdict_of(claim, {})
        assert (ruling.certainty, ruling.verdict) == (certainty, expected)


@pytest.mark.parametrize("fact", ["confirmed", "outdated", "refuted", "cannot be verified"])
def test_facts_are_taken_straight(make: Any, fact: str) -> None:
    ruling = verdict_of(make.claim(make.fact(fact, "x"), kind="history"), {})
    assert (ruling.verdict, ruling.certainty, ruling.summary) == (fact, None, None)


def test_what_nobody_rated_has_no_verdict(make: Any) -> None:
    assert verdict_of(make.claim(None), {}).verdict == "not rated"
    assert verdict_of(make.claim({"not_rated": "No time."}), {}).verdict == "not rated"


@pytest.mark.parametrize(
    ("stances", "summary"),
    [
        ([], "silent"),
        ([None], "silent"),
        (["unclear", "does not address"], "silent"),
        (["supports"], "supports"),
        (["supports", "partly supports", "unclear"], "supports"),
        (["partly supports", "does not address"], "partly"),
        (["contradicts", "unclear", None], "contradicts"),
        (["contradicts", "partly supports"], "mixed"),
        (["contradicts", "supports", "partly supports"], "mixed"),
    ],
)
def test_what_stances_say_together(stances: list[Stance | None], summary: str) -> None:
    assert summary_of(stances) == summary


def test_only_works_of_the_basis_are_heard(make: Any) -> None:
    citations = [make.citation("a"), make.citation("b", "contradicts"), make.citation(None, None, role="cited")]
    assert verdict_of(make.claim(make.rating("a"), citations), {}).verdict == "supported"


def test_all_citations_of_a_work_are_heard_whatever_their_role(make: Any) -> None:
    citations = [make.citation("a"), make.citation("a", "contradicts", role="cited", identified="probable")]
    assert verdict_of(make.claim(make.rating("a"), citations), {}).verdict == "disputed"


def test_a_work_without_citation_says_nothing(make: Any) -> None:
    assert verdict_of(make.claim(make.rating("a")), {}).verdict == "unsupported"


@pytest.mark.parametrize(("status", "verdict"), [("retracted", "unsupported"), ("withdrawn", "unsupported")])
def test_a_retracted_work_counts_for_nothing(make: Any, status: str, verdict: str) -> None:
    references = make.references(make.reference("a", status=status))
    assert verdict_of(make.claim(make.rating("a"), [make.citation("a")]), references).verdict == verdict


@pytest.mark.parametrize("direction", ["for", "against", "mixed", "none"])
def test_direction_is_not_asked(make: Any, direction: str) -> None:
    claim = make.claim(make.rating("a"), [make.citation("a", "contradicts")], direction=direction)
    assert verdict_of(claim, {}).verdict == "contradicted"


def test_the_arithmetic_counts_and_not_what_was_typed(make: Any) -> None:
    rating = make.rating("a", certainty="high", down=DOWN["low"])
    assert verdict_of(make.claim(rating, [make.citation("a")]), {}).verdict == "overstated"


def test_a_start_that_is_not_known_leaves_the_stored_certainty(make: Any) -> None:
    rating = make.rating("a", certainty="low").model_copy(update={"start": "adopted"})
    ruling = verdict_of(make.claim(rating, [make.citation("a")]), {})
    assert (ruling.certainty, ruling.verdict) == ("low", "overstated")


STANDING: dict[str, int | None] = {rule.name: rule.standing for rule in verdict_rules().verdicts}
STANCES = st.lists(st.sampled_from(words_of(Stance)), min_size=1, max_size=5)
CASES = {
    "certainty": st.sampled_from(words_of(Certainty)),
    "wording": st.sampled_from(words_of(Wording)),
    "stances": STANCES,
}


def stand(make: Any, stances: list[str], wording: str, certainty: str) -> int:
    keys = [f"work{number}" for number in range(len(stances))]
    citations = [make.citation(key, stance) for key, stance in zip(keys, stances, strict=True)]
    claim = make.claim(make.rating(*keys, certainty=certainty, down=DOWN[certainty]), citations, wording=wording)
    standing = STANDING[verdict_of(claim, {}).verdict]
    assert standing is not None
    return standing


@given(**CASES)
def test_a_contradicting_work_never_improves_a_verdict(
    make: Any, stances: list[str], wording: str, certainty: str
) -> None:
    before = stand(make, stances, wording, certainty)
    assert stand(make, [*stances, "contradicts"], wording, certainty) <= before


@given(stances=STANCES, certainty=CASES["certainty"])
def test_careful_wording_never_makes_a_verdict_worse(make: Any, stances: list[str], certainty: str) -> None:
    assert stand(make, stances, "hedged", certainty) >= stand(make, stances, "firm", certainty)


@given(stances=STANCES, wording=CASES["wording"], seed=st.randoms(use_true_random=False))
def test_the_order_of_citations_and_basis_does_not_matter(
    make: Any, stances: list[str], wording: str, seed: random.Random
) -> None:
    keys = [f"work{number}" for number in range(len(stances))]
    citations = [make.citation(key, stance) for key, stance in zip(keys, stances, strict=True)]
    straight = make.claim(make.rating(*keys), citations, wording=wording)
    seed.shuffle(keys)
    seed.shuffle(citations)
    assert verdict_of(make.claim(make.rating(*keys), citations, wording=wording), {}) == verdict_of(straight, {})


def test_the_standing_of_verdicts_by_hand() -> None:
    order = ["supported", "partly supported", "overstated", "unsupported", "disputed", "contradicted"]
    assert sorted(order, key=lambda name: -(STANDING[name] or 0)) == order
    facts = ["confirmed", "outdated", "refuted", "cannot be verified", "not rated"]
    assert [STANDING[name] for name in facts] == [None] * 5
