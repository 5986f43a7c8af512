"""What carries a rating, wherever it stands, so that each check of ratings is written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firmground.checks.rating_rules import rating_rules, speaking
from firmground.grading.level import counts
from firmground.records import Claim, Contents, Graded, Question, Rating, Reference, Settled, Spot


@dataclass(frozen=True, slots=True)
class Rated:
    """A claim, or a question, with its rating as it was written.

    Attributes:
        subject: id of the claim or question.
        asked: what it is, as a finding names it.
        rating: the rating; that of a question in the form that a claim's has, where it is GRADE.
        spot: where the rating stands.
        basis: the works it rests on, each with the place where it is named.
        basis_name: the field that names them.
        speaking: those that say something about it; ``None`` where nobody can tell.
        counts: whether it speaks of how often something happens, above all harm.
    """

    subject: str
    asked: str
    rating: Rating | Settled
    spot: Spot | None
    basis: tuple[tuple[str, Spot | None], ...]
    basis_name: str
    speaking: tuple[Reference, ...] | None
    counts: bool


def rated_things(contents: Contents) -> Iterator[Rated]:
    """Every claim that has a rating, then every question; as written, so that nothing is told twice."""
    harm = rating_rules().designs.harm_kinds
    for claim in contents.claims():
        if claim.rating is not None:
            yield _claim(claim, claim.rating, contents, harm=claim.kind in harm)
    for file in contents.question_files:
        for question in file.questions:
            yield _question(question, contents)


def _claim(claim: Claim, rating: Rating, contents: Contents, *, harm: bool) -> Rated:
    spot = claim.rating_spot()
    basis = tuple((key, spot and spot.at("basis", index)) for index, key in enumerate(rating.basis))
    return Rated(claim.id, "claim", rating, spot, basis, "basis", speaking(claim, contents), harm)


def _question(question: Question, contents: Contents) -> Rated:
    spot = question.spot
    first: dict[str, Spot | None] = {}
    for index, evidence in enumerate(question.evidence):
        first.setdefault(evidence.ref, spot and spot.at("evidence", index, "ref"))
    rating = question.rating.as_rating(list(question.basis)) if isinstance(question.rating, Graded) else question.rating
    return Rated(
        question.id,
        "question",
        rating,
        spot and spot.at("rating"),
        tuple((key, first[key]) for key in question.basis),
        "evidence",
        speaking_on(question, contents),
        question.kind == "frequency",
    )


def speaking_on(question: Question, contents: Contents) -> tuple[Reference, ...] | None:
    """The works of a question's evidence that say something to what is asked, those taken back left out.

    ``None`` where a work is missing, so that nobody can tell.
    """
    works = [contents.references.get(e.ref) for e in question.evidence if e.says != "silent"]
    if any(work is None for work in works):
        return None
    return tuple({work.key: work for work in works if work is not None and counts(work)}.values())
