"""A page as a tree, read as a browser reads it: HTML's optional end tags are left out of our pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
#: What the start of a tag ends, and where that stops. Source: WHATWG HTML, "Optional tags".
ENDS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl", "div"}),
    "dd": ({"dt", "dd"}, {"dl", "div"}),
    "td": ({"td", "th"}, {"tr"}),
    "th": ({"td", "th"}, {"tr"}),
    "tr": ({"tr", "td", "th"}, {"table", "thead", "tbody", "tfoot"}),
}
#: What ends a paragraph.
BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "details", "table", "section", "article", "blockquote", "figure"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(eq=False)
class Element:
    """A tag with what is in it."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    inside: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """It and every element in it, in the order of the page."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.walk()

    def all(self, *tags: str, **wanted: str) -> list[Element]:
        """The elements in it of these tags; ``of="x"`` asks for the class x, other names for attributes."""
        return [e for e in self.walk() if e is not self and (not tags or e.tag in tags) and e.fits(wanted)]

    def one(self, *tags: str, **wanted: str) -> Element:
        """The only such element in it."""
        found = self.all(*tags, **wanted)
        assert len(found) == 1, f"{len(found)} elements {tags} {wanted}"
        return found[0]

    def fits(self, wanted: dict[str, str]) -> bool:
        """Whether it has these attributes."""
        classes = self.attrs.get("class", "").split()
        return all(v in classes if k == "of" else self.attrs.get(k) == v for k, v in wanted.items())

    @property
    def text(self) -> str:
        """Its words, without pictures, white space as one space."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in {"svg", "style", "script"}:
                yield from part._words()
                if part.tag in BLOCKS or part.tag in {*ENDS, *HEADINGS, "br", "summary", "caption"}:
                    yield " "


class _Builder(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = self.here = Element("#page", {})
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ENDS:
            self.end(*ENDS[tag])
        elif tag in BLOCKS or tag in HEADINGS:
            self.end({"p"}, BLOCKS)
        new = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.inside.append(new)
        if tag not in VOID:
            self.here = new

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.inside.append(Element(tag, {k: v or "" for k, v in attrs}, self.here))

    def end(self, ended: set[str], stops: set[str] | frozenset[str]) -> None:
        """Leave the open elements up to the outermost that a start tag ends."""
        open_ones: list[Element] = []
        place: Element | None = self.here
        while place is not None and (place.tag in ended or place.tag not in stops):
            open_ones.append(place)
            place = place.parent
        for element in open_ones:
            if element.tag in ended and element.parent is not None:
                self.here = element.parent

    def handle_endtag(self, tag: str) -> None:
        place: Element | None = self.here
        while place is not None and place.tag != tag:
            place = place.parent
        if place is not None and place.parent is not None:
            self.here = place.parent

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def parse(text: str) -> Element:
    """The tree of a page."""
    return _Builder(text).root
