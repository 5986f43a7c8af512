"""The digest over a ledger's files changes with every change that reading could see, and with nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from firmground.ledger import open_ledger
from firmground.reading.fingerprint import digest_of, fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    (folder / "claims" / "schema").mkdir(parents=True)
    (folder / "articles").mkdir()
    for name in ("claims/a.yaml", "claims/schema/s.json", "references.bib", "articles/a.txt", "README.md"):
        (folder / name).write_text(name)
    return folder


CHANGES: dict[str, Callable[[Path], object]] = {
    "other bytes": lambda f: (f / "claims/a.yaml").write_text("claims/b.yaml"),
    "another name": lambda f: (f / "claims/a.yaml").rename(f / "claims/b.yaml"),
    "a new file": lambda f: (f / "claims/b.yaml").touch(),
    "a file that is gone": lambda f: (f / "references.bib").unlink(),
    "a file deeper down": lambda f: (f / "claims/schema/s.json").write_text("x"),
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
    assert len(fingerprint(folder, tmp_path / "none")) == 64
    assert len(digest_of([tmp_path / "none"])) == 64


def test_a_folder_opened_again_is_read_again_only_when_its_bytes_changed(folder: Path) -> None:
    claims = folder / "claims" / "a.yaml"
    claims.write_text("article: {id: a, title: null, publisher: P, url: null, text: null}\nclaims: []\n")
    first = open_ledger(folder)
    assert open_ledger(folder).contents is first.contents
    assert open_ledger(folder).audit is first.audit
    assert open_ledger(folder, folder / "elsewhere").contents is not first.contents
    claims.write_text(claims.read_text().replace("publisher: P", "publisher: Q"))
    assert open_ledger(folder).contents.articles[0].publisher == "Q"
    assert first.contents.articles[0].publisher == "P"


def test_a_file_saved_while_it_is_read_is_read_again_next_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from firmground.reading import folder as module

    claims = folder / "claims" / "a.yaml"
    text = "article: {id: a, title: null, publisher: P, url: null, text: null}\nclaims: []\n"
    claims.write_text(text)
    real = module.read_folder

    def slow(*given: object) -> object:
        claims.write_text(text.replace("publisher: P", "publisher: Q"))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_folder", slow)
    assert open_ledger(folder).contents.articles[0].publisher == "Q"
    monkeypatch.undo()
    claims.write_text(text)
    assert open_ledger(folder).contents.articles[0].publisher == "P"
