"""Question files that are spoilt: what is said, where, what is kept, and that no other question suffers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import QUESTIONS

if TYPE_CHECKING:
    from tests.conftest import Folder

FILE = "claims/questions/tea.yaml"
ALL = ["tea-colds", "tea-age", "tea-harm"]

#: What is put in place of what, the code, the words that are marked, a part of the cure or the message.
FAULTS = {
    "a mistyped field": (
        "    asks: Is tea old?",
        "    ask: x\n    asks: Is tea old?",
        "unknown-field",
        "ask",
        "“asks”",
    ),
    "a wrong word": ("kind: fact", "kind: facts", "unknown-word", "facts", "fact"),
    "a missing field": ("    answer: Tea is old.\n", "", "missing-field", "tea-age", "answer"),
    "a word of YAML 1.1": ("status: so", "status: yes", "unknown-word", "yes", "not so"),
    "a share in per cent": ("status: so", "status: so\n    rate: 5", "wrong-type", "5", "rate"),
    "an id with a space": ("id: tea-age", "id: tea age", "bad-form", "tea age", "small letters"),
    "a date as text": ("by: editors, dated: 2026-11-22}", "by: editors, dated: soon}", "wrong-type", "soon", "date"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_shown_at_its_words_and_costs_only_its_question(fault: str, sound: Folder) -> None:
    old, new, code, marked, said = FAULTS[fault]
    sound.write(FILE, QUESTIONS).change(FILE, old, new)
    contents, findings = sound.read()
    assert list(contents.questions) == ["tea-colds", "tea-harm"]
    (placed,) = [p for p in sound.found() if p.finding.code == code]
    assert placed.place is not None
    assert placed.place.file == FILE
    shown = placed.place.text[placed.place.column - 1 :][: placed.place.width]
    assert marked in shown
    assert said in f"{placed.finding.message} {placed.finding.cure}"
    assert [block.text for block in contents.failed if "tea-age" in block.text or "tea age" in block.text]
    assert findings


@pytest.mark.parametrize(
    "spoilt",
    [
        '    asks: "Is tea old?',  # a quotation mark that is never closed
        "    asks: Is tea: old?",
        "   asks: Is tea old?",  # slid to the left
        "asks: Is tea old?",
        "    asks: [Is tea old?",
        "    kind: fact\n    asks: Is tea old?",  # a field twice
    ],
)
def test_broken_yaml_in_one_question_costs_no_other(spoilt: str, sound: Folder) -> None:
    sound.write(FILE, QUESTIONS).change(FILE, "    asks: Is tea old?", spoilt)
    contents, _ = sound.read()
    assert list(contents.questions) == ["tea-colds", "tea-harm"]
    assert any("id: tea-age" in block.text for block in contents.failed)
    assert any(p.place is not None and p.place.file == FILE and p.severity == "error" for p in sound.found())


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_any_line_ends(ends: str, mark: bytes, sound: Folder) -> None:
    plain = sound.write(FILE, QUESTIONS).codes()
    sound.write(FILE, mark + QUESTIONS.replace("\n", ends).encode())
    assert list(sound.read()[0].questions) == ALL
    assert [f.code for f in sound.read()[1]] == ["no-article-text"]
    assert sound.codes() == plain


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "questions:\n", "questions: []\n"])
def test_a_file_without_questions(text: str, sound: Folder) -> None:
    sound.write(FILE, text)
    assert sound.read()[0].questions == {}
    assert set(sound.codes()) <= {"file-empty"}


def test_questions_that_are_no_list(sound: Folder) -> None:
    sound.write(FILE, "questions:\n  tea: {id: tea-colds}\n")
    (placed,) = sound.found()
    assert placed.finding.code == "wrong-type"
    assert "Begin each question with a dash" in placed.finding.cure
    assert any("tea-colds" in block.text for block in sound.read()[0].failed)


def test_a_section_of_another_kind_of_file(sound: Folder) -> None:
    sound.write(FILE, QUESTIONS + "claims:\n  - id: tea-009\n")
    (placed,) = [p for p in sound.found() if p.finding.code == "unknown-field"]
    assert placed.place is not None
    assert placed.place.text == "claims:"
    assert list(sound.read()[0].questions) == ALL
    assert any("tea-009" in block.text for block in sound.read()[0].failed)


@pytest.mark.parametrize("name", ["tea.yml", "Tea.YAML", "ä.yaml"])
def test_names_that_are_read(name: str, sound: Folder) -> None:
    sound.write(f"claims/questions/{name}", QUESTIONS)
    assert list(sound.read()[0].questions) == ALL


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("tea.yaml.txt", "Rename it to tea.yaml"),
        ("tea.json", "Rename it to tea.yaml"),
        ("more/tea.yaml", "Move it to claims/questions/tea.yaml"),
    ],
)
def test_names_that_look_like_a_question_file_and_are_not_read(name: str, cure: str, sound: Folder) -> None:
    sound.write(f"claims/questions/{name}", QUESTIONS)
    (placed,) = sound.found()
    assert placed.finding.code == "file-not-read"
    assert cure in placed.finding.cure
    assert sound.read()[0].questions == {}


def test_two_files_are_read_in_the_order_of_their_names(sound: Folder) -> None:
    first = QUESTIONS.replace("tea-", "green-")
    sound.write("claims/questions/b.yaml", QUESTIONS).write("claims/questions/a.yaml", first)
    assert list(sound.read()[0].questions) == [*(i.replace("tea-", "green-") for i in ALL), *ALL]
