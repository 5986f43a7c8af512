"""HTML read as a browser reads it."""

from __future__ import annotations

from firmground.reports.html.tree import fragment_of


def test_end_tags_that_html_lets_go() -> None:
    tree = fragment_of("<ul><li>a<ul><li>b</ul><li>c</ul><p>d<p>e<table><tr><td>f<td>g<tr><td>h</table>")
    assert [e.text() for e in tree.walk() if e.tag == "li"] == ["ab", "b", "c"]
    assert [e.text() for e in tree.walk() if e.tag == "p"] == ["d", "e"]
    assert [[c.text() for c in row.children if not isinstance(c, str)] for row in tree.walk() if row.tag == "tr"] == [
        ["f", "g"],
        ["h"],
    ]


def test_a_text_is_one_whatever_stood_in_it() -> None:
    assert fragment_of("a<!-- x -->b<?pi y?>c").children == ["abc"]
