"""Lines of a user's file cut out and others put in, the rest byte for byte as it was; all files or none are written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from firmground.errors import LedgerError
from firmground.writing import NotWrittenError, read_ordinary, save

_LINE = re.compile("([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of lines, and what stands in its place.

    Attributes:
        first: 0-based number of its first line.
        end: 0-based number of the line after its last; ``first`` for lines that are only put in.
        lines: what stands there then, without line ends.
    """

    first: int
    end: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it was read and as it is to be.

    Attributes:
        file: path relative to the ledger's folder, with forward slashes.
        before: its bytes when it was read; ``None`` for a file that is not there yet.
        after: its bytes after the change.
    """

    file: str
    before: bytes | None
    after: bytes


class ChangedMeanwhileError(LedgerError):
    """A file that somebody else has written since it was read."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} has changed since it was read, so nothing was written. Run the command again.")


def edited(data: bytes, slices: Iterable[Slice]) -> bytes:
    """The bytes of a file in UTF-8 with some lines replaced; its byte-order mark and line ends stay.

    Args:
        data: the file.
        slices: none of which overlap, in any order. Lines are counted as the reader counts them.
    """
    pairs = [(m[1], m[2]) for m in _LINE.finditer(data.decode("utf-8"))]
    end = next((mark for _, mark in pairs if mark), "\n")
    for cut in sorted(slices, key=lambda s: (s.first, s.end), reverse=True):
        if cut.lines and cut.first and not pairs[cut.first - 1][1]:
            pairs[cut.first - 1] = (pairs[cut.first - 1][0], end)
        pairs[cut.first : cut.end] = [(line, end) for line in cut.lines]
    return "".join(text + mark for text, mark in pairs).encode("utf-8")


def write_all(folder: Path, changes: Sequence[Change]) -> None:
    """Write every changed file, or leave all of them as they were.

    Raises:
        LedgerError: when one of them is not what was read any more, or can't be written; nothing is changed then.
    """
    for change in changes:
        if _digest(_now(folder / change.file)) != _digest(change.before):
            raise ChangedMeanwhileError(change.file)
    done: list[Change] = []
    made: list[Path] = []
    try:
        for change in changes:
            path = folder / change.file
            if not path.parent.exists():
                path.parent.mkdir()
                made.append(path.parent)
            save(path, change.after)
            done.append(change)
    except (LedgerError, OSError) as error:
        for change in reversed(done):
            with suppress(LedgerError, OSError):  # the first fault is the one to tell
                _put_back(folder / change.file, change.before)
        for below in reversed(made):
            with suppress(OSError):
                below.rmdir()
        if isinstance(error, OSError):
            raise NotWrittenError(folder, error.strerror or str(error)) from error
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink()
    else:
        save(path, data)


def _now(path: Path) -> bytes | None:
    try:
        return read_ordinary(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotWrittenError(path, error.strerror or str(error)) from error


def _digest(data: bytes | None) -> str | None:
    return hashlib.sha256(data).hexdigest() if data is not None else None
