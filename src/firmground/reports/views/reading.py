"""The whole article to read, with what was found at each sentence; only where its text is at hand.

The text is its publisher's. A page that shows it is for the reader's own use, so the page says so, and the edition
that is published is built without any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from firmground.anchoring.article import Account, AnchoredArticle
from firmground.anchoring.layout import blocks
from firmground.grading.scales import VERDICTS
from firmground.records import Article
from firmground.reports.html.addresses import is_web
from firmground.reports.views.article import file_of
from firmground.reports.views.marks import VERDICT_SYMBOLS, slug, verdict_mark
from firmground.reports.views.markup import claim_number, html, joined, link
from firmground.tables.audit import Audit

#: What a passage that was set aside is, short enough to stand in the middle of a text.
_SHORT: Mapping[str, str] = MappingProxyType(
    {"promotion": "invitation", "connective": "leads on", "not article": "not part of it", "navigation": "pointer"}
)
_CELLS = re.compile(r"\s*[\t|]\s*")


def reading(audit: Audit, article: str | None) -> Markup:
    """The article sentence by sentence with the verdict of each claim, or why it can't be shown."""
    record = file_of(audit, article).article
    text, anchored = audit.contents.texts.get(record.id), audit.anchored.get(record.id)
    if text is None or anchored is None:
        return _absent(record)
    return html(
        '{}{}<div class="reading">{}</div>',
        _own_use(record, changed=record.text is not None and not text.is_that_of(record.text)),
        _key(audit, anchored),
        joined(_blocks(text.text, anchored, audit)),
    )


def sentence_id(number: int) -> str:
    """The id of a sentence on the page."""
    return f"sentence-{number}"


def _live(record: Article) -> Markup:
    if is_web(record.url):
        return link(record.url, "Read it on its own page")
    return Markup("The address of the live article is not known")


def _absent(record: Article) -> Markup:
    place = "has a link to its passage" if is_web(record.url) else "says with which words its passage begins"
    return html(
        "<p>The article’s own words are not shown here. They belong to its publisher, so this page was built without "
        "them. {}; each claim below {}.</p>",
        _live(record),
        place,
    )


def _own_use(record: Article, *, changed: bool) -> Markup:
    other = '<b class="warn">This is not the text that the claims were made from: it has changed since.</b> '
    return html(
        "<p>{}These are the publisher’s words, shown from a copy on the computer that built this page. "
        "Keep the page for your own use. {}.</p>",
        Markup(other if changed else ""),
        _live(record),
    )


def _key(audit: Audit, anchored: AnchoredArticle) -> Markup:
    """The symbols that occur, each with the number of claims that are marked in the text."""
    marked = {claim for account in anchored.account for claim in account.claims}
    count = Counter(audit.grades[claim].verdict for claim in marked)
    items = joined(html("<li>{} {}</li>", verdict_mark(v), count[v]) for v in VERDICTS if count[v])
    left = [claim for claim, span in anchored.spans.items() if span is None]
    lost = f" {len(left)} of {len(anchored.spans)} claims were not found in this text, so they are not marked."
    return html(
        '<div class="key"><p>After each sentence stand the verdict and the number of every claim in it. '
        "Grey sentences claim nothing; the reason stands behind them.{}</p><ul>{}</ul></div>",
        lost if left else "",
        items,
    )


def _blocks(text: str, anchored: AnchoredArticle, audit: Audit) -> Iterator[Markup]:
    """Paragraphs, lists, tables and headings, in reading order; every sentence once."""
    starts = [block.start for block in blocks(text)]
    units = [(bisect_right(starts, account.sentence.span.start), account) for account in anchored.account]
    for kind, run in groupby(units, key=lambda unit: unit[1].sentence.kind):
        if kind == "list item":
            items = joined(html("<li>{}</li>", _unit(text, account, audit)) for _, account in run)
            yield html("<ul>{}</ul>", items)
        elif kind == "table row":
            yield html("<table>{}</table>", joined(_row(text, account, audit) for _, account in run))
        else:
            for _, block in groupby(run, key=lambda unit: unit[0]):
                said = joined((_unit(text, account, audit) for _, account in block), " ")
                yield html("<h3>{}</h3>" if kind == "heading" else "<p>{}</p>", said)


def _row(text: str, account: Account, audit: Audit) -> Markup:
    """A row of a table; its marks stand in the last cell. Cells that were glued in copying stay as they are."""
    span = account.sentence.span
    *cells, last = _CELLS.split(text[span.start : span.end].strip("|\t "))
    first = joined(html("<td>{}</td>", " ".join(cell.split())) for cell in cells)
    return html(
        '<tr id="{}"{}>{}<td>{}{}</td></tr>',
        sentence_id(account.sentence.number),
        _tone(account),
        first,
        " ".join(last.split()),
        _marks(account, audit),
    )


def _unit(text: str, account: Account, audit: Audit) -> Markup:
    span = account.sentence.span
    return html(
        '<span id="{}"{}>{}{}</span>',
        sentence_id(account.sentence.number),
        _tone(account),
        " ".join(text[span.start : span.end].split()),
        _marks(account, audit),
    )


def _tone(account: Account) -> Markup:
    return Markup("") if account.claims else Markup(' class="aside"')


def _marks(account: Account, audit: Audit) -> Markup:
    """The verdict of each claim of the sentence as a link to its card, and the reason where it was set aside."""
    told = [_mark(claim, audit.grades[claim].verdict) for claim in account.claims]
    if account.reason is not None:
        told.append(html(" <small>[{}]</small>", _SHORT.get(account.reason, account.reason)))
    if not account.settled:
        told.append(Markup(' <small class="warn">[nobody has said what this is]</small>'))
    return joined(told)


def _mark(claim: str, verdict: str) -> Markup:
    return html(
        ' <a class="mk v-{}" href="#{}"><i aria-hidden="true">{}</i><span class="sr">{}, claim </span>{}</a>',
        slug(verdict),
        claim,
        VERDICT_SYMBOLS.get(verdict, "–"),
        verdict,
        claim_number(claim),
    )
