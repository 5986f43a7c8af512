"""The pages in a real browser: no request, no error, no sideways scrolling, and nothing of a user's text runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.conftest import SCRIPT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium is installed"),
]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    " --no-first-run"
)
PAGES = ("article-alpha", "article-beta", "evidence-summary", "gap-charts", "index")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as session:
        opened = session.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_request_no_error_no_sideways_scroll(browser: object, reports: Path, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[attr-defined]
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        address = (reports / f"{name}.html").as_uri()
        tab.goto(address)
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
        assert asked == [address]
        assert said == []
        asked.clear()
    context.close()


def test_a_script_is_shown_and_not_run(browser: object, reports: Path) -> None:
    tab = browser.new_page(bypass_csp=True)  # type: ignore[attr-defined] # escaping must hold without the policy too
    for name in PAGES:
        tab.goto((reports / f"{name}.html").as_uri())
        assert SCRIPT in tab.title()
        assert SCRIPT in tab.inner_text(".notice")
        assert tab.locator("main script, img, iframe").count() == 0
        assert tab.locator("script").count() == 1  # our own
    tab.goto((reports / "article-alpha.html").as_uri())
    assert f"Honey eases a cough {SCRIPT}" in tab.inner_text("#alpha-001 h3")
    tab.close()


def test_links_between_pages_lead_to_their_place(browser: object, reports: Path) -> None:
    tab = browser.new_page()  # type: ignore[attr-defined]
    tab.goto((reports / "index.html").as_uri())
    tab.click("table a[href='article-alpha.html']")
    tab.click("#alpha-001 summary")
    tab.click("#alpha-001 details a")
    tab.wait_for_url("**/references.html#ref-bee2012honey")
    # The click returns before the next page stands, so the question waits for the element instead of reading at once.
    assert tab.locator(":target").get_attribute("id") == "ref-bee2012honey"
    tab.close()


def test_the_skip_link_comes_first_and_can_be_seen(browser: object, reports: Path) -> None:
    tab = browser.new_page()  # type: ignore[attr-defined]
    tab.goto((reports / "index.html").as_uri())
    tab.keyboard.press("Tab")
    box = tab.locator(":focus").bounding_box()
    assert tab.inner_text(":focus") == "Skip to the content"
    assert box["x"] >= 0
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'main'")
    tab.close()
