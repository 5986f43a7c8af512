"""The fixed orders of certainties and verdicts, and how a certainty is shown: word, symbol, text.

The order never depends on which levels happen to be present. What is not rated has no symbol at all.
"""

from __future__ import annotations

from typing import Literal, get_args

from firmground.records.terms import Certainty

Verdict = Literal[
    "supported",
    "partly supported",
    "overstated",
    "disputed",
    "contradicted",
    "unsupported",
    "confirmed",
    "confirmed in part",
    "in use",
    "outdated",
    "refuted",
    "cannot be verified",
    "stands",
    "stands, but says too little",
    "stands, but is worded too firmly",
    "is not settled",
    "is wrong",
    "not rated",
]
#: Verdicts that only warnings have.
WarningVerdict = Literal[
    "stands",
    "stands, but says too little",
    "stands, but is worded too firmly",
    "is not settled",
    "is wrong",
]
WARNING_VERDICTS: tuple[WarningVerdict, ...] = get_args(WarningVerdict)
StanceSummary = Literal["supports", "partly", "mixed", "contradicts", "silent"]

#: Best first.
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
#: Evidence verdicts, then facts, then warnings, then not rated: the order of every list and legend.
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def points_of(certainty: Certainty) -> int:
    """4 for high down to 1 for very low."""
    return len(CERTAINTIES) - CERTAINTIES.index(certainty)


def certainty_at(points: int) -> Certainty:
    """The certainty with so many points; beyond the ends of the scale, the end. Source: GRADE, PMC6692166 table 1."""
    return CERTAINTIES[len(CERTAINTIES) - min(max(points, 1), len(CERTAINTIES))]


def symbol_of(certainty: Certainty | None) -> str:
    """``⊕⊕◯◯`` for low; empty where nothing was rated. Source: GRADE, PMC6692166 table 1."""
    if certainty is None:
        return ""
    points = points_of(certainty)
    return "⊕" * points + "◯" * (len(CERTAINTIES) - points)


def text_of(certainty: Certainty | None) -> str:
    """``low, 2 of 4`` for low, for tables and screen readers; ``not rated`` where nothing was rated."""
    return "not rated" if certainty is None else f"{certainty}, {points_of(certainty)} of {len(CERTAINTIES)}"
