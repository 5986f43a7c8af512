"""Docs that cannot rot: generated pages equal the code, shown outputs what the commands print, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from firmground.exchange.format import export_schema
from firmground.ledger import new, open_ledger
from firmground.tables.topics import treatments_of

ROOT = Path(__file__).resolve().parents[2]
GENERATED = (
    "tables.md",
    "charts.md",
    "claim-file.md",
    "question-file.md",
    "export.md",
    "commands.md",
    "findings.md",
    "references.md",
    "grading.md",
    "gaps.md",
    "work-list.md",
    "appraisal.md",
)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generate: ModuleType) -> None:
    for name in GENERATED:
        assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generate.PAGES[name]()


def test_the_list_of_generated_pages_is_whole(generate: ModuleType) -> None:
    assert set(generate.PAGES) == set(GENERATED)


def test_the_schema_of_the_export_is_up_to_date(generate: ModuleType) -> None:
    assert generate.SCHEMA.read_text(encoding="utf-8") == export_schema()


def test_the_agreement_of_the_two_coders_is_up_to_date(generate: ModuleType) -> None:
    text = (ROOT / "docs" / "double-coding" / "README.md").read_text(encoding="utf-8")
    assert text == generate.double_coding_page()
    # Counted by hand in codings.yaml: all but one of the sixty attributions are alike.
    assert "| attribution | 59 of 60 | 0.98 |" in text


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_every_shown_command_prints_what_is_shown(generate: ModuleType, page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.filled(text, generate.ledger_copy(tmp_path)) == text


def test_the_example_of_another_topic_is_sound(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "start-a-ledger.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    folder = new(tmp_path / "magnesium")
    (folder / "claims" / "ledger.yaml").write_text(example, encoding="utf-8")
    claims = folder / "claims" / "example-article.yaml"
    told = claims.read_text(encoding="utf-8").replace("about: honey", "about: both")
    claims.write_text(re.sub(r"(condition|comparator|outcome): .*", r"\1: null", told), encoding="utf-8")
    questions = folder / "claims" / "questions" / "honey.yaml"
    asked = questions.read_text(encoding="utf-8").replace("about: honey", "about: both")
    questions.write_text(re.sub(r"(condition|comparator|outcome): .*", r"\1: null", asked), encoding="utf-8")
    ledger = open_ledger(folder)
    assert ledger.check("strict").findings == ()
    assert treatments_of(["both", "other"], ledger.contents.vocabulary) == ("magnesium", "magnesium baths")


def test_readme_has_the_two_commands_each_alone_on_one_line() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    setups = [b for b in blocks if b.startswith("python3 -m venv")]
    assert len(setups) == 2
    assert all(b.count("\n") == 1 for b in setups)
    assert setups[0].rstrip().endswith("firmground build")
    assert setups[1].rstrip().endswith("-m pytest")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in ci


def test_links_in_docs_lead_to_files() -> None:
    for page in [*pages(), *sorted((ROOT / "docs").glob("**/*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def rule_tables(page: str) -> list[list[dict[str, str]]]:
    """The tables of a page, each row by its heads."""
    found: list[list[dict[str, str]]] = []
    for block in re.findall(r"(?:^\|.*\n?)+", page, re.MULTILINE):
        head, _, *rows = [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in block.strip().split("\n")]
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


#: Tables that are no rules: notes beside the rows, texts of the gallery, and the steps of the audit flow.
NO_EXAMPLE = ("about", "base rate", "step", "kind")


@pytest.mark.parametrize("name", ["grading.md", "gaps.md"])
def test_every_rule_has_its_source_and_an_example_of_the_first_ledger(name: str) -> None:
    claims = {claim.id for claim in open_ledger(ROOT).contents.claims()}
    tables = rule_tables((ROOT / "docs" / "reference" / name).read_text(encoding="utf-8"))
    assert len(tables) > 4
    for table in tables:
        first = next(iter(table[0]))
        for row in table:
            if first not in {"step", "kind"}:
                assert row["source"].strip("- "), row
            examples = [cell for column, cell in row.items() if column.startswith("example")]
            assert bool(examples) != (first in NO_EXAMPLE), row
            for cell in examples:
                assert cell in {"none in this ledger", "none looked for"} or cell.strip("`") in claims, row


def test_the_example_of_a_rule_is_the_first_claim_that_it_fires_for() -> None:
    """The tables of claims and gaps, gone through from the top, must lead to the same claims."""
    ledger = open_ledger(ROOT)
    grading = rule_tables((ROOT / "docs" / "reference" / "grading.md").read_text(encoding="utf-8"))
    verdicts = next(table for table in grading if list(table[0])[:2] == ["verdict", "means"])
    for row in verdicts:
        hits = [r["claim_id"] for r in ledger.rows("claims").rows if r["verdict"] == row["verdict"]]
        assert row["example"] == (f"`{hits[0]}`" if hits else "none in this ledger")
    gaps = rule_tables((ROOT / "docs" / "reference" / "gaps.md").read_text(encoding="utf-8"))[0]
    for row in gaps:
        hits = [r["claim_id"] for r in ledger.rows("gaps").rows if r["kind"] == row["kind"]]
        cells = [r["claim_ids"][0] for r in ledger.rows("map-gaps").rows if r["kind"] == row["kind"]]
        assert int(row["in this ledger"]) == len(hits or cells)
        if row["group"] == "evidence":
            order = [r["claim_id"] for r in ledger.rows("claims").rows]
            hits = sorted(cells, key=order.index)
        assert row["example"] == (f"`{hits[0]}`" if hits else "none in this ledger")
