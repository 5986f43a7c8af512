"""The pages in a real browser: no request, no error, no sideways scrolling, and nothing of a user's text runs."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from tests.browser import BEYOND, UNFOLD
from tests.reports.conftest import SCRIPT

PAGES = ("article-alpha", "article-beta", "evidence-summary", "gap-charts", "index")


def test_no_request_no_error_no_sideways_scroll(browser: Any, reports: Path) -> None:
    for name in PAGES:
        tab = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        tab.on("console", lambda message, said=said: said.append(message.text))
        tab.on("pageerror", lambda error, said=said: said.append(str(error)))
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        address = (reports / f"{name}.html").as_uri()
        tab.goto(address)
        tab.evaluate(UNFOLD)
        for width, scheme in product((320, 360, 768, 1440), ("light", "dark")):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)
            assert tab.evaluate(BEYOND) <= 0, (name, width, scheme)
        assert (asked, said) == ([address], [])
        tab.close()


def test_a_script_is_shown_and_not_run(browser: Any, reports: Path) -> None:
    tab = browser.new_page(bypass_csp=True)  # escaping must hold without the policy too
    for name in PAGES:
        tab.goto((reports / f"{name}.html").as_uri())
        assert SCRIPT in tab.title()
        assert SCRIPT in tab.inner_text(".notice")
        assert tab.locator("main script, img, iframe").count() == 0
        assert tab.locator("script").count() == 1  # our own
    tab.goto((reports / "article-alpha.html").as_uri())
    assert f"Honey eases a cough {SCRIPT}" in tab.inner_text("#alpha-001 h3")
    tab.close()


def test_links_between_pages_lead_to_their_place(browser: Any, reports: Path) -> None:
    tab = browser.new_page()
    tab.goto((reports / "index.html").as_uri())
    tab.click("table a[href='article-alpha.html']")
    tab.click("#alpha-001 summary")
    tab.click("#alpha-001 details a")
    tab.wait_for_url("**/references.html#ref-bee2012honey")
    # The click returns before the next page stands, so the question waits for the element instead of reading at once.
    assert tab.locator(":target").get_attribute("id") == "ref-bee2012honey"
    tab.close()


def test_the_skip_link_comes_first_and_can_be_seen(browser: Any, reports: Path) -> None:
    tab = browser.new_page()
    tab.goto((reports / "index.html").as_uri())
    tab.keyboard.press("Tab")
    box = tab.locator(":focus").bounding_box()
    assert tab.inner_text(":focus") == "Skip to the content"
    assert box["x"] >= 0
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'main'")
    tab.close()
