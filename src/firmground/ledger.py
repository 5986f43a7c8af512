"""A ledger: an opened folder with every public verb as a method that calls one stage."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from firmground.errors import LedgerError, UnknownNameError
from firmground.opened import Opened
from firmground.records.place import Told
from firmground.records.terms import Level

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from firmground.editing.upgrade import Upgraded
    from firmground.exchange.article_files import Added, Located
    from firmground.gaps.what_if import TreatAs
    from firmground.reports.built import Built, Progress
    from firmground.reports.check_report import CheckReport
    from firmground.reports.views.view import View
    from firmground.reports.what_if import WhatIf
    from firmground.tables.table import Table


class NothingCalledError(LedgerError):
    """An id that no claim, article, question or reference has; ``closest`` tells of those that look like it."""

    def __init__(self, name: str, closest: str) -> None:
        super().__init__(f"Nothing here is called “{name}”.{closest}")


class NoLedgerError(LedgerError):
    """A folder with no ledger in it or above it."""

    def __init__(self, folder: str | Path) -> None:
        super().__init__(
            f"There is no ledger in {folder}: no claims/ folder there or above it. "
            "Go to a ledger's folder, name one with --folder, or make one with `firmground new FOLDER`."
        )


class NowhereError(LedgerError):
    """A folder that can't be found out, because links lead in a circle."""

    def __init__(self, folder: str | Path) -> None:
        super().__init__(f"{folder} can't be opened: its links lead nowhere. Name the folder itself.")


class Ledger(Opened):
    """An opened folder with every public verb: one method per command, same names, same defaults."""

    def check(
        self, level: Level = "basic", without: str | Iterable[str] = (), treat_as: TreatAs = "excluded"
    ) -> CheckReport:
        """Look for everything that is wrong or missing, or for what would change without some references.

        Args:
            level: basic: what must be right; strict: also that nothing was left out.
            without: keys of references; when given, the report tells what :meth:`without` tells.
            treat_as: see :meth:`without`.

        Raises:
            LedgerError: when references.bib has no such key.
        """
        from firmground.reports.check_report import CheckReport

        keys = (without,) if isinstance(without, str) else tuple(without)
        what_if = self.without(*keys, treat_as=treat_as) if keys else None
        return CheckReport(level, self.findings(level), self.contents, self.anchored, what_if)

    def without(self, *keys: str, treat_as: TreatAs = "excluded") -> WhatIf:
        """What would change if references were left out or retracted; the files stay as they are.

        Args:
            keys: of the references, as in references.bib.
            treat_as: excluded: as if the ledger had never heard of them; retracted: as if references.bib said so.

        Raises:
            LedgerError: when references.bib has no such key.
        """
        from firmground.gaps.what_if import what_if
        from firmground.reports.what_if import WhatIf

        return WhatIf(what_if(self.contents, keys, treat_as), self.contents)

    def show(self, id: str | None = None) -> str:  # noqa: A002 - the command's argument has the same name
        """One claim, article, question or reference whole, as plain text; without an id, the state of the ledger.

        Raises:
            LedgerError: when nothing has that id.
        """
        from firmground.reports.cards.shown import card, closest, status

        if id is None:
            return status(self.audit)
        text = card(self.audit, id)
        if text is None:
            raise NothingCalledError(id, closest(self.audit, id))
        return text

    def record(self, id: str) -> dict[str, Any]:  # noqa: A002
        """One claim, article, question or reference as plain data, as it stands in the JSON export.

        Raises:
            LedgerError: when nothing has that id.
        """
        from firmground.exchange.export import record_of
        from firmground.reports.cards.shown import closest

        found = record_of(self.audit, id)
        if found is None:
            raise NothingCalledError(id, closest(self.audit, id))
        return found

    def table(self, name: str | None = None) -> pd.DataFrame:
        """One table as a pandas frame, with documented columns (`firmground explain tables`).

        Args:
            name: for instance claims, gaps or work-list; without one, the frame lists the tables.

        Raises:
            LedgerError: when there is no such table.
        """
        return self.rows(name).frame()

    def rows(self, name: str | None = None) -> Table:
        """The same table as plain Python rows, without loading pandas."""
        from firmground.tables.build import TABLES, build_table, list_tables

        if name is None:
            return list_tables()
        if name not in TABLES:
            raise UnknownNameError("table", name, TABLES)
        return build_table(name, self.audit)

    @overload
    def draw(self, chart: None = None, out: None = None) -> pd.DataFrame: ...

    @overload
    def draw(self, chart: str, out: str | Path | None = None) -> Figure: ...

    def draw(self, chart: str | None = None, out: str | Path | None = None) -> Figure | pd.DataFrame:
        """Draw one chart; without a name, a frame that lists the charts.

        Args:
            chart: its name.
            out: where to save it; the suffix says how (.svg, .png, .pdf). An existing file is replaced whole.

        Warns:
            UndrawnLettersWarning: of letters in names that no font of this machine has.

        Raises:
            LedgerError: when there is no such chart, or it can't be saved as asked.
        """
        from firmground.charts.gallery import CHARTS, draw_chart, list_charts, save_chart

        if chart is None and out is None:
            return list_charts().frame()
        if chart is None or chart not in CHARTS:
            raise UnknownNameError("chart", chart, CHARTS)
        figure = draw_chart(chart, self.audit)
        if out is not None:
            save_chart(figure, Path(out))
        return figure

    def view(self, part: str, article: str | None = None, topic: str | None = None) -> View:
        """One part of a report, as it stands on a page; shows itself in JupyterLab.

        Args:
            part: its name, for instance claims, references or key-messages; a wrong name is answered with all of them.
            article: the id of an article; some parts need one, some show the whole ledger without one.
            topic: the name of a topic, as its page is called; parts about a topic need one.

        Raises:
            LedgerError: when there is no such part, article or topic.
        """
        from firmground.reports.views.gallery import make_view

        return make_view(part, self.audit, article, topic)

    def chart(self, name: str, article: str | None = None) -> View:
        """One chart with its caption and its data; shows itself in JupyterLab.

        Args:
            name: of the chart; `firmground draw` lists them.
            article: the id of the one article to draw; all of them when not given.

        Raises:
            LedgerError: when there is no such chart or article.
        """
        from firmground.reports.views.chart import make_chart

        return make_chart(name, self.audit, article)

    def build(
        self,
        only: str | None = None,
        jobs: int | None = None,
        fresh: bool = False,
        pdf: bool = False,
        *,
        progress: Progress | None = None,
    ) -> Built:
        """Check the ledger, run the notebooks, and replace the reports. Pages that show nothing new are left alone.

        This runs the code of the ledger's notebooks with the rights of this process: build only a ledger whose
        notebooks you trust. No other method runs any of it.

        The reports are the same whatever texts are at hand. Pages with an article's sentences go to ``private/``.

        Args:
            only: build just this notebook (its name without .ipynb), or just this report.
            jobs: how many kernels run at the same time, for notebooks that need one; one per processor when not given.
            fresh: run every notebook again: for notebooks that show more than the ledger, today's date for instance.
            pdf: also make a PDF file of each page about an article or a topic, in ``pdf/`` beside them.
            progress: told of each step; see :class:`firmground.reports.built.Progress`.

        Raises:
            LedgerError: when ``only`` names nothing, or ``pdf`` is asked for and the package typst is not installed.
        """
        from firmground.reports.build import build_reports

        return build_reports(self, only, jobs, fresh, pdf, progress)

    def export(self, file: str | Path) -> Path:
        """Write the whole ledger to a file for other programs; the suffix says how.

        Args:
            file: a path ending in .json (its contract: `firmground explain export`) or .csv (the table of claims).

        Raises:
            LedgerError: for another suffix, or where nothing can be written.
        """
        from firmground.exchange.export import export_to

        return export_to(Path(file), self)

    def upgrade(self, write: bool = False, diff: bool = False) -> Upgraded:
        """Turn a ledger of the old form, with ratings at claims and in groups, into one with questions.

        Args:
            write: write the files; without it nothing is changed, and the result tells what would be.
            diff: tell every line that changes.

        Raises:
            LedgerError: when the ledger has errors, or a file can't be changed; all files are as they were then.
        """
        from firmground.editing.upgrade import upgrade

        return upgrade(self, write=write, diff=diff)

    def add_article(self, id: str, file: str | Path) -> Added:  # noqa: A002
        """Bring an article's text in, and begin its claim file when there is none.

        Raises:
            LedgerError: when the id or the file can't be used; nothing is written then.
        """
        from firmground.exchange.article_files import add_article

        return add_article(self.folder, self.articles, self.shown_articles, id, Path(file))

    def locate(
        self,
        id: str,  # noqa: A002
        start: str,
        end: str | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
    ) -> Located:
        """Try an anchor in an article's text.

        Raises:
            LedgerError: when there is no such article, or its text is not at hand.
        """
        from firmground.exchange.article_files import locate_words

        return locate_words(self.contents, id, start, end, prefix, suffix)


def open_ledger(folder: str | Path = ".", articles: str | Path | None = None, *, told: Told | None = None) -> Ledger:
    """Open the ledger in a folder; nothing is read before it is needed.

    Args:
        folder: the folder with ``claims/`` and ``references.bib``, or any folder inside it (``notebooks/`` say).
        articles: where local copies of article texts lie; ``FIRMGROUND_ARTICLES``, then ``articles/`` when not given.
            ``os.devnull`` stands for no text at all.
        told: see :class:`Ledger`.

    Raises:
        LedgerError: when there is no ledger there.
    """
    try:
        start = Path(folder).resolve()
    except (OSError, RuntimeError):  # links that lead in a circle; Python 3.11 raises RuntimeError for them
        raise NowhereError(folder) from None
    home = next((p for p in (start, *start.parents) if (p / "claims").is_dir()), None)
    if home is None:
        raise NoLedgerError(folder)
    named = articles or os.environ.get("FIRMGROUND_ARTICLES") or None
    where = Path(named) if named else home / "articles"
    shown = Path(named).as_posix().rstrip("/") if named and str(named) != os.devnull else "articles"
    return Ledger(home, where, shown, told)


def explain(code: str | None = None) -> str:
    """What a finding means and how to cure it, or a page of the documentation; without a name, what can be explained.

    Args:
        code: of a finding, or the name of a page, for instance claim-file.

    Raises:
        LedgerError: when there is no such code or page.
    """
    from firmground.reports.explained import explained

    return explained(code)


def new(folder: str | Path) -> Path:
    """Make a starter ledger that builds and passes its check at once.

    Raises:
        LedgerError: when the folder exists and is not empty; nothing is written then.
    """
    from firmground.exchange.starter import make_starter

    return make_starter(Path(folder))
