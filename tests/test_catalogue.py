"""The catalogue and the code agree: no code without meaning, none that is never reported, each with its example."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

from firmground.checks.catalogue import catalogue
from firmground.cli.main import cli
from firmground.ledger import LedgerError, explain
from firmground.records.terms import Level, Severity
from firmground.reports.explained import topics

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "firmground"
GALLERY = ROOT / "tests" / "gallery"

CODES = tuple(catalogue())
#: Calls whose first argument is a code.
REPORTING = frozenset({"Finding", "report", "_finding"})
#: Parameters through which a code, or its beginning, is handed on; the calls that fill them are found by themselves.
HANDED_ON = frozenset({"code"})


def reported() -> Iterator[tuple[str, ast.expr]]:
    """Where a finding is made, and the expression that gives its code."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in REPORTING and not (isinstance(node.args[0], ast.Name) and node.args[0].id in HANDED_ON):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


def matching(expression: ast.expr) -> set[str]:
    """The codes of the catalogue that an expression can give: a constant, or a text with a gap in it."""
    if isinstance(expression, ast.Constant):
        return {str(expression.value)} & set(CODES)
    if isinstance(expression, ast.JoinedStr):
        pattern = "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in expression.values
        )
        return {code for code in CODES if re.fullmatch(pattern, code)}
    return set()


def test_every_code_that_is_reported_is_in_the_catalogue() -> None:
    found = list(reported())
    assert len(found) > len(CODES) / 2, "the calls that make findings are no longer found by name"
    assert [f"{where}: {ast.unparse(code)}" for where, code in found if not matching(code)] == []


def test_every_code_of_the_catalogue_is_reported_somewhere() -> None:
    assert set(CODES) - {code for _, expression in reported() for code in matching(expression)} == set()


def test_every_code_has_a_folder_in_the_gallery_and_every_folder_a_code() -> None:
    folders = {path.name for path in GALLERY.iterdir() if path.is_dir()}
    assert folders == set(CODES)
    for code in CODES:
        expected = GALLERY / code / "expected.txt"
        assert code in expected.read_text(encoding="utf-8"), f"tests/gallery/{code}/expected.txt does not show {code}"


def test_codes_stand_in_order_so_that_a_new_one_has_one_place() -> None:
    raw = tomllib.loads((SOURCE / "checks" / "catalogue.toml").read_text(encoding="utf-8"))
    assert list(raw) == sorted(raw)


def test_every_entry_reads_as_it_should_and_is_explained_whole() -> None:
    assert len({it.title for it in catalogue().values()}) == len(CODES)
    for code, it in catalogue().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", it.name)
        assert (it.name, it.severity in get_args(Severity), it.level in get_args(Level)) == (code, True, True)
        assert it.title[0].isupper(), code
        assert not it.title.endswith((".", "!", "?")), code
        for text in (it.meaning, it.cure):
            assert text.strip() == text, code
            assert len(text) > 10, code
            assert text.endswith((".", "?", '"}.')), code
            assert not re.search(r"\b(TODO|invalid input|oops)\b", text, re.IGNORECASE), code
        assert it.cure not in it.meaning, code
        told = explain(code)
        assert told.splitlines()[1] == f"{it.title}."
        assert it.meaning in told
        assert told.endswith(f"What to do: {it.cure}\n")


def test_explain_whole_for_a_basic_code() -> None:
    assert explain("anchor-not-found") == (
        "anchor-not-found (error, always checked)\n"
        "An anchor whose words are not in the article.\n"
        "\n"
        "The claim points to words that the article's text does not hold. Only typesetting is folded (quote and dash "
        "shapes, spaces); a changed digit or sign never matches. The nearest passage is a hint, never a match.\n"
        "\n"
        'What to do: Copy the first words of the passage from the article; `firmground article locate ID "words"` '
        "tries an anchor.\n"
    )


def test_explain_whole_for_a_strict_code() -> None:
    assert explain("glossary-word-twice") == (
        "glossary-word-twice (warning, checked with `firmground check --level strict`)\n"
        "A word that stands in two entries of the glossary.\n"
        "\n"
        "Pages link each word to one entry, so from there nobody would find the other.\n"
        "\n"
        "What to do: Keep the word in one of the two, as its name or under “also”.\n"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anchor-not-fond", "anchor-not-found"),
        ("sentence-unacounted", "sentence-unaccounted"),
        ("Yaml-Syntax", "yaml-syntax"),
        ("unknown-ref", "unknown-reference"),
    ],
)
def test_an_unknown_code_suggests_near_ones(typed: str, meant: str) -> None:
    with pytest.raises(LedgerError) as caught:
        explain(typed)
    said = str(caught.value)
    assert said.startswith(f"There is no code and no page “{typed}”. Did you mean ")
    near = said.split("Did you mean ")[1].rstrip("?").split(" or ")
    assert meant in near
    assert len(near) <= 3
    assert set(near) <= {*CODES, *topics()}


def test_a_code_like_no_other_says_where_codes_are_listed() -> None:
    with pytest.raises(LedgerError) as caught:
        explain("zzz")
    assert str(caught.value) == "There is no code and no page “zzz”. `firmground explain` lists what there is."


def commands(text: str) -> Iterator[list[str]]:
    """The firmground commands that a text tells its reader to run."""
    for command in re.findall(r"`(firmground [^`]+)`|More: (firmground explain \S+)", text):
        yield shlex.split(command[0] or command[1])[1:]


def test_every_command_that_a_finding_names_exists() -> None:
    for code, it in catalogue().items():
        told = (GALLERY / code / "expected.txt").read_text(encoding="utf-8")
        named = [*commands(told), *commands(it.meaning), *commands(it.cure)]
        assert ["explain", code] in named
        for words in named:
            here: click.Command = cli
            while isinstance(here, click.Group):
                assert words[0] in here.commands, f"{code}: there is no command firmground {' '.join(words)}"
                here = here.commands[words.pop(0)]
            context = click.Context(here, parent=click.Context(cli, **cli.context_settings), **here.context_settings)
            here.make_parser(context).parse_args(list(words))


def test_commands_are_found_in_running_text() -> None:
    text = 'Run `firmground article locate ID "two words"`, then wait.  More: firmground explain bad-form\nEnd.'
    assert list(commands(text)) == [["article", "locate", "ID", "two words"], ["explain", "bad-form"]]
