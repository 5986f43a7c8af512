"""A chart as part of a page: the picture as SVG in the page itself, what it shows in words, and its data as a table."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from firmground.charts.gallery import CHARTS, chart_rows, draw_chart, svg_text
from firmground.errors import UnknownNameError
from firmground.reports.views.article import file_of
from firmground.reports.views.markup import details, html, table
from firmground.reports.views.view import View
from firmground.tables.audit import Audit
from firmground.tables.table import Table


def make_chart(name: str, audit: Audit, article: str | None = None) -> View:
    """A chart, of one article when one is given. The picture carries its own title and description.

    Raises:
        UnknownNameError: when there is no such chart or article.
    """
    if name not in CHARTS:
        raise UnknownNameError("chart", name, CHARTS)
    if article is not None:
        file_of(audit, article)
    svg = Markup(svg_text(draw_chart(name, audit, article), name))
    picture = html('<figure class="chart">{}<figcaption>{}</figcaption></figure>', svg, CHARTS[name].shows)
    data = details("The data of this chart", data_table(_on_page(name, chart_rows(name, audit, article))))
    return View(f"chart-{name}", article, str(picture + data))


def _on_page(name: str, rows: Table) -> Table:
    """The rows of a chart that stand beside it, and how many of what kind do not."""
    kept = tuple(row for row in rows.rows if CHARTS[name].on_page(row))
    if left := len(rows.rows) - len(kept):
        return replace(rows, rows=kept, means=f"{rows.means}; left out here: {left} {CHARTS[name].left_out}")
    return rows


def data_table(rows: Table) -> Markup:
    """Rows as a table with readable heads."""
    names = [column.name for column in rows.columns]
    numbers = frozenset(i for i, column in enumerate(rows.columns) if column.kind in {"whole number", "number"})
    # A row that is about no one article is about all; the head of a row must say so.
    body = [[_cell(row[names[0]]) or "all", *(_cell(row[name]) for name in names[1:])] for row in rows.rows]
    caption = rows.means[:1].upper() + rows.means[1:]
    return table(caption, [name.replace("_", " ") for name in names], body, numbers=numbers)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return "" if value is None else value
