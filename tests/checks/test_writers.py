"""Findings as people, programs and GitHub read them: the mark stands under the fault, and no text does harm."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.checks.writers import (
    SHOWN,
    finding_as_json,
    github_of,
    printable,
    text_of_finding,
)
from firmground.errors import LONGEST_TEXT
from firmground.records import Finding, Place, Spot

FINDING = Finding("unknown-word", Spot("claims/tea.yaml"), "“warm” is no word.", "Use firm.", "tea-001")
ESC = "\x1b[2J\x1b]0;owned\x07"


def place(text: str, column: int = 1, width: int = 1, line: int = 7, file: str = "claims/tea.yaml") -> Place:
    return Place(file, line, column, width, text)


def shown(text: str, column: int, width: int) -> tuple[str, str]:
    """The user's line and the line of marks below, both from the same column on."""
    lines = text_of_finding(FINDING, place(text, column, width), "error").split("\n")
    assert lines[1].startswith("    7 | ")
    assert lines[2].startswith("      | ")
    return lines[1][8:], lines[2][8:]


def columns(text: str) -> int:
    """Columns that a terminal gives a text; counted here anew."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def marked(text: str, column: int, width: int) -> str:
    """What a reader sees above the marks."""
    line, marks = shown(text, column, width)
    start, end = len(marks) - len(marks.lstrip(" ")), len(marks)
    seen, at = "", 0
    for char in line:
        wide = columns(char)
        if start <= at < end or (wide == 0 and start < at <= end):
            seen += char
        at += wide
    return seen


# -- text ----------------------------------------------------------------------------------------------------------


def test_a_finding_whole() -> None:
    assert text_of_finding(FINDING, place("    wording: warm", 14, 4), "error") == (
        "claims/tea.yaml:7:14: error unknown-word\n"
        "    7 |     wording: warm\n"
        "      |              ^^^^\n"
        "“warm” is no word.\n"
        "Use firm.  More: firmground explain unknown-word"
    )


def test_a_finding_without_place_or_line() -> None:
    assert text_of_finding(FINDING, None, "note").split("\n")[0] == "note unknown-word"
    assert len(text_of_finding(FINDING, None, "note").split("\n")) == 3
    assert len(text_of_finding(FINDING, place("   "), "note").split("\n")) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wording: warm", "warm"),
        ("\t\twording: warm", "warm"),
        ("  claim: 針灸 warm", "warm"),
        ("  claim: 針灸 works", "針灸"),
        ("  claim: cafe\u0301 warm", "warm"),
        ("  claim: ＡＢＣ, warm", "warm"),
        ("  claim: 🫖🫖🫖 warm", "warm"),
        ("x" * 5000 + " warm " + "y" * 5000, "warm"),
        ("warm " + "y" * 5000, "warm"),
        ("x" * 5000 + " warm", "warm"),
        ("針" * 300 + " warm " + "針" * 300, "warm"),
        ("\t" * 200 + "warm", "warm"),
    ],
)
def test_the_mark_stands_under_the_fault(text: str, words: str) -> None:
    assert marked(text, text.index(words) + 1, len(words)) == words


@pytest.mark.parametrize(
    "nasty", ["\x1b", "\x07", "\x08", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028"]
)
def test_the_mark_stands_under_the_fault_behind_what_was_made_visible(nasty: str) -> None:
    text = f"a{nasty}{nasty}b warm c"
    assert marked(text, text.index("warm") + 1, 4) == "warm"


def test_a_long_line_is_cut_around_the_fault() -> None:
    line, marks = shown("x" * 100_000 + " warm " + "y" * 100_000, 100_002, 4)
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) <= SHOWN + 2
    assert len(marks) <= SHOWN + 2


def test_a_fault_longer_than_what_is_shown_is_marked_to_the_edge() -> None:
    line, marks = shown("x" * 1000, 1, 1000)
    assert len(marks) <= len(line)
    assert marks.strip("^") == ""


@pytest.mark.parametrize(("column", "width"), [(6, 1), (6, 40), (99, 5), (1, 0), (5, 3)])
def test_a_mark_at_or_past_the_end_of_the_line_is_one_mark(column: int, width: int) -> None:
    _, marks = shown("short", column, width)
    assert marks.strip() == "^"


def test_control_characters_become_visible() -> None:
    for code in [*range(0x20), 0x7F, *range(0x80, 0xA0)]:
        seen = printable(f"a{chr(code)}b")
        assert chr(code) not in seen or code == 0x20
        assert len(seen) >= 3
        assert all(unicodedata.category(c) not in {"Cc", "Cf"} for c in seen)


def test_what_turns_the_direction_of_writing_becomes_visible() -> None:
    for code in [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0xFEFF]:
        assert printable(f"a{chr(code)}b") == f"a<U+{code:04X}>b"


def test_half_a_character_becomes_visible() -> None:
    printable("a\ud800b").encode("utf-8")


@pytest.mark.parametrize(
    "text", ["plain", "dry-needling “quoted” … −0.80 ⊕◯", "針灸 cafe\u0301 ü", "soft\u00adhyphen", ""]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_nothing_in_a_finding_reaches_the_terminal_raw() -> None:
    bad = f"{ESC}\u202e"
    finding = Finding("unknown-word", Spot("x"), f"message {bad}", f"cure {bad}", bad)
    text = text_of_finding(finding, place(f"line {bad} here", 6, 3, file=f"claims/{bad}.yaml"), "error")
    assert not {c for c in text if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n"}


@pytest.mark.parametrize("bad", ["two\nlines", "two\r\nlines", "\u2028", "\x85"])
def test_a_name_with_line_ends_makes_no_further_lines(bad: str) -> None:
    finding = Finding("unknown-word", Spot("x"), f"“{bad}” is wrong.", f"Correct {bad}.")
    text = text_of_finding(finding, place("line", file=f"claims/{bad}.yaml"), "error")
    assert len(text.splitlines()) == 5


@given(st.text(), st.integers(1, 60), st.integers(1, 60))
def test_any_line_can_be_shown(text: str, column: int, width: int) -> None:
    text = " ".join(text.splitlines())
    whole = text_of_finding(FINDING, place(text, column, width), "error")
    assert not {c for c in whole if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - {"\n", "\u00ad"}
    if text.strip():
        line, marks = shown(text, column, width)
        assert marks.lstrip(" ").strip("^") == ""
        assert columns(marks) <= columns(line) + 1


@given(st.text("abc針é\t\u0301\u202e", min_size=1, max_size=300).filter(str.strip), st.data())
def test_marks_and_words_agree_on_any_line(text: str, data: st.DataObject) -> None:
    words = "warm"
    at = data.draw(st.integers(0, len(text)))
    whole = f"{text[:at]} {words} {text[at:]}"
    assert marked(whole, at + 2, len(words)) == words


# -- JSON ----------------------------------------------------------------------------------------------------------


def test_json_holds_every_field() -> None:
    assert finding_as_json(FINDING, place("x", 3), "error") == {
        "code": "unknown-word",
        "severity": "error",
        "file": "claims/tea.yaml",
        "line": 7,
        "column": 3,
        "subject": "tea-001",
        "message": "“warm” is no word.",
        "cure": "Use firm.",
    }


def test_json_without_a_place() -> None:
    found = finding_as_json(FINDING, None, "note")
    assert (found["file"], found["line"], found["column"]) == (None, None, None)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_json_can_be_read_back_whatever_the_text(messages: list[str]) -> None:
    found = [finding_as_json(Finding("wrong-type", None, message, "cure"), None, "error") for message in messages]
    assert [again["message"] for again in json.loads(json.dumps(found, ensure_ascii=False))] == messages


def test_json_can_always_be_written_to_a_file() -> None:
    found = finding_as_json(Finding("wrong-type", None, "half \ud800", "cure"), None, "error")
    json.dumps(found, ensure_ascii=False).encode("utf-8")


# -- GitHub --------------------------------------------------------------------------------------------------------


def test_github_annotation_whole() -> None:
    assert github_of(FINDING, place("x", 3), "error") == (
        "::error file=claims/tea.yaml,line=7,col=3,title=unknown-word::“warm” is no word. Use firm."
    )


@pytest.mark.parametrize(("severity", "kind"), [("error", "error"), ("warning", "warning"), ("note", "notice")])
def test_github_has_its_own_words_for_severities(severity: str, kind: str) -> None:
    assert github_of(FINDING, None, severity).startswith(f"::{kind} title=")  # type: ignore[arg-type]


def test_github_escapes_what_would_end_or_begin_a_command() -> None:
    finding = Finding("unknown-word", Spot("x"), "50 % off\r\n::error::owned", "a: b, c")
    text = github_of(finding, place("x", file="claims/a,b:c%.yaml"), "warning")
    assert text == (
        "::warning file=claims/a%2Cb%3Ac%25.yaml,line=7,col=1,title=unknown-word"
        "::50 %25 off%0D%0A::error::owned a: b, c"
    )
    assert len(text.splitlines()) == 1


#: Text that needs no mark in place of a character that could move the cursor.
VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\r\n%:,")
visible = st.text(VISIBLE, max_size=60)


@given(visible, visible)
def test_github_annotation_is_one_line_and_can_be_undone(message: str, file: str) -> None:
    text = github_of(Finding("wrong-type", None, message, ""), place("x", file=file), "error")
    assert "\n" not in text
    assert "\r" not in text
    head, _, body = text[2:].partition("::")
    assert undone(body) == f"{message} "
    properties = dict(part.split("=", 1) for part in head.removeprefix("error ").split(","))
    assert undone(properties["file"]) == file


@given(st.text(max_size=60))
def test_github_annotation_does_nothing_to_a_terminal(message: str) -> None:
    text = github_of(Finding("wrong-type", None, message, message), place("x", file=message), "error")
    assert not {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - {"\u00ad"}
    text.encode("utf-8")


def undone(text: str) -> str:
    for escaped, char in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, char)
    return text


def test_a_message_of_ten_megabytes_is_cut_and_says_so() -> None:
    loud = Finding("yaml-syntax", Spot("claims/tea.yaml"), "x" * 10_000_000, "y" * 10_000_000)
    text = text_of_finding(loud, place("z" * 10_000_000), "error")
    assert len(text) < 3 * LONGEST_TEXT
    assert text.count(f" … (cut: {10_000_000 - LONGEST_TEXT:,} characters more)") == 2
    assert len(github_of(loud, place("z"), "error")) < 3 * LONGEST_TEXT
    assert finding_as_json(loud, place("z"), "error")["message"] == loud.message
