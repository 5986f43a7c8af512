"""The starter ledger that ships with the program, to tell its text from a person's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from firmground.reading.loading import load
from firmground.records.starter import Starter


@cache
def read_starter() -> Starter:
    """The starter as it ships, read once."""
    settings: Mapping[str, Any] = {}
    claims: dict[str, tuple[str, ...]] = {}
    told: set[str] = set()
    for item in (files("firmground") / "starter" / "claims").iterdir():
        if not item.name.endswith(".yaml"):
            continue
        data, fault = load(item.read_text(encoding="utf-8").replace("@title@", "null"))
        assert fault is None, fault
        if item.name == "ledger.yaml":
            settings = data
            continue
        claims[data["article"]["id"]] = tuple(claim["claim"] for claim in data["claims"])
        told.add(data["article"]["note"])
        told.update(claim["rating"]["not_rated"] for claim in data["claims"] if "rating" in claim)
        told.update(citation["why"] for claim in data["claims"] for citation in claim.get("citations", ()))
    questions: set[str] = set()
    for item in (files("firmground") / "starter" / "claims" / "questions").iterdir():
        data, fault = load(item.read_text(encoding="utf-8"))
        assert fault is None, fault
        questions.update(question["note"] for question in data["questions"])
    return Starter(settings, claims, frozenset(told), frozenset(questions))
