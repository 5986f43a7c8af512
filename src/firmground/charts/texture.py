"""The textures of the levels as plain lines.

Not matplotlib's own hatches: those become patterns of thousands of curves in SVG (a chart of 500 kB instead of 60),
look different in each format, and change with matplotlib's settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Texture = Literal[
    "",
    "rise",
    "fall",
    "cross",
    "bars",
    "lines",
    "grid",
    "dots",
    "dashes",
    "ticks",
    "slashes",
    "plus",
    "bricks",
    "chevrons",
    "zigzag",
    "diamonds",
    "pairs",
]
Stroke = tuple[float, float, float, float]
"""A straight line from x1, y1 to x2, y2."""

_STEP = 5.0
_STAGGER = 5.0
_DOT = 0.6
_BRICK = 4.0


def strokes_of(texture: Texture, x: float, y: float, width: float, height: float) -> tuple[Stroke, ...]:
    """The lines of a texture inside a box, which they never leave; none for a plain box."""
    found: Iterator[Stroke]
    match texture:
        case "":
            return ()
        case "rise":
            found = _rise(width, height)
        case "fall":
            found = ((x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in _rise(width, height))
        case "cross":
            return (*strokes_of("rise", x, y, width, height), *strokes_of("fall", x, y, width, height))
        case "bars":
            found = ((at, 0.0, at, height) for at in _steps(width, 4.0))
        case "lines":
            found = ((0.0, at, width, at) for at in _steps(height, 4.0))
        case "grid":
            return (*strokes_of("bars", x, y, width, height), *strokes_of("lines", x, y, width, height))
        case "dots":
            found = ((at - _DOT, down, at + _DOT, down) for at, down in _staggered(width, height, _DOT, 0))
        case "dashes":
            found = ((at - 1.6, down, at + 1.6, down) for at, down in _staggered(width, height, 1.6, 0))
        case "ticks":
            found = ((at, down - 1.4, at, down + 1.4) for at, down in _staggered(width, height, 0, 1.4))
        case "slashes":
            found = _signs(width, height, ((-1.5, 1.5, 1.5, -1.5),))
        case "plus":
            found = _signs(width, height, ((-1.5, 0, 1.5, 0), (0, -1.5, 0, 1.5)))
        case "chevrons":
            found = _signs(width, height, ((-1.5, -1, 0, 1), (0, 1, 1.5, -1)))
        case "diamonds":
            found = _signs(width, height, ((-1.5, 0, 0, -1.5), (0, -1.5, 1.5, 0), (1.5, 0, 0, 1.5), (0, 1.5, -1.5, 0)))
        case "bricks":
            found = _bricks(width, height)
        case "zigzag":
            found = _zigzag(width, height)
        case "pairs":
            found = ((at + side, 0.0, at + side, height) for at in _steps(width - 1.2, 6.0) for side in (0.0, 1.2))
    return tuple((round(x + a, 2), round(y + b, 2), round(x + c, 2), round(y + d, 2)) for a, b, c, d in found)


def _steps(length: float, step: float) -> Iterator[float]:
    at = step / 2
    while at < length:
        yield at
        at += step


def _rise(width: float, height: float) -> Iterator[Stroke]:
    """Lines from the lower left to the upper right: x + y is the same all along."""
    for total in _steps(width + height, _STEP * 1.4):
        left, right = max(0.0, total - height), min(width, total)
        yield left, total - left, right, total - right


def _staggered(width: float, height: float, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Points in rows, every second row shifted by half a step, each ``wide`` and ``high`` away from the edges."""
    for row, down in enumerate(_steps(height, 3.6)):
        shift = _STAGGER / 2 if row % 2 else 0.0
        for at in _steps(width + _STAGGER, _STAGGER):
            if wide < at - shift < width - wide and high < down < height - high:
                yield at - shift, down


def _signs(width: float, height: float, sign: tuple[Stroke, ...]) -> Iterator[Stroke]:
    """A small sign again and again, given as lines around its middle."""
    wide, high = max(stroke[2] for stroke in sign), max(max(stroke[1], stroke[3]) for stroke in sign)
    for at, down in _staggered(width, height, wide, high):
        yield from ((at + x1, down + y1, at + x2, down + y2) for x1, y1, x2, y2 in sign)


def _bricks(width: float, height: float) -> Iterator[Stroke]:
    """Level lines with uprights between them, in every second row shifted by half a brick."""
    lines = list(_steps(height, _BRICK))
    yield from ((0.0, at, width, at) for at in lines)
    for row, (top, bottom) in enumerate(zip([0.0, *lines], [*lines, height], strict=True)):
        for at in _steps(width + _BRICK, 2 * _BRICK):
            left = at - (_BRICK if row % 2 else 0)
            if 0 < left < width:
                yield left, top, left, bottom


def _zigzag(width: float, height: float) -> Iterator[Stroke]:
    """Lines that go up and down, one below the other."""
    wave = 1.2
    for middle in _steps(height, 4.5):
        if middle - wave < 0 or middle + wave > height:
            continue
        at, side = 0.0, wave
        while at < width:
            share = min(1.0, (width - at) / 2.5)
            yield at, middle - side, at + 2.5 * share, middle - side + 2 * side * share
            at, side = at + 2.5, -side
