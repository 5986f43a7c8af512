"""The one place that decides how a notebook is run, told from its code alone.

A notebook whose cells do nothing but ask the ledger for views and charts, and show what they get, is *understood*:
what it shows follows from these calls. Such a notebook runs in the build's own process, shows the same as in a
kernel, and needs no run while its answers are what they were. Of any other notebook nothing is known: it runs in a
kernel, and every change of the ledger may show in it.

Understood are, besides cells without code:

- ``import firmground`` and ``ledger = firmground.open_ledger()``, in this order and before the first call;
- the cells tagged ``parameters``, when they set nothing but what the build sets anew;
- ``ledger.view(…)`` and ``ledger.chart(…)`` as whole statements, given texts, ``None`` or parameters.

So nothing that was written in a notebook is ever evaluated in the build's process: no name but these, no operator, no
loop, no table (how a frame looks depends on the options of its process), no magic, no cell with a tag that says how to
run it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firmground.reports.plan import INJECTED, PARAMETERS, tagged

_VERBS = frozenset({"view", "chart"})
_OPENING = ("import firmground", "ledger = firmground.open_ledger()")
_TAGS = frozenset({PARAMETERS, INJECTED})


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the ledger: a verb, what is given by position, and what is given by name."""

    verb: str
    given: tuple[str | None, ...]
    named: tuple[tuple[str, str | None], ...]


class _UnclearError(Exception):
    """What the code does can't be told from it."""


def calls_of(notebook: Any, parameters: Mapping[str, str]) -> tuple[Call, ...] | None:
    """Everything that a notebook asks of its ledger, in order; ``None`` when its code may do more than ask.

    Args:
        notebook: as stored, or with its parameters set.
        parameters: names and values that the build sets in it.
    """
    opening = list(_OPENING)
    try:
        return tuple(call for cell in notebook.cells for call in _calls(cell, opening, parameters))
    except (SyntaxError, ValueError, _UnclearError):  # ValueError: a zero byte, or a number of ten thousand digits
        return None


def _calls(cell: Any, opening: list[str], parameters: Mapping[str, str]) -> Iterator[Call]:
    if cell.cell_type != "code":
        return
    if not _TAGS.issuperset(cell.get("metadata", {}).get("tags", [])):
        raise _UnclearError
    for statement in ast.parse(cell.source).body:
        if opening and ast.unparse(statement) == opening[0]:
            del opening[0]
        elif _sets(cell, statement, parameters) or (not opening and ast.unparse(statement) in _OPENING):
            continue
        elif opening:
            raise _UnclearError
        else:
            yield _call(statement, parameters)


def _sets(cell: Any, statement: ast.stmt, parameters: Mapping[str, str]) -> bool:
    """Whether a statement only sets parameters, where a build sets them."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement]
    return any(tagged(cell, tag) for tag in _TAGS) and all(
        isinstance(target, ast.Name) and target.id in parameters for target in targets
    )


def is_done(cell: Any, statement: ast.stmt, parameters: Mapping[str, str]) -> bool:
    """Whether a statement of an understood notebook does what the build has done: opens the ledger, sets parameters."""
    return _sets(cell, statement, parameters) or ast.unparse(statement) in _OPENING


def _call(statement: ast.stmt, parameters: Mapping[str, str]) -> Call:
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("ledger"), verb), given, named)) if verb in _VERBS:
            pairs = tuple((keyword.arg or "", _value(keyword.value, parameters)) for keyword in named)
            if any(not name for name, _ in pairs):
                raise _UnclearError
            return Call(verb, tuple(_value(node, parameters) for node in given), pairs)
    raise _UnclearError


def _value(node: ast.expr, parameters: Mapping[str, str]) -> str | None:
    match node:
        case ast.Constant(str() | None as value):
            return value
        case ast.Name(name) if name in parameters:
            return parameters[name]
    raise _UnclearError
