"""All topics in one table: the question, the answer in short, and what stands behind it."""

from __future__ import annotations

from markupsafe import Markup

from firmground.reports.views.marks import certainty_mark
from firmground.reports.views.markup import html, page_link, table
from firmground.tables.audit import Audit
from firmground.tables.build import build_table


def topics(audit: Audit, article: str | None) -> Markup:  # noqa: ARG001 - one table for all articles
    """One row per topic, with a link to its page."""
    rows = [
        (
            page_link(f"topic-{row['topic']}", None, row["question"]),
            row["answer"] or html("<small>several questions: read the page</small>"),
            certainty_mark(row["certainty"]) if row["condition"] or row["certainty"] else "questions of fact",
            row["claims"],
            ", ".join(row["verdicts"]),
            row["gaps"],
        )
        for row in build_table("topics", audit).rows
    ]
    if not rows:
        return Markup("<p>No claim of this ledger belongs to a topic yet.</p>")
    head = ("Topic", "In short", "Best certainty", "Claims", "Verdicts", "Gaps")
    caption = (
        "All topics. In short: what the best rated claim lets one say, with the verbs of GRADE; it holds for the claim "
        "as it is worded on the page."
    )
    return table(caption, head, rows, numbers=frozenset({3, 5}), cards=True)
