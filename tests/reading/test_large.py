"""Large files and files of one long line: read whole, or refused with a finding and kept.

How long it takes and how much memory is measured against a baseline in ``tests/benchmarks/bench_reading.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.benchmarks.garbage import GARBAGE, claim_file, entries

from firmground.records import Contents
from firmground.tables.audit import place_all

if TYPE_CHECKING:
    from tests.conftest import Folder

MB = 1_000_000
#: What is more than text between entries, as far as BibTeX is concerned.
NO_COMMENT = {"entries", "equals", "zeros", "not utf-8"}


def read(folder: Folder) -> tuple[Contents, dict[str, set[str]]]:
    """What was read, and the codes of what was found in each file."""
    contents, findings = folder.read()
    codes: dict[str, set[str]] = {}
    for placed in place_all(findings, contents.sources):
        if placed.place and placed.finding.code != "no-article-text":
            codes.setdefault(placed.place.file, set()).add(placed.finding.code)
    return contents, codes


@pytest.mark.parametrize("kind", GARBAGE)
def test_a_megabyte_of_garbage_on_one_line_is_reported_and_kept(make_sound: Callable[[], Folder], kind: str) -> None:
    for name in ("claims/tea.yaml", "references.bib"):
        folder = make_sound().write(name, GARBAGE[kind](MB))
        contents, codes = read(folder)
        if name == "references.bib" and kind not in NO_COMMENT:
            assert codes == {}, kind
            continue
        assert set(codes) == {name}, (name, codes)
        assert sum(len(block.text) for block in contents.failed if block.spot.file == name) > 0.95 * MB, name


def test_one_broken_claim_among_thousands_is_lost_alone(make_sound: Callable[[], Folder]) -> None:
    sound, spoiled = (make_sound().write("claims/tea.yaml", claim_file(2 * MB, spoil=spoil)) for spoil in (False, True))
    for folder in (sound, spoiled):
        folder.write("references.bib", entries(MB))
    many = sound.text("claims/tea.yaml").count("- id: ")
    assert many > 5000
    contents, codes = read(sound)
    assert (len(list(contents.claims())), codes) == (many, {})
    assert len(contents.references) == sound.text("references.bib").count("@")
    contents, codes = read(spoiled)
    assert (len(list(contents.claims())), codes) == (many - 1, {"claims/tea.yaml": {"yaml-syntax"}})
    [block] = contents.failed
    assert block.text.count("- id: ") == 1
