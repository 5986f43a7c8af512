"""Where a question stands whole among the pages; ``tell`` has the words of answers on pages."""

from __future__ import annotations

from firmground.reports.messages import Messages
from firmground.tables.audit import Audit

tell = Messages("cards/answers.toml")
#: The page of the questions that belong to no topic.
GENERAL = "evidence-summary"


def page_of(question: str, audit: Audit) -> str:
    """The page on which a question stands whole."""
    slug = audit.question_topics.get(question)
    return f"topic-{slug}" if slug is not None else GENERAL
