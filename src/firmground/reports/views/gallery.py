"""Every part by name, and how to make one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from firmground.errors import LedgerError, UnknownNameError
from firmground.reports.views import appraisal, flow, gap_map, gaps, glance, home, method, reference_list, summaries
from firmground.reports.views import article as on_article
from firmground.reports.views import reading as on_article_text
from firmground.reports.views.answers import answers
from firmground.reports.views.glossary import glossary
from firmground.reports.views.search import search
from firmground.reports.views.topic import key_messages, side_by_side, topic_references, up_to_date
from firmground.reports.views.topic_findings import findings
from firmground.reports.views.topic_unknown import unknown
from firmground.reports.views.topics import topics
from firmground.reports.views.view import View
from firmground.reports.views.work_list import work_list
from firmground.tables.audit import Audit
from firmground.tables.topics import topics_of


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        means: one line that says what it shows.
        of: whether it is about one article, about one topic, about the whole ledger, (either) about one article or
            the whole ledger, or about one topic or what belongs to no condition.
        fill: from an audit and the article's id, or the topic's slug, to HTML.
    """

    means: str
    of: Literal["article", "topic", "ledger", "either", "topic or ledger"]
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
        "glance": Part("what became of an article’s central claims, in a few figures", "article", glance.glance),
        "mend-first": Part("what to mend first in an article, and why", "article", glance.mend_first),
        "scores": Part("what can be said of the making of an article", "article", appraisal.scores),
        "missing-side": Part("which sides of the matter an article leaves out", "article", appraisal.missing_side),
        "reading": Part(
            "an article to read, with the verdicts at each sentence, where its text is at hand",
            "article",
            on_article_text.reading,
        ),
        "set-aside": Part("sentences of an article that claim nothing, by reason", "article", on_article.set_aside),
        "work-list": Part("what to mend first, with words and works to copy", "either", work_list),
        "search": Part("an index of everything that can be looked up", "ledger", search),
        "audit-flow": Part("from sentences to sources that say what the article says", "either", flow.audit_flow),
        "verdict-summary": Part("verdicts by kind of claim", "either", summaries.verdict_summary),
        "summary-of-findings": Part("rated claims by condition", "either", summaries.summary_of_findings),
        "gap-list": Part("every gap by kind, with its rule and what to do", "either", gaps.gap_list),
        "evidence-map": Part("claims by condition and therapy, with their certainty", "ledger", gap_map.evidence_map),
        "references": Part("references in AMA style, with finding and status", "either", reference_list.references),
        "topics": Part("all topics with the answer in short", "ledger", topics),
        "key-messages": Part("a topic in a few sentences, with the verbs of GRADE", "topic", key_messages),
        "answers": Part("questions with their answers, and the claims that answer them", "topic or ledger", answers),
        "side-by-side": Part("what the articles say on a topic, strongest wording first", "topic", side_by_side),
        "topic-findings": Part("summary of findings, and facts, of a topic", "topic", findings),
        "not-known": Part("what stays open on a topic", "topic", unknown),
        "up-to-date": Part("how old the works behind a topic are", "topic", up_to_date),
        "topic-references": Part("the works that a topic page names", "topic", topic_references),
        "glossary": Part("the words of the pages and what they mean", "ledger", glossary),
        "method": Part("how to read the pages", "ledger", method.method),
    }
)


class ViewError(LedgerError):
    """A part is asked for with too much or too little; ``why`` says what, and what to do."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(f"The view “{part}” {why}.")


def make_view(part: str, audit: Audit, article: str | None = None, topic: str | None = None) -> View:
    """Make a part.

    Args:
        part: its name.
        audit: all stages of one reading of the ledger.
        article: the id of an article.
        topic: the slug of a topic, as its page is called.

    Raises:
        LedgerError: for an unknown part, article or topic, and when one is missing or out of place.
    """
    if part not in VIEWS:
        raise UnknownNameError("view", part, VIEWS)
    chosen = VIEWS[part]
    if chosen.of == "topic" or (chosen.of == "topic or ledger" and topic is not None):
        return View(part, None, str(chosen.fill(audit, _topic(part, audit, topic))), topic)
    if topic is not None:
        raise ViewError(part, "is not about a topic; leave the topic out")
    if article is not None:
        on_article.file_of(audit, article)
        if chosen.of in {"ledger", "topic or ledger"}:
            raise ViewError(part, "shows the whole ledger; leave the article out")
    elif chosen.of == "article":
        known = ", ".join(a.id for a in audit.contents.articles) or "none yet"
        raise ViewError(part, f"shows one article; say which one: {known}")
    return View(part, article, str(chosen.fill(audit, article)))


def _topic(part: str, audit: Audit, topic: str | None) -> str:
    known = [found.slug for found in topics_of(audit.contents)]
    if topic in known:
        return topic
    if topic is not None:
        raise UnknownNameError("topic", topic, known)
    raise ViewError(part, f"shows one topic; say which. Topics: {', '.join(known) or 'none yet'}")
