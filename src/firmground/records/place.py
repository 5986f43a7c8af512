"""Where a record came from, so that a finding made much later can still show the user's own line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

#: A path inside a parsed file: keys and list positions, for instance ``("claims", 12, "anchor", "start")``.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a user's file before its line is looked up (looking up costs a second parse).

    Attributes:
        file: path relative to the ledger's folder, with forward slashes.
        path: the node inside the file; empty for the file as a whole.
        on: whether the finding is about the node's key or its value.
        line: 1-based line when it is known without a look-up (a syntax error, a .bib block).
        column: 1-based column, with ``line``.
        width: number of characters to mark, with ``line``.
    """

    file: str
    path: Path = ()
    on: Literal["key", "value"] = "value"
    line: int | None = None
    column: int = 1
    width: int = 1

    def at(self, *more: str | int, on: Literal["key", "value"] = "value") -> Spot:
        """The spot of a node below this one."""
        return Spot(self.file, (*self.path, *more), on)


@dataclass(frozen=True, slots=True)
class Place:
    """A looked-up spot: 1-based line and column, the user's own line, and how much of it to mark."""

    file: str
    line: int
    column: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""The text of one user's file as read: decoded, byte-order mark removed, newlines made ``\n``.

    Attributes:
        file: path relative to the ledger's folder, with forward slashes.
        text: the whole text.
        sha256: of the bytes on disk.
        lines: the text, cut at each newline.
    """

    file: str
    text: str
    sha256: str
    lines: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class FailedBlock:
    """A part of a file that could not be turned into a record: kept, never dropped.

    Attributes:
        spot: where it begins; its path says what it would have been.
        text: its raw text, the user's own lines.
        reason: what was wrong, in one sentence.
    """

    spot: Spot
    text: str
    reason: str


Sources = Mapping[str, SourceText]

#: Told how far a long stage is: its name, how many files are done, and of how many.
Told = Callable[[str, int, int], None]
