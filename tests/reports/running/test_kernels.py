"""Notebooks in real kernels: what fails fails alone, and a build that is stopped or killed leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from tests.reports.conftest import write_notebook

from firmground.errors import LONGEST_TEXT
from firmground.ledger import open_ledger
from firmground.reports.built import Built, StepState
from firmground.reports.running.printed import LONGEST

pytestmark = pytest.mark.slow

ARTICLE = 'article = "nobody"'


class Listener:
    """Remembers what a build tells."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def start(self, total: int) -> None:
        self.told.append(("start", str(total)))

    def step(self, name: str, state: StepState) -> None:
        self.told.append((name, state))

    def done(self) -> None:
        self.told.append(("done", ""))


def page(folder: Path, name: str) -> str:
    return (folder / "reports" / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built, Listener]:
    """One build in which one notebook is good, and the others fail each in its own way."""
    from tests.reports.conftest import write_ledger

    folder = write_ledger(tmp_path_factory.mktemp("mixed") / "ledger")
    write_notebook(folder, "good", "# Good one\n\nAll is well.", "print('fine')")
    write_notebook(folder, "each", ARTICLE, "print('for', article)\nassert article != 'beta'", tags=("parameters",))
    write_notebook(folder, "broken", "1", "# Then", "raise ValueError('no <b>\\x1b[31m way')", "print('never')")
    write_notebook(folder, "loud", "raise ValueError('x' * 10_000_000)")
    write_notebook(folder, "dead", "1", "import os; os._exit(7)")
    write_notebook(folder, "asks", "input('name?')")
    (folder / "notebooks" / "torn.ipynb").write_text("{")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "broken.html").write_text("the former edition")
    files = {"broken.html": "0", "torn.html": "0"}
    (reports / "torn.html").write_text("the former edition")
    (reports / "manifest.json").write_text(json.dumps({"format": "firmground-reports/1", "files": files}))
    listener = Listener()
    built = open_ledger(folder).build(jobs=3, progress=listener)
    return folder, built, listener


def test_a_failure_holds_up_nobody_else(mixed: tuple[Path, Built, Listener]) -> None:
    folder, built, _ = mixed
    assert built.exit_code == 1
    assert built.pages == ("each-alpha", "good", "index")
    assert "<pre>fine\n</pre>" in page(folder, "good")
    assert "for alpha" in page(folder, "each-alpha")
    assert not (folder / "reports" / "each-beta.html").exists()


def test_the_former_edition_stays_and_is_still_linked(mixed: tuple[Path, Built, Listener]) -> None:
    folder, _, _ = mixed
    assert page(folder, "broken") == page(folder, "torn") == "the former edition"
    assert 'href="broken.html"' in page(folder, "index")
    assert 'href="dead.html"' not in page(folder, "index")  # there never was one


def test_each_failure_is_said_in_a_sentence(mixed: tuple[Path, Built, Listener]) -> None:
    _, built, _ = mixed
    said = {failure.report: failure.message for failure in built.failures}
    assert set(said) == {"broken", "loud", "dead", "asks", "torn", "each-beta"}
    assert said["broken"].startswith("A cell failed with ValueError: no <b>")
    assert said["dead"] == "Its kernel died while a cell was running."
    assert "StdinNotImplementedError" in said["asks"]
    assert "notebooks/torn.ipynb" in said["torn"]
    assert said["loud"].startswith("A cell failed with ValueError: xxx")
    assert said["loud"].endswith(f" … (cut: {10_000_000 + len('ValueError: ') - LONGEST_TEXT:,} characters more).")
    assert len(built.text()) < 10_000
    assert "\x1b" not in built.text()
    assert "reports/failed/broken.ipynb" in built.text()


def test_an_endless_message_is_cut_in_the_failed_notebook_too(mixed: tuple[Path, Built, Listener]) -> None:
    folder, _, _ = mixed
    failed = folder / "reports" / "failed" / "loud.ipynb"
    assert failed.stat().st_size < 100_000
    assert "(cut: " in failed.read_text(encoding="utf-8")


def test_the_failed_notebook_leads_to_its_cell(mixed: tuple[Path, Built, Listener]) -> None:
    folder, _, _ = mixed
    kept = nbformat.read(folder / "reports" / "failed" / "broken.ipynb", as_version=4)
    nbformat.validate(kept)
    sources = [cell.source for cell in kept.cells]
    assert "(#This-cell-failed)" in sources[0]
    assert "<b>" not in sources[0]
    place = next(i for i, source in enumerate(sources) if source.endswith("# This cell failed"))
    assert "raise ValueError" in sources[place + 1]
    assert kept.cells[place + 1].outputs[0].output_type == "error"
    dead = nbformat.read(folder / "reports" / "failed" / "dead.ipynb", as_version=4)
    assert [c.source for c in dead.cells][-2:] == [
        '<a id="This-cell-failed"></a>\n\n# This cell failed',
        "import os; os._exit(7)",
    ]
    torn = nbformat.read(folder / "reports" / "failed" / "torn.ipynb", as_version=4)
    assert "notebooks/torn.ipynb" in torn.cells[0].source.replace("&#95;", "_")


def test_progress_counts_every_report_once(mixed: tuple[Path, Built, Listener]) -> None:
    _, built, listener = mixed
    assert listener.told[0] == ("start", "8")
    assert listener.told[-1] == ("done", "")
    ended = [(name, state) for name, state in listener.told if state in {"done", "failed"}]
    assert sorted(ended) == sorted(
        [(f.report, "failed") for f in built.failures] + [("each-alpha", "done"), ("good", "done")]
    )


def test_a_mended_notebook_takes_its_failed_copy_away(mixed: tuple[Path, Built, Listener], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(mixed[0], tmp_path / "ledger"))
    write_notebook(folder, "broken", "print('mended')")
    built = open_ledger(folder).build(only="broken")
    assert built.pages == ("broken", "index")
    assert built.exit_code == 0
    assert "mended" in page(folder, "broken")
    assert not (folder / "reports" / "failed" / "broken.ipynb").exists()
    assert (folder / "reports" / "failed" / "dead.ipynb").exists()
    assert "<pre>fine" in page(folder, "good")


def test_the_page_of_an_article_that_is_gone_goes_with_it(small: Path) -> None:
    write_notebook(small, "each", ARTICLE, "print(article)", tags=("parameters",))
    assert open_ledger(small).build().pages == ("each-alpha", "each-beta", "index")
    (small / "reports" / "each-mine.html").write_text("mine")
    (small / "claims" / "beta.yaml").unlink()
    built = open_ledger(small).build()
    assert built.removed == ("each-beta",)
    assert "each-beta" not in page(small, "index")
    assert (small / "reports" / "each-mine.html").read_text() == "mine"
    assert open_ledger(small).build().changed == ()


def test_an_error_in_the_ledger_publishes_nothing(small: Path) -> None:
    write_notebook(small, "good", "print('one')")
    assert open_ledger(small).build().exit_code == 0
    before = {p.name: p.read_bytes() for p in (small / "reports").iterdir()}
    write_notebook(small, "good", "print('two')")
    claims = small / "claims" / "beta.yaml"
    claims.write_text(claims.read_text().replace("kind: safety", "kind: saftey"))
    built = open_ledger(small).build()
    assert built.exit_code == 1
    assert built.pages == ()
    assert "claims/beta.yaml" in built.text()
    assert "saftey" in built.text()
    assert "Nothing was built" in built.text()
    assert {p.name: p.read_bytes() for p in (small / "reports").iterdir()} == before


def test_a_kernel_that_cannot_start_is_a_failure_like_any_other(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(small, "good", "1")
    monkeypatch.setattr(sys, "executable", str(small / "no-python"))
    built = open_ledger(small).build()
    assert [f.report for f in built.failures] == ["good"]
    assert built.failures[0].message.startswith("Its kernel could not be used: ")
    assert built.pages == ("index",)


def test_a_kernel_that_ends_at_once_is_a_failure_like_any_other(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(small, "good", "1")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    built = open_ledger(small).build()
    assert built.failures[0].message.startswith("Its kernel")
    assert built.exit_code == 1


def test_a_ledger_without_notebooks_still_has_its_home(small: Path) -> None:
    assert open_ledger(small).build().pages == ("index",)


def test_a_build_works_inside_a_running_event_loop_as_in_jupyterlab(small: Path) -> None:
    write_notebook(small, "good", "print('fine')")

    async def within() -> Built:
        return open_ledger(small).build()

    assert asyncio.run(within()).pages == ("good", "index")


def test_no_more_notebooks_run_at_once_than_asked(small: Path) -> None:
    for name in "abc":
        write_notebook(small, name, "1")
    listener = Listener()
    open_ledger(small).build(jobs=1, progress=listener)
    assert [state for _, state in listener.told[1:-1]] == ["running", "done"] * 3


def test_reports_that_cannot_be_written_are_said_to_be(small: Path) -> None:
    (small / "reports").write_text("a file")
    built = open_ledger(small).build()
    assert built.exit_code == 1
    assert "reports/" in built.text()


def test_what_the_environment_says_does_not_reach_a_kernel(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRMGROUND_ARTICLES", "/somewhere/else")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("LC_TIME", "de_DE.UTF-8")
    monkeypatch.setenv("MPLBACKEND", "TkAgg")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    names = ["FIRMGROUND_ARTICLES", "TZ", "LC_TIME", "LC_ALL", "PYTHONHASHSEED", "MPLBACKEND"]
    write_notebook(
        small, "good", f"import os, time\nfor n in {names}: print(n, os.environ.get(n))\nprint(time.tzname[0])"
    )
    open_ledger(small, small / "articles").build()
    assert f"FIRMGROUND_ARTICLES {os.devnull}\nTZ UTC\nLC_TIME None\nLC_ALL C.UTF-8\nPYTHONHASHSEED 0\n" in page(
        small, "good"
    )
    assert "MPLBACKEND module://matplotlib_inline.backend_inline\nUTC\n" in page(small, "good")


def test_a_kernel_is_of_this_python_whatever_others_are_called(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = small / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text('{"argv": ["/bin/false"], "display_name": "other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(small / "jupyter"))
    write_notebook(small, "good", "import sys\nprint(sys.executable)")
    assert open_ledger(small).build().exit_code == 0
    assert f"<pre>{sys.executable}\n</pre>" in page(small, "good")


def test_notebooks_share_nothing(small: Path) -> None:
    for name in "ab":
        write_notebook(small, name, "import pandas\nprint(getattr(pandas, 'mine', 'clean'))\npandas.mine = 'dirty'")
    open_ledger(small).build(jobs=1)
    assert "<pre>clean" in page(small, "a")
    assert "<pre>clean" in page(small, "b")


def test_a_cell_has_a_time_limit_as_a_setting(small: Path) -> None:
    write_notebook(small, "slow", "1", "import time\ntime.sleep(3600)")
    write_notebook(small, "good", "print('fine')")
    settings = small / "claims" / "ledger.yaml"
    settings.write_text(settings.read_text() + "cell_minutes: 0.05\n")
    built = open_ledger(small).build()
    [failure] = built.failures
    assert failure.report == "slow"
    assert failure.message == "A cell ran longer than 0.05 minutes, which is `cell_minutes` in claims/ledger.yaml."
    assert "<pre>fine" in page(small, "good")
    kept = nbformat.read(small / "reports" / "failed" / "slow.ipynb", as_version=4)
    assert "time.sleep" in kept.cells[-1].source


@pytest.mark.parametrize("value", ["0", "-1", ".nan", ".inf", "soon"])
def test_a_time_limit_that_is_none_is_a_finding(small: Path, value: str) -> None:
    settings = small / "claims" / "ledger.yaml"
    settings.write_text(settings.read_text() + f"cell_minutes: {value}\n")
    [found] = [p for p in open_ledger(small).check().findings if p.place and p.place.text.startswith("cell_minutes")]
    assert found.severity == "error"


def test_what_is_printed_is_joined_as_it_comes_and_cut_with_a_note(small: Path) -> None:
    pieces = "for piece in 'abc':\n    print(piece, end='', flush=True)\n    time.sleep(0.3)"
    write_notebook(small, "long", f"import time\n{pieces}", "print('x' * 10**6)\nprint('after')")
    assert open_ledger(small).build().exit_code == 0
    note = "… Cut here: this cell printed more than 100,000 characters."
    assert f"<pre>abc</pre>\n<pre>{'x' * LONGEST}\n{note}\n</pre>" in page(small, "long")


def test_an_error_of_ten_million_letters_fills_neither_terminal_nor_disk(small: Path) -> None:
    write_notebook(small, "long", "raise ValueError('x' * 10**7)")
    write_notebook(small, "nested", "deep = []\nfor _ in range(20_000):\n    deep = [deep]\ndeep")
    built = open_ledger(small).build()
    said = {failure.report: failure.message for failure in built.failures}
    assert said["long"].startswith("A cell failed with ValueError: xxx")
    assert said["nested"].startswith("A cell failed with RecursionError: maximum")
    assert len(built.text()) < LONGEST_TEXT + 1_000
    assert (small / "reports" / "failed" / "long.ipynb").stat().st_size < 3 * LONGEST


def test_marks_that_colour_text_in_a_terminal_stand_on_no_page(small: Path) -> None:
    write_notebook(
        small, "red", "print('\\x1b[1;31mred\\x1b[0m')\n\nclass Red:\n    __repr__ = lambda _: '\\x1b[31mtoo'\nRed()"
    )
    assert open_ledger(small).build().exit_code == 0
    assert "<pre>red\n</pre>\n<pre>too</pre>" in page(small, "red")


def test_what_becomes_no_page_is_said_at_each_build(small: Path) -> None:
    path = write_notebook(small, "one", "1")
    (small / "notebooks" / "sub").mkdir()
    shutil.copy(path, small / "notebooks" / "sub" / "two.ipynb")
    for _ in range(2):
        built = open_ledger(small).build()
        assert built.exit_code == 0
        assert "Not built: notebooks/sub/two.ipynb. Only notebooks that lie in notebooks/ itself" in built.text()
    for number in range(7):
        shutil.copy(path, small / "notebooks" / "sub" / f"{number}.ipynb")
    assert "notebooks/sub/4.ipynb and 3 more. Only" in open_ledger(small).build().text()
    assert "Not built" not in open_ledger(small).build(only="one").text()


def test_a_notebook_that_cannot_be_read_keeps_all_its_pages(small: Path) -> None:
    path = write_notebook(small, "each", ARTICLE, "print(article)", tags=("parameters",))
    open_ledger(small).build()
    before = page(small, "each-alpha")
    path.write_text("{")
    built = open_ledger(small).build()
    assert (built.exit_code, built.removed) == (1, ())
    assert "a link on top" not in built.text()
    assert page(small, "each-alpha") == before


def kernels_in(folder: Path) -> set[int]:
    """Processes that work in a folder."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and (entry / "cwd").resolve() == folder.resolve():
                found.add(int(entry.name))
        except OSError:
            continue
    return found


#: Cells that never end: one waits; one computes inside C code, where a kernel hears and sees nothing.
ENDLESS = {"waits": "import time\ntime.sleep(3600)", "computes": "sum(range(10**13))"}


@pytest.fixture(params=ENDLESS)
def slow(small: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A build in a process of its own whose only notebook never ends, over a former edition."""
    write_notebook(small, "slow", "1")
    open_ledger(small).build()
    write_notebook(small, "slow", "open('started', 'w').close()\n" + ENDLESS[request.param])
    # Where tests run in the background of a shell, a child would ignore Ctrl-C.
    code = (
        "import signal, firmground\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"firmground.open_ledger({str(small)!r}).build()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    wait_for((small / "notebooks" / "started").exists)
    yield small, process
    if process.poll() is None:
        process.kill()
    process.wait()


def wait_for(true: object, seconds: float = 600) -> None:
    """Until something is so; the limit only keeps a test that will never end from waiting for ever."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_build_leaves_the_former_edition_and_no_kernel(
    slow: tuple[Path, subprocess.Popen[str]], how: signal.Signals
) -> None:
    folder, process = slow
    before = {p.name: p.read_bytes() for p in (folder / "reports").iterdir()}
    assert kernels_in(folder / "notebooks")
    os.kill(process.pid, how)
    _, said = process.communicate(timeout=600)
    assert process.returncode != 0
    if how is signal.SIGINT:
        assert "KeyboardInterrupt" in said.splitlines()
    wait_for(lambda: not kernels_in(folder / "notebooks"))
    assert {p.name: p.read_bytes() for p in (folder / "reports").iterdir()} == before
