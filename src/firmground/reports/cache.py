"""``.cache/firmground/`` in a ledger's folder: of use on one machine only, and to one build at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from firmground.errors import LedgerError
from firmground.writing import ignored_folder

CACHE = ".cache/firmground"
_LOCK, _HOLDER = "building.lock", "building.json"


class BusyError(LedgerError):
    """Another process is building here."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"Another build is at work in this folder{holder}. Wait until it has ended, or end it.")


def cache_of(folder: Path) -> Path:
    """The folder, which git leaves alone.

    Args:
        folder: the ledger's.

    Raises:
        OSError: when it can't be made.
    """
    return ignored_folder(folder / CACHE, "Made by firmground build; may be deleted.")


@contextmanager
def reserved(folder: Path) -> Iterator[None]:
    """Keep other builds out of a ledger's folder meanwhile; within one process it may be asked for again.

    The lock is the system's own (``flock``, or what Windows has): it ends with its process, however that ends, so none
    is ever left behind. Where no lock can be made, there is none.

    Raises:
        BusyError: when another build is at work.
    """
    from filelock import (  # a tenth of a second, which a build that has nothing to do need not wait for
        FileLock,
        Timeout,
    )

    try:
        cache = cache_of(folder)
        lock = FileLock(cache / _LOCK, timeout=0, is_singleton=True)
        lock.acquire()
    except Timeout:
        raise BusyError(_holder(cache)) from None
    except (OSError, NotImplementedError):  # a folder that can't be written, or a file system without locks
        yield
        return
    try:
        with suppress(OSError):
            holder = {"process": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="seconds")}
            (cache / _HOLDER).write_text(json.dumps(holder), encoding="utf-8")
        yield
    finally:
        lock.release()


def _holder(cache: Path) -> str:
    """Which process it is, as far as is known."""
    try:
        holder = json.loads((cache / _HOLDER).read_text(encoding="utf-8"))
        return f": process {int(holder['process'])}, since {str(holder['since'])[11:16]}"
    except (OSError, ValueError, TypeError, KeyError):
        return ""
