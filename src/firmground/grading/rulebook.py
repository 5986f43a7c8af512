"""The rule tables of ``rules/*.toml`` as frozen models, each row with its source.

Rules are data so that the docs can print them and a reader can check them; only arithmetic is code.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from firmground.grading.scales import StanceSummary, Verdict
from firmground.records.terms import Accuracy, Certainty, Fact, Kind, Passage, Status, Wording
from firmground.rules import ByName, Cited, Rows, RuleFile, Rules, Source, Table, Words, read_rules

OcebmQuestion = Literal["benefit", "harms"]
#: What is rated of a claim: the claim itself, the use that it reports, or what it implies.
Family = Literal["direct", "use", "implied"]


class Row(Rules):
    """What every row of a rule table says of itself.

    Attributes:
        source: where it is written.
        confirmed: False where no source page has confirmed it yet.
    """

    source: Cited[Source]
    confirmed: bool = True


class Note(Row):
    """What a reader of a table should know beside its rows: where this ledger does less than the source."""

    about: str
    text: str


class Limit(Row):
    """A rule that is one sentence."""

    text: str


class CertaintyLevel(Row):
    """One level of certainty: ``points`` from 4 (high) to 1 (very low)."""

    name: Certainty
    points: int
    symbol: str
    meaning: str


class StartRule(Row):
    """Where a rating starts; ``level`` is ``None`` where it starts from somebody else's rating."""

    name: str
    level: Certainty | None = None
    says: str


class DomainRule(Row):
    """One reason to move the certainty, and the most steps that it may move it; ``plain`` explains its name."""

    name: str
    most: int
    meaning: str
    plain: str


class GradeRules(RuleFile):
    """``grade.toml``: levels best first, domains in the order of the explanation."""

    levels: Rows[CertaintyLevel] = Field(alias="level")
    starts: ByName[str, StartRule] = Field(alias="start")
    down: Rows[DomainRule]
    up: Rows[DomainRule]
    guard: Limit
    bounds: Limit
    notes: Rows[Note] = Field(alias="note")


class QuestionRule(Row):
    """One column of the OCEBM table and the kinds of claim that it answers."""

    name: OcebmQuestion
    asks: str
    kinds: Words[Kind]


class DesignRule(Row):
    """The levels of one study design by question (1 best, 5 weakest); ``None`` where the table gives none.

    Attributes:
        levels: level by name of the question.
        observational: level when the body of evidence holds no randomised trials; ``None`` when that changes nothing.
    """

    name: str
    levels: Table[OcebmQuestion, int]
    observational: int | None = None
    note: str | None = None


class OcebmLevel(Row):
    """One level of the OCEBM table, 1 (best) to 5: what stands there, by name of the question."""

    number: int
    holds: Table[OcebmQuestion, str] = Field(min_length=2)


class PassageRule(Row):
    """The kinds of passage that lend a statement the level of the work's design."""

    lend: Words[Passage]


class OcebmRules(RuleFile):
    """``ocebm.toml``: the table itself, and where each design of this ledger stands in it."""

    questions: Rows[QuestionRule] = Field(alias="question")
    levels: Rows[OcebmLevel] = Field(alias="level")
    passages: PassageRule
    designs: ByName[str, DesignRule] = Field(alias="design")
    notes: Rows[Note] = Field(alias="note")


class VerdictMeaning(Row):
    """One verdict; ``standing`` from 5 (the evidence stands behind the claim) to 0, ``None`` where it does not say."""

    name: Verdict
    standing: int | None = None
    meaning: str


class SummaryRule(Row):
    """One way in which the studies of a basis can speak together."""

    name: StanceSummary
    says: str
    when: str


class VerdictRule(Row):
    """What gives a verdict; the ``because`` completes "The claim is …: "."""

    verdict: Verdict
    because: str


class FactRule(VerdictRule):
    """The verdict on a question of fact, by what the rating says (its name)."""

    name: Fact


class EvidenceRule(VerdictRule):
    """One row of the verdict table: what the studies say together, and the wordings and certainties it is for."""

    summary: StanceSummary
    wording: Rows[Wording]
    certainty: Rows[Certainty]


class NotCounted(Row):
    """The statuses of works that count for nothing."""

    status: Rows[Status]


class VerdictRules(RuleFile):
    """``verdict.toml``: ``verdicts`` in the fixed order of lists and legends."""

    not_counted: NotCounted
    verdicts: Rows[VerdictMeaning] = Field(alias="verdict")
    summaries: ByName[StanceSummary, SummaryRule] = Field(alias="summary")
    rows: Rows[EvidenceRule] = Field(alias="row")
    facts: ByName[Fact, FactRule] = Field(alias="fact")

    def row(self, summary: str, wording: str, certainty: str) -> EvidenceRule:
        """The row that fits.

        Raises:
            KeyError: when no row fits, or more than one.
        """
        fits = [r for r in self.rows if r.summary == summary and wording in r.wording and certainty in r.certainty]
        if len(fits) != 1:
            raise KeyError((summary, wording, certainty))
        return fits[0]


class VerbRule(Row):
    """GRADE's verbs for one certainty, by size of effect."""

    certainty: Certainty
    large: str
    moderate: str
    small: str
    none: str


class WordingRules(RuleFile):
    """``wording.toml``.

    Attributes:
        verbs: GRADE's verbs, for the docs.
        families: family of forms by kind of claim; ``direct`` for a kind that is not here.
        rated: by kind of claim or family, what was rated where that is not the claim itself, as a sentence.
    """

    verbs: Rows[VerbRule] = Field(alias="verb")
    families: Table[Kind, Family] = Field(alias="family")
    rated: Table[Literal[Kind, Family], str]


class AccuracyRule(Row):
    """One word for quotation accuracy.

    Attributes:
        error: how serious an error it stands for; ``None`` where nothing was judged.
        gap: whether such a citation is reported as misquoted. An indirect one is not: the statement may well be right.
        labels: the labels of the Citation-Integrity corpus that it stands for.
    """

    name: Accuracy
    error: Literal["major", "minor", "none"] | None = None
    gap: bool
    meaning: str
    labels: Rows[str] = ()


class BaseRate(Row):
    """A share seen in the literature, in per cent, with its 95 % confidence interval."""

    name: str
    percent: float
    low: float = Field(alias="from")
    high: float = Field(alias="to")


class AccuracyRules(RuleFile):
    """``accuracy.toml``."""

    labels: ByName[Accuracy, AccuracyRule] = Field(alias="label")
    base_rates: Rows[BaseRate] = Field(alias="base_rate")
    notes: Rows[Note] = Field(alias="note")


@cache
def grade_rules() -> GradeRules:
    """The GRADE table. Source: each row names its own."""
    return read_rules(GradeRules, "grading/rules/grade.toml")


@cache
def ocebm_rules() -> OcebmRules:
    """The OCEBM 2011 table of levels for benefits and common harms. Source: each row names its own."""
    return read_rules(OcebmRules, "grading/rules/ocebm.toml")


@cache
def verdict_rules() -> VerdictRules:
    """The verdict table. Source: each row names its own."""
    return read_rules(VerdictRules, "grading/rules/verdict.toml")


@cache
def wording_rules() -> WordingRules:
    """GRADE's verbs, and what ratings of claims rate. Source: each row names its own."""
    return read_rules(WordingRules, "grading/rules/wording.toml")


@cache
def accuracy_rules() -> AccuracyRules:
    """The words for quotation accuracy, and the base rates to print beside ours. Source: each row names its own."""
    return read_rules(AccuracyRules, "grading/rules/accuracy.toml")
