"""What a notebook asks of its ledger, told from its code, and a digest of what it is answered.

When the answers are what they were, so are the notebook's outputs, and it need not run again. This holds only for
notebooks that do nothing but ask ``view``, ``chart`` and ``table`` and work with what they get, as the shipped ones
do; of any other notebook nothing is known, and every change of the ledger may show in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from firmground.reports.plan import tagged
from firmground.reports.unchanged import key_of

if TYPE_CHECKING:
    from firmground.ledger import Ledger

_VERBS = frozenset({"view", "chart", "table"})
#: Functions that see nothing but what they are given.
_PLAIN = frozenset(
    {"len", "sorted", "sum", "min", "max", "round", "abs", "any", "all", "range", "enumerate", "zip", "reversed"}
    | {"list", "dict", "set", "tuple", "str", "int", "float", "bool", "print", "display"}
)
#: Methods of frames that evaluate text as code.
_EVALUATING = frozenset({"query", "eval"})


@dataclass(frozen=True, slots=True)
class Question:
    """One call on the ledger: a verb, what is given by position, and what is given by name."""

    verb: str
    given: tuple[str | None, ...]
    named: tuple[tuple[str, str | None], ...]


class _UnclearError(Exception):
    """What the code may see can't be told from it."""


def questions_of(source: Any, parameters: Mapping[str, str]) -> tuple[Question, ...] | None:
    """Everything that a notebook asks of its ledger; ``None`` when its code does not tell.

    Args:
        source: the notebook as stored.
        parameters: what it is run with.
    """
    try:
        return tuple(_questions(source, parameters))
    except (SyntaxError, _UnclearError):
        return None


def _questions(source: Any, parameters: Mapping[str, str]) -> Iterator[Question]:
    trees = [t for cell in source.cells if cell.cell_type == "code" and (t := _tree(cell, parameters)) is not None]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    set_here = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    if set_here & {"ledger", "firmground", *parameters, *_PLAIN}:
        raise _UnclearError
    asked = {}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_ledger(node.func.value):
            yield _question(node, parameters)
            asked[id(node.func.value)] = node
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            known = node.id in set_here or node.id in _PLAIN or node.id in parameters
            if not known and id(node) not in asked:
                raise _UnclearError
        elif isinstance(node, ast.Attribute):
            if node.attr.startswith("_") or node.attr in _EVALUATING:
                raise _UnclearError
        elif isinstance(node, ast.stmt) and not isinstance(node, ast.Expr | ast.Assign | ast.For | ast.If):
            raise _UnclearError


def _tree(cell: Any, parameters: Mapping[str, str]) -> ast.Module | None:
    """A cell's code without what opens the ledger; ``None`` for a cell that only sets what the build sets anew."""
    tree: ast.Module = ast.parse(cell.source)
    if tagged(cell, "parameters") and all(
        isinstance(s, ast.Assign) and all(isinstance(t, ast.Name) and t.id in parameters for t in s.targets)
        for s in tree.body
    ):
        return None
    opening = ("import firmground", "ledger = firmground.open_ledger()")
    tree.body = [statement for statement in tree.body if ast.unparse(statement) not in opening]
    return tree


def _is_ledger(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "ledger"


def _question(call: ast.Call, parameters: Mapping[str, str]) -> Question:
    verb = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if verb not in _VERBS:
        raise _UnclearError

    def value(node: ast.expr) -> str | None:
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str)):
            return node.value
        if isinstance(node, ast.Name) and node.id in parameters:
            return parameters[node.id]
        raise _UnclearError

    named = []
    for keyword in call.keywords:
        if keyword.arg is None:
            raise _UnclearError
        named.append((keyword.arg, value(keyword.value)))
    return Question(verb, tuple(value(a) for a in call.args), tuple(named))


class Answers:
    """A ledger's answers, each found once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[Question, str] = {}

    def key(self, source: Any, parameters: Mapping[str, str]) -> str | None:
        """One digest of all answers that a notebook gets; ``None`` when its code does not tell what it asks."""
        questions = questions_of(source, parameters)
        if questions is None:
            return None
        for question in questions:
            if question not in self._found:
                self._found[question] = key_of(self._answer(question))
        return key_of(*(self._found[question] for question in questions))

    def _answer(self, question: Question) -> str:
        """All that can be seen of an answer, as text; of a chart its description, since drawing it takes long."""
        named: dict[str, Any] = dict(question.named)
        try:
            if question.verb == "table":
                return repr(self._ledger.rows(*question.given, **named))  # type: ignore[arg-type]
            if question.verb == "chart":
                return _picture(self._ledger, *question.given, **named)  # type: ignore[arg-type]
            view = self._ledger.view(*question.given, **named)  # type: ignore[arg-type]
            return f"{view!r}\n{view._repr_html_()}"
        except Exception as error:  # the notebook will meet it too
            return f"{type(error).__name__}: {error}"


def _picture(ledger: Ledger, name: str, article: str | None = None) -> str:
    from firmground.charts.gallery import CHARTS

    chart = CHARTS[name]
    data = chart.data(ledger.audit, article)
    return repr((chart.title, chart.shows, data.table, chart.picture(data), chart.alt(data)))
