"""The list of references: each with what it found, who leans on it, its status, and what could not be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import get_args

from markupsafe import Markup

from firmground.citing.addresses import web_address
from firmground.citing.names import author_name
from firmground.gaps.background import Background, is_old, is_synthesis, least_age
from firmground.grading.level import counts, level_of
from firmground.plurals import counted
from firmground.records import Claim, Reference
from firmground.records.terms import Design, Status
from firmground.reports.views.ama import ama
from firmground.reports.views.article import filter_names
from firmground.reports.views.markup import claim_link, claim_number, details, html, joined, link
from firmground.reports.views.references import reference_link, size_of, status_of
from firmground.tables.audit import Audit
from firmground.tables.uses import Uses

#: What the filter calls a work, by what the claims do with it.
_CITED, _POSSIBLE, _OFFERED, _LEFT = (
    "cited by an article",
    "only possibly meant by an article",
    "only added by us",
    "named by no claim",
)
_OLD, _UNSURE = "old", "not fully confirmed"
#: What is said of a work that is too old: a threshold of ``gaps/kinds.toml`` by the design.
_AGED: Mapping[str, str] = MappingProxyType({"review": "old_review_years", "guideline": "old_guideline_years"})


@dataclass(frozen=True)
class _Page:
    """What every entry needs, worked out once."""

    audit: Audit
    articles: Mapping[str, str]


def references(audit: Audit, article: str | None) -> Markup:
    """Of an article: the works that its claims name, in the order of first mention; else all, by first author."""
    return _all(audit) if article is None else _of_article(audit, article)


def _of_article(audit: Audit, article: str) -> Markup:
    known = audit.contents.references
    claims = audit.contents.claims_by_article.get(article, ())
    keys = [key for key in dict.fromkeys(k for c in claims for k in c.named) if key in known]
    if not keys:
        return Markup("<p>No reference is named here.</p>")
    told = ((key, joined((_copied(known[key]), *status_of(known[key], audit)))) for key in keys)
    return html('<ol class="refs">{}</ol>', joined(html('<li id="ref-{}">{}</li>', key, item) for key, item in told))


def _all(audit: Audit) -> Markup:
    known = audit.contents.references
    if not known:
        return Markup("<p>No reference is named here.</p>")
    page = _Page(audit, filter_names(audit))
    orders = {
        "design": get_args(Design),
        "status": (*get_args(Status), _OLD, _UNSURE),
        "by": page.articles.values(),
        "use": (_CITED, _POSSIBLE, _OFFERED, _LEFT),
    }
    keys = sorted(known, key=lambda key: (_sort_name(known[key]), known[key].year or 0, key))
    return html(
        '<div data-filter="use|Use; by|Cited by; design|Design; status|Status; decade|Published" data-noun="references"'
        '{}><ol class="refs">{}</ol></div>',
        joined(html(' data-{}-order="{}"', name, "; ".join(order)) for name, order in orders.items()),
        joined(_item(known[key], page) for key in keys),
    )


def _sort_name(reference: Reference) -> str:
    people = reference.authors or reference.editors
    return (author_name(people[0]) if people else reference.title).casefold()


def _copied(reference: Reference) -> Markup:
    return html('<p class="ama"><span data-copy="Copy">{}</span></p>', ama(reference))


# -- one entry ---------------------------------------------------------------------------------------------------------


def _item(reference: Reference, page: _Page) -> Markup:
    uses, aged = page.audit.uses[reference.key], _aged(reference, page.audit.background)
    facets = {
        "use": _use(uses),
        "by": "; ".join(dict.fromkeys(page.articles[claim.article] for claim in uses.cited)),
        "design": reference.design or "not recorded",
        "status": "; ".join(_statuses(reference, aged)),
        "decade": f"{reference.year // 10 * 10}s" if reference.year is not None else "no year",
    }
    return html(
        '<li id="ref-{}" data-item{}>{}</li>',
        reference.key,
        joined(html(' data-{}="{}"', name, value) for name, value in facets.items() if value),
        joined(_told(reference, page, aged)),
    )


def _use(uses: Uses) -> str:
    if uses.cited:
        return _CITED
    if uses.possible:
        return _POSSIBLE
    return _OFFERED if uses.offered or uses.rests else _LEFT


def _statuses(reference: Reference, aged: str | None) -> Iterator[str]:
    status = reference.status or ("superseded" if reference.supersededby else None)
    sure = reference.verified is not None and not reference.unverified
    yield from (word for word, holds in ((status, status), (_OLD, aged), (_UNSURE, not sure)) if holds and word)


def _aged(reference: Reference, background: Background) -> str | None:
    """What is said of a review or guideline that is older than the limit for its kind."""
    kind = "review" if is_synthesis(reference) else str(reference.design)
    if kind not in _AGED or not is_old(reference, background, _AGED[kind]):
        return None
    age, limit = least_age(reference, background.as_of), background.limits[_AGED[kind]]
    return f"Old for a {kind}: at least {age:.1f} years on {background.as_of} (limit: {limit:g} years)."


def _told(reference: Reference, page: _Page, aged: str | None) -> Iterator[Markup]:
    yield _copied(reference)
    yield from status_of(reference, page.audit)
    if aged:
        yield html('<p class="warn">{}</p>', aged)
    kind = ", ".join([(reference.design or "kind of work not recorded").capitalize(), *size_of(reference)])
    uses = page.audit.uses[reference.key]
    used = (
        f"Cited for {counted(len(uses.cited) + len(uses.possible), 'claim')}, added by us for {len(uses.offered)}; "
        f"{counted(len(uses.rests), 'rating rests', 'ratings rest')} on it."
    )
    yield html('<p class="kind">{}</p>', " ".join(part for part in (f"{kind}.", _level(reference), used) if part))
    if body := joined(html("<dt>{}</dt><dd>{}</dd>", name, value) for name, value in _facts(reference, page) if value):
        yield details("Finding and uses", html("<dl>{}</dl>", body))


def _level(reference: Reference) -> str:
    """The OCEBM level that the design gives; no more than that is known without the claim."""
    if not counts(reference):
        return f"A {reference.status} work counts for nothing."
    benefit, harms = level_of(reference, "benefit"), level_of(reference, "harms")
    if benefit is None and harms is None:
        return ""
    if benefit == harms:
        return f"OCEBM level {benefit} of 5."
    return f"OCEBM level {benefit or 'none'} of 5 for benefit, {harms or 'none'} for harms."


def _facts(reference: Reference, page: _Page) -> Iterator[tuple[str, object]]:
    uses = page.audit.uses[reference.key]
    yield "Found", reference.finding
    yield "Cited by", _claims(uses.cited, page)
    yield "Possibly meant by", _claims(uses.possible, page)
    printed = (f"{page.articles[article]} (number {', '.join(numbers)})" for article, numbers in uses.printed.items())
    yield "Printed in the list of", joined(printed, ", ")
    yield "Ratings that rest on it", _claims(uses.rests, page)
    yield "Takes the place of", joined((reference_link(k, page.audit) for k in uses.replaces), ", ")
    yield "Who was studied", reference.population
    yield "Treatment", reference.intervention
    yield "Compared with", reference.comparator
    yield "Certainty, as its authors state it", reference.certainty
    yield "Paid by", reference.funding
    yield "Note", reference.note
    yield "Address", link(web_address(reference.url), reference.url) if reference.url and reference.doi else None


def _claims(claims: Iterable[Claim], page: _Page) -> Markup:
    """Claims by article, each as its number with a link."""
    told = []
    for article, some in groupby(claims, key=attrgetter("article")):
        numbers = joined((claim_link(claim.id, claim_number(claim.id)) for claim in some), ", ")
        told.append(html("{} {}", page.articles[article], numbers))
    return joined(told, "; ")
