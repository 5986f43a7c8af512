"""How certain the evidence is, by kind of claim."""

from __future__ import annotations

from collections import Counter

from firmground.charts.by_article import biggest
from firmground.charts.layout import Segment, compose
from firmground.charts.picture import Picture, Source
from firmground.charts.stacked import Bar, bars, told
from firmground.charts.style import CERTAINTY
from firmground.charts.subject import ChartData, counted, subject_of
from firmground.records import Claim
from firmground.records.terms import FACT_KINDS, Kind, words_of
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Strength of the evidence, by kind of claim"
SAYS = (
    "How certain the evidence is for the claims as worded (GRADE). Bars are as long as there are claims; "
    "numbers count claims. Not rated means that nobody has rated them."
)
#: In the data table, the state of a claim that asks for no certainty.
FACT = "question of fact"

COLUMNS = (
    Column("kind", "text", "kind of claim"),
    Column("certainty", "text", f"certainty of the evidence, not rated, or “{FACT}”: checked, not graded"),
    Column("claims", "whole number", "distinct claims of this kind and certainty"),
    Column("of", "whole number", "distinct claims of this kind that are a question of evidence"),
)


def certainty_data(audit: Audit, article: str | None = None) -> ChartData:
    """How many claims of each kind have which certainty; kinds that do not occur are left out.

    Raises:
        ValueError: when there is no such article.
    """
    subject = subject_of(audit, article)
    found: Counter[tuple[str, str]] = Counter()
    for claims in subject.claims.values():
        found.update((claim.kind, _state(claim, audit)) for claim in claims)
    rows = []
    for kind in words_of(Kind):
        graded = sum(found[kind, word] for word in CERTAINTY.names)
        if graded or found[kind, FACT]:
            rows += [
                {"kind": kind, "certainty": word, "claims": found[kind, word], "of": graded}
                for word in (*CERTAINTY.names, FACT)
            ]
    return ChartData(Table("certainty", "one row per kind of claim and certainty", COLUMNS, tuple(rows)), subject)


def _state(claim: Claim, audit: Audit) -> str:
    if claim.form == "fact" or (claim.kind in FACT_KINDS and claim.form != "evidence"):
        return FACT
    return audit.grades[claim.id].certainty or "not rated"


def certainty_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    sums = [(sum(r["claims"] for r in rows if r["certainty"] == level.name), level.name) for level in CERTAINTY.levels]
    graded = sum(number for number, _ in sums)
    kinds = len({row["kind"] for row in rows if row["of"]})
    return (
        f"Stacked bars of the certainty of the evidence for {counted(graded, 'claim')} of {counted(kinds, 'kind')} "
        f"in {data.subject.scope}: {told(sums)}. {_facts(data)}"
    ).strip()


def _facts(data: ChartData) -> str:
    number = sum(row["claims"] for row in data.table.rows if row["certainty"] == FACT)
    if not number:
        return ""
    be = "is a question of fact: it is checked, not graded, and stands" if number == 1 else (
        "are questions of fact: they are checked, not graded, and stand"
    )  # fmt: skip
    return f"{counted(number, 'more claim')} {be} only in the chart of verdicts."


def certainty_picture(data: ChartData) -> Picture:
    """A bar per kind of claim, all on one scale."""
    rows = data.table.rows
    step = len(CERTAINTY.levels) + 1
    found = []
    for start in range(0, len(rows), step):
        total = rows[start]["of"]
        if total:
            pieces = tuple(
                Segment(level, rows[start + i]["claims"], Source(start + i, "claims"))
                for i, level in enumerate(CERTAINTY.levels)
            )
            unit = "claim" if total == 1 else "claims"
            found.append(Bar(rows[start]["kind"], total, unit, Source(start, "of"), pieces))
    facts = _facts(data)
    return compose(
        "certainty", TITLE, SAYS, certainty_alt(data), data,
        lambda y: bars(y, CERTAINTY, found, biggest(rows, "of") or None, empty="No claims of evidence yet."),
        (facts,) if facts else (),
    )  # fmt: skip
