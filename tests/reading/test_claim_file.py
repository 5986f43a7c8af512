"""Claim files whose YAML is sound but whose content is not: what is said, where, and what still loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

TEA = "claims/tea.yaml"
ALL = ["tea-001", "tea-002", "tea-003", "tea-004"]

#: What is put in place of what, the code, the words that are marked, a part of the message, a part of the cure.
FAULTS = {
    "a mistyped field": (
        "    kind: history",
        "    knid: history\n    kind: history",
        "unknown-field",
        "knid",
        "Did you mean “kind”?",
        "Known here:",
    ),
    "a mistyped nested field": (
        '{start: "Tea is old"}',
        '{start: "Tea is old", sufix: x}',
        "unknown-field",
        "sufix",
        "Did you mean “suffix”?",
        "end, prefix, start, suffix",
    ),
    "a field of a rating": (
        "rating: {fact: confirmed",
        "rating: {factt: x, fact: confirmed",
        "unknown-field",
        "factt",
        "Did you mean “fact”?",
        "Known here",
    ),
    "an unknown word": (
        "kind: history",
        "kind: histroy",
        "unknown-word",
        "histroy",
        "Did you mean “history”?",
        "efficacy, comparative efficacy",
    ),
    "an unknown domain": (
        "        imprecision: {",
        "        imprecison: {",
        "unknown-word",
        "imprecison",
        "Did you mean “imprecision”?",
        "risk of bias",
    ),
    "a number for text": (
        "claim: Tea is old.",
        "claim: 1.10",
        "wrong-type",
        "1.10",
        "the number 1.1",
        "double quotes",
    ),
    "a date for text": (
        "claim: Tea is old.",
        "claim: 2026-01-02",
        "wrong-type",
        "2026-01-02",
        "a date",
        "double quotes",
    ),
    "nothing for text": (
        "claim: Tea is old.",
        "claim:",
        "wrong-type",
        "claim",
        "holds nothing",
        "Write the text",
    ),
    "a list for text": (
        "claim: Tea is old.",
        "claim: [Tea, old]",
        "wrong-type",
        "claim",
        "a list",
        "Compare",
    ),
    "text for a list": (
        "basis: [second2020], why",
        "basis: second2020, why",
        "wrong-type",
        "second2020",
        "a list belongs",
        "- ",
    ),
    "text for a block": (
        'anchor: {start: "Tea is old"}',
        "anchor: Tea is old",
        "wrong-type",
        "Tea is old",
        "a block of fields belongs",
        "Compare",
    ),
    "a word for a rating": (
        'rating: {not_rated: "Nobody looked."}',
        "rating: high",
        "wrong-type",
        "high",
        "a block of fields belongs",
        "Compare",
    ),
    "a list for a rating": (
        'rating: {not_rated: "Nobody looked."}',
        "rating: [low]",
        "wrong-type",
        "rating",
        "a block of fields belongs",
        "Compare",
    ),
    "yes for true": (
        "central: true",
        "central: yes",
        "wrong-type",
        "yes",
        "true or false belongs",
        "true or false",
    ),
    "a word for a number": (
        "{steps: 2,",
        "{steps: two,",
        "wrong-type",
        "two",
        "whole number belongs",
        "in digits",
    ),
    "a number too large": (
        "{steps: 2,",
        "{steps: 4,",
        "bad-form",
        "4",
        "at most 3",
        "Correct",
    ),
    "an impossible date": (
        "on: 2026-11-22}",
        "on: 2026-13-45}",
        "wrong-type",
        "2026-13-45",
        "a date such as",
        "year-month-day",
    ),
    "a malformed id": (
        "id: tea-002",
        "id: Tea_2",
        "bad-form",
        "Tea_2",
        "does not have the form",
        "my-article-007",
    ),
    "an empty text": (
        "claim: Tea is old.",
        'claim: ""',
        "bad-form",
        '""',
        "is empty",
        "Fill it in",
    ),
    "an empty list": (
        "basis: [first2020]",
        "basis: []",
        "bad-form",
        "basis",
        "is empty",
        "Fill it in",
    ),
    "a missing field": (
        "    direction: against\n",
        "",
        "missing-field",
        "id: tea-003",
        "“direction” is missing",
        "for, against, mixed, none",
    ),
    "a missing nested field": (
        '{start: "Tea is old"}',
        '{end: "Tea is old"}',
        "missing-field",
        "anchor",
        "“start” is missing",
        "Add a line",
    ),
    "a null item": (
        "      - {claim: tea-001, why",
        "      -\n      - {claim: tea-001, why",
        "wrong-type",
        "-",
        "item 1 of conflicts_with",
        "Compare",
    ),
    "a whole number as a name": (
        "    kind: history",
        "    kind: history\n    7: x",
        "unknown-field",
        "7",
        "“7” is no field",
        "Known here",
    ),
    "a list as a name": (
        "    kind: history",
        "    kind: history\n    [a, b]: x",
        "wrong-type",
        "id: tea-002",
        "a field belongs",
        "double quotes",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "marked", "said", "cure"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_marked_and_explained_and_the_others_load(
    sound: Folder, old: str, new: str, code: str, marked: str, said: str, cure: str
) -> None:
    sound.change(TEA, old, new)
    placed = sound.one(code)
    assert placed.place.text[placed.place.column - 1 :][: placed.place.width] == marked
    assert said in placed.finding.message
    assert cure in placed.finding.cure
    assert len(sound.ids()) == 3
    assert sum(sound.codes().values()) == 1


@pytest.mark.parametrize(("old", "new"), [fault[:2] for fault in FAULTS.values()], ids=FAULTS)
def test_the_users_own_lines_are_kept(sound: Folder, old: str, new: str) -> None:
    sound.change(TEA, old, new)
    (kept,) = sound.read()[0].failed
    text = sound.text(TEA)
    assert kept.text in text
    assert kept.text.lstrip().startswith("- ")
    assert new.strip() in kept.text or not new
    assert kept.text.count("- id: ") <= 1


def test_every_fault_of_a_claim_is_reported_at_once(sound: Folder) -> None:
    sound.change(TEA, "kind: history", "kind: histroy").change(TEA, "claim: Tea is old.", "claim: 7")
    sound.change(TEA, "group: shared", "gruop: shared")
    assert sound.codes() == {"unknown-word": 1, "wrong-type": 1, "unknown-field": 1}
    assert sound.ids() == ["tea-001", "tea-003", "tea-004"]
    assert len(sound.read()[0].failed) == 1


def test_a_broken_claim_in_a_list_in_brackets_is_kept_too(sound: Folder) -> None:
    sound.write(TEA, "article: {id: tea}\nclaims: [{id: tea-001}, {id: tea-002}]\n")
    contents, _ = sound.read()
    assert [block.text for block in contents.failed] == ["claims: [{id: tea-001}, {id: tea-002}]\n"] * 2


# -- sections ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["groups", "claims", "set_aside"])
@pytest.mark.parametrize("empty", ["", " null", " ~", " # nothing yet"])
def test_a_section_may_be_left_empty(sound: Folder, section: str, empty: str) -> None:
    sound.write(TEA, f"article:\n  id: tea\n{section}:{empty}\n").write("references.bib", "")
    assert sound.codes() == {}


@pytest.mark.parametrize("field", ["citations", "conflicts_with"])
def test_a_list_of_a_claim_may_be_left_empty(sound: Folder, field: str) -> None:
    sound.change(TEA, "    kind: usage\n", f"    kind: usage\n    {field}:\n")
    assert sound.codes() == {}
    assert sound.ids() == ALL


def test_a_reason_may_be_left_empty(sound: Folder) -> None:
    sound.change(TEA, '  heading: ["What tea does"]', "  heading:")
    assert sound.codes() == {}


@pytest.mark.parametrize(
    ("section", "code", "said"),
    [
        ("claims: tea", "wrong-type", "no list"),
        ("claims:\n  tea-001:\n    claim: x", "wrong-type", "no list"),
        ("groups: [a]", "wrong-type", "no block"),
        ("set_aside: [a]", "wrong-type", "no block"),
        ("set_aside:\n  heading: Words", "wrong-type", "holds no list"),
        ("set_aside:\n  heading: [7]", "wrong-type", "neither the first words"),
        ('set_aside:\n  heading: [""]', "wrong-type", "neither the first words"),
        ("set_aside:\n  heading: [{strat: a}]", "unknown-field", "Did you mean “start”?"),
        ("set_aside:\n  headings: [a]", "unknown-word", "Did you mean “heading”?"),
        ("groups:\n  g: [a]", "wrong-type", "a block of fields belongs"),
        ("clams:\n  - id: tea-001", "unknown-field", "Did you mean “claims”?"),
        ("7: x", "unknown-field", "“7” is no section"),
    ],
)
def test_a_section_of_another_shape(sound: Folder, section: str, code: str, said: str) -> None:
    sound.write(TEA, f"article:\n  id: tea\n{section}\n").write("references.bib", "")
    hits = [p for p in sound.found() if p.finding.code == code]
    assert any(said in p.finding.message for p in hits)
    assert all(p.place.line >= 3 for p in hits)
    kept = sound.read()[0].failed
    assert kept
    assert all(block.text in section + "\n" for block in kept)


def test_what_is_set_aside_survives_a_broken_neighbour(sound: Folder) -> None:
    sound.change(TEA, '    - "Is it good"', '    - "Is it good"\n    - a: b: c\n    - "And why"')
    placed = sound.one("yaml-syntax")
    assert placed.place.line == sound.line_of("a: b: c")
    (file,) = sound.read()[0].files
    assert file.set_aside["heading"] == ["What tea does"]
    assert [getattr(entry, "start", entry) for entry in file.set_aside["question"]] == [
        "Is it good",
        "And why",
        "Really",
    ]


# -- the article -------------------------------------------------------------------------------------------------


def test_without_an_article_the_claims_load(sound: Folder) -> None:
    text = sound.text(TEA)
    sound.write(TEA, text[text.index("groups:") :])
    assert sound.ids() == ALL
    placed = sound.one("missing-field")
    assert "no “article:” section" in placed.finding.message
    assert "id: tea" in placed.finding.cure


def test_a_broken_field_of_the_article_does_not_lose_the_others(sound: Folder) -> None:
    sound.change(TEA, '  title: "Tea: what it does"', "  title: Tea: what it does")
    placed = sound.one("yaml-syntax")
    assert placed.place.line == sound.line_of("title:")
    (article,) = sound.read()[0].articles
    assert (article.id, article.publisher, article.title) == ("tea", "Example", None)
    assert sound.codes() == {"yaml-syntax": 1}


def test_an_article_that_can_not_be_used_keeps_its_name(sound: Folder) -> None:
    sound.change(TEA, "  url: https://example.org/tea", "  url: example.org/tea")
    assert sound.codes() == {"bad-form": 1}
    assert sound.read()[0].articles[0].id == "tea"
    assert sound.ids() == ALL


# -- nothing follows from what could not be read -----------------------------------------------------------------


def test_a_reference_that_only_a_broken_claim_cites_is_not_called_uncited(sound: Folder) -> None:
    sound.change(TEA, "claim: Tea eases a cold.", "claim: Tea: eases a cold.")
    assert sound.codes() == {"yaml-syntax": 1}


def test_a_conflict_with_a_broken_claim_is_not_called_unknown(sound: Folder) -> None:
    sound.change(TEA, "kind: efficacy", "kind: efficcy")
    assert sound.codes() == {"unknown-word": 1}


def test_a_claim_of_a_broken_group_is_not_told_that_the_group_is_missing(sound: Folder) -> None:
    sound.change(TEA, "role: offered, stance: partly supports", "role: offerd, stance: partly supports")
    assert sound.codes()["unknown-group"] == 0
    assert sound.codes()["unknown-word"] == 1


def test_claims_that_cite_a_broken_entry_are_not_called_wrong(sound: Folder) -> None:
    sound.change("references.bib", "  title = {Tea for colds},", "  title = {Tea for colds,")
    assert sound.codes() == {"bib-syntax": 1}


def test_words_of_a_broken_vocabulary_are_not_called_unknown(sound: Folder) -> None:
    sound.change(
        "claims/ledger.yaml", '    cold: {definition: "A common cold."}', '    cold: {definiton: "A common cold."}'
    )
    assert set(sound.codes()) <= {"unknown-field", "missing-field"}


def test_the_second_of_two_claims_with_one_id_is_told_where_the_first_is(sound: Folder) -> None:
    sound.change(TEA, "  - id: tea-004", "  - id: tea-002")
    placed = sound.one("duplicate-id")
    assert placed.place.line == sound.line_of("id: tea-002", nth=2)
    assert "2nd claim of claims/tea.yaml" in placed.finding.message


def test_one_id_in_two_files(sound: Folder) -> None:
    sound.write("claims/mint.yaml", "article:\n  id: mint\n" + sound.text(TEA)[sound.text(TEA).index("groups:") :])
    assert sound.codes()["duplicate-id"] == 4
    assert sound.codes()["id-of-other-article"] == 4
