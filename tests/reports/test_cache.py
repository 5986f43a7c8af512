"""Two builds in one folder: the second says which process is at work, and neither harms the files of the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.conftest import write_notebook
from tests.reports.running.test_kernels import wait_for

from firmground.ledger import open_ledger
from firmground.reports.cache import CACHE, BusyError, reserved
from firmground.reports.publish import publish

#: Holds the lock of a folder until it is killed.
HOLDS = """
import sys, time
from pathlib import Path
from firmground.reports.cache import reserved
with reserved(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(3600)
"""
#: Publishes many editions, and tells how often it was kept out.
PUBLISHES = """
import sys
from pathlib import Path
from firmground.reports.cache import BusyError
from firmground.reports.publish import publish
who, busy = sys.argv[2], 0
for number in range(60):
    try:
        publish(Path(sys.argv[1]), {f"{name}.html": f"{who} {number}\\n" for name in ("a", "b", "index")}, ())
    except BusyError:
        busy += 1
print(busy)
"""


@pytest.fixture
def holder(small: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLDS, str(small)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_build_names_the_first_and_touches_nothing(small: Path, holder: subprocess.Popen[str]) -> None:
    write_notebook(small, "one", "1")
    built = open_ledger(small).build()
    assert built.exit_code == 1
    assert f"Another build is at work in this folder: process {holder.pid}, since " in built.text()
    assert not (small / "reports").exists()


def test_a_lock_whose_process_was_killed_is_none(small: Path, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert open_ledger(small).build().exit_code == 0


def test_two_that_publish_at_once_leave_one_whole_edition(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    command = [sys.executable, "-c", PUBLISHES, str(reports)]
    both = [subprocess.Popen([*command, who], stdout=subprocess.PIPE, text=True) for who in "AB"]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(int(busy) for busy in said) < 120
    texts = {path.name: path.read_text() for path in reports.iterdir() if path.suffix == ".html"}
    assert len(texts) == 3
    assert len(set(texts.values())) == 1
    assert sorted(path.name for path in reports.iterdir()) == [*sorted(texts), "manifest.json"]


def test_one_process_may_ask_again_and_gives_the_folder_back(small: Path) -> None:
    with reserved(small), reserved(small):
        publish(small / "reports", {"a.html": "a"}, ())
    done = subprocess.run(
        [sys.executable, "-c", PUBLISHES, str(small / "reports"), "A"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"
    assert "*" in (small / CACHE / ".gitignore").read_text().split("\n")


def test_where_no_lock_can_be_made_there_is_none(small: Path) -> None:
    (small / ".cache").write_text("a file")
    with reserved(small):
        pass


def test_who_is_at_work_need_not_be_known(small: Path, holder: subprocess.Popen[str]) -> None:
    for content in ("", "{}", "[]", '{"process": "x"}'):
        (small / CACHE / "building.json").write_text(content)
        with pytest.raises(BusyError, match=r"^Another build is at work in this folder\. Wait"):
            reserved(small).__enter__()
    assert holder.poll() is None


def test_the_first_of_two_commands_ends_as_if_alone(small: Path) -> None:
    write_notebook(
        small,
        "waits",
        "import time, pathlib\nopen('started', 'w').close()\n"
        "while not pathlib.Path('go').exists(): time.sleep(0.05)\nprint('done')",
    )
    code = f"import firmground, sys\nsys.exit(firmground.open_ledger({str(small)!r}).build().exit_code)"
    with subprocess.Popen([sys.executable, "-c", code]) as first:
        wait_for((small / "notebooks" / "started").exists)
        assert open_ledger(small).build().exit_code == 1
        (small / "notebooks" / "go").touch()
        assert first.wait() == 0
    assert "<pre>done" in (small / "reports" / "waits.html").read_text()
