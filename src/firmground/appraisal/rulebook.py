"""The rules of appraisal as data, from ``rules/*.toml``: what is asked, what counts, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import Field

from firmground.records.terms import AppraisalValue, AttributionKind, Direction, Kind
from firmground.rules import ByName, Cited, Rows, RuleFile, Rules, Source, Words, read_rules

Check = Literal[
    "harms", "who must avoid it", "alternatives", "cost", "uncertainty", "comparator named", "without treatment"
]
SideState = Literal["present", "partly", "missing", "not asked", "not known"]

#: In the order of every list.
CHECKS: tuple[Check, ...] = get_args(Check)
SIDE_STATES: tuple[SideState, ...] = get_args(SideState)
VALUES: tuple[AppraisalValue, ...] = get_args(AppraisalValue)


class Item(Rules):
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


class Instrument(Rules):
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
    sources: Rows[Source] = Field(alias="source")
    items: ByName[str, Item] = Field(alias="item")


class ScoreThresholds(Rules):
    """Our own thresholds.

    Attributes:
        named: kinds of attribution by which a reader can look a source up.
        sources_share: share of claims above which sources are named well enough.
        recent_years: age in years up to which an article is recent.
        hedged_share: share of claims of benefit from which on the wording is careful.
    """

    named: Words[AttributionKind]
    sources_share: float
    recent_years: float
    hedged_share: float


class Sheet(Instrument):
    """``sheet.toml``: our own instrument, which has thresholds."""

    thresholds: ScoreThresholds


class Discern(Rules):
    """What may be kept of a DISCERN form: numbers, and the link to the form."""

    title: str
    items: int
    lowest: int
    highest: int
    note: str
    source: Source


class CheckRule(Rules):
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
    by: Rows[Literal["about", "condition"]]
    source: Cited[Source]


class TagLists(Rules):
    """Which tags of a claim count, and the words that tell that money is meant."""

    benefit: Words[Kind]
    effect: Words[Kind]
    limits_directions: Words[Direction]
    other_treatment: Words[str]
    money: Words[str]


class MissingSideRules(RuleFile):
    """``missing_side.toml``: the questions in order, and what counts."""

    words: TagLists
    checks: ByName[Check, CheckRule] = Field(alias="check")


@cache
def instruments() -> Mapping[str, Instrument]:
    """The instruments whose items have the values met, partly, not met and not known."""
    return MappingProxyType({it.name: it for it in (read_rules(Instrument, "appraisal/rules/jama.toml"), sheet())})


@cache
def sheet() -> Sheet:
    """Our own sheet. Source: it names its own."""
    return read_rules(Sheet, "appraisal/rules/sheet.toml")


@cache
def discern() -> Discern:
    """DISCERN, of which nothing but numbers is kept. Source: its own instructions."""
    return read_rules(Discern, "appraisal/rules/discern.toml")


@cache
def missing_side_rules() -> MissingSideRules:
    """The rules of the missing-side check. Source: each question names its own."""
    return read_rules(MissingSideRules, "appraisal/rules/missing_side.toml")
