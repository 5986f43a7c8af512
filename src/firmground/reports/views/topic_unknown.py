"""What is not known on a topic: gaps of the map, claims that nobody could rate, disputes, facts without a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from firmground.grading.naming import sentence
from firmground.records import Claim
from firmground.reports.views.markup import claim_link, details, heading, html, joined
from firmground.reports.views.topic_works import topic_named
from firmground.tables.audit import Audit
from firmground.tables.topics import Topic, claims_of, named

#: Longer lists are folded away; more disputes than the second number are left to the pages of the articles.
_OPEN, _DISPUTES = 5, 8


def unknown(audit: Audit, topic: str | None) -> Markup:
    """Everything on the topic that stays open."""
    about = topic_named(topic, audit)
    claims = claims_of(about, audit.contents)
    parts = (
        ("Gaps in the evidence", list(_gaps(about, audit))),
        ("What nobody could settle", list(_not_rated(claims, audit))),
        ("Facts that could not be verified", list(_not_verified(claims, audit))),
        ("Claims that contradict each other", list(_disputes(claims, audit))),
    )
    told = [joined((heading(3, title), _list(items))) for title, items in parts if items]
    if not told:
        return Markup(
            "<p>No rule of this ledger found a gap here. That does not mean that everything is known: only what the "
            "articles claim was looked at.</p>"
        )
    return joined(told)


def _list(items: Sequence[Markup]) -> Markup:
    listed = html("<ul>{}</ul>", joined(html("<li>{}</li>", item) for item in items))
    return details(f"{len(items)} entries", listed) if len(items) > _OPEN else listed


def _gaps(topic: Topic, audit: Audit) -> Iterator[Markup]:
    """Gaps of the cells of the map that belong to the condition; other topics stand on no row of it."""
    if topic.condition is None:
        return
    for cell in audit.evidence_map.cells:
        if cell.condition == topic.condition:
            for gap in cell.gaps:
                name = named(cell.about, audit.contents.vocabulary)
                yield html("<b>{}, {}.</b> {}", name[:1].upper() + name[1:], gap.label, sentence(gap.rule))


def _not_rated(claims: Sequence[Claim], audit: Audit) -> Iterator[Markup]:
    """Claims without a rating, those of one reason together; of claims that answer questions, which kind of unknown."""
    by_reason: dict[str, list[Claim]] = {}
    for claim in claims:
        if (sense := audit.grades[claim.id].sense) is not None:
            by_reason.setdefault(sense.text, []).append(claim)
        elif claim.form == "not rated":
            reason = sentence(claim.rating.why) if claim.rating else "Nobody has rated it yet."
            by_reason.setdefault(reason, []).append(claim)
    for reason, some in by_reason.items():
        yield html("{} <small>{}</small>", _said(some, audit), reason)


def _not_verified(claims: Sequence[Claim], audit: Audit) -> Iterator[Markup]:
    """Facts without a source. Their reasons stand in the table of facts; a long list stands there whole."""
    some = [
        c for c in claims if audit.grades[c.id].verdict == "cannot be verified" and audit.grades[c.id].sense is None
    ]
    if len(some) > _OPEN:
        yield html('{} statements; they stand last under <a href="#facts">Statements of fact</a>.', len(some))
    else:
        yield from (_said([claim], audit) for claim in some)


def _said(claims: Sequence[Claim], audit: Audit) -> Markup:
    return joined(
        (html("{} ({})", claim.claim, claim_link(claim.id, audit.article_names[claim.article])) for claim in claims),
        " ",
    )


def _disputes(claims: Sequence[Claim], audit: Audit) -> Iterator[Markup]:
    """Pairs of claims that cannot both be true, at least one of them on the topic; each pair once."""
    conflicts, by_id = audit.background.conflicts, audit.contents.claims_by_id
    pairs = dict.fromkeys(
        (reason.at, other if reason.at == claim.id else claim.id, reason.why)
        for claim in claims
        for other, reason in conflicts.get(claim.id, {}).items()
    )
    for one, other, why in tuple(pairs)[:_DISPUTES]:
        first, second = _said([by_id[one]], audit), _said([by_id[other]], audit)
        yield html("{} Against it: {} <small>{}</small>", first, second, sentence(why))
    if len(pairs) > _DISPUTES:
        yield html("{} more pairs; they stand with the claims on the article pages.", len(pairs) - _DISPUTES)
