"""How a tree is written."""

from __future__ import annotations

import pytest

from firmground.reports.html.tree import fragment_of
from firmground.reports.html.written import written


def again(html: str) -> str:
    return written(fragment_of(html))


def test_only_end_tags_that_html_lets_go_are_left_out() -> None:
    assert again("<ul><li>a</li> <li>b</li>\n</ul><p>c</p>d<p>e</p>\n<p>f</p><b>g</b>") == (
        "<ul><li>a<li>b</ul><p>c</p>d<p>e<p>f</p><b>g</b>"
    )
    assert again("<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>") == (
        "<table><tbody><tr><th>a<td>b</tbody></table>"
    )
    assert again("<dl><div><dt>a</dt><dd>b</dd></div></dl>") == "<dl><div><dt>a<dd>b</div></dl>"
    assert again("<div><p>a</p></div><span><p>b</p></span>") == "<div><p>a</div><span><p>b</p></span>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>A &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;&nbsp;e&#13;f</p>",
        '<a href="?a&amp;b=&#34;" data-item>x</a><br><img alt>',
        "<pre>\n\nfirst line empty</pre>",
        "<pre><b>\n</b></pre>",
        "<ul><li>a</li>&nbsp;<li>b</ul>",
        '<svg viewBox="0 0 1 1"><clipPath id="a"><path d="M0 0"/></clipPath><use xlink:href="#a"/></svg>',
    ],
)
def test_each_thing_is_written_in_one_way(html: str) -> None:
    assert again(html) == html


def test_what_a_browser_would_put_there_is_there() -> None:
    assert again("<p>a<div>b") == "<p>a<div>b</div>"
    assert again("<table><tr><td>a") == "<table><tbody><tr><td>a</tbody></table>"
    assert again("<table>a<tr><td>b</table>") == "a<table><tbody><tr><td>b</tbody></table>"
    assert again("<b><i>a</b>b</i>") == "<b><i>a</i></b><i>b</i>"
    assert again("<table><tbody><tr><td><table><tr><td>a</table>b</table>c").endswith("</table>b</tbody></table>c")
