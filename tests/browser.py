"""The Chromium in which tests open pages: which one it is, how it starts, and how to get one where there is none."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

#: The names under which a Chromium is looked for.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: No sandbox, since CI runs as root; the others keep the browser from talking to anybody.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
HOW_TO_GET_ONE = "opens pages in Chromium; get one with: python -m playwright install chromium"

UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: By how many pixels the page is wider than its window.
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def chromium() -> str:
    """The path of a Chromium: the one that ``FIRMGROUND_CHROMIUM`` names, the machine's own, Playwright's, or none."""
    named = os.environ.get("FIRMGROUND_CHROMIUM")
    own = next((path for name in NAMES if (path := shutil.which(name))), "")
    return named or own or _of_playwright()


def _of_playwright() -> str:
    """What ``playwright install chromium`` brought, wherever it puts that on this system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as session:
        path = session.chromium.executable_path
    return path if Path(path).exists() else ""
