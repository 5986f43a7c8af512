"""The list of references and the list of gaps: what each entry says, and how the filter finds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.browser import BEYOND
from tests.reports.conftest import ROOT

from firmground.ledger import Ledger, open_ledger
from firmground.reports.nav import Navigation
from firmground.reports.page import Frame, compose, notebook_of
from firmground.reports.views.markup import REFERENCES_PAGE

MORE = """
@article{first2012honey,
  author = {First, Ann}, title = {Honey reviewed}, year = {2012}, journal = {Journal of Honey},
  design = {systematic review}, studies = {1}, participants = {1200}, status = {superseded},
  supersededby = {second2024honey}, verified = {2026-11-22},
}
@article{second2024honey,
  author = {Second, Bo}, title = {Honey reviewed again}, year = {2024}, journal = {Journal of Honey},
  design = {systematic review}, studies = {12}, verified = {2026-11-22}, unverified = {author, number},
}
@article{guide2020,
  author = {Guide, Cy}, title = {A guideline}, year = {2020}, journal = {Journal of Honey}, design = {guideline},
}
"""
GUESS = '''      - ref: page2020
        role: cited
        identified: possible
        stance: unclear
        accuracy: cannot be checked
        why: "It may be this one."
      - {ref: null, as: "one study"'''


@pytest.fixture
def ledger(small: Path) -> Ledger:
    bib, alpha = small / "references.bib", small / "claims" / "alpha.yaml"
    bib.write_text(bib.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    told = alpha.read_text(encoding="utf-8")
    assert '      - {ref: null, as: "one study"' in told
    told = told.replace('      - {ref: null, as: "one study"', GUESS)
    alpha.write_text(
        told.replace("\ngroups:", '\n  reference_list: [{number: "7", ref: guide2020}]\ngroups:', 1), encoding="utf-8"
    )
    return open_ledger(small)


def entry(ledger: Ledger, key: str) -> str:
    html = ledger.view("references").html
    [found] = re.findall(rf'<li id="ref-{key}".*?</li>(?=<li id|</ol>)', html, re.DOTALL)
    return str(found)


def facet(item: str, name: str) -> str | None:
    found = re.search(rf'^<li [^>]*data-{name}="([^"]*)"', item)
    return found[1] if found else None


def test_links_to_references_lead_to_their_page(ledger: Ledger) -> None:
    assert REFERENCES_PAGE == "references"
    assert "references.html#ref-bee2012honey" in ledger.view("claims", "alpha").html


@pytest.mark.parametrize(
    ("key", "use", "status", "decade"),
    [
        ("bee2012honey", "cited by an article", "not fully confirmed", "2010s"),
        ("page2020", "only possibly meant by an article", None, "2020s"),
        ("old2001honey", "only added by us", "retracted", "2000s"),
        ("first2012honey", "named by no claim", "superseded; old", "2010s"),
        ("guide2020", "named by no claim", "old; not fully confirmed", "2020s"),
        ("second2024honey", "named by no claim", "not fully confirmed", "2020s"),
    ],
)
def test_what_the_filter_knows(ledger: Ledger, key: str, use: str, status: str | None, decade: str) -> None:
    item = entry(ledger, key)
    assert (facet(item, "use"), facet(item, "status"), facet(item, "decade")) == (use, status, decade)


def test_who_cites_a_work_and_what_rests_on_it(ledger: Ledger) -> None:
    item = entry(ledger, "bee2012honey")
    to = '<a href="../reports/article-alpha.html#alpha-001">1</a>'
    assert re.search(rf"<dt>Cited by</dt><dd>Alpha [^<]*{re.escape(to)}</dd>", item)
    assert re.search(rf"<dt>Ratings that rest on it</dt><dd>Alpha [^<]*{re.escape(to)}</dd>", item)
    assert "Randomised trial, 40 people. OCEBM level 2 of 5." in item
    guess = entry(ledger, "page2020")
    assert "<dt>Cited by</dt>" not in guess
    assert re.search(rf"<dt>Possibly meant by</dt><dd>Alpha [^<]*{re.escape(to)}</dd>", guess)
    assert re.search(r"<dt>Printed in the list of</dt><dd>Alpha [^<]*\(number 7\)</dd>", entry(ledger, "guide2020"))


def test_what_became_of_a_work_is_said(ledger: Ledger) -> None:
    first = entry(ledger, "first2012honey")
    # The last day of 2012 was 13.9 years before 2026-11-22.
    assert "Old for a review: at least 13.9 years on 2026-11-22 (limit: 5.5 years)." in first
    assert (
        '<strong>Superseded.</strong> In its place: <a href="../reports/references.html#ref-second2024honey">' in first
    )
    assert "Systematic review, 1 study, 1,200 people. OCEBM level 1 of 5." in first
    second = entry(ledger, "second2024honey")
    assert "Not confirmed by any page we saw: authors and issue." in second
    assert "<dt>Takes the place of</dt>" in second
    assert "Old for" not in second
    guide = entry(ledger, "guide2020")
    # 5.9 years, and a guideline is old after 3.
    assert "Old for a guideline: at least 5.9 years on 2026-11-22 (limit: 3 years)." in guide
    assert "Nobody has seen a source page for this work yet." in guide
    retracted = entry(ledger, "old2001honey")
    assert "A retracted work counts for nothing." in retracted
    assert "OCEBM" not in retracted


@pytest.mark.parametrize("folder", ["small", "ours"])
def test_counts_are_those_of_the_table(small: Path, folder: str) -> None:
    ledger = open_ledger(small if folder == "small" else ROOT)
    html = ledger.view("references").html
    items = dict(re.findall(r'<li id="ref-([^"]*)"(.*?)</li>(?=<li id|</ol>)', html, re.DOTALL))
    rows = {row["ref"]: row for row in ledger.rows("references").rows}
    assert items.keys() == rows.keys()
    for key, item in items.items():
        [told] = re.findall(r"Cited for (\d+) claims?, added by us for (\d+); (\d+) ratings? rests? on it\.", item)
        names = ("cited_by", "offered_for", "ratings_resting_on_it")
        assert [int(number) for number in told] == [rows[key][name] for name in names]
        for label, number in (("Ratings that rest on it", rows[key]["ratings_resting_on_it"]),):
            listed = re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", item)
            assert (listed[1].count("<a ") if listed else 0) == number
        cited = "".join(re.findall(r"<dt>(?:Cited by|Possibly meant by)</dt><dd>(.*?)</dd>", item))
        assert cited.count("<a ") == rows[key]["cited_by"]


def test_the_filters_find_what_they_say(browser: Any, tmp_path: Path) -> None:
    ledger = open_ledger(ROOT)
    rows = ledger.rows("references").rows
    gaps = ledger.rows("gaps").rows
    frame = Frame("A ledger", "Drafts.", "2026-11-22", Navigation(()), ())
    for part in ("references", "gap-list"):
        shown = notebook_of(ledger.view(part)._repr_html_())
        (tmp_path / f"{part}.html").write_text(compose(shown, part, part, frame), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    seen = "document.querySelectorAll('[data-item]:not([hidden])').length"
    tab.goto((tmp_path / "references.html").as_uri())
    assert tab.evaluate(seen) == len(rows)
    tab.get_by_label("Design", exact=True).select_option("randomised trial")
    assert tab.evaluate(seen) == sum(row["design"] == "randomised trial" for row in rows)
    tab.get_by_label("Published", exact=True).select_option("2010s")
    trials = [row for row in rows if row["design"] == "randomised trial" and 2010 <= (row["year"] or 0) < 2020]
    assert tab.evaluate(seen) == len(trials) > 0
    tab.goto((tmp_path / "gap-list.html").as_uri())
    tab.get_by_label("Kind of gap", exact=True).select_option("uncited")
    tab.get_by_label("Article", exact=True).select_option("Healthline")
    tab.get_by_label("Only central claims").check()
    left = [g for g in gaps if g["kind"] == "uncited" and g["article"] == "healthline" and g["central"]]
    assert tab.evaluate(seen) == len(left) > 0
    claims = ledger.rows("claims").rows
    warned = [{claim["claim_id"] for claim in claims if claim["warning"] is is_one} for is_one in (False, True)]
    shown = tab.locator("section[data-group]:not([hidden])").all_inner_texts()
    assert len(shown) == 2  # warnings stand apart, as other things are advised about them
    for text, ids in zip(shown, warned, strict=True):
        number = sum(g["claim_id"] in ids for g in left)
        every = sum(g["kind"] == "uncited" and g["claim_id"] in ids for g in gaps)
        assert f"{number} of {every} claims, with the rule that fired" in text
    assert tab.evaluate(BEYOND) <= 0
    tab.close()
