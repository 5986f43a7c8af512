"""The rules of the work list, from ``work_list.toml``: tiers, what each fault weighs, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from firmground.gaps.actions import Action, Advised, KeepingAction
from firmground.gaps.kinds import GapKind, GapSeverity
from firmground.grading.scales import Verdict
from firmground.records.terms import Direction, Kind
from firmground.rules import ByName, Cited, Rows, RuleFile, Rules, Source, Words, read_rules

TierName = Literal["harm", "wrong", "source", "upkeep"]
When = Literal["settled", "warning", "comfort"]


class Tier(Rules):
    """One part of the list; a claim of a higher tier always stands before one of a lower.

    Attributes:
        says: why its claims stand there, as a sentence.
        when: which claims belong to it.
    """

    name: TierName
    points: int
    says: str
    when: str


class FaultRule(Rules):
    """What one fault weighs: a kind of gap, or a verdict that asks for a change and makes no gap.

    Attributes:
        when: the claims that the row is for; ``None`` for all others.
        tier: where it puts a claim that is not about harm.
        because: why it weighs so much, as a sentence.
        action: what to do; ``None`` where the gap itself says it.
        for_warning: the same for a warning.
    """

    kind: GapKind | None = None
    verdict: Verdict | None = None
    severity: GapSeverity
    when: When | None = None
    tier: TierName
    points: int
    because: str
    action: Action | None = None
    for_warning: KeepingAction | None = None
    source: Cited[Source]

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if (self.kind is None) == (self.verdict is None):
            raise ValueError("a fault is either a kind of gap or a verdict")
        if (self.action is None) != (self.for_warning is None) or (self.kind is None and self.action is None):
            raise ValueError("action and for_warning stand together, and of a verdict always")
        return self

    @property
    def advised(self) -> Advised | None:
        """Its own advice; ``None`` where the gap itself has it."""
        if self.action is None or self.for_warning is None:
            return None
        return Advised(action=self.action, for_warning=self.for_warning)

    @property
    def name(self) -> GapKind | Verdict:
        """The kind of gap, or the verdict."""
        return self.kind or self.verdict  # type: ignore[return-value]


class Weight(Rules):
    """Points for something about a claim, with the sentence that says why."""

    points: int
    says: str
    source: Cited[Source]


class Reassurance(Weight):
    """Points for a claim that reassures: of one of these kinds, in this direction."""

    kinds: Words[Kind]
    direction: Direction


class TierDistance(Rules):
    """The least distance of two tiers; all points within a tier sum up to less."""

    apart: int


class Harm(Rules):
    """Kinds of claim that go to this tier, as warnings do, unless their worst fault is of one of those."""

    kinds: Words[Kind]
    tier: TierName
    unless: Words[TierName]
    unless_warning: Words[TierName]


class Further(Rules):
    """Points for each fault after the worst."""

    points: int


class Stands(Rules):
    """Verdicts of claims that can stay as they are worded; a claim with another verdict is open."""

    verdicts: Words[Verdict]


class WordingWords(Rules):
    """Why a wording is suggested, or why none is, with places in braces."""

    stays: str
    keeps: str
    place: str
    answer: str
    none: str
    certainty: str
    noted: str


class WorkRules(RuleFile):
    """``work_list.toml``; tiers first to last."""

    score: TierDistance
    tiers: ByName[TierName, Tier] = Field(alias="tier")
    harm: Harm
    central: Weight
    reassurance: Reassurance
    open: Weight
    further: Further
    stands: Stands
    wording: WordingWords
    rows: Rows[FaultRule] = Field(alias="fault")

    @cached_property
    def gaps(self) -> Mapping[tuple[str, str, When | None], FaultRule]:
        """Rows of gaps, by kind, severity and the claims that the row is for."""
        return MappingProxyType({(r.kind, r.severity, r.when): r for r in self.rows if r.kind is not None})

    @cached_property
    def verdicts(self) -> Mapping[tuple[str, When | None], FaultRule]:
        """Rows of verdicts that make no gap, by verdict and the claims that the row is for."""
        return MappingProxyType({(r.verdict, r.when): r for r in self.rows if r.verdict is not None})

    def of_gap(self, kind: GapKind, severity: GapSeverity, states: Iterable[When]) -> FaultRule:
        """The row of a gap, for claims that are in these states.

        Raises:
            KeyError: when the table has no row for it; it ships with the program and is no user's data.
        """
        rows = (self.gaps.get((kind, severity, state)) for state in states)
        return next((row for row in rows if row is not None), None) or self.gaps[kind, severity, None]

    def of_verdict(self, verdict: Verdict, states: Iterable[When]) -> FaultRule | None:
        """The row of a verdict; ``None`` where it asks for no change, or a gap says so already."""
        rows = (self.verdicts.get((verdict, state)) for state in (*states, None))
        return next((row for row in rows if row is not None), None)

    @property
    def faults(self) -> tuple[FaultRule, ...]:
        """Every row, heaviest first, tier by tier."""
        order = list(self.tiers)
        return tuple(sorted(self.rows, key=lambda row: (order.index(row.tier), -row.points, row.name)))


@cache
def work_rules() -> WorkRules:
    """The rules of the work list. Source: each row names its own."""
    return read_rules(WorkRules, "gaps/work_list.toml")
