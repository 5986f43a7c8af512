"""A finding: something a person should look at, with its place and its cure."""

from __future__ import annotations

from dataclasses import dataclass

from firmground.records.place import Spot


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing.

    Severity and level are not stored here: they belong to the code and are looked up in the catalogue.

    Attributes:
        code: catalogue code, for instance ``anchor-not-found``.
        spot: where; ``None`` only for a finding about the ledger as a whole.
        message: what is wrong, one or two sentences, naming the user's own words in quotes.
        cure: what to do next, in one sentence.
        subject: id of the claim, article or reference it is about, when there is one.
    """

    code: str
    spot: Spot | None
    message: str
    cure: str
    subject: str | None = None
