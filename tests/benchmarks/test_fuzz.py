"""A small share of the random inputs: nothing is raised, whatever is read. No time is measured here."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.benchmarks import fuzz


@pytest.mark.parametrize("name", fuzz.READERS)
def test_nothing_is_raised(name: str, tmp_path: Path) -> None:
    tally = fuzz.run(name, 1, range(4 if name == "folder" else 40), tmp_path)
    assert tally.raised == ()
    assert tally.inputs
    assert tally.size


def test_an_input_can_be_made_again_and_what_is_raised_is_told_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def read(data: bytes, folder: Path) -> int:
        seen.append(data)
        raise KeyError("no such thing")

    monkeypatch.setattr(fuzz, "READERS", {"mine": fuzz.Reader(read, lambda: ("sound text",))})
    tally = fuzz.run("mine", 3, range(4, 6), tmp_path)
    assert [told.split(" (")[0] for told in tally.raised] == ["mine 4", "mine 5"]
    assert "no such thing" in tally.raised[0]
    assert seen[1] == fuzz.made(random.Random("3/mine/5"), ("sound text",))
    assert seen[0] != seen[1]
