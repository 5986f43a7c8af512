"""The Wilson interval against values worked by hand and from the literature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.charts.wilson import wilson_interval


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe 1998, Stat Med 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand with z² = 3.841459: middle (0.5 + 3.841459/20) / 1.3841459 = 0.5;
        # half 1.959964/1.3841459 × √(0.025 + 3.841459/400) = 0.263408.
        (5, 10, 0.236592, 0.763408),
        # Nothing wrong in one: low 0, high z²/(1 + z²) = 3.841459/4.841459.
        (0, 1, 0.0, 0.793451),
    ],
)
def test_worked_values(hits: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(hits, total) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(("hits", "total"), [(0, 0), (-1, 5), (6, 5)])
def test_no_share(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson_interval(hits, total)


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_it_holds_the_share_and_mirrors(pair: tuple[int, int]) -> None:
    hits, total = pair
    low, high = wilson_interval(hits, total)
    assert 0 <= low <= hits / total <= high <= 1
    assert low < high
    other = wilson_interval(total - hits, total)
    assert (1 - other[1], 1 - other[0]) == pytest.approx((low, high))
