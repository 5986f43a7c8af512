"""Verdicts per article."""

from __future__ import annotations

from functools import partial

from firmground.charts.by_article import claimless, claims_in, count_claims, summed, tallied
from firmground.charts.layout import compose
from firmground.charts.picture import Picture
from firmground.charts.stacked import bars
from firmground.charts.style import NOT_RATED, VERDICT
from firmground.charts.subject import ChartData, Subject
from firmground.grading.scales import WARNING_VERDICTS
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Verdicts per article"
SAYS = (
    "What the evidence, or the record, says about each claim as worded. Each bar is one article; numbers count claims."
)


def verdict_table(audit: Audit, subject: Subject) -> Table:
    """How many claims of each article have which verdict."""
    return count_claims(
        "verdicts",
        "one row per article and verdict",
        Column("verdict", "text", "the derived verdict; fact verdicts are for matters of record"),
        subject,
        VERDICT,
        lambda claim: audit.grades[claim.id].verdict,
    )


def verdict_alt(data: ChartData) -> str:
    """The chart in words."""
    sums = summed(data.table.rows, "verdict")
    # In the order of the scale: evidence, facts and uses, warnings, not rated.
    fact, warning = (VERDICT.names.index(word) for word in ("confirmed", WARNING_VERDICTS[0]))
    parts = [
        ("Questions of evidence", VERDICT.names[:fact]),
        ("Questions of fact", VERDICT.names[fact:warning]),
        ("Warnings", WARNING_VERDICTS),
    ]
    told = " ".join(
        f"{name}: {tallied((sums[word], word) for word in words)}."
        for name, words in parts
        if words is not WARNING_VERDICTS or any(sums[word] for word in words)
    )
    return f"Stacked bars of the verdicts on {claims_in(data)}. {told} Not rated: {sums[NOT_RATED.name]}."


def verdict_picture(data: ChartData) -> Picture:
    """A stacked bar per article."""
    body = partial(bars, rows=data.table.rows, column="verdict", scale=VERDICT)
    return compose("verdicts", TITLE, SAYS, verdict_alt(data), data, body, claimless(data))
