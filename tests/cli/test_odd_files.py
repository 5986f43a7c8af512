"""Pipes, devices, sockets, folders and links where a file is expected: a sentence at once, and nothing of them harmed.

No test here names a device to be written to: a fault would replace it for the whole machine.
"""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from firmground.exchange.article_files import ArticleIdError
from firmground.ledger import Ledger, open_ledger
from firmground.writing import NotWrittenError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")

KINDS = {"pipe": "a pipe", "folder": "a folder", "socket": "a socket"}


def put(folder: Path, name: str, kind: str) -> Path:
    path = folder / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        here = Path.cwd()
        with socket.socket(socket.AF_UNIX) as made:
            os.chdir(folder)  # the path of a socket may not be long
            made.bind(name)
            os.chdir(here)
    return path


def typed(folder: Path, *words: str) -> tuple[int, str]:
    """The exit code and all that is printed, on one line; whoever waits for a pipe is stopped, and fails."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("FIRMGROUND")}
    done = subprocess.run(
        [sys.executable, "-c", "from firmground.cli.main import main; main()", *words],
        cwd=folder, env=clean, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, " ".join(f"{done.stdout} {done.stderr}".split())


@pytest.mark.parametrize("kind", KINDS)
def test_an_article_is_read_from_an_ordinary_file(starter: Path, kind: str) -> None:
    put(starter, "odd.txt", kind)
    code, said = typed(starter, "article", "add", "tea", "odd.txt")
    assert code == 2
    assert f"odd.txt is {KINDS[kind]}, and only ordinary files are read. Save the article's text to an" in said
    assert not (starter / "claims" / "tea.yaml").exists()
    assert not (starter / "articles" / "tea.txt").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device")
def test_a_device_without_an_end_is_not_read(starter: Path) -> None:
    (starter / "endless.txt").symlink_to("/dev/zero")
    for file in ("/dev/zero", "endless.txt"):
        code, said = typed(starter, "article", "add", "tea", file)
        assert code == 2
        assert f"{file} is a device, and only ordinary files are read." in said


def test_a_text_is_put_in_no_odd_place(starter: Path) -> None:
    (starter / "page.txt").write_text("Tea is hot.\n")
    odd = put(starter / "articles", "tea.txt", "pipe")
    code, said = typed(starter, "article", "add", "tea", "page.txt")
    assert code == 2
    assert "could not be put in place: articles/tea.txt is a pipe" in said
    assert stat.S_ISFIFO(odd.stat().st_mode)
    assert not (starter / "claims" / "tea.yaml").exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("claims/tea.yaml", "pipe"),
        ("claims/ledger.yaml", "socket"),
        ("references.bib", "pipe"),
        ("articles/example-article.txt", "pipe"),
    ],
)
def test_an_odd_file_of_the_ledger_is_a_finding(starter: Path, name: str, kind: str) -> None:
    put(starter, name, kind)
    code, said = typed(starter, "check")
    assert code == 1
    assert "error file-unreadable" in said
    assert f"{name} is {KINDS[kind]}, and only ordinary files are read." in said


@pytest.mark.slow
def test_odd_files_where_a_build_reads_and_writes(starter: Path) -> None:
    put(starter / "notebooks", "gap-map.ipynb", "pipe")
    put(starter / "notebooks", "mine.ipynb", "folder")
    (starter / "reports").mkdir()
    for name in ("manifest.json", "glossary.html"):
        put(starter / "reports", name, "pipe")
    code, said = typed(starter, "build", "-q")
    assert code == 1
    assert "notebooks/gap-map.ipynb is a pipe, and only ordinary files are read." in said
    assert "notebooks/mine.ipynb is a folder, and only ordinary files are read." in said
    assert "<html" in (starter / "reports" / "glossary.html").read_text()


@pytest.mark.slow
def test_a_file_called_reports(starter: Path) -> None:
    (starter / "reports").write_text("mine")
    code, said = typed(starter, "build", "-q")
    assert code in {1, 2}
    assert "reports" in said
    assert (starter / "reports").read_text() == "mine"


def write(ledger: Ledger, path: str) -> None:
    if path.endswith(".json"):
        ledger.export(path)
    else:
        ledger.draw("gaps", path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["out.json", "out.svg"])
@pytest.mark.parametrize("linked", [False, True])
def test_nothing_but_an_ordinary_file_is_replaced(
    starter: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, linked: bool
) -> None:
    monkeypatch.chdir(starter)
    odd = put(starter, f"real-{name}" if linked else name, kind)
    before = odd.stat()
    if linked:
        (starter / name).symlink_to(odd.name)
    with pytest.raises(NotWrittenError, match=f"^“{name}” can’t be written: it is {KINDS[kind]}. Name "):
        write(open_ledger(), name)
    assert (odd.stat().st_mode, odd.stat().st_ino) == (before.st_mode, before.st_ino)


@pytest.mark.parametrize("name", ["out.json", "out.svg"])
def test_a_link_stays_a_link_and_a_circle_or_a_missing_folder_is_told(
    starter: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(starter)
    (starter / "elsewhere").mkdir()
    real, link = starter / "elsewhere" / name, starter / name
    link.symlink_to(Path("elsewhere") / name)
    for _ in ("new", "there already"):
        write(open_ledger(), name)
        assert link.is_symlink()
        assert not real.is_symlink()
        assert real.stat().st_size > 1000
    (starter / f"round-{name}").symlink_to(f"round-{name}")
    with pytest.raises(NotWrittenError, match=f"^“round-{name}” can’t be written: "):
        write(open_ledger(), f"round-{name}")
    with pytest.raises(NotWrittenError, match=r"^“nowhere/.*: there is no folder “nowhere”. Make it first"):
        write(open_ledger(), f"nowhere/{name}")


@pytest.mark.parametrize("name", ["out.json", "out.svg"])
def test_what_the_system_says_is_said_of_the_file_that_was_named(
    starter: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), f".{name}.x1.new-firmground")

    monkeypatch.chdir(starter)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWrittenError, match=f"^“{name}” can’t be written: No space left on device\\.$"):
        write(open_ledger(), name)
    assert not list(starter.glob("*out*"))


@pytest.mark.parametrize("where", ["pipe", "references.bib", "x" * 300])
def test_folders_that_are_none(tmp_path: Path, where: str) -> None:
    put(tmp_path, "pipe", "pipe")
    (tmp_path / "references.bib").touch()
    code, said = typed(tmp_path, "check", "--folder", where)
    assert code == 2
    assert where in said.replace("\n", "")
    if len(where) < 100:
        code, said = typed(tmp_path, "new", where)
        assert code == 2
        assert f"{where} exists and is" in said


@pytest.mark.parametrize("where", ["pipe", "x" * 300, "page.txt"])
def test_folders_of_articles_that_are_none(starter: Path, where: str) -> None:
    put(starter, "pipe", "pipe")
    (starter / "page.txt").write_text("Tea is hot.\n")
    code, said = typed(starter, "check", "--articles", where)
    assert code == 0
    assert "note no-article-text" in said
    code, said = typed(starter, "article", "add", "tea", "page.txt", "--articles", where)
    assert code == 2
    assert "could not be put in place" in said
    assert not (starter / "claims" / "tea.yaml").exists()


TAKEN = ("con", "nul", "aux", "prn", "com1", "lpt9", "ledger")


@pytest.mark.parametrize("name", ["a" * 81, "a" * 244, "a" * 300, *TAKEN])
def test_an_id_that_could_name_no_file_is_refused_wherever_it_stands(starter: Path, name: str) -> None:
    (starter / "page.txt").write_text("Tea is hot.\n")
    with pytest.raises(ArticleIdError, match=r"can't be an article's id: .* at most 80 characters, and no name that a"):
        open_ledger(starter).add_article(name, starter / "page.txt")
    file = starter / "claims" / "example-article.yaml"
    file.write_text(file.read_text().replace("id: example-article\n", f"id: {name}\n"))
    found = [p for p in open_ledger(starter).check("strict").findings if p.finding.code == "bad-form"]
    assert [(p.place.line, p.place.column) for p in found if p.place] == [(5, 7)]
    assert ("at most 80" if len(name) > 80 else "keeps that name for other things") in found[0].finding.message
    assert open_ledger(starter).build().errors


@pytest.mark.slow
def test_the_longest_id_and_a_long_condition_name_pages_that_can_be_built(starter: Path) -> None:
    name = "a" * 80
    (starter / "page.txt").write_text("Tea is hot.\n")
    assert typed(starter, "article", "add", name, "page.txt")[0] == 0
    for file in (starter / "claims").glob("*.yaml"):
        file.write_text(file.read_text().replace("sore throat:", f"{'long ' * 60}ache:"))
        file.write_text(file.read_text().replace("condition: sore throat", f"condition: {'long ' * 60}ache"))
    code, said = typed(starter, "build", "-q")
    assert code == 0, said
    built = sorted(p.name for p in (starter / "reports").glob("*.html"))
    assert f"work-list-{name}.html" in built
    assert any(page.startswith("topic-long-long-") and len(page) < 100 for page in built)


def test_a_file_with_a_very_long_name(starter: Path) -> None:
    open_ledger(starter).export(starter / f"{'x' * 240}.json")
    with pytest.raises(NotWrittenError, match=r"xxx.*File name too long"):
        open_ledger(starter).export(starter / f"{'x' * 260}.json")
