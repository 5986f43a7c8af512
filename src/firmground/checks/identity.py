"""Checks of names: ids, references, groups, vocabulary, raters; each takes the whole contents, keeps no state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath

from firmground.errors import listed, nearest
from firmground.records import Claim, Contents, Finding, Graded, Question, Spot
from firmground.records.contents import REFERENCES, SETTINGS

_WORDS = re.compile(r"[^\W_]+")


def check_file_names(contents: Contents) -> Iterator[Finding]:
    """An article's id is the name of its file: texts, reports and links are found by it."""
    for file in contents.files:
        if file.spot is None:
            continue
        name = PurePosixPath(file.spot.file)
        if file.article.id != name.stem:
            message = f"The article's id is “{file.article.id}”, but its file is called “{name.name}”."
            cure = f"Rename the file to {file.article.id}.yaml, or change the id."
            spot = file.article.spot.at("id") if file.article.spot else file.spot
            yield Finding("file-name-differs", spot, message, cure, file.article.id)


def check_claim_ids(contents: Contents) -> Iterator[Finding]:
    """Ids are unique in the whole ledger and begin with the id of their article."""
    first: dict[str, Claim] = {}
    files: dict[str, str] = {}
    for file in contents.files:
        name = file.spot.file if file.spot else ""
        if files.setdefault(file.article.id, name) != name:
            article = file.article
            message = f"The article id “{article.id}” is already taken by {files[article.id]}."
            cure = "Put both into one file, or give one of the articles another id and its file another name."
            yield Finding("duplicate-id", article.spot and article.spot.at("id"), message, cure, article.id)
        for claim in file.claims:
            spot = claim.spot.at("id") if claim.spot else None
            if claim.id in first:
                other = first[claim.id].spot
                where = f"the {_nth(other)} of {other.file}" if other else "another claim"
                message = f"The id “{claim.id}” is already taken by {where}."
                yield Finding("duplicate-id", spot, message, "Give one of the two a number of its own.", claim.id)
            first.setdefault(claim.id, claim)
            if claim.article != file.article.id:
                message = f"“{claim.id}” does not begin with the id of its article, “{file.article.id}”."
                cure = f"Write {file.article.id}-{claim.id.rsplit('-', 1)[-1]}."
                yield Finding("id-of-other-article", spot, message, cure, claim.id)


def _nth(spot: Spot) -> str:
    """A claim's position in its file, for instance “3rd claim”."""
    number = int(spot.path[1]) + 1 if len(spot.path) > 1 else 1
    last = number % 10 if number % 100 not in {11, 12, 13} else 0
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{ending} claim"


def check_references_exist(contents: Contents) -> Iterator[Finding]:
    """Every key that a claim, group, question or rating names stands in references.bib."""
    if REFERENCES not in contents.sources:
        return  # reported once, as the file that is missing or can't be read
    known = contents.references.keys()
    seen: set[Spot] = set()
    for claim in contents.claims():
        named: list[tuple[str, Spot | None]] = []
        for index, citation in enumerate(claim.citations):
            if citation.ref is not None:
                spot = claim.citation_spot(index)
                named.append((citation.ref, spot and spot.at("ref")))
        rating, rated = claim.rating, claim.rating_spot()
        if rating is not None:
            named += [(key, rated and rated.at("basis", i)) for i, key in enumerate(rating.basis)]
        if rating is not None and rating.adopted is not None:
            named.append((rating.adopted.ref, rated and rated.at("adopted", "ref")))
        for key, spot in named:
            if key in known or key in contents.lost_entries or spot in seen:
                continue
            if spot is not None:
                seen.add(spot)
            yield _unknown_reference(key, spot, known, claim.id)
    for file in contents.question_files:
        for question in file.questions:
            for key, spot in _named_by(question):
                if key not in known and key not in contents.lost_entries:
                    yield _unknown_reference(key, spot, known, question.id)
    for article in contents.articles:
        for index, entry in enumerate(article.reference_list):
            if entry.ref not in known and entry.ref not in contents.lost_entries:
                spot = article.spot and article.spot.at("reference_list", index, "ref")
                message = f"“{entry.ref}” is no key in references.bib.{nearest('reference', entry.ref, known)}"
                cure = "Correct the key, or add the entry as the article prints it, doubtful fields under unverified."
                yield Finding("unknown-reference", spot, message, cure, article.id)


def _unknown_reference(key: str, spot: Spot | None, known: Iterable[str], subject: str) -> Finding:
    message = f"“{key}” is no key in references.bib.{nearest('reference', key, known)}"
    cure = "Correct the key, or add the entry to references.bib once you have seen the work."
    return Finding("unknown-reference", spot, message, cure, subject)


def _named_by(question: Question) -> Iterator[tuple[str, Spot | None]]:
    """Every key that a question names, with its place."""
    spot = question.spot
    for index, evidence in enumerate(question.evidence):
        yield evidence.ref, spot and spot.at("evidence", index, "ref")
    for index, unread in enumerate(question.unread):
        if unread.ref is not None:
            yield unread.ref, spot and spot.at("unread", index, "ref")
    for name, item in question.items.items():
        for index, unread in enumerate(item.unread):
            if unread.ref is not None:
                yield unread.ref, spot and spot.at("items", name, "unread", index, "ref")
    for index, value in enumerate(question.values):
        yield value.ref, spot and spot.at("values", index, "ref")
    if isinstance(question.rating, Graded) and question.rating.adopted is not None:
        yield question.rating.adopted.ref, spot and spot.at("rating", "adopted", "ref")


def check_references_used(contents: Contents) -> Iterator[Finding]:
    """Every reference is used by a claim, a question, an article's own list, or as the successor of another."""
    if contents.unopened:
        return
    used: set[str] = set(contents.lost_words)
    for claim in contents.claims():
        used.update(c.ref for c in claim.citations if c.ref)
        used.update(claim.basis)
    used.update(key for file in contents.question_files for question in file.questions for key in question.named)
    used.update(r.supersededby for r in contents.references.values() if r.supersededby)
    used.update(r.extra["crossref"] for r in contents.references.values() if "crossref" in r.extra)
    used.update(entry.ref for article in contents.articles for entry in article.reference_list)
    for key, reference in contents.references.items():
        if key not in used:
            message = f"“{key}” is cited by no claim and named by no question."
            cure = "Cite it where it belongs, or remove the entry; git keeps it."
            yield Finding("uncited-reference", reference.spot, message, cure, key)


def check_groups_used(contents: Contents) -> Iterator[Finding]:
    """Every group of a claim file is named by a claim."""
    for file in contents.files:
        named = {claim.group for claim in file.claims}
        for name, group in file.groups.items():
            if name not in named and name not in contents.lost_words:
                message = f"No claim of this file names the group “{name}”."
                yield Finding(
                    "unused-group", group.spot, message, f"Write “group: {name}” in a claim, or remove the group."
                )


def check_vocabulary(contents: Contents) -> Iterator[Finding]:
    """about, condition, comparator and outcome use the ledger's vocabulary."""
    if contents.settings is None:
        return
    vocabulary = contents.settings.vocabulary
    lists = {name: getattr(vocabulary, name) for name in ("about", "condition", "comparator", "outcome")}
    lists = {name: terms for name, terms in lists.items() if not contents.lost(SETTINGS, "vocabulary", name)}
    asked = (question for file in contents.question_files for question in file.questions)
    for thing in chain[Claim | Question](contents.claims(), asked):
        for name, terms in lists.items():
            word = getattr(thing, name)
            if word is not None and word not in terms:
                message = f"“{word}” is no term of the vocabulary for “{name}”. Terms: {listed(word, terms)}."
                cure = f"Use one of them, or add it in claims/ledger.yaml under vocabulary: {name}, with a definition."
                yield Finding("unknown-term", thing.spot and thing.spot.at(name), message, cure, thing.id)


def check_terms(contents: Contents) -> Iterator[Finding]:
    """Terms of the vocabulary that name other terms: facets of comparators, and treatments that stand together."""
    vocabulary, top = contents.vocabulary, Spot(SETTINGS, ("vocabulary",))
    for name, term in vocabulary.comparator.items():
        if term.facet not in vocabulary.facets and not contents.lost(SETTINGS, "vocabulary", "facet"):
            message = f"“{term.facet}” is no facet that a comparator can have."
            known = listed(term.facet, vocabulary.facets)
            cure = f"Use one of: {known}; or add it in claims/ledger.yaml under vocabulary: facet with a definition."
            yield Finding("unknown-term", top.at("comparator", name, "facet"), message, cure)
    single = [name for name, about in vocabulary.about.items() if about.single]
    for name, about in vocabulary.about.items():
        for index, part in enumerate(about.together):
            if part not in single and not contents.lost(SETTINGS, "vocabulary", "about"):
                message = f"“{part}”, which “{name}” puts together, is no single treatment."
                known = listed(part, single)
                cure = f"Use terms of vocabulary: about that stand for one treatment each: {known}."
                yield Finding("unknown-term", top.at("about", name, "together", index), message, cure)
        if about.together and about.not_a_treatment:
            message = f"“{name}” puts treatments together and says that it is no treatment."
            cure = "Remove “together” or “not_a_treatment”."
            yield Finding("bad-form", top.at("about", name, "not_a_treatment"), message, cure)


def check_glossary(contents: Contents) -> Iterator[Finding]:
    """No word leads to two entries of the ledger's glossary; signs and the case of letters tell no words apart."""
    entries: dict[str, str] = {}
    for name, word in (contents.settings.glossary if contents.settings is not None else {}).items():
        for index, form in enumerate((name, *word.also)):
            entry = entries.setdefault(" ".join(_WORDS.findall(form.casefold())), name)
            if entry != name:
                spot = Spot(SETTINGS, ("glossary", name, "also", index - 1) if index else ("glossary", name))
                message = f"“{form}” stands in two entries of the glossary: “{entry}” and “{name}”."
                yield Finding("glossary-word-twice", spot, message, "Keep it in one of the two.")


def check_raters(contents: Contents) -> Iterator[Finding]:
    """Whoever rated is named in ledger.yaml; a rating that claims share is looked at once."""
    seen: set[Spot] = set()
    rated = [(c.id, c.rating, c.rating_spot()) for c in contents.claims() if c.rating is not None]
    asked = [q for file in contents.question_files for q in file.questions]
    for subject, rating, spot in chain(rated, ((q.id, q.rating, q.spot and q.spot.at("rating")) for q in asked)):
        if rating.by is None or (spot is not None and spot in seen):
            continue
        if spot is not None:
            seen.add(spot)
        yield from check_rater(contents, rating.by, spot, subject)


def check_rater(contents: Contents, by: str, spot: Spot | None, subject: str) -> Iterator[Finding]:
    """Whoever rated or judged what stands there is named in ledger.yaml."""
    settings = contents.settings
    if settings is not None and by not in settings.raters and not contents.lost(SETTINGS, "raters", by):
        message = f"“{by}” is no rater of this ledger. Raters: {listed(by, settings.raters)}."
        cure = "Correct the name, or add it under “raters:” in claims/ledger.yaml, with what that person is."
        yield Finding("unknown-rater", spot and spot.at("by"), message, cure, subject)


def check_conflicts(contents: Contents) -> Iterator[Finding]:
    """Conflicts name other claims that exist, each pair once."""
    pairs: dict[frozenset[str], str] = {}
    for claim in contents.claims():
        for index, conflict in enumerate(claim.conflicts_with):
            spot = claim.spot and claim.spot.at("conflicts_with", index, "claim")
            if conflict.claim == claim.id:
                message = f"The claim “{claim.id}” can't conflict with itself."
                cure = "Name the other claim, or remove the note."
                yield Finding("conflict-with-itself", spot, message, cure, claim.id)
            elif conflict.claim not in contents.claims_by_id and conflict.claim in contents.lost_words:
                continue
            elif conflict.claim not in contents.claims_by_id:
                close = nearest("claim", conflict.claim, contents.claims_by_id)
                message = f"There is no claim “{conflict.claim}”.{close}"
                yield Finding("unknown-claim", spot, message, "Correct the id.", claim.id)
            elif frozenset((claim.id, conflict.claim)) in pairs:
                noted = pairs[frozenset((claim.id, conflict.claim))]
                message = f"That “{claim.id}” and “{conflict.claim}” conflict is already noted at “{noted}”."
                yield Finding("conflict-twice", spot, message, "Keep one of the two notes.", claim.id)
            pairs.setdefault(frozenset((claim.id, conflict.claim)), claim.id)
