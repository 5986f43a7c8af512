"""The glossary: every hard word of the pages, and the ledger's own words for treatments and complaints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from firmground.records.settings import Term
from firmground.reports.glossary import Word
from firmground.reports.glossary import glossary as words
from firmground.reports.views.markup import heading, html, joined, link, page_link
from firmground.tables.audit import Audit
from firmground.tables.topics import topics_of


def glossary(audit: Audit, article: str | None) -> Markup:  # noqa: ARG001 - one glossary for all articles
    """The words of the pages in alphabetical order, then the treatments and complaints of this ledger."""
    contents = audit.contents
    told = [_section("Words of the pages", "words", (_word(word) for word in words(contents.settings)))]
    pages = {topic.condition: topic.slug for topic in topics_of(contents) if topic.condition is not None}
    for title, name, terms in (
        ("Treatments", "treatments", contents.vocabulary.about),
        ("Complaints", "complaints", contents.vocabulary.condition),
    ):
        if terms:
            told.append(_section(title, name, (_term(term, terms[term], pages) for term in sorted(terms))))
    return html('<div data-filter="letter|Letter" data-noun="words">{}</div>', joined(told))


def _section(title: str, name: str, entries: Iterable[Markup]) -> Markup:
    """Words under a heading. The field that seeks among them stands outside the list, which may hold words only."""
    shown = joined(entries)
    return html('<section data-group>{}<dl class="glossary">{}</dl></section>', heading(2, title, name), shown)


def _word(word: Word) -> Markup:
    known = [word.sort, f"also: {', '.join(word.also)}" if word.also else ""]
    also = html(" <small>{}</small>", "; ".join(part for part in known if part)) if any(known) else ""
    more = [page_link(word.page, None, "Read more")] if word.page else []
    if word.source:
        more.append(link(word.source, "Source"))
    end = html(" <small>{}</small>", joined(more, " · ")) if more else ""
    return html(
        '<div data-item><dt id="{}">{}{}</dt><dd>{}{}</dd></div>', word.anchor, word.name, also, word.means, end
    )


def _term(name: str, term: Term, pages: Mapping[str, str]) -> Markup:
    title: object = page_link(f"topic-{pages[name]}", None, name) if name in pages else name
    return html("<div data-item><dt>{}</dt><dd>{}</dd></div>", title, term.definition)
