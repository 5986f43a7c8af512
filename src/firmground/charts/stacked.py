"""Stacked bars under labels, with a legend: from the rows of a chart, where each bar has a row for each level."""

from __future__ import annotations

from functools import partial

from firmground.charts.layout import Segment, below, legend, paragraph, stack
from firmground.charts.lettering import width_of
from firmground.charts.picture import Datum, Part, Words
from firmground.charts.style import INK, INNER, MARGIN, MUTED, SMALL, TEXT, WIDTH, Scale
from firmground.charts.subject import Rows
from firmground.plurals import counted


def bars(
    y: float, rows: Rows, column: str, scale: Scale, *, label: str = "name", unit: str = "claim",
    compared: bool = False, empty: str = "No claims yet.",
) -> Part:  # fmt: skip
    """Legend, and a bar for each run of rows, one row per level, that counts anything.

    Args:
        y: where to begin.
        rows: of the data table; the runs may be followed by rows under other words.
        column: holds the level.
        scale: the levels, in the order of a run.
        label: the column that names the bar.
        unit: what is counted, in the singular; its plural is the column of the numbers.
        compared: whether bars are as long as there is to count; each fills the width when not.
        empty: said when there is no bar.
    """
    starts = [i for i, row in enumerate(rows) if row[column] == scale.names[0] and row["of"]]
    longest = max((rows[i]["of"] for i in starts), default=0)

    def bar(y: float, start: int) -> Part:
        number, counts = rows[start]["of"], f"{unit}s"
        says = counted(number, unit)
        name = paragraph(y, rows[start][label], TEXT, bold=True, ink=INK, width=INNER - width_of(says, SMALL) - 8)
        total = Words(WIDTH - MARGIN, y + TEXT * 0.98, says, SMALL, False, MUTED, "right", None, Datum(start, "of"))
        pieces = [Segment(level, rows[i][counts], Datum(i, counts)) for i, level in enumerate(scale.levels, start)]
        drawn = stack(name.bottom + 1, pieces, longest if compared else number)
        return Part((*name.items, total, *drawn.items), drawn.bottom)

    return below(legend(y, scale.title, scale.levels), 8, [partial(bar, start=i) for i in starts], 9, empty=empty)
