"""The tables are complete, name their sources, and cannot be changed."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import pytest

from firmground.grading.rulebook import (
    Basis,
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


def bases_in(thing: Any) -> list[Basis]:
    if isinstance(thing, Basis):
        return [thing]
    if dataclasses.is_dataclass(thing):
        return [b for f in dataclasses.fields(thing) for b in bases_in(getattr(thing, f.name))]
    if isinstance(thing, tuple):
        return [b for part in thing for b in bases_in(part)]
    return bases_in(tuple(thing.values())) if hasattr(thing, "values") else []


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_row_names_its_source(table: Any) -> None:
    bases = bases_in(table())
    assert bases
    for basis in bases:
        assert basis.source.text
        assert basis.source.url is None or basis.source.url.startswith("http")


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_tables_are_read_once_and_frozen(table: Any) -> None:
    assert table() is table()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(table(), dataclasses.fields(table())[0].name, None)


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
    assert verdict_rules().not_counted <= set(words_of(Status))
    assert tuple(rule.name for rule in verdict_rules().verdicts) == VERDICTS
    assert {kind for question in ocebm_rules().questions for kind in question.kinds} <= set(words_of(Kind))
    assert set(wording_rules().families) <= set(words_of(Kind))


def test_the_verdict_table_has_one_row_for_every_case() -> None:
    cases = itertools.product(words_of(StanceSummary), words_of(Wording), CERTAINTIES)
    assert len([verdict_rules().row(*case) for case in cases]) == 5 * 2 * 4


def test_a_case_without_a_row_is_an_error_of_the_table() -> None:
    with pytest.raises(KeyError):
        verdict_rules().row("supports", "shouted", "high")


def test_the_wording_table_has_one_form_for_every_case() -> None:
    cases = set(itertools.product(["direct", "use", "implied"], words_of(StanceSummary), CERTAINTIES))
    assert set(wording_rules().forms) == cases
    assert all(form.endswith(": {claim}") for form in wording_rules().forms.values())


def test_symbols_in_the_table_are_those_that_are_shown() -> None:
    assert all(symbol_of(level.name) == level.symbol for level in grade_rules().levels)


def test_what_no_source_page_showed_is_marked() -> None:
    unconfirmed = {name for name, rule in ocebm_rules().designs.items() if not rule.basis.confirmed}
    # The 2011 table names none of these three designs.
    assert unconfirmed == {"individual participant data meta-analysis", "overview of reviews", "case report"}
    # The low and very low rows were seen second-hand.
    assert [verb.basis.confirmed for verb in wording_rules().verbs] == [True, True, False, False]
