"""A tree written as HTML: one way to write each thing, and no end tag that HTML lets go.

A page of 160 claims must load on a phone. Source: WHATWG HTML, "Optional tags" and "Serializing HTML fragments"; quotes
are escaped in text as in values, as the templates do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import escape

from firmground.reports.html.tree import SPACE, Element, Node

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_SECTIONS = frozenset({"article", "section", "div", "details"})
_CELLS, _TERMS = frozenset({"td", "th"}), frozenset({"dt", "dd"})
#: Elements whose end tag may go: before which elements, and at the end of which.
_OPTIONAL: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
        "dt": (_TERMS, frozenset({"dl", "div"})),
        "dd": (_TERMS, frozenset({"dl", "div"})),
        "td": (_CELLS, frozenset({"tr"})),
        "th": (_CELLS, frozenset({"tr"})),
        "tr": (frozenset({"tr"}), frozenset({"thead", "tbody", "tfoot"})),
        "p": (
            _SECTIONS | {"p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "table"},
            _SECTIONS,
        ),
    }
)


def written(root: Element) -> str:
    """The HTML of what is in an element."""
    out: list[str] = []
    _write(root, out)
    return "".join(out)


def _write(parent: Element, out: list[str]) -> None:
    children = parent.children
    place = 0
    while place < len(children):
        child = children[place]
        place += 1
        if isinstance(child, str):
            out.append(_text(child))
            continue
        drawn = child.space != "html"
        out.append(f"<{child.tag}{''.join(_attribute(*pair) for pair in child.attrs.items())}")
        if drawn and not child.children:
            out.append("/>")
            continue
        out.append(">")
        if not drawn and child.tag in _VOID:
            continue
        if child.tag == "pre" and isinstance(first := next(iter(child.children), ""), str) and first.startswith("\n"):
            out.append("\n")  # the first one is not read
        _write(child, out)
        if child.tag in _OPTIONAL and not drawn:
            after = place
            while after < len(children) and isinstance(blank := children[after], str) and not blank.strip(SPACE):
                after += 1
            if _may_go(child.tag, parent.tag, children[after] if after < len(children) else None):
                place = after
                continue
        out.append(f"</{child.tag}>")


def _may_go(tag: str, parent: str, follower: Node | None) -> bool:
    """Whether an element's end tag says nothing, given what follows it."""
    before, inside = _OPTIONAL[tag]
    if follower is None:
        return parent in inside
    return isinstance(follower, Element) and follower.tag in before


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_text(value)}"' if value else f" {name}"


def _text(text: str) -> str:
    told = str(escape(text))
    # A browser reads a bare carriage return as a new line; a space that does not break is seen only when it is named.
    return told.replace("\xa0", "&nbsp;").replace("\r", "&#13;") if "\xa0" in told or "\r" in told else told
