"""The first page: what was audited, the figures that matter, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firmground.reports.views.article import article_name
from firmground.reports.views.marks import verdict_mark
from firmground.reports.views.markup import heading, html, joined, page_link, table
from firmground.reports.views.summaries import rows_of
from firmground.tables.audit import Audit

#: Verdicts that leave a claim standing as it is worded, and verdicts that ask for a change.
STANDS = ("supported", "confirmed")
MUST_CHANGE = ("overstated", "contradicted", "refuted", "outdated")


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in a list: the page's name, its title, one line on what is in it, and the article it is about."""

    name: str
    title: str
    about: str
    article: str | None = None


def home(audit: Audit, article: str | None = None, entries: Sequence[Entry] = ()) -> Markup:  # noqa: ARG001
    """The home page; without entries no list of reports."""
    settings = audit.contents.settings
    told = []
    if settings and settings.description:
        told.append(html('<p class="lead">{}</p>', settings.description))
    told.append(figures(audit))
    others = [entry for entry in entries if entry.article is None]
    if others:
        told += [heading(2, "Reports", "reports"), _list(others)]
    told += [heading(2, "Articles", "articles"), _articles(audit, {e.article: e for e in entries if e.article})]
    return joined(told)


def figures(audit: Audit) -> Markup:
    """The five figures that matter, each with what it counts."""
    claims, gaps = rows_of("claims", audit, None), rows_of("gaps", audit, None)
    total = len(claims)
    stands = sum(row["verdict"] in STANDS for row in claims)
    change = sum(row["verdict"] in MUST_CHANGE for row in claims)
    told = (
        (total, "claims", f"found in {_counted(len(audit.contents.files), 'article')}"),
        (sum(bool(row["cited"]) for row in claims), "point to a source", f"of {total} claims"),
        (stands, "stand as worded", joined((verdict_mark(v) for v in STANDS), " ")),
        (change, "should be changed", joined((verdict_mark(v) for v in MUST_CHANGE), " ")),
        (len(gaps), "gaps", f"in {_counted(len({row['claim_id'] for row in gaps}), 'claim')}"),
    )
    return html(
        '<ul class="figures">{}</ul>',
        joined(html("<li><b>{}</b> {} <small>{}</small></li>", n, what, more) for n, what, more in told),
    )


def _list(entries: Sequence[Entry]) -> Markup:
    return html(
        '<ul class="doors">{}</ul>',
        joined(html("<li>{} <span>{}</span></li>", page_link(e.name, None, e.title), e.about) for e in entries),
    )


def _articles(audit: Audit, entries: dict[str, Entry]) -> Markup:
    rows = []
    for row in rows_of("articles", audit, None):
        name = article_name(audit, row["article"])
        entry = entries.get(row["article"])
        rows.append(
            (
                page_link(entry.name, None, name) if entry else name,
                row["title"] or "title not known",
                row["claims"],
                row["central"],
                row["with_citation"],
                row["rated"],
                row["gaps"],
            )
        )
    if not rows:
        return Markup("<p>No article is in this ledger yet.</p>")
    head = ("Article", "Title", "Claims", "Central", "With a source", "Rated", "Gaps")
    return table("The audited articles", head, rows, numbers=frozenset(range(2, 7)), cards=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing if number == 1 else thing + 's'}"
