"""How to read the pages: the three ratings, the verdicts, and what the symbols mean. All from the rule tables."""

from __future__ import annotations

from markupsafe import Markup

from firmground.grading.rulebook import accuracy_rules, grade_rules, ocebm_rules, verdict_rules
from firmground.grading.scales import CERTAINTIES
from firmground.reports.views.marks import certainty_mark, verdict_mark
from firmground.reports.views.markup import details, heading, html, joined, link, table
from firmground.reports.views.method_answers import questions_and_answers
from firmground.tables.audit import Audit


def method(audit: Audit, article: str | None) -> Markup:  # noqa: ARG001 - the same for every ledger
    """Three questions, three answers, and the verdict that follows from them."""
    return joined((_three(), _accuracy(), _levels(), _certainty(), _verdicts(), questions_and_answers(), _rows()))


def _three() -> Markup:
    return Markup(
        "<p>Three questions are asked of a claim, and their answers are never mixed into one mark:</p><ol>"
        "<li><b>Does the source say it?</b> Where an article points to a study, we look whether the study says what the"
        " article says it says.</li>"
        "<li><b>How good is the source?</b> A level from 1 (best) to 5 by the kind of study.</li>"
        "<li><b>How certain is the evidence?</b> All studies on the question together: the body of evidence."
        "</li></ol><p>The verdict is worked out from the answers by a fixed table; nobody types it in.</p>"
    )


def _accuracy() -> Markup:
    rules = accuracy_rules()
    rows = [(r.name, r.meaning, r.error or "not judged") for r in rules.labels.values()]
    rates = joined(
        (
            html("{:.1f} % are {} (95 % interval {:.1f} to {:.1f})", rate.percent, rate.name, rate.low, rate.high)
            for rate in rules.base_rates
        ),
        ", ",
    )
    source = rules.base_rates[0].source
    return html(
        "{}{}<p>For comparison: of the quotations in medical journals {}. Source: {}.</p>",
        heading(3, "Does the source say it?"),
        table("Words for it", ("Word", "What it means", "Error"), rows),
        rates,
        link(source.url, source.text),
    )


def _levels() -> Markup:
    rules = ocebm_rules()
    names = [question.name for question in rules.questions]
    rows = [(r.name, *(r.levels.get(n, "none") for n in names)) for r in rules.designs.values()]
    source = next(iter(rules.designs.values())).source
    return html(
        "{}{}<p>Source: {}.</p>",
        heading(3, "How good is the source?"),
        details(
            "Levels by kind of study",
            table("Level by kind of study and question; 1 is best", ("Kind of study", *names), rows),
        ),
        link(source.url, source.text),
    )


def _certainty() -> Markup:
    rules = grade_rules()
    rows = [(certainty_mark(level.name), level.meaning) for level in rules.levels]
    reasons = joined(html("<li><b>{}</b>: {}</li>", d.name, d.meaning) for d in rules.down)
    more = joined(html("<li><b>{}</b>: {}</li>", d.name, d.meaning) for d in rules.up)
    starts = joined(html("<li>{}</li>", s.says) for s in rules.starts.values())
    source = rules.levels[0].source
    return html(
        "{}{}{}<p>Source: {}. {} levels; a claim that nobody rated has none.</p>",
        heading(3, "How certain is the evidence?"),
        table("Levels of certainty (GRADE)", ("Level", "What it means"), rows),
        details(
            "Reasons to rate down or up",
            html(
                "<p>Where it starts:</p><ul>{}</ul><p>Down:</p><ul>{}</ul><p>Up:</p><ul>{}</ul><p>{} {}</p>",
                starts,
                reasons,
                more,
                rules.guard.text,
                rules.bounds.text,
            ),
        ),
        link(source.url, source.text),
        len(CERTAINTIES),
    )


def _verdicts() -> Markup:
    rows = [(verdict_mark(v.name), v.meaning) for v in verdict_rules().verdicts]
    return html("{}{}", heading(3, "The verdict"), table("Verdicts", ("Verdict", "What it means"), rows))


def _rows() -> Markup:
    rules = verdict_rules()
    rows = [
        (
            rules.summaries[row.summary].says,
            " or ".join(row.wording),
            " or ".join(row.certainty),
            verdict_mark(row.verdict),
            row.because.capitalize() + ".",
        )
        for row in rules.rows
    ]
    head = ("What the studies say", "Wording", "Certainty", "Verdict", "Because")
    return details(
        "The table for claims with a rating of their own", table("From evidence to verdict", head, rows, cards=True)
    )
