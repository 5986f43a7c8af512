"""The models of the JSON export for questions and for how claims answer them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from firmground.grading.answer_rules import SenseName, Standing
from firmground.grading.scales import Verdict
from firmground.records import Evidence, Indirect, Question
from firmground.records.terms import Certainty, Often, Position, Reach


class Exported(BaseModel):
    """A part of the export. Every field stands in it, ``null`` or empty where there is nothing to say."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", from_attributes=True, use_attribute_docstrings=True, defer_build=True
    )


Level = Annotated[int, Field(ge=1, le=5)]


class ExportedSense(Exported):
    """Which kind of unknown: for want of studies, of reading, of a search, of a test, of a document, or not settled."""

    name: SenseName
    text: str
    """As a sentence, with its particulars."""


class ExportedAnswer(Exported):
    """How a claim answers a question, and the verdict on that."""

    question: str
    """Id of the question."""
    item: str | None
    """Which entry of its list."""
    says: Position | None
    """What the claim says to what is asked, never to the answer that was found; null where it says how often."""
    often: Often | None
    """Its word for how often."""
    reach: Reach | None
    """Whether it says more or less than is asked."""
    implied: bool
    """Whether it takes the answer for granted and does not state it."""
    used: bool
    """Whether it reports that a treatment is used, and not that it helps."""
    indirect: Indirect | None
    """Steps down for this claim, as it speaks of another treatment or outcome."""
    why: str | None
    """What a reader should know about the link."""
    decides: bool
    """Whether the claim has its verdict and its rating from this answer."""
    standing: Standing | None
    """Where the claim stands to the answer; null for facts, uses and whether something can happen."""
    verdict: Verdict
    verdict_told: str
    """The verdict in words: of a use also whether it helps."""
    because: str
    """Why, as the end of “The verdict is …:”."""
    certainty: Certainty | None
    """Of the answer as it holds for this claim; null for facts and where nobody rated."""
    sense: ExportedSense | None
    """Which kind of unknown it is, where it is unknown."""


class ExportedEvidence(Evidence):
    """One work that was read on a question."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    level: Level | None
    """OCEBM 2011 level for the question, by the passage; null where none applies."""


class ExportedQuestion(Question):
    """A question as in its file, with what was derived about it."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    evidence: tuple[ExportedEvidence, ...]  # type: ignore[assignment]
    """What was read, and what each work says to what is asked."""
    certainty: Certainty | None
    """Where the rating leads; null for facts, where nobody rated, and where no work that counts is left."""
    level: Level | None
    """OCEBM 2011 level of the best work that answers it."""
    sense: ExportedSense | None
    """Which kind of unknown it is, where it has no answer."""
    claims: tuple[str, ...]
    """Ids of the claims that answer it, in reading order."""
