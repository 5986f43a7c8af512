"""Checks of stored judgements: who made them, whether a form is whole, and whether the ledger says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.computing import Sight, compute
from firmground.appraisal.rulebook import VALUES, discern, instruments
from firmground.appraisal.scores import is_whole
from firmground.checks.identity import check_rater
from firmground.grading.naming import listed
from firmground.plurals import counted, plural
from firmground.records import ClaimFile, Contents, Finding, Judgement, Spot
from firmground.records.terms import DiscernItem, words_of


def check_appraisals(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> tuple[Finding, ...]:
    """The findings about stored judgements, article by article; the same contents always give the same findings."""
    return tuple(found for file in contents.files for found in _faults(contents, file, anchored.get(file.article.id)))


def _faults(contents: Contents, file: ClaimFile, anchored: AnchoredArticle | None) -> Iterator[Finding]:
    kept, article = file.article.appraisal, file.article
    if kept is None:
        return
    spot = article.spot and article.spot.at("appraisal")
    sight = Sight(file, contents, anchored)
    for instrument in instruments().values():
        judged: dict[str, Judgement] = getattr(kept, instrument.name)
        for item, judgement in judged.items():
            there = spot and spot.at(instrument.name, item)
            yield from check_rater(contents, judgement.by, there, article.id)
            told = compute(sight, instrument.name, item)
            if judgement.value not in told.allowed:
                fits = listed([f"“{value}”" for value in VALUES if value in told.allowed])
                message = f"“{item}” is judged {judgement.value}, but the ledger says: {told.why}"
                cure = f"Correct what the ledger holds, or the judgement; with this ledger {fits} would fit."
                yield Finding("appraisal-contradicts-ledger", there and there.at("value"), message, cure, article.id)
    if kept.discern is not None:
        there = spot and spot.at("discern")
        yield from check_rater(contents, kept.discern.by, there, article.id)
        if not is_whole(kept.discern.items):
            lacking = [item for item in words_of(DiscernItem) if item not in kept.discern.items]
            number, are = counted(len(lacking), "score"), plural(len(lacking), "is", "are")
            message = f"{number} of the DISCERN form {are} missing: {', '.join(lacking)}."
            cure = f"Score the whole form ({discern().source.url}), or remove “discern”; a part of it is not shown."
            place = there and Spot(there.file, (*there.path, "items"), "key")
            yield Finding("discern-incomplete", place, message, cure, article.id)
