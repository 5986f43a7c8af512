from __future__ import annotations

from typing import Any

import pytest


def test_overstated(make: Any) -> None:
    claim = make.claim(rating=make.rating("a", imprecision=2), citations=[make.cited("a")])
    (gap,) = make.gaps(claim)
    assert (gap.kind, gap.rule) == ("overstated", "The wording is firm, and the certainty is low, 2 of 4.")
    hedged = make.claim(rating=make.rating("a", imprecision=2), citations=[make.cited("a")], wording="hedged")
    assert make.kinds(hedged) == []


def test_contradicted_by_the_evidence(make: Any) -> None:
    claim = make.claim(rating=make.rating("a"), citations=[make.cited("a", "contradicts")])
    (gap,) = make.gaps(claim)
    assert (gap.kind, gap.severity) == ("contradicted", "high")
    assert gap.rule == "The evidence speaks against the claim; the certainty is high, 4 of 4."


@pytest.mark.parametrize(
    ("fact", "kinds"),
    [
        ("refuted", ["contradicted"]),
        ("outdated", ["outdated fact"]),
        ("confirmed", []),
        ("cannot be verified", []),
    ],
)
def test_facts(make: Any, fact: str, kinds: list[str]) -> None:
    assert make.kinds(make.claim(kind="history", rating=make.fact(fact, "a"))) == kinds


@pytest.mark.parametrize(
    ("stances", "down", "disputed"),
    [
        (("supports", "contradicts"), {}, True),
        (("partly supports", "contradicts"), {"imprecision": 2, "indirectness": 1}, True),
        (("contradicts", "contradicts"), {"imprecision": 2, "indirectness": 1}, True),
        (("contradicts", "contradicts"), {"imprecision": 2}, False),
        (("supports", "unclear"), {}, False),
    ],
)
def test_disputed_by_the_evidence(make: Any, stances: tuple[str, str], down: dict[str, int], disputed: bool) -> None:
    citations = [make.cited(key, stance) for key, stance in zip("ab", stances, strict=True)]
    claim = make.claim(rating=make.rating("a", "b", **down), citations=citations)
    assert ("disputed by the evidence" in make.kinds(claim)) is disputed


def test_disputed_by_the_evidence_tells_both_sides(make: Any) -> None:
    citations = [make.cited("a"), make.offered("b", "contradicts")]
    claim = make.claim(rating=make.rating("a", "b", imprecision=2), citations=citations)
    (gap,) = make.gaps(claim)
    assert gap.rule == (
        "a supports the claim; b contradicts the claim. Taken together, they disagree with each other on the claim. "
        "The certainty is low, 2 of 4."
    )
    assert gap.todo == "Say what each side found, and that it is not settled."


def test_unsupported(make: Any) -> None:
    claim = make.claim(rating=make.rating("a"), citations=[make.cited("a", "unclear")])
    assert make.kinds(claim) == ["unsupported"]


@pytest.mark.parametrize("rating", [None, {"not_rated": "No time."}])
def test_what_is_not_rated_has_no_gap_of_wording(make: Any, rating: object) -> None:
    assert make.kinds(make.claim(rating=rating, citations=[make.cited("a", "contradicts")])) == []


@pytest.mark.parametrize(
    ("claim", "citation", "comparator", "fires"),
    [
        ({}, {}, "sham needling", True),
        ({"kind": "comparative efficacy"}, {}, "platelet-rich plasma", True),
        # it does not matter which way the work points, as long as it speaks to the claim
        ({}, {"stance": "partly supports"}, "sham needling", True),
        ({}, {"stance": "contradicts"}, "sham needling", True),
        ({}, {"stance": "does not address"}, "sham needling", False),
        ({}, {"stance": "unclear"}, "sham needling", False),
        # the claim says it, the work has none, or the kind asks for none
        ({"comparator": "no treatment"}, {}, "sham needling", False),
        ({}, {}, None, False),
        ({"kind": "safety"}, {}, "sham needling", False),
        ({"kind": "mechanism"}, {}, "sham needling", False),
        ({"kind": "usage"}, {}, "sham needling", False),
        # a guess, or a work that the article does not cite
        ({}, {"identified": "possible"}, "sham needling", False),
        ({}, {"role": "offered", "identified": None}, "sham needling", False),
    ],
)
def test_comparator_dropped(
    make: Any, claim: dict[str, Any], citation: dict[str, Any], comparator: str | None, fires: bool
) -> None:
    made = make.claim(**{"comparator": None, "citations": [make.cited("a", **citation)], **claim})
    assert ("comparator dropped" in make.kinds(made, make.reference("a", comparator=comparator))) is fires


def test_comparator_dropped_says_what_it_was(make: Any) -> None:
    claim = make.claim(comparator=None, citations=[make.cited("a")])
    (gap,) = make.gaps(claim, make.reference("a", comparator="platelet-rich plasma"))
    assert gap.rule == "a compared with: platelet-rich plasma. The claim names no comparison."


def test_a_conflict_stands_under_both_claims(make: Any) -> None:
    one = make.claim(1, kind="history")
    two = make.claim(
        2,
        "verywell",
        kind="history",
        claim="It does not.",
        conflicts_with=[{"claim": one.id, "why": "This claim errs."}],
    )
    three = make.claim(3, kind="history", claim="It may.", conflicts_with=[{"claim": one.id, "why": "Both are vague"}])
    gaps = make.all_gaps(make.contents(one, three, two))
    assert [(gap.claim, gap.kind) for gap in gaps] == [
        ("healthline-001", "disputed between articles"),
        ("healthline-001", "disputed within the article"),
        ("healthline-003", "disputed within the article"),
        ("verywell-002", "disputed between articles"),
    ]
    # "this claim" in a reason means the claim at which it was noted
    assert gaps[0].rule == "Another article says (verywell-002): It does not. Noted at verywell-002: This claim errs."
    assert gaps[1].rule == "The same article says (healthline-003): It may. Noted at healthline-003: Both are vague."
    assert gaps[3].rule == "Another article says (healthline-001): Dry needling relieves pain. This claim errs."


def test_a_conflict_with_nobody_or_with_itself_is_none(make: Any) -> None:
    conflicts = [{"claim": "healthline-001", "why": "x"}, {"claim": "gone-009", "why": "x"}]
    assert make.kinds(make.claim(kind="history", conflicts_with=conflicts)) == []


def test_a_conflict_written_down_twice_is_said_once(make: Any) -> None:
    one = make.claim(1, kind="history", conflicts_with=[{"claim": "healthline-002", "why": "First"}])
    two = make.claim(2, kind="history", conflicts_with=[{"claim": "healthline-001", "why": "Second"}])
    gaps = make.all_gaps(make.contents(one, two))
    assert [gap.rule.count("First") for gap in gaps] == [1, 1]
    assert all("Second" not in gap.rule for gap in gaps)
