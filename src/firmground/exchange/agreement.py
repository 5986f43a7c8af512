"""How far two coders agree beyond chance: raw agreement, Cohen's kappa, Gwet's AC1.

Sources: Cohen 1960 (doi:10.1177/001316446002000104) for kappa; Gwet 2008 (doi:10.1348/000711006X126600) for AC1, which
stays near the raw agreement where one answer is far more common than the others and kappa collapses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field.

    Attributes:
        pairs: how many things both coders coded.
        same: how many of them alike.
        answers: how many different answers either of them gave.
        kappa: Cohen's kappa, ``None`` where both always gave the same single answer.
        ac1: Gwet's AC1, ``None`` in the same case.
    """

    pairs: int
    same: int
    answers: int
    kappa: float | None
    ac1: float | None

    @property
    def raw(self) -> float:
        """Share of pairs coded alike, 0 to 1."""
        return self.same / self.pairs


def agreement_of(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Agreement of two coders over the same things.

    Args:
        first: the first coder's answers.
        second: the second coder's, in the same order.

    Raises:
        ValueError: when there is nothing to compare, or the lengths differ.
    """
    if not first or len(first) != len(second):
        raise ValueError("both coders must have coded the same things, at least one")
    n = len(first)
    same = sum(a == b for a, b in zip(first, second, strict=True))
    ours, theirs = Counter(first), Counter(second)
    answers = sorted(ours.keys() | theirs.keys())
    if len(answers) == 1:
        return Agreement(n, same, 1, None, None)
    raw = same / n
    by_chance = sum(ours[a] * theirs[a] for a in answers) / n**2
    shares = [(ours[a] + theirs[a]) / (2 * n) for a in answers]
    by_guess = sum(s * (1 - s) for s in shares) / (len(answers) - 1)
    kappa = (raw - by_chance) / (1 - by_chance) if by_chance < 1 else None
    return Agreement(n, same, len(answers), kappa, (raw - by_guess) / (1 - by_guess))
