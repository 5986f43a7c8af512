"""The tables are complete, name their sources, and cannot be changed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from firmground.grading.rulebook import (
    Row,
    accuracy_rules,
    grade_rules,
    ocebm_rules,
    verdict_rules,
    wording_rules,
)
from firmground.grading.scales import CERTAINTIES, VERDICTS, StanceSummary, symbol_of
from firmground.records.terms import (
    Accuracy,
    Design,
    DownDomain,
    Fact,
    Kind,
    Start,
    Status,
    UpDomain,
    Wording,
    words_of,
)

EVERY_TABLE = [grade_rules, ocebm_rules, verdict_rules, wording_rules, accuracy_rules]


def rows_in(thing: Any) -> list[Row]:
    if isinstance(thing, Row):
        return [thing]
    if isinstance(thing, BaseModel):
        return [row for name in type(thing).model_fields for row in rows_in(getattr(thing, name))]
    if isinstance(thing, tuple):
        return [row for part in thing for row in rows_in(part)]
    return rows_in(tuple(thing.values())) if hasattr(thing, "values") else []


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_row_names_its_source(table: Any) -> None:
    rows = rows_in(table())
    assert rows
    for row in rows:
        assert row.source.text
        assert row.source.url is None or row.source.url.startswith("http")


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_tables_are_read_once_and_frozen(table: Any) -> None:
    assert table() is table()
    with pytest.raises(ValidationError, match="frozen"):
        table().sources = {}


def test_mappings_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ocebm_rules().designs["book"] = ocebm_rules().designs["guideline"]  # type: ignore[index]


def test_tables_speak_the_words_of_the_records() -> None:
    assert tuple(level.name for level in grade_rules().levels) == CERTAINTIES
    assert tuple(grade_rules().starts) == words_of(Start)
    assert tuple(rule.name for rule in grade_rules().down) == words_of(DownDomain)
    assert tuple(rule.name for rule in grade_rules().up) == words_of(UpDomain)
    assert set(ocebm_rules().designs) == set(words_of(Design))
    assert set(accuracy_rules().labels) == set(words_of(Accuracy))
    assert tuple(verdict_rules().facts) == words_of(Fact)
    assert set(verdict_rules().not_counted.status) <= set(words_of(Status))
    assert tuple(rule.name for rule in verdict_rules().verdicts) == VERDICTS
    assert {kind for question in ocebm_rules().questions for kind in question.kinds} <= set(words_of(Kind))
    assert set(wording_rules().families) <= set(words_of(Kind))


def test_the_verdict_table_has_one_row_for_every_case() -> None:
    cases = itertools.product(words_of(StanceSummary), words_of(Wording), CERTAINTIES)
    assert len([verdict_rules().row(*case) for case in cases]) == 5 * 2 * 4


def test_a_case_without_a_row_is_an_error_of_the_table() -> None:
    with pytest.raises(KeyError):
        verdict_rules().row("supports", "shouted", "high")


def test_symbols_in_the_table_are_those_that_are_shown() -> None:
    assert all(symbol_of(level.name) == level.symbol for level in grade_rules().levels)


def test_what_no_source_page_showed_is_marked() -> None:
    unconfirmed = {name for name, rule in ocebm_rules().designs.items() if not rule.confirmed}
    # The 2011 table names none of these three designs.
    assert unconfirmed == {"individual participant data meta-analysis", "overview of reviews", "case report"}
    # The low and very low rows were seen second-hand.
    assert [verb.confirmed for verb in wording_rules().verbs] == [True, True, False, False]
    # A footnote of the OCEBM table, and where ROBINS-I starts, were seen second-hand only.
    notes = [*grade_rules().notes, *ocebm_rules().notes]
    assert [n.about for n in notes if not n.confirmed] == ["studies without random allocation", "moving a level"]


@pytest.mark.parametrize(
    ("level", "words"),
    [
        # "very confident that the true effect lies close to that of the estimate"
        ("high", ["very confident", "close to what the studies found"]),
        # "likely to be close …, but there is a possibility that it is substantially different"
        ("moderate", ["probably close", "may be substantially different"]),
        # "confidence … is limited: the true effect may be substantially different"
        ("low", ["confidence is limited", "may be substantially different"]),
        # "very little confidence …: the true effect is likely to be substantially different"
        ("very low", ["very little confidence", "probably substantially different"]),
    ],
)
def test_what_the_levels_mean_by_hand(level: str, words: list[str]) -> None:
    """BMC Medicine 2012;10:33, table 1, in our own words."""
    meaning = next(rule.meaning for rule in grade_rules().levels if rule.name == level)
    assert all(word in meaning for word in words)


def test_how_large_an_effect_must_be_by_hand() -> None:
    """ACIP GRADE handbook, table 14: relative risk above 2 or below 0.5 one level, above 5 or below 0.2 two."""
    large = next(rule for rule in grade_rules().up if rule.name == "large effect")
    assert "above 2 or below 0.5: 1 step; above 5 or below 0.2: 2 steps" in large.meaning
    assert large.most == 2


@pytest.mark.parametrize(
    ("about", "words"),
    [
        # Chapter 10 of the ACIP handbook: the critical outcome with the lowest certainty
        ("one outcome at a time", ["lowest among the outcomes that matter most"]),
        # GRADE guidelines 6: "RR of under 0.75 or over 1.25 as a rough guide"
        ("imprecision", ["below a relative risk of 0.75 or above 1.25"]),
        # GRADE guidance 34: "two or three levels"; GRADE guidelines 18 for the other
        ("three steps in one domain", ["three steps for imprecision", "ROBINS-I"]),
        # BMJ Open 215908 table 1 has -1 and -2, doi:10.1186/s13643-020-01293-x table 1 only -1
        ("publication bias", ["some allow one step, some two"]),
        ("studies without random allocation", ["ROBINS-I", "starts them at high"]),
        ("meaning of the levels", ["further research"]),
        ("a body of evidence", ["no certainty"]),
    ],
)
def test_what_grade_holds_beyond_its_rows(about: str, words: list[str]) -> None:
    text = next(note.text for note in grade_rules().notes if note.about == about)
    assert all(word in text for word in words)


@pytest.mark.parametrize(
    ("level", "benefit", "harms"),
    [
        (1, ["systematic review of randomised trials", "n-of-1"], ["nested case-control", "dramatic effect"]),
        (2, ["randomised trial", "dramatic effect"], ["randomised trial", "exception", "dramatic effect"]),
        (
            3,
            ["cohort", "no random allocation"],
            ["enough people to rule out a common harm", "followed for long enough"],
        ),
        (4, ["case series", "case-control", "past patients"], ["case series", "case-control", "past patients"]),
        (5, ["mechanism"], ["mechanism"]),
    ],
)
def test_the_two_columns_of_ocebm_by_hand(level: int, benefit: list[str], harms: list[str]) -> None:
    """https://bjsm.bmj.com/highwire/markup/117566/expansion, in our own words."""
    row = next(row for row in ocebm_rules().levels if row.number == level)
    assert all(word in row.holds["benefit"] for word in benefit)
    assert all(word in row.holds["harms"] for word in harms)


def test_the_levels_are_all_there_in_order() -> None:
    assert [row.number for row in ocebm_rules().levels] == [1, 2, 3, 4, 5]
    # No design stands at a level that the table does not have.
    assert {n for design in ocebm_rules().designs.values() for n in design.levels.values()} == {1, 2, 3, 4, 5}


def test_a_footnote_of_ocebm_that_this_ledger_does_not_use() -> None:
    moving = next(note.text for note in ocebm_rules().notes if note.about == "moving a level")
    assert "lowered for poor quality, imprecision, indirectness, inconsistency or a very small effect" in moving
    assert "raised for a large effect" in moving
