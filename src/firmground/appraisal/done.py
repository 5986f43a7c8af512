"""How much of an article is coded: an article that nobody has looked at through must never read as a clean one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firmground.anchoring.article import AnchoredArticle
from firmground.plurals import counted
from firmground.records import ClaimFile, Contents

#: What is known of the work on an article. not counted: without its text, and nothing speaks against its being whole.
DoneState = Literal["not begun", "begun", "whole", "not counted"]


@dataclass(frozen=True, slots=True)
class Done:
    """How much of one article is accounted for.

    Attributes:
        article: id.
        claims: how many claims were read.
        set_aside: how many passages the claim file sets aside.
        sentences: sentences, list items, table rows and headings: counted in the text, else as the claim file stores
            them, else ``None``.
        accounted: how many of them are under a claim or set aside; ``None`` where that takes the text. Without it they
            are known only where there is no claim and each passage that is set aside is one of them.
        lost: whether a part of the claim file could not be read.
    """

    article: str
    claims: int
    set_aside: int
    sentences: int | None
    accounted: int | None
    lost: bool

    @property
    def state(self) -> DoneState:
        """In one word, from what could be read.

        Without the text, fewer claims and passages than sentences speak for work that is not done: in a coded article
        nearly every sentence has one of its own. More of them prove nothing.
        """
        if not self.claims + self.set_aside:
            return "not begun"
        if self.accounted is not None and self.sentences is not None:
            return "whole" if self.accounted == self.sentences else "begun"
        if self.sentences is not None and self.claims + self.set_aside < self.sentences:
            return "begun"
        return "not counted"

    @property
    def open(self) -> bool:
        """Whether the work is known or likely not to be at its end, so that what is not found may still come."""
        return self.lost or self.state in {"not begun", "begun"}

    @property
    def lacking(self) -> str | None:
        """Why nothing may be concluded from what the claims do not say, as a sentence; ``None`` where it may."""
        if self.state == "not begun":
            return "Nothing of this article is coded yet."
        if self.state != "begun":
            return None
        if self.accounted is not None and self.sentences is not None and self.accounted < self.sentences:
            total = counted(self.sentences, "sentence")
            return f"This article is not coded to its end: {self.accounted} of {total} accounted for."
        return "This article is most likely not coded to its end."


def done_of(file: ClaimFile, contents: Contents, anchored: AnchoredArticle | None) -> Done:
    """How much of an article is done.

    Args:
        file: its claims.
        contents: the ledger it stands in, which knows what could not be read.
        anchored: the same article joined to its text, where that is at hand.
    """
    article, aside = file.article, [item for items in file.set_aside.values() for item in items]
    stored = article.text.sentences if article.text is not None else None
    accounted = anchored.accounted if anchored is not None else None
    if anchored is None and not file.claims and all(isinstance(item, str) for item in aside):
        accounted = len(aside) if stored is None or len(aside) < stored else None
    return Done(
        article=article.id,
        claims=len(file.claims),
        set_aside=len(aside),
        sentences=anchored.total if anchored is not None else stored,
        accounted=accounted,
        lost=file.spot is not None and any(block.spot.file == file.spot.file for block in contents.failed),
    )
