"""What the checks of ratings go by, read from ``ratings.toml``, where each rule has its source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from firmground.grading.scales import CERTAINTIES
from firmground.grading.verdict import heard_by
from firmground.records import Claim, Contents, Finding, Reference, Spot
from firmground.records.terms import Certainty


@dataclass(frozen=True, slots=True)
class RatingRules:
    """The lists of ``ratings.toml``.

    Attributes:
        randomised: designs that are randomised trials.
        may_hold_randomised: designs that sum up studies, randomised ones maybe among them.
        single: designs that are one study each.
        counts_harm: designs that count harm, large enough to stand alone for a claim of one of ``harm_kinds``.
        harm_kinds: kinds of claim about harm.
        level: finds one level of certainty in text that states it.
        other_matter: words that show that a level is of something else than certainty.
        ours: domains in which an adopted certainty may still be rated down.
        firm_doubts: finds a hedge that a firm claim should not have.
        hedges: finds any word that may be a hedge.
    """

    randomised: frozenset[str]
    may_hold_randomised: frozenset[str]
    single: frozenset[str]
    counts_harm: frozenset[str]
    harm_kinds: frozenset[str]
    level: re.Pattern[str]
    other_matter: re.Pattern[str]
    ours: frozenset[str]
    firm_doubts: re.Pattern[str]
    hedges: re.Pattern[str]


@cache
def rating_rules() -> RatingRules:
    """The rules, read once."""
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath("ratings.toml").read_text(encoding="utf-8"))
    designs, stated, hedges = raw["designs"], raw["stated"], raw["hedges"]
    plain = rf"{_any(hedges['plain'])}(?!\s+(?:\d|{_any(hedges['denies'])}))"  # "May 2019" is a month
    effect = rf"{_any(hedges['with_effect'])}(?!\s+{_any((*hedges['denies'], *hedges['not_before']))})"
    beside = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in hedges["not_after"])
    levels = _any(sorted(CERTAINTIES, key=len, reverse=True))
    return RatingRules(
        **{name: frozenset(designs[name]) for name in _DESIGNS},
        level=re.compile(rf"{levels}(?=\s+{_any(stated['after'])}|\s*(?:[^\s\w-]|$))", re.I),
        other_matter=re.compile(_any(stated["other_matter"]), re.I),
        ours=frozenset(stated["ours"]),
        firm_doubts=re.compile(rf"{beside}(?:{plain}|{effect})", re.I),
        hedges=re.compile(_any((*hedges["plain"], *hedges["with_effect"], *hedges["loose"])), re.I),
    )


_DESIGNS = ("randomised", "may_hold_randomised", "single", "counts_harm", "harm_kinds")


def _any(words: Iterable[str]) -> str:
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
