"""The rules of the work list, from ``work_list.toml``: tiers, what each fault weighs, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from firmground.gaps.kinds import KINDS, GapKind, GapSeverity
from firmground.grading.rulebook import Source
from firmground.grading.scales import Verdict

TierName = Literal["harm", "wrong", "source", "upkeep"]
When = Literal["settled", "warning"]


@dataclass(frozen=True, slots=True)
class Tier:
    """One part of the list; a claim of a higher tier always stands before one of a lower.

    Attributes:
        says: why its claims stand there, as a sentence.
        when: which claims belong to it.
    """

    name: TierName
    points: int
    says: str
    when: str


@dataclass(frozen=True, slots=True)
class FaultRule:
    """What one fault weighs.

    Attributes:
        name: a kind of gap or a verdict.
        when: the claims that the row is for; ``None`` for all others.
        tier: where it puts a claim that is not about harm.
        because: why it weighs so much, as a sentence.
        todo: what to do; ``None`` where the gap itself says it.
    """

    name: GapKind | Verdict
    severity: GapSeverity
    when: When | None
    tier: TierName
    points: int
    because: str
    todo: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Weight:
    """Points for something about a claim, with the sentence that says why."""

    points: int
    says: str
    source: Source


@dataclass(frozen=True, slots=True)
class WorkRules:
    """``work_list.toml``.

    Attributes:
        apart: the least distance of two tiers; all points within a tier sum up to less.
        tiers: first to last.
        gaps: by kind, severity and the claims that the row is for.
        verdicts: verdicts that ask for a change and make no gap, by verdict and the claims that the row is for.
        harm_kinds: kinds of claim that go to the tier ``harm``, unless their faults are all small.
        further: points for each fault after the worst.
        stands: verdicts of claims that can stay as they are worded; a claim with another verdict is open.
        reassuring_kinds: kinds that reassure where they speak for the therapy (``reassuring_direction``).
        warning_kinds: kinds that warn where they do not speak for the therapy (``not_warning_direction``).
    """

    apart: int
    tiers: Mapping[TierName, Tier]
    gaps: Mapping[tuple[str, str, When | None], FaultRule]
    verdicts: Mapping[tuple[str, When | None], FaultRule]
    harm_kinds: frozenset[str]
    harm_tier: TierName
    small_tier: TierName
    central: Weight
    reassurance: Weight
    open: Weight
    reassuring_kinds: frozenset[str]
    reassuring_direction: str
    warning_kinds: frozenset[str]
    not_warning_direction: str
    further: int
    stands: frozenset[str]

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
        rows = [*self.gaps.values(), *self.verdicts.values()]
        return tuple(sorted(rows, key=lambda row: (order.index(row.tier), -row.points, row.name)))


@cache
def work_rules() -> WorkRules:
    """The rules of the work list. Source: each row names its own."""
    table = tomllib.loads((files("firmground.gaps") / "work_list.toml").read_text(encoding="utf-8"))
    sources = {name: Source(row["text"], row.get("url")) for name, row in table["sources"].items()}
    rules = [
        FaultRule(
            name=row.get("kind") or row["verdict"],
            severity=row["severity"],
            when=row.get("when"),
            tier=row["tier"],
            points=row["points"],
            because=row["because"],
            todo=row.get("todo"),
            source=sources[row["source"]],
        )
        for row in table["fault"]
    ]

    def weight(name: str) -> Weight:
        return Weight(table[name]["points"], table[name]["says"], sources[table[name]["source"]])

    return WorkRules(
        apart=table["score"]["apart"],
        tiers=MappingProxyType({row["name"]: Tier(**row) for row in table["tier"]}),
        gaps=MappingProxyType({(r.name, r.severity, r.when): r for r in rules if r.name in KINDS}),
        verdicts=MappingProxyType({(r.name, r.when): r for r in rules if r.name not in KINDS}),
        harm_kinds=frozenset(table["harm"]["kinds"]),
        harm_tier=table["harm"]["tier"],
        small_tier=table["harm"]["unless"],
        central=weight("central"),
        reassurance=weight("reassurance"),
        open=weight("open"),
        reassuring_kinds=frozenset(table["reassurance"]["kinds"]),
        reassuring_direction=table["reassurance"]["direction"],
        warning_kinds=frozenset(table["warning"]["kinds"]),
        not_warning_direction=table["warning"]["not_direction"],
        further=table["further"]["points"],
        stands=frozenset(table["stands"]["verdicts"]),
    )
