"""A figure into a file: drawn whole before the file is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from firmground.charts.figure import SUFFIXES, file_bytes
from firmground.writing import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure to a file; the suffix says how.

    Everything is drawn before the file is touched, and the file is replaced whole: it is never half written.

    Raises:
        ValueError: for another suffix, for a folder that is not there, or where nothing can be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"“{path}” can’t be drawn: give it one of the endings {', '.join(SUFFIXES)}.")
    target = path.resolve()  # a link stays a link
    if not target.parent.is_dir():
        raise ValueError(f"“{path}” can’t be written: there is no folder “{path.parent}”. Make it first.")
    if target.is_dir():
        raise ValueError(f"“{path}” can’t be written: it is a folder. Name a file in it.")
    content = file_bytes(figure, suffix)
    try:
        write_whole(target, content)
    except OSError as error:
        raise ValueError(f"“{path}” can’t be written: {error.strerror or error}.") from error
