"""What the starter ledger says, as it ships with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Starter:
    """What the starter ledger says in its own words.

    Attributes:
        settings: its ``ledger.yaml`` as plain data.
        claims: of its example article, by that article's id, what its claims say.
        told: notes and reasons of its example article, which say that they are an example.
        questions: notes of its questions, which say that they are an example.
    """

    settings: Mapping[str, Any]
    claims: Mapping[str, tuple[str, ...]]
    told: frozenset[str]
    questions: frozenset[str]
