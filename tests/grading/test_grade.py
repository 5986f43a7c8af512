"""The whole grade of a claim: what is derived, and that the explanation leads there."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.grading.grade import grade, grade_all
from firmground.records import Article, ClaimFile, Contents
from firmground.records.terms import Stance, words_of


def example(make: Any) -> Any:
    rating = make.rating(
        "rha2013",
        "hamid2021",
        certainty="low",
        down={
            "imprecision": {"steps": 1, "because": "39 people, one centre."},
            "indirectness": {"steps": 1, "because": "tendon needling, not trigger points"},
        },
    )
    citations = [
        make.citation("rha2013", "partly supports", role="cited", identified="probable"),
        make.citation("hamid2021"),
    ]
    return make.claim(rating, citations, claim="Plasma relieved pain more than dry needling did.", direction="against")


def works(make: Any) -> Any:
    return make.references(
        make.reference("rha2013", "randomised trial", authors=named("Rha, D", "Park, G", "Kim, Y"), year=2013),
        make.reference("hamid2021", "systematic review", authors=named("Hamid, M", "Sazlina, S"), year=2021),
        make.reference("other2020", "randomised trial"),
    )


def test_the_example_of_the_design(make: Any) -> None:
    result = grade(example(make), works(make))
    assert (result.claim, result.verdict, result.certainty, result.level) == ("healthline-001", "overstated", "low", 1)
    assert [step.about for step in result.steps] == ["basis", "stances", "certainty", "wording", "verdict", "level"]
    assert result.explanation == (
        "The rating rests on 2 works. "
        "Hamid and Sazlina 2021 supports the claim; Rha and others 2013 supports the claim in part. "
        "Taken together, they support the claim. "
        "The certainty starts high, as evidence from randomised trials does. "
        "It goes down one step to moderate for indirectness (studies of something a little different): "
        "tendon needling, not trigger points. "
        "It goes down one step to low for imprecision (figures that chance could explain): 39 people, one centre. "
        "So it is low, 2 of 4, on the GRADE scale. "
        "The article’s wording is firm: it states the claim as settled. "
        "So the verdict is “overstated”: the evidence points the way the claim says, but is too weak for a plain "
        "statement without a word such as “may”. "
        "The best design among the works is a systematic review (Hamid and Sazlina 2021): "
        "level 1 of 5, where 1 is best (OCEBM 2011)."
    )
    assert [step.rule for step in result.steps] == [
        "what is rated: direct",
        "studies together: supports",
        "GRADE: start randomised, indirectness −1, imprecision −1",
        "wording: firm",
        "verdict: supports, firm, low",
        "OCEBM 2011: benefit",
    ]


def test_a_typed_certainty_that_does_not_follow_is_said(make: Any) -> None:
    claim = make.claim(make.rating("a", start="observational", certainty="moderate"), [make.citation("a")])
    result = grade(claim, {})
    assert result.certainty == "low"
    assert "The file says moderate, which does not follow from its steps; the steps count." in result.explanation


def test_a_certainty_without_a_start_is_said(make: Any) -> None:
    rating = make.rating("a", certainty="low").model_copy(update={"start": "adopted"})
    text = grade(make.claim(rating, [make.citation("a")]), {}).explanation
    assert "cannot be worked out. The file says low, 2 of 4." in text


def test_retracted_works_and_works_without_a_stance_are_named(make: Any) -> None:
    references = make.references(make.reference("trinh2016", "systematic review", status="retracted"))
    claim = make.claim(make.rating("trinh2016", "unknown2020"), [make.citation("trinh2016")])
    result = grade(claim, references)
    assert "trinh2016 was retracted or withdrawn, so it does not count." in result.explanation
    assert "What unknown2020 says about the claim is not recorded." in result.explanation
    assert (result.verdict, result.level) == ("unsupported", None)


def test_a_basis_that_was_retracted_whole_leaves_no_certainty(make: Any) -> None:
    references = make.references(
        make.reference("trinh2016", "systematic review", status="retracted"),
        make.reference("other2020", "systematic review", status="withdrawn"),
    )
    result = grade(
        make.claim(make.rating("trinh2016", "other2020"), [make.citation("trinh2016"), make.citation("other2020")]),
        references,
    )
    assert (result.verdict, result.certainty, result.level, result.wording_allowed) == ("unsupported", None, None, None)
    assert result.explanation == (
        "The rating rests on 2 works. other2020 and trinh2016 were retracted or withdrawn, so they do not count. "
        "So the verdict is “unsupported”: no work that counts is left, so no certainty is given."
    )


def test_a_fact_is_explained_by_its_source(make: Any) -> None:
    result = grade(make.claim(make.fact("outdated", "x2020"), kind="regulation"), {})
    assert (result.verdict, result.certainty, result.level) == ("outdated", None, None)
    assert result.explanation == (
        "This is a question of fact; it was checked against x2020 as a primary source (at first hand). "
        "The verdict is “outdated”: as far as is known it was so once, and a source shows that it is so no longer. "
        "Because."
    )
    assert [step.rule for step in result.steps] == ["fact: primary source", "fact: outdated"]
    without = grade(make.claim(make.fact("cannot be verified", source="none"), kind="history"), {})
    assert without.explanation == (
        "This is a question of fact; the ledger names no work for it. "
        "The verdict is “cannot be verified”: nothing that was found settles whether it is so. Because."
    )
    assert without.steps[0].rule == "fact: no source"
    two = grade(make.claim(make.fact("confirmed", "x", "y", source="secondary"), kind="history"), {})
    assert two.explanation == (
        "This is a question of fact; it was checked against x and y as secondary sources (at second hand). "
        "The verdict is “confirmed”: a source shows that it is so. Because."
    )


def test_a_fact_that_rests_on_a_retracted_work_needs_another(make: Any) -> None:
    references = make.references(make.reference("x", status="retracted"))
    text = grade(make.claim(make.fact("confirmed", "x", "y"), kind="history"), references).explanation
    assert "x was retracted or withdrawn, so another source is needed." in text


def test_what_all_works_say_is_said_once(make: Any) -> None:
    citations = [make.citation("a", "contradicts"), make.citation("b", "contradicts")]
    stances = grade(make.claim(make.rating("a", "b"), citations), {}).steps[1]
    assert (stances.text, stances.rule) == ("a and b contradict the claim.", "studies together: contradicts")


@pytest.mark.parametrize(
    ("kind", "direction", "first"),
    [
        ("efficacy", "for", "The rating rests on one work."),
        ("usage", "for", "The claim reports a use; what was rated is whether that use helps. The rating rests on"),
        ("usage", "none", "What was rated is what the claim takes for granted about benefit or harm. The rating"),
        ("advice", "for", "What was rated is what the claim takes for granted about benefit or harm. The rating"),
        (
            "contraindication",
            "against",
            "The claim is a warning; what was rated is the harm that it takes for granted.",
        ),
    ],
)
def test_the_explanation_says_what_was_rated(make: Any, kind: str, direction: str, first: str) -> None:
    claim = make.claim(make.rating("a"), [make.citation("a")], kind=kind, direction=direction)
    assert grade(claim, {}).explanation.startswith(first)


@pytest.mark.parametrize(
    ("kind", "design", "text"),
    [
        ("mechanism", "randomised trial", "the table (OCEBM 2011) has no question on how a treatment works."),
        ("efficacy", "guideline", "none of the works is of a design that the table (OCEBM 2011) ranks."),
        ("safety", "overview of reviews", "The best design among the works is an overview of reviews (a): level 1 of"),
        ("safety", "case report", "The best design among the works is a case report (a): level 5 of 5, where 1 is"),
    ],
)
def test_the_level_is_explained_and_its_absence_too(make: Any, kind: str, design: str, text: str) -> None:
    references = make.references(make.reference("a", design))
    step = grade(make.claim(make.rating("a"), [make.citation("a")], kind=kind), references).steps[-1]
    assert step.about == "level"
    assert text in step.text


def test_a_review_of_other_than_trials_has_its_level_at_best(make: Any) -> None:
    """The table names no level for it; level 3 is that of the controlled cohorts which it may sum up."""
    references = make.references(make.reference("a", "systematic review"))
    rating = make.rating("a", start="observational", certainty="low")
    step = grade(make.claim(rating, [make.citation("a")], kind="safety"), references).steps[-1]
    assert step.text.endswith("a systematic review (a): at best level 3 of 5, where 1 is best (OCEBM 2011).")
    assert step.rule == "OCEBM 2011: harms"


def test_where_nothing_moves_the_certainty_it_is_said_once(make: Any) -> None:
    step = grade(make.claim(make.rating("a", start="observational", certainty="low"), [make.citation("a")]), {}).steps[
        2
    ]
    assert step.text == (
        "The certainty starts low, as evidence from studies without random allocation does. "
        "Nothing moves it, so it is low, 2 of 4, on the GRADE scale."
    )


def test_no_plain_words_are_offered_for_very_uncertain_evidence(make: Any) -> None:
    """GRADE guidelines 26 has “may” for low certainty only; very low has a sentence of its own."""
    down = {"imprecision": {"steps": 2, "because": "x"}, "indirectness": {"steps": 1, "because": "x"}}
    text = grade(make.claim(make.rating("a", certainty="very low", down=down), [make.citation("a")]), {}).explanation
    assert "but is too uncertain for any plain statement." in text
    assert "“may”" not in text


def test_what_is_not_rated_says_why(make: Any) -> None:
    silent = grade(make.claim(None), {})
    assert (silent.verdict, silent.certainty, silent.level, silent.wording_allowed) == ("not rated", None, None, None)
    assert silent.explanation == "Nobody has rated this claim, so there is no verdict."
    said = grade(make.claim({"not_rated": "No effect is claimed."}), {})
    assert said.explanation == "This claim is not rated, so there is no verdict: No effect is claimed."


def contents(claims: list[Any], references: Any) -> Contents:
    return Contents(None, (ClaimFile(article=Article(id="healthline"), claims=claims),), references)


def test_all_claims_in_reading_order_and_of_two_with_one_id_the_first(make: Any) -> None:
    rated = make.claim(make.fact("confirmed", "x"), id="healthline-002")
    claims = [rated, make.claim(None, id="healthline-001"), make.claim(None, id="healthline-002")]
    grades = grade_all(contents(claims, {}))
    assert list(grades) == ["healthline-002", "healthline-001"]
    assert grades["healthline-002"].verdict == "confirmed"


@given(
    stances=st.lists(st.sampled_from(words_of(Stance)), min_size=1, max_size=5),
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_citations_basis_and_claims_does_not_matter(
    make: Any, stances: list[str], seed: random.Random
) -> None:
    keys = [f"work{number}" for number in range(len(stances))]
    references = make.references(*(make.reference(key, "randomised trial") for key in keys))
    citations = [make.citation(key, stance) for key, stance in zip(keys, stances, strict=True)]

    def graded() -> Any:
        claims = [make.claim(make.rating(*keys), citations), make.claim(None, id="healthline-002")]
        seed.shuffle(claims)
        return dict(grade_all(contents(claims, references)))

    before = graded()
    seed.shuffle(keys)
    seed.shuffle(citations)
    assert graded() == before


@given(stance=st.sampled_from(words_of(Stance)), design=st.sampled_from(["systematic review", "randomised trial"]))
def test_a_work_that_nothing_rests_on_changes_nothing(make: Any, stance: str, design: str) -> None:
    claim, references = example(make), works(make)
    before = grade(claim, references)
    without = {key: reference for key, reference in references.items() if key != "other2020"}
    assert grade(claim, without) == before
    more = make.claim(
        claim.rating,
        [*(c.model_dump(by_alias=True) for c in claim.citations), make.citation("extra2022", stance)],
        claim=claim.claim,
        direction=claim.direction,
    )
    assert grade(more, {**references, "extra2022": make.reference("extra2022", design)}) == before
