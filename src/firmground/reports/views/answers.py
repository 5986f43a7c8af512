"""Questions with their answers, on the pages of topics and in one place for what stands beside the conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup, escape

from firmground.grading.judging import Judged
from firmground.grading.naming import clause, sentence
from firmground.grading.standing import certainty_in
from firmground.records import Claim
from firmground.reports.cards import position
from firmground.reports.cards.answers import GENERAL, page_of, tell
from firmground.reports.cards.question import counted_in, question_card
from firmground.reports.messages import read_template
from firmground.reports.views.marks import certainty_mark, verdict_mark, warning_mark
from firmground.reports.views.markup import REFERENCES_PAGE, claim_link, heading, html, joined, page_link
from firmground.reports.views.topic_works import topic_named
from firmground.tables.answered import SAFETY, Answered, Care, first_of, in_order, questions_of
from firmground.tables.audit import Audit
from firmground.tables.topics import topics_of

#: In what order harm is told, and how many questions of each sort stand among the key messages.
_CARES: tuple[Care, ...] = ("harm", "people", "precaution")
_FIRST = 5


def answers(audit: Audit, topic: str | None) -> Markup:
    """Every question of a topic whole; without a topic those of no condition, whole where no other page has them so."""
    if topic is not None:
        found = questions_of(topic_named(topic, audit), audit.contents, audit.answered)
        return _whole(found, audit) if found else Markup("<p>{}</p>").format(tell("none_here"))
    general = in_order((o for o in audit.answered.values() if o.question.condition is None), audit.contents)
    general = (
        *general,
        *(o for o in audit.answered.values() if o not in general and page_of(o.question.id, audit) == GENERAL),
    )
    if not general:
        return html("<p>{}</p>", tell("none"))
    here = [one for one in general if page_of(one.question.id, audit) == GENERAL]
    told = []
    for title, page in _pages(audit):
        some = [one for one in general if page_of(one.question.id, audit) == page]
        if some:
            told.append(heading(3, page_link(page, None, title)))
            told.append(html("<ul>{}</ul>", joined(html("<li>{}</li>", _short(one, audit)) for one in some)))
    return joined([*told, _whole(here, audit)])


def _pages(audit: Audit) -> Iterable[tuple[str, str]]:
    topics = sorted(topics_of(audit.contents), key=lambda topic: topic.slug != SAFETY)
    return ((topic.title, f"topic-{topic.slug}") for topic in topics)


def question_link(question: str, text: object, audit: Audit) -> Markup:
    """A link to the place where a question stands whole."""
    return page_link(page_of(question, audit), f"question-{question}", text)


def _short(one: Answered, audit: Audit) -> Markup:
    """The question, as the way to the whole of it; the answer; its figures and its certainty."""
    question, certainty = one.question, certainty_in(one.question, audit.contents.references)
    figures = question.figures or counted_in(question)
    told: list[object] = [tell("figures", figures=ended(figures))] if figures else []
    if certainty is not None:
        told.append(html("{}: {}.", tell("sure"), certainty_mark(certainty)))
    more = html('<span class="sure">{}</span>', joined(told, " ")) if told else ""
    asks = question_link(question.id, question.asks, audit)
    return html("<small>{}</small> {} {}", asks, ended(question.written or tell("unwritten")), more)


def messages(found: Sequence[Answered], audit: Audit) -> tuple[Markup, ...]:
    """The answers to questions as key messages, each with its figures and certainty."""
    return tuple(_short(one, audit) for one in found)


def safety_messages(audit: Audit) -> tuple[tuple[str, tuple[Markup, ...]], ...]:
    """What readers must know first: what can go wrong, who must take care, what to do in time; the gravest first."""
    topic = next((topic for topic in topics_of(audit.contents) if topic.slug == SAFETY), None)
    found = questions_of(topic, audit.contents, audit.answered) if topic is not None else ()
    told = []
    for care in _CARES:
        some = first_of(found, care, _FIRST)
        if some:
            told.append((tell(f"care.{care}"), messages(some, audit)))
    return tuple(told)


def _whole(found: Iterable[Answered], audit: Audit) -> Markup:
    cards = [question_card(audit, one.question) for one in found]
    return Markup(_template().render(questions=cards, names=audit.article_names, works=audit.reference_names))


def judged_mark(claim: Claim, judged: Judged) -> Markup:
    """The verdict on one answer of a claim: a warning is marked as one, and a use has its second half."""
    helps = html(" · {}", judged.helps) if judged.helps else ""
    warning = warning_mark() if claim.warning else ""
    return html("{} {}{}", warning, verdict_mark(judged.verdict), helps)


def ended(text: str) -> str:
    """Text with a full stop at its end; nothing where there is none."""
    return sentence(text) if text else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _work_link(key: str, name: str) -> Markup:
    if name == key:  # nothing else is known of it
        return html("{} (not in references.bib)", key)
    return page_link(REFERENCES_PAGE, f"ref-{quote(key)}", name)


@cache
def _template() -> Template:
    return read_template(
        "answers.html.j2",
        tell=_tell,
        word=position.tell,
        sentence=ended,
        clause=clause,
        capital=_capital,
        certainty_mark=certainty_mark,
        claim_link=claim_link,
        judged_mark=judged_mark,
        work_link=_work_link,
    )


def _tell(name: str, count: int | None = None, /, **values: object) -> Markup:
    return Markup(tell(name, count, **{key: escape(value) for key, value in values.items()}))
