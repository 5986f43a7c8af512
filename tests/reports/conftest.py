"""A small ledger that means harm, built once; and ledgers with notebooks of one or two cells for everything else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from firmground.ledger import Ledger, open_ledger
from firmground.reports.built import Built

ROOT = Path(__file__).parents[2]
#: Shown on every page that holds it, and never run.
SCRIPT = "<script>document.title='owned'</script>"
PICTURE = '"><img src=x onerror="document.title=\'owned\'">'

LEDGER = f"""
title: {json.dumps("Honey & co. " + SCRIPT)}
as_of: 2026-11-22
description: {json.dumps("What articles say on honey " + PICTURE)}
notice: {json.dumps("Ratings are drafts. " + SCRIPT)}
raters:
  editors: {{name: Editors, role: {json.dumps(SCRIPT)}}}
vocabulary:
  about:
    honey: {{definition: "Honey."}}
    "<b>tea</b>": {{definition: "Tea."}}
  condition:
    cough: {{definition: "Cough."}}
    "sore <i>throat</i>": {{definition: "Throat pain."}}
  comparator:
    no treatment: {{definition: "Nothing.", facet: no treatment}}
  outcome:
    pain: {{definition: "Pain."}}
glossary:
  {json.dumps("wine " + SCRIPT)}:
    means: {json.dumps(SCRIPT)}
    also: [lt, gt, quot, amp, "39", script, {json.dumps('"><b onclick=')}]
    source: {json.dumps('https://example.org/"><script>')}
"""

ALPHA = f"""
article:
  id: alpha
  title: {json.dumps("Honey </title>" + SCRIPT)}
  publisher: {json.dumps("Alpha " + SCRIPT)}
  url: https://example.org/health/honey?a=1&b=2
  published: 2020-02-03
  text: {{sha256: {"ab" * 32}, sentences: 5}}
  note: {json.dumps(PICTURE)}
groups:
  shared:
    citations:
      - {{ref: old2001honey, role: offered, stance: contradicts, why: {json.dumps("Shared reason " + SCRIPT)}}}
claims:
  - id: alpha-001
    claim: {json.dumps("Honey eases a cough " + SCRIPT)}
    anchor: {{start: "Honey & <b>lemon</b>", end: "a cough"}}
    kind: efficacy
    about: honey
    condition: cough
    comparator: null
    outcome: pain
    direction: for
    wording: firm
    central: true
    attribution: {{kind: dated study, as: {json.dumps("a 2012 " + SCRIPT)}}}
    citations:
      - ref: bee2012honey
        role: cited
        identified: certain
        stance: supports
        accuracy: oversimplified
        why: {json.dumps("Forty children " + PICTURE)}
      - {{ref: null, as: "one study", role: cited, why: "Searched; nothing fits."}}
    rating:
      certainty: low
      start: randomised
      down:
        imprecision: {{steps: 1, because: {json.dumps("40 children " + SCRIPT)}}}
        risk of bias: {{steps: 1, because: "no blinding"}}
      basis: [bee2012honey]
      why: One small trial.
      by: editors
      on: 2026-11-22
    conflicts_with:
      - {{claim: alpha-002, why: {json.dumps("One says yes " + SCRIPT)}}}
    note: {json.dumps("Odd " + PICTURE)}
  - id: alpha-002
    claim: Honey does nothing for a cough.
    anchor: {{start: "Honey does nothing"}}
    kind: efficacy
    about: honey
    condition: cough
    direction: against
    wording: hedged
    attribution: {{kind: none}}
    group: shared
    rating: {{not_rated: "Nobody has looked."}}
  - id: alpha-003
    claim: Tea soothes.
    anchor: {{start: "Tea soothes"}}
    kind: usage
    about: "<b>tea</b>"
    condition: "sore <i>throat</i>"
    direction: for
    wording: firm
    attribution: {{kind: unnamed research, as: "research shows"}}
    group: shared
  - id: alpha-004
    claim: Honey was used in Egypt.
    anchor: {{start: "In Egypt"}}
    kind: history
    about: honey
    direction: none
    wording: firm
    attribution: {{kind: none}}
    rating:
      fact: confirmed
      source: secondary
      basis: [page2020]
      why: A page says so.
      by: editors
      on: 2026-11-20
    citations:
      - {{ref: page2020, role: offered, stance: supports, why: "It says so."}}
set_aside:
  heading: ["Honey facts"]
"""

BETA = """
article:
  id: beta
  title: null
  publisher: Beta
  url: null
  text: null
claims:
  - id: beta-001
    claim: A_very_long_word_that_nobody_breaks_%s and `code` *stars* [link](javascript:alert(1))
    anchor: {start: "A"}
    kind: safety
    about: honey
    direction: none
    wording: firm
    attribution: {kind: none}
    rating: {not_rated: "No."}
""" % ("x" * 90)

BIB = r"""
@article{bee2012honey,
  author = {Bee, Anna and {<script>document.title='owned'</script> Group}},
  title = {Honey for cough <script>document.title='owned'</script>},
  year = {2012}, journal = {Journal of Honey}, volume = {1}, number = {2}, pages = {3-4},
  doi = {10.1000/honey.1}, design = {randomised trial}, participants = {40},
  finding = {Less cough <script>document.title='owned'</script>}, verified = {2026-11-22}, unverified = {pages},
}
@article{old2001honey,
  author = {Old, Bert}, title = {No honey}, year = {2001}, journal = {Journal of Honey}, volume = {0}, pages = {1},
  doi = {10.1000/honey.0}, design = {randomised trial}, status = {retracted}, statusnote = {Data were made up.},
  verified = {2026-11-22},
}
@misc{page2020,
  author = {{A body}}, title = {A page}, year = {2020}, url = {https://example.org/page?a=1&b=2},
  design = {web page}, finding = {Honey in Egypt.}, verified = {2026-11},
}
"""

TEXT = "Honey facts\n\nHoney & <b>lemon</b> ease a cough. Honey does nothing. Tea soothes. In Egypt it was used.\n"


def write_ledger(folder: Path) -> Path:
    """The ledger that means harm, without notebooks."""
    (folder / "claims").mkdir(parents=True)
    for name, text in (("ledger", LEDGER), ("alpha", ALPHA), ("beta", BETA)):
        (folder / "claims" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    return folder


def write_notebook(folder: Path, name: str, *cells: str, tags: tuple[str, ...] = ()) -> Path:
    """A notebook: cells that begin with # are prose, the others code; ``tags`` go to the first code cell."""
    notebook = nbformat.v4.new_notebook()
    for place, source in enumerate(cells):
        new = nbformat.v4.new_markdown_cell if source.startswith("# ") else nbformat.v4.new_code_cell
        cell = new(source)
        cell["id"] = f"cell-{place}"
        notebook.cells.append(cell)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if tags:
        code[0].metadata["tags"] = list(tags)
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The ledger's folder, without notebooks."""
    return write_ledger(tmp_path / "ledger")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Built]:
    """The ledger built with the notebooks of this repository; the text of one article is at hand."""
    folder = write_ledger(tmp_path_factory.mktemp("hostile") / "ledger")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    (folder / "articles").mkdir()
    (folder / "articles" / "alpha.txt").write_text(TEXT, encoding="utf-8")
    ledger = open_ledger(folder)
    return ledger, ledger.build()


@pytest.fixture(scope="session")
def reports(built_once: tuple[Ledger, Built]) -> Path:
    """The folder of its pages."""
    return built_once[0].folder / "reports"


@pytest.fixture
def page(reports: Path) -> Callable[[str], str]:
    """Reads a page of it."""
    return lambda name: (reports / f"{name}.html").read_text(encoding="utf-8")
