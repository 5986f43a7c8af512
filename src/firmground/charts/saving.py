"""A figure into a file: drawn whole before the file is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from firmground.charts.figure import SUFFIXES, file_bytes
from firmground.errors import LedgerError
from firmground.writing import save

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class UnknownEndingError(LedgerError):
    """A file whose ending names no kind of picture."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” can’t be drawn: give it one of the endings {', '.join(SUFFIXES)}.")


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure to a file; the suffix says how.

    Everything is drawn before the file is touched, and the file is replaced whole: it is never half written.

    Raises:
        LedgerError: for another suffix, for a folder that is not there, or where nothing can be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownEndingError(path)
    save(path, file_bytes(figure, suffix))
