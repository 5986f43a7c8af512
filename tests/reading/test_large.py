"""Files of 50 MB: read in reasonable time and memory, or refused with a finding. Each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

MB = 1_000_000
#: All of this together takes two minutes and 2 GB.
when_asked = pytest.mark.skipif(
    not os.environ.get("FIRMGROUND_LARGE"), reason="takes minutes and 2 GB; set FIRMGROUND_LARGE=1 to run it"
)
#: What a process may take for a ledger with one file of 50 MB that can't be used, and with one that can.
LITTLE, MUCH = 700, 2500

_READ = """
import json, resource, sys, time
from pathlib import Path
from firmground.reading.folder import read_folder
from firmground.tables.audit import place_all
start = time.process_time()
folder = Path(sys.argv[1])
contents, findings = read_folder(folder, folder / "articles")
placed = place_all(findings, contents.sources)
text = [p.place.text[:80] if p.place else None for p in placed]
print(json.dumps({
    "claims": sum(1 for _ in contents.claims()),
    "references": len(contents.references),
    "failed": [[b.spot.file, len(b.text)] for b in contents.failed][:5],
    "findings": [[f.code, p.place.file if p.place else None] for p in placed for f in [p.finding]][:50],
    "seconds": time.process_time() - start,
    "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
}))
"""


def read(folder: Path) -> dict[str, Any]:
    pytest.importorskip("resource", reason="this system can't say how much memory a process took")
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(folder)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def codes(result: dict[str, Any], file: str) -> set[str]:
    return {code for code, where in result["findings"] if where == file and code != "no-article-text"}


GARBAGE: dict[str, Callable[[int], bytes]] = {
    "letters": lambda size: b"a" * size,
    "brackets": lambda size: b"[" * size,
    "braces": lambda size: b"{" * size,
    "dashes": lambda size: b"- " * (size // 2),
    "spaces": lambda size: b" " * size + b"x",
    "colons": lambda size: b"a: " * (size // 3),
    "quote": lambda size: b'"' + b"a" * size,
    "at signs": lambda size: b"@" * size,
    "entries": lambda size: (b"@article{" + b"x" * 51) * (size // 60),
    "zeros": lambda size: b"\x00" * size,
    "not utf-8": lambda size: b"\xff" * size,
    "equals": lambda size: b"a=" * (size // 2),
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("claims/tea.yaml", kind) for kind in sorted(GARBAGE)),
        *(("references.bib", kind) for kind in ("at signs", "braces", "entries", "equals")),
    ],
)
def test_a_megabyte_of_garbage_on_one_line(make_sound: Callable[[], Folder], name: str, kind: str) -> None:
    folder = make_sound().write(name, GARBAGE[kind](MB))
    result = read(folder.path)
    assert result["seconds"] < 5, result
    assert codes(result, name) or (name == "references.bib" and kind in BETWEEN)


#: What is text between entries, as far as BibTeX is concerned.
BETWEEN = {"at signs", "braces"}


@pytest.mark.parametrize("name", ["claims/tea.yaml", "references.bib"])
@pytest.mark.parametrize(
    "kind",
    ["letters", *(pytest.param(k, marks=when_asked) for k in ("brackets", "dashes", "colons", "zeros", "equals"))],
)
def test_fifty_megabytes_of_garbage_on_one_line(make_sound: Callable[[], Folder], name: str, kind: str) -> None:
    folder = make_sound().write(name, GARBAGE[kind](50 * MB))
    result = read(folder.path)
    assert result["mb"] < LITTLE, result
    assert result["seconds"] < 30, result
    if name.endswith(".yaml"):
        assert codes(result, name)
        assert {file for file, _ in result["failed"]} == {name}
        assert sum(size for _, size in result["failed"]) >= 49 * MB


def claim_file(size: int, spoil: bool = False) -> str:
    claim = (
        "  - id: tea-{n:07d}\n    claim: Tea number {n} eases a cold, says this one of very many articles on tea.\n"
        '    anchor: {{start: "Tea number {n}"}}\n    kind: efficacy\n    about: tea\n    direction: for\n'
        '    wording: firm\n    attribution: {{kind: none}}\n    rating: {{not_rated: "Nobody looked."}}\n'
    )
    many = size // len(claim.format(n=1))
    claims = [claim.format(n=n) for n in range(1, many + 1)]
    if spoil:
        claims[many // 2] = claims[many // 2].replace("wording: firm", "wording: [firm")
    return "article: {id: tea}\nclaims:\n" + "".join(claims)


@pytest.mark.slow
@when_asked
def test_a_sound_claim_file_of_fifty_megabytes(make_sound: Callable[[], Folder]) -> None:
    text = claim_file(50 * MB)
    result = read(make_sound().write("claims/tea.yaml", text).path)
    assert result["claims"] == text.count("- id: ")
    assert codes(result, "claims/tea.yaml") == set()
    assert result["mb"] < MUCH, result
    assert result["seconds"] < 60, result


@pytest.mark.slow
@when_asked
def test_one_broken_claim_in_fifty_megabytes(make_sound: Callable[[], Folder]) -> None:
    text = claim_file(50 * MB, spoil=True)
    result = read(make_sound().write("claims/tea.yaml", text).path)
    assert result["claims"] == text.count("- id: ") - 1
    assert codes(result, "claims/tea.yaml") == {"yaml-syntax"}
    assert result["failed"] == [["claims/tea.yaml", pytest.approx(330, abs=60)]]
    assert result["mb"] < MUCH, result
    assert result["seconds"] < 90, result


@pytest.mark.slow
@when_asked
def test_a_sound_bibliography_of_fifty_megabytes(make_sound: Callable[[], Folder]) -> None:
    entry = "@article{{k{n},\n  author = {{Lee, A and Kim, B}},\n  title = {{Tea {n}}},\n  year = {{2020}},\n}}\n"
    many = 50 * MB // len(entry.format(n=100_000))
    folder = make_sound().write("references.bib", "".join(entry.format(n=n) for n in range(many)))
    result = read(folder.path)
    assert result["references"] == many
    assert codes(result, "references.bib") == set()
    assert result["mb"] < 2 * MUCH, result
    assert result["seconds"] < 240, result


def test_some_megabytes_of_each(make_sound: Callable[[], Folder]) -> None:
    """The same in little, in every run: nothing is read in more than linear time."""
    entry = "@article{{k{n},\n  title = {{Tea {n}}},\n  year = {{2020}},\n}}\n"
    bib = "".join(entry.format(n=n) for n in range(MB // 60))
    folder = make_sound().write("claims/tea.yaml", claim_file(2 * MB, spoil=True)).write("references.bib", bib)
    result = read(folder.path)
    assert result["claims"] == folder.text("claims/tea.yaml").count("- id: ") - 1
    assert result["references"] == bib.count("@")
    assert result["seconds"] < 15, result
