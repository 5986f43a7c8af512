"""``families.toml``: how firmly members of a family are worded, and what makes claims look like a family."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firmground.records import Claim

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Strength:
    """One step of wording.

    Attributes:
        wording: firm or hedged, as the claim says.
        name: as it is shown.
        words: words or phrases of the claim that put it here.
        unless: words that keep it from standing here (“not everybody”).
        usual: whether a claim with none of them stands here.
    """

    wording: str
    name: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    usual: bool


@dataclass(frozen=True, slots=True)
class FamilyRules:
    """``families.toml``.

    Attributes:
        strengths: from the strongest wording to the weakest.
        fields: fields in which claims of a proposed family agree.
        more: further fields, by kind of claim.
        least_shared: the share of the shorter claim's words that the other must have, where no condition is named.
        letters: how many letters of a word count.
        ignored: words that do not count.
    """

    strengths: tuple[Strength, ...]
    fields: tuple[str, ...]
    more: Mapping[str, tuple[str, ...]]
    least_shared: float
    letters: int
    ignored: frozenset[str]


@cache
def family_rules() -> FamilyRules:
    """The rules of families. Source: this project; the place of "can" is that of Adams and others 2017."""
    table = tomllib.loads((files("firmground.gaps") / "families.toml").read_text(encoding="utf-8"))
    words = table["words"]
    return FamilyRules(
        strengths=tuple(
            Strength(
                wording=row["wording"],
                name=row["name"],
                words=tuple(row["words"]),
                unless=tuple(row.get("unless", ())),
                usual=row.get("usual", False),
            )
            for row in table["strength"]
        ),
        fields=tuple(table["topic"]["fields"]),
        more=MappingProxyType({kind: tuple(fields) for kind, fields in table["topic"]["more"].items()}),
        least_shared=words["least_shared"],
        letters=words["letters"],
        ignored=frozenset(words["ignored"]),
    )


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
    rules = family_rules()
    return tuple(getattr(claim, name) for name in (*rules.fields, *rules.more.get(claim.kind, ())))


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, each cut to its first letters."""
    rules = family_rules()
    found = (word for word in _WORD.findall(text.lower()) if word not in rules.ignored)
    return frozenset(word[: rules.letters] for word in found)
