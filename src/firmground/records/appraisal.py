"""Judgements on a whole article that a person made: for items that no program can tell from the ledger."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from firmground.records.base import Named, Record
from firmground.records.rating import Reason
from firmground.records.terms import AppraisalValue, DiscernItem, JamaItem, SheetItem

DiscernScore = Annotated[int, Field(ge=1, le=5)]


def _numbers_as_text(value: Any) -> Any:
    # YAML reads the number of an item as a number; the overall rating has a name.
    return {str(key): score for key, score in value.items()} if isinstance(value, dict) else value


class Judgement(Record):
    """One item judged by a person, with the reason."""

    value: AppraisalValue
    """met, partly, not met; not known where somebody looked and could not tell."""
    why: Reason
    """What was seen, in our own words."""
    by: str
    """Who judged: a name from `raters` in ledger.yaml."""
    on: date
    """When."""
    reviewed_by: str | None = None
    """A second person's name, only when that person has really reviewed it."""


class DiscernForm(Record):
    """A whole DISCERN form by item number. Its questions are not ours to print; see `firmground explain appraisal`."""

    items: Annotated[dict[DiscernItem, DiscernScore], BeforeValidator(_numbers_as_text)]
    """Scores from 1 to 5 for the items 1 to 15 and overall; all sixteen, because the form is only used whole."""
    why: Reason
    """How the form was filled in, for instance from which copy of the page."""
    by: str
    """Who filled the form in: a name from `raters` in ledger.yaml."""
    on: date
    """When."""
    reviewed_by: str | None = None
    """A second person's name, only when that person has really reviewed it."""


class Appraisal(Record):
    """What people judged about the article as a whole. What the ledger can tell is computed and need not stand here."""

    jama: Named[JamaItem, Judgement] = {}
    """JAMA benchmarks, by name."""
    sheet: Named[SheetItem, Judgement] = {}
    """Items of our own sheet, by name."""
    discern: DiscernForm | None = None
    """A whole DISCERN form, or null."""
