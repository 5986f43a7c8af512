"""The search page: an index to read without a script, and a search that finds the right thing first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.reports.conftest import ROOT

from firmground.ledger import Ledger, open_ledger
from firmground.reports.glossary import glossary
from firmground.reports.nav import Page, navigation
from firmground.reports.page import Frame, compose, notebook_of


@pytest.fixture(scope="module")
def ours() -> Ledger:
    return open_ledger(ROOT)


@pytest.fixture(scope="module")
def tab(ours: Ledger, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The page of our own ledger, opened as a file, with no other page beside it."""
    path = tmp_path_factory.mktemp("search") / "search.html"
    frame = Frame("Ours", "Drafts.", "2026-11-22", navigation([Page("search", "Search", "search")]), ("search",))
    shown = notebook_of(ours.view("search")._repr_html_())
    path.write_text(compose(shown, "search", "Search", frame), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    yield opened
    opened.close()


def hits(tab: Any, words: str) -> dict[str, list[str]]:
    """The titles that are shown in each group."""
    tab.get_by_role("searchbox").fill(words)
    return {
        group.query_selector("h2").inner_text(): [title.inner_text() for title in group.query_selector_all(".hits .t")]
        for group in tab.query_selector_all("[data-group]:not([hidden])")
    }


def test_everything_is_in_the_index_once(ours: Ledger) -> None:
    html = ours.view("search").html
    titles = [unescape(title) for title in re.findall(r'<b class="t"><a [^>]*>(.*?)</a></b>', html)]
    claims, references = ours.rows("claims").rows, ours.rows("references").rows
    assert sorted(t for t in titles if t in {r["claim"] for r in claims}) == sorted(r["claim"] for r in claims)
    assert len(re.findall(r"references\.html#ref-", html)) == len(references)
    assert len(re.findall(r"glossary\.html#term-", html)) == len(glossary(ours.contents.settings))
    assert html.count("<li data-item") == len(titles)


def test_every_verdict_has_a_place(ours: Ledger) -> None:
    html = ours.view("search").html
    for verdict in {row["verdict"] for row in ours.rows("claims").rows}:
        assert f'<h3 id="claims-{verdict.replace(",", "").replace(" ", "-")}">' in html


@pytest.mark.parametrize(
    ("words", "group", "first"),
    [
        ("migraine", "Topics", "help with migraine?"),
        ("MIGRAINES", "Topics", "help with migraine?"),
        ("myofascial", "Topics", "help with myofascial pain?"),
        ("is it safe?", "Topics", "safe?"),
        ("pneumothorax", "Words", "pneumothorax"),
        ("pneumothorax", "References", "Pneumothorax"),
        ("collapsed lung", "Claims", "lung collapse"),
        ("Healthline cost", "Claims", "Some insurers might pay for acupuncture."),
        ("healthline-154", "Claims", "hardly any side effects"),
        ("rha2013comparison", "References", "ultrasound-guided platelet-rich plasma"),
        ("cochrane migraine", "References", "Acupuncture for migraine prophylaxis"),
    ],
)
def test_what_is_looked_for_comes_first(tab: Any, words: str, group: str, first: str) -> None:
    found = hits(tab, words)
    assert first in found[group][0], found


def test_marks_on_letters_do_not_matter(tab: Any) -> None:
    with_marks = hits(tab, "Sánchez")
    assert with_marks == hits(tab, "sanchez")
    assert len(with_marks["References"]) > 1


def test_many_hits_are_folded_and_can_be_shown(tab: Any, ours: Ledger) -> None:
    assert len(hits(tab, "needling")["Claims"]) == 12
    button = tab.locator("[data-group]:has(#claims) > button")
    number = int(button.inner_text().removeprefix("Show all "))
    button.click()
    assert tab.locator("[data-group]:has(#claims) .hits > li").count() == number > 12
    assert button.is_hidden()
    assert number <= len(ours.rows("claims").rows)


def test_nothing_found_is_said_and_clearing_brings_the_index_back(tab: Any, ours: Ledger) -> None:
    assert hits(tab, "zzz") == {}
    assert tab.inner_text("output").startswith("Nothing found")
    hits(tab, "")
    assert tab.locator("[data-item]:visible").count() == ours.view("search").html.count("<li data-item")


def test_words_in_the_address_are_searched_and_a_place_shows_the_index(tab: Any) -> None:
    address = tab.url.split("#", maxsplit=1)[0]
    tab.goto("about:blank")
    tab.goto(f"{address}#q=Healthline%20cost")
    assert tab.get_by_role("searchbox").input_value() == "Healthline cost"
    assert tab.inner_text("output") == "3 found"
    tab.goto("about:blank")
    tab.goto(f"{address}#claims-refuted")
    assert tab.locator("#claims-refuted").is_visible()
    assert tab.inner_text("output") == ""


def test_the_field_on_the_home_page_leads_there(tab: Any, reports: Path) -> None:
    opened = tab.context.browser.new_page()
    opened.goto((reports / "index.html").as_uri())
    opened.get_by_label("Search claims, topics and references").fill("egypt & more")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/search.html#q=egypt%20%26%20more")
    assert opened.get_by_role("searchbox").input_value() == "egypt & more"
    assert opened.locator("[data-group]:has(#claims) .hits .t").all_inner_texts() == ["Honey was used in Egypt."]
    opened.close()
