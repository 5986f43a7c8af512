"""What of a notebook's own HTML may stand on a page, with no policy of the page to help."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.reports.html import allowed
from firmground.reports.html.addresses import is_web
from firmground.reports.html.allowed import DRAWN, ELEMENTS, inert
from firmground.reports.html.tree import Element, fragment_of
from firmground.reports.html.written import written
from firmground.reports.nav import Navigation
from firmground.reports.notebook import code_cell, html_output, new_notebook
from firmground.reports.page import Frame, compose

#: HTML that ran, loaded or sent something in one browser or another, once.
HOSTILE: list[str] = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
CLEAN = "<p>clean</p>"
#: The tree of what is in an element, as a browser has it; white space aside.
TREE = """html => {
  const of = node => [...node.childNodes].flatMap(n => n.nodeType === 3 ? (n.data.trim() ? [n.data.trim()] : [])
    : [[n.localName, Object.fromEntries([...n.attributes].map(a => [a.name, a.value])), of(n)]]);
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = html;
  return of(box);
}"""


def kept(html: str) -> str:
    return written(Element("", {}, inert(html)))


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<SCRIPT src=x></SCRIPT >b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ("a<iframe src='https://x'>c</iframe>b", "ab"),
        ("a<link rel=stylesheet href=https://x>b", "ab"),
        ("a<!-- x -->b", "ab"),
        ("<form action=/x><input><p>in</p></form>b", "b"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<img src="https://x/y.png" alt="A &lt; b">', "A &lt; b"),
        ('<img src="data:image/svg+xml,x">', ""),
        ('<img src="data:image/png;base64,AAAA" alt="">', '<img src="data:image/png;base64,AAAA" alt>'),
        ("<p>a &amp; b &#38; c</p>", "<p>a &amp; b &amp; c</p>"),
        ("<script>never closed", ""),
        ("<marquee>a <b>b</b></marquee>", "a <b>b</b>"),
        ("<p>x<sup>2</sup> <math><mi>y</mi></math>", "<p>x<sup>2</sup> y</p>"),
        (
            '<div data-filter="a|A" data-item aria-label="b">c</div>',
            '<div data-filter="a|A" data-item aria-label="b">c</div>',
        ),
        ('<p tabindex="5" popover="x" name="y">a</p>', "<p>a</p>"),
        ('<td colspan="2">outside of a table</td>', "outside of a table"),
        # drawings
        (
            '<svg viewbox="0 0 1 1"><lineargradient id=a /></svg>',
            '<svg viewBox="0 0 1 1"><linearGradient id="a"/></svg>',
        ),
        ('<svg><g style="clip-path:url(#a)"/></svg>', '<svg><g style="clip-path:url(#a)"/></svg>'),
        ('<svg><g fill="url(https://x#a)" mask="url(#b)"/></svg>', '<svg><g mask="url(#b)"/></svg>'),
        ('<svg><use xlink:href="https://x#y"/></svg>', "<svg><use/></svg>"),
        ('<svg><use xlink:href="#y"/></svg>', '<svg><use xlink:href="#y"/></svg>'),
        ('<svg transform="scale(9)"><g transform="scale(2)"/></svg>', '<svg><g transform="scale(2)"/></svg>'),
        (
            "<svg><title>a<b>b</b></title><style>c</style><text>d</text></svg>",
            "<svg><title>ab</title><text>d</text></svg>",
        ),
    ],
)
def test_nothing_that_runs_or_loads_stays(given: str, left: str) -> None:
    assert kept(given) == left


@pytest.mark.parametrize(
    "style",
    [
        "color:red",
        "text-align: right;",
        "max-width:598px;height:auto;stroke-linejoin:round",
        "fill: #1f77b4; stroke-dasharray: 3.7,1.6; stroke-dashoffset: 0",
        "font: 10px 'DejaVu Sans', sans-serif",
        "background-color: rgba(0, 10, 20, .5)",
        "clip-path:url(#a)",
    ],
)
def test_harmless_styles_stay_as_they_are(style: str) -> None:
    assert kept(f'<b style="{style}">a</b>') == f'<b style="{style.replace(chr(39), "&#39;")}">a</b>'


@pytest.mark.parametrize(
    "declaration",
    [
        "background:url(https://x)",
        "background:\\75rl(https://x)",
        "background:ur/**/l(https://x)",
        "background:image-set('https://x' 1x)",
        "color:expression(alert(1))",
        "fill:url(https://x#a)",
        "background:url(#a)",
        "position:fixed",
        "inset:0",
        "z-index:9",
        "margin-top:-20em",
        "margin:calc(0px - 9em)",
        "height:0",
        "float:left",
        "transform:scale(9)",
        "--x:1",
        "color:var(--x)",
        "color:red!important",
        "content:'x'",
        "font-family:'a",
        "font:40px/0 serif",
    ],
)
def test_a_style_that_may_load_or_lie_over_the_page_goes(declaration: str) -> None:
    assert kept(f'<b style="{declaration}">a</b>') == "<b>a</b>"
    assert kept(f'<b style="color:red;{declaration};fill:none">a</b>') == '<b style="color:red;fill:none">a</b>'


@pytest.mark.parametrize(
    "tag",
    [
        "<A HREF='javascript:alert(1)'>",
        '<a class="x" href="java\nscript:alert(1)">',
        "<a href=&#106avascript:alert(1)>",
        '<a href="data:text/html,x">',
        '<a href="//x.org">',
        '<a href="\\\\x.org\\y.html">',
        '<a href="../../etc/passwd">',
        "<a href=' https://x.org'>",
    ],
)
def test_a_link_that_is_none_is_its_words(tag: str) -> None:
    assert kept(f"{tag}x</a>") == "x"


def test_a_link_of_any_length_is_looked_at_once() -> None:
    """An address was tried from each of its letters: one of 200,000 took minutes."""
    assert kept(f'<a href="https://{"a" * 200_000} ">x</a>') == "x"


def test_pages_as_deep_as_anybody_likes_keep_their_words() -> None:
    shown = kept("<div>" * 3000 + "<b>deep</b>")
    assert "deep" in shown
    assert shown.count("<div>") < 512  # where browsers stop to count


@pytest.mark.parametrize(
    ("faulty", "left"),
    [
        ('<a href="#x">a<table><a href="#y">b</table>', '<a href="#x">a</a><a href="#y">b</a><table></table>'),
        ("<p>a<marquee><p>b", "<p>a<p>b<p></p>"),  # an end tag of no paragraph makes an empty one
        ("<h2>a<marquee><h3>b", "<h2>a</h2><h3>b</h3>"),
        ("<ul><li>a<marquee><li>b", "<ul><li>a<li>b</ul>"),
        ("<dl><dt>a<marquee><dd>b", "<dl><dt>a<dd>b</dl>"),
        ("<svg><desc><p><td>a", "<svg><desc/></svg>a"),
        ("<table><i><colgroup>\n", "<i></i><i>\n</i><table><colgroup></colgroup></table>"),
        ("<ruby>a<rt>b<marquee><rt>c", "<ruby>a<rt>b</rt><rt>c</rt></ruby>"),
    ],
)
def test_what_would_be_read_otherwise_again_is_given_as_it_would_be_read(faulty: str, left: str) -> None:
    assert kept(faulty) == left


def test_html_that_never_settles_is_given_as_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowed, "_ROUNDS", 1)
    assert kept('<a href="#x">a<script>b</script><table><a href="#y">c &lt;</table>') == "ac &lt;"


def test_a_table_that_is_cut_off_for_its_depth_is_read_as_it_is_written() -> None:
    for depth in range(193, 201):
        shown = kept("<div>" * depth + "<table><tr><td>a")
        assert kept(shown) == shown
        assert "a" in shown


def composed(*outputs: str) -> str:
    cells = [code_cell("", f"c{i}", html_output(html)) for i, html in enumerate(outputs)]
    return compose(new_notebook(*cells), "page", "A page", Frame("L", "N", "2026-11-22", Navigation(()), ("page",)))


def test_one_output_cannot_reach_into_the_next() -> None:
    page = composed("<p>a", "<!-- ", "<textarea>", "<div><table><tr>", "</main></body>", "<svg><desc>", "<b>", CLEAN)
    assert re.search(r"</b>\n<p>clean</p>\n</main>", page)


def test_nothing_hostile_is_active_without_the_policy(browser: Any) -> None:
    """The page of a notebook that shows all of it, and each piece as a browser reads it."""
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))

    def open_without_policy(page: str) -> None:
        tab.set_content(re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page))
        tab.evaluate(
            "document.querySelectorAll('main *').forEach(e => ['click', 'focus', 'mouseover', 'toggle']"
            ".forEach(kind => e.dispatchEvent(new Event(kind))))"
        )

    open_without_policy(composed(CLEAN).replace(CLEAN, HOSTILE[3]))
    tab.wait_for_function("window.__pwn")  # what is hostile is seen, when it is put there
    assert asked
    asked.clear()
    tab.evaluate("delete window.__pwn")
    open_without_policy(composed(*HOSTILE, CLEAN))
    assert tab.evaluate("window.__pwn") is None
    assert tab.inner_html("main").rstrip().endswith(CLEAN)
    for html in HOSTILE:
        nodes = inert(html)
        assert tab.evaluate(TREE, written(Element("", {}, nodes))) == shape(nodes), html
    tab.wait_for_timeout(300)  # for errors of pictures that could not be had
    assert tab.evaluate("window.__pwn") is None
    assert asked == []
    tab.close()


def shape(nodes: list[Any]) -> list[Any]:
    texts = [node.strip() if isinstance(node, str) else [node.tag, node.attrs, shape(node.children)] for node in nodes]
    return [text for text in texts if text]


NAMES = "a b i p div li ul dl dd dt h1 h2 pre span font nobr ruby rt table caption colgroup col tbody tr td th"
OTHERS = (
    "svg math mtext mglyph annotation-xml title desc foreignObject style script select option form button marquee xmp"
)
TAGS = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "/"]),
    st.sampled_from(f"{NAMES} {OTHERS}".split()),
    st.sampled_from(
        [
            "",
            "",
            "",
            " class=a",
            ' href="#x"',
            " onclick=x()",
            " style='color:red;top:0'",
            ' title="</title>"',
            " src=x",
        ]
    ),
)
BITS = st.sampled_from(
    ["x", " ", "\n", "\r", "&#13;", "&nbsp;", "&lt;b&gt;", "<!--", "-->", "<![CDATA[", "]]>", '"', "<", "\0"]
)


@given(st.one_of(st.text(), st.lists(st.one_of(TAGS, BITS, st.text(max_size=3)), max_size=16).map("".join)))
def test_what_stays_is_allowed_and_stays_again(html: str) -> None:
    once = kept(html)
    assert kept(once) == once
    for element in list(fragment_of(once).walk())[1:]:
        assert element.tag in (ELEMENTS if element.space == "html" else DRAWN)
        for name, value in element.attrs.items():
            assert not name.startswith("on")
            assert name not in {"src", "action", "srcdoc"} or value.startswith("data:image/")
            assert name != "href" or is_web(value) or value.startswith("#")
            assert name != "style" or value == "color:red"
