"""The home page: five figures that can be followed, three ways in, and how to quote the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Folder
from tests.reports.conftest import ROOT, write_notebook

from firmground.ledger import Ledger, open_ledger
from firmground.reports.html.text import plain


@pytest.fixture(scope="module")
def ours() -> Ledger:
    return open_ledger(ROOT)


@pytest.fixture
def shown(ours: Ledger) -> str:
    return ours.view("home").html


def test_every_figure_leads_to_the_very_claims_it_counts(ours: Ledger, shown: str) -> None:
    index = ours.view("search").html
    figures = re.findall(
        r'<li><a href="\.\./reports/([\w-]+)\.html#([\w-]+)"><b>(\d+)</b> ([^<]*)</a><small>(.*?)</small>', shown
    )
    assert [what for *_, what, _ in figures] == [
        *("claims audited", "contradicted or refuted", "overstated", "lack a source", "good to stand")
    ]
    for page, place, number, what, more in figures:
        if page == "gap-charts":
            # Warnings stand apart, as other things are advised about them.
            parts = repr(ours.view("gap-list")).split("\nUncited\n")[1].split("\nUncited: warnings\n")
            found = [re.search(r"^(\d+) claims, with", part, re.MULTILINE) for part in parts]
            assert sum(int(count[1]) for count in found if count) == int(number)
            assert len(parts) == 2
            continue
        assert page == "search"
        assert f'id="{place}"' in index
        parts = re.findall(r'#(claims-[\w-]+)">(\d+) ', more) or [(place, number)]
        assert sum(int(n) for _, n in parts) == int(number), what
        for anchor, n in parts:
            section = index.split(f'id="{anchor}">')[1].split("<h2" if anchor == "claims" else "<h3")[0].split("<h2")[0]
            assert section.count("<li data-item") == int(n)


def test_the_verdicts_add_up_to_all_claims(ours: Ledger, shown: str) -> None:
    tally = shown.split('id="verdicts"')[1].split("</ul>", maxsplit=1)[0]
    told = {name.replace("-", " "): int(n) for name, n in re.findall(r'#claims-([\w-]+)">.*?</span> (\d+)</a>', tally)}
    assert told == Counter(row["verdict"].replace(",", "") for row in ours.rows("claims").rows)


def test_each_article_topic_and_work_list_is_one_click_away(ours: Ledger, shown: str) -> None:
    links = set(re.findall(r'href="\.\./reports/([\w-]+)\.html"', shown))
    articles = {article.id for article in ours.contents.articles}
    assert {f"article-{a}" for a in articles} | {f"work-list-{a}" for a in articles} <= links
    assert {"topic-migraine", "topic-safety", "topic-mechanism", "topic-history", "topic-regulation"} <= links
    conditions = {claim.condition for claim in ours.contents.claims() if claim.condition}
    assert len([name for name in links if name.startswith("topic-")]) == len(conditions) + 4


def test_work_lists_say_how_much_there_is_to_do(ours: Ledger, shown: str) -> None:
    rows = [row for row in ours.rows("work-list").rows if row["article"] == "healthline"]
    harm = sum(row["tier"] == "harm" for row in rows)
    line = next(x for x in plain(shown).split("\n") if x.startswith("Work list: Healthline ") and "to mend" in x)
    assert line == f"Work list: Healthline {len(rows)} claims to mend, {harm} of them on safety"


def test_how_to_quote_has_title_date_and_notice(sound: Folder) -> None:
    told = repr(open_ledger(sound.path).view("home"))
    assert "Editors. Tea. Data of 2026-11-22. Drafts." in told
    assert "“Claim tea-001”" in told


def test_a_ledger_without_claims_has_figures_of_nought_and_leads_nowhere_wrong(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "references.bib").write_text("")
    shown = open_ledger(tmp_path).view("home").html
    assert re.findall(r"<b>(\d+)</b>", shown) == ["0"] * 5
    assert "#claims" not in shown
    assert "#gap-uncited" not in shown
    assert "No article is in this ledger yet." in shown


def test_a_ledger_without_a_notebook_for_it_has_a_home_that_lists_its_reports(small: Path) -> None:
    write_notebook(small, "mine", "# My own page\n\nWhat I think.", "1")
    built = open_ledger(small).build()
    assert built.pages == ("mine", "index")
    home = (small / "reports" / "index.html").read_text(encoding="utf-8")
    assert '<a href="mine.html">My own page</a> <span>What I think.</span>' in home
    assert 'id="update"' not in home  # there are no work lists to lead to


def test_a_notebook_called_index_is_the_home_page(small: Path) -> None:
    write_notebook(small, "index", "# Home", "print('My own home')")
    built = open_ledger(small).build()
    assert built.pages == ("index",)
    home = (small / "reports" / "index.html").read_text(encoding="utf-8")
    assert "My own home" in home
    assert "<h1>Honey &amp; co. " in home
    write_notebook(small, "index", "# Home", "print('Another home')")
    assert open_ledger(small).build("index").changed == ("index",)
    assert "Another home" in (small / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_home_page_that_fails_is_stood_in_for_and_said_to_have_failed(small: Path) -> None:
    write_notebook(small, "index", "# Home", "1 / 0")
    built = open_ledger(small).build()
    assert [failure.report for failure in built.failures] == ["index"]
    assert "claims audited" in (small / "reports" / "index.html").read_text(encoding="utf-8")


def test_the_home_page_is_small(page: Callable[[str], str]) -> None:
    assert len(page("index").encode()) < 60_000
