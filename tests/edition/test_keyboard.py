"""The pages without a mouse, and for people who enlarge, darken or calm what they see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser import BEYOND, UNFOLD
from tests.edition.conftest import PAGES, address

#: One page of each kind.
KINDS = (
    "index",
    "article-denver-clinic",
    "topic-migraine",
    "gap-map",
    "gap-charts",
    "references",
    "work-list-denver-clinic",
    "search",
    "glossary",
    "evidence-summary",
)

pytestmark = pytest.mark.slow
#: Those of them that may have nothing to press or fill in.
WITHOUT_CONTROLS = frozenset({"index", "topic-migraine", "glossary"})
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {tag: e.tagName, text: e.textContent.trim(), type: e.type || '', href: e.getAttribute('href') || '',
          ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          width: box.width, height: box.height, left: box.left, right: box.right};
}"""


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_there_is_one_page_of_each_kind() -> None:
    assert set(KINDS) <= set(PAGES)


@pytest.mark.parametrize("name", KINDS)
def test_a_page_of_each_kind_without_a_mouse_enlarged_and_calm(tab: Any, name: str) -> None:
    tab.goto(address(name))
    _tab_leads_from_the_skip_link_through_the_page(tab)
    _the_skip_link_leads_to_the_content(tab)
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.evaluate(UNFOLD)
    _controls_are_large_enough_and_named(tab, some=name not in WITHOUT_CONTROLS)
    _nothing_moves_for_those_who_asked_for_calm(tab)
    _text_may_be_spaced_out(tab)


def _tab_leads_from_the_skip_link_through_the_page(tab: Any) -> None:
    """Forty steps: each goes to something new that can be seen and is marked as the place where the reader is."""
    _to_the_start(tab)
    steps = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        steps.append(tab.evaluate(FOCUSED))
        if steps[-1]["tag"] == "BODY":
            break
    assert steps[0]["text"] == "Skip to the content"
    reached = [step for step in steps if step["tag"] != "BODY"]
    assert [step for step in reached if not step["ring"]] == []
    assert [step for step in reached if step["width"] < 1 or step["left"] < 0 or step["right"] > 1441] == []
    assert {"A"} <= {step["tag"] for step in reached}


def _to_the_start(tab: Any) -> None:
    """Some page's field takes the focus; go back to where a reader begins."""
    tab.evaluate("document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)")


def _the_skip_link_leads_to_the_content(tab: Any) -> None:
    _to_the_start(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'main'")


def _controls_are_large_enough_and_named(tab: Any, *, some: bool) -> None:
    """24 by 24 CSS pixels (WCAG 2.5.8), and a name that a screen reader can say."""
    found = tab.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary')].filter(e => e.checkVisibility())
          .map(e => [e.tagName, e.getBoundingClientRect().width, e.getBoundingClientRect().height,
                     (e.labels && e.labels[0] ? e.labels[0].textContent : e.getAttribute('aria-label') || e.textContent)
                     .trim()])"""
    )
    assert found or not some
    assert [control for control in found if min(control[1], control[2]) < 24 or not control[3]] == []


def _nothing_moves_for_those_who_asked_for_calm(tab: Any) -> None:
    tab.emulate_media(reduced_motion="reduce")
    moving = tab.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
          return s.scrollBehavior === 'smooth' || parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'; })
          .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def _text_may_be_spaced_out(tab: Any) -> None:
    """WCAG 1.4.12: with more space between lines, words and letters the page is still no wider than a phone."""
    spaced = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    tab.add_style_tag(content=spaced + "p{margin-bottom:2em!important}")
    assert tab.evaluate(BEYOND) <= 0


def test_filters_work_by_keyboard_and_say_what_is_left(tab: Any) -> None:
    tab.goto(address("article-denver-clinic"))
    form = tab.locator("form.filter").first
    form.locator("input[type=search]").focus()
    tab.keyboard.type("xyzzy")
    said = form.locator("output")
    assert said.inner_text().startswith("0 of ")
    assert said.get_attribute("role") == "status"
    assert tab.locator("article.claim:visible").count() == 0
    form.locator("button[type=reset]").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.querySelector('form.filter output').textContent.startsWith('All ')")
    assert tab.locator("article.claim:visible").count() == tab.locator("article.claim").count()


def test_arrow_keys_walk_the_gap_map(tab: Any) -> None:
    tab.goto(address("gap-map"))
    first = tab.locator("table[data-walk] td a").first
    first.focus()
    tab.keyboard.press("ArrowDown")
    second = tab.evaluate("document.activeElement.getAttribute('href')")
    assert second != first.get_attribute("href")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == first.get_attribute("href")


@pytest.mark.parametrize("name", KINDS)
def test_without_script_everything_is_there(browser: Any, name: str) -> None:
    """Nothing is hidden, and no control stands there that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address(name))
    assert tab.locator("main [hidden]").count() == 0
    assert tab.locator("button, input, select, form").count() == 0
    assert tab.locator("h1").is_visible()
    context.close()
