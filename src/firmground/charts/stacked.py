"""The drawing that several charts share: a legend, and under each label a stacked bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firmground.charts.layout import Segment, legend, paragraph, stack
from firmground.charts.lettering import width_of
from firmground.charts.picture import Datum, Item, Part, Words
from firmground.charts.style import INK, INNER, LEADING, MARGIN, MUTED, SMALL, TEXT, WIDTH, Scale

NOTHING = "There is nothing to show yet."


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled bar.

    Attributes:
        label: its name.
        total: what its numbers add up to.
        unit: what is counted, with the total before it (“claims”).
        datum: where the total stands in the data table.
        segments: in the order of the scale.
    """

    label: str
    total: int
    unit: str
    datum: Datum
    segments: tuple[Segment, ...]


def bars(y: float, scale: Scale, rows: Sequence[Bar], whole: int | None = None, empty: str = NOTHING) -> Part:
    """Legend and bars.

    Args:
        y: where to begin.
        scale: which levels there are.
        rows: from top to bottom.
        whole: what the full width stands for; each bar fills the width when not given.
        empty: said when there is no row.
    """
    key = legend(y, scale.title, scale.levels)
    items: list[Item] = list(key.items)
    y = key.bottom + 8
    for row in rows:
        part = _bar(y, row, whole)
        items += part.items
        y = part.bottom + 9
    if not rows:
        return Part((*items, *paragraph(y, empty, TEXT, ink=INK).items), y + TEXT * LEADING)
    return Part(tuple(items), y - 9)


def _bar(y: float, row: Bar, whole: int | None) -> Part:
    total = f"{row.total} {row.unit}"
    room = INNER - width_of(total, SMALL) - 8
    label = paragraph(y, row.label, TEXT, bold=True, ink=INK, width=room)
    right = Words(WIDTH - MARGIN, y + TEXT * 0.98, total, SMALL, False, MUTED, "right", None, row.datum)
    bar = stack(label.bottom + 1, row.segments, whole or max(row.total, 1))
    return Part((*label.items, right, *bar.items), bar.bottom)


def tallied(parts: Iterable[tuple[int, str]]) -> str:
    """“12 supported, 3 disputed”, without what does not occur; “none” where nothing does."""
    return ", ".join(f"{number} {what}" for number, what in parts if number) or "none"
