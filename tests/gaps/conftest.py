"""Builders of the smallest ledger that a test of gaps needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from firmground.gaps.background import background_of
from firmground.gaps.evidence_map import EvidenceMap, map_evidence
from firmground.gaps.find import find_gaps, gaps_of
from firmground.gaps.kinds import Gap
from firmground.grading.grade import grade, grade_all
from firmground.records import Claim, ClaimFile, Contents, LedgerSettings, Reference

AS_OF = date(2026, 11, 22)


class Make:
    """Builds records and asks for their gaps; every field that a test does not name is dull and makes no gap."""

    def reference(self, key: str, design: str | None = None, **fields: Any) -> Reference:
        return Reference.model_validate({"key": key, "type": "article", "title": key, "design": design, **fields})

    def cited(self, ref: str | None = "a", stance: str | None = "supports", **fields: Any) -> dict[str, Any]:
        identified = None if ref is None else "probable"
        return {"ref": ref, "role": "cited", "identified": identified, "stance": stance, "why": "Because.", **fields}

    def offered(self, ref: str, stance: str = "supports") -> dict[str, Any]:
        return {"ref": ref, "role": "offered", "stance": stance, "why": "Because."}

    def rating(self, *basis: str, start: str = "randomised", **down: int) -> dict[str, Any]:
        return {
            "certainty": "high",
            "start": start,
            "down": {name.replace("_", " "): {"steps": steps, "because": "x"} for name, steps in down.items()},
            "basis": list(basis),
            "why": "Because.",
            "by": "editors",
            "on": AS_OF,
        }

    def fact(self, fact: str, *basis: str) -> dict[str, Any]:
        return {
            "fact": fact,
            "source": "primary",
            "basis": list(basis),
            "why": "Because.",
            "by": "editors",
            "on": AS_OF,
        }

    def claim(self, number: int = 1, article: str = "healthline", **fields: Any) -> Claim:
        return Claim.model_validate(
            {
                "id": f"{article}-{number:03}",
                "claim": "Dry needling relieves pain.",
                "anchor": {"start": "dry needling"},
                "kind": "efficacy",
                "about": "dry needling",
                "comparator": "sham needling",
                "direction": "for",
                "wording": "firm",
                "attribution": {"kind": "none"},
                "citations": [],
                **fields,
            }
        )

    def settings(self, as_of: date = AS_OF, thresholds: dict[str, float] | None = None) -> LedgerSettings:
        def terms(*words: str) -> dict[str, Any]:
            return {word: {"definition": "x"} for word in words}

        return LedgerSettings.model_validate(
            {
                "title": "t",
                "as_of": as_of,
                "thresholds": thresholds,
                "notice": "n",
                "vocabulary": {
                    "about": terms("dry needling", "acupuncture"),
                    "condition": terms("neck pain", "headache", "migraine"),
                    "comparator": {
                        "sham needling": {"definition": "x", "facet": "sham"},
                        "stretching": {"definition": "x", "facet": "active treatment"},
                    },
                },
                "raters": {"editors": {"name": "e", "role": "r"}},
            }
        )

    def contents(
        self,
        *claims: Claim,
        references: tuple[Reference, ...] = (),
        as_of: date | None = AS_OF,
        thresholds: dict[str, float] | None = None,
    ) -> Contents:
        articles: dict[str, list[Claim]] = {}
        for claim in claims:
            articles.setdefault(claim.article, []).append(claim)
        return Contents(
            settings=None if as_of is None else self.settings(as_of, thresholds),
            files=tuple(
                ClaimFile.model_validate({"article": {"id": article}, "claims": held})
                for article, held in articles.items()
            ),
            references={reference.key: reference for reference in references},
        )

    def gaps(self, claim: Claim, *references: Reference, **fields: Any) -> tuple[Gap, ...]:
        held = self.contents(claim, references=references, **fields)
        return gaps_of(claim, grade(claim, held.references), background_of(held))

    def kinds(self, claim: Claim, *references: Reference, **fields: Any) -> list[str]:
        return [gap.kind for gap in self.gaps(claim, *references, **fields)]

    def all_gaps(self, held: Contents) -> tuple[Gap, ...]:
        return find_gaps(held, grade_all(held))

    def map(
        self, *claims: Claim, references: tuple[Reference, ...] = (), as_of: date | None = AS_OF, **asked: Any
    ) -> EvidenceMap:
        held = self.contents(*claims, references=references, as_of=as_of)
        return map_evidence(held, grade_all(held), **asked)


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
