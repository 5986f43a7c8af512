"""A figure into a file: drawn whole before the file is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from firmground.charts.figure import SUFFIXES, file_bytes
from firmground.errors import LedgerError
from firmground.writing import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class UnknownEndingError(LedgerError):
    """A file whose ending names no kind of picture."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” can’t be drawn: give it one of the endings {', '.join(SUFFIXES)}.")


class NotSavedError(LedgerError):
    """A picture that can't stand where it should; ``why`` says why, and what to do."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"“{path}” can’t be written: {why}.")


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure to a file; the suffix says how.

    Everything is drawn before the file is touched, and the file is replaced whole: it is never half written.

    Raises:
        LedgerError: for another suffix, for a folder that is not there, or where nothing can be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownEndingError(path)
    target = path.resolve()  # a link stays a link
    if not target.parent.is_dir():
        raise NotSavedError(path, f"there is no folder “{path.parent}”. Make it first")
    if target.is_dir():
        raise NotSavedError(path, "it is a folder. Name a file in it")
    content = file_bytes(figure, suffix)
    try:
        write_whole(target, content)
    except OSError as error:
        raise NotSavedError(path, str(error.strerror or error)) from error
