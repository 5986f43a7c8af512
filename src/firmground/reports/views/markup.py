"""HTML from values: everything that comes from a user's file is escaped here, and nowhere by hand.

``Markup.format`` escapes whatever is not markup already, so a value reaches a page only as text. Addresses become links
only when they are plain http or https.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from firmground.reports.html.addresses import PAGES, is_web

#: The page with the full list of references.
REFERENCES_PAGE = "references"


def html(template: str, /, *values: object, **named: object) -> Markup:
    """A piece of HTML with values filled in and escaped; ``template`` is written in this package, never read."""
    return Markup(template).format(*values, **named)


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Pieces one after another; what is not markup is escaped."""
    return Markup(between).join(escape(part) for part in parts)


def link(address: str | None, text: object) -> Markup:
    """A link to the live web; only the text where the address is not plain http or https."""
    if not is_web(address):
        return escape(text)
    return html('<a href="{}">{}</a>', address, text)


def page_link(page: str, anchor: str | None, text: object) -> Markup:
    """A link to a built page, or to a place in it."""
    return html('<a href="{}{}.html{}">{}</a>', PAGES, quote(page), f"#{anchor}" if anchor else "", text)


def claim_link(claim: str, text: object | None = None) -> Markup:
    """A link to a claim on the page of its article."""
    return page_link(f"article-{claim.rpartition('-')[0]}", claim, claim if text is None else text)


def claim_number(claim: str) -> str:
    """The number of a claim in its article, as readers see it."""
    return claim.rpartition("-")[2].lstrip("0") or "0"


def heading(level: int, text: object, anchor: str | None = None) -> Markup:
    """A heading, with an id to link to when one is given."""
    return html("<h{0}{1}>{2}</h{0}>", level, html(' id="{}"', anchor) if anchor else "", text)


def details(summary: object, body: object) -> Markup:
    """Something unfolded on demand; works without any script."""
    return html("<details><summary>{}</summary>{}</details>", summary, body)


def table(
    caption: object,
    head: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    foot: Sequence[object] | None = None,
    numbers: frozenset[int] = frozenset(),
    cards: bool = False,
) -> Markup:
    """A table whose first column names the row; it scrolls inside its own box.

    Args:
        caption: what the table shows.
        head: the column heads.
        rows: cells, the first of each row being its head.
        foot: a row of totals.
        numbers: positions of columns that hold numbers.
        cards: on a narrow screen each row becomes a card, with the column's name before each cell.
    """
    heads = joined(html('<th scope="col"{}>{}</th>', _number(i in numbers), cell) for i, cell in enumerate(head))
    body = joined(_row(head, row, numbers, cards) for row in rows)
    end = html("<tfoot>{}</tfoot>", _row(head, foot, numbers, cards)) if foot else ""
    name = Markup(escape(caption)).striptags()
    return html(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table{}><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody>{}</table></div>",
        name,
        Markup(' class="cards"') if cards else "",
        caption,
        heads,
        body,
        end,
    )


def _number(yes: bool) -> Markup:
    return Markup(' class="n"') if yes else Markup("")


def _row(head: Sequence[object], cells: Sequence[object], numbers: frozenset[int], cards: bool) -> Markup:
    first, *others = cells
    told = [html('<th scope="row">{}</th>', first)]
    for place, cell in enumerate(others, 1):
        label = html(' data-label="{}"', Markup(escape(head[place])).striptags()) if cards else ""
        told.append(html("<td{}{}>{}</td>", _number(place in numbers), label, "" if cell is None else cell))
    return html("<tr>{}</tr>", joined(told))
