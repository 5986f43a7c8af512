from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firmground.gaps.find import find_gaps
from firmground.gaps.kinds import KINDS
from firmground.grading.grade import grade_all
from firmground.records.terms import Accuracy, Stance, words_of

CITATION = st.fixed_dictionaries(
    {
        "ref": st.sampled_from(["old", "trial", "gone", "new"]),
        "role": st.sampled_from(["cited", "offered"]),
        "identified": st.sampled_from(["probable", "possible", None]),
        "stance": st.sampled_from(words_of(Stance)),
        "accuracy": st.sampled_from([*words_of(Accuracy), None]),
        "why": st.sampled_from(["One.", "Two."]),
    }
)


def works(make: Any) -> tuple[Any, ...]:
    return (
        make.reference("old", "systematic review", year=2010, supersededby="new"),
        make.reference("trial", "randomised trial", year=2012, comparator="sham"),
        make.reference("gone", "systematic review", year=2024, status="retracted"),
        make.reference("new", "systematic review", year=2025),
    )


def test_articles_and_claims_in_reading_order_kinds_in_theirs(make: Any) -> None:
    vague = {"kind": "unnamed study", "as": "a study"}
    contents = make.contents(
        make.claim(2, "verywell", attribution=vague),
        make.claim(1, "verywell", attribution=vague),
        make.claim(1, "healthline"),
    )
    assert [(gap.claim, gap.kind) for gap in make.all_gaps(contents)] == [
        ("verywell-002", "uncited"),
        ("verywell-002", "vague attribution"),
        ("verywell-001", "uncited"),
        ("verywell-001", "vague attribution"),
        ("healthline-001", "uncited"),
    ]


def test_a_clean_claim_has_no_gaps(make: Any) -> None:
    claim = make.claim(rating=make.rating("new"), citations=[make.cited("new", accuracy="accurate")])
    assert make.gaps(claim, *works(make)) == ()


def test_every_gap_says_what_to_do(make: Any) -> None:
    for gap in make.all_gaps(make.contents(make.claim(), references=works(make))):
        assert gap.rule.endswith(".")
        assert gap.todo.endswith(".")


def test_a_claim_without_a_grade_is_left_out(make: Any) -> None:
    assert find_gaps(make.contents(make.claim()), {}) == ()


@given(citations=st.lists(CITATION, max_size=5), seed=st.randoms(use_true_random=False))
def test_the_order_of_citations_and_references_does_not_matter(
    make: Any, citations: list[dict[str, Any]], seed: random.Random
) -> None:
    references = list(works(make))
    rating = make.rating("old", "trial", "new", imprecision=2)

    def found() -> Any:
        return make.gaps(make.claim(comparator=None, rating=rating, citations=citations), *references)

    before = found()
    seed.shuffle(citations)
    seed.shuffle(references)
    assert found() == before


@given(citations=st.lists(CITATION, max_size=5))
def test_at_most_one_gap_of_a_kind_in_the_order_of_kinds(make: Any, citations: list[dict[str, Any]]) -> None:
    claim = make.claim(rating=make.rating("old"), citations=citations, comparator=None)
    kinds = make.kinds(claim, *works(make))
    assert kinds == [kind for kind in KINDS if kind in kinds]


@given(citations=st.lists(CITATION, max_size=4), seed=st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_only_the_order_of_gaps(
    make: Any, citations: list[dict[str, Any]], seed: random.Random
) -> None:
    claims = [make.claim(number, citations=citations) for number in (1, 2, 3)]
    straight = make.all_gaps(make.contents(*claims, references=works(make)))
    seed.shuffle(claims)
    turned = make.all_gaps(make.contents(*claims, references=works(make)))
    assert set(turned) == set(straight)
    assert len(turned) == len(straight)


def test_a_work_that_nothing_rests_on_changes_nothing(make: Any) -> None:
    claim = make.claim(rating=make.rating("old"), citations=[make.cited("old")])
    old, trial, gone, new = works(make)
    assert make.gaps(claim, old, trial, gone, new) == make.gaps(claim, old, new)


def test_gaps_follow_from_the_grades_that_are_given(make: Any) -> None:
    claim = make.claim(rating=make.rating("new", imprecision=2), citations=[make.cited("new")])
    contents = make.contents(claim, references=works(make))
    assert [gap.kind for gap in find_gaps(contents, grade_all(contents))] == ["overstated"]
