"""Every chart by name, and what can be done with it: draw, save, put in a page, say in words, show as a table."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from firmground.charts import (
    accuracy,
    ages,
    attribution,
    audit_flow,
    certainty,
    evidence_map,
    gap_kinds,
    map_rows,
    network,
    verdicts,
)
from firmground.charts.lettering import UndrawnLettersWarning, undrawn, undrawn_letters
from firmground.charts.picture import Picture
from firmground.charts.subject import ChartData, Subject, subject_of
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart.

    Attributes:
        name: how it is called in ``firmground draw NAME``.
        title: above the figure.
        shows: what it shows, in one sentence.
        table: an audit, and which articles of it, to the numbers.
        picture: the numbers to a description of the figure.
        alt: the numbers to one or two sentences.
        on_page: whether a row stands in the table beside the figure on a page; a page must load on a phone.
        left_out: what the other rows are.
    """

    name: str
    title: str
    shows: str
    table: Callable[[Audit, Subject], Table]
    picture: Callable[[ChartData], Picture]
    alt: Callable[[ChartData], str]
    on_page: Callable[[Mapping[str, Any]], bool] = lambda _: True
    left_out: str = ""

    def data(self, audit: Audit, article: str | None) -> ChartData:
        """What the chart is drawn from, for all articles or one.

        Raises:
            UnknownNameError: when there is no such article.
        """
        subject = subject_of(audit, article)
        return ChartData(self.table(audit, subject), subject)


_ALL = (
    Chart(
        "verdicts",
        verdicts.TITLE,
        "How many claims of each article are supported, overstated, contradicted …; facts and unrated claims apart.",
        verdicts.verdict_table,
        verdicts.verdict_picture,
        verdicts.verdict_alt,
    ),
    Chart(
        "certainty",
        certainty.TITLE,
        "How certain the evidence is (GRADE) for claims of efficacy, safety, mechanism …; what nobody rated is seen.",
        certainty.certainty_table,
        certainty.certainty_picture,
        certainty.certainty_alt,
    ),
    Chart(
        "evidence-map",
        evidence_map.TITLE,
        "Condition by therapy: distinct claims, best certainty, conflicts, contradicted claims and gaps of evidence.",
        map_rows.map_table,
        evidence_map.map_picture,
        map_rows.map_alt,
        lambda row: bool(row["claims"]),
        "cells without a claim",
    ),
    Chart(
        "gaps",
        gap_kinds.TITLE,
        "How many claims of each article have which kind of gap, and how bad it is.",
        gap_kinds.gap_table,
        gap_kinds.gap_picture,
        gap_kinds.gap_alt,
    ),
    Chart(
        "accuracy",
        accuracy.TITLE,
        "Whether cited works say what articles say they say, and the share of errors beside that of medical journals.",
        accuracy.accuracy_table,
        accuracy.accuracy_picture,
        accuracy.accuracy_alt,
    ),
    Chart(
        "attribution",
        attribution.TITLE,
        "Whom each article names as its source: nobody, unnamed research, a dated study, a numbered reference …",
        attribution.attribution_table,
        attribution.attribution_picture,
        attribution.attribution_alt,
    ),
    Chart(
        "ages",
        ages.TITLE,
        "When the works came out that each article cites, against the date of the article.",
        ages.age_table,
        ages.age_picture,
        ages.age_alt,
    ),
    Chart(
        "network",
        network.TITLE,
        "Which articles share which works: what they cite, and what the ratings of their claims rest on.",
        network.network_table,
        network.network_picture,
        network.network_alt,
        lambda row: bool(row["drawn"]),
        "works that the figure does not show",
    ),
    Chart(
        "flow",
        audit_flow.TITLE,
        "How many sentences, claims and mentions of a source go on at each step of the audit, and why others drop out.",
        audit_flow.flow_table,
        audit_flow.flow_picture,
        audit_flow.flow_alt,
    ),
)

#: Every chart by its name.
CHARTS: Mapping[str, Chart] = MappingProxyType({chart.name: chart for chart in _ALL})


def list_charts() -> Table:
    """The charts themselves as a table: what each is called, its title, and what it shows."""
    columns = (
        Column("chart", "text", "its name"),
        Column("title", "text", "what stands above it"),
        Column("shows", "text", "what it shows, in one sentence"),
    )
    rows = tuple({"chart": name, "title": chart.title, "shows": chart.shows} for name, chart in CHARTS.items())
    return Table("charts", "one row per chart", columns, rows)


def draw_chart(name: str, audit: Audit, article: str | None = None) -> Figure:
    """Draw a chart.

    Args:
        name: one of :data:`CHARTS`.
        audit: all stages of one reading of the ledger.
        article: the id of the one article to draw; all of them when not given.

    Raises:
        KeyError: when there is no such chart.
        UnknownNameError: when there is no such article.
    """
    from firmground.charts.canvas import figure_of  # loads matplotlib

    data = CHARTS[name].data(audit, article)
    named = (value for row in data.table.rows for value in row.values() if isinstance(value, str))
    if letters := undrawn(named):
        warnings.warn(undrawn_letters(letters), UndrawnLettersWarning, stacklevel=2)
    return figure_of(CHARTS[name].picture(data))


def save_chart(figure: Figure, path: Path) -> None:
    """Write a figure to a file; an existing file is replaced whole, and stays as it was when drawing fails.

    Args:
        figure: any figure.
        path: ending in .svg, .png or .pdf, in a folder that is there.

    Raises:
        LedgerError: for another suffix, for a folder that is not there, or where nothing can be written.
    """
    from firmground.charts.saving import save_figure

    save_figure(figure, path)


def svg_text(figure: Figure, name: str) -> str:
    """The figure as an ``<svg>`` element for the inside of a page, with its title and its description.

    Args:
        figure: as :func:`draw_chart` gives it.
        name: the chart's name; all ids begin with it (and with the article's id, for a chart of one article).

    Raises:
        ValueError: when the name can't begin an id.
        TypeError: for a figure that :func:`draw_chart` did not make.
    """
    from firmground.charts.figure import svg_markup

    return svg_markup(figure, name)


def alt_text(name: str, audit: Audit, article: str | None = None) -> str:
    """What the chart shows, in one or two sentences with the numbers.

    Raises:
        KeyError: when there is no such chart.
        UnknownNameError: when there is no such article.
    """
    return CHARTS[name].alt(CHARTS[name].data(audit, article))


def chart_rows(name: str, audit: Audit, article: str | None = None) -> Table:
    """The numbers of the chart, as a table with documented columns.

    Raises:
        KeyError: when there is no such chart.
        UnknownNameError: when there is no such article.
    """
    return CHARTS[name].data(audit, article).table
