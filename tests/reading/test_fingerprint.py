"""The digests of a ledger's files change with every change that reading could see, and with nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from firmground.reading.fingerprint import fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    (folder / "claims" / "schema").mkdir(parents=True)
    (folder / "claims" / "questions").mkdir()
    (folder / "articles").mkdir()
    for name in ("claims/a.yaml", "claims/schema/s.json", "references.bib", "articles/a.txt", "README.md", QUESTIONS):
        (folder / name).write_text(name)
    return folder


QUESTIONS = "claims/questions/q.yaml"
CHANGES: dict[str, Callable[[Path], object]] = {
    "other bytes": lambda f: (f / "claims/a.yaml").write_text("claims/b.yaml"),
    "another name": lambda f: (f / "claims/a.yaml").rename(f / "claims/b.yaml"),
    "a new file": lambda f: (f / "claims/b.yaml").touch(),
    "a file that is gone": lambda f: (f / "references.bib").unlink(),
    "a file deeper down": lambda f: (f / "claims/schema/s.json").write_text("x"),
    "a question": lambda f: (f / QUESTIONS).write_text("x"),
    "an article's text": lambda f: (f / "articles/a.txt").write_text("x"),
    "a file that became a folder": lambda f: [(f / "references.bib").unlink(), (f / "references.bib").mkdir()],
    "a folder called like a file": lambda f: (f / "claims/b.yaml").mkdir(),
    "bytes that moved to the next file": lambda f: [
        (f / "claims/a.yaml").write_text("claims/a.yamlx"),
        (f / "claims/b.yaml").touch(),
    ],
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows(folder: Path, change: str) -> None:
    before = fingerprint(folder, folder / "articles")
    CHANGES[change](folder)
    assert fingerprint(folder, folder / "articles") != before


def test_time_stamps_and_other_files_do_not_matter_nor_where_the_ledger_lies(folder: Path, tmp_path: Path) -> None:
    before = fingerprint(folder, folder / "articles")
    os.utime(folder / "claims" / "a.yaml", (0, 0))
    (folder / "README.md").write_text("x")
    (folder / "claims" / "__pycache__").mkdir()
    (folder / "claims" / "__pycache__" / "x").touch()
    moved = folder.rename(tmp_path / "elsewhere")
    assert fingerprint(moved, moved / "articles") == before


def test_same_size_and_same_time_stamp_do_not_hide_a_change(folder: Path) -> None:
    file = folder / "claims" / "a.yaml"
    about = file.stat()
    before = fingerprint(folder, folder / "articles")
    file.write_text("claims/c.yaml")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert fingerprint(folder, folder / "articles") != before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_links_in_a_circle_pipes_and_missing_folders_hold_nobody_up(folder: Path, tmp_path: Path) -> None:
    (folder / "claims" / "round").symlink_to(folder / "claims")
    (folder / "claims" / "nowhere").symlink_to(folder / "nothing")
    os.mkfifo(folder / "claims" / "pipe")
    digests = fingerprint(folder, tmp_path / "none")
    assert {"claims/a.yaml", "claims/pipe", "claims/nowhere", "articles"} <= digests.keys()
    assert all(digests.values())


def test_files_are_named_and_those_of_two_folders_of_one_name_kept_apart(folder: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts" / "claims"
    texts.mkdir(parents=True)
    (texts / "a.yaml").write_text("a text")
    digests = fingerprint(folder, texts)
    inside = ("claims/a.yaml", "claims/questions", QUESTIONS, "claims/schema", "claims/schema/s.json")
    assert sorted(digests) == ["articles/a.yaml", *inside, "references.bib"]
    assert digests["claims/a.yaml"] != digests["articles/a.yaml"]
