"""The one door to nbformat, which has no types of its own: read, copy, write a notebook, and make cells."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import nbformat

_LIBRARY: Any = nbformat


def read(text: str) -> Any:
    """A notebook from the text of its file; what is wrong with it is raised as nbformat has it, in several kinds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # cells without ids are no trouble to anybody here
        return _LIBRARY.reads(text, as_version=4)


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
