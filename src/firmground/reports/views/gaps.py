"""Gaps: what is missing, wrong or out of date, by kind; and the map of the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from firmground.gaps.evidence_map import Cell, EvidenceMap, map_evidence
from firmground.gaps.kinds import GROUPS, Gap, KindRule, gap_rules
from firmground.records.terms import Direction, words_of
from firmground.reports.views.marks import certainty_mark, shape_mark, slug
from firmground.reports.views.markup import claim_link, details, heading, html, joined, link, table
from firmground.tables.audit import Audit

_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "for": "for the therapy",
        "against": "against it",
        "mixed": "both for and against",
        "none": "neither for nor against",
    }
)
#: Gaps of the map belong to a cell, not to a claim.
_ON_CLAIMS = GROUPS[:-1]


def gap_list(audit: Audit, article: str | None) -> Markup:
    """Every gap of every claim, by kind, with what the kind means and what to do."""
    gaps = [gap for gap in audit.gaps if article is None or gap.article == article]
    told = [_overview(gaps)]
    for rule in gap_rules().kinds.values():
        some = [gap for gap in gaps if gap.kind == rule.name]
        if some:
            told.append(_kind(rule, some))
    return joined(told)


def _overview(gaps: list[Gap]) -> Markup:
    count = Counter(gap.kind for gap in gaps)
    rows = [
        (
            html('<a href="#gap-{}">{}</a>', slug(rule.name), rule.name) if count[rule.name] else rule.name,
            html(
                "{} <small>{}</small>",
                rule.definition,
                link(rule.source.url, "source") if rule.source.url else "a rule of this ledger",
            ),
            count[rule.name],
        )
        for rule in gap_rules().kinds.values()
        if rule.group in _ON_CLAIMS
    ]
    caption = "Kinds of gap; a claim counts once under each kind that it has"
    foot = ("All", "", sum(count.values()))
    return table(caption, ("Kind", "What it is", "Claims"), rows, foot=foot, numbers=frozenset({2}))


def _source(rule: KindRule) -> Markup:
    return link(rule.source.url, "source" if rule.source.url else "a rule of this ledger")


def _kind(rule: KindRule, gaps: list[Gap]) -> Markup:
    items = joined(html("<li>{} <small>{}</small>: {}</li>", claim_link(g.claim), g.severity, g.rule) for g in gaps)
    number = f"{len(gaps)} {'claim' if len(gaps) == 1 else 'claims'}"
    return html(
        "{}<p>{} <b>What to do:</b> {}</p>{}",
        heading(3, rule.name.capitalize(), f"gap-{slug(rule.name)}"),
        rule.definition,
        rule.todo,
        details(f"{number}, with the rule that fired", html("<ul>{}</ul>", items)),
    )


def evidence_map(audit: Audit, article: str | None) -> Markup:  # noqa: ARG001 - one map for all articles
    """Condition by therapy: how many claims, and the best certainty behind them."""
    drawn = map_evidence(audit.contents, audit.grades)
    if not drawn.claims:
        return Markup("<p>No claim stands on the map yet.</p>")
    rows = []
    for condition, total in zip(drawn.conditions, drawn.row_totals, strict=True):
        cells = [_cell(drawn.cell(condition, about)) for about in drawn.abouts]
        rows.append((condition or drawn.none, *cells, len(total.claims)))
    settings = audit.contents.settings
    day = f" Data of {settings.as_of.isoformat()}." if settings else ""
    return html(
        "{}{}{}",
        table(
            html("What the articles claim, by condition and therapy. {}{}", drawn.counts, day),
            ("Condition", *drawn.abouts, "All"),
            rows,
            foot=("All", *(len(t.claims) for t in drawn.column_totals), len(drawn.claims)),
        ),
        _key(drawn),
        _cells(drawn, audit),
    )


def _cell(cell: Cell) -> Markup:
    """Number, shape and word; an empty cell stays empty."""
    if not cell.claims:
        return Markup("")
    anchor = _anchor(cell)
    return html(
        '<a class="cell" href="#{}"><b>{}</b> {} {}</a>',
        anchor,
        len(cell.claims),
        shape_mark(cell.certainty),
        cell.certainty or "not rated",
    )


def _anchor(cell: Cell) -> str:
    return f"cell-{slug(cell.condition or 'none')}-{slug(cell.about)}"


def _key(drawn: EvidenceMap) -> Markup:
    levels = joined(
        html("<li>{} {}</li>", shape_mark(level), certainty_mark(level))
        for level in ("high", "moderate", "low", "very low", None)
    )
    return html(
        '<div class="key"><p>The shape and the word show the best certainty among the rated claims of a cell. '
        "An empty cell means: {}. It does not mean that no evidence exists.</p><ul>{}</ul></div>",
        drawn.empty,
        levels,
    )


def _cells(drawn: EvidenceMap, audit: Audit) -> Markup:
    """Every filled cell with its claims and its gaps."""
    return joined(
        html(
            '<section class="mapcell" id="{}"><h4>{}: {}</h4>{}</section>',
            _anchor(cell),
            (cell.condition or drawn.none).capitalize(),
            cell.about,
            joined(_cell_parts(cell, audit)),
        )
        for cell in drawn.cells
        if cell.claims
    )


def _cell_parts(cell: Cell, audit: Audit) -> Iterator[Markup]:
    by_id = audit.contents.claims_by_id
    said = dict(cell.directions)
    ways = [f"{said[word]} {_WAYS[word]}" for word in words_of(Direction) if word in said]
    yield html("<p>{}; best certainty: {}.</p>", ", ".join(ways).capitalize(), certainty_mark(cell.certainty))
    if cell.gaps:
        gaps = joined(html("<li><b>{} gap</b>: {} {}</li>", gap.kind, gap.rule, gap.todo) for gap in cell.gaps)
        yield html('<ul class="gaps">{}</ul>', gaps)
    items = joined(html("<li>{}: {}</li>", claim_link(i), by_id[i].claim) for i in cell.claims)
    number = f"{len(cell.claims)} {'claim' if len(cell.claims) == 1 else 'claims'}"
    yield details(number, html("<ul>{}</ul>", items))
