"""Phrases of rule files as patterns: whole words, “#” for a number, “…” for up to three words between."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases, each as whole words, in any case."""
    return re.compile("|".join(map(_pattern, phrases)), re.IGNORECASE)


def _pattern(phrase: str) -> str:
    told = ""
    for word in phrase.split():
        if word == "…":
            told += r"(?:\s+[^\s.!?;:]+){0,3}?"
            continue
        told += (r"\s*" if word == "%" else r"\s+") if told else ""
        # Bounded: a row of numbers without spaces would be walked to its end from each of them.
        told += r"\d[\d.,]{0,20}" if word == "#" else re.escape(word)
    return rf"(?<![\w-]){told}(?![\w-])"
