"""Numbers in sentences."""

from __future__ import annotations

import pytest

from firmground.plurals import counted, plural, share


@pytest.mark.parametrize(
    ("number", "one", "many", "told"),
    [
        (0, "claim", None, "0 claims"),
        (1, "claim", None, "1 claim"),
        (2, "claim", None, "2 claims"),
        (1, "study", "studies", "1 study"),
        (21, "study", "studies", "21 studies"),
        (1, "rating rests", "ratings rest", "1 rating rests"),
    ],
)
def test_a_number_stands_with_the_words_for_so_many(number: int, one: str, many: str | None, told: str) -> None:
    assert counted(number, one, many) == told
    assert plural(number, one, many) == told.partition(" ")[2]


def test_a_part_takes_the_verb_and_the_whole_takes_the_noun() -> None:
    assert share(3, 5, "claim", "claims") == "3 of 5 claims are"
    assert share(1, 5, "claim", "claims") == "1 of 5 claims is"
    assert share(0, 1, "claim", "claims", ("says", "say")) == "0 of 1 claim say"
