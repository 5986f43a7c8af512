"""What a claim says to a question, in words; ``tell`` has those of a question's card, too."""

from __future__ import annotations

from firmground.grading.judging import Judged
from firmground.grading.naming import clause
from firmground.reports.messages import Messages

tell = Messages("cards/question.toml")


def position_of(judged: Judged) -> str:
    """What a claim says to a question, in words."""
    answer = judged.answer
    said = "used" if answer.used else "often" if answer.often is not None else answer.says or "nothing"
    parts = [tell(f"position.{said}", word=answer.often)]
    parts += [tell("position.item", item=answer.item)] if answer.item is not None else []
    parts += [tell(f"position.{word}") for word in (answer.reach, "implied" if answer.implied else None) if word]
    if (indirect := answer.indirect) is not None:
        parts.append(tell("position.indirect", indirect.steps, because=clause(indirect.because)))
    return "; ".join(parts)
