"""Orders, symbols and texts of certainty and verdict."""

from __future__ import annotations

import pytest

from firmground.grading.scales import CERTAINTIES, VERDICTS, certainty_at, points_of, symbol_of, text_of
from firmground.records.terms import Certainty


@pytest.mark.parametrize(
    ("certainty", "symbol", "text"),
    [
        ("high", "⊕⊕⊕⊕", "high, 4 of 4"),
        ("moderate", "⊕⊕⊕◯", "moderate, 3 of 4"),
        ("low", "⊕⊕◯◯", "low, 2 of 4"),
        ("very low", "⊕◯◯◯", "very low, 1 of 4"),
        (None, "", "not rated"),
    ],
)
def test_how_a_certainty_is_shown(certainty: Certainty | None, symbol: str, text: str) -> None:
    assert symbol_of(certainty) == symbol
    assert text_of(certainty) == text


def test_orders_are_fixed() -> None:
    assert CERTAINTIES == ("high", "moderate", "low", "very low")
    assert VERDICTS == (
        "supported",
        "partly supported",
        "overstated",
        "disputed",
        "contradicted",
        "unsupported",
        "confirmed",
        "confirmed in part",
        "in use",
        "outdated",
        "refuted",
        "cannot be verified",
        "stands",
        "stands, but says too little",
        "stands, but is worded too firmly",
        "is not settled",
        "is wrong",
        "not rated",
    )


def test_points_and_certainties_are_one_scale_with_ends() -> None:
    assert [points_of(c) for c in CERTAINTIES] == [4, 3, 2, 1]
    assert [certainty_at(p) for p in (9, 4, 3, 2, 1, 0, -7)] == [
        "high",
        "high",
        "moderate",
        "low",
        "very low",
        "very low",
        "very low",
    ]
