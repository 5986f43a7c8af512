"""Every page in a real browser, opened once: quiet, by itself, never wider than its window, and clean for axe."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from tests.browser import BEYOND, UNFOLD
from tests.edition.conftest import PAGES, address

pytestmark = pytest.mark.slow

#: Widths in CSS pixels; 320 is what a page of 1280 shows at 400 % (WCAG 1.4.10).
WIDTHS = (1440, 768, 360, 320)
#: Where axe looks: a phone and a desktop.
LOOKED_AT = (1440, 360)
#: Every rule of WCAG 2.2 A and AA, and axe's own good practice; target size is off unless asked for.
COLOURS = ("color-contrast", "link-in-text-block")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}} | {name: {"enabled": False} for name in COLOURS},
    "resultTypes": ["violations"],
}
#: Pictures are left out: their letters are drawn as paths, and that they have words is asked in ``test_structure``.
AXE = "options => axe.run({exclude: ['svg']}, options)"
#: Colours, which take axe a millisecond for each element, at one element of each look: two that have the same colours,
#: letters and lines as each other, down from the page, have the same contrast.
CONTRAST = """rules => {
  const numbers = new Map(), looks = new Map(), found = new Map();
  const written = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const look = e => {
    if (!e) return 0;
    if (!looks.has(e)) {
      const s = getComputedStyle(e);
      const own = [look(e.parentElement), written(e), e.tagName, s.display, s.position, s.color, s.backgroundColor,
        s.backgroundImage, s.opacity, s.filter, s.fontSize, s.fontWeight, s.fontStyle, s.textDecorationLine,
        s.textShadow, s.borderBottom].join('|');
      if (!numbers.has(own)) numbers.set(own, numbers.size + 1);
      looks.set(e, numbers.get(own));
    }
    return looks.get(e);
  };
  for (const e of document.querySelectorAll('body *'))
    if (written(e) && !e.closest('svg, script, style') && e.checkVisibility() && !found.has(look(e)))
      found.set(look(e), e);
  const only = {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']};
  return axe.run({include: [...found.values()], exclude: ['svg']}, only);
}"""


class Visitor:
    """A tab that goes from page to page, axe-core with it, and hears what each page says and asks for."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.said: list[str] = []
        self.asked: list[str] = []
        tab.add_init_script((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        tab.on("console", lambda message: self.said.append(message.text))
        tab.on("pageerror", lambda error: self.said.append(str(error)))
        tab.on("request", lambda request: self.asked.append(request.url))

    def visit(self, where: str) -> None:
        """Open a page with everything unfolded."""
        self.tab.emulate_media(color_scheme="light")
        self.said.clear()
        self.asked.clear()
        self.tab.goto(where)
        self.tab.evaluate(UNFOLD)


@pytest.fixture(scope="module")
def visitor(browser: Any) -> Iterator[Visitor]:
    context = browser.new_context()
    yield Visitor(context.new_page())
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_alone_and_fit_for_everybody(visitor: Visitor, name: str) -> None:
    tab = visitor.tab
    visitor.visit(address(name))
    beyond, faults = {}, {}
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        beyond[width] = tab.evaluate(BEYOND)
        if width in LOOKED_AT:
            faults[width] = [*_violations(tab, AXE, RULES), *_violations(tab, CONTRAST, COLOURS)]
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.emulate_media(color_scheme="dark")
    beyond["dark"] = tab.evaluate(BEYOND)
    faults["dark"] = _violations(tab, CONTRAST, COLOURS)
    assert visitor.said == []
    assert visitor.asked == [address(name)]
    assert {case: pixels for case, pixels in beyond.items() if pixels > 0} == {}
    assert {case: found for case, found in faults.items() if found} == {}


def _violations(tab: Any, run: str, asked: object) -> list[str]:
    """What axe finds: impact, rule, how often, and the first place."""
    return [_said(fault) for fault in tab.evaluate(run, asked)["violations"]]


def _said(fault: dict[str, Any]) -> str:
    nodes = fault["nodes"]
    why = " ".join(nodes[0]["failureSummary"].split())
    return f"{fault['impact']} {fault['id']}, {len(nodes)} times, first {nodes[0]['html'][:200]} {why[:300]}"
