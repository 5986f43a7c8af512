"""The notebooks as they are stored: thin, clean, and usable by a person."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from tests.reports.conftest import ROOT

from firmground.ledger import new, open_ledger

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_stored_without_outputs_and_with_ids() -> None:
    for path in NOTEBOOKS:
        raw = json.loads(path.read_text(encoding="utf-8"))
        assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        ids = [cell["id"] for cell in notebook.cells]
        assert len(set(ids)) == len(ids)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                assert cell.outputs == []
                assert cell.execution_count is None


def test_thin() -> None:
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        assert code[0] == "import firmground\n\nledger = firmground.open_ledger()"
        for source in code[1:]:
            assert len(ast.parse(source).body) <= 2
            assert not [
                n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Import | ast.ImportFrom | ast.FunctionDef)
            ]


def test_these_are_shipped() -> None:
    assert [p.stem for p in NOTEBOOKS] == [
        "article-audit",
        "article-work-list",
        "evidence-summary",
        "gap-charts",
        "gap-map",
        "glossary",
        "index",
        "references",
        "search",
        "topic",
        "work-list",
    ]


@pytest.mark.slow
def test_they_build_a_starter_ledger(tmp_path: Path) -> None:
    folder = new(tmp_path / "my-topic")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", dirs_exist_ok=True)
    built = open_ledger(folder).build()
    assert built.text().startswith("12 pages in reports/, 12 changed.")
    assert built.exit_code == 0
