"""The cards of claims on a page, laid out by ``templates/claim.html.j2``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Template
from markupsafe import Markup, escape

from firmground.reports.cards import tell
from firmground.reports.cards.claim import ClaimCard
from firmground.reports.cards.question import counted_in
from firmground.reports.html.addresses import is_web
from firmground.reports.messages import read_template
from firmground.reports.views.answers import ended, judged_mark
from firmground.reports.views.marks import certainty_mark, slug, warning_mark
from firmground.reports.views.markup import REFERENCES_PAGE, claim_link, claim_number, link, page_link


def cards_in_html(cards: Iterable[ClaimCard]) -> Markup:
    """Cards one after another, with what the filters of the page go by."""
    return Markup(_template().render(cards=cards))


@cache
def _template() -> Template:
    return read_template(
        "claim.html.j2",
        tell=_tell,
        number=claim_number,
        slug=slug,
        sentence=ended,
        counted_in=counted_in,
        certainty_mark=certainty_mark,
        warning_mark=warning_mark,
        judged_mark=judged_mark,
        is_web=is_web,
        link=link,
        claim_link=claim_link,
        page_link=page_link,
        references=REFERENCES_PAGE,
    )


def _tell(name: str, count: int | None = None, /, **values: object) -> Markup:
    """A sentence of the message file; what fills it is escaped where it is not markup."""
    return Markup(tell(name, count, **{key: escape(value) for key, value in values.items()}))
