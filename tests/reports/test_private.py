"""``reports/`` shows no sentence of an article, whatever is at hand; ``private/`` does, and git does not see it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from tests.reports.conftest import TEXT, write_ledger, write_notebook
from tests.reports.running.test_kernels import Listener
from tests.test_quotation import quotations, tracked
from tests.texts import WRITTEN

from firmground.cli.main import cli
from firmground.ledger import open_ledger
from firmground.reports.quoted import Quoted

OPEN = "import firmground\n\nledger = firmground.open_ledger()"
EACH = "article = 'nobody'"
#: A sentence that is added to TEXT, long enough for nobody to write it by chance.
LONG = "Honey was said to have been kept by every second household of the capital."


@pytest.fixture(autouse=True)
def _no_other_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRMGROUND_ARTICLES", raising=False)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def ran(folder: Path, **given: str) -> list[str]:
    """Build, and tell what ran."""
    listener = Listener()
    assert open_ledger(folder).build(progress=listener, **given).exit_code == 0  # type: ignore[arg-type]
    return sorted(name for name, state in listener.told if state == "running")


def kettles(folder: Path) -> Path:
    """The ledger whose article was made up for tests, with all notebooks, in a git that leaves out its text."""
    assert run("new", folder).exit_code == 0
    for name in ("claims/example-article.yaml", "claims/questions/honey.yaml", "articles/example-article.txt"):
        (folder / name).unlink()
    shutil.copytree(WRITTEN, folder, dirs_exist_ok=True)
    return folder


def starter(folder: Path) -> Path:
    """What `firmground new` makes; the text of its example is our own, and git has it."""
    assert run("new", folder).exit_code == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("make", "article"), [(starter, "example-article"), (kettles, "kettles")])
def test_nothing_that_git_tracks_holds_a_sentence_and_the_private_page_holds_all(
    tmp_path: Path, make: object, article: str
) -> None:
    folder = make(tmp_path / "ledger")  # type: ignore[operator]
    git(folder, "init", "-q")
    built = run("build", "-q", "--folder", folder)
    assert built.exit_code == 0
    assert "1 page with articles’ own words in private/, 1 changed. Not to be published." in built.output
    assert "private/index.html" in built.output
    git(folder, "add", "-A")
    assert f"reports/article-{article}.html" in tracked(folder)
    assert [name for name in tracked(folder) if name.startswith("private")] == []
    (folder / "own.md").write_text("Ours")
    assert git(folder, "status", "--porcelain").splitlines()[-1] == "?? own.md"
    assert {name for name, *_ in quotations(folder, folder / "articles", [])} <= {f"articles/{article}.txt"}

    ledger = open_ledger(folder)
    page = (folder / "private" / f"article-{article}.html").read_text(encoding="utf-8")
    shown = " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
    text = ledger.contents.texts[article].text
    spans = [s.span for s in ledger.anchored[article].sentences if s.kind != "table row"]
    assert [words for s in spans if (words := " ".join(text[s.start : s.end].split())) not in shown] == []
    for name in (f"article-{article}", "index"):
        page = (folder / "private" / f"{name}.html").read_text(encoding="utf-8")
        body = page.split("<body>")[1]
        assert 0 < body.index("Not to be published.") < body.index("<header")
        assert '<meta name="robots" content="noindex, noarchive">' in page
    assert "Not to be published" not in (folder / "reports" / f"article-{article}.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_edition_is_the_same_bytes_with_and_without_texts(tmp_path: Path) -> None:
    folder = kettles(tmp_path / "ledger")
    assert ran(folder)
    with_texts = files(folder / "reports")
    (folder / "articles").rename(tmp_path / "texts")
    told = run("build", "-q", "--fresh", "--folder", folder).output
    assert files(folder / "reports") == with_texts
    assert "Removed private/article-kettles.html: the text that it showed is not at hand any more." in told
    assert {path.name for path in (folder / "private").iterdir()} == {".gitignore", "manifest.json"}
    assert "0 changed.\n1 page with" in run("build", "-q", "--folder", folder, "--articles", tmp_path / "texts").output
    assert files(folder / "reports") == with_texts


@pytest.mark.slow
def test_every_link_of_a_private_page_leads_somewhere(tmp_path: Path) -> None:
    private = kettles(tmp_path / "ledger") / "private"
    ran(private.parent)
    led = set()
    for page in private.glob("*.html"):
        for address in re.findall(r'<a [^>]*?href="([^"]+)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(address))
            if parts.scheme:
                continue
            target = (private / unquote(parts.path)).resolve() if parts.path else page
            text = target.read_text(encoding="utf-8")
            assert not parts.fragment or f'id="{unquote(parts.fragment)}"' in text, (page.name, address)
            led.add(target.relative_to(private.parent).as_posix())
    assert {"reports/index.html", "reports/article-kettles.html", "reports/references.html"} <= led
    assert {"private/index.html", "private/article-kettles.html"} <= led


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The ledger that means harm, with the text of one of its two articles and a page for each of them."""
    folder = write_ledger(tmp_path / "ledger")
    (folder / "articles").mkdir()
    (folder / "articles" / "alpha.txt").write_text(TEXT + LONG)
    asked = ("ledger.view('claims', article=article)", "ledger.view('reading', article=article)")
    write_notebook(folder, "each", EACH, OPEN, *asked, tags=("parameters",))
    write_notebook(folder, "plain", EACH, OPEN, "ledger.view('references', article=article)", tags=("parameters",))
    write_notebook(folder, "method", "# Method", OPEN, "ledger.view('method')")
    return folder


@pytest.mark.slow
def test_another_text_makes_private_pages_anew_and_nothing_else(small: Path) -> None:
    assert ran(small)[-1] == "private/each-alpha"  # the references are the same without the text
    (small / "private" / "mine.html").write_text("mine")
    before = {p: p.stat().st_mtime_ns for p in (small / "reports").iterdir()}
    assert ran(small) == []
    text = small / "articles" / "alpha.txt"
    text.write_text(text.read_text().replace("capital", "country"))
    assert ran(small) == ["private/each-alpha"]
    assert "of the country." in (small / "private" / "each-alpha.html").read_text()
    (small / "private" / "each-alpha.html").unlink()
    assert ran(small, only="each-alpha") == ["private/each-alpha"]
    (small / "private" / "index.html").write_text("torn")
    ran(small)
    assert "Not to be published." in (small / "private" / "index.html").read_text()
    assert ran(small) == []
    (small / "private" / ".gitignore").unlink()
    ran(small)
    assert "*" in (small / "private" / ".gitignore").read_text().split("\n")
    assert {p: p.stat().st_mtime_ns for p in (small / "reports").iterdir()} == before
    (small / "claims" / "alpha.yaml").unlink()
    ran(small)
    assert {p.name for p in (small / "private").iterdir()} == {".gitignore", "manifest.json", "mine.html"}


@pytest.mark.slow
def test_notebooks_that_do_more_than_ask_find_texts_only_for_a_private_page(small: Path) -> None:
    told = "print([t.text for t in ledger.contents.texts.values()], ledger.table('findings')['message'].tolist())"
    write_notebook(small, "own", EACH, OPEN, told, tags=("parameters",))
    write_notebook(small, "whole", OPEN, told)
    assert ran(small)[-2:] == ["private/own-alpha", "whole"]
    for name in ("own-alpha", "own-beta", "whole"):
        page = (small / "reports" / f"{name}.html").read_text()
        assert "[] [" in page
        assert "alpha is not at hand (articles/alpha.txt)" in page
    assert LONG in (small / "private" / "own-alpha.html").read_text()


@pytest.mark.slow
def test_a_page_that_would_show_a_sentence_stays_unpublished(small: Path) -> None:
    write_notebook(small, "reads", "text = open('../articles/alpha.txt').read()\nprint(text)")
    write_notebook(small, "fails", "text = open('../articles/alpha.txt').read()", "print(text); 1 / 0")
    claims = small / "claims" / "beta.yaml"
    claims.write_text(re.sub("claim: A_very.*", f'claim: "{LONG}"', claims.read_text()))
    built = run("build", "-q", "--folder", small)
    assert built.exit_code == 1
    for name in ("reads", "each-beta"):
        assert f"{name} was not built; its former edition stays. It shows sentence " in built.output
        assert not (small / "reports" / f"{name}.html").exists()
    assert "Open private/failed/fails.ipynb" in built.output
    assert LONG in (small / "private" / "failed" / "fails.ipynb").read_text()
    held = [p.name for p in (small / "reports").rglob("*") if p.is_file() and LONG in p.read_text()]
    assert held == []
    assert (small / "reports" / "method.html").exists()
    for name in ("reads", "fails"):
        (small / "notebooks" / f"{name}.ipynb").unlink()
    claims.write_text(claims.read_text().replace(LONG, "Honey is old."))
    ran(small)
    assert not (small / "private" / "failed").exists()


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("*\n!each-alpha.html\n", "private/.gitignore lets git see what lies there."),
        ("*.pdf\n", "private/.gitignore lets git see what lies there."),
        (None, "private/ leads into reports/"),
    ],
)
def test_where_git_would_see_them_no_private_page_is_written(small: Path, rules: str | None, told: str) -> None:
    private = small / "private"
    if rules is None:
        (small / "reports").mkdir()
        private.symlink_to(small / "reports")
    else:
        private.mkdir()
        (private / ".gitignore").write_text(rules)
    built = run("build", "-q", "--folder", small)
    assert (built.exit_code, told in built.output) == (1, True)
    assert (small / "reports" / "each-alpha.html").exists()
    if rules is None:
        assert not (small / "reports" / ".gitignore").exists()
    else:
        assert files(private) == {".gitignore": rules.encode()}
    held = [p.name for p in (small / "reports").iterdir() if LONG in p.read_text()]
    assert held == []


@pytest.mark.slow
def test_the_pdf_of_a_private_page_says_so_on_each_of_its_pages(tmp_path: Path) -> None:
    folder = kettles(tmp_path / "ledger")
    built = run("build", "-q", "--pdf", "--only", "article-audit", "--folder", folder)
    assert built.exit_code == 0, built.output
    assert "1 PDF file in private/pdf/, 1 made now." in built.output
    private, public = (
        [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        for data in ((folder / where / "pdf" / "article-kettles.pdf").read_bytes() for where in ("private", "reports"))
    )
    assert [n for n, page in enumerate(private) if "Not to be published." not in page or "Draft." not in page] == []
    assert "Never leave a kettle alone" in " ".join(" ".join(private).split())
    assert "Not to be published" not in "".join(public)
    assert "Never leave a kettle alone" not in " ".join(" ".join(public).split())
    (folder / "articles" / "kettles.txt").unlink()
    told = run("build", "-q", "--folder", folder).output
    assert "Removed private/pdf/article-kettles.pdf" in told
    assert not (folder / "private" / "pdf" / "article-kettles.pdf").exists()


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>As many as 3 in 1,000 owners burn a finger each year.</p>", True),
        ("<p>AS MANY as 3&nbsp;in <b>1,000 own\u00aders</b> burn\n a finger – each year</p>", True),
        ('<img alt="As many as 3 in 1,000 owners burn a finger each year">', True),
        ('"As many as 3 in 1,000\\n",\n "owners burn a finger each year"', True),
        # Of a long sentence twelve words in a row, wherever they stand.
        ("<td>kettle alone while it is hot, and ask somebody who knows before</td>", True),
        ("<td>kettle alone while it is hot, and ask somebody who knows</td>", False),
        # Eight words are a whole sentence, seven are too few.
        ("<p>Large one Low humFifteen coins</p>", False),
        ("<p>What is a humming kettle?</p>", False),
        ("<p>As many as 3 in 1,000 owners burn a toe each year.</p>", False),
        ("<style>As many as 3 in 1,000 owners burn a finger each year</style>", False),
    ],
)
def test_what_counts_as_a_sentence_that_is_shown(page: str, shown: bool) -> None:
    ledger = open_ledger(WRITTEN)
    found = Quoted(ledger.contents, ledger.anchored).first(page)
    assert (found is not None) == shown
    assert found is None or found.article == "kettles"


@pytest.mark.slow
def test_a_text_that_comes_later_finds_what_stands_on_pages_already(small: Path, tmp_path: Path) -> None:
    claims = small / "claims" / "beta.yaml"
    claims.write_text(re.sub("claim: A_very.*", f'claim: "{LONG}"', claims.read_text()))
    (small / "articles").rename(tmp_path / "texts")
    assert ran(small)
    built = run("build", "-q", "--folder", small, "--articles", tmp_path / "texts")
    assert built.exit_code == 1
    assert re.findall(r"(\S+) was not built", built.output) == ["each-beta"]
    assert run("build", "-q", "--folder", small, "--articles", tmp_path / "texts").output == built.output.replace(
        "1 changed. Not", "0 changed. Not"
    )


def test_titles_are_free(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    shutil.copytree(WRITTEN, folder)
    text = folder / "articles" / "kettles.txt"
    title = "Sleep and kettles that hum: a long trial in twelve towns"
    text.write_text(f"{text.read_text(encoding='utf-8')}\n{title}.\n", encoding="utf-8")
    bib = folder / "references.bib"

    def found() -> bool:
        ledger = open_ledger(folder)
        return Quoted(ledger.contents, ledger.anchored).first(f"<p>{title}</p>") is not None

    assert found()
    bib.write_text(bib.read_text(encoding="utf-8") + f"\n@misc{{long, title = {{{title}}}, year = {{2020}}}}\n")
    assert not found()
