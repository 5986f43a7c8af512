"""A notebook to run, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firmground.errors import cut


@dataclass(frozen=True)
class Job:
    """A notebook to run.

    Attributes:
        name: of the page.
        notebook: a copy that may be changed, with its parameters in it.
        parameters: names and values that are set in it.
    """

    name: str
    notebook: Any
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        name: of the job.
        notebook: with the outputs so far.
        error: what went wrong in one line; empty when nothing did.
        cell: position of the cell that failed, when one did.
    """

    name: str
    notebook: Any
    error: str = ""
    cell: int | None = None


def failed_with(name: str, value: str) -> str:
    """The sentence for a cell that raised an error.

    Args:
        name: of the error's class.
        value: its text.
    """
    told = shortly(f"{name}: {value}".strip().removesuffix(":"), "an error without a name")
    return f"A cell failed with {told}."


def shortly(text: str, otherwise: str) -> str:
    """The first line of what went wrong, as much of it as can be read at a glance.

    Args:
        text: of any length.
        otherwise: for a text that says nothing.
    """
    return cut(next(iter(text.strip().splitlines()), otherwise))
