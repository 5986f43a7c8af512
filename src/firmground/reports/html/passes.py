"""What is done with the tree of a page before it is written: each changes the tree in its place."""

from __future__ import annotations

from urllib.parse import unquote

from firmground.reports.html.addresses import PAGES, is_web, way_to
from firmground.reports.html.allowed import LOCAL
from firmground.reports.html.tree import Element, Node

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def drop_first_heading(root: Element) -> None:
    """Take the first top heading away, and the white space around it: the page has it already."""
    if (heading := root.first("h1")) is None:
        return
    parent = next(element for element in root.walk() if heading in element.children)
    place = parent.children.index(heading)
    before, after = parent.children[:place], parent.children[place + 1 :]
    parent.children.clear()
    for node in (*_stripped(before, -1), *_stripped(after, 0)):
        parent.add(node)


def _stripped(nodes: list[Node], end: int) -> list[Node]:
    """Nodes without white space at one end."""
    if nodes and isinstance(text := nodes[end], str):
        nodes[end] = text.lstrip() if end == 0 else text.rstrip()
    return nodes


def number_headings(root: Element) -> None:
    """Headings of the same words get numbers, so that each id names one place."""
    headings = [e for e in root.walk() if e.tag in _HEADINGS and e.id]
    used = {e.id for e in root.walk() if e.tag not in _HEADINGS}
    for heading in headings:
        names = (heading.id if i == 1 else f"{heading.id}-{i}" for i in range(1, len(used) + 2))
        heading.attrs["id"] = next(name for name in names if name not in used)
        used.add(heading.id)


def box_frames(root: Element) -> None:
    """Heads of tables get their scope, and bare frames a box to scroll in."""
    for parent in list(root.walk()):
        for place, child in enumerate(parent.children):
            if isinstance(child, Element) and child.tag == "table":
                _name_heads(child, "row")
                if "dataframe" in child.classes:
                    box = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": "Table"}
                    parent.children[place] = Element("div", box, [child])


def _name_heads(element: Element, scope: str) -> None:
    for child in element.children:
        if isinstance(child, Element) and child.tag != "table":
            if child.tag == "th":
                child.attrs.setdefault("scope", scope)
            _name_heads(child, "col" if child.tag == "thead" else scope)


def settle_links(root: Element, page: str, pages: frozenset[str], beside: frozenset[str] | None = None) -> None:
    """Let every link lead somewhere: to the live web, to another page, or to a place in this one; others become words.

    Args:
        root: the tree of the page's body.
        page: the name of this page.
        pages: names of all pages of the edition.
        beside: names of the pages that lie in the folder of this one; when not given, all of them do.
    """
    here = frozenset(e.id for e in root.walk() if e.id)
    for parent in root.walk():
        children = parent.children
        if not any(isinstance(child, Element) and child.tag == "a" for child in children):
            continue
        parent.children = []
        for child in children:
            kept: list[Node] = [child]
            if isinstance(child, Element) and child.tag == "a" and "href" in child.attrs:
                if (address := _settled(child.attrs["href"], page, pages, here, beside)) is None:
                    kept = child.children
                else:
                    child.attrs["href"] = address
            for node in kept:
                parent.add(node)


def _settled(
    address: str, page: str, pages: frozenset[str], here: frozenset[str], beside: frozenset[str] | None
) -> str | None:
    if is_web(address):
        return address
    address = address.removeprefix(PAGES)
    if (local := LOCAL.fullmatch(address)) is None:
        return None
    name, place = unquote(local[1] or page), unquote((local[2] or "#")[1:])
    if place in here and (name == page or name not in pages):
        return f"#{local[2][1:]}"
    return f"{way_to(name, beside)}{address}" if name in pages and name != page else None


def sections_of(root: Element) -> list[tuple[str, str]]:
    """Anchors and names of the sections; none when there is only one."""
    found = [(e.id, e.text()) for e in root.walk() if e.tag == "h2" and e.id]
    return found if len(found) > 1 else []
