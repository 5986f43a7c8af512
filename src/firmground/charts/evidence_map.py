"""The map of the evidence: condition by therapy. See :mod:`firmground.charts.map_rows` for its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import fsum
from types import MappingProxyType
from typing import Any

from firmground.charts.columns import blocks, heads
from firmground.charts.layout import Sign, below, compose, flow, marked, paragraph
from firmground.charts.lettering import width_of
from firmground.charts.map_rows import CELL, CONDITION, THERAPY, map_alt
from firmground.charts.picture import Box, Datum, Item, Mark, Part, Picture, Words
from firmground.charts.style import CARD, CERTAINTY, INK, INNER, LEADING, MARGIN, RULE, SMALL
from firmground.charts.subject import ChartData, Rows
from firmground.gaps.kinds import gap_rules
from firmground.plurals import counted

TITLE = "Map of the evidence"
#: Letters of the gaps of a cell, and what the key says of them.
LETTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "not studied": ("N", "not studied: claims, and a search found no study"),
        "not read": ("R", "not read: sources are known, and we have not read them"),
        "not looked for": ("L", "not looked for: claims, and no study or review in this ledger"),
        "synthesis": ("S", "synthesis gap: evidence, but no recent systematic review"),
        "cryptic": ("C", "cryptic gap: all of it of very low certainty"),
        "unused": ("U", "unused: a recent review that is not cited"),
    }
)
_LABELS = 84.0
_MOST = 4
_WIDEST = 110.0
_PAD = 3.0
_HEADS_AGAIN = 14
"""So many rows below its head a column is named again: on a phone the first head is out of sight by then."""


def map_picture(data: ChartData) -> Picture:
    """A table of cells, drawn in groups of at most four therapies."""
    total = counted(data.table.rows[-1]["claims"], "claim")
    counts = gap_rules().map.counts
    says = f"What is claimed for which condition, and the best certainty behind it. {counts} In all: {total}."
    return compose("evidence-map", TITLE, says, map_alt(data), data, lambda y: _body(y, data.table.rows))


def _body(y: float, rows: Rows) -> Part:
    abouts = [row["about"] for row in rows if row["place"] == THERAPY]
    return below(_key(y), 6, [partial(_block, rows=rows, abouts=group) for group in blocks(abouts, _MOST)], 8)


def _key(y: float) -> Part:
    """What shapes, marks, letters and empty cells mean; all of it, whatever occurs."""

    def sign(text: str) -> Sign:
        return lambda x, middle: (Words(x, middle + SMALL * 0.33, text, SMALL, True),)

    def empty(x: float, middle: float) -> tuple[Item, ...]:
        return (Box(x, middle - 5, 15, 10, CARD, RULE, 0.7, True),)

    shapes = [(marked(level.shape or "ring", 11, level.fill), 11.0, level.shown) for level in CERTAINTY.levels]
    first = flow(y, "Best certainty in the cell", shapes)
    marks: list[tuple[Sign, float, str]] = [
        (empty, 15.0, gap_rules().map.empty),
        (sign("✗"), 8.0, "claims that the evidence contradicts"),
        (sign("≠"), 8.0, "pairs of claims that can’t both be true"),
        *((sign(letter), 8.0, text) for letter, text in LETTERS.values()),
    ]
    second = flow(first.bottom + 3, "Marks", marks)
    return Part((*first.items, *second.items), second.bottom)


def _block(y: float, rows: Rows, abouts: Sequence[str]) -> Part:
    width = min((INNER - _LABELS) / len(abouts), _WIDEST)
    left = MARGIN + _LABELS
    columns = [(i, row) for i, row in enumerate(rows) if row["place"] == THERAPY]
    here = [k for k, (_, row) in enumerate(columns) if row["about"] in abouts]
    totals = [(columns[k][1]["claims"], Datum(columns[k][0], "claims")) for k in here]
    # Cells stand row by row; by their place and not by their name, since a condition may be called like the last row.
    cells = [i for i, row in enumerate(rows) if row["place"] == CELL]
    head = heads(y, left, width, abouts, totals)
    items: list[Item] = list(head.items)
    y = head.bottom
    conditions = [(i, row) for i, row in enumerate(rows) if row["place"] == CONDITION]
    for line, (i, row) in enumerate(conditions):
        if line and line % _HEADS_AGAIN == 0:
            again = heads(y + 3, left, width, abouts, None)
            items += again.items
            y = again.bottom
        # An id may stand once in a page, so only the first group says which number of the table the total is.
        label = _label(y, row, Datum(i, "claims") if here[0] == 0 else None)
        found = [cells[line * len(columns) + k] for k in here]
        height = max(label.bottom - y, *(_deep(rows[k], width) for k in found)) + 2 * _PAD
        items += _moved(label, (height - (label.bottom - y)) / 2)
        for k, number in enumerate(found):
            items += _cell(left + k * width, y, width, height, rows[number], number)
        y += height
    return Part(tuple(items), y)


def _label(y: float, row: Mapping[str, Any], datum: Datum | None) -> Part:
    name = paragraph(y, row["condition"], SMALL, ink=INK, width=_LABELS - 4)
    text = counted(row["claims"], "claim")
    return Part((*name.items, *paragraph(name.bottom, text, SMALL, datum=datum).items), name.bottom + SMALL * LEADING)


def _moved(part: Part, down: float) -> list[Item]:
    return [replace(item, y=item.y + down) for item in part.items if isinstance(item, Words)]


def _marks(row: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Marks of a cell, each with the column whose number it shows."""
    marks: list[tuple[str, str | None]] = []
    if row["contradicted"]:
        marks.append((f"✗{row['contradicted']}", "contradicted"))
    if row["conflicts"]:
        marks.append((f"≠{row['conflicts']}", "conflicts"))
    return marks + [(LETTERS[kind][0], None) for kind in row["gaps"] if kind in LETTERS]


def _mark_lines(row: Mapping[str, Any], width: float) -> list[list[tuple[str, str | None]]]:
    lines: list[list[tuple[str, str | None]]] = []
    for mark in _marks(row):
        longer = " ".join([*(text for text, _ in (lines[-1] if lines else [])), mark[0]])
        if lines and width_of(longer, SMALL) <= width - 6:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return lines


def _deep(row: Mapping[str, Any], width: float) -> float:
    return 15.0 + len(_mark_lines(row, width)) * SMALL * LEADING if row["claims"] else 12.0


def _cell(x: float, y: float, width: float, height: float, row: Mapping[str, Any], number: int) -> list[Item]:
    box = (x + 1, y + 1, width - 2, height - 2)
    if not row["claims"]:
        return [Box(*box, CARD, RULE, 0.6, True)]
    level = CERTAINTY.by_name[row["certainty"] or "not rated"]
    items: list[Item] = [Box(*box, level.tint, RULE, 0.8)]
    top = y + (height - _deep(row, width)) / 2
    middle = x + width / 2
    text = str(row["claims"])
    wide = 13 + 4 + width_of(text, 11, True)
    items.append(Mark(middle - wide / 2 + 6.5, top + 7.5, 13, level.shape or "ring", level.fill))
    items.append(Words(middle - wide / 2 + 17, top + 11.5, text, 11, True, INK, "left", None, Datum(number, "claims")))
    top += 15
    space = width_of("n", SMALL) * 0.7
    for line in _mark_lines(row, width):
        # fsum: the built-in sum rounds otherwise from Python 3.12 on, and the picture would differ.
        left = middle - (fsum(width_of(mark, SMALL) for mark, _ in line) + space * (len(line) - 1)) / 2
        for mark, column in line:
            datum = Datum(number, column) if column else None
            items.append(Words(left, top + SMALL * 0.98, mark, SMALL, False, INK, "left", None, datum))
            left += width_of(mark, SMALL) + space
        top += SMALL * LEADING
    return items
