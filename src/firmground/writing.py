"""Puts a file in place whole: written beside its target, flushed, then renamed over it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

#: Ending of what is being written; a build clears away what a killed one left.
TEMPORARY = ".new-firmground"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the former or the new one, never a half.

    Raises:
        OSError: when the folder is missing or not writable; the former file is untouched then.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes private files; a report is as readable as the file it replaces, or as any new file.
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
