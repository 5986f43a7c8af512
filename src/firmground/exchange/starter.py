"""A starter ledger: a folder that builds and passes its check at once, to be filled with another topic."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from firmground.reading.schema import SCHEMAS, schema_text
from firmground.writing import write_whole


def make_starter(folder: Path) -> Path:
    """Fill a new or empty folder with a starter ledger.

    Raises:
        ValueError: when the folder holds anything already; nothing was written then.
        OSError: when it can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} exists and is not empty. Name a folder that is not there yet.")
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "A new ledger"
    _copy(files("firmground") / "starter", folder, title)
    if not (
        folder / "notebooks"
    ).exists():  # a wheel has them among the rest; in a checkout they stand once, at its top
        _copy(Path(__file__).parents[3] / "notebooks", folder / "notebooks", title)
    schemas = folder / "claims" / "schema"
    schemas.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        write_whole(schemas / name, schema_text(name).encode())
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
                quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
                data = data.replace(b"@title@", quoted.encode())
            write_whole(target / name, data)
