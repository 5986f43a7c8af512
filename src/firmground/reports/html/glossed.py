"""Hard words lead to the glossary where a page first uses them.

Only running text is looked at: no link, heading, button, code, picture, table head, list of references, search entry or
wording to copy ever changes. Of words that overlap the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from firmground.reports.glossary import PAGE, Word
from firmground.reports.html.tree import Element, Node

_LEFT = frozenset(
    {"a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "code", "pre", "svg", "nav", "caption", "th", "dt"}
    | {"label", "cite", "blockquote", "time", "title", "textarea", "select"}
)
_LEFT_CLASSES = frozenset({"refs", "ama", "no", "filter", "sr"})
_LEFT_USES = frozenset({"data-search", "data-copy"})


@lru_cache(maxsize=4)
def _forms(words: tuple[Word, ...]) -> tuple[re.Pattern[str], Mapping[str, Word]]:
    """What finds any form of any word, and whose form each is; forms are in lower case unless case counts."""
    forms: dict[str, Word] = {}
    for word in words:
        if word.linked:
            for form in filter(str.strip, (word.name, *word.also)):
                # Short forms such as MD mean something else in small letters.
                forms.setdefault(form if form.isupper() else form.casefold(), word)
    longest = sorted(forms, key=lambda form: (_first(form), -len(form), form))
    # By first letters: most words of a page begin with none, or are looked up among few.
    lists = [(re.escape(letter), list(some)) for letter, some in groupby(longest, _first)]
    said = "|".join(f"{letter}(?:{'|'.join(re.escape(form[1:]) for form in some)})" for letter, some in lists)
    said = said.replace(r"\ ", r"\s+")
    pattern = re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE)
    return pattern, MappingProxyType(forms)


def _first(form: str) -> str:
    letter = form[0].casefold()
    return letter if len(letter) == 1 else form[0]


def link_words(root: Element, page: str, pages: frozenset[str], words: tuple[Word, ...]) -> None:
    """Put a link to the glossary at the first use of each word.

    Args:
        root: the tree of a page's body.
        page: the name of this page; the glossary itself stays as it is.
        pages: names of all pages of the edition; without a glossary nothing changes.
        words: of the glossary.
    """
    if page != PAGE and PAGE in pages and words:
        _link(root, *_forms(words), set())


def _link(parent: Element, pattern: re.Pattern[str], forms: Mapping[str, Word], done: set[str]) -> None:
    children: list[Node] = []
    for child in parent.children:
        if isinstance(child, Element):
            if not _is_left(child):
                _link(child, pattern, forms, done)
            children.append(child)
            continue
        end = 0
        for found in pattern.finditer(child):
            flat = " ".join(found[0].split())
            word = forms.get(flat) or forms.get(flat.casefold())
            if word is not None and word.name not in done:
                done.add(word.name)
                link = Element("a", {"class": "g", "href": f"{PAGE}.html#{word.anchor}"}, [found[0]])
                children += (child[end : found.start()], link)
                end = found.end()
        children.append(child[end:])
    parent.children = [child for child in children if child != ""]


def _is_left(element: Element) -> bool:
    return element.tag in _LEFT or not (
        _LEFT_USES.isdisjoint(element.attrs) and _LEFT_CLASSES.isdisjoint(element.attrs.get("class", "").split())
    )
