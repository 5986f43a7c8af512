"""What the checks of ratings go by, read from ``ratings.toml``, where each rule has its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise

from firmground.grading.scales import CERTAINTIES
from firmground.grading.verdict import heard_by
from firmground.records import Claim, Contents, Finding, Reference, Spot
from firmground.records.terms import Certainty, Design, DownDomain, Kind
from firmground.rules import Cited, Rows, RuleFile, Rules, Source, Words, read_rules


class DesignLists(Rules):
    """Which designs do what.

    Attributes:
        randomised: designs that are randomised trials.
        may_hold_randomised: designs that sum up studies, randomised ones maybe among them.
        single: designs that are one study each.
        counted: designs that count how often something happens among a known number of people or treatments.
        counts_harm: designs that count harm, large enough to stand alone for a claim of one of ``harm_kinds``.
        harm_kinds: kinds of claim about harm.
    """

    randomised: Words[Design]
    may_hold_randomised: Words[Design]
    single: Words[Design]
    counted: Words[Design]
    counts_harm: Words[Design]
    harm_kinds: Words[Kind]
    source: Cited[Source]


class Stated(Rules):
    """How the certainty that the authors of a review state is read.

    Attributes:
        after: words that may follow a level.
        other_matter: words that show that a level is of something else than certainty.
        ours: domains in which an adopted certainty may still be rated down.
    """

    after: Rows[str]
    other_matter: Rows[str]
    ours: Words[DownDomain]
    source: Cited[Source]


class Hedges(Rules):
    """Words that leave room for not being so; ``ratings.toml`` says which are which."""

    plain: Rows[str]
    with_effect: Rows[str]
    not_before: Rows[str]
    not_after: Rows[str]
    denies: Rows[str]
    loose: Rows[str]
    source: Cited[Source]


class RatingRules(RuleFile):
    """The lists of ``ratings.toml``, and what finds their words in a text."""

    designs: DesignLists
    stated: Stated
    hedges: Hedges

    @cached_property
    def level(self) -> re.Pattern[str]:
        """Finds one level of certainty in text that states it."""
        levels = any_of(sorted(CERTAINTIES, key=len, reverse=True))
        return re.compile(rf"{levels}(?=\s+{any_of(self.stated.after)}|\s*(?:[^\s\w-]|$))", re.I)

    @cached_property
    def other_matter(self) -> re.Pattern[str]:
        """Finds words that show that a level is of something else than certainty."""
        return re.compile(any_of(self.stated.other_matter), re.I)

    @cached_property
    def firm_doubts(self) -> re.Pattern[str]:
        """Finds a hedge that a firm claim should not have."""
        words = self.hedges
        plain = rf"{any_of(words.plain)}(?!\s+(?:\d|{any_of(words.denies)}))"  # "May 2019" is a month
        effect = rf"{any_of(words.with_effect)}(?!\s+{any_of((*words.denies, *words.not_before))})"
        beside = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words.not_after)
        return re.compile(rf"{beside}(?:{plain}|{effect})", re.I)

    @cached_property
    def hedge_words(self) -> re.Pattern[str]:
        """Finds any word that may be a hedge."""
        return re.compile(any_of((*self.hedges.plain, *self.hedges.with_effect, *self.hedges.loose)), re.I)


@cache
def rating_rules() -> RatingRules:
    """The rules, read once. Source: each table names its own."""
    return read_rules(RatingRules, "checks/ratings.toml")


def any_of(words: Iterable[str]) -> str:
    """Finds any of the words or phrases, each as a whole."""
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in words)
    return rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w-])"


def levels_stated(text: str) -> frozenset[Certainty]:
    """The levels of certainty that the authors of a work state, read from the words of its ``certainty`` field.

    Several outcomes may be named ("low (pain), very low (function)"); "low to high" holds what lies between, too. What
    speaks of the quality of studies or reviews is left out. Empty where no level is named.
    """
    rules = rating_rules()
    found: set[Certainty] = set()
    for part in re.split(r"[;,]", text):
        if rules.other_matter.search(re.sub(r"\((?![^)]*\b(?:AMSTAR|ROBIS)\b)[^)]*\)", " ", part)):
            continue
        outside = re.sub(r"\([^)]*\)", " ( ", part)
        words = outside if rules.level.search(outside) else part
        hits = list(rules.level.finditer(words))
        found.update(_level(hit) for hit in hits)
        for one, other in pairwise(hits):
            if words[one.end() : other.start()].strip().casefold() == "to":
                ends = sorted((CERTAINTIES.index(_level(one)), CERTAINTIES.index(_level(other))))
                found.update(CERTAINTIES[ends[0] : ends[1] + 1])
    return frozenset(found)


def _level(hit: re.Match[str]) -> Certainty:
    words = " ".join(hit[0].casefold().split())
    return next(level for level in CERTAINTIES if level == words)


def speaking(claim: Claim, contents: Contents) -> tuple[Reference, ...] | None:
    """The works of the rating's basis that say something about the claim, by key: those that carry the rating.

    Retracted works do not count, and a work that does not address the claim may only be the reason of a step.
    ``None`` where a work is missing or its stance was never written down, so that nobody can tell.
    """
    heard = heard_by(claim, contents.references)
    if any(not stances or key not in contents.references for key, stances in heard.items()):
        return None
    if any(citation.stance is None for citation in claim.citations if citation.ref in heard):
        return None
    return tuple(contents.references[key] for key, stances in heard.items() if stances != {"does not address"})


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on every claim; what claims share through a group is reported once."""
    seen: set[tuple[Spot, str]] = set()
    for finding in findings:
        if finding.spot is not None:
            if (finding.spot, finding.code) in seen:
                continue
            seen.add((finding.spot, finding.code))
        yield finding
