"""The page of an article: figures, appraisal, reading view, cards and their filters, each against the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.reports.conftest import PICTURE, ROOT, SCRIPT, write_ledger

from firmground.ledger import Ledger, open_ledger
from firmground.reports.built import Built
from firmground.reports.cards.claim import LONG, claim_card
from firmground.reports.html.text import plain

#: A heading, a paragraph of three sentences, a list, a table, and a line that nobody accounts for.
TEXT = f"""Honey and <i>tea</i>

Honey eases a cough and a cold {PICTURE} at once. How nice! Tea does not.

- First item: honey calms.
- Second item {SCRIPT} is sweet.

Name\tHoney\tTea
Price\tlow\thigh

Nobody wrote this line down yet.
"""

CLAIM = """  - id: gamma-{number:03}
    claim: {claim}
    anchor: {anchor}
    kind: {kind}
    about: honey
    condition: cough
    direction: {direction}
    wording: firm
    central: {central}
    attribution: {{kind: none}}
    rating: {rating}
"""
FACT = "{fact: %s, source: none, why: Somebody said so., by: editors, on: 2026-11-22}"
CLAIMS = (
    ("Honey eases a cough.", '{start: "Honey eases a cough"}', "efficacy", "for", "true", "null"),
    ("Honey eases a cold.", '{start: "and a cold"}', "definition", "none", "true", FACT % "refuted"),
    ("Tea does nothing.", '{start: "Tea does not"}', "definition", "none", "false", FACT % "confirmed"),
    ("Honey calms.", '{start: "honey calms"}', "history", "none", "true", FACT % "outdated"),
    ("Honey is cheap.", '{start: "Price", end: "high"}', "cost and access", "none", "true", FACT % "confirmed"),
)
HEAD = """article:
  id: gamma
  title: Honey
  publisher: Gamma
  url: https://example.org/gamma
  text: {sha256: %s, sentences: 8}
claims:
""" % ("ab" * 32)
ASIDE = """set_aside:
  heading: ["Honey and"]
  connective: ["How nice"]
  promotion: ["Second item"]
  not article: ["Name"]
"""


def write_gamma(folder: Path, *, text: bool) -> Ledger:
    """The hostile ledger with one more article, whose text is at hand or not."""
    write_ledger(folder)
    names = ("claim", "anchor", "kind", "direction", "central", "rating")
    told = "".join(CLAIM.format(number=n, **dict(zip(names, given, strict=True))) for n, given in enumerate(CLAIMS, 1))
    (folder / "claims" / "gamma.yaml").write_text(HEAD + told + ASIDE, encoding="utf-8")
    if text:
        (folder / "articles").mkdir()
        (folder / "articles" / "gamma.txt").write_text(TEXT, encoding="utf-8")
    return open_ledger(folder)


@pytest.fixture
def gamma(tmp_path: Path) -> Ledger:
    return write_gamma(tmp_path / "ledger", text=True)


def units(html: str) -> dict[int, str]:
    """The HTML of each sentence by its number; a number that occurs twice fails."""
    found = re.findall(r'<(span|tr) id="sentence-(\d+)"[^>]*>(.*?)(?=<(?:span|tr) id="sentence-|$)', html, re.DOTALL)
    numbers = [int(number) for _, number, _ in found]
    assert numbers == sorted(set(numbers))
    return {int(number): f"<table><tr>{inner}</table>" if tag == "tr" else inner for tag, number, inner in found}


def words(unit: str) -> str:
    """The article's own words in a unit, without marks and reasons."""
    return plain(re.sub(r'<a class="mk.*?</a>|<small.*?</small>', "", unit, flags=re.DOTALL))


def test_each_sentence_stands_once_as_what_it_is(gamma: Ledger) -> None:
    html = gamma.view("reading", "gamma").html
    assert [words(unit) for unit in units(html).values()] == [
        "Honey and <i>tea</i>",
        f"Honey eases a cough and a cold {PICTURE} at once.",
        "How nice!",
        "Tea does not.",
        "First item: honey calms.",
        f"Second item {SCRIPT} is sweet.",
        "Name  Honey  Tea",
        "Price  low  high",
        "Nobody wrote this line down yet.",
    ]
    assert [
        re.sub(r"\W", "", tag) for tag in re.findall(r"<(?:h3|p|ul|li|table|tr|td)\b", html.split("reading")[1])
    ] == [*("h3", "p", "ul", "li", "li", "table", "tr", "td", "td", "td", "tr", "td", "td", "td", "p")]


def test_the_verdict_of_each_claim_stands_at_its_sentence(gamma: Ledger) -> None:
    verdicts = {row["claim_id"]: row["verdict"] for row in gamma.rows("claims").rows}
    shown = units(gamma.view("reading", "gamma").html)
    for row in (row for row in gamma.rows("sentences").rows if row["article"] == "gamma"):
        marks = re.findall(r'<a class="mk v-([\w-]+)" href="#([\w-]+)">(.*?)</a>', shown[row["number"]])
        assert [claim for _, claim, _ in marks] == row["claims"]
        for colour, claim, said in marks:
            assert colour == verdicts[claim].replace(" ", "-")
            assert plain(said).lstrip("✔◐▲≠✘○↺?–") == f"{verdicts[claim]}, claim {int(claim[-3:])}"
    assert [claim for _, claim in re.findall(r'<a class="mk v-([\w-]+)" href="#([\w-]+)"', shown[2])] == [
        *("gamma-001", "gamma-002")
    ]


def test_what_was_set_aside_is_toned_down_and_says_why(gamma: Ledger) -> None:
    html = gamma.view("reading", "gamma").html
    toned = re.findall(r'id="sentence-(\d+)" class="aside"', html)
    assert toned == ["1", "3", "6", "7", "9"]
    shown = units(html)
    said = {number: plain("".join(re.findall(r"<small.*?</small>", shown[number]))) for number in shown}
    assert said == {
        **dict.fromkeys((2, 4, 5, 8), ""),
        1: "[heading]",
        3: "[leads on]",
        6: "[invitation]",
        7: "[not part of it]",
        9: "[nobody has said what this is]",
    }


def test_another_text_than_the_one_of_the_claims_is_said_to_be_one(gamma: Ledger) -> None:
    assert "not the text that the claims were made from" in repr(gamma.view("reading", "gamma"))


def test_without_the_text_the_reading_view_says_why_and_leads_there(tmp_path: Path) -> None:
    ledger = write_gamma(tmp_path / "ledger", text=False)
    assert ledger.view("reading", "gamma").html.count("<p>") == 1
    assert "They belong to its publisher" in repr(ledger.view("reading", "gamma"))
    assert '<a href="https://example.org/gamma">Read it on its own page</a>' in ledger.view("reading", "gamma").html
    assert "says with which words its passage begins" in repr(ledger.view("reading", "beta"))
    assert "Passage: “A”." in repr(ledger.view("claims", "beta"))


def test_nothing_of_the_text_is_markup(gamma: Ledger) -> None:
    html = gamma.view("reading", "gamma").html
    assert "<script" not in html
    assert "<img" not in html
    assert "<i>tea" not in html


def test_the_figures_at_the_top(gamma: Ledger) -> None:
    # Central: not rated and uncited; refuted; outdated; confirmed. The third claim is confirmed and not central.
    html = gamma.view("glance", "gamma").html
    assert re.findall(r"<li><b>(\d+)</b> ([^<]*)", html) == [
        ("1", "goes against the evidence or the facts "),
        ("0", "are worded too firmly "),
        ("1", "has no source, and needs one "),
        ("1", "is not settled "),
        ("1", "stands as worded "),
    ]
    assert "Of 5 claims, 4 are central" in repr(gamma.view("glance", "gamma"))
    assert "The other one of them: 1 ↺outdated." in repr(gamma.view("glance", "gamma"))


def test_the_figures_account_for_every_central_claim() -> None:
    ledger = open_ledger(ROOT)
    for article in [article.id for article in ledger.contents.articles]:
        rows = [row for row in ledger.rows("claims").rows if row["article"] == article and row["central"]]
        html = ledger.view("glance", article).html
        wrong, firm, uncited, open_, stand = map(int, re.findall(r"<li><b>(\d+)</b>", html))
        count = Counter(row["verdict"] for row in rows)
        assert wrong == count["contradicted"] + count["refuted"] + count["is wrong"]
        assert firm == count["overstated"] + count["stands, but is worded too firmly"]
        assert uncited == sum("uncited" in row["gaps"] for row in rows)
        assert stand == count["supported"] + count["confirmed"] + count["stands"]
        other = re.search(r"The other (\d+)", html)
        assert wrong + firm + open_ + stand + (int(other[1]) if other else 0) == len(rows)


def test_what_to_mend_first_is_the_head_of_the_work_list() -> None:
    ledger = open_ledger(ROOT)
    rows = [row for row in ledger.rows("work-list").rows if row["article"] == "healthline"]
    view = ledger.view("mend-first", "healthline")
    assert re.findall(r"#([\w-]+)\">claim", view.html) == [row["claim_id"] for row in rows[:3]]
    assert all(row["todo"] in repr(view) for row in rows[:3])
    assert f"{len(rows)} claims have something to mend" in repr(view)
    assert 'href="../reports/work-list-healthline.html"' in view.html


def test_scores_and_sides_are_those_of_the_tables() -> None:
    ledger = open_ledger(ROOT)
    for part, value in (("scores", "value"), ("missing-side", "state")):
        for article in ledger.contents.articles:
            rows = [row for row in ledger.rows(part).rows if row["article"] == article.id]
            html = ledger.view(part, article.id).html
            assert re.findall(r'<td data-label="Answer"><span class="vd"><i[^>]*>.</i>([^<]*)', html) == [
                row[value] for row in rows
            ]
            shown = " ".join(repr(ledger.view(part, article.id)).split())
            for row in rows:
                assert " ".join((row["why"] if part == "scores" else row["rule"]).split()) in shown
            links = re.findall(r"<p>Claims (.*?)\.</p>", html)
            assert [len(found.split(", ")) for found in links] == [n for row in rows if (n := len(row["claims"]))]


def test_an_item_that_nobody_knows_is_not_counted_as_unmet() -> None:
    ledger = open_ledger(ROOT)
    values = Counter(
        row["value"]
        for row in ledger.rows("scores").rows
        if (row["article"], row["instrument"]) == ("healthline", "jama")
    )
    said = f"JAMA benchmarks: {values['met']} of 4 met, {values['not known']} not known"
    assert said in repr(ledger.view("scores", "healthline"))


def cards(ledger: Ledger, article: str) -> dict[str, str]:
    """The card of each claim."""
    found = re.findall(
        r'<article class="claim [^>]*id="([\w-]+)".*?</article>', ledger.view("claims", article).html, re.S
    )
    split = re.split(r"(?=<article )", ledger.view("claims", article).html)[1:]
    return dict(zip(found, split, strict=True))


def ours() -> Iterator[tuple[Ledger, str]]:
    ledger = open_ledger(ROOT)
    yield from ((ledger, article.id) for article in ledger.contents.articles)


def test_every_gap_of_the_table_stands_on_its_card() -> None:
    for ledger, article in ours():
        shown = cards(ledger, article)
        for row in (row for row in ledger.rows("claims").rows if row["article"] == article):
            listed = re.search(r'<ul class="gaps">(.*?)</ul>', shown[row["claim_id"]], re.DOTALL)
            kinds = re.findall(r"<b>([^<]*)</b>", listed[1]) if listed else []
            assert set(kinds) == set(row["gaps"]), row["claim_id"]


def test_the_family_of_a_claim_stands_on_its_card() -> None:
    ledger = open_ledger(ROOT)
    rows = ledger.rows("families").rows
    shown = cards(ledger, "healthline")
    by_family: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_family.setdefault(row["family"], []).append(dict(row))
    seen = {}
    for name, members in by_family.items():
        for member in members:
            if ledger.audit.family_of[member["claim_id"]].name != name:
                continue  # a claim that answers several questions shows the first of its families
            others = {(m["claim_id"], m["verdict"]) for m in members if m["claim_id"] != member["claim_id"]}
            seen[member["claim_id"]] = {(c, "" if v == member["verdict"] else v) for c, v in others}
    for claim, card in shown.items():
        told = re.search(r'<p class="kin">(.*?)</p>', card)
        links = re.findall(r'html#([\w-]+)">\d+</a>(?: \(([^)]*)\))?', told[1]) if told else []
        assert set(links) == seen.get(claim, set())


def test_every_reason_stands_on_the_card_or_on_the_one_it_leads_to() -> None:
    for ledger, article in ours():
        shown = {claim: " ".join(unescape(plain(card)).split()) for claim, card in cards(ledger, article).items()}
        for claim in ledger.contents.claims_by_article[article]:
            for text in (reason.text for reason in claim_card(ledger.audit, claim).reasons):
                if " ".join(text.split()) in shown[claim.id]:
                    continue
                leads = re.findall(r"As for claim (\d+)\.", shown[claim.id])
                assert any(" ".join(text.split()) in shown[f"{article}-{int(n):03}"] for n in leads), claim.id
                assert len(text) >= LONG


def test_the_works_of_a_rating_are_marked_among_the_sources(gamma: Ledger) -> None:
    card = cards(gamma, "alpha")["alpha-001"]
    assert re.findall(r"#ref-(\w+)[^(]*?(?:\([^)]*match\))?: <b>[^<]*</b> \(basis\)", card) == ["bee2012honey"]


# -- in a browser ---------------------------------------------------------------------------------------------------


def visible(tab: Any) -> list[str]:
    return [card.get_attribute("id") for card in tab.locator("article.claim").all() if card.is_visible()]


def test_each_choice_shows_exactly_the_cards_of_the_table(
    browser: Any, reports: Path, built_once: tuple[Ledger, Built]
) -> None:
    rows = [row for row in built_once[0].rows("claims").rows if row["article"] == "alpha"]
    tab = browser.new_page()
    tab.goto((reports / "article-alpha.html").as_uri())
    assert visible(tab) == [row["claim_id"] for row in rows]
    for label, holds in (
        ("Verdict", lambda row, word: row["verdict"] == word),
        ("Kind of claim", lambda row, word: row["kind"] == word),
        ("Gap", lambda row, word: word in row["gaps"]),
    ):
        choice = tab.locator(".filter").get_by_label(label, exact=True)
        values = [option.get_attribute("value") for option in choice.locator("option").all()]
        told = {
            word
            for row in rows
            for word in ([row["verdict"]], [row["kind"]], row["gaps"])[("Verdict", "Kind of claim", "Gap").index(label)]
        }
        assert set(values) == {"", *told}
        for word in values:
            choice.select_option(word)
            assert visible(tab) == [row["claim_id"] for row in rows if not word or holds(row, word)], (label, word)
        choice.select_option("")
    tab.locator(".filter").get_by_label("Verdict").select_option("overstated")
    assert visible(tab) == [row["claim_id"] for row in rows if row["verdict"] == "overstated"] != []
    tab.get_by_text("Show all").click()
    tab.locator(".filter").get_by_label("Only central claims").check()
    assert visible(tab) == [row["claim_id"] for row in rows if row["central"]]
    tab.close()


def test_without_scripts_every_card_is_there_and_no_dead_control(
    browser: Any, reports: Path, built_once: tuple[Ledger, Built]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((reports / "article-alpha.html").as_uri())
    assert visible(tab) == [row["claim_id"] for row in built_once[0].rows("claims").rows if row["article"] == "alpha"]
    assert tab.locator("form, select, input, button").count() == 0
    context.close()


def test_on_paper_there_are_no_controls_and_no_card_breaks(browser: Any, reports: Path) -> None:
    tab = browser.new_page()
    tab.goto((reports / "article-alpha.html").as_uri())
    assert tab.locator(".filter").is_visible()
    tab.emulate_media(media="print")
    assert not tab.locator(".filter").is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.claim')).breakInside") == "avoid"
    tab.close()


def test_a_mark_in_the_text_leads_to_its_card_and_back(browser: Any, reports: Path) -> None:
    tab = browser.new_page()
    tab.goto((reports.parent / "private" / "article-alpha.html").as_uri())
    tab.click("a.mk[href='#alpha-002']")
    tab.wait_for_url("**#alpha-002")
    assert tab.locator(":target").get_attribute("id") == "alpha-002"
    tab.click("#alpha-002 a[href^='#sentence-']")
    tab.wait_for_url("**#sentence-3")
    assert tab.locator(":target").inner_text().startswith("Honey does nothing.")
    tab.close()
