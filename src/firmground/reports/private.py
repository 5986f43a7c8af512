"""``private/``: pages about articles with the articles' own sentences, and whatever else holds some.

The texts are their publishers'. So the folder ignores itself in git, each of its pages says at its top that it must not
be published, and nothing is ever taken from it into the edition.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from firmground.errors import LedgerError
from firmground.reports.built import Failure, Private
from firmground.reports.messages import read_template
from firmground.reports.page import Frame, compose, notebook_of
from firmground.reports.plan import HOME, Planned
from firmground.reports.publish import former_files, publish
from firmground.reports.running.outcome import Outcome
from firmground.reports.unchanged import PRIVATE, REPORTS, Made, file_digest, still_there
from firmground.reports.views.home import Entry
from firmground.writing import ignored_folder, is_ignored


class NotIgnoredError(LedgerError):
    """A folder ``private/`` in which git would see what lies there."""

    def __init__(self) -> None:
        super().__init__(
            f"{PRIVATE}/.gitignore lets git see what lies there. Remove that file, or leave one line in it: *"
        )


class AmongReportsError(LedgerError):
    """A folder ``private/`` that is a link into the edition."""

    def __init__(self) -> None:
        super().__init__(f"{PRIVATE}/ leads into {REPORTS}/, which may be published. Remove that link.")


@dataclass(frozen=True)
class PrivatePages:
    """The pages that a build may have to make.

    Attributes:
        folder: of the ledger.
        frame: what stands on every page of the edition; links lead there.
        entries: how each page is called.
        pages: what was asked for, each with the digests of what it is made from.
        names: of all pages that lie there when the build has ended.
        former: what former builds wrote, by name.
    """

    folder: Path
    frame: Frame
    entries: Mapping[str, Entry]
    pages: Sequence[tuple[Planned, Made]]
    names: frozenset[str]
    former: Mapping[str, Made]

    @property
    def todo(self) -> list[Planned]:
        """Those that would not be the same as they are."""
        there = still_there(self.former, self.folder / PRIVATE)
        return [p for p, made in self.pages if p.name not in there or replace(there[p.name], file="") != made]

    def publish(
        self, outcomes: Mapping[str, Outcome], failed: Mapping[str, str], gone: Collection[str] | None
    ) -> tuple[Private, dict[str, Made]]:
        """Put pages in place, and take away what is gone.

        Args:
            outcomes: of what was run.
            failed: failed notebooks by the names of their files.
            gone: names of files that are gone; when not given, all that were not asked for.

        Returns:
            what was done, and the record of the pages that were made.

        Raises:
            LedgerError: when others could see what lies there; nothing was written then.
            OSError: when a file can't be written.
        """
        place = self.folder / PRIVATE
        former = former_files(place)
        made = {p.name: made for p, made in self.pages if p.name in outcomes and not outcomes[p.name].error}
        files = dict(failed)
        for name in made:
            title = self.entries[name].title
            files[f"{name}.html"] = compose(outcomes[name].notebook, name, title, self.frame, self.names)
        there = self.names & ({name.removesuffix(".html") for name in former} | made.keys())
        if there:
            files[f"{HOME}.html"] = self._index(sorted(there))
        if gone is None:
            gone = former.keys() - {f"{name}.html" for name in self.names}
        if not files and not former.keys() & set(gone):
            return Private(), {}
        if files:
            prepare(self.folder)
        done = publish(place, files, gone)
        names = HOME, *made
        record = {n: replace(made.get(n, Made("", "", "")), file=file_digest(place, n)) for n in names if there}
        return Private(tuple(sorted(there)), _pages(done.changed), _pages(done.removed)), record

    def _index(self, names: Sequence[str]) -> str:
        template = read_template("private.html.j2", address=lambda name: f"{name}.html")
        shown = template.render(entries=[self.entries[name] for name in names])
        return compose(notebook_of(shown), "", "Articles with their own words", self.frame, self.names)


def prepare(folder: Path) -> None:
    """Make ``private/`` in a ledger's folder, if it is not there, and make sure that git leaves it alone.

    Raises:
        LedgerError: when it would not, or the folder is one of the edition; no file of a user's is changed.
        OSError: when it can't be made.
    """
    place = folder / PRIVATE
    # Links that lead in a circle make Path.resolve raise.
    if Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder / REPORTS)):
        raise AmongReportsError
    ignored_folder(place, "Holds articles’ own words, under their publishers’ copyright. Never publish it.")
    if not is_ignored(place):
        raise NotIgnoredError


def not_written(error: LedgerError | OSError) -> Failure:
    """Why nothing was put there."""
    told = f"It can’t be written: {error.strerror or error}." if isinstance(error, OSError) else str(error)
    return Failure(f"{PRIVATE}/", told)


def _pages(files: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.removesuffix(".html") for name in files if name.endswith(".html") and name != f"{HOME}.html")
