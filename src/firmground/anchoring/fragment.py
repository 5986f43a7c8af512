"""The link to an anchor's place in the live page.

Source: WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/, "fragment directive
grammar": ``#:~:text=[prefix-,]start[,end][,-suffix]``, where ``&``, ``-`` and ``,`` inside a part must be
percent-encoded. Encoded here is everything but ASCII letters and digits, ``_``, ``.`` and ``~``: the grammar allows it
(any character may be encoded) and such a link survives e-mail, Word and Markdown.

A browser folds case and most quotation marks, but not dashes: write an anchor's dashes as the article prints them.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from firmground.anchoring.layout import UNSEEN
from firmground.records.anchor import Anchor

_UNSEEN = re.compile(f"[{UNSEEN}]")


def _encode(words: str | None) -> str:
    """One part, percent-encoded; white space is one space, and characters without width are left out."""
    plain = " ".join(_UNSEEN.sub("", words or "").split())
    # quote() leaves "-" alone, which would be read as the mark of a prefix or suffix.
    return quote(plain, safe="").replace("-", "%2D")


def fragment(anchor: Anchor) -> str:
    """The text directive of an anchor, for instance ``:~:text=may%20help-,most%20people,-today``.

    Args:
        anchor: where to point to.

    Returns:
        the directive without ``#``; empty when the anchor's start has no words.
    """
    prefix, start, end, suffix = (_encode(p) for p in (anchor.prefix, anchor.start, anchor.end, anchor.suffix))
    if not start:
        return ""
    parts = [f"{prefix}-" if prefix else "", start, end, f"-{suffix}" if suffix else ""]
    return ":~:text=" + ",".join(part for part in parts if part)


def link(url: str, anchor: Anchor) -> str:
    """The address of an anchor's place in a live page.

    Args:
        url: the page's address; a ``#`` part is kept, a text directive in it is replaced.
        anchor: where to point to.
    """
    page, _, old = url.partition("#")
    name = old.partition(":~:")[0]
    directive = fragment(anchor)
    return f"{page}#{name}{directive}" if name or directive else page
