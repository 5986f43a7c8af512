"""The parts that charts have in common: heading, key, stacked bars, footer; each measured before it is placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from firmground.charts.lettering import width_of, wrap
from firmground.charts.picture import Box, Datum, Item, Line, Mark, Part, Picture, Words
from firmground.charts.style import (
    CARD,
    INK,
    INNER,
    LEADING,
    MARGIN,
    MUTED,
    RULE,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    Look,
    Shape,
)
from firmground.charts.subject import ChartData

BAR = 17.0
_SWATCH = (15.0, 9.5)
_GAP = 10.0

Sign = Callable[[float, float], tuple[Item, ...]]
"""Draws the sign of an entry of a key, from its left end and around its middle height."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a stacked bar: how it looks, what it counts, and where the number stands in the data table."""

    level: Look
    value: int
    datum: Datum


def paragraph(
    y: float, text: str, size: float = SMALL, *, bold: bool = False, ink: str = MUTED, x: float = MARGIN,
    width: float = INNER, align: str = "left", datum: Datum | None = None,
) -> Part:  # fmt: skip
    """Wrapped text whose top is at ``y``; ``x`` is its left end, middle or right end as ``align`` says."""
    step = size * LEADING
    lines = wrap(text, width, size, bold)
    items = tuple(
        Words(x, y + i * step + size * 0.98, line, size, bold, ink, align, datum=datum if i == 0 else None)
        for i, line in enumerate(lines)
    )
    return Part(items, y + step * len(lines))


def below(
    top: Part, gap: float, parts: Sequence[Callable[[float], Part]], apart: float, *, empty: str = "No claims yet."
) -> Part:
    """Parts one below the other under what stands above them.

    Args:
        top: what stands above.
        gap: between it and the first part.
        parts: each drawn from the given height downward.
        apart: between two parts.
        empty: said when there is no part.
    """
    items: list[Item] = list(top.items)
    y = top.bottom + gap
    if not parts:
        said = paragraph(y, empty, TEXT, ink=INK)
        return Part((*items, *said.items), said.bottom)
    for draw in parts:
        part = draw(y)
        items += part.items
        y = part.bottom + apart
    return Part(tuple(items), y - apart)


def legend(y: float, title: str, levels: Sequence[Look]) -> Part:
    """All levels, the absent ones too, in their fixed order, in as many lines as they need."""
    return flow(y, title, [(_swatch(level), _SWATCH[0], level.shown) for level in levels])


def _swatch(level: Look) -> Sign:
    width, height = _SWATCH

    def at(x: float, middle: float) -> tuple[Item, ...]:
        edge = RULE if level.dashed else INK
        return (Box(x, middle - height / 2, width, height, level.fill, edge, 0.8, level.dashed, level.texture,
                    level.texture_ink),)  # fmt: skip

    return at


def marked(shape: Shape, size: float, fill: str) -> Sign:
    """A mark as the sign of a key."""
    return lambda x, middle: (Mark(x + size / 2, middle, size, shape, fill),)


def flow(y: float, title: str, entries: Iterable[tuple[Sign, float, str]]) -> Part:
    """Entries of a key one after another, each a drawn sign of some width and its words."""
    head = paragraph(y, title, SMALL, bold=True, ink=INK)
    items: list[Item] = list(head.items)
    x, top, step = MARGIN, head.bottom + 2, SMALL * LEADING + 3
    for sign, wide, text in entries:
        room = INNER - wide - 4
        lines = wrap(text, room, SMALL)
        needed = wide + 4 + max(width_of(line, SMALL) for line in lines)
        if x > MARGIN and (x + needed > MARGIN + INNER or len(lines) > 1):
            x, top = MARGIN, top + step
        items += sign(x, top + SMALL * 0.65)
        items += paragraph(top, text, SMALL, ink=INK, x=x + wide + 4, width=room).items
        x += needed + _GAP
        if len(lines) > 1:
            x, top = MARGIN, top + step + (len(lines) - 1) * SMALL * LEADING
    return Part(tuple(items), top + step if x > MARGIN else top)


def stack(y: float, segments: Sequence[Segment], whole: float) -> Part:
    """A stacked bar as wide as the chart for ``whole``, each piece with its number.

    A number that does not fit into its piece stands below the bar, with a line that leads to it.
    """
    items: list[Item] = []
    outside: list[tuple[float, Segment]] = []
    left = MARGIN
    for piece in segments:
        if piece.value == 0:
            continue
        wide = INNER * piece.value / whole
        look = piece.level
        items.append(Box(left, y, wide, BAR, look.fill, INK, 0.7, look.dashed, look.texture, look.texture_ink))
        if width_of(str(piece.value), TEXT, True) + 5 <= wide:
            base = y + BAR / 2 + TEXT * 0.36
            plate = look.fill if look.texture else None
            items.append(Words(left + wide / 2, base, str(piece.value), TEXT, True, look.ink, "center", plate,
                               piece.datum))  # fmt: skip
        else:
            outside.append((left + wide / 2, piece))
        left += wide
    if not outside:
        return Part(tuple(items), y + BAR)
    widths = [width_of(str(piece.value), SMALL, True) + 5 for _, piece in outside]
    rows = spread_rows([at for at, _ in outside], widths, MARGIN, MARGIN + INNER)
    bottom = y + BAR
    for (at, piece), (middle, row) in zip(outside, rows, strict=True):
        top = y + BAR + 5 + row * SMALL * LEADING
        items.append(Line(at, y + BAR, middle, top, RULE, 0.7))
        items.append(Words(middle, top + SMALL, str(piece.value), SMALL, True, INK, "center", CARD, piece.datum))
        bottom = max(bottom, top + SMALL * LEADING)
    return Part(tuple(items), bottom)


def spread_rows(
    wanted: Sequence[float], widths: Sequence[float], low: float, high: float
) -> tuple[tuple[float, int], ...]:
    """Places for labels near where they are wanted, without overlap: the middle of each, and its row.

    Labels that do not fit into one row between ``low`` and ``high`` go on in a second one.
    """
    placed: list[tuple[float, int]] = []
    start = row = 0
    while start < len(wanted):
        end = start + 1
        while end < len(wanted) and fsum(widths[start : end + 1]) <= high - low:
            end += 1
        placed += [(middle, row) for middle in _spread(wanted[start:end], widths[start:end], low, high)]
        start, row = end, row + 1
    return tuple(placed)


def _spread(wanted: Sequence[float], widths: Sequence[float], low: float, high: float) -> list[float]:
    middles: list[float] = []
    edge = low
    for want, wide in zip(wanted, widths, strict=True):
        middles.append(max(want, edge + wide / 2))
        edge = middles[-1] + wide / 2
    edge = high
    for i in range(len(middles) - 1, -1, -1):
        middles[i] = min(middles[i], edge - widths[i] / 2)
        edge = middles[i] - widths[i] / 2
    return middles


def compose(
    name: str,
    title: str,
    says: str,
    alt: str,
    data: ChartData,
    body: Callable[[float], Part],
    notes: Iterable[str] = (),
) -> Picture:
    """A whole chart: title, what it shows, the body, and under a rule the notes and the date of the data.

    Args:
        name: of the chart.
        title: above it.
        says: what it counts, in one or two sentences.
        alt: for those who do not see it.
        data: what it is drawn from.
        body: drawn from the given height downward.
        notes: what a reader must know besides.
    """
    subject = data.subject
    full = f"{title}: {subject.scope}" if subject.only is not None else title
    head = paragraph(MARGIN, full, TITLE, bold=True, ink=INK)
    under = paragraph(head.bottom + 1, says, SMALL)
    middle = body(under.bottom + 7)
    y = middle.bottom + 8
    items: list[Item] = [*head.items, *under.items, *middle.items, Line(MARGIN, y, WIDTH - MARGIN, y, RULE, 0.6)]
    y += 5
    for note in (*notes, f"{subject.dated} · {subject.scope} · firmground"):
        foot = paragraph(y, note, SMALL)
        items += foot.items
        y = foot.bottom + 2
    own = name if subject.only is None else f"{name}-{subject.only}"
    return Picture(own, full, alt, WIDTH, y + MARGIN - 2, tuple(items))
