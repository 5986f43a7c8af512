"""The parts of a topic page that say it in short: key messages, what the articles say, how up to date, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from firmground.gaps.background import happened_to, is_old, is_synthesis, year_of
from firmground.grading.naming import clause, listed, sentence
from firmground.plurals import counted, plural
from firmground.records import Claim
from firmground.reports.done import as_far
from firmground.reports.views.ama import ama
from firmground.reports.views.answers import messages as answered_messages
from firmground.reports.views.answers import safety_messages
from firmground.reports.views.marks import certainty_mark, verdict_mark
from firmground.reports.views.markup import claim_link, details, html, joined, page_link
from firmground.reports.views.topic_works import Works, topic_named
from firmground.tables.answered import SAFETY, questions_of
from firmground.tables.audit import Audit
from firmground.tables.key_messages import (
    Assertion,
    Message,
    assertions_of,
    corrected,
    messages_of,
    tally_of,
    unanswered,
)
from firmground.tables.topics import Topic, claims_of, named

#: More bullets than this are no key messages.
_CORRECTED, _FACTS, _ANSWERS = 2, 2, 7
#: With more claims than the first number, claims are folded away by article; with more than the second, left out.
_OPEN, _LISTED = 12, 36


def key_messages(audit: Audit, topic: str | None) -> Markup:
    """One to seven sentences: per treatment how sure we are and compared with what, what is not so, how many claims."""
    about = topic_named(topic, audit)
    claims = claims_of(about, audit.contents)
    told = [*_answers(about, audit), *_on_treatments(about, audit)]
    if all(audit.grades[claim.id].certainty is None for claim in unanswered(about, audit)):
        told += _on_facts(about, audit)
    leads = {
        claim.id
        for m in messages_of(about, audit, unanswered(about, audit))
        for claim in (m.lead, m.counter)
        if claim is not None
    }
    told += [_corrected(claim, audit) for claim in corrected(about, audit) if claim.id not in leads][:_CORRECTED]
    told.append(_tally(claims, audit))
    return html('<ul class="messages">{}</ul>', joined(html("<li>{}</li>", message) for message in told))


def _answers(topic: Topic, audit: Audit) -> Iterator[Markup]:
    """The answers to the topic's questions; of many on safety the first of each sort, as all stand below."""
    if topic.slug == SAFETY:
        for title, told in safety_messages(audit):
            yield html("<b>{}</b><ul>{}</ul>", title, joined(html("<li>{}</li>", message) for message in told))
    else:
        yield from answered_messages(questions_of(topic, audit.contents, audit.answered)[:_ANSWERS], audit)


def _on_treatments(topic: Topic, audit: Audit) -> Iterator[Markup]:
    """What is rated first; where nothing is, that nobody knows. Claims that answer questions are told by these."""
    messages = messages_of(topic, audit, unanswered(topic, audit))
    if not messages:
        return
    rated = [message for message in messages if message.lead is not None or message.counter is not None]
    for message in rated:
        yield _rated(message, topic, audit)
    answered = bool(questions_of(topic, audit.contents, audit.answered))
    if not answered and not rated and all(c.form != "fact" for message in messages for c in message.claims):
        why = _why(messages[0], audit) if len(messages) == 1 else ""
        yield html("<b>We do not know.</b> {} {}", as_far(audit, "unrated"), why)
        messages = messages if len(messages) > 1 else ()
    elif topic.condition is None:
        return
    for message in messages:
        if message not in rated and (len(messages) == 1 or not _beside(message, audit)):
            yield html("<b>{}: we do not know.</b> {}", _title(message.about, audit), _why(message, audit))


def _beside(message: Message, audit: Audit) -> bool:
    """Whether a message tells a reader nothing that the others don't: on no treatment, or mere facts on several."""
    term = audit.contents.vocabulary.treatment(message.about)
    return term.not_a_treatment or (not term.single and message.facts_only)


def _rated(message: Message, topic: Topic, audit: Audit) -> Markup:
    told = [_message(claim, topic, audit) for claim in (message.counter, message.lead) if claim is not None]
    first, *others = told
    return html(
        "<p><b>{}.</b> {}</p>{}", _title(message.about, audit), first, joined(html("<p>{}</p>", t) for t in others)
    )


def _title(about: str, audit: Audit) -> str:
    name = named(about, audit.contents.vocabulary)
    return name[:1].upper() + name[1:]


def _message(claim: Claim, topic: Topic, audit: Audit) -> Markup:
    """The claim with its verdict, how sure that is, compared with what, and the rater's reason.

    What nobody has put into a sentence of ours is no message of ours: the claim is told as a claim.
    """
    grade = audit.grades[claim.id]
    assert claim.rating is not None  # only such a claim has a certainty
    against = ""
    if topic.condition is not None:
        compared = Works(audit, topic).compared(claim)
        against = f" Compared with: {sentence(compared)}" if compared else " What it was compared with is not recorded."
    return html(
        '{} <span class="sure">Certainty: {}.{}</span> <small>In the rater’s words: {} ({})</small>',
        grade.wording_allowed or html("An article says: {} {}", sentence(claim.claim), verdict_mark(grade.verdict)),
        certainty_mark(grade.certainty),
        against,
        sentence(claim.rating.why),
        claim_link(claim.id),
    )


def _why(message: Message, audit: Audit) -> str:
    """Why nothing is known, in the rater's words where there is one reason."""
    if message.facts_only:
        return as_far(audit, "facts")
    if len(message.reasons) == 1:
        return f"Why it was not rated: {sentence(message.reasons[0])}"
    return "Why it was not rated stands below."


def _on_facts(topic: Topic, audit: Audit) -> Iterator[Markup]:
    """The facts that most articles state: what holds, and what could not be found out.

    What a family says is so as soon as one of its claims is confirmed: each of them, if true, makes it true.
    """
    own = [a for a in assertions_of(topic, audit) if not any(claim.answers for claim in a.claims)]
    facts = [(a, {audit.grades[c.id].verdict for c in a.claims}) for a in own]
    for assertion in [a for a, verdicts in facts if "confirmed" in verdicts][:_FACTS]:
        yield html("<b>Confirmed.</b> {} {}", sentence(assertion.says), _said_by(assertion))
    for assertion in [a for a, verdicts in facts if verdicts == {"cannot be verified"}][:1]:
        told = "We could not find out whether this is so:"
        yield html("<b>Not known.</b> {} {} {}", told, sentence(assertion.says), _said_by(assertion))


def _said_by(assertion: Assertion) -> str:
    number = len(assertion.articles)
    return plural(number, "One article says it.", f"{number} articles say it.")


def _corrected(claim: Claim, audit: Audit) -> Markup:
    grade, rating = audit.grades[claim.id], claim.rating
    source = page_link(f"article-{claim.article}", claim.id, audit.article_names[claim.article])
    if grade.wording_allowed is not None:
        told = html("{} {}. {}", clause(claim.claim), verdict_mark(grade.verdict), grade.wording_allowed)
    elif rating is not None and rating.form != "not rated":
        told = html("{} {}: {}", sentence(claim.claim), verdict_mark(grade.verdict), sentence(rating.why))
    else:
        told = html("{} {}", sentence(claim.claim), verdict_mark(grade.verdict))
    return html("<b>Not as an article says.</b> {} <small>Said by {}.</small>", told, source)


def _tally(claims: Sequence[Claim], audit: Audit) -> Markup:
    articles = len({claim.article for claim in claims})
    verdicts = listed([f"{verdict} ({number})" for verdict, number in tally_of(claims, audit.grades).items()])
    return html("<b>In all:</b> {} in {}: {}.", counted(len(claims), "claim"), counted(articles, "article"), verdicts)


def side_by_side(audit: Audit, topic: str | None) -> Markup:
    """What several articles say, strongest wording first; then what each article says alone."""
    about = topic_named(topic, audit)
    assertions = assertions_of(about, audit)
    shared = [assertion for assertion in assertions if len(assertion.claims) > 1]
    alone = [assertion.claims[0] for assertion in assertions if len(assertion.claims) == 1]
    told: list[Markup] = []
    if shared:
        told.append(Markup("<p>Said more than once, the strongest wording first:</p>"))
        told += [_assertion(assertion, audit) for assertion in shared]
    number = len(claims_of(about, audit.contents))
    by_article = {file.article.id: [c for c in alone if c.article == file.article.id] for file in audit.contents.files}
    if alone and number > _LISTED:
        told.append(_per_article({article: some for article, some in by_article.items() if some}, audit))
    elif alone:
        told.append(html("<p>{}:</p>", "Said in one place only" if shared else "Article by article"))
        told += [_by_article(a, some, audit, folded=number > _OPEN) for a, some in by_article.items() if some]
    return joined(told)


def _per_article(by_article: Mapping[str, Sequence[Claim]], audit: Audit) -> Markup:
    """How many claims are left out here, with links to where they stand."""
    items = joined(
        html("<li>{}: {}</li>", page_link(f"article-{article}", some[0].id, audit.article_names[article]), len(some))
        for article, some in by_article.items()
    )
    return html(
        "<p>Claims that stand in one place only are not listed here; those that were rated are below, and all of them "
        "stand on the pages of their articles:</p><ul>{}</ul>",
        items,
    )


def _assertion(assertion: Assertion, audit: Audit) -> Markup:
    strength = {m.claim.id: m.strength for m in audit.family_of[assertion.claims[0].id].members}
    items = joined(
        html(
            "<li>{}: {} <small>{}</small> {}</li>",
            claim_link(claim.id, audit.article_names[claim.article]),
            claim.claim,
            strength[claim.id],
            verdict_mark(audit.grades[claim.id].verdict),
        )
        for claim in assertion.claims
    )
    note = html("<p><small>{}</small></p>", assertion.note) if assertion.note else ""
    return html('<section class="said"><h3>{}</h3><ul>{}</ul>{}</section>', assertion.says, items, note)


def _by_article(article: str, claims: Sequence[Claim], audit: Audit, *, folded: bool) -> Markup:
    items = joined(
        html(
            "<li>{} <small>{}</small> {}</li>",
            claim_link(claim.id, claim.claim),
            claim.wording,
            verdict_mark(audit.grades[claim.id].verdict),
        )
        for claim in claims
    )
    name = audit.article_names[article]
    if folded:
        return details(f"{name}: {counted(len(claims), 'claim')}", html('<ul class="said">{}</ul>', items))
    return html('<section class="said"><h3>{}</h3><ul>{}</ul></section>', name, items)


def up_to_date(audit: Audit, topic: str | None) -> Markup:
    """The date of the data, the oldest and the newest work, and works that age or worse has overtaken."""
    works = Works(audit, topic_named(topic, audit))
    background = audit.background
    known = [audit.contents.references[key] for key in works.behind]
    told = []
    if audit.contents.settings is not None:
        day = audit.contents.settings.as_of.isoformat()
        told.append(html('<p>The data are of <time datetime="{0}">{0}</time>.</p>', day))
    years = sorted(year for work in known if (year := year_of(work)) is not None)
    if not known:
        told.append(Markup("<p>No rating on this page rests on a work, so nothing here can age.</p>"))
    elif years:
        span = f"came out between {years[0]} and {years[-1]}" if years[0] != years[-1] else f"came out in {years[0]}"
        number = f"{len(known)} works" if len(known) > 1 else "work"
        unknown = len(known) - len(years)
        more = f" The year of {unknown} of them is not known." if unknown else ""
        told.append(html("<p>The {} behind the ratings {}.{}</p>", number, span, more))
    old = [works.link(w.key) for w in known if is_synthesis(w) and is_old(w, background)]
    if old:
        limit = f"{background.limits['old_review_years']:g}"
        reviews = counted(len(old), "review is", "reviews are")
        told.append(html("<p>{} more than {} years old: {}.</p>", reviews, limit, joined(old, ", ")))
    for work in known:
        if work.status:
            told.append(html('<p class="warn">{} {}.</p>', works.link(work.key), happened_to(work)))
    return joined(told)


def topic_references(audit: Audit, topic: str | None) -> Markup:
    """The works that this page names, in AMA style, in the order in which it names them."""
    shown, cut = Works(audit, topic_named(topic, audit)).shown
    if not shown:
        return Markup("<p>This page names no work.</p>")
    items = joined(html('<li id="ref-{}">{}</li>', key, ama(audit.contents.references[key])) for key in shown)
    more = ""
    if cut:
        more = html(
            "<p>{} behind the ratings of this topic: see the {}.</p>",
            counted(cut, "more work stands", "more works stand"),
            page_link("references", None, "list of all references"),
        )
    return html('<ol class="refs">{}</ol>{}', items, more)
