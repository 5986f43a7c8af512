"""The kinds of gap and what their rules need, from ``kinds.toml``; and the gap itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from firmground.gaps.actions import Action, Advised, told
from firmground.records.terms import Design, Kind
from firmground.rules import ByName, Cited, Rows, RuleFile, Rules, Source, Words, read_rules

GapKind = Literal[
    "uncited",
    "unidentified study",
    "vague attribution",
    "misquoted",
    "overstated",
    "contradicted",
    "disputed by the evidence",
    "unsupported",
    "warning says too little",
    "warning too firm",
    "warning is wrong",
    "warning not settled",
    "comparator dropped",
    "disputed between articles",
    "disputed within the article",
    "retracted or corrected",
    "newer version",
    "outdated fact",
    "old review",
    "old guideline",
    "primary study cited",
    "not studied",
    "not read",
    "not looked for",
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


class KindRule(Advised):
    """One kind of gap.

    Attributes:
        lesser: the milder severity; ``None`` where there is only one.
        lesser_when: when the milder severity applies.
    """

    name: GapKind
    group: GapGroup
    severity: GapSeverity
    lesser: GapSeverity | None = None
    lesser_when: str | None = None
    definition: str
    source: Cited[Source]

    @property
    def label(self) -> str:
        """What a gap of the map is called in a sentence: "synthesis gap", and "not read" as it is."""
        return self.name if self.name.startswith("not ") else f"{self.name} gap"


class Threshold(Rules):
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
    source: Cited[Source]


class Signal(Rules):
    """A sign of age known from the literature, and what becomes of it here.

    Attributes:
        sign: what is looked at.
        limit: from when on.
        kind: the kind of gap that reports it; ``None`` where none does.
        missing: why none does; ``None`` where one does.
    """

    sign: str
    limit: str
    kind: GapKind | None = None
    missing: str | None = None
    source: Cited[Source]


class Designs(Rules):
    """Designs that sum up studies, and designs of single studies; the others are no evidence of their own."""

    synthesis: Words[Design]
    study: Words[Design]


class Needs(Rules):
    """Which kinds of claim need what.

    Attributes:
        citation: kinds that need a source.
        citation_with_condition: kinds that need one where the claim names a condition.
        comparator: kinds that say that something works, and so should say compared with what.
        map: kinds that stand on the map of the evidence.
    """

    citation: Words[Kind]
    citation_with_condition: Words[Kind]
    comparator: Words[Kind]
    map: Words[Kind]


class MapWords(Rules):
    """What the numbers of the map count, what an empty cell says, and the label of claims without a condition."""

    counts: str
    empty: str
    none: str


class GapRules(RuleFile):
    """``kinds.toml``: kinds in fixed order, thresholds with their source, and which designs and kinds of claim count.

    Attributes:
        thresholds: by name, the years after which works count as old, unless the ledger says otherwise.
        signals: signs of age, those that no rule looks at among them.
    """

    thresholds: ByName[str, Threshold] = Field(alias="threshold")
    signals: Rows[Signal] = Field(alias="signal")
    designs: Designs
    needs: Needs
    map: MapWords
    kinds: ByName[GapKind, KindRule] = Field(alias="kind")


@cache
def gap_rules() -> GapRules:
    """The rules of gaps. Source: each kind names its own."""
    return read_rules(GapRules, "gaps/kinds.toml")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing, wrong or out of date about one claim; at most one of each kind per claim.

    Attributes:
        claim: the claim's id.
        article: the article's id.
        kind: which kind.
        severity: how bad.
        rule: the rule that fired, with this claim's particulars: one sentence per work or claim concerned.
        action: what to do, from the closed list; of a warning one that keeps it.
        figures: numbers of the question that the claim answers, for an action that asks for them.
    """

    claim: str
    article: str
    kind: GapKind
    severity: GapSeverity
    rule: str
    action: Action
    figures: str | None = None

    @property
    def todo(self) -> str:
        """What to do, as a sentence."""
        return told(self.action, self.figures)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired for one claim; hits of one kind on one claim become one gap.

    Attributes:
        kind: which kind.
        rule: the sentence, with the particulars.
        lesser: whether the milder severity applies.
        figures: numbers that the advice gives.
    """

    kind: GapKind
    rule: str
    lesser: bool = False
    figures: str | None = None

    @property
    def severity(self) -> GapSeverity:
        """The severity of this hit alone."""
        rule = gap_rules().kinds[self.kind]
        return rule.lesser if self.lesser and rule.lesser is not None else rule.severity
