"""To whom articles ascribe their claims."""

from __future__ import annotations

from functools import partial

from firmground.charts.by_article import claimless, claims_in, count_claims, summed, tallied
from firmground.charts.layout import compose
from firmground.charts.picture import Picture
from firmground.charts.stacked import bars
from firmground.charts.style import ATTRIBUTION
from firmground.charts.subject import ChartData, Subject
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Whom articles name as their source"
SAYS = (
    "From nobody, on the left, to a source that a reader can look up, on the right. Each bar is one article; "
    "numbers count claims."
)


def attribution_table(_audit: Audit, subject: Subject) -> Table:
    """How many claims of each article are ascribed to whom."""
    return count_claims(
        "attribution",
        "one row per article and kind of attribution",
        Column("attribution", "text", "to whom the article ascribes the claim; none: to nobody"),
        subject,
        ATTRIBUTION,
        lambda claim: claim.attribution.kind,
    )


def attribution_alt(data: ChartData) -> str:
    """The chart in words."""
    sums = summed(data.table.rows, "attribution")
    told = tallied((sums[level.name], level.shown) for level in ATTRIBUTION.levels)
    return f"Stacked bars of whom {claims_in(data)} are ascribed to: {told}."


def attribution_picture(data: ChartData) -> Picture:
    """A stacked bar per article."""
    body = partial(bars, rows=data.table.rows, column="attribution", scale=ATTRIBUTION)
    return compose("attribution", TITLE, SAYS, attribution_alt(data), data, body, claimless(data))
