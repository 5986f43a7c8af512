"""The parser's words about a block of YAML, turned into a finding: where, what it means, what to do."""

from __future__ import annotations

import re
from functools import cache

from firmground.reading.blocks import Block
from firmground.reading.loading import TOO_DEEP, line_of_depth
from firmground.reading.nodes import find_duplicate
from firmground.reading.unclosed import find_unclosed
from firmground.records import Finding, Spot
from firmground.rules import Rows, Rules, read_rules

_AT = re.compile(r"line (\d+), column (\d+)")


class Meaning(Rules):
    """What a parser says (a part of it), what that means here, and what to do."""

    says: str
    means: str
    cure: str


class Meanings(Rules):
    """``faults.toml``: for each of the two parsers the rows, of which the first that fits is used."""

    yaml: Rows[Meaning]
    bib: Rows[Meaning]


@cache
def meanings() -> Meanings:
    """The rows, read when the first file is found broken."""
    return read_rules(Meanings, "reading/faults.toml")


def explain_fault(file: str, block: Block, reason: str) -> Finding:
    """Turn the parser's words about one block into a finding with its place, its meaning and its cure."""
    low = reason.lower().rsplit("\n", 1)[-1]
    if "duplicate mapping key" in low:
        return _duplicate(file, block, reason)
    if "replay" in low or ("alias" in low and "limit" in low):
        message = (
            "The aliases (*name) here unfold into far more values than the file needs, so this block was not read."
        )
        return Finding("yaml-alias-limit", _at(file, block, "*"), message, "Write the values out instead.")
    if reason == TOO_DEEP or "recursion" in low:
        found = _AT.search(reason)
        line = line_of_depth(block.text)
        text = block.text.split("\n")[line - 1]
        column = len(text) - len(text.lstrip()) + 1
        spot = _spot(file, block, *((int(found[1]), int(found[2])) if found else (line, column)))
        message = "This block is nested far deeper than a claim file ever is, so it was not read."
        return Finding("yaml-too-deep", spot, message, "Remove the surplus brackets, dashes or indentation.")
    found = _AT.search(reason)
    if opened := find_unclosed(block.text):
        spot = _spot(file, block, opened.line, opened.column)
        low = "unclosed quote" if opened.mark in "\"'" else "unclosed bracket"
        return _by_row(spot, low)
    spot = _spot(file, block, int(found[1]), int(found[2])) if found else _at(file, block, *_named(reason))
    if "simple key expect" in low and found:
        spot = _line_without_colon(file, block, int(found[1])) or spot
    if re.search(r"\btabs?\b", low) and found and "\t" in block.text:
        spot = _next_tab(file, block, int(found[1]))
    return _by_row(spot, low)


def _by_row(spot: Spot, low: str) -> Finding:
    for row in meanings().yaml:
        if row.says in low:
            return Finding("yaml-syntax", spot, f"This can't be read as YAML. {row.means}", row.cure)
    said = low.strip()[:200] or "no reason was given"
    cure = 'Compare the block with the one above it; text with any of : # { } [ ] & * ! belongs in "double quotes".'
    return Finding("yaml-syntax", spot, f"This can't be read as YAML; the parser says: {said}.", cure)


def _line_without_colon(file: str, block: Block, line: int) -> Spot | None:
    """The line above, when it is no field: the parser takes both for one text and stops at the second."""
    lines = block.text.split("\n")[: line - 1]
    if not lines or re.search(r":(?:\s|$)", lines[-1]) or not lines[-1].strip():
        return None
    column = len(lines[-1]) - len(lines[-1].lstrip()) + 1
    return _spot(file, block, line - 1, column, len(lines[-1].strip()))


def _next_tab(file: str, block: Block, line: int) -> Spot:
    """The first tab from a line on: the parser names the value before it."""
    lines = block.text.split("\n")
    tabbed = [i for i, text in enumerate(lines, 1) if "\t" in text]
    at = next((i for i in tabbed if i >= line), tabbed[-1])
    return _spot(file, block, at, lines[at - 1].index("\t") + 1)


def _duplicate(file: str, block: Block, reason: str) -> Finding:
    wanted = reason.split(":", 1)[-1].strip().strip("'\"")
    name, line, column = find_duplicate(block.text, wanted) or (wanted, 1, 1)
    spot = _spot(file, block, line, column, max(1, len(name)))
    message = f"“{name}:” stands twice in the same block, and which one is meant can't be known."
    return Finding("yaml-duplicate-key", spot, message, "Remove one of the two.")


def _named(reason: str) -> tuple[str, ...]:
    """What the parser quotes, for a reason without a place."""
    return tuple(re.findall(r"'([^']+)'", reason))


def _at(file: str, block: Block, *wanted: str) -> Spot:
    """The first of these words in the block; its first line when there is none."""
    for word in wanted:
        at = block.text.find(word)
        if at >= 0:
            start = block.text.rfind("\n", 0, at) + 1
            return _spot(file, block, block.text.count("\n", 0, at) + 1, at - start + 1, len(word))
    first = block.text.split("\n", 1)[0]
    return _spot(file, block, 1, len(first) - len(first.lstrip()) + 1)


def _spot(file: str, block: Block, line: int, column: int, width: int = 1) -> Spot:
    """A place inside of a block, as a place of the file; one after its last line is moved to the end of that."""
    lines = block.text.split("\n")
    last = max((i for i, text in enumerate(lines, 1) if text.strip()), default=1)
    if line > last:
        line, column = last, len(lines[last - 1]) + 1
    return Spot(file, line=block.first + line - 1, column=column, width=width)
