"""Rule files: TOML tables that ship with the program, read into frozen models that have the shape of the file.

A key that no model knows, a key that is missing and a source that the file does not list are errors that name the file,
the line and the key: a rule that nobody reads must not look like a rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    Strict,
    ValidationError,
    ValidationInfo,
)

K = TypeVar("K")
V = TypeVar("V")
M = TypeVar("M", bound=BaseModel)


class RulesError(Exception):
    """A rule file does not have the shape that its model gives it."""


class Rules(BaseModel):
    """Rules of a file, or a part of them: frozen, and a key or a type that is not expected is an error."""

    # A file's model builds the models within it, so these are not built one by one: that would double the time.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Source(Rules):
    """Where a rule comes from; ``url`` is ``None`` for a rule of this project's own."""

    text: str
    url: str | None = None


def _by_name(rows: Any) -> Any:
    if isinstance(rows, dict):
        if twice := [name for name, row in rows.items() if isinstance(row, dict) and "name" in row]:
            raise ValueError(f"the name of “{twice[0]}” is that of its table, so none may stand in it")
        return {name: {"name": name, **row} if isinstance(row, dict) else row for name, row in rows.items()}
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    named: dict[Any, Any] = {}
    for number, row in enumerate(rows, 1):
        if "name" not in row:
            raise ValueError(f"row {number} has no name; its keys are {', '.join(row)}")
        if named.setdefault(row["name"], row) is not row:
            raise ValueError(f"row {number} has a name that an earlier one has: “{row['name']}”")
    return named


def _kept(sources: Mapping[str, V], info: ValidationInfo) -> Mapping[str, V]:
    info.context.update(sources)  # type: ignore[union-attr]
    return sources


def _cited(key: Any, info: ValidationInfo) -> Any:
    sources: Mapping[str, Any] = info.context or {}
    if key not in sources:
        raise ValueError(f"names the source “{key}”, which is not among the sources of this file")
    return sources[key]


#: Lists of a file: rows in their order, and words whose order says nothing.
Rows = Annotated[tuple[V, ...], Strict(False)]
Words = Annotated[frozenset[V], Strict(False)]
#: A table that nobody can change.
Table = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
#: Rows by their ``name``, in the order of the file; also a table of tables, whose keys are the names.
ByName = Annotated[Table[K, V], BeforeValidator(_by_name)]
#: The sources of a file, by the keys by which its rows cite them; and a source that is cited by its key.
Sources = Annotated[Table[str, V], AfterValidator(_kept)]
Cited = Annotated[V, PlainValidator(_cited)]


class RuleFile(Rules):
    """A whole file whose rows cite its sources. The sources come first: what follows looks them up."""

    sources: Sources[Source]


def read_rules(model: type[M], file: str) -> M:
    """The rules of one file that ships with the program.

    Args:
        model: the shape of the whole file.
        file: its path within the package, for instance ``gaps/kinds.toml``.

    Raises:
        RulesError: when the file does not have that shape.
    """
    return parse_rules(model, (files("firmground") / file).read_text(encoding="utf-8"), file)


def parse_rules(model: type[M], text: str, file: str) -> M:
    """The rules in a text; ``file`` is what errors call it.

    Raises:
        RulesError: one line for each fault, with file, line, key, and what is wrong there.
    """
    try:
        return model.model_validate(tomllib.loads(text), context={})
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{file}: {error}") from error
    except ValidationError as error:
        raise RulesError("\n".join(_told(fault["loc"], fault, text, file) for fault in error.errors())) from error


_SAYS = MappingProxyType({"extra_forbidden": "no rule has this key", "missing": "this key is missing"})


def _told(path: tuple[str | int, ...], fault: Mapping[str, Any], text: str, file: str) -> str:
    says = _SAYS.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    line = _line_of(path[:-1] if fault["type"] == "missing" else path, text.splitlines())
    return f"{file}, line {line}: {'.'.join(map(str, path))}: {says}"


def _line_of(path: tuple[str | int, ...], lines: list[str]) -> int:
    """The line of a key, from 1, or of the last of its tables that is found: good enough to go there and look."""
    at, table = 0, ""
    for part in path:
        if isinstance(part, int):  # so many rows after the first
            rows = [n for n, line in enumerate(lines) if line.startswith(f"[[{table}]]")]
            at = rows[part] if part < len(rows) else at
        else:
            table, key = part, re.escape(part)
            form = re.compile(rf'\s*(\[+([^]]*\.)?"?{key}"?[].]|"?{key}"?\s*[=.]|name\s*=\s*"{key}")')
            at = next((n for n in range(at, len(lines)) if form.match(lines[n])), at)
    return at + 1
