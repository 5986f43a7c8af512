"""A built page as a document for paper: title, notice, contents, the page's words, and the works that it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from firmground.reports.html.addresses import PAGES, is_web
from firmground.reports.html.tree import Element, Node
from firmground.reports.paper.blocks import Block, blocks_of, every
from firmground.reports.paper.spans import Inside, Places, Span, place_of

#: Ids of entries in a list of references, wherever that list stands.
_REFERENCE = "ref-"
_PAGE = re.compile(r"([^/?#:]+)\.html(?:#.*)?")
#: Characters of the notice that fit into one line above each page.
_LINE = 125


def document_of(page: Element, other: Callable[[str], Element | None]) -> dict[str, Any]:
    """The document of a built page, as plain data (JSON).

    Args:
        page: the page as it stands in ``reports/``.
        other: gives another page by its name, for the list of references; ``None`` when there is none.
    """
    main = page.first("main") or page.first("body") or page
    heading = main.first("h1")
    body = Element("", {}, [node for node in main.children if node is not heading and not _left_out(node)])
    title = _text(heading) or _text(page.first("title")) or "A report"
    named, entries = _references(body, other)
    links = (e for part in (body, *entries) for e in part.walk() if e.tag == "a")
    places = Places(wanted=frozenset(place_of(e.attrs.get("href", "")) for e in links) - {""})
    blocks = blocks_of(body.children, Inside(places))
    if entries:
        blocks.append({"k": "h", "level": 2, "c": [named]})
        blocks.extend(_reference(entry, places) for entry in entries)
    _settle(blocks, places)
    _even_levels(blocks, 1)
    time = page.first("time")
    notices = [_text(element.first("p") or element) for element in page.walk() if "notice" in element.classes]
    return {
        "title": title,
        "lang": (page.first("html") or page).attrs.get("lang", "en"),
        "ledger": _text(page.first(class_="ledger")),
        "as_of": time.attrs.get("datetime", "") if time else "",
        "notice": " ".join(notices),
        "short_notice": " ".join(_first_sentences(told, _LINE // len(notices)) for told in notices),
        "contents": sum(block["k"] == "h" and block["level"] == 2 for block in blocks) > 1,
        "blocks": blocks,
    }


def _text(element: Element | None) -> str:
    return element.text() if element else ""


def _left_out(node: Node) -> bool:
    return isinstance(node, Element) and (node.tag == "nav" or "asof" in node.classes)


def _first_sentences(text: str, room: int) -> str:
    """As many whole sentences as there is room for; at least one."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(kept) + len(sentence) >= room:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


# -- the works that a page names are listed on another page; a PDF has to bring them along ---------------------


def _references(body: Element, other: Callable[[str], Element | None]) -> tuple[str, list[Element]]:
    """A heading, and the entries of the works that links of the body lead to, in the order of their list."""
    own = {e.id for e in body.walk()}
    wanted: dict[str, set[str]] = {}
    for element in (e for e in body.walk() if e.tag == "a"):
        address = element.attrs.get("href", "")
        found = None if is_web(address) else _PAGE.fullmatch(address.removeprefix(PAGES))
        place = place_of(address)
        if found and place.startswith(_REFERENCE) and place not in own:
            wanted.setdefault(unquote(found[1]), set()).add(place)
    entries: list[Element] = []
    for name in sorted(wanted):
        listing = other(name)
        listed = listing.walk() if listing else iter(())
        entries += [e for e in listed if e.id in wanted[name] and e.tag in {"li", "div", "p", "article", "section"}]
    taken = any(e.tag == "h2" and e.text() == "References" for e in body.walk())
    return ("Works named in this report" if taken else "References"), entries


def _reference(entry: Element, places: Places) -> Block:
    """One work as it would be cited, with what no page confirmed; what it found is on the page of references."""
    kept = [c for c in entry.children if isinstance(c, Element) and c.tag == "p"] or entry.children
    inside = Inside(places, here=frozenset({entry.id}))
    place = places.name(entry.id)
    blocks = blocks_of(kept, inside)
    if place and blocks and "c" in blocks[0]:
        blocks[0]["c"].insert(0, {"k": "place", "name": place})
    return {"k": "work", "b": blocks}


# -- what can be settled only when all blocks are there ----------------------------------------------------------------


def _settle(blocks: list[Block], places: Places) -> None:
    """Links inside the document get the name of their place; those that lead out of it become plain text."""
    for block in every(blocks):
        for key in ("c", "t", "caption"):
            if key in block:
                _settle_spans(block[key], places)


def _settle_spans(spans: list[Span], places: Places) -> None:
    settled: list[Span] = []
    for span in spans:
        if isinstance(span, str):
            settled.append(span)
            continue
        if "c" in span:
            _settle_spans(span["c"], places)
        if span["k"] != "goto":
            settled.append(span)
        elif span["to"] in places.names:
            settled.append(span | {"to": places.names[span["to"]]})
        else:
            settled.extend(span["c"])
    spans[:] = settled


def _even_levels(blocks: list[Block], level: int) -> None:
    """Headings step down one level at a time below the title, as accessible documents must.

    Source: ISO 14289-1 (PDF/UA-1), 7.4.2.
    """
    for heading in every(blocks):
        if heading.get("k") == "h":
            heading["level"] = level = min(max(heading["level"], 2), level + 1)
