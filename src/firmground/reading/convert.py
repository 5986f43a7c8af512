"""Plain data to records: pydantic checks the shape, and each of its complaints becomes a finding with a cure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from firmground.errors import near
from firmground.reading.loading import as_text
from firmground.records import Finding, Spot
from firmground.records.base import Record
from firmground.records.place import Path

R = TypeVar("R", bound=Record)

#: Names that pydantic puts into a path for the branch of a union that it tried; they are no keys of the file.
_BRANCHES = frozenset(
    {"evidence", "fact", "not rated", "graded", "settled", "str", "Anchor", "[key]", "function-plain", "function-wrap"}
)

#: What pydantic says of a number, the words for it, and the name of the limit in its context.
_LIMITS = MappingProxyType(
    {
        "greater_than": ("more than", "gt"),
        "greater_than_equal": ("at least", "ge"),
        "less_than_equal": ("at most", "le"),
    }
)

_COMPARE = "Compare it with another claim, or read `firmground explain claim-file`."
_DIGITS = "Write a number in digits, without quotes."
#: What pydantic misses, what to call that, and what to do.
_TYPES = MappingProxyType(
    {
        "string_type": ("text", 'Put it in "double quotes", so that it is read as it stands.'),
        "int_type": ("a whole number", "Write a whole number in digits, without quotes."),
        "float_type": ("a number", _DIGITS),
        "finite_number": ("a number with an end", _DIGITS),
        "bool_type": ("true or false", "Write true or false, without quotes."),
        "list_type": ("a list", "Start each item on a line of its own with “- ”, or write [] for none."),
        "dict_type": ("a block of fields", _COMPARE),
        "model_type": ("a block of fields", _COMPARE),
        "date_type": (
            "a date such as 2026-11-22",
            "Write the date as year-month-day without quotes, for instance 2026-11-22, or null.",
        ),
        "is_instance_of": ("another kind of value", _COMPARE),
    }
)


def convert(
    model: type[R], data: object, spot: Spot, subject: str | None = None
) -> tuple[R | None, tuple[Finding, ...]]:
    """Make a record of plain data.

    Args:
        model: the record's type.
        data: what the parser gave.
        spot: where the data stands.
        subject: id of what the data describes, for the findings.

    Returns:
        The placed record and no finding, or ``None`` and one finding for each fault.
    """
    try:
        return model.model_validate(data).placed(spot), ()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
        return None, tuple(dict.fromkeys(explain(model, fault, data, spot, subject) for fault in faults))


def explain(model: type[Record], fault: ErrorDetails, data: object, spot: Spot, subject: str | None) -> Finding:
    """Turn one complaint of pydantic's into a finding with place, meaning and cure."""
    path = _path_in(data, fault["loc"])
    kind, value, context = fault["type"], fault["input"], fault.get("ctx", {})
    name = _name(path)
    there = spot.at(*path)
    if kind == "invalid_key" and isinstance(value, tuple | frozenset):
        message = "A list or a block of fields stands where the name of a field belongs."
        return Finding("wrong-type", spot, message, 'Put it in "double quotes" if it is text.', subject)
    if kind in {"extra_forbidden", "invalid_key"}:
        return _unknown_field(model, path, there, name, subject)
    if kind == "missing":
        message = f"“{name}” is missing here, and it can't be left out."
        cure = f"Add a line “{name}: …”{_may_hold(model, path)}."
        return Finding("missing-field", spot.at(*path[:-1]), message, cure, subject)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        if name == value and len(path) > 1:
            name, there = str(path[-2]), Spot(there.file, there.path, "key")
        message = f"“{_short(value)}” is no word that “{name}” knows.{near(as_text(value), allowed, 0.6)}"
        return Finding("unknown-word", there, message, f"Use one of: {', '.join(allowed)}.", subject)
    if kind == "string_pattern_mismatch":
        message = f"“{_short(value)}” does not have the form that “{name}” needs."
        return Finding("bad-form", there, message, _form_cure(str(context.get("pattern", ""))), subject)
    if kind in {"string_too_short", "too_short"}:
        cure = "Fill it in, or remove the field where it may be left out."
        return Finding("bad-form", there, f"“{name}” is empty.", cure, subject)
    if kind == "string_too_long":
        longest = context["max_length"]
        message = f"“{_short(value)}” has {len(value):,} characters, and “{name}” may have at most {longest}."
        return Finding("bad-form", there, message, "Choose a shorter one: files and pages are named after it.", subject)
    if kind == "taken_id":
        message = f"“{_short(value)}” can't be an id: the ledger itself, or Windows, keeps that name for other things."
        return Finding("bad-form", there, message, "Choose another one, and name the files after it.", subject)
    if kind in _LIMITS:
        than, limit = _LIMITS[kind]
        message = f"“{name}” is {_short(value)}, and it must be {than} {context[limit]:g}."
        return Finding("bad-form", there, message, "Correct the number.", subject)
    wanted, cure = _TYPES.get(kind, ("something else", _COMPARE))
    if kind == "string_type" and value is None:
        cure = "Write the text, or remove the line where the field may be left out."
    elif kind == "string_type" and isinstance(value, list | dict):
        cure = _COMPARE
    message = f"“{name}” holds {_kind(value)}, but {wanted} belongs there."
    return Finding("wrong-type", there, message, cure, subject)


def _unknown_field(model: type[Record], path: Path, there: Spot, name: str, subject: str | None) -> Finding:
    known = sorted(_fields_at(model, path[:-1]))
    message = f"“{name}” is no field of this block.{near(name, known, 0.6)}"
    if name == "<<":
        cure = "Write the fields out, or put what several claims share under “groups:”; merge keys are not read."
    else:
        cure = f"Correct the name. Known here: {', '.join(known)}." if known else "Remove it, or correct its name."
    return Finding("unknown-field", Spot(there.file, there.path, "key"), message, cure, subject)


def _name(path: Path) -> str:
    """What to call a value: its field's name, or its position in a list."""
    if not path:
        return "this block"
    if isinstance(path[-1], int) and len(path) > 1:
        return f"item {path[-1] + 1} of {path[-2]}"
    return _short(path[-1])


def _path_in(data: object, loc: tuple[int | str, ...]) -> Path:
    """The complaint's path without the names of union branches, told apart by looking at the data itself."""
    path: list[str | int] = []
    here = data
    for index, part in enumerate(loc):
        if path[-1:] == ["rating"] and part in _BRANCHES and loc[index - 1] == "rating":
            continue  # the form of rating that was told; “fact” is also the name of a field
        below = _below(here, part)
        if below is not _NOTHING:
            here = below
        elif part in _BRANCHES or index < len(loc) - 1:
            continue
        path.append(part)
    return tuple(path)


_NOTHING = object()


def _below(here: object, part: int | str) -> object:
    if isinstance(here, Mapping):
        return here.get(part, _NOTHING)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return _NOTHING


def _fields_at(model: type[Record], path: Path) -> set[str]:
    """Names that may stand at a path below a model."""
    return {name for node in _at_path(model, path) for name in node.get("properties", {})}


def _at_path(model: type[Record], path: Path) -> list[dict[str, Any]]:
    """Everything that may stand at a path below a model, read from its JSON Schema."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for part in path:
        found: list[dict[str, Any]] = []
        for node in _branches(nodes, definitions):
            if isinstance(part, int):
                found.append(node.get("items", {}))
            elif part in node.get("properties", {}):
                found.append(node["properties"][part])
            else:
                found.extend(v for v in [node.get("additionalProperties")] if isinstance(v, dict))
        nodes = found
    return _branches(nodes, definitions)


@cache
def _schema(model: type[Record]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _may_hold(model: type[Record], path: Path) -> str:
    """What may be written into a field, as the end of a sentence: its closed list of words, or null."""
    schema = _schema(model)
    nodes = _at_path(model, path[:-1])
    fields = [node["properties"][path[-1]] for node in nodes if path[-1] in node.get("properties", {})]
    branches = _branches(fields, schema.get("$defs", {}))
    words = [word for node in branches for word in node.get("enum", ())]
    null = any(node.get("type") == "null" for node in branches)
    return (f" with one of: {', '.join(words)}" if words else "") + ("; null when nothing is known" if null else "")


def _branches(nodes: list[dict[str, Any]], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    flat: list[dict[str, Any]] = []
    todo = list(nodes)
    while todo:
        node = todo.pop(0)
        if "$ref" in node:
            todo.append(definitions[node["$ref"].rsplit("/", 1)[-1]])
            continue
        todo.extend(node.get("anyOf", []))
        todo.extend(node.get("oneOf", []))
        flat.append(node)
    return flat


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"yes/no ({str(value).lower()})"
    if isinstance(value, int | float):
        return f"the number {_short(value)}"
    if isinstance(value, str):
        return f"the words “{_short(value)}”" if value else "an empty text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a block of fields"
    return f"a {type(value).__name__} ({_short(value)})"


def _form_cure(pattern: str) -> str:
    if "[0-9]{3,}" in pattern:
        return "Write the article's id, a dash and at least three digits, for instance my-article-007."
    if "https?" in pattern:
        return "Write the whole address, beginning with https://."
    if "{64}" in pattern:
        return "Copy the 64 characters that `firmground article add` prints."
    return "Use small letters, digits and single dashes, for instance my-article."


def _short(value: object) -> str:
    text = " ".join(as_text(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
