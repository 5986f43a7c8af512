"""To whom articles ascribe their claims."""

from __future__ import annotations

from firmground.charts.by_article import bars_of, claimless, claims_in, count_claims, summed
from firmground.charts.layout import compose
from firmground.charts.picture import Picture
from firmground.charts.stacked import bars
from firmground.charts.style import ATTRIBUTION
from firmground.charts.subject import ChartData, subject_of
from firmground.tables.audit import Audit
from firmground.tables.table import Column

TITLE = "Whom articles name as their source"
SAYS = (
    "From nobody, on the left, to a source that a reader can look up, on the right. Each bar is one article; "
    "numbers count claims."
)


def attribution_data(audit: Audit, article: str | None = None) -> ChartData:
    """How many claims of each article are ascribed to whom.

    Raises:
        UnknownNameError: when there is no such article.
    """
    subject = subject_of(audit, article)
    table = count_claims(
        "attribution",
        "one row per article and kind of attribution",
        Column("attribution", "text", "to whom the article ascribes the claim; none: to nobody"),
        subject,
        ATTRIBUTION,
        lambda claim: claim.attribution.kind,
    )
    return ChartData(table, subject)


def attribution_alt(data: ChartData) -> str:
    """The chart in words."""
    return f"Stacked bars of whom {claims_in(data)} are ascribed to: {summed(data, 'attribution', ATTRIBUTION)}."


def attribution_picture(data: ChartData) -> Picture:
    """A stacked bar per article."""
    rows = bars_of(data, "attribution", ATTRIBUTION)
    return compose(
        "attribution", TITLE, SAYS, attribution_alt(data), data,
        lambda y: bars(y, ATTRIBUTION, rows, empty="No claims yet."), claimless(data),
    )  # fmt: skip
