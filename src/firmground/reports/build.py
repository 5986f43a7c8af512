"""The main job: build what has changed. When nothing has, this is found out without reading a single claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from firmground.reports.built import Built, Counted, Failure, Progress, Silent, State
from firmground.reports.kernel import warmed
from firmground.reports.publish import MANIFEST
from firmground.reports.unchanged import NOTEBOOKS, REPORTS, Record, all_unchanged, read_record, state_of

if TYPE_CHECKING:
    from firmground.ledger import Ledger

#: Where PDF files lie in ``reports/``.
PDF = "pdf"

__all__ = ["Built", "Failure", "Progress", "State", "build_reports"]


def build_reports(
    ledger: Ledger,
    only: str | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    pdf: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build a ledger's reports. What can't be built keeps its former edition; nothing else is held up by it.

    Args:
        ledger: the ledger.
        only: a notebook or a report; all when not given.
        jobs: how many notebooks run at the same time; as many as there are processors when not given.
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
    built = _build_pages(ledger, only, jobs, fresh, counted)
    if built.errors:
        return built
    return with_pdfs(built, ledger.folder / REPORTS, only, pdf, counted)


def _build_pages(ledger: Ledger, only: str | None, jobs: int | None, fresh: bool, progress: Progress) -> Built:
    notebooks, reports = ledger.folder / NOTEBOOKS, ledger.folder / REPORTS
    articles = ledger.articles.resolve()
    record = Record() if fresh else read_record(ledger.folder)
    state = state_of(ledger.folder, articles)
    if only is None and all_unchanged(record, state, reports):
        return Built(pages=record.order)
    own = articles == (ledger.folder / "articles").resolve()  # a kernel finds these by itself, and names them shorter
    elsewhere = None if own else articles
    with warmed(notebooks, elsewhere) as warm:
        # These import what runs and shows notebooks, which takes a second; meanwhile the other process warms up.
        from firmground.reports.edition import Edition

        return Edition(ledger, state, record, elsewhere, jobs, progress, warm).build(only)


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
