"""One visit to every page in a real browser: what it does at each width and in each scheme, and what axe finds."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.edition.conftest import ROOT, address

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
#: axe-core of this version, as ``.ci/run`` fetches it. Another place may be named.
AXE = Path(os.environ.get("FIRMGROUND_AXE") or ROOT / ".cache" / "axe" / "package" / "axe.min.js")
#: Widths in CSS pixels; 320 is what a page of 1280 shows at 400 % (WCAG 1.4.10).
WIDTHS = (1440, 768, 360, 320)
#: Where axe looks: a phone and a desktop.
LOOKED_AT = (1440, 360)
#: The width at which pages are also opened in the dark.
DARK = 360
#: Pictures are left out: their letters are drawn as paths, and that they have words is asked in ``test_structure``.
#: Every rule of WCAG 2.2 A and AA, and axe's own good practice; target size is off unless asked for.
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: What can be other in the dark than in the light.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """What was seen of a page.

    Attributes:
        asked: addresses that the browser asked for.
        said: messages on the console, and errors.
        beyond: by (width, scheme), how many pixels the page is wider than the window, everything unfolded.
        faults: by (width, scheme), what axe found: rule, impact, how often, and the first place.
    """

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    beyond: dict[tuple[int, str], int] = field(default_factory=dict)
    faults: dict[tuple[int, str], list[str]] = field(default_factory=dict)


def visits(pages: Sequence[str], chromium: str) -> dict[str, Visit]:
    """Visit every page, two at a time: the work is the browser's own."""
    return asyncio.run(_all(pages, chromium))


async def _all(pages: Sequence[str], chromium: str) -> dict[str, Visit]:
    from playwright.async_api import async_playwright

    found: dict[str, Visit] = {}
    left = list(reversed(pages))
    axe = AXE.read_text(encoding="utf-8") if AXE.is_file() else ""
    async with async_playwright() as session:
        browser = await session.chromium.launch(executable_path=chromium, args=FLAGS)

        async def worker() -> None:
            context = await browser.new_context()
            while left:
                name = left.pop()
                found[name] = await _visit(context, address(name), axe)
            await context.close()

        await asyncio.gather(worker(), worker())
        await browser.close()
    return found


async def _visit(context: Any, where: str, axe: str) -> Visit:
    visit = Visit()
    tab = await context.new_page()
    tab.on("console", lambda message: visit.said.append(message.text))
    tab.on("pageerror", lambda error: visit.said.append(str(error)))
    tab.on("request", lambda request: visit.asked.append(request.url))
    for width in WIDTHS:
        await tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark") if width == DARK else ("light",):
            await tab.emulate_media(color_scheme=scheme)
            await tab.goto(where)
            await tab.evaluate(UNFOLD)
            visit.beyond[width, scheme] = await tab.evaluate(BEYOND)
            if axe and width in LOOKED_AT:
                await tab.evaluate(axe)
                options = ASKED if scheme == "light" else COLOURS
                result = await tab.evaluate("options => axe.run({exclude: ['svg']}, options)", options)
                visit.faults[width, scheme] = [_said(fault) for fault in result["violations"]]
    await tab.close()
    return visit


def _said(fault: dict[str, Any]) -> str:
    nodes = fault["nodes"]
    why = " ".join(nodes[0]["failureSummary"].split())
    return f"{fault['impact']} {fault['id']}, {len(nodes)} times, first {nodes[0]['html'][:200]} {why[:300]}"
