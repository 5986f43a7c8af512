"""Stacked bars under labels, with a legend: from the rows of a chart, where each bar has a row for each level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from firmground.charts.layout import Segment, below, legend, paragraph, stack
from firmground.charts.lettering import width_of
from firmground.charts.picture import Datum, Part, Words
from firmground.charts.style import INK, INNER, MARGIN, MUTED, SMALL, TEXT, WIDTH, Scale
from firmground.charts.subject import Rows
from firmground.plurals import counted


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled bar.

    Attributes:
        label: its name.
        total: what its numbers add up to.
        says: the total with what is counted (“3 claims”).
        datum: where the total stands in the data table.
        segments: in the order of the scale.
    """

    label: str
    total: int
    says: str
    datum: Datum
    segments: tuple[Segment, ...]


def bars_of(rows: Rows, column: str, scale: Scale, *, label: str = "name", unit: str = "claim") -> tuple[Bar, ...]:
    """A bar for each run of rows, one row per level, that counts anything.

    Args:
        rows: of the data table; the runs may be followed by rows under other words.
        column: holds the level.
        scale: the levels, in the order of a run.
        label: the column that names the bar.
        unit: what is counted, in the singular; its plural is the column of the numbers.
    """
    return tuple(
        Bar(
            row[label],
            row["of"],
            counted(row["of"], unit),
            Datum(start, "of"),
            tuple(
                Segment(level, rows[i][f"{unit}s"], Datum(i, f"{unit}s")) for i, level in enumerate(scale.levels, start)
            ),
        )
        for start, row in enumerate(rows)
        if row[column] == scale.names[0] and row["of"]
    )


def bars(
    y: float, scale: Scale, found: Sequence[Bar], *, whole: int | None = None, empty: str = "No claims yet."
) -> Part:
    """Legend and bars.

    Args:
        y: where to begin.
        scale: which levels there are.
        found: the bars from top to bottom.
        whole: what the full width stands for; each bar fills the width when not given.
        empty: said when there is no bar.
    """
    key = legend(y, scale.title, scale.levels)
    return below(key, 8, [partial(_bar, bar=bar, whole=whole or bar.total) for bar in found], 9, empty=empty)


def _bar(y: float, bar: Bar, whole: int) -> Part:
    label = paragraph(y, bar.label, TEXT, bold=True, ink=INK, width=INNER - width_of(bar.says, SMALL) - 8)
    total = Words(WIDTH - MARGIN, y + TEXT * 0.98, bar.says, SMALL, False, MUTED, "right", None, bar.datum)
    drawn = stack(label.bottom + 1, bar.segments, whole)
    return Part((*label.items, total, *drawn.items), drawn.bottom)
