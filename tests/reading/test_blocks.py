"""A file cut by indentation alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firmground.reading.blocks import Block, Cut, cut_items, cut_keys, cut_sections, known_sections
from firmground.reading.claim_file import SECTIONS

if TYPE_CHECKING:
    from tests.conftest import Folder

KNOWN = known_sections("claims/tea.yaml")


def sections(text: str) -> list[Block]:
    return list(cut_sections(tuple(text.split("\n")), KNOWN)[0])


def test_the_known_sections_are_those_of_the_records() -> None:
    assert set(SECTIONS) == KNOWN
    assert "vocabulary" in known_sections("claims/ledger.yaml")


def test_sections_cover_the_file(sound: Folder) -> None:
    text = sound.text("claims/tea.yaml")
    found = sections(text)
    assert [s.key for s in found] == ["article", "groups", "claims", "set_aside"]
    assert "\n".join(["# A sound claim file.", *(s.text for s in found)]) == text
    assert [text.split("\n")[s.first - 1] for s in found] == ["article:", "groups:", "claims:", "set_aside:"]


def test_items_cover_the_section(sound: Folder) -> None:
    section = next(s for s in sections(sound.text("claims/tea.yaml")) if s.key == "claims")
    items = cut_items(section)
    assert [item.key for item in items] == [0, 1, 2, 3]
    assert "\n".join(["claims:", *(item.text for item in items)]) == section.text


def test_dashes_at_the_left_margin_and_keys_in_quotes() -> None:
    (section,) = sections('"claims":\n- id: a-001\n  citations:\n  - x\n# between\n- id: a-002\n')
    assert section.key == "claims"
    assert [item.text.split("\n")[0] for item in cut_items(section)] == ["- id: a-001", "- id: a-002"]


def test_a_field_that_slid_to_the_margin_stays_in_its_section() -> None:
    found = sections(
        "article:\n  id: a\nclaims:\n  - id: a-001\nkind: usage\n    about: x\n  - id: a-002\nset_aside:\n"
    )
    assert [s.key for s in found] == ["article", "claims", "set_aside"]
    assert [i.text for i in cut_items(found[1])] == ["  - id: a-001\nkind: usage\n    about: x", "  - id: a-002"]


def test_an_unknown_section_that_is_sound_is_a_section() -> None:
    assert [s.key for s in sections("article:\n  id: a\nnotes:\n  - x\nclaims:\n")] == ["article", "notes", "claims"]


def test_a_claim_whose_dash_was_lost_begins_a_block() -> None:
    (section,) = sections("claims:\n  - id: a-001\n    claim: x\n    id: a-002\n    claim: y\n  - id: a-003")
    assert [item.text.split("\n")[0] for item in cut_items(section)] == [
        "  - id: a-001",
        "    id: a-002",
        "  - id: a-003",
    ]


def test_what_stands_before_the_first_section_is_kept() -> None:
    found, stray = cut_sections(("# comment", "words", "article:", "  id: a"), KNOWN)
    assert [s.key for s in found] == ["article"]
    assert (stray[0].first, stray[0].text) == (2, "words")


def test_no_block_list_and_no_block_mapping() -> None:
    assert cut_items(Block("claims", 1, "claims: [a, b]")) == ()
    assert cut_items(Block("claims", 1, "claims:\n  # nothing\n")) == ()
    assert cut_keys(Block("groups", 1, "groups: {a: b}")) == ()


def test_lists_below_keys_may_stand_in_the_same_column() -> None:
    section = Block("set_aside", 1, "set_aside:\n  heading:\n  - a\n  - b\n  question: []")
    keys = cut_keys(section)
    assert [k.key for k in keys] == ["heading", "question"]
    assert [i.text for i in cut_items(keys[0])] == ["  - a", "  - b"]


def test_the_smallest_block_of_a_path(sound: Folder) -> None:
    cut = Cut("claims/tea.yaml", tuple(sound.text("claims/tea.yaml").split("\n")))
    block, inside = cut.at(("claims", 2, "anchor", "start"))
    assert block.text.startswith("  - id: tea-003")
    assert inside == (0, "anchor", "start")
    block, inside = cut.at(("set_aside", "question", 1))
    assert block.text == '    - {start: "Really", suffix: "who knows"}\n'
    assert inside == (0,)
    block, inside = cut.at(("article", "url"))
    assert block.text == "  url: https://example.org/tea"
    assert cut.at(("nowhere", 1))[0].first == 1


def test_a_long_line_of_anything_is_cut_in_no_time() -> None:
    for line in ("a" + " " * 5_000_000, "a" * 5_000_000, '"' + "x" * 5_000_000, "- " * 2_000_000, "a:" * 2_000_000):
        cut_sections((line, "claims:", "  " + line), KNOWN)
        cut_keys(Block("x", 1, "x:\n  " + line))
        cut_items(Block("claims", 1, "claims:\n  " + line))
