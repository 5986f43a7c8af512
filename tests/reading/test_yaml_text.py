"""What YAML itself can get wrong: each tried, each answered, at the right line, and the rest still loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from firmground.reading.files import decode
from firmground.reading.yaml_text import parse

if TYPE_CHECKING:
    from tests.conftest import Folder

TEA = "claims/tea.yaml"
LEDGER = "claims/ledger.yaml"
OTHERS = ["tea-001", "tea-003", "tea-004"]


def spoil(sound: Folder, old: str, new: str) -> Folder:
    """The second claim, spoilt."""
    return sound.change(TEA, old, new)


#: Ways to break the second claim: what is replaced, by what; code, words whose line is named, a part of the message.
BROKEN = {
    "a colon in a text": ("claim: Tea is old.", "claim: Tea: old.", "yaml-syntax", "Tea: old.", "colon"),
    "a tab": (
        "    about: tea\n    direction: none\n    wording: firm\n    attribution: {kind: none}\n    group",
        "\tabout: tea\n    direction: none\n    wording: firm\n    attribution: {kind: none}\n    group",
        "yaml-syntax",
        "\tabout",
        "tab",
    ),
    "an open quote": ("claim: Tea is old.", 'claim: "Tea is old.', "yaml-syntax", "", "quotation mark"),
    "an open bracket": (
        "basis: [second2020], why",
        "basis: [second2020, why",
        "yaml-syntax",
        "[second2020, why",
        "bracket",
    ),
    "too little indentation": ("    kind: history", "   kind: history", "yaml-syntax", "   kind: history", "indent"),
    "no indentation": ("    kind: history", "kind: history", "yaml-syntax", "kind: history", ""),
    "no colon": ("    kind: history", "    kind history", "yaml-syntax", "kind history", "colon"),
    "a field twice": ("    kind: history", "    claim: Tea is very old.", "yaml-duplicate-key", "very old", "“claim:”"),
    "a field of a block twice": (
        '{start: "Tea is old"}',
        '{start: "Tea is old", start: "x"}',
        "yaml-duplicate-key",
        '{start: "Tea is old"',
        "“start:”",
    ),
    "an unknown alias": ("claim: Tea is old.", "claim: *old", "yaml-syntax", "*old", "alias"),
    "a Python tag": ("claim: Tea is old.", "claim: !!python/name:os.system x", "yaml-syntax", "!!python", "tag"),
    "a wrong tag": ("claim: Tea is old.", "claim: !!int x", "yaml-syntax", "!!int", "tag"),
    "a reserved sign": ("claim: Tea is old.", "claim: @Tea is old.", "yaml-syntax", "@Tea", "sign"),
    "a percent sign": ("claim: Tea is old.", "claim: %Tea is old.", "yaml-syntax", "%Tea", "sign"),
    "a wrong backslash": ("claim: Tea is old.", 'claim: "C:\\xq"', "yaml-syntax", "C:", "backslash"),
    "deep brackets": ("claim: Tea is old.", "claim: " + "[" * 100_000, "yaml-too-deep", "[[[[", "nested"),
    "deep dashes": ("claim: Tea is old.", "claim:\n      " + "- " * 100_000, "yaml-too-deep", "- - - -", "nested"),
    "a number of 5,000 digits": ("claim: Tea is old.", "claim: " + "1" * 5000, "wrong-type", "", "too long"),
    "a dash lost": ("  - id: tea-002", "    id: tea-002", "yaml-syntax", "id: tea-002", "dash"),
    "a dash without space": ("  - id: tea-002", "  -id: tea-002", "yaml-syntax", "", ""),
    "a block of fields as a name": ("claim: Tea is old.", "{[{a: b}]: {c: d, c: d}}: d", "yaml-duplicate-key", "", ""),
}


@pytest.mark.parametrize(("old", "new", "code", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_one_broken_claim_in_the_middle(sound: Folder, old: str, new: str, code: str, line: str, said: str) -> None:
    spoil(sound, old, new)
    placed = sound.one(code)
    first, last = sound.line_of("tea-002") if "tea-002" in sound.text(TEA) else 42, sound.line_of("tea-003")
    assert first <= placed.place.line < last
    if line:
        assert placed.place.line == sound.line_of(line)
        assert placed.place.text == sound.text(TEA).split("\n")[placed.place.line - 1]
    assert said in placed.finding.message
    assert placed.finding.cure
    assert sound.ids() == OTHERS
    assert sum(sound.codes().values()) == 1, "nothing follows from a claim that could not be read"


@pytest.mark.parametrize(("old", "new"), [v[:2] for v in BROKEN.values()], ids=BROKEN)
def test_the_own_lines_of_the_broken_claim_are_kept(sound: Folder, old: str, new: str) -> None:
    spoil(sound, old, new)
    contents, _ = sound.read()
    text = sound.text(TEA)
    assert all(block.text and block.text in text for block in contents.failed)
    kept = "".join(block.text for block in contents.failed)
    assert "basis: [second2020" in kept
    assert "tea-001\n" not in kept
    assert "Searched in PubMed" not in kept


def test_several_broken_claims_are_all_reported(sound: Folder) -> None:
    sound.change(TEA, "claim: Tea eases a cold.", "claim: Tea: eases.").change(
        TEA, "claim: Tea may do harm.", "claim: [x"
    )
    assert sound.codes()["yaml-syntax"] == 2
    assert sound.ids() == ["tea-002", "tea-004"]


def test_a_field_twice_in_a_nested_block_is_placed_at_its_second_line(sound: Folder) -> None:
    sound.change(TEA, "      start: randomised", "      start: randomised\n      why: Twice.")
    placed = sound.one("yaml-duplicate-key")
    assert placed.place.line == sound.line_of("why: One small trial.")
    assert placed.place.text[placed.place.column - 1 :][: placed.place.width] == "why"


def test_keys_that_only_yaml_thinks_are_one(sound: Folder) -> None:
    sound.change(TEA, "    kind: history", "    1: a\n    true: b\n    kind: history")
    placed = sound.one("yaml-duplicate-key")
    assert placed.place.line in {sound.line_of("    1: a"), sound.line_of("    true: b"), sound.line_of("tea-002")}
    assert sound.ids() == OTHERS


def test_a_section_twice(sound: Folder) -> None:
    sound.write(TEA, sound.text(TEA) + "claims:\n  - id: tea-009\n")
    placed = sound.one("yaml-duplicate-key")
    assert placed.place.line == sound.line_of("claims:", nth=2)
    assert len(sound.ids()) == 4
    [block] = sound.read()[0].failed
    assert block.text.strip() == "claims:\n  - id: tea-009"


def test_a_section_twice_beside_another_fault(sound: Folder) -> None:
    sound.write(TEA, sound.text(TEA) + "claims:\n  - id: tea-009\n").change(TEA, "claim: Tea is old.", "claim: a: b")
    assert sound.codes() == {"yaml-duplicate-key": 1, "yaml-syntax": 1}
    assert sound.one("yaml-duplicate-key").place.line == sound.line_of("claims:", nth=2)
    assert sound.ids() == ["tea-001", "tea-003", "tea-004"]


def test_a_group_twice_beside_another_fault(sound: Folder) -> None:
    sound.change(TEA, "claims:\n", "  shared:\n    citations: []\nclaims:\n").change(
        TEA, "claim: Tea is drunk hot.", "claim: a: b"
    )
    assert sound.codes() == {"yaml-duplicate-key": 1, "yaml-syntax": 1}
    assert sound.one("yaml-duplicate-key").place.line == sound.line_of("shared:", nth=2)
    assert sound.claims()[1].citations[0].ref == "second2020"


@pytest.mark.parametrize("mark", ["---", "...", "--- # next", "...\n---"])
def test_several_documents(sound: Folder, mark: str) -> None:
    before = sound.text(TEA)
    sound.write(TEA, f"---\n{before}{mark}\narticle: {{id: mint}}\n")
    placed = sound.one("yaml-several-documents")
    assert placed.place.line == before.count("\n") + 2
    assert len(sound.ids()) == 4
    assert "mint" in sound.read()[0].failed[0].text


@pytest.mark.parametrize(
    "frame", ["---\n{}", "%YAML 1.2\n---\n{}", "# words\n---\n{}...\n", "{}---\n# the end\n", "{}...\n"]
)
def test_one_document_between_marks(sound: Folder, frame: str) -> None:
    sound.write(
        TEA, frame.format(sound.text(TEA).replace("{", "{{").replace("}", "}}")).replace("{{", "{").replace("}}", "}")
    )
    assert sound.codes() == {}


def test_merge_keys_are_named_with_a_cure(sound: Folder) -> None:
    sound.change(TEA, "  title:", "  note: &note x\n  title:").change(
        TEA, "    kind: history", "    <<: {kind: history}"
    )
    finding = next(p.finding for p in sound.found() if p.finding.code == "unknown-field")
    assert "“<<”" in finding.message
    assert "groups" in finding.cure


def test_anchors_and_aliases_are_read(sound: Folder) -> None:
    sound.change(TEA, 'why: "It is near."', 'why: &near "It is near."').change(TEA, "why: Same words.", "why: *near")
    assert sound.codes() == {}
    assert sound.claims()[0].citations[0].why == "It is near."


def test_an_alias_that_can_no_longer_be_followed_is_told_apart(sound: Folder) -> None:
    sound.change(TEA, 'why: "It is near."', 'why: &near "It is near."').change(TEA, "why: Same words.", "why: *near")
    sound.change(TEA, "claim: Tea is drunk hot.", "claim: a: b")
    assert sound.ids() == ["tea-002", "tea-003"]
    assert {p.place.line for p in sound.found()} == {sound.line_of("*near"), sound.line_of("a: b")}


def test_an_alias_bomb_across_blocks(sound: Folder) -> None:
    bomb = "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
    bomb += "".join(f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10)}]\n" for i in range(1, 9))
    sound.write(TEA, sound.text(TEA) + bomb)
    found = sound.codes()
    assert sound.ids() == ["tea-001", "tea-002", "tea-003", "tea-004"]
    assert found["yaml-alias-limit"] + found["yaml-syntax"] >= 1
    assert all(p.place.line > sound.line_of("x0:") - 1 for p in sound.found())


def test_an_alias_bomb_in_one_block_of_a_file_that_is_broken_elsewhere(sound: Folder) -> None:
    lines = ["      a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"      a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    sound.change(TEA, "    kind: history", "    kind:\n" + "\n".join(lines)).change(
        TEA, "claim: Tea is drunk hot.", "claim: a: b"
    )
    assert sound.codes() == {"yaml-alias-limit": 1, "yaml-syntax": 1}
    assert sound.ids() == ["tea-001", "tea-003"]


def test_words_before_the_first_section(sound: Folder) -> None:
    sound.write(TEA, "Tea, and what it does\n" + sound.text(TEA))
    placed = sound.one("yaml-syntax")
    assert placed.place.line == 1
    assert len(sound.ids()) == 4


@pytest.mark.parametrize("text", ["- a\n- b\n", "tea\n", "12\n", "[]\n", "null\n", '"x"\n'])
@pytest.mark.parametrize("name", [TEA, LEDGER])
def test_a_file_that_holds_something_else(sound: Folder, name: str, text: str) -> None:
    sound.write(name, text)
    codes = {p.finding.code for p in sound.found() if p.place and p.place.file == name}
    assert codes == {"wrong-type"}
    assert sound.read()[0].failed[0].text.strip() == text.strip()


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\u200b"])
def test_signs_that_other_readers_take_for_line_ends_move_no_line(sound: Folder, sign: str) -> None:
    sound.change(TEA, "claim: Tea eases a cold.", f"claim: Tea{sign} eases a cold.").change(
        TEA, "role: cited\n", "role: cite\n"
    )
    placed = sound.one("unknown-word")
    assert placed.place.line == sound.line_of("role: cite")
    assert placed.place.text.endswith("role: cite")


def test_reading_is_deterministic(sound: Folder) -> None:
    sound.write(TEA, "zeta: 1\nalpha: 2\nmu: 3\n" + sound.text(TEA).replace("claim: Tea is old.", "claim: a: b"))
    assert sound.read() == sound.read()
    source, _ = decode(sound.text(TEA).encode(), TEA)
    assert source is not None
    assert list(parse(source).data)[:3] == ["zeta", "alpha", "mu"]
