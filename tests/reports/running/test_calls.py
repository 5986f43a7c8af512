"""Which notebooks are understood: those that do nothing but ask for views and charts."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from tests.reports.conftest import ROOT

from firmground.ledger import Ledger
from firmground.reports.notebook import code_cell, new_notebook, prose_cell
from firmground.reports.plan import plan_reports, with_parameters
from firmground.reports.running.answers import Answers
from firmground.reports.running.calls import Call, calls_of

OPEN = "import firmground\n\nledger = firmground.open_ledger()"
ASK = "ledger.view('method')"

#: Code that may do or show more than the answers do, each with what it might do.
MORE = {
    "%time ledger.view('method')": "a magic",
    "!ls": "a shell",
    "ledger.view('method')?": "help",
    "open('x').read()": "reads a file",
    "import datetime": "the clock",
    "from firmground import ledger": "another ledger",
    "import firmground as ledger": "another ledger",
    "ledger.contents": "all records",
    "ledger": "its place on this machine",
    "book = ledger\nbook.contents": "the same by another name",
    "ledger.view = print": "another view",
    "ledger = firmground.open_ledger('elsewhere')": "another folder",
    "firmground.open_ledger('elsewhere').view('method')": "another folder",
    "ledger.view(name)": "a name that nobody set",
    "article = 'beta'\nledger.view('claims', article)": "a parameter that the notebook sets itself",
    "ledger.view(*['method'])": "what can't be told",
    "ledger.view(**{'part': 'method'})": "what can't be told",
    "ledger.view('me' 'thod' + '')": "an operator",
    "ledger.view(f'{article}')": "a formatted text",
    "ledger.view(3)": "no text",
    "ledger.draw('verdicts', 'out.svg')": "writes a file",
    "ledger.build()": "builds",
    "ledger.table('gaps')": "a frame, whose look depends on the options of its process",
    "ledger.view('method').html": "a part of an answer",
    "ledger.view('method')._repr_html_()": "a part of an answer",
    "sum(range(10**13))": "never ends, and can't be interrupted",
    "while True: ledger.view('method')": "never ends",
    "[ledger.view('method') for _ in 'ab']": "a loop",
    "def view(): pass": "a function",
    "eval('ledger')": "anything",
    "Out[1]": "what another cell gave",
    "_": "what another cell gave",
    "print('x')": "prints",
    "display(ledger.view('method'))": "a display",
    "await ledger.view('method')": "waits",
    "1": "a number",
    "del ledger": "none left",
    "ledger.view('method'": "is no Python",
    "ledger.view('a\0b')": "is no Python",
}


def understood(*cells: Any, **parameters: str) -> tuple[Call, ...] | None:
    return calls_of(new_notebook(*cells), parameters)


def test_every_shipped_notebook_is_understood() -> None:
    planned = plan_reports(ROOT, {"article": ["alpha"], "topic": ["cough"]})
    assert len(planned) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    asked = {p.name: calls_of(with_parameters(p.source, dict(p.parameters)), dict(p.parameters)) for p in planned}
    assert [name for name, calls in asked.items() if not calls] == []


def test_calls_are_told_in_order_with_their_parameters() -> None:
    cells = (
        prose_cell("# open('x')", "p"),
        code_cell(OPEN, "a"),
        code_cell("ledger.view('claims', article=article)\nledger.chart('gaps');", "b"),
        code_cell("# nothing\nledger.view('home', None)", "c"),
    )
    assert understood(*cells, article="alpha") == (
        Call("view", ("claims",), (("article", "alpha"),)),
        Call("chart", ("gaps",), ()),
        Call("view", ("home", None), ()),
    )
    assert understood(*cells) is None  # nobody sets the article


def test_code_that_may_do_more_than_ask_is_not_understood() -> None:
    assert understood(code_cell(OPEN, "a"), code_cell(ASK, "b"), article="alpha") is not None
    taken = [
        (code, why)
        for code, why in MORE.items()
        if understood(code_cell(OPEN, "a"), code_cell(code, "b"), article="alpha") is not None
    ]
    assert taken == []


def test_a_ledger_must_be_opened_first_as_in_a_kernel() -> None:
    assert understood(code_cell(ASK, "a"), code_cell(OPEN, "b")) is None
    assert (
        understood(code_cell("ledger = firmground.open_ledger()\nimport firmground", "a"), code_cell(ASK, "b")) is None
    )
    assert understood(code_cell("import firmground", "a"), code_cell(ASK, "b")) is None
    assert understood(code_cell(OPEN, "a"), code_cell(OPEN, "b"), code_cell(ASK, "c")) is not None


def test_a_tag_that_says_how_to_run_a_cell_leaves_it_to_a_kernel() -> None:
    for tag in ("raises-exception", "skip-execution", "anything"):
        cell = code_cell(ASK, "b")
        cell.metadata["tags"] = [tag]
        assert understood(code_cell(OPEN, "a"), cell) is None


def test_a_cell_that_sets_parameters_asks_nothing_when_the_build_sets_them() -> None:
    cell = code_cell("article = ledger.table('articles')['article'].iloc[0]", "b")
    cell.metadata["tags"] = ["parameters"]
    cells = (code_cell(OPEN, "a"), cell, code_cell("ledger.view('claims', article)", "c"))
    assert understood(*cells, article="alpha") == (Call("view", ("claims", "alpha"), ()),)
    assert understood(*cells) is None
    assert understood(*cells, topic="x") is None


def test_what_is_asked_is_asked_of_answers_as_of_a_ledger(tmp_path: Path) -> None:
    for verb in ("view", "chart"):
        assert inspect.signature(getattr(Answers, verb)) == inspect.signature(getattr(Ledger, verb))
