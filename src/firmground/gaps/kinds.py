"""The kinds of gap and what their rules need, from ``kinds.toml``; and the gap itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

from firmground.grading.rulebook import Source

GapKind = Literal[
    "uncited",
    "unidentified study",
    "vague attribution",
    "misquoted",
    "overstated",
    "contradicted",
    "disputed by the evidence",
    "unsupported",
    "comparator dropped",
    "disputed between articles",
    "disputed within the article",
    "retracted or corrected",
    "newer version",
    "outdated fact",
    "old review",
    "old guideline",
    "primary study cited",
    "absolute",
    "synthesis",
    "cryptic",
    "unused",
]
GapGroup = Literal["citation", "wording", "currency", "evidence"]
GapSeverity = Literal["high", "medium", "low"]

#: In the order of every list and legend.
KINDS: tuple[GapKind, ...] = get_args(GapKind)
GROUPS: tuple[GapGroup, ...] = get_args(GapGroup)
#: Worst first.
GAP_SEVERITIES: tuple[GapSeverity, ...] = get_args(GapSeverity)


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of gap.

    Attributes:
        lesser: the milder severity; ``None`` where there is only one.
        lesser_when: when the milder severity applies.
        todo: what to do about it.
    """

    name: GapKind
    group: GapGroup
    severity: GapSeverity
    lesser: GapSeverity | None
    lesser_when: str | None
    definition: str
    todo: str
    source: Source


@dataclass(frozen=True, slots=True)
class Threshold:
    """An age after which a work counts as old.

    Attributes:
        name: its name in ledger.yaml, where a ledger may set another number of years.
        years: the default, counted from the last day of the year in which the work came out.
        says: what counts as old.
        share: what the source found, which the gap tells.
    """

    name: str
    years: float
    says: str
    share: str
    source: Source


@dataclass(frozen=True, slots=True)
class Signal:
    """A sign of age known from the literature, and what becomes of it here.

    Attributes:
        sign: what is looked at.
        limit: from when on.
        kind: the kind of gap that reports it; ``None`` where none does.
        missing: why none does; ``None`` where one does.
    """

    sign: str
    limit: str
    kind: GapKind | None
    missing: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class GapRules:
    """``kinds.toml``: kinds in fixed order, thresholds with their source, and which designs and kinds of claim count.

    Attributes:
        thresholds: by name, the years after which works count as old, unless the ledger says otherwise.
        signals: signs of age, those that no rule looks at among them.
        syntheses: designs that sum up studies.
        studies: designs of single studies.
        need_citation: kinds of claim that need a source.
        need_citation_with_condition: kinds that need one where the claim names a condition.
        need_comparator: kinds that say that something works, and so should say compared with what.
        on_map: kinds that stand on the map of the evidence.
        map_counts: what the numbers of the map count.
        map_empty: what an empty cell says.
        map_none: the label of the row of claims without a condition.
    """

    kinds: Mapping[GapKind, KindRule]
    thresholds: Mapping[str, Threshold]
    signals: tuple[Signal, ...]
    syntheses: frozenset[str]
    studies: frozenset[str]
    need_citation: frozenset[str]
    need_citation_with_condition: frozenset[str]
    need_comparator: frozenset[str]
    on_map: frozenset[str]
    map_counts: str
    map_empty: str
    map_none: str


@cache
def gap_rules() -> GapRules:
    """The rules of gaps. Source: each kind names its own."""
    table = tomllib.loads((files("firmground.gaps") / "kinds.toml").read_text(encoding="utf-8"))
    sources = {name: Source(row["text"], row.get("url")) for name, row in table["sources"].items()}
    kinds = {
        row["name"]: KindRule(
            name=row["name"],
            group=row["group"],
            severity=row["severity"],
            lesser=row.get("lesser"),
            lesser_when=row.get("lesser_when"),
            definition=row["definition"],
            todo=row["todo"],
            source=sources[row["source"]],
        )
        for row in table["kind"]
    }
    needs = table["needs"]
    return GapRules(
        kinds=MappingProxyType(kinds),
        thresholds=MappingProxyType(
            {
                row["name"]: Threshold(row["name"], row["years"], row["says"], row["share"], sources[row["source"]])
                for row in table["threshold"]
            }
        ),
        signals=tuple(
            Signal(row["sign"], row["limit"], row.get("kind"), row.get("missing"), sources[row["source"]])
            for row in table["signal"]
        ),
        syntheses=frozenset(table["designs"]["synthesis"]),
        studies=frozenset(table["designs"]["study"]),
        need_citation=frozenset(needs["citation"]),
        need_citation_with_condition=frozenset(needs["citation_with_condition"]),
        need_comparator=frozenset(needs["comparator"]),
        on_map=frozenset(needs["map"]),
        map_counts=table["map"]["counts"],
        map_empty=table["map"]["empty"],
        map_none=table["map"]["none"],
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing, wrong or out of date about one claim; at most one of each kind per claim.

    Attributes:
        claim: the claim's id.
        article: the article's id.
        kind: which kind.
        severity: how bad.
        rule: the rule that fired, with this claim's particulars: one sentence per work or claim concerned.
        todo: what to do.
    """

    claim: str
    article: str
    kind: GapKind
    severity: GapSeverity
    rule: str
    todo: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired for one claim; hits of one kind on one claim become one gap.

    Attributes:
        kind: which kind.
        rule: the sentence, with the particulars.
        lesser: whether the milder severity applies.
    """

    kind: GapKind
    rule: str
    lesser: bool = False

    @property
    def severity(self) -> GapSeverity:
        """The severity of this hit alone."""
        rule = gap_rules().kinds[self.kind]
        return rule.lesser if self.lesser and rule.lesser is not None else rule.severity
