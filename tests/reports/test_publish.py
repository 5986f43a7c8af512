"""How files are replaced: whole or not at all, the home page last, nobody else's touched."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from firmground.reports.publish import former_files, publish

OLD = {"a.html": "old a\n", "b.html": "old b\n", "index.html": "old index\n", "gone.html": "old gone\n"}
NEW = {"a.html": "new a\n" * 9, "c.html": "new c\n", "b.html": "new b\n", "index.html": "new index\n"}

#: Publishes NEW over OLD and kills itself at the nth step: before and after each file takes its name.
KILLED = """
import os, signal, sys
from pathlib import Path
from firmground.reports import publish as module
step, stop = 0, int(sys.argv[2])
def count():
    global step
    step += 1
    if step == stop:
        os.kill(os.getpid(), signal.SIGKILL)
real = Path.replace
def replace(self, target):
    count()
    done = real(self, target)
    count()
    return done
Path.replace = replace
real_unlink = Path.unlink
def unlink(self, missing_ok=False):
    if self.suffix == ".html":
        count()
    return real_unlink(self, missing_ok=missing_ok)
Path.unlink = unlink
module.publish(Path(sys.argv[1]), NEW, ["gone.html"])
print("finished")
"""


def content(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in folder.glob("*.html")}


def test_a_first_edition(tmp_path: Path) -> None:
    done = publish(tmp_path / "reports", OLD, [])
    assert done.changed == ("a.html", "b.html", "gone.html", "index.html")
    assert content(tmp_path / "reports") == OLD
    assert set(former_files(tmp_path / "reports")) == set(OLD)


def test_a_second_edition_removes_what_is_gone_and_leaves_what_is_the_same(tmp_path: Path) -> None:
    publish(tmp_path, OLD, [])
    before = (tmp_path / "b.html").stat().st_mtime_ns
    done = publish(tmp_path, NEW | {"b.html": "old b\n"}, ["gone.html"])
    assert done.changed == ("a.html", "c.html", "index.html")
    assert done.removed == ("gone.html",)
    assert not (tmp_path / "gone.html").exists()
    assert (tmp_path / "b.html").stat().st_mtime_ns == before
    assert set(former_files(tmp_path)) == set(NEW)


def test_the_same_edition_again_touches_nothing(tmp_path: Path) -> None:
    publish(tmp_path, OLD, [])
    before = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    assert publish(tmp_path, OLD, []).changed == ()
    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == before


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    for name in ("mine.html", "notes.txt", "chart.svg"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "failed").mkdir()
    (tmp_path / "failed" / "mine.ipynb").write_text("mine")
    publish(tmp_path, OLD, [])
    publish(tmp_path, NEW, ["gone.html", "mine.html", "notes.txt", "../secret", "failed/mine.ipynb"])
    assert (tmp_path / "mine.html").read_text() == "mine"
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "failed" / "mine.ipynb").exists()


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{",
        '{"format": "other/1", "files": {"mine.html": "x"}}',
        '{"format": "firmground-reports/1", "files": ["mine.html"]}',
        '{"format": "firmground-reports/1", "files": {"../mine.html": "x", "/etc/x.html": "x", "mine.txt": "x"}}',
    ],
)
def test_a_manifest_that_is_not_ours_removes_nothing(tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest)
    for path in (tmp_path / "mine.html", folder / "mine.html", folder / "mine.txt"):
        path.write_text("mine")
    publish(folder, NEW, ["mine.html", "../mine.html", "mine.txt"])
    assert (tmp_path / "mine.html").exists()
    assert (folder / "mine.html").exists()
    assert (folder / "mine.txt").exists()


def test_the_manifest_is_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    publish(tmp_path / "one", NEW, [])
    publish(tmp_path / "two", dict(reversed(NEW.items())), [])
    one, two = (tmp_path / n / "manifest.json" for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert json.loads(one.read_text())["format"] == "firmground-reports/1"


@pytest.mark.parametrize("step", range(1, 15))
def test_killed_at_any_step_every_page_is_whole_and_the_next_build_cleans_up(tmp_path: Path, step: int) -> None:
    publish(tmp_path, OLD, [])
    (tmp_path / "mine.html").write_text("mine")
    code = KILLED.replace("NEW", repr(NEW))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(step)], capture_output=True, text=True, check=False
    )
    finished = "finished" in done.stdout
    assert finished or done.returncode == -signal.SIGKILL, done.stderr
    found = content(tmp_path)
    assert found.pop("mine.html") == "mine"
    for name in OLD.keys() - {"gone.html"}:
        assert found[name] in {OLD[name], NEW[name]}
    if found["index.html"] == NEW["index.html"]:  # the home page is last: what it links to is there
        assert all(found[name] == NEW[name] for name in NEW)
    publish(tmp_path, NEW, ["gone.html"])
    assert content(tmp_path) == NEW | {"mine.html": "mine"}
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
