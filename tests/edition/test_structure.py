"""Every page by itself and all of them together: links, ids, headings, sizes, and nothing that loads."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from tests.edition.conftest import EDITION, PAGES, source, tree
from tests.edition.dom import HEADINGS, Element

from firmground.reports.page import page_script, page_style

#: Attributes by which a page could make a browser fetch something.
FETCHING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "xlink:href")
LIMITS = {"index": 100_000} | {name: 100_000 for name in PAGES if name.startswith("topic-")}


@cache
def ids(name: str) -> tuple[str, ...]:
    return tuple(e.attrs["id"] for e in tree(name).walk() if "id" in e.attrs)


def test_the_pages_are_there() -> None:
    assert {"index", "evidence-summary"} <= set(PAGES)
    assert len([name for name in PAGES if name.startswith("article-")]) == 5


def test_every_link_leads_somewhere(name: str, page: Element) -> None:
    lost = []
    for a in page.all("a"):
        to = a.attrs.get("href", "")
        if re.match(r"https?://[^/\s]+\.[^/\s]+", to):
            continue
        file, _, place = to.partition("#")
        other = unquote(file.removesuffix(".html")) if file else name
        if other not in PAGES or (file and not file.endswith(".html")) or (place and unquote(place) not in ids(other)):
            lost.append(f"{to} ({a.text})")
    assert lost == []


def test_every_link_says_where_it_leads(page: Element) -> None:
    assert [a.attrs for a in page.all("a") if not (a.text or a.attrs.get("aria-label"))] == []


def test_navigation_leads_to_one_place_per_name(page: Element) -> None:
    """Those who hear only the links of a list can tell them apart."""
    for nav in page.all("nav"):
        places: dict[str, set[str]] = {}
        for a in nav.all("a"):
            places.setdefault(a.text, set()).add(a.attrs["href"])
        assert {text: to for text, to in places.items() if len(to) > 1} == {}


def test_every_id_is_there_once(name: str) -> None:
    assert [i for i, times in Counter(ids(name)).items() if times > 1] == []


def test_what_names_another_element_names_one_that_is_there(name: str, page: Element) -> None:
    named = [
        word
        for e in page.walk()
        for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
        for word in e.attrs.get(key, "").split()
    ]
    assert [word for word in named if word not in ids(name)] == []


def test_nothing_is_fetched(name: str, page: Element) -> None:
    for e in page.walk():
        for key in FETCHING:
            assert e.attrs.get(key, "data:").startswith(("data:", "#")), (e.tag, e.attrs)
        assert not [key for key in e.attrs if key.startswith("on")]
    assert [e.attrs["href"] for e in page.all("link")] == ["data:,"]
    assert not {e.tag for e in page.walk()} & {"iframe", "object", "embed", "base", "form", "audio", "video"}
    styles = " ".join(e.inside[0] for e in page.all("style") if isinstance(e.inside[0], str))
    assert not re.search(r"@import|url\((?!\s*['\"]?(?:data:|#))", styles)
    assert not re.search(r"url\((?!\s*['\"]?(?:data:|#))", " ".join(e.attrs.get("style", "") for e in page.walk()))
    assert len(page.all("script")) == source(name).count("<script") == 1


def test_the_policy_allows_the_page_itself_and_nothing_else(page: Element) -> None:
    [script] = page.one("script").inside
    assert isinstance(script, str)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    [policy] = [m.attrs["content"] for m in page.all("meta") if m.attrs.get("http-equiv") == "Content-Security-Policy"]
    assert [rule.strip() for rule in policy.split(";")] == [
        "default-src 'none'",
        f"script-src 'sha256-{digest}'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_sizes(name: str) -> None:
    whole = source(name)
    bare = re.sub(r"<svg\b.*?</svg>|data:[\w/+.-]*;base64,[A-Za-z0-9+/=]*", "", whole, flags=re.DOTALL)
    assert len(bare.encode()) <= 400_000
    assert len(whole.encode()) < LIMITS.get(name, 10_000_000)


def test_the_style_sheet_and_the_script_are_small() -> None:
    assert len(page_style().encode()) < 40_000
    assert len(page_script()[0].encode()) < 40_000


@cache
def title(name: str) -> str:
    return tree(name).one("head").one("title").text


def test_language_and_title(name: str, page: Element) -> None:
    assert page.one("html").attrs == {"lang": "en"}
    assert title(name)
    assert [other for other in PAGES if title(other) == title(name)] == [name]


def test_headings_form_an_outline(page: Element) -> None:
    levels = [int(h.tag[1]) for h in page.all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    assert [h.tag for h in page.all(*HEADINGS) if not h.text] == []


def test_landmarks(page: Element) -> None:
    assert page.one("main").attrs["id"] == "main"
    assert page.all("a")[0].attrs == {"class": "skip", "href": "#main"}
    labels = [nav.attrs["aria-label"] for nav in page.all("nav")]
    assert len(set(labels)) == len(labels)


def test_tables_say_what_they_show_and_what_heads_what(page: Element) -> None:
    for table in page.all("table"):
        assert table.all("caption")[0].text if table.all("caption") else "dataframe" in table.attrs.get("class", "")
        assert all(th.attrs.get("scope") in {"row", "col", "rowgroup", "colgroup"} for th in table.all("th"))
        assert table.all("th")


def test_pictures_have_words(page: Element) -> None:
    assert [img.attrs for img in page.all("img") if not img.attrs.get("alt")] == []
    for svg in page.all("svg"):
        assert svg.attrs.get("aria-hidden") == "true" or svg.attrs.get("role") == "img"
        if svg.attrs.get("role") == "img":
            named = svg.attrs["aria-labelledby"].split()
            words = [e.text for e in svg.walk() if e.attrs.get("id") in named]
            assert len(words) == len(named)
            assert all(words)


def test_every_page_says_that_ratings_are_drafts_and_how_old_they_are(page: Element) -> None:
    [notice] = page.all(of="notice")
    assert notice.text.startswith("Draft. ")
    assert page.all("time")[0].attrs["datetime"] == "2026-11-22"


def test_nothing_of_the_machine_is_on_a_page(name: str) -> None:
    text = source(name)
    for folder in (Path(__file__).resolve().parents[2], Path.home(), Path(tempfile.gettempdir())):
        assert f"{folder}/" not in text
    assert not re.search(r"Traceback|object at 0x", text)


def test_no_page_is_left_over() -> None:
    assert {path.name for path in EDITION.iterdir() if path.is_file()} == {f"{name}.html" for name in PAGES} | {
        "manifest.json"
    }
