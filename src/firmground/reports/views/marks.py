"""How a rating is marked on a page: always a word, a symbol and a colour, never colour alone.

Colours and shapes are those of the charts (``charts/style.py``), so that a page and its charts say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from firmground.charts.style import CERTAINTY, VERDICT, Shape
from firmground.grading.scales import symbol_of, text_of
from firmground.records.terms import Certainty
from firmground.reports.views.markup import html

#: One symbol per verdict; all are in the fonts that systems bring along.
VERDICT_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "supported": "✔",
        "partly supported": "◐",
        "overstated": "▲",
        "disputed": "≠",
        "contradicted": "✘",
        "unsupported": "○",
        "confirmed": "✔",
        "confirmed in part": "◐",
        "in use": "●",
        "outdated": "↺",
        "refuted": "✘",
        "cannot be verified": "?",
        "stands": "✔",
        "stands, but says too little": "△",
        "stands, but is worded too firmly": "▲",
        "is not settled": "○",
        "is wrong": "✘",
        "not rated": "–",
    }
)
#: Outlines in a field of 12 by 12.
_SHAPES: Mapping[Shape, str] = MappingProxyType(
    {
        "hexagon": "M3 1h6l3 5-3 5H3L0 6z",
        "square": "M1 1h10v10H1z",
        "circle": "M6 .5a5.5 5.5 0 1 0 .01 0z",
        "triangle": "M6 .5 11.8 11H.2z",
        "ring": "M6 .5a5.5 5.5 0 1 0 .01 0zm0 2a3.5 3.5 0 1 1-.01 0z",
    }
)


def slug(word: str) -> str:
    """A word of the records as a CSS class or an id."""
    return word.replace(",", "").replace(" ", "-")


def verdict_mark(verdict: str, *, coloured: bool = True) -> Markup:
    """A verdict with its symbol and its colour.

    Args:
        verdict: the verdict.
        coloured: False inside something that has the verdict's colour already.
    """
    return html(
        '<span class="vd{}"><i aria-hidden="true">{}</i>{}</span>',
        f" v-{slug(verdict)}" if coloured else "",
        VERDICT_SYMBOLS.get(verdict, "–"),
        verdict,
    )


def warning_mark() -> Markup:
    """Beside the verdict on a warning: it is one, and its verdict is of those that only warnings have."""
    return Markup('<span class="wm"><i aria-hidden="true">!</i>warning</span>')


def certainty_mark(certainty: Certainty | None) -> Markup:
    """GRADE's word and symbol; a screen reader hears “low, 2 of 4”. What is not rated has no symbol at all."""
    if certainty is None:
        return Markup('<span class="unrated">not rated</span>')
    return html(
        '<span class="ct">{} <span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        certainty,
        symbol_of(certainty),
        text_of(certainty).removeprefix(certainty),
    )


def shape_mark(certainty: Certainty | None) -> Markup:
    """The shape of a level on the evidence map; beside it always stands the word."""
    name = certainty or "not rated"
    shape = CERTAINTY.by_name[name].shape or "ring"
    return html(
        '<svg class="shp c-{}" viewBox="0 0 12 12" width="14" height="14" aria-hidden="true"><path d="{}"/></svg>',
        slug(name),
        _SHAPES[shape],
    )


def level_colours() -> str:
    """The fixed colours of verdicts and certainties as CSS custom properties."""
    verdicts = (f".fg .v-{slug(x.name)}{{--vd:{x.fill};--vi:{x.ink}}}" for x in VERDICT.levels)
    certainties = (f".fg .c-{slug(x.name)}{{--ct:{x.fill}}}" for x in CERTAINTY.levels)
    # On a card the symbol comes from here: 160 times in the page itself it would weigh 5 KB. Its word is read out.
    told = '.fg .v-{0} .verdict::before{{content:"{1}";content:"{1}"/""}}'
    symbols = (told.format(slug(name), symbol) for name, symbol in VERDICT_SYMBOLS.items())
    return "".join((*verdicts, *certainties, *symbols))
