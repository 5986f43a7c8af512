"""Kernels forked from the warm process give what ordinary kernels give, cell by cell, and share nothing."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from tests.reports.conftest import ROOT, write_ledger, write_notebook

from firmground.reports import kernel
from firmground.reports.kernel import kernel_environment, warmed
from firmground.reports.notebook import read
from firmground.reports.plan import plan_reports, with_parameters
from firmground.reports.run import Job, Outcome, run_all

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

EVERYTHING = (
    "1 + 1",
    "import sys\nprint('out'); print('err', file=sys.stderr)\nprint('more')",
    "from IPython.display import HTML, Markdown, clear_output, display, update_display\n"
    "handle = display(HTML('<b>first</b>'), display_id='one')\nupdate_display(HTML('<b>second</b>'), display_id='one')",
    "print('gone'); clear_output(); print('stays')",
    "display(Markdown('*a*'), 5, {'text': [1, 2]})",
    "import asyncio\nawait asyncio.sleep(0.01)\n[i async for i in (lambda: (x for x in ()))()] if False else 'awaited'",
    "import subprocess\nprint(subprocess.run(['echo', 'child'], capture_output=True, text=True).stdout)",
    "!echo shell",
    "%%bash\necho magic",
    "%config InlineBackend.figure_formats = ['png']\n%pwd",
    "import multiprocessing as m\nwith m.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
    "import threading\nt = threading.Thread(target=lambda: print('thread')); t.start(); t.join()",
    "import warnings\nwarnings.warn('careful')",
    "import os, time\nprint(sorted(k for k in os.environ if k not in {'_', 'SHLVL'}))\nprint(time.tzname, os.getcwd())",
    "print(sys.argv[0], sys.argv[1], sys.path)",
    "print(__name__, sorted(n for n in globals() if not n.startswith('_')))",
    "input('name?')",
    "def f(n):\n    return 1 / n\nf(0)",
    "raise SystemExit(3)",
    "import firmground\nledger = firmground.open_ledger()\nledger",
    "ledger.table('claims')",
    "ledger.view('no such view')",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]}).plot();",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()\nplt.get_backend()",
    "sys.stdin.read()",
    "get_ipython().user_ns['_ih'][1], In[1], Out[1]",
)


#: Every shipped notebook, by one page of it, and the one that does everything.
COMPARED = (
    "article-alpha",
    "evidence-summary",
    "everything",
    "gap-charts",
    "gap-map",
    "glossary",
    "index",
    "references",
    "search",
    "topic-cough",
    "work-list",
    "work-list-alpha",
)
#: A topic of the ledger made for tests.
TOPIC = "cough"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the shipped notebooks, and one that does everything a notebook can do."""
    folder = write_ledger(tmp_path_factory.mktemp("warm") / "ledger")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    path = write_notebook(folder, "everything", *EVERYTHING)
    notebook = read(path.read_text(encoding="utf-8"))
    for cell in notebook.cells:
        cell.metadata["tags"] = ["raises-exception"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def jobs_of(folder: Path) -> list[Job]:
    planned = plan_reports(folder, {"article": ["alpha"], "topic": [TOPIC]})
    return [Job(p.name, with_parameters(p.source, dict(p.parameters))) for p in planned]


@pytest.fixture(scope="module")
def forked(ledger: Path) -> dict[str, Outcome]:
    """Every notebook, run in forked kernels."""
    with warmed(ledger / "notebooks", None) as warm:
        assert warm is not None
        outcomes = run_all(jobs_of(ledger), ledger / "notebooks", None, 2, lambda *_: None, warm)
        assert not warm.gone
    return outcomes


async def plainly(job: Job, folder: Path, home: Path) -> Any:
    """The same with nothing but nbclient."""
    given = {"record_timing": False, "store_widget_state": False, "coalesce_streams": True}
    client = NotebookClient(job.notebook, kernel_name="python3", **given)
    await client.async_execute(cwd=str(folder), env=kernel_environment(None, home))
    return job.notebook


def shown(cell: Any) -> Any:
    """What a cell gave, without what differs between any two runs."""
    text = json.dumps([cell.get("execution_count"), cell.get("outputs")], sort_keys=True)
    for varies in (r"0x[0-9a-f]{6,}", r"ipykernel_\d+"):
        text = re.sub(varies, "…", text)
    return json.loads(text)


def test_every_shipped_notebook_is_compared(ledger: Path) -> None:
    assert sorted(job.name for job in jobs_of(ledger)) == sorted(COMPARED)


@pytest.mark.parametrize("name", COMPARED)
def test_outputs_are_those_of_nbclient_cell_by_cell(
    ledger: Path, forked: dict[str, Outcome], tmp_path: Path, name: str
) -> None:
    [job] = [job for job in jobs_of(ledger) if job.name == name]
    plain = asyncio.run(plainly(job, ledger / "notebooks", tmp_path))
    warm = forked[name]
    assert warm.error == ""
    assert len(warm.notebook.cells) == len(plain.cells)
    for place, (one, other) in enumerate(zip(warm.notebook.cells, plain.cells, strict=True)):
        assert shown(one) == shown(other), (place, one.source)


def run(folder: Path, *cells: str, times: int = 1, at_once: int = 2) -> list[Outcome]:
    """Run cells in forked kernels, the same ones several times."""
    path = write_notebook(folder, "cells", *cells)
    source = read(path.read_text(encoding="utf-8"))
    path.unlink()
    with warmed(folder / "notebooks", None) as warm:
        done = run_all(
            [Job(str(n), with_parameters(source, {})) for n in range(times)],
            folder / "notebooks",
            None,
            at_once,
            lambda *_: None,
            warm,
        )
    return list(done.values())


def said(outcome: Outcome) -> str:
    return "".join(o.get("text", "") for c in outcome.notebook.cells for o in c.get("outputs", []))


def test_kernels_are_forked_from_one_process_and_share_nothing(small: Path) -> None:
    outcomes = run(
        small,
        "import os, sys, pandas\nprint(os.getppid(), os.getpid() == os.getsid(0), 'nbclient' in sys.modules)",
        "print(getattr(pandas, 'mine', 'clean'))\npandas.mine = 'dirty'",
        "import random, numpy\nprint(random.random(), numpy.random.random(), os.environ['IPYTHONDIR'])",
        times=3,
    )
    assert [o.error for o in outcomes] == [""] * 3
    lines = [said(o).split() for o in outcomes]
    assert len({line[0] for line in lines}) == 1
    assert int(lines[0][0]) != os.getpid()
    assert [line[1:4] for line in lines] == [["True", "False", "clean"]] * 3
    assert [len({line[place] for line in lines}) for place in (4, 5, 6)] == [3, 3, 3]


def test_a_kernel_that_crashes_harms_no_other(small: Path) -> None:
    crash = "import os, signal\nif os.path.exists('first'): print('fine')\n"
    crash += "else: open('first', 'w').close(); os.kill(os.getpid(), signal.SIGSEGV)"
    outcomes = run(small, crash, times=3, at_once=1)
    # Whichever kernel is ready first has the first turn, and crashes.
    [crashed] = [o for o in outcomes if o.error]
    assert crashed.error == "Its kernel died while a cell was running."
    assert [said(o) for o in outcomes if o is not crashed] == ["fine\n"] * 2


def test_kernels_start_from_nothing_when_the_warm_process_is_gone(small: Path) -> None:
    kill = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL) if os.path.exists('warm') else print('fine')"
    (small / "notebooks").mkdir()
    (small / "notebooks" / "warm").touch()
    lost, *_ = run(small, kill + "\nimport time; time.sleep(9)")
    assert lost.error == "Its kernel died while a cell was running."
    with warmed(small / "notebooks", None) as warm:
        assert warm is not None
        os.kill(warm.process, signal.SIGKILL)
        (small / "notebooks" / "warm").unlink()
        job = Job("a", read(write_notebook(small, "a", kill).read_text(encoding="utf-8")))
        done = run_all([job], small / "notebooks", None, 1, lambda *_: None, warm)
        assert warm.gone
    assert said(done["a"]) == "fine\n"


def test_a_file_named_like_a_library_is_imported_as_in_an_ordinary_kernel(small: Path) -> None:
    (small / "notebooks").mkdir()
    (small / "notebooks" / "pandas.py").write_text("name = 'mine'")
    [outcome] = run(small, "import pandas\nprint(pandas.name)")
    assert said(outcome) == "mine\n"


def test_without_fork_kernels_start_from_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_CAN_FORK", False)
    [outcome] = run(small, "import os\nprint(os.getppid())")
    assert said(outcome) == f"{os.getpid()}\n"
