"""Whether the ledger's own words are as firm or as hedged as the claim is coded. Advice: words are no proof.

Source: "Wording: firm or hedged" in the coding guide; the words stand in ``ratings.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.checks.rating_rules import rating_rules
from firmground.records import Claim, Contents, Finding
from firmground.records.terms import EVIDENCE_KINDS


def check_paraphrases(contents: Contents) -> Iterator[Finding]:
    """A firm claim has no hedge in our own words, and a hedged one has one.

    Only where the wording takes part in the verdict: for facts it changes nothing.
    """
    for claim in contents.claims():
        if claim.kind not in EVIDENCE_KINDS and claim.form != "evidence":
            continue
        if (fault := _fault(claim)) is not None:
            yield Finding("wording-differs", claim.spot and claim.spot.at("claim"), *fault, claim.id)


def _fault(claim: Claim) -> tuple[str, str] | None:
    """What is wrong and what to do."""
    rules = rating_rules()
    if claim.wording == "firm":
        hedge = rules.firm_doubts.search(claim.claim)
        if hedge is None:
            return None
        return (
            f"The claim is coded as firm, but our own words for it hold “{hedge[0]}”.",
            "Look at the article: write the claim as firmly as it does, or write wording: hedged.",
        )
    if rules.hedge_words.search(claim.claim):
        return None
    return (
        "The claim is coded as hedged, but our own words for it hold no word that leaves room for doubt.",
        "Look at the article: take its “may”, “can” or “some” into the claim, or write wording: firm.",
    )
