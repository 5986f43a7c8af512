"""The catalogue of finding codes: what each means, how serious it is, and how to cure it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import RootModel

from firmground.records import Finding
from firmground.records.terms import Level, Severity
from firmground.rules import ByName, Rules, read_rules


class Code(Rules):
    """One kind of finding.

    Attributes:
        name: the code, for instance ``anchor-not-found``.
        severity: error: something is wrong and must be mended; warning: most likely wrong; note: worth knowing.
        level: basic: always checked; strict: checked with ``--level strict``.
        title: what it is, in a few words.
        meaning: what it means and why it matters.
        cure: how to mend it.
    """

    name: str
    severity: Severity
    level: Level
    title: str
    meaning: str
    cure: str


class Catalogue(RootModel[ByName[str, Code]]):
    """``catalogue.toml``: one table for each code."""


@cache
def catalogue() -> Mapping[str, Code]:
    """Every code, by name, in alphabetical order."""
    return MappingProxyType(dict(sorted(read_rules(Catalogue, "checks/catalogue.toml").root.items())))


def severity_of(finding: Finding) -> Severity:
    """How serious a finding is; the catalogue says."""
    return catalogue()[finding.code].severity


def wanted(finding: Finding, level: Level) -> bool:
    """Whether a finding belongs to a level of checking: strict includes basic."""
    return level == "strict" or catalogue()[finding.code].level == "basic"
