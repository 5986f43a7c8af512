"""Quotation accuracy by hand, from Baethge & Jergas 2025."""

from __future__ import annotations

import pytest

from firmground.grading.rulebook import accuracy_rules
from firmground.records.terms import Accuracy


@pytest.mark.parametrize(
    ("accuracy", "error", "gap"),
    [
        ("accurate", "none", False),
        ("oversimplified", "minor", True),
        ("misquoted", "minor", True),
        ("not substantiated", "major", True),
        ("contradicted", "major", True),
        ("indirect", "minor", False),
        ("irrelevant", "major", True),
        ("cannot be checked", None, False),
    ],
)
def test_every_word(accuracy: Accuracy, error: str | None, gap: bool) -> None:
    rule = accuracy_rules().labels[accuracy]
    assert (rule.error, rule.gap) == (error, gap)


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("ACCURATE", "accurate"),
        ("OVERSIMPLIFY", "oversimplified"),
        ("MISQUOTE", "misquoted"),
        ("NOT_SUBSTANTIATE", "not substantiated"),
        ("no passage found", "not substantiated"),
        ("CONTRADICT", "contradicted"),
        ("INDIRECT", "indirect"),
        ("INDIRECT_NOT_REVIEW", "indirect"),
        ("IRRELEVANT", "irrelevant"),
    ],
)
def test_every_label_of_the_corpus_has_one_word(label: str, word: str) -> None:
    """The labels of the Citation-Integrity corpus; ETIQUETTE has no word here, and a note says so."""
    assert [name for name, rule in accuracy_rules().labels.items() if label in rule.labels] == [word]


def test_notes_beside_the_words() -> None:
    """2015: 25.4 % (19.5 to 32.4) wrong, 11.9 % (8.4 to 16.6) seriously (PMC4627914, table 2)."""
    notes = {note.about: note.text for note in accuracy_rules().notes}
    assert "ETIQUETTE" in notes["labels left out"]
    earlier = notes["earlier rates"]
    assert all(number in earlier for number in ("25.4", "19.5 to 32.4", "11.9", "8.4 to 16.6"))


def test_base_rates() -> None:
    """16.9 % (14.1 to 20.0) of quotations are wrong, 8.0 % (6.4 to 10.0) seriously."""
    rates = [(rate.percent, rate.low, rate.high) for rate in accuracy_rules().base_rates]
    assert rates == [(16.9, 14.1, 20.0), (8.0, 6.4, 10.0)]
