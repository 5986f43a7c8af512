"""What has not changed is not built again, and nothing that has changed is ever missed."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.conftest import BETA, ROOT, TEXT, write_ledger, write_notebook
from tests.reports.test_run import Listener

from firmground.ledger import Ledger, open_ledger
from firmground.reports import edition, kernel
from firmground.reports.answers import Answers, Question, questions_of
from firmground.reports.built import Built
from firmground.reports.notebook import code_cell, new_notebook
from firmground.reports.plan import plan_reports
from firmground.reports.topics import topics_of
from firmground.reports.unchanged import RECORD, digest_of, key_of, read_record, state_of

pytestmark = pytest.mark.slow

OPEN = "import firmground\n\nledger = firmground.open_ledger()"


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each page was last written, and which file it is: replacing a file makes a new one."""
    return {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (folder / "reports").iterdir() if p.is_file()}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "reports").iterdir() if p.is_file()}


def build(folder: Path, **given: object) -> tuple[Built, list[str]]:
    """Build, and tell which notebooks ran."""
    listener = Listener()
    built = open_ledger(folder).build(progress=listener, **given)  # type: ignore[arg-type]
    return built, sorted(name for name, state in listener.told if state == "running")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built ledger with notebooks such as the shipped ones."""
    folder = write_ledger(tmp_path_factory.mktemp("former") / "ledger")
    each = ("ledger.view('claims', article=article)", "ledger.chart('verdicts', article=article)")
    write_notebook(folder, "each", "article = 'nobody'", OPEN, *each, tags=("parameters",))
    whole = ("ledger.view('summary-of-findings')", "ledger.view('references')", "ledger.chart('certainty')")
    write_notebook(folder, "summary", "# Summary", OPEN, *whole, "ledger.view('method')")
    write_notebook(folder, "gaps", "# Gaps", OPEN, "gaps = ledger.table('gaps')\ngaps.groupby('kind').size()")
    assert build(folder)[0].exit_code == 0
    return folder


@pytest.fixture
def folder(former: Path) -> Path:
    """The same in the same place, for changes; put back before each test."""
    backup = former.with_name("backup")
    if not backup.exists():
        shutil.copytree(former, backup, symlinks=True)
    shutil.rmtree(former)
    shutil.copytree(backup, former, symlinks=True)
    return former


def test_with_nothing_changed_nothing_runs_and_no_file_is_touched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stamps(folder)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    built, ran = build(folder)
    assert built.pages == ("each-alpha", "each-beta", "gaps", "summary", "index")
    assert (built.changed, built.removed, built.failures, ran) == ((), (), (), [])
    assert stamps(folder) == before


def test_finding_that_nothing_changed_needs_neither_frames_nor_jupyter(folder: Path) -> None:
    code = (
        f"import sys, firmground\nfirmground.open_ledger({str(folder)!r}).build()\n"
        "print([m for m in ('pandas', 'matplotlib', 'nbformat', 'nbconvert', 'nbclient', 'zmq') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_after_a_change_to_one_claim_only_pages_that_show_it_run_and_are_written(folder: Path) -> None:
    before = stamps(folder)
    edit(folder / "claims" / "beta.yaml", "kind: safety", "kind: safety\n    note: Seen again.")
    built, ran = build(folder)
    assert ran == ["each-beta"]  # the summary and the gaps do not show notes
    assert built.changed == ("each-beta",)
    after = stamps(folder)
    assert {name for name in after if after[name] != before[name]} == {"each-beta.html", "manifest.json"}


CHANGES: dict[str, Callable[[Path], object]] = {
    "a claim's words": lambda f: edit(f / "claims/alpha.yaml", "Tea soothes.", "Tea soothes much."),
    "a claim's kind": lambda f: edit(f / "claims/alpha.yaml", "kind: usage", "kind: efficacy"),
    "a rating": lambda f: edit(f / "claims/alpha.yaml", 'because: "40 children', 'because: "50 children'),
    "a claim of one article that another's page may name": lambda f: edit(
        f / "claims/beta.yaml", "A_very_long_word", "Another_long_word"
    ),
    "a reference's finding": lambda f: edit(f / "references.bib", "Honey in Egypt.", "Honey in Rome."),
    "a reference's status": lambda f: edit(f / "references.bib", "Data were made up.", "Nobody can repeat it."),
    "the title": lambda f: edit(f / "claims/ledger.yaml", "Honey & co.", "Tea & co."),
    "the date": lambda f: edit(f / "claims/ledger.yaml", "2026-11-22", "2026-11-23"),
    "a definition": lambda f: edit(f / "claims/ledger.yaml", "Throat pain.", "Pain of the throat."),
    "an article's title": lambda f: edit(f / "claims/alpha.yaml", "title: ", "title: # new\n    "),
    "a new article": lambda f: (f / "claims/gamma.yaml").write_text(
        BETA.replace("beta", "gamma").replace("Beta", "Gamma"), encoding="utf-8"
    ),
    "an article that is gone": lambda f: (f / "claims/beta.yaml").unlink(),
    "the text of an article": lambda f: [
        (f / "articles").mkdir(exist_ok=True),
        (f / "articles/alpha.txt").write_text(TEXT, encoding="utf-8"),
    ],
    "a notebook": lambda f: edit(f / "notebooks/gaps.ipynb", "# Gaps", "# All gaps"),
    "a notebook that is gone": lambda f: (f / "notebooks/gaps.ipynb").unlink(),
    "a file beside the notebooks": lambda f: (f / "notebooks/data.csv").write_text("1"),
}


#: Changes that reach pages by a way of their own; what an answer holds is compared for all of them further down.
BUILT = tuple(
    change
    for change in CHANGES
    if change not in {"a reference's status", "the date", "a definition", "an article's title"}
)


@pytest.mark.parametrize("change", BUILT)
def test_a_build_on_top_gives_the_bytes_of_a_fresh_one(folder: Path, change: str) -> None:
    CHANGES[change](folder)
    built, _ = build(folder)
    on_top = bytes_of(folder)
    shutil.rmtree(folder / "reports")
    again, ran = build(folder, fresh=True)
    assert (built.pages, built.exit_code) == (again.pages, again.exit_code)
    assert len(ran) == len(again.pages) - 1
    fresh = bytes_of(folder)
    assert on_top.keys() == fresh.keys()
    assert [name for name in fresh if fresh[name] != on_top[name]] == []


def test_a_page_that_somebody_changed_deleted_or_brought_in_is_made_again(folder: Path) -> None:
    good = bytes_of(folder)
    page = folder / "reports" / "gaps.html"
    page.write_text("mine")
    assert build(folder)[1] == ["gaps"]
    assert bytes_of(folder) == good
    page.unlink()
    assert build(folder)[1] == ["gaps"]
    (folder / "reports" / "index.html").write_text("mine")
    built, ran = build(folder)
    assert (built.changed, ran) == (("index",), [])
    (folder / "reports" / "manifest.json").unlink()
    built, ran = build(folder)
    assert len(ran) == 4
    assert bytes_of(folder) == good


def test_fresh_runs_everything_and_a_deleted_or_torn_record_is_no_loss(folder: Path) -> None:
    good = bytes_of(folder)
    assert len(build(folder, fresh=True)[1]) == 4
    for content in (
        "{",
        "[]",
        '{"format": "firmground-built/1"}',
        '{"format": "firmground-built/1", "pages": {"a": 1}}',
    ):
        (folder / RECORD).write_text(content)
        assert read_record(folder).pages == {}
    shutil.rmtree(folder / ".cache")
    built, ran = build(folder)
    assert len(ran) == 4
    assert built.changed == ()
    assert bytes_of(folder) == good
    assert "*" in (folder / RECORD).with_name(".gitignore").read_text().split("\n")


def test_where_no_record_can_be_kept_every_build_does_everything(small: Path) -> None:
    write_notebook(small, "one", "1")
    (small / ".cache").write_text("a file")
    assert build(small)[1] == build(small)[1] == ["one"]


def test_what_failed_is_tried_again(small: Path) -> None:
    write_notebook(small, "bad", "1 / 0")
    write_notebook(small, "good", "print('fine')")
    assert build(small)[1] == ["bad", "good"]
    built, ran = build(small)
    assert ran == ["bad"]
    assert built.exit_code == 1
    write_notebook(small, "bad", "print('mended')")
    built, ran = build(small)
    assert ran == ["bad", "good"]  # its page is a new one, and every page lists it
    assert build(small)[1] == []


def test_a_page_whose_list_of_pages_would_show_one_that_failed_is_made_again(small: Path) -> None:
    write_notebook(small, "good", "print('fine')")
    build(small)
    write_notebook(small, "bad", "1 / 0")
    build(small)
    assert "bad.html" not in (small / "reports" / "good.html").read_text()


def test_a_file_saved_during_a_build_is_not_taken_for_built(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = small / "claims" / "beta.yaml"
    text = claims.read_text(encoding="utf-8")
    new = text.replace("kind: safety", "kind: history")
    source = "import pathlib\nprint(pathlib.Path('../claims/beta.yaml').read_text().count('history'))"
    write_notebook(small, "reads", source)
    real = edition.run_all

    def late(*given: object) -> object:
        claims.write_text(new, encoding="utf-8")
        done = real(*given)  # type: ignore[arg-type]
        claims.write_text(text, encoding="utf-8")
        return done

    monkeypatch.setattr(edition, "run_all", late)
    build(small)
    assert "<pre>1" in (small / "reports" / "reads.html").read_text()
    monkeypatch.undo()
    claims.write_text(text + "# saved\n", encoding="utf-8")
    build(small)
    assert "<pre>0" in (small / "reports" / "reads.html").read_text()


def test_a_notebook_that_does_more_than_ask_runs_after_every_change(small: Path) -> None:
    write_notebook(small, "asks", "import firmground\n\nledger = firmground.open_ledger()", "ledger.view('method')")
    write_notebook(small, "reads", "print(open('../claims/beta.yaml').read())")
    build(small)
    edit(small / "claims" / "beta.yaml", "kind: safety", "kind: safety\n    note: Seen again.")
    assert build(small)[1] == ["reads"]
    assert "Seen again" in (small / "reports" / "reads.html").read_text()


def test_a_notebook_that_reads_a_file_beside_it_runs_when_that_file_changes(small: Path) -> None:
    write_notebook(small, "asks", "import firmground\n\nledger = firmground.open_ledger()", "ledger.view('method')")
    write_notebook(small, "reads", "print(open('data.csv').read())")
    (small / "notebooks" / "data.csv").write_text("one")
    build(small)
    (small / "notebooks" / "data.csv").write_text("two")
    assert "reads" in build(small)[1]
    assert "<pre>two" in (small / "reports" / "reads.html").read_text()


def test_another_package_library_or_place_is_another_state(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = state_of(small, small / "articles")
    assert state_of(small, small / "articles") == first
    assert state_of(small, tmp_path).beside != first.beside
    (tmp_path / "site" / "newlib-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert state_of(small, small / "articles").makers != first.makers
    assert digest_of([small / "claims"]) != digest_of([small / "references.bib"])
    assert key_of("a", "bc") != key_of("ab", "c")


def test_a_parameter_topic_makes_a_page_per_topic(small: Path) -> None:
    write_notebook(small, "topic", "topic = 'cough'", "print('about', topic)", tags=("parameters",))
    built, ran = build(small)
    assert ran == ["topic-cough", "topic-history", "topic-safety", "topic-sore-i-throat-i"]
    assert built.exit_code == 0
    page = (small / "reports" / "topic-cough.html").read_text()
    assert "<h1>Does honey help with cough?</h1>" in page
    assert "about cough" in page
    built, ran = build(small, only="topic-cough")
    assert (built.pages, ran) == (("topic-cough", "index"), [])


def test_no_process_is_left(small: Path) -> None:
    write_notebook(small, "one", "import os\nprint(os.getppid())")
    build(small)
    found = re.search(r"<pre>(\d+)", (small / "reports" / "one.html").read_text())
    assert found is not None
    assert (int(found[1]) == os.getpid()) is not kernel._CAN_FORK
    if kernel._CAN_FORK:
        assert not Path(f"/proc/{found[1]}").exists()


def questions(folder: Path) -> dict[Question, tuple[str, ...]]:
    """What the shipped notebooks ask of a ledger."""
    contents = open_ledger(folder).contents
    values = {"article": [a.id for a in contents.articles], "topic": [t.slug for t in topics_of(contents)]}
    asked: dict[Question, tuple[str, ...]] = {}
    for p in plan_reports(ROOT, values):
        for question in questions_of(p.source, dict(p.parameters)) or ():
            asked[question] = (*asked.get(question, ()), p.name)
    return asked


def shown(ledger: Ledger, question: Question) -> str:
    """What a notebook shows of an answer."""
    try:
        answer = getattr(ledger, question.verb)(*question.given, **dict(question.named))
    except Exception as error:
        return str(error)
    return str(answer._repr_html_())


def test_what_is_compared_of_an_answer_tells_all_that_is_shown_of_it(small: Path, tmp_path: Path) -> None:
    asked = questions(small)
    assert {question.verb for question in asked} >= {"view", "chart"}
    chosen = random.Random(4).sample(sorted(asked, key=repr), 40)
    chosen.append(Question("table", ("gaps",), ()))
    first = open_ledger(small)
    before = {q: (Answers(first)._answer(q), shown(first, q)) for q in chosen}
    differ = 0
    for number, change in enumerate(CHANGES.values()):
        there = tmp_path / str(number)
        shutil.copytree(small, there)
        (there / "notebooks").mkdir()
        write_notebook(there, "gaps", "# Gaps")
        change(there)
        ledger = open_ledger(there)
        for question, (told, seen) in before.items():
            if Answers(ledger)._answer(question) == told:
                assert shown(ledger, question) == seen, (list(CHANGES)[number], question)
            else:
                differ += 1
    assert differ > 40


@pytest.mark.parametrize(
    "code",
    [
        "%time ledger.view('method')",
        "open('x').read()",
        "import datetime",
        "from firmground import ledger",
        "ledger.contents",
        "ledger.audit.gaps",
        "book = ledger\nbook.contents",
        "f = ledger.view\nf('method')",
        "ledger = firmground.open_ledger('elsewhere')",
        "firmground.open_ledger('elsewhere').view('method')",
        "ledger.view(name)",
        "name = 'method'\nledger.view(name)",
        "article = 'alpha'\nledger.view('claims', article)",
        "ledger.view(*['method'])",
        "ledger.view(**{'part': 'method'})",
        "ledger.draw('verdicts', 'out.svg')",
        "ledger.table('gaps').query('@ledger.contents')",
        "ledger.table('gaps').__class__",
        "def view(): pass",
        "eval('ledger')",
        "Out[1]",
        "_",
        "sorted = open\nsorted('x')",
        "with ledger as x: pass",
        "(lambda x: x)(ledger)",
        "del ledger",
    ],
)
def test_code_that_may_see_more_than_answers_is_not_understood(code: str) -> None:
    assert questions_of(new_notebook(code_cell(OPEN, "a"), code_cell(code, "b")), {"article": "alpha"}) is None


def test_questions_of_code_that_only_asks() -> None:
    notebook = new_notebook(
        code_cell(OPEN, "a"),
        code_cell("ledger.view('claims', article=article)", "b"),
        code_cell("gaps = ledger.table('gaps')\nsorted(k for k in gaps['kind'] if len(k) > 3)", "c"),
    )
    assert questions_of(notebook, {"article": "alpha"}) == (
        Question("view", ("claims",), (("article", "alpha"),)),
        Question("table", ("gaps",), ()),
    )
    assert questions_of(notebook, {}) is None


def test_a_cell_that_only_sets_parameters_asks_nothing_when_the_build_sets_them() -> None:
    cell = code_cell("article = ledger.table('articles')['article'].iloc[0]", "b")
    cell.metadata["tags"] = ["parameters"]
    notebook = new_notebook(code_cell(OPEN, "a"), cell, code_cell("article", "c"))
    assert questions_of(notebook, {"article": "alpha"}) == ()
    assert questions_of(notebook, {}) == (Question("table", ("articles",), ()),)
