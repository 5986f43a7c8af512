"""Notebooks that do more than ask: each in an ordinary kernel, several at a time, by nbclient."""

from __future__ import annotations

import asyncio
import atexit
import os
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from firmground.reports.built import StepState
from firmground.reports.running.environment import kernel_environment
from firmground.reports.running.outcome import Job, Outcome, failed_with, shortly
from firmground.reports.running.printed import append_printed, settle_printed
from firmground.reports.running.watchdog import Watchdog
from firmground.writing import scratch_folder

#: Seconds a kernel may take to start on a busy machine.
STARTUP = 120
#: A path of a socket may have 107 characters; jupyter_client adds the last few.
_LONGEST = 95


def run_in_kernels(
    jobs: Sequence[Job],
    folder: Path,
    articles: Path | None,
    at_once: int,
    limit: float,
    tell: Callable[[str, StepState], None],
) -> dict[str, Outcome]:
    """Run notebooks, each in a kernel of its own.

    The kernels are served by a thread of their own: that works inside a running event loop (JupyterLab) too, and leaves
    Ctrl-C to the caller's thread.

    Args:
        jobs: what to run.
        folder: where the notebooks stand; each runs there.
        articles: the folder of article texts; ``None`` when the notebooks are to find none.
        at_once: how many run at the same time.
        limit: seconds that a cell may take.
        tell: told of each start and end, from the caller's thread.

    Returns:
        one outcome per job, by name. A stop (``KeyboardInterrupt`` and the like) ends the kernels, then goes on up.
    """
    events: queue.Queue[tuple[str, StepState] | None] = queue.Queue()
    outcomes: dict[str, Outcome] = {}
    loop = asyncio.new_event_loop()

    async def main(scratch: Path, watchdog: Watchdog) -> None:
        gate = asyncio.Semaphore(max(1, at_once))

        async def one(place: int, job: Job) -> None:
            async with gate:
                events.put((job.name, "running"))
                home = scratch / str(place)
                home.mkdir(mode=0o700)
                environment = kernel_environment(articles, home)
                outcomes[job.name] = await _run(job, folder, home, environment, limit, watchdog)
                events.put((job.name, "failed" if outcomes[job.name].error else "done"))

        async with asyncio.TaskGroup() as group:
            for place, job in enumerate(jobs):
                group.create_task(one(place, job))

    def serve() -> None:
        asyncio.set_event_loop(loop)
        try:
            with suppress(asyncio.CancelledError):
                loop.run_until_complete(task)
            left = asyncio.all_tasks(loop)  # what a stop left of nbclient's own tasks
            for one in left:
                one.cancel()
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            events.put(None)

    with scratch_folder() as scratch, Watchdog() as watchdog:
        task = loop.create_task(main(scratch, watchdog))
        thread = threading.Thread(target=serve, name="firmground-kernels", daemon=True)
        thread.start()
        try:
            while (event := events.get()) is not None:
                tell(*event)
        except BaseException:
            loop.call_soon_threadsafe(task.cancel)
            raise
        finally:
            thread.join()
            loop.close()
    return {job.name: outcomes.get(job.name) or Outcome(job.name, job.notebook, "It was not run.") for job in jobs}


class _Client(NotebookClient):
    """nbclient, which joins what is printed as it comes and keeps no more than a page shows."""

    def output(self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """Take in an output."""
        if msg["msg_type"] == "stream" and not self.clear_before_next_output:
            content = msg["content"]
            former = next((o for o in outs if o.output_type == "stream" and o.name == content["name"]), None)
            if former is not None:
                append_printed(former, content["text"])
                return former
        out = super().output(outs, msg, display_id, cell_index)
        if out is not None and out.output_type == "stream":
            append_printed(out, "")
        return out


async def _run(
    job: Job, folder: Path, home: Path, environment: dict[str, str], limit: float, watchdog: Watchdog
) -> Outcome:
    """One notebook, top to bottom; whatever it does ends in an outcome."""
    manager = _manager(home)
    running: list[int] = []
    started: list[int] = []

    def begun(notebook: Any) -> None:  # noqa: ARG001 - called by this name
        started.append(manager.provisioner.pid)
        watchdog.begun(started[-1])

    client = _Client(
        job.notebook,
        km=manager,
        timeout=limit,
        startup_timeout=STARTUP,
        record_timing=False,
        store_widget_state=False,
        shutdown_kernel="immediate",
        on_notebook_start=begun,
        on_cell_execute=lambda cell, cell_index: running.append(cell_index),  # noqa: ARG005 - called by these names
    )
    try:
        await client.async_execute(cwd=str(folder), env=environment, cleanup_kc=True)
    except CellExecutionError as error:
        # The kernel's answer does not know an error in showing a value; the cell's output does.
        outputs = job.notebook.cells[running[-1]].outputs
        shown = next((output for output in reversed(outputs) if output.output_type == "error"), error)
        return Outcome(job.name, job.notebook, failed_with(shown.ename, shown.evalue), running[-1])
    except CellTimeoutError:
        told = f"A cell ran longer than {limit / 60:g} minutes, which is `cell_minutes` in claims/ledger.yaml."
        return Outcome(job.name, job.notebook, told, running[-1])
    except DeadKernelError:
        cell = running[-1] if running else None
        when = "while a cell was running" if running else "before the first cell"
        return Outcome(job.name, job.notebook, f"Its kernel died {when}.", cell)
    except Exception as error:  # whatever a kernel does ends in an outcome
        told = shortly(str(error), type(error).__name__)
        return Outcome(job.name, job.notebook, f"Its kernel could not be used: {told}")
    finally:
        # nbclient forgets this when a kernel does not start, and would complain when Python ends.
        atexit.unregister(client._cleanup_kernel)
        with suppress(Exception):
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
            for process in started:  # one that would not end is left to the watchdog
                watchdog.ended(process)
        for cell in job.notebook.cells:
            settle_printed(cell)
    return Outcome(job.name, job.notebook)


def _manager(home: Path) -> Any:
    """A manager of a kernel of this very Python: one called “python3” elsewhere may have no firmground, or another.

    Args:
        home: a folder for the kernel's files alone.
    """
    # Without folders to look in, jupyter_client knows the one that ipykernel makes of this Python.
    manager = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(home / "k.json"),
    )
    if os.name == "posix" and len(str(home)) <= _LONGEST:
        # Of ports, two kernels that start together may pick the same one (papermill issue 511).
        manager.transport = "ipc"
        manager.ip = str(home / "k")
    return manager
