"""A command line to run, in a ledger of one's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from firmground.ledger import new

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def _starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new(tmp_path_factory.mktemp("starter") / "my-topic")


@pytest.fixture
def starter(_starter: Path, tmp_path: Path) -> Path:
    """A starter ledger of the test's own."""
    return Path(shutil.copytree(_starter, tmp_path / "my-topic"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``firmground …`` as a person does: a process of its own, in a folder, and what it printed."""

    def call(*words: str, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("FIRMGROUND")}
        return subprocess.run(
            [sys.executable, "-c", "from firmground.cli.main import main; main()", *words],
            cwd=cwd,
            env={**clean, "COLUMNS": "110", "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return call
