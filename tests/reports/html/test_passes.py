"""What is done with a page's tree before it is written."""

from __future__ import annotations

import pytest

from firmground.reports.html.passes import (
    box_frames,
    drop_first_heading,
    number_headings,
    sections_of,
    settle_links,
)
from firmground.reports.html.tree import fragment_of
from firmground.reports.html.written import written


def test_a_frame_gets_scopes_and_a_box() -> None:
    tree = fragment_of(
        '<div><table class="dataframe"><thead><tr><th></th><th>a</th></tr></thead>'
        "<tbody><tr><th>0</th><td>1</td></tr></tbody></table></div>"
        '<table><thead><tr><td><table><tr><th>in a head</table><th scope="colgroup">b</table>'
    )
    box_frames(tree)
    assert written(tree) == (
        '<div><div class="scroll" role="region" tabindex="0" aria-label="Table"><table class="dataframe"><thead><tr>'
        '<th scope="col"><th scope="col">a</thead><tbody><tr><th scope="row">0<td>1</tbody></table></div></div>'
        '<table><thead><tr><td><table><tbody><tr><th scope="row">in a head</tbody></table>'
        '<th scope="colgroup">b</thead></table>'
    )


@pytest.mark.parametrize(
    ("link", "settled"),
    [
        ('<a href="https://example.org/a?b=1&amp;c">x</a>', '<a href="https://example.org/a?b=1&amp;c">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="data:text/html,x">x</a>', "x"),
        ('<a href="#here">x</a>', '<a href="#here">x</a>'),
        ('<a class="c" href="#nowhere">x</a>', "x"),
        ('<a href="#nowhere">a <b>b</b></a> c', "a <b>b</b> c"),
        ('<a href="../reports/other.html">x</a>', '<a href="other.html">x</a>'),
        ('<a href="../reports/other.html#there">x</a>', '<a href="other.html#there">x</a>'),
        ("<a class=c href='../reports/page.html#here'>x</a>", '<a class="c" href="#here">x</a>'),
        ('<a href="../reports/gone.html#here">x</a>', '<a href="#here">x</a>'),
        ('<a href="../reports/gone.html#there">x</a>', "x"),
        ('<a href="../../etc/passwd">x</a>', "x"),
        ('<a id="here">x</a>', '<a id="here">x</a>'),
    ],
)
def test_every_link_leads_somewhere(link: str, settled: str) -> None:
    tree = fragment_of(f'<p id="here">{link}</p>')
    settle_links(tree, "page", frozenset({"page", "other"}))
    assert written(tree) == f'<p id="here">{settled}</p>'


def test_the_first_top_heading_goes_wherever_it_stands() -> None:
    tree = fragment_of("a<div> b\n <h1 id=t>T <b>x</b></h1> \n</div>c<h1>T</h1>")
    drop_first_heading(tree)
    assert written(tree) == "a<div> b</div>c<h1>T</h1>"
    drop_first_heading(tree)
    drop_first_heading(tree)
    assert written(tree) == "a<div> b</div>c"


def test_each_heading_has_a_place_of_its_own() -> None:
    tree = fragment_of('<h2 id="a">A &amp; b</h2><h3 id="a">A</h3><p id="a-2">x</p><h2>No place</h2><h2 id="a">A</h2>')
    number_headings(tree)
    assert [e.id for e in tree.walk() if e.id] == ["a", "a-3", "a-2", "a-4"]
    assert sections_of(tree) == [("a", "A & b"), ("a-4", "A")]
    assert sections_of(fragment_of('<h2 id="a">Alone</h2>')) == []
