"""``claims/ledger.yaml`` to the ledger's settings and the groups that all its claim files share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firmground.reading.claim_file import (
    Aside,
    read_groups,
    read_listed,
    read_named,
    report_unknown_sections,
    without_broken,
)
from firmground.reading.convert import convert
from firmground.reading.yaml_text import Broken, parse
from firmground.records import (
    Apart,
    FailedBlock,
    Family,
    Finding,
    GlossaryWord,
    Group,
    LedgerSettings,
    SourceText,
    Spot,
)

#: Sections of which each entry is read by itself, so that one that can't be used costs no other.
_BY_ITEM = frozenset({"groups", "glossary", "families", "apart"})


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What came of ledger.yaml.

    Attributes:
        settings: ``None`` when title, date, vocabulary or raters can't be used; the findings say why.
        groups: the groups that could be read, even without settings.
        failed: blocks that could not be read, with their raw text.
        findings: one or more for each failed block.
    """

    settings: LedgerSettings | None
    groups: Mapping[str, Group]
    failed: tuple[FailedBlock, ...]
    findings: tuple[Finding, ...]


def read_settings(source: SourceText) -> ReadSettings:
    """Read the settings; a broken group or an unknown field does not keep the rest from being used."""
    parsed = parse(source)
    aside = Aside(source, list(parsed.failed), list(parsed.findings))
    top = Spot(source.file)
    known = tuple(LedgerSettings.model_fields)
    report_unknown_sections(parsed.data, known, aside, "field of ledger.yaml")
    groups = read_groups(parsed.data.get("groups"), top, aside)
    glossary = read_named(GlossaryWord, parsed.data.get("glossary"), top.at("glossary"), aside)
    families = read_named(Family, parsed.data.get("families"), top.at("families"), aside)
    apart = read_listed(Apart, parsed.data.get("apart"), top.at("apart"), aside)
    data: dict[str, Any] = {name: _sound(parsed.data[name]) for name in known if name in parsed.data}
    data = {name: value for name, value in data.items() if not isinstance(value, Broken) and name not in _BY_ITEM}
    settings: LedgerSettings | None = None
    if parsed.data:
        settings, found = convert(LedgerSettings, data, top)
        faulty = {f.spot.path[:1] if f.spot else () for f in found}
        optional = {(name,) for name, field in LedgerSettings.model_fields.items() if not field.is_required()}
        if found and faulty <= optional:
            # The defaults hold then; title, date and vocabulary need not be lost with them.
            settings, _ = convert(LedgerSettings, {k: v for k, v in data.items() if (k,) not in faulty}, top)
        # A section that failed to parse is reported once, as such, and not again as missing.
        found = tuple(f for f in found if not (f.code == "missing-field" and _reported(f, aside.failed)))
        for finding in found:
            aside.keep_all(finding.spot.path[:1] if finding.spot else (), (finding,))
    if settings is not None:
        by_item = {"groups": groups, "glossary": glossary, "families": families, "apart": apart}
        settings = settings.model_copy(update=by_item).placed(top)
    return ReadSettings(settings, groups, tuple(aside.failed), tuple(aside.findings))


def _sound(value: Any) -> Any:
    """A section without its broken parts, two levels deep (the terms of a vocabulary)."""
    value = without_broken(value)
    return {key: without_broken(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _reported(finding: Finding, failed: list[FailedBlock]) -> bool:
    """Whether the field that is missing is, or is part of, a block that could not be parsed."""
    return any(
        not block.spot.path or f"“{block.spot.path[-1]}”" in finding.message
        for block in failed
        if block.spot.line is not None
    )
