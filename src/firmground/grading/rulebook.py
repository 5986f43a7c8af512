"""The rule tables of ``rules/*.toml`` as frozen records, each row with its source.

Rules are data so that the docs can print them and a reader can check them; only arithmetic is code. A table that does
not have the expected shape raises (``KeyError``, ``TypeError``): it ships with the program and is no user's data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from firmground.grading.scales import StanceSummary, Verdict
from firmground.records.terms import Certainty


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; ``url`` is ``None`` for a rule of this ledger's own."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a row of a rule table rests.

    Attributes:
        source: where it is written.
        confirmed: False where no source page has confirmed it yet.
    """

    source: Source
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of a table should know beside its rows: where this ledger does less than the source."""

    about: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class CertaintyLevel:
    """One level of certainty: ``points`` from 4 (high) to 1 (very low)."""

    name: Certainty
    points: int
    symbol: str
    meaning: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class StartRule:
    """Where a rating starts; ``level`` is ``None`` where it starts from somebody else's rating."""

    name: str
    level: Certainty | None
    says: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class DomainRule:
    """One reason to move the certainty, and the most steps that it may move it; ``plain`` explains its name."""

    name: str
    most: int
    meaning: str
    plain: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class GradeRules:
    """``grade.toml``: levels best first, domains in the order of the explanation."""

    levels: tuple[CertaintyLevel, ...]
    starts: Mapping[str, StartRule]
    down: tuple[DomainRule, ...]
    up: tuple[DomainRule, ...]
    guard: str
    bounds: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """One column of the OCEBM table and the kinds of claim that it answers."""

    name: str
    asks: str
    kinds: frozenset[str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class DesignRule:
    """The levels of one study design by question (1 best, 5 weakest); ``None`` where the table gives none.

    Attributes:
        levels: level by name of the question.
        observational: level when the body of evidence holds no randomised trials; ``None`` when that changes nothing.
    """

    name: str
    levels: Mapping[str, int]
    observational: int | None
    note: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class OcebmLevel:
    """One level of the OCEBM table, 1 (best) to 5: what stands there, by name of the question."""

    number: int
    holds: Mapping[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class OcebmRules:
    """``ocebm.toml``: the table itself, and where each design of this ledger stands in it."""

    questions: tuple[QuestionRule, ...]
    levels: tuple[OcebmLevel, ...]
    designs: Mapping[str, DesignRule]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class VerdictMeaning:
    """One verdict; ``standing`` from 5 (the evidence stands behind the claim) to 0, ``None`` where it does not say."""

    name: Verdict
    standing: int | None
    meaning: str


@dataclass(frozen=True, slots=True)
class SummaryRule:
    """One way in which the studies of a basis can speak together."""

    name: StanceSummary
    says: str
    when: str


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """One row of the verdict table; the ``because`` completes "The claim is …: ".

    ``fact`` is filled for a row on facts; ``summary``, ``wording`` and ``certainty`` for a row on evidence.
    """

    verdict: Verdict
    because: str
    basis: Basis
    summary: StanceSummary | None = None
    wording: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class VerdictRules:
    """``verdict.toml``: ``verdicts`` in the fixed order of lists and legends."""

    verdicts: tuple[VerdictMeaning, ...]
    summaries: Mapping[str, SummaryRule]
    rows: tuple[VerdictRule, ...]
    facts: Mapping[str, VerdictRule]
    not_counted: frozenset[str]

    def row(self, summary: str, wording: str, certainty: str) -> VerdictRule:
        """The row that fits.

        Raises:
            KeyError: when no row fits, or more than one.
        """
        fits = [r for r in self.rows if r.summary == summary and wording in r.wording and certainty in r.certainty]
        if len(fits) != 1:
            raise KeyError((summary, wording, certainty))
        return fits[0]


@dataclass(frozen=True, slots=True)
class VerbRule:
    """GRADE's verbs for one certainty, by size of effect (``large``, ``moderate``, ``small``, ``none``)."""

    certainty: Certainty
    forms: Mapping[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class WordingRules:
    """``wording.toml``.

    Attributes:
        verbs: GRADE's verbs, for the docs.
        families: family of forms by kind of claim; ``direct`` for a kind that is not here.
        rated: by kind of claim or family, what was rated where that is not the claim itself, as a sentence.
        forms: by (family, summary of the studies, certainty), each with ``{claim}`` in it.
    """

    verbs: tuple[VerbRule, ...]
    families: Mapping[str, str]
    rated: Mapping[str, str]
    forms: Mapping[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class AccuracyRule:
    """One word for quotation accuracy.

    Attributes:
        error: ``major``, ``minor`` or ``none``; ``None`` where nothing was judged.
        gap: whether such a citation counts as misquoted.
        labels: the labels of the Citation-Integrity corpus that it stands for.
    """

    name: str
    error: str | None
    gap: bool
    meaning: str
    labels: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A share seen in the literature, in per cent, with its 95 % confidence interval."""

    name: str
    percent: float
    low: float
    high: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class AccuracyRules:
    """``accuracy.toml``."""

    labels: Mapping[str, AccuracyRule]
    base_rates: tuple[BaseRate, ...]
    notes: tuple[Note, ...]


Row = dict[str, Any]


def read_table(name: str) -> Row:
    """One file of ``rules/`` as it stands."""
    return tomllib.loads((files("firmground.grading") / "rules" / name).read_text(encoding="utf-8"))


def basis_in(table: Row, row: Row) -> Basis:
    """On what a row rests, by the table's own list of sources."""
    source = table["sources"][row["source"]]
    return Basis(Source(source["text"], source.get("url")), row.get("confirmed", True))


def _domains(table: Row, name: str) -> tuple[DomainRule, ...]:
    return tuple(DomainRule(r["name"], r["most"], r["meaning"], r["plain"], basis_in(table, r)) for r in table[name])


def _notes(table: Row) -> tuple[Note, ...]:
    return tuple(Note(r["about"], r["text"], basis_in(table, r)) for r in table["note"])


@cache
def grade_rules() -> GradeRules:
    """The GRADE table. Source: each row names its own."""
    table = read_table("grade.toml")
    return GradeRules(
        levels=tuple(
            CertaintyLevel(r["name"], r["points"], r["symbol"], r["meaning"], basis_in(table, r))
            for r in table["level"]
        ),
        starts=MappingProxyType(
            {r["name"]: StartRule(r["name"], r.get("level"), r["says"], basis_in(table, r)) for r in table["start"]}
        ),
        down=_domains(table, "down"),
        up=_domains(table, "up"),
        guard=table["guard"]["text"],
        bounds=table["bounds"]["text"],
        notes=_notes(table),
    )


@cache
def ocebm_rules() -> OcebmRules:
    """The OCEBM 2011 table of levels for benefits and common harms. Source: each row names its own."""
    table = read_table("ocebm.toml")
    questions = tuple(
        QuestionRule(name, r["asks"], frozenset(r["kinds"]), basis_in(table, r))
        for name, r in table["question"].items()
    )
    designs = {
        r["name"]: DesignRule(
            name=r["name"],
            levels=MappingProxyType({q.name: r[q.name] for q in questions if q.name in r}),
            observational=r.get("observational"),
            note=r.get("note"),
            basis=basis_in(table, r),
        )
        for r in table["design"]
    }
    levels = tuple(
        OcebmLevel(r["number"], MappingProxyType({q.name: r[q.name] for q in questions}), basis_in(table, r))
        for r in table["level"]
    )
    return OcebmRules(questions, levels, MappingProxyType(designs), _notes(table))


@cache
def verdict_rules() -> VerdictRules:
    """The verdict table. Source: each row names its own."""
    table = read_table("verdict.toml")
    rows = tuple(
        VerdictRule(
            verdict=r["verdict"],
            because=r["because"],
            basis=basis_in(table, r),
            summary=r["summary"],
            wording=tuple(r["wording"]),
            certainty=tuple(r["certainty"]),
        )
        for r in table["row"]
    )
    facts = {
        r["fact"]: VerdictRule(r["verdict"], r["because"], basis_in(table, r), fact=r["fact"]) for r in table["fact"]
    }
    return VerdictRules(
        verdicts=tuple(VerdictMeaning(r["name"], r.get("standing"), r["meaning"]) for r in table["verdict"]),
        summaries=MappingProxyType({r["name"]: SummaryRule(r["name"], r["says"], r["when"]) for r in table["summary"]}),
        rows=rows,
        facts=MappingProxyType(facts),
        not_counted=frozenset(table["not_counted"]["status"]),
    )


@cache
def wording_rules() -> WordingRules:
    """The wording table: GRADE's verbs, and the forms that this ledger fills. Source: each row names its own."""
    table = read_table("wording.toml")
    sizes = ("large", "moderate", "small", "none")
    return WordingRules(
        verbs=tuple(
            VerbRule(r["certainty"], MappingProxyType({size: r[size] for size in sizes}), basis_in(table, r))
            for r in table["verb"]
        ),
        families=MappingProxyType(dict(table["family"])),
        rated=MappingProxyType(dict(table["rated"])),
        forms=MappingProxyType(
            {
                (r["family"], r["summary"], level.name): r[level.name.replace(" ", "_")]
                for r in table["form"]
                for level in grade_rules().levels
            }
        ),
    )


@cache
def accuracy_rules() -> AccuracyRules:
    """The words for quotation accuracy, and the base rates to print beside ours. Source: each row names its own."""
    table = read_table("accuracy.toml")
    labels = {
        r["name"]: AccuracyRule(
            r["name"], r.get("error"), r["gap"], r["meaning"], tuple(r.get("labels", ())), basis_in(table, r)
        )
        for r in table["label"]
    }
    return AccuracyRules(
        labels=MappingProxyType(labels),
        base_rates=tuple(
            BaseRate(r["name"], r["percent"], r["from"], r["to"], basis_in(table, r)) for r in table["base_rate"]
        ),
        notes=_notes(table),
    )
