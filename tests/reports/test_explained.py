"""What can be explained: codes of findings, and pages of docs/, which are read where there is no docs/ folder, too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from firmground.checks.catalogue import catalogue
from firmground.errors import LedgerError
from firmground.reports.explained import NothingToExplainError, explained, explained_data, topics

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_those_of_docs_and_no_name_means_two_things() -> None:
    pages = [p for folder in ("how-to", "reference") for p in (ROOT / "docs" / folder).glob("*.md")]
    names = [p.stem for p in pages if p.stem != "README"]
    assert sorted(names) == sorted(topics())
    assert len(names) > 10
    assert not set(names) & set(catalogue())


def test_no_link_is_left_that_a_terminal_could_not_follow() -> None:
    for name, topic in topics().items():
        assert topic.title, name
        assert explained(name) == topic.text
        assert not re.search(r"\]\(\S+\.(md|png)", topic.text), name
        for named in re.findall(r"\(→ ([^)]+)\)", topic.text):
            assert named in topics(), (name, named)
    assert "Code an article (→ code-an-article)." in explained("add-an-article")


def test_no_text_of_the_program_sends_its_reader_to_a_file_that_a_wheel_does_not_hold() -> None:
    known = {*topics(), *catalogue(), "TOPIC", "NAME", "CODE", "…"}
    named = set()
    for file in (ROOT / "src").rglob("*"):
        if file.suffix not in {".py", ".toml", ".j2", ".json"} or "__pycache__" in file.parts:
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.lstrip().startswith("#"):
                assert not re.search(r"\bdocs/[\w-]+/", line), (file, line)
                named |= set(re.findall(r"firmground explain ([\w-]+)", line))
    assert {"claim-file", "grading", "gaps"} <= named
    assert named <= known


def test_every_code_and_no_other_name_can_be_explained() -> None:
    for code, it in catalogue().items():
        text = explained(code)
        assert text.startswith(f"{code} ({it.severity}, ")
        assert it.meaning in text
        assert it.cure in text
        assert explained_data(code)["meaning"] == it.meaning
    for ask in (explained, explained_data):
        with pytest.raises(NothingToExplainError, match="anchor-not-found"):
            ask("anchor-not-fond")
        with pytest.raises(LedgerError, match="`firmground explain` lists what there is"):
            ask("zzzz")
        with pytest.raises(LedgerError) as caught:
            ask("\x1b[2J")
        assert "\x1b" not in str(caught.value)
