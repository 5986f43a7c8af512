"""A piece of a page as text for a terminal."""

from __future__ import annotations

import re

from firmground.reports.html.tree import Element, fragment_of

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "nav", "ol", "p", "section"}
    | {"summary", "table", "tr", "ul"}
)
_UNSEEN = frozenset({"style", "script", "svg"})


def plain(markup: str) -> str:
    """The text of a piece of HTML: one line per block, cells apart by two spaces."""
    parts: list[str] = []
    _tell(fragment_of(markup), parts)
    flat = re.sub(r" +", " ", "".join(parts))
    lines = (re.sub(r" ?\t ?", "  ", line).strip() for line in flat.split("\n"))
    return "\n".join(line for line in lines if line)


def _tell(parent: Element, parts: list[str]) -> None:
    for child in parent.children:
        if isinstance(child, str):
            parts.append(re.sub(r"\s+", " ", child))
        elif child.tag not in _UNSEEN:
            around = "\n" if child.tag in _BLOCKS else ""
            parts.append("\t" if child.tag in {"td", "th"} else around)
            _tell(child, parts)
            parts.append(around)
