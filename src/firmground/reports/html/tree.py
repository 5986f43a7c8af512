"""HTML as a small tree, read as a browser reads it: the tree builder is justhtml's, which follows the HTML standard."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Node: TypeAlias = "Element | str"

#: White space as HTML has it.
SPACE = " \t\n\f\r"
#: Elements inside one another, at most: of what is deeper only the words stay. Browsers stop at 512.
_DEPTH = 200


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes and what is in it.

    Attributes:
        tag: its name, in the case that the standard gives it (``linearGradient``).
        attrs: values by name; empty for an attribute without a value.
        children: elements and texts, no two texts in a row after reading.
        space: the language that it belongs to.
    """

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    space: Literal["html", "svg", "math"] = "html"

    @property
    def classes(self) -> frozenset[str]:
        """Words of its ``class``."""
        return frozenset(self.attrs.get("class", "").split())

    @property
    def id(self) -> str:
        """Its id; empty when it has none."""
        return self.attrs.get("id", "")

    def add(self, node: Node) -> None:
        """Put a node at the end; a text after a text becomes one with it."""
        if isinstance(node, str) and self.children and isinstance(last := self.children[-1], str):
            self.children[-1] = last + node
        elif node != "":
            self.children.append(node)

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


def fragment_of(html: str) -> Element:
    """A piece of a page; what is read stands in an element without a name."""
    return _read(html, fragment=True)


def page_of(html: str) -> Element:
    """A whole page."""
    return _read(html, fragment=False)


def _read(html: str, *, fragment: bool) -> Element:
    from justhtml import JustHTML  # a tenth of a second, which most commands do not need

    root = Element("")
    collecting = gc.isenabled()
    gc.disable()  # a long page is a hundred thousand objects that all live: to look through them takes as long again
    try:
        read = JustHTML(html, fragment=fragment, sanitize=False).root
        todo: list[tuple[Any, Element, int]] = [(read, root, 0)]
        while todo:
            node, element, depth = todo.pop()
            for child in node.children:
                name = child.name
                if name == "#text":
                    element.add(child.data)
                elif name[0] in "#!":  # a comment, a document type or an instruction
                    continue
                elif depth == _DEPTH:
                    element.add(child.to_text(separator="", strip=False))
                else:
                    attrs = {n: v or "" for n, v in child.attrs.items()}
                    inner = Element(name, attrs, [], child.namespace)
                    element.children.append(inner)
                    todo.append((child, inner, depth + 1))
    finally:
        if collecting:
            gc.enable()
    return root
