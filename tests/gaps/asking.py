"""Builders of questions, and of ledgers whose claims answer them, for tests of gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from firmground.grading.joined import join_answers
from firmground.records import Contents, Question, QuestionFile

WHO = {"why": "Because.", "by": "editors", "dated": "2026-11-22"}


def question(name: str, kind: str = "effect", **fields: Any) -> Question:
    """A question on dry needling; of an effect, moderate and yes, by the work “review”, unless the fields say else."""
    told: dict[str, Any] = {
        "id": name,
        "asks": f"Is it {name}?",
        "kind": kind,
        "about": "dry needling",
        "evidence": [{"ref": "review", "says": "affirms", "passage": "synthesis", "why": "It says so."}],
        "rating": WHO,
        "answer": f"It is {name}.",
    }
    if kind == "effect":
        down = {"imprecision": {"steps": 1, "because": "few"}}
        told |= {"rating": {"certainty": "moderate", "start": "randomised", "down": down, **WHO}, "found": "affirms"}
    elif kind == "fact":
        told |= {"status": "so", "source": "primary"}
    return Question.model_validate(told | fields, strict=False)


def asked(contents: Contents, *questions: Question) -> Contents:
    """The ledger with these questions, its claims as written."""
    file = QuestionFile.model_construct(questions=list(questions))
    return replace(contents, question_files=(file,))


def joined(contents: Contents, *questions: Question) -> Contents:
    """The ledger with these questions, its claims joined with them."""
    return join_answers(asked(contents, *questions))
