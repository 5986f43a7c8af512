"""Pointers into an article's text and the spans they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from firmground.records.base import Record

#: What the layout says of a unit of an article's text.
SentenceKind = Literal["sentence", "list item", "table row", "heading"]
#: Words quoted from an article; at most six, which a check counts (see ``quotation-too-long``).
Words = Annotated[str, StringConstraints(min_length=1)]


class Anchor(Record):
    """Points to a passage by its first and, where needed, last words, as browsers' text fragments do.

    Source: WICG "Text Fragments", ``#:~:text=[prefix-,]start[,end][,-suffix]``. Each part is whole words of the
    article, at most six.
    """

    prefix: Words | None = None
    """Words directly before the passage; needed only when the same words stand in the article more than once."""
    start: Words
    """The first words of the passage (the whole passage when there is no ``end``)."""
    end: Words | None = None
    """The last words of the passage."""
    suffix: Words | None = None
    """Words directly after the passage; needed only when the same words stand in the article more than once."""

    def parts(self) -> tuple[tuple[str, str], ...]:
        """The named parts that are filled, in reading order, as (name, words)."""
        named = (("prefix", self.prefix), ("start", self.start), ("end", self.end), ("suffix", self.suffix))
        return tuple((name, words) for name, words in named if words is not None)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets in characters into an article's text as read in UTF-8; ``end`` is exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of an article's text: a sentence, list item, table row or heading.

    Attributes:
        number: 1-based position in the article.
        span: offsets of its words, without surrounding white space and list marks.
        kind: what the layout says it is.
    """

    number: int
    span: Span
    kind: SentenceKind
