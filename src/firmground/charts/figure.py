"""A chart as matplotlib has it, that knows what it shows: as bytes of a file, or as markup for a page.

The same figure always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from io import BytesIO
from types import MappingProxyType
from typing import Any

from matplotlib import rc_context, style
from matplotlib.figure import Figure

from firmground.charts.lettering import tidy
from firmground.charts.picture import NUMBER_ID, Picture

#: What each format is told not to write down: dates and version numbers would make every build differ.
_SILENT: Mapping[str, Mapping[str, None]] = MappingProxyType(
    {
        ".svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
        ".png": {"Software": None},
        ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    }
)
SUFFIXES = tuple(_SILENT)
_PNG_DPI = 216
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class ChartFigure(Figure):
    """A figure that knows which chart it is, so that it can say what it shows.

    Attributes:
        picture: what was drawn.
    """

    picture: Picture

    def _repr_html_(self) -> str:
        """The chart in a notebook: sharp at every size, and readable with a screen reader."""
        return svg_markup(self, self.picture.name)


@contextmanager
def house_style() -> Iterator[None]:
    """Matplotlib’s own defaults for as long as a chart is drawn or saved, whatever the user's settings are."""
    # The salt fixes the ids in SVG; “path” draws letters as shapes, so that every reader sees the widths measured here.
    ours: Any = {"svg.hashsalt": "firmground", "svg.fonttype": "path"}
    with style.context("default"), rc_context(ours):
        yield


def file_bytes(figure: Figure, suffix: str) -> bytes:
    """The whole file, for one of :data:`SUFFIXES`."""
    content = _rendered(figure, suffix)
    if suffix != ".svg" or not isinstance(figure, ChartFigure):
        return content
    picture = figure.picture
    size = f'width="{picture.width:g}pt" height="{round(picture.height, 2):g}pt"'
    body = _svg(content.decode("utf-8"), figure, picture.name, size, keep_comments=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}'.encode()


def svg_markup(figure: Figure, name: str) -> str:
    """The figure as an ``<svg>`` element for the inside of a page.

    It is as wide as its place, at most 1.3 times its own size. All its ids begin with ``name``, or, for a chart of one
    article, with the name and the article, so that several charts can stand in one page. Nothing in it applies
    to the rest of the page.

    Args:
        figure: as :func:`firmground.charts.gallery.draw_chart` gives it.
        name: the chart's name, or another word for a chart that stands twice in one page.

    Raises:
        ValueError: when the name can't begin an id.
        TypeError: for a figure that is no chart of ours: nobody knows what it shows.
    """
    if not isinstance(figure, ChartFigure):
        raise TypeError("Only a figure made by draw_chart says what it shows; this one can’t stand in a page.")
    if not _PREFIX.fullmatch(name):
        raise ValueError(f"“{name}” can’t begin an id: use letters, digits and hyphens, with a letter first.")
    own = figure.picture.name
    prefix = own if own.startswith(f"{name}-") else name
    widest = round(figure.picture.width / 72 * 96 * 1.3)
    size = f'width="100%" style="max-width:{widest}px;height:auto;stroke-linejoin:round;stroke-linecap:butt"'
    return _svg(_rendered(figure, ".svg").decode("utf-8"), figure, prefix, size, keep_comments=False)


def _rendered(figure: Figure, suffix: str) -> bytes:
    out = BytesIO()
    metadata: dict[str, Any] = dict(_SILENT[suffix])
    if isinstance(figure, ChartFigure) and suffix != ".svg":
        metadata |= {"Title": tidy(figure.picture.title)}
        metadata |= {"Description" if suffix == ".png" else "Subject": tidy(figure.picture.alt)}
    with house_style():
        figure.savefig(out, format=suffix[1:], dpi=_PNG_DPI, metadata=metadata, bbox_inches=None)
    return out.getvalue()


def _svg(text: str, figure: ChartFigure, prefix: str, size: str, *, keep_comments: bool) -> str:
    """Matplotlib’s file made an element that says what it shows and minds its own business."""
    picture = figure.picture
    start = text.index("<svg")
    body = text[text.index(">", start) + 1 :]
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, count=1, flags=re.DOTALL)
    # “*{…}” would apply to the whole page; as properties of the root they are inherited just the same.
    body = re.sub(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", "", body, count=1, flags=re.DOTALL)
    pieces = re.split(r"(<!--.*?-->)", body, flags=re.DOTALL)
    used = frozenset(re.findall(r'(?:\bhref="|url\()#([^")]*)', body))
    marked = (_prefixed(piece, prefix, used) if i % 2 == 0 else piece * keep_comments for i, piece in enumerate(pieces))
    body = _shorter("".join(marked), prefix)
    joins = "" if "stroke-linejoin" in size else ' style="stroke-linejoin:round;stroke-linecap:butt"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}{joins} '
        f'viewBox="0 0 {picture.width:g} {round(picture.height, 2):g}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">\n'
        f'<title id="{prefix}-title">{escape(tidy(picture.title))}</title>\n'
        f'<desc id="{prefix}-desc">{escape(tidy(picture.alt))}</desc>\n'
        f"{body}\n"
    )


def _prefixed(markup: str, prefix: str, used: frozenset[str]) -> str:
    """Ids with the prefix. Those that only number matplotlib’s parts go: one more cell would change all of them."""

    def kept(found: re.Match[str]) -> str:
        name = found[1]
        return f' id="{prefix}-{name}"' if name in used or name.startswith(NUMBER_ID) else ""

    markup = re.sub(r' id="([^"]*)"', kept, markup)
    markup = re.sub(r'\bhref="#([^"]*)"', rf'href="#{prefix}-\1"', markup)
    return re.sub(r"url\(#([^)]*)\)", rf"url(#{prefix}-\1)", markup)


def _shorter(markup: str, prefix: str) -> str:
    """The same picture in half the bytes: a page holds several, and each letter is a reference to its shape."""
    markup = re.sub(rf"{prefix}-DejaVuSans-(Bold-)?", lambda found: f"{prefix}-{'b' if found[1] else 'g'}", markup)
    markup = re.sub(r'(<use [^>]*?)transform="translate\((\S+) (\S+)\)"', r'\1x="\2" y="\3"', markup)
    markup = re.sub(r' y="0"/>', "/>", markup)
    markup = re.sub(r" *\n([A-Zz\"])", r" \1", markup)  # path data: one shape, one line
    return re.sub(r"\n\s*", "\n", markup).strip()
