"""HTML of a notebook's outputs made fit for a page.

Nothing that runs, loads or sends stays: scripts, foreign pictures, forms, addresses that are not plain http or https.
Table heads get their scope, bare frames a box to scroll in, and links to other pages of the edition lose what only
JupyterLab needs.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from firmground.reports.views.markup import PAGES, is_web

#: Elements that go with all that is in them.
_DROPPED = frozenset(
    {"script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "form", "button", "select"}
    | {"textarea", "frameset", "audio", "video"}
)
#: Elements without content that go.
_DROPPED_VOID = frozenset({"base", "link", "meta", "source", "track", "param", "area", "input", "frame"})
_ACTING = frozenset({"srcset", "action", "formaction", "ping", "background", "target", "srcdoc"})
_DRAWING = frozenset({"style", "fill", "stroke", "clip-path", "mask", "filter"})
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_LOADS = re.compile(r"url\(\s*['\"]?(?!#)|expression\(|@import", re.IGNORECASE)
_LOCAL = re.compile(r"(?:([^/?#:]+)\.html)?(#.*)?")
_IDS = re.compile(r'\sid="([^"]*)"')
_LINKS = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_OPTIONAL = (
    re.compile(r"</li>\s*(?=<li[ >]|</[uo]l>)"),
    re.compile(r"</d[td]>\s*(?=<d[td][ >]|</(?:dl|div)>)"),
    re.compile(r"</t[dh]>\s*(?=<t[dh][ >]|</tr>)"),
    re.compile(r"</tr>\s*(?=<tr[ >]|</t(?:head|body|foot)>)"),
    re.compile(r"</p>\s*(?=<(?:p|[uod]l|div|details|h[1-6]|table|section|article)[ >])"),
    re.compile(r"</p>\s*(?=</(?:article|section|div|details|li)>)"),
)


class _Tidy(HTMLParser):
    """Writes what it reads, but for what must not stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.dropping: list[str] = []
        self.heads: list[bool] = []  # for each open table: whether we are in its head
        self.boxed: list[bool] = []  # for each open table: whether we made a box around it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropping.append(tag)
        if self.dropping or tag in _DROPPED_VOID:
            return
        given = dict(attrs)
        kept = {name: value for name, value in given.items() if self.keeps(tag, name, value or "")}
        if tag == "img" and "src" not in kept:
            self.out.append(escape(given.get("alt") or ""))
            return
        if tag == "a" and "href" in given:
            kept["href"] = (given["href"] or "").removeprefix(PAGES)
        if tag == "table":
            box = "dataframe" in (given.get("class") or "").split()
            kept.pop("border", None)
            self.boxed.append(box)
            self.heads.append(False)
            if box:
                self.out.append('<div class="scroll" role="region" tabindex="0" aria-label="Table">')
        if tag in {"thead", "tbody", "tfoot"} and self.heads:
            self.heads[-1] = tag == "thead"
        if tag == "th" and "scope" not in given:
            kept["scope"] = "col" if self.heads and self.heads[-1] else "row"
        if kept == given:
            self.out.append(self.get_starttag_text() or "")
        else:
            told = "".join(f" {n}" if v is None else f' {n}="{escape(v)}"' for n, v in kept.items())
            closing = "/" if (self.get_starttag_text() or "").endswith("/>") else ""
            self.out.append(f"<{tag}{told}{closing}>")

    def keeps(self, tag: str, name: str, value: str) -> bool:
        """Whether an attribute may stay."""
        if name.startswith("on") or name in _ACTING:
            return False
        if name == "src":
            return tag == "img" and _DATA_PICTURE.fullmatch(value) is not None
        if name in {"href", "xlink:href"}:
            return tag == "a" or value.startswith("#")
        return name not in _DRAWING or _LOADS.search(value) is None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            if tag == self.dropping[-1]:
                self.dropping.pop()
            return
        if tag in _DROPPED:
            return
        self.out.append(f"</{tag}>")
        if tag == "table" and self.boxed:
            self.heads.pop()
            if self.boxed.pop():
                self.out.append("</div>")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def tidied(html: str) -> str:
    """HTML without anything that runs, loads or sends."""
    parser = _Tidy()
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


def linked(body: str, page: str, pages: frozenset[str]) -> str:
    """A page's body in which every link leads somewhere: to the live web, to another page, or to a place in it.

    Args:
        body: what :func:`tidied` gave.
        page: the name of this page.
        pages: names of all pages of the edition.
    """
    here = frozenset(unescape(found) for found in _IDS.findall(body))

    def settle(match: re.Match[str]) -> str:
        raw, rest, text = match.groups()
        address = unescape(raw)
        if is_web(address):
            return match.group(0)
        if (local := _LOCAL.fullmatch(address)) is None:
            return text
        name, place = unquote(local[1] or page), unquote((local[2] or "#")[1:])
        if place in here and (name == page or name not in pages):
            return f'<a href="#{escape(local[2][1:])}"{rest}>{text}</a>'
        return match.group(0) if name in pages and name != page else text

    return _LINKS.sub(settle, body)


def shorter(body: str) -> str:
    """HTML without end tags that HTML lets go, one line per block: a page of 160 claims must load on a phone.

    Source: WHATWG HTML, "Optional tags".
    """
    for pattern in _OPTIONAL:
        body = pattern.sub("", body)
    return body
