"""Builders of the smallest article that a test of appraisal needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from firmground.appraisal.computing import Sight
from firmground.appraisal.missing_side import Side, missing_sides
from firmground.appraisal.scores import Score, score_article
from firmground.records import Claim, ClaimFile, Contents, FailedBlock, LedgerSettings, Reference, Spot
from firmground.records.place import Path

AS_OF = date(2026, 11, 22)
FACETS = {
    "placebo": "sham",
    "nothing": "no treatment",
    "usual care": "usual care",
    "stretching": "active treatment",
    "acupuncture": "sister treatment",
    "cupping": "third treatment",
}


class Make:
    """Builds records; every field that a test does not name is dull."""

    def claim(self, number: int = 1, **fields: Any) -> Claim:
        return Claim.model_validate(
            {
                "id": f"tea-{number:03}",
                "claim": "Dry needling relieves pain.",
                "anchor": {"start": "dry needling"},
                "kind": "efficacy",
                "about": "dry needling",
                "direction": "for",
                "wording": "firm",
                "attribution": {"kind": "none"},
                **fields,
            }
        )

    def sourced(
        self, number: int = 1, kind: str = "dated study", identified: str = "probable", ref: str = "a"
    ) -> Claim:
        cited = {
            "ref": ref,
            "role": "cited",
            "identified": identified,
            "stance": "supports",
            "accuracy": "accurate",
            "why": "x",
        }
        return self.claim(number, attribution={"kind": kind, "as": "a 2012 study"}, citations=[cited])

    def judged(self, value: str, **fields: Any) -> dict[str, Any]:
        return {"value": value, "why": "Seen.", "by": "editors", "on": AS_OF, **fields}

    def settings(self) -> LedgerSettings:
        return LedgerSettings.model_validate(
            {
                "title": "t",
                "as_of": AS_OF,
                "notice": "n",
                "vocabulary": {
                    "about": {word: {"definition": "x"} for word in ("dry needling", "acupuncture", "both")},
                    "comparator": {word: {"definition": "x", "facet": facet} for word, facet in FACETS.items()},
                    "facet": {
                        "sister treatment": {"definition": "x", "asked": "its sister"},
                        "third treatment": "x",
                    },
                },
                "raters": {"editors": {"name": "e", "role": "r"}},
            }
        )

    def contents(self, *claims: Claim, lost: Path | None = None, settings: bool = True, **article: Any) -> Contents:
        file = ClaimFile.model_validate({"article": {"id": "tea", **article}, "claims": list(claims)})
        spot = Spot("claims/tea.yaml")
        work = Reference.model_validate({"key": "a", "type": "article", "title": "A"})
        return Contents(
            settings=self.settings() if settings else None,
            files=(file.placed(spot),),
            references={"a": work},
            failed=() if lost is None else (FailedBlock(Spot(spot.file, lost), "- id: tea-009", "broken"),),
        )

    def sight(self, *claims: Claim, **fields: Any) -> Sight:
        held = self.contents(*claims, **fields)
        return Sight(held.files[0], held)

    def score(self, item: str, *claims: Claim, instrument: str = "jama", **fields: Any) -> Score:
        scores = score_article(self.sight(*claims, **fields))
        return next(s for s in scores if (s.instrument, s.item) == (instrument, item))

    def side(self, check: str, *claims: Claim, **fields: Any) -> Side:
        return next(s for s in missing_sides(self.sight(*claims, **fields)) if s.check == check)


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
