"""An opened folder: its stages one after another, each run once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from firmground.records import Contents, Finding
from firmground.records.place import Told
from firmground.records.terms import Level
from firmground.tables.audit import Audit, Placed, place_all

if TYPE_CHECKING:
    from firmground.anchoring.article import AnchoredArticle


@dataclass(frozen=True)
class Opened:
    """One folder, read once and never changed by reading.

    Attributes:
        folder: the ledger's folder.
        articles: the folder with local copies of article texts.
        shown_articles: how that folder is named to the user.
        told: told how far reading and anchoring are, which takes more than a second only in very large ledgers.
    """

    folder: Path
    articles: Path
    shown_articles: str = "articles"
    told: Told | None = field(default=None, compare=False, repr=False)

    def again(self) -> Self:
        """The same folder, to be read anew: its files may have changed since."""
        return type(self)(self.folder, self.articles, self.shown_articles, self.told)

    @cached_property
    def _read(self) -> tuple[Contents, tuple[Finding, ...]]:
        from firmground.reading.folder import read_folder

        return read_folder(self.folder, self.articles, self.shown_articles, self.told)

    @property
    def contents(self) -> Contents:
        """The records of the folder."""
        return self._read[0]

    @cached_property
    def _anchored(self) -> tuple[Mapping[str, AnchoredArticle], tuple[Finding, ...]]:
        from firmground.anchoring.article import anchor_all

        return anchor_all(self.contents, self.told)

    @property
    def anchored(self) -> Mapping[str, AnchoredArticle]:
        """By article whose text is at hand: sentences, spans, and who accounts for which."""
        return self._anchored[0]

    @cached_property
    def audit(self) -> Audit:
        """All stages side by side: records, anchors, grades, gaps and findings of the strict level."""
        from firmground.gaps.find import find_gaps
        from firmground.grading.grade import grade_all
        from firmground.grading.joined import join_answers

        contents = join_answers(self.contents)
        grades = grade_all(contents)
        gaps = tuple(find_gaps(contents, grades))
        return Audit(contents, self.anchored, grades, gaps, self.findings("strict"))

    @cached_property
    def published(self) -> Audit:
        """The same as whoever has no article text sees it: all that a page of ``reports/`` is made from.

        It holds no findings. They are for who works on the ledger, and many of them are about its texts.
        """
        audit = self.audit
        return replace(audit, contents=replace(audit.contents, texts={}), anchored={}, findings=())

    def findings(self, level: Level) -> tuple[Placed, ...]:
        """Everything that is wrong or missing, in the order of file and line.

        Args:
            level: basic: what must be right; strict: also that nothing was left out.
        """
        from firmground.appraisal.consistency import check_appraisals
        from firmground.checks.run import run_checks, run_text_checks, select
        from firmground.checks.starter import check_starter
        from firmground.reading.starter import read_starter

        checked = (*run_checks(self.contents), *check_appraisals(self.contents, self.anchored))
        if level == "strict":
            checked = (*checked, *run_text_checks(self.contents, self.anchored))
            checked = (*checked, *check_starter(self.contents, read_starter()))
        return place_all(select((*self._read[1], *self._anchored[1], *checked), level), self.contents.sources)
