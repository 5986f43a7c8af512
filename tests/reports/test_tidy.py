"""What of an output may stand on a page."""

from __future__ import annotations

import pytest

from firmground.reports.tidy import linked, shorter, tidied


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<SCRIPT src=x></SCRIPT >b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ("a<iframe src='https://x'>c</iframe>b", "ab"),
        ("a<link rel=stylesheet href=https://x>b", "ab"),
        ("a<!-- x -->b", "ab"),
        ("<form action=/x><input><p>in</p></form>b", "b"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<p STYLE="background:url(https://x)">a</p>', "<p>a</p>"),
        ('<p style="color:red">a</p>', '<p style="color:red">a</p>'),
        ('<g style="clip-path:url(#a)"/>', '<g style="clip-path:url(#a)"/>'),
        ('<img src="https://x/y.png" alt="A &lt; b">', "A &lt; b"),
        ('<img src="data:image/svg+xml,x">', ""),
        ('<img src="data:image/png;base64,AAAA" alt="">', '<img src="data:image/png;base64,AAAA" alt="">'),
        ('<use xlink:href="https://x#y"/>', "<use/>"),
        ('<use xlink:href="#y"/>', '<use xlink:href="#y"/>'),
        ("<p>a &amp; b &#38; c</p>", "<p>a &amp; b &#38; c</p>"),
        ("<script>never closed", ""),
    ],
)
def test_nothing_that_runs_or_loads_stays(given: str, kept: str) -> None:
    assert tidied(given) == kept


def test_a_frame_gets_scopes_and_a_box() -> None:
    frame = (
        '<div><style scoped>x</style><table border="1" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead>'
        "<tbody><tr><th>0</th><td>1</td></tr></tbody></table></div>"
    )
    assert tidied(frame) == (
        '<div><div class="scroll" role="region" tabindex="0" aria-label="Table"><table class="dataframe"><thead><tr>'
        '<th scope="col"></th><th scope="col">a</th></tr></thead><tbody><tr><th scope="row">0</th><td>1</td></tr>'
        "</tbody></table></div></div>"
    )


@pytest.mark.parametrize(
    ("link", "settled"),
    [
        ('<a href="https://example.org/a?b=1&amp;c">x</a>', '<a href="https://example.org/a?b=1&amp;c">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="data:text/html,x">x</a>', "x"),
        ('<a href="#here">x</a>', '<a href="#here">x</a>'),
        ('<a href="#nowhere">x</a>', "x"),
        ('<a href="../reports/other.html">x</a>', '<a href="other.html">x</a>'),
        ('<a href="../reports/other.html#there">x</a>', '<a href="other.html#there">x</a>'),
        ('<a href="../reports/page.html#here">x</a>', '<a href="#here">x</a>'),
        ('<a href="../reports/gone.html#here">x</a>', '<a href="#here">x</a>'),
        ('<a href="../reports/gone.html#there">x</a>', "x"),
        ('<a href="../../etc/passwd">x</a>', "x"),
    ],
)
def test_every_link_leads_somewhere(link: str, settled: str) -> None:
    body = tidied(f'<p id="here">{link}</p>')
    assert linked(body, "page", frozenset({"page", "other"})) == f'<p id="here">{settled}</p>'


def test_only_end_tags_that_html_lets_go_are_left_out() -> None:
    assert shorter("<ul><li>a</li><li>b</li></ul><p>c</p>d<p>e</p><p>f</p></li>") == (
        "<ul><li>a<li>b</ul><p>c</p>d<p>e<p>f</li>"
    )
    assert shorter("<tr><th>a</th><td>b</td></tr></tbody>") == "<tr><th>a<td>b</tbody>"
    assert shorter("<dt>a</dt><dd>b</dd></div>") == "<dt>a<dd>b</div>"
