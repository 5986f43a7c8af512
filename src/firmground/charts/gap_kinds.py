"""Kinds of gap per article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from firmground.charts.by_article import ARTICLE, summed, tallied
from firmground.charts.columns import blocks, heads
from firmground.charts.layout import below, compose, legend, paragraph
from firmground.charts.lettering import width_of
from firmground.charts.picture import Box, Datum, Item, Line, Part, Picture, Words
from firmground.charts.style import FAINT, INK, INNER, MARGIN, MUTED, SEVERITY, SMALL, TEXT, WIDTH
from firmground.charts.subject import ChartData, Rows, Subject
from firmground.gaps.kinds import GAP_SEVERITIES, KINDS, GapSeverity, gap_rules
from firmground.plurals import counted, plural
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Gaps per article"
SAYS = (
    "What is missing, wrong or out of date about each claim. A claim may have several gaps; numbers count distinct "
    "claims. Gaps of evidence are no fault of one article: they stand on the map of the evidence."
)
ANY = "any of these gaps"
GROUPS: Mapping[str, str] = MappingProxyType(
    {"": "Taken together", "citation": "Of citation", "wording": "Of wording", "currency": "Of currency"}
)
COLUMNS = (
    *ARTICLE,
    Column("group", "text", "citation, wording or currency; empty in the row of all kinds together"),
    Column("kind", "text", f"kind of gap; “{ANY}”: claims with at least one, under the worst of its gaps"),
    Column("claims", "whole number", "distinct claims of the article with such a gap"),
    Column("high", "whole number", "of these, how many where it is of high severity"),
    Column("medium", "whole number", "of medium severity"),
    Column("low", "whole number", "of low severity"),
    Column("of", "whole number", "distinct claims of the article"),
)
_MOST = 5
_BAR = 11.0


def gap_table(audit: Audit, subject: Subject) -> Table:
    """How many claims of each article have which gap; kinds that do not occur count 0."""
    rules = gap_rules().kinds
    kinds = [kind for kind in KINDS if rules[kind].group in GROUPS]
    rows = []
    for key, claims in subject.claims.items():
        gaps = [gap for claim in claims for gap in audit.gaps_by_claim.get(claim.id, ())]
        worst: dict[str, GapSeverity] = {}
        for gap in gaps:
            if gap.kind in kinds:
                worst[gap.claim] = min(worst.get(gap.claim, gap.severity), gap.severity, key=GAP_SEVERITIES.index)
        base = {"article": key, "name": subject.names[key]}
        rows.append({**base, "group": "", "kind": ANY, **_counts(list(worst.values())), "of": len(claims)})
        for kind in kinds:
            found = list({gap.claim: gap.severity for gap in gaps if gap.kind == kind}.values())
            rows.append({**base, "group": rules[kind].group, "kind": kind, **_counts(found), "of": len(claims)})
    return Table("gaps", "one row per article and kind of gap", COLUMNS, tuple(rows))


def _counts(severities: Sequence[GapSeverity]) -> dict[str, int]:
    found = Counter(severities)
    return {"claims": len(severities), **{severity: found[severity] for severity in GAP_SEVERITIES}}


def gap_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    sums = summed(rows, "kind")
    any_gap, claims = sums[ANY], summed(rows, "kind", "of")[ANY]
    told = tallied((sums[kind], kind) for kind in sums if kind != ANY)
    return (
        f"Bars of the kinds of gap in {data.subject.scope}: {any_gap} of {counted(claims, 'claim')} "
        f"{plural(any_gap, 'has', 'have')} at least one gap. By kind: {told}."
    )


def gap_picture(data: ChartData) -> Picture:
    """Kinds below one another, articles side by side, at most five of them, then further below."""
    return compose("gaps", TITLE, SAYS, gap_alt(data), data, lambda y: _body(y, data.table.rows))


def _body(y: float, rows: Rows) -> Part:
    key = legend(y, SEVERITY.title, SEVERITY.levels)
    articles = list(dict.fromkeys(row["article"] for row in rows))
    return below(key, 6, [partial(_block, rows=rows, articles=group) for group in blocks(articles, _MOST)], 10)


def _block(y: float, rows: Rows, articles: Sequence[str]) -> Part:
    width = INNER / len(articles)
    at = {(row["article"], row["kind"]): i for i, row in enumerate(rows)}
    names = [rows[at[article, ANY]]["name"] for article in articles]
    totals = [(rows[at[a, ANY]]["of"], Datum(at[a, ANY], "of")) for a in articles]
    head = heads(y, MARGIN, width, names, totals, "left")
    items: list[Item] = list(head.items)
    y = head.bottom + 2
    number = max(width_of(str(row["claims"]), TEXT, True) for row in rows)
    # Without the row of all kinds together, which has no bar: its length would make all others too short to compare.
    scale = (width - number - 10) / max(1, *(row["claims"] for row in rows if row["group"]))
    last = None
    for kind, group in dict.fromkeys((row["kind"], row["group"]) for row in rows):
        if group != last:
            items.append(Line(MARGIN, y + 1, WIDTH - MARGIN, y + 1, FAINT, 0.8))
            title = paragraph(y + 4, GROUPS[group], SMALL, bold=True, ink=MUTED)
            items += title.items
            y, last = title.bottom + 1, group
        label = paragraph(y, kind, TEXT, ink=INK)
        items += label.items
        y = label.bottom + 1
        for k, article in enumerate(articles):
            i = at[article, kind]
            items += _bar(MARGIN + k * width, y, rows[i], i, scale)
        y += _BAR + 6
    return Part(tuple(items), y)


def _bar(x: float, y: float, row: Mapping[str, Any], i: int, scale: float) -> list[Item]:
    if not row["group"]:
        return [Words(x, y + TEXT, str(row["claims"]), TEXT, True, INK, "left", None, Datum(i, "claims"))]
    items: list[Item] = [Line(x, y - 1, x, y + _BAR + 1)]
    left = x
    for level in SEVERITY.levels:
        wide = row[level.name] * scale
        if wide:
            items.append(Box(left, y, wide, _BAR, level.fill, INK, 0.6, False, level.texture, level.texture_ink))
            left += wide
    ink, bold = (INK, True) if row["claims"] else (MUTED, False)
    base = y + _BAR / 2 + TEXT * 0.36
    return [*items, Words(left + 4, base, str(row["claims"]), TEXT, bold, ink, "left", None, Datum(i, "claims"))]
