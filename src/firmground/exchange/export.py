"""The ledger as one file for other programs: JSON by contract, or the table of claims as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from firmground.anchoring.fragment import link
from firmground.appraisal.computing import Sight
from firmground.appraisal.missing_side import missing_sides
from firmground.appraisal.scores import score_article
from firmground.checks.writers import finding_as_json
from firmground.errors import LedgerError
from firmground.exchange.csl import csl_of
from firmground.exchange.format import Export, ExportedArticle, ExportedClaim
from firmground.exchange.format_questions import ExportedEvidence, ExportedQuestion
from firmground.grading.judging import Judged
from firmground.grading.level import best_in, level_in
from firmground.grading.standing import certainty_in
from firmground.grading.unknown import unanswered
from firmground.opened import Opened
from firmground.records import Claim, ClaimFile, MovedRating, Question, Rating
from firmground.tables.audit import Audit
from firmground.tables.build import build_table
from firmground.tables.table import csv_text
from firmground.writing import save


def export_json(audit: Audit) -> str:
    """The whole ledger as JSON text. The contract: `firmground explain export` and ``schemas/export.schema.json``."""
    settings, files = audit.contents.settings, audit.contents.files
    data = {
        "title": settings.title if settings else None,
        "as_of": settings.as_of if settings else None,
        "notice": settings.notice if settings else None,
        "articles": [_article(audit, file) for file in files],
        "claims": [_claim(audit, file, claim) for file in files for claim in file.claims],
        "questions": [_question(audit, question) for question in audit.contents.questions.values()],
        "set_aside": [passage for file in files for passage in _set_aside(audit, file)],
        "evidence_map": _map(audit),
        "families": audit.families,
        "references": [csl_of(reference) for reference in audit.contents.references.values()],
        "findings": [finding_as_json(p.finding, p.place, p.severity) for p in audit.findings],
    }
    return Export.model_validate(data).model_dump_json(indent=1, by_alias=True) + "\n"


def export_csv(audit: Audit) -> str:
    """The table of claims as CSV, in UTF-8 with the mark by which Excel recognises it."""
    table = build_table("claims", audit)
    return "\ufeff" + csv_text((c.name for c in table.columns), table.rows)


EXPORTERS: Mapping[str, Callable[[Audit], str]] = MappingProxyType({".json": export_json, ".csv": export_csv})


class NoExporterError(LedgerError):
    """A file whose ending names no form of export."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” can't be written: give it one of the endings {', '.join(EXPORTERS)}.")


def export_to(path: Path, opened: Opened) -> Path:
    """Write an export, chosen by suffix; an existing file is replaced whole.

    Raises:
        NoExporterError: for another suffix; nothing of the ledger is read then.
        NotWrittenError: when it can't stand there; a former file is untouched then.
    """
    exporter = EXPORTERS.get(path.suffix.lower())
    if exporter is None:
        raise NoExporterError(path)
    save(path, exporter(opened.audit).encode("utf-8"))
    return path


def record_of(audit: Audit, name: str) -> dict[str, Any] | None:
    """One claim, article, question or reference as in the JSON export; ``None`` when nothing bears the name."""
    for file in audit.contents.files:
        if file.article.id == name:
            return ExportedArticle.model_validate(_article(audit, file)).model_dump(mode="json", by_alias=True)
        for claim in file.claims:
            if claim.id == name:
                return ExportedClaim.model_validate(_claim(audit, file, claim)).model_dump(mode="json", by_alias=True)
    if (question := audit.contents.questions.get(name)) is not None:
        return ExportedQuestion.model_validate(_question(audit, question)).model_dump(mode="json", by_alias=True)
    reference = audit.contents.references.get(name)
    return csl_of(reference) if reference is not None else None


def _article(audit: Audit, file: ClaimFile) -> dict[str, Any]:
    anchored = audit.anchored.get(file.article.id)
    sight = Sight(file, audit.contents, anchored)
    return {
        **dict(file.article),
        "appraisal": {"scores": score_article(sight), "missing_sides": missing_sides(sight)},
        "sentences_accounted": anchored.accounted if anchored else None,
    }


def _claim(audit: Audit, file: ClaimFile, claim: Claim) -> dict[str, Any]:
    grade = audit.grades[claim.id]
    return {
        **dict(claim),
        "article": file.article.id,
        "link": link(file.article.url, claim.anchor) if file.article.url else None,
        "span": audit.span(claim.id),
        "question": grade.deciding.answer.question if grade.deciding else None,
        "answers": [_answer(judged, decides=judged is grade.deciding) for judged in grade.answers],
        "rating": _rating(claim),
        "level": grade.level,
        "verdict": grade.verdict,
        "verdict_told": grade.verdict_told,
        "sense": grade.sense,
        "wording_allowed": grade.wording_allowed,
        "explanation": grade.explanation,
        "gaps": audit.gaps_by_claim.get(claim.id, ()),
    }


def _rating(claim: Claim) -> Rating | None:
    """The rating; one of evidence says in every export how far the claim lies from what was rated, be it not at all."""
    rating = claim.rating
    if rating is None or rating.form != "evidence" or isinstance(rating, MovedRating):
        return rating
    return MovedRating.model_construct(**dict(rating))


def _answer(judged: Judged, *, decides: bool) -> dict[str, Any]:
    return {
        **dict(judged.answer),
        "decides": decides,
        "standing": judged.standing,
        "verdict": judged.verdict,
        "verdict_told": judged.told,
        "because": judged.because,
        "certainty": judged.certainty,
        "sense": judged.sense,
    }


def _question(audit: Audit, question: Question) -> dict[str, Any]:
    references = audit.contents.references
    levels = ((evidence, level_in(evidence, question, references)) for evidence in question.evidence)
    return {
        **dict(question),
        "evidence": tuple(ExportedEvidence.model_construct(**dict(e), level=level) for e, level in levels),
        "certainty": certainty_in(question, references),
        "level": best_in(question, references),
        "sense": unanswered(question, references),
        "claims": tuple(dict.fromkeys(claim.id for claim, _ in audit.answers_to.get(question.id, ()))),
    }


def _map(audit: Audit) -> dict[str, Any]:
    """The cells that hold a claim, whole and split by comparison, and the totals of distinct claims."""
    whole, split = audit.evidence_map, audit.evidence_map_by_comparator
    return {
        "counts": whole.counts,
        "empty": whole.empty,
        "conditions": whole.conditions,
        "abouts": whole.abouts,
        "comparators": split.facets,
        "cells": [cell for cell in whole.cells if cell.claims],
        "cells_by_comparator": [cell for cell in split.cells if cell.claims],
        "totals": {
            "conditions": whole.row_totals,
            "abouts": whole.column_totals,
            "comparators": split.facet_totals,
            "all": whole.claims,
        },
    }


def _set_aside(audit: Audit, file: ClaimFile) -> Iterator[dict[str, Any]]:
    """Passages that are no claim: as they were found in the text, or as the file names them where there is none."""
    article = file.article.id
    if article in audit.anchored:
        for found in audit.anchored[article].set_aside:
            yield {"article": article, "words": found.words, "span": found.span, "reason": found.reason}
        return
    for reason, items in file.set_aside.items():
        for item in items:
            words = item if isinstance(item, str) else item.start
            yield {"article": article, "words": words, "span": None, "reason": reason}
