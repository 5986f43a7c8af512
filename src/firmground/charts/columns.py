"""Charts with a column per therapy or article: how many fit side by side, and their heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from firmground.charts.layout import paragraph
from firmground.charts.lettering import drawable, width_of, wrap
from firmground.charts.picture import Datum, Item, Part, Words
from firmground.charts.style import INK, LEADING, MUTED, SMALL
from firmground.plurals import counted


def blocks(things: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """Things in groups of at most ``most``, as even as can be: wider tables go on below, they never get smaller."""
    if not things:
        return ()
    count = -(-len(things) // most)
    size, rest = divmod(len(things), count)
    starts = [i * size + min(i, rest) for i in range(count + 1)]
    return tuple(tuple(things[a:b]) for a, b in pairwise(starts))


def heads(
    y: float,
    left: float,
    width: float,
    names: Sequence[str],
    totals: Sequence[tuple[int, Datum]] | None,
    align: Literal["left", "center"] = "center",
) -> Part:
    """Heads of columns, their last lines level; ``totals`` are the claims of each, where they are to be shown."""
    rooms = [_room(name, width) for name in names]
    lines = [wrap(name, room, SMALL) for name, room in zip(names, rooms, strict=True)]
    deepest = max((len(found) for found in lines), default=0)
    step = SMALL * LEADING
    items: list[Item] = []
    for i, found in enumerate(lines):
        middle = left + (i if align == "left" else i + 0.5) * width
        top = y + (deepest - len(found)) * step
        items += paragraph(top, names[i], SMALL, ink=INK, x=middle, width=rooms[i], align=align).items
        if totals is not None:
            number, datum = totals[i]
            text = counted(number, "claim")
            base = y + deepest * step + SMALL * 0.98
            items.append(Words(middle, base, text, SMALL, False, MUTED, align, None, datum))
    return Part(tuple(items), y + (deepest + (totals is not None)) * step + 2)


def _room(name: str, width: float) -> float:
    """Width for a head: clear of its neighbours where its words allow it, else nearly the whole column."""
    clear = width - 8
    return clear if all(width_of(word, SMALL) <= clear for word in drawable(name).split()) else width - 3
