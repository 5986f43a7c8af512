"""Conflicts that follow from the questions, and on which side the answer is."""

from __future__ import annotations

from typing import Any

import pytest
from tests.gaps.asking import joined, question

from firmground.gaps.background import background_of
from firmground.gaps.find import find_gaps
from firmground.gaps.opposed import opposed_in
from firmground.grading.grade import grade_all


def pairs(make: Any, one: dict[str, Any], two: dict[str, Any], *questions: Any) -> list[tuple[str, str]]:
    claims = (make.claim(1, answers=[one]), make.claim(1, "verywell", answers=[two]))
    held = joined(make.contents(*claims), *(questions or (question("so"),)))
    return [(pair.one, pair.two) for pair in opposed_in(held)]


LIST = question("list", "fact", items={"a": {"status": "so"}, "b": {"status": "not so"}})
COUNT = question("count", "frequency", happens="shown")


@pytest.mark.parametrize(
    ("one", "two", "questions", "opposed"),
    [
        ({"says": "affirms"}, {"says": "denies"}, (), True),
        ({"says": "affirms", "implied": True}, {"says": "denies"}, (), True),
        ({"says": "affirms"}, {"says": "affirms"}, (), False),
        ({"says": "affirms"}, {"says": "unsure"}, (), False),
        # a use says nothing of an effect; another outcome may be so beside the opposite
        ({"says": "affirms", "used": True}, {"says": "denies"}, (), False),
        ({"says": "affirms", "indirect": {"steps": 1, "because": "x"}}, {"says": "denies"}, (), False),
        ({"question": "list", "item": "a", "says": "affirms"}, {"question": "list", "item": "a", "says": "denies"},
         (LIST,), True),
        ({"question": "list", "item": "a", "says": "affirms"}, {"question": "list", "item": "b", "says": "denies"},
         (LIST,), False),
        ({"question": "count", "often": "rare"}, {"question": "count", "often": "common"}, (COUNT,), True),
        ({"question": "count", "often": "uncommon"}, {"question": "count", "often": "common"}, (COUNT,), True),
        ({"question": "count", "often": "rare"}, {"question": "count", "often": "uncommon"}, (COUNT,), False),
        ({"question": "count", "often": "happens"}, {"question": "count", "often": "rare"}, (COUNT,), False),
        ({"question": "count", "often": "happens", "says": "denies"}, {"question": "count", "often": "rare"},
         (COUNT,), True),
        ({"question": "nowhere", "says": "affirms"}, {"question": "nowhere", "says": "denies"}, (), False),
    ],
)  # fmt: skip
def test_what_opposes_what(make: Any, one: Any, two: Any, questions: Any, opposed: bool) -> None:
    one, two = ({"question": "so"} | answer for answer in (one, two))
    assert bool(pairs(make, one, two, *questions)) is opposed
    assert bool(pairs(make, two, one, *questions)) is opposed


@pytest.mark.parametrize(
    ("one", "two", "opposed"),
    [("affirms", "denies", True), ("denies", "affirms", False), ("denies", "denies", False)],
)
def test_what_follows_from_another(make: Any, one: str, two: str, opposed: bool) -> None:
    """Who says yes to what implies a thing (here by another one) cannot say no to that; the other way round, it can."""
    chain = (
        question("first", "fact", implies=["second"]),
        question("second", "fact", implies=["third", "first"]),  # a circle ends
        question("third", "fact"),
    )
    assert bool(pairs(make, {"question": "first", "says": one}, {"question": "third", "says": two}, *chain)) is opposed


@pytest.mark.parametrize(
    ("found", "here", "there"),
    [
        ("affirms", "on the side of this claim", "on the side of the other claim"),
        ("denies", "on the side of the other claim", "on the side of this claim"),
        ("mixed", "takes neither side", "takes neither side"),
    ],
)
def test_each_side_is_told_which_side_the_answer_is_on(make: Any, found: str, here: str, there: str) -> None:
    claims = (
        make.claim(1, answers=[{"question": "so", "says": "affirms"}]),
        make.claim(1, "verywell", answers=[{"question": "so", "says": "denies"}]),
    )
    held = joined(make.contents(*claims), question("so", found=found))
    gaps = {g.claim: g.rule for g in find_gaps(held, grade_all(held)) if g.kind == "disputed between articles"}
    assert here in gaps["healthline-001"]
    assert "yes here, no there" in gaps["healthline-001"]
    assert there in gaps["verywell-001"]
    assert "no here, yes there" in gaps["verywell-001"]


def test_a_note_that_was_written_down_is_kept_and_the_pair_stands_once(make: Any) -> None:
    note = [{"claim": "healthline-002", "why": "One says it helps."}]
    claims = (
        make.claim(1, answers=[{"question": "so", "says": "affirms"}], conflicts_with=note),
        make.claim(2, answers=[{"question": "so", "says": "denies"}]),
    )
    conflicts = background_of(joined(make.contents(*claims), question("so"))).conflicts
    assert conflicts["healthline-001"]["healthline-002"].why == "One says it helps."
    assert set(conflicts) == {"healthline-001", "healthline-002"}
