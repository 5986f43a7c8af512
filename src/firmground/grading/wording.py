"""The wording that the evidence allows, as one sentence about the claim. Source: ``rules/wording.toml``.

The sentence says how sure one may be and then states the claim in the ledger's own words. It never builds a new
statement out of the claim's topic: a certainty belongs to the claim as worded, and "honey may ease a cough" can be
wrong where "a spoon of honey at bedtime may ease a child's cough more than no treatment" is right.
"""

from __future__ import annotations

from firmground.grading.naming import sentence
from firmground.grading.rulebook import Family, wording_rules
from firmground.grading.verdict import Ruling
from firmground.records import Claim


def family_of(claim: Claim) -> Family:
    """Which forms fit a claim: what is rated is the claim itself, the use that it reports, or what it implies.

    "Honey is used for coughs" is rated by whether it helps; "This is probably so: …" would say something about
    how common the use is.
    """
    rules = wording_rules()
    family = rules.families.get(claim.kind, "direct")
    return "implied" if family == "use" and claim.direction != "for" else family


def wording_for(claim: Claim, ruling: Ruling) -> str | None:
    """The sentence that the evidence allows; ``None`` for facts and for what is not rated.

    Where studies speak against the claim, or say nothing on it, the sentence says so and asserts nothing.

    Args:
        claim: the claim.
        ruling: the verdict and what it was derived from.
    """
    if ruling.summary is None or ruling.certainty is None:
        return None
    form = wording_rules().forms[family_of(claim), ruling.summary, ruling.certainty]
    # Not str.format: a claim may hold braces.
    return form.replace("{claim}", sentence(claim.claim))
