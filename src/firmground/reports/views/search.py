"""The search page: an index of everything that can be looked up, which the page's script searches.

Nothing is asked of any server. Without the script it is what it looks like: an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from markupsafe import Markup

from firmground.citing.ama import authors_text
from firmground.grading.scales import VERDICTS
from firmground.plurals import counted
from firmground.records import Contents, Reference
from firmground.reports.cards.answers import tell
from firmground.reports.glossary import PAGE, glossary
from firmground.reports.views.answers import question_link
from firmground.reports.views.marks import slug, verdict_mark
from firmground.reports.views.markup import REFERENCES_PAGE, claim_link, heading, html, joined, page_link
from firmground.reports.views.summaries import Row, rows_of
from firmground.tables.answered import in_order
from firmground.tables.audit import Audit
from firmground.tables.topics import Topic, topics_of

#: Letters of a word that makes a text findable.
_LONG = 9


def search(audit: Audit, article: str | None = None) -> Markup:  # noqa: ARG001 - one index of everything
    """Topics, articles, words, claims by verdict, and references, each with a link to its page."""
    groups = (
        ("topics", "Topics", _list(_topics(audit.contents))),
        ("questions", "Questions and answers", _list(_questions(audit))),
        ("articles", "Articles", _list(_articles(audit))),
        ("words", "Words", _list(_glossary(audit.contents))),
        ("claims", "Claims", _claims(audit)),
        ("references", "References", _list(_references(audit))),
    )
    shown = joined(
        html("<section data-group>{}{}</section>", heading(2, title, anchor), body)
        for anchor, title, body in groups
        if body
    )
    return html("<div data-search>{}</div>", shown) if shown else Markup("<p>There is nothing to look up yet.</p>")


def _list(items: Iterable[Markup]) -> Markup:
    shown = joined(items)
    return html('<ul class="index">{}</ul>', shown) if shown else shown


def _item(title: Markup, more: object = "", words: str = "") -> Markup:
    """An entry: its title weighs most in the search; ``words`` are searched and not shown."""
    return html(
        '<li data-item{}><b class="t">{}</b>{}</li>',
        html(' data-words="{}"', words) if words else "",
        title,
        html(" <small>{}</small>", more) if more else "",
    )


def _topics(contents: Contents) -> Iterator[Markup]:
    for topic in topics_of(contents):
        definition, words = _term(topic, contents)
        yield _item(page_link(f"topic-{topic.slug}", None, topic.title), definition, words)


def _term(topic: Topic, contents: Contents) -> tuple[str, str]:
    """What the vocabulary says on a condition, and its MeSH heading; of another topic its name and kinds of claim."""
    term = contents.vocabulary.condition.get(topic.condition or "")
    if term is None:
        return "", " ".join((topic.slug, *sorted(topic.kinds or ())))
    return term.definition, term.mesh or ""


def _glossary(contents: Contents) -> Iterator[Markup]:
    for word in glossary(contents.settings):
        yield _item(page_link(PAGE, word.anchor, word.name), word.means, " ".join(word.also))


def _questions(audit: Audit) -> Iterator[Markup]:
    """Each question with its answer; the words of its reason and of whom it is about lead there, too."""
    for one in in_order(audit.answered.values(), audit.contents):
        question = one.question
        about = (question.id, question.about, question.condition, question.people, question.outcome, *question.items)
        words = " ".join(filter(None, (*about, *_technical(question.rating.why))))
        yield _item(question_link(question.id, question.asks, audit), question.written or tell("unwritten"), words)


def _articles(audit: Audit) -> Iterator[Markup]:
    for found in audit.contents.articles:
        name = audit.article_names[found.id]
        more = html("{} {}", found.title or "", page_link(f"work-list-{found.id}", None, "What to mend there"))
        yield _item(page_link(f"article-{found.id}", None, name), more, found.id)


def _claims(audit: Audit) -> Markup:
    """Claims in the order of the verdicts; the home page leads to each verdict."""
    rows = rows_of("claims", audit, None)
    told = []
    for verdict in VERDICTS:
        some = [row for row in rows if row["verdict"] == verdict]
        if some:
            title = html("{} <small>{}</small>", verdict_mark(verdict), counted(len(some), "claim"))
            items = []
            for row in some:
                warning = "warning, " if audit.contents.claims_by_id[row["claim_id"]].warning else ""
                more = f"{audit.article_names[row['article']]}, {warning}{row['kind']}, {verdict}"
                items.append(_item(claim_link(row["claim_id"], row["claim"]), more, _about(row, audit)))
            told.append(heading(3, title, f"claims-{slug(verdict)}") + _list(items))
    return joined(told)


def _about(row: Row, audit: Audit) -> str:
    """What else leads to a claim: its name, what it is about, and the technical words of its rating."""
    claim = audit.contents.claims_by_id[row["claim_id"]]
    why = claim.rating.why if claim.rating and claim.form != "not rated" else None
    return " ".join(filter(None, (row["claim_id"], row["about"], row["condition"], *_technical(why))))


def _references(audit: Audit) -> Iterator[Markup]:
    references = audit.contents.references.values()
    for reference in sorted(references, key=lambda r: (authors_text(r).casefold(), r.year or 0, r.key)):
        where = reference.journal or reference.booktitle or reference.publisher or reference.institution
        told = (authors_text(reference), where, reference.year, reference.design, reference.status)
        more = ". ".join(str(part) for part in told if part)
        yield _item(page_link(REFERENCES_PAGE, f"ref-{quote(reference.key)}", reference.title), more, _words(reference))


def _words(reference: Reference) -> str:
    people = (*reference.authors[:12], *reference.editors[:12])
    return " ".join((reference.key, *map(str, people), *_technical(reference.finding)))


def _technical(text: str | None) -> tuple[str, ...]:
    """Long words of a text, each once: most of these are the technical ones that somebody would look for."""
    return tuple(dict.fromkeys(re.findall(rf"\w{{{_LONG},}}", (text or "").casefold())))
