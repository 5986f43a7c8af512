"""Which reference is offered, each case worked out by hand from the order in ``better_reference``."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.gaps.background import background_of
from firmground.gaps.better_reference import Offer, better_reference


def offer(make: Any, claim: Any, *references: Any) -> Offer:
    return better_reference(claim, background_of(make.contents(claim, references=references)))


def test_none_where_no_work_speaks_clearly(make: Any) -> None:
    review = make.reference("review", "systematic review", year=2024)
    none = Offer(None, "The ledger holds no work that speaks clearly to this claim.")
    assert offer(make, make.claim(), review) == none
    for stance in ("unclear", "does not address"):
        assert offer(make, make.claim(citations=[make.offered("review", stance)]), review) == none
    assert offer(make, make.claim(citations=[make.offered("not in the file")])) == none


def test_what_the_work_says_and_what_the_article_has_is_told(make: Any) -> None:
    review = make.reference("review", "systematic review", year=2024, authors=named("Lee, Ann"), verified="2026-11")
    trial = make.reference("trial", "randomised trial", year=2012, authors=named("Kim, Bo", "Park, Cy", "Choi, Di"))
    claim = make.claim(
        citations=[make.cited("trial"), make.offered("review", "partly supports")], rating=make.rating("review")
    )
    assert offer(make, claim, review, trial) == Offer(
        "review",
        "Lee 2024, a systematic review of 2024: it supports the claim in part; the rating rests on it. "
        "The article cites Kim and others 2012.",
    )


def test_a_single_study_says_that_there_is_no_recent_review(make: Any) -> None:
    trial = make.reference("trial", "randomised trial", year=2012, authors=named("Kim, Bo"))
    told = offer(make, make.claim(citations=[make.offered("trial", "contradicts")]), trial)
    assert told.why == (
        "Kim 2012, a randomised trial of 2012: it contradicts the claim; the ledger holds no recent systematic review "
        "that speaks to this claim. The article cites nothing here."
    )


def test_a_recent_review_before_an_old_one_before_a_trial(make: Any) -> None:
    works = [
        make.reference("a", "randomised trial", year=2025),
        make.reference("b", "systematic review", year=2010),
        make.reference("c", "systematic review", year=2022),
    ]
    claim = make.claim(citations=[make.offered(key) for key in "abc"])
    assert offer(make, claim, *works).key == "c"
    assert offer(make, make.claim(citations=[make.offered(key) for key in "ab"]), *works).key == "b"


def test_a_work_that_nobody_has_seen_comes_after_one_that_was_seen(make: Any) -> None:
    unseen = make.reference("unseen", "systematic review", year=2024)
    seen = make.reference("seen", "randomised trial", year=2012, verified="2026-11")
    assert offer(make, make.claim(citations=[make.offered("unseen"), make.offered("seen")]), unseen, seen).key == "seen"
    # What the article cites is there to be looked up.
    assert offer(make, make.claim(citations=[make.cited("unseen"), make.offered("seen")]), unseen, seen).key is None


def test_a_review_whose_year_is_not_known_is_not_taken_for_a_recent_one(make: Any) -> None:
    works = [make.reference("a", "systematic review"), make.reference("b", "systematic review", year=2024)]
    claim = make.claim(citations=[make.offered("a"), make.offered("b")], rating=make.rating("a"))
    assert offer(make, claim, *works).key == "b"


def test_what_is_in_line_with_all_works_together_comes_first_then_the_basis_then_the_newer(make: Any) -> None:
    works = [
        make.reference(key, "systematic review", year=year) for key, year in (("a", 2025), ("b", 2022), ("c", 2023))
    ]
    partly = [make.offered("a", "partly supports"), make.offered("b"), make.offered("c")]
    assert offer(make, make.claim(citations=partly, rating=make.rating("a", "b")), *works).key == "b"
    alike = [make.offered("a"), make.offered("b"), make.offered("c")]
    assert offer(make, make.claim(citations=alike, rating=make.rating("b")), *works).key == "b"
    assert offer(make, make.claim(citations=alike), *works).key == "a"
    same = [make.reference(key, "systematic review", year=2024) for key in "cab"]
    assert offer(make, make.claim(citations=alike), *same).key == "a"  # the first key of the alphabet


def test_nothing_better_than_the_best_that_is_cited(make: Any) -> None:
    works = [make.reference(key, "systematic review", year=2024) for key in "ab"]
    claim = make.claim(citations=[make.cited("b"), make.offered("a")])
    assert offer(make, claim, *works) == Offer(
        None, "The article cites the best work that the ledger holds on this: b."
    )
    guess = make.claim(citations=[make.cited("b", identified="possible")])
    assert offer(make, guess, *works).key == "b"
    assert offer(make, guess, *works).why.endswith("What the article cites could not be found for certain.")


@pytest.mark.parametrize("status", ["retracted", "withdrawn", "superseded", "expression of concern"])
def test_what_no_longer_stands_is_not_offered(make: Any, status: str) -> None:
    gone = make.reference("gone", "systematic review", year=2024, status=status)
    trial = make.reference("trial", "randomised trial", year=2012)
    claim = make.claim(citations=[make.offered("gone"), make.offered("trial")])
    assert offer(make, claim, gone, trial).key == "trial"


def test_a_work_that_names_its_successor_is_not_offered_even_without_a_status(make: Any) -> None:
    old = make.reference("old", "systematic review", year=2024, supersededby="new")
    assert offer(make, make.claim(citations=[make.offered("old")]), old).key is None


def test_a_corrected_work_is_offered(make: Any) -> None:
    work = make.reference("fixed", "systematic review", year=2024, status="corrected")
    assert offer(make, make.claim(citations=[make.offered("fixed")]), work).key == "fixed"


def test_the_newer_version_of_what_is_cited(make: Any) -> None:
    old = make.reference("old", "systematic review", year=2009, status="superseded", supersededby="mid")
    mid = make.reference("mid", "systematic review", year=2014, status="superseded", supersededby="new")
    new = make.reference("new", "systematic review", year=2016)
    fresh = make.reference("fresh", "systematic review", year=2025)
    both = make.claim(citations=[make.cited("old"), make.offered("new"), make.offered("fresh")])
    assert offer(make, both, old, mid, new, fresh).key == "new"
    assert "it takes the place of old" in offer(make, both, old, mid, new, fresh).why
    # Nobody has said what the newer one says: it comes last, and that is told.
    alone = make.claim(citations=[make.cited("old")])
    assert offer(make, alone, old, mid, new, fresh).key == "new"
    assert "what it says about the claim is not recorded, so read it first" in offer(make, alone, old, mid, new).why
    beside = make.claim(citations=[make.cited("old"), make.offered("fresh")])
    assert offer(make, beside, old, mid, new, fresh).key == "fresh"
    # Somebody has said that it does not address the claim: then it is none.
    silent = make.claim(citations=[make.cited("old"), make.offered("new", "does not address")])
    assert offer(make, silent, old, mid, new, fresh).key is None


def test_versions_that_replace_each_other_in_a_circle_are_no_offer(make: Any) -> None:
    a = make.reference("a", "systematic review", year=2009, supersededby="b")
    b = make.reference("b", "systematic review", year=2010, supersededby="a")
    assert offer(make, make.claim(citations=[make.cited("a")]), a, b).key is None


def test_for_facts_the_basis_comes_before_the_design(make: Any) -> None:
    review = make.reference("review", "systematic review", year=2025)
    law = make.reference("law", "policy statement", year=2020)
    claim = make.claim(
        kind="regulation",
        citations=[make.offered("review"), make.offered("law")],
        rating=make.fact("confirmed", "law"),
    )
    told = offer(make, claim, review, law)
    assert told.key == "law"
    assert "recent systematic review" not in told.why


@given(keys=st.permutations("abcd"), stances=st.permutations(["supports", "partly supports", "contradicts", "unclear"]))
def test_the_order_of_citations_and_references_does_not_matter(make: Any, keys: list[str], stances: list[str]) -> None:
    said = dict(zip("abcd", stances, strict=True))
    works = {
        "a": make.reference("a", "systematic review", year=2024),
        "b": make.reference("b", "systematic review", year=2010, supersededby="a"),
        "c": make.reference("c", "randomised trial", year=2020),
        "d": make.reference("d", "systematic review", year=2024),
    }

    def told(order: Any) -> Offer:
        citations = [make.cited(key, said[key]) if key == "b" else make.offered(key, said[key]) for key in order]
        claim = make.claim(citations=citations, rating=make.rating("a", "d"))
        return offer(make, claim, *(works[key] for key in order))

    assert told(keys) == told("abcd")
