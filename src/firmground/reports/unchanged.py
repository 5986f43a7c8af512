"""What need not be built again: a page whose notebook, data and makers are what they were when it was last written.

The record lies in ``.cache/firmground/`` in the ledger's folder: it is of use on one machine only, and whoever deletes
it loses nothing but time. A page counts as unchanged only while its file is the very one that was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from firmground.reading.fingerprint import digests_of, fingerprint
from firmground.reports.cache import CACHE, cache_of
from firmground.reports.publish import former_files
from firmground.writing import is_ignored, read_ordinary, write_whole

#: Folders of a ledger: what pages are made from, where they go, and where those go that show an article's text.
NOTEBOOKS = "notebooks"
REPORTS = "reports"
PRIVATE = "private"
FORMAT = "firmground-built/3"
#: The record's name in the folder for what is of use on one machine only.
RECORD = "built.json"
_NOTEBOOK = ".ipynb"
#: Folders that programs make beside the notebooks.
_MADE = frozenset({"__pycache__", ".ipynb_checkpoints"})


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made: digests of what its notebook shows, of what stands around it, and of its file."""

    content: str
    frame: str
    file: str


@dataclass(frozen=True)
class Record:
    """What former builds wrote.

    Attributes:
        pages: by name.
        whole: the state of everything at the last build that made every page; empty when there was none.
        order: names of the pages of that build.
        private: the same as ``pages`` for ``private/``.
    """

    pages: Mapping[str, Made] = field(default_factory=dict)
    whole: str = ""
    order: tuple[str, ...] = ()
    private: Mapping[str, Made] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """Digests of everything that pages are made from.

    Attributes:
        makers: of this package, every installed library by its version, this Python, and the place of the ledger.
        articles: the place of the article texts.
        ledger: of the ledger's files and article texts, by name.
        beside: of what lies beside the notebooks, by name.
        notebooks: of the notebooks, by name.
    """

    makers: str
    articles: str
    ledger: Mapping[str, str]
    beside: Mapping[str, str]
    notebooks: Mapping[str, str]

    @property
    def whole(self) -> str:
        """One digest of it all."""
        return key_of(*asdict(self).values())

    @property
    def all_data(self) -> str:
        """One digest of whatever a notebook may read in the ledger's folder."""
        return key_of(self.ledger, self.beside)


def notebooks_in(folder: Path) -> list[Path]:
    """The notebooks that become pages, by name: those of a ledger's folder that nothing hides.

    Args:
        folder: the ledger's folder.
    """
    try:
        return sorted(p for p in (folder / NOTEBOOKS).iterdir() if p.suffix == _NOTEBOOK and _is_seen(p.name))
    except OSError:
        return []


def left_out(folder: Path) -> list[str]:
    """The notebooks that become none, as paths in the ledger's folder: in folders below, or with another ending."""
    own, found = set(notebooks_in(folder)), []
    for below, inner, names in os.walk(folder / NOTEBOOKS):
        inner[:] = [name for name in inner if not name.startswith(".")]
        paths = (Path(below, name) for name in names if not name.startswith("."))
        found += [p for p in paths if p.suffix.casefold() == _NOTEBOOK and p not in own]
    told = (p.relative_to(folder).as_posix() for p in found)
    return sorted("".join(c if c.isprintable() else "\ufffd" for c in name) for name in told)


def _is_seen(name: str) -> bool:
    """Whether it is no copy that a program hides, as JupyterLab and a Mac do, and can be written on a page."""
    return not name.startswith(".") and name.isprintable()


def state_of(folder: Path, articles: Path) -> State:
    """The state of a ledger now.

    Args:
        folder: the ledger's folder. Its place counts too, since a notebook may show it.
        articles: where local copies of article texts lie.
    """
    notebooks = folder / NOTEBOOKS
    own = notebooks_in(folder)
    try:
        beside = sorted(p for p in notebooks.iterdir() if p not in own and p.name not in _MADE)
    except OSError:
        beside = []
    return State(
        key_of(_makers(), str(folder)),
        str(articles),
        fingerprint(folder, articles),
        digests_of({p.name: p for p in beside}),
        digests_of({p.name: p for p in own}),
    )


def _makers() -> str:
    with as_file(files("firmground")) as package:
        ours = digests_of({"firmground": package})
    installed: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            installed |= {p.name for p in Path(place or ".").iterdir() if p.suffix in {".dist-info", ".egg-info"}}
    return key_of(ours, sys.version, sys.executable, sorted(installed))


def key_of(*parts: Any) -> str:
    """A SHA-256 over texts, or lists and mappings of texts, in this order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def read_record(folder: Path) -> Record:
    """The record of a ledger's folder; an empty one when there is none, or it is of no use."""
    try:
        data: Any = json.loads(read_ordinary(folder / CACHE / RECORD))
        if data["format"] != FORMAT:
            return Record()
        pages, private = ({str(n): Made(**made) for n, made in data[of].items()} for of in ("pages", "private"))
        return Record(pages, str(data["whole"]), tuple(map(str, data["order"])), private)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write_record(folder: Path, record: Record) -> None:
    """Keep a record. Where it can't be written, the next build does everything again."""
    with suppress(OSError):
        text = json.dumps({"format": FORMAT, **asdict(record)}, indent=1)
        write_whole(cache_of(folder) / RECORD, f"{text}\n".encode())


def still_there(pages: Mapping[str, Made], folder: Path) -> dict[str, Made]:
    """The recorded pages of a folder whose file is the very one that was written, by name."""
    there = former_files(folder)
    return {
        name: made for name, made in pages.items() if f"{name}.html" in there and file_digest(folder, name) == made.file
    }


def all_unchanged(record: Record, state: State, folder: Path) -> bool:
    """Whether a build of everything in a ledger's folder would write nothing."""
    if not record.order or record.whole != state.whole or (record.private and not is_ignored(folder / PRIVATE)):
        return False
    expected = ((folder / REPORTS, record.pages, record.order), (folder / PRIVATE, record.private, record.private))
    return all(
        set(former_files(place)) == {f"{name}.html" for name in names} and still_there(made, place).keys() >= set(names)
        for place, made, names in expected
    )


def file_digest(folder: Path, name: str) -> str:
    """The SHA-256 of a page's file; empty when it can't be read."""
    try:
        return hashlib.sha256(read_ordinary(folder / f"{name}.html")).hexdigest()
    except OSError:
        return ""
