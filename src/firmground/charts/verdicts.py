"""Verdicts per article."""

from __future__ import annotations

from typing import get_args

from firmground.charts.by_article import bars_of, claimless, claims_in, count_claims
from firmground.charts.layout import compose
from firmground.charts.picture import Picture
from firmground.charts.stacked import bars, tallied
from firmground.charts.style import NOT_RATED, VERDICT
from firmground.charts.subject import ChartData, subject_of
from firmground.records.terms import Fact
from firmground.tables.audit import Audit
from firmground.tables.table import Column

TITLE = "Verdicts per article"
SAYS = (
    "What the evidence, or the record, says about each claim as worded. Each bar is one article; numbers count claims."
)


def verdict_data(audit: Audit, article: str | None = None) -> ChartData:
    """How many claims of each article have which verdict.

    Raises:
        UnknownNameError: when there is no such article.
    """
    subject = subject_of(audit, article)
    table = count_claims(
        "verdicts",
        "one row per article and verdict",
        Column("verdict", "text", "the derived verdict; fact verdicts are for matters of record"),
        subject,
        VERDICT,
        lambda claim: audit.grades[claim.id].verdict,
    )
    return ChartData(table, subject)


def verdict_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    sums = [(sum(row["claims"] for row in rows if row["verdict"] == word), word) for word in VERDICT.names]
    of_fact = get_args(Fact)
    evidence = tallied(entry for entry in sums if entry[1] not in {*of_fact, NOT_RATED.name})
    facts = tallied(entry for entry in sums if entry[1] in of_fact)
    return (
        f"Stacked bars of the verdicts on {claims_in(data)}. Questions of evidence: {evidence}. "
        f"Questions of fact: {facts}. Not rated: {sums[-1][0]}."
    )


def verdict_picture(data: ChartData) -> Picture:
    """A stacked bar per article."""
    rows = bars_of(data, "verdict", VERDICT)
    return compose(
        "verdicts", TITLE, SAYS, verdict_alt(data), data, lambda y: bars(y, VERDICT, rows, empty="No claims yet."),
        claimless(data),
    )  # fmt: skip
