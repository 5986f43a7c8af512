"""Runs notebooks in Jupyter kernels, several at a time; whatever they do ends in an outcome, not in an error."""

from __future__ import annotations

import asyncio
import atexit
import queue
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from firmground.reports.built import State
from firmground.reports.kernel import Warm, kernel_environment

#: Seconds a kernel may take to start on a busy machine.
STARTUP = 120


@dataclass(frozen=True)
class Job:
    """A notebook to run: a copy that may be changed, with its parameters in it."""

    name: str
    notebook: Any


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        name: of the job.
        notebook: with the outputs so far.
        error: what went wrong in one line; empty when nothing did.
        cell: position of the cell that failed, when one did.
    """

    name: str
    notebook: Any
    error: str = ""
    cell: int | None = None


def run_all(
    jobs: Sequence[Job],
    folder: Path,
    articles: Path | None,
    at_once: int,
    tell: Callable[[str, State], None],
    warm: Warm | None = None,
) -> dict[str, Outcome]:
    """Run notebooks, each in a kernel of its own.

    The kernels are served by a thread of their own: that works inside a running event loop (JupyterLab) too, and leaves
    Ctrl-C to the caller's thread.

    Args:
        jobs: what to run.
        folder: where the notebooks stand; each runs there.
        articles: the folder of article texts, when it is not the ledger's own.
        at_once: how many run at the same time.
        tell: told of each start and end, from the caller's thread.
        warm: what kernels can be forked from; they are started from nothing when not given.

    Returns:
        one outcome per job, by name. A stop (``KeyboardInterrupt`` and the like) ends the kernels, then goes on up.
    """
    events: queue.Queue[tuple[str, State] | None] = queue.Queue()
    outcomes: dict[str, Outcome] = {}
    loop = asyncio.new_event_loop()
    # Short, because sockets lie in it and their paths may not be long.
    scratch = Path(tempfile.mkdtemp(prefix="fg-"))

    async def main() -> None:
        # While some notebooks run, the kernels of as many others start: starting is mostly waiting.
        gate, started = asyncio.Semaphore(max(1, at_once)), asyncio.Semaphore(2 * max(1, at_once))

        async def one(place: int, job: Job) -> None:
            home = scratch / str(place)
            async with started, Turn(gate, lambda: events.put((job.name, "running"))) as turn:
                outcome = await _run(job, folder, home, kernel_environment(articles, home), warm, turn)
                await turn.come()  # of a kernel that did not start
                outcomes[job.name] = outcome
                events.put((job.name, "failed" if outcome.error else "done"))

        async with asyncio.TaskGroup() as group:
            for place, job in enumerate(jobs):
                group.create_task(one(place, job))

    task: asyncio.Task[None] | None = None

    def serve() -> None:
        nonlocal task
        asyncio.set_event_loop(loop)
        try:
            task = loop.create_task(main())
            with suppress(asyncio.CancelledError):
                loop.run_until_complete(task)
            left = asyncio.all_tasks(loop)  # what a stop left of nbclient's own tasks
            for one in left:
                one.cancel()
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            events.put(None)

    thread = threading.Thread(target=serve, name="firmground-kernels", daemon=True)
    thread.start()
    try:
        while (event := events.get()) is not None:
            tell(*event)
    except BaseException:
        if task is not None:
            loop.call_soon_threadsafe(task.cancel)
        raise
    finally:
        thread.join()
        loop.close()
        shutil.rmtree(scratch, ignore_errors=True)
    return {job.name: outcomes.get(job.name) or Outcome(job.name, job.notebook, "It was not run.") for job in jobs}


class Turn:
    """A notebook's turn to run; it comes once its kernel is ready, and is over with the block."""

    def __init__(self, gate: asyncio.Semaphore, tell: Callable[[], None]) -> None:
        self._gate = gate
        self._tell = tell
        self._here = False

    async def __aenter__(self) -> Self:
        return self

    async def come(self) -> None:
        """Wait for the turn."""
        if not self._here:
            await self._gate.acquire()
            self._here = True
            self._tell()

    async def __aexit__(self, *_: object) -> None:
        if self._here:
            self._gate.release()


async def _run(
    job: Job, folder: Path, home: Path, environment: dict[str, str], warm: Warm | None, turn: Turn
) -> Outcome:
    """One notebook, top to bottom; whatever it does ends in an outcome."""
    # More than a second to import, which only a build that runs something needs.
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    from firmground.reports.provisioner import new_kernel

    home.mkdir(mode=0o700)
    manager = new_kernel(home, warm)
    running: list[int] = []
    client = NotebookClient(
        job.notebook,
        km=manager,
        timeout=None,
        startup_timeout=STARTUP,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # where a printed text is cut depends on how busy the machine is
        shutdown_kernel="immediate",
        on_notebook_start=lambda notebook: turn.come(),  # noqa: ARG005 - called by this name
        on_cell_execute=lambda cell, cell_index: running.append(cell_index),  # noqa: ARG005 - called by these names
    )
    try:
        await client.async_execute(cwd=str(folder), env=environment, cleanup_kc=True)
    except CellExecutionError as error:
        said = f"{error.ename}: {error.evalue}".strip().removesuffix(":").splitlines()[0]
        return Outcome(job.name, job.notebook, f"A cell failed with {said}.", running[-1])
    except DeadKernelError:
        cell = running[-1] if running else None
        when = "while a cell was running" if running else "before the first cell"
        return Outcome(job.name, job.notebook, f"Its kernel died {when}.", cell)
    except Exception as error:  # whatever a kernel does ends in an outcome
        told = str(error).strip().splitlines() or [type(error).__name__]
        return Outcome(job.name, job.notebook, f"Its kernel could not be used: {told[0]}")
    finally:
        # nbclient forgets this when a kernel does not start, and would complain when Python ends.
        atexit.unregister(client._cleanup_kernel)
        with suppress(Exception):
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
    return Outcome(job.name, job.notebook)
