"""The tables of ``rules/answers.toml`` as frozen models: how claims that answer questions are judged."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from firmground.grading.rulebook import Row
from firmground.grading.scales import Verdict, WarningVerdict
from firmground.records.terms import Certainty, FactStatus, Happens, Often, Position, Reach
from firmground.rules import ByName, Rows, RuleFile, Words, read_rules

#: Where a claim stands to the answer of its question.
Standing = Literal["agrees", "gap", "against", "mixed", "unclear", "nothing"]
#: How the article speaks: soft is hedged, implied, or less than what is asked.
Voice = Literal["firm", "soft"]
#: Which kind of unknown.
SenseName = Literal["cannot be tested", "does not settle it", "not read", "not found", "not studied", "not looked"]
#: What may be true of a warning, in the order in which it is asked.
WarningCase = Literal[
    "plays down",
    "precaution",
    "below the count",
    "above the count",
    "above an unsure count",
    "said more firmly",
    "borne out",
    "asked for by some",
    "denied, surely",
    "open",
]


class AnswerRow(Row):
    """What gives a verdict, with an example; the ``because`` completes "The verdict is …: "."""

    verdict: Verdict
    because: str
    example: str


class EffectRow(AnswerRow):
    """A row for effects, mechanisms and counts; what is absent is not asked."""

    standing: Standing
    reach: Reach | None = None
    voice: Words[Voice] = frozenset({"firm", "soft"})
    certainty: Words[Certainty] | None = None
    searched: bool = False


class UnsureRow(AnswerRow):
    """A row for claims that say that something is not known."""

    standing: Standing


class FactRow(AnswerRow):
    """A row for facts."""

    status: FactStatus | Literal["any"]
    says: Position | Literal["any"]
    reach: Reach | None = None


class PossibilityRow(AnswerRow):
    """A row for whether something can happen."""

    happens: Happens | Literal["not counted", "any"]
    says: Position | Literal["any"]
    reach: Reach | None = None


class UsedRule(Row):
    """The two halves of a verdict on a use that is reported as a use."""

    shown: Verdict
    not_shown: Verdict
    because_shown: str
    because_not_shown: str
    helps: str


class WarningRow(Row):
    """A row for warnings."""

    when: WarningCase
    verdict: WarningVerdict
    because: str
    example: str


class OftenWord(Row):
    """A word for how often, as shares of people; a word of much ends at 1, a word of little begins at 0."""

    name: Often
    low: float
    high: float
    plain: str

    @property
    def of_much(self) -> bool:
        """Whether more of the same is still true to the word."""
        return self.high == 1


class SenseRow(Row):
    """One kind of unknown, as a sentence."""

    name: SenseName
    says: str


class Order(Row):
    """Which of several verdicts decides, worst first."""

    other: Rows[Verdict]
    warning: Rows[Verdict]


class AnswerRules(RuleFile):
    """``answers.toml``."""

    effects: Rows[EffectRow] = Field(alias="effect")
    unsure: Rows[UnsureRow]
    facts: Rows[FactRow] = Field(alias="fact")
    possibilities: Rows[PossibilityRow] = Field(alias="possibility")
    used: UsedRule
    warnings: Rows[WarningRow] = Field(alias="warning")
    often: ByName[Often, OftenWord]
    senses: ByName[SenseName, SenseRow] = Field(alias="sense")
    order: Order

    def effect(
        self, standing: Standing, reach: Reach | None, voice: Voice, certainty: Certainty | None, *, searched: bool
    ) -> EffectRow:
        """The first row that fits; there is always one."""
        return next(
            row
            for row in self.effects
            if row.standing == standing
            and row.reach in {None, reach}
            and voice in row.voice
            and (row.certainty is None or certainty in row.certainty)
            and (searched or not row.searched)
        )

    def fact(self, status: FactStatus, says: Position, reach: Reach | None) -> FactRow:
        """The first row that fits; there is always one."""
        return next(
            row
            for row in self.facts
            if row.status in {"any", status} and row.says in {"any", says} and row.reach in {None, reach}
        )

    def possibility(
        self, happens: Happens | Literal["not counted"], says: Position, reach: Reach | None
    ) -> PossibilityRow:
        """The first row that fits; there is always one."""
        return next(
            row
            for row in self.possibilities
            if row.happens in {"any", happens} and row.says in {"any", says} and row.reach in {None, reach}
        )

    def warning(self, when: WarningCase) -> WarningRow:
        """The row of one case."""
        return next(row for row in self.warnings if row.when == when)


@cache
def answer_rules() -> AnswerRules:
    """The tables. Source: each row names its own."""
    return read_rules(AnswerRules, "grading/rules/answers.toml")
