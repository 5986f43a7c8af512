"""The reference list that an article prints: its works count as used, and what no sentence cites is said."""

from __future__ import annotations

from pathlib import Path

from firmground.ledger import new, open_ledger
from firmground.reports.views.article import uncited_numbers

LIST = """  reference_list:
    - {number: "1", ref: smith2020honey}
    - {number: "2", ref: jones2021honey, note: "No address is printed."}
"""
ENTRY = "@misc{%s,\n  title = {A made-up work for this test, %s},\n  unverified = {title},\n}\n"


def folder(tmp_path: Path, *keys: str) -> Path:
    made = new(tmp_path / "topic")
    claims = made / "claims" / "example-article.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("  note: Written", LIST + "  note: Written"), "utf-8")
    bib = made / "references.bib"
    bib.write_text("\n".join([bib.read_text("utf-8"), *(ENTRY % (key, key) for key in keys)]), encoding="utf-8")
    return made


def test_a_listed_work_is_used_even_when_no_sentence_cites_it(tmp_path: Path) -> None:
    report = open_ledger(folder(tmp_path, "smith2020honey", "jones2021honey")).check("strict")
    assert report.findings == ()


def test_a_listed_work_that_is_no_entry_is_found_at_its_place(tmp_path: Path) -> None:
    made = folder(tmp_path, "smith2020honey", "jones2021hony")
    findings = open_ledger(made).check("strict").findings
    assert [p.finding.code for p in findings] == ["unknown-reference", "uncited-reference"]
    assert findings[0].place is not None
    assert "ref: jones2021honey" in findings[0].place.text
    assert (
        "The nearest reference here is “jones2021hony”, which may be another one: look before you name it."
        in findings[0].finding.message
    )


def test_which_numbers_no_sentence_gives(tmp_path: Path) -> None:
    made = folder(tmp_path, "smith2020honey", "jones2021honey")
    claims = made / "claims" / "example-article.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace('{kind: unnamed study, as: "One study"}', '{kind: numbered reference, as: "2"}'), "utf-8"
    )
    ledger = open_ledger(made)
    assert uncited_numbers(ledger.contents.files[0]) == ("1",)
    head = ledger.view("article-head", "example-article").html
    assert "2 works; no sentence gives the number of 1." in head
    assert "No address is printed." in head
