"""The navigation: the same order whatever notebooks are called, and never a wall of links."""

from __future__ import annotations

import random

from firmground.reports.nav import Item, Page, navigation

FIXED = ("evidence-summary", "gap-map", "work-list", "references", "glossary", "search", "gap-charts")
NAMES = ["Home", "Topics", "Articles", "Gap map", "Work list", "References", "Glossary", "Search", "Charts"]


def pages(articles: int, topics: int, own: int) -> list[Page]:
    told = [Page(name, f"About {name}", name) for name in FIXED]
    told += [Page(f"article-a{n}", f"Audit {n}", "article-audit", article=f"a{n}") for n in range(articles)]
    told += [Page(f"work-list-a{n}", f"List {n}", "article-work-list", article=f"a{n}") for n in range(articles)]
    told += [Page(f"topic-t{n}", f"Topic {n}", "topic", topic=f"t{n}") for n in range(topics)]
    return told + [Page(f"own{n}", f"Own {n}", f"own{n}") for n in range(own)]


def test_the_order_is_fixed_and_the_names_are_short() -> None:
    some = pages(articles=5, topics=60, own=0)
    random.Random(7).shuffle(some)
    nav = navigation(some)
    assert [item.title for item in nav.items] == NAMES
    assert nav.more == ()


def test_pages_of_one_kind_belong_to_one_entry() -> None:
    items = {item.title: item for item in navigation(pages(articles=2, topics=2, own=0)).items}
    assert items["Articles"] == Item("index", "Articles", "articles", ("article-a0", "article-a1"))
    assert items["Work list"].covers == ("work-list-a0", "work-list-a1")
    assert items["Topics"].covers == ("topic-t0", "topic-t1")


def test_what_has_no_page_of_its_own_is_listed_at_home() -> None:
    some = [page for page in pages(articles=2, topics=2, own=0) if page.name not in {"work-list", "evidence-summary"}]
    items = {item.title: (item.name, item.place) for item in navigation(some).items}
    assert items["Topics"] == ("index", "topics")
    assert items["Work list"] == ("index", "update")
    assert items["Articles"] == ("index", "articles")


def test_one_article_needs_no_list() -> None:
    items = {item.title: item for item in navigation(pages(articles=1, topics=0, own=0)).items}
    assert items["Articles"] == Item("article-a0", "Articles")


def test_a_ledger_without_notebooks_has_its_home() -> None:
    assert [item.title for item in navigation([]).items] == ["Home"]


def test_few_own_pages_stand_open_and_many_are_folded_away() -> None:
    few, many = navigation(pages(2, 2, own=3)), navigation(pages(2, 2, own=4))
    assert [item.title for item in few.items] == [*NAMES, "Own 0", "Own 1", "Own 2"]
    assert few.more == ()
    assert [item.title for item in many.items] == NAMES
    assert [item.name for item in many.more] == ["own0", "own1", "own2", "own3"]
