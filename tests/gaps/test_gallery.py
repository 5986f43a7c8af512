"""The gallery of gaps: for each kind the smallest ledger that has it, and the exact row that the table prints.

``FIRMGROUND_UPDATE=1 pytest tests/gaps/test_gallery.py`` writes the rows anew; read each of them before committing.
Claims and works are made up, and say so.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from firmground.cli.main import cli
from firmground.gaps.actions import told
from firmground.gaps.kinds import KINDS, gap_rules
from firmground.ledger import open_ledger

GALLERY = Path(__file__).resolve().parent / "gallery"


@pytest.fixture(autouse=True)
def _no_texts_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRMGROUND_ARTICLES", raising=False)


def folder_of(kind: str) -> Path:
    return GALLERY / kind.replace(" ", "-")


def printed(kind: str) -> str:
    """What `firmground table … --format json` says of the ledger: gaps of claims, or gaps of the map."""
    table = "map-gaps" if gap_rules().kinds[kind].group == "evidence" else "gaps"  # type: ignore[index]
    run = CliRunner().invoke(cli, ["table", table, "--format", "json", "--folder", str(folder_of(kind))])
    assert run.exit_code == 0
    return run.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_the_smallest_ledger_with_the_gap_shows_exactly_this_and_nothing_else(kind: str) -> None:
    said, expected = printed(kind), folder_of(kind) / "expected.json"
    if os.environ.get("FIRMGROUND_UPDATE") == "1":
        expected.write_bytes(said.encode())
    assert said == expected.read_bytes().decode("utf-8")
    rows: list[dict[str, Any]] = json.loads(said)
    assert {row["kind"] for row in rows} == {kind}
    # Two claims that contradict each other both have the gap.
    assert len(rows) == (2 if kind.startswith("disputed") and "article" in kind else 1)
    rule = gap_rules().kinds[kind]  # type: ignore[index]
    figures = {"warning says too little": "5 of 100 people", "warning too firm": "5 of 10,000 people"}.get(kind)
    assert rows[0]["todo"] == told(rule.for_warning if kind.startswith("warning") else rule.action, figures)
    report = open_ledger(folder_of(kind)).check()
    assert [p.finding.code for p in report.findings if p.severity == "error"] == [], report.text()


def test_every_kind_has_its_ledger_and_nothing_else_stands_there() -> None:
    assert {folder.name for folder in GALLERY.iterdir()} == {folder_of(kind).name for kind in KINDS}
    allowed = re.compile(r"claims/(questions/)?[a-z]+\.yaml|references\.bib|expected\.json")
    for folder in GALLERY.iterdir():
        files = [p for p in folder.rglob("*") if p.is_file()]
        assert all(allowed.fullmatch(p.relative_to(folder).as_posix()) for p in files), folder.name
        assert sum(p.stat().st_size for p in files) < 4000, f"{folder.name} is not the smallest ledger"
