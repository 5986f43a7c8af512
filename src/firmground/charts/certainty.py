"""How certain the evidence is, by kind of claim."""

from __future__ import annotations

from collections import Counter

from firmground.charts.by_article import summed, tallied
from firmground.charts.layout import compose
from firmground.charts.picture import Part, Picture
from firmground.charts.stacked import bars
from firmground.charts.style import CERTAINTY
from firmground.charts.subject import ChartData, Subject
from firmground.plurals import counted, plural
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


def certainty_table(audit: Audit, subject: Subject) -> Table:
    """How many claims of each kind have which certainty; kinds that do not occur are left out."""
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
    return Table("certainty", "one row per kind of claim and certainty", COLUMNS, tuple(rows))


def _state(claim: Claim, audit: Audit) -> str:
    if claim.form == "fact" or (claim.kind in FACT_KINDS and claim.form != "evidence"):
        return FACT
    return audit.grades[claim.id].certainty or "not rated"


def certainty_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    sums = summed(rows, "certainty")
    graded = sum(sums[word] for word in CERTAINTY.names)
    kinds = len({row["kind"] for row in rows if row["of"]})
    return (
        f"Stacked bars of the certainty of the evidence for {counted(graded, 'claim')} of {counted(kinds, 'kind')} "
        f"in {data.subject.scope}: {tallied((sums[word], word) for word in CERTAINTY.names)}. {_facts(data)}"
    ).strip()


def _facts(data: ChartData) -> str:
    number = summed(data.table.rows, "certainty")[FACT]
    if not number:
        return ""
    be = plural(
        number,
        "is a question of fact: it is checked, not graded, and stands",
        "are questions of fact: they are checked, not graded, and stand",
    )
    return f"{counted(number, 'more claim')} {be} only in the chart of verdicts."


def certainty_picture(data: ChartData) -> Picture:
    """A bar per kind of claim, all on one scale."""
    facts = _facts(data)

    def body(y: float) -> Part:
        empty = "No claims of evidence yet."
        return bars(y, data.table.rows, "certainty", CERTAINTY, label="kind", compared=True, empty=empty)

    return compose("certainty", TITLE, SAYS, certainty_alt(data), data, body, (facts,) if facts else ())
