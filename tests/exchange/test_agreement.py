"""Agreement coefficients against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.exchange.agreement import agreement_of


def coded(both_yes: int, yes_no: int, no_yes: int, both_no: int) -> tuple[list[str], list[str]]:
    first = ["yes"] * (both_yes + yes_no) + ["no"] * (no_yes + both_no)
    second = ["yes"] * both_yes + ["no"] * yes_no + ["yes"] * no_yes + ["no"] * both_no
    return first, second


def test_two_by_two_by_hand() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no of 50: raw 35/50 = 0.7.
    # kappa: chance = 25/50*30/50 + 25/50*20/50 = 0.5, (0.7-0.5)/0.5 = 0.4.
    # AC1: share of yes = (25+30)/100 = 0.55; chance = 2*0.55*0.45 = 0.495; (0.7-0.495)/0.505 = 0.40594.
    it = agreement_of(*coded(20, 5, 10, 15))
    assert (it.pairs, it.same, it.answers) == (50, 35, 2)
    assert it.raw == pytest.approx(0.7)
    assert it.kappa == pytest.approx(0.4)
    assert it.ac1 == pytest.approx(0.205 / 0.505)


def test_ac1_stays_where_kappa_collapses() -> None:
    # 118 yes/yes, 5 yes/no, 2 no/yes, 0 no/no of 125: raw 0.944.
    # kappa: chance = 123/125*120/125 + 2/125*5/125 = 0.94528; (0.944-0.94528)/0.05472 = -0.0234.
    # AC1: share of yes = 243/250 = 0.972; chance = 2*0.972*0.028 = 0.054432; (0.944-0.054432)/0.945568 = 0.94078.
    it = agreement_of(*coded(118, 5, 2, 0))
    assert it.kappa == pytest.approx(-0.0234, abs=5e-5)
    assert it.ac1 == pytest.approx(0.94078, abs=5e-6)


def test_three_answers_by_hand() -> None:
    # a/a, a/b, b/b, c/c: raw 0.75; chance for kappa = (2*1 + 1*2 + 1*1)/16 = 0.3125; kappa = 0.4375/0.6875 = 0.63636.
    # AC1: shares 3/8, 3/8, 2/8; sum s(1-s) = 15/64+15/64+12/64 = 42/64; /2 = 0.328125; 0.421875/0.671875 = 0.62791.
    it = agreement_of(list("aabc"), list("abbc"))
    assert it.kappa == pytest.approx(0.636364, abs=1e-6)
    assert it.ac1 == pytest.approx(0.627907, abs=1e-6)


def test_one_answer_only_has_no_coefficient() -> None:
    it = agreement_of(["x", "x"], ["x", "x"])
    assert (it.raw, it.kappa, it.ac1) == (1.0, None, None)


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        agreement_of([], [])
    with pytest.raises(ValueError, match="same things"):
        agreement_of(["a"], ["a", "b"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=60))
def test_order_and_roles_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    it = agreement_of(first, second)
    assert agreement_of(second, first) == it
    assert agreement_of(first[::-1], second[::-1]) == it
    assert it.ac1 is None or it.ac1 <= 1
