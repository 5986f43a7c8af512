"""The topics that pages are made for: each condition that some claim names, and four questions beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from firmground.grading.naming import listed
from firmground.plurals import plural
from firmground.records import Claim, Contents, Vocabulary
from firmground.records.article import LONGEST_ID
from firmground.records.terms import Kind

#: Topics that are no condition: slug, the question about one treatment and about several, the kinds of claim.
_BESIDE: tuple[tuple[str, str, str, tuple[Kind, ...]], ...] = (
    ("safety", "Is {} safe?", "Are {} safe?", ("safety", "contraindication")),
    ("mechanism", "How is {} said to work?", "How are {} said to work?", ("mechanism",)),
    ("history", "Where does {} come from?", "Where do {} come from?", ("history",)),
    (
        "regulation",
        "Who may offer {}, and under which rules?",
        "Who may offer {}, and under which rules?",
        ("regulation",),
    ),
)
#: More treatments than this in one title are hard to read.
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """What one topic page is about; either the condition or the kinds are given.

    Attributes:
        slug: names its page: ``topic-<slug>``.
        title: a question.
        condition: a term of the ledger's vocabulary; its claims are those that name it.
        kinds: kinds of claim; its claims are those of one of these kinds.
    """

    slug: str
    title: str
    condition: str | None = None
    kinds: frozenset[Kind] | None = None


def topics_of(contents: Contents) -> tuple[Topic, ...]:
    """Every topic that some claim belongs to: conditions by name, then safety, mechanism, history and regulation."""
    by_condition: dict[str, set[str]] = {}
    by_kind: dict[Kind, set[str]] = {}
    for claim in contents.claims():
        by_kind.setdefault(claim.kind, set()).add(claim.about)
        if claim.condition is not None:
            by_condition.setdefault(claim.condition, set()).add(claim.about)
    vocabulary = contents.vocabulary
    taken = {beside[0] for beside in _BESIDE}
    topics: list[Topic] = []
    for condition in sorted(by_condition, key=lambda term: (term.casefold(), term)):
        slug = _free(_slug(condition), taken)
        taken.add(slug)
        term = vocabulary.condition.get(condition)
        asked = (term.asked if term is not None else None) or condition
        topics.append(Topic(slug, _on_condition(asked, by_condition[condition], vocabulary), condition=condition))
    for slug, one, several, kinds in _BESIDE:
        about = set().union(*(by_kind.get(kind, set()) for kind in kinds))
        if about:
            topics.append(Topic(slug, _beside(one, several, about, vocabulary), kinds=frozenset(kinds)))
    return tuple(topics)


def claims_of(topic: Topic, contents: Contents) -> tuple[Claim, ...]:
    """The claims of a topic, in reading order, article by article."""
    return tuple(c for c in contents.claims() if _belongs(c, topic))


def treatments_of(about: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The treatments that some terms stand for, in the order of the vocabulary: several, one, or none each."""
    used: set[str] = set()
    for word in about:
        term = vocabulary.treatment(word)
        if term.single:
            used.add(word)
        elif not term.not_a_treatment:
            used.update(term.together)
    return (*(term for term in vocabulary.about if term in used), *sorted(used.difference(vocabulary.about)))


def named(about: str, vocabulary: Vocabulary) -> str:
    """A treatment as a name in a list."""
    return vocabulary.treatment(about).asked or about


def _belongs(claim: Claim, topic: Topic) -> bool:
    if topic.kinds is not None:
        return claim.kind in topic.kinds
    return claim.condition is not None and claim.condition == topic.condition


def _on_condition(condition: str, about: Iterable[str], vocabulary: Vocabulary) -> str:
    treatments = treatments_of(about, vocabulary)
    if not treatments:
        return f"What do the articles say about {condition}?"
    return f"{plural(len(treatments), 'Does', 'Do')} {_together(treatments, vocabulary)} help with {condition}?"


def _beside(one: str, several: str, about: Iterable[str], vocabulary: Vocabulary) -> str:
    treatments = treatments_of(about, vocabulary)
    return plural(len(treatments), one, several).replace("{}", _together(treatments, vocabulary))


def _together(treatments: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The treatments in a question."""
    names = [named(treatment, vocabulary) for treatment in treatments]
    return listed(names) if 0 < len(names) <= _NAMED else "these treatments"


def _slug(term: str) -> str:
    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-") or "condition"


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or the first free one with a number: two terms may differ by their marks alone."""
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
