"""What need not be built again: a page whose notebook, data and makers are what they were when it was last written.

The record lies in ``.cache/firmground/`` in the ledger's folder: it is of use on one machine only, and whoever deletes
it loses nothing but time. A page counts as unchanged only while its file is the very one that was written.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import firmground
from firmground.reading.fingerprint import digest_of, fingerprint
from firmground.reports.publish import former_files
from firmground.writing import write_whole

#: Folders of a ledger: what pages are made from, and where they go.
NOTEBOOKS = "notebooks"
REPORTS = "reports"
FORMAT = "firmground-built/1"
#: Where the record lies in a ledger's folder.
RECORD = ".cache/firmground/built.json"


@dataclass(frozen=True)
class Record:
    """What former builds wrote.

    Attributes:
        pages: by name: the key of what the page was made from, and the SHA-256 of its file.
        whole: the state of everything at the last build that made every page; empty when there was none.
        order: names of the pages of that build.
    """

    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    whole: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """Digests of everything that pages are made from.

    Attributes:
        makers: this package, every installed library by its version, and this Python.
        ledger: the ledger's files and article texts.
        beside: where they lie, and what lies beside the notebooks.
        notebooks: the notebooks.
    """

    makers: str
    ledger: str
    beside: str
    notebooks: str

    @property
    def whole(self) -> str:
        """One digest of it all."""
        return key_of(self.makers, self.ledger, self.beside, self.notebooks)


def state_of(folder: Path, articles: Path) -> State:
    """The state of a ledger now.

    Args:
        folder: the ledger's folder. Its place counts too, since a notebook may show it.
        articles: where local copies of article texts lie.
    """
    notebooks = folder / NOTEBOOKS
    own = sorted(notebooks.glob("*.ipynb"))
    try:
        beside = sorted(p for p in notebooks.iterdir() if p not in own and p.name not in _MADE)
    except OSError:
        beside = []
    place = key_of(str(folder), str(articles), digest_of(beside))
    return State(_makers(), fingerprint(folder, articles), place, digest_of(own))


_MADE = frozenset({"__pycache__", ".ipynb_checkpoints"})


def _makers() -> str:
    package = digest_of([Path(firmground.__file__).parent])
    installed: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            installed |= {p.name for p in Path(place or ".").iterdir() if p.suffix in {".dist-info", ".egg-info"}}
    return key_of(package, sys.version, sys.executable, *sorted(installed))


def key_of(*parts: str) -> str:
    """A SHA-256 over texts, in this order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def read_record(folder: Path) -> Record:
    """The record of a ledger's folder; an empty one when there is none, or it is of no use."""
    try:
        data: Any = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Record()
        pages = {str(name): (str(key), str(digest)) for name, (key, digest) in data["pages"].items()}
        return Record(pages, str(data["whole"]), tuple(map(str, data["order"])))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write_record(folder: Path, record: Record) -> None:
    """Keep a record. Where it can't be written, the next build does everything again."""
    path = folder / RECORD
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".gitignore").write_text("# Made by firmground build; may be deleted.\n*\n", encoding="utf-8")
        write_whole(path, (json.dumps({"format": FORMAT, **asdict(record)}, indent=1) + "\n").encode())


def unchanged(record: Record, keys: Mapping[str, str], reports: Path) -> frozenset[str]:
    """Names of pages that were made from what these keys stand for, and whose file is as it was written.

    Args:
        record: of former builds.
        keys: of what each page would be made from now, by name.
        reports: the folder of pages.
    """
    there = former_files(reports)
    return frozenset(
        name
        for name, key in keys.items()
        if name in record.pages
        and record.pages[name][0] == key
        and f"{name}.html" in there
        and _digest(reports / f"{name}.html") == record.pages[name][1]
    )


def all_unchanged(record: Record, state: State, reports: Path) -> bool:
    """Whether a build of everything would write nothing."""
    if not record.order or record.whole != state.whole:
        return False
    keys = {name: key for name, (key, _) in record.pages.items()}
    files = {f"{name}.html" for name in record.order}
    return set(former_files(reports)) == files and unchanged(record, keys, reports) >= set(record.order)


def updated(record: Record, keys: Mapping[str, str], reports: Path) -> Record:
    """The record after some pages were made from what these keys stand for, by name."""
    new = {name: (key, _digest(reports / f"{name}.html")) for name, key in keys.items()}
    return replace(record, pages={**record.pages, **new})


def completed(record: Record, state: State, order: Sequence[str]) -> Record:
    """The record after every page was made, in this order."""
    return Record({name: record.pages[name] for name in order}, state.whole, tuple(order))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
