"""The article as a whole: what can be said of its making, and which sides of the matter it leaves out.

Everything stands as in the tables ``scores`` and ``missing-side``; nothing is added up beyond what they allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from firmground.appraisal.rulebook import Instrument, discern, instruments
from firmground.plurals import counted
from firmground.reports.views.article import file_of
from firmground.reports.views.markup import claim_link, claim_number, details, heading, html, joined, link, table
from firmground.reports.views.summaries import Row, rows_of
from firmground.tables.audit import Audit

#: Each value with its symbol; the word always stands beside it.
_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "met": "✔",
        "partly": "◐",
        "not met": "✘",
        "not known": "?",
        "present": "✔",
        "missing": "○",
        "not asked": "–",
    }
)


def scores(audit: Audit, article: str | None) -> Markup:
    """One table per instrument; each value with its reason and whose it is. What nobody knows says so."""
    rows = rows_of("scores", audit, file_of(audit, article).article.id)
    told = [_instrument(it, [r for r in rows if r["instrument"] == name]) for name, it in instruments().items()]
    form = [row for row in rows if row["instrument"] == "discern"]
    return joined((*told, _discern(form) if form else ""))


def _instrument(instrument: Instrument, rows: Sequence[Row]) -> Markup:
    body = [
        (
            html("{} <small>{}</small>", row["item"].capitalize(), instrument.items[row["item"]].asks),
            _value(row["value"]),
            html("{}{}", row["why"], _behind(row["claims"])),
            _whose(row),
        )
        for row in rows
    ]
    caption = instrument.title
    if instrument.counts_met:
        met, open_ = (sum(row["value"] == word for row in rows) for word in ("met", "not known"))
        caption += f": {met} of {len(rows)} met, {open_} not known"
    sources = joined((link(source.url, source.text) for source in instrument.sources), "; ")
    return html(
        "{}{}{}",
        heading(3, instrument.title),
        table(caption, ("Question", "Answer", "Why", "Who says so"), body, cards=True),
        details("What this is, and where it comes from", html("<p>{}</p><p>Source: {}.</p>", instrument.note, sources)),
    )


def _value(word: str) -> Markup:
    return html('<span class="vd"><i aria-hidden="true">{}</i>{}</span>', _SYMBOLS[word], word)


def _whose(row: Row) -> Markup:
    if row["origin"] == "not known":
        return Markup("nobody yet")
    if row["origin"] == "computed":
        return Markup("counted from this ledger")
    reviewed = f"reviewed by {row['reviewed_by']}" if row["reviewed_by"] else "not reviewed"
    told = html("judged by {} on {}, {}", row["by"], row["on"], reviewed)
    if row["contradicts"]:
        told += html('<br><b class="warn">The ledger tells otherwise: {}.</b>', row["computed"])
    return told


def _behind(claims: Iterable[str]) -> Markup:
    """The claims behind a value, as their numbers."""
    ids = list(claims)
    if not ids:
        return Markup("")
    links = joined((claim_link(i, claim_number(i)) for i in ids), ", ")
    return details(counted(len(ids), "claim"), html("<p>Claims {}.</p>", links))


def _discern(rows: Sequence[Row]) -> Markup:
    first, rule = rows[0], discern()
    body = [(row["item"], row["value"]) for row in rows]
    return html(
        "{}{}<p>{} {} {}. {}</p>",
        heading(3, rule.title),
        table(
            f"Scores from {rule.lowest} to {rule.highest}, by number of the question",
            ("Question", "Score"),
            body,
            numbers=frozenset({1}),
        ),
        first["why"],
        _whose(first).capitalize(),
        rule.note,
        link(rule.source.url, "The form and its questions"),
    )


def missing_side(audit: Audit, article: str | None) -> Markup:
    """Which sides of the matter the article shows, from the tags of its claims, with the numbers."""
    rows = rows_of("missing-side", audit, file_of(audit, article).article.id)
    body = [
        (row["asks"], _value(row["state"]), html("{}{}{}", row["rule"], _behind(row["claims"]), _split(row)))
        for row in rows
    ]
    caption = "Sides of the matter, as the claims of this article show them"
    sources = joined(html("<li>{}</li>", text) for text in dict.fromkeys(row["source"] for row in rows))
    where = details("Where these questions come from", html("<ul>{}</ul>", sources))
    return html("{}{}", table(caption, ("Question", "Answer", "What was counted"), body, cards=True), where)


def _split(row: Row) -> Markup:
    """The same question for each therapy and complaint; those of one answer together."""
    told: dict[str, list[str]] = {}
    for part in (*row["by_therapy"], *row["by_condition"]):
        word, _, rest = part.partition(": ")
        told.setdefault(rest.rpartition(" (")[0], []).append(word)
    if not told:
        return Markup("")
    items = joined(html("<li>{}: {}</li>", answer.capitalize(), ", ".join(words)) for answer, words in told.items())
    return details("By therapy and complaint", html("<ul>{}</ul>", items))
