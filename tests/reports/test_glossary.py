"""The glossary, and the links to it where a page first uses a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml_rs
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.conftest import ROOT, write_notebook

from firmground.ledger import open_ledger
from firmground.records import GlossaryWord
from firmground.reports.glossary import Word, glossary
from firmground.reports.html.allowed import inert
from firmground.reports.html.glossed import link_words
from firmground.reports.html.text import plain
from firmground.reports.html.tree import Element, fragment_of
from firmground.reports.html.written import written

PAGES = frozenset({"glossary", "index", "topic-cough"})
LEDGER = open_ledger(ROOT)
ALL = glossary(LEDGER.contents.settings)
WORDS = {word.name: word for word in ALL}
#: What the pages use and a student may not know.
NEEDED = (  # noqa: SIM905 - a list of words reads better so
    "certainty, GRADE, randomised trial, systematic review, meta-analysis, overview of reviews, indirectness, "
    "imprecision, inconsistency, risk of bias, publication bias, sham, comparator, OCEBM level, stance, verdict, "
    "supported, partly supported, overstated, disputed, contradicted, unsupported, confirmed, outdated, refuted, "
    "cannot be verified, not rated, not looked for, synthesis gap, cryptic gap, unused gap, uncited, trigger point, "
    "twitch response, myofascial, confidence interval, mean difference, standardised mean difference, effect size, "
    "p value, participants, cohort study, case report, retraction, superseded, heterogeneity, number needed to treat"
).split(", ")


def link(slug: str, text: str) -> str:
    return f'<a class="g" href="glossary.html#term-{slug}">{text}</a>'


def told(body: str, page: str = "topic-cough", pages: frozenset[str] = PAGES, words: tuple[Word, ...] = ALL) -> str:
    tree = fragment_of(body)
    link_words(tree, page, pages, words)
    return written(tree)


def plainly(body: str) -> str:
    return written(fragment_of(body))


def test_every_technical_word_is_explained() -> None:
    for name in NEEDED:
        assert WORDS[name].means.endswith(".")


def test_entries_are_short_and_their_places_their_own() -> None:
    assert len({word.anchor for word in ALL}) == len(ALL)
    for word in ALL:
        ours = word.sort == ""
        assert not ours or len(re.findall(r"[.!?](?:\s|$)", word.means)) <= 2, word.name
        assert word.source is None or word.source.startswith(("https://", "http://"))
    forms = [form.casefold() for word in ALL for form in (word.name, *word.also)]
    assert sorted(forms) == sorted(set(forms))


def test_the_first_use_of_each_word_is_linked_and_no_other() -> None:
    body = "<p>A sham is a sham. Sham again.</p><p>Certainty &amp; sham.</p>"
    first = f"<p>A {link('sham', 'sham')} is a sham. Sham again.<p>{link('certainty', 'Certainty')} &amp; sham.</p>"
    assert told(body) == first


def test_the_longest_word_counts_and_whole_words_only() -> None:
    assert told("<p>network meta-analysis</p>") == f"<p>{link('network-meta-analysis', 'network meta-analysis')}</p>"
    assert told("<p>shams, sham-like, unsham</p>") == "<p>shams, sham-like, unsham</p>"
    assert told("<p>Risk of\nbias</p>") == f"<p>{link('risk-of-bias', 'Risk of' + chr(10) + 'bias')}</p>"


def test_short_forms_need_their_capitals() -> None:
    assert told("<p>grade md nnt</p>") == "<p>grade md nnt</p>"
    assert told("<p>GRADE</p>") == f"<p>{link('grade', 'GRADE')}</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="x.html">sham</a>',
        "<h2>Sham</h2>",
        "<h3><span>Sham</span></h3>",
        "<summary>3 shams, one sham</summary>",
        "<code>sham</code>",
        "<pre>sham</pre>",
        "<svg><text>sham</text></svg>",
        "<table><caption>sham</caption></table>",
        '<table><tr><th scope="col">sham</th></tr></table>',
        "<button>sham</button>",
        '<ol class="refs"><li><ol><li>sham</ol></li><li>sham</li></ol>',
        '<p class="ama">A sham trial</p>',
        "<div data-search><div><p>sham</p></div><p>sham</p></div>",
        '<span data-copy="Copy" data-of="claim">sham</span>',
        '<p title="a sham > sham">–</p>',
        '<img alt="sham">',
        "<blockquote>sham</blockquote>",
    ],
)
def test_what_is_no_running_text_stays_as_it_is(body: str) -> None:
    assert told(body) == plainly(body)
    # What follows is running text again.
    assert told(f"{body}<p>sham</p>") == plainly(f"{body}<p>{link('sham', 'sham')}</p>")


def test_the_glossary_itself_and_an_edition_without_one_stay_as_they_are() -> None:
    assert told("<p>sham</p>", "glossary") == "<p>sham</p>"
    assert told("<p>sham</p>", "index", frozenset({"index"})) == "<p>sham</p>"


def words_of(text: str) -> tuple[Word, ...]:
    """The glossary of a ledger that says this under ``glossary``."""
    return glossary(LEDGER.contents.settings.model_copy(update={"glossary": named(text)}))  # type: ignore[union-attr]


def named(text: str) -> dict[str, GlossaryWord]:
    return {name: GlossaryWord.model_validate(word) for name, word in yaml_rs.loads(text).items()}


def test_words_of_a_topic_come_from_its_ledger() -> None:
    of_tool = {word.name for word in glossary(None)}
    assert {"certainty", "sham", "supported"} <= of_tool
    assert not {"trigger point", "myofascial", "qi"} & of_tool
    words = words_of("Zink salts: {means: Salts of zinc., also: [zinc acetate], source: 'https://zinc.example'}")
    assert {word.name for word in words} == of_tool | {"Zink salts"}
    body = told("<p>A zinc\nacetate, and zink salts; qi.</p>", words=words)
    assert body == f"<p>A {link('zink-salts', 'zinc' + chr(10) + 'acetate')}, and zink salts; qi.</p>"


def test_a_word_of_the_ledger_takes_the_place_of_the_tools_own() -> None:
    (sham,) = [word for word in words_of("Sham: {means: A bell., linked: false}") if word.name.casefold() == "sham"]
    assert (sham.name, sham.means, sham.source) == ("Sham", "A bell.", None)
    assert told("<p>A sham.</p>", words=words_of("Sham: {means: A bell., linked: false}")) == ("<p>A sham.</p>")


def test_a_new_word_of_the_ledger_is_linked_from_pages_that_were_built_before(small: Path) -> None:
    write_notebook(small, "glossary", "# Words")
    write_notebook(small, "remedies", "# Remedies\n\nSome use hyssop.")
    assert open_ledger(small).build().exit_code == 0
    page, ledger = small / "reports" / "remedies.html", small / "claims" / "ledger.yaml"
    assert "Some use hyssop." in page.read_text(encoding="utf-8")
    words = ledger.read_text(encoding="utf-8").replace("glossary:\n", "glossary:\n  hyssop: {means: A herb.}\n")
    ledger.write_text(words, encoding="utf-8")
    assert "remedies" in open_ledger(small).build().changed
    assert f"Some use {link('hyssop', 'hyssop')}." in page.read_text(encoding="utf-8")


def test_words_without_latin_letters_have_places_of_their_own() -> None:
    words = words_of("経穴: {means: A point.}\nциркуль: {means: A tool.}\n' ': {means: Nothing.}")
    assert {"term-経穴", "term-циркуль"} <= {word.anchor for word in words}
    linked = '<a class="g" href="glossary.html#term-経穴">経穴</a>'
    assert told("<p>The 経穴 point</p>", words=words) == f"<p>The {linked} point</p>"


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<a href='#'>", "</a>", "<h2>", "</h2>", "sham", "GRADE &lt; ", "<br>", "x"])
    )
)
def test_links_are_all_that_is_added(parts: list[str]) -> None:
    body = written(Element("", {}, inert(" ".join(parts))))
    after = told(body)
    assert re.sub(r'<a class="g" href="glossary\.html#[a-z-]+">(.*?)</a>', r"\1", after) == body
    assert after.count("#term-sham") <= 1
    assert told(body) == after


def test_a_hostile_word_is_no_way_in() -> None:
    body = "<p>&lt;script&gt;sham&lt;/script&gt;</p>"
    assert told(body) == f"<p>&lt;script&gt;{link('sham', 'sham')}&lt;/script&gt;</p>"


def test_the_page_holds_every_word_and_the_words_of_the_ledger() -> None:
    html = LEDGER.view("glossary").html
    for word in ALL:
        assert f'id="{word.anchor}"' in html
    lines = plain(html).split("\n")
    place = lines.index("myofascial also: myofascial pain")
    assert lines[place + 1] == "Of muscle and the sheath around it. Myofascial pain is pain ascribed to trigger points."
    assert lines[lines.index("migraine") + 1] == "Attacks of one-sided, throbbing headache, often with nausea."
