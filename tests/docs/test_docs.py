"""Docs that cannot rot: generated pages equal the code, shown outputs what the commands print, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ("tables.md", "charts.md", "claim-file.md", "commands.md", "findings.md", "grading.md", "gaps.md")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", GENERATED)
def test_generated_page_is_up_to_date(generate: ModuleType, name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generate.PAGES[name]()


def test_the_list_of_generated_pages_is_whole(generate: ModuleType) -> None:
    assert set(generate.PAGES) == set(GENERATED)


def test_the_agreement_of_the_two_coders_is_up_to_date(generate: ModuleType) -> None:
    text = (ROOT / "docs" / "double-coding" / "README.md").read_text(encoding="utf-8")
    assert text == generate.double_coding_page()
    # Counted by hand in codings.yaml: all but one of the sixty attributions are alike.
    assert "| attribution | 59 of 60 | 0.98 |" in text


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_every_shown_command_prints_what_is_shown(generate: ModuleType, page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.filled(text, generate.ledger_copy(tmp_path)) == text


def test_readme_has_the_two_commands_each_alone_on_one_line() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    setups = [b for b in blocks if b.startswith("python3 -m venv")]
    assert len(setups) == 2
    assert all(b.count("\n") == 1 for b in setups)
    assert setups[0].rstrip().endswith("firmground build")
    assert setups[1].rstrip().endswith("-m pytest")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in ci


@pytest.mark.parametrize(
    "page", [*pages(), *sorted((ROOT / "docs").glob("**/*.md"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_links_in_docs_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"
