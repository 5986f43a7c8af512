from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from firmground.gaps.background import is_old, least_age


@pytest.mark.parametrize(
    ("status", "severity"),
    [("retracted", "high"), ("withdrawn", "high"), ("corrected", "low"), ("superseded", None), (None, None)],
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
        ("guideline", False),
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
        "a came out in 2016: at least 9.9 years before 2026-11-22, "
        "and half of such reviews show signs of age after 5.5."
    )


def test_the_age_counts_from_the_last_day_of_the_year(make: Any) -> None:
    work = make.reference("a", year=2020)
    assert least_age(work, date(2020, 12, 31)) == 0
    assert round(least_age(work, date(2021, 12, 31)) or 0, 2) == 1.0
    assert not is_old(work, date(2026, 6, 29))
    assert is_old(work, date(2026, 7, 3))
    assert least_age(make.reference("a"), date(2020, 1, 1)) is None
    assert least_age(work, None) is None


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
