"""The card of a claim: the whole chain from the article's sentence to the wording that the evidence allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from firmground.anchoring.fragment import link
from firmground.gaps.kinds import Gap
from firmground.grading.arithmetic import certainty_of
from firmground.grading.level import counts, level_of, question_of
from firmground.grading.naming import clause, listed, names_of, sentence
from firmground.grading.rulebook import accuracy_rules, ocebm_rules, verdict_rules
from firmground.grading.scales import symbol_of, text_of
from firmground.records import Citation, Claim, EvidenceRating, FactRating, NotRated, Reference
from firmground.reports.cards.family import family_lines
from firmground.reports.cards.lines import heading, items, labelled, listing
from firmground.tables.audit import Audit

_DISPUTES = frozenset({"disputed between articles", "disputed within the article"})
_IDENTIFIED = MappingProxyType(
    {"certain": "certainly meant", "probable": "probably meant", "possible": "possibly meant"}
)


def claim_card(audit: Audit, claim: Claim) -> Iterator[str]:
    """The lines of a claim's card, in the order of the chain."""
    keys = sorted({c.ref for c in claim.citations if c.ref is not None} | set(claim.basis))
    names = names_of(keys, audit.contents.references)
    grade = audit.grades[claim.id]
    yield f"{claim.id}   {grade.verdict}{'   (central)' if claim.central else ''}"
    yield from _said(audit, claim)
    yield from _cited(claim, names)
    yield from _accuracy(claim, names)
    yield from _sources(audit, claim, names)
    yield from _certainty(audit, claim)
    yield from _verdict(audit, claim)
    yield from _gaps(audit, claim)
    yield from _conflicts(audit, claim)
    yield from family_lines(audit, claim)
    if claim.note:
        yield from heading("Note")
        yield from items([claim.note])


def _said(audit: Audit, claim: Claim) -> Iterator[str]:
    yield from heading("What the article says")
    yield from labelled("In our words", claim.claim)
    span, text = audit.span(claim.id), audit.contents.texts.get(claim.article)
    if span is not None and text is not None:
        yield from labelled("Its words", f"“{text.text[span.start : span.end]}”")
    else:
        shown = " … ".join(words for name, words in claim.anchor.parts() if name in {"start", "end"})
        yield from labelled("Its words", f"“{shown}” (the text is not at hand)")
    yield from labelled("Kind", f"{claim.kind}; wording: {claim.wording}")
    topic = [("", claim.about), ("condition: ", claim.condition), ("outcome: ", claim.outcome)]
    topic.append(("compared with: ", claim.comparator))
    yield from labelled("Topic", "; ".join(f"{name}{value}" for name, value in topic if value))
    yield from heading("Where")
    article = next(a for a in audit.contents.articles if a.id == claim.article)
    yield from labelled("Article", article.title or article.publisher or article.id)
    # Not wrapped: a link that is cut in two is no link.
    yield from (
        [f"  {'Place':<13} {link(article.url, claim.anchor)}"]
        if article.url
        else labelled("Place", "the article's address is not known")
    )


def _cited(claim: Claim, names: Mapping[str, str]) -> Iterator[str]:
    yield from heading("What it cites")
    as_ = claim.attribution.as_
    named = "nobody" if claim.attribution.kind == "none" else claim.attribution.kind
    yield from labelled("It names", f"“{as_}” ({named})" if as_ else named)
    cited = [_citation(c, names) for c in claim.citations if c.role == "cited"]
    yield from listing("It rests on", cited or ["no source"])
    yield from listing("We add", [_citation(c, names) for c in claim.citations if c.role == "offered"])


def _citation(citation: Citation, names: Mapping[str, str]) -> str:
    if citation.ref is None:
        return f"“{citation.as_}”: not found. {citation.why}"
    facts = [f for f in (_IDENTIFIED.get(citation.identified or ""), citation.stance) if f]
    return f"{names[citation.ref]} [{citation.ref}]: {'; '.join(facts)}. {citation.why}"


def _accuracy(claim: Claim, names: Mapping[str, str]) -> Iterator[str]:
    yield from heading("Rating 1 of 3. Does the source say it? (only for what the article rests on)")
    cited = [c for c in claim.citations if c.role == "cited"]
    if not cited:
        yield from items(["Nothing to compare: the article cites nothing."])
    for word, rule in accuracy_rules().labels.items():
        works = [names[c.ref] for c in cited if c.accuracy == word and c.ref is not None]
        if works:
            size = f" A {rule.error} error." if rule.error in {"major", "minor"} else ""
            yield from items([f"{word.capitalize()}: {listed(works)}. {rule.meaning}{size}"])
    yield from items(f"Not compared: the work behind “{c.as_}” was not found." for c in cited if c.ref is None)
    unjudged = [names[c.ref] for c in cited if c.accuracy is None and c.ref is not None]
    if unjudged:
        yield from items([f"Not judged: {listed(unjudged)}."])


def _sources(audit: Audit, claim: Claim, names: Mapping[str, str]) -> Iterator[str]:
    yield from heading("Rating 2 of 3. How good is the source?")
    known = audit.contents.references
    if not names:
        yield from items(["There is no source to judge."])
        return
    question = question_of(claim.kind)
    asked = next((q for q in ocebm_rules().questions if q.name == question), None)
    if asked is not None:
        yield f"  Level of the study design, 1 (best) to 5, for “{asked.asks}” (OCEBM 2011)"
    elif not isinstance(claim.rating, FactRating):
        yield "  Design only: the table of levels (OCEBM 2011) has no question on how a treatment works."
    yield from items(
        f"{names[k]}: {_source(known[k], claim) if k in known else 'not in references.bib.'}" for k in names
    )
    if any(k in known and known[k].verified for k in names):
        yield "  Where nothing else is said, title, authors, journal and year were seen on a source page."


def _source(reference: Reference, claim: Claim) -> str:
    question = question_of(claim.kind)
    parts = [str(reference.design or "design not known")]
    if question is not None and counts(reference):
        observational = isinstance(claim.rating, EvidenceRating) and claim.rating.start == "observational"
        level = level_of(reference, question, observational=observational)
        summed = reference.design is not None and level == ocebm_rules().designs[reference.design].observational
        parts.append(f"{'at best ' if summed else ''}level {level}" if level is not None else "no level")
    if reference.status:
        parts.append(f"{reference.status.upper()} ({clause(reference.statusnote or 'no more is known')})")
    if not reference.verified:
        parts.append("seen on no source page")
    if reference.unverified:
        parts.append(f"not confirmed: {', '.join(reference.unverified)}")
    return sentence(", ".join(parts))


def _certainty(audit: Audit, claim: Claim) -> Iterator[str]:
    rating = claim.rating
    if isinstance(rating, FactRating):
        yield from heading("Rating 3 of 3. Is it so? (a question of fact)")
        yield from labelled("Fact", f"{rating.fact}; source: {rating.source}")
    else:
        yield from heading("Rating 3 of 3. How certain is the body of evidence? (GRADE)")
    if isinstance(rating, EvidenceRating):
        certainty = audit.grades[claim.id].certainty
        shown = f"{text_of(certainty)} {symbol_of(certainty)}. " if certainty else "none: no work that counts is left. "
        yield from labelled("Certainty", f"{shown}{rating.why}")
    elif not isinstance(rating, FactRating):
        why = rating.not_rated if isinstance(rating, NotRated) else "Nobody has said why."
        yield from labelled("Not rated", why)
    if isinstance(rating, EvidenceRating | FactRating):
        reviewed = f"reviewed by {rating.reviewed_by}" if rating.reviewed_by else "a draft, not reviewed by a clinician"
        yield from labelled("Rated", f"by {rating.by} on {rating.on}; {reviewed}")


def _verdict(audit: Audit, claim: Claim) -> Iterator[str]:
    grade, rating = audit.grades[claim.id], claim.rating
    if isinstance(rating, EvidenceRating | FactRating):
        yield from heading("The steps")
    if isinstance(rating, EvidenceRating):
        moves = [move.text for move in certainty_of(rating, audit.contents.references).trail]
        for step in grade.steps:
            # One line for each move; what follows them says where they end.
            end = step.text.removeprefix(" ".join(moves)).strip()
            texts = [*moves, end] if step.about == "certainty" else [step.text]
            yield from listing(step.about.capitalize(), texts)
    elif isinstance(rating, FactRating):
        for step in grade.steps:
            yield from labelled(step.about.capitalize(), step.text)
    yield from heading("The verdict")
    meaning = next(rule.meaning for rule in verdict_rules().verdicts if rule.name == grade.verdict)
    yield from labelled("Verdict", f"{grade.verdict}. {meaning}")
    yield from labelled("By the rules", "; ".join(step.rule for step in grade.steps) + " (docs/reference/grading.md)")
    if isinstance(rating, EvidenceRating):
        yield from heading("The wording that the evidence allows")
        yield from items([grade.wording_allowed or "None: no work that counts is left."])


def _gaps(audit: Audit, claim: Claim) -> Iterator[str]:
    yield from heading("Gaps")
    # What another claim says follows under the next heading.
    gaps = [g for g in audit.gaps if g.claim == claim.id and g.kind not in _DISPUTES]
    yield from items([f"{gap.kind} ({gap.severity}): {_rule(gap, claim)} {gap.todo}" for gap in gaps] or ["none found"])


def _rule(gap: Gap, claim: Claim) -> str:
    """The rule that fired, without the reasons that stand beside the works already."""
    rule = gap.rule
    for citation in claim.citations:
        rule = rule.replace(sentence(citation.why), "")
    return " ".join(rule.split())


def _conflicts(audit: Audit, claim: Claim) -> Iterator[str]:
    yield from heading("What contradicts it in these articles")
    pairs = [(conflict.claim, conflict.why) for conflict in claim.conflicts_with]
    pairs += [
        (other.id, conflict.why)
        for other in audit.contents.claims()
        for conflict in other.conflicts_with
        if conflict.claim == claim.id
    ]
    texts = []
    for other_id, why in pairs:
        other = audit.contents.claims_by_id.get(other_id)
        said = f" ({audit.grades[other_id].verdict}): {other.claim}" if other else ": not in this ledger."
        texts.append(f"{other_id}{said} {why}")
    yield from items(texts or ["nothing on record"])
