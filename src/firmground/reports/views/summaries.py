"""Tables that sum up: verdicts by kind, and findings by condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from firmground.grading.scales import VERDICTS
from firmground.records import Claim
from firmground.records.terms import EVIDENCE_KINDS, Kind, words_of
from firmground.reports.views.marks import certainty_mark, slug, verdict_mark
from firmground.reports.views.markup import claim_link, heading, html, joined, table
from firmground.reports.views.references import reference_link, size_of
from firmground.tables.audit import Audit
from firmground.tables.build import build_table

Row = Mapping[str, Any]


def rows_of(name: str, audit: Audit, article: str | None) -> list[Row]:
    """Rows of a table, of one article when one is given."""
    return [r for r in build_table(name, audit).rows if article is None or r["article"] == article]


def verdict_summary(audit: Audit, article: str | None) -> Markup:
    """How many claims of each kind got each verdict; verdicts in their order, kinds that do not occur left out."""
    rows = rows_of("claims", audit, article)
    count = Counter((row["verdict"], row["kind"]) for row in rows)
    kinds = [kind for kind in words_of(Kind) if any(row["kind"] == kind for row in rows)]
    body = []
    for verdict in VERDICTS:
        cells = [count[verdict, kind] for kind in kinds]
        body.append((verdict_mark(verdict), sum(cells), *(n or "" for n in cells)))
    totals = [sum(count[verdict, kind] for verdict in VERDICTS) for kind in kinds]
    return table(
        "Claims by verdict and kind; each claim is counted once, an empty cell means none",
        ("Verdict", "All", *kinds),
        body,
        foot=("All", sum(totals), *totals),
        numbers=frozenset(range(1, len(kinds) + 2)),
    )


def summary_of_findings(audit: Audit, article: str | None) -> Markup:
    """By condition: each claim of effect that has a certainty, what the rating rests on, and the verdict."""
    claims = [
        claim
        for file in audit.contents.files
        if article is None or file.article.id == article
        for claim in file.claims
        if claim.kind in EVIDENCE_KINDS and audit.grades[claim.id].certainty is not None
    ]
    if not claims:
        return Markup("<p>No claim of effect has been rated for certainty yet.</p>")
    order = audit.evidence_map.conditions
    told = []
    for condition in order:
        some = [claim for claim in claims if claim.condition == condition]
        if some:
            title = condition or "no condition named"
            told.append(heading(3, title.capitalize(), f"condition-{slug(title)}"))
            told.append(_findings(title, some, audit))
    return joined(told)


def _findings(title: str, claims: Iterable[Claim], audit: Audit) -> Markup:
    rows = []
    for claim in claims:
        grade = audit.grades[claim.id]
        rows.append(
            (
                html("{} <small>{}</small>", claim.claim, claim_link(claim.id)),
                claim.about,
                claim.comparator or "not named",
                html('<span class="works">{}</span>', joined(_basis(claim, audit), "<br>")),
                certainty_mark(grade.certainty),
                verdict_mark(grade.verdict),
            )
        )
    head = ("Claim", "Therapy", "Compared with", "The rating rests on", "Certainty", "Verdict")
    return table(f"Claims on {title}, with the evidence behind each", head, rows, cards=True)


def _basis(claim: Claim, audit: Audit) -> Iterator[Markup]:
    """Each work with its size as the entry records it. Sizes are not added up: reviews share trials."""
    assert claim.rating is not None  # only such a claim has a certainty
    for key in dict.fromkeys(claim.rating.basis):
        reference = audit.contents.references.get(key)
        size = ", ".join(size_of(reference)) if reference is not None else ""
        yield html("{} <small>({})</small>", reference_link(key, audit), size or "size not recorded")
