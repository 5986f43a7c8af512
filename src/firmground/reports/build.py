"""The main job: build what has changed. When nothing has, this is found out without reading a single claim."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from firmground.opened import Opened
from firmground.reports.built import Built, Counted, Failure, Progress, Silent
from firmground.reports.cache import BusyError, reserved
from firmground.reports.publish import MANIFEST
from firmground.reports.unchanged import REPORTS, Record, State, all_unchanged, read_record, state_of

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
        LookupError: when ``only`` names nothing, or nothing is installed that makes PDF files.
    """
    if pdf:  # said before a long build, not after it
        from firmground.reports.paper.typeset import require_typesetter

        require_typesetter()
    counted = Counted(progress or Silent())
    opened, reports = opened.again(), opened.folder / REPORTS
    record = Record() if fresh else read_record(opened.folder)
    state = state_of(opened.folder, opened.articles.resolve())
    idle = only is None and all_unchanged(record, state, reports)
    try:
        with nullcontext() if idle and not pdf else reserved(opened.folder):
            built = Built(pages=record.order) if idle else _build(opened, state, record, only, jobs, counted)
            return built if built.errors else with_pdfs(built, reports, only, pdf, counted)
    except BusyError as error:
        return Built(failures=(Failure(REPORTS, str(error)),))


def _build(
    opened: Opened, state: State, record: Record, only: str | None, jobs: int | None, progress: Progress
) -> Built:
    from firmground.reports.edition import Edition  # imports what runs and shows notebooks, which takes a second

    articles = opened.articles.resolve()
    own = articles == (opened.folder / "articles").resolve()  # a kernel finds these by itself, and names them shorter
    return Edition(opened, state, record, None if own else articles, jobs, progress).build(only)


def with_pdfs(built: Built, reports: Path, only: str | None, pdf: bool, progress: Counted) -> Built:
    """After the pages: print them when asked to, and remove what no longer shows its page in any case."""
    if not pdf and not (reports / PDF / MANIFEST).is_file():
        return built
    # Only who has PDF files waits for this.
    from firmground.reports.paper.printed import Printed, drop_stale, print_pages

    try:
        if not pdf:
            return replace(built, pdfs_removed=drop_stale(reports))
        done = print_pages(reports, None if only is None else built.pages, progress, progress.steps)
    except OSError as error:
        done = Printed(failures=(Failure(PDF, f"{REPORTS}/{PDF}/ can’t be written: {error.strerror or error}."),))
    return replace(built, pdfs=done.there, pdfs_made=done.made, pdfs_removed=done.removed, unprinted=done.failures)
