"""Plain data as lines of YAML that read back as the same data, whatever stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from firmground.reading.loading import load

#: What is written without quotes: a word or a few that YAML can take for nothing but text.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ -][A-Za-z0-9_]+)*")
#: Words that YAML 1.1 or 1.2 reads as something other than text.
_OTHER = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
#: What JSON writes as it is and YAML refuses, or counts as the end of a line.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")

#: No date with its time is longer.
_LONGEST_TIME = 50


def quoted(text: str) -> str:
    """A text as one line of YAML, in double quotes."""
    written = _HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
    # The reader takes a date or a time for one in quotes, too.
    return f"!!str {written}" if len(text) < _LONGEST_TIME and load(written)[0] != text else written


def word(text: str) -> str:
    """A text as one line of YAML, without quotes where it is a plain word or a few."""
    plain = _PLAIN.fullmatch(text) is not None and len(text) <= 80 and text.lower() not in _OTHER
    return text if plain else quoted(text)


def block(data: Mapping[str, Any] | Sequence[Any], indent: int) -> list[str]:
    """A mapping or a list as lines of block YAML.

    Args:
        data: of mappings, lists, texts, numbers, dates and ``None``; none of its keys is empty.
        indent: how many spaces the lines begin with.
    """
    lead = " " * indent
    lines: list[str] = []
    if isinstance(data, Mapping):
        for key, value in data.items():
            if _nested(value):
                lines += [f"{lead}{word(str(key))}:", *block(value, indent + 2)]
            else:
                lines.append(f"{lead}{word(str(key))}: {_scalar(value)}")
        return lines
    for value in data:
        if _nested(value):
            first, *rest = block(value, indent + 2)
            lines += [f"{lead}- {first.lstrip(' ')}", *rest]
        else:
            lines.append(f"{lead}- {_scalar(value)}")
    return lines


def _nested(value: object) -> bool:
    return isinstance(value, Mapping | list | tuple) and bool(value)


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return word(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    return json.dumps(value)
