"""What a build hands back, and how it tells of its progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from firmground.checks.writers import text_of_finding
from firmground.reports.check_report import printable_lines
from firmground.tables.audit import Placed

State = Literal["running", "done", "failed"]


class Progress(Protocol):
    """Told of each step of a build, always from the thread that called it."""

    def start(self, total: int) -> None:
        """So many notebooks will be run."""

    def step(self, name: str, state: State) -> None:
        """One report has come so far."""

    def done(self) -> None:
        """Nothing more will come; also said when a build is stopped."""


class Silent:
    """Progress that nobody wants to hear of."""

    def start(self, total: int) -> None:
        """Nothing."""

    def step(self, name: str, state: State) -> None:
        """Nothing."""

    def done(self) -> None:
        """Nothing."""


class Counted:
    """Hands progress on, and counts the steps that came to an end, so that more steps can be told of afterwards."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.steps = 0

    def start(self, total: int) -> None:
        """Hand on."""
        self._progress.start(total)

    def step(self, name: str, state: State) -> None:
        """Count and hand on."""
        self.steps += state != "running"
        self._progress.step(name, state)

    def done(self) -> None:
        """Hand on."""
        self._progress.done()


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made; its former edition, if there is one, stays.

    Attributes:
        report: its name.
        message: what went wrong, in one or two sentences.
        notebook: the failed notebook as saved, relative to the ledger's folder; ``None`` when there is none.
    """

    report: str
    message: str
    notebook: str | None = None


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        pages: names of the reports that were made, the home page last; all relative to ``reports/``, without ``.html``.
        changed: those of them whose file is not what it was before.
        removed: pages of a former edition that are gone, because what they showed is gone.
        failures: reports that could not be made.
        errors: findings for which nothing was published at all.
        pdfs: names of the PDF files that were asked for and are there, relative to ``reports/pdf/``.
        pdfs_made: those of them that were made now.
        pdfs_removed: PDF files that no longer showed what their page shows.
        unprinted: PDF files that could not be made.
        saved: files of the ledger that changed after they had been read; the pages show what they held before.
    """

    pages: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    errors: tuple[Placed, ...] = ()
    pdfs: tuple[str, ...] = ()
    pdfs_made: tuple[str, ...] = ()
    pdfs_removed: tuple[str, ...] = ()
    unprinted: tuple[Failure, ...] = ()
    saved: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when every report was made, else 1."""
        return 1 if self.failures or self.errors or self.unprinted else 0

    def text(self) -> str:
        """What was done, what was not and why, and what to do about it."""
        if self.errors:
            told = [text_of_finding(p.finding, p.place, p.severity) for p in self.errors]
            found = _counted(len(self.errors), "error")
            return "\n\n".join([*told, f"Nothing was built: {found}. The former reports stay as they are."]) + "\n"
        lines = []
        if self.pages:
            lines.append(f"{_counted(len(self.pages), 'page')} in reports/, {len(self.changed)} changed.")
        if self.saved:
            lines.append(f"{', '.join(self.saved)} changed while the build ran; the pages show what was there before.")
        lines += [f"Removed {name}.html: what it showed is gone from the ledger." for name in self.removed]
        for failure in self.failures:
            lines.append(f"{failure.report} was not built; its former edition stays. {failure.message}")
            if failure.notebook:
                lines.append(f"  Open {failure.notebook}: a link on top leads to the cell that failed.")
        if self.pdfs:
            lines.append(f"{_counted(len(self.pdfs), 'PDF file')} in reports/pdf/, {len(self.pdfs_made)} made now.")
        lines += [f"Removed pdf/{n}: its page has changed or is gone. --pdf makes it anew." for n in self.pdfs_removed]
        lines += [f"{failure.report} was not made. {failure.message}" for failure in self.unprinted]
        if self.pages:
            lines.append("Open reports/index.html.")
        return printable_lines("\n".join(lines)) + "\n"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing if number == 1 else thing + 's'}"
