"""Understood notebooks, run in this process by IPython's own shell: its rules say what a cell shows, and how."""

from __future__ import annotations

import ast
import atexit
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from firmground.reports.built import StepState
from firmground.reports.notebook import error_output, result_output
from firmground.reports.running.answers import Answers
from firmground.reports.running.calls import is_done
from firmground.reports.running.outcome import Job, Outcome, failed_with
from firmground.reports.views.view import View
from firmground.writing import scratch_folder


def run_in_process(jobs: Sequence[Job], answers: Answers, tell: Callable[[str, StepState], None]) -> dict[str, Outcome]:
    """Run understood notebooks, one after another.

    Args:
        jobs: what to run; each must be understood (:func:`firmground.reports.running.calls.calls_of`).
        answers: what the notebooks call their ledger.
        tell: told of each start and end.

    Returns:
        one outcome per job, by name. ``KeyboardInterrupt`` and the like go on up.
    """
    outcomes: dict[str, Outcome] = {}
    with scratch_folder() as home:
        for job in jobs:
            tell(job.name, "running")
            outcomes[job.name] = _Shell(str(home), job.parameters).run(job, answers)
            tell(job.name, "failed" if outcomes[job.name].error else "done")
    return outcomes


class _Hook(DisplayHook):
    """Keeps what a cell shows instead of printing it."""

    shell: Any

    def write_output_prompt(self) -> None:
        """Nothing: the notebook has the number."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep an output."""
        self.shell.shown.append(result_output(format_dict, md_dict, self.prompt_count))

    def finish_displayhook(self) -> None:
        """Print no line in between."""
        self._is_active = False


class _Shell(InteractiveShell):
    """A shell that leaves this process as it found it: no history, no profile, no prompts, no change of paths."""

    displayhook_class: Any = Type(_Hook)

    def __init__(self, home: str, parameters: Mapping[str, str]) -> None:
        self.shown: list[Any] = []
        config = Config()
        config.HistoryAccessor.enabled = False
        # Given one of its own, the shell does not take the place of Python's __main__.
        given: Any = {"config": config, "ipython_dir": home, "user_module": ModuleType("notebook")}
        super().__init__(**given)  # type: ignore[no-untyped-call]
        atexit.unregister(self.atexit_operations)
        # To read a part again for its text takes a sixth of a build, and a page shows its HTML.
        formats: Any = self.display_formatter
        formats.formatters["text/plain"].for_type(View, lambda view, told, _: told.text(view.part))
        self.leaving = _Leaving(parameters)
        self.ast_transformers.append(self.leaving)

    def init_virtualenv(self) -> None:
        """Nothing: it would change where Python imports from."""

    def init_prompts(self) -> None:
        """Nothing: libraries would take this process for an interactive one."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.shown.append(error_output(etype.__name__, str(evalue), stb))

    def run(self, job: Job, answers: Answers) -> Outcome:
        """One notebook, top to bottom, until a cell fails."""
        self.push({"ledger": answers, **job.parameters}, interactive=False)  # type: ignore[no-untyped-call]
        for place, cell in enumerate(job.notebook.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            self.shown, self.leaving.cell = cell.outputs, cell
            cell.execution_count = self.execution_count
            result = self.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
            error = result.error_before_exec or result.error_in_exec
            if isinstance(error, Exception):
                return Outcome(job.name, job.notebook, failed_with(type(error).__name__, str(error)), place)
            if error is not None:
                raise error
        return Outcome(job.name, job.notebook)


class _Leaving(ast.NodeTransformer):
    """Leaves out of a cell what the build has done already.

    Attributes:
        cell: that is run.
    """

    cell: Any = None

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self._parameters = parameters

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = [statement for statement in node.body if not is_done(self.cell, statement, self._parameters)]
        return node
