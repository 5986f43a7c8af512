"""Digests of everything that opening a ledger reads: while they are the same, so is all that follows from it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from firmground.reading.files import LARGEST

#: Endings of files beside ``claims/`` that a ledger is made of, or may be one day.
_BESIDE = (".bib", ".yaml", ".yml", ".toml", ".json")
#: Folders that programs make for themselves.
_SKIPPED = frozenset({"__pycache__", ".ipynb_checkpoints"})


def fingerprint(folder: Path, articles: Path) -> dict[str, str]:
    """The SHA-256 of each of a ledger's files by its name: claims, settings, references, and article texts.

    Args:
        folder: the ledger's folder.
        articles: where local copies of article texts lie; may be missing.
    """
    return digests_of([folder / "claims", *_beside(folder), articles])


def _beside(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.name.lower().endswith(_BESIDE))
    except OSError:
        return []


def digests_of(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file, by its name with that of the folder given.

    Args:
        paths: files and whole folders; what can't be read counts as such, and raises nothing.
    """
    return {
        f"{path.name}/{file.relative_to(path).as_posix()}" if file != path else path.name: _content(file)
        for path in paths
        for file in _files(path)
    }


def _files(path: Path) -> Iterator[Path]:
    """A file, or all that a folder holds; links to folders in it are not followed, for they may lead in a circle."""
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if name not in _SKIPPED)
        for name in sorted([*inner, *names]):  # a folder called x.yaml is a finding
            yield Path(folder, name)


def _content(file: Path) -> str:
    """What a file holds. One too large to be read goes by its size and time; a pipe would be waited for."""
    try:
        about = file.stat()
        if stat.S_ISDIR(about.st_mode):
            return "a folder"
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return f"{about.st_mode} {about.st_size} {about.st_mtime_ns}"
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        return f"unread: {error.errno}"
