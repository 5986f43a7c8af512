"""Source articles and the local copies of their texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from firmground.records.appraisal import Appraisal
from firmground.records.base import Listed, Record

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class TextStamp(Record):
    """Which text the claim file was made from."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the text file's bytes; `firmground article add` prints it."""
    sentences: Annotated[int, Field(ge=0)]
    """How many sentences, list items, table rows and headings the text has."""


class ListedReference(Record):
    """One entry of the reference list that an article prints at its end."""

    number: str
    """Its number as printed."""
    ref: str
    """Key of the work in references.bib, as given and, where we know better, as corrected."""
    note: str | None = None
    """What is odd about it."""


class Article(Record):
    """A source article. What is not known is null and stays null."""

    id: Id
    """Short name; the claim file and the text file are named after it."""
    title: str | None = None
    """Title as printed, or null when it was not seen."""
    publisher: str | None = None
    """Who publishes it."""
    url: Annotated[str, Field(pattern=r"^https?://")] | None = None
    """Address of the live article, without any `#` part."""
    published: date | None = None
    """Date of first publication."""
    updated: date | None = None
    """Date of the last change the publisher states."""
    author: str | None = None
    """By-line."""
    medical_reviewer: str | None = None
    """The medical reviewer whom the publisher names."""
    text: TextStamp | None = None
    """The text that the claims were made from."""
    reference_list: Listed[ListedReference] = []
    """The reference list that the article prints, whether or not a sentence cites its entries."""
    appraisal: Appraisal | None = None
    """What people judged about the article as a whole; null when nobody has."""
    note: str | None = None
    """Anything a reader of the audit should know about the article."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    r"""A local copy of an article's text.

    Attributes:
        article: the article's id.
        file: how to name the file to the user.
        text: decoded, byte-order mark removed, newlines made ``\n``.
        sha256: of the bytes on disk.
    """

    article: str
    file: str
    text: str
    sha256: str
