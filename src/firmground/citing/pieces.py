"""A formatted reference as data: pieces of text, some in italics, some struck, some linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style; between two pieces stands one space.

    Attributes:
        text: what is printed, never empty.
        italic: names of journals, titles of books and reports.
        struck: titles of works that no longer stand.
        address: where it leads; ``None`` where it leads nowhere.
    """

    text: str
    italic: bool = False
    struck: bool = False
    address: str | None = None


def plain_text(pieces: Iterable[Piece]) -> str:
    """The pieces as plain text, for a sheet, a terminal or an e-mail."""
    return " ".join(piece.text for piece in pieces)
