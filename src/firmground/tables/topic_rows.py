"""The table of topics: the question of each, the answer in short, and how many claims stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firmground.records import Vocabulary
from firmground.tables.audit import Audit
from firmground.tables.key_messages import Message, certainties_of, messages_of, tally_of
from firmground.tables.table import Column
from firmground.tables.topics import claims_of, named, topics_of

COLUMNS = (
    Column("topic", "text", "name of the topic; its page is topic-NAME"),
    Column("question", "text", "what the page asks"),
    Column("condition", "text", "the complaint; empty for safety, mechanism, history and regulation"),
    Column("answer", "text", "the answer in short, per treatment, with the verbs of GRADE"),
    Column("claims", "whole number", "claims that belong to the topic"),
    Column("articles", "list of text", "articles that make them"),
    Column("rated", "whole number", "claims with a rating of evidence or of fact"),
    Column("certainty", "text", "best certainty of a rated claim (GRADE); empty when none is rated"),
    Column("verdicts", "list of text", "how many claims have each verdict"),
    Column("gaps", "whole number", "gaps of these claims together"),
)


def topic_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """One row per topic, in the order of the pages."""
    for topic in topics_of(audit.contents):
        claims = claims_of(topic, audit.contents)
        tally = tally_of(claims, audit.grades)
        answers = short_answers(messages_of(topic, audit), audit.contents.vocabulary)
        yield {
            "topic": topic.slug,
            "question": topic.title,
            "condition": topic.condition,
            "answer": "; ".join(answers) if topic.condition is not None else None,
            "claims": len(claims),
            "articles": list(dict.fromkeys(claim.article for claim in claims)),
            "rated": len(claims) - tally.get("not rated", 0),
            "certainty": certainties_of(claims, audit.grades),
            "verdicts": [f"{count} {verdict}" for verdict, count in tally.items()],
            "gaps": sum(len(audit.gaps_by_claim.get(i, ())) for i in {claim.id for claim in claims}),
        }


def short_answers(messages: tuple[Message, ...], vocabulary: Vocabulary) -> Iterator[str]:
    """For each treatment “honey: probably”; words for several or none only where rated, or where there is no more."""
    for message in messages:
        if not vocabulary.treatment(message.about).single and message.lead is None and len(messages) > 1:
            continue
        yield f"{named(message.about, vocabulary)}: {short_answer(message)}"


def short_answer(message: Message) -> str:
    """A few words, or why there are none."""
    if message.lead is None:
        return "no claim on its effect" if message.facts_only else "not rated"
    against = message.lead.comparator
    return message.answer or (f"only compared with {against}" if against else "read the page")
