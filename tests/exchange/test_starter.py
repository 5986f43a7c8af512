"""A starter ledger from a wheel, in an environment of its own, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from firmground.ledger import LedgerError, new, open_ledger

ROOT = Path(__file__).resolve().parents[2]


def test_starter_passes_its_strict_check(tmp_path: Path) -> None:
    report = open_ledger(new(tmp_path / "sore-throat")).check("strict")
    assert report.findings == ()
    assert "8 of 8 sentences accounted for (100 %)" in report.summary


@pytest.mark.parametrize("name", ['we"ird \\ name', "tea & honey", "ümlaut"])
def test_title_comes_from_the_folder_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    ledger = open_ledger(new(tmp_path / name))
    assert ledger.check("strict").findings == ()
    assert ledger.contents.settings is not None
    assert ledger.contents.settings.title == name.capitalize()


def test_starter_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(LedgerError, match="not empty"):
        new(tmp_path)
    with pytest.raises(LedgerError, match="not empty"):
        new(tmp_path / "mine")


def test_starter_has_the_notebooks_of_this_repository() -> None:
    ours = {p.name: p.read_bytes() for p in (ROOT / "notebooks").glob("*.ipynb")}
    theirs = {p.name: p.read_bytes() for p in (ROOT / "src/firmground/starter/notebooks").glob("*.ipynb")}
    assert ours
    assert ours == theirs


@pytest.mark.slow
def test_wheel_in_an_empty_venv_makes_a_ledger_that_checks_and_builds(tmp_path: Path) -> None:
    """The wheel alone: what it depends on is lent to the venv, since the README's first command installs all of it."""
    outside = tmp_path / "far away"
    outside.mkdir()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FIRMGROUND", "PYTHON"))}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            [str(c) for c in command], cwd=outside, env=clean, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "wheels", ROOT)
    venv.create(tmp_path / "env")
    bin_folder = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / "python"
    wheel = next((tmp_path / "wheels").glob("firmground-*.whl"))
    run(*pip, "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    [own] = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").splitlines()
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    [used] = run(python, "-c", "import firmground; print(firmground.__file__)").splitlines()
    assert Path(used).is_relative_to(own)
    run(bin_folder / "firmground", "new", "my-topic")
    checked = run(bin_folder / "firmground", "check", "--level", "strict", "--folder", "my-topic")
    assert "0 errors, 0 warnings, 0 notes" in checked
    run(bin_folder / "firmground", "build", "--folder", "my-topic")
    page = (outside / "my-topic" / "reports" / "index.html").read_text(encoding="utf-8")
    assert "My topic" in page
    assert sorted(p.name for p in (outside / "my-topic" / "reports").glob("*.html")) == [
        "article-example-article.html",
        "evidence-summary.html",
        "gap-charts.html",
        "gap-map.html",
        "glossary.html",
        "index.html",
        "references.html",
        "search.html",
        "topic-sore-throat.html",
        "work-list-example-article.html",
        "work-list.html",
    ]
