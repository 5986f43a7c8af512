"""Quotation accuracy: which words are errors, and how serious. Source: ``rules/accuracy.toml``."""

from __future__ import annotations

from typing import Literal

from firmground.grading.rulebook import accuracy_rules
from firmground.records.terms import Accuracy


def error_of(accuracy: Accuracy | None) -> Literal["major", "minor", "none"] | None:
    """How serious an error the word stands for; ``None`` where nothing was judged."""
    if accuracy is None:
        return None
    error = accuracy_rules().labels[accuracy].error
    return "major" if error == "major" else "minor" if error == "minor" else None if error is None else "none"


def is_misquoted(accuracy: Accuracy | None) -> bool:
    """Whether such a citation is reported as misquoted. An indirect one is not: the statement may well be right."""
    return accuracy is not None and accuracy_rules().labels[accuracy].gap
