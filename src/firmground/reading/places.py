"""Turns the spot of a finding into a place: line, column and the user's own line."""

from __future__ import annotations

from yaml.nodes import Node, ScalarNode

from firmground.reading.bib_places import BibPlaces
from firmground.reading.blocks import Block, Cut
from firmground.reading.nodes import compose, descend
from firmground.records import Place, SourceText, Spot
from firmground.records.place import Path, Sources

#: How many composed blocks are remembered; findings come sorted by block, so few are enough.
_REMEMBERED = 32


class Locator:
    """Looks up places in one set of texts; remembers how each file is cut, so that many findings cost one cut."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._bibs: dict[str, BibPlaces] = {}
        self._cuts: dict[str, Cut] = {}
        self._roots: dict[tuple[str, int, str | int], Node | None] = {}

    def place(self, spot: Spot) -> Place:
        """Look a spot up.

        A spot whose node can't be found any more is placed at the closest node above it; a file that was not read
        has line 1 and no text.
        """
        source = self._sources.get(spot.file)
        if source is None:
            return Place(spot.file, spot.line or 1, spot.column, spot.width, "")
        if spot.line is not None:
            return _place(source, spot.line, spot.column, spot.width)
        if not spot.path:
            return _place(source, 1, 1, 1)
        if spot.file.endswith(".bib"):
            if spot.file not in self._bibs:
                self._bibs[spot.file] = BibPlaces(source)
            found = self._bibs[spot.file].place(spot)
            return _place(source, found.line or 1, found.column, found.width)
        if source.file not in self._cuts:
            self._cuts[source.file] = Cut(source.file, source.lines)
        return self._inside(source, *self._cuts[source.file].at(spot.path), spot)

    def _inside(self, source: SourceText, block: Block, path: Path, spot: Spot) -> Place:
        known = (source.file, block.first, block.key)
        if known not in self._roots:
            if len(self._roots) >= _REMEMBERED:
                self._roots.clear()
            self._roots[known] = compose(block.text)
        root = self._roots[known]
        if root is None:
            line = source.lines[block.first - 1]
            return _place(source, block.first, len(line) - len(line.lstrip()) + 1, 1)
        key, value, found = descend(root, path)
        node = key if key is not None and (spot.on == "key" or not found) else value
        if not isinstance(node, ScalarNode) and key is not None:
            node = key
        if isinstance(node, ScalarNode) and node is value and node.start_mark.index == node.end_mark.index and key:
            node = key  # an empty value has no characters to mark
        mark, last = node.start_mark, node.end_mark
        line = source.lines[block.first - 1 + mark.line]
        width = last.column - mark.column if last.line == mark.line else len(line.rstrip()) - mark.column
        column = mark.column + 1 if width else len(line.rstrip())  # an empty list item has only its dash
        return _place(source, block.first + mark.line, column, width)


def _place(source: SourceText, line: int, column: int, width: int) -> Place:
    line = max(1, min(line, len(source.lines)))
    text = source.lines[line - 1]
    column = max(1, min(column, len(text) + 1))
    return Place(source.file, line, column, max(1, min(width, len(text) - column + 1)), text)
