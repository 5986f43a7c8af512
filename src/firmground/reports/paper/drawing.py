"""A drawing of a page as a file of its own."""

from __future__ import annotations

from html import escape

from firmground.reports.html.tree import Element


def alone(drawing: Element) -> str:
    """A drawing as XML: names of languages and end tags, which HTML does without, are there."""
    languages = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
    out: list[str] = []
    _write(
        Element(
            drawing.tag,
            drawing.attrs | {n: v for n, v in languages.items() if n not in drawing.attrs},
            drawing.children,
        ),
        out,
    )
    return "".join(out)


def _write(element: Element, out: list[str]) -> None:
    out.append(f"<{element.tag}{''.join(f' {n}={chr(34)}{escape(v)}{chr(34)}' for n, v in element.attrs.items())}")
    if not element.children:
        out.append("/>")
        return
    out.append(">")
    for child in element.children:
        if isinstance(child, str):
            out.append(escape(child, quote=False))
        else:
            _write(child, out)
    out.append(f"</{element.tag}>")
