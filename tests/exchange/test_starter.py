"""A starter ledger from a wheel, in an environment of its own, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from firmground.ledger import LedgerError, new, open_ledger

ROOT = Path(__file__).resolve().parents[2]
PIP = (sys.executable, "-m", "pip")


def test_starter_passes_its_strict_check(tmp_path: Path) -> None:
    report = open_ledger(new(tmp_path / "sore-throat")).check("strict")
    assert report.findings == ()
    assert "9 of 9 sentences accounted for (100 %)" in report.summary


def test_what_a_page_is_made_from_has_the_ratings_of_the_questions(tmp_path: Path) -> None:
    published = open_ledger(new(tmp_path / "sore-throat")).published
    claim = published.contents.claims_by_id["example-article-004"]
    assert [c.ref for c in claim.offered] == ["kuitunen2023honey"]
    assert claim.rating is not None
    assert claim.rating.form == "evidence"


@pytest.mark.parametrize("name", ['we"ird \\ name', "tea & honey", "ümlaut", "two\nlines"])
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


def notebooks_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


OURS = {path.name: path.read_bytes() for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_a_new_ledger_gets_the_notebooks_of_this_repository(tmp_path: Path) -> None:
    assert len(OURS) > 5
    assert notebooks_in(new(tmp_path / "mine") / "notebooks") == OURS


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A wheel made from the folder, and one made from a source distribution of it."""
    direct, packed = tmp_path_factory.mktemp("direct"), tmp_path_factory.mktemp("packed")
    run(tmp_path_factory.mktemp("far away"), *PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", direct, ROOT)
    run(direct, sys.executable, "-m", "build", "--outdir", packed, ROOT)
    return next(direct.glob("firmground-*.whl")), next(packed.glob("firmground-*.whl"))


@pytest.mark.slow
def test_a_wheel_holds_the_notebooks_whether_made_from_the_folder_or_from_its_distribution(
    wheels: tuple[Path, Path],
) -> None:
    inside = "firmground/starter/notebooks/"
    names = []
    for wheel in wheels:
        with ZipFile(wheel) as packed:
            names.append(sorted(packed.namelist()))
            held = {name.removeprefix(inside): packed.read(name) for name in names[-1] if name.startswith(inside)}
        assert held == OURS
    assert names[0] == names[1]
    tops = {name.partition("/")[0] for name in names[0] if ".dist-info/" not in name}
    assert tops == {"firmground"}


PAGES = {
    f"{folder}/{path.name}": path.read_bytes()
    for folder in ("how-to", "reference")
    for path in (ROOT / "docs" / folder).glob("*.md")
}


@pytest.mark.slow
def test_a_wheel_holds_the_pages_that_explain_prints(wheels: tuple[Path, Path]) -> None:
    inside = "firmground/docs/"
    for wheel in wheels:
        with ZipFile(wheel) as packed:
            names = [name for name in packed.namelist() if name.startswith(inside)]
            assert {name.removeprefix(inside): packed.read(name) for name in names} == PAGES


@pytest.mark.slow
def test_an_editable_installation_takes_the_notebooks_from_the_checkout(tmp_path: Path) -> None:
    bin_folder = environment(tmp_path, "--editable", ROOT)
    run(tmp_path, bin_folder / "firmground", "new", "my-topic")
    assert notebooks_in(tmp_path / "my-topic" / "notebooks") == OURS


@pytest.mark.slow
def test_wheel_in_an_empty_venv_makes_a_ledger_that_checks_and_builds(
    tmp_path: Path, wheels: tuple[Path, Path]
) -> None:
    bin_folder = environment(tmp_path, "--no-index", wheels[0])
    outside = tmp_path / "far away"
    outside.mkdir()
    [used] = run(outside, bin_folder / "python", "-c", "import firmground; print(firmground.__file__)").splitlines()
    assert Path(used).is_relative_to(tmp_path / "env")
    run(outside, bin_folder / "firmground", "new", "my-topic")
    assert notebooks_in(outside / "my-topic" / "notebooks") == OURS
    page = run(outside, bin_folder / "firmground", "explain", "claim-file")
    assert page.startswith("# The claim file\n")
    checked = run(outside, bin_folder / "firmground", "check", "--level", "strict", "--folder", "my-topic")
    assert "0 errors, 0 warnings, 0 notes" in checked
    run(outside, bin_folder / "firmground", "build", "--folder", "my-topic")
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
        "topic-cough.html",
        "topic-sore-throat.html",
        "work-list-example-article.html",
        "work-list.html",
    ]


def environment(folder: Path, *what: str | Path) -> Path:
    """A venv with only firmground; what it depends on is lent, since the README's first command installs all of it."""
    venv.create(folder / "env")
    bin_folder = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(folder, *PIP, "--python", bin_folder / "python", "install", "--quiet", "--no-deps", *what)
    own = run(folder, bin_folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return bin_folder


def run(folder: Path, *command: str | Path) -> str:
    """What a command prints, run in a folder without a word of the environment about firmground or Python."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FIRMGROUND", "PYTHON"))}
    done = subprocess.run([str(c) for c in command], cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
