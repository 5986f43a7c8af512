"""``families.toml``: how firmly members of a family are worded, and what makes claims look like a family."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from firmground.records import Claim
from firmground.records.terms import Kind, Wording
from firmground.rules import Rows, Rules, Table, Words, read_rules

_WORD = re.compile(r"[^\W\d_]+")


class Strength(Rules):
    """One step of wording.

    Attributes:
        wording: firm or hedged, as the claim says.
        name: as it is shown.
        words: words or phrases of the claim that put it here.
        unless: words that keep it from standing here (“not everybody”).
        usual: whether a claim with none of them stands here.
    """

    wording: Wording
    name: str
    words: Rows[str]
    unless: Rows[str] = ()
    usual: bool = False


class SharedFields(Rules):
    """Fields in which claims of a proposed family agree, and further ones by kind of claim."""

    fields: Rows[str]
    more: Table[Kind, Rows[str]]


class SharedWords(Rules):
    """Which words of claims count where no condition is named.

    Attributes:
        least_shared: the share of the shorter claim's words that the other must have.
        letters: how many letters of a word count.
        ignored: words that do not count.
    """

    least_shared: float
    letters: int
    ignored: Words[str]


class FamilyRules(Rules):
    """``families.toml``; ``strengths`` go from the strongest wording to the weakest."""

    strengths: Rows[Strength] = Field(alias="strength")
    topic: SharedFields
    words: SharedWords


@cache
def family_rules() -> FamilyRules:
    """The rules of families. Source: this project; the place of "can" is that of Adams and others 2017."""
    return read_rules(FamilyRules, "gaps/families.toml")


def strength_of(claim: Claim) -> tuple[int, str]:
    """How firmly a claim is worded: its step, 0 for the strongest, and the step's name. Source: ``families.toml``."""
    text = " ".join(_WORD.findall(claim.claim.lower()))
    steps = [(i, s) for i, s in enumerate(family_rules().strengths) if s.wording == claim.wording]
    hits = [(i, s) for i, s in steps if _any(s.words, text) and not _any(s.unless, text)]
    index, step = hits[-1] if hits else next((i, s) for i, s in steps if s.usual)
    return index, step.name


def _any(words: tuple[str, ...], text: str) -> bool:
    """Whether one of the words or phrases occurs, whole."""
    return any(f" {word} " in f" {text} " for word in words)


def topic_of(claim: Claim) -> tuple[str | None, ...]:
    """What claims of one family are expected to share, by their fields."""
    topic = family_rules().topic
    return tuple(getattr(claim, name) for name in (*topic.fields, *topic.more.get(claim.kind, ())))


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, each cut to its first letters."""
    rules = family_rules().words
    found = (word for word in _WORD.findall(text.lower()) if word not in rules.ignored)
    return frozenset(word[: rules.letters] for word in found)
