"""Scores by hand: what the ledger tells, what a person judged, and that unknown stays unknown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.appraisal.scores import count_met, score_article
from firmground.records.terms import AttributionKind, Direction, Kind, Wording, words_of

if TYPE_CHECKING:
    from tests.appraisal.conftest import Make

FORM = {**{str(number): 3 for number in range(1, 16)}, "overall": 2}


def value(score: Any) -> tuple[str, str]:
    return score.value, score.origin


# -- JAMA ------------------------------------------------------------------------------------------------------------


def test_an_article_of_which_nothing_was_seen_is_not_known_and_never_not_met(make: Make) -> None:
    scores = score_article(make.sight())
    assert len(scores) == 9
    assert {value(score) for score in scores} == {("not known", "not known")}
    assert all(score.why.endswith(".") for score in scores)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "not known"),
        ({"author": "Ann Other"}, "partly"),  # a name; whether she is qualified stands in no field
        ({"medical_reviewer": "Dr Bob"}, "partly"),
        ({"author": "Ann Other", "medical_reviewer": "Dr Bob"}, "partly"),
    ],
)
def test_authorship(make: Make, fields: dict[str, Any], expected: str) -> None:
    score = make.score("authorship", **fields)
    assert score.value == expected
    assert all(name in score.why for name in fields.values())


@pytest.mark.parametrize(
    ("published", "updated", "expected"),
    [
        (None, None, "not known"),
        (date(2020, 1, 1), None, "partly"),
        (None, date(2020, 1, 1), "partly"),
        (date(2019, 1, 1), date(2020, 1, 1), "met"),
    ],
)
def test_currency(make: Make, published: date | None, updated: date | None, expected: str) -> None:
    assert make.score("currency", published=published, updated=updated).value == expected


def test_attribution_of_all_of_some_of_none_and_of_a_printed_list(make: Make) -> None:
    printed = [{"number": "1", "ref": "a"}]
    assert make.score("attribution", make.sourced(1), make.sourced(2)).value == "met"
    some = make.score("attribution", make.sourced(1), make.claim(2))
    assert (some.value, some.claims) == ("partly", ("tea-001",))
    assert some.why == "1 of 2 claims that need a source names one that was found. No reference list was seen."
    assert make.score("attribution", make.claim(1)).value == "not known"
    assert make.score("attribution", make.claim(1), reference_list=printed).value == "partly"


def test_disclosure_is_never_computed(make: Make) -> None:
    assert value(make.score("disclosure", make.claim(), author="Ann", url="https://example.org")) == (
        "not known",
        "not known",
    )


# -- our own sheet -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "bare", "expected"),
    [(0, 0, "not known"), (0, 3, "not known"), (1, 3, "partly"), (2, 2, "partly"), (2, 1, "met"), (1, 0, "met")],
)
def test_sources_are_met_above_one_half(make: Make, named: int, bare: int, expected: str) -> None:
    claims = [make.sourced(n) for n in range(1, named + 1)] + [
        make.claim(n) for n in range(named + 1, named + bare + 1)
    ]
    assert make.score("sources", *claims, instrument="sheet").value == expected


@pytest.mark.parametrize(
    ("kind", "identified", "ref", "counts"),
    [
        ("dated study", "certain", "a", True),
        ("organisation", "probable", "a", True),
        ("numbered reference", "probable", "a", True),
        ("named expert", "certain", "a", False),  # a person's word is no document
        ("unnamed research", "certain", "a", False),
        ("none", "certain", "a", False),  # the article took it over without a word
        ("dated study", "possible", "a", False),  # a guess of ours
        ("dated study", "certain", "lost", False),  # not in the ledger
    ],
)
def test_what_counts_as_a_named_source(make: Make, kind: str, identified: str, ref: str, counts: bool) -> None:
    claim = make.sourced(1, kind, identified, ref)
    assert make.score("sources", claim, instrument="sheet").claims == (("tea-001",) if counts else ())


def test_claims_of_fact_need_no_source(make: Make) -> None:
    score = make.score("sources", make.sourced(1), make.claim(2, kind="history"), instrument="sheet")
    assert score.why.startswith("1 of 1 claim that needs a source names")
    assert score.value == "met"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # 2021-11-23 is 1825 days before 2026-11-22, or 4.997 years of 365.25 days; 2021-11-21 is 1827, or 5.002.
        (date(2021, 11, 23), "met"),
        (date(2021, 11, 21), "not met"),
        (date(2026, 11, 22), "met"),
    ],
)
def test_recency_at_its_limit(make: Make, day: date, expected: str) -> None:
    assert make.score("recency", instrument="sheet", published=day).value == expected
    assert make.score("recency", instrument="sheet", published=date(2000, 1, 1), updated=day).value == expected


def test_recency_without_the_date_of_the_ledger_is_not_known(make: Make) -> None:
    assert make.score("recency", instrument="sheet", published=date(2000, 1, 1), settings=False).value == "not known"


@pytest.mark.parametrize(
    ("hedged", "firm", "limits", "expected"),
    [
        (1, 1, 1, "met"),
        (1, 1, 0, "partly"),
        (1, 2, 1, "partly"),
        (1, 2, 0, "not met"),
        (0, 1, 0, "not met"),
        (0, 0, 1, "not known"),
    ],
)
def test_tone(make: Make, hedged: int, firm: int, limits: int, expected: str) -> None:
    numbers = iter(range(1, 10))
    claims = [make.claim(next(numbers), wording="hedged") for _ in range(hedged)]
    claims += [make.claim(next(numbers)) for _ in range(firm)]
    claims += [make.claim(next(numbers), kind="evidence state", direction="mixed") for _ in range(limits)]
    assert make.score("tone", *claims, instrument="sheet").value == expected


@pytest.mark.parametrize("direction", ["for", "none"])
def test_praise_of_the_evidence_names_no_limits(make: Make, direction: str) -> None:
    claims = make.claim(1), make.claim(2, kind="evidence state", direction=direction)
    assert make.score("tone", *claims, instrument="sheet").value == "not met"


@pytest.mark.parametrize("lost", [("claims", 3), ("claims",), ()])
def test_nothing_is_counted_where_claims_can_not_be_read(make: Make, lost: tuple[str | int, ...]) -> None:
    for item, instrument in (("sources", "sheet"), ("tone", "sheet"), ("attribution", "jama")):
        assert make.score(item, make.sourced(1), instrument=instrument, lost=lost).value == "not known"
    assert make.score("tone", make.claim(1), instrument="sheet", lost=("set_aside",)).value == "not met"


# -- what people judged ------------------------------------------------------------------------------------------------


def test_a_judgement_stands_with_its_reason_beside_what_the_ledger_tells(make: Make) -> None:
    kept = {"jama": {"authorship": make.judged("met", reviewed_by="Dr Bob")}}
    score = make.score("authorship", author="Ann Other", appraisal=kept)
    assert value(score) == ("met", "judged")
    assert (score.computed, score.contradicts) == ("partly", False)
    assert (score.why, score.by, score.on, score.reviewed_by) == ("Seen.", "editors", date(2026, 11, 22), "Dr Bob")


@pytest.mark.parametrize("word", ["met", "partly", "not met", "not known"])
def test_without_an_author_on_record_only_met_contradicts(make: Make, word: str) -> None:
    kept = {"jama": {"authorship": make.judged(word)}}
    assert make.score("authorship", appraisal=kept).contradicts == (word == "met")


def test_a_judgement_below_what_the_ledger_shows_contradicts(make: Make) -> None:
    kept = {"jama": {"currency": make.judged("not met")}}
    assert make.score("currency", published=date(2020, 1, 1), appraisal=kept).contradicts
    kept = {"sheet": {"sources": make.judged("met")}}  # links may add sources that the copy does not show
    assert not make.score("sources", make.sourced(1), make.claim(2), instrument="sheet", appraisal=kept).contradicts


def test_a_whole_discern_form_gives_sixteen_scores_and_no_total(make: Make) -> None:
    kept = {"discern": {"items": FORM, "why": "Read.", "by": "editors", "on": date(2026, 11, 22)}}
    scores = [s for s in score_article(make.sight(appraisal=kept)) if s.instrument == "discern"]
    assert [s.item for s in scores] == [*map(str, range(1, 16)), "overall"]
    assert [s.value for s in scores] == ["3"] * 15 + ["2"]


@pytest.mark.parametrize("lacking", ["1", "15", "overall"])
def test_a_part_of_a_discern_form_gives_none(make: Make, lacking: str) -> None:
    items = {item: score for item, score in FORM.items() if item != lacking}
    kept = {"discern": {"items": items, "why": "Read.", "by": "editors", "on": date(2026, 11, 22)}}
    assert not [s for s in score_article(make.sight(appraisal=kept)) if s.instrument == "discern"]


def test_the_count_of_benchmarks_met(make: Make) -> None:
    kept = {"jama": {"disclosure": make.judged("met")}}
    dates = {"published": date(2020, 1, 1), "updated": date(2021, 1, 1)}
    assert count_met(score_article(make.sight(appraisal=kept, **dates)), "jama") == "2 of 4 met"


# -- properties ------------------------------------------------------------------------------------------------------

SHAPES = st.lists(
    st.tuples(
        st.sampled_from(words_of(Kind)),
        st.sampled_from(words_of(Direction)),
        st.sampled_from(words_of(Wording)),
        st.sampled_from(words_of(AttributionKind)),
    ),
    max_size=6,
)


@given(shapes=SHAPES, data=st.data())
def test_the_order_of_claims_changes_no_score(make: Make, shapes: list[tuple[str, ...]], data: st.DataObject) -> None:
    claims = [
        make.sourced(n, attribution).model_copy(update={"kind": kind, "direction": direction, "wording": wording})
        for n, (kind, direction, wording, attribution) in enumerate(shapes, 1)
    ]
    mixed = data.draw(st.permutations(claims))
    one, other = score_article(make.sight(*claims)), score_article(make.sight(*mixed))
    assert [(s.item, s.value, s.why, set(s.claims)) for s in one] == [
        (s.item, s.value, s.why, set(s.claims)) for s in other
    ]


@given(shapes=SHAPES)
def test_one_more_claim_with_a_source_never_takes_sources_away(make: Make, shapes: list[tuple[str, ...]]) -> None:
    ranks = {"not known": 0, "partly": 1, "met": 2}
    claims = [make.sourced(n, attribution) for n, (*_, attribution) in enumerate(shapes, 1)]
    before = make.score("sources", *claims, instrument="sheet").value
    after = make.score("sources", *claims, make.sourced(len(claims) + 1), instrument="sheet").value
    assert ranks[after] >= ranks[before]
