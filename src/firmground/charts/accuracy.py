"""Whether the cited works say what the articles say they say, beside what is usual in medical journals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from firmground.charts.by_article import ARTICLE, summed, tallied
from firmground.charts.layout import compose, paragraph
from firmground.charts.picture import Box, Datum, Item, Line, Mark, Part, Picture, Words
from firmground.charts.stacked import bars
from firmground.charts.style import ACCURACY, FAINT, INK, INNER, LEADING, MARGIN, MUTED, RULE, SMALL, TEXT
from firmground.charts.subject import ChartData, Rows, Subject
from firmground.charts.wilson import wilson_interval
from firmground.grading.rulebook import BaseRate, accuracy_rules
from firmground.plurals import counted
from firmground.records import Citation
from firmground.tables.audit import Audit
from firmground.tables.table import Column, Table

TITLE = "Do the cited works say so?"
SAYS = (
    "Whether each work that an article cites says what the article says it says. Numbers count citations: one claim "
    "and one work."
)
WRONG, SERIOUS = "wrong", "seriously wrong"
ALL = "All articles"
#: Citations that stand in no class, and why.
LEFT_OUT = ("not found", "only possibly meant", "not judged")

COLUMNS = (
    *ARTICLE,
    Column("class", "text", f"class of accuracy, why it has none, or “{WRONG}” and “{SERIOUS}”: the share of errors"),
    Column("citations", "whole number", "citations of this class"),
    Column("of", "whole number", "for a share: citations that were judged; else: citations that have a class"),
    Column("percent", "text", "for a share: per cent of the judged; empty when none was judged"),
    Column("low", "text", "lower end of its 95 % Wilson interval, in per cent"),
    Column("high", "text", "upper end"),
    Column("base", "text", "the share in medical journals, in per cent (Baethge & Jergas 2025)"),
    Column("base_low", "text", "lower end of its 95 % interval"),
    Column("base_high", "text", "upper end"),
    Column("says", "text", "for a share: the same in words"),
)


def accuracy_table(_audit: Audit, subject: Subject) -> Table:
    """Classes and share of errors per article, and over all of them when there are several.

    No article is blamed for a guess: a work that it only possibly means is counted apart.
    """
    return Table("accuracy", "one row per article and class of accuracy", COLUMNS, tuple(_rows(subject)))


def _rows(subject: Subject) -> Iterator[dict[str, Any]]:
    every: Counter[str] = Counter()
    shares: list[dict[str, Any]] = []
    for key, claims in subject.claims.items():
        found = Counter(_class(c) for claim in claims for c in claim.cited)
        every.update(found)
        classed = sum(found[word] for word in ACCURACY.names)
        for word in (*ACCURACY.names, *LEFT_OUT):
            yield _row(key, subject.names[key], word, found[word], classed)
        shares.append(_share(key, subject.names[key], WRONG, found))
        if len(subject.claims) == 1:
            shares.append(_share(key, subject.names[key], SERIOUS, found))
    if len(subject.claims) > 1:
        yield _share(None, ALL, WRONG, every)
        yield _share(None, ALL, SERIOUS, every)
    yield from shares


def _class(citation: Citation) -> str:
    if citation.ref is None:
        return "not found"
    if citation.identified == "possible":
        return "only possibly meant"
    return citation.accuracy or "not judged"


def _row(article: str | None, name: str, word: str, citations: int, of: int) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    return row | {"article": article, "name": name, "class": word, "citations": citations, "of": of}


def _share(article: str | None, name: str, word: str, found: Mapping[str, int]) -> dict[str, Any]:
    """The share of errors; a citation that can't be checked is not among the judged."""
    errors = {"major"} if word == SERIOUS else {"major", "minor"}
    rules = accuracy_rules().labels.values()
    judged = sum(found.get(rule.name, 0) for rule in rules if rule.error is not None)
    hits = sum(found.get(rule.name, 0) for rule in rules if rule.error in errors)
    base = _base(word)
    row = _row(article, name, word, hits, judged) | {
        "base": f"{base.percent:.1f}",
        "base_low": f"{base.low:.1f}",
        "base_high": f"{base.high:.1f}",
        "says": f"none of its citations could be judged {word}",
    }
    if judged:
        low, high = (_percent(bound) for bound in wilson_interval(hits, judged))
        share = _percent(hits / judged)
        row |= {"percent": share, "low": low, "high": high}
        row["says"] = f"{hits} of {judged} {word}: {share} % (95 % interval {low} to {high})"
    return row


def _percent(share: float) -> str:
    return f"{share * 100:.1f}"


def _base(word: str) -> BaseRate:
    return next(rate for rate in accuracy_rules().base_rates if rate.name == word)


def accuracy_alt(data: ChartData) -> str:
    """The chart in words."""
    rows = data.table.rows
    sums = summed(rows, "class", "citations")
    total = sum(sums[word] for word in ACCURACY.names)
    told = tallied((sums[level.name], level.shown) for level in ACCURACY.levels)
    lead = next((row for row in rows if row["class"] == WRONG), None)
    said = f" Share of errors among those judged: {lead['says']}; {_usual(WRONG)}" if lead and lead["of"] else ""
    return f"Accuracy of {counted(total, 'citation')} in {data.subject.scope}: {told}.{said}"


def _usual(word: str) -> str:
    base = _base(word)
    interval = f"{base.low:.1f} to {base.high:.1f}"
    return f"in medical journals {base.percent:.1f} % are {word} ({interval}; Baethge & Jergas 2025)."


def accuracy_picture(data: ChartData) -> Picture:
    """Classes as stacked bars, then the shares of errors with their intervals on one scale."""
    rows = data.table.rows

    def body(y: float) -> Part:
        top = bars(y, rows, "class", ACCURACY, unit="citation", empty="No citation has been judged yet.")
        below = _shares(top.bottom + 12, rows)
        return Part((*top.items, *below.items), below.bottom)

    return compose("accuracy", TITLE, SAYS, accuracy_alt(data), data, body, _notes(rows))


def _notes(rows: Rows) -> Iterator[str]:
    sums = summed(rows, "class", "citations")
    out = tallied((sums[word], word) for word in LEFT_OUT)
    if out != "none":
        yield f"In no class: {out}. No article is blamed for a work that it only possibly means."
    yield (
        "Intervals: Wilson, as if citations were independent of one another; articles that cite one work again and "
        "again are less certain than that."
    )


def _shares(y: float, rows: Rows) -> Part:
    shares = [(i, row) for i, row in enumerate(rows) if row["class"] in {WRONG, SERIOUS} and row["of"]]
    head = paragraph(y, "Share of errors among the citations that were judged", SMALL, bold=True, ink=INK)
    band = Box(MARGIN, head.bottom + 2, 15, 9.5, FAINT, None)
    line = Line(MARGIN + 7.5, head.bottom + 1, MARGIN + 7.5, head.bottom + 12.5, INK, 1.2, True)
    says = f"Usual: {_usual(WRONG)} Seriously wrong: {_base(SERIOUS).percent:.1f} %."
    key = paragraph(head.bottom + 1, says, SMALL, ink=INK, x=MARGIN + 20, width=INNER - 20)
    items: list[Item] = [*head.items, band, line, *key.items]
    y = key.bottom + 6
    if not shares:
        said = paragraph(y, "No citation has been judged yet.", TEXT, ink=INK)
        return Part((*items, *said.items), said.bottom)
    last = None
    for i, row in shares:
        part = _track(y, row, i, named=row["name"] != last)
        last = row["name"]
        items += part.items
        y = part.bottom + 5
    for tick in (0, 25, 50, 75, 100):
        x = MARGIN + INNER * tick / 100
        align = "left" if tick == 0 else "right" if tick == 100 else "center"
        items.append(Line(x, y - 5, x, y - 1))
        items.append(Words(x, y + SMALL, f"{tick} %", SMALL, False, MUTED, align))
    return Part(tuple(items), y + SMALL * LEADING)


def _track(y: float, row: Mapping[str, Any], i: int, *, named: bool) -> Part:
    """One share: its words, and below them the point with its interval over the band of the usual."""

    def at(value: str) -> float:
        return MARGIN + INNER * float(value) / 100

    name = paragraph(y, row["name"], TEXT, bold=True, ink=INK) if named else Part((), y)
    says = paragraph(name.bottom, row["says"], SMALL, ink=INK, datum=Datum(i, "says"))
    top = says.bottom + 2
    middle = top + 7
    low, high, base = at(row["low"]), at(row["high"]), at(row["base"])
    items: tuple[Item, ...] = (
        Box(at(row["base_low"]), top, at(row["base_high"]) - at(row["base_low"]), 14, FAINT, None),
        Line(base, top, base, top + 14, INK, 1.2, True),
        Line(MARGIN, top + 14, MARGIN + INNER, top + 14, RULE, 0.6),
        Line(low, middle, high, middle, INK, 1.6),
        Line(low, middle - 4, low, middle + 4, INK, 1.2),
        Line(high, middle - 4, high, middle + 4, INK, 1.2),
        Mark(at(row["percent"]), middle, 8, "circle", ACCURACY.by_name["contradicted"].fill, INK),
    )
    return Part((*name.items, *says.items, *items), top + 15)
