"""What `firmground show` shows: one claim, article, question or reference as plain text; and the state of a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from firmground.checks.writers import printable
from firmground.citing.addresses import doi_address, pubmed_address
from firmground.citing.ama import ama_text
from firmground.errors import alike
from firmground.grading.scales import VERDICTS
from firmground.plurals import counted
from firmground.records import ClaimFile, Reference
from firmground.records.terms import SEVERITIES
from firmground.reports.cards.claim import claim_card
from firmground.reports.cards.position import tell
from firmground.reports.cards.question import question_card, question_in_text
from firmground.reports.cards.terminal import card_in_text, item, joined, labelled
from firmground.reports.done import clear, done_in, how_far
from firmground.tables.audit import Audit


def card(audit: Audit, name: str) -> str | None:
    """The card of a claim, an article, a question or a reference, whichever bears the name first; else ``None``."""
    claim = audit.contents.claims_by_id.get(name)
    if claim is not None:
        return card_in_text(claim_card(audit, claim))
    file = next((f for f in audit.contents.files if f.article.id == name), None)
    if file is not None:
        return joined(_article(audit, file))
    question = audit.contents.questions.get(name)
    if question is not None:
        return question_in_text(question_card(audit, question))
    reference = audit.contents.references.get(name)
    return joined(_reference(audit, reference)) if reference is not None else None


def closest(audit: Audit, name: str) -> str:
    """Names that look alike, which may be of other things, and where names are listed."""
    contents = audit.contents
    known = [*contents.claims_by_id, *(a.id for a in contents.articles), *contents.questions, *contents.references]
    near = alike(name, known, 3, 0.6)
    like = f" Names that look like it: {', '.join(near)}." if near else ""
    return f"{like} `firmground table claims`, `articles`, `questions` and `references` list what there is."


def status(audit: Audit) -> str:
    """The state of a ledger on one screen, with what to do next."""
    return joined(_status(audit))


def _article(audit: Audit, file: ClaimFile) -> Iterator[str]:
    from firmground.appraisal.summary import appraisal_lines  # the other cards say nothing of it

    article = file.article
    yield article.id
    for name, value in (
        ("Title", article.title),
        ("Publisher", article.publisher),
        ("Address", article.url),
        ("Published", article.published),
        ("Updated", article.updated),
        ("Author", article.author),
        ("Reviewer", article.medical_reviewer),
    ):
        yield from labelled(name, str(value) if value is not None else "not known")
    if article.note:
        yield from labelled("Note", article.note)
    anchored = audit.anchored.get(article.id)
    (done,) = done_in(audit, article.id)[:1]
    yield from labelled("Text", how_far(done) if anchored or done.open else f"not at hand; {how_far(done)}")
    verdicts = Counter(audit.grades[c.id].verdict for c in file.claims)
    yield from labelled("Claims", f"{len(file.claims)}, of which central: {sum(c.central for c in file.claims)}")
    yield from labelled("Verdicts", "; ".join(f"{v}: {verdicts[v]}" for v in VERDICTS if verdicts[v]) or "none yet")
    gaps = Counter(g.kind for g in audit.gaps if g.article == article.id)
    ordered = sorted(gaps.items(), key=lambda item: (-item[1], item[0]))
    yield from labelled("Gaps", "; ".join(f"{kind}: {n}" for kind, n in ordered) or clear(audit, article.id, "gaps"))
    for name, told in appraisal_lines(audit.contents, file, anchored):
        yield from labelled(name, told)


def _reference(audit: Audit, reference: Reference) -> Iterator[str]:
    yield f"{reference.key}   {reference.design or 'design not known'}"
    yield from labelled("Work", ama_text(reference))
    for name, value in (
        ("Authors", None if reference.authors or reference.editors else "not known"),
        ("Year", None if reference.year or reference.epub else "not known"),
        ("Status", reference.status and f"{reference.status}. {reference.statusnote or ''}"),
        ("Finding", reference.finding),
        ("Population", reference.population),
        ("Compared with", reference.comparator),
        ("Participants", reference.participants),
        ("Studies", reference.studies),
        ("Certainty", reference.certainty),
        ("Funding", reference.funding),
        ("Note", reference.note),
        ("DOI", reference.doi and (doi_address(reference.doi) or reference.doi)),
        ("PubMed", reference.pmid and (pubmed_address(reference.pmid) or reference.pmid)),
        ("Address", reference.url),
    ):
        if value:
            yield from labelled(name, str(value))
    seen = f"seen on a source page {reference.verified}" if reference.verified else "no source page was seen"
    doubt = f"; not confirmed: {', '.join(reference.unverified)}" if reference.unverified else ""
    yield from labelled("Verified", seen + doubt)
    for claim in audit.contents.claims():
        for citation in claim.citations:
            if citation.ref == reference.key:
                said = f"{citation.role}, {citation.stance}" if citation.stance else citation.role
                yield from labelled(claim.id, f"{said}: {claim.claim}")
    for question in audit.contents.questions.values():
        for evidence in question.evidence:
            if evidence.ref == reference.key:
                yield from labelled(
                    "Evidence on", f"{question.id}: {question.asks} It {tell(f'work.{evidence.says}')}."
                )
        unread = (*question.unread, *(u for entry in question.items.values() for u in entry.unread))
        if any(u.ref == reference.key for u in unread):
            yield from labelled("Not read on", f"{question.id}: {question.asks}")


def _status(audit: Audit) -> Iterator[str]:
    settings = audit.contents.settings
    claims = list(audit.contents.claims())
    yield printable(settings.title) if settings else "A ledger without claims/ledger.yaml"
    if settings:
        yield f"as of {settings.as_of}"
    yield ""
    rated = sum(c.form != "not rated" for c in claims)
    articles = counted(len(audit.contents.files), "article")
    references = counted(len(audit.contents.references), "reference")
    questions = counted(len(audit.contents.questions), "question")
    yield f"  {articles}, {counted(len(claims), 'claim')} ({rated} rated), {questions}, {references}"
    verdicts = Counter(g.verdict for g in audit.grades.values())
    for verdict in VERDICTS:
        if verdicts[verdict]:
            yield f"  {verdicts[verdict]:>5}  {verdict}"
    if coded := done_in(audit):
        yield ""
        yield "  How much is coded:"
        for done in coded:
            yield item(f"{done.article}: {how_far(done)}")
    yield ""
    found = Counter(p.severity for p in audit.findings)
    worst = next((s for s in SEVERITIES if found[s]), None)
    counts = ", ".join(counted(found[s], s) for s in SEVERITIES)
    yield f"  Checks: {counts}"
    yield ""
    yield from _next(worst, bool(claims), any(done.open for done in coded))


def _next(worst: str | None, any_claims: bool, undone: bool) -> Iterator[str]:
    yield "Next:"
    if worst in {"error", "warning"} or undone:
        yield "  firmground check --level strict   see what to mend, with the lines"
    if not any_claims:
        yield "  firmground article add ID FILE    bring in an article's text and begin its claim file"
        return
    yield "  firmground build                  make the reports; then open reports/index.html"
    yield "  firmground show ID                one claim, article, question or reference"
    yield "  firmground table gaps             what is missing, and what to do about it"
