"""What the checks of bodies of evidence go by, read from ``bodies.toml``, where each rule has its source."""

from __future__ import annotations

import re
from functools import cache, cached_property

from firmground.checks.rating_rules import any_of
from firmground.rules import Cited, Rows, RuleFile, Rules, Source, read_rules


class OneResult(Rules):
    """Words for one result, and for a result that is not significant, with at most ``between`` words between them."""

    one: Rows[str]
    between: int
    not_significant: Rows[str]
    source: Cited[Source]


class Imprecision(Rules):
    """Words of imprecision."""

    words: Rows[str]
    source: Cited[Source]


class Passage(Rules):
    """For how many questions one passage may be used."""

    most: int
    source: Cited[Source]


class BodyRules(RuleFile):
    """The lists of ``bodies.toml``, and what finds their words in a text."""

    one_result: OneResult
    imprecision: Imprecision
    passage: Passage

    @cached_property
    def lone_result(self) -> re.Pattern[str]:
        """Finds one result that is not significant."""
        rule = self.one_result
        one, other = any_of(rule.one), any_of(rule.not_significant)
        between = rf"(?:\s+[^\s.;]+){{0,{rule.between}}}?\s+"
        return re.compile(rf"{one}{between}{other}|{other}{between}{one}", re.I)

    @cached_property
    def imprecise(self) -> re.Pattern[str]:
        """Finds a word of imprecision."""
        return re.compile(any_of(self.imprecision.words), re.I)


@cache
def body_rules() -> BodyRules:
    """The rules, read once. Source: each table names its own."""
    return read_rules(BodyRules, "checks/bodies.toml")
