"""The navigation: few entries in a fixed order, whatever the notebooks are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from firmground.reports.plan import HOME

#: Pages with a short name of their own, in the order of the navigation, and where those of one kind are listed.
_FIXED = (
    ("evidence-summary", "Topics"),
    ("articles", "Articles"),
    ("gap-map", "Gap map"),
    ("work-list", "Work list"),
    ("references", "References"),
    ("glossary", "Glossary"),
    ("search", "Search"),
    ("gap-charts", "Charts"),
)
#: Where the home page lists the pages that belong together when no page of theirs does.
_PLACES = MappingProxyType({"evidence-summary": "topics", "articles": "articles", "work-list": "update"})
#: So many further pages stand in the navigation itself; more are folded away.
_OPEN = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the edition: its name, its title, its notebook, and the article or topic that it is about."""

    name: str
    title: str
    notebook: str
    article: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation.

    Attributes:
        name: of the page it leads to.
        place: an anchor in that page; empty for its top.
        title: how it is called.
        covers: pages that belong to it and have no entry of their own.
    """

    name: str
    title: str
    place: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Navigation:
    """The entries in order, and those that are folded away under “More pages”."""

    items: tuple[Item, ...]
    more: tuple[Item, ...] = ()


def navigation(pages: Sequence[Page]) -> Navigation:
    """The navigation of an edition.

    Args:
        pages: all pages but the home page.
    """
    by_name = {page.name: page for page in pages}
    articles = [page for page in pages if page.notebook == "article-audit" and page.article is not None]
    topics = tuple(page.name for page in pages if page.notebook == "topic" and page.topic is not None)
    lists = tuple(page.name for page in pages if page.notebook == "article-work-list" and page.article is not None)
    covers = {"evidence-summary": topics, "work-list": lists, "articles": tuple(page.name for page in articles)}
    items = [Item(HOME, "Home")]
    for name, title in _FIXED:
        if name in by_name:
            items.append(Item(name, title, covers=covers.get(name, ())))
        elif len(of := covers.get(name, ())) > 1:
            items.append(Item(HOME, title, _PLACES[name], of))
        elif of:
            items.append(Item(of[0], title))
    listed = {item.name for item in items}.union(*(item.covers for item in items))
    own = tuple(Item(page.name, page.title) for page in pages if page.name not in listed)
    return Navigation((*items, *own)) if len(own) <= _OPEN else Navigation(tuple(items), own)
