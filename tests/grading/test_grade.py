"""The whole grade of a claim: what is derived, and that the explanation leads there."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

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
        make.reference("rha2013", "randomised trial", authors=("Rha, D", "Park, G", "Kim, Y"), year=2013),
        make.reference("hamid2021", "systematic review", authors=("Hamid, M", "Sazlina, S"), year=2021),
        make.reference("other2020", "randomised trial"),
    )


def test_the_example_of_the_design(make: Any) -> None:
    result = grade(example(make), works(make))
    assert (result.claim, result.verdict, result.certainty, result.level) == ("healthline-001", "overstated", "low", 1)
    assert result.wording_allowed == (
        "This may be so, as evidence of low certainty suggests: Plasma relieved pain more than dry needling did."
    )
    assert [step.about for step in result.steps] == ["basis", "stances", "certainty", "wording", "verdict", "level"]
    assert result.explanation == (
        "The rating rests on 2 works. "
        "Hamid and Sazlina 2021 supports the claim; Rha and others 2013 supports the claim in part. "
        "Taken together, they support the claim. "
        "The certainty starts high, as evidence from randomised trials does. "
        "It goes down one step for indirectness (tendon needling, not trigger points): moderate. "
        "It goes down one step for imprecision (39 people, one centre): low. "
        "The certainty is low, 2 of 4. "
        "The article’s wording is firm. "
        "So the verdict is “overstated”: the studies point the way it says, but they are too weak for a plain "
        "statement without a word such as “may”. "
        "The best source is of OCEBM level 1 of 5 (systematic review: Hamid and Sazlina 2021)."
    )


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
    assert "trinh2016 was retracted or withdrawn: not counted." in result.explanation
    assert "What unknown2020 says about the claim is not recorded." in result.explanation
    assert (result.verdict, result.level) == ("unsupported", None)


def test_a_fact_is_explained_by_its_source(make: Any) -> None:
    result = grade(make.claim(make.fact("outdated", "x2020"), kind="regulation"), {})
    assert (result.verdict, result.certainty, result.level) == ("outdated", None, None)
    assert result.explanation == (
        "This is a question of fact; it was checked against x2020 (primary source). "
        "The verdict is “outdated”: a source shows that it was so once and is so no longer. Because."
    )
    without = grade(make.claim(make.fact("cannot be verified", source="none"), kind="history"), {})
    assert without.explanation.startswith("This is a question of fact; the ledger names no work for it.")


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
