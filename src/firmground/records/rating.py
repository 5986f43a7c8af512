"""Ratings: how certain the evidence is for a claim as worded, or whether a fact is so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from firmground.records.base import Listed, Named, Record
from firmground.records.terms import Certainty, DownDomain, Fact, FactSource, Start, UpDomain

#: Which of the three forms a rating has. A type checker tells the forms apart by it.
Form = Literal["evidence", "fact", "not rated"]
Reason = Annotated[str, StringConstraints(min_length=1)]


class Step(Record):
    """One move up or down the certainty scale, never without its reason."""

    steps: Annotated[int, Field(ge=1, le=3)]
    """1 for serious, 2 for very serious, 3 for extremely serious (GRADE; only for imprecision)."""
    because: Reason
    """The reason, in words a student understands."""
    hides: Literal["harm"] | None = None
    """Only for a bias of what counts, or asks, for harm: it makes harm look rarer, so it never weakens a warning.
    In a count it is no step for a word of much, such as common, that it only makes truer."""


class Indirect(Record):
    """How far a claim lies from what its question's body of evidence studied: another treatment or outcome."""

    steps: Annotated[int, Field(ge=1, le=2)]
    """Steps down for indirectness, beside those that the question has taken."""
    because: Reason
    """What differs."""


class Adopted(Record):
    """A certainty that the authors of a review stated themselves and that this rating starts from."""

    ref: str
    """Key of the review in references.bib."""
    certainty: Certainty
    """The certainty its authors state for this comparison and outcome."""


class EvidenceRating(Record):
    """Certainty of the body of evidence for the claim as worded. Source: GRADE (see `firmground explain grading`)."""

    form: ClassVar[Literal["evidence"]] = "evidence"

    certainty: Certainty
    """Where the steps lead; must equal the arithmetic."""
    start: Start
    """randomised starts high, observational starts low, adopted starts where the named review's authors stand."""
    adopted: Adopted | None = None
    """Only with `start: adopted`: whose certainty, and which."""
    down: Named[DownDomain, Step] = {}
    """Steps down, by domain."""
    up: Named[UpDomain, Step] = {}
    """Steps up, by domain; only where nothing was rated down."""
    basis: Annotated[list[str], Field(min_length=1)]
    """Keys of the references that the rating rests on."""
    why: Reason
    """The rating in one or two plain sentences."""
    by: str
    """Who rated: a name from `raters` in ledger.yaml."""
    on: date
    """When."""
    reviewed_by: str | None = None
    """A clinician's name, only when a clinician has really reviewed it."""


class MovedRating(EvidenceRating):
    """A question's rating as it holds for one claim: further down where the claim speaks of something else."""

    indirect: Indirect | None = None
    """How far the claim lies from what was studied; null where it asks what the question asks."""


class FactRating(Record):
    """Whether a statement of fact (history, definition, regulation, cost …) is so."""

    form: ClassVar[Literal["fact"]] = "fact"
    start: ClassVar[None] = None
    adopted: ClassVar[None] = None

    fact: Fact
    """Whether it is so."""
    source: FactSource
    """primary: the body or document itself; secondary: somebody who reports it; none: no source was found."""
    basis: Listed[str] = []
    """Keys of the references that show it."""
    why: Reason
    """The rating in one or two plain sentences."""
    by: str
    """Who rated: a name from `raters` in ledger.yaml."""
    on: date
    """When."""
    reviewed_by: str | None = None
    """A clinician's name, only when a clinician has really reviewed it."""


class NotRated(Record):
    """Says that nobody has rated the claim, and why: unknown stays unknown, visibly."""

    form: ClassVar[Literal["not rated"]] = "not rated"
    start: ClassVar[None] = None
    adopted: ClassVar[None] = None
    basis: ClassVar[Sequence[str]] = ()
    by: ClassVar[None] = None

    not_rated: Reason
    """Why there is no rating."""

    @property
    def why(self) -> str:
        """The reason, under the name that it has in a rating."""
        return self.not_rated


def rating_form(value: Any) -> Form:
    """Which of the three forms of rating a value has; in a file told by the field that only that form has."""
    if isinstance(value, dict):
        return "not rated" if "not_rated" in value else "fact" if "fact" in value else "evidence"
    form: Form = getattr(value, "form", "evidence")
    return form


Rating = Annotated[
    Annotated[EvidenceRating, Tag("evidence")]
    | Annotated[FactRating, Tag("fact")]
    | Annotated[NotRated, Tag("not rated")],
    Discriminator(rating_form),
]
