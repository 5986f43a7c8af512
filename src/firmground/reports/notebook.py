"""The one door to nbformat, which has no types of its own: read, copy, write a notebook, and make cells."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any

import nbformat

from firmground.errors import LedgerError
from firmground.reports.messages import Messages

_LIBRARY: Any = nbformat
tell = Messages("notebooks.toml")
#: Formats that nbformat has to bring to the present one.
_OLD = (1, 2, 3)
#: Metadata that say which language the cells are in, each with what it must have.
_METADATA: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"kernelspec": ("name", "display_name"), "language_info": ("name",)}
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: What stands for nothing alone, and can't be written to a file.
_HALF = re.compile("[\\ud800-\\udfff]")


class DamagedNotebookError(LedgerError):
    """A file that is no notebook, or one with a cell that can't be used."""


def read(text: str, file: str) -> Any:
    """A notebook from the text of its file. Of its cells and metadata it has what a build needs, and each cell an id.

    Args:
        text: of the file.
        file: how it is called in sentences.

    Raises:
        DamagedNotebookError: when it is no notebook.
    """
    data = _parsed(text, file)
    if (major := data.get("nbformat")) in _OLD:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                data = _LIBRARY.reads(text, as_version=4)
        except Exception:  # nbformat raises many kinds, and each means the same here
            raise DamagedNotebookError(tell("old", file=file, format=major)) from None
    elif type(major) is not int or major != 4:
        raise DamagedNotebookError(tell("format", file=file, format=json.dumps(major)[:20]))
    cells = [_cell(cell, place, file) for place, cell in enumerate(data["cells"], 1)]
    ids = [cell["id"] for cell in cells]
    if len(set(ids)) < len(ids) or not all(map(_ID.fullmatch, ids)):
        for place, cell in enumerate(cells):
            cell["id"] = f"cell-{place}"
    metadata = {name: _texts(_object(data.get("metadata")).get(name)) for name in _METADATA}
    said = {name: dict.fromkeys(_METADATA[name], "") | texts for name, texts in metadata.items() if texts}
    return _LIBRARY.from_dict({"metadata": said, "cells": cells, "nbformat": 4, "nbformat_minor": 5})


def _parsed(text: str, file: str) -> dict[str, Any]:
    """The object that is in a file; one that is of no old format has a list of cells."""
    if not text.strip():
        raise DamagedNotebookError(tell("empty", file=file))
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise DamagedNotebookError(tell("no_json", file=file, why=error.msg, line=error.lineno)) from None
    except (RecursionError, ValueError):  # a list in a list a thousand times, a number of ten thousand digits
        raise DamagedNotebookError(tell("too_deep", file=file)) from None
    if not isinstance(data, dict) or not (data.get("nbformat") in _OLD or isinstance(data.get("cells"), list)):
        raise DamagedNotebookError(tell("no_cells", file=file))
    return data


def _cell(cell: Any, place: int, file: str) -> dict[str, Any]:
    told = _object(cell)
    kind, source = told.get("cell_type"), told.get("source")
    lines: list[Any] = source if isinstance(source, list) else [source]
    if kind not in ("code", "markdown", "raw"):
        raise DamagedNotebookError(tell("cell.type", file=file, place=place))
    if not all(isinstance(line, str) for line in lines):
        raise DamagedNotebookError(tell("cell.source", file=file, place=place))
    if _HALF.search("".join(lines)):
        raise DamagedNotebookError(tell("cell.letters", file=file, place=place))
    tags = _object(told.get("metadata")).get("tags")
    metadata = {"tags": [tag for tag in tags if _is_text(tag)]} if isinstance(tags, list) else {}
    ran: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": str(told.get("id")), "metadata": metadata, "source": "".join(lines), **ran}


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> dict[str, str]:
    return {name: text for name, text in _object(value).items() if _is_text(text) and _is_text(name)}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not _HALF.search(value)


def language_of(notebook: Any) -> str:
    """The language that its cells are written in, as it says itself; Python when it says nothing."""
    kernel, language = (notebook.metadata.get(name, {}) for name in _METADATA)
    return kernel.get("language", "").strip() or language.get("name", "").strip() or "Python"


def copied(notebook: Any) -> Any:
    """A notebook that shares nothing with the one given."""
    return _LIBRARY.from_dict(deepcopy(dict(notebook)))


def written(notebook: Any) -> str:
    """The text of its file."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return f"{_LIBRARY.writes(notebook, version=_LIBRARY.NO_CONVERT)}\n"


def new_notebook(*cells: Any) -> Any:
    """A notebook of some cells."""
    return _LIBRARY.v4.new_notebook(cells=list(cells))


def code_cell(source: str, name: str, *outputs: Any) -> Any:
    """A code cell with an id; one that nobody has run, unless outputs are given."""
    cell = _LIBRARY.v4.new_code_cell(source, outputs=list(outputs))
    cell["id"] = name
    return cell


def prose_cell(source: str, name: str) -> Any:
    """A Markdown cell with an id."""
    cell = _LIBRARY.v4.new_markdown_cell(source)
    cell["id"] = name
    return cell


def html_output(html: str) -> Any:
    """An output that is HTML."""
    return _LIBRARY.v4.new_output("display_data", {"text/html": html})


def result_output(data: Mapping[str, Any], metadata: Mapping[str, Any], count: int) -> Any:
    """What a cell's last expression shows, by kind of text or picture."""
    return _LIBRARY.v4.new_output("execute_result", dict(data), metadata=dict(metadata), execution_count=count)


def error_output(name: str, value: str, lines: Sequence[str]) -> Any:
    """An error that a cell raised: its class, its text, and where it was."""
    return _LIBRARY.v4.new_output("error", ename=name, evalue=value, traceback=list(lines))
