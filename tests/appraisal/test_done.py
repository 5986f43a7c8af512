"""How much of an article is done: by hand, with and without its text."""

from __future__ import annotations

import pytest

from firmground.appraisal.done import Done
from firmground.reports.done import how_far


@pytest.mark.parametrize(
    ("claims", "set_aside", "sentences", "accounted", "state", "told"),
    [
        # with the text: counted
        (0, 0, 48, 0, "not begun", "0 of 48 sentences accounted for; not coded yet"),
        (12, 5, 48, 16, "begun", "16 of 48 sentences accounted for; not coded to the end"),
        (90, 5, 48, 47, "begun", "47 of 48 sentences accounted for; not coded to the end"),
        (12, 5, 48, 48, "whole", "48 of 48 sentences accounted for"),
        (0, 1, 1, 1, "whole", "1 of 1 sentence accounted for"),
        (0, 0, 0, 0, "not begun", "0 of 0 sentences accounted for; not coded yet"),
        # without it: only what the claim file says by itself
        (0, 0, None, 0, "not begun", "not coded yet; how many sentences its text has is not known"),
        (0, 5, 48, 5, "begun", "5 of 48 sentences accounted for; not coded to the end"),
        (12, 5, 48, None, "begun", "12 claims and 5 passages set aside, of 48 sentences; most likely not coded to "
            "the end"),
        (47, 1, 48, None, "not counted", "47 claims and 1 passage set aside, of 48 sentences; not counted again "
            "without the text"),
        (1, 0, None, None, "not counted", "1 claim and 0 passages set aside; how many sentences its text has is not "
            "known"),
    ],
)  # fmt: skip
def test_what_is_done_is_said_and_nothing_more(
    claims: int, set_aside: int, sentences: int | None, accounted: int | None, state: str, told: str
) -> None:
    done = Done("tea", claims, set_aside, sentences, accounted, lost=False)
    assert (done.state, done.open, how_far(done)) == (state, state in {"not begun", "begun"}, told)
    assert (done.lacking is not None) == done.open
    lost = Done("tea", claims, set_aside, sentences, accounted, lost=True)
    assert lost.open  # what could not be read may hold anything
    assert how_far(lost) == f"{told}; parts of its claim file can’t be read"
