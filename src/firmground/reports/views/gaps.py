"""Gaps: what is missing, wrong or out of date, by kind. The map of the evidence is in ``gap_map``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup

from firmground.gaps.actions import told, warns
from firmground.gaps.kinds import GAP_SEVERITIES, GROUPS, Gap, KindRule, gap_rules
from firmground.plurals import counted
from firmground.reports.views.article import filter_names
from firmground.reports.views.marks import slug
from firmground.reports.views.markup import claim_link, heading, html, joined, link, page_link, table
from firmground.tables.audit import Audit

#: Gaps of the map belong to a cell, not to a claim.
_ON_CLAIMS = GROUPS[:-1]


def gap_list(audit: Audit, article: str | None) -> Markup:
    """Every gap of every claim, by kind, with what the kind means, what to do, and the rule that fired."""
    gaps = [gap for gap in audit.gaps if article is None or gap.article == article]
    names = filter_names(audit)
    kinds = joined(
        _kind(rule, some, audit, names)
        for rule in gap_rules().kinds.values()
        if (some := [gap for gap in gaps if gap.kind == rule.name])
    )
    work = page_link("work-list" if article is None else f"work-list-{article}", None, "work list")
    return html(
        "{}<p>What to mend first, and how to word it, stands in the {}.</p>"
        '<div data-filter="article|Article; gap|Kind of gap; severity|Severity; central|Only central claims" '
        'data-noun="gaps" data-article-order="{}" data-gap-order="{}" data-severity-order="{}">{}</div>',
        _overview(gaps),
        work,
        "; ".join(names.values()),
        "; ".join(gap_rules().kinds),
        "; ".join(GAP_SEVERITIES),
        kinds,
    )


def _overview(gaps: list[Gap]) -> Markup:
    count = Counter(gap.kind for gap in gaps)
    rows = [
        (
            html('<a href="#gap-{}">{}</a>', slug(rule.name), rule.name) if count[rule.name] else rule.name,
            html("{} <small>{}</small>", rule.definition, _source(rule)),
            count[rule.name],
        )
        for rule in gap_rules().kinds.values()
        if rule.group in _ON_CLAIMS
    ]
    caption = "Kinds of gap; a claim counts once under each kind that it has"
    foot = ("All", "", sum(count.values()))
    return table(caption, ("Kind", "What it is", "Claims"), rows, foot=foot, numbers=frozenset({2}))


def _source(rule: KindRule) -> Markup:
    return link(rule.source.url, "source") if rule.source.url else Markup("a rule of this ledger")


def _kind(rule: KindRule, gaps: list[Gap], audit: Audit, names: Mapping[str, str]) -> Markup:
    """A kind with its claims; warnings stand apart from the others, since other things are advised about them."""
    claims = audit.contents.claims_by_id
    warnings = [gap for gap in gaps if warns(claims[gap.claim])]
    others = [gap for gap in gaps if gap not in warnings]
    head = heading(3, rule.name.capitalize(), f"gap-{slug(rule.name)}")
    parts = []
    if others or not warnings:
        parts.append(_part(html("{}<p>{} {}", head, rule.definition, _to_do(others)), others, audit, names))
    if warnings:
        below = heading(3, f"{rule.name.capitalize()}: warnings", f"gap-{slug(rule.name)}-warnings")
        start = html("{}<p>{}", below, _to_do(warnings)) if others else None
        start = start or html("{}<p>{} {}", head, rule.definition, _to_do(warnings))
        parts.append(_part(start, warnings, audit, names))
    return joined(parts)


def _to_do(gaps: list[Gap]) -> Markup:
    """What is advised about these claims; numbers stand at each of them."""
    return html("<b>What to do:</b> {}</p>", " ".join(dict.fromkeys(told(gap.action) for gap in gaps)))


def _part(start: Markup, gaps: list[Gap], audit: Audit, names: Mapping[str, str]) -> Markup:
    number = counted(len(gaps), "claim")
    return html(
        '<section data-group>{}<details><summary><span data-count="{}">{}</span>, '
        "with the rule that fired</summary><ul>{}</ul></details></section>",
        start,
        number,
        number,
        joined(_gap(gap, audit, names) for gap in gaps),
    )


def _gap(gap: Gap, audit: Audit, names: Mapping[str, str]) -> Markup:
    claim = audit.contents.claims_by_id[gap.claim]
    return html(
        '<li data-item data-article="{}" data-gap="{}" data-severity="{}"{}>{}: {} <small>Severity {}. {}</small></li>',
        names[gap.article],
        gap.kind,
        gap.severity,
        Markup(' data-central="yes"') if claim.central else "",
        claim_link(gap.claim),
        claim.claim,
        gap.severity,
        gap.rule,
    )
