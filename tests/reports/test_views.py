"""The parts, each alone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reports.conftest import ROOT

from firmground.ledger import Ledger, LedgerError, open_ledger
from firmground.reports.html.text import plain
from firmground.reports.views.gallery import VIEWS


@pytest.fixture
def ledger(small: Path) -> Ledger:
    return open_ledger(small)


def cells(html: str) -> list[list[str]]:
    """The cells of each row of the first table."""
    body = re.split(r"</table>", html)[0]
    return [
        [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def test_every_part_shows_itself_in_jupyter_and_in_a_terminal(ledger: Ledger) -> None:
    for part in VIEWS:
        article = "alpha" if VIEWS[part].of == "article" else None
        topic = "cough" if VIEWS[part].of == "topic" else None
        view = ledger.view(part, article, topic)
        assert view._repr_html_().startswith("<style>")
        assert view.html in view._repr_html_()
        assert "<script" not in view.html
        assert repr(view).strip()
        assert not re.search(r"<(?:p|div|td|span|table)\b", repr(view))
        assert ledger.view(part, article, topic) == view


def test_unknown_parts_and_articles_are_said_to_be(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"no view “clams”.*claims"):
        ledger.view("clams")
    with pytest.raises(LedgerError, match=r"no article “gamma”.*alpha, beta"):
        ledger.view("claims", "gamma")
    with pytest.raises(LedgerError, match=r"shows one article.*alpha, beta"):
        ledger.view("claims")
    with pytest.raises(LedgerError, match=r"whole ledger"):
        ledger.view("method", "alpha")
    with pytest.raises(LedgerError, match=r"no chart “pie”.*verdicts"):
        ledger.chart("pie")
    with pytest.raises(LedgerError, match=r"no article “gamma”"):
        ledger.chart("verdicts", "gamma")


@pytest.mark.parametrize("article", [None, "alpha", "beta"])
def test_verdict_summary_counts_each_claim_once(ledger: Ledger, article: str | None) -> None:
    claims = ledger.table("claims")
    claims = claims if article is None else claims[claims["article"] == article]
    head, *rows, foot = cells(ledger.view("verdict-summary", article).html)
    counts = claims.groupby(["verdict", "kind"]).size()
    for verdict, total, *numbers in rows:
        word = verdict.lstrip("✔◐▲≠✘○↺?–")
        assert int(total) == (claims["verdict"] == word).sum()
        assert [int(n or 0) for n in numbers] == [counts.get((word, kind), 0) for kind in head[2:]]
    assert int(foot[1]) == len(claims) == sum(int(n) for n in foot[2:])


@pytest.mark.parametrize("folder", ["small", "ours"])
@pytest.mark.parametrize("article", [None, "first"])
def test_audit_flow_adds_up(small: Path, folder: str, article: str | None) -> None:
    ledger = open_ledger(small if folder == "small" else ROOT)
    name = next(iter(ledger.contents.articles)).id if article else None
    _, *rows = cells(ledger.view("audit-flow", name).html)
    steps = {row[0]: (int(row[1]), [int(n) for n in re.findall(r"\d+", row[2])]) for row in rows}
    chains = [["Sentences, list items", "… that hold a claim"], ["Claims found", "… that are rated", "… that rest"]]
    chains.append(["Mentions", "… whose", "… and seen", "… and could", "… and says"])
    for chain in chains:
        found = [next(value for key, value in steps.items() if key.startswith(start)) for start in chain]
        for (before, _), (after, lost) in pairwise(found):
            assert after + sum(lost) == before
    claims = ledger.table("claims")
    claims = claims if name is None else claims[claims["article"] == name]
    assert steps["Claims found"][0] == len(claims)
    # The same numbers as the table, step by step.
    told = [(number, lost) for label, (number, lost) in steps.items() if label.startswith("…")]
    alone = next(iter(ledger.contents.articles)).id if len(ledger.contents.articles) == 1 else None
    mine = [row for row in ledger.rows("flow").rows if row["article"] == (name or alone)]
    assert told == [
        (row["count"], [r["count"] for r in mine if r["step"] == row["step"] and r["outcome"] == "drops out"])
        for row in mine
        if row["outcome"] == "goes on"
    ]


@pytest.mark.parametrize("article", [None, "alpha"])
def test_gap_list_has_every_gap_with_its_rule(ledger: Ledger, article: str | None) -> None:
    gaps = ledger.table("gaps")
    gaps = gaps if article is None else gaps[gaps["article"] == article]
    view = ledger.view("gap-list", article)
    assert view.html.count("<li data-item") == len(gaps)
    shown = repr(view)
    assert all(" ".join(rule.split()) in shown for rule in gaps["rule"])
    assert cells(view.html)[-1][-1] == str(len(gaps))


def test_evidence_map_counts_distinct_claims_and_leaves_empty_cells_empty(ledger: Ledger) -> None:
    view = ledger.view("evidence-map")
    rows = cells(view.html)
    assert rows[0] == ["Condition", "honey", "<b>tea</b>", "Distinct claims"]
    assert rows[1] == ["cough", "2 claims, low≠1 S, 1 pair that cannot both be true, synthesis gap", "no claim", "2"]
    assert rows[2] == ["sore <i>throat</i>", "no claim", "1 claim, not ratedL, not looked for", "1"]
    assert rows[-1] == ["Distinct claims", "3", "1", "4"]
    assert "An empty cell means: no claim in these articles. It does not mean that no evidence exists." in repr(view)


def test_set_aside_counts_by_reason(ledger: Ledger) -> None:
    assert cells(ledger.view("set-aside", "alpha").html)[1:] == [["a heading", "1"], ["All", "1"]]
    assert cells(ledger.view("set-aside", "beta").html)[1:] == [["All", "0"]]


def test_summary_of_findings_shows_only_what_has_a_certainty(ledger: Ledger) -> None:
    [head, row] = cells(ledger.view("summary-of-findings").html)
    assert head == ["Claim", "Therapy", "Compared with", "The rating rests on", "Certainty", "Verdict"]
    assert row[0].endswith("alpha-001")
    assert "40 people" in row[3]
    assert row[4:] == ["low ⊕⊕◯◯, 2 of 4", "▲overstated"]


def test_references_of_an_article_stand_in_the_order_of_first_mention(ledger: Ledger) -> None:
    def keys(article: str | None) -> list[str]:
        return re.findall(r'<li id="ref-([^"]*)"', ledger.view("references", article).html)

    assert keys("alpha") == ["bee2012honey", "old2001honey", "page2020"]
    assert keys(None) == ["page2020", "bee2012honey", "old2001honey"]
    assert keys("beta") == []


def test_a_rating_of_another_day_is_signed_and_the_usual_one_is_said_once(ledger: Ledger) -> None:
    html = ledger.view("claims", "alpha").html
    assert html.count("by editors on 2026-11-22, not reviewed by a clinician") == 1
    assert html.count("Rated by editors on 2026-11-20") == 1


def test_an_empty_ledger_has_every_part(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "references.bib").write_text("")
    ledger = open_ledger(tmp_path)
    for part, spec in VIEWS.items():
        if spec.of not in {"article", "topic"}:
            assert ledger.view(part).html
