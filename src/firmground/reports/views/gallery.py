"""Every part by name, and how to make one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from firmground.reports.views import article as on_article
from firmground.reports.views import gaps, home, method, references, summaries
from firmground.reports.views.view import View
from firmground.tables.audit import Audit


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        means: one line that says what it shows.
        of: whether it is about one article, about the whole ledger, or either.
        fill: from an audit and an article's id to HTML.
    """

    means: str
    of: Literal["article", "ledger", "either"]
    fill: Callable[[Audit, str | None], Markup]


VIEWS: Mapping[str, Part] = MappingProxyType(
    {
        "home": Part("what was audited, and the figures that matter", "ledger", home.home),
        "article-head": Part(
            "what is known about an article, and how much was audited", "article", on_article.article_head
        ),
        "claims": Part(
            "an article's claims in reading order, with ratings, verdict and gaps", "article", on_article.claims
        ),
        "set-aside": Part("sentences of an article that claim nothing, by reason", "article", on_article.set_aside),
        "audit-flow": Part("from sentences to sources that say what the article says", "either", summaries.audit_flow),
        "verdict-summary": Part("verdicts by kind of claim", "either", summaries.verdict_summary),
        "summary-of-findings": Part("rated claims by condition", "either", summaries.summary_of_findings),
        "gap-list": Part("every gap by kind, with its rule and what to do", "either", gaps.gap_list),
        "evidence-map": Part("claims by condition and therapy, with the best certainty", "ledger", gaps.evidence_map),
        "references": Part("references in AMA style, with finding and status", "either", references.references),
        "method": Part("how to read the pages", "ledger", method.method),
    }
)


def make_view(part: str, audit: Audit, article: str | None = None) -> View:
    """Make a part.

    Raises:
        LookupError: for an unknown part or article, and when an article is missing or out of place.
    """
    if part not in VIEWS:
        raise LookupError(f"There is no view “{part}”. Views: {', '.join(VIEWS)}.")
    chosen = VIEWS[part]
    if article is not None:
        on_article.file_of(audit, article)
        if chosen.of == "ledger":
            raise LookupError(f"The view “{part}” shows the whole ledger; leave the article out.")
    elif chosen.of == "article":
        known = ", ".join(a.id for a in audit.contents.articles) or "none yet"
        raise LookupError(f"The view “{part}” shows one article; say which one: {known}.")
    return View(part, article, str(chosen.fill(audit, article)))
