"""The table of the work list says what the tasks say, and is fit for a sheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from firmground.cli.grid import grid
from firmground.gaps.work_list import Task, work_list
from firmground.ledger import Ledger, open_ledger
from firmground.tables.table import csv_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return open_ledger(ROOT)


@pytest.fixture(scope="module")
def tasks(ledger: Ledger) -> tuple[Task, ...]:
    return work_list(ledger.audit.contents, ledger.audit.grades, ledger.audit.gaps)


def test_rows_are_the_tasks(ledger: Ledger, tasks: tuple[Task, ...]) -> None:
    rows = ledger.rows("work-list").rows
    assert len(rows) == len(tasks)
    for row, task in zip(rows, tasks, strict=True):
        for name in ("rank", "article", "score", "tier", "wording", "wording_why", "link", "passage"):
            assert row[name] == getattr(task, name)
        for name in ("reference", "reference_text", "reference_why"):
            assert row[name] == getattr(task, name)
        assert row["claim_id"] == task.claim
        assert row["faults"] == list(task.faults)
        assert row["todo"] == " ".join(task.todo)
        assert row["reference_cautions"] == (" ".join(task.reference_cautions) or None)
        assert [int(part.split(":")[0]) for part in row["score_parts"]] == [part.points for part in task.parts]
        claim = ledger.audit.contents.claims_by_id[task.claim]
        assert (row["claim"], row["kind"], row["central"]) == (claim.claim, claim.kind, claim.central)
        assert row["verdict"] == ledger.audit.grades[task.claim].verdict


def test_a_sheet_has_one_line_per_task_and_every_cell(ledger: Ledger, tasks: tuple[Task, ...]) -> None:
    table = ledger.rows("work-list")
    read = list(csv.DictReader(io.StringIO(csv_text((c.name for c in table.columns), table.rows))))
    assert [row["claim_id"] for row in read] == [task.claim for task in tasks]
    assert [row["wording"] for row in read] == [task.wording or "" for task in tasks]
    assert not any("\n" in cell for row in read for cell in row.values())


def test_a_terminal_of_a_hundred_columns_shows_what_to_do(ledger: Ledger) -> None:
    lines = grid(ledger.rows("work-list"), 100).splitlines()
    assert lines[0].split() == ["rank", "claim_id", "tier", "faults", "todo"]
    assert all(len(line) <= 100 for line in lines[:-1])
