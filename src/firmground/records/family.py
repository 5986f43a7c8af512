"""Claim families: the same assertion at several places, in different words; and claims that only look alike."""

from __future__ import annotations

from firmground.records.base import Listed, Record
from firmground.records.claim import Text
from firmground.records.rating import Reason


class Family(Record):
    """Claims that answer one question in the same way, each of which, if true, makes `says` true."""

    says: Text
    """What all members say, in our own words; no stronger than the weakest of them."""
    claims: Listed[str] = []
    """Ids of two or more claims, of several articles or of one, in any order; a claim is in one family at most."""
    note: str | None = None
    """What a reader should know; needed where members differ in kind, therapy or condition."""


class Apart(Record):
    """Claims that look alike, and that a person found to say different things: no two of them are proposed again."""

    claims: Listed[str] = []
    """Ids of two or more claims, no two of which make the same assertion."""
    why: Reason
    """What is different about them."""
