"""What the rating of a claim that carries its own rates. Source: ``rules/wording.toml``."""

from __future__ import annotations

from firmground.grading.rulebook import Family, wording_rules
from firmground.records import Claim


def family_of(claim: Claim) -> Family:
    """What is rated: the claim itself, the use that it reports, or what it implies.

    "Honey is used for coughs" is rated by whether it helps, where the claim speaks for it.
    """
    rules = wording_rules()
    family = rules.families.get(claim.kind, "direct")
    return "implied" if family == "use" and claim.direction != "for" else family
