"""The words of the pages and what they mean: the ledger's words, our own, and those of the rule tables, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import Field

from firmground.gaps.kinds import GROUPS, gap_rules
from firmground.grading.answer_rules import answer_rules
from firmground.grading.rulebook import accuracy_rules, grade_rules, verdict_rules
from firmground.records import LedgerSettings
from firmground.rules import Cited, Rows, Rules, Sources, read_rules

#: The page of the glossary, and how its places are called.
PAGE, ANCHOR = "glossary", "term-"
#: Words for quotations and verdicts that are too common to be linked in running text.
_COMMON = frozenset(
    {"accurate", "indirect", "irrelevant", "misquoted", "in use", "stands", "is not settled", "is wrong"}
)


class Word(Rules):
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
    also: Rows[str] = ()
    page: str | None = None
    source: Cited[str] | None = None
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
        yield Word.model_construct(name=name, **{**dict(word), "also": tuple(word.also)})


class Glossary(Rules):
    """``glossary.toml``: our own words; its sources are addresses."""

    sources: Sources[str]
    terms: Rows[Word] = Field(alias="term")


@cache
def _of_tool() -> tuple[Word, ...]:
    """Our own words, then those of verdicts, reasons, gaps and quotations."""
    return (*read_rules(Glossary, "reports/glossary.toml").terms, *_ruled())


def _ruled() -> Iterator[Word]:
    """Words that the rule tables define already."""
    for verdict in verdict_rules().verdicts:
        linked = verdict.name not in _COMMON
        yield Word(name=verdict.name, means=verdict.meaning, page="evidence-summary", sort="verdict", linked=linked)
    for word in answer_rules().often.values():
        if word.name != "happens":
            means = f"{word.plain[:1].upper()}{word.plain[1:]}."
            yield Word(name=word.name, means=means, page="evidence-summary", sort="how often", linked=False)
    for domain in (*grade_rules().down, *grade_rules().up):
        way = "down" if domain in grade_rules().down else "up"
        yield Word(name=domain.name, means=domain.meaning, page="evidence-summary", sort=f"reason to rate {way}")
    for rule in gap_rules().kinds.values():
        on_map = rule.group == GROUPS[-1]
        name = rule.label if on_map else rule.name
        linked = not on_map or name != rule.name  # “not read” is said of much else
        yield Word(
            name=name, means=rule.definition, page="gap-map" if on_map else "gap-charts", sort="gap", linked=linked
        )
    for label in accuracy_rules().labels.values():
        yield Word(
            name=label.name,
            means=label.meaning,
            page="evidence-summary",
            sort="how a source was quoted",
            linked=label.name not in _COMMON,
        )
