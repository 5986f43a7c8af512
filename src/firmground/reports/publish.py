"""Puts pages into ``reports/``: each file is replaced whole, the home page last, and nobody else's file is touched.

``manifest.json`` says which files are ours. Before the first page is written it names the pages of both editions, so
that a build that was stopped half-way still knows them; at the end it names those of the new one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firmground.reports.cache import reserved
from firmground.writing import TEMPORARY, read_ordinary, write_whole

FORMAT = "firmground-reports/1"
MANIFEST = "manifest.json"
HOME = "index.html"
#: A name that this module may remove: a page beside the manifest, or a failed notebook.
_OURS = re.compile(r"(?:failed/[^/\\]+\.ipynb|[^/\\]+\.html)")


@dataclass(frozen=True)
class Published:
    """What was done to the files: names of those that changed, and of those that were removed."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def former_files(folder: Path) -> dict[str, str]:
    """Files of the former edition with their SHA-256, as the manifest names them; a manifest of nobody's names none."""
    try:
        data: Any = json.loads(read_ordinary(folder / MANIFEST))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("files"), dict):
        return {}
    # A manifest is a file that anybody may have written: it names nothing outside its folder.
    return {str(name): str(digest) for name, digest in data["files"].items() if _OURS.fullmatch(str(name))}


def publish(folder: Path, files: Mapping[str, str], gone: Iterable[str]) -> Published:
    """Write files, then remove those of the former edition that are gone. Two never do so at once.

    Args:
        folder: ``reports/``; the lock lies in the ledger's folder, which holds it.
        files: by name; the home page is written last, and a file that is the same already is not touched.
        gone: names to remove; only those that the former manifest names are.

    Raises:
        BusyError: when another build is at work.
        OSError: when a file can't be written; every file is then whole, of the old or the new edition.
    """
    with reserved(folder.parent):
        return _publish(folder, files, gone)


def _publish(folder: Path, files: Mapping[str, str], gone: Iterable[str]) -> Published:
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in _leftovers(folder):
        leftover.unlink(missing_ok=True)
    former = former_files(folder)
    digests = {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in files.items()}
    removed = sorted(name for name in set(gone) if name in former and name not in files)
    changed = [name for name in sorted(files, key=_last_home) if not _same(folder / name, files[name])]
    if changed or removed:
        _write(folder / MANIFEST, _manifest(former | digests))
    for name in changed:
        _write(folder / name, files[name])
    for name in removed:
        (folder / name).unlink(missing_ok=True)
    manifest = _manifest({name: digest for name, digest in (former | digests).items() if name not in removed})
    if not _same(folder / MANIFEST, manifest):
        _write(folder / MANIFEST, manifest)
    failed = folder / "failed"
    if failed.is_dir() and not any(failed.iterdir()):
        failed.rmdir()
    return Published(tuple(changed), tuple(removed))


def _last_home(name: str) -> tuple[bool, str]:
    return (name == HOME, name)


def _same(path: Path, text: str) -> bool:
    try:
        return read_ordinary(path) == text.encode("utf-8")
    except OSError:
        return False


def _manifest(files: Mapping[str, str]) -> str:
    return json.dumps({"format": FORMAT, "files": dict(sorted(files.items()))}, indent=1, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    """Replace a file whole: what is read there is always either the old or the new text."""
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def _leftovers(folder: Path) -> Iterator[Path]:
    """What stopped builds left behind."""
    yield from folder.glob(f".*{TEMPORARY}")
    yield from folder.glob(f"failed/.*{TEMPORARY}")
