"""Files are replaced whole, and what a killed command left is swept by the next one that writes there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.conftest import write_ledger

from firmground.ledger import open_ledger
from firmground.writing import TEMPORARY, scratch_folder, write_whole

#: Runs a command of firmground that is killed just before a file takes its name.
KILLED = """
import os, pathlib, signal, sys
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from firmground.cli.main import main
sys.argv[0] = "firmground"
main()
"""


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(f".*{TEMPORARY}"))


def grown_old(paths: list[Path], seconds: float) -> None:
    for path in paths:
        os.utime(path, (time.time() - seconds,) * 2)


def added(folder: Path) -> None:
    open_ledger(folder).add_article("gamma", folder / "text.txt")


#: A command that writes into a folder of its own, and what writes there next.
COMMANDS: dict[str, tuple[list[str], str, Callable[[Path], object]]] = {
    "export": (["export", "out/x.json"], "out", lambda f: open_ledger(f).export(f / "out" / "y.csv")),
    "draw": (["draw", "gaps", "--out", "out/x.svg"], "out", lambda f: open_ledger(f).draw("gaps", f / "out" / "y.png")),
    "article": (["article", "add", "gamma", "text.txt"], "articles", added),
    "build": (["build", "-q"], "reports", lambda f: open_ledger(f).build()),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_next_command_sweeps_what_a_killed_one_left(tmp_path: Path, command: str) -> None:
    folder = write_ledger(tmp_path / "ledger")
    (folder / "out").mkdir()
    (folder / "articles").mkdir()
    (folder / "text.txt").write_text("Honey is sweet.\n")
    arguments, where, again = COMMANDS[command]
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=folder, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(leftovers(folder / where)) == 1
    grown_old(list((folder / where).rglob(f".*{TEMPORARY}")), 7200)
    again(folder)
    assert leftovers(folder / where) == []


def test_what_another_command_is_writing_now_is_left_alone(tmp_path: Path) -> None:
    being_written = tmp_path / f".a.html.x{TEMPORARY}"
    being_written.write_text("half")
    write_whole(tmp_path / "a.html", b"whole")
    assert being_written.read_text() == "half"


def test_folders_that_killed_commands_left_a_day_ago_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder() as first, scratch_folder() as second:
        (first / "k.json").write_text("{}")
        other = tmp_path / "somebody-elses"
        other.mkdir()
        link = tmp_path / f"{first.name}-link"
        link.symlink_to(other)
        grown_old([first, other], 100_000)
        os.utime(link, (0, 0), follow_symlinks=False)
        with scratch_folder() as third:
            assert not first.exists()
            assert not link.is_symlink()
            assert second.is_dir()
            assert other.is_dir()
        assert not third.exists()
