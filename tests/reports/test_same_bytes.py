"""The same ledger gives the same bytes: in another folder, time zone and locale, and from another working folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from firmground.ledger import Ledger
from firmground.reports.built import Built

pytestmark = pytest.mark.slow


def test_the_same_bytes_elsewhere(built_once: tuple[Ledger, Built], tmp_path: Path) -> None:
    here = built_once[0].folder
    there = tmp_path / "ein anderer Ordner ‘mit’ Zeichen" / "tief" / "unten"
    shutil.copytree(here, there, ignore=shutil.ignore_patterns("reports"))
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "12345",
        "COLUMNS": "40",
    }
    code = (
        f"import firmground\nbuilt = firmground.open_ledger({str(there)!r}).build(jobs=3)\nassert not built.exit_code"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, check=True)
    one, two = ({p.name: p.read_bytes() for p in (f / "reports").iterdir()} for f in (here, there))
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
