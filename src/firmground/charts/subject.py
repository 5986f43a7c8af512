"""What a chart is about: which claims of which articles, and how these are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from firmground.appraisal.done import done_of
from firmground.charts.lettering import tidy
from firmground.errors import UnknownNameError
from firmground.plurals import counted
from firmground.records import Claim
from firmground.tables.audit import Audit
from firmground.tables.table import Table

Rows = Sequence[Mapping[str, Any]]
"""The rows of a data table, or some of them."""


@dataclass(frozen=True)
class Subject:
    """The articles of a chart.

    Attributes:
        names: what each is called, by its id, in the order of the files.
        claims: the distinct claims of each, by its id; a claim whose id was used before is not counted again.
        only: the one article the chart is limited to.
        as_of: the date of the data; ``None`` when the ledger names none.
        undone: how many of the articles are not coded to their end: a chart of them shows only a part.
    """

    names: Mapping[str, str]
    claims: Mapping[str, tuple[Claim, ...]]
    only: str | None
    as_of: date | None
    undone: int = 0

    @property
    def scope(self) -> str:
        """“1 article”, “5 articles (2 not coded to the end)”, or the name of the only one, with the same."""
        if self.only is not None:
            return self.names[self.only] + (" (not coded to the end)" if self.undone else "")
        return counted(len(self.names), "article") + (f" ({self.undone} not coded to the end)" if self.undone else "")

    @property
    def dated(self) -> str:
        """The date of the data, for the figure."""
        return f"Data of {self.as_of.isoformat()}" if self.as_of else "Date of the data not known"


@dataclass(frozen=True)
class ChartData:
    """What a chart is drawn from: its rows, and what is said around them."""

    table: Table
    subject: Subject


def subject_of(audit: Audit, article: str | None = None) -> Subject:
    """The articles of an audit, or one of them.

    Raises:
        UnknownNameError: when there is no such article.
    """
    contents = audit.contents
    known = contents.claims_by_article
    if article is not None and article not in known:
        raise UnknownNameError("article", article, known)
    claims = {key: claims for key, claims in known.items() if article in {None, key}}
    every = _names(audit)
    return Subject(
        names={key: every[key] for key in claims},
        claims=claims,
        only=article,
        as_of=contents.settings.as_of if contents.settings else None,
        undone=sum(
            done_of(file, contents, audit.anchored.get(file.article.id)).open
            for file in contents.files
            if file.article.id in claims
        ),
    )


def _names(audit: Audit) -> Mapping[str, str]:
    """Publishers, which readers know; with the title or the id where a publisher has several articles here."""
    # By id: a claim file that was copied has the id of another one.
    articles = {article.id: article for article in audit.contents.articles}
    publishers = {key: tidy(a.publisher or a.title or "") or key for key, a in articles.items()}
    used = Counter(publishers.values())
    longer = {
        key: name if used[name] == 1 else f"{name}: {tidy(articles[key].title or '') or key}"
        for key, name in publishers.items()
    }
    again = Counter(longer.values())
    return {key: name if again[name] == 1 else f"{name} ({key})" for key, name in longer.items()}
