"""The ledger as one file for other programs: JSON by contract, or the table of claims as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from firmground.anchoring.fragment import link
from firmground.appraisal.summary import appraisal_record
from firmground.checks.writers import finding_as_json
from firmground.exchange.csl import csl_of
from firmground.exchange.families import family_record
from firmground.gaps.evidence_map import Cell, map_evidence
from firmground.records import Citation, Claim, ClaimFile
from firmground.tables.audit import Audit
from firmground.tables.build import build_table
from firmground.tables.table import csv_text
from firmground.writing import write_whole

#: Name and version of the JSON contract; the number changes when a field changes its meaning or goes.
FORMAT = "firmground/1"


def export_json(audit: Audit) -> str:
    """The whole ledger as JSON text. The contract: docs/reference/export.md and ``schemas/export.schema.json``."""
    settings = audit.contents.settings
    data = {
        "format": FORMAT,
        "title": settings.title if settings else None,
        "as_of": settings.as_of.isoformat() if settings else None,
        "notice": settings.notice if settings else None,
        "articles": [_article(audit, file) for file in audit.contents.files],
        "claims": [_claim(audit, file, claim) for file in audit.contents.files for claim in file.claims],
        "set_aside": [row for file in audit.contents.files for row in _set_aside(audit, file)],
        "evidence_map": _map(audit),
        "families": [family_record(view) for view in audit.families],
        "references": [csl_of(r) for r in audit.contents.references.values()],
        "findings": [finding_as_json(p.finding, p.place, p.severity) for p in audit.findings],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def export_csv(audit: Audit) -> str:
    """The table of claims as CSV, in UTF-8 with the mark by which Excel recognises it."""
    table = build_table("claims", audit)
    return "\ufeff" + csv_text((c.name for c in table.columns), table.rows)


EXPORTERS: Mapping[str, Callable[[Audit], str]] = MappingProxyType({".json": export_json, ".csv": export_csv})


def export_to(path: Path, audit: Audit) -> Path:
    """Write an export, chosen by suffix; an existing file is replaced whole.

    Raises:
        KeyError: for a suffix without exporter.
        OSError: when the folder is missing or not writable.
    """
    write_whole(path, EXPORTERS[path.suffix.lower()](audit).encode("utf-8"))
    return path


def record_of(audit: Audit, name: str) -> dict[str, Any] | None:
    """One claim, article or reference as it stands in the JSON export; ``None`` when nothing bears the name."""
    for file in audit.contents.files:
        if file.article.id == name:
            return _article(audit, file)
        for claim in file.claims:
            if claim.id == name:
                return _claim(audit, file, claim)
    reference = audit.contents.references.get(name)
    return csl_of(reference) if reference is not None else None


def _article(audit: Audit, file: ClaimFile) -> dict[str, Any]:
    data: dict[str, Any] = file.article.model_dump(mode="json")
    anchored = audit.anchored.get(file.article.id)
    data["sentences_accounted"] = anchored.accounted if anchored else None
    data["appraisal"] = appraisal_record(audit.contents, file)  # what was judged stands in it beside what was computed
    return data


def _claim(audit: Audit, file: ClaimFile, claim: Claim) -> dict[str, Any]:
    grade, span = audit.grades[claim.id], audit.span(claim.id)
    return {
        "id": claim.id,
        "article": file.article.id,
        "claim": claim.claim,
        "kind": claim.kind,
        "about": claim.about,
        "condition": claim.condition,
        "comparator": claim.comparator,
        "outcome": claim.outcome,
        "direction": claim.direction,
        "wording": claim.wording,
        "central": claim.central,
        "attribution": {"kind": claim.attribution.kind, "as": claim.attribution.as_},
        "anchor": claim.anchor.model_dump(mode="json", exclude_none=True),
        "link": link(file.article.url, claim.anchor) if file.article.url else None,
        "span": [span.start, span.end] if span else None,
        "citations": [_citation(c) for c in claim.citations],
        "rating": claim.rating.model_dump(mode="json") if claim.rating is not None else None,
        "level": grade.level,
        "verdict": grade.verdict,
        "wording_allowed": grade.wording_allowed,
        "explanation": grade.explanation,
        "gaps": [
            {"kind": g.kind, "severity": g.severity, "rule": g.rule, "todo": g.todo}
            for g in audit.gaps
            if g.claim == claim.id
        ],
        "conflicts_with": [c.model_dump(mode="json") for c in claim.conflicts_with],
        "note": claim.note,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "ref": citation.ref,
        "as": citation.as_,
        "role": citation.role,
        "identified": citation.identified,
        "stance": citation.stance,
        "accuracy": citation.accuracy,
        "why": citation.why,
    }


def _map(audit: Audit) -> dict[str, Any]:
    """The cells that hold a claim, whole and split by comparison, and the totals of distinct claims."""
    whole = map_evidence(audit.contents, audit.grades)
    split = map_evidence(audit.contents, audit.grades, "comparator")
    return {
        "counts": whole.counts,
        "empty": whole.empty,
        "conditions": list(whole.conditions),
        "abouts": list(whole.abouts),
        "comparators": list(split.facets),
        "cells": [_cell(cell) for cell in whole.cells if cell.claims],
        "cells_by_comparator": [_cell(cell) | {"comparator": cell.facet} for cell in split.cells if cell.claims],
        "totals": {
            "conditions": [{"term": total.term, "claims": len(total.claims)} for total in whole.row_totals],
            "abouts": [{"term": total.term, "claims": len(total.claims)} for total in whole.column_totals],
            "comparators": [{"term": total.term, "claims": len(total.claims)} for total in split.facet_totals],
            "all": len(whole.claims),
        },
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "condition": cell.condition,
        "about": cell.about,
        "claims": list(cell.claims),
        "articles": list(cell.articles),
        "certainty": cell.certainty,
        "directions": dict(cell.directions),
        "conflicts": [list(pair) for pair in cell.conflicts],
        "cited": list(cell.cited),
        "offered": list(cell.offered),
        "unused": list(cell.unused),
        "gaps": [asdict(gap) for gap in cell.gaps],
    }


def _set_aside(audit: Audit, file: ClaimFile) -> list[dict[str, Any]]:
    anchored = audit.anchored.get(file.article.id)
    if anchored is not None:
        return [
            {
                "article": anchored.article,
                "words": s.words,
                "span": [s.span.start, s.span.end] if s.span else None,
                "reason": s.reason,
            }
            for s in anchored.set_aside
        ]
    return [
        {
            "article": file.article.id,
            "words": item if isinstance(item, str) else item.start,
            "span": None,
            "reason": reason,
        }
        for reason, items in file.set_aside.items()
        for item in items
    ]
