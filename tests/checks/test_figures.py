"""Numbers of one work in two places: what contradicts and what rightly differs, by hand."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

CLAIMS, BIB = "claims/tea.yaml", "references.bib"


@pytest.mark.parametrize(
    ("finding", "why", "number"),
    [
        ("MD 2.1 (95% CI 1.0 to 3.2).", "MD 2.1 (95% CI 1.0 to 3.2).", 0),
        ("MD 2.1 (95% CI 1.0 to 3.2).", "MD 1.2 (95% CI 1.0 to 3.2).", 1),
        ("MD -2.1 (95% CI -3.2 to -1.0).", "lower by 2.10 points (95 % CI 3.20 to 1.00).", 0),
        ("MD 2.1 (95% CI 1.0 to 3.2).", "9 people: MD 2.1 at week 4 (95% CI 1.0 to 3.2).", 0),
        ("MD 2.1 (95% CI 1.0 to 3.2).", "MD 2.1 (95% CI 0.5 to 3.7).", 0),  # may be another outcome
        ("It helped.", "9 people in all.", 0),
        ("It helped.", "4 people had tea.", 0),
        ("It helped.", "90 people had tea.", 1),
        ("It helped.", "Of 90 people invited some came.", 0),
    ],
)  # fmt: skip
def test_numbers_of_one_work(sound: Folder, finding: str, why: str, number: int) -> None:
    sound.change(BIB, "  participants = {9},\n", f"  participants = {{9}},\n  finding = {{{finding}}},\n")
    sound.change(CLAIMS, "why: Same words.", f"why: {why!r}")
    assert sound.codes().get("figures-differ", 0) == number
