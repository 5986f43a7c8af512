"""Quotation accuracy by hand, from Baethge & Jergas 2025."""

from __future__ import annotations

import pytest

from firmground.grading.accuracy import error_of, is_misquoted
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
        (None, None, False),
    ],
)
def test_every_word(accuracy: Accuracy | None, error: str | None, gap: bool) -> None:
    assert error_of(accuracy) == error
    assert is_misquoted(accuracy) is gap


def test_base_rates() -> None:
    """16.9 % (14.1 to 20.0) of quotations are wrong, 8.0 % (6.4 to 10.0) seriously."""
    rates = [(rate.percent, rate.low, rate.high) for rate in accuracy_rules().base_rates]
    assert rates == [(16.9, 14.1, 20.0), (8.0, 6.4, 10.0)]
