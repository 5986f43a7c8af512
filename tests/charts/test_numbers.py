"""The numbers themselves, counted by hand on a small ledger, and the same numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.questions import asking

from firmground.charts.accuracy import LEFT_OUT
from firmground.charts.gallery import CHARTS, alt_text, chart_rows, draw_chart
from firmground.charts.subject import subject_of
from firmground.grading.rulebook import accuracy_rules

from .conftest import LONG, NAMES, cited, claim_file, evidence, make_audit, make_claim, numbers_of

if TYPE_CHECKING:
    from tests.conftest import Folder


def column(table: Any, name: str, **where: Any) -> list[Any]:
    return [row[name] for row in table.rows if all(row[k] == v for k, v in where.items())]


def test_verdicts(small: Any) -> None:
    table = chart_rows("verdicts", small)
    assert len(table.rows) == 2 * 18
    for article, total in (("alpha", 9), ("beta", 2)):
        assert sum(column(table, "claims", article=article)) == total
        assert set(column(table, "of", article=article)) == {total}
    assert column(table, "claims", article="alpha", verdict="not rated") == [3]
    assert column(table, "claims", article="alpha", verdict="refuted") == [1]


def test_verdicts_on_warnings_and_uses_are_counted_and_told(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change("claims/tea.yaml", "      - {question: tea-known, says: affirms}\n", "")
    audit = ledger.again().audit
    table = chart_rows("verdicts", audit)
    assert {row["verdict"]: row["claims"] for row in table.rows if row["claims"]} == {
        "overstated": 1,
        "confirmed": 1,
        "in use": 1,
        "stands": 1,
    }
    told = alt_text("verdicts", audit)
    assert "Questions of fact: 1 confirmed, 1 in use. Warnings: 1 stands. Not rated: 0." in told


def test_no_warning_is_told_where_there_is_none(small: Any) -> None:
    assert "Warnings" not in alt_text("verdicts", small)


def test_certainty_counts_the_rating_that_the_question_lends(sound: Folder) -> None:
    table = chart_rows("certainty", asking(sound).audit)
    # tea-001 is moderate at the question and one step further down
    assert column(table, "claims", kind="efficacy", certainty="low") == [1]
    assert column(table, "claims", kind="safety", certainty="high") == [1]


def test_certainty(small: Any) -> None:
    table = chart_rows("certainty", small)
    assert column(table, "claims", kind="efficacy") == [1, 0, 2, 1, 3, 0]
    assert column(table, "claims", kind="safety") == [0, 1, 0, 0, 0, 0]
    assert column(table, "claims", kind="advice") == [0, 0, 0, 0, 1, 0]
    assert column(table, "claims", certainty="question of fact") == [0, 0, 1, 1, 0]
    assert "2 more claims are questions of fact" in alt_text("certainty", small)


def test_attribution(small: Any) -> None:
    table = chart_rows("attribution", small)
    assert column(table, "claims", article="beta") == [1, 0, 0, 1, 0, 0, 0]


def test_map(small: Any) -> None:
    table = chart_rows("evidence-map", small)
    cells = {(r["condition"], r["about"]): r for r in table.rows if r["place"] == "cell"}
    assert cells["neck pain", "dry needling"]["claims"] == 4
    assert cells["neck pain", "dry needling"]["certainty"] == "high"
    assert cells["neck pain", "dry needling"]["conflicts"] == 1
    assert cells["neck pain", "dry needling"]["contradicted"] == 1
    assert cells["neck pain", "acupuncture"]["claims"] == 2
    assert cells["low back pain", "acupuncture"]["claims"] == 0
    assert cells["no condition named", "dry needling"]["ids"] == ["alpha-005"]
    # Facts do not stand on the map: of 11 claims, two are history and regulation.
    assert table.rows[-1]["claims"] == 9


def test_gaps(small: Any) -> None:
    table = chart_rows("gaps", small)
    counted = {(g.claim, g.kind) for g in small.gaps}
    for row in table.rows[1:]:
        if row["group"]:
            assert row["claims"] == sum(
                kind == row["kind"] and claim.startswith(row["article"]) for claim, kind in counted
            )
        assert row["claims"] == row["high"] + row["medium"] + row["low"]
    assert column(table, "claims", article="alpha", kind="unidentified study") == [1]
    assert not {"not studied", "not read", "not looked for", "synthesis", "cryptic", "unused"} & set(
        column(table, "kind")
    )
    for article in ("alpha", "beta"):
        ids = {claim for claim, _ in counted if claim.startswith(article)}
        assert column(table, "claims", article=article, group="") == [len(ids)]


def test_accuracy(small: Any) -> None:
    table = chart_rows("accuracy", small)
    assert column(table, "citations", article="alpha", percent=None) == [1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0]
    # alpha: accurate, oversimplified, contradicted are judged; beta: irrelevant, accurate.
    (both,) = (r for r in table.rows if r["article"] is None and r["class"] == "wrong")
    assert (both["citations"], both["of"], both["percent"]) == (3, 5, "60.0")
    assert (both["low"], both["high"]) == ("23.1", "88.2")
    assert both["says"] == "3 of 5 wrong: 60.0 % (95 % interval 23.1 to 88.2)"
    assert (both["base"], both["base_low"], both["base_high"]) == ("16.9", "14.1", "20.0")
    (serious,) = (r for r in table.rows if r["class"] == "seriously wrong")
    assert (serious["citations"], serious["base"]) == (2, "8.0")
    assert accuracy_rules().base_rates[0].percent == 16.9


def test_nobody_is_blamed_for_a_guess() -> None:
    guess = make_claim("alpha-001", evidence("low"), citations=[cited("contradicted", identified="possible")])
    table = chart_rows("accuracy", make_audit([claim_file("alpha", [guess])]))
    assert column(table, "citations", **{"class": "contradicted"}) == [0]
    assert [column(table, "citations", **{"class": word}) for word in LEFT_OUT] == [[0], [1], [0]]
    assert column(table, "percent", **{"class": "wrong"}) == [None]
    assert "interval" not in alt_text("accuracy", make_audit([claim_file("alpha", [guess])]))


@pytest.mark.parametrize("name", NAMES)
def test_words_name_the_numbers(name: str, empty: Any, single: Any, small: Any, big: Any, hostile: Any) -> None:
    for audit in (empty, single, small, big, hostile):
        said = alt_text(name, audit)
        assert said.endswith(".")
        assert "\n" not in said
        assert said.count(". ") <= 4
        rows = chart_rows(name, audit).rows
        assert set(numbers_of(said)) <= {"2025", str(len(audit.contents.files)), *explained(rows)}
        assert len(numbers_of(said)) >= 2


def explained(rows: Any) -> set[str]:
    """Every number that can be had from the rows: a value, a sum or a count over all rows or over those of one word."""
    found: set[object] = set()
    for part in (rows, [r for r in rows if r.get("claims")], [r for r in rows if r.get("place") == "cell"]):
        filled = [row for row in part if row.get("claims")]
        for some in (part, filled, [row for row in part if row not in filled]):
            found |= {len(some)}
            for column in rows[0] if rows else ():
                words = {str(row[column]) for row in some}
                found |= {len(words), sum(bool(row[column]) for row in some)}
                for word in words:
                    mine = [row for row in some if str(row[column]) == word]
                    found |= {len(mine), *numbers_of(word)}
                    for number in ("claims", "citations", "of"):
                        if number in rows[0]:
                            values = [row[number] or 0 for row in mine]
                            found |= {sum(values), *values}
    classes = [row for row in rows if row.get("class") not in {"wrong", "seriously wrong", *LEFT_OUT}]
    found |= {sum(row["citations"] for row in classes if "citations" in row)}
    found |= {sum(row["claims"] for row in rows if row.get("certainty") not in {None, "question of fact"})}
    return {str(value) for value in found}


def test_words_of_the_small_ledger(small: Any) -> None:
    assert alt_text("attribution", small) == (
        "Stacked bars of whom 11 claims in 2 articles are ascribed to: 10 nobody, 1 dated study."
    )
    assert "3 oversimplified" not in alt_text("accuracy", small)
    assert "3 of 5 wrong: 60.0 %" in alt_text("accuracy", small)
    assert "Map of 9 claims on 3 conditions and 3 therapies in 2 articles" in alt_text("evidence-map", small)
    assert alt_text("verdicts", small, "beta").startswith("Stacked bars of the verdicts on 2 claims in Beta.")


def test_a_claim_whose_id_was_used_before_counts_once() -> None:
    twice = [make_claim("alpha-001", evidence("low")), make_claim("alpha-001", evidence("high"))]
    audit = make_audit([claim_file("alpha", twice)])
    for name in NAMES:
        table = chart_rows(name, audit)
        if "of" in {c.name for c in table.columns} and name != "accuracy":
            assert max(column(table, "of")) == 1


def test_two_files_of_one_article_are_drawn_as_one() -> None:
    files = [
        claim_file("a", [make_claim("a-001", evidence("low"))], publisher="Clinic"),
        claim_file("a", [make_claim("a-001", evidence("low")), make_claim("a-002")], publisher="Clinic"),
        claim_file("b", [make_claim("b-001")], publisher="Hospital"),
    ]
    audit = make_audit(files)
    assert subject_of(audit).names == {"a": "Clinic", "b": "Hospital"}
    assert column(chart_rows("attribution", audit), "claims", attribution="none") == [2, 1]
    for name in NAMES:
        draw_chart(name, audit)


def test_names_of_articles_are_told_apart() -> None:
    files = [
        claim_file("a", [], publisher="Clinic", title="One"),
        claim_file("b", [], publisher="Clinic", title="Two"),
        claim_file("c", [], publisher="Clinic"),
        claim_file("d", [], publisher="Clinic", title="Two"),
        claim_file("e", []),
        claim_file("f", [], title=f"{LONG}\n"),
    ]
    assert subject_of(make_audit(files)).names == {
        "a": "Clinic: One",
        "b": "Clinic: Two (b)",
        "c": "Clinic: c",
        "d": "Clinic: Two (d)",
        "e": "e",
        "f": LONG,
    }


def test_titles_are_the_same_with_and_without_claims(empty: Any, big: Any) -> None:
    for chart in CHARTS.values():
        assert chart.picture(chart.data(empty, None)).title == chart.picture(chart.data(big, None)).title == chart.title
