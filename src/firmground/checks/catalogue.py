"""The catalogue of finding codes: what each means, how serious it is, and how to cure it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firmground.records import Finding
from firmground.records.terms import Level, Severity


@dataclass(frozen=True, slots=True)
class Code:
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


@cache
def catalogue() -> Mapping[str, Code]:
    """Every code, by name, in alphabetical order."""
    raw = tomllib.loads(files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Code(name=name, **raw[name]) for name in sorted(raw)})


def severity_of(finding: Finding) -> Severity:
    """How serious a finding is; the catalogue says."""
    return catalogue()[finding.code].severity


def wanted(finding: Finding, level: Level) -> bool:
    """Whether a finding belongs to a level of checking: strict includes basic."""
    return level == "strict" or catalogue()[finding.code].level == "basic"
