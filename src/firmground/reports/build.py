"""The main job: check the ledger, run the notebooks, compose the pages, and replace the edition."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from firmground.checks.run import select
from firmground.reports.built import Built, Failure, Progress, Silent, State
from firmground.reports.failed import FAILED, marked
from firmground.reports.plan import (
    HOME,
    NOTEBOOKS,
    Planned,
    about_of,
    chosen_reports,
    plan_reports,
    title_of,
    with_parameters,
)
from firmground.reports.publish import former_files, publish
from firmground.reports.run import Job, Outcome, run_all
from firmground.reports.views.article import article_name
from firmground.reports.views.home import Entry, home
from firmground.reports.views.view import View
from firmground.tables.audit import Audit, Placed

if TYPE_CHECKING:
    from firmground.ledger import Ledger
    from firmground.reports.page import Frame

REPORTS = "reports"

__all__ = ["Built", "Failure", "Progress", "State", "build_reports"]


def build_reports(
    ledger: Ledger, only: str | None = None, jobs: int | None = None, progress: Progress | None = None
) -> Built:
    """Build a ledger's reports. What can't be built keeps its former edition; nothing else is held up by it.

    Args:
        ledger: the ledger.
        only: a notebook or a report; all when not given.
        jobs: how many notebooks run at the same time; as many as there are processors when not given.
        progress: told of each step.

    Raises:
        LookupError: when ``only`` names nothing.
    """
    audit = ledger.audit
    planned = plan_reports(ledger.folder, [article.id for article in audit.contents.articles])
    chosen = chosen_reports(planned, only)
    if errors := _errors(audit):
        return Built(errors=errors)
    outcomes = _run(ledger, chosen, jobs, progress or Silent())
    return _publish(ledger, planned, chosen, outcomes, whole=only is None)


def _errors(audit: Audit) -> tuple[Placed, ...]:
    """Findings of the basic level that are errors."""
    basic = frozenset(select((placed.finding for placed in audit.findings), "basic"))
    return tuple(p for p in audit.findings if p.severity == "error" and p.finding in basic)


def _run(ledger: Ledger, chosen: Sequence[Planned], jobs: int | None, progress: Progress) -> Mapping[str, Outcome]:
    """Run what can be run."""
    good = [p for p in chosen if not p.problem]
    todo = [Job(p.name, with_parameters(p.source, {"article": p.article} if p.article else {})) for p in good]
    articles = ledger.articles.resolve()
    own = articles == (ledger.folder / "articles").resolve()  # the kernel finds these by itself, and names them shorter
    progress.start(len(chosen))
    try:
        for p in chosen:
            if p.problem:
                progress.step(p.name, "failed")
        at_once = jobs or os.cpu_count() or 1
        return run_all(todo, ledger.folder / NOTEBOOKS, None if own else articles, at_once, progress.step)
    finally:
        progress.done()


def _publish(
    ledger: Ledger,
    planned: Sequence[Planned],
    chosen: Sequence[Planned],
    outcomes: Mapping[str, Outcome],
    *,
    whole: bool,
) -> Built:
    """Compose what was made and put it in place."""
    from firmground.reports.page import compose, notebook_of  # nbconvert, which only a build needs

    audit, folder = ledger.audit, ledger.folder / REPORTS
    former = former_files(folder)
    good = [p for p in chosen if p.name in outcomes and not outcomes[p.name].error]
    failures, kept = _failures(chosen, outcomes)
    made = {p.name for p in good}
    old = {name for name in former if (folder / name).is_file()}
    there = [p for p in planned if p.name in made or f"{p.name}.html" in old]
    entries = [_entry(p, audit) for p in there if p.source is not None]
    frame = _frame(audit, entries)
    titles = {entry.name: entry.title for entry in entries}
    files = {f"{p.name}.html": compose(outcomes[p.name].notebook, p.name, titles[p.name], frame) for p in good}
    first = View("home", None, str(home(audit, None, entries)))
    files[f"{HOME}.html"] = compose(notebook_of(first._repr_html_()), HOME, frame.ledger, frame)
    files |= kept
    if whole:
        stays = {f"{p.name}.html" for p in planned}
        gone = {name for name in former if name not in stays}
    else:
        gone = {f"{FAILED}/{name}.ipynb" for name in made}
    try:
        done = publish(folder, files, gone)
    except OSError as error:
        reason = f"{REPORTS}/ can’t be written: {error.strerror or error}."
        return Built(failures=(*failures, Failure(REPORTS, reason)))
    return Built(
        pages=(*(p.name for p in good), HOME),
        changed=_pages(done.changed),
        removed=_pages(done.removed),
        failures=failures,
    )


def _pages(files: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.removesuffix(".html") for name in files if name.endswith(".html"))


def _failures(chosen: Sequence[Planned], outcomes: Mapping[str, Outcome]) -> tuple[tuple[Failure, ...], dict[str, str]]:
    """What could not be made, and the failed notebooks to keep."""
    failures: list[Failure] = []
    kept: dict[str, str] = {}
    for p in chosen:
        outcome = outcomes.get(p.name)
        message = p.problem or (outcome.error if outcome else "")
        if not message:
            continue
        name = f"{FAILED}/{p.name}.ipynb"
        notebook, cell = (outcome.notebook, outcome.cell) if outcome else (p.source, None)
        kept[name] = marked(notebook, message, cell, p.notebook)
        failures.append(Failure(p.name, message, f"{REPORTS}/{name}"))
    return tuple(failures), kept


def _entry(p: Planned, audit: Audit) -> Entry:
    """How a report is called and described. An article's report bears the article's name."""
    title = title_of(p.source, p.notebook)
    if p.article is not None:
        title = f"{title}: {article_name(audit, p.article)}"
    return Entry(p.name, title, about_of(p.source), p.article)


def _frame(audit: Audit, entries: Sequence[Entry]) -> Frame:
    from firmground.reports.page import Frame, Link  # nbconvert, which only a build needs

    settings = audit.contents.settings
    return Frame(
        ledger=settings.title if settings else "A ledger without a name",
        notice=settings.notice if settings else "Ratings are drafts.",
        as_of=settings.as_of.isoformat() if settings else "no known date",
        reports=[Link(e.name, e.title) for e in entries if e.article is None],
        articles=[Link(e.name, article_name(audit, e.article)) for e in entries if e.article is not None],
    )
