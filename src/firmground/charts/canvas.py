"""A picture to a matplotlib figure. The only module that draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, PathPatch, Polygon, Rectangle, RegularPolygon
from matplotlib.path import Path

from firmground.charts.figure import ChartFigure, house_style
from firmground.charts.fonts import font_of
from firmground.charts.lettering import drawable
from firmground.charts.picture import Box, Item, Line, Mark, Picture, Words
from firmground.charts.style import CARD, FAINT
from firmground.charts.texture import strokes_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DASHES = (0, (3, 2))
_POINTS_PER_INCH = 72


def figure_of(picture: Picture) -> ChartFigure:
    """Draw a picture. The same picture always gives the same figure."""
    with house_style():
        size = (picture.width / _POINTS_PER_INCH, picture.height / _POINTS_PER_INCH)
        figure = ChartFigure(figsize=size, dpi=144, facecolor=CARD)
        FigureCanvasAgg(figure)
        figure.picture = picture
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0, picture.width)
        axes.set_ylim(picture.height, 0)  # y grows downward, as one reads
        axes.set_axis_off()
        edge = Rectangle((0.5, 0.5), picture.width - 1, picture.height - 1, fill=False, edgecolor=FAINT, linewidth=1)
        edge.set_clip_on(False)
        axes.add_patch(edge)
        for layer, item in enumerate(picture.items, 2):
            _draw(axes, item, layer)
    return figure


def _draw(axes: Axes, item: Item, layer: int) -> None:
    if isinstance(item, Words):
        _letter(axes, item, layer)
    elif isinstance(item, Line):
        line = Line2D((item.x1, item.x2), (item.y1, item.y2), color=item.ink, linewidth=item.weight, zorder=layer)
        line.set_linestyle(_DASHES if item.dashed else "solid")
        line.set_clip_on(False)
        axes.add_line(line)
    else:
        for patch in _patches(item):
            patch.set_zorder(layer)
            patch.set_clip_on(False)  # everything lies inside; a clip would only make each shape of the SVG longer
            axes.add_patch(patch)


def _letter(axes: Axes, item: Words, layer: int) -> None:
    shown = drawable(item.text)
    text = axes.text(
        item.x,
        item.y,
        shown,
        fontproperties=font_of(shown, item.bold),
        fontsize=item.size,
        color=item.ink,
        horizontalalignment=item.align,
        verticalalignment="baseline",
        parse_math=False,  # a claim's “$x_1$” is text
        zorder=layer,
    )
    if item.datum is not None:
        text.set_gid(item.datum.name)
    if item.plate is not None:
        text.set_bbox({"facecolor": item.plate, "edgecolor": "none", "boxstyle": "square,pad=0.12"})


def _patches(item: Box | Mark) -> Iterator[Patch]:
    if isinstance(item, Mark):
        yield _mark(item)
        return
    corner, width, height = (item.x, item.y), item.width, item.height
    dashes = _DASHES if item.dashed else "solid"
    look: dict[str, Any] = {"facecolor": item.fill or "none", "linewidth": item.weight, "linestyle": dashes}
    strokes = strokes_of(item.texture, *corner, width, height)
    yield Rectangle(corner, width, height, edgecolor="none" if strokes else item.edge or "none", **look)
    if strokes:
        ends = [end for x1, y1, x2, y2 in strokes for end in ((x1, y1), (x2, y2))]
        lines = Path(ends, [Path.MOVETO, Path.LINETO] * len(strokes))
        yield PathPatch(lines, fill=False, edgecolor=item.texture_ink, linewidth=0.9)
        # The outline lies over the ends of the strokes.
        yield Rectangle(corner, width, height, edgecolor=item.edge or "none", **(look | {"facecolor": "none"}))


def _mark(item: Mark) -> Patch:
    look: dict[str, Any] = {"facecolor": item.fill, "edgecolor": item.edge, "linewidth": 0.9}
    middle, half = (item.x, item.y), item.size / 2
    match item.shape:
        case "hexagon":
            return RegularPolygon(middle, 6, radius=half * 1.08, **look)
        case "square":
            return Rectangle((item.x - half * 0.88, item.y - half * 0.88), half * 1.76, half * 1.76, **look)
        case "triangle":
            # Point down: less than the circle of “low”, and no warning sign.
            left, right, low = (item.x - half, item.y - half), (item.x + half, item.y - half), (item.x, item.y + half)
            return Polygon((left, right, low), closed=True, **look)
        case "circle":
            return Circle(middle, half, **look)
        case "ring":
            ring = Circle(middle, half * 0.92, **look)
            ring.set_linestyle((0, (2, 1.4)))
            return ring
