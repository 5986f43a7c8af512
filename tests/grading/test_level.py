"""OCEBM 2011 by hand, from https://bjsm.bmj.com/highwire/markup/117566/expansion (also PMC4530008, table 4)."""

from __future__ import annotations

from typing import Any

import pytest

from firmground.grading.level import best_of, counts, level_for, level_of, ocebm_question_of


@pytest.mark.parametrize(
    ("design", "benefit", "harms"),
    [
        # "Systematic review of randomised trials" · harms: "systematic review of randomised trials …"
        ("systematic review", 1, 1),
        # not named in the table: our reading
        ("individual participant data meta-analysis", 1, 1),
        ("overview of reviews", 1, 1),
        # "Randomised trial or observational study with dramatic effect" · harms: "Individual randomised trial …"
        ("randomised trial", 2, 2),
        # "Non-randomised controlled cohort/follow-up study" · harms: the same, with sufficient numbers
        ("cohort study", 3, 3),
        # "Case series, case-control studies or historically controlled studies", both columns
        ("case-control study", 4, 4),
        ("case series", 4, 4),
        # not in the table; level 5 in PMC8901942 table 2
        ("case report", 5, 5),
        # "Mechanism-based reasoning", both columns
        ("laboratory study", 5, 5),
        # in neither column
        ("cross-sectional survey", None, None),
        ("narrative review", None, None),
        ("guideline", None, None),
        ("policy statement", None, None),
        ("book", None, None),
        ("web page", None, None),
        (None, None, None),
    ],
)
def test_level_by_design(make: Any, design: str | None, benefit: int | None, harms: int | None) -> None:
    reference = make.reference("x", design)
    assert level_of(reference, "benefit") == benefit
    assert level_of(reference, "harms") == harms


@pytest.mark.parametrize(
    ("design", "level"),
    [
        ("systematic review", 3),
        ("individual participant data meta-analysis", 3),
        ("overview of reviews", 3),
        ("cohort study", 3),
        ("case series", 4),
        ("randomised trial", 2),
        ("guideline", None),
    ],
)
def test_a_review_of_other_studies_is_no_review_of_trials(make: Any, design: str, level: int | None) -> None:
    reference = make.reference("x", design)
    assert level_of(reference, "benefit", observational=True) == level
    assert level_of(reference, "harms", observational=True) == level


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("efficacy", "benefit"),
        ("comparative efficacy", "benefit"),
        ("usage", "benefit"),
        ("advice", "benefit"),
        ("safety", "harms"),
        ("contraindication", "harms"),
        # OCEBM has no question on how a treatment works
        ("mechanism", None),
        ("history", None),
        ("definition", None),
        ("regulation", None),
        ("cost and access", None),
        ("evidence state", None),
    ],
)
def test_question_by_kind(kind: str, question: str | None) -> None:
    assert ocebm_question_of(kind) == question


@pytest.mark.parametrize("status", ["retracted", "withdrawn"])
def test_a_retracted_work_has_no_level(make: Any, status: str) -> None:
    reference = make.reference("x", "systematic review", status=status)
    assert not counts(reference)
    assert level_of(reference, "benefit") is None


@pytest.mark.parametrize("status", ["corrected", "superseded", None])
def test_a_corrected_or_superseded_work_keeps_its_level(make: Any, status: str | None) -> None:
    assert level_of(make.reference("x", "systematic review", status=status), "benefit") == 1


def test_the_level_for_a_claim_asks_what_the_claim_asks(make: Any) -> None:
    review = make.reference("a", "systematic review")
    assert level_for(review, make.claim(make.rating("a"))) == 1
    assert level_for(review, make.claim(make.rating("a", start="observational"))) == 3
    assert level_for(review, make.claim(None)) == 1
    assert level_for(review, make.claim(make.rating("a"), kind="mechanism")) is None
    # how something is used may be rated as a fact, and a fact asks for no level
    assert level_for(review, make.claim(make.fact("confirmed", "a"), kind="usage")) is None


def test_the_best_work_of_the_basis_counts(make: Any) -> None:
    references = make.references(
        make.reference("trial", "randomised trial"),
        make.reference("old", "systematic review", year=2010),
        make.reference("new", "systematic review", year=2020),
        make.reference("page", "web page"),
    )
    citations = [make.citation(key) for key in references]
    claim = make.claim(make.rating("trial", "new", "old", "page"), citations)
    assert best_of(claim, references) == (1, "new")
    assert best_of(make.claim(make.rating("trial"), citations), references) == (2, "trial")
    assert best_of(make.claim(make.rating("page"), citations), references) is None


def test_a_work_that_does_not_address_the_claim_gives_it_no_level(make: Any) -> None:
    references = make.references(make.reference("a", "systematic review"), make.reference("b", "randomised trial"))
    citations = [make.citation("a", "does not address"), make.citation("b")]
    assert best_of(make.claim(make.rating("a", "b"), citations), references) == (2, "b")


def test_a_work_that_is_unclear_gives_a_level_only_where_nothing_speaks(make: Any) -> None:
    references = make.references(make.reference("a", "systematic review"), make.reference("b", "cohort study"))
    unclear = make.citation("a", "unclear")
    rating = make.rating("a", "b")
    assert best_of(make.claim(rating, [unclear, make.citation("b", "contradicts")]), references) == (3, "b")
    assert best_of(make.claim(rating, [unclear, make.citation("b", "unclear")]), references) == (1, "a")
    assert best_of(make.claim(rating, [unclear, make.citation("b", "does not address")]), references) == (1, "a")


def test_a_retracted_work_gives_no_level_and_leaves_the_next(make: Any) -> None:
    references = make.references(
        make.reference("a", "systematic review", status="retracted"), make.reference("b", "randomised trial")
    )
    assert best_of(make.claim(make.rating("a", "b"), [make.citation("a"), make.citation("b")]), references) == (2, "b")


def test_the_start_of_the_rating_tells_what_a_review_summed_up(make: Any) -> None:
    references = make.references(make.reference("a", "systematic review"))
    claim = make.claim(make.rating("a", start="observational"), [make.citation("a")], kind="safety")
    assert best_of(claim, references) == (3, "a")


def test_no_level_where_none_applies(make: Any) -> None:
    references = make.references(make.reference("a", "systematic review"))
    citations = [make.citation("a")]
    assert best_of(make.claim(make.fact("confirmed", "a"), citations, kind="history"), references) is None
    assert best_of(make.claim(make.rating("a"), citations, kind="mechanism"), references) is None
    assert best_of(make.claim({"not_rated": "Nobody did."}, citations), references) is None
    assert best_of(make.claim(None, citations), references) is None
    assert best_of(make.claim(make.rating("unknown"), citations), references) is None


@pytest.mark.parametrize(
    ("passage", "level"),
    [("result", 2), ("synthesis", 2), (None, 2), ("background", None), ("guideline", None), ("record", None)],
)
def test_the_level_follows_the_passage(make: Any, passage: str | None, level: int | None) -> None:
    """What the introduction of a trial tells of others was not randomised by it."""
    claim = make.claim(make.rating("a"), [make.citation("a", passage=passage)])
    references = make.references(make.reference("a", "randomised trial"))
    assert level_for(references["a"], claim) == level
    assert best_of(claim, references) == (None if level is None else (level, "a"))


def test_of_two_passages_of_one_work_its_own_finding_counts(make: Any) -> None:
    citations = [make.citation("a", passage="background"), make.citation("a", passage="result")]
    assert level_for(make.reference("a", "randomised trial"), make.claim(make.rating("a"), citations)) == 2


def test_a_review_of_counts_is_no_review_of_trials(make: Any) -> None:
    claim = make.claim(make.rating("a", start="counted"), [make.citation("a")], kind="safety")
    assert level_for(make.reference("a", "systematic review"), claim) == 3
