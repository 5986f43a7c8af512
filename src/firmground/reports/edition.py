"""One edition of the reports: what is planned, run, composed and published, and what stays as it is."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from firmground.charts.lettering import undrawn
from firmground.checks.run import select
from firmground.errors import LedgerError
from firmground.opened import Opened
from firmground.reading.fingerprint import fingerprint
from firmground.records.settings import CELL_MINUTES
from firmground.reports.built import Built, Failure, Private, Progress, StepState
from firmground.reports.done import open_articles
from firmground.reports.failed import FAILED, failed_of
from firmground.reports.glossary import glossary
from firmground.reports.nav import Page, navigation
from firmground.reports.notebook import written
from firmground.reports.page import Frame, compose, notebook_of
from firmground.reports.plan import HOME, Planned, about_of, chosen_reports, plan_reports, title_of, with_parameters
from firmground.reports.private import PrivatePages, not_written
from firmground.reports.publish import former_files, publish
from firmground.reports.quoted import Found, Quoted
from firmground.reports.running.answers import Answers
from firmground.reports.running.calls import Call, calls_of
from firmground.reports.running.in_process import run_in_process
from firmground.reports.running.outcome import Job, Outcome
from firmground.reports.unchanged import (
    NOTEBOOKS,
    PRIVATE,
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
        jobs: how many kernels run at the same time; as many as there are processors when not given.
        progress: told of each step.
    """

    opened: Opened
    state: State
    record: Record
    jobs: int | None
    progress: Progress

    @property
    def folder(self) -> Path:
        """The folder of pages."""
        return self.opened.folder / REPORTS

    @property
    def audit(self) -> Audit:
        """The ledger, audited; without any text, since whatever is at hand, the edition is the same."""
        return self.opened.published

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every topic by its slug."""
        return {topic.slug: topic for topic in topics_of(self.audit.contents)}

    @cached_property
    def answers(self) -> Answers:
        """What notebooks are answered."""
        return Answers(self.audit)

    @cached_property
    def private_answers(self) -> Answers:
        """The same for who has the texts."""
        return Answers(self.opened.audit)

    @cached_property
    def quoted(self) -> Quoted:
        """Knows the sentences that no page of the edition may show."""
        return Quoted(self.opened.contents, self.opened.anchored)

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
        if errors := _errors(self.opened.audit):
            return Built(errors=errors)
        old = {name.removesuffix(".html") for name in former_files(self.folder) if (self.folder / name).is_file()}
        made = still_there(self.record.pages, self.folder)
        contents = {p.name: self._content(p, self.answers) for p in chosen if not p.problem}
        changed = [p for p in chosen if p.problem or p.name not in made or made[p.name].content != contents[p.name]]
        outcomes = self._run(changed, 0)
        pages = self._pages(planned, old | {name for name, outcome in outcomes.items() if not outcome.error})
        around = {name: key_of(repr(entry), repr(pages.frame)) for name, entry in pages.entries.items()}
        stale = [p for p in chosen if p not in changed and made[p.name].frame != around[p.name]]
        outcomes |= self._run(stale, len(changed)) if stale else {}
        private = self._private(planned, chosen, pages, outcomes)
        shown = self._run(private.todo, len(changed) + len(stale), private=True) if private.todo else {}
        saved = self._saved()
        if saved and any(self._calls(p) is None for p in (*changed, *stale, *private.todo)):
            return Built(failures=(_saved(saved),))
        keys = {name: Made(contents[name], around[name], "") for name in contents if name in around}
        done = self._publish(planned, chosen, outcomes, pages, keys, private, shown, only is None)
        return replace(done, saved=saved, undrawn=undrawn(self._names()))

    def _names(self) -> list[str]:
        """What charts call things by."""
        settings = self.audit.contents.settings
        lists = settings.vocabulary.model_dump().values() if settings else ()
        return [*self.audit.article_names.values(), *(name for terms in lists for name in terms)]

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

    def _content(self, p: Planned, answers: Answers) -> str:
        """What a notebook shows follows from this."""
        calls = self._calls(p)
        data = self.state.all_data if calls is None else answers.key(calls)
        return key_of(self.state.makers, written(_ready(p)), data)

    def _private(
        self, planned: Sequence[Planned], chosen: Sequence[Planned], pages: Pages, outcomes: Mapping[str, Outcome]
    ) -> PrivatePages:
        """The pages that show an article's text: those about one whose text is at hand, if they are any different."""
        folder = self.opened.folder
        there = {name for name in former_files(folder / PRIVATE) if (folder / PRIVATE / name).is_file()}
        texts = [p for p in planned if p.value("article") in self.opened.contents.texts and p.name in pages.entries]
        wanted = [p for p in texts if p in chosen and not p.problem and self._shows_text(p)]
        names = {p.name for p in texts if p in wanted or (p not in chosen and f"{p.name}.html" in there)}
        made = []
        for p in wanted:
            if p.name not in outcomes or not outcomes[p.name].error:  # it would fail here too
                content = key_of(self._content(p, self.private_answers), self.state.articles)
                around = key_of(repr(pages.entries[p.name]), repr(pages.frame), sorted(names))
                made.append((p, Made(content, around, "")))
        return PrivatePages(folder, pages.frame, pages.entries, made, frozenset(names), self.record.private)

    def _shows_text(self, p: Planned) -> bool:
        calls = self._calls(p)
        return calls is None or self.answers.key(calls) != self.private_answers.key(calls)

    def _calls(self, p: Planned) -> tuple[Call, ...] | None:
        return None if p.problem else calls_of(p.source, dict(p.parameters))

    # -- running and publishing -------------------------------------------------------------------------------------

    def _run(self, todo: Sequence[Planned], before: int, *, private: bool = False) -> dict[str, Outcome]:
        """Run what can be run: first what runs here, then what needs kernels.

        Args:
            todo: what to run.
            before: steps of which ``progress`` was told already.
            private: whether the notebooks are to find the article texts.
        """
        self.progress.start(before + len(todo))

        def tell(name: str, state: StepState) -> None:
            self.progress.step(f"{PRIVATE}/{name}" if private else name, state)

        try:
            for p in todo:
                if p.problem:
                    tell(p.name, "failed")
            here = [_job(p) for p in todo if self._calls(p) is not None]
            outcomes = run_in_process(here, self.private_answers if private else self.answers, tell)
            if others := [_job(p) for p in todo if not p.problem and p.name not in outcomes]:
                from firmground.reports.running.kernels import run_in_kernels  # takes a second to import

                folder, at_once = self.opened.folder / NOTEBOOKS, self.jobs or os.cpu_count() or 1
                settings = self.opened.contents.settings
                limit = 60 * (settings.cell_minutes if settings else CELL_MINUTES)
                texts = self.opened.articles.resolve() if private else None
                outcomes |= run_in_kernels(others, folder, texts, at_once, limit, tell)
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
        private: PrivatePages,
        shown: Mapping[str, Outcome],
        whole: bool,
    ) -> Built:
        """Compose what was made and put it in place: first the edition, then what is private."""
        failures, kept = self._failures(chosen, outcomes, private, shown)
        failed = {failure.report for failure in failures}
        composed = {
            p.name: compose(outcomes[p.name].notebook, p.name, pages.entries[p.name].title, pages.frame)
            for p in chosen
            if p.name not in failed and p.name in outcomes
        }
        keys = {p.name: keys[p.name] for p in chosen if p.name not in failed}
        if HOME not in keys and self._builtin_home(planned):
            data = key_of(self.state.makers, self.state.ledger)
            keys[HOME] = Made(data, key_of(repr(pages)), file_digest(self.folder, HOME))
            if still_there(self.record.pages, self.folder).get(HOME) != keys[HOME]:
                first = View("home", None, str(home(self.audit, None, list(pages.entries.values()))))
                composed[HOME] = compose(notebook_of(first._repr_html_()), HOME, pages.frame.ledger, pages.frame)
        for name in list(keys):  # also in pages that stay as they are: the text may be new
            page = composed.get(name)
            if found := self.quoted.first(self._former(name) if page is None else page):
                failures.append(Failure(name, _quoting(found)))
                composed.pop(name, None)
                del keys[name]
        files = kept[REPORTS] | {f"{name}.html": page for name, page in composed.items()}
        mended = {f"{FAILED}/{name}.ipynb" for name in keys}
        gone = former_files(self.folder).keys() - {f"{name}.html" for name in (HOME, *(p.name for p in planned))}
        if any(p.source is None for p in planned):  # nobody knows which pages a notebook makes that can't be read
            gone = {name for name in gone if name.startswith(f"{FAILED}/")}
        try:
            done = publish(self.folder, files, gone if whole else mended)
        except OSError as error:
            reason = f"{REPORTS}/ can’t be written: {error.strerror or error}."
            return Built(failures=(*failures, Failure(REPORTS, reason)))
        own, own_made = Private(), dict[str, Made]()
        try:
            own, own_made = private.publish(shown, kept[PRIVATE], None if whole else mended)
        except (LedgerError, OSError) as error:
            failures.append(not_written(error))
        new = {name: replace(keys[name], file=file_digest(self.folder, name)) for name in composed}
        self._keep(new, own_made, tuple(keys), own.pages, complete=whole and not failures)
        return Built(tuple(keys), _pages_of(done.changed), _pages_of(done.removed), tuple(failures), private=own)

    def _failures(
        self,
        chosen: Sequence[Planned],
        outcomes: Mapping[str, Outcome],
        private: PrivatePages,
        shown: Mapping[str, Outcome],
    ) -> tuple[list[Failure], dict[str, dict[str, str]]]:
        """What could not be run, and for each of the two folders the failed notebooks to keep there."""
        failures: list[Failure] = []
        kept: dict[str, dict[str, str]] = {REPORTS: {}, PRIVATE: {}}
        told = [(failed, REPORTS) for failed in failed_of(chosen, outcomes)]
        told += [(failed, PRIVATE) for failed in failed_of([p for p, _ in private.pages], shown)]
        for failed, place in told:
            where = PRIVATE if self.quoted.first(failed.notebook) else place
            name = f"{FAILED}/{failed.report}.ipynb"
            kept[where][name] = failed.notebook
            report = failed.report if place == REPORTS else f"{PRIVATE}/{failed.report}"
            failures.append(Failure(report, failed.message, None if failed.cell is None else f"{where}/{name}"))
        return failures, kept

    def _former(self, name: str) -> str:
        """A page as it lies there; empty when it can't be read."""
        try:
            return (self.folder / f"{name}.html").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def _builtin_home(self, planned: Sequence[Planned]) -> bool:
        """Whether the home page is the one that every ledger has: when no notebook makes it, or there would be none."""
        return all(p.name != HOME for p in planned) or not (self.folder / f"{HOME}.html").is_file()

    def _keep(
        self,
        made: Mapping[str, Made],
        private: Mapping[str, Made],
        names: Sequence[str],
        private_names: Sequence[str],
        *,
        complete: bool,
    ) -> None:
        """Record what was made; all digests are of the state before the build, so a later save is seen by the next."""
        pages, own = {**self.record.pages, **made}, {**self.record.private, **private}
        record = replace(self.record, pages=pages, private=own)
        if complete:
            own = {name: own[name] for name in ((HOME, *private_names) if private_names else ()) if name in own}
            record = Record({name: pages[name] for name in names}, self.state.whole, tuple(names), own)
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
        undone=open_articles(audit),
    )


def _quoting(found: Found) -> str:
    return (
        f"It shows sentence {found.sentence} of {found.article} word for word, or twelve words of it in a row, and "
        f"{REPORTS}/ may be published. Say it in your own words where it comes from: in a claim, a note, or a notebook "
        "that reads the texts. Titles of works are free when references.bib has them."
    )


def _pages_of(files: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.removesuffix(".html") for name in files if name.endswith(".html"))
