"""What is opened and never closed is reported where it opens, and a sound text is never said to be unclosed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from firmground.reading.loading import load
from firmground.reading.unclosed import find_unclosed

if TYPE_CHECKING:
    from tests.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
TEA, LEDGER = "claims/tea.yaml", "claims/ledger.yaml"
QUOTE, BRACKET = (
    "A quotation mark is opened here and never closed.",
    "A bracket or brace is opened here and never closed.",
)


@pytest.mark.parametrize(
    ("file", "old", "new", "opened"),
    [
        # a field, of one line or more, in either kind of marks
        (TEA, "claim: Tea eases a cold.", 'claim: "Tea eases a cold.', '"Tea eases'),
        (TEA, "claim: Tea eases a cold.", "claim: 'Tea eases a cold.", "'Tea eases"),
        (TEA, "claim: Tea eases a cold.", 'claim: "Tea eases\n      a cold.', '"Tea eases'),
        (TEA, "claim: Tea eases a cold.", 'claim: "It \\"eases\\" a cold.', '"It'),
        (TEA, "claim: Tea eases a cold.", "claim: 'It''s for a cold.", "'It"),
        (TEA, 'title: "Tea: what it does"', 'title: "Tea: what it does', '"Tea: what'),
        # the name of a field, and the first of a claim
        (TEA, "    kind: efficacy", '    "kind: efficacy', '"kind'),
        (TEA, "  - id: tea-001", '  - id: "tea-001', '"tea-001'),
        # between brackets: in the middle, at the end, over the next lines
        (TEA, '{start: "Tea eases", end: "a cold"}', '{start: "Tea eases, end: "a cold"}', '"Tea eases, end'),
        (TEA, '{start: "Tea eases", end: "a cold"}', '{start: "Tea eases", end: "a cold}', '"a cold}'),
        (TEA, '["What tea does"]', '["What tea does]', '"What tea'),
        # the last of the file
        (TEA, '"who knows"}', '"who knows}', '"who knows'),
        (LEDGER, "notice: Drafts.", 'notice: "Drafts.', '"Drafts'),
        (LEDGER, '"Editors, no clinicians"}', '"Editors, no clinicians}', '"Editors, no'),
        (LEDGER, 'hot water."}', "hot water.}", '"Leaves'),
    ],
)
def test_a_mark_is_reported_where_it_opens(sound: Folder, file: str, old: str, new: str, opened: str) -> None:
    at_mark(sound.change(file, old, new), file, opened, QUOTE)


@pytest.mark.parametrize(
    ("file", "old", "new", "opened"),
    [
        (TEA, 'end: "a cold"}', 'end: "a cold"', '{start: "Tea eases"'),
        (TEA, '["What tea does"]', '["What tea does"', '["What'),
        (TEA, '["What tea does"]', '["What tea does"}', '["What'),
        (TEA, "basis: [first2020]\n      why", "basis: [first2020\n      why", "[first2020"),
        (LEDGER, '"Editors, no clinicians"}', '"Editors, no clinicians"', "{name: Editors"),
    ],
)
def test_a_bracket_is_reported_where_it_opens(sound: Folder, file: str, old: str, new: str, opened: str) -> None:
    at_mark(sound.change(file, old, new), file, opened, BRACKET)


def at_mark(folder: Folder, file: str, opened: str, means: str) -> None:
    found = [p for p in folder.found() if p.finding.code == "yaml-syntax"]
    assert len(found) == 1
    place = found[0].place
    assert place is not None
    assert place.file == file
    assert place.text[place.column - 1 :].startswith(opened)
    assert means in found[0].finding.message


@pytest.mark.parametrize("claim", ["'Tea's good.'", '"He said "no" to it."'])
def test_a_mark_inside_of_a_text_is_told_apart(sound: Folder, claim: str) -> None:
    placed = sound.change(TEA, "claim: Tea eases a cold.", f"claim: {claim}").one("yaml-syntax")
    assert "a mark inside of the text has closed it" in placed.finding.message
    assert placed.place is not None
    assert placed.place.text == f"    claim: {claim}"


#: Words that hold what could be taken for a mark.
PARTS = (
    "a",
    "it's",
    'say "x"',
    "x: y",
    "- z",
    "[a]",
    "{b",
    "# no",
    "a # b",
    "'q",
    "new\nline",
    "e}f",
    '"',
    "'",
    "| v",
    "&t",
)


def value(rnd: random.Random, depth: int = 0) -> Any:
    kind = rnd.random()
    if depth > 3 or kind < 0.5:
        return rnd.choice(PARTS)
    if kind < 0.75:
        return [value(rnd, depth + 1) for _ in range(rnd.randrange(4))]
    return {f"{rnd.choice(PARTS)}{i}": value(rnd, depth + 1) for i in range(rnd.randrange(4))}


@given(seed=st.integers(0, 2**32))
def test_nothing_is_unclosed_in_what_a_program_wrote(seed: int) -> None:
    rnd = random.Random(seed)
    style = rnd.choice((None, '"', "'", "|", ">"))
    flow = style is None and rnd.random() < 0.5  # text without marks that goes over lines between brackets is not told
    data = {"claims": value(rnd), "x": value(rnd)}
    text = yaml.safe_dump(data, default_style=style, default_flow_style=flow, width=10_000 if flow else 40)
    if load(text)[1] is None:
        assert find_unclosed(text) is None


def test_nothing_is_unclosed_in_the_first_ledger() -> None:
    files = sorted((ROOT / "claims").glob("*.yaml"))
    assert len(files) > 5
    for file in files:
        assert find_unclosed(file.read_text(encoding="utf-8")[:900_000].rpartition("\n  - ")[0]) is None
