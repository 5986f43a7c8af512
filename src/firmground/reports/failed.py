"""A failed notebook as it is kept for a person to open: a banner on top that leads to the cell that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from firmground.errors import cut
from firmground.reports.notebook import copied, new_notebook, prose_cell, written
from firmground.reports.plan import Planned
from firmground.reports.running.outcome import Outcome
from firmground.reports.unchanged import NOTEBOOKS

FAILED = "failed"
#: JupyterLab makes this id of the heading.
_MARK = "This-cell-failed"


class Failed(NamedTuple):
    """A report that could not be run: its name, what went wrong in which cell, and the notebook to keep as text."""

    report: str
    message: str
    cell: int | None
    notebook: str


def failed_of(chosen: Iterable[Planned], outcomes: Mapping[str, Outcome]) -> Iterator[Failed]:
    """What could not be run."""
    for p in chosen:
        outcome = outcomes.get(p.name)
        if message := p.problem or (outcome.error if outcome else ""):
            notebook, cell = (outcome.notebook, outcome.cell) if outcome else (p.source, None)
            yield Failed(p.name, message, cell, marked(notebook, message, cell, p.notebook))


def marked(notebook: Any, message: str, cell: int | None, origin: str) -> str:
    """The notebook's text with the banner, and a heading before the failed cell.

    Args:
        notebook: with the outputs so far; ``None`` when it could not be read.
        message: what went wrong.
        cell: position of the failed cell, when one failed.
        origin: name of the notebook in ``notebooks/``.
    """
    copy = copied(notebook) if notebook is not None else new_notebook()
    where = f"[Go to the cell that failed](#{_MARK}).\n\n" if cell is not None else ""
    banner = (
        f"**This notebook failed, so its report was not replaced.** {_plain(message)}\n\n{where}"
        f"This is a copy with the outputs so far: mend `{NOTEBOOKS}/{origin}.ipynb`, then run `firmground build` again."
    )
    if cell is not None:
        copy.cells.insert(cell, prose_cell(f'<a id="{_MARK}"></a>\n\n# This cell failed', "failed-cell"))
    for output in (output for cell in copy.cells for output in cell.get("outputs", ())):
        if output.output_type == "error":
            output.evalue, output.traceback = cut(output.evalue), [cut(line) for line in output.traceback]
    copy.cells.insert(0, prose_cell(banner, "failed-banner"))
    return written(copy)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"&#{ord(c)};" if c in "<>&*_`[]#\\\\" else c for c in text)
