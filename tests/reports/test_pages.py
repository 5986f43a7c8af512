"""The pages of a ledger that means harm: whole, escaped, linked, and with the numbers of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.reports.conftest import SCRIPT

from firmground.ledger import Ledger
from firmground.reports.built import Built
from firmground.reports.publish import former_files

#: In the order in which they are made: by notebook, the home page last.
PAGES = (
    *("article-alpha", "article-beta", "work-list-alpha", "work-list-beta", "evidence-summary", "gap-charts"),
    *("gap-map", "glossary", "references", "search", "topic-cough", "topic-sore-i-throat-i", "topic-safety"),
    *("topic-history", "work-list", "index"),
)
Read = Callable[[str], str]


class Reader(HTMLParser):
    """What a page holds: elements, ids, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [value or "" for _, attrs in self.tags for name, value in attrs.items() if name == attribute]


def test_all_pages_are_made(built_once: tuple[Ledger, Built], reports: Path) -> None:
    built = built_once[1]
    assert built.failures == ()
    assert built.exit_code == 0
    assert built.pages == PAGES
    assert {p.stem for p in reports.glob("*.html")} == set(PAGES)
    assert set(former_files(reports)) == {f"{name}.html" for name in PAGES}


def test_nothing_on_a_page_runs_or_loads(page: Read) -> None:
    for name in PAGES:
        text = page(name)
        tags = Reader(text).tags
        assert [attrs for tag, attrs in tags if tag == "script"] == [{}]  # its hash stands in the page's policy
        assert not {tag for tag, _ in tags} & {"iframe", "img", "object", "embed", "form", "base"}
        assert not [attr for _, attrs in tags for attr in attrs if attr.startswith("on")]
        assert [attrs["href"] for tag, attrs in tags if tag == "link"] == ["data:,"]
        assert "Content-Security-Policy" in text
        assert "url(http" not in text
        assert "@import" not in text


def test_what_would_run_is_shown(page: Read) -> None:
    shown = unescape(page("article-alpha"))
    for words in ("Honey eases a cough ", "a 2012 ", "40 children ", "Shared reason ", "One says yes ", "Alpha "):
        assert words + SCRIPT in shown
    assert "[link](javascript:alert(1))" in unescape(page("article-beta"))
    assert f"Less cough {SCRIPT}" in unescape(page("references"))
    assert "sore <i>throat</i>" in unescape(page("gap-map"))
    assert "<i>throat" not in page("gap-map")


def test_every_page_has_its_frame(page: Read) -> None:
    for name in PAGES:
        text = page(name)
        assert text.startswith('<!doctype html>\n<html lang="en">')
        assert text.count("<h1>") == 1
        assert '<a class="skip" href="#main">' in text
        assert "<strong>Draft.</strong> Ratings are drafts." in text
        assert '<time datetime="2026-11-22">' in text
        assert len(re.findall(r'aria-current="(?:page|true)"', text)) == 1


def test_no_page_says_when_or_where_it_was_made(page: Read, built_once: tuple[Ledger, Built]) -> None:
    for name in PAGES:
        text = page(name)
        assert str(built_once[0].folder) not in text
        assert "/tmp/" not in text
        assert "open_ledger" not in text  # code is not shown
        assert "In [" not in text


def test_pages_are_small(page: Read) -> None:
    for name in PAGES:
        without_pictures = re.sub(r"<svg\b.*?</svg>", "", page(name), flags=re.DOTALL)
        assert len(without_pictures.encode()) < 400_000


def test_ids_are_unique_and_every_link_leads_somewhere(page: Read) -> None:
    read = {other: Reader(page(other)) for other in PAGES}
    for name in PAGES:
        ids = read[name].all("id")
        assert [i for i, n in Counter(ids).items() if n > 1] == []
        for address in read[name].all("href"):
            if address.startswith(("https://", "http://", "data:")):
                continue
            page_name, _, place = address.partition("#")
            target = read[page_name.removesuffix(".html") if page_name else name]
            assert not place or unquote(place) in target.all("id"), address


def test_every_heading_cell_says_what_it_heads(page: Read) -> None:
    for name in PAGES:
        assert all("scope" in attrs for tag, attrs in Reader(page(name)).tags if tag == "th")


def test_every_chart_has_words_and_a_table(page: Read) -> None:
    for name in ("article-alpha", "evidence-summary", "gap-charts"):
        text = page(name)
        charts = re.findall(r'<figure class="chart">.*?</figure>(.{60})', text, re.DOTALL)
        assert charts
        assert all(after.startswith("<details><summary>The data of this chart") for after in charts)
        assert text.count('role="img" aria-labelledby=') == len(charts)


def test_claims_stand_in_order_with_place_and_verdict(page: Read, built_once: tuple[Ledger, Built]) -> None:
    text = page("article-alpha")
    rows = [row for row in built_once[0].rows("claims").rows if row["article"] == "alpha"]
    assert re.findall(r'<article class="claim v-([\w-]*)" id="([\w-]*)"', text) == [
        (row["verdict"].replace(" ", "-"), row["claim_id"]) for row in rows
    ]
    links = re.findall(r'<a href="([^"]*)">Read the passage</a>', text)
    assert [unescape(link) for link in links] == [row["link"] for row in rows]


def test_the_sentence_stands_only_on_the_private_page_of_an_article_whose_text_is_at_hand(
    page: Read, reports: Path
) -> None:
    private = (reports.parent / "private" / "article-alpha.html").read_text(encoding="utf-8")
    assert "<blockquote>Honey &amp; &lt;b&gt;lemon&lt;/b&gt; ease a cough</blockquote>" in private
    assert "5 of 5 are under a claim or set aside" in private
    assert "<blockquote>" not in page("article-alpha")
    assert "5 in the text that the claims were made from" in page("article-alpha")
    assert not (reports.parent / "private" / "article-beta.html").exists()
    assert "<blockquote>" not in page("article-beta")
    assert "not counted: this page is made without the text" in page("article-beta")


def test_three_ratings_are_kept_apart(page: Read) -> None:
    [card] = re.findall(r'id="alpha-001".*?</article>', page("article-alpha"), re.DOTALL)
    assert re.findall(r"<dt>(.*?)<dd>(.*?)</div>", card) == [
        ("Does the source say it?", "oversimplified, source not found"),
        ("How good is the source?", "level 2 of 5, the second best kind <small>(randomised trial)</small>"),
        (
            "How certain is the evidence?",
            '<span class="ct">low <span aria-hidden="true">⊕⊕◯◯</span><span class="sr">, 2 of 4</span></span>',
        ),
    ]
    [fact] = re.findall(r'id="alpha-004".*?</article>', page("article-alpha"), re.DOTALL)
    assert "⊕" not in fact
    assert "secondary source" in fact


def test_a_dispute_is_shown_at_both_claims(page: Read) -> None:
    first, second = re.findall(r'id="(?:alpha-001|alpha-002)".*?</article>', page("article-alpha"), re.DOTALL)
    assert '<a href="#alpha-002">alpha-002</a>' in first
    assert '<a href="#alpha-001">alpha-001</a>' in second


def test_sources_shared_by_a_group_are_shown_once(page: Read) -> None:
    text = page("article-alpha")
    assert text.count("Shared reason") == 1
    assert 'The sources of <a href="#alpha-002">claim 2</a> hold for this one too.' in text


def test_a_retracted_work_is_struck_and_said_to_be(page: Read) -> None:
    [item] = re.findall(r'<li id="ref-old2001honey".*?(?=<li |</ol>)', page("references"), re.DOTALL)
    assert "<del>No honey.</del>" in item
    assert "<strong>Retracted.</strong> Data were made up." in item
    [other] = re.findall(r'<li id="ref-bee2012honey".*?(?=<li |</ol>)', page("references"), re.DOTALL)
    assert "Not confirmed by any page we saw: pages." in other


def test_numbers_on_pages_are_those_of_the_tables(page: Read, built_once: tuple[Ledger, Built]) -> None:
    claims = built_once[0].table("claims")
    home = page("index")

    def five(rows: Any) -> list[int]:
        return [
            len(rows),
            int(rows["verdict"].isin(["contradicted", "refuted"]).sum()),
            int((rows["verdict"] == "overstated").sum()),
            int(rows["gaps"].map(lambda gaps: "uncited" in gaps).sum()),
            int(rows["verdict"].isin(["supported", "confirmed"]).sum()),
        ]

    assert [int(n) for n in re.findall(r"<b>(\d+)</b>", home)] == five(claims)
    for article in ("alpha", "beta"):
        [line] = re.findall(
            rf'<tr><th scope="row"><a href="article-{article}.html">.*?(?=<tr>|</tbody>)', home, re.DOTALL
        )
        numbers = [int(n) for n in re.findall(r'class="n" data-label="[^"]*">(\d+)', line)]
        assert numbers == five(claims[claims["article"] == article])


def test_a_text_that_is_missing_is_not_counted(page: Read) -> None:
    assert "not known: not seen on the copy that was read" in page("article-beta")
    assert "no address known" in page("article-beta")
    assert "Read the passage</a>" not in page("article-beta")
