"""The one door to yaml_rs: text in, plain data or the parser's words out, never an exception and never a crash.

yaml_rs limits brackets and aliases itself, but it follows dashes and indentation by recursion and would overflow the
stack (the process ends without a word). So text that could nest too deep is refused before it is parsed.
"""

from __future__ import annotations

import re
from typing import Any

import yaml_rs

#: Deepest nesting by dashes and indentation that is tried; with 512 KB of stack yaml_rs fails between 400 and 1,000.
DEEPEST = 120
#: What stands in place of the parser's words when text was refused.
TOO_DEEP = "nested deeper than any claim file needs"

#: Marks that open a level each when a line begins with them ("- - - x"), and the spaces between.
_LEAD = r"[ \t\-?:]"
_FAR = re.compile(rf"(?:\A|\n){_LEAD}{{{DEEPEST}}}")
_LEADS = re.compile(rf"^{_LEAD}+", re.MULTILINE)


def load(text: str) -> tuple[Any, str | None]:
    """Parse YAML.

    Returns:
        The data and ``None``, or ``None`` and what the parser said.
    """
    if too_deep(text):
        return None, TOO_DEEP
    try:
        return yaml_rs.loads(text, alias_limits=_alias_limits(len(text))), None
    except (ValueError, TypeError, RecursionError, OverflowError, MemoryError) as error:
        return None, str(error) or type(error).__name__


def _alias_limits(size: int) -> yaml_rs.AliasLimits:
    """How far aliases may unfold: in proportion to the text, since many small blocks could each ask for a million."""
    return yaml_rs.AliasLimits(max_total_replayed_events=min(1_000_000, 10_000 + 10 * size))


def as_text(value: object) -> str:
    """A value as text; Python refuses to print whole numbers of more than 4,300 digits."""
    try:
        return str(value)
    except (ValueError, RecursionError):
        return "a value too long to print"


def too_deep(text: str) -> bool:
    """Whether dashes and indentation could nest deeper than :data:`DEEPEST`; brackets are counted by the parsers."""
    if _FAR.search(text) is None:
        return False
    columns: set[int] = set()
    marks = 0
    for lead in _LEADS.findall(text):
        columns.add(len(lead) - len(lead.lstrip(" ")))
        marks = max(marks, len(lead) - lead.count(" ") - lead.count("\t"))
    return len(columns) + marks > DEEPEST


def line_of_depth(text: str) -> int:
    """1-based number of the line that begins farthest to the right, where :func:`too_deep` text is deepest."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda i: len(lines[i]) - len(lines[i].lstrip(" \t-?:"))) + 1
