"""Claim families as they stand in the JSON export."""

from __future__ import annotations

from typing import Any

from firmground.gaps.families import FamilyView


def family_record(view: FamilyView) -> dict[str, Any]:
    """One family with its claims in order; the claims themselves stand under ``claims`` of the export."""
    return {
        "name": view.name,
        "says": view.says,
        "note": view.note,
        "summary": view.summary,
        "claims": [
            {
                "claim": member.claim.id,
                "strength": member.strength,
                "cited": list(member.cited),
                "pointed_to": list(member.pointed_to),
                "conflicts_with": list(member.conflicts),
            }
            for member in view.members
        ],
        "against": list(view.against),
        "within": [list(pair) for pair in view.within],
        "other_way": list(view.other_way),
    }
