"""The word lists of ``wording.toml``, and how a text of our own is cut into what it states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from firmground.anchoring.sentences import segment
from firmground.checks.phrases import any_of
from firmground.records.terms import Certainty
from firmground.rules import ByName, Cited, Rows, RuleFile, Rules, Source, read_rules

ListName = Literal[
    "very low",
    "low",
    "moderate",
    "bound",
    "advice",
    "imperative",
    "effect",
    "past",
    "who saw",
    "open",
    "plain no",
    "asks alike",
    "negative",
    "disagree",
    "was so",
    "large",
    "small",
    "sham",
    "untreated",
    "time",
    "treatments",
    "people",
    "caution",
    "harm",
    "reassuring",
    "other caution",
    "no content",
]
_WORD = re.compile(r"[^\W_]+")
#: Clauses that can be one advice and the other a statement.
_CLAUSE = re.compile(r"(?<=;)\s+|,?\s+(?=so (?:ask|tell|see|avoid|do not)\b)")


class WordList(Rules):
    """Phrases that say one thing."""

    name: ListName
    phrases: Rows[str]
    source: Cited[Source]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the phrases; "May 2019" is a month."""
        return re.compile(f"(?:{any_of(self.phrases).pattern})" + (r"(?!\s+\d)" if self.name == "low" else ""), re.I)


class WordLists(RuleFile):
    """``wording.toml``."""

    lists: ByName[ListName, WordList] = Field(alias="list")


@cache
def word_lists() -> WordLists:
    """The lists, read once. Source: each names its own."""
    return read_rules(WordLists, "checks/wording.toml")


def said(text: str, *names: ListName) -> str | None:
    """The first words in a text that one of these lists holds; ``None`` where none stands in it."""
    lists = word_lists().lists
    return next((found[0] for name in names if (found := lists[name].pattern.search(text))), None)


def content(text: str) -> frozenset[str]:
    """The content words of a text, by their first five letters without a last s: "stretches" is "stretching"."""
    small = word_lists().lists["no content"].phrases
    return frozenset(word.removesuffix("s")[:5] for word in _WORD.findall(text.casefold()) if word not in small)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(text[s.span.start : s.span.end] for s in segment(text))


def asks_for_care(clause: str) -> bool:
    """Whether a clause asks for something, so that it states no effect."""
    begins = word_lists().lists["imperative"].pattern.match(clause)
    return begins is not None or said(clause, "advice") is not None


def clauses(sentence: str) -> tuple[str, ...]:
    """The clauses of a sentence that are told apart: what it states, and what it asks for."""
    return tuple(part.strip() for part in _CLAUSE.split(sentence) if part.strip())


def statements(text: str) -> tuple[str, ...]:
    """The sentences of a text without their advice; those that are advice alone are left out."""
    kept = ("; ".join(c.rstrip(";") for c in clauses(s) if not asks_for_care(c)) for s in sentences(text))
    return tuple(sentence for sentence in kept if sentence)


#: How sure a sentence may be at a certainty: it needs a word of one of these lists. High needs none.
HEDGES: Mapping[Certainty, tuple[ListName, ...]] = MappingProxyType(
    {
        "moderate": ("moderate", "low", "very low", "open"),
        "low": ("low", "very low", "open"),
        "very low": ("low", "very low", "open"),
    }
)
