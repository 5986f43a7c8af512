"""Scores of an article: what a person judged, else what the ledger tells, else not known; each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.computing import Computed, Sight, compute
from firmground.appraisal.rulebook import instruments
from firmground.records import Contents, Judgement
from firmground.records.terms import AppraisalValue, DiscernItem, words_of

Origin = Literal["judged", "computed", "not known"]


@dataclass(frozen=True, slots=True)
class Score:
    """One item of one instrument for one article.

    Attributes:
        article: id.
        instrument: jama, sheet or discern.
        item: its name; for DISCERN its number, or overall.
        value: met, partly, not met or not known; for DISCERN a number from 1 to 5 as text.
        origin: judged by a person, computed from the ledger, or not known: neither can tell.
        why: the reason.
        by: who judged; ``None`` where nobody did.
        on: when; likewise.
        reviewed_by: who reviewed the judgement; ``None`` for a draft.
        computed: what the ledger itself tells; ``None`` for DISCERN.
        contradicts: whether the judgement is one that the ledger rules out.
        claims: ids of the claims that were counted for a computed value.
    """

    article: str
    instrument: str
    item: str
    value: str
    origin: Origin
    why: str
    by: str | None = None
    on: date | None = None
    reviewed_by: str | None = None
    computed: AppraisalValue | None = None
    contradicts: bool = False
    claims: tuple[str, ...] = ()


def score_article(sight: Sight) -> tuple[Score, ...]:
    """The scores of one article, in the order of the rules. The order of its claims changes no value."""
    return tuple(_scores(sight))


def score_all(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> tuple[Score, ...]:
    """The scores of every article, in the order of the files; ``anchored`` holds those whose text is at hand."""
    sights = (Sight(file, contents, anchored.get(file.article.id)) for file in contents.files)
    return tuple(score for sight in sights for score in score_article(sight))


def is_whole(items: Iterable[str]) -> bool:
    """Whether a DISCERN form has all its items. Source: its instructions, by which it is used as a whole."""
    return set(words_of(DiscernItem)) <= set(items)


def count_met(scores: Iterable[Score], instrument: str) -> str:
    """How many items of an instrument are met, for instance "1 of 4 met". Items not known count among the four."""
    values = [score.value for score in scores if score.instrument == instrument]
    return f"{values.count('met')} of {len(values)} met"


def _scores(sight: Sight) -> Iterator[Score]:
    article = sight.file.article
    kept = article.appraisal
    for instrument in instruments().values():
        judged: dict[str, Judgement] = getattr(kept, instrument.name) if kept is not None else {}
        for item in instrument.items:
            told = compute(sight, instrument.name, item)
            yield _score(article.id, instrument.name, item, judged.get(item), told)
    form = kept.discern if kept is not None else None
    if form is not None and is_whole(form.items):
        for number in words_of(DiscernItem):
            value = str(form.items[number])  # type: ignore[index]
            yield Score(article.id, "discern", number, value, "judged", form.why, form.by, form.on, form.reviewed_by)


def _score(article: str, instrument: str, item: str, judged: Judgement | None, told: Computed) -> Score:
    if judged is None:
        origin: Origin = "not known" if told.value == "not known" else "computed"
        return Score(article, instrument, item, told.value, origin, told.why, computed=told.value, claims=told.claims)
    return Score(
        article=article,
        instrument=instrument,
        item=item,
        value=judged.value,
        origin="judged",
        why=judged.why,
        by=judged.by,
        on=judged.on,
        reviewed_by=judged.reviewed_by,
        computed=told.value,
        contradicts=judged.value not in told.allowed,
        claims=told.claims,
    )
