"""GRADE as arithmetic: a start, steps down or up, the ends of the scale. Source: ``rules/grade.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from firmground.grading.naming import clause, name_of
from firmground.grading.rulebook import DomainRule, grade_rules
from firmground.grading.scales import CERTAINTIES, certainty_at, points_of
from firmground.records import EvidenceRating, Reference
from firmground.records.terms import Certainty

NUMBERS = ("no steps", "one step", "two steps", "three steps")


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that happened to the certainty.

    Attributes:
        kind: where it starts, a step, or a step that does not count.
        domain: the GRADE domain; for a start, its name.
        steps: how many steps were counted, negative for down; 0 for a start.
        after: the certainty after it; ``None`` where none could be worked out.
        because: the rater's reason; empty for a start.
        text: the move as a sentence.
    """

    kind: Literal["start", "down", "up", "ignored"]
    domain: str
    steps: int
    after: Certainty | None
    because: str
    text: str


@dataclass(frozen=True, slots=True)
class Sum:
    """What the arithmetic gives, with every move that led there.

    Attributes:
        certainty: the result; ``None`` where the start is not known.
        trail: the moves in order, start first.
    """

    certainty: Certainty | None
    trail: tuple[Move, ...]

    @property
    def text(self) -> str:
        """The moves as sentences, one after another."""
        return " ".join(move.text for move in self.trail)


def start_of(rating: EvidenceRating) -> Certainty | None:
    """Where the rating starts: high for randomised, low for observational, the adopted certainty for adopted.

    Source: GRADE, PMC6692166 table 1. ``None`` where the rating adopts a certainty and does not say which.
    """
    if rating.start == "adopted":
        stated = rating.adopted.certainty if rating.adopted is not None else None
        return stated if stated in CERTAINTIES else None
    rule = grade_rules().starts.get(rating.start)
    return rule.level if rule is not None else None


def moved(certainty: Certainty, steps: int) -> Certainty:
    """The certainty so many steps higher (lower when negative), never beyond very low or high."""
    return certainty_at(points_of(certainty) + steps)


def steps_counted(steps: object, rule: DomainRule) -> int:
    """How many of the steps the domain allows: from 0 to its most; 0 for what is no whole number."""
    return min(max(steps, 0), rule.most) if isinstance(steps, int) else 0


def certainty_of(rating: EvidenceRating, references: Mapping[str, Reference] | None = None) -> Sum:
    """Works a rating out and says how. Never raises: what GRADE does not know is not counted, and the trail says so.

    Steps up count only where nothing was rated down (PMC6692166, table 1). The order in which domains were written down
    does not matter. ``references`` only gives works their names in the sentences.

    Args:
        rating: the rating; its stored ``certainty`` is not looked at.
        references: by key.
    """
    rules = grade_rules()
    start = start_of(rating)
    trail = [_start_move(rating, start, references or {})]
    if start is None:
        return Sum(None, tuple(trail))
    now = start
    lowered = False
    for rule in rules.down:
        step = rating.down.get(rule.name)  # type: ignore[call-overload]
        steps = steps_counted(step.steps, rule) if step is not None else 0
        if steps:
            lowered = True
            before, now = now, moved(now, -steps)
            trail.append(_step_move("down", rule, -steps, before, now, step.because))
    for rule in rules.up:
        step = rating.up.get(rule.name)  # type: ignore[call-overload]
        steps = steps_counted(step.steps, rule) if step is not None else 0
        if steps and lowered:
            text = f"The step up for {rule.name} does not count: steps up count only where nothing was rated down."
            trail.append(Move("ignored", rule.name, 0, now, step.because, text))
        elif steps:
            before, now = now, moved(now, steps)
            trail.append(_step_move("up", rule, steps, before, now, step.because))
    known = {rule.name for rule in (*rules.down, *rules.up)}
    for name in sorted(str(n) for n in {*rating.down, *rating.up} - known):
        trail.append(Move("ignored", name, 0, now, "", f"“{name}” is no reason that GRADE knows, and does not count."))
    return Sum(now, tuple(trail))


def _start_move(rating: EvidenceRating, start: Certainty | None, references: Mapping[str, Reference]) -> Move:
    if start is None:
        text = "Where the certainty starts is not said, so it cannot be worked out."
    else:
        name = name_of(rating.adopted.ref, references) if rating.adopted is not None else ""
        text = f"The certainty starts {start}, {grade_rules().starts[rating.start].says.format(work=name)}."
    return Move("start", rating.start, 0, start, "", text)


def _step_move(
    kind: Literal["down", "up"], rule: DomainRule, steps: int, before: Certainty, after: Certainty, because: str
) -> Move:
    number, name = NUMBERS[abs(steps)], f"{rule.name} ({rule.plain})"
    if before == after:
        text = f"{number.capitalize()} more {kind} for {name} would change nothing, as {after} is the end of the scale"
    else:
        end = ", the end of the scale," if abs(points_of(before) - points_of(after)) < abs(steps) else ""
        text = f"It goes {kind} {number} to {after}{end} for {name}"
    text = f"{text}: {clause(because)}."
    return Move(kind, rule.name, steps, after, because, text)
