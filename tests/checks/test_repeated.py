"""Words that a refuted claim says are not said again: the rule row by row, by hand."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

QUESTION = """\
questions:
  - id: tea-old
    asks: Is tea young?
    kind: fact
    about: tea
    status: not so
    source: secondary
    evidence: [{ref: second2020, says: denies, why: "It is told."}]
    rating: {why: It is told., by: editors, dated: 2026-11-22}
    answer: "ANSWER"
"""
WAS = (
    "    group: shared\n    rating: {fact: confirmed, source: secondary, basis: [second2020], "
    'why: "A book.", by: editors, on: 2026-11-22}\n'
)


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        ("No. Green tea grows on trees.", True),
        ("No. Trees grow the green tea.", True),  # the same words, whatever their order and ending
        ("Green tea does not grow on trees.", False),
        ("It is not known whether green tea grows on trees.", False),
        ("Nobody has seen green tea.", False),
    ],
)
def test_what_is_refuted_is_not_said_again(sound: Folder, answer: str, again: bool) -> None:
    sound.write("claims/questions/old.yaml", QUESTION.replace("ANSWER", answer))
    sound.change("claims/tea.yaml", "claim: Tea is old.", "claim: Green tea grows on trees.")
    sound.change("claims/tea.yaml", WAS, "    answers:\n      - {question: tea-old, says: affirms}\n")
    assert sound.codes().get("answer-repeats-claim", 0) == again
