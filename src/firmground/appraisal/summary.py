"""The appraisal of one article as a few lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.computing import Sight
from firmground.appraisal.missing_side import WordSide, missing_sides
from firmground.appraisal.rulebook import SIDE_STATES, VALUES, discern, instruments
from firmground.appraisal.scores import count_met, score_article
from firmground.grading.naming import listed
from firmground.plurals import counted
from firmground.records import ClaimFile, Contents


def appraisal_lines(contents: Contents, file: ClaimFile, anchored: AnchoredArticle | None) -> Iterator[tuple[str, str]]:
    """What a card says about an article: one line per instrument and one on missing sides, as (name, text)."""
    sight = Sight(file, contents, anchored)
    scores = score_article(sight)
    for name, instrument in instruments().items():
        held = [score for score in scores if score.instrument == name]
        by_value = ((value, [s.item for s in held if s.value == value]) for value in VALUES)
        said = [f"{value}: {', '.join(items)}" for value, items in by_value if items]
        counts = [count_met(held, name)] if instrument.counts_met else []
        yield instrument.short, "; ".join([*counts, *said])
    form = {score.item: score.value for score in scores if score.instrument == "discern"}
    if form:
        numbers = ", ".join(f"{item}: {value}" for item, value in form.items())
        yield "DISCERN", f"{numbers}. The questions: {discern().source.url}"
    judged = [score for score in scores if score.origin == "judged"]
    if judged:
        drafts = sum(score.reviewed_by is None for score in judged)
        yield "Judged", f"{counted(len(judged), 'item')} by people, {drafts} of them not reviewed"
    sides = missing_sides(sight)
    by_state = ((state, [side.check for side in sides if side.state == state]) for state in reversed(SIDE_STATES))
    yield "Sides", "; ".join(f"{state}: {', '.join(checks)}" for state, checks in by_state if checks)


def part_text(part: WordSide) -> str:
    """One part of a side in words, for instance "honey: present (claims of benefit: 3)"."""
    state = f"only under {listed(part.elsewhere)}" if part.state == "elsewhere" else part.state
    return f"{part.word}: {state} (claims of benefit: {part.benefits})"
