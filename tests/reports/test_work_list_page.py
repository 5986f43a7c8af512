"""The work list as a page: every task of the table, in its order, with what to copy."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.conftest import Folder
from tests.reports.conftest import ROOT

from firmground.ledger import Ledger, open_ledger
from firmground.reports.views.work_list import IN_FULL


@pytest.fixture(scope="module")
def ours() -> Ledger:
    return open_ledger(ROOT)


def cards(html: str) -> dict[str, str]:
    """The cards in order, by claim."""
    return dict(re.findall(r'<article class="claim [^>]*id="do-([\w-]+)"[^>]*>(.*?)</article>', html, re.DOTALL))


def copied(card: str, label: str) -> list[str]:
    return [unescape(text) for text in re.findall(rf'<span data-copy="{label}"[^>]*>(.*?)</span>', card, re.DOTALL)]


def test_an_article_has_all_its_tasks_in_full_and_in_order(ours: Ledger) -> None:
    rows = [row for row in ours.rows("work-list").rows if row["article"] == "healthline"]
    shown = cards(ours.view("work-list", "healthline").html)
    assert list(shown) == [row["claim_id"] for row in rows]
    for row in rows:
        card, words = shown[row["claim_id"]], unescape(shown[row["claim_id"]])
        assert copied(card, "Copy the wording") == ([row["wording"]] if row["wording"] else [])
        assert copied(card, "Copy the reference") == ([row["reference_text"]] if row["reference"] else [])
        for told in (row["claim"], row["todo"], row["wording_why"], row["reference_why"], row["passage"]):
            assert told in words
        assert row["reference_cautions"] is None or row["reference_cautions"] in words
        assert f'href="{row["link"]}"' in words
        assert f'href="../reports/article-healthline.html#{row["claim_id"]}"' in words
        assert all(part in words for part in row["score_parts"])
        assert f"score {row['score']}" in words


def test_the_list_of_all_shows_every_task_once(ours: Ledger) -> None:
    rows = ours.rows("work-list").rows
    html = ours.view("work-list").html
    lines = re.findall(r'href="\.\./reports/work-list-[\w-]+\.html#do-([\w-]+)"', html)
    assert len(rows) > IN_FULL
    assert list(cards(html)) == [row["claim_id"] for row in rows[:IN_FULL]]
    assert lines == [row["claim_id"] for row in rows[IN_FULL:]]
    assert html.count("data-item") == len(rows)


@pytest.mark.parametrize("article", [None, "healthline"])
def test_parts_stand_in_order_with_their_numbers(ours: Ledger, article: str | None) -> None:
    rows = [row for row in ours.rows("work-list").rows if article in {None, row["article"]}]
    heads = re.findall(r'<h2 id="tier-(\w+)">[^<(]*\((\d+)\)</h2>', ours.view("work-list", article).html)
    order = ("harm", "wrong", "source", "upkeep")
    assert heads == [(t, str(n)) for t in order if (n := sum(row["tier"] == t for row in rows))]


def test_the_list_of_all_leads_to_that_of_each_article(ours: Ledger) -> None:
    html = ours.view("work-list").html
    for article in ours.contents.articles:
        number = sum(row["article"] == article.id for row in ours.rows("work-list").rows)
        assert re.search(rf'href="\.\./reports/work-list-{article.id}\.html">[^<]*</a> \({number}\)', html)


def test_filters_see_what_the_table_says(ours: Ledger) -> None:
    rows = {row["claim_id"]: row for row in ours.rows("work-list").rows}
    html = ours.view("work-list", "healthline").html
    for claim, told in re.findall(r'id="do-([\w-]+)" data-item([^>]*)>', html):
        facets = dict(re.findall(r'data-(\w+)="([^"]*)"', told))
        row = rows[claim]
        assert facets["tier"] == row["tier"]
        assert facets["gap"].split("; ") == row["faults"]
        assert facets["kind"] == row["kind"]
        assert ("central" in facets) == row["central"]


def test_what_has_no_link_and_no_wording_says_so(sound: Folder) -> None:
    sound.change("claims/tea.yaml", "  url: https://example.org/tea\n", "  url: null\n")
    ledger = open_ledger(sound.path)
    shown = cards(ledger.view("work-list", "tea").html)
    row = next(row for row in ledger.rows("work-list").rows if row["claim_id"] == "tea-003")
    assert row["wording"] is None
    assert "data-copy" not in shown["tea-003"]
    assert f"<b>Wording:</b> {row['wording_why']}" in unescape(shown["tea-003"])
    assert "(no link: the address of the article is not known)" in shown["tea-003"]
    assert "https://" not in shown["tea-003"]


def test_a_ledger_without_a_claim_does_not_say_that_nothing_is_to_mend(sound: Folder) -> None:
    sound.write("claims/tea.yaml", sound.text("claims/tea.yaml").split("claims:\n  - id: tea-001")[0] + "claims: []\n")
    told = repr(open_ledger(sound.path).view("work-list"))
    assert "No claim has been coded yet, so it is not known what there is to mend." in told
    assert "not coded yet" in told


def test_claims_without_a_gap_stand_only_where_their_verdict_says_so(sound: Folder) -> None:
    """A claim that nobody rated has no gap and no verdict either, so the page does not let it stand."""
    advice = """claims:
  - {id: tea-001, claim: One should ask., anchor: {start: Ask}, kind: advice, about: tea, direction: none,
     wording: firm, attribution: {kind: none}, rating: {not_rated: "Advice claims no effect."}}
"""
    sound.write("claims/tea.yaml", "article: {id: tea}\n" + advice)
    audit = open_ledger(sound.path)
    assert audit.rows("work-list").rows == ()
    for page in (audit.view("work-list"), audit.view("mend-first", article="tea")):
        assert "The one claim that has been coded has no gap." in repr(page)
        assert "The verdict on one of them does not say that it can stand." in " ".join(repr(page).split())
    assert "lets its claim stand" not in repr(audit.view("home"))
