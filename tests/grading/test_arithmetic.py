"""GRADE worked out by hand from PMC6692166 table 1, BMJ Open 215908 table 1 and GRADE guidelines 9."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.grading.arithmetic import certainty_of, moved, start_of
from firmground.grading.scales import CERTAINTIES, points_of
from firmground.records import EvidenceRating
from firmground.records.terms import DownDomain, UpDomain, words_of

DOWN = words_of(DownDomain)
UP = words_of(UpDomain)


def steps(**domains: int) -> dict[str, Any]:
    return {name.replace("_", " "): {"steps": number, "because": "Few people."} for name, number in domains.items()}


@pytest.mark.parametrize(
    ("start", "down", "up", "expected"),
    [
        # where it starts
        ("randomised", {}, {}, "high"),
        ("observational", {}, {}, "low"),
        # every domain goes down one for serious, two for very serious
        ("randomised", {"risk_of_bias": 1}, {}, "moderate"),
        ("randomised", {"risk_of_bias": 2}, {}, "low"),
        ("randomised", {"inconsistency": 1}, {}, "moderate"),
        ("randomised", {"inconsistency": 2}, {}, "low"),
        ("randomised", {"indirectness": 1}, {}, "moderate"),
        ("randomised", {"indirectness": 2}, {}, "low"),
        ("randomised", {"imprecision": 1}, {}, "moderate"),
        ("randomised", {"imprecision": 2}, {}, "low"),
        ("randomised", {"publication_bias": 1}, {}, "moderate"),
        ("randomised", {"publication_bias": 2}, {}, "low"),
        # steps add up, and stop at very low
        ("randomised", {"imprecision": 1, "indirectness": 1}, {}, "low"),
        ("randomised", {"imprecision": 2, "indirectness": 1}, {}, "very low"),
        ("randomised", {"imprecision": 2, "indirectness": 2, "inconsistency": 2}, {}, "very low"),
        ("observational", {"imprecision": 1}, {}, "very low"),
        ("observational", {"imprecision": 2, "risk_of_bias": 2}, {}, "very low"),
        # up: a large effect one or two, the other two one each; and it stops at high
        ("observational", {}, {"large_effect": 1}, "moderate"),
        ("observational", {}, {"large_effect": 2}, "high"),
        ("observational", {}, {"dose_response": 1}, "moderate"),
        ("observational", {}, {"plausible_confounding": 1}, "moderate"),
        ("observational", {}, {"dose_response": 1, "plausible_confounding": 1}, "high"),
        ("observational", {}, {"large_effect": 2, "dose_response": 1, "plausible_confounding": 1}, "high"),
        ("randomised", {}, {"large_effect": 1}, "high"),
        # a gradient never counts twice
        ("observational", {}, {"dose_response": 2}, "moderate"),
        ("observational", {}, {"plausible_confounding": 2}, "moderate"),
        # up counts only where nothing was rated down
        ("observational", {"imprecision": 1}, {"large_effect": 2}, "very low"),
        ("randomised", {"risk_of_bias": 1}, {"large_effect": 1}, "moderate"),
    ],
)
def test_by_hand(make: Any, start: str, down: dict[str, int], up: dict[str, int], expected: str) -> None:
    rating = make.rating("rha2013", start=start, down=steps(**down), up=steps(**up))
    assert certainty_of(rating).certainty == expected


@pytest.mark.parametrize("stated", CERTAINTIES)
def test_adopted_starts_where_the_authors_stand(make: Any, stated: str) -> None:
    rating = make.rating("trinh2016", start="adopted", certainty=stated)
    assert start_of(rating) == stated
    assert certainty_of(rating).certainty == stated


def test_adopted_moves_for_indirectness(make: Any) -> None:
    rating = make.rating("trinh2016", start="adopted", certainty="moderate", down=steps(indirectness=1))
    assert certainty_of(rating).certainty == "low"


def test_the_trail_says_every_step_with_its_reason(make: Any) -> None:
    rating = make.rating(
        "rha2013",
        down={
            "imprecision": {"steps": 1, "because": "39 people, one centre."},
            "risk of bias": {"steps": 2, "because": "nobody was blinded"},
        },
    )
    assert certainty_of(rating).text == (
        "The certainty starts high, as evidence from randomised trials does. "
        "It goes down two steps to low for risk of bias (how the studies were done): nobody was blinded. "
        "It goes down one step to very low for imprecision (figures that chance could explain): 39 people, one centre."
    )


def test_the_trail_names_whose_certainty_was_adopted(make: Any) -> None:
    rating = make.rating("trinh2016", start="adopted", certainty="moderate")
    references = make.references(make.reference("trinh2016", authors=named("Trinh, Kien"), year=2016))
    assert (
        certainty_of(rating, references).text == "The certainty starts moderate, as the authors of Trinh 2016 rated it."
    )


def test_steps_beyond_the_end_of_the_scale_say_so(make: Any) -> None:
    """Very low and high are the ends of the scale (BMJ Open 215908, table 1)."""
    low = make.rating(
        "x",
        start="observational",
        down={
            "inconsistency": {"steps": 2, "because": "two say yes, two say no"},
            "imprecision": {"steps": 1, "because": "39 people"},
        },
    )
    assert [move.text for move in certainty_of(low).trail[1:]] == [
        "It goes down two steps to very low, the end of the scale, for inconsistency (results that disagree): "
        "two say yes, two say no.",
        "One step more down for imprecision (figures that chance could explain) would change nothing, "
        "as very low is the end of the scale: 39 people.",
    ]
    high = make.rating("x", up={"large effect": {"steps": 2, "because": "six times as many"}})
    assert certainty_of(high).trail[1].text == (
        "Two steps more up for large effect (more than small faults could explain) would change nothing, "
        "as high is the end of the scale: six times as many."
    )


@pytest.mark.parametrize("domain", DOWN)
def test_how_far_each_reason_lowers_from_high(make: Any, domain: str) -> None:
    """Serious or very serious, likely or very likely: one or two (BMJ Open 215908, table 1); for imprecision also
    extremely serious, three (GRADE guidance 34)."""
    rating = make.rating("x", down={domain: {"steps": 3, "because": "x"}})
    assert certainty_of(rating).certainty == ("very low" if domain == "imprecision" else "low")


def test_three_steps_are_told_in_words(make: Any) -> None:
    told = certainty_of(make.rating("x", down={"imprecision": {"steps": 3, "because": "twelve people"}})).text
    assert "It goes down three steps to very low for imprecision" in told


@pytest.mark.parametrize(
    ("domain", "expected"), [("large effect", "moderate"), ("dose response", "low"), ("plausible confounding", "low")]
)
def test_how_far_each_reason_lifts_from_very_low(make: Any, domain: str, expected: str) -> None:
    """A large effect lifts one step or two, the other two reasons one each (BMJ Open 215908, table 1)."""
    rating = make.rating("x", start="adopted", certainty="very low", up={domain: {"steps": 1, "because": "x"}})
    wild = rating.model_copy(update={"up": {domain: rating.up[domain].model_copy(update={"steps": 3})}})
    assert certainty_of(wild).certainty == expected


def test_a_step_up_that_does_not_count_is_said_and_not_hidden(make: Any) -> None:
    rating = make.rating("x", start="observational", down=steps(imprecision=1), up=steps(large_effect=2))
    last = certainty_of(rating).trail[-1]
    assert (last.kind, last.domain, last.steps) == ("ignored", "large effect", 0)
    assert "only where nothing was rated down" in last.text


def test_odd_input_never_raises(make: Any) -> None:
    whole = make.rating("x")
    step = whole.down.__class__
    nameless = whole.model_copy(update={"start": "adopted", "adopted": None})
    strange = whole.model_copy(update={"start": "astrology"})
    made = make.rating("x", down=steps(imprecision=1)).down["imprecision"]
    domain = whole.model_copy(update={"down": step({"moon phase": made})})
    wild = whole.model_copy(update={"down": {"imprecision": made.model_copy(update={"steps": 7})}})
    negative = whole.model_copy(update={"down": {"imprecision": made.model_copy(update={"steps": -3})}})
    words = whole.model_copy(update={"down": {"imprecision": made.model_copy(update={"steps": "many"})}})
    assert certainty_of(nameless).certainty is None
    assert "cannot be worked out" in certainty_of(nameless).text
    assert certainty_of(strange).certainty is None
    assert certainty_of(domain).certainty == "high"
    assert "no reason that GRADE knows" in certainty_of(domain).text
    assert certainty_of(wild).certainty == "very low"
    assert certainty_of(negative).certainty == "high"
    assert certainty_of(words).certainty == "high"


def test_moves_stop_at_the_ends() -> None:
    assert moved("low", -5) == "very low"
    assert moved("low", 5) == "high"
    assert moved("low", 0) == "low"


DOWNS = st.dictionaries(st.sampled_from(DOWN), st.integers(1, 3))
UPS = st.dictionaries(st.sampled_from(UP), st.integers(1, 3))
STARTS = st.sampled_from(["randomised", "observational", "adopted"])


def rated(make: Any, start: str, down: dict[str, int], up: dict[str, int]) -> EvidenceRating:
    rating: EvidenceRating = make.rating(
        "x",
        start=start,
        certainty="moderate",
        down={name: {"steps": n, "because": "x"} for name, n in down.items()},
        up={name: {"steps": n, "because": "x"} for name, n in up.items()},
    )
    return rating


def points(rating: EvidenceRating) -> int:
    certainty = certainty_of(rating).certainty
    assert certainty is not None
    return points_of(certainty)


@given(start=STARTS, down=DOWNS, up=UPS, more=st.tuples(st.sampled_from(DOWN), st.integers(1, 2)))
def test_more_downgrades_never_raise_certainty(
    make: Any, start: str, down: dict[str, int], up: dict[str, int], more: tuple[str, int]
) -> None:
    lower = down | {more[0]: max(more[1], down.get(more[0], 0))}
    assert points(rated(make, start, lower, up)) <= points(rated(make, start, down, up))


@given(start=STARTS, down=DOWNS, up=UPS, more=st.tuples(st.sampled_from(UP), st.integers(1, 2)))
def test_more_upgrades_never_lower_certainty(
    make: Any, start: str, down: dict[str, int], up: dict[str, int], more: tuple[str, int]
) -> None:
    higher = up | {more[0]: max(more[1], up.get(more[0], 0))}
    assert points(rated(make, start, down, higher)) >= points(rated(make, start, down, up))


@given(start=STARTS, down=DOWNS, up=UPS)
def test_the_order_of_domains_does_not_matter(make: Any, start: str, down: dict[str, int], up: dict[str, int]) -> None:
    turned = rated(make, start, dict(reversed(down.items())), dict(reversed(up.items())))
    assert certainty_of(turned) == certainty_of(rated(make, start, down, up))
