"""Questions: what a body of evidence answers, rated once for every claim that asks it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from firmground.records.base import Listed, Named, Record
from firmground.records.rating import Adopted, EvidenceRating, NotRated, Reason, Step
from firmground.records.terms import (
    Certainty,
    DownDomain,
    FactSource,
    FactStatus,
    Found,
    Happens,
    Lean,
    Of,
    Passage,
    QuestionKind,
    Says,
    Size,
    Start,
    UpDomain,
)

#: Stands where a person has still to write the answer; no page prints it.
UNWRITTEN = "(to be written)"
QuestionId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Evidence(Record):
    """One work that was read on a question, and what it says to what is asked."""

    ref: str
    """Key in references.bib."""
    says: Says
    """unclear: read, and does not settle it; silent: read, and not about it. What was not read stands in `unread`."""
    passage: Passage | None = None
    """Which kind of passage says so; background prose does not lend a statement the level of the work's design."""
    where: str | None = None
    """Page, table or section."""
    why: Reason
    """What it found, with its numbers, in our own words."""


class Unread(Record):
    """A source that is known to bear on a question and whose result was not read."""

    ref: str | None = None
    """Key in references.bib; null for a source that has no entry."""
    what: Reason
    """What was not seen: the whole work, or a comparison of it."""


class Searched(Record):
    """A search: needed wherever an answer says that nothing was found."""

    dated: date
    """When."""
    where: Text
    """In which databases, registers or pages."""
    for_: Annotated[Text, Field(alias="for")]
    """For what: the words, or what was looked for."""


class Course(Record):
    """How many treatments a person has, for a rate that was counted by treatments."""

    treatments: Annotated[int, Field(ge=1)]
    """Treatments of one person."""
    why: Reason
    """The source of that number."""


class Rate(Record):
    """A counted frequency, as an interval of shares."""

    low: Share
    """The lowest share that the counts allow, from 0 to 1."""
    high: Share
    """The highest."""
    of: Of
    """Of what it is the share: treatments, or people."""
    counted_by: Text
    """Who counted, for instance therapists, or the people treated."""
    lean: Lean = "none"
    """Whether the way of counting makes the share too low or too high."""
    course: Course | None = None
    """Only with `of: treatments`: how many treatments a person has, so that words for people can be held against it."""


class DatedValue(Record):
    """What a law, a rule or a price said from a date on."""

    since: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None = None
    """From when: a year, a month or a day; null when that is not known."""
    value: Text
    """What it said."""
    ref: str
    """Key of the work that shows it."""


class Graded(Record):
    """How certain a body of evidence is: GRADE, at the question. Source: `firmground explain grading`."""

    form: ClassVar[Literal["graded"]] = "graded"

    certainty: Certainty
    """Where the steps lead; must equal the arithmetic."""
    start: Start
    """randomised and counted start high, observational starts low, adopted where the named review's authors stand."""
    adopted: Adopted | None = None
    """Only with `start: adopted`: whose certainty, and which."""
    down: Named[DownDomain, Step] = {}
    """Steps down, by domain."""
    up: Named[UpDomain, Step] = {}
    """Steps up, by domain; only where nothing was rated down."""
    no_risk_of_bias: str | None = None
    """Why trials take no step for risk of bias, where they take none."""
    own: str | None = None
    """Why the certainty is above the one that a review of the evidence states, where it is."""
    why: Reason
    """The rating in one or two plain sentences."""
    by: str
    """Who rated: a name from `raters` in ledger.yaml."""
    dated: date
    """When."""
    reviewed_by: str | None = None
    """A clinician's name, only when a clinician has really reviewed it."""

    def as_rating(self, basis: list[str]) -> EvidenceRating:
        """The same as a rating of a claim that rests on these works."""
        return EvidenceRating.model_construct(
            certainty=self.certainty,
            start=self.start,
            adopted=self.adopted,
            down=self.down,
            up=self.up,
            basis=basis,
            why=self.why,
            by=self.by,
            on=self.dated,
            reviewed_by=self.reviewed_by,
        )


class Settled(Record):
    """Who says how a question of fact, or of whether something can happen, is answered, and why."""

    form: ClassVar[Literal["settled"]] = "settled"

    why: Reason
    """The answer's reason in one or two plain sentences."""
    by: str
    """Who rated: a name from `raters` in ledger.yaml."""
    dated: date
    """When."""
    reviewed_by: str | None = None
    """A clinician's name, only when a clinician has really reviewed it."""


def question_rating_form(value: Any) -> Literal["graded", "settled", "not rated"]:
    """Which of the three forms a question's rating has; told by the field that only that form has."""
    if isinstance(value, dict):
        return "not rated" if "not_rated" in value else "graded" if {"certainty", "start"} & value.keys() else "settled"
    form: Literal["graded", "settled", "not rated"] = getattr(value, "form", "graded")
    return form


QuestionRating = Annotated[
    Annotated[Graded, Tag("graded")] | Annotated[Settled, Tag("settled")] | Annotated[NotRated, Tag("not rated")],
    Discriminator(question_rating_form),
]


class Item(Record):
    """One entry of a list that a question of fact asks about, for instance one reason against a treatment."""

    status: FactStatus
    """Whether it belongs to the list."""
    evidence: Listed[str] = []
    """Keys of works of the question's evidence that name it; empty where all do, or, where not known, none does."""
    why: str | None = None
    """Why, where that differs from the question as a whole."""
    answer: str | None = None
    """A sentence about this entry that may be printed."""
    unread: Listed[Unread] = []
    """Sources that bear on it and were not read."""


class Question(Record):
    """What claims ask, with its one body of evidence, its one rating, and an answer that may be printed."""

    id: QuestionId
    """Small letters, digits and dashes, for instance honey-sore-throat."""
    asks: Text
    """The question itself; one comparison each."""
    kind: QuestionKind
    """effect and mechanism: GRADE; frequency: how often, or whether it can happen; fact: so or not so."""
    about: str
    """The therapy: a term of `vocabulary: about` in ledger.yaml."""
    condition: str | None = None
    """A term of `vocabulary: condition`, or null."""
    comparator: str | None = None
    """A term of `vocabulary: comparator`, or null."""
    outcome: str | None = None
    """A term of `vocabulary: outcome`, or null."""
    people: str | None = None
    """Who is asked about, where that is not everybody: people who take blood thinners."""
    timeframe: str | None = None
    """How long after the treatment."""
    place: str | None = None
    """For law and rules: where."""
    beside: Listed[str] = []
    """Ids of sibling questions that are printed with it, above all the one against sham."""
    implies: Listed[str] = []
    """Ids of questions that are so if this one is so."""
    evidence: Listed[Evidence] = []
    """What was read, and what each work says to what is asked."""
    unread: Listed[Unread] = []
    """Sources that bear on it and whose result was not read."""
    searched: Searched | None = None
    """Needed where the answer says that nothing was found."""
    untestable: str | None = None
    """Why the question can't be tested, where it can't."""
    not_found: str | None = None
    """The document that the question is about, where it was not found."""
    precaution: str | None = None
    """Why a warning that answers the question stands as a precaution, whatever the evidence."""
    rating: QuestionRating
    """How certain the answer is, or why it is so; or why nobody rated it."""
    found: Found | None = None
    """How the body of evidence answers `asks`; for effect and mechanism, and for a frequency that is no count."""
    rate: Rate | None = None
    """Only for frequency: the count."""
    happens: Happens | None = None
    """Only for frequency: whether documented cases show that it can happen."""
    status: FactStatus | None = None
    """Only for fact: whether it is so."""
    source: FactSource | None = None
    """Only for fact: primary: the body or document itself; secondary: somebody who reports it; none."""
    items: Named[str, Item] = {}
    """Only for fact: the entries of a list, by name."""
    values: Listed[DatedValue] = []
    """Only for fact: what held from when on."""
    size: Size | None = None
    """How large the effect is; little or none only below a threshold that a source states."""
    figures: str | None = None
    """Absolute numbers, and of how many people or treatments."""
    answer: Text
    """The answer in a sentence or two that may be printed as it stands; no surer than the certainty."""
    note: str | None = None
    """Anything odd that a reader should know."""

    @property
    def written(self) -> str | None:
        """The answer, where a person has written one; ``None`` where that is still to be done."""
        return None if self.answer.startswith(UNWRITTEN) else self.answer

    @property
    def basis(self) -> tuple[str, ...]:
        """Keys of the works that it rests on, each once, as written: all that were read.

        A silent one counts only where the rating has a step, whose reason it may be.
        """
        stepped = isinstance(self.rating, Graded) and bool(self.rating.down or self.rating.up)
        return tuple(dict.fromkeys(e.ref for e in self.evidence if stepped or e.says != "silent"))

    @property
    def named(self) -> tuple[str, ...]:
        """Keys of all references that it names, each once."""
        adopted = self.rating.adopted.ref if isinstance(self.rating, Graded) and self.rating.adopted else None
        unread = (u.ref for u in (*self.unread, *(u for item in self.items.values() for u in item.unread)))
        named = (*(e.ref for e in self.evidence), *unread, *(v.ref for v in self.values), adopted)
        return tuple(dict.fromkeys(key for key in named if key is not None))


class QuestionFile(Record):
    """The questions of one topic."""

    questions: Listed[Question] = []
    """In the order in which pages print them."""
