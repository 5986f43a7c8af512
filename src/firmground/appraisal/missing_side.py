"""The missing-side check: which sides of the matter an article leaves out, from the tags of its claims.

Sources: HealthNewsReview and DISCERN (ideas), CONSORT 2025 item 13; the rules are data in ``rules/missing_side.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.computing import Sight, is_benefit, none_of, states_limits
from firmground.appraisal.rulebook import CHECKS, Check, SideState, missing_side_rules
from firmground.gaps.evidence_map import comparator_facet
from firmground.grading.naming import listed
from firmground.plurals import counted, plural, share
from firmground.records import Claim, Contents
from firmground.records.terms import ComparatorFacet, words_of


@dataclass(frozen=True, slots=True)
class WordSide:
    """The same question asked for one word of the vocabulary, from the claims about that word alone.

    Attributes:
        field: about or condition.
        word: the therapy or complaint that benefits are claimed for.
        benefits: how many claims of benefit are about it.
        state: as for the article; elsewhere: only claims about other words show it, and those may well include it,
            as claims about two therapies together do.
        elsewhere: these other words, in alphabetical order; "none named" for claims that name none.
    """

    field: str
    word: str
    benefits: int
    state: SideState | Literal["elsewhere"]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One question, answered for one article.

    Attributes:
        article: id.
        check: which question.
        state: present, partly, missing; not asked where no benefit is claimed; not known where
            claims can't be read or the article is not coded to its end.
        rule: the sentence that says why, with the numbers.
        claims: ids of the claims that show the state; for "comparator named" those that name none.
        parts: the same for each therapy and complaint that a claim of benefit is about.
    """

    article: str
    check: Check
    state: SideState
    rule: str
    claims: tuple[str, ...] = ()
    parts: tuple[WordSide, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    state: SideState
    rule: str
    shown: tuple[Claim, ...] = ()


def missing_sides(sight: Sight) -> tuple[Side, ...]:
    """Every question for one article, in the order of the rules. The order of its claims changes no state."""
    return tuple(_side(sight, check) for check in CHECKS)


def missing_sides_all(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> tuple[Side, ...]:
    """Every question for every article, in the order of the files; ``anchored`` holds those whose text is at hand."""
    sights = (Sight(file, contents, anchored.get(file.article.id)) for file in contents.files)
    return tuple(side for sight in sights for side in missing_sides(sight))


def _side(sight: Sight, check: Check) -> Side:
    benefits, claims = sight.benefits(), sight.file.claims
    article = sight.file.article.id
    if not benefits and sight.lacking:
        return Side(article, check, "not known", sight.lacking)
    if not benefits:
        return Side(article, check, "not asked", none_of(sight, "a claim of benefit"))
    answer = _RULES[check](claims, sight)
    if sight.lacking and answer.state != "present":
        answer = replace(answer, state="not known", rule=f"{sight.lacking} So far: {answer.rule}")
    parts = tuple(
        _part(sight, check, field, word, answer)
        for field in missing_side_rules().checks[check].by
        for word in sorted({getattr(claim, field) for claim in benefits} - {None})
    )
    return Side(article, check, answer.state, answer.rule, tuple(claim.id for claim in answer.shown), parts)


def _part(sight: Sight, check: Check, field: str, word: str, whole: _Answer) -> WordSide:
    claims = [claim for claim in sight.file.claims if getattr(claim, field) == word]
    number = sum(getattr(claim, field) == word for claim in sight.benefits())
    state = _RULES[check](claims, sight).state
    if sight.lacking and state != "present":
        return WordSide(field, word, number, "not known")
    # “comparator named” lists the claims that lack it, so they show nothing for another word.
    if state == "missing" and whole.state in {"present", "partly"} and check != "comparator named":
        words = sorted({getattr(claim, field) or "none named" for claim in whole.shown})
        return WordSide(field, word, number, "elsewhere", tuple(words))
    return WordSide(field, word, number, state)


def _harms(claims: Sequence[Claim], _sight: Sight) -> _Answer:
    safety = [claim for claim in claims if claim.kind == "safety"]
    named = tuple(claim for claim in safety if claim.direction in {"against", "mixed"})
    benefits = counted(sum(map(is_benefit, claims)), "claim of benefit", "claims of benefit")
    if named:
        return _Answer("present", f"{benefits}; {_says(named, 'names a harm', 'name a harm')}.", named)
    safe = sum(claim.direction == "for" for claim in safety)
    calls = f"; {counted(safe, 'claim calls', 'claims call')} it safe" if safe else ""
    return _Answer("missing", f"{benefits}, and no claim names a harm{calls}.")


def _who_must_avoid_it(claims: Sequence[Claim], _sight: Sight) -> _Answer:
    warned = tuple(claim for claim in claims if claim.kind == "contraindication")
    if warned:
        return _Answer("present", f"{_says(warned, 'says', 'say')} whom the treatment does not suit.", warned)
    return _Answer("missing", "No claim says whom the treatment does not suit.")


def _alternatives(claims: Sequence[Claim], sight: Sight) -> _Answer:
    others = _compared(claims, sight, missing_side_rules().words.other_treatment)
    if others:
        words = "compares with another treatment", "compare with another treatment"
        return _Answer("present", f"{_says(others, *words)}.", others)
    vocabulary = sight.contents.vocabulary
    own = [facet for facet in vocabulary.facet if facet not in words_of(ComparatorFacet)]
    sisters = _compared(claims, sight, frozenset(own))
    if sisters:
        kinds = {comparator_facet(claim, vocabulary) for claim in sisters}
        what = listed([vocabulary.facet[facet].asked or facet for facet in own if facet in kinds])
        words = f"compares with {what}", f"compare with {what}"
        return _Answer("partly", f"{_says(sisters, *words)}, and none with anything else.", sisters)
    return _Answer("missing", "No claim compares with another treatment.")


def _cost(claims: Sequence[Claim], _sight: Sight) -> _Answer:
    access = tuple(claim for claim in claims if claim.kind == "cost and access")
    money = tuple(c for c in access if missing_side_rules().words.money & set(re.findall(r"[a-z]+", c.claim.lower())))
    if money:
        return _Answer("present", f"{_says(money, 'speaks', 'speak')} of money or insurance.", money)
    if access:
        return _Answer("partly", f"{_says(access, 'speaks', 'speak')} of access, and none of money.", access)
    return _Answer("missing", "No claim says what the treatment costs or who pays.")


def _uncertainty(claims: Sequence[Claim], _sight: Sight) -> _Answer:
    limits = tuple(claim for claim in claims if states_limits(claim))
    if limits:
        said = _says(limits, "says", "say")
        return _Answer("present", f"{said} that the evidence is thin, mixed or against the treatment.", limits)
    benefits = [claim for claim in claims if is_benefit(claim)]
    hedged = tuple(claim for claim in benefits if claim.wording == "hedged")
    told = share(len(hedged), len(benefits), "claim of benefit", "claims of benefit")
    return _Answer("partly" if hedged else "missing", f"No claim names limits of the evidence; {told} hedged.", hedged)


def _comparator_named(claims: Sequence[Claim], _sight: Sight) -> _Answer:
    effects = [claim for claim in claims if claim.kind in missing_side_rules().words.effect]
    silent = tuple(claim for claim in effects if claim.comparator is None)
    nouns = "claim that something works, or does not,", "claims that something works, or does not,"
    told = share(len(silent), len(effects), *nouns, verb=("names", "name"))
    state: SideState = "present" if not silent else "missing" if len(silent) == len(effects) else "partly"
    return _Answer(state, f"{told} no comparison.", silent)


def _without_treatment(claims: Sequence[Claim], sight: Sight) -> _Answer:
    shown = _compared(claims, sight, frozenset({"no treatment"}))
    if shown:
        words = "compares with no treatment", "compare with no treatment"
        return _Answer("present", f"{_says(shown, *words)}.", shown)
    return _Answer("missing", "No claim compares with no treatment.")


_RULES: Mapping[Check, Callable[[Sequence[Claim], Sight], _Answer]] = MappingProxyType(
    {
        "harms": _harms,
        "who must avoid it": _who_must_avoid_it,
        "alternatives": _alternatives,
        "cost": _cost,
        "uncertainty": _uncertainty,
        "comparator named": _comparator_named,
        "without treatment": _without_treatment,
    }
)


def _compared(claims: Sequence[Claim], sight: Sight, facets: frozenset[str]) -> tuple[Claim, ...]:
    """Claims whose comparator is of one of these kinds; a word that the vocabulary lacks is of no kind."""
    return tuple(claim for claim in claims if comparator_facet(claim, sight.contents.vocabulary) in facets)


def _says(claims: Sequence[Claim], one: str, many: str) -> str:
    return f"{counted(len(claims), 'claim')} {plural(len(claims), one, many)}"
