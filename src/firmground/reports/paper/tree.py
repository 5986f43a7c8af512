"""HTML of a page as a small tree. End tags that HTML lets go are put where a browser would put them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from types import MappingProxyType
from typing import TypeAlias

Node: TypeAlias = "Element | str"

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: Blocks before which an open paragraph ends. Source: WHATWG HTML, "Optional tags".
_ENDS_P = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table"}
    | {"ul"}
)
#: For each start tag: what it ends, and inside what it must look for it.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
        "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
        "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
        "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
        "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
        "tr": (frozenset({"tr"}), frozenset({"table"})),
        "thead": (frozenset({"thead", "tbody", "tfoot", "caption"}), frozenset({"table"})),
        "tbody": (frozenset({"thead", "tbody", "tfoot", "caption"}), frozenset({"table"})),
        "tfoot": (frozenset({"thead", "tbody", "tfoot", "caption"}), frozenset({"table"})),
    }
)
#: What a paragraph's end must not be looked for outside of.
_WALLS = frozenset(
    {"td", "th", "li", "dd", "dt", "div", "article", "section", "details", "figure", "table", "blockquote"}
)
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")


@dataclass
class Element:
    """An element with its attributes and what is in it. ``raw`` is the XML of a drawing, which is kept as it came."""

    tag: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    raw: str = ""

    @property
    def classes(self) -> frozenset[str]:
        """Words of its ``class``."""
        return frozenset(self.attrs.get("class", "").split())

    @property
    def id(self) -> str:
        """Its id; empty when it has none."""
        return self.attrs.get("id", "")

    def walk(self) -> Iterator[Element]:
        """This element and all in it, in reading order."""
        todo = [self]
        while todo:
            element = todo.pop()
            yield element
            todo.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def first(self, tag: str = "", class_: str = "") -> Element | None:
        """The first element of a name, of a class, or of both."""
        for element in self.walk():
            if tag in {"", element.tag} and (not class_ or class_ in element.classes):
                return element
        return None

    def text(self) -> str:
        """All its text, white space squeezed."""
        return " ".join(self.verbatim().split())

    def verbatim(self) -> str:
        """All its text as it stands."""
        parts: list[str] = []
        todo: list[Node] = [self]
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                todo.extend(reversed(node.children))
        return "".join(parts)


class _Builder(HTMLParser):
    """Builds the tree; drawings are kept as XML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self.open = [self.root]
        self.drawing: list[str] = []
        self.drawn: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing or tag == "svg":
            self._draw(tag, attrs, closed=False)
            return
        if tag in _ENDS_P:
            self._end(frozenset({"p"}), _WALLS)
        if tag in _ENDS:
            self._end(*_ENDS[tag])
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing or tag == "svg":
            self._draw(tag, attrs, closed=True)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.drawing:
            if any(name.lower() == tag for name in self.drawing):
                while (name := self.drawing.pop()).lower() != tag:
                    self.drawn.append(f"</{name}>")
                self.drawn.append(f"</{name}>")
            self._drawing_ends()
            return
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self.drawing:
            self.drawn.append(escape(data, quote=False))
        else:
            self.open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        while self.drawing:
            self.drawn.append(f"</{self.drawing.pop()}>")
        self._drawing_ends()

    def _end(self, ended: frozenset[str], walls: frozenset[str]) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in ended:
                del self.open[place:]
                return
            if self.open[place].tag in walls:
                return

    def _draw(self, tag: str, attrs: list[tuple[str, str | None]], *, closed: bool) -> None:
        if not self.drawing:
            self.open[-1].children.append(Element("svg", {name: value or "" for name, value in attrs}))
        # The parser gives names in small letters, but XML knows viewBox only as viewBox.
        told = (self.get_starttag_text() or f"<{tag}>").strip("<>").removesuffix("/")
        name, _, rest = told.partition(" ") if " " in told else (told.split(None, 1)[0], "", told[len(tag) :])
        name = name.split(None, 1)[0]
        values = {n: unescape(v.strip("\"'")) for n, v in _ATTRIBUTE.findall(rest)}
        if not self.drawing:
            values.setdefault("xmlns", "http://www.w3.org/2000/svg")
            values.setdefault("xmlns:xlink", "http://www.w3.org/1999/xlink")
        self.drawn.append(f"<{name}{''.join(f' {n}={chr(34)}{escape(v)}{chr(34)}' for n, v in values.items())}")
        self.drawn.append("/>" if closed else ">")
        if not closed:
            self.drawing.append(name)
        self._drawing_ends()

    def _drawing_ends(self) -> None:
        if self.drawn and not self.drawing:
            last = self.open[-1].children[-1]
            assert isinstance(last, Element)
            last.raw = "".join(self.drawn)
            self.drawn.clear()


def tree_of(html: str) -> Element:
    """The tree of a page or of a piece of one."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
