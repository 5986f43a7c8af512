"""The words of the pages and what they mean: the ledger's words, our own, and those of the rule tables, each once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from firmground.gaps.kinds import GROUPS, gap_rules
from firmground.grading.rulebook import accuracy_rules, grade_rules, verdict_rules
from firmground.records import LedgerSettings

#: The page of the glossary, and how its places are called.
PAGE, ANCHOR = "glossary", "term-"
#: Words for quotations that are too common to be linked in running text.
_COMMON = frozenset({"accurate", "indirect", "irrelevant", "misquoted"})


@dataclass(frozen=True, slots=True)
class Word:
    """One entry.

    Attributes:
        name: as it heads the entry.
        means: one or two sentences.
        also: other forms that lead here.
        page: the name of a page that says more.
        source: the address of a page that the definition rests on.
        linked: whether pages link the word where they first use it.
        sort: what sort of word it is, for words of the rule tables.
    """

    name: str
    means: str
    also: tuple[str, ...] = ()
    page: str | None = None
    source: str | None = None
    linked: bool = True
    sort: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the page of the glossary."""
        return ANCHOR + re.sub(r"[\W_]+", "-", self.name.casefold()).strip("-")


def glossary(settings: LedgerSettings | None) -> tuple[Word, ...]:
    """Every word, in alphabetical order. Of two with one name the first counts: the ledger's, then the tool's."""
    words: dict[str, Word] = {}
    for word in (*_of_topic(settings), *_of_tool()):
        words.setdefault(word.name.casefold(), word)
    return tuple(words[name] for name in sorted(words))


def _of_topic(settings: LedgerSettings | None) -> Iterator[Word]:
    for name, word in (settings.glossary if settings is not None else {}).items():
        yield Word(name, word.means, tuple(word.also), word.page, word.source, word.linked)


@cache
def _of_tool() -> tuple[Word, ...]:
    """Our own words, then those of verdicts, reasons, gaps and quotations."""
    return (*_ours(), *_ruled())


def _ours() -> Iterator[Word]:
    table: dict[str, Any] = tomllib.loads((files("firmground.reports") / "glossary.toml").read_text(encoding="utf-8"))
    for row in table["term"]:
        yield Word(
            name=row["name"],
            means=row["means"],
            also=tuple(row.get("also", ())),
            page=row.get("page"),
            source=table["sources"][row["source"]] if "source" in row else None,
            linked=row.get("linked", True),
        )


def _ruled() -> Iterator[Word]:
    """Words that the rule tables define already."""
    for verdict in verdict_rules().verdicts:
        yield Word(verdict.name, verdict.meaning, page="evidence-summary", sort="verdict")
    for domain in (*grade_rules().down, *grade_rules().up):
        way = "down" if domain in grade_rules().down else "up"
        yield Word(domain.name, domain.meaning, page="evidence-summary", sort=f"reason to rate {way}")
    for rule in gap_rules().kinds.values():
        on_map = rule.group == GROUPS[-1]
        name = f"{rule.name} gap" if on_map else rule.name
        yield Word(name, rule.definition, page="gap-map" if on_map else "gap-charts", sort="gap")
    for label in accuracy_rules().labels.values():
        yield Word(
            label.name,
            label.meaning,
            page="evidence-summary",
            sort="how a source was quoted",
            linked=label.name not in _COMMON,
        )
