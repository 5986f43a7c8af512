"""Which lines of a claim file hold what of a claim, and what takes their place when it gets the new form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from firmground.editing.old_form import Turned
from firmground.editing.slices import Slice
from firmground.editing.yaml_words import block, word
from firmground.errors import LedgerError
from firmground.reading.blocks import Block, Cut
from firmground.reading.nodes import compose


class OneLineClaimError(LedgerError):
    """A claim whose fields stand in braces, or in some other form that can't be taken apart by lines."""

    def __init__(self, file: str, line: int, name: str) -> None:
        super().__init__(
            f"{file}:{line}: “{name}” is written in a form that can't be taken apart line by line, so nothing was "
            "written. Write its id first and its fields on lines of their own, with groups before claims and without "
            "anchors and aliases, and run the command again."
        )


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a block: its lines, counted from the block's first, and the column of its key."""

    first: int
    end: int
    column: int
    value: Node


def fields_of(node: MappingNode, lines: Sequence[str]) -> dict[str, Field]:
    """The fields of a mapping in block form; comments between two fields belong to neither."""
    starts = [key.start_mark.line for key, _ in node.value]
    ends = [*starts[1:], len(lines)]
    found: dict[str, Field] = {}
    for (key, value), first, end in zip(node.value, starts, ends, strict=True):
        column = key.start_mark.column
        found[key.value] = Field(first, _trimmed(lines, first, end, column), column, value)
    return found


def _trimmed(lines: Sequence[str], first: int, end: int, column: int) -> int:
    """The end of a field without the empty lines and comments that follow it."""
    while end > first + 1:
        line = lines[end - 1]
        lead = len(line) - len(line.lstrip())
        if line.strip() and not (line.lstrip().startswith("#") and lead <= column):
            break
        end -= 1
    return end


def comments_in(text: str) -> list[str]:
    """The comments of a stretch of YAML, each from its mark on."""
    try:
        marks = [(t.start_mark.index, t.end_mark.index) for t in yaml.scan(text, Loader=yaml.SafeLoader)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    found: list[str] = []
    before = 0
    for start, end in [*marks, (len(text), len(text))]:
        gap = text[before : max(start, before)]
        found += [line[line.index("#") :].rstrip() for line in gap.split("\n") if "#" in line]
        before = max(before, end)
    return found


def group_slices(cut: Cut, names: Sequence[str], *, whole: bool) -> Iterator[tuple[str, Slice, list[str]]]:
    """The lines of groups that no claim names any more: name, lines, comments among them.

    Args:
        cut: the file.
        names: of the groups.
        whole: whether these are all groups, so that their heading goes, too.
    """
    if whole:
        section, _ = cut.at(("groups",))
        yield names[0], _whole(section), comments_in(section.text)
        return
    for name in names:
        part, _ = cut.at(("groups", name))
        yield name, _whole(part), comments_in(part.text)


def _whole(part: Block) -> Slice:
    lines = part.text.split("\n")
    lead = len(lines[0]) - len(lines[0].lstrip())
    return Slice(part.first - 1, part.first - 1 + _trimmed(lines, 0, len(lines), lead))


class ClaimLines:
    """One claim's lines."""

    def __init__(self, cut: Cut, one: Turned) -> None:
        assert one.claim.spot is not None
        self._one = one
        part, _ = cut.at(one.claim.spot.path)
        self._first = part.first - 1
        self._lines = part.text.split("\n")
        root = compose(part.text)
        node = root.value[0] if isinstance(root, SequenceNode) and len(root.value) == 1 else None
        if not isinstance(node, MappingNode) or node.flow_style:
            raise OneLineClaimError(one.file, part.first, one.claim.id)
        self._fields = fields_of(node, self._lines)
        if next(iter(self._fields), "id") in {"group", "rating", "citations"}:  # its dash would go with it
            raise OneLineClaimError(one.file, part.first, one.claim.id)

    def slices(self) -> Iterator[Slice]:
        """The lines that go, and those that come."""
        one, fields = self._one, self._fields
        new: list[str] = []
        if one.asked is not None:
            assert one.answer is not None
            pairs = ", ".join(f"{key}: {word(value)}" for key, value in one.answer.items())
            new = ["answers:", f"  - {{{pairs}}}"]
        elif not one.raw.get("rating") and "rating" in one.group:
            new = block({"rating": one.group["rating"]}, 0)
        yield from self._citations()
        gone = [name for name in ("group", "rating") if name in fields and (name == "group" or new)]
        for name in gone:
            at = fields[name]
            lines = tuple(f"{' ' * at.column}{line}" for line in new) if name == gone[-1] else ()
            yield Slice(self._first + at.first, self._first + at.end, lines)

    def comments(self) -> list[str]:
        """Comments in the lines that go."""
        found: list[str] = []
        for cut in self.slices():
            gone = "\n".join(self._lines[cut.first - self._first : cut.end - self._first])
            left = "\n".join(cut.lines)
            found += [comment for comment in comments_in(gone) if comment not in left]
        return found

    def _citations(self) -> Iterator[Slice]:
        one = self._one
        at = self._fields.get("citations")
        kept, added = dict(one.kept), one.added
        if at is None:
            if added:
                # Above what takes the place of the group's name, which is there.
                place = self._fields["group"]
                lead = " " * place.column
                lines = (f"{lead}citations:", *block(added, place.column + 2))
                yield Slice(self._first + place.first, self._first + place.first, lines)
            return
        written = one.raw.get("citations") or []
        if len(kept) == len(written) and all(kept[i] == c for i, c in enumerate(written)) and not added:
            return
        items = at.value
        if not kept and not added:
            yield Slice(self._first + at.first, self._first + at.end)
        elif not kept or not isinstance(items, SequenceNode) or items.flow_style:
            lines = (f"{' ' * at.column}citations:", *block([*kept.values(), *added], at.column + 2))
            yield Slice(self._first + at.first, self._first + at.end, lines)
        else:
            starts = [self._dash(item) for item in items.value]
            column = len(self._lines[starts[0]]) - len(self._lines[starts[0]].lstrip())
            for i, (first, end) in enumerate(zip(starts, [*starts[1:], at.end], strict=True)):
                last = _trimmed(self._lines, first, end, column)
                if i not in kept:
                    yield Slice(self._first + first, self._first + last)
                elif kept[i] != written[i]:
                    yield self._without_stance(items.value[i], first, last, kept[i], column)
            if added:
                yield Slice(self._first + at.end, self._first + at.end, tuple(block(added, column)))

    def _dash(self, item: Node) -> int:
        line: int = item.start_mark.line
        while not self._lines[line].lstrip().startswith("-"):
            line -= 1
        return line

    def _without_stance(self, item: Node, first: int, end: int, after: dict[str, Any], column: int) -> Slice:
        assert isinstance(item, MappingNode)
        lines = self._lines
        if not item.flow_style:
            at = fields_of(item, lines[:end])["stance"]
            if at.first > first:
                return Slice(self._first + at.first, self._first + at.end)
        elif end == first + 1:
            pairs = item.value
            i = next(i for i, (key, _) in enumerate(pairs) if key.value == "stance")
            line = lines[first]
            if i + 1 < len(pairs):
                line = line[: pairs[i][0].start_mark.column] + line[pairs[i + 1][0].start_mark.column :]
            else:
                line = line[: pairs[i - 1][1].end_mark.column] + line[pairs[i][1].end_mark.column :]
            return Slice(self._first + first, self._first + end, (line,))
        told = [f"{' ' * column}{comment}" for comment in comments_in("\n".join(lines[first:end]))]
        return Slice(self._first + first, self._first + end, (*told, *block([after], column)))
