"""Charts of the works behind the claims: their age, who shares them, and how far the audit got; counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.names import named

from firmground.charts.canvas import figure_of
from firmground.charts.gallery import CHARTS, alt_text, chart_rows
from firmground.charts.network import MOST
from firmground.charts.picture import Line, Mark
from firmground.charts.style import INK
from firmground.records import Contents, Reference
from firmground.tables.audit import Audit

from .conftest import cited, claim_file, evidence, make_audit, make_claim


def with_references(audit: Audit, *references: Reference) -> Audit:
    old = audit.contents
    contents = Contents(old.settings, old.files, {**old.references, **{r.key: r for r in references}})
    return Audit(contents, {}, audit.grades, audit.gaps, ())


def work(key: str, year: int | None, design: str | None = "systematic review") -> Reference:
    return Reference(key=key, type="article", title="T", authors=named("Roe, Jo"), year=year, design=design)  # type: ignore[arg-type]


def test_age_is_counted_from_the_end_of_the_year_to_the_date_of_the_data(small: Any) -> None:
    rows = chart_rows("ages", small).rows
    # 2020-12-31 to 2026-11-22: five years of 365 or 366 days (1826) and 326 days: 2152 / 365.25.
    assert [(r["article"], r["ref"], r["year"], r["age"], r["date_of"]) for r in rows] == [
        ("alpha", "trial2020", 2020, 5.9, "the ledger"),
        ("beta", "trial2020", 2020, 5.9, "the ledger"),
    ]
    assert {r["kind"] for r in rows} == {"single study"}


@pytest.mark.parametrize(
    ("dates", "age", "whose"),
    [
        ({"updated": date(2021, 6, 30)}, 0.5, "the article’s last change"),
        ({"published": date(2024, 12, 31), "updated": None}, 4.0, "the article’s publication"),
        ({"published": date(2019, 1, 1)}, 0.0, "the article’s publication"),
    ],
)
def test_age_at_the_date_of_the_article(dates: dict[str, date], age: float, whose: str) -> None:
    audit = make_audit([claim_file("alpha", [make_claim("alpha-001", citations=[cited()])], **dates)])
    (row,) = chart_rows("ages", audit).rows
    assert (row["age"], row["date_of"]) == (age, whose)


def test_what_has_no_year_is_counted_and_not_drawn() -> None:
    claim = make_claim("alpha-001", citations=[cited(ref="old2010review"), cited(ref="when"), cited(ref="gone")])
    audit = with_references(
        make_audit([claim_file("alpha", [claim])]), work("old2010review", 2010), work("when", None, None)
    )
    rows = chart_rows("ages", audit).rows
    assert [(r["ref"], r["kind"], r["works"]) for r in rows] == [
        ("old2010review", "review of studies", 2),
        ("when", "kind not known", 2),
    ]
    picture = CHARTS["ages"].picture(CHARTS["ages"].data(audit, None))
    legend = 4
    assert sum(isinstance(item, Mark) for item in picture.items) == legend + 1
    said = alt_text("ages", audit)
    assert "2 cited works" in said
    assert "Of 1 review of studies among them, 1 was older than 5.5 years." in said


def test_a_possible_match_is_nobodys_source(small: Any) -> None:
    guess = make_claim("alpha-001", citations=[cited(identified="possible")])
    audit = make_audit([claim_file("alpha", [guess])])
    assert [row["ref"] for row in chart_rows("ages", audit).rows] == [None]
    assert chart_rows("network", audit).rows == ()


def test_the_network_counts_articles_and_claims_once(small: Any) -> None:
    (row,) = chart_rows("network", small).rows
    assert row["cited_by"] == ["alpha", "beta"]
    assert row["rests"] == ["alpha", "beta"]
    assert (row["articles"], row["claims"], row["drawn"]) == (2, 5, True)
    assert "1 work is tied to more than one article" in alt_text("network", small)


def leaning(article: str, *basis: str) -> Any:
    return claim_file(article, [make_claim(f"{article}-001", evidence("low", *basis))])


def test_articles_that_lean_on_one_work_hang_on_one_line() -> None:
    articles = [leaning(a, "one", f"own{a}") for a in ("a", "b", "c", "d", "e")]
    audit = with_references(make_audit(articles), work("one", 2001), *(work(f"own{a}", 2002) for a in "abcde"))
    rows = chart_rows("network", audit).rows
    assert [(r["ref"], r["articles"], r["claims"]) for r in rows][:2] == [("one", 5, 5), ("owna", 1, 1)]
    picture = CHARTS["network"].picture(CHARTS["network"].data(audit, None))
    knots = [item for item in picture.items if isinstance(item, Mark)][2:]  # after the key
    shared = [k for k in knots if k.y == knots[0].y]
    assert len(shared) == 5
    assert len(knots) == 10
    threads = [i for i in picture.items if isinstance(i, Line) and i.y1 == i.y2 == knots[0].y and i.ink == INK]
    assert [(t.x1, t.x2) for t in threads] == [(shared[0].x, shared[-1].x)]


def test_works_beyond_what_a_picture_holds_stay_in_the_table() -> None:
    keys = [f"w{i:03d}" for i in range(MOST + 3)]
    audit = with_references(make_audit([leaning("a", *keys)]), *(work(k, 2000) for k in keys))
    rows = chart_rows("network", audit).rows
    assert [r["drawn"] for r in rows] == [True] * MOST + [False] * 3
    picture = CHARTS["network"].picture(CHARTS["network"].data(audit, None))
    said = " ".join(getattr(item, "text", "") for item in picture.items)
    assert "Not shown: 3 more works." in said


def test_many_articles_get_letters_and_are_all_there() -> None:
    files = [leaning(f"a{i}", "one") for i in range(30)]
    audit = with_references(make_audit(files), work("one", 2001))
    figure = figure_of(CHARTS["network"].picture(CHARTS["network"].data(audit, None)))
    said = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert "Z a25" in said
    assert "AD a29" in said
    assert {"A", "Z", "AA", "AD"} <= set(said)
    shown = [text.get_gid() for axes in figure.axes for text in axes.texts if text.get_gid()]
    assert len(shown) == len(set(shown)) == 1  # the number of the one work, in the first of three groups


def test_the_flow_of_the_small_ledger(small: Any) -> None:
    rows = [(r["stage"], r["of"], r["outcome"], r["reason"], r["count"]) for r in chart_rows("flow", small).rows]
    assert rows == [
        ("can be checked", 11, "goes on", None, 7),
        ("can be checked", 11, "drops out", "not rated yet: efficacy", 3),
        ("can be checked", 11, "drops out", "not rated yet: advice", 1),
        ("rest on a source", 7, "goes on", None, 4),
        ("rest on a source", 7, "drops out", "no source, and one is needed", 1),
        ("rest on a source", 7, "drops out", "no source, and none is needed", 2),
        ("identified", 4, "goes on", None, 4),
        ("verified", 4, "goes on", None, 0),
        ("verified", 4, "drops out", "no source page seen", 4),
        ("compared", 0, "goes on", None, 0),
        ("accurate", 0, "goes on", None, 0),
    ]
    assert "of 11 claims found, 7 are rated, 4 rest on a source" in alt_text("flow", small)
