"""One edition of the reports: what is planned, run, composed and published, and what stays as it is."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from firmground.checks.run import select
from firmground.opened import Opened
from firmground.reading.fingerprint import fingerprint
from firmground.records.settings import CELL_MINUTES
from firmground.reports.built import Built, Failure, Progress
from firmground.reports.failed import FAILED, marked
from firmground.reports.glossary import glossary
from firmground.reports.nav import Page, navigation
from firmground.reports.notebook import written
from firmground.reports.page import Frame, compose, notebook_of
from firmground.reports.plan import HOME, Planned, about_of, chosen_reports, plan_reports, title_of, with_parameters
from firmground.reports.publish import former_files, publish
from firmground.reports.running.answers import Answers
from firmground.reports.running.calls import Call, calls_of
from firmground.reports.running.in_process import run_in_process
from firmground.reports.running.outcome import Job, Outcome
from firmground.reports.unchanged import (
    NOTEBOOKS,
    REPORTS,
    Made,
    Record,
    State,
    file_digest,
    key_of,
    still_there,
    write_record,
)
from firmground.reports.views.home import Entry, home
from firmground.reports.views.view import View
from firmground.tables.audit import Audit, Placed
from firmground.tables.topics import Topic, topics_of


@dataclass(frozen=True)
class Edition:
    """What a build is about.

    Attributes:
        opened: the ledger's folder, opened for this build alone.
        state: of everything that pages are made from, taken before anything was read.
        record: of what former builds wrote.
        articles: the folder of article texts, when it is not the ledger's own.
        jobs: how many kernels run at the same time; as many as there are processors when not given.
        progress: told of each step.
    """

    opened: Opened
    state: State
    record: Record
    articles: Path | None
    jobs: int | None
    progress: Progress

    @property
    def folder(self) -> Path:
        """The folder of pages."""
        return self.opened.folder / REPORTS

    @property
    def audit(self) -> Audit:
        """The ledger, audited."""
        return self.opened.audit

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every topic by its slug."""
        return {topic.slug: topic for topic in topics_of(self.audit.contents)}

    @cached_property
    def answers(self) -> Answers:
        """What notebooks are answered."""
        return Answers(self.audit)

    def build(self, only: str | None) -> Built:
        """Make all pages, those of a notebook, or one.

        First runs what shows something else than before. Then it is known which pages there are, and with it what
        stands around every page; where that is something else, pages are made again too.

        Raises:
            LedgerError: when ``only`` names nothing.
        """
        values = {"article": [article.id for article in self.audit.contents.articles], "topic": list(self.topics)}
        planned = plan_reports(self.opened.folder, values)
        chosen = chosen_reports(planned, only)
        if saved := self._saved():  # while it was read: nobody knows which half is of which state
            return Built(failures=(_saved(saved),))
        if errors := _errors(self.audit):
            return Built(errors=errors)
        old = {name.removesuffix(".html") for name in former_files(self.folder) if (self.folder / name).is_file()}
        made = still_there(self.record, self.folder)
        contents = {p.name: self._content(p) for p in chosen if not p.problem}
        changed = [p for p in chosen if p.problem or p.name not in made or made[p.name].content != contents[p.name]]
        outcomes = self._run(changed, 0)
        pages = self._pages(planned, old | {name for name, outcome in outcomes.items() if not outcome.error})
        around = {name: key_of(repr(entry), repr(pages.frame)) for name, entry in pages.entries.items()}
        stale = [p for p in chosen if p not in changed and made[p.name].frame != around[p.name]]
        outcomes |= self._run(stale, len(changed)) if stale else {}
        saved = self._saved()
        if saved and any(self._calls(p) is None for p in (*changed, *stale)):
            return Built(failures=(_saved(saved),))
        keys = {name: Made(contents[name], around[name], "") for name in contents if name in around}
        return replace(self._publish(planned, chosen, outcomes, pages, keys, whole=only is None), saved=saved)

    def _saved(self) -> tuple[str, ...]:
        """Names of the ledger's files that are not what they were when the build began."""
        before, now = self.state.ledger, fingerprint(self.opened.folder, self.opened.articles.resolve())
        return tuple(name for name in sorted({*before, *now}) if before.get(name) != now.get(name))

    # -- which pages there are, and what each is made from ----------------------------------------------------------

    def _pages(self, planned: Sequence[Planned], names: Collection[str]) -> Pages:
        entries = {p.name: self._entry(p) for p in planned if p.name in names and p.source is not None}
        listed = [p for p in planned if p.name in entries and p.name != HOME]
        return Pages(entries, _frame(self.audit, [self._listed(p, entries[p.name]) for p in listed]))

    def _listed(self, p: Planned, entry: Entry) -> Page:
        """A report as the navigation knows it."""
        return Page(p.name, entry.title, p.notebook, p.value("article"), p.value("topic"))

    def _entry(self, p: Planned) -> Entry:
        """How a report is called and described: by its article or its question; the home page by the ledger's name."""
        title, article, topic = title_of(p.source, p.notebook), p.value("article"), p.value("topic")
        if p.name == HOME:
            title = _name(self.audit)
        if topic is not None:
            title = self.topics[topic].title
        if article is not None:
            title = f"{title}: {self.audit.article_names[article]}"
        return Entry(p.name, title, about_of(p.source), article)

    def _content(self, p: Planned) -> str:
        """What a notebook shows follows from this."""
        calls = self._calls(p)
        data = self.state.all_data if calls is None else self.answers.key(calls)
        return key_of(self.state.makers, written(_ready(p)), data)

    def _calls(self, p: Planned) -> tuple[Call, ...] | None:
        return None if p.problem else calls_of(p.source, dict(p.parameters))

    # -- running and publishing -------------------------------------------------------------------------------------

    def _run(self, todo: Sequence[Planned], before: int) -> dict[str, Outcome]:
        """Run what can be run: first what runs here, then what needs kernels."""
        self.progress.start(before + len(todo))
        try:
            for p in todo:
                if p.problem:
                    self.progress.step(p.name, "failed")
            here = [_job(p) for p in todo if self._calls(p) is not None]
            outcomes = run_in_process(here, self.answers, self.progress.step)
            if others := [_job(p) for p in todo if not p.problem and p.name not in outcomes]:
                from firmground.reports.running.kernels import run_in_kernels  # takes a second to import

                folder, at_once = self.opened.folder / NOTEBOOKS, self.jobs or os.cpu_count() or 1
                settings = self.audit.contents.settings
                limit = 60 * (settings.cell_minutes if settings else CELL_MINUTES)
                outcomes |= run_in_kernels(others, folder, self.articles, at_once, limit, self.progress.step)
            return outcomes
        finally:
            self.progress.done()

    def _publish(
        self,
        planned: Sequence[Planned],
        chosen: Sequence[Planned],
        outcomes: Mapping[str, Outcome],
        pages: Pages,
        keys: Mapping[str, Made],
        *,
        whole: bool,
    ) -> Built:
        """Compose what was made and put it in place."""
        failures, files = _failures(chosen, outcomes)
        failed = {failure.report for failure in failures}
        good = [p for p in chosen if p.name not in failed]
        keys = {p.name: keys[p.name] for p in good}
        made = [p.name for p in good if p.name in outcomes]
        for name in made:
            files[f"{name}.html"] = compose(outcomes[name].notebook, name, pages.entries[name].title, pages.frame)
        if HOME not in keys and self._builtin_home(planned):
            data = key_of(self.state.makers, self.state.ledger)
            keys[HOME] = Made(data, key_of(repr(pages)), file_digest(self.folder, HOME))
            if still_there(self.record, self.folder).get(HOME) != keys[HOME]:
                made.append(HOME)
                first = View("home", None, str(home(self.audit, None, list(pages.entries.values()))))
                files[f"{HOME}.html"] = compose(notebook_of(first._repr_html_()), HOME, pages.frame.ledger, pages.frame)
        if whole:
            gone = former_files(self.folder).keys() - {f"{name}.html" for name in (HOME, *(p.name for p in planned))}
        else:
            gone = {f"{FAILED}/{p.name}.ipynb" for p in good}
        try:
            done = publish(self.folder, files, gone)
        except OSError as error:
            reason = f"{REPORTS}/ can’t be written: {error.strerror or error}."
            return Built(failures=(*failures, Failure(REPORTS, reason)))
        names = tuple(keys)
        new = {name: replace(keys[name], file=file_digest(self.folder, name)) for name in made}
        self._keep(new, names, complete=whole and not failures)
        return Built(names, _pages_of(done.changed), _pages_of(done.removed), failures)

    def _builtin_home(self, planned: Sequence[Planned]) -> bool:
        """Whether the home page is the one that every ledger has: when no notebook makes it, or there would be none."""
        return all(p.name != HOME for p in planned) or not (self.folder / f"{HOME}.html").is_file()

    def _keep(self, made: Mapping[str, Made], names: Sequence[str], *, complete: bool) -> None:
        """Record what was made; all digests are of the state before the build, so a later save is seen by the next."""
        pages = {**self.record.pages, **made}
        record = replace(self.record, pages=pages)
        if complete:
            record = Record({name: pages[name] for name in names}, self.state.whole, tuple(names))
        write_record(self.opened.folder, record)


@dataclass(frozen=True)
class Pages:
    """The pages of an edition: how each is called and described, in order, and what stands on all of them."""

    entries: Mapping[str, Entry]
    frame: Frame


def _errors(audit: Audit) -> tuple[Placed, ...]:
    """Findings of the basic level that are errors."""
    basic = frozenset(select((placed.finding for placed in audit.findings), "basic"))
    return tuple(p for p in audit.findings if p.severity == "error" and p.finding in basic)


def _ready(p: Planned) -> Any:
    """The notebook to run: a copy with its parameters set."""
    return with_parameters(p.source, dict(p.parameters))


def _job(p: Planned) -> Job:
    return Job(p.name, _ready(p), dict(p.parameters))


def _saved(names: Sequence[str]) -> Failure:
    """Nothing is published that is half of one state of the ledger and half of another."""
    return Failure(REPORTS, f"{', '.join(names)} changed while the build ran. Run `firmground build` again.")


def _name(audit: Audit) -> str:
    return audit.contents.settings.title if audit.contents.settings else "A ledger without a name"


def _frame(audit: Audit, pages: Sequence[Page]) -> Frame:
    settings = audit.contents.settings
    return Frame(
        ledger=_name(audit),
        notice=settings.notice if settings else "Ratings are drafts.",
        as_of=settings.as_of.isoformat() if settings else "no known date",
        nav=navigation(pages),
        names=tuple(page.name for page in pages),
        words=glossary(settings),
    )


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


def _pages_of(files: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.removesuffix(".html") for name in files if name.endswith(".html"))
