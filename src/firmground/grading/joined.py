"""Claims as their questions make them: each with the rating of its deciding answer and the works that it rests on.

Everything above grading reads a claim's rating, citations and stances. Here a claim that answers questions gets them
from its deciding answer, so that nothing above has to know where a rating was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from firmground.grading.judging import Judged, deciding, judge
from firmground.grading.standing import certainty_for
from firmground.grading.unknown import sense_of
from firmground.records import (
    Answer,
    Citation,
    Claim,
    Contents,
    Evidence,
    FactRating,
    Graded,
    MovedRating,
    NotRated,
    Question,
    Rating,
    Settled,
)
from firmground.records.terms import Fact, Says, Stance, words_of

#: What a work says about a claim, by what it says to the question and what the claim says to it.
_AGREE: Mapping[Says, Stance] = MappingProxyType(
    {
        "affirms": "supports",
        "partly": "partly supports",
        "denies": "contradicts",
        "unclear": "unclear",
        "silent": "does not address",
    }
)
_OPPOSE: Mapping[Says, Stance] = MappingProxyType({**_AGREE, "affirms": "contradicts", "denies": "supports"})


def join_answers(contents: Contents) -> Contents:
    """The ledger with each claim's rating and offered works taken from the question that decides its verdict.

    A claim that says why it answers no question is not rated, for that reason; any other without answers stays as it
    was read. Pure: what is given stays as it is.
    """
    if not contents.questions and not any(claim.no_question for claim in contents.claims()):
        return contents
    files = tuple(
        file.model_copy(update={"claims": [_join(claim, contents) for claim in file.claims]}) for file in contents.files
    )
    return replace(contents, files=files)


def stance_of(evidence: Evidence, answer: Answer, judged: Judged | None = None) -> Stance:
    """What a work of a question's evidence says about a claim that answers the question.

    A claim that says that something is not known is borne out by what does not settle it. A work that affirms can bear
    out only a part of a claim that says more. What speaks for a list does not settle an entry that is not known.
    """
    if (
        judged is not None
        and judged.item is not None
        and judged.item.status == "not known"
        and evidence.says != "silent"
    ):
        return "unclear"
    if answer.says == "unsure":
        stance: Stance = "supports" if evidence.says == "unclear" else _AGREE[evidence.says]
        return {"supports": "supports", "does not address": "does not address"}.get(stance, "unclear")  # type: ignore[return-value]
    stance = (_OPPOSE if answer.says == "denies" else _AGREE)[evidence.says]
    if stance == "supports" and answer.reach == "more":
        return "partly supports"
    if stance in {"supports", "partly supports"} and judged is not None and judged.side is not None:
        return "contradicts"  # it counted something else than the claim's word says
    return stance


def _join(claim: Claim, contents: Contents) -> Claim:
    decided = deciding(claim, judge(claim, contents))
    if decided is None and claim.no_question and claim.rating is None:
        return claim.model_copy(update={"rating": NotRated(not_rated=claim.no_question)})
    if decided is None or decided.question is None:
        return claim
    question = decided.question
    own = {citation.ref for citation in claim.citations}
    bearing = _bearing(claim, question)
    stances = {e.ref: stance_of(e, decided.answer, decided) for e in bearing}
    offered = [
        Citation(ref=e.ref, role="offered", stance=stances[e.ref], passage=e.passage, where=e.where, why=e.why)
        for e in bearing
        if e.ref not in own
    ]
    rating = rating_for(decided, question, contents)
    if isinstance(rating, FactRating) and decided.answer.item is not None:
        named = [e.ref for e in bearing if e.ref in question.basis]
        rating = rating.model_copy(update={"basis": named, "source": rating.source if named else "none"})
    return claim.judged(offered, stances, rating, question.spot)


def _bearing(claim: Claim, question: Question) -> list[Evidence]:
    """The works that bear on what a claim names: of a list with entries only those that speak of these entries."""
    keys: set[str] = set()
    for answer in claim.answers:
        if answer.question != question.id:
            continue
        item = question.items.get(answer.item) if answer.item is not None else None
        if answer.item is None or (item is not None and not item.evidence and item.status != "not known"):
            return question.evidence
        keys |= set(item.evidence if item is not None else ())
    return [e for e in question.evidence if e.ref in keys]


def rating_for(judged: Judged, question: Question, contents: Contents) -> Rating:
    """The question's rating as it holds for one claim: a certainty moved, a fact said, or why there is none."""
    rating, basis = question.rating, list(question.basis)
    if isinstance(rating, NotRated):
        return rating
    possible = judged.answer.often == "happens" or judged.rule.startswith("possibility")
    if isinstance(rating, Graded) and judged.certainty is None and possible:
        return _fact_rating(judged, question, rating, basis)  # that it happens is shown by what was counted
    if isinstance(rating, Graded):
        certainty = judged.certainty or certainty_for(judged.answer, question)
        if not basis or certainty is None:
            return NotRated(not_rated=sense_of(question, contents.references).text)
        whole = rating.as_rating(basis)
        return MovedRating.model_construct(
            **{name: getattr(whole, name) for name in type(whole).model_fields if name != "certainty"},
            certainty=certainty,
            indirect=judged.answer.indirect,
        )
    return _fact_rating(judged, question, rating, basis)


def _fact_rating(judged: Judged, question: Question, rating: Settled | Graded, basis: list[str]) -> FactRating:
    # That a warning stands does not make it so: what is disputed or not known stays that.
    fact: Fact = judged.bare if judged.bare in words_of(Fact) else "cannot be verified"  # type: ignore[assignment]
    if judged.bare == "in use":
        fact = "confirmed"
    return FactRating(
        fact=fact,
        source="none" if not basis else question.source or "secondary",
        basis=basis,
        why=(judged.item.why if judged.item is not None else None) or rating.why,
        by=rating.by,
        on=rating.dated,
        reviewed_by=rating.reviewed_by,
    )
