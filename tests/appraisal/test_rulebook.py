"""The rules as data: whole, in our own words, each with its source, and named as the records name them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from firmground.appraisal.computing import COMPUTED
from firmground.appraisal.rulebook import CHECKS, discern, instruments, missing_side_rules, sheet
from firmground.records.terms import (
    AttributionKind,
    ComparatorFacet,
    Direction,
    DiscernItem,
    JamaItem,
    Kind,
    SheetItem,
    words_of,
)

RULES = files("firmground.appraisal") / "rules"


def test_items_are_those_that_a_claim_file_may_hold() -> None:
    assert tuple(instruments()["jama"].items) == words_of(JamaItem)
    assert tuple(instruments()["sheet"].items) == words_of(SheetItem)
    assert len(words_of(DiscernItem)) == discern().items + 1


def test_the_four_benchmarks_are_those_of_the_paper() -> None:
    # As OpenMD sums them up: https://openmd.com/guide/assessing-health-information-quality
    assert list(instruments()["jama"].items) == ["authorship", "attribution", "disclosure", "currency"]


def test_only_what_its_authors_or_users_count_is_counted() -> None:
    assert instruments()["jama"].counts_met
    assert not instruments()["sheet"].counts_met


def test_thresholds_are_those_that_were_seen() -> None:
    # More than half of the claims, and five years: the library guide of the University of British Columbia on QUEST.
    found = sheet().thresholds
    assert (found.sources_share, found.recent_years, found.hedged_share) == (0.5, 5.0, 0.5)
    assert found.named <= set(words_of(AttributionKind))


def test_quest_has_no_weights_here_because_nobody_saw_them() -> None:
    assert "weights" in instruments()["sheet"].note
    assert not re.search(r"^weight", (RULES / "sheet.toml").read_text(encoding="utf-8"), re.M)
    assert not (RULES / "quest.toml").is_file()


@pytest.mark.parametrize("name", ["jama", "sheet"])
def test_every_item_says_what_counts(name: str) -> None:
    instrument = instruments()[name]
    assert all(source.url for source in instrument.sources)
    for item in instrument.items.values():
        assert item.asks.endswith("?")
        assert all(text.endswith(".") for text in (item.met, item.partly, item.not_met, item.computed))
        never = item.computed.startswith("Never")
        assert never == ((name, item.name) not in COMPUTED)


def test_of_discern_there_is_nothing_but_numbers_and_the_link() -> None:
    text = (RULES / "discern.toml").read_text(encoding="utf-8")
    assert discern().source.url == (
        "https://www.ndph.ox.ac.uk/research/research-groups/applied-health-research-unit-ahru/discern/instructions"
    )
    assert "?" not in text
    assert "[[item" not in text


def test_checks_use_words_that_claims_can_have() -> None:
    rules, words = missing_side_rules(), missing_side_rules().words
    assert tuple(rules.checks) == CHECKS
    assert words.benefit | words.effect <= set(words_of(Kind))
    assert words.limits_directions <= set(words_of(Direction))
    assert words.other_treatment <= set(words_of(ComparatorFacet))
    for check in rules.checks.values():
        assert check.asks.endswith("?")
        assert check.present
        assert check.missing
        assert set(check.by) <= {"about", "condition"}
