"""The list of references: each with what it found, who leans on it, its status, and what could not be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from firmground.grading.naming import listed, names_of
from firmground.records import Claim, EvidenceRating, FactRating, Reference
from firmground.reports.views.ama import ama, author_name, month_of
from firmground.reports.views.markup import REFERENCES, details, html, joined, link, page_link
from firmground.tables.audit import Audit
from firmground.tables.build import build_table


def references_of(claim: Claim) -> tuple[str, ...]:
    """Keys of all works that a claim's citations and rating name, in that order, each once."""
    keys = [citation.ref for citation in claim.citations if citation.ref]
    if isinstance(claim.rating, EvidenceRating | FactRating):
        keys += claim.rating.basis
    if isinstance(claim.rating, EvidenceRating) and claim.rating.adopted:
        keys.append(claim.rating.adopted.ref)
    return tuple(dict.fromkeys(keys))


def reference_link(key: str, names: dict[str, str], audit: Audit) -> Markup:
    """A work by its short name, with a link to its entry in the list of references."""
    if key not in audit.contents.references:
        return html("{} (not in references.bib)", key)
    return page_link(REFERENCES, f"ref-{quote(key)}", names.get(key, key))


def short_names(audit: Audit) -> dict[str, str]:
    """Short names of all works; two of one name carry their keys."""
    return dict(names_of(audit.contents.references, audit.contents.references))


def references(audit: Audit, article: str | None) -> Markup:
    """Of an article: the works that its claims name, in the order of first mention; else all, by first author."""
    known = audit.contents.references
    counts = {row["ref"]: row for row in build_table("references", audit).rows}
    if article is None:
        keys = sorted(known, key=lambda key: (_sort_name(known[key]), known[key].year or 0, key))
    else:
        claims = (c for f in audit.contents.files if f.article.id == article for c in f.claims)
        keys = [key for key in dict.fromkeys(k for c in claims for k in references_of(c)) if key in known]
    items = joined(_item(known[key], audit, counts[key], whole=article is None) for key in keys)
    if not items:
        return Markup("<p>No reference is named here.</p>")
    return html('<ol class="refs">{}</ol>', items)


def _sort_name(reference: Reference) -> str:
    return (author_name(reference.authors[0]) if reference.authors else reference.title).casefold()


def _item(reference: Reference, audit: Audit, counts: object, *, whole: bool) -> Markup:
    told = [html('<p class="ama">{}</p>', ama(reference)), *_status(reference, audit)]
    if whole:
        told += list(_whole(reference, counts))
    return html('<li id="ref-{}">{}</li>', reference.key, joined(told))


def _status(reference: Reference, audit: Audit) -> Iterator[Markup]:
    """What a reader must know before relying on the work."""
    if reference.status:
        note = f" {reference.statusnote}" if reference.statusnote else ""
        newer = audit.contents.references.get(reference.supersededby or "")
        instead = html(" In its place: {}.", reference_link(newer.key, short_names(audit), audit)) if newer else ""
        yield html('<p class="warn"><strong>{}.</strong>{}{}</p>', reference.status.capitalize(), note, instead)
    if reference.verified is None:
        yield Markup('<p class="warn">Nobody has seen a source page for this work yet.</p>')
    if reference.unverified:
        yield html('<p class="warn">Not confirmed by any page we saw: {}.</p>', listed(reference.unverified))


def _whole(reference: Reference, counts: object) -> Iterator[Markup]:
    assert isinstance(counts, dict)  # a row of the table of references
    size = [f"{reference.studies:,} studies" if reference.studies is not None else ""]
    size.append(f"{reference.participants:,} people" if reference.participants is not None else "")
    kind = [reference.design or "kind of work not recorded", *(part for part in size if part)]
    uses = f"Cited for {counts['cited_by']}, offered for {counts['offered_for']}, "
    based = counts["ratings_resting_on_it"]
    uses += f"basis of {based} {'rating' if based == 1 else 'ratings'}."
    yield html('<p class="kind">{}. <span class="uses">{}</span></p>', ", ".join(kind).capitalize(), uses)
    facts = [
        ("Found", reference.finding),
        ("Who was studied", reference.population),
        ("Treatment", reference.intervention),
        ("Compared with", reference.comparator),
        ("Certainty, as its authors state it", reference.certainty),
        ("Paid by", reference.funding),
        ("Note", reference.note),
        ("Source page seen", month_of(reference.verified) if reference.verified else None),
    ]
    body = joined(html("<dt>{}</dt><dd>{}</dd>", name, value) for name, value in facts if value)
    address = html("<p>{}</p>", link(reference.url, reference.url)) if reference.url and reference.doi else ""
    yield details("What it found", html("<dl>{}</dl>{}", body, address))
