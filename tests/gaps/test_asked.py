"""Gaps, families, map, and what-if of claims that answer questions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.gaps.asking import WHO, asked, joined, question

from firmground.gaps.families import families_of, proposals_of
from firmground.gaps.find import find_gaps
from firmground.gaps.kinds import Gap
from firmground.gaps.what_if import changed, what_if
from firmground.gaps.work_list import work_list
from firmground.grading.grade import grade_all
from firmground.records import Contents
from firmground.records.question import UNWRITTEN

YES = {"question": "so", "says": "affirms"}


def gaps(held: Contents, *kinds: str) -> list[Gap]:
    return [gap for gap in find_gaps(held, grade_all(held)) if not kinds or gap.kind in kinds]


def works(make: Any) -> tuple[Any, ...]:
    return (
        make.reference("review", "systematic review", year=2024, comparator="sham"),
        make.reference("other", "randomised trial", year=2023),
    )


def low(**more: Any) -> dict[str, Any]:
    down = {"imprecision": {"steps": 2, "because": "few"}}
    return {"rating": {"certainty": "low", "start": "randomised", "down": down, **WHO}, **more}


def test_a_use_that_is_reported_as_a_use_is_no_overclaim(make: Any) -> None:
    used = make.claim(kind="usage", answers=[YES | {"used": True}])
    stated = make.claim(2, answers=[YES])
    held = joined(make.contents(used, stated, references=works(make)), question("so", **low()))
    assert [gap.claim for gap in gaps(held, "overstated")] == ["healthline-002"]
    assert grade_all(held)["healthline-001"].verdict == "in use"


def test_a_gap_says_the_question_the_position_the_answer_and_the_certainty(make: Any) -> None:
    claim = make.claim(answers=[YES], citations=[make.cited("review", None)])
    held = joined(make.contents(claim, references=works(make)), question("so", **low()))
    (gap,) = gaps(held, "overstated")
    for says in (
        "The question is: Is it so?",
        "The claim says yes to this. That is what the answer says.",
        "The answer: It is so.",
        "The article’s wording is firm",
        "the verdict is “overstated”",
        "The certainty is low, 2 of 4.",
    ):
        assert says in gap.rule
    held = joined(make.contents(claim, references=works(make)), question("so", found="denies"))
    (against,) = gaps(held, "contradicted")
    start = "The question is: Is it so? The claim says yes to this. The answer says the opposite. The answer: It is so."
    assert against.rule.startswith(start)
    assert "wording is firm" not in against.rule


def test_an_answer_that_nobody_has_written_yet_is_in_no_gap(make: Any) -> None:
    sham = question("so-sham", comparator="sham needling", found="denies", answer=UNWRITTEN)
    first = question("so", beside=["so-sham"], **low(answer=UNWRITTEN))
    held = joined(make.contents(make.claim(comparator=None, answers=[YES]), references=works(make)), first, sham)
    found = gaps(held, "overstated", "comparator dropped")
    assert len(found) == 2
    assert not [gap.rule for gap in found if UNWRITTEN in gap.rule]
    assert all("Is it so-sham?" in gap.rule for gap in found)


def test_the_work_list_offers_the_answer_with_its_verdict_and_the_kind_of_unknown(make: Any) -> None:
    def why(**fields: Any) -> tuple[str | None, str]:
        held = joined(make.contents(make.claim(answers=[YES]), references=works(make)), question("so", **fields))
        (task,) = work_list(held, grade_all(held), find_gaps(held, grade_all(held)))
        return task.wording, task.wording_why

    start = "The answer to the question, as a person has written it: Is it so? The verdict is "
    assert why(**low()) == ("It is so.", start + "“overstated”. The certainty is low, 2 of 4.")
    assert why(answer=UNWRITTEN, **low()) == (
        None,
        "Nobody has written a sentence for this place yet. The verdict is “overstated”. The certainty is low, 2 of 4.",
    )
    searched = {"dated": "2026-11-20", "where": "PubMed", "for": "needles"}
    nothing = {"evidence": [], "rating": {"not_rated": "None."}, "found": "nothing", "searched": searched}
    wording, told = why(**nothing)
    assert wording == "It is so."
    assert told == start + "“unsupported”. Nobody has studied this, as far as we found (PubMed, 2026-11-20)."


def test_a_sham_sibling_that_differs_is_named(make: Any) -> None:
    """The claim names no comparison: it answers the question against no treatment, and sham says no."""
    sham = question("so-sham", comparator="sham needling", found="denies", answer="No better than sham.")
    first = question("so", beside=["so-sham"], answer="Better than nothing.", **low())
    bare = make.claim(1, comparator=None, answers=[YES])
    named = make.claim(2, comparator="stretching", answers=[YES])
    held = joined(make.contents(bare, named, references=works(make)), first, sham)
    (dropped,) = gaps(held, "comparator dropped")
    assert dropped.claim == "healthline-001"
    assert "so: Better than nothing." in dropped.rule
    assert "(so-sham): No better than sham." in dropped.rule
    told = {gap.claim: gap.rule for gap in gaps(held, "overstated")}
    assert "Against sham the answer is another one (so-sham): No better than sham." in told["healthline-001"]
    assert "sham" not in told["healthline-002"]


def test_a_claim_without_comparison_lacks_none_where_sham_says_the_same(make: Any) -> None:
    sham = question("so-sham", comparator="sham needling", found="affirms")
    bare = make.claim(1, comparator=None, answers=[YES], citations=[make.cited("review", None)])
    held = joined(make.contents(bare, references=works(make)), question("so", beside=["so-sham"]), sham)
    assert gaps(held, "comparator dropped") == []


def test_the_kind_of_unknown_is_told(make: Any) -> None:
    searched = {"dated": "2026-11-20", "where": "PubMed", "for": "needles"}
    nothing = question("so", evidence=[], rating={"not_rated": "Nothing."}, found="nothing", searched=searched)
    (gap,) = gaps(joined(make.contents(make.claim(answers=[YES])), nothing), "unsupported")
    assert "Nobody has studied this, as far as we found (PubMed, 2026-11-20)." in gap.rule


def test_a_correction_is_told_once_per_question_and_a_retraction_at_every_claim(make: Any) -> None:
    claims = [make.claim(number, answers=[YES]) for number in (1, 2, 3)]
    claims.append(make.claim(4, answers=[YES], citations=[make.cited("review", None)]))
    for status, expected in (
        ("corrected", ["healthline-001", "healthline-004"]),  # the article of 004 cites it
        ("expression of concern", [claim.id for claim in claims]),
    ):
        reference = make.reference("review", "systematic review", year=2024, status=status)
        held = joined(make.contents(*claims, references=(reference,)), question("so"))
        assert [gap.claim for gap in gaps(held, "retracted or corrected")] == expected


# -- families ----------------------------------------------------------------------------------------------------------


def test_claims_that_give_one_question_the_same_answer_are_a_family(make: Any) -> None:
    claims = (
        make.claim(1, answers=[YES]),
        make.claim(2, answers=[YES | {"says": "denies"}]),
        make.claim(1, "verywell", answers=[YES]),
        make.claim(2, "verywell", answers=[YES | {"used": True}]),
    )
    held = joined(make.contents(*claims, references=works(make)), question("so"))
    (family,) = families_of(held, grade_all(held))
    assert (family.name, family.says) == ("so-affirms", "Is it so? Yes.")
    assert family.ids == {"healthline-001", "verywell-001"}
    assert family.against == ("healthline-002",)


def test_claims_that_are_linked_are_not_proposed_again(make: Any) -> None:
    claims = [make.claim(1, condition="neck pain"), make.claim(1, "verywell", condition="neck pain")]
    assert len(proposals_of(make.contents(*claims))) == 1
    linked = [claim.model_copy(update={"answers": make.claim(answers=[YES]).answers}) for claim in claims]
    assert proposals_of(asked(make.contents(*linked), question("so"))) == ()


# -- what if -----------------------------------------------------------------------------------------------------------


def test_a_question_whose_basis_falls_is_rated_again_once_with_its_claims(make: Any) -> None:
    claims = (make.claim(1, answers=[YES]), make.claim(2, answers=[YES]), make.claim(3))
    held = asked(make.contents(*claims, references=works(make)), question("so"))
    found = what_if(held, ["review"])
    (row,) = found.questions
    assert (row.question, row.need, row.claims) == ("so", "rate again", ("healthline-001", "healthline-002"))
    assert row.reason == "The answer to “so” rested on review and nothing else; it must be rated again."
    assert found.ratings("rate again") == 1
    assert [(c.claim.id, c.before.verdict, c.after.verdict, c.rating) for c in found.claims] == [
        ("healthline-001", "supported", "not rated", "rate again"),
        ("healthline-002", "supported", "not rated", "rate again"),
    ]
    assert all(c.after.wording_allowed is None and c.before.wording_allowed == "It is so." for c in found.claims)
    assert held.questions["so"].evidence  # what is given stays


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "fact"},
        {"kind": "fact", "status": "not so"},
        {"kind": "frequency", "happens": "shown"},
        {"kind": "frequency", "rate": {"low": 0.1, "high": 0.2, "of": "people", "counted_by": "x"}},
    ],
)
def test_a_fact_or_count_that_loses_its_basis_is_open(make: Any, fields: dict[str, Any]) -> None:
    answer = {"question": "so", "says": "affirms"}
    held = asked(make.contents(make.claim(answers=[answer]), references=works(make)), question("so", **fields))
    found = what_if(held, ["review"])
    (row,) = found.claims
    assert row.after.verdict == "cannot be verified"
    assert row.after.wording_allowed is None
    assert row.rating == "rate again"


def test_a_question_that_keeps_a_work_is_looked_at_again(make: Any) -> None:
    evidence = [{"ref": ref, "says": "affirms", "passage": "result", "why": "x"} for ref in ("review", "other")]
    held = asked(make.contents(make.claim(answers=[YES]), references=works(make)), question("so", evidence=evidence))
    for treat_as in ("excluded", "retracted"):
        (row,) = what_if(held, ["review"], treat_as).questions  # type: ignore[arg-type]
        assert (row.need, row.claims) == ("look again", ("healthline-001",))
        assert row.reason.endswith("look at it again with what remains: other.")


def test_a_question_whose_only_work_is_retracted_is_rated_again(make: Any) -> None:
    held = asked(make.contents(make.claim(answers=[YES]), references=works(make)), question("so"))
    found = what_if(held, ["review"], "retracted")
    assert [row.need for row in found.questions] == ["rate again"]
    assert [(row.after.verdict, row.rating) for row in found.claims] == [("not rated", "rate again")]


def test_a_work_that_is_gone_stands_nowhere_in_the_questions(make: Any) -> None:
    evidence = [{"ref": ref, "says": "affirms", "passage": "record", "why": "x"} for ref in ("review", "other")]
    listed = question(
        "so",
        "fact",
        evidence=evidence,
        unread=[{"ref": "review", "what": "its list"}],
        items={"a": {"status": "so", "evidence": ["review"], "unread": [{"ref": "review", "what": "x"}]}},
        values=[{"value": "v", "ref": "review"}],
    )
    after = changed(asked(make.contents(references=works(make)), listed), frozenset({"review"}), "excluded")
    assert after.questions["so"].named == ("other",)
    assert after.questions["so"].items["a"].evidence == []
    assert after.questions["so"].items["a"].status == "not known"
    assert after.questions["so"].status == "so"
