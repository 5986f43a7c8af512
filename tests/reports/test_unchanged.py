"""What has not changed is not built again, and nothing that has changed is ever missed."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.conftest import BETA, ROOT, TEXT, write_ledger, write_notebook
from tests.reports.running.test_kernels import Listener

from firmground.ledger import Ledger, open_ledger
from firmground.reports.built import Built
from firmground.reports.cache import CACHE
from firmground.reports.plan import plan_reports
from firmground.reports.running.answers import Answers
from firmground.reports.running.calls import Call, calls_of
from firmground.reports.unchanged import RECORD, key_of, read_record, state_of
from firmground.tables.topics import topics_of

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
    write_notebook(folder, "gaps", "# Gaps", OPEN, "ledger.view('gap-list')")
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
    assert len([name for name in ran if not name.startswith("private/")]) == len(again.pages) - 1
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
        '{"format": "firmground-built/3"}',
        '{"format": "firmground-built/3", "pages": {"a": 1}}',
    ):
        (folder / CACHE / RECORD).write_text(content)
        assert read_record(folder).pages == {}
    shutil.rmtree(folder / ".cache")
    built, ran = build(folder)
    assert len(ran) == 4
    assert built.changed == ()
    assert bytes_of(folder) == good
    assert "*" in (folder / CACHE / RECORD).with_name(".gitignore").read_text().split("\n")


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


SAVES = """
path = "../claims/beta.yaml"
text = open(path).read()
open(path, "w").write(text.replace("kind: safety", "kind: history"))
print(open(path).read().count("history"))
"""


def test_nothing_is_published_that_is_half_of_one_state_and_half_of_another(small: Path) -> None:
    write_notebook(small, "asks", OPEN, "ledger.view('method')")
    build(small)
    before = bytes_of(small)
    write_notebook(small, "saves", SAVES)  # stands for an editor's save while a kernel runs
    built, ran = build(small)
    assert ran == ["asks", "saves"]
    assert built.exit_code == 1
    assert "claims/beta.yaml changed while the build ran. Run `firmground build` again." in built.text()
    assert bytes_of(small) == before
    built, _ = build(small)  # nothing left to replace
    assert built.exit_code == 0
    assert "<pre>1" in (small / "reports" / "saves.html").read_text()


def test_a_save_while_pages_are_made_is_said_and_they_show_the_state_that_was_checked(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notebook(small, "each", "article = 'nobody'", OPEN, "ledger.view('claims', article)", tags=("parameters",))
    build(small)
    good = bytes_of(small)
    claims = small / "claims" / "beta.yaml"
    text = claims.read_text(encoding="utf-8")
    real = Answers.view

    def late(self: Answers, part: str, article: str | None = None, topic: str | None = None) -> object:
        claims.write_text(text.replace('anchor: {start: "A"}', "anchor: ["), encoding="utf-8")
        return real(self, part, article, topic)

    monkeypatch.setattr(Answers, "view", late)
    built, _ = build(small, fresh=True)
    monkeypatch.undo()
    assert built.saved == ("claims/beta.yaml",)
    assert "claims/beta.yaml changed while the build ran; the pages show what was there before." in built.text()
    assert bytes_of(small) == good
    built, _ = build(small)  # the next one sees what was saved
    assert built.errors


def test_a_save_while_the_ledger_is_read_is_said_and_nothing_is_built(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firmground.reading import folder as module

    write_notebook(small, "asks", OPEN, "ledger.view('method')")
    real = module.read_folder

    def late(*given: object) -> object:
        read = real(*given)  # type: ignore[arg-type]
        (small / "references.bib").write_text("")
        return read

    monkeypatch.setattr(module, "read_folder", late)
    built, ran = build(small)
    assert ran == []
    assert "references.bib changed while the build ran" in built.text()
    assert not (small / "reports").exists()


def test_a_ledger_opened_before_a_change_builds_what_is_there_now(small: Path) -> None:
    write_notebook(small, "each", "article = 'nobody'", OPEN, "ledger.view('claims', article)", tags=("parameters",))
    ledger = open_ledger(small)
    ledger.build()
    assert len(ledger.rows("claims").rows) == 5
    edit(small / "claims" / "alpha.yaml", "Tea soothes.", "Tea soothes much.")
    ledger.build()
    assert "Tea soothes much." in (small / "reports" / "each-alpha.html").read_text()


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
    elsewhere = state_of(small, tmp_path)  # where the texts lie shows on no page of the edition
    assert (elsewhere.makers, elsewhere.whole != first.whole) == (first.makers, True)
    (tmp_path / "site" / "newlib-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert state_of(small, small / "articles").makers != first.makers
    assert key_of("a", "bc") != key_of("ab", "c") != key_of(["a", "bc"])


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


def calls(folder: Path) -> set[Call]:
    """What the shipped notebooks ask of a ledger."""
    contents = open_ledger(folder).contents
    values = {"article": [a.id for a in contents.articles], "topic": [t.slug for t in topics_of(contents)]}
    planned = plan_reports(ROOT, values)
    return {call for p in planned for call in calls_of(p.source, dict(p.parameters)) or ()}


def shown(ledger: Ledger, call: Call) -> str:
    """What a notebook shows of an answer."""
    try:
        answer = getattr(ledger, call.verb)(*call.given, **dict(call.named))
    except Exception as error:
        return str(error)
    return str(answer._repr_html_())


def test_what_is_compared_of_an_answer_tells_all_that_is_shown_of_it(small: Path, tmp_path: Path) -> None:
    asked = calls(small)
    assert {call.verb for call in asked} == {"view", "chart"}
    chosen = random.Random(4).sample(sorted(asked, key=repr), 40)
    first = open_ledger(small)
    before = {call: (Answers(first.audit).key([call]), shown(first, call)) for call in chosen}
    differ = 0
    for number, change in enumerate(CHANGES.values()):
        there = tmp_path / str(number)
        shutil.copytree(small, there)
        (there / "notebooks").mkdir()
        write_notebook(there, "gaps", "# Gaps")
        change(there)
        ledger = open_ledger(there)
        answers = Answers(ledger.audit)
        for call, (key, seen) in before.items():
            if answers.key([call]) == key:
                assert shown(ledger, call) == seen, (list(CHANGES)[number], call)
            else:
                differ += 1
    assert differ > 40
