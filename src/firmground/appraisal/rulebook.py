"""The rules of appraisal as data, from ``rules/*.toml``: what is asked, what counts, and where it comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from firmground.grading.rulebook import Source
from firmground.records.terms import AppraisalValue

Check = Literal[
    "harms", "who must avoid it", "alternatives", "cost", "uncertainty", "comparator named", "without treatment"
]
State = Literal["present", "partly", "missing", "not asked", "not known"]

#: In the order of every list.
CHECKS: tuple[Check, ...] = get_args(Check)
STATES: tuple[State, ...] = get_args(State)
VALUES: tuple[AppraisalValue, ...] = get_args(AppraisalValue)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an instrument, in our own words.

    Attributes:
        met: when it is met; ``partly`` and ``not_met`` likewise.
        computed: what the ledger itself can tell about it.
    """

    name: str
    asks: str
    met: str
    partly: str
    not_met: str
    computed: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument with its items in order.

    Attributes:
        short: its name on a card.
        counts_met: whether the number of items met may be printed.
        note: what a reader must know about its use here.
        sources: where its ideas come from.
    """

    name: str
    title: str
    short: str
    counts_met: bool
    note: str
    sources: tuple[Source, ...]
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Our own thresholds, from ``sheet.toml``.

    Attributes:
        named: kinds of attribution by which a reader can look a source up.
        sources_share: share of claims above which sources are named well enough.
        recent_years: age in years up to which an article is recent.
        hedged_share: share of claims of benefit from which on the wording is careful.
    """

    named: frozenset[str]
    sources_share: float
    recent_years: float
    hedged_share: float


@dataclass(frozen=True, slots=True)
class Discern:
    """What may be kept of a DISCERN form: numbers, and the link to the form."""

    title: str
    items: int
    lowest: int
    highest: int
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One question of the missing-side check.

    Attributes:
        present: what makes it so; ``partly`` (empty where there is no such state) and ``missing`` likewise.
        by: fields of a claim for whose words the count is also given.
    """

    name: Check
    asks: str
    present: str
    partly: str
    missing: str
    by: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class MissingSideRules:
    """``missing_side.toml``: the questions in order, and which tags count."""

    checks: Mapping[Check, CheckRule]
    benefit: frozenset[str]
    effect: frozenset[str]
    limits_directions: frozenset[str]
    other_treatment: frozenset[str]
    money: frozenset[str]


@cache
def instruments() -> Mapping[str, Instrument]:
    """The instruments whose items have the values met, partly, not met and not known."""
    return MappingProxyType({name: _instrument(_raw(name)) for name in ("jama", "sheet")})


@cache
def thresholds() -> Thresholds:
    """Our own thresholds. Source: see ``sheet.toml``."""
    raw = _raw("sheet")["thresholds"]
    return Thresholds(frozenset(raw["named"]), raw["sources_share"], raw["recent_years"], raw["hedged_share"])


@cache
def discern() -> Discern:
    """DISCERN, of which nothing but numbers is kept. Source: its own instructions."""
    raw = _raw("discern")
    source = _source(raw["source"])
    return Discern(raw["title"], raw["items"], raw["lowest"], raw["highest"], raw["note"], source)


@cache
def missing_side_rules() -> MissingSideRules:
    """The rules of the missing-side check. Source: each question names its own."""
    raw = _raw("missing_side")
    sources = {name: _source(row) for name, row in raw["sources"].items()}
    checks = {
        row["name"]: CheckRule(
            name=row["name"],
            asks=row["asks"],
            present=row["present"],
            partly=row["partly"],
            missing=row["missing"],
            by=tuple(row["by"]),
            source=sources[row["source"]],
        )
        for row in raw["check"]
    }
    words = {name: frozenset(listed) for name, listed in raw["words"].items()}
    return MissingSideRules(checks=MappingProxyType(checks), **words)


def _raw(name: str) -> dict[str, Any]:
    return tomllib.loads((files("firmground.appraisal") / "rules" / f"{name}.toml").read_text(encoding="utf-8"))


def _source(row: Mapping[str, str]) -> Source:
    return Source(row["text"], row.get("url"))


def _instrument(raw: Mapping[str, Any]) -> Instrument:
    return Instrument(
        name=raw["name"],
        title=raw["title"],
        short=raw["short"],
        counts_met=raw["counts_met"],
        note=raw["note"],
        sources=(_source(raw["source"]), *map(_source, raw.get("sources", ()))),
        items=MappingProxyType({row["name"]: Item(**row) for row in raw["item"]}),
    )
