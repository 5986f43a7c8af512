"""YAML text to plain data and findings. Reads with yaml_rs; recovers block by block where a file is broken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from firmground.reading.blocks import Block, cut_items, cut_keys, cut_sections, known_sections
from firmground.reading.faults import explain_fault
from firmground.reading.loading import as_text, load
from firmground.records import FailedBlock, Finding, SourceText, Spot
from firmground.records.contents import SETTINGS
from firmground.records.place import Path

_MARK = re.compile(r"^(?:---|\.\.\.)(?=\s|$)")
#: Sections whose entries can do without each other, so that a broken one is looked into once more.
_LOOSE = frozenset({"vocabulary", "set_aside"})


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands in parsed data where a block could not be read, so that the positions of the others stay true."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a YAML file holds.

    Attributes:
        data: the top-level mapping; unreadable list items are ``Broken``; empty when nothing could be read.
        failed: the blocks that could not be read.
        findings: one for each.
    """

    data: dict[str, Any]
    failed: tuple[FailedBlock, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Kept:
    """What was set aside while one file is read."""

    file: str
    failed: list[FailedBlock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def keep(self, block: Block, reason: str, path: Path = ()) -> None:
        self.keep_as(block, explain_fault(self.file, block, reason), path)

    def keep_as(self, block: Block, finding: Finding, path: Path = ()) -> None:
        self.findings.append(finding)
        spot = finding.spot or Spot(self.file)
        place = Spot(self.file, path, line=block.first, column=spot.column, width=spot.width)
        self.failed.append(FailedBlock(place, block.text, finding.message))


def parse(source: SourceText) -> Parsed:
    """Parse one YAML file; never raises for what is in it."""
    kept = _Kept(source.file)
    lines = _first_document(source, kept)
    text = source.text if len(lines) == len(source.lines) else "\n".join(lines)
    if all(not line.strip() or line.lstrip().startswith("#") or _MARK.match(line) for line in lines):
        kept.findings.append(_empty(source))
        return Parsed({}, tuple(kept.failed), tuple(kept.findings))
    data, reason = load(text)
    if reason is not None:
        data = _recover(source.file, lines, reason, kept)
    elif isinstance(data, list) and "\n---" in "\n" + text and [type(d) for d in data if d is not None] == [dict]:
        data = next(d for d in data if d is not None)  # the other documents are empty
    elif not isinstance(data, dict):
        kept.keep_as(Block("", 1, text), _no_mapping(source.file, data))
        data = {}
    return Parsed({as_text(key): value for key, value in data.items()}, tuple(kept.failed), tuple(kept.findings))


def _first_document(source: SourceText, kept: _Kept) -> tuple[str, ...]:
    """The lines of the first YAML document; later ones are kept aside."""
    if "\n---" not in source.text and "\n..." not in source.text:
        return source.lines
    begun, mark = False, 0
    for i, line in enumerate(source.lines):
        if _MARK.match(line):
            mark = mark or (i if begun else 0)
        elif line.strip() and not line.lstrip().startswith("#") and not (line.startswith("%") and not begun):
            if mark:
                message = f"A second YAML document begins here; only the first one of {source.file} was read."
                spot = Spot(source.file, line=mark + 1, width=3)
                cure = "Remove the line of dashes or dots if all this is one article; else make one file of each."
                rest = Block("", mark + 1, "\n".join(source.lines[mark:]))
                kept.keep_as(rest, Finding("yaml-several-documents", spot, message, cure))
                return source.lines[:mark]
            begun = True
    return source.lines[:mark] if mark else source.lines


def _recover(file: str, lines: tuple[str, ...], error: str, kept: _Kept) -> dict[str, Any]:
    sections, stray = cut_sections(lines, known_sections(file))
    before = len(kept.findings)
    data: dict[str, Any] = {}
    for block in stray:
        kept.keep(block, "could not find the start of a section")
    for section in sections:
        key = str(section.key)
        if key in data:
            message = f"“{key}:” stands twice at the left margin of {file}; the second one was not used."
            spot = Spot(file, line=section.first, width=len(key))
            cure = "Put what belongs together under one heading."
            kept.keep_as(section, Finding("yaml-duplicate-key", spot, message, cure))
            continue
        value, reason = load(section.text)
        if reason is not None:
            data[key] = _salvage(section, reason, kept, (key,))
        elif isinstance(value, dict) and not any(as_text(name) in data for name in value):
            data.update({as_text(name): inner for name, inner in value.items()})
        else:
            kept.keep(section, "has no name", (key,))
    if len(kept.findings) == before:
        # Every block is sound by itself, so the fault lies between them (an alias to another block, say).
        kept.keep(Block("", 1, "\n".join(lines)), error)
    return data


def _salvage(section: Block, reason: str, kept: _Kept, path: Path) -> Any:
    """What can be read of a block that can't be read as a whole; what can't is kept."""
    before = len(kept.findings)
    items = cut_items(section)
    whole: list[Any] = []
    named: dict[str, Any] = {}
    pieces = items or cut_keys(section)
    if pieces and (head := _beside(section, pieces[0])) is not None:
        kept.keep(head, "beside the name", path)
    for block in pieces:
        here = (*path, block.key)
        value, fault = load(block.text)
        if items and not block.text.lstrip(" ").startswith("-"):
            fault = "does not begin with a dash"
        if fault is None and not isinstance(value, list if items else dict):
            fault = "does not begin with a dash" if items else "has no name"  # an odd space behind the dash, say
        if fault is None and len(value) != 1:
            fault = "indent"  # a second item or entry, which is not indented as the others are
        if fault is not None:
            if path[0] in _LOOSE and len(path) < 3:
                value = _salvage(block, fault, kept, here)
            else:
                kept.keep(block, fault, here)
                value = Broken()
        else:
            value = value[0] if items else next(iter(value.values()))
        name = str(block.key)
        if items:
            whole.append(value)
        elif name in named:
            message = f"“{name}:” stands twice in the same block; the second one was not used."
            spot = Spot(kept.file, line=block.first, column=block.text.find(name) + 1, width=len(name))
            kept.keep_as(block, Finding("yaml-duplicate-key", spot, message, "Remove one of the two."), here)
        else:
            named[name] = value
    if len(kept.findings) == before:
        kept.keep(section, reason, path)
        if not whole and not named:
            return Broken()
    return whole if items else named


def _beside(section: Block, first: Block) -> Block | None:
    """What stands between a section's name and its first item, when it is more than comments."""
    lines = section.text.split("\n")[: first.first - section.first]
    beside = (lines[0].partition(":")[2], *lines[1:])
    if all(not text.strip() or text.lstrip().startswith("#") for text in beside):
        return None
    return Block(section.key, section.first, "\n".join(lines))


def _empty(source: SourceText) -> Finding:
    message = f"{source.file} holds nothing{' but comments' if source.text.strip() else ''}."
    remove = "" if source.file == SETTINGS else ", or remove it"
    return Finding("file-empty", Spot(source.file), message, f"Fill it{remove}; git may hold an earlier version.")


def _no_mapping(file: str, data: object) -> Finding:
    what = "a list" if isinstance(data, list) else "a text" if isinstance(data, str) else "a single value"
    name = "title:" if file.endswith("/ledger.yaml") else "article:"
    message = f"{file} holds {what} where named sections, such as “{name}”, belong."
    return Finding("wrong-type", Spot(file, line=1), message, "Compare it with another ledger's file of this kind.")
