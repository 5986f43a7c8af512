"""The map of the evidence on its page: the numbers of the table, filtered and walked in a real browser."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.browser import BEYOND
from tests.reports.conftest import ROOT

from firmground.gaps.evidence_map import MapFilter, map_evidence
from firmground.ledger import Ledger, open_ledger
from firmground.records.terms import Kind, words_of
from firmground.reports.nav import Navigation
from firmground.reports.page import Frame, compose, notebook_of

WHOLE = MapFilter()
FRAME = Frame("A ledger", "Drafts.", "2026-11-22", Navigation(()), ())
#: Number and best certainty by condition and therapy.
Cells = dict[tuple[str, str], tuple[int, str]]
#: What a page shows of the map: number and word of each cell that is seen, and the totals.
READ = """() => {
  const table = document.querySelector('table[data-map]');
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const cells = [], totals = {};
  for (const row of table.tBodies[0].rows) {
    if (row.hidden) continue;
    const name = row.cells[0].textContent;
    totals[name] = +row.cells[heads.length - 1].textContent;
    for (const link of row.querySelectorAll('a.cell:not([hidden])'))
      cells.push([name, heads[link.closest('td').cellIndex], +link.querySelector('b').textContent,
        link.querySelector('.w').textContent, link.querySelector('svg').getAttribute('class')]);
  }
  const foot = [...table.tFoot.rows[0].cells].slice(1).map((cell) => +cell.textContent);
  return { cells, totals, foot, heads: heads.slice(1, -1) };
}"""


@cache
def ours() -> Ledger:
    return open_ledger(ROOT)


def expected(ledger: Ledger, only: MapFilter = WHOLE, comparator: str | None = None) -> Cells:
    """The map as the rules draw it."""
    drawn = map_evidence(ledger.contents, ledger.audit.grades, "comparator" if comparator else None, only)
    return {
        (cell.condition or drawn.none, cell.about): (len(cell.claims), cell.certainty or "not rated")
        for cell in drawn.cells
        if cell.claims and cell.facet == comparator
    }


def test_every_claim_is_listed_once_and_under_its_cell() -> None:
    ledger = ours()
    html = ledger.view("evidence-map").html
    listed = {}
    for anchor, body in re.findall(
        r'<details class="mapcell" id="([^"]*)".*?</summary>(.*?)</details>', html, re.DOTALL
    ):
        listed[anchor] = re.findall(r'<li data-item[^>]*><a href="[^"#]*#([^"]*)">', body)
    rows = ledger.rows("evidence-map").rows
    assert list(listed.values()) == [row["claim_ids"] for row in rows]
    links = re.findall(r'<a class="cell" href="#([^"]*)"><b>(\d+)</b>.*?<span class="w">([^<]*)</span>', html)
    assert [(a, int(n), w) for a, n, w in links] == [
        (anchor, row["claims"], row["certainty"] or "not rated") for anchor, row in zip(listed, rows, strict=True)
    ]


def test_totals_are_those_of_the_table_and_say_what_they_count() -> None:
    ledger = ours()
    html = ledger.view("evidence-map").html
    totals = {kind: [] for kind in ("condition", "therapy", "all")}  # type: dict[str, list[int]]
    for row in ledger.rows("evidence-map-totals").rows:
        if row["total"] in totals:
            totals[row["total"]].append(row["claims"])
    shown = [int(n) for n in re.findall(r'<td class="n">(\d+)</td>', html)]
    assert shown == [*totals["condition"], *totals["therapy"], *totals["all"]]
    assert '<th scope="col" class="n">Distinct claims</th>' in html
    assert "a total counts each claim once" in html


def test_a_cell_names_its_gaps_with_their_rule(small: Path) -> None:
    html = open_ledger(small).view("evidence-map").html
    [body] = re.findall(r'id="cell-sore-i-throat-i-b-tea-b".*?</details>', html, re.DOTALL)
    assert (
        "<b>Not looked for:</b> 1 claim, and no study or systematic review in the ledger speaks to any of them." in body
    )
    assert "All claims here: 1 for the therapy; best certainty" in body
    [first] = re.findall(r'id="cell-cough-honey".*?</details>', html, re.DOTALL)
    assert 'The article cites: <a href="../reports/references.html#ref-bee2012honey">Bee and' in first
    assert 'data-kind="efficacy" data-comparator="no treatment" data-certainty="low" data-central="yes"' not in first
    assert 'data-kind="efficacy" data-comparator="not named" data-certainty="low" data-central="yes"' in first


def test_the_key_explains_every_sign() -> None:
    key = ours().view("evidence-map").html.partition('<div class="key">')[2].partition('<h3 id="cells">')[0]
    assert re.findall(r'data-level="([^"]*)"', key) == ["high", "moderate", "low", "very low", "not rated"]
    assert re.findall(r"<dt>([^<]*)</dt><dd>(?!<b>[a-z])", key)[:9] == ["14", "✗1", "≠1", "N", "R", "L", "S", "C", "U"]
    assert "no claim in these articles. It does not mean that no evidence exists." in key


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of this repository's ledger as a page."""
    path = tmp_path_factory.mktemp("map") / "gap-map.html"
    shown = notebook_of(ours().view("evidence-map")._repr_html_())
    path.write_text(compose(shown, "gap-map", "Gap map", FRAME), encoding="utf-8")
    return path


@pytest.fixture
def tab(browser: Any, page_file: Path) -> Iterator[Any]:
    opened = browser.new_page()
    opened.goto(page_file.as_uri())
    yield opened
    opened.close()


def shown(tab: Any) -> tuple[Cells, dict[str, int], list[int], list[str]]:
    read = tab.evaluate(READ)
    for *_, word, shape in read["cells"]:
        assert shape == f"shp c-{word.replace(' ', '-')}"
    cells = {(condition, about): (number, word) for condition, about, number, word, _ in read["cells"]}
    return cells, read["totals"], read["foot"], read["heads"]


def test_filtered_numbers_are_those_of_the_filtered_map(tab: Any) -> None:
    ledger = ours()
    draw = random.Random(20261122)
    names = ledger.audit.article_names
    facets = sorted({row["comparator"] for row in ledger.rows("evidence-map-by-comparator").rows})
    kinds = [kind for kind in words_of(Kind) if tab.locator(f"option[value='{kind}']").count()]
    assert len(kinds) > 3
    seen = 0
    for turn in range(24):
        article = draw.choice([None, *names])
        kind = draw.choice([None, *kinds]) if turn % 3 else None
        comparator = draw.choice([None, *facets]) if turn % 2 else None
        central = draw.choice([None, True])
        for label, value in (
            ("Article", names.get(article or "")),
            ("Kind of claim", kind),
            ("Compared with", comparator),
        ):
            tab.get_by_label(label, exact=True).select_option(value or "")
        tab.get_by_label("Only central claims").set_checked(bool(central))
        only = MapFilter(
            articles=frozenset({article}) if article else None,
            kinds=frozenset({kind}) if kind else None,
            central=central,
        )
        want = expected(ledger, only, comparator)
        cells, totals, foot, heads = shown(tab)
        assert cells == want, only
        rows = {condition: 0 for condition, _ in want}
        columns = dict.fromkeys(heads, 0)
        for (condition, about), (number, _) in want.items():
            rows[condition] += number
            columns[about] += number
        assert totals == rows
        assert foot == [*columns.values(), sum(columns.values())]
        seen += bool(want)
    assert seen > 10


def test_showing_all_again_restores_the_whole_map(tab: Any) -> None:
    tab.get_by_label("Kind of claim", exact=True).select_option("safety")
    assert tab.locator("table.map.part").count() == 1
    tab.get_by_role("button", name="Show all").click()
    tab.wait_for_function("!document.querySelector('table.map.part')")
    assert shown(tab)[0] == expected(ours())


def test_a_cell_opens_its_claims(tab: Any) -> None:
    tab.locator("a.cell").nth(1).click()
    opened = tab.locator("details.mapcell[open]")
    opened.first.wait_for()
    assert opened.count() == 1
    assert f"#{opened.get_attribute('id')}" == tab.locator("a.cell").nth(1).get_attribute("href")
    assert opened.locator("li[data-item]").first.is_visible()


def test_arrow_keys_walk_the_map(browser: Any, page_file: Path) -> None:
    tab = browser.new_page()
    tab.goto(page_file.as_uri())

    def here() -> str:
        return str(tab.evaluate("document.activeElement.getAttribute('href')"))

    # Pain: claims in all four columns; the next row with claims on the last column is further down.
    tab.locator("a.cell").first.focus()
    assert here() == "#cell-pain-dry-needling"
    tab.keyboard.press("ArrowRight")
    assert here() == "#cell-pain-acupuncture"
    tab.keyboard.press("ArrowDown")
    assert here() == "#cell-chronic-pain-acupuncture"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowLeft")
    assert here() == "#cell-pain-dry-needling"
    # What the filter has taken away is passed over.
    tab.get_by_label("Kind of claim", exact=True).select_option("safety")
    left = [about for _, about in expected(ours(), MapFilter(kinds=frozenset({"safety"})))]
    column = tab.locator("a.cell[href$=-acupuncture]:not([hidden])")
    assert column.count() == left.count("acupuncture") > 1
    column.first.focus()
    tab.keyboard.press("ArrowDown")
    assert here() == column.nth(1).get_attribute("href")
    tab.close()


def test_without_a_script_the_whole_map_stands(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(page_file.as_uri())
    assert tab.locator("form").count() == 0
    assert tab.locator("a.cell").count() == len(expected(ours()))
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_no_sideways_scroll_and_heads_stay_in_sight(browser: Any, page_file: Path, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(page_file.as_uri())
    assert tab.evaluate(BEYOND) <= 0
    tab.evaluate("document.querySelector('.scroll').scrollTop = 600")
    top = "(s) => document.querySelector(s).getBoundingClientRect().top"
    assert abs(tab.evaluate(top, ".map thead th") - tab.evaluate(top, ".scroll")) < 2
    tab.close()
