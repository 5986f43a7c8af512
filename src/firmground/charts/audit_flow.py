"""The audit flow as a picture: what goes on at each step, and what drops out beside it, in the manner of PRISMA."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from types import MappingProxyType

from firmground.charts.layout import below, compose, paragraph
from firmground.charts.picture import Box, Datum, Item, Line, Part, Picture, Words
from firmground.charts.style import CARD, FAINT, INK, INNER, LEADING, MARGIN, MUTED, RULE, SMALL, TEXT
from firmground.charts.subject import ChartData, Rows, Subject
from firmground.tables.audit import Audit
from firmground.tables.flow import COLUMNS, flow_of, step_rows
from firmground.tables.table import Table

TITLE = "From sentences to sources that say what articles say"
SAYS = (
    "What goes on at each step stands on the left, what drops out on the right. At each step the two add up. Where the "
    "thing counted changes, a new bar begins: a sentence may hold several claims, a claim may mention several sources."
)
#: What the first number of each unit counts.
BEGIN: Mapping[str, str] = MappingProxyType(
    {"sentences": "sentences in the articles", "claims": "claims found", "mentions": "mentions of a source"}
)
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "hold a claim": "hold a claim",
        "can be checked": "are rated",
        "rest on a source": "rest on a source",
        "identified": "source found and surely or probably meant",
        "verified": "seen on a page that confirms it",
        "compared": "compared with the claim",
        "accurate": "say what the article says",
    }
)
_LEFT = 0.5
_PAD = 5.0


def flow_table(audit: Audit, subject: Subject) -> Table:
    """The steps of the flow of all articles together, or of one."""
    rows = tuple(step_rows(subject.only, flow_of(audit, subject.only)))
    return Table("flow", "one row per step and outcome", COLUMNS, rows)


def flow_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = [row for row in data.table.rows if row["outcome"] == "goes on"]
    if not any(row["of"] for row in rows):
        return f"A flow chart of the audit of {data.subject.scope}: 0 sentences and 0 claims have been looked at."
    parts = []
    unit = None
    for row in rows:
        if row["unit"] != unit:
            unit = row["unit"]
            parts.append(f"of {row['of']} {BEGIN[unit]}")
        parts.append(f"{row['count']} {_SAID[row['stage']]}")
    return f"A flow chart of the audit of {data.subject.scope}: {', '.join(parts)}."


def flow_picture(data: ChartData) -> Picture:
    """A bar per step, getting shorter as things drop out."""
    notes = dict.fromkeys(row["note"] for row in data.table.rows if row["note"])
    return compose("flow", TITLE, SAYS, flow_alt(data), data, lambda y: _body(y, data.table.rows), _notes(notes))


def _notes(notes: Mapping[str, None]) -> Iterator[str]:
    for note in notes:
        yield f"Sentences: {note[0].lower()}{note[1:].rstrip('.')}."


def _body(y: float, rows: Rows) -> Part:
    parts: list[Callable[[float], Part]] = []
    unit = None
    for _, outcomes in groupby(range(len(rows)), key=lambda i: rows[i]["step"]):
        numbers = list(outcomes)
        first = rows[numbers[0]]
        if first["unit"] != unit:
            unit = first["unit"]
            whole = Datum(numbers[0], "of")
            parts.append(partial(_bar, number=first["of"], words=BEGIN[unit], datum=whole, share=1.0, fill=CARD))
        parts.append(partial(_step, rows=rows, numbers=numbers))
    return below(Part((), y), 0, parts, 5, empty="Nothing has been counted yet.")


def _bar(y: float, number: int, words: str, datum: Datum, share: float, fill: str) -> Part:
    """A number in bold with what it counts, on a bar as long as its share of the unit's first number."""
    width = INNER * _LEFT
    label = paragraph(y + _PAD - 2, words, SMALL, ink=INK, x=MARGIN + 38, width=width - 40)
    height = max(label.bottom - y + _PAD - 2, TEXT * LEADING + 2 * _PAD - 4)
    return Part(
        (
            Box(MARGIN, y, max(width * share, 0.8), height, fill, None),
            Box(MARGIN, y, width, height, None, RULE, 0.8),
            Words(MARGIN + 33, y + _PAD - 2 + SMALL * 0.98, str(number), TEXT, True, INK, "right", None, datum),
            *label.items,
        ),
        y + height,
    )


def _step(y: float, rows: Rows, numbers: Sequence[int]) -> Part:
    first, *others = numbers
    row = rows[first]
    whole = next(r["of"] for r in rows if r["unit"] == row["unit"])
    left = _bar(y, row["count"], _SAID[row["stage"]], Datum(first, "count"), row["count"] / max(whole, 1), FAINT)
    items: list[Item] = list(left.items)
    x = MARGIN + INNER * _LEFT
    bottom = left.bottom
    if others:
        items.append(Line(x, y + 9, x + 12, y + 9, RULE, 0.9))
        top, shared = y + 1, ""
        for i in others:
            lost = rows[i]
            # “set aside: heading”, “set aside: question” …: what they share is said once.
            group, _, own = lost["reason"].rpartition(": ")
            if group != shared:
                shared = group
                head = paragraph(top, f"{group}:", SMALL, ink=INK, x=x + 16, width=INNER * (1 - _LEFT) - 16)
                items += head.items
                top = head.bottom
            label = paragraph(top, own, SMALL, ink=MUTED, x=x + 40, width=INNER * (1 - _LEFT) - 40)
            base, datum = top + SMALL * 0.98, Datum(i, "count")
            items.append(Words(x + 36, base, str(lost["count"]), SMALL, True, INK, "right", datum=datum))
            items += label.items
            top = label.bottom
        bottom = max(bottom, top)
    return Part(tuple(items), bottom)
