"""Tables: documented columns, counts that one can check by hand, and cells that do no harm in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questions import asking

from firmground.ledger import Ledger, LedgerError, open_ledger
from firmground.tables.build import TABLES, build_table
from firmground.tables.table import Column, Table, csv_text, json_text, row_of

if TYPE_CHECKING:
    from tests.conftest import Folder

NAMES = tuple(TABLES)
DTYPES = {
    "text": "string",
    "whole number": "Int64",
    "number": "Float64",
    "yes/no": "boolean",
    "date": "string",
    "list of text": "object",
}
TEXT = (
    "What tea does\n\n"
    "Tea eases any cold, as a 2020 study found: it eases a cold. Tea is old. Tea may do harm, says one study. "
    "Drink it hot. Is it good? Really who knows. Nobody counted this sentence.\n"
)


@pytest.fixture(params=["old", "asking"])
def any_ledger(request: pytest.FixtureRequest, sound: Folder) -> Ledger:
    """The sound ledger with the text of its article, as it is, and with questions."""
    sound.write("articles/tea.txt", TEXT)
    return asking(sound) if request.param == "asking" else open_ledger(sound.path, sound.path / "articles")


@pytest.fixture
def ledger(sound: Folder) -> Ledger:
    """The sound ledger with the text of its article."""
    sound.write("articles/tea.txt", TEXT)
    return open_ledger(sound.path, sound.path / "articles")


def rows(ledger: Ledger, name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in ledger.rows(name).rows]


# -- columns ---------------------------------------------------------------------------------------------------------


def test_rows_have_exactly_the_columns_that_are_documented(any_ledger: Ledger) -> None:
    for name in NAMES:
        table = any_ledger.rows(name)
        assert table.name == name
        if any_ledger.contents.questions or name not in {"questions", "answers", "evidence"}:
            assert table.rows or name in {"findings", "families", "family-proposals"}
        for row in table.rows:
            assert list(row) == [column.name for column in table.columns]


def test_a_column_that_nothing_fills_is_an_error_and_one_that_is_not_there_is_seen() -> None:
    columns = (Column("column", "text", "what it holds"), Column("kind", "text", "of which kind"))
    record = Column("a name", "text", "a meaning")
    assert list(row_of(columns, record, column="own").items()) == [("column", "own"), ("kind", "text")]
    with pytest.raises(AttributeError, match="column"):
        row_of(columns, record)
    assert "colunm" in row_of(columns, record, column="own", colunm="own")


def test_every_column_is_documented_once() -> None:
    for name in NAMES:
        means, columns, _ = TABLES[name]
        assert means.startswith("one row per ")
        assert len({column.name for column in columns}) == len(columns)
        for column in columns:
            assert column.kind in DTYPES
            assert column.means
            assert not column.means.endswith(".")
            assert column.name == column.name.lower()


def test_values_are_of_the_kind_that_is_documented(any_ledger: Ledger) -> None:
    for name in NAMES:
        table = any_ledger.rows(name)
        for row in table.rows:
            for column in table.columns:
                assert fits(row[column.name], column.kind), f"{column.name}: {row[column.name]!r} is no {column.kind}"


def fits(value: object, kind: str) -> bool:
    if kind == "list of text":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if value is None:
        return True
    if kind == "whole number":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, float)
    return isinstance(value, bool) if kind == "yes/no" else isinstance(value, str)


def test_frame_has_the_documented_types(any_ledger: Ledger) -> None:
    for name in NAMES:
        table, frame = any_ledger.rows(name), any_ledger.table(name)
        assert len(frame) == len(table.rows)
        assert list(frame.columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert str(frame[column.name].dtype) == DTYPES[column.kind], column.name


def test_what_is_not_known_is_na_in_a_frame_and_lists_stay_lists(any_ledger: Ledger) -> None:
    for name in NAMES:
        table, frame = any_ledger.rows(name), any_ledger.table(name)
        for column in table.columns:
            for row, value in zip(table.rows, frame[column.name], strict=True):
                if column.kind == "list of text":
                    assert value == row[column.name]
                elif row[column.name] is None:
                    assert value is pd.NA
                else:
                    assert value == row[column.name]


def test_frame_of_an_empty_ledger_has_the_columns(sound: Folder) -> None:
    (sound.path / "claims" / "tea.yaml").unlink()
    sound.write("references.bib", "")
    ledger = open_ledger(sound.path, sound.path / "articles")
    for name in NAMES:
        frame = ledger.table(name)
        assert list(frame.columns) == [column.name for column in TABLES[name][1]]
        assert {c: str(frame[c].dtype) for c in frame.columns} == {c.name: DTYPES[c.kind] for c in TABLES[name][1]}
        if name != "findings":
            assert len(frame) == 0, name


def test_tables_of_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    ledger = open_ledger(tmp_path, tmp_path / "articles")
    for name in NAMES:
        assert list(ledger.table(name).columns) == [column.name for column in TABLES[name][1]]


def test_same_ledger_same_rows(ledger: Ledger) -> None:
    for name in NAMES:
        again = open_ledger(ledger.folder, ledger.articles)
        assert ledger.rows(name) == again.rows(name)
        assert build_table(name, ledger.audit) == ledger.rows(name)


def test_unknown_table_names_the_known_ones(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="Tables: articles, claims, questions, answers, evidence, citations"):
        ledger.table("claim")


# -- counts, each counted by hand in tests/conftest.py ----------------------------------------------------------------


def test_articles_counted_by_hand(ledger: Ledger) -> None:
    (row,) = rows(ledger, "articles")
    assert {key: row[key] for key in row if key not in {"url", "gaps"}} == {
        "article": "tea",
        "title": "Tea: what it does",
        "publisher": "Example",
        "published": "2020-01-02",
        "updated": None,
        "claims": 4,
        "central": 1,
        "set_aside": 3,
        "sentences": 8,
        "accounted": 7,  # all but “Nobody counted this sentence.”
        "with_citation": 2,  # tea-001, and tea-003 whose source was not found
        "rated": 2,  # tea-001 by evidence, tea-002 as a fact
        "text_at_hand": True,
    }
    assert row["gaps"] == len(rows(ledger, "gaps"))


def test_without_the_text_nobody_says_how_many_sentences_are_accounted_for(sound: Folder) -> None:
    (row,) = rows(open_ledger(sound.path, sound.path / "articles"), "articles")
    assert (row["sentences"], row["accounted"], row["text_at_hand"]) == (None, None, False)


def test_without_the_text_the_stored_number_of_sentences_stands(sound: Folder) -> None:
    sound.change("claims/tea.yaml", "  text: null", f"  text: {{sha256: {'ab' * 32}, sentences: 8}}")
    (row,) = rows(open_ledger(sound.path, sound.path / "articles"), "articles")
    assert (row["sentences"], row["accounted"]) == (8, None)


def test_claims_counted_by_hand(ledger: Ledger) -> None:
    found = {row["claim_id"]: row for row in rows(ledger, "claims")}
    assert list(found) == ["tea-001", "tea-002", "tea-003", "tea-004"]
    first = found["tea-001"]
    assert first["cited"] == ["first2020"]
    assert first["offered"] == []
    assert (first["rating"], first["certainty"], first["level"]) == ("evidence", "low", 2)
    assert first["conflicts_with"] == ["tea-003"]  # written down at tea-003 only
    assert found["tea-003"]["conflicts_with"] == ["tea-001"]
    assert found["tea-002"]["offered"] == ["second2020"]  # from the group
    assert (found["tea-002"]["rating"], found["tea-002"]["verdict"]) == ("fact", "confirmed")
    assert found["tea-003"]["cited"] == ["not found: one study"]
    assert [row["rating"] for row in found.values()] == ["evidence", "fact", "not rated", "not rated"]
    assert TEXT[first["start"] : first["end"]] == "Tea eases any cold, as a 2020 study found: it eases a cold"
    assert first["link"].startswith("https://example.org/tea#:~:text=Tea%20eases,a%20cold")


def test_citations_counted_by_hand(ledger: Ledger) -> None:
    found = [(row["claim_id"], row["ref"], row["role"], row["year"]) for row in rows(ledger, "citations")]
    assert found == [
        ("tea-001", "first2020", "cited", 2020),
        ("tea-002", "second2020", "offered", 2020),
        ("tea-003", None, "cited", None),
    ]


def test_ratings_counted_by_hand(ledger: Ledger) -> None:
    found = {row["claim_id"]: row for row in rows(ledger, "ratings")}
    assert [row["form"] for row in found.values()] == ["evidence", "fact", "not rated", "not rated"]
    assert found["tea-001"]["steps"] == ["−2 imprecision: Nine people."]
    assert found["tea-001"]["basis"] == ["first2020"]
    assert found["tea-002"]["fact"] == "confirmed"
    assert found["tea-003"]["why"] == "Nobody looked."
    assert found["tea-003"]["basis"] == found["tea-003"]["steps"] == []


def test_a_column_of_ratings_is_filled_for_the_forms_that_have_it(sound: Folder) -> None:
    sound.change(
        "claims/tea.yaml",
        'start: randomised\n      down:\n        imprecision: {steps: 2, because: "Nine people."}',
        "start: adopted\n      adopted: {ref: first2020, certainty: low}",
    )
    evidence, fact, not_rated, _ = rows(open_ledger(sound.path), "ratings")
    names = ("certainty", "start", "adopted_from", "fact", "source", "by", "on")
    day = "2026-11-22"
    assert [evidence[name] for name in names] == ["low", "adopted", "first2020", None, None, "editors", day]
    assert [fact[name] for name in names] == [None, None, None, "confirmed", "secondary", "editors", day]
    assert [not_rated[name] for name in names] == [None] * len(names)


def test_references_counted_by_hand(ledger: Ledger) -> None:
    found = {row["ref"]: row for row in rows(ledger, "references")}
    counts = ("cited_by", "offered_for", "ratings_resting_on_it")
    assert {key: tuple(row[c] for c in counts) for key, row in found.items()} == {
        "first2020": (1, 0, 1),
        "second2020": (0, 1, 1),
    }
    assert found["first2020"]["authors"] == ["First, Ann", "Other, Bob"]
    assert found["second2020"]["authors"] == ["The Tea Society"]


def test_a_work_cited_twice_by_one_claim_counts_once(sound: Folder) -> None:
    sound.change(
        "claims/tea.yaml",
        "        why: Same words.\n",
        "        why: Same words.\n"
        "      - {ref: first2020, role: cited, identified: possible, stance: unclear, accuracy: indirect, why: Too.}\n",
    )
    found = {r["ref"]: r for r in rows(open_ledger(sound.path, sound.path / "articles"), "references")}
    assert found["first2020"]["cited_by"] == 1


def test_sentences_counted_by_hand(ledger: Ledger) -> None:
    found = rows(ledger, "sentences")
    assert [row["number"] for row in found] == list(range(1, 9))
    assert [row["claims"] for row in found] == [[], ["tea-001"], ["tea-002"], ["tea-003"], ["tea-004"], [], [], []]
    assert [row["set_aside"] for row in found] == ["heading", *[None] * 4, "question", "question", None]
    assert [row["accounted"] for row in found] == [True] * 7 + [False]
    assert TEXT[found[2]["start"] : found[2]["end"]] == "Tea is old."


def test_gaps_belong_to_claims_and_are_counted_there(ledger: Ledger) -> None:
    gaps, claims = rows(ledger, "gaps"), rows(ledger, "claims")
    for claim in claims:
        kinds = [gap["kind"] for gap in gaps if gap["claim_id"] == claim["claim_id"]]
        assert claim["gaps"] == list(dict.fromkeys(kinds))
    assert any("unidentified" in gap["kind"] for gap in gaps if gap["claim_id"] == "tea-003")


def test_findings_are_those_of_the_strict_check(ledger: Ledger) -> None:
    found = rows(ledger, "findings")
    assert [(row["code"], row["file"], row["severity"]) for row in found] == [
        (p.finding.code, p.place.file if p.place else None, p.severity) for p in ledger.check("strict").findings
    ]
    assert "sentence-unaccounted" in {row["code"] for row in found}


def test_two_claims_with_one_id_do_not_stop_any_table(sound: Folder) -> None:
    sound.change("claims/tea.yaml", "id: tea-004", "id: tea-001")
    ledger = open_ledger(sound.path, sound.path / "articles")
    for name in NAMES:
        ledger.table(name)
    assert len(rows(ledger, "claims")) == 4


# -- CSV and JSON ------------------------------------------------------------------------------------------------------


def test_csv_gives_back_the_cells(any_ledger: Ledger) -> None:
    for name in NAMES:
        table = any_ledger.rows(name)
        names = [column.name for column in table.columns]
        read = list(csv.reader(io.StringIO(csv_text(names, table.rows))))
        assert read[0] == names
        assert len(read) == len(table.rows) + 1
        for line, row in zip(read[1:], table.rows, strict=True):
            for cell, key in zip(line, names, strict=True):
                assert cell.removeprefix("'") == plain(row[key]).removeprefix("'")


def plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    _, (cell, listed) = csv.reader(io.StringIO(csv_text(["a", "b"], [{"a": text, "b": [text, "x"]}]), newline=""))
    assert cell == f"'{text}"
    assert listed == f"'{text}; x"


def test_a_return_is_a_line_end_and_breaks_no_row() -> None:
    _, (cell, other) = csv.reader(io.StringIO(csv_text(["a", "b"], [{"a": "one\rtwo\r\nthree", "b": "x"}]), newline=""))
    assert (cell, other) == ("one\ntwo\nthree", "x")


@pytest.mark.parametrize("start", [" ", "  ", "\n", "\u00a0", "\u3000", "\ufeff", " \t"])
def test_white_space_before_it_does_not_help(start: str) -> None:
    """Spreadsheets strip it on import."""
    _, (cell,) = csv.reader(io.StringIO(csv_text(["a"], [{"a": f"{start}=1+1"}]), newline=""))
    assert cell.startswith("'")


@pytest.mark.parametrize("sign", "＝＋－＠")
def test_full_width_signs_are_disarmed_too(sign: str) -> None:
    """Excel in East Asian settings reads them as their narrow twins. Source: OWASP, CSV injection."""
    _, (cell,) = csv.reader(io.StringIO(csv_text(["a"], [{"a": f"{sign}1+1"}])))
    assert cell.startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (True, "true"), (False, "false"), (-3, "-3"), (0, "0"), ([], ""), ("a,b\n", "a,b\n")],
)
def test_cells_of_each_kind(value: object, cell: str) -> None:
    _, read = csv.reader(io.StringIO(csv_text(["a", "b"], [{"a": value, "b": "x"}]), newline=""))
    assert read == [cell, "x"]


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_any_text_survives_csv(cells: list[list[str]]) -> None:
    text = csv_text(["a", "b"], [{"a": a, "b": b} for a, b in cells])
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a", "b"]
    wanted = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in line] for line in cells]
    assert [[cell.removeprefix("'") for cell in line] for line in lines] == [
        [cell.removeprefix("'") for cell in line] for line in wanted
    ]


def test_json_gives_back_the_rows(any_ledger: Ledger) -> None:
    for name in NAMES:
        table = any_ledger.rows(name)
        assert json.loads(json_text(table.rows)) == [dict(row) for row in table.rows]


def test_a_table_made_by_hand() -> None:
    columns = (Column("a", "text", "a word"), Column("n", "whole number", "a count"))
    frame = Table("t", "one row per a", columns, ({"a": None, "n": 1}, {"a": "x", "n": None})).frame()
    assert frame["n"].sum() == 1
    assert list(frame["a"].isna()) == [True, False]
