"""Which notebooks there are, and which reports each of them makes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from firmground.errors import LedgerError
from firmground.reading.files import read_data
from firmground.reports.notebook import DamagedNotebookError, code_cell, copied, language_of, read, tell
from firmground.reports.unchanged import NOTEBOOKS, notebooks_in

HOME = "index"
#: Cells for the person who opens a notebook in JupyterLab; a build neither runs nor shows them.
TRY_THIS = "try-this"
#: The tag of cells that set what a build may set, and of the cell in which it does.
PARAMETERS, INJECTED = "parameters", "injected-parameters"
#: What a notebook in Python says of its language; Jupyter’s own first kernels were called the second way.
_PYTHON = frozenset({"python", "ipython"})
#: Notebooks whose reports bear a shorter name than theirs: ``article-ID``, ``work-list-ID``.
_PREFIXES = MappingProxyType({"article-audit": "article", "article-work-list": "work-list"})


@dataclass(frozen=True)
class Planned:
    """One report to make.

    Attributes:
        name: of the page, without ``.html``.
        notebook: name of the notebook, without ``.ipynb``.
        source: the notebook as read; ``None`` when it could not be.
        parameters: names and values it is run with; none for a notebook that is run once.
        problem: why it can't be run; empty when it can.
    """

    name: str
    notebook: str
    source: Any
    parameters: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    def value(self, parameter: str) -> str | None:
        """What it is run for; ``None`` when it has no such parameter."""
        return dict(self.parameters).get(parameter)


def plan_reports(folder: Path, values: Mapping[str, Sequence[str]]) -> tuple[Planned, ...]:
    """Every report of a ledger: notebooks by name; one with a parameter that is named here gives one report per value.

    Args:
        folder: the ledger's folder.
        values: for each parameter (``article``, ``topic``) what notebooks are run for, in order.
    """
    planned: list[Planned] = []
    for path in notebooks_in(folder):
        stem = path.stem
        source, problem = _read(path)
        asked = parameters_of(source) if source is not None else frozenset()
        names = [name for name in values if name in asked]
        # Without a parameter there is one combination: of nothing.
        for chosen in product(*(values[name] for name in names)):
            page = "-".join((_PREFIXES.get(stem, stem) if names else stem, *chosen))
            planned.append(Planned(page, stem, source, tuple(zip(names, chosen, strict=True)), problem))
    planned.sort(key=lambda p: p.name == HOME)  # the home page last: it leads to all others
    return tuple(_clash(p, planned) for p in planned)


def _clash(one: Planned, planned: Sequence[Planned]) -> Planned:
    """A report whose page another one needs can't be made; letters' case does not tell files apart everywhere."""
    taken = Counter(p.name.casefold() for p in planned)
    if one.name.casefold() == HOME and one.name != HOME:  # some disks would take the one for the other
        return replace(one, problem=tell("home", page=HOME))
    if taken[one.name.casefold()] > 1:
        return replace(one, problem=tell("page_twice", page=one.name))
    return one


def _read(path: Path) -> tuple[Any, str]:
    """A notebook as a build takes it, and what is wrong with it."""
    file = f"{NOTEBOOKS}/{path.name}"
    data, found = read_data(path, file)
    if data is None:
        return None, f"{found[0].message} {found[0].cure}"
    try:
        source = _for_pages(read(data.decode("utf-8-sig"), file))
    except UnicodeDecodeError:
        return None, tell("encoding", file=file)
    except DamagedNotebookError as error:
        return None, str(error)
    language = language_of(source)
    if language.casefold() not in _PYTHON and any(cell.cell_type == "code" for cell in source.cells):
        return None, tell("language", file=file, language=language[:40])
    return source, ""


def _for_pages(notebook: Any) -> Any:
    """The notebook without the cells that are for its own reader only."""
    notebook.cells = [cell for cell in notebook.cells if not tagged(cell, TRY_THIS)]
    return notebook


class UnknownReportError(LedgerError):
    """A name that no notebook and no report has."""

    def __init__(self, only: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no notebook and no report “{only}”. There are: {', '.join(known)}.")


def chosen_reports(planned: Sequence[Planned], only: str | None) -> tuple[Planned, ...]:
    """All reports, those of one notebook, or one report; without a notebook for it, ``index`` chooses none of them.

    Raises:
        UnknownReportError: when ``only`` names nothing.
    """
    if only is None:
        return tuple(planned)
    chosen = tuple(p for p in planned if only in {p.notebook, p.name})
    if not chosen and only != HOME:
        notebooks = list(dict.fromkeys(p.notebook for p in planned))
        reports = [p.name for p in planned if p.name not in notebooks]
        raise UnknownReportError(only, [*notebooks, *reports, HOME])
    return chosen


def tagged(cell: Any, tag: str) -> bool:
    """Whether a cell carries a tag."""
    return tag in cell.get("metadata", {}).get("tags", [])


def parameters_of(source: Any) -> frozenset[str]:
    """Names that the cells tagged ``parameters`` assign."""
    names: set[str] = set()
    for cell in source.cells:
        if cell.cell_type == "code" and tagged(cell, PARAMETERS):
            try:
                tree = ast.parse(cell.source)
            except SyntaxError:
                continue  # running it will say so
            for node in tree.body:
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                names.update(t.id for t in targets if isinstance(t, ast.Name))
    return frozenset(names)


def with_parameters(source: Any, values: Mapping[str, str]) -> Any:
    """A copy of a notebook, without outputs, with a cell that sets values after its last cell tagged ``parameters``."""
    copy = copied(source)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if values:
        lines = "\n".join(f"{name} = {value!r}" for name, value in values.items())
        cell = code_cell(lines, INJECTED)
        cell.metadata["tags"] = [INJECTED]
        places = [i for i, c in enumerate(copy.cells) if c.cell_type == "code" and tagged(c, PARAMETERS)]
        copy.cells.insert(places[-1] + 1 if places else 0, cell)
    return copy


def title_of(source: Any, fallback: str) -> str:
    """The first top heading of a notebook, without Markdown marks."""
    for line in _prose(source):
        if match := re.fullmatch(r"#\s+(.+?)\s*#*", line):
            return _unmarked(match.group(1))
    return fallback


def about_of(source: Any) -> str:
    """The first sentence of a notebook's prose: what the report is about, in one line."""
    block: list[str] = []
    for line in _prose(source):
        if line.startswith("#"):
            continue
        if not line and block:
            break
        if line:
            block.append(line)
    text = _unmarked(" ".join(block))
    match = re.match(r".+?[.!?](?=\s|$)", text)
    return match.group(0) if match else text


def _prose(source: Any) -> list[str]:
    cells = [cell.source for cell in source.cells if cell.cell_type == "markdown"]
    return [line.strip() for line in "\n\n".join(cells).split("\n")]


def _unmarked(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_`]+", "", text).strip()
