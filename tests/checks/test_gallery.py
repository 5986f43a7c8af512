"""The gallery: for each code the smallest ledger that has the fault, and the exact text that comes out.

``FIRMGROUND_UPDATE=1 pytest tests/checks/test_gallery.py`` writes the texts anew; read each of them before committing.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from firmground.checks.catalogue import catalogue
from firmground.ledger import open_ledger
from firmground.reading.files import LARGEST
from firmground.reports.check_report import CheckReport

GALLERY = Path(__file__).resolve().parents[1] / "gallery"
FAULTS: Mapping[str, Any] = tomllib.loads((GALLERY / "faults.toml").read_text(encoding="utf-8"))
#: One line of the user's with the marks below it.
SHOWN = re.compile(
    r"^(?P<file>\S+?):(?P<line>\d+):(?P<column>\d+): .*\n +\d+ \| (?P<text>.*)\n      \| (?P<marks> *\^+)$", re.M
)


def _far_too_large(ledger: Path) -> None:
    path = ledger / "claims" / "ginger.yaml"
    path.touch()
    os.truncate(path, LARGEST * 2)  # a hole, which takes no room on the disk


def _a_folder(ledger: Path) -> None:
    (ledger / "claims" / "ginger.yaml").mkdir()


#: What git can't hold, made on the spot.
MADE: Mapping[str, Callable[[Path], None]] = MappingProxyType(
    {"file-too-large": _far_too_large, "file-unreadable": _a_folder}
)


@pytest.fixture(autouse=True)
def _no_texts_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRMGROUND_ARTICLES", raising=False)


def ledger_of(code: str, target: Path) -> Path:
    """A copy of one folder of the gallery, with what git can't hold."""
    shutil.copytree(GALLERY / code, target, ignore=shutil.ignore_patterns("expected.txt"))
    if code in MADE:
        MADE[code](target)
    return target


def checked(ledger: Path) -> CheckReport:
    return open_ledger(ledger).check("strict")


@pytest.mark.parametrize("code", catalogue())
def test_the_smallest_ledger_with_the_fault_says_so_until_it_is_mended(code: str, tmp_path: Path) -> None:
    ledger = ledger_of(code, tmp_path / "ledger")
    report = checked(ledger)
    expected = GALLERY / code / "expected.txt"
    if os.environ.get("FIRMGROUND_UPDATE") == "1":
        expected.write_bytes(report.text().encode())
    assert report.text() == expected.read_bytes().decode("utf-8")
    # One fault, one finding: nothing that follows from it is reported beside it.
    assert [p.finding.code for p in report.findings] == [code] * len(FAULTS[code]["marked"])
    assert {p.severity for p in report.findings} == {catalogue()[code].severity}
    assert marked_words(report.text(), ledger) == FAULTS[code]["marked"]
    for step in FAULTS[code]["mend"]:
        mend(ledger / step["file"], step)
    assert checked(ledger).findings == (), checked(ledger).text()


def marked_words(said: str, ledger: Path) -> list[str]:
    """The words under the marks of each finding, which stand so in the user's own line; none where no line is shown."""
    marked = []
    for block in said.split("\n\n")[:-1]:
        shown = SHOWN.match(block)
        if shown is None:
            marked.append("")
            assert "|" not in block
            continue
        marked.append(shown["text"][shown["marks"].index("^") : len(shown["marks"])])
        line = (ledger / shown["file"]).read_text(encoding="utf-8").split("\n")[int(shown["line"]) - 1]
        assert shown["text"].removesuffix("…") in line.replace("\x02", "␂")
        assert int(shown["column"]) == shown["marks"].index("^") + 1
    return marked


def mend(path: Path, step: Mapping[str, str]) -> None:
    if "cut" in step or "old" in step:
        text = path.read_bytes().decode("utf-8")
        old = step.get("old", text[text.index(step["cut"]) :] if "cut" in step else "")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_bytes(text.replace(old, step.get("new", "")).encode())
    elif "new" in step:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(step["new"].encode())
    elif path.is_dir():
        path.rmdir()
    else:
        path.unlink()


@pytest.mark.parametrize(("mark", "newline"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(mark: bytes, newline: bytes, tmp_path: Path) -> None:
    said, expected = {}, {}
    for code in (code for code in catalogue() if code != "not-utf8"):
        ledger = tmp_path / code
        shutil.copytree(GALLERY / code, ledger, ignore=shutil.ignore_patterns("expected.txt"))
        for path in [*ledger.glob("claims/**/*.yaml"), *ledger.glob("claims/*.txt"), *ledger.glob("*.bib")]:
            path.write_bytes(mark + path.read_bytes().replace(b"\n", newline))
        if code in MADE:
            MADE[code](ledger)
        said[code] = checked(ledger).text()
        expected[code] = (GALLERY / code / "expected.txt").read_bytes().decode("utf-8")
    assert said == expected


def test_the_text_of_utf16_is_never_guessed(tmp_path: Path) -> None:
    ledger = ledger_of("not-utf8", tmp_path / "ledger")
    assert (ledger / "claims" / "honey.yaml").read_bytes().startswith((b"\xff\xfe", b"\xfe\xff"))
    assert b"\xe4" in (ledger / "references.bib").read_bytes()
    report = checked(ledger)
    assert list(report.contents.claims()) == []
    assert len(report.contents.failed) == 2


def test_every_fault_is_described_once() -> None:
    assert sorted(FAULTS) == sorted(catalogue())
    assert list(FAULTS) == sorted(FAULTS)
    for code, fault in FAULTS.items():
        assert set(fault) == {"marked", "mend"}, code
        assert all({"file"} <= set(step) <= {"file", "old", "cut", "new"} for step in fault["mend"]), code


def test_the_gallery_holds_ledgers_and_nothing_else() -> None:
    allowed = re.compile(r"claims/(questions/)?[a-z]+\.yaml(\.txt)?|references\.bib|articles/[a-z]+\.txt|expected\.txt")
    for folder in GALLERY.iterdir():
        files = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()] if folder.is_dir() else []
        assert all(allowed.fullmatch(name) for name in files), folder.name
        assert sum((folder / name).stat().st_size for name in files) < 4000, f"{folder.name} is not the smallest ledger"
