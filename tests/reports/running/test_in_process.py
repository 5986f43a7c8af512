"""What runs in the build's own process gives the same as an ordinary kernel, cell by cell, and leaves no trace."""

from __future__ import annotations

import asyncio
import builtins
import json
import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from tests.reports.conftest import ROOT, write_ledger, write_notebook

from firmground.ledger import open_ledger
from firmground.reports.notebook import code_cell, copied, new_notebook
from firmground.reports.plan import plan_reports, with_parameters
from firmground.reports.running.answers import Answers
from firmground.reports.running.environment import kernel_environment
from firmground.reports.running.in_process import run_in_process
from firmground.reports.running.outcome import Job, Outcome

OPEN = code_cell("import firmground\n\nledger = firmground.open_ledger()", "open")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the shipped notebooks."""
    folder = write_ledger(tmp_path_factory.mktemp("process") / "ledger")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return folder


def run(folder: Path, *jobs: Job) -> dict[str, Outcome]:
    return run_in_process(jobs, Answers(open_ledger(folder).audit), lambda *_: None)


def run_cells(folder: Path, *cells: Any) -> Outcome:
    return run(folder, Job("x", new_notebook(copied(OPEN), *cells), {}))["x"]


def shown(cell: Any) -> Any:
    """What a page takes: of what has HTML it takes no text."""
    outputs = deepcopy(cell.get("outputs", []))
    for output in outputs:
        if "text/html" in output.get("data", {}):
            del output["data"]["text/plain"]
    return [cell.get("execution_count"), outputs]


async def plainly(jobs: list[Job], folder: Path, home: Path) -> None:
    """The same with nothing but nbclient, two at a time."""
    gate = asyncio.Semaphore(2)

    async def one(job: Job) -> None:
        async with gate:
            client = NotebookClient(job.notebook, kernel_name="python3", record_timing=False, store_widget_state=False)
            await client.async_execute(cwd=str(folder), env=kernel_environment(None, home))

    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(one(job))


@pytest.mark.slow
def test_every_shipped_notebook_gives_what_plain_nbclient_gives_cell_by_cell(folder: Path, tmp_path: Path) -> None:
    planned = plan_reports(folder, {"article": ["alpha"], "topic": ["cough"]})
    assert {p.notebook for p in planned} == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    jobs = [Job(p.name, with_parameters(p.source, dict(p.parameters)), dict(p.parameters)) for p in planned]
    plain = [Job(job.name, copied(job.notebook), job.parameters) for job in jobs]
    here = run(folder, *jobs)
    asyncio.run(plainly(plain, folder / "notebooks", tmp_path))
    differ = []
    for job in plain:
        assert here[job.name].error == ""
        ours = here[job.name].notebook.cells
        assert len(ours) == len(job.notebook.cells)
        differ += [
            (job.name, cell.source)
            for one, cell in zip(ours, job.notebook.cells, strict=True)
            if json.dumps(shown(one)) != json.dumps(shown(cell))
        ]
    assert differ == []


def test_ipythons_rules_say_what_is_shown(folder: Path) -> None:
    outcome = run_cells(
        folder,
        code_cell("ledger.view('method')\nledger.view('glossary')", "a"),
        code_cell("ledger.view('method');", "b"),
        code_cell("", "c"),
        code_cell("ledger.chart('gaps')", "d"),
    )
    assert outcome.error == ""
    last, quiet, empty, chart = outcome.notebook.cells[1:]
    [output] = last.outputs
    assert "fg-glossary" in output.data["text/html"]
    assert (quiet.outputs, empty.outputs) == ([], [])
    assert [cell.execution_count for cell in (last, quiet, empty, chart)] == [2, 3, None, 4]
    assert "<svg" in chart.outputs[0].data["text/html"]


def test_a_cell_that_fails_says_so_and_is_the_last(folder: Path) -> None:
    outcome = run_cells(folder, code_cell("ledger.view('nothing')", "a"), code_cell("ledger.view('method')", "b"))
    assert re.match(r"A cell failed with \w+Error: There is no view “nothing”\.", outcome.error)
    assert outcome.cell == 1
    [error] = outcome.notebook.cells[1].outputs
    assert error.output_type == "error"
    assert "There is no view “nothing”" in error.evalue
    assert outcome.notebook.cells[2].outputs == []


def test_ctrl_c_goes_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Answers, "view", stop)
    with pytest.raises(KeyboardInterrupt):
        run_cells(folder, code_cell("ledger.view('method')", "a"))


def test_this_process_stays_as_it_was(folder: Path) -> None:
    def look() -> tuple[object, ...]:
        at = (sys.displayhook, sys.excepthook, sys.modules["__main__"], sys.stdout, list(sys.path), Path.cwd())
        return (*at, hasattr(sys, "ps1"), dict(os.environ), hasattr(builtins, "get_ipython"))

    before = look()
    run_cells(folder, code_cell("ledger.view('method')", "a"))
    assert look() == before
    assert not list(folder.glob("**/*.sqlite"))


@pytest.mark.slow
def test_a_build_in_a_notebook_shows_what_the_command_builds(folder: Path) -> None:
    """Inside a kernel another shell is at work, and frames have other options."""
    there = folder.with_name("in-kernel")
    shutil.copytree(folder, there)
    assert open_ledger(folder).build().exit_code == 0
    cell = "import firmground\nbuilt = firmground.open_ledger(%r).build()\nbuilt.exit_code, len(built.pages)"
    notebook = new_notebook(code_cell(cell % str(there), "a"), code_cell("1 + 1", "b"))
    NotebookClient(notebook, kernel_name="python3").execute(cwd=str(there))
    assert notebook.cells[1].outputs[0].data["text/plain"] == "2"  # the outer shell shows what it showed before
    pages = {p.name: p.read_bytes() for p in (folder / "reports").glob("*.html")}
    assert pages == {p.name: p.read_bytes() for p in (there / "reports").glob("*.html")}


def test_understood_notebooks_need_no_other_process(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    write_notebook(small, "understood", OPEN.source, "ledger.view('method')")
    monkeypatch.setattr(subprocess, "Popen", never)
    assert open_ledger(small).build("understood").exit_code == 0
