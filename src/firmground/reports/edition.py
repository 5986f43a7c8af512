"""One edition of the reports: what is planned, run, composed and published, and what stays as it is."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firmground.checks.run import select
from firmground.reports.answers import Answers
from firmground.reports.built import Built, Failure, Progress
from firmground.reports.built import State as Step
from firmground.reports.failed import FAILED, marked
from firmground.reports.glossary import glossary
from firmground.reports.kernel import Warm
from firmground.reports.nav import Page, navigation
from firmground.reports.notebook import written
from firmground.reports.page import Frame, compose, notebook_of
from firmground.reports.plan import HOME, Planned, about_of, chosen_reports, plan_reports, title_of, with_parameters
from firmground.reports.publish import former_files, publish
from firmground.reports.run import Job, Outcome, run_all
from firmground.reports.topics import Topic, topics_of
from firmground.reports.unchanged import (
    NOTEBOOKS,
    REPORTS,
    Record,
    State,
    completed,
    key_of,
    state_of,
    unchanged,
    updated,
    write_record,
)
from firmground.reports.views.article import article_name
from firmground.reports.views.home import Entry, home
from firmground.reports.views.view import View
from firmground.tables.audit import Audit, Placed

if TYPE_CHECKING:
    from firmground.ledger import Ledger


@dataclass(frozen=True)
class Edition:
    """What a build is about.

    Attributes:
        ledger: the ledger.
        state: of everything that pages are made from, taken before anything was read.
        record: of what former builds wrote.
        articles: the folder of article texts, when it is not the ledger's own.
        jobs: how many notebooks run at the same time; as many as there are processors when not given.
        progress: told of each step.
        warm: what kernels are forked from.
    """

    ledger: Ledger
    state: State
    record: Record
    articles: Path | None
    jobs: int | None
    progress: Progress
    warm: Warm | None

    @property
    def folder(self) -> Path:
        """The folder of pages."""
        return self.ledger.folder / REPORTS

    @property
    def audit(self) -> Audit:
        """The ledger, audited."""
        return self.ledger.audit

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every topic by its slug."""
        return {topic.slug: topic for topic in topics_of(self.audit.contents)}

    @cached_property
    def answers(self) -> Answers:
        """What notebooks are answered."""
        return Answers(self.ledger)

    def build(self, only: str | None) -> Built:
        """Make all pages, those of a notebook, or one.

        Raises:
            LookupError: when ``only`` names nothing.
        """
        values = {"article": [article.id for article in self.audit.contents.articles], "topic": list(self.topics)}
        planned = plan_reports(self.ledger.folder, values)
        chosen = chosen_reports(planned, only)
        if errors := _errors(self.audit):
            return Built(errors=errors)
        old = {name.removesuffix(".html") for name in former_files(self.folder) if (self.folder / name).is_file()}
        # Every page lists the others, and which there will be is known only when new ones have run to their ends.
        most = self._pages(planned, old | {p.name for p in chosen if not p.problem})
        same = self._same(chosen, most) | self._same(chosen, self._pages(planned, old))
        outcomes = self._run([p for p in chosen if p.name not in same], {})
        pages = self._pages(planned, old | {name for name, outcome in outcomes.items() if not outcome.error})
        same &= self._same(chosen, pages)
        outcomes |= self._run([p for p in chosen if not (p.problem or p.name in same or p.name in outcomes)], outcomes)
        return self._publish(planned, chosen, outcomes, pages, whole=only is None)

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
            title = f"{title}: {article_name(self.audit, article)}"
        return Entry(p.name, title, about_of(p.source), article)

    def _key(self, p: Planned, pages: Pages) -> str:
        """What a page is made from."""
        data = self.answers.key(p.source, dict(p.parameters)) or self.state.ledger
        page = (written(_ready(p)), repr(pages.entries[p.name]), repr(pages.frame))
        return key_of(self.state.makers, self.state.beside, data, *page)

    def _home_key(self, pages: Pages) -> str:
        return key_of(self.state.makers, self.state.ledger, repr(pages))

    def _same(self, chosen: Sequence[Planned], pages: Pages) -> frozenset[str]:
        """Pages that need not be made again."""
        known = [p for p in chosen if not p.problem and p.name in pages.entries and p.name in self.record.pages]
        keys = {p.name: self._key(p, pages) for p in known}
        return unchanged(self.record, keys, self.folder)

    # -- running and publishing -------------------------------------------------------------------------------------

    def _run(self, todo: Sequence[Planned], before: Mapping[str, Outcome]) -> dict[str, Outcome]:
        """Run what can be run."""
        if before and not todo:
            return {}
        by_name = {p.name: p for p in todo}

        def tell(name: str, state: Step) -> None:
            self.progress.step(name, state)
            if state == "running":  # what it is answered is kept too; we have nothing else to do meanwhile
                self.answers.key(by_name[name].source, dict(by_name[name].parameters))

        self.progress.start(len(before) + len(todo))
        try:
            for p in todo:
                if p.problem:
                    self.progress.step(p.name, "failed")
            return run_all(
                [Job(p.name, _ready(p)) for p in todo if not p.problem],
                self.ledger.folder / NOTEBOOKS,
                self.articles,
                self.jobs or os.cpu_count() or 1,
                tell,
                self.warm,
            )
        finally:
            self.progress.done()

    def _publish(
        self,
        planned: Sequence[Planned],
        chosen: Sequence[Planned],
        outcomes: Mapping[str, Outcome],
        pages: Pages,
        *,
        whole: bool,
    ) -> Built:
        """Compose what was made and put it in place."""
        failures, files = _failures(chosen, outcomes)
        failed = {failure.report for failure in failures}
        good = [p for p in chosen if p.name not in failed]
        keys = {p.name: self._key(p, pages) for p in good}
        made = [p.name for p in good if p.name in outcomes]
        for name in made:
            files[f"{name}.html"] = compose(outcomes[name].notebook, name, pages.entries[name].title, pages.frame)
        if HOME not in keys and self._builtin_home(planned):
            keys[HOME] = self._home_key(pages)
            if not unchanged(self.record, {HOME: keys[HOME]}, self.folder):
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
        record = updated(self.record, {name: keys[name] for name in made}, self.folder)
        self._keep(completed(record, self.state, names) if whole and not failures else record)
        return Built(names, _pages_of(done.changed), _pages_of(done.removed), failures)

    def _builtin_home(self, planned: Sequence[Planned]) -> bool:
        """Whether the home page is the one that every ledger has: when no notebook makes it, or there would be none."""
        return all(p.name != HOME for p in planned) or not (self.folder / f"{HOME}.html").is_file()

    def _keep(self, record: Record) -> None:
        """Keep the record, unless a file was saved meanwhile: then nobody knows which pages show it."""
        folder = self.ledger.folder
        if state_of(folder, self.ledger.articles.resolve()) == self.state:
            write_record(folder, record)


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
