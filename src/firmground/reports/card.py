"""One claim, article or reference as plain text for a terminal; and the state of a ledger on one screen."""

from __future__ import annotations

import difflib
import textwrap
from collections import Counter
from collections.abc import Iterator

from firmground.anchoring.fragment import link
from firmground.checks.writers import printable
from firmground.grading.scales import VERDICTS, symbol_of
from firmground.records import Citation, Claim, ClaimFile, EvidenceRating, FactRating, NotRated, Reference
from firmground.records.terms import SEVERITIES
from firmground.reports.check_report import number
from firmground.tables.audit import Audit

WIDTH = 100


def card(audit: Audit, name: str) -> str | None:
    """The card of a claim, an article or a reference, whichever bears the name; ``None`` when nothing does."""
    claim = audit.contents.claims_by_id.get(name)
    if claim is not None:
        return _joined(_claim(audit, claim))
    file = next((f for f in audit.contents.files if f.article.id == name), None)
    if file is not None:
        return _joined(_article(audit, file))
    reference = audit.contents.references.get(name)
    return _joined(_reference(audit, reference)) if reference is not None else None


def closest(audit: Audit, name: str) -> str:
    """“ Did you mean …?” with names that look alike, or a hint where names are listed."""
    known = [*audit.contents.claims_by_id, *(a.id for a in audit.contents.articles), *audit.contents.references]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(near)}?" if near else " `firmground table claims` lists what there is."


def status(audit: Audit) -> str:
    """The state of a ledger on one screen, with what to do next."""
    return _joined(_status(audit))


def _claim(audit: Audit, claim: Claim) -> Iterator[str]:
    grade = audit.grades[claim.id]
    file = next(f for f in audit.contents.files if claim in f.claims)
    yield f"{claim.id}   {claim.kind}, {claim.wording}" + (", central" if claim.central else "")
    yield from _wrapped("Claim", claim.claim)
    span, text = audit.span(claim.id), audit.contents.texts.get(file.article.id)
    if span is not None and text is not None:
        yield from _wrapped("Article", f"“{' '.join(text.text[span.start : span.end].split())}”")
    else:
        shown = " … ".join(words for name, words in claim.anchor.parts() if name in {"start", "end"})
        yield from _wrapped("Article", f"“{shown}” (the text is not at hand)")
    if file.article.url:
        yield f"  {'Place':<13} {link(file.article.url, claim.anchor)}"
    topic = [("about", claim.about), ("condition", claim.condition), ("outcome", claim.outcome)]
    topic.append(("compared with", claim.comparator))
    yield from _wrapped("Topic", "; ".join(f"{n}: {v}" for n, v in topic if v))
    said = f"{claim.attribution.kind}" + (f": “{claim.attribution.as_}”" if claim.attribution.as_ else "")
    yield from _wrapped("Attributed to", said)
    for citation in claim.citations:
        yield from _citation(audit, citation)
    yield from _rating(claim)
    yield from _wrapped("Verdict", grade.verdict)
    if grade.wording_allowed:
        yield from _wrapped("May be said", grade.wording_allowed)
    yield from _wrapped("Why", grade.explanation)
    for gap in (g for g in audit.gaps if g.claim == claim.id):
        yield from _wrapped("Gap", f"{gap.kind} ({gap.severity}): {gap.rule} {gap.todo}")
    for conflict in claim.conflicts_with:
        yield from _wrapped("Conflicts", f"with {conflict.claim}: {conflict.why}")
    for other in audit.contents.claims():
        for conflict in other.conflicts_with:
            if conflict.claim == claim.id:
                yield from _wrapped("Conflicts", f"with {other.id}: {conflict.why}")
    if claim.note:
        yield from _wrapped("Note", claim.note)


def _citation(audit: Audit, citation: Citation) -> Iterator[str]:
    if citation.ref is None:
        yield from _wrapped("Cited", f"“{citation.as_}”: not found. {citation.why}")
        return
    reference = audit.contents.references.get(citation.ref)
    what = f"{citation.ref} ({_short(reference)})" if reference else f"{citation.ref} (not in references.bib)"
    facts = [f"{citation.identified} identification" if citation.identified else "", citation.stance or ""]
    facts.append(f"accuracy: {citation.accuracy}" if citation.accuracy else "")
    yield from _wrapped(citation.role.capitalize(), f"{what}: {'; '.join(f for f in facts if f)}. {citation.why}")


def _rating(claim: Claim) -> Iterator[str]:
    rating = claim.rating
    if isinstance(rating, EvidenceRating):
        yield from _wrapped("Certainty", f"{rating.certainty} {symbol_of(rating.certainty)}. {rating.why}")
    elif isinstance(rating, FactRating):
        yield from _wrapped("Fact", f"{rating.fact} (source: {rating.source}). {rating.why}")
    else:
        why = rating.not_rated if isinstance(rating, NotRated) else "nobody has said why."
        yield from _wrapped("Not rated", why)
    if isinstance(rating, EvidenceRating | FactRating):
        reviewed = f"reviewed by {rating.reviewed_by}" if rating.reviewed_by else "a draft, not reviewed by a clinician"
        yield from _wrapped("Rated", f"by {rating.by} on {rating.on}; {reviewed}")


def _article(audit: Audit, file: ClaimFile) -> Iterator[str]:
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
        yield from _wrapped(name, str(value) if value is not None else "not known")
    if article.note:
        yield from _wrapped("Note", article.note)
    anchored = audit.anchored.get(article.id)
    text = f"{anchored.accounted} of {anchored.total} sentences accounted for" if anchored else "not at hand"
    yield from _wrapped("Text", text)
    verdicts = Counter(audit.grades[c.id].verdict for c in file.claims)
    yield from _wrapped("Claims", f"{len(file.claims)}, of which central: {sum(c.central for c in file.claims)}")
    yield from _wrapped("Verdicts", "; ".join(f"{v}: {verdicts[v]}" for v in VERDICTS if verdicts[v]) or "none")
    gaps = Counter(g.kind for g in audit.gaps if g.article == article.id)
    counted = sorted(gaps.items(), key=lambda item: (-item[1], item[0]))
    yield from _wrapped("Gaps", "; ".join(f"{kind}: {n}" for kind, n in counted) or "none")


def _reference(audit: Audit, reference: Reference) -> Iterator[str]:
    yield f"{reference.key}   {reference.design or 'design not known'}"
    yield from _wrapped("Work", _full(reference))
    for name, value in (
        ("Status", reference.status and f"{reference.status}. {reference.statusnote or ''}"),
        ("Finding", reference.finding),
        ("Population", reference.population),
        ("Compared with", reference.comparator),
        ("Participants", reference.participants),
        ("Studies", reference.studies),
        ("Certainty", reference.certainty),
        ("Funding", reference.funding),
        ("Note", reference.note),
        ("DOI", reference.doi and f"https://doi.org/{reference.doi}"),
        ("PubMed", reference.pmid and f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"),
        ("Address", reference.url),
    ):
        if value:
            yield from _wrapped(name, str(value))
    seen = f"seen on a source page {reference.verified}" if reference.verified else "no source page was seen"
    doubt = f"; not confirmed: {', '.join(reference.unverified)}" if reference.unverified else ""
    yield from _wrapped("Verified", seen + doubt)
    for claim in audit.contents.claims():
        for citation in claim.citations:
            if citation.ref == reference.key:
                yield from _wrapped(claim.id, f"{citation.role}, {citation.stance}: {claim.claim}")


def _status(audit: Audit) -> Iterator[str]:
    settings = audit.contents.settings
    claims = list(audit.contents.claims())
    yield printable(settings.title) if settings else "A ledger without claims/ledger.yaml"
    if settings:
        yield f"as of {settings.as_of}"
    yield ""
    rated = sum(isinstance(c.rating, EvidenceRating | FactRating) for c in claims)
    articles = number(len(audit.contents.files), "article")
    references = number(len(audit.contents.references), "reference")
    yield f"  {articles}, {number(len(claims), 'claim')} ({rated} rated), {references}"
    verdicts = Counter(g.verdict for g in audit.grades.values())
    for verdict in VERDICTS:
        if verdicts[verdict]:
            yield f"  {verdicts[verdict]:>5}  {verdict}"
    yield ""
    found = Counter(p.severity for p in audit.findings)
    worst = next((s for s in SEVERITIES if found[s]), None)
    counts = ", ".join(number(found[s], s) for s in SEVERITIES)
    yield f"  Checks: {counts}"
    yield ""
    yield from _next(worst, bool(claims))


def _next(worst: str | None, any_claims: bool) -> Iterator[str]:
    yield "Next:"
    if worst in {"error", "warning"}:
        yield "  firmground check --level strict   see what to mend, with the lines"
    if not any_claims:
        yield "  firmground article add ID FILE    bring in an article's text and begin its claim file"
        return
    yield "  firmground build                  make the reports; then open reports/index.html"
    yield "  firmground show ID                one claim, article or reference whole"
    yield "  firmground table gaps             what is missing, and what to do about it"


def _short(reference: Reference) -> str:
    who = reference.authors[0].split(",")[0] if reference.authors else "author not known"
    return f"{who}{' et al' if len(reference.authors) > 1 else ''} {reference.year or 'year not known'}"


def _full(reference: Reference) -> str:
    who = "; ".join(reference.authors) or "author not known"
    where = " ".join(str(x) for x in (reference.journal or reference.publisher, reference.volume) if x)
    pages = f":{reference.pages}" if reference.pages else ""
    return f"{who}. {reference.title}. {where}{pages}. {reference.year or 'year not known'}."


def _wrapped(name: str, text: str) -> Iterator[str]:
    body = textwrap.wrap(printable(" ".join(text.split())), WIDTH - 16, break_long_words=False, break_on_hyphens=False)
    for index, line in enumerate(body or [""]):
        yield f"  {printable(name) if not index else '':<13} {line}"


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"
