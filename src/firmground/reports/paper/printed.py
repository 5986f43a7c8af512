"""Keeps ``pdf/`` in a folder of pages: one PDF per page about an article or a topic, each made from the page as it is.

The folder is not part of the edition: it ignores itself in git, and whoever deletes it loses nothing but time. Its
manifest says which files are ours and what each was made from, so that a PDF never outlives the page that it shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from firmground.errors import cut
from firmground.reports.built import Failure, Printed, Progress
from firmground.reports.html.tree import Element, page_of
from firmground.reports.paper.document import document_of
from firmground.reports.paper.typeset import Unprintable, makers, pdf_of
from firmground.reports.publish import MANIFEST, former_files
from firmground.writing import TEMPORARY, ignored_folder, read_ordinary, write_whole

#: Where the files lie in a folder of pages.
FOLDER = "pdf"
FORMAT = "firmground-pdf/1"
#: How the names of pages begin that are printed.
KINDS = ("article-", "topic-")


@dataclass
class _Shelf:
    """The files of the folder that are ours: for each what it was made from, what made it, and its SHA-256."""

    folder: Path
    edition: str = ""
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def keep(self) -> None:
        data = {"format": FORMAT, "edition": self.edition, "files": dict(sorted(self.files.items()))}
        write_whole(self.folder / MANIFEST, (json.dumps(data, indent=1) + "\n").encode())

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
        del self.files[name]

    def holds(self, name: str, made_from: str, made_by: str) -> bool:
        """Whether the file is the very one that was made from this by these."""
        kept = self.files.get(name)
        return kept is not None and kept[:2] == (made_from, made_by) and _digest(self.folder / name) == kept[2]


def print_pages(
    reports: Path, pages: Sequence[str] | None, progress: Progress, before: int = 0, edition: Path | None = None
) -> Printed:
    """Make the PDF files of pages that have none, or whose page has changed.

    Args:
        reports: the folder of pages.
        pages: names of pages; those that are not about an article or a topic are passed over. All when not given.
        progress: told of each file.
        before: steps of which ``progress`` was told already.
        edition: the folder of the pages to which links lead that leave this one.

    Returns:
        what was done. A stop leaves every file whole and forgets none that was made.

    Raises:
        NoTypesetterError: when the typesetter is not installed.
        OSError: when the folder can't be written.
    """
    shelf = _read(reports)
    ignored_folder(shelf.folder, "Made by firmground build --pdf; may be deleted.")
    for leftover in shelf.folder.glob(f".*{TEMPORARY}"):
        leftover.unlink(missing_ok=True)
    documents = _Documents(reports, edition)
    removed = _drop(shelf, documents)
    chosen = [name for name in documents.names if pages is None or name in pages]
    made_by = _key(makers())
    told = f"{reports.name}/" if edition else ""
    todo = [name for name in chosen if not shelf.holds(f"{name}.pdf", documents.key(name), made_by)]
    made, failures = [], []
    if todo:
        progress.start(before + len(todo))
    try:
        for name in todo:
            file = f"{name}.pdf"
            progress.step(f"{told}{file}", "running")
            try:
                data = pdf_of(documents.of(name))
            except Unprintable as error:
                failures.append(Failure(f"{told}{FOLDER}/{file}", f"It could not be set: {cut(str(error))}"))
                progress.step(f"{told}{file}", "failed")
                continue
            write_whole(shelf.folder / file, data)
            shelf.files[file] = (documents.key(name), made_by, hashlib.sha256(data).hexdigest())
            shelf.keep()
            made.append(file)
            progress.step(f"{told}{file}", "done")
    finally:
        if todo:
            progress.done()
    shelf.edition = documents.edition
    shelf.keep()
    there = tuple(f"{name}.pdf" for name in chosen if f"{name}.pdf" in shelf.files)
    return Printed(there, tuple(made), tuple(f for f in removed if f not in made), tuple(failures))


def drop_stale(reports: Path, edition: Path | None = None) -> tuple[str, ...]:
    """Remove PDF files that no longer show what their page shows; cheap when no page has changed since.

    Args:
        reports: the folder of pages.
        edition: see :func:`print_pages`.

    Returns:
        names of the files that were removed.
    """
    shelf = _read(reports)
    if not shelf.files or shelf.edition == _edition(reports, edition):
        return ()
    documents = _Documents(reports, edition)
    removed = _drop(shelf, documents)
    shelf.edition = documents.edition
    shelf.keep()
    return removed


def _drop(shelf: _Shelf, documents: _Documents) -> tuple[str, ...]:
    names = {f"{name}.pdf": name for name in documents.names}
    stale = [f for f in shelf.files if f not in names or shelf.files[f][0] != documents.key(names[f])]
    for file in stale:
        shelf.remove(file)
    return tuple(stale)


class _Documents:
    """Pages of a folder as documents for paper; each page is read once."""

    def __init__(self, reports: Path, edition: Path | None) -> None:
        self._reports = reports
        self._pages = frozenset(former_files(reports))
        self._others = _Documents(edition, None) if edition else None
        self.edition = _edition(reports, edition)
        self.names = sorted(n.removesuffix(".html") for n in self._pages if n.startswith(KINDS) and self._is_there(n))
        self.of: Callable[[str], Mapping[str, Any]] = cache(self._of)
        self._tree: Callable[[str], Element | None] = cache(self._read_tree)

    def key(self, name: str) -> str:
        """A digest of all that a document holds."""
        return _key(json.dumps(self.of(name)))

    def _of(self, name: str) -> Mapping[str, Any]:
        page = self._tree(name)
        return document_of(page if page is not None else page_of(""), self._tree)

    def _is_there(self, file: str) -> bool:
        return (self._reports / file).is_file()

    def _read_tree(self, name: str) -> Element | None:
        if f"{name}.html" not in self._pages:  # a link may say anything; only pages of the edition are read
            return self._others._tree(name) if self._others else None
        try:
            return page_of((self._reports / f"{name}.html").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None


def _read(reports: Path) -> _Shelf:
    folder = reports / FOLDER
    try:
        data: Any = json.loads(read_ordinary(folder / MANIFEST))
        if data["format"] != FORMAT:
            return _Shelf(folder)
        files = {
            str(name): (str(a), str(b), str(c)) for name, (a, b, c) in data["files"].items() if _is_ours(str(name))
        }
        return _Shelf(folder, str(data["edition"]), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return _Shelf(folder)


def _is_ours(name: str) -> bool:
    """Whether a file may be ours: the manifest is a file that anybody may have written."""
    return name.endswith(".pdf") and name.startswith(KINDS) and not set(name) & set("/\\:")


def _edition(reports: Path, edition: Path | None) -> str:
    """A digest of all the pages that documents are made from."""
    return _digest(reports / MANIFEST) + (_digest(edition / MANIFEST) if edition else "")


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_ordinary(path)).hexdigest()
    except OSError:
        return ""
