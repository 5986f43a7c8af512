"""The main job: build what has changed. When nothing has, this is found out without reading a single claim."""

from __future__ import annotations

import warnings
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from firmground.charts.lettering import UndrawnLettersWarning
from firmground.opened import Opened
from firmground.reports.built import Built, Counted, Failure, Printed, Private, Progress, Silent
from firmground.reports.cache import BusyError, reserved
from firmground.reports.publish import HOME, MANIFEST
from firmground.reports.unchanged import PRIVATE, REPORTS, Record, State, all_unchanged, left_out, read_record, state_of

#: Where PDF files lie in ``reports/``.
PDF = "pdf"


def build_reports(
    opened: Opened,
    only: str | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    pdf: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build a ledger's reports. What can't be built keeps its former edition; nothing else is held up by it.

    Args:
        opened: the ledger's folder; it is read anew, for its files may have changed since it was opened.
        only: a notebook or a report; all when not given.
        jobs: how many kernels run at the same time; as many as there are processors when not given.
        fresh: whether to build even what has not changed.
        pdf: whether to print the pages about articles and topics too.
        progress: told of each step.

    Raises:
        LedgerError: when ``only`` names nothing, or nothing is installed that makes PDF files.
    """
    if pdf:  # said before a long build, not after it
        from firmground.reports.paper.typeset import require_typesetter

        require_typesetter()
    counted = Counted(progress or Silent())
    opened = opened.again()
    record = Record() if fresh else read_record(opened.folder)
    state = state_of(opened.folder, opened.articles.resolve())
    idle = only is None and all_unchanged(record, state, opened.folder)
    try:
        with nullcontext() if idle and not pdf else reserved(opened.folder):
            built = (
                Built(pages=record.order, private=_unchanged(record))
                if idle
                else _build(opened, state, record, only, jobs, counted)
            )
            if only is None:
                built = replace(built, left_out=tuple(left_out(opened.folder)))
            return built if built.errors else with_pdfs(built, opened.folder, only, pdf, counted)
    except BusyError as error:
        return Built(failures=(Failure(REPORTS, str(error)),))


def _build(
    opened: Opened, state: State, record: Record, only: str | None, jobs: int | None, progress: Progress
) -> Built:
    from firmground.reports.edition import Edition  # imports what runs and shows notebooks, which takes a second

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndrawnLettersWarning)  # told once, with what was built
        return Edition(opened, state, record, jobs, progress).build(only)


def _unchanged(record: Record) -> Private:
    return Private(pages=tuple(sorted(record.private.keys() - {HOME.removesuffix(".html")})))


def with_pdfs(built: Built, folder: Path, only: str | None, pdf: bool, progress: Counted) -> Built:
    """After the pages: print them when asked to, and remove what no longer shows its page in any case.

    Args:
        built: what was done so far.
        folder: of the ledger.
        only: whether not all pages were asked for.
        pdf: whether to print.
        progress: told of each file.
    """
    reports, private = folder / REPORTS, folder / PRIVATE
    here = _printed(reports, None, None if only is None else built.pages, pdf, progress)
    there = _printed(
        private, reports, None if only is None else built.pages, pdf and bool(built.private.pages), progress
    )
    return replace(
        built,
        pdfs=here.there,
        pdfs_made=here.made,
        pdfs_removed=here.removed,
        unprinted=(*here.failures, *there.failures),
        private=replace(built.private, printed=there),
    )


def _printed(pages: Path, edition: Path | None, names: tuple[str, ...] | None, pdf: bool, progress: Counted) -> Printed:
    """The same for one folder of pages."""
    if not pdf and not (pages / PDF / MANIFEST).is_file():
        return Printed()
    # Only who has PDF files waits for this.
    from firmground.reports.paper.printed import drop_stale, print_pages

    try:
        if not pdf:
            return Printed(removed=drop_stale(pages, edition))
        return print_pages(pages, names, progress, progress.steps, edition)
    except OSError as error:
        told = f"{pages.name}/{PDF}/ can’t be written: {error.strerror or error}."
        return Printed(failures=(Failure(PDF, told),))
