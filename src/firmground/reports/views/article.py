"""The parts of an article's page: its head, its claims, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from firmground.appraisal.done import Done
from firmground.errors import UnknownNameError
from firmground.gaps.kinds import gap_rules
from firmground.grading.naming import sentence
from firmground.grading.rulebook import grade_rules, ocebm_rules, verdict_rules
from firmground.grading.scales import VERDICTS
from firmground.records import ClaimFile
from firmground.records.terms import Kind, SetAsideReason, words_of
from firmground.reports.cards.claim import claim_card, once, usual_signature
from firmground.reports.done import done_in, how_far, tell
from firmground.reports.views.claim import cards_in_html
from firmground.reports.views.marks import certainty_mark, verdict_mark
from firmground.reports.views.markup import REFERENCES_PAGE, details, html, joined, link, page_link, table
from firmground.tables.audit import Audit
from firmground.tables.build import build_table

#: What a passage that was set aside is, by its reason.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "heading": "a heading",
        "question": "a question",
        "promotion": "an invitation or advertising",
        "connective": "a sentence that only leads from one to the next",
        "disclaimer": "a disclaimer",
        "not article": "not part of the article",
        "patient story": "somebody’s own story",
        "navigation": "a pointer to another page or place",
        "instruction": "an instruction to the reader",
    }
)


def file_of(audit: Audit, article: str | None) -> ClaimFile:
    """The claim file of an article.

    Raises:
        UnknownNameError: when there is none.
    """
    for file in audit.contents.files:
        if file.article.id == article:
            return file
    raise UnknownNameError("article", article, (file.article.id for file in audit.contents.files))


def filter_names(audit: Audit) -> Mapping[str, str]:
    """How articles are called, by id, where a page's filter reads it: a semicolon parts two of its words."""
    return {key: name.replace(";", ",") for key, name in audit.article_names.items()}


def article_head(audit: Audit, article: str | None) -> Markup:
    """What is known about the article, and how much of it was audited."""
    record = file_of(audit, article).article
    (done,) = done_in(audit, record.id)[:1]
    row = next(r for r in build_table("articles", audit).rows if r["article"] == article)
    facts: list[tuple[str, object]] = [
        ("Title", record.title or "not known: not seen on the copy that was read"),
        ("Publisher", record.publisher or "not known"),
        ("Live article", link(record.url, record.url) if record.url else "no address known"),
        ("Published", _day(record.published)),
        ("Last changed", _day(record.updated)),
        ("Author", record.author or "not known"),
        ("Medical reviewer", record.medical_reviewer or "not known"),
        ("Claims", f"{row['claims']}, of which {row['central']} are central"),
        ("Claims with a source", f"{row['with_citation']} of {row['claims']}"),
        ("Claims rated", f"{row['rated']} of {row['claims']}"),
        ("Gaps", row["gaps"] if row["claims"] else tell("gaps.none")),
        ("Sentences", _sentences(row, done)),
    ]
    if record.reference_list:
        facts.append(("Its reference list", _listed(audit, article)))
    if record.note:
        facts.append(("Note", record.note))
    return html('<dl class="facts">{}</dl>', joined(html("<dt>{}</dt><dd>{}</dd>", n, v) for n, v in facts))


def uncited_numbers(file: ClaimFile) -> tuple[str, ...]:
    """Numbers of the article's own reference list that no sentence of it gives."""
    given = {
        number.strip()
        for claim in file.claims
        if claim.attribution.kind == "numbered reference"
        for number in (claim.attribution.as_ or "").split(",")
    }
    return tuple(listed.number for listed in file.article.reference_list if listed.number not in given)


def _listed(audit: Audit, article: str | None) -> Markup:
    file = file_of(audit, article)
    uncited = uncited_numbers(file)
    count = len(file.article.reference_list)
    said = f"no sentence gives the number of {', '.join(uncited)}" if uncited else "each is given by a sentence"
    entries = joined(
        html(
            "<li>{}. {}{}</li>",
            listed.number,
            page_link(REFERENCES_PAGE, f"ref-{listed.ref}", audit.contents.references[listed.ref].title)
            if listed.ref in audit.contents.references
            else listed.ref,
            f": {listed.note}" if listed.note else "",
        )
        for listed in file.article.reference_list
    )
    return html('{} works; {}.<ul class="printed">{}</ul>', count, said, entries)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "not known"


def _sentences(row: Mapping[str, object], done: Done) -> str:
    """How much of the text is accounted for; nothing is claimed that was not checked."""
    if done.open:
        return how_far(done)
    if row["text_at_hand"]:
        return f"{row['accounted']} of {row['sentences']} are under a claim or set aside with a reason"
    if row["sentences"] is None:
        return "not counted: this page is made without the text"
    return (
        f"{row['sentences']} in the text that the claims were made from, {row['set_aside']} of them set aside. "
        "This page is made without the text, so its sentences are not shown and were not counted again"
    )


def claims(audit: Audit, article: str | None) -> Markup:
    """The article's claims in reading order."""
    file = file_of(audit, article)
    if not file.claims:
        return Markup("<p>No claim has been written down yet.</p>")
    cards = [claim_card(audit, claim) for claim in file.claims]
    signed = usual_signature(cards)
    usual = html('<p class="meta">Unless a claim says otherwise, rated {}.</p>', signed) if signed else ""
    box = html(
        '<div data-filter="verdict|Verdict|.verdict b; kind|Kind of claim|.verdict i; gap|Gap|.gaps b;'
        ' central|Only central claims; warning|Only warnings"'
        ' data-noun="claims" data-verdict-order="{}" data-kind-order="{}" data-gap-order="{}">{}</div>',
        "; ".join(VERDICTS),
        "; ".join(words_of(Kind)),
        "; ".join(gap_rules().kinds),
        cards_in_html(once(cards)),
    )
    return joined((usual, words_of_cards(file, audit), box))


def words_of_cards(file: ClaimFile, audit: Audit) -> Markup:
    """What the words on these cards mean, folded: the verdicts and certainties that occur, and the levels."""
    grades = [audit.grades[claim.id] for claim in file.claims]
    verdicts, certainties = {g.verdict for g in grades}, {g.certainty for g in grades}
    rows = [(verdict_mark(v.name), v.meaning) for v in verdict_rules().verdicts if v.name in verdicts]
    rows += [(certainty_mark(c.name), c.meaning) for c in grade_rules().levels if c.name in certainties]
    if any(certainties - {None}):
        domains = (*grade_rules().down, *grade_rules().up)
        rows += [(Markup("{}").format(domain.name), sentence(domain.plain)) for domain in domains]
    rows.append((Markup("(basis)"), "The rating rests on this work."))
    items = joined(html("<dt>{}</dt><dd>{}</dd>", word, meaning) for word, meaning in rows)
    levels = joined(
        html("<li>{}</li>", sentence(level.holds["benefit"]))
        for level in ocebm_rules().levels
        if any(g.level is not None for g in grades)
    )
    told = html("<p>Levels, for the question whether a treatment helps:</p><ol>{}</ol>", levels) if levels else ""
    return details("What the words on the cards mean", html("<dl>{}</dl>{}", items, told))


def set_aside(audit: Audit, article: str | None) -> Markup:
    """How many passages were set aside, by reason."""
    file = file_of(audit, article)
    rows = [
        (REASONS[reason], len(file.set_aside[reason]))
        for reason in words_of(SetAsideReason)
        if reason in file.set_aside
    ]
    total = sum(number for _, number in rows)
    caption = "Sentences that claim nothing, by what they are"
    return table(caption, ("What it is", "Sentences"), rows, foot=("All", total), numbers=frozenset({1}))
