"""Puts a file in place whole: written beside its target, flushed, then renamed over it; sweeps what was killed.

What a user named is written by :func:`save`: through links, and never in place of a device, a pipe or a folder.
Also folders for what is not to be kept, or not to be seen by git.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from firmground.errors import LedgerError

#: Ending of what is being written.
TEMPORARY = ".new-firmground"
_IGNORE = ".gitignore"
#: How the names of folders for temporary files begin.
_SCRATCH = "firmground-run-"
#: Seconds after which what is being written, and what is in use while a command runs, was left by a killed one.
_ABANDONED, _FORGOTTEN = 3600, 86_400

_CIRCLE = "its links lead nowhere. Name the file itself"


class NotWrittenError(LedgerError):
    """A file that can't stand where the user wants it; ``why`` says why, and what to do."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"“{path}” can’t be written: {why}.")


def kind_of(mode: int) -> str:
    """What a path is that is no ordinary file, in words; empty for an ordinary one.

    Args:
        mode: as ``os.stat`` gives it.
    """
    if stat.S_ISREG(mode):
        return ""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((words for test, words in kinds if test(mode)), "a device")


def read_ordinary(path: Path) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        OSError: when it can't be read, or is something else: a pipe would be waited for, a device may have no end.
    """
    if kind := kind_of(path.stat().st_mode):
        raise OSError(errno.EINVAL, f"It is {kind}")
    return path.read_bytes()


def save(path: Path, data: bytes) -> None:
    """Write a file that the user named; a link stays a link, and an existing file is replaced whole.

    Raises:
        NotWrittenError: when the folder is missing or not writable, there is no space, or something other than an
            ordinary file stands there; it names the path as the user did, and nothing was touched.
    """
    try:
        target = path.resolve()
        if target.is_symlink():
            raise NotWrittenError(path, _CIRCLE)
        if not target.parent.is_dir():
            folder = target.parent if path.is_symlink() else path.parent
            raise NotWrittenError(path, f"there is no folder “{folder}”. Make it first")
        # A device or pipe would be replaced by the file, for everybody who uses it.
        if path.exists() and (kind := kind_of(path.stat().st_mode)):
            raise NotWrittenError(path, f"it is {kind}. Name {'a file in it' if path.is_dir() else 'an ordinary file'}")
        write_whole(target, data)
    except RuntimeError:  # so do links end that lead in a circle, before Python 3.13
        raise NotWrittenError(path, _CIRCLE) from None
    except OSError as error:
        raise NotWrittenError(path, error.strerror or str(error)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the former or the new one, never a half.

    What a killed command left in the same folder an hour ago or longer is removed.

    Raises:
        OSError: when the folder is missing or not writable; the former file is untouched then.
    """
    _sweep(path.parent.glob(f".*{TEMPORARY}"), _ABANDONED)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=TEMPORARY, dir=path.parent)
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


def ignored_folder(path: Path, told: str) -> Path:
    """Make a folder that git leaves alone, wherever it lies.

    Args:
        path: of the folder; what leads there is made too.
        told: one line on what it holds, for who looks into its ``.gitignore``.

    Raises:
        OSError: when it can't be made.
    """
    path.mkdir(parents=True, exist_ok=True)
    ignore = path / _IGNORE
    if not ignore.exists():
        ignore.write_text(f"# {told}\n*\n", encoding="utf-8")
    return path


def is_ignored(path: Path) -> bool:
    """Whether git leaves a folder alone by what is written in it: everything, and nothing taken back."""
    try:
        rules = (path / _IGNORE).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return False
    return "*" in map(str.strip, rules) and not any(rule.startswith("!") for rule in rules)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for as long as a command runs; those that killed commands left a day ago or longer are removed.

    Its path is short, because sockets may lie in it and theirs may not be long.
    """
    _sweep(Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"), _FORGOTTEN)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _sweep(leftovers: Iterable[Path], seconds: float) -> None:
    now = time.time()
    with suppress(OSError):  # a folder that can't be listed: whoever writes there will hear of it
        for leftover in leftovers:
            with suppress(OSError):
                if now - leftover.lstat().st_mtime > seconds:
                    if leftover.is_dir() and not leftover.is_symlink():
                        shutil.rmtree(leftover, ignore_errors=True)
                    else:
                        leftover.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
