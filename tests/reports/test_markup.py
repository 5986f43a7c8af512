"""The helpers that every part of a page is made with."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from firmground.grading.scales import VERDICTS
from firmground.reports.html.addresses import is_web
from firmground.reports.html.text import plain
from firmground.reports.views.marks import VERDICT_SYMBOLS, certainty_mark, verdict_mark
from firmground.reports.views.markup import claim_link, html, joined, link, page_link, table


def test_values_are_escaped_and_markup_is_not() -> None:
    assert html("<p>{}</p>", "<b>&\"'") == "<p>&lt;b&gt;&amp;&#34;&#39;</p>"
    assert html("<p>{}</p>", Markup("<b>x</b>")) == "<p><b>x</b></p>"
    assert html('<p id="{}">', '" onclick="x') == '<p id="&#34; onclick=&#34;x">'
    assert joined(["<i>", Markup("<b>")], ", ") == "&lt;i&gt;, <b>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://example.org",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        'https://a" onclick="x',
        "https://a b",
        "https://a<b",
        "",
        None,
    ],
)
def test_only_plain_web_addresses_become_links(address: str | None) -> None:
    assert not is_web(address)
    assert link(address, "<x>") == "&lt;x&gt;"


@pytest.mark.parametrize("address", ["https://example.org", "http://a.b/c?d=1&e=2#:~:text=x,y", "HTTPS://ä.org/(1)"])
def test_web_addresses_become_links(address: str) -> None:
    assert is_web(address)
    assert link(address, "x").startswith('<a href="')


def test_links_between_pages_work_from_the_notebooks_folder() -> None:
    assert page_link("a b", "c", "x") == '<a href="../reports/a%20b.html#c">x</a>'
    assert claim_link("two-words-007") == '<a href="../reports/article-two-words.html#two-words-007">two-words-007</a>'


def test_a_table_names_its_rows_and_columns() -> None:
    shown = table("All <x>", ("A", "B"), [("r", 1), ("s", None)], foot=("All", 1), numbers=frozenset({1}))
    assert shown.count('scope="col"') == 2
    assert shown.count('scope="row"') == 3
    assert "<caption>All &lt;x&gt;</caption>" in shown
    assert 'tabindex="0"' in shown  # a box that scrolls must be reachable by keyboard
    assert "None" not in shown


def test_every_verdict_has_a_symbol_a_word_and_a_colour() -> None:
    assert set(VERDICT_SYMBOLS) == set(VERDICTS)
    for verdict in VERDICTS:
        mark = verdict_mark(verdict)
        assert VERDICT_SYMBOLS[verdict] in mark
        assert plain(mark).endswith(verdict)
        assert f"v-{verdict.replace(',', '').replace(' ', '-')}" in mark


def test_a_screen_reader_hears_the_number_and_not_the_circles() -> None:
    assert certainty_mark("low") == (
        '<span class="ct">low <span aria-hidden="true">⊕⊕◯◯</span><span class="sr">, 2 of 4</span></span>'
    )
    assert "⊕" not in certainty_mark(None)
    assert "not rated" in certainty_mark(None)
