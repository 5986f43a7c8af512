"""The map of the evidence as a table that a reader can walk, filter and open cell by cell.

Each claim is listed once, under its cell. The table's numbers are those of ``ledger.table("evidence-map")``; where a
script runs, the filter counts the claims that are left (``reports/scripts/page.js``, ``data-map``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from firmground.charts.evidence_map import LETTERS
from firmground.gaps.evidence_map import Cell, EvidenceMap, comparator_facet, comparators_of
from firmground.gaps.kinds import gap_rules
from firmground.grading.scales import CERTAINTIES
from firmground.plurals import counted, plural
from firmground.records import Claim
from firmground.records.terms import Direction, Kind, words_of
from firmground.reports.done import as_far
from firmground.reports.views.article import filter_names
from firmground.reports.views.marks import certainty_mark, shape_mark, verdict_mark
from firmground.reports.views.markup import claim_link, details, heading, html, joined, link, page_link
from firmground.reports.views.references import reference_link
from firmground.tables.audit import Audit
from firmground.tables.topics import topics_of

_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "for": "for the therapy",
        "against": "against it",
        "mixed": "both for and against",
        "none": "neither for nor against",
    }
)
#: Verdicts that a cell marks with a cross.
_AGAINST = frozenset({"contradicted", "refuted"})
_LEVELS = (*CERTAINTIES, None)


@dataclass(frozen=True)
class _Page:
    """What every cell needs: the map, the audit, and names worked out once."""

    drawn: EvidenceMap
    audit: Audit
    articles: Mapping[str, str]
    ids: Mapping[tuple[str | None, str], str]


def evidence_map(audit: Audit, article: str | None) -> Markup:  # noqa: ARG001 - one map for all articles
    """Condition by therapy: how many claims, and the best certainty behind them; below, what stands in each cell."""
    drawn = audit.evidence_map
    if not drawn.claims:
        return Markup("<p>No claim stands on the map yet.</p>")
    names = filter_names(audit)
    page = _Page(drawn, audit, names, _anchors(drawn))
    compared = comparators_of(audit.contents.vocabulary)
    orders = {"article": names.values(), "kind": words_of(Kind), "comparator": compared}
    told = joined(html(' data-{}-order="{}"', name, "; ".join(order)) for name, order in orders.items())
    return html(
        '<div data-filter="article|Article; kind|Kind of claim; comparator|Compared with; central|Only central claims" '
        'data-noun="claims"{}>{}{}{}{}</div>',
        told,
        _table(page),
        _key(page),
        heading(3, "The claims of each cell", "cells"),
        joined(_section(cell, page) for cell in drawn.cells if cell.claims),
    )


def _anchors(drawn: EvidenceMap) -> Mapping[tuple[str | None, str], str]:
    """A place to link to for each cell; cells whose words come to the same letters are told apart by a number."""
    taken: dict[str, tuple[str | None, str]] = {}
    for cell in drawn.cells:
        name = re.sub(r"[^a-z0-9]+", "-", f"cell {cell.condition or 'none'} {cell.about}".casefold()).strip("-")
        free = next(n for i in range(1, len(taken) + 2) if (n := name if i == 1 else f"{name}-{i}") not in taken)
        taken[free] = (cell.condition, cell.about)
    return MappingProxyType({place: name for name, place in taken.items()})


# -- the table ---------------------------------------------------------------------------------------------------------


def _table(page: _Page) -> Markup:
    drawn = page.drawn
    topics = {topic.condition: topic for topic in topics_of(page.audit.contents) if topic.condition is not None}
    rows = []
    for condition, total in zip(drawn.conditions, drawn.row_totals, strict=True):
        topic = topics.get(condition) if condition is not None else None
        name = page_link(f"topic-{topic.slug}", None, condition) if topic else drawn.none
        cells = joined(_cell(drawn.cell(condition, about), page) for about in drawn.abouts)
        rows.append(html('<tr><th scope="row">{}</th>{}{}</tr>', name, cells, _total(len(total.claims))))
    settings = page.audit.contents.settings
    says = f"What the articles claim, by condition and therapy. {drawn.counts}"
    day = f" Data of {settings.as_of.isoformat()}." if settings else ""
    heads = joined(html('<th scope="col">{}</th>', head) for head in ("Condition", *drawn.abouts))
    return html(
        '<div class="scroll" role="region" tabindex="0" aria-label="Map of the evidence">'
        '<table class="map" data-map data-walk><caption>{}{}</caption><thead><tr>{}'
        '<th scope="col" class="n">Distinct claims</th></tr></thead>'
        '<tbody>{}</tbody><tfoot><tr><th scope="row">Distinct claims</th>{}{}</tr></tfoot></table></div>',
        says,
        day,
        heads,
        joined(rows),
        joined(_total(len(total.claims)) for total in drawn.column_totals),
        _total(len(drawn.claims)),
    )


def _total(number: int) -> Markup:
    return html('<td class="n">{}</td>', number)


def _cell(cell: Cell, page: _Page) -> Markup:
    """Number, shape and word, with the marks that the key explains; nothing to see where there is no claim."""
    if not cell.claims:
        return Markup('<td><span class="sr">no claim</span></td>')
    return html(
        '<td><a class="cell" href="#{}"><b>{}</b><span class="sr"> {}, </span> {} <span class="w">{}</span></a>{}</td>',
        page.ids[cell.condition, cell.about],
        len(cell.claims),
        plural(len(cell.claims), "claim"),
        shape_mark(cell.certainty),
        cell.certainty or "not rated",
        _marks(cell, page),
    )


def _marks(cell: Cell, page: _Page) -> Markup:
    told = []
    if against := _contradicted(cell, page):
        told.append(("✗" + str(against), f"{counted(against, 'claim')} contradicted"))
    if cell.conflicts:
        pairs = len(cell.conflicts)
        told.append(("≠" + str(pairs), f"{counted(pairs, 'pair')} that cannot both be true"))
    told += [(LETTERS[gap.kind][0], gap.label) for gap in cell.gaps]
    signs, words = " ".join(sign for sign, _ in told), ", ".join(word for _, word in told)
    if not told:
        return Markup("")
    return html(
        '<span class="marks"><span aria-hidden="true">{}</span><span class="sr">, {}</span></span>', signs, words
    )


def _contradicted(cell: Cell, page: _Page) -> int:
    return sum(page.audit.grades[claim].verdict in _AGAINST for claim in cell.claims)


def _key(page: _Page) -> Markup:
    levels = joined(
        html('<li data-level="{}">{} {}</li>', level or "not rated", shape_mark(level), certainty_mark(level))
        for level in _LEVELS
    )
    marks = [
        html("<dt>{}</dt><dd>{}</dd>", sign, says)
        for sign, says in (
            ("14", "distinct claims in the cell; it opens the list of them"),
            ("✗1", "so many claims that the evidence contradicts"),
            ("≠1", "so many pairs of claims that cannot both be true, at least one of them in the cell"),
        )
    ]
    for rule in gap_rules().kinds.values():
        if rule.name in LETTERS:
            name, source = rule.label.capitalize(), link(rule.source.url, "Source") if rule.source.url else ""
            says = html("<b>{}.</b> {} <small>{}</small>", name, rule.definition, source)
            marks.append(html("<dt>{}</dt><dd>{}</dd>", LETTERS[rule.name][0], says))
    vocabulary = page.audit.contents.vocabulary.about
    columns = joined(
        html("<dt>{}</dt><dd>{}</dd>", about, vocabulary[about].definition)
        for about in page.drawn.abouts
        if about in vocabulary
    )
    return html(
        '<div class="key">{}<p>Shape, colour and word show the best certainty among the rated claims of a cell:</p>'
        '<ul>{}</ul><p class="none"><b>An empty cell</b> means: {}. It does not mean that no evidence exists.</p>'
        "{}{}</div>",
        heading(3, "How to read the map"),
        levels,
        as_far(page.audit, "cell", empty=page.drawn.empty),
        _comparisons(page),
        details(
            "Every other sign, and what the columns are",
            html(
                '<dl class="signs">{}</dl><p>The signs at a number hold for all claims of the cell, so they are '
                "not shown while some claims are filtered out. With a keyboard: go to a number with Tab, then walk "
                "with the arrow keys; Enter opens the cell.</p>"
                "<dl>{}</dl>",
                joined(marks),
                columns,
            ),
        ),
    )


def _comparisons(page: _Page) -> Markup:
    """How many claims say what the therapy is compared with: most articles leave it out."""
    totals = page.audit.evidence_map_by_comparator.facet_totals
    told = ", ".join(f"{total.term} {len(total.claims)}" for total in totals)
    return html("<p>What the claims compare the therapy with, in claims: {}.</p>", told)


# -- what stands in a cell ---------------------------------------------------------------------------------------------


def _section(cell: Cell, page: _Page) -> Markup:
    """A filled cell, folded: which way its claims point, its gaps, its claims with their references."""
    number = counted(len(cell.claims), "claim")
    return html(
        '<details class="mapcell" id="{}" data-group><summary><h4>{}: {}</h4> '
        '<span data-count="{}">{}</span></summary>{}</details>',
        page.ids[cell.condition, cell.about],
        (cell.condition or page.drawn.none).capitalize(),
        cell.about,
        number,
        number,
        joined(_parts(cell, page)),
    )


def _parts(cell: Cell, page: _Page) -> Iterator[Markup]:
    said = dict(cell.directions)
    ways = [f"{said[word]} {_WAYS[word]}" for word in words_of(Direction) if word in said]
    yield html("<p>All claims here: {}; best certainty {}.</p>", ", ".join(ways), certainty_mark(cell.certainty))
    if cell.gaps:
        gaps = joined(html("<li><b>{}:</b> {} {}", g.label.capitalize(), g.rule, g.todo) for g in cell.gaps)
        yield html('<ul class="gaps">{}</ul>', gaps)
    by_id = page.audit.contents.claims_by_id
    yield html("<ul>{}</ul>", joined(_claim(by_id[key], page) for key in cell.claims))


def _claim(claim: Claim, page: _Page) -> Markup:
    grade = page.audit.grades[claim.id]
    facts = {
        "article": page.articles[claim.article],
        "kind": claim.kind,
        "comparator": comparator_facet(claim, page.audit.contents.vocabulary),
        "certainty": grade.certainty,
        "central": "yes" if claim.central else None,
    }
    return html(
        "<li data-item{}>{}: {} {}{}</li>",
        joined(html(' data-{}="{}"', name, value) for name, value in facts.items() if value),
        claim_link(claim.id),
        claim.claim,
        verdict_mark(grade.verdict),
        joined(_sources(claim, page)),
    )


def _sources(claim: Claim, page: _Page) -> Iterator[Markup]:
    """The works of a claim, those that the article names apart from those that we add."""
    for citations, says in ((claim.cited, "The article cites"), (claim.offered, "We add")):
        keys = dict.fromkeys(c.ref for c in citations if c.ref is not None)
        if keys:
            works = joined((reference_link(key, page.audit) for key in keys), ", ")
            yield html(" <small>{}: {}.</small>", says, works)
