"""Takes the picture of the built report that README shows; needs a Chromium.

python docs/picture.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CLAIM = "healthline-065"


def main() -> None:
    """Save one claim of the Healthline report as a reader sees it, with its sources unfolded."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    page_address = (ROOT / "reports" / "article-healthline.html").as_uri()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1000, "height": 900}, color_scheme="light", reduced_motion="reduce")
        page.goto(page_address)
        page.evaluate(f"document.querySelector('#{CLAIM} details').open = true")
        page.locator(f"#{CLAIM}").screenshot(path=ROOT / "docs" / "images" / "report.png", animations="disabled")
        browser.close()


if __name__ == "__main__":
    main()
