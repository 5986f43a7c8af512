"""Ten questions of students, educators and writers: the paths of docs/how-to/find-an-answer.md, followed in a browser.

The pages are those of the published edition, ``reports/``; the answers are what the ledger's tables say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from tests.reports.conftest import ROOT

from firmground.ledger import Ledger, open_ledger

GUIDE = (ROOT / "docs" / "how-to" / "find-an-answer.md").read_text(encoding="utf-8")
#: Paths by the number of the question.
PATHS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        int(number): tuple(path.split(" → "))
        for number, path in re.findall(r"^### (\d+)\. .+?\n\nHome → (.+?)$", GUIDE, re.MULTILINE)
    }
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ours() -> Ledger:
    return open_ledger(ROOT)


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 360, "height": 740})  # a phone: what is asked must be found there
    yield context.new_page()
    context.close()


def follow(tab: Any, number: int) -> None:
    """Start at Home and do what the guide says, step by step."""
    tab.goto((ROOT / "reports" / "index.html").as_uri())
    for step in PATHS[number]:
        words = re.findall(r"\*\*(.+?)\*\*", step)
        if step.startswith("choose"):
            value, label = words
            select = tab.get_by_label(label, exact=True).first
            select.select_option(select.locator("option").filter(has_text=re.compile(rf"^{value} \(")).inner_text())
        elif step.startswith("type"):
            tab.get_by_role("searchbox").fill(words[0])
            tab.keyboard.press("Enter")
            tab.wait_for_url(re.compile(r"/search\.html"))
        else:
            _click(tab, words[0])


def _click(tab: Any, text: str) -> None:
    """Click what bears these very words, or else what contains them; a button only where there is no such link."""
    for role in ("link", "button"):
        for exact in (True, False):
            found = tab.locator("main, nav").get_by_role(role, name=text, exact=exact)
            if found.count():
                # A click returns before the next page stands, and what is asked next must not be asked of this one.
                to = found.first.evaluate("e => e.href") if role == "link" else None
                found.first.click()
                if to:
                    tab.wait_for_url(to)
                return
    pytest.fail(f"Nothing to click says “{text}” on {tab.url}")


def rows(ledger: Ledger, table: str, **wanted: object) -> list[dict[str, Any]]:
    return [dict(r) for r in ledger.rows(table).rows if all(r[name] == value for name, value in wanted.items())]


def shown(tab: Any) -> str:
    """The words of the page as a reader sees them, on one line."""
    return " ".join(tab.inner_text("main").split())


def test_there_are_ten_and_each_takes_three_clicks_at_most() -> None:
    assert sorted(PATHS) == list(range(1, 11))
    assert all(1 <= len(path) <= 3 for path in PATHS.values())


def test_1_migraine(tab: Any, ours: Ledger) -> None:
    follow(tab, 1)
    told = shown(tab)
    claims = rows(ours, "claims", condition="migraine")
    sure = [row for row in claims if row["kind"] in {"efficacy", "comparative efficacy"} and row["certainty"]]
    assert sure
    for row in claims:
        assert row["claim"] in told
    best = next(row for row in sure if row["verdict"] == "supported")
    assert best["wording_allowed"] is None  # nobody has written a sentence for it, so the claim stands there as a claim
    assert re.search(
        rf"An article says: {re.escape(best['claim'])} \S* ?{best['verdict']} Certainty: {best['certainty']}", told
    )


def test_2_safety(tab: Any, ours: Ledger) -> None:
    follow(tab, 2)
    claims = [row for row in ours.rows("claims").rows if row["kind"] in {"safety", "contraindication"}]
    articles = {row["article"] for row in claims}
    assert f"In all: {len(claims)} claims in {len(articles)} articles" in shown(tab)


def test_3_the_gap_map(tab: Any, ours: Ledger) -> None:
    follow(tab, 3)
    [row] = rows(ours, "evidence-map", condition="myofascial pain", about="dry needling")
    cell = tab.locator("a[href='#cell-myofascial-pain-dry-needling']").first
    assert " ".join(cell.inner_text().split()) == f"{row['claims']} claims, {row['certainty']}"


def test_4_claims_without_a_reference(tab: Any, ours: Ledger) -> None:
    follow(tab, 4)
    wanted = [r["claim_id"] for r in rows(ours, "claims", article="cleveland-clinic") if "uncited" in r["gaps"]]
    cards = tab.locator("article.claim:visible")
    assert [cards.nth(i).get_attribute("id") for i in range(cards.count())] == wanted


def test_5_what_the_evidence_contradicts(tab: Any, ours: Ledger) -> None:
    follow(tab, 5)
    for verdict in ("contradicted", "refuted"):
        items = tab.locator(f"h3#claims-{verdict} + ul > li")
        titles = [items.nth(i).locator(".t").inner_text() for i in range(items.count())]
        assert titles == [row["claim"] for row in rows(ours, "claims", verdict=verdict)]
    assert tab.locator(":target").get_attribute("id") == "claims-contradicted"


def test_6_what_is_left_out(tab: Any, ours: Ledger) -> None:
    follow(tab, 6)
    assert tab.locator(":target").inner_text() == "What the article leaves out"
    told = shown(tab)
    for row in rows(ours, "missing-side", article="healthline"):
        assert row["asks"] in told
        assert row["rule"] in told


def test_7_what_to_fix_first(tab: Any, ours: Ledger) -> None:
    follow(tab, 7)
    first = rows(ours, "work-list", article="healthline")[0]
    assert first["claim"] in tab.locator("article.claim h3").first.inner_text()
    assert first["todo"] in tab.locator("article.claim").first.inner_text()


def test_8_what_to_write_and_to_cite(tab: Any, ours: Ledger) -> None:
    follow(tab, 8)
    offered = [row for row in rows(ours, "work-list", article="healthline") if row["wording"] and row["reference"]]
    card = tab.locator(f"#do-{offered[0]['claim_id']}")
    assert card.locator("[data-copy='Copy the wording']").inner_text() == offered[0]["wording"]
    assert card.locator("[data-copy='Copy the reference']").inner_text() == offered[0]["reference_text"]
    tab.wait_for_function("document.querySelector('button.copy').textContent !== 'Copy the wording'")


def test_9_works_that_were_replaced(tab: Any, ours: Ledger) -> None:
    follow(tab, 9)
    items = tab.locator("li[id^='ref-']:visible")
    keys = {(items.nth(i).get_attribute("id") or "").removeprefix("ref-") for i in range(items.count())}
    assert keys == {row["ref"] for row in rows(ours, "references", status="superseded")}


def test_10_what_a_study_found(tab: Any, ours: Ledger) -> None:
    follow(tab, 10)
    [row] = rows(ours, "references", ref="rha2013comparison")
    tab.wait_for_url("**/references.html#ref-rha2013comparison")
    entry = tab.locator(":target")
    assert " ".join(row["finding"].split()) in " ".join(entry.text_content().split())
