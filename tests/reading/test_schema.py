"""The JSON Schemas by which an editor completes and checks claim files: shipped as made, of one mind with reading."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml_rs
from jsonschema import Draft202012Validator

from firmground.reading.schema import SCHEMAS, schema_text

if TYPE_CHECKING:
    from tests.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
CLAIM_FILE, LEDGER = "claim-file.schema.json", "ledger.schema.json"
QUESTION_FILE = "question-file.schema.json"
SHIPPED = sorted(p for folder in ("claims", "src/firmground/starter/claims") for p in (ROOT / folder).glob("**/*.yaml"))

#: What follows for the rest of the ledger when a section holds nothing.
FOLLOWING = {"unknown-group", "unused-group", "uncited-reference", "basis-not-cited"}


def as_json(value: Any) -> Any:
    """What an editor sees: dates are text there."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def faults(name: str, text: str) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_text(name)), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(as_json(yaml_rs.loads(text)))]


def schema_of(path: Path) -> str:
    if path.parent.name == "questions":
        return QUESTION_FILE
    return LEDGER if path.name == "ledger.yaml" else CLAIM_FILE


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_shipped_schema_is_the_one_the_code_makes(name: str) -> None:
    """Write it anew with ``python docs/generate.py``."""
    assert (ROOT / "claims" / "schema" / name).read_text(encoding="utf-8") == schema_text(name)


def test_no_other_schema_is_shipped() -> None:
    assert {p.name for p in (ROOT / "claims" / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_starter_ledger_gets_the_same_schema(name: str, tmp_path: Path) -> None:
    from firmground.ledger import new

    assert (new(tmp_path / "x") / "claims" / "schema" / name).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_it_is_a_schema(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:2] == ["$schema", "title"]
    assert schema_text(name) == schema_text(name)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_editor_can_say_what_every_field_is(name: str) -> None:
    schema = json.loads(schema_text(name))
    for title, part in {"top": schema, **schema["$defs"]}.items():
        if "properties" in part:
            assert part["additionalProperties"] is False, title
            assert part["description"], title
        for field, inner in part.get("properties", {}).items():
            assert inner.get("description"), f"{title}.{field}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.parent.name}/{p.name}")
def test_it_accepts_our_own_files(path: Path) -> None:
    assert faults(schema_of(path), path.read_text(encoding="utf-8").replace("@title@", "Title")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.parent.name}/{p.name}")
def test_an_editor_is_told_which_schema_it_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    up = "../" if path.parent.name == "questions" else ""
    assert first == f"# yaml-language-server: $schema={up}schema/{schema_of(path)}"


def test_there_are_files_to_look_at() -> None:
    assert len(SHIPPED) >= 4


def test_it_accepts_what_reading_accepts(sound: Folder) -> None:
    assert faults(CLAIM_FILE, sound.text("claims/tea.yaml")) == []
    assert faults(LEDGER, sound.text("claims/ledger.yaml")) == []


@pytest.mark.parametrize("section", ["groups", "claims", "set_aside"])
def test_a_section_with_nothing_in_it_is_accepted_by_both(sound: Folder, section: str) -> None:
    text = sound.text("claims/tea.yaml")
    start = text.index(f"\n{section}:") + 1
    rest = text[start + len(section) + 2 :]
    following = [i for i in (rest.find(f"\n{name}:") for name in ("claims", "set_aside")) if i >= 0]
    sound.write("claims/tea.yaml", text[:start] + f"{section}:\n" + (rest[min(following) + 1 :] if following else ""))
    assert faults(CLAIM_FILE, sound.text("claims/tea.yaml")) == []
    assert {p.finding.code for p in sound.found()} <= FOLLOWING
    assert not sound.read()[0].failed


def test_a_reason_with_nothing_in_it_is_accepted_by_both(sound: Folder) -> None:
    sound.change("claims/tea.yaml", '  heading: ["What tea does"]', "  heading:")
    assert faults(CLAIM_FILE, sound.text("claims/tea.yaml")) == []
    assert sound.found() == ()


@pytest.mark.parametrize("field", ["citations", "conflicts_with"])
def test_a_list_with_nothing_in_it_is_accepted_by_both(sound: Folder, field: str) -> None:
    anchor = '    anchor: {start: "Tea is old"}'
    sound.change("claims/tea.yaml", anchor, f"    {field}:\n{anchor}")
    assert faults(CLAIM_FILE, sound.text("claims/tea.yaml")) == []
    assert sound.found() == ()


def test_groups_of_the_ledger_with_nothing_in_it(sound: Folder) -> None:
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + "groups:\n")
    assert faults(LEDGER, sound.text("claims/ledger.yaml")) == []
    assert sound.found() == ()


WRONG: dict[str, Callable[[str], str]] = {
    "unknown field": lambda t: t.replace("    wording: hedged\n", "    wordin: hedged\n"),
    "unknown section": lambda t: t + "claim: []\n",
    "word that is not in the list": lambda t: t.replace("wording: hedged", "wording: hedgy"),
    "number for text": lambda t: t.replace("claim: Tea is old.", "claim: 1.10"),
    "text for a list": lambda t: t.replace("basis: [first2020]", "basis: first2020"),
    "id of no form": lambda t: t.replace("id: tea-004", "id: Tea 4"),
    "address of no form": lambda t: t.replace("https://", "ftp://"),
    "steps out of bounds": lambda t: t.replace("steps: 2", "steps: 4"),
    "missing field": lambda t: t.replace("    direction: against\n", ""),
    "claims that are no list": lambda t: t.replace("  - id: tea-001", "    id: tea-001"),
    "unknown reason": lambda t: t.replace("  question:", "  questions:"),
    "no article": lambda t: t.replace("article:\n", "articles:\n", 1),
    "date of no form": lambda t: t.replace("published: 2020-01-02", 'published: "last year"'),
    "rating of two forms": lambda t: t.replace("{not_rated:", "{certainty: low, not_rated:"),
}


@pytest.mark.parametrize("wrong", sorted(WRONG))
def test_what_is_wrong_is_refused_by_both(sound: Folder, wrong: str) -> None:
    text = WRONG[wrong](sound.text("claims/tea.yaml"))
    assert text != sound.text("claims/tea.yaml")
    if "that are no list" not in wrong:  # then it is no YAML either
        assert faults(CLAIM_FILE, text)
    sound.write("claims/tea.yaml", text)
    assert [p for p in sound.found() if p.severity == "error"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("as_of: 2026-11-22", "as_of: soon"),
        ("notice: Drafts.", "notice: ''"),
        ("raters:\n  editors:", "raters: {}\nraters2:\n  editors:"),
        ("facet: no treatment", "facets: no treatment"),
        ("title: Tea", "title: 3"),
        ("  about:\n", "  abouts:\n"),
    ],
)
def test_wrong_settings_are_refused_by_both(sound: Folder, old: str, new: str) -> None:
    sound.change("claims/ledger.yaml", old, new)
    assert faults(LEDGER, sound.text("claims/ledger.yaml"))
    assert [p for p in sound.found() if p.place and p.place.file == "claims/ledger.yaml" and p.severity == "error"]


def test_a_definition_alone_is_accepted_by_both(sound: Folder) -> None:
    sound.change("claims/ledger.yaml", 'tea: {definition: "Leaves in hot water."}', "tea: Leaves in hot water.")
    assert faults(LEDGER, sound.text("claims/ledger.yaml")) == []
    assert sound.found() == ()


def test_another_name_is_refused() -> None:
    with pytest.raises(KeyError):
        schema_text("other.json")
