"""A starter ledger: a folder that builds and passes its check at once, to be filled with another topic."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from firmground.errors import LedgerError
from firmground.reading.schema import SCHEMAS, schema_text
from firmground.writing import write_whole


class NotEmptyError(LedgerError):
    """A new ledger would lie among other files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} exists and is not empty. Name a folder that is not there yet.")


class NotMadeError(LedgerError):
    """A new ledger that the file system does not take."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))


def make_starter(folder: Path) -> Path:
    """Fill a new or empty folder with a starter ledger.

    Raises:
        LedgerError: when the folder holds anything already (nothing was written then), or can't be written.
    """
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "A new ledger"
    notebooks, schemas = folder / "notebooks", folder / "claims" / "schema"
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotEmptyError(folder)
        _copy(files("firmground") / "starter", folder, title)
        if not notebooks.exists():  # a wheel has them among the rest; in a checkout they stand once, at its top
            _copy(Path(__file__).parents[3] / "notebooks", notebooks, title)
        schemas.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS:
            write_whole(schemas / name, schema_text(name).encode())
    except OSError as error:
        raise NotMadeError(error) from None
    return folder


def _copy(source: Traversable, target: Path, title: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for item in sorted(source.iterdir(), key=lambda i: i.name):
        if item.name.startswith((".", "__")) or item.name.endswith(".pyc"):
            continue
        # A leading dot would hide the file from some packaging tools, so it is added here.
        name = ".gitignore" if item.name == "gitignore" else item.name
        if item.is_dir():
            _copy(item, target / name, title)
        else:
            data = item.read_bytes()
            if name == "ledger.yaml":
                data = data.replace(b"@title@", json.dumps(title, ensure_ascii=False).encode())
            write_whole(target / name, data)
