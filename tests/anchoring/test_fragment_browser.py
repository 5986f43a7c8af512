"""The links work in a browser, and the browser stops where our own search does."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from firmground.anchoring.fragment import link
from firmground.anchoring.locate import first_in_browser, locate
from firmground.anchoring.normalise import normalise
from firmground.records.anchor import Anchor

#: One block per line; each is shown far below the one before it.
BLOCKS = (
    "Needles were tried once before.",
    "In the first trial, the needles helped with pain & swelling, at once.",
    "In the second trial, the needles helped with pain & swelling, in the end.",
    "It fell by -0.80 points, p<0.05.",
    "A heart improved the long-term (fascial) mood.",
    "The art improved and it rose by 0.80 points, “it’s so,” 12–15 weeks on.",
    "Causes of it are:",
    "bruising",
    "Effects of it are:",
    "bruising",
    "Nothing else was seen.",
)

pytestmark = pytest.mark.slow
TEXT = "\n".join(("  • " if block == "bruising" else "") + block for block in BLOCKS)


def page() -> bytes:
    """A tall page: each block 3000 pixels below the one before; bullets are drawn, not written."""
    body = "".join(
        f"<{tag} id=b{n} style='margin-top:3000px'>{escape(block)}</{tag}>"
        for n, block in enumerate(BLOCKS)
        for tag in ["li" if block == "bruising" else "p"]
    )
    return f"<!doctype html><meta charset=utf-8><title>t</title>{body}<div style='height:3000px'></div>".encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = page() if self.path == "/article" else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/article"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    opened = browser.new_context()
    yield opened
    opened.close()


def opened(context: Any, url: str) -> Any:
    """A tab in which the search has run: it does so once the page is laid out, and two frames later has scrolled."""
    tab = context.new_page()
    tab.goto(url)
    tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return tab


def shown(context: Any, url: str) -> int:
    """The number of the block that the browser scrolls to."""
    tab = opened(context, url)
    tab.wait_for_function("window.scrollY > 0")
    inside = tab.evaluate(
        f"""[...Array({len(BLOCKS)}).keys()].filter(n => {{
            const box = document.getElementById('b' + n).getBoundingClientRect();
            return box.top >= 0 && box.bottom <= window.innerHeight;
        }})"""
    )
    tab.close()
    assert len(inside) == 1
    return int(inside[0])


@functools.cache
def prepared() -> Any:
    return normalise(TEXT)


def block_of(offset: int) -> int:
    return TEXT.count("\n", 0, offset)


@pytest.mark.parametrize(
    ("anchor", "block"),
    [
        (Anchor(start="the needles helped with", prefix="second trial,"), 2),
        (Anchor(start="the needles helped with", prefix="first trial,"), 1),
        (Anchor(start="needles helped", end="swelling,", suffix="in the end"), 1),  # the first start, the last end
        (Anchor(start="helped with pain & swelling,", suffix="in the end"), 2),
        (Anchor(start="with pain & swelling, in"), 2),
        (Anchor(start="In the SECOND trial", end="in the end"), 2),
        (Anchor(start="-0.80 points"), 3),
        (Anchor(start="art improved"), 5),  # not inside "heart improved"
        (Anchor(start="long-term (fascial)"), 4),
        (Anchor(start="“it’s so,” 12–15 weeks"), 5),
        (Anchor(start='"it\'s so," 12–15 weeks'), 5),
        (Anchor(start="bruising", prefix="causes of it are:"), 7),  # over the end of a block and its bullet
        (Anchor(start="bruising", prefix="effects of it are:"), 9),
        (Anchor(start="bruising", suffix="nothing else"), 9),
    ],
)
def test_the_browser_scrolls_to_the_right_words(context: Any, address: str, anchor: Anchor, block: int) -> None:
    first = first_in_browser(anchor, prepared())
    assert first is not None
    assert block_of(first.start) == block
    assert shown(context, link(address, anchor)) == block
    spans = locate(anchor, prepared())
    if anchor.end is None or anchor.suffix is None:
        assert [block_of(s.start) for s in spans] == [block]


def test_the_browser_stops_at_part_of_a_number_as_we_say(context: Any, address: str) -> None:
    """Why an anchor that is found once by our rules may still need a prefix."""
    anchor = Anchor(start="0.80 points")
    assert [block_of(s.start) for s in locate(anchor, prepared())] == [5]
    first = first_in_browser(anchor, prepared())
    assert first is not None
    assert block_of(first.start) == 3
    assert shown(context, link(address, anchor)) == 3
    assert shown(context, link(address, anchor.model_copy(update={"prefix": "rose by"}))) == 5


NOT_FOUND = (
    Anchor(start="rt improved"),
    Anchor(start="once before. In the first"),  # over the end of a block
    Anchor(start="80 points"),  # inside 0.80
    Anchor(start="the needles helped", prefix="third trial,"),
    Anchor(start="pain & swelling", suffix="at once"),  # a comma stands between
    Anchor(start="helped", prefix="trial, the"),  # another word stands between
    Anchor(start="“it"),  # "it’s" is one word
)


def test_what_we_do_not_find_the_browser_does_not_find(context: Any, address: str) -> None:
    for anchor in NOT_FOUND:
        assert locate(anchor, prepared()) == ()
        assert first_in_browser(anchor, prepared()) is None
    tabs = [(anchor, opened(context, link(address, anchor))) for anchor in NOT_FOUND]
    # Opened last, so that the others have had the time that finding something takes.
    assert shown(context, link(address, Anchor(start="Nothing else was seen"))) == len(BLOCKS) - 1
    tabs[0][1].wait_for_timeout(1000)
    assert [anchor for anchor, tab in tabs if tab.evaluate("window.scrollY")] == []
