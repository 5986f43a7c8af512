"""Checks of citations, and of the ratings of claims against them: what each must say."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.anchoring.locate import words_in
from firmground.anchoring.nearest import MOST_WORDS
from firmground.checks.rating_rules import once
from firmground.records import Citation, Claim, Contents, EvidenceRating, FactRating, Finding, Spot
from firmground.records.terms import EVIDENCE_KINDS, FACT_KINDS, Accuracy, Identified, Stance, words_of


def check_citations(contents: Contents) -> Iterator[Finding]:
    """A citation says what its role asks for, and no more."""
    seen: set[Spot] = set()
    for claim in contents.claims():
        for index, citation in enumerate(claim.citations):
            spot = claim.citation_spot(index)
            if spot is not None and spot in seen:
                continue
            if spot is not None:
                seen.add(spot)
            for field, message, cure in _faults(citation, asked=not claim.answers):
                yield Finding("citation-incomplete", spot and spot.at(field), message, cure, claim.id)


def _faults(citation: Citation, *, asked: bool) -> Iterator[tuple[str, str, str]]:
    """The field to look at, what is wrong, and what to do."""
    if citation.ref is None:
        if citation.role == "offered":
            cure = "Name the reference that is offered, or remove the citation."
            yield "ref", "An offered citation has no reference.", cure
        if citation.as_ is None:
            yield (
                "ref",
                "A source that was not found has no “as”, so nobody can tell what was looked for.",
                'Add “as:” with the article\'s own words for it, for instance as: "one study".',
            )
        for name in _filled(citation, "stance", "accuracy", "identified"):
            message = f"A source that was not found (“ref: null”) can't have “{name}”."
            yield name, message, f"Remove “{name}”, or name the reference."
        return
    if citation.stance is None and asked:
        cure = f"Add “stance:”, which says what the work says about the claim as worded: {', '.join(words_of(Stance))}."
        yield "ref", f"The citation of “{citation.ref}” has no stance.", cure
    given = _filled(citation, "identified", "accuracy")
    if citation.role == "cited":
        for name, asks, words in _ASKED:
            if name not in given:
                message = f"“{citation.ref}” is given as what the article rests on, but “{name}” is missing."
                yield "role", message, f"Add “{name}:”, which says {asks}: {', '.join(words)}."
    else:
        for name in given:
            message = (
                f"“{citation.ref}” is offered by the auditors, not cited by the article, so it can't have “{name}”."
            )
            yield name, message, f"Remove “{name}”, or change the role to cited."


#: What a cited work must say beside its stance.
_ASKED = (
    ("identified", "how sure it is that the article means this work", words_of(Identified)),
    ("accuracy", "whether the work says what the article says it says", words_of(Accuracy)),
)


def _filled(citation: Citation, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(citation, name) is not None)


def check_quoted_words(contents: Contents) -> Iterator[Finding]:
    """No more than six words of an article stand in one field."""
    for claim in contents.claims():
        spot = claim.spot
        quoted = [(words, spot and spot.at("anchor", name)) for name, words in claim.anchor.parts()]
        if claim.attribution.as_:
            quoted.append((claim.attribution.as_, spot and spot.at("attribution", "as")))
        for index, citation in enumerate(claim.citations):
            if citation.as_:
                there = claim.citation_spot(index)
                quoted.append((citation.as_, there and there.at("as")))
        for words, there in quoted:
            yield from _too_long(words, there, claim.id)
    for file in contents.files:
        for reason, items in file.set_aside.items():
            for index, item in enumerate(items):
                spot = file.spot and file.spot.at("set_aside", reason, index)
                if isinstance(item, str):
                    yield from _too_long(item, spot, None)
                else:
                    for name, words in item.parts():
                        yield from _too_long(words, spot and spot.at(name), None)


def _too_long(words: str, spot: Spot | None, subject: str | None) -> Iterator[Finding]:
    count = words_in(words)
    if count > MOST_WORDS:
        message = f"{count} words of the article are quoted here; at most {MOST_WORDS} may be."
        cure = "Keep the first words only; for a longer passage give its last words as “end”."
        yield Finding("quotation-too-long", spot, message, cure, subject)


def check_attribution(contents: Contents) -> Iterator[Finding]:
    """An attribution has the article's own words for it; none has none."""
    for claim in contents.claims():
        spot = claim.spot and claim.spot.at("attribution")
        kind, words = claim.attribution.kind, claim.attribution.as_
        if kind != "none" and words is None:
            message = f"The claim is attributed ({kind}), but the article's words for it are missing."
            cure = "Add “as:” with the article's own words for its source, at most six."
            yield Finding("attribution-incomplete", spot and spot.at("kind"), message, cure, claim.id)
        if kind == "none" and words is not None:
            message = f"The attribution is “none”, yet it quotes “{words}”."
            cure = "Choose the kind that fits, or remove “as”."
            yield Finding("attribution-incomplete", spot and spot.at("as"), message, cure, claim.id)


def check_ratings(contents: Contents) -> Iterator[Finding]:
    """A claim's rating has the form its kind of claim needs, and rests on citations of the claim."""
    return once(finding for claim in contents.claims() for finding in _rating_faults(claim))


def _rating_faults(claim: Claim) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None or rating.form == "not rated":
        return
    if rating.form == "fact" and claim.kind in EVIDENCE_KINDS:
        message = (
            f"This rates a fact (“fact: {rating.fact}”), but a claim of kind “{claim.kind}” speaks of an effect, "
            "which is more or less certain."
        )
        cure = "Rate the evidence instead, with “certainty:” and “start:”, or correct the kind."
        yield Finding("rating-of-wrong-form", spot and spot.at("fact"), message, cure, claim.id)
    if rating.form == "evidence" and claim.kind in FACT_KINDS:
        message = (
            f"This rates evidence (“certainty: {rating.certainty}”), but a claim of kind “{claim.kind}” states a fact, "
            "which is so or is not."
        )
        cure = "Write “fact:” with confirmed, outdated, refuted or cannot be verified instead, or correct the kind."
        yield Finding("rating-of-wrong-form", spot and spot.at("certainty"), message, cure, claim.id)
    yield from _basis_faults(claim, rating, spot)


def _basis_faults(claim: Claim, rating: EvidenceRating | FactRating, spot: Spot | None) -> Iterator[Finding]:
    cited = {citation.ref for citation in claim.citations}
    for index, key in enumerate(rating.basis):
        if key not in cited:
            message = f"The rating rests on “{key}”, but the claim has no citation of it, so its stance is not known."
            cure = f"Add a citation of “{key}” with its stance, or take it out of the basis."
            yield Finding("basis-not-cited", spot and spot.at("basis", index), message, cure, claim.id)
    if rating.form == "fact":
        if rating.fact != "cannot be verified" and not rating.basis:
            message = f"The fact is called {rating.fact}, but no reference under “basis” shows it."
            cure = "Name the reference under “basis”, or write fact: cannot be verified and source: none."
            yield Finding("fact-without-source", spot and spot.at("fact"), message, cure, claim.id)
        elif (rating.source == "none") != (not rating.basis):
            held = f"names {', '.join(rating.basis)}" if rating.basis else "names no reference"
            message = f"“source: {rating.source}” stands here, but “basis” {held}."
            cure = "Write source: none where no reference was found, and only there; else primary or secondary."
            yield Finding("fact-without-source", spot and spot.at("source"), message, cure, claim.id)
