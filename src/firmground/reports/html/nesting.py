"""Whether a tree is read again, once it is written, as it is.

HTML with faults is read into trees that can't be written down: a link in a link, a block in a paragraph. Another reader
makes another tree of what was written for them. The rules here are stricter than the standard's, and simpler.
Source: WHATWG HTML, 13.2.6.4 "The rules for parsing tokens in HTML content".
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from firmground.reports.html.tree import Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Start tags that end a paragraph.
_ENDS_P = _HEADINGS | frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "header", "hgroup", "hr", "li", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
)
#: What alone may stand in the parts of a table, with white space.
_ONLY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
        "colgroup": frozenset({"col"}),
        **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
        "tr": frozenset({"td", "th"}),
    }
)
#: In what alone an element may stand, or in a ``div`` in it.
_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{tag: frozenset(p for p, only in _ONLY.items() if tag in only) for tags in _ONLY.values() for tag in tags},
        "li": frozenset({"ul", "ol", "menu"}),
        **dict.fromkeys(("dt", "dd"), frozenset({"dl"})),
        **dict.fromkeys(("rb", "rtc"), frozenset({"ruby"})),
        **dict.fromkeys(("rt", "rp"), frozenset({"ruby", "rtc"})),
    }
)


def reads_back(root: Element) -> bool:
    """Whether what is in an element is sure to be read again as it is."""
    return _fits(root, "", paragraph=False, link=False)


def _fits(parent: Element, above: str, *, paragraph: bool, link: bool) -> bool:
    only = _ONLY.get(parent.tag)
    for child in parent.children:
        if isinstance(child, str):
            if only and child.strip(" \t\n\f"):
                return False
            continue
        tag = child.tag
        if only and tag not in only:
            return False
        if child.space == "svg":
            continue
        if tag in _IN and parent.tag not in _IN[tag] and not (parent.tag == "div" and above in _IN[tag]):
            return False
        if (paragraph and tag in _ENDS_P) or (link and tag == "a") or (tag in _HEADINGS and parent.tag in _HEADINGS):
            return False
        if not _fits(child, parent.tag, paragraph=paragraph or tag == "p", link=link or tag == "a"):
            return False
    return True
