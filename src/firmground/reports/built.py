"""What a build hands back, and how it tells of its progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from firmground.charts.lettering import undrawn_letters
from firmground.checks.writers import text_of_finding
from firmground.plurals import counted
from firmground.reports.check_report import printable_lines
from firmground.reports.messages import Messages
from firmground.tables.audit import Placed

tell = Messages("notebooks.toml")
#: So many notebooks that were left out are named.
_TOLD = 5

StepState = Literal["running", "done", "failed"]


class Progress(Protocol):
    """Told of each step of a build, always from the thread that called it."""

    def start(self, total: int) -> None:
        """So many notebooks will be run."""

    def step(self, name: str, state: StepState) -> None:
        """One report has come so far."""

    def done(self) -> None:
        """Nothing more will come; also said when a build is stopped."""


class Silent:
    """Progress that nobody wants to hear of."""

    def start(self, total: int) -> None:
        """Nothing."""

    def step(self, name: str, state: StepState) -> None:
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

    def step(self, name: str, state: StepState) -> None:
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
        notebook: the failed notebook as saved, relative to the ledger's folder; ``None`` when none of its cells failed.
    """

    report: str
    message: str
    notebook: str | None = None


@dataclass(frozen=True)
class Printed:
    """What was done: names of PDF files that are there, that were made now, that are gone; and what failed."""

    there: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Private:
    """What a build did in ``private/``; names are relative to it.

    Attributes:
        pages: names of the pages that lie there, without ``.html``.
        changed: those of them whose file is not what it was before.
        removed: pages that are gone, because their article, or its text, is not there any more.
        printed: what was done in ``private/pdf/``.
    """

    pages: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    printed: Printed = Printed()

    def lines(self) -> Iterator[str]:
        """What was done there."""
        if self.pages:
            told = counted(len(self.pages), "page")
            yield f"{told} with articles’ own words in private/, {len(self.changed)} changed. Not to be published."
        for name in self.removed:
            yield f"Removed private/{name}.html: the text that it showed is not at hand any more."
        if self.printed.there:
            yield f"{counted(len(self.printed.there), 'PDF file')} in private/pdf/, {len(self.printed.made)} made now."
        for name in self.printed.removed:
            yield f"Removed private/pdf/{name}: its page has changed or is gone. --pdf makes it anew."


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
        private: what was done in ``private/``, where pages lie that show an article's text.
        left_out: notebooks that become no page, for where they lie or how they are called.
        undrawn: letters of names in the ledger that no font of this machine has.
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
    private: Private = Private()
    left_out: tuple[str, ...] = ()
    undrawn: str = ""

    @property
    def exit_code(self) -> int:
        """0 when every report was made, else 1."""
        return 1 if self.failures or self.errors or self.unprinted else 0

    def text(self) -> str:
        """What was done, what was not and why, and what to do about it."""
        if self.errors:
            told = [text_of_finding(p.finding, p.place, p.severity) for p in self.errors]
            found = counted(len(self.errors), "error")
            return "\n\n".join([*told, f"Nothing was built: {found}. The former reports stay as they are."]) + "\n"
        lines = []
        if self.pages:
            lines.append(f"{counted(len(self.pages), 'page')} in reports/, {len(self.changed)} changed.")
        if self.saved:
            lines.append(f"{', '.join(self.saved)} changed while the build ran; the pages show what was there before.")
        lines += [f"Removed {name}.html: what it showed is gone from the ledger." for name in self.removed]
        for failure in self.failures:
            lines.append(f"{failure.report} was not built; its former edition stays. {failure.message}")
            if failure.notebook:
                lines.append(f"  Open {failure.notebook}: a link on top leads to the cell that failed.")
        if self.left_out:
            lines.append(_not_built(self.left_out))
        if self.undrawn:
            lines.append(undrawn_letters(self.undrawn))
        if self.pdfs:
            lines.append(f"{counted(len(self.pdfs), 'PDF file')} in reports/pdf/, {len(self.pdfs_made)} made now.")
        lines += [f"Removed pdf/{n}: its page has changed or is gone. --pdf makes it anew." for n in self.pdfs_removed]
        lines += [*self.private.lines()]
        lines += [f"{failure.report} was not made. {failure.message}" for failure in self.unprinted]
        if self.pages:
            also = " With the articles’ own words: private/index.html." if self.private.pages else ""
            lines.append(f"Open reports/index.html.{also}")
        return printable_lines("\n".join(lines)) + "\n"


def _not_built(names: Sequence[str]) -> str:
    """The notebooks that were left out; of many the first few."""
    files = ", ".join(names[:_TOLD])
    if len(names) > _TOLD:
        files = tell("left_out.more", files=files, count=len(names) - _TOLD)
    return tell("left_out", len(names), files=files)
