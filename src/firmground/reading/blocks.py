"""Cuts a YAML file into its top-level sections and their items by indentation alone.

A parser stops at the first fault. Cut into blocks, the rest of the file can still be read, and a finding about one
claim needs only that claim's text to be looked at again. In a sound file the cuts fall where the parser sees them too:
yaml_rs takes no line that stands to the left of the block it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firmground.reading.loading import load
from firmground.records import ClaimFile, LedgerSettings, QuestionFile
from firmground.records.contents import QUESTIONS, SETTINGS
from firmground.records.place import Path

_KEY = re.compile(r"""(?P<key>"[^"]*"\s*|'[^']*'\s*|[^\s#\-'"{\[&*!|>%@`][^:#]*):(?:\s|$)""")
_SUB_KEY = re.compile(r"""(?P<indent> +)(?P<key>"[^"]*"\s*|'[^']*'\s*|[^\s#\-'"{\[][^:]*):(?:\s|$)""")
_ITEM = re.compile(r"(?P<indent> *)-(?:\s|$)")
#: A claim begins with its id, so such a line begins a claim even where its dash or indentation was spoilt.
_CLAIM = re.compile(r"\s*(?:-\s*)?id:(?:\s|$)")
#: Sections that are lists of such items; a question begins with its id, too.
_BY_ID = frozenset({"claims", "questions"})
#: Lines that never belong to a block: empty ones, comments, marks between documents.
_NO_CONTENT = re.compile(r"\s*(?:#|$)|---(?:\s|$)|\.\.\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of whole lines of one file.

    Attributes:
        key: its name (a top-level key or a key below one), or its position in a list.
        first: 1-based number of its first line.
        text: its lines, joined.
    """

    key: str | int
    first: int
    text: str


def known_sections(file: str) -> frozenset[str]:
    """The names that may stand at the left margin of a file."""
    asked = file.startswith(f"{QUESTIONS}/")
    return frozenset((LedgerSettings if file == SETTINGS else QuestionFile if asked else ClaimFile).model_fields)


def cut_sections(lines: tuple[str, ...], known: frozenset[str]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Cut a file into top-level sections.

    A field that slid to the left margin ("kind: usage") looks like a section. When what follows can't be parsed with
    it as a section, it is left where it was, in the section above.

    Returns:
        The sections in order, and the stretch before the first one when it holds more than comments.
    """
    starts = [(i, m["key"].strip("\"' ")) for i, line in enumerate(lines) if (m := _KEY.match(line))]
    sections: list[Block] = []
    begun = False
    for (i, key), end in zip(starts, [*(j for j, _ in starts), len(lines)][1:], strict=True):
        text = "\n".join(lines[i:end])
        block = Block(key, i + 1, text)
        if key not in known and begun and load(text)[1] is not None:
            while block.key not in known:
                above = sections.pop()
                block = Block(above.key, above.first, above.text + "\n" + block.text)
        sections.append(block)
        begun = begun or key in known
    head = lines[: starts[0][0]] if starts else lines
    meant = [i for i, line in enumerate(head) if not _NO_CONTENT.match(line) and not line.startswith("%")]
    return tuple(sections), ((Block("", meant[0] + 1, "\n".join(head[meant[0] :])),) if meant else ())


def cut_items(section: Block) -> tuple[Block, ...]:
    """Cut a section whose value is a list into its items; empty when it is no block-style list."""
    lines = section.text.split("\n")
    first = _first_content(lines)
    dashes = [len(m["indent"]) for line in lines[1:] if (m := _ITEM.match(line))]
    if first is None or not dashes:
        return ()
    if section.key not in _BY_ID:
        if not _ITEM.match(lines[first]):
            return ()
        starts = [i for i in _outer(lines, dashes[0]) if _begins(lines[i], dashes[0])]
        return _blocks(section, lines, [(i, n) for n, i in enumerate(starts)])
    ids = [len(m["indent"]) for line in lines[1:] if _CLAIM.match(line) and (m := _ITEM.match(line))]
    base = max(sorted(set(ids)), key=ids.count) if ids else dashes[0]
    starts = [i for i in _outer(lines, base) if _begins(lines[i], base) or _CLAIM.match(lines[i])]
    if not starts or starts[0] > first:
        starts.insert(0, first)
    blocks = _blocks(section, lines, [(i, n) for n, i in enumerate(starts)])
    return _renumbered(piece for block in blocks for piece in _split(block))


def _begins(line: str, base: int) -> bool:
    """Whether a line begins an item; one that only slid to the left belongs to the item above, and spoils it."""
    mark = _ITEM.match(line)
    return mark is not None and len(mark["indent"]) == base


def _split(block: Block) -> Iterator[Block]:
    """A block that can't be parsed and holds the beginning of another claim, cut there."""
    lines = block.text.split("\n")
    heads = [i for i, line in enumerate(lines) if i and _CLAIM.match(line)]
    if not heads or load(block.text)[1] is None:
        yield block
        return
    for i, end in zip([0, *heads], [*heads, len(lines)], strict=True):
        yield Block(block.key, block.first + i, "\n".join(lines[i:end]))


def _renumbered(blocks: Iterator[Block]) -> tuple[Block, ...]:
    return tuple(Block(number, block.first, block.text) for number, block in enumerate(blocks))


def cut_keys(section: Block) -> tuple[Block, ...]:
    """Cut a section whose value is a mapping into its entries; empty when it is no block-style mapping."""
    lines = section.text.split("\n")
    first = _first_content(lines)
    own = len(lines[0]) - len(lines[0].lstrip(" "))
    if first is None or not (mark := _SUB_KEY.match(lines[first])) or len(mark["indent"]) <= own:
        return ()
    base = len(mark["indent"])
    named = ((i, _SUB_KEY.match(lines[i])) for i in _outer(lines, base) if i >= first)
    starts = [(i, m["key"].strip("\"' ")) for i, m in named if m and len(m["indent"]) == base]
    return _blocks(section, lines, starts)


def _first_content(lines: list[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if i and not _NO_CONTENT.match(line)), None)


def _outer(lines: list[str], base: int) -> Iterator[int]:
    """Lines that no block with this indentation can go on with: they begin the next one, or a fault."""
    deeper = " " * (base + 1)
    for i, line in enumerate(lines):
        if i and not line.startswith(deeper) and not _NO_CONTENT.match(line):
            yield i


def _blocks(section: Block, lines: list[str], starts: Sequence[tuple[int, str | int]]) -> tuple[Block, ...]:
    ends = [*(i for i, _ in starts), len(lines)][1:]
    return tuple(
        Block(key, section.first + i, "\n".join(lines[i:end])) for (i, key), end in zip(starts, ends, strict=True)
    )


class Cut:
    """One file, cut as far as it was asked for, and remembered."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        sections, _ = cut_sections(lines, known_sections(file))
        self._whole = Block("", 1, "\n".join(lines))
        self._sections = {s.key: s for s in reversed(sections)}
        self._parts: dict[tuple[int, str | int], dict[str | int, Block]] = {}

    def at(self, path: Path) -> tuple[Block, Path]:
        """The smallest block that holds a path, and the path inside of that block's own data."""
        section = self._sections.get(path[0]) if path else None
        if section is None:
            return self._whole, path
        block, inside = section, path
        for depth, part in enumerate(path[1:3], 1):
            below = self._below(block).get(part)
            if below is None:
                break
            block, inside = below, ((0, *path[depth + 1 :]) if isinstance(part, int) else path[depth:])
            if isinstance(part, int):
                break
        return block, inside

    def _below(self, block: Block) -> dict[str | int, Block]:
        known = (block.first, block.key)
        if known not in self._parts:
            self._parts[known] = {b.key: b for b in reversed(cut_items(block) or cut_keys(block))}
        return self._parts[known]
