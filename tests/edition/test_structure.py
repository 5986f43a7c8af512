"""Every page by itself and all of them together: links, ids, headings, sizes, and nothing that loads."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from tests.edition.conftest import EDITION, PAGES, faults, source, tree
from tests.edition.dom import HEADINGS, Element

from firmground.reports.page import page_script, page_style

#: Attributes by which a page could make a browser fetch something.
FETCHING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "xlink:href")
#: Elements that fetch, send, or change where links lead.
FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "form", "audio", "video"})
LIMITS = {"index": 100_000} | {name: 100_000 for name in PAGES if name.startswith("topic-")}
#: Safety is a topic of nearly forty questions, each whole: answer, works, reasons and the claims that answer it.
LIMITS["topic-safety"] = 200_000
SCOPES = {"row", "col", "rowgroup", "colgroup"}
#: An address in a style that is neither data nor a place on the page.
OUTSIDE = r"url\((?!\s*['\"]?(?:data:|#))"


@cache
def ids(name: str) -> tuple[str, ...]:
    return tuple(e.attrs["id"] for e in tree(name).walk() if "id" in e.attrs)


def test_the_pages_are_there() -> None:
    assert {"index", "evidence-summary"} <= set(PAGES)
    assert len([name for name in PAGES if name.startswith("article-")]) == 5


def test_every_link_leads_somewhere() -> None:
    def lost(name: str, page: Element) -> Iterator[str]:
        for a in page.all("a"):
            to = a.attrs.get("href", "")
            if re.match(r"https?://[^/\s]+\.[^/\s]+", to):
                continue
            file, _, place = to.partition("#")
            other = unquote(file.removesuffix(".html")) if file else name
            there = other in PAGES and (not file or file.endswith(".html"))
            if not there or (place and unquote(place) not in ids(other)):
                yield f"{to} ({a.text})"

    assert faults(lost) == {}


def test_every_link_says_where_it_leads() -> None:
    assert faults(lambda _, page: [a.attrs for a in page.all("a") if not (a.text or a.attrs.get("aria-label"))]) == {}


def test_navigation_leads_to_one_place_per_name() -> None:
    """Those who hear only the links of a list can tell them apart."""

    def ambiguous(_: str, page: Element) -> Iterator[tuple[str, set[str]]]:
        for nav in page.all("nav"):
            places: dict[str, set[str]] = {}
            for a in nav.all("a"):
                places.setdefault(a.text, set()).add(a.attrs["href"])
            yield from ((text, to) for text, to in places.items() if len(to) > 1)

    assert faults(ambiguous) == {}


def test_every_id_is_there_once() -> None:
    assert faults(lambda name, _: [i for i, times in Counter(ids(name)).items() if times > 1]) == {}


def test_what_names_another_element_names_one_that_is_there() -> None:
    def lost(name: str, page: Element) -> Iterator[str]:
        for e in page.walk():
            for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
                yield from (word for word in e.attrs.get(key, "").split() if word not in ids(name))

    assert faults(lost) == {}


def test_nothing_is_fetched() -> None:
    def fetched(name: str, page: Element) -> Iterator[object]:
        for e in page.walk():
            for key in FETCHING:
                if not e.attrs.get(key, "data:").startswith(("data:", "#")):
                    yield e.tag, e.attrs
            yield from (e.attrs for key in e.attrs if key.startswith("on"))
            if e.tag in FORBIDDEN:
                yield e.tag
            if re.search(OUTSIDE, e.attrs.get("style", "")):
                yield e.attrs["style"]
        if [e.attrs["href"] for e in page.all("link")] != ["data:,"]:
            yield [e.attrs for e in page.all("link")]
        for style in page.all("style"):
            yield from re.findall(rf"@import.*|{OUTSIDE}.*", "".join(str(part) for part in style.inside))
        if not len(page.all("script")) == source(name).count("<script") == 1:
            yield page.all("script")

    assert faults(fetched) == {}


def test_the_policy_allows_the_page_itself_and_nothing_else() -> None:
    def policy(_: str, page: Element) -> list[str]:
        return [m.attrs["content"] for m in page.all("meta") if m.attrs.get("http-equiv") == "Content-Security-Policy"]

    def allowed(page: Element) -> str:
        script = "".join(str(part) for part in page.one("script").inside)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        rules = (
            "default-src 'none'",
            f"script-src 'sha256-{digest}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
        return "; ".join(rules)

    assert {name: policy(name, tree(name)) for name in PAGES} == {name: [allowed(tree(name))] for name in PAGES}


def test_sizes() -> None:
    def too_large(name: str, _: Element) -> Iterator[int]:
        whole = source(name)
        bare = re.sub(r"<svg\b.*?</svg>|data:[\w/+.-]*;base64,[A-Za-z0-9+/=]*", "", whole, flags=re.DOTALL)
        # the largest lists every reference with each claim that rests on it, and each question adds such claims
        if len(bare.encode()) > 450_000:
            yield len(bare.encode())
        if len(whole.encode()) >= LIMITS.get(name, 10_000_000):
            yield len(whole.encode())

    assert faults(too_large) == {}


def test_the_style_sheet_and_the_script_are_small() -> None:
    assert len(page_style().encode()) < 40_000
    assert len(page_script()[0].encode()) < 40_000


def test_language_and_title() -> None:
    assert faults(lambda _, page: [a for a in [page.one("html").attrs] if a != {"lang": "en"}]) == {}
    titles = {name: tree(name).one("head").one("title").text for name in PAGES}
    assert all(titles.values())
    assert {title: times for title, times in Counter(titles.values()).items() if times > 1} == {}


def test_headings_form_an_outline() -> None:
    def crooked(_: str, page: Element) -> Iterator[object]:
        headings = page.all(*HEADINGS)
        levels = [int(h.tag[1]) for h in headings]
        if levels[:1] != [1] or levels.count(1) != 1:
            yield levels
        yield from ((a, b) for a, b in pairwise(levels) if b > a + 1)
        yield from (h.tag for h in headings if not h.text)

    assert faults(crooked) == {}


def test_landmarks() -> None:
    def missing(_: str, page: Element) -> Iterator[object]:
        if page.one("main").attrs["id"] != "main":
            yield page.one("main").attrs
        if page.all("a")[0].attrs != {"class": "skip", "href": "#main"}:
            yield page.all("a")[0].attrs
        labels = Counter(nav.attrs["aria-label"] for nav in page.all("nav"))
        yield from (label for label, times in labels.items() if times > 1)

    assert faults(missing) == {}


def test_tables_say_what_they_show_and_what_heads_what() -> None:
    def silent(_: str, page: Element) -> Iterator[object]:
        for table in page.all("table"):
            captions = table.all("caption")
            if not (captions[0].text if captions else "dataframe" in table.attrs.get("class", "")):
                yield table.attrs, "no caption"
            if not table.all("th"):
                yield table.attrs, "no head"
            yield from (th.attrs for th in table.all("th") if th.attrs.get("scope") not in SCOPES)

    assert faults(silent) == {}


def test_pictures_have_words() -> None:
    def silent(_: str, page: Element) -> Iterator[object]:
        yield from (img.attrs for img in page.all("img") if not img.attrs.get("alt"))
        for svg in page.all("svg"):
            if svg.attrs.get("aria-hidden") == "true" and svg.attrs.get("role") != "img":
                continue
            named = svg.attrs.get("aria-labelledby", "").split()
            words = [e.text for e in svg.walk() if e.attrs.get("id") in named]
            if svg.attrs.get("role") != "img" or not named or len(words) != len(named) or not all(words):
                yield svg.attrs

    assert faults(silent) == {}


def test_every_page_says_that_ratings_are_drafts_and_how_old_they_are() -> None:
    def silent(_: str, page: Element) -> Iterator[object]:
        notices = [e.text for e in page.all(of="notice")]
        if len(notices) != 1 or not notices[0].startswith("Draft. "):
            yield notices
        if page.all("time")[0].attrs["datetime"] != "2026-11-22":
            yield page.all("time")[0].attrs

    assert faults(silent) == {}


def test_nothing_of_the_machine_is_on_a_page() -> None:
    folders = [f"{folder}/" for folder in (Path(__file__).resolve().parents[2], Path.home(), tempfile.gettempdir())]

    def betrayed(name: str, _: Element) -> Iterator[str]:
        yield from (folder for folder in folders if folder in source(name))
        yield from re.findall(r"Traceback|object at 0x", source(name))

    assert faults(betrayed) == {}


def test_no_page_is_left_over() -> None:
    assert {path.name for path in EDITION.iterdir() if path.is_file()} == {f"{name}.html" for name in PAGES} | {
        "manifest.json"
    }
