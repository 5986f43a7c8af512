"""Text of a page inside a paragraph, as plain data for the typesetter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import unquote

from firmground.charts.style import CERTAINTY, VERDICT
from firmground.reports.html.addresses import is_web
from firmground.reports.html.tree import Element, Node
from firmground.reports.paper.drawing import alone
from firmground.reports.views.marks import VERDICT_SYMBOLS, slug

#: A piece of running text: plain text, or a record that says how it is set.
Span: TypeAlias = "str | dict[str, Any]"

#: How elements are set; what is not named is set like the text around it.
_STYLES: Mapping[str, str] = MappingProxyType(
    {"b": "strong", "strong": "strong", "th": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em"}
    | {"small": "soft", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup"}
    | {"del": "strike", "s": "strike"}
)
_SOFT = frozenset({"meta", "kind", "uses", "note"})
#: What speaks only to a screen, or is made by its script.
LEFT_OUT = frozenset(
    {"nav", "script", "style", "button", "select", "input", "form", "template", "audio", "video", "iframe"}
)
#: Elements set one inside the other, at most; deeper ones are set plainly.
_DEPTH = 5
#: A word longer than this may be broken anywhere. Characters.
_LONG = 24
_LONG_WORD = re.compile(rf"\S{{{_LONG + 1},}}")
_PIECE = re.compile(rf".{{{_LONG}}}(?=.{{4}})")
BREAK = "\u200b"
_COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {f"v-{slug(level.name)}": (level.fill, level.ink) for level in VERDICT.levels}
)
_CERTAINTIES: Mapping[str, str] = MappingProxyType({f"c-{slug(x.name)}": x.fill for x in CERTAINTY.levels})
_SYMBOLS: Mapping[str, str] = MappingProxyType({f"v-{slug(name)}": symbol for name, symbol in VERDICT_SYMBOLS.items()})


def verdict_mark(classes: Iterable[str], word: list[Span]) -> Span | None:
    """The mark of a verdict named by a class, with its word; ``None`` when no class names one."""
    name = next((name for name in sorted(classes) if name in _COLOURS and name in _SYMBOLS), None)
    if name is None:
        return None
    fill, ink = _COLOURS[name]
    return {"k": "mark", "symbol": _SYMBOLS[name], "fill": fill, "ink": ink, "c": word}


def verdict_colour(classes: Iterable[str]) -> tuple[str, str] | None:
    """Fill and ink of a verdict among class names."""
    return next((_COLOURS[name] for name in sorted(classes) if name in _COLOURS), None)


@dataclass
class Places:
    """The places of one document that links may lead to.

    Attributes:
        names: of every place that is set, by the id that it has on the page.
        wanted: ids that links of the page lead to.
    """

    names: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()

    def name(self, id_: str) -> str:
        """The name of a place, when a link leads to it; empty otherwise, and for an id's second use."""
        if not id_ or id_ not in self.wanted or id_ in self.names:
            return ""
        self.names[id_] = f"p{len(self.names) + 1}"
        return self.names[id_]


@dataclass(frozen=True)
class Inside:
    """Where in the page we are.

    Attributes:
        places: of the document.
        verdict: fill and ink of the claim around.
        classes: of that claim.
        here: ids of the elements around: a link to one of them leads nowhere.
    """

    places: Places
    verdict: tuple[str, str] | None = None
    classes: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()


def spans_of(nodes: Iterable[Node], inside: Inside, depth: int = 0) -> list[Span]:
    """Running text; white space is squeezed as a browser does."""
    out: list[Span] = []
    for node in nodes:
        if isinstance(node, str):
            if node:
                out.append(_breakable(re.sub(r"[ \t\n\r\f]+", " ", node)))
        elif (place := inside.places.name(node.id)) and node.tag != "svg":
            out.append({"k": "place", "name": place})
            out.extend(_span(node, inside, depth))
        else:
            out.extend(_span(node, inside, depth))
    return out


def trimmed(spans: list[Span]) -> list[Span]:
    """Without white space at both ends, and with none twice between texts."""
    out: list[Span] = []
    for span in spans:
        if isinstance(span, str):
            text = span.lstrip(" ") if _ends_blank(out) else span
            if text and out and isinstance(out[-1], str):
                out[-1] += text
            elif text:
                out.append(text)
        else:
            out.append(span)
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(" ")
        if not out[-1]:
            out.pop()
    return out


def is_empty(spans: list[Span]) -> bool:
    """Whether nothing of it would be seen."""
    return all(span.isspace() if isinstance(span, str) else span["k"] in {"place", "br"} for span in spans)


def _ends_blank(out: list[Span]) -> bool:
    last = out[-1] if out else " "
    return last.endswith(" ") if isinstance(last, str) else last["k"] in {"br"}


def _span(element: Element, inside: Inside, depth: int) -> list[Span]:
    tag, classes = element.tag, element.classes
    if tag in LEFT_OUT or "sr" in classes or "hidden" in element.attrs:
        return []
    if tag == "br":
        return [{"k": "br"}]
    if tag == "svg":
        return _shape(element)
    if tag == "img":
        return [element.attrs.get("alt", "")]
    if "vd" in classes:
        return _verdict(element, inside, depth)
    inner = spans_of(element.children, inside, depth + 1)
    if depth >= _DEPTH:
        return inner
    if tag == "a":
        return _link(element, inner, inside)
    if "warn" in classes:
        return [{"k": "warn", "c": inner}]
    style = _STYLES.get(tag) or ("soft" if classes & _SOFT else "")
    if not style or is_empty(inner):
        return inner
    return [{"k": style, "c": inner}]


def _verdict(element: Element, inside: Inside, depth: int) -> list[Span]:
    """The verdict's symbol on its colour, then its word."""
    colours = verdict_colour(element.classes) or inside.verdict or ("#ffffff", "#000000")
    symbol = next((c for c in element.children if isinstance(c, Element) and c.tag == "i"), None)
    word = spans_of((c for c in element.children if c is not symbol), inside, depth + 1)
    if symbol is None:
        return word
    mark: dict[str, Any] = {"k": "mark", "symbol": symbol.text(), "fill": colours[0], "ink": colours[1]}
    return [mark | {"c": word}]


def _shape(element: Element) -> list[Span]:
    """A small drawing in the text. Its colour comes from the page's style sheet, which a drawing alone does not see."""
    fill = next((_CERTAINTIES[name] for name in sorted(element.classes) if name in _CERTAINTIES), "#ffffff")
    drawn = alone(element).replace("<path ", f'<path fill="{fill}" fill-rule="evenodd" stroke="#1b1f24" ', 1)
    return [{"k": "shape", "svg": drawn}] if "shp" in element.classes else []


def _link(element: Element, inner: list[Span], inside: Inside) -> list[Span]:
    """A link to the web or inside the document; other links are set as their words."""
    address = element.attrs.get("href", "")
    if is_web(address):
        return [{"k": "url", "to": address, "c": inner}]
    place = place_of(address)
    if place and place not in inside.here and not is_empty(inner):
        return [{"k": "goto", "to": place, "c": inner}]
    return inner


def place_of(address: str) -> str:
    """The id that a local link leads to; empty for a link to a page as a whole."""
    return "" if is_web(address) else unquote(address.partition("#")[2])


def _breakable(text: str) -> str:
    """Text in which a long word may be broken, as a page may break it anywhere."""
    return _LONG_WORD.sub(lambda match: _PIECE.sub(lambda piece: piece[0] + BREAK, match[0]), text)
