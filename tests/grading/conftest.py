"""Builders of the smallest records that a grading test needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from firmground.records import Claim, EvidenceRating, FactRating, Reference


class Make:
    """Builds records; every field that a test does not name is dull."""

    def reference(self, key: str, design: str | None = None, **fields: Any) -> Reference:
        return Reference.model_validate({"key": key, "type": "article", "title": key, "design": design, **fields})

    def references(self, *references: Reference) -> Mapping[str, Reference]:
        return {reference.key: reference for reference in references}

    def citation(self, ref: str | None, stance: str | None = "supports", **fields: Any) -> dict[str, Any]:
        return {"ref": ref, "role": "offered", "stance": stance, "why": "Because.", **fields}

    def rating(self, *basis: str, start: str = "randomised", certainty: str = "high", **fields: Any) -> EvidenceRating:
        if start == "adopted":
            fields.setdefault("adopted", {"ref": basis[0], "certainty": certainty})
        return EvidenceRating.model_validate(
            {
                "certainty": certainty,
                "start": start,
                "basis": list(basis),
                "why": "Because.",
                "by": "editors",
                "on": date(2026, 11, 22),
                **fields,
            }
        )

    def fact(self, fact: str, *basis: str, source: str = "primary") -> FactRating:
        return FactRating.model_validate(
            {
                "fact": fact,
                "source": source,
                "basis": list(basis),
                "why": "Because.",
                "by": "editors",
                "on": date(2026, 11, 22),
            }
        )

    def claim(self, rating: object = None, citations: list[dict[str, Any]] | None = None, **fields: Any) -> Claim:
        return Claim.model_validate(
            {
                "id": "healthline-001",
                "claim": "Dry needling relieves pain.",
                "anchor": {"start": "dry needling"},
                "kind": "efficacy",
                "about": "dry needling",
                "direction": "for",
                "wording": "firm",
                "attribution": {"kind": "none"},
                "citations": citations or [],
                "rating": rating,
                **fields,
            }
        )


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
