"""Blocks of a page (paragraphs, lists, tables, claims …) as plain data for the typesetter."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from firmground.reports.html.tree import Element, Node
from firmground.reports.paper.drawing import alone
from firmground.reports.paper.spans import LEFT_OUT, Inside, is_empty, spans_of, trimmed, verdict_colour, verdict_mark

#: A block: a record whose ``k`` says what it is.
Block: TypeAlias = "dict[str, Any]"

#: Elements that stand in the way of text; all others are set inside a paragraph.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "details", "div", "dl", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "summary"}
    | {"table", "ul"}
)
_HEADING = re.compile(r"h([1-6])")
#: Blocks set one inside the other, at most; what is deeper is set as one paragraph.
_DEPTH = 8
#: Points: a column of text, and as much of a page as a picture may fill.
TEXT_WIDTH, PICTURE_HEIGHT = 481.0, 640.0
#: A letter and a cell's sides, in points, as tables are set; a table with fewer letters than this needs no sharing.
_LETTER, _PADDING, _NARROW = 4.2, 8.5, 70
#: How much wider a bold letter is.
_BOLD = 1.3
#: A row of a table with more characters than this may be cut: it might not fit on a page.
_TALL_ROW = 900
#: Longer numbers are nonsense, and very long ones Python refuses.
_DIGITS = 6
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp);base64,(.*)", re.DOTALL)
_BOX = re.compile(r"\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)\s*", re.ASCII)


def blocks_of(nodes: Iterable[Node], inside: Inside, depth: int = 0) -> list[Block]:
    """What stands one below the other; text between blocks becomes a paragraph of its own."""
    out: list[Block] = []
    loose: list[Node] = []

    def paragraph() -> None:
        out.extend(_paragraph(loose, inside))
        loose.clear()

    for node in nodes:
        if isinstance(node, Element) and node.tag in LEFT_OUT:
            continue
        if isinstance(node, Element) and _is_block(node):
            paragraph()
            out.extend(_deeper(node, inside, depth))
        else:
            loose.append(node)
    paragraph()
    return out


def _is_block(element: Element) -> bool:
    if element.tag in {"svg", "img"}:
        return "shp" not in element.classes and (element.tag == "svg" or "src" in element.attrs)
    return element.tag in _BLOCKS or any(isinstance(c, Element) and _is_block(c) for c in element.children)


def _paragraph(nodes: list[Node], inside: Inside, style: str = "") -> Iterator[Block]:
    spans = trimmed(spans_of(nodes, inside))
    if not is_empty(spans):
        yield {"k": "p", "c": spans, "style": style}
    elif places := [s for s in spans if isinstance(s, dict) and s["k"] == "place"]:
        yield {"k": "p", "c": places, "style": "place"}


def _deeper(element: Element, inside: Inside, depth: int) -> list[Block]:
    """The blocks of one element. A place that a link leads to stands at its begin."""
    if depth > _DEPTH:
        return list(_paragraph([element.text()], inside))
    if element.id:
        inside = replace(inside, here=inside.here | {element.id})
    if (colours := verdict_colour(element.classes)) and element.tag == "article":
        inside = replace(inside, verdict=colours, classes=element.classes)
    place = inside.places.name(element.id)
    blocks = _block(element, inside, depth + 1)
    if place:
        _put_place(place, blocks)
    return blocks


def _put_place(place: str, blocks: list[Block]) -> None:
    """A place at the begin of the first text; a heading takes it with it to the next page."""
    inner = blocks
    while inner and inner[0]["k"] in {"card", "group", "quote"}:
        inner = inner[0]["b"]
    if inner and inner[0]["k"] in {"h", "p"}:
        inner[0]["c"].insert(0, {"k": "place", "name": place})
    else:
        inner.insert(0, {"k": "p", "c": [{"k": "place", "name": place}], "style": "place"})


def _block(element: Element, inside: Inside, depth: int) -> list[Block]:  # one case per kind of element
    tag, classes = element.tag, element.classes
    if found := _HEADING.fullmatch(tag):
        spans = trimmed(spans_of(element.children, inside))
        return [] if is_empty(spans) else [{"k": "h", "level": int(found[1]), "c": spans}]
    if tag == "p":
        # A paragraph of ours holds no blocks, but one of a notebook's own HTML may.
        if any(isinstance(c, Element) and _is_block(c) for c in element.children):
            return blocks_of(element.children, inside, depth)
        style = next(
            (name for name in ("lead", "meta", "kind", "note", "warn", "asof", "verdict") if name in classes), ""
        )
        if style == "verdict":
            return _verdict(element, inside)
        return list(_paragraph(element.children, inside, style))
    if tag in {"ul", "ol"}:
        return _list(element, inside, depth)
    if tag == "dl":
        return _terms(element, inside, depth)
    if tag == "table":
        return [_table(element, inside, depth)]
    if tag == "details":
        return _unfolded(element, inside, depth)
    if tag == "svg":
        return _drawing(element)
    if tag == "img":
        return _picture(element)
    if tag == "pre":
        return [{"k": "pre", "text": element.verbatim().strip("\n")}]
    if tag == "hr":
        return [{"k": "rule"}]
    inner = blocks_of(element.children, inside, depth)
    if not inner:
        return []
    if tag == "article" and "claim" in classes:
        fill = inside.verdict[0] if inside.verdict else "#767676"
        return [{"k": "card", "fill": fill, "dash": "v-not-rated" in classes, "b": inner}]
    if tag == "blockquote":
        return [{"k": "quote", "b": inner}]
    if tag == "figure":
        return [{"k": "figure", "b": inner}]
    if tag == "figcaption":
        return [block | {"style": "caption"} if block["k"] == "p" else block for block in inner]
    return inner


def _verdict(element: Element, inside: Inside) -> list[Block]:
    """The line of a claim's verdict. On a page the symbol comes from the style sheet; here it is set."""
    first = next((c for c in element.children if isinstance(c, Element) or c.strip()), None)
    if isinstance(first, Element) and first.tag == "b":
        word: list[Any] = [{"k": "strong", "c": trimmed(spans_of(first.children, inside))}]
        if (mark := verdict_mark(inside.classes, word)) is not None:
            rest = [c for c in element.children if c is not first]
            told = trimmed(spans_of(rest, inside))
            plain = [
                s["c"] if isinstance(s, dict) and s["k"] == "em" else [s] for s in told
            ]  # the style sheet sets it upright
            return [{"k": "p", "c": [mark, "\u2002", *(s for part in plain for s in part)], "style": "verdict"}]
    return list(_paragraph(element.children, inside, "verdict"))


def _list(element: Element, inside: Inside, depth: int) -> list[Block]:
    items: list[list[Block]] = []
    for child in element.children:
        if not isinstance(child, Element) or child.tag in LEFT_OUT:
            continue
        own = replace(inside, here=inside.here | {child.id}) if child.id else inside
        place = inside.places.name(child.id)
        blocks = blocks_of(child.children if child.tag == "li" else [child], own, depth)
        if place:
            _put_place(place, blocks)
        if blocks:
            items.append(blocks)
    start = element.attrs.get("start", "1")
    number = int(start[:_DIGITS]) if start.isdecimal() else 1
    return [{"k": "list", "ordered": element.tag == "ol", "start": number, "items": items}] if items else []


def _terms(element: Element, inside: Inside, depth: int) -> list[Block]:
    """Names and what belongs to them; a ``div`` around a pair changes nothing."""
    items: list[dict[str, Any]] = []
    flat: list[Node] = []
    for child in element.children:
        flat.extend(child.children if isinstance(child, Element) and child.tag == "div" else [child])
    for child in flat:
        if not isinstance(child, Element) or child.tag not in {"dt", "dd"}:
            continue
        if child.tag == "dt":
            items.append({"t": trimmed(spans_of(child.children, inside)), "b": []})
        else:
            if not items:
                items.append({"t": [], "b": []})
            items[-1]["b"].extend(blocks_of(child.children, inside, depth))
    style = next((name for name in ("facts", "three") if name in element.classes), "")
    return [{"k": "terms", "items": items, "style": style}] if items else []


def _unfolded(element: Element, inside: Inside, depth: int) -> list[Block]:
    """Nothing can be unfolded on paper, so everything is."""
    summary = next((c for c in element.children if isinstance(c, Element) and c.tag == "summary"), None)
    head = trimmed(spans_of(summary.children if summary else [], inside))
    body = blocks_of((c for c in element.children if c is not summary), inside, depth)
    return [{"k": "unfolded", "c": head, "b": body}] if body else []


def _table(element: Element, inside: Inside, depth: int) -> Block:
    """Rows of the head, the body and the foot; every cell is a list of blocks."""
    caption = element.first("caption")
    parts: dict[str, list[list[dict[str, Any]]]] = {"head": [], "body": [], "foot": []}
    for part, row in _rows(element):
        parts[part].append([_cell(cell, inside, depth) for cell in _cells(row)])
    rows = [*parts["head"], *parts["body"], *parts["foot"]]
    width = max((sum(cell["span"] for cell in row) for row in rows), default=1)
    heads = [cell["text"] for cell in parts["head"][-1]] if parts["head"] else []
    spanned = any(cell["span"] > 1 or cell["rows"] > 1 for row in rows for cell in row)
    return {
        "k": "table",
        "caption": trimmed(spans_of(caption.children, inside)) if caption else [],
        # Long names over many narrow columns of numbers stand upright, as otherwise no page is wide enough.
        "upright": not spanned and width > 7 and max(map(len, heads[1:]), default=0) > 8,
        "columns": width,
        "widths": _widths(rows, parts["head"], width, spanned),
        **parts,
    }


def _rows(table: Element) -> Iterator[tuple[str, Element]]:
    for child in table.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "tr":
            yield "body", child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            part = {"thead": "head", "tbody": "body", "tfoot": "foot"}[child.tag]
            yield from ((part, row) for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element) and cell.tag in {"td", "th"}]


def _cell(cell: Element, inside: Inside, depth: int) -> dict[str, Any]:
    text = _seen(cell)
    place = inside.places.name(cell.id)
    blocks = blocks_of(cell.children, inside, depth + 2)
    if place:
        _put_place(place, blocks)
    return {
        "b": blocks,
        "text": text,
        "number": "n" in cell.classes,
        "span": _whole(cell.attrs.get("colspan")),
        "rows": _whole(cell.attrs.get("rowspan")),
        "tall": len(text) > _TALL_ROW,
    }


def _seen(element: Element) -> str:
    """The text of an element, but for what speaks only to a screen."""
    spoken = [e for e in element.walk() if e.classes & {"sr"} or e.tag in LEFT_OUT]
    words = element.text()
    for one in spoken:
        words = words.replace(one.text(), "", 1)
    return " ".join(words.split())


def _whole(value: str | None) -> int:
    return min(max(int(value[:_DIGITS]), 1), 50) if value and value.isdecimal() else 1


def _widths(
    rows: list[list[dict[str, Any]]], heads: list[list[dict[str, Any]]], width: int, spanned: bool
) -> list[float]:
    """The share of the page for each column; none where every column may have what it needs.

    Each column gets room for its longest word. What is left is shared by the longest text in it, a little less than in
    proportion, so that a long text gets more room but does not press the others flat.
    """
    if spanned or not rows:
        return []
    texts = [[row[i]["text"] for row in rows if i < len(row)] for i in range(width)]
    longest = [max(map(len, column), default=0) for column in texts]
    if sum(longest) <= _NARROW:
        return []
    bold = [[cell["text"] for cell in row] for row in heads]
    rooms = [
        max(
            *(_room(word) for text in texts[i] for word in text.split()),
            *(_BOLD * _room(word) for row in bold if i < len(row) for word in row[i].split()),
            1.0,
            1.0,
        )
        for i in range(width)
    ]
    least = [_PADDING + _LETTER * room for room in rooms]
    left = max(0.0, TEXT_WIDTH - sum(least))
    wish = [
        min(length**0.7, length - most / _LETTER + 4) if length * _LETTER > most else 0.0
        for length, most in zip(longest, least, strict=True)
    ]
    whole = sum(wish) or 1.0
    return [round(most + left * part / whole, 1) for most, part in zip(least, wish, strict=True)]


def _room(word: str) -> float:
    """How much room a word needs, in letters: symbols are wide, and long words may be broken."""
    return min(sum(2.2 if ord(letter) > 0x2100 else 1.0 for letter in word), 10.0)


def _drawing(element: Element) -> list[Block]:
    """A chart as it is, no larger than the page. Its description goes along."""
    told = [part.verbatim() for part in (element.first("title"), element.first("desc")) if part]
    if (box := _BOX.fullmatch(element.attrs.get("viewBox", ""))) is None:
        return []
    wide, high = float(box[1]), float(box[2])
    if not (wide > 0 and high > 0):
        return []
    scale = min(1.0, TEXT_WIDTH / wide, PICTURE_HEIGHT / high)
    alt = " ".join(told) or element.attrs.get("aria-label") or "A chart without a description"
    return [{"k": "chart", "svg": alone(element), "alt": alt, "w": round(wide * scale, 1)}]


def _picture(element: Element) -> list[Block]:
    found = _DATA.fullmatch(element.attrs.get("src", ""))
    alt = element.attrs.get("alt") or "A picture without a description"
    if found is None:
        return [{"k": "p", "c": [alt], "style": ""}]
    try:
        data = base64.b64decode("".join(found[2].split()), validate=True)
    except binascii.Error:
        return [{"k": "p", "c": [alt], "style": ""}]
    return [{"k": "picture", "data": list(data), "format": found[1].replace("jpeg", "jpg"), "alt": alt}]


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """All records in blocks, in reading order: the blocks, what stands in them, cells and items of lists of terms."""
    for block in blocks:
        yield block
        for key in ("head", "items", "b", "body", "foot"):
            todo = list(block.get(key, ()))
            while todo:
                one = todo.pop(0)
                if isinstance(one, list):
                    todo[:0] = one
                else:
                    yield from every([one])
