"""What of a notebook's own HTML may stand on a page: an allow-list, which holds without the page's policy too.

Elements, attributes and properties that are named here stay; everything else goes. So nothing runs, loads or sends, and
nothing lies over the page. Attributes ``data-…`` are read by the page's own script alone, which takes them as text:
``data-filter``, ``-noun``, ``-item``, ``-group``, ``-count`` and one for each facet of a filter (``data-verdict``,
``data-verdict-order``); ``-search``, ``-words``, ``-seek``, ``-copy``, ``-of``, ``-walk``, ``-map``. The style sheet
reads ``data-label``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from firmground.reports.html.addresses import PAGES, is_web
from firmground.reports.html.nesting import reads_back
from firmground.reports.html.tree import Element, Node, fragment_of
from firmground.reports.html.written import written


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


ELEMENTS = _names(
    "article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer address",
    "p hr pre blockquote ol ul menu li dl dt dd figure figcaption div center",
    "a em strong small s cite q dfn abbr ruby rb rt rtc rp time code var samp kbd sub sup i b u mark bdi bdo span br",
    "wbr ins del big tt strike font img details summary",
    "table caption colgroup col tbody thead tfoot tr td th",
)
#: Elements that go with all that is in them; of others that are not allowed, what is in them stays.
_DROPPED = _names(
    "script style title iframe object embed applet noscript noembed noframes template form button select textarea",
    "frameset audio video canvas annotation annotation-xml",
)
_EVERYWHERE = _names("class id title lang dir role hidden")
_ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "img": _names("alt width height"),
        "td": _names("colspan rowspan headers"),
        "th": _names("colspan rowspan headers scope abbr"),
        "col": _names("span"),
        "colgroup": _names("span"),
        "ol": _names("start reversed type"),
        "li": _names("value"),
        "time": _names("datetime"),
        "ins": _names("datetime"),
        "del": _names("datetime"),
        "details": _names("open"),
    }
)
_SCRIPTED = re.compile(r"(?:aria|data)-[a-z][a-z0-9-]*")

DRAWN = _names(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc",
    "clipPath mask marker pattern linearGradient radialGradient stop",
)
_TOLD = _names("title desc")  # in them HTML begins anew: of that only the words stay
_SHAPES = _names(
    "x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy d points width height viewBox preserveAspectRatio transform rotate",
    "offset gradientTransform gradientUnits spreadMethod patternTransform patternUnits patternContentUnits",
    "clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits orient refX refY textLength",
    "lengthAdjust startOffset pathLength version",
)
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
)
#: Properties of style, and attributes of drawings. None takes an element out of the flow of the page.
_PROPERTIES = _names(
    "color background background-color opacity font font-family font-size font-style font-variant font-weight",
    "text-align text-anchor text-decoration vertical-align white-space width min-width max-width",
    "padding padding-top padding-right padding-bottom padding-left margin margin-top margin-right margin-bottom",
    "margin-left border border-top border-right border-bottom border-left border-collapse border-color border-style",
    "border-width border-radius list-style-type fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset",
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width stop-color stop-opacity clip-path",
    "clip-rule mask marker-start marker-mid marker-end dominant-baseline paint-order shape-rendering",
)
#: Of these the value may also be a place in the page itself.
_PLACED = _names("fill stroke clip-path mask marker-start marker-mid marker-end")
#: Words, numbers that are not below nothing, colours, names in quotes; no slash, which sets how high a line is.
_WORD = (
    r"(?:[a-zA-Z][a-zA-Z-]*+|#[0-9a-fA-F]{3,8}|(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:%|[a-z]{1,4}|e-?[0-9]{1,2})?"
    r"|(?:rgb|hsl)a?\([0-9.,%/ ]*\)|'[\w -]*'|\"[\w -]*\")"
)
_VALUE = re.compile(rf"\s*{_WORD}(?:(?:\s*,\s*|\s+){_WORD})*\s*", re.ASCII)
_AUTO = re.compile(r"\s*auto\s*")
_PLACE = re.compile(r"\s*url\(#[\w.:-]+\)\s*")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
#: A link to another page of the edition, or to a place: the page's name, and the place with its mark.
LOCAL = re.compile(r"(?:([^/?#:\\]+)\.html)?(#.*)?", re.DOTALL)
#: How often HTML with faults is read again, until it is read as it is written.
_ROUNDS = 5


def inert(html: str) -> list[Node]:
    """What may stand on a page of a piece of HTML from anywhere.

    Returns:
        nodes that are read again, when they are written, as they are here. HTML for which that can't be reached is
        given back as its words.
    """
    for _ in range(_ROUNDS):
        kept = Element("")
        _keep(fragment_of(html).children, kept)
        if reads_back(kept):
            return kept.children
        again = written(kept)
        if again == html:
            return kept.children
        html = again
    return [kept.verbatim()]


def _keep(nodes: list[Node], parent: Element) -> None:
    """Put into ``parent`` what may stay."""
    for node in nodes:
        if isinstance(node, str):
            parent.add(node)
            continue
        if node.space == "svg":
            _draw([node], parent)
            continue
        if node.tag in _DROPPED:
            continue
        if node.space == "html" and node.tag in ELEMENTS:
            attrs = {n: v for n, told in node.attrs.items() if (v := _value(node.tag, n, told)) is not None}
            if node.tag == "img" and "src" not in attrs:
                parent.add(attrs.get("alt", ""))
                continue
            if node.tag != "a" or ("href" in attrs) == ("href" in node.attrs):
                kept = Element(node.tag, attrs)
                _keep(node.children, kept)
                parent.children.append(kept)
                continue
        _keep(node.children, parent)


def _value(tag: str, name: str, value: str) -> str | None:
    """What may stay of the value of an attribute; ``None`` when the attribute goes."""
    if name in _EVERYWHERE or name in _ATTRIBUTES.get(tag, ()) or _SCRIPTED.fullmatch(name):
        return value
    if name == "style":
        return _style(value) or None
    fits = (
        (name == "tabindex" and value in {"0", "-1"})
        or (tag == "img" and name == "src" and _PICTURE.fullmatch(value))
        or (tag == "a" and name == "href" and (is_web(value) or LOCAL.fullmatch(value.removeprefix(PAGES))))
    )
    return value if fits else None


def _draw(nodes: list[Node], parent: Element) -> None:
    """The same for drawings: nothing in them is HTML, and a link in one is only its words."""
    for node in nodes:
        if isinstance(node, str):
            parent.add(node)
        elif node.space == "svg" and node.tag == "a":
            _draw(node.children, parent)
        elif node.space == "svg" and node.tag in DRAWN:
            attrs = {n: v for n, told in node.attrs.items() if (v := _drawn_value(node.tag, n, told)) is not None}
            kept = Element(node.tag, attrs, [], "svg")
            _draw([node.verbatim()] if node.tag in _TOLD else node.children, kept)
            parent.children.append(kept)


def _drawn_value(tag: str, name: str, value: str) -> str | None:
    if name in _SHAPES:
        # The drawing as a whole stays in its place; browsers would move it over the page.
        return None if tag == "svg" and name == "transform" else value
    if name in _PROPERTIES:
        return value if _declares(name, value) else None
    if name in {"href", "xlink:href"}:
        return value if value.startswith("#") else None
    return value if _LANGUAGES.get(name) == value else _value("svg", name, value)


@lru_cache(maxsize=4096)  # a chart says the same thousand times
def _style(told: str) -> str:
    """The declarations of a style that may stay."""
    parts = told.split(";")
    kept = [part for part in parts if not part.strip() or _declares(*part.partition(":")[::2])]
    return told if len(kept) == len(parts) else ";".join(kept).strip()


def _declares(name: str, value: str) -> bool:
    name = name.strip().lower()
    if name == "height":
        return _AUTO.fullmatch(value) is not None  # of a height that is set, what is in it would run out
    if name in _PLACED and _PLACE.fullmatch(value):
        return True
    return name in _PROPERTIES and _VALUE.fullmatch(value) is not None
