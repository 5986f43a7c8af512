"""Message files and templates: plural forms, what fills a sentence, and no sentence that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from firmground.reports.cards import tell
from firmground.reports.messages import Messages, read_template

REPORTS = Path(__file__).parents[2] / "src" / "firmground" / "reports"


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 sources and the reasons"), (1, "1 source and the reasons"), (2, "2 sources and the reasons")],
)
def test_a_sentence_that_counts_has_a_form_for_one(count: int, told: str) -> None:
    assert tell("reasons.sources", count) == told


def test_a_sentence_is_filled_whole_or_not_said() -> None:
    assert tell("reasons.so", because="it {is}") == "So: it {is}."
    for wrong in (lambda: tell("reasons.so"), lambda: tell("reasons.nothing"), lambda: tell("reasons.sources")):
        with pytest.raises(KeyError):
            wrong()


#: Of each message file, where its sentences are said.
SAID = {
    "cards/claim.toml": ("cards/claim.py", "cards/reasons.py", "views/claim.py", "templates/claim.html.j2",
                         "templates/claim.txt.j2"),
    "cards/answers.toml": ("cards/answers.py", "views/answers.py", "templates/answers.html.j2"),
    "cards/question.toml": ("cards/question.py", "cards/position.py", "cards/shown.py", "templates/question.txt.j2"),
}  # fmt: skip


@pytest.mark.parametrize("file", SAID)
def test_every_sentence_is_said_somewhere_and_every_name_has_a_sentence(file: str) -> None:
    code = "".join((REPORTS / name).read_text(encoding="utf-8") for name in SAID[file])
    # A name whose end is chosen by what is told is written up to there.
    words, starts = set(re.findall(r'"([a-z_.]+)"', code)), set(re.findall(r'["\']([a-z_.]+[.])["{]', code))
    names = {re.sub(r"[.](one|other)$", "", name) for name in Messages(file).sentences}
    assert [name for name in names - words if not name.startswith(tuple(starts))] == []
    assert set(re.findall(r'tell[(]"([a-z_.]+)"[,)]', code)) - names == set()


def test_every_sentence_on_notebooks_is_said_somewhere() -> None:
    code = "".join((REPORTS / f"{name}.py").read_text(encoding="utf-8") for name in ("notebook", "plan", "built"))
    names = {re.sub(r"[.](one|other)$", "", name) for name in Messages("notebooks.toml").sentences}
    assert set(re.findall(r'tell[(]"([a-z_.]+)",', code)) == names


def test_no_sentence_holds_markup() -> None:
    assert [text for text in tell.sentences.values() if re.search(r"[<>&\"]", text)] == []


def test_a_template_for_a_page_escapes_and_one_for_a_terminal_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("x.html.j2", "x.txt.j2"):
        (tmp_path / "templates" / name).write_text("{{ a }}\n  {{ b }} {{ a | twice }}\n", encoding="utf-8")
    monkeypatch.setattr("firmground.reports.messages.files", lambda _room: tmp_path)
    told = {"a": "<i>", "b": Markup("<b>")}
    double = {"twice": lambda text: text * 2}
    assert read_template("x.html.j2", **double).render(told) == "&lt;i&gt;<b> &lt;i&gt;&lt;i&gt;"
    assert read_template("x.txt.j2", **double).render(told) == "<i><b> <i><i>"


def test_the_names_of_a_file_are_paths_through_its_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('a = "A"\n[b]\nc = {one = "1", other = "{count} {what}"}\n', encoding="utf-8")
    monkeypatch.setattr("firmground.reports.messages.files", lambda _room: tmp_path)
    messages = Messages("m.toml")
    assert (messages("a"), messages("b.c", 1), messages("b.c", 3, what="x")) == ("A", "1", "3 x")
