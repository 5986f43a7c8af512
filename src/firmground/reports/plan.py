"""Which notebooks there are, and which reports each of them makes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firmground.reports.notebook import code_cell, copied, read

NOTEBOOKS = "notebooks"
HOME = "index"
#: The notebook whose reports are called after the article alone: ``article-healthline``.
_ARTICLE_NOTEBOOK = "article-audit"


@dataclass(frozen=True)
class Planned:
    """One report to make.

    Attributes:
        name: of the page, without ``.html``.
        notebook: name of the notebook, without ``.ipynb``.
        source: the notebook as read; ``None`` when it could not be.
        article: the article it is run for; ``None`` for a notebook that is run once.
        problem: why it can't be run; empty when it can.
    """

    name: str
    notebook: str
    source: Any
    article: str | None = None
    problem: str = ""


def plan_reports(folder: Path, articles: Sequence[str]) -> tuple[Planned, ...]:
    """Every report of a ledger: notebooks by name; one with a parameter ``article`` gives one report per article.

    Args:
        folder: the ledger's folder.
        articles: ids of its articles, in order.
    """
    planned: list[Planned] = []
    for path in sorted((folder / NOTEBOOKS).glob("*.ipynb")):
        stem = path.stem
        source, problem = _read(path)
        if source is not None and "article" in parameters_of(source):
            prefix = "article" if stem == _ARTICLE_NOTEBOOK else stem
            planned += [Planned(f"{prefix}-{article}", stem, source, article) for article in articles]
        else:
            planned.append(Planned(stem, stem, source, None, problem))
    return tuple(_clash(p, planned) for p in planned)


def _clash(one: Planned, planned: Sequence[Planned]) -> Planned:
    """A report whose page another one needs can't be made; letters' case does not tell files apart everywhere."""
    taken = Counter(p.name.casefold() for p in planned)
    if one.name.casefold() == HOME:
        return Planned(one.name, one.notebook, one.source, one.article, "The page “index” is the home page; rename it.")
    if taken[one.name.casefold()] > 1:
        problem = f"Two notebooks make the page “{one.name}”; rename one of them."
        return Planned(one.name, one.notebook, one.source, one.article, problem)
    return one


def _read(path: Path) -> tuple[Any, str]:
    try:
        return read(path.read_text(encoding="utf-8")), ""
    except (OSError, UnicodeDecodeError) as error:
        return None, f"{NOTEBOOKS}/{path.name} could not be read: {error}."
    except Exception as error:  # nbformat raises many kinds, and each means the same here
        return None, f"{NOTEBOOKS}/{path.name} is no Jupyter notebook: {str(error) or type(error).__name__}"


def chosen_reports(planned: Sequence[Planned], only: str | None) -> tuple[Planned, ...]:
    """All reports, those of one notebook, or one report; ``index`` chooses none of them, just the home page.

    Raises:
        LookupError: when ``only`` names nothing.
    """
    if only is None:
        return tuple(planned)
    chosen = tuple(p for p in planned if only in {p.notebook, p.name})
    if not chosen and only != HOME:
        notebooks = list(dict.fromkeys(p.notebook for p in planned))
        reports = [p.name for p in planned if p.name not in notebooks]
        known = ", ".join([*notebooks, *reports, HOME])
        raise LookupError(f"There is no notebook and no report “{only}”. There are: {known}.")
    return chosen


def tagged(cell: Any, tag: str) -> bool:
    """Whether a cell carries a tag."""
    return tag in cell.get("metadata", {}).get("tags", [])


def parameters_of(source: Any) -> frozenset[str]:
    """Names that the cells tagged ``parameters`` assign."""
    names: set[str] = set()
    for cell in source.cells:
        if cell.cell_type == "code" and tagged(cell, "parameters"):
            try:
                tree = ast.parse(cell.source)
            except SyntaxError:
                continue  # running it will say so
            for node in tree.body:
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                names.update(t.id for t in targets if isinstance(t, ast.Name))
    return frozenset(names)


def with_parameters(source: Any, values: dict[str, str]) -> Any:
    """A copy of a notebook, without outputs, with a cell that sets values after its last cell tagged ``parameters``."""
    copy = copied(source)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if values:
        lines = "\n".join(f"{name} = {value!r}" for name, value in values.items())
        cell = code_cell(lines, "injected-parameters")
        cell.metadata["tags"] = ["injected-parameters"]
        places = [i for i, c in enumerate(copy.cells) if c.cell_type == "code" and tagged(c, "parameters")]
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
