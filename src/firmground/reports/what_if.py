"""What would change without some works, as people read it, as a table, as JSON, and as annotations."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from firmground.checks.writers import github_line, printable
from firmground.gaps.evidence_rules import CellGap
from firmground.gaps.kinds import Gap
from firmground.gaps.what_if import CellChange, Change, ClaimChange, Comparison
from firmground.gaps.what_if_asked import Need
from firmground.grading.naming import listed
from firmground.plurals import counted, plural
from firmground.reading.places import Locator
from firmground.records import Contents
from firmground.records.terms import Severity
from firmground.tables.table import Column, Table

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 100
#: Name of each part, in the order of the text.
_PARTS: Mapping[Change, str] = MappingProxyType(
    {
        "verdict": "Verdict changes",
        "grade": "Same verdict; certainty, level or wording changes",
        "gaps": "Only gaps change",
        "rating": "Only a rating to look at again: it was made with this work",
    }
)
#: Name of each part of the questions.
_NEEDS: Mapping[Need, str] = MappingProxyType(
    {"rate again": "Questions to rate again", "look again": "Questions to look at again"}
)
_BEFORE = "as the ledger stands"
_AFTER = "with the works left out or retracted"
COLUMNS = (
    Column("claim_id", "text", "id of the claim"),
    Column("article", "text", "id of its article"),
    Column("claim", "text", "the claim in the ledger's words"),
    Column("changes", "list of text", "what changes: verdict, certainty, level, wording, gaps"),
    Column("verdict_before", "text", f"verdict {_BEFORE}"),
    Column("verdict_after", "text", f"verdict {_AFTER}"),
    Column("certainty_before", "text", f"certainty {_BEFORE}; empty where there is none"),
    Column("certainty_after", "text", f"certainty {_AFTER}"),
    Column("level_before", "whole number", f"OCEBM level of the best source {_BEFORE}; empty where there is none"),
    Column("level_after", "whole number", f"OCEBM level of the best source {_AFTER}"),
    Column("wording_before", "text", f"wording that the evidence allows {_BEFORE}; empty where there is none"),
    Column("wording_after", "text", f"wording that the evidence allows {_AFTER}"),
    Column("gaps_gone", "list of text", "kinds of gap that the claim would no longer have"),
    Column("gaps_new", "list of text", "kinds of gap that the claim would have"),
    Column("rating", "text", "rate again: the rating falls; look again: it was made with the work and stays"),
    Column("reason", "text", "why the rating needs a person"),
)


@dataclass(frozen=True, repr=False)
class WhatIf:
    """What would change, and what a person must look at, when works are left out or retracted.

    In a notebook it shows itself as text; :meth:`frame` gives the claims as a pandas frame.

    Attributes:
        comparison: everything that was worked out.
        contents: the ledger as it stands.
    """

    comparison: Comparison
    contents: Contents

    @property
    def claims(self) -> tuple[ClaimChange, ...]:
        """The claims that change or whose rating needs a person, in reading order."""
        return self.comparison.claims

    @property
    def cells(self) -> tuple[CellChange, ...]:
        """The cells of the evidence map that change."""
        return self.comparison.cells

    @property
    def exit_code(self) -> int:
        """1 when something would change or a rating needs a person; else 0."""
        return 1 if self.claims or self.cells or self.comparison.questions else 0

    def __repr__(self) -> str:
        return self.text().rstrip()

    def text(self) -> str:
        """All changes as people read them: verdicts first, then certainty, gaps, ratings, map, and the totals."""
        return "\n".join(line.rstrip() for line in self._lines()) + "\n"

    def rows(self) -> Table:
        """The claims as a table without loading pandas."""
        names = " or ".join(self.comparison.references)
        what = f"one row per claim that changes, or whose rating was made with {names}"
        return Table("what-if", what, COLUMNS, tuple(_row(row) for row in self.claims))

    def frame(self) -> pd.DataFrame:
        """The claims as a pandas frame, one row per claim, with the columns of ``rows().columns``."""
        return self.rows().frame()

    def data(self) -> dict[str, Any]:
        """Everything as plain data."""
        it = self.comparison
        return {
            "without": [{"ref": key, "work": name} for key, name in it.references.items()],
            "treat_as": it.treat_as,
            "totals": {
                "claims": it.total,
                "changed": len(it.claims) - len(it.most("rating")),
                **{what: it.count(what) for what in ("verdict", "certainty", "level", "wording", "gaps")},
                "rate_again": it.ratings("rate again"),
                "look_again": it.ratings("look again"),
                "cells": len(it.cells),
            },
            "claims": [
                {**_row(row), "gaps_gone": _gaps(row.gaps_gone), "gaps_new": _gaps(row.gaps_new)} for row in it.claims
            ],
            "cells": [
                {
                    "condition": cell.before.condition,
                    "about": cell.before.about,
                    "certainty_before": cell.before.certainty,
                    "certainty_after": cell.after.certainty,
                    "gaps_gone": _gaps(cell.gaps_gone),
                    "gaps_new": _gaps(cell.gaps_new),
                }
                for cell in it.cells
            ],
            "questions": [
                {"question": row.question, "rating": row.need, "reason": row.reason, "claims": list(row.claims)}
                for row in it.questions
            ],
            "untouched": list(it.untouched),
        }

    def json(self) -> str:
        """Everything as JSON."""
        return json.dumps(self.data(), indent=1, ensure_ascii=False) + "\n"

    def github(self) -> str:
        """An annotation per claim for GitHub's pages: a warning where the verdict changes, else a notice."""
        locator = Locator(self.contents.sources)
        lines = []
        for row in self.claims:
            spot = row.claim.spot and row.claim.spot.at("id")
            told = f"{row.claim.id}: {_summary(row)}. {row.reason or ''}"
            severity: Severity = "warning" if row.most == "verdict" else "note"
            lines.append(github_line("what-if", told, locator.place(spot) if spot else None, severity))
        return "".join(line.rstrip() + "\n" for line in lines)

    # -- the lines of the text ------------------------------------------------------------------------------------

    def _lines(self) -> Iterator[str]:
        it = self.comparison
        named = listed([f"{name} ({key})" if name != key else key for key, name in it.references.items()])
        one = len(it.references) == 1
        these = "this work were" if one else "these works were"
        how = "in no file of the ledger" if it.treat_as == "excluded" else "retracted"
        yield from textwrap.wrap(printable(f"If {these} {how}: {named}"), WIDTH, subsequent_indent="  ")
        for change, title in _PARTS.items():
            rows = it.most(change)
            if rows:
                yield from ("", f"{title if one else title.replace('this work', 'these works')} ({len(rows)})", "")
            for row in rows:
                yield from _claim(row)
        for need, title in _NEEDS.items():
            asked = [row for row in it.questions if row.need == need]
            if asked:
                yield from ("", f"{title} ({len(asked)})", "")
            for question in asked:
                yield f"{question.question}"
                yield from _wrapped("    ", question.reason)
                yield from _wrapped("    ", f"Answered by: {listed(list(question.claims)) or 'no claim'}")
        if it.cells:
            yield from ("", f"Evidence map changes ({len(it.cells)})", "")
            for cell in it.cells:
                yield from _wrapped(
                    "  ", f"{cell.before.condition or 'no condition'}, {cell.before.about}: {_cell(cell)}"
                )
        yield ""
        yield from self._totals()

    def _totals(self) -> Iterator[str]:
        it = self.comparison
        left, them = len(it.untouched), plural(len(it.references), "it", "them")
        claims = counted(left, "other claim" if self.exit_code else "claim")
        names = f"{plural(left, 'names', 'name')} {them}"
        if not self.exit_code:
            told = f"{claims} {names}, and nothing depends on that" if left else f"no claim and no rating names {them}"
            yield f"Nothing would change: {told}."
            return
        if left:
            yield f"{claims} {names}, and nothing changes there."
        if any(row.rating == "look again" and row.after.certainty is not None for row in it.claims):
            yield "A rating that stays keeps its certainty; what that would be now, only a person can say."
        yield f"Ratings to make again: {it.ratings('rate again')}; to look at again: {it.ratings('look again')}."
        yield f"Cells of the evidence map that would change: {len(it.cells)}."
        counts = ", ".join(f"{what} {it.count(what)}" for what in ("verdict", "certainty", "level", "wording", "gaps"))
        changed = len(it.claims) - len(it.most("rating"))
        yield f"Of {it.total} claims {changed} would change ({counts})."


def _claim(row: ClaimChange) -> Iterator[str]:
    head = f"{row.claim.id}  "
    if row.most == "rating":
        yield head + textwrap.shorten(printable(row.claim.claim), WIDTH - len(head), placeholder=" …")
        return
    yield (
        f"{head}{row.before.verdict} → {row.after.verdict}" if "verdict" in row.what else f"{head}{row.before.verdict}"
    )
    yield "    " + textwrap.shorten(printable(row.claim.claim), WIDTH - 4, placeholder=" …")
    facts = [
        f"{name} {old or 'none'} → {new or 'none'}"
        for name, old, new in (
            ("certainty", row.before.certainty, row.after.certainty),
            ("OCEBM level", row.before.level, row.after.level),
        )
        if old != new
    ]
    gaps = _moves(row.gaps_gone, row.gaps_new)
    for text in (
        "; ".join(facts),
        f"gaps {gaps}" if gaps else "",
        f"may then be said: {row.after.wording_allowed}" if "wording" in row.what and row.after.wording_allowed else "",
        row.reason or "",
    ):
        if text:
            yield from _wrapped("    ", f"{text[0].upper()}{text[1:]}")


def _cell(cell: CellChange) -> str:
    old, new = cell.before.certainty, cell.after.certainty
    told = [f"best certainty {old or 'none'} → {new or 'none'}"] if old != new else []
    gaps = _moves(cell.gaps_gone, cell.gaps_new)
    return "; ".join([*told, *([f"gaps {gaps}"] if gaps else [])])


def _moves(gone: Iterable[Gap | CellGap], new: Iterable[Gap | CellGap]) -> str:
    parts = (("gone", gone), ("new", new))
    told = {word: ", ".join(f"{gap.kind} ({gap.severity})" for gap in gaps) for word, gaps in parts}
    return "; ".join(f"{word}: {gaps}" for word, gaps in told.items() if gaps)


def _summary(row: ClaimChange) -> str:
    verdict = f"verdict {row.before.verdict} → {row.after.verdict}" if "verdict" in row.what else ""
    gaps = _moves(row.gaps_gone, row.gaps_new)
    others = [what for what in row.what if what not in {"verdict", "gaps"}]
    parts = (verdict, f"{listed(others)} would change" if others else "", f"gaps {gaps}" if gaps else "")
    return "; ".join(part for part in parts if part) or "nothing changes, but the rating needs a look"


def _row(row: ClaimChange) -> dict[str, Any]:
    return {
        "claim_id": row.claim.id,
        "article": row.claim.article,
        "claim": row.claim.claim,
        "changes": list(row.what),
        "verdict_before": row.before.verdict,
        "verdict_after": row.after.verdict,
        "certainty_before": row.before.certainty,
        "certainty_after": row.after.certainty,
        "level_before": row.before.level,
        "level_after": row.after.level,
        "wording_before": row.before.wording_allowed,
        "wording_after": row.after.wording_allowed,
        "gaps_gone": [gap.kind for gap in row.gaps_gone],
        "gaps_new": [gap.kind for gap in row.gaps_new],
        "rating": row.rating,
        "reason": row.reason,
    }


def _gaps(gaps: Iterable[Gap | CellGap]) -> list[dict[str, str]]:
    return [{"kind": gap.kind, "severity": gap.severity, "rule": gap.rule} for gap in gaps]


def _wrapped(indent: str, text: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
