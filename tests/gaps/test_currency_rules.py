from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from firmground.gaps.background import background_of, is_old, least_age


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        ("retracted", "high"),
        ("withdrawn", "high"),
        ("expression of concern", "high"),
        ("corrected", "low"),
        ("superseded", None),
        (None, None),
    ],
)
def test_retracted_or_corrected(make: Any, status: str | None, severity: str | None) -> None:
    claim = make.claim(citations=[make.cited("a")])
    gaps = [g for g in make.gaps(claim, make.reference("a", status=status)) if g.kind == "retracted or corrected"]
    assert [gap.severity for gap in gaps] == ([] if severity is None else [severity])


def test_retracted_says_what_part_the_work_has(make: Any) -> None:
    work = make.reference("a", status="retracted", statusnote="The data were made up")
    cited = make.gaps(make.claim(citations=[make.cited("a")]), work)
    assert cited[0].rule == "a was retracted; the article cites it. The data were made up."
    # A retraction is worth a look even where the article only possibly means the work.
    guessed = make.gaps(make.claim(citations=[make.cited("a", identified="possible")]), work)
    assert guessed[0].rule == "a was retracted; the article possibly means it. The data were made up."
    rested = make.gaps(make.claim(kind="history", rating=make.fact("confirmed", "a")), work)
    assert rested[0].rule == "a was retracted; the rating rests on it. The data were made up."
    both = make.gaps(make.claim(citations=[make.cited("a")], rating=make.rating("a")), work)
    assert "the article cites it and the rating rests on it" in both[1].rule
    offered = make.kinds(make.claim(kind="history", citations=[make.offered("a")]), work)
    assert offered == []


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"supersededby": "b"}, "a has been superseded by b; the article cites it."),
        ({"status": "superseded", "supersededby": "b"}, "a has been superseded by b; the article cites it."),
        (
            {"status": "superseded", "statusnote": "See the third edition"},
            "a has been superseded; the article cites it. See the third edition.",
        ),
    ],
)
def test_newer_version(make: Any, fields: dict[str, Any], rule: str) -> None:
    (gap,) = make.gaps(make.claim(citations=[make.cited("a")]), make.reference("a", **fields))
    assert (gap.kind, gap.rule) == ("newer version", rule)


def test_no_newer_version_of_a_guess(make: Any) -> None:
    claim = make.claim(citations=[make.cited("a", identified="possible")])
    assert make.kinds(claim, make.reference("a", status="superseded")) == []


@pytest.mark.parametrize(
    ("fields", "old"),
    [
        # 22 November 2026 less 5.5 years is 22 May 2021: a review of 2020 is surely older, one of 2021 may not be
        ({"year": 2020}, True),
        ({"year": 2021}, False),
        ({"year": 2026}, False),
        # the earlier of online and print
        ({"year": 2021, "epub": 2020}, True),
        ({"epub": 2020}, True),
        ({}, False),
    ],
)
def test_old_review(make: Any, fields: dict[str, Any], old: bool) -> None:
    claim = make.claim(citations=[make.cited("a")])
    work = make.reference("a", "systematic review", **fields)
    assert make.kinds(claim, work) == (["old review"] if old else [])


@pytest.mark.parametrize(
    ("design", "old"),
    [
        ("systematic review", True),
        ("individual participant data meta-analysis", True),
        ("overview of reviews", True),
        ("randomised trial", False),
        ("narrative review", False),
        ("policy statement", False),
        (None, False),
    ],
)
def test_only_systematic_reviews_grow_old(make: Any, design: str | None, old: bool) -> None:
    claim = make.claim(citations=[make.cited("a")])
    assert make.kinds(claim, make.reference("a", design, year=1999)) == (["old review"] if old else [])


def test_only_cited_reviews_that_are_no_guess_are_called_old(make: Any) -> None:
    work = make.reference("a", "systematic review", year=1999)
    assert make.kinds(make.claim(kind="history", citations=[make.offered("a")]), work) == []
    assert make.kinds(make.claim(citations=[make.cited("a", identified="possible")]), work) == []


def test_nothing_is_old_without_a_date(make: Any) -> None:
    work = make.reference("a", "systematic review", year=1999)
    assert make.kinds(make.claim(citations=[make.cited("a")]), work, as_of=None) == []


def test_old_review_gives_its_age_by_hand(make: Any) -> None:
    (gap,) = make.gaps(make.claim(citations=[make.cited("a")]), make.reference("a", "systematic review", year=2016))
    assert gap.rule == (
        "a came out in 2016: at least 9.9 years before 2026-11-22 (limit: 5.5 years). "
        "Half of a sample of systematic reviews showed a sign of age within 5.5 years."
    )


def test_the_age_counts_from_the_last_day_of_the_year(make: Any) -> None:
    work = make.reference("a", year=2020)
    assert least_age(work, date(2020, 12, 31)) == 0
    assert round(least_age(work, date(2021, 12, 31)) or 0, 2) == 1.0
    # 31 December 2020 and 5.5 years (2,008.9 days) make 2 July 2026.
    assert not is_old(work, background_of(make.contents(as_of=date(2026, 7, 1))))
    assert is_old(work, background_of(make.contents(as_of=date(2026, 7, 3))))
    assert least_age(make.reference("a"), date(2020, 1, 1)) is None
    assert least_age(work, None) is None


def test_an_expression_of_concern_is_told_as_such(make: Any) -> None:
    work = make.reference("a", status="expression of concern", statusnote="The journal looks into the data")
    (gap,) = make.gaps(make.claim(citations=[make.cited("a")]), work)
    assert gap.rule == "a stands under an expression of concern; the article cites it. The journal looks into the data."


@pytest.mark.parametrize(
    ("fields", "old"),
    [
        # 22 November 2026 less 3 years is 22 November 2023: a guideline of 2022 is surely older, one of 2023 may not be
        ({"year": 2022}, True),
        ({"year": 2023}, False),
        ({"year": 2022, "status": "corrected"}, True),
        # what takes its place says more
        ({"year": 2022, "status": "superseded"}, False),
        ({"year": 2022, "supersededby": "b"}, False),
        ({}, False),
    ],
)
def test_old_guideline(make: Any, fields: dict[str, Any], old: bool) -> None:
    work = make.reference("a", "guideline", **fields)
    assert ("old guideline" in make.kinds(make.claim(citations=[make.cited("a")]), work)) is old


def test_old_guideline_tells_its_part_and_its_age_by_hand(make: Any) -> None:
    work = make.reference("a", "guideline", year=2021)
    rested = make.gaps(make.claim(kind="usage", rating=make.fact("confirmed", "a")), work)
    assert [(gap.kind, gap.severity) for gap in rested] == [("old guideline", "low")]
    # 31 December 2021 to 22 November 2026: 1,787 days, 4.89 years
    assert rested[0].rule == (
        "a came out in 2021: at least 4.9 years before 2026-11-22 (limit: 3 years); the rating rests on it. "
        "1 in 5 of a sample of recommendations was out of date after 3 years."
    )
    assert make.kinds(make.claim(kind="history", citations=[make.offered("a")]), work) == []
    assert make.kinds(make.claim(citations=[make.cited("a", identified="possible")]), work) == []


@pytest.mark.parametrize(
    ("limits", "kinds"),
    [
        ({}, ["old review", "old guideline"]),
        ({"old_review_years": 8}, ["old guideline"]),
        ({"old_guideline_years": 8.5}, ["old review"]),
        ({"old_review_years": 5.0, "old_guideline_years": 1}, ["old review", "old guideline"]),
        ({"old_review_years": 20, "old_guideline_years": 20}, []),
    ],
)
def test_a_ledger_may_set_its_own_limits(make: Any, limits: dict[str, float], kinds: list[str]) -> None:
    """Both works are of 2019: at least 6.9 years old."""
    works = (make.reference("a", "systematic review", year=2019), make.reference("b", "guideline", year=2019))
    claim = make.claim(kind="efficacy", citations=[make.cited("a"), make.cited("b")])
    gaps = make.gaps(claim, *works, thresholds=limits)
    assert [gap.kind for gap in gaps] == kinds
    for gap in gaps:
        default = {"old review": 5.5, "old guideline": 3.0}[gap.kind]
        limit = limits.get(gap.kind.replace(" ", "_") + "_years", default)
        assert f"(limit: {limit:g} years)" in gap.rule


REVIEW = {"design": "systematic review", "year": 2023}
STUDY = {"design": "randomised trial", "year": 2013}


@pytest.mark.parametrize(
    ("study", "review", "citation", "fires"),
    [
        ({}, {}, {}, True),
        ({"design": "cohort study"}, {}, {}, True),
        ({"design": "case report"}, {}, {}, True),
        ({"design": "guideline"}, {}, {}, False),
        ({"design": "narrative review"}, {}, {}, False),
        ({"design": None}, {}, {}, False),
        ({}, {"design": "overview of reviews"}, {}, True),
        ({}, {"design": "narrative review"}, {}, False),
        # a review that is older than the study could not know it
        ({}, {"year": 2012}, {}, False),
        ({}, {"year": 2013}, {}, True),
        ({}, {"year": None}, {}, False),
        ({"year": None}, {}, {}, False),
        ({}, {"status": "retracted"}, {}, False),
        ({}, {"status": "withdrawn"}, {}, False),
        ({}, {}, {"stance": "does not address"}, False),
        ({}, {}, {"stance": "contradicts"}, True),
        # the article cites the review as well
        ({}, {}, {"role": "cited", "identified": "probable"}, False),
        ({}, {}, {"role": "cited", "identified": "possible"}, True),
    ],
)
def test_primary_study_cited(
    make: Any, study: dict[str, Any], review: dict[str, Any], citation: dict[str, Any], fires: bool
) -> None:
    claim = make.claim(citations=[make.cited("study"), {**make.offered("review"), **citation}])
    works = [make.reference("study", **{**STUDY, **study}), make.reference("review", **{**REVIEW, **review})]
    assert ("primary study cited" in make.kinds(claim, *works)) is fires


def test_primary_study_names_the_newest_review(make: Any) -> None:
    claim = make.claim(citations=[make.cited("study"), make.offered("a"), make.offered("b")])
    works = [
        make.reference("study", **STUDY),
        make.reference("a", "systematic review", year=2024),
        make.reference("b", **REVIEW),
    ]
    (gap,) = make.gaps(claim, *works)
    assert gap.rule == "The article cites study (randomised trial), and no review; see a."


def test_a_guessed_study_is_not_blamed(make: Any) -> None:
    claim = make.claim(citations=[make.cited("study", identified="possible"), make.offered("review")])
    assert make.kinds(claim, make.reference("study", **STUDY), make.reference("review", **REVIEW)) == []
