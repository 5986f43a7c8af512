"""The export keeps its contract, says what the ledger says, and loses nothing on the way."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from click.testing import CliRunner
from tests.questions import asking
from tests.texts import ROOT, TEXTS, WRITTEN, of_the_articles

from firmground.anchoring.normalise import fold_words
from firmground.checks.bibliography import isbn_ok, issn_ok
from firmground.cli.main import cli
from firmground.exchange.export import export_csv, export_json
from firmground.ledger import LedgerError, new, open_ledger
from firmground.writing import write_whole

if TYPE_CHECKING:
    from tests.conftest import Folder

SCHEMA = json.loads((files("firmground") / "exchange" / "schemas" / "export.schema.json").read_text(encoding="utf-8"))


def validate(data: object) -> None:
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(data)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_own_ledger_keeps_the_contract_without_texts(tmp_path: Path) -> None:
    ledger = open_ledger(ROOT, tmp_path)
    data = json.loads(export_json(ledger.audit))
    validate(data)
    assert data["format"] == "firmground/2"
    assert len(data["claims"]) == len(ledger.rows("claims").rows)
    assert all(c["span"] is None for c in data["claims"])
    assert [r["id"] for r in data["references"]] == list(ledger.contents.references)


@pytest.mark.parametrize(
    ("folder", "texts"), [(WRITTEN, WRITTEN / "articles"), pytest.param(ROOT, TEXTS, marks=of_the_articles)]
)
def test_with_texts_every_claim_has_a_span(folder: Path, texts: Path) -> None:
    ledger = open_ledger(folder, texts)
    data = json.loads(export_json(ledger.audit))
    validate(data)
    assert [c["id"] for c in data["claims"] if c["span"] is None] == []
    assert max(len(words.split()) for c in data["claims"] for words in c["anchor"].values()) <= 6
    for claim in data["claims"]:
        text = ledger.contents.texts[claim["article"]].text
        passage = fold_words(text[slice(*claim["span"])])
        assert passage.startswith(fold_words(claim["anchor"]["start"])), claim["id"]
    assert all(s["span"] for s in data["set_aside"])


def test_starter_exports_what_its_files_say(tmp_path: Path) -> None:
    folder = new(tmp_path / "topic")
    data = json.loads(export_json(open_ledger(folder).audit))
    validate(data)
    claim = data["claims"][2]
    text = (folder / "articles" / "example-article.txt").read_text(encoding="utf-8")
    assert text[slice(*claim["span"])] == "One study found that honey worked better than nothing at all"
    assert claim["citations"] == [
        {
            "ref": None,
            "as": "One study",
            "role": "cited",
            "identified": None,
            "stance": None,
            "accuracy": None,
            "passage": None,
            "where": None,
            "why": "An example; nothing was searched. Write here where you looked and which papers might fit.",
        }
    ]
    assert claim["verdict"] == "not rated"
    assert claim["level"] is None
    assert claim["wording_allowed"] is None
    assert {(s["words"], s["reason"]) for s in data["set_aside"]} == {
        ("Honey for a sore throat", "heading"),
        ("People take it for", "connective"),
    }


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("claims", 0, "verdict"), "great"),
        (("claims", 0, "span"), [3]),
        (("claims", 0, "anchor", "begin"), "x"),
        (("claims", 2, "citations", 0, "role"), "quoted"),
        (("format",), "firmground/1"),
        (("questions",), None),
        (("claims", 0, "answers"), [{"question": "x"}]),
        (("set_aside", 0, "reason"), "boring"),
    ],
)
def test_schema_refuses_what_is_no_export(tmp_path: Path, path: tuple[str | int, ...], wrong: object) -> None:
    data = json.loads(export_json(open_ledger(new(tmp_path / "topic")).audit))
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = wrong
    with pytest.raises(jsonschema.ValidationError):
        validate(data)


def test_export_equals_the_tables(tmp_path: Path) -> None:
    ledger = open_ledger(ROOT, tmp_path)
    data = json.loads(export_json(ledger.audit))
    for exported, row in zip(data["claims"], ledger.rows("claims").rows, strict=True):
        assert exported["id"] == row["claim_id"]
        for field in ("claim", "kind", "verdict", "level", "wording_allowed", "link", "note"):
            assert exported[field] == row[field], (exported["id"], field)
        assert list(dict.fromkeys(g["kind"] for g in exported["gaps"])) == row["gaps"]


def test_export_and_tables_agree_on_every_gap(tmp_path: Path) -> None:
    """`firmground table gaps --format json` and the export, claim by claim and cell by cell."""
    data = json.loads(export_json(open_ledger(ROOT, tmp_path).audit))
    run = CliRunner().invoke(cli, ["table", "gaps", "--format", "json", "--folder", str(ROOT)])
    assert run.exit_code == 0
    fields = ("kind", "severity", "rule", "todo")
    exported = [(c["id"], c["article"], *(g[f] for f in fields)) for c in data["claims"] for g in c["gaps"]]
    printed = [(r["claim_id"], r["article"], *(r[f] for f in fields)) for r in json.loads(run.stdout)]
    assert exported == printed
    assert len(printed) > 400
    run = CliRunner().invoke(cli, ["table", "map-gaps", "--format", "json", "--folder", str(ROOT)])
    cells = data["evidence_map"]["cells"]
    on_cells = [(c["condition"], c["about"], c["claims"], *(g[f] for f in fields)) for c in cells for g in c["gaps"]]
    rows = [(r["condition"], r["about"], r["claim_ids"], *(r[f] for f in fields)) for r in json.loads(run.stdout)]
    assert on_cells == rows
    assert {row[3] for row in rows} == {"not looked for", "synthesis", "cryptic", "unused"}


@pytest.mark.parametrize(
    ("table", "cells"), [("evidence-map", "cells"), ("evidence-map-by-comparator", "cells_by_comparator")]
)
def test_export_holds_the_evidence_map_of_the_tables(tmp_path: Path, table: str, cells: str) -> None:
    ledger = open_ledger(ROOT, tmp_path)
    drawn = json.loads(export_json(ledger.audit))["evidence_map"]
    same = ("condition", "about", "articles", "certainty", "cited", "offered", "unused")
    for exported, row in zip(drawn[cells], ledger.rows(table).rows, strict=True):
        assert {name: exported[name] for name in same} == {name: row[name] for name in same}
        assert exported["claims"] == row["claim_ids"]
        assert exported.get("comparator") == row.get("comparator")
        assert exported["directions"] == {way: row[way] for way in ("for", "against", "mixed", "none") if row[way]}
        assert [f"{one} and {other}" for one, other in exported["conflicts"]] == row["conflicts"]
    assert sum(len(cell["claims"]) for cell in drawn[cells]) == drawn["totals"]["all"]


def test_a_claim_carries_what_decides_and_every_answer(sound: Folder) -> None:
    data = json.loads(export_json(asking(sound).audit))
    validate(data)
    first, _, warns, used = data["claims"]
    assert (first["question"], first["verdict"], first["verdict_told"]) == ("tea-cold", "overstated", "overstated")
    assert [(a["question"], a["verdict"], a["decides"], a["implied"]) for a in first["answers"]] == [
        ("tea-cold", "overstated", True, False),
        ("tea-old", "confirmed", False, True),
    ]
    # moderate at the question, one step further down for what the claim speaks of
    assert data["questions"][0]["certainty"] == "moderate"
    assert (first["rating"]["certainty"], first["answers"][0]["certainty"]) == ("low", "low")
    assert first["rating"]["indirect"] == {"steps": 1, "because": "It speaks of all that hurts."}
    assert [(c["ref"], c["role"], c["stance"]) for c in first["citations"]] == [
        ("first2020", "cited", "supports"),
        ("second2020", "offered", "does not address"),
    ]
    assert (warns["warning"], warns["verdict"], warns["wording_allowed"]) == (
        True,
        "stands",
        "Tea may burn your tongue.",
    )
    assert used["sense"] == {"name": "cannot be tested", "text": "It cannot be tested: nobody wrote it down."}
    assert used["answers"][0]["verdict_told"] == "in use · helps? yes, certainty moderate, 3 of 4"
    assert used["rating"]["fact"] == "cannot be verified"


def test_questions_stand_whole_with_the_claims_that_answer_them(sound: Folder) -> None:
    ledger = asking(sound)
    data = json.loads(export_json(ledger.audit))
    assert {q["id"]: q["claims"] for q in data["questions"]} == {
        "tea-cold": ["tea-001", "tea-004"],
        "tea-cold-sham": [],
        "tea-burns": ["tea-003"],
        "tea-old": ["tea-001", "tea-002"],
        "tea-known": ["tea-004"],
    }
    effect, sham, burns, *_ = data["questions"]
    assert [(e["ref"], e["says"], e["level"]) for e in effect["evidence"]] == [
        ("first2020", "affirms", 2),  # a randomised trial's own result (OCEBM 2011)
        ("second2020", "silent", None),
    ]
    assert sham["searched"] == {"dated": "2026-11-20", "where": "PubMed", "for": "tea, sham"}
    assert sham["sense"]["name"] == "not studied"
    assert burns["rate"]["lean"] == "too low"
    assert burns["rating"]["down"]["risk of bias"]["hides"] == "harm"
    for question in data["questions"]:
        assert ledger.record(question["id"]) == question


def test_old_and_new_stand_side_by_side(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change(
        "claims/tea.yaml", "    answers: [{question: tea-old, says: affirms}]\n", "    no_question: Told twice.\n"
    )
    claim = json.loads(export_json(ledger.again().audit))["claims"][1]
    assert (claim["question"], claim["answers"], claim["no_question"]) == (None, [], "Told twice.")
    assert (claim["rating"], claim["verdict"]) == ({"not_rated": "Told twice."}, "not rated")


def test_an_answer_to_a_question_that_is_not_there_keeps_the_contract(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change("claims/tea.yaml", "[{question: tea-burns,", "[{question: tea-burn,")
    data = json.loads(export_json(ledger.again().audit))
    validate(data)
    assert data["claims"][2]["question"] == "tea-burn"
    assert data["claims"][2]["answers"][0]["verdict"] == "not rated"


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    text = export_csv(open_ledger(ROOT, tmp_path).audit)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == len(open_ledger(ROOT, tmp_path).rows("claims").rows)
    assert all(not value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_export_by_suffix_and_its_refusal(tmp_path: Path) -> None:
    ledger = open_ledger(new(tmp_path / "topic"))
    written = ledger.export(tmp_path / "out.JSON")
    validate(json.loads(written.read_text(encoding="utf-8")))
    with pytest.raises(LedgerError, match=r"\.json, \.csv"):
        ledger.export(tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()
    with pytest.raises(LedgerError, match=r"out\.csv” can’t be written: there is no folder “.*nowhere”\. Make it"):
        ledger.export(tmp_path / "nowhere" / "out.csv")


def test_a_failed_write_leaves_the_former_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kept.json"
    target.write_text("former")
    target.chmod(0o640)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, b"new")
    assert target.read_text() == "former"
    assert [p.name for p in tmp_path.iterdir()] == ["kept.json"]
    monkeypatch.undo()
    write_whole(target, b"new")
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


# Check digits worked out by hand: 0269-2155: 0*8+2*7+6*6+9*5+2*4+1*3+5*2 = 116, 116 mod 11 = 6, 11-6 = 5.
@pytest.mark.parametrize(("issn", "good"), [("0269-2155", True), ("0269-2156", False), ("2692155", False)])
def test_issn(issn: str, good: bool) -> None:
    assert issn_ok(issn) is good


# 92-4-154543-7: 9*10+2*9+4*8+1*7+5*6+4*5+5*4+4*3+3*2+7 = 242 = 22*11.
@pytest.mark.parametrize(
    ("isbn", "good"),
    [("92-4-154543-7", True), ("92-4-154543-8", False), ("978-92-4-008178-9", True), ("978-92-4-008178-8", False)],
)
def test_isbn(isbn: str, good: bool) -> None:
    assert isbn_ok(isbn) is good
