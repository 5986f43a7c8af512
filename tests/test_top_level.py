"""What may stand beside README.md: the parts of the repository, and nothing that was left lying about."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: A new part belongs here only together with a line of README's “Where things are”.
FOLDERS = frozenset({".ci", ".github", "claims", "docs", "notebooks", "reports", "src", "tests"})
FILES = frozenset(
    {".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"}
    | {"constraints.txt", "pyproject.toml", "references.bib"}
)
#: What hatchling puts into a source distribution.
ADDED = frozenset({"PKG-INFO"})


def tracked(root: Path) -> list[str]:
    """The files that git keeps in a clone; none in an export, nor where git is missing or refuses."""
    if shutil.which("git") is None:
        return []
    done = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return [name for name in done.stdout.split("\0") if name]


def on_disk(root: Path) -> list[str]:
    """What lies in an export, but for what git would not keep either."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").split() if (root / ".gitignore").exists() else []
    ignored = [line.strip("/") for line in lines] + [".git"]
    return [path.name for path in root.iterdir() if not any(fnmatch(path.name, name) for name in ignored)]


def strangers(names: Iterable[str]) -> set[str]:
    return {name.partition("/")[0] for name in names} - FOLDERS - FILES - ADDED


def test_only_the_parts_of_the_repository_stand_at_its_top() -> None:
    assert strangers(tracked(ROOT) or on_disk(ROOT)) == set()


@pytest.mark.parametrize("git", [True, False])
def test_a_stray_file_is_found_in_a_clone_and_in_an_export(tmp_path: Path, git: bool) -> None:
    (tmp_path / "README.md").write_text("x")
    (tmp_path / "a1.png").write_text("x")
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scratch" / "notes.txt").write_text("x")
    if git and shutil.which("git"):
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        subprocess.run(["git", "-C", str(tmp_path), "add", "."], check=True)
        assert tracked(tmp_path)
    assert strangers(tracked(tmp_path) or on_disk(tmp_path)) == {"a1.png", "scratch"}


def test_what_git_would_not_keep_is_no_stranger_in_an_export(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("# tools\n.venv/\n*.tmp\n")
    for name in (".venv", "x.tmp", "a1.png"):
        (tmp_path / name).mkdir()
    assert strangers(on_disk(tmp_path)) == {"a1.png"}
