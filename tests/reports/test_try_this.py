"""The notebooks in the hands of a person: run whole, in any order, with cells to change that no page shows."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.reports.conftest import ROOT, write_notebook

from firmground.ledger import new, open_ledger
from firmground.reports.notebook import code_cell, new_notebook, read
from firmground.reports.plan import TRY_THIS, plan_reports, tagged
from firmground.reports.running.kernels import run_in_kernels
from firmground.reports.running.outcome import Job, Outcome

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: Of the order that cells are run in.
SEED = 20261122


def cells_of(path: Path) -> list[Any]:
    cells: list[Any] = read(path.read_text(encoding="utf-8"), path.name).cells
    return cells


def test_each_ends_with_a_few_cells_to_change() -> None:
    for path in NOTEBOOKS:
        cells = cells_of(path)
        first = next(place for place, cell in enumerate(cells) if tagged(cell, TRY_THIS))
        own = cells[first:]
        assert all(tagged(cell, TRY_THIS) for cell in own)
        assert own[0].source.startswith("## Try this\n\n")
        assert 2 <= sum(cell.cell_type == "code" for cell in own) <= 4
        assert sum(cell.cell_type == "markdown" for cell in own) == 1


def test_a_new_ledger_gets_the_same_notebooks(tmp_path: Path) -> None:
    started = new(tmp_path / "x") / "notebooks"
    for path in NOTEBOOKS:
        assert (started / path.name).read_bytes() == path.read_bytes()


def test_a_build_neither_runs_nor_shows_them(small: Path) -> None:
    path = write_notebook(small, "page", "# Page\n\nWhat it is.", "print('shown')", "raise ValueError", "# Try this")
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells[2:]:
        cell.metadata["tags"] = ["try-this"]
    nbformat.write(notebook, path)
    built = open_ledger(small).build()
    assert built.failures == ()
    page = (small / "reports" / "page.html").read_text(encoding="utf-8")
    assert "<pre>shown" in page
    assert "Try this" not in page
    [planned] = plan_reports(small, {})
    assert [cell.source for cell in planned.source.cells] == ["# Page\n\nWhat it is.", "print('shown')"]
    notebook.cells[2].source = "raise KeyError"  # whoever changes them changes no page
    nbformat.write(notebook, path)
    assert open_ledger(small).build().changed == ()


def both_ways(path: Path) -> tuple[Job, list[str]]:
    """One run of a notebook: its first cells, all others in an order drawn by seed, then all in their own order.

    What a cell needs of a later one is missing in the first round; what it leaves for others shows in the second.
    """
    code = [cell for cell in cells_of(path) if cell.cell_type == "code"]
    first = [cell for cell in code[:2] if cell is code[0] or tagged(cell, "parameters")]
    others = code[len(first) :]
    drawn = random.Random(f"{SEED} {path.stem}").sample(others, len(others))
    if drawn == others:
        drawn.reverse()
    cells = [code_cell(c.source, f"cell-{i}") for i, c in enumerate([*first, *drawn, *others])]
    return Job(path.stem, new_notebook(*cells), {}), [c.source for c in others]


def ran(folder: Path) -> dict[str, tuple[Outcome, list[str]]]:
    """Every notebook run both ways in a ledger, and the sources of the cells that were run twice."""
    jobs = [both_ways(path) for path in NOTEBOOKS]
    outcomes = run_in_kernels([job for job, _ in jobs], folder / "notebooks", None, 2, 600, lambda *_: None)
    return {job.name: (outcomes[job.name], sources) for job, sources in jobs}


@pytest.fixture(scope="module")
def in_first_ledger(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, list[str]]]:
    folder = tmp_path_factory.mktemp("first")
    for part in ("claims", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "references.bib", folder)
    return ran(folder)


@pytest.fixture(scope="module")
def in_starter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, list[str]]]:
    return ran(new(tmp_path_factory.mktemp("starter") / "mine"))


@pytest.mark.slow
@pytest.mark.parametrize("where", ["in_first_ledger", "in_starter"])
@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_every_cell_runs_and_gives_the_same_in_any_order(where: str, name: str, request: pytest.FixtureRequest) -> None:
    outcome, sources = request.getfixturevalue(where)[name]
    assert outcome.error == "", outcome.notebook.cells[outcome.cell or 0].source
    cells = outcome.notebook.cells[-2 * len(sources) :]
    drawn = {cell.source: shown(cell) for cell in cells[: len(sources)]}
    for source, cell in zip(sources, cells[len(sources) :], strict=True):
        assert shown(cell) == drawn[source], source
        assert shown(cell), f"shows nothing: {source}"


def shown(cell: Any) -> list[str]:
    """What a cell gave, without the count of the cells that were run."""
    return [json.dumps({k: v for k, v in o.items() if k != "execution_count"}, sort_keys=True) for o in cell.outputs]
