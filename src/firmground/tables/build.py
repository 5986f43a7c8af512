"""One function per table: an audit to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from firmground.anchoring.fragment import link
from firmground.tables import appraisal, evidence, families, flow, questions, topic_rows, work_list
from firmground.tables import columns as c
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table, row_of

Row = dict[str, Any]


def _articles(audit: Audit) -> Iterator[Row]:
    for file in audit.contents.files:
        article, anchored = file.article, audit.anchored.get(file.article.id)
        stored = article.text.sentences if article.text else None
        yield {
            "article": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "url": article.url,
            "published": _text(article.published),
            "updated": _text(article.updated),
            "claims": len(file.claims),
            "central": sum(claim.central for claim in file.claims),
            "set_aside": sum(len(items) for items in file.set_aside.values()),
            "sentences": anchored.total if anchored else stored,
            "accounted": anchored.accounted if anchored else None,
            "with_citation": sum(bool(claim.cited) for claim in file.claims),
            "rated": sum(claim.form != "not rated" for claim in file.claims),
            "gaps": sum(len(audit.gaps_by_claim.get(i, ())) for i in {claim.id for claim in file.claims}),
            "text_at_hand": anchored is not None,
        }


def _claims(audit: Audit) -> Iterator[Row]:
    for file in audit.contents.files:
        for claim in file.claims:
            grade, span = audit.grades[claim.id], audit.span(claim.id)
            yield row_of(
                c.CLAIMS,
                claim,
                claim_id=claim.id,
                article=file.article.id,
                attribution=claim.attribution.kind,
                attributed_to=claim.attribution.as_,
                cited=[x.ref or f"not found: {x.as_}" for x in claim.cited],
                offered=[x.ref for x in claim.offered if x.ref],
                rating=claim.form,
                certainty=grade.certainty,
                level=grade.level,
                question=grade.deciding.answer.question if grade.deciding else None,
                verdict=grade.verdict,
                verdict_told=grade.verdict_told,
                **questions.told(grade.sense),
                wording_allowed=grade.wording_allowed,
                explanation=grade.explanation,
                gaps=[gap.kind for gap in audit.gaps_by_claim.get(claim.id, ())],
                conflicts_with=sorted({other for other, _ in audit.conflicts.get(claim.id, ())}),
                link=link(file.article.url, claim.anchor) if file.article.url else None,
                start=span.start if span else None,
                end=span.end if span else None,
            )


def _citations(audit: Audit) -> Iterator[Row]:
    for claim in audit.contents.claims():
        for citation in claim.citations:
            reference = audit.contents.references.get(citation.ref) if citation.ref else None
            yield row_of(
                c.CITATIONS,
                citation,
                claim_id=claim.id,
                article=claim.article,
                **{"as": citation.as_},
                title=reference.title if reference else None,
                year=reference.year if reference else None,
                design=reference.design if reference else None,
            )


def _ratings(audit: Audit) -> Iterator[Row]:
    for claim in audit.contents.claims():
        rating = claim.rating
        # A column with the name of a field is that field, empty where the form has none.
        row: Row = {column.name: getattr(rating, column.name, None) for column in c.RATINGS}
        row |= {"claim_id": claim.id, "article": claim.article, "form": claim.form, "steps": []}
        row |= {"basis": list(rating.basis) if rating else [], "on": _text(row["on"])}
        decided = audit.grades[claim.id].deciding
        row["question"] = decided.question.id if decided is not None and decided.question is not None else None
        row["stands_at"] = "question" if row["question"] else "claim" if rating is not None else None
        if rating is not None and rating.form == "evidence":
            row["adopted_from"] = rating.adopted.ref if rating.adopted else None
            row["steps"] = questions.steps_of(rating)
        yield row


def _references(audit: Audit) -> Iterator[Row]:
    for key, reference in audit.contents.references.items():
        uses = audit.uses[key]
        yield row_of(
            c.REFERENCES,
            reference,
            ref=key,
            authors=[str(author) for author in reference.authors],
            editors=[str(editor) for editor in reference.editors],
            cited_by=len(uses.cited) + len(uses.possible),
            offered_for=len(uses.offered),
            ratings_resting_on_it=len(uses.rests),
        )


def _sentences(audit: Audit) -> Iterator[Row]:
    for article, anchored in audit.anchored.items():
        for sentence, account in zip(anchored.sentences, anchored.account, strict=True):
            yield {
                "article": article,
                "number": sentence.number,
                "kind": sentence.kind,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "claims": list(account.claims),
                "set_aside": account.reason,
                "accounted": bool(account.claims) or account.reason is not None,
            }


def _gaps(audit: Audit) -> Iterator[Row]:
    claims = audit.contents.claims_by_id
    for gap in audit.gaps:
        claim = claims[gap.claim]
        own = {"about": claim.about, "condition": claim.condition, "central": claim.central}
        yield row_of(c.GAPS, gap, claim_id=gap.claim, **own)


def _findings(audit: Audit) -> Iterator[Row]:
    for placed in audit.findings:
        yield {
            "severity": placed.severity,
            "code": placed.finding.code,
            "file": placed.place.file if placed.place else None,
            "line": placed.place.line if placed.place else None,
            "column": placed.place.column if placed.place else None,
            "subject": placed.finding.subject,
            "message": placed.finding.message,
            "cure": placed.finding.cure,
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


#: Every table by name, with the function that fills it.
TABLES: Mapping[str, tuple[str, tuple[Column, ...], Callable[[Audit], Iterator[Row]]]] = MappingProxyType(
    {
        "articles": ("one row per source article", c.ARTICLES, _articles),
        "claims": ("one row per claim, in reading order", c.CLAIMS, _claims),
        "questions": ("one row per question, with its answer and its rating", c.QUESTIONS, questions.question_rows),
        "answers": ("one row per claim and question that it answers", c.ANSWERS, questions.answer_rows),
        "evidence": (
            "one row per question and work, those that nobody has read too",
            c.EVIDENCE,
            questions.evidence_rows,
        ),
        "citations": ("one row per claim and source", c.CITATIONS, _citations),
        "ratings": ("one row per claim: how it was rated, and why", c.RATINGS, _ratings),
        "references": ("one row per work in references.bib", c.REFERENCES, _references),
        "sentences": ("one row per sentence of each article whose text is at hand", c.SENTENCES, _sentences),
        "gaps": ("one row per claim and gap", c.GAPS, _gaps),
        "work-list": (
            "one row per claim that has something to mend, the most urgent first",
            work_list.COLUMNS,
            work_list.work_rows,
        ),
        "map-gaps": ("one row per cell of the evidence map and gap", evidence.MAP_GAPS, evidence.map_gap_rows),
        "evidence-map": (
            "one row per condition and therapy on which there is a claim",
            evidence.CELLS,
            evidence.cell_rows,
        ),
        "evidence-map-by-comparator": (
            "one row per condition, therapy and comparison on which there is a claim",
            evidence.CELLS_BY_COMPARATOR,
            evidence.cell_rows_by_comparator,
        ),
        "evidence-map-totals": (
            "one row per condition, therapy and comparison of the evidence map, then one for all",
            evidence.TOTALS,
            evidence.total_rows,
        ),
        "flow": (
            "one row per article, step of the audit, and what goes on or drops out there, by reason",
            flow.COLUMNS,
            flow.flow_rows,
        ),
        "scores": ("one row per article and item of an instrument", appraisal.SCORES, appraisal.score_rows),
        "missing-side": (
            "one row per article and side of the matter",
            appraisal.MISSING_SIDE,
            appraisal.missing_side_rows,
        ),
        "families": (
            "one row per claim family and claim, strongest wording first",
            families.FAMILIES,
            families.family_rows,
        ),
        "family-proposals": (
            "one row per proposed family and claim that nobody has confirmed or refused",
            families.PROPOSALS,
            families.proposal_rows,
        ),
        "topics": ("one row per topic that a page is made for", topic_rows.COLUMNS, topic_rows.topic_rows),
        "findings": ("one row per finding of the checks", c.FINDINGS, _findings),
    }
)


def list_tables() -> Table:
    """The tables themselves as a table: what each is called, and what a row of it is."""
    columns = (Column("table", "text", "its name"), Column("means", "text", "what it holds"))
    rows = tuple({"table": name, "means": means} for name, (means, _, _) in TABLES.items())
    return Table("tables", "one row per table; `firmground table NAME` prints it", columns, rows)


def build_table(name: str, audit: Audit) -> Table:
    """Build one table.

    Raises:
        KeyError: when there is no table of that name; :data:`TABLES` lists them.
    """
    means, columns, fill = TABLES[name]
    return Table(name, means, columns, tuple(fill(audit)))
