"""Source articles and the local copies of their texts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from firmground.records.appraisal import Appraisal
from firmground.records.base import Listed, Record

#: An id names files (articles/ID.txt, reports/work-list-ID.html, a PDF file of that): most file systems take no more
#: than 255 bytes, Windows no more than 260 characters for the whole path, and people read it in lists.
LONGEST_ID = 80
#: Names that Windows keeps for devices, whatever their ending, and the settings beside the claim files.
TAKEN_IDS = frozenset(
    {"con", "prn", "aux", "nul", "ledger", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _not_taken(value: str) -> str:
    if value in TAKEN_IDS:
        raise PydanticCustomError("taken_id", "a name that a system keeps for itself")
    return value


Id = Annotated[str, Field(pattern=_ID, max_length=LONGEST_ID), AfterValidator(_not_taken)]


def is_id(text: str) -> bool:
    """Whether a text can be an article's id."""
    return re.fullmatch(_ID, text) is not None and len(text) <= LONGEST_ID and text not in TAKEN_IDS


class TextStamp(Record):
    """Which text the claim file was made from."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the text with LF line ends and none at its end; `firmground article add` prints it."""
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
    """Short name, at most 80 characters; the claim file, the text file and the pages are named after it."""
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
        saved: SHA-256 of the bytes on disk, in hexadecimal digits.
    """

    article: str
    file: str
    text: str
    saved: str

    @property
    def sha256(self) -> str:
        """What identifies the text, see `text_digest`."""
        return text_digest(self.text)

    def is_that_of(self, stamp: TextStamp) -> bool:
        """Whether a claim file was made from this text, saved with any line ends.

        Stamps of the first versions are digests of a file's bytes, so these are taken too, also for a file that was
        saved with other line ends since.
        """
        if stamp.sha256 in (self.sha256, self.saved):
            return True
        bodies = {self.text, self.text.rstrip("\n"), self.text.rstrip("\n") + "\n"}
        forms = (
            mark + body.replace("\n", end) for body in bodies for end in ("\n", "\r\n", "\r") for mark in ("", "\ufeff")
        )
        return any(hashlib.sha256(form.encode("utf-8")).hexdigest() == stamp.sha256 for form in forms)


def text_digest(text: str) -> str:
    r"""SHA-256 of a text, the same however its lines end and whether or not the last one does.

    Args:
        text: decoded, byte-order mark removed, newlines made ``\n``.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(text.rstrip("\n").encode("utf-8")).hexdigest()
