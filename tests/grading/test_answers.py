"""The verdict on a claim by its question: every table row by row, by hand, and known answers.

Source of the tables: GRADE guidelines 26 for how firmly one may speak, and the rules of this project (decision 0018).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.grading.answer_rules import Standing, Voice, WarningCase, answer_rules
from firmground.grading.explain_answers import messages
from firmground.grading.grade import Grade, grade_all
from firmground.grading.joined import join_answers
from firmground.grading.scales import CERTAINTIES, VERDICTS, WARNING_VERDICTS
from firmground.grading.standing import certainty_for
from firmground.records import Answer, Claim, ClaimFile, Contents, Question, QuestionFile, Reference, Vocabulary
from firmground.records.terms import Certainty, FactStatus, Found, Happens, Often, Position, Reach

BY = {"why": "Because.", "by": "editors", "dated": date(2026, 11, 22)}
#: Steps down that lead from a start at high to each certainty.
DOWN: Mapping[str, dict[str, Any]] = {
    "high": {},
    "moderate": {"imprecision": {"steps": 1, "because": "Few people."}},
    "low": {"imprecision": {"steps": 2, "because": "Few people."}},
    "very low": {"imprecision": {"steps": 3, "because": "Hardly anybody."}},
}
COMPARATORS = {
    "sham syrup": {"definition": "A syrup that tastes alike.", "facet": "sham"},
    "no treatment": {"definition": "Nothing.", "facet": "no treatment"},
}
SEARCH = {"dated": date(2026, 11, 22), "where": "PubMed", "for": "honey and hiccups"}


def graded(certainty: str = "high", start: str = "randomised", **fields: Any) -> dict[str, Any]:
    return {"certainty": certainty, "start": start, "down": DOWN[certainty], **BY, **fields}


def effect(found: str = "affirms", certainty: str = "high", **fields: Any) -> dict[str, Any]:
    says = {"partly": "partly", "denies": "denies", "unclear": "unclear"}.get(found, "affirms")
    evidence = [] if found == "nothing" else [{"ref": "rha2013", "says": says, "why": "It was measured."}]
    return {
        "id": "cough",
        "asks": "Does honey ease a cough, compared with no treatment?",
        "kind": "effect",
        "about": "honey",
        "comparator": "no treatment",
        "evidence": evidence,
        "found": found,
        "rating": graded(certainty),
        "answer": "An answer.",
        **fields,
    }


def fact(status: str | None = "so", **fields: Any) -> dict[str, Any]:
    own = {"kind": "fact", "status": status, "source": "primary", "found": None, "rating": dict(BY), "comparator": None}
    return effect(**{**own, **fields})


def count(low: float, high: float, certainty: str = "high", of: str = "people", **fields: Any) -> dict[str, Any]:
    rate = {"low": low, "high": high, "of": of, "counted_by": "parents", **fields.pop("more", {})}
    own = {"kind": "frequency", "found": None, "rate": rate, "rating": graded(certainty, "counted"), "comparator": None}
    return effect(**{**own, **fields})


def judged(answers: list[dict[str, Any]] | dict[str, Any], *questions: dict[str, Any], **claim: Any) -> Grade:
    """The grade of one claim that gives these answers."""
    return joined(answers, *questions, **claim)[0]


def joined(
    answers: list[dict[str, Any]] | dict[str, Any],
    *questions: dict[str, Any],
    retracted: tuple[str, ...] = (),
    **claim: Any,
) -> tuple[Grade, Claim]:
    """The grade, and the claim as its question makes it."""
    own = {
        "id": "honey-001",
        "claim": "Honey eases a cough.",
        "anchor": {"start": "Honey eases"},
        "kind": "efficacy",
        "about": "honey",
        "direction": "for",
        "wording": "firm",
        "attribution": {"kind": "none"},
        "answers": [{"question": "cough", **a} for a in (answers if isinstance(answers, list) else [answers])],
        **claim,
    }
    file = ClaimFile.model_validate({"article": {"id": "honey"}, "claims": [own]})
    asked = QuestionFile(questions=[Question.model_validate(q) for q in questions])
    gone = {key: Reference(key=key, type="article", title=key, status="retracted") for key in retracted}
    held = join_answers(with_comparators(Contents(None, (file,), gone, question_files=(asked,))))
    return grade_all(held)["honey-001"], held.claims_by_id["honey-001"]


def with_comparators(contents: Contents) -> Contents:
    class Held(Contents):
        @property
        def vocabulary(self) -> Vocabulary:
            return Vocabulary.model_validate({"about": {"honey": "Honey."}, "comparator": COMPARATORS})

    return Held(contents.settings, contents.files, contents.references, question_files=contents.question_files)


# -- effects -----------------------------------------------------------------------------------------------------------

#: The table of the design: where the claim stands, the voice, and the verdict at high, moderate, low and very low.
EFFECTS = [
    ("agrees", "firm", "supported", "supported", "overstated", "overstated"),
    ("agrees", "soft", "supported", "supported", "supported", "partly supported"),
    ("gap", "firm", "partly supported", "partly supported", "overstated", "overstated"),
    ("gap", "soft", "partly supported", "partly supported", "partly supported", "overstated"),
    ("more", "firm", "overstated", "overstated", "overstated", "overstated"),
    ("more", "soft", "partly supported", "partly supported", "partly supported", "overstated"),
    ("against", "firm", "contradicted", "contradicted", "contradicted", "disputed"),
    ("against", "soft", "contradicted", "contradicted", "disputed", "disputed"),
    ("mixed", "firm", "disputed", "disputed", "disputed", "disputed"),
    ("mixed", "soft", "disputed", "disputed", "disputed", "disputed"),
    ("unclear", "firm", "unsupported", "unsupported", "unsupported", "unsupported"),
    ("unclear", "soft", "unsupported", "unsupported", "unsupported", "unsupported"),
]
#: What a claim must say and an answer must be, for the claim to stand so.
STANDS = {
    "agrees": ({"says": "affirms"}, "affirms"),
    "gap": ({"says": "affirms"}, "partly"),
    "more": ({"says": "affirms", "reach": "more"}, "affirms"),
    "against": ({"says": "affirms"}, "denies"),
    "mixed": ({"says": "affirms"}, "mixed"),
    "unclear": ({"says": "affirms"}, "unclear"),
}


@pytest.mark.parametrize(("stands", "voice", "verdicts"), [(s, v, w) for s, v, *w in EFFECTS])
def test_every_row_for_effects(stands: str, voice: str, verdicts: list[str]) -> None:
    answer, found = STANDS[stands]
    wording = {"firm": "firm", "soft": "hedged"}[voice]
    got = [judged(answer, effect(found, certainty), wording=wording).verdict for certainty in CERTAINTIES]
    assert got == verdicts


def test_there_is_a_row_for_every_case() -> None:
    rules = answer_rules()
    cases = itertools.product(get_args(Standing), [None, "more", "less"], ["firm", "soft"], CERTAINTIES, [True, False])
    for standing, reach, voice, certainty, searched in cases:
        assert rules.effect(standing, reach, voice, certainty, searched=searched).because  # type: ignore[arg-type]
    for says in get_args(Position):
        assert all(rules.fact(status, says, None).because for status in get_args(FactStatus))
        assert all(rules.possibility(happens, says, None).because for happens in get_args(Happens))
    assert all(rules.warning(case).because for case in get_args(WarningCase))


def test_every_verdict_can_be_given_and_has_its_place_in_the_order() -> None:
    rules = answer_rules()
    tables = (rules.effects, rules.unsure, rules.facts, rules.possibilities)
    given = {row.verdict for table in tables for row in table} | {rules.used.shown, rules.used.not_shown}
    assert given | set(WARNING_VERDICTS) == set(VERDICTS)
    assert set(rules.order.other) == given
    assert sorted(rules.order.warning) == sorted(WARNING_VERDICTS)
    assert {row.verdict for row in rules.warnings} == set(WARNING_VERDICTS)


@pytest.mark.parametrize("soft", [{"wording": "hedged"}, {"implied": True}, {"reach": "less"}])
def test_hedged_implied_and_less_are_all_soft(soft: dict[str, Any]) -> None:
    wording = soft.pop("wording", "firm")
    assert judged({"says": "affirms", **soft}, effect("affirms", "low"), wording=wording).verdict == "supported"
    assert judged({"says": "affirms"}, effect("affirms", "low")).verdict == "overstated"


def test_a_claim_that_says_no_is_borne_out_by_a_no() -> None:
    """“No better than no treatment”: the position is toward what is asked, never toward the answer."""
    assert judged({"says": "denies"}, effect("denies", "moderate")).verdict == "supported"
    assert judged({"says": "denies"}, effect("affirms", "moderate")).verdict == "contradicted"


def test_the_sham_sibling_makes_a_gap_whichever_the_claim_says() -> None:
    sham = effect("denies", id="cough-sham", comparator="sham syrup")
    plain = effect("affirms", beside=["cough-sham"])
    assert judged({"says": "affirms"}, plain, sham).verdict == "partly supported"
    assert judged({"says": "denies"}, plain, sham).verdict == "partly supported"
    # A claim that names its comparison asks for that one alone.
    assert judged({"says": "affirms"}, plain, sham, comparator="no treatment").verdict == "supported"
    # A sibling that answers the same, or does not compare with sham, makes none.
    assert judged({"says": "affirms"}, plain, {**sham, "found": "affirms"}).verdict == "supported"
    assert judged({"says": "affirms"}, plain, {**sham, "comparator": "no treatment"}).verdict == "supported"
    # One that is open takes a part of a yes, and lends nothing to a claim that says no.
    unclear = {**sham, "found": "unclear"}
    assert judged({"says": "affirms"}, plain, unclear).verdict == "partly supported"
    assert judged({"says": "denies"}, plain, unclear).verdict == "contradicted"
    assert judged({"says": "denies"}, {**plain, "found": "denies"}, unclear).verdict == "supported"
    # The sham question itself has no sham sibling.
    assert judged({"says": "affirms", "question": "cough-sham"}, {**sham, "beside": ["cough"]}, plain).verdict == (
        "contradicted"
    )


def test_a_claim_on_something_else_takes_its_own_step_down() -> None:
    indirect = {"steps": 1, "because": "It was studied in children."}
    near = judged({"says": "affirms", "indirect": indirect}, effect("affirms", "moderate"))
    assert (near.certainty, near.verdict) == ("low", "overstated")
    assert "It was studied in children" in near.explanation
    floor = judged({"says": "affirms", "indirect": {**indirect, "steps": 2}}, effect("affirms", "low"))
    assert floor.certainty == "very low"


# -- unknown -----------------------------------------------------------------------------------------------------------

UNREAD = [{"ref": None, "what": "A thesis of 1990."}]
SENSES = [
    ({}, "not looked", "not rated", "We have not looked for this yet."),
    (
        {"searched": SEARCH},
        "not studied",
        "unsupported",
        "Nobody has studied this, as far as we found (PubMed, 2026-11-22).",
    ),
    (
        {"unread": UNREAD},
        "not read",
        "not rated",
        "There are sources on this that we have not read: A thesis of 1990.",
    ),
    (
        {"untestable": "It names no measure."},
        "cannot be tested",
        "not rated",
        "It cannot be tested: It names no measure.",
    ),
    (
        {"not_found": "A report of 1971"},
        "not found",
        "not rated",
        "The document named was not found: A report of 1971.",
    ),
]


@pytest.mark.parametrize(("fields", "name", "verdict", "text"), SENSES)
def test_unknown_says_which_kind(fields: dict[str, Any], name: str, verdict: str, text: str) -> None:
    asked = effect("nothing", rating={"not_rated": "Nothing to rate."}, **fields)
    grade = judged({"says": "affirms"}, asked)
    assert (grade.verdict, grade.certainty) == (verdict, None)
    assert grade.sense is not None
    assert (grade.sense.name, grade.sense.text) == (name, text)
    assert text in grade.explanation


def test_what_was_read_and_does_not_settle_it_is_the_sixth_kind() -> None:
    grade = judged({"says": "affirms"}, effect("unclear", "low"))
    assert grade.verdict == "unsupported"
    assert grade.sense is not None
    assert grade.sense.text == "What was read does not settle it: rha2013."


LEANS = [("affirms", "not read"), ("partly", "not read"), ("unclear", "does not settle it")]


@pytest.mark.parametrize(("says", "name"), LEANS)
def test_what_leans_one_way_settles_nothing_beside_a_work_that_was_not_read(says: str, name: str) -> None:
    read = [{"ref": "rha2013", "says": says, "why": "An older review."}]
    unread = [{"ref": None, "what": "the newer review"}]
    asked = effect("affirms", rating={"not_rated": "The newer review."}, evidence=read, unread=unread)
    sense = judged({"says": "affirms"}, {**asked, "found": None}).sense
    assert sense is not None
    assert sense.name == name


def test_a_claim_without_a_question_says_why() -> None:
    grade = judged([], no_question="What people imagine has no measure.")
    assert grade.verdict == "not rated"
    assert "What people imagine has no measure." in grade.explanation


@pytest.mark.parametrize(
    ("found", "certainty", "fields", "verdict"),
    [
        ("affirms", "low", {}, "supported"),
        ("affirms", "moderate", {}, "contradicted"),
        ("denies", "high", {}, "contradicted"),
        ("mixed", "high", {}, "supported"),
        ("unclear", "moderate", {}, "supported"),
        ("nothing", "high", {"searched": SEARCH}, "supported"),
        ("nothing", "high", {}, "not rated"),
    ],
)
def test_a_claim_that_it_is_not_known(found: str, certainty: str, fields: dict[str, Any], verdict: str) -> None:
    assert judged({"says": "unsure"}, effect(found, certainty, **fields)).verdict == verdict


# -- facts and possibilities -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "affirms", "more", "denies", "unsure"),
    [
        ("so", "confirmed", "confirmed in part", "refuted", "refuted"),
        ("not so", "refuted", "refuted", "confirmed", "refuted"),
        ("was so", "outdated", "outdated", "confirmed", "refuted"),
        ("disputed", "disputed", "disputed", "disputed", "confirmed"),
        ("not known", "cannot be verified", "cannot be verified", "cannot be verified", "confirmed"),
    ],
)
def test_facts(status: str, affirms: str, more: str, denies: str, unsure: str) -> None:
    asked = fact(status)
    said = [{"says": "affirms"}, {"says": "affirms", "reach": "more"}, {"says": "denies"}, {"says": "unsure"}]
    assert [judged(answer, asked).verdict for answer in said] == [affirms, more, denies, unsure]


def test_an_entry_of_a_list_is_judged_by_itself() -> None:
    items = {"babies": {"status": "so"}, "sailors": {"status": "not so"}}
    asked = fact("so", items=items)
    assert judged({"says": "affirms", "item": "babies"}, asked).verdict == "confirmed"
    assert judged({"says": "affirms", "item": "sailors"}, asked).verdict == "refuted"
    # One that nobody has looked at is not taken for the whole.
    assert judged({"says": "affirms", "item": "poets"}, asked).verdict == "cannot be verified"


@pytest.mark.parametrize(
    ("happens", "affirms", "denies", "unsure"),
    [
        ("shown", "confirmed", "refuted", "refuted"),
        ("shown elsewhere", "confirmed in part", "refuted", "confirmed in part"),
        ("not shown", "cannot be verified", "cannot be verified", "confirmed"),
    ],
)
def test_whether_it_can_happen(happens: str, affirms: str, denies: str, unsure: str) -> None:
    asked = fact(None, kind="frequency", source=None, happens=happens)
    got = [judged({"says": says}, asked).verdict for says in ("affirms", "denies", "unsure")]
    assert got == [affirms, denies, unsure]
    assert judged({"says": "affirms"}, asked).certainty is None
    assert judged({"often": "happens"}, asked).verdict == affirms


def test_a_claim_that_denies_more_than_is_shown_is_so_in_part() -> None:
    assert judged({"says": "denies", "reach": "more"}, fact("not so")).verdict == "confirmed in part"


@pytest.mark.parametrize(
    ("word", "verdict", "warns"),
    [
        ("very common", "confirmed in part", "stands"),
        ("common", "confirmed in part", "stands"),
        ("happens", "confirmed", "stands"),
        # that it happens does not bear out that it seldom does; a warning of it stands all the same
        ("uncommon", "cannot be verified", "stands"),
        ("rare", "cannot be verified", "stands"),
        ("very rare", "cannot be verified", "stands"),
    ],
)
def test_a_word_for_how_often_where_nobody_counted(word: str, verdict: str, warns: str) -> None:
    asked = fact(None, kind="frequency", source=None, happens="shown")
    grade = judged({"often": word}, asked)
    assert grade.verdict == verdict
    assert (grade.sense is not None) == (verdict == "cannot be verified")
    assert judged({"often": word}, asked, warning=True).verdict == warns


SHOWN = [
    (fact("so"), {"says": "affirms"}),
    (fact("not so"), {"says": "denies"}),
    (fact(None, kind="frequency", source=None, happens="shown"), {"says": "affirms"}),
]


@pytest.mark.parametrize(("asked", "answer"), SHOWN)
def test_what_nobody_rated_confirms_nothing_and_weakens_no_warning(
    asked: dict[str, Any], answer: dict[str, Any]
) -> None:
    unrated = {**asked, "rating": {"not_rated": "Nobody has looked at it again."}}
    assert judged(answer, unrated).verdict == "not rated"
    assert judged(answer, unrated, warning=True).verdict == "stands"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [*SHOWN, (count(0.00002, 0.0002), {"often": "rare"}), (effect("denies"), {"says": "denies"})],
)
@pytest.mark.parametrize("beside", [[], [{"ref": "ode1820", "says": "silent", "why": "On something else."}]])
def test_works_that_were_taken_back_bear_nothing_out(
    asked: dict[str, Any], answer: dict[str, Any], beside: list[dict[str, Any]]
) -> None:
    asked = {**asked, "evidence": [*asked["evidence"], *beside]}
    assert judged(answer, asked).verdict in {"confirmed", "supported"}
    gone = judged(answer, asked, retracted=("rha2013",))
    assert (gone.verdict in {"cannot be verified", "not rated"}, gone.certainty) == (True, None)
    assert gone.sense is not None
    assert judged(answer, asked, retracted=("rha2013",), warning=True).verdict == "is not settled"


# -- frequencies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "low", "high", "verdict"),
    [
        ("very common", 0.12, 0.3, "supported"),
        ("very common", 0.05, 0.3, "partly supported"),
        ("very common", 0.02, 0.05, "contradicted"),
        # a word of much has no upper end: what is very common is common
        ("common", 0.19, 0.37, "supported"),
        ("common", 0.0755, 0.077, "supported"),
        ("common", 0.001, 0.005, "contradicted"),
        ("uncommon", 0.001, 0.005, "supported"),
        ("uncommon", 0.02, 0.05, "contradicted"),
        ("rare", 0.00002, 0.0002, "supported"),
        ("rare", 0.0005, 0.002, "partly supported"),
        # “fewer than 1 in 1,000” ends before 1 in 1,000
        ("rare", 0.001, 0.002, "contradicted"),
        ("very rare", 0.00002, 0.00009, "supported"),
        ("very rare", 0.00002, 0.0002, "partly supported"),
        ("happens", 0.00002, 0.0002, "confirmed"),
    ],
)
def test_a_word_against_a_count(word: str, low: float, high: float, verdict: str) -> None:
    assert judged({"often": word}, count(low, high)).verdict == verdict


def test_a_count_by_treatments_bears_out_a_word_of_little_only_with_the_length_of_a_course() -> None:
    seldom = count(0.00001, 0.00005, of="treatments")
    assert judged({"often": "rare"}, seldom).verdict == "partly supported"
    course = {"course": {"treatments": 12, "why": "As one review counts."}}
    assert judged({"often": "rare"}, count(0.00001, 0.00005, of="treatments", more=course)).verdict == "supported"
    # 12 treatments at 5 in 10,000 each are 60 in 10,000 people: no longer rare.
    often = count(0.0004, 0.0005, of="treatments", more=course)
    assert judged({"often": "rare"}, often).verdict == "contradicted"
    # For a word of much the chance over a course only makes it truer.
    assert judged({"often": "common"}, count(0.05, 0.06, of="treatments")).verdict == "supported"


def test_a_fault_that_hides_harm_is_no_step_down_where_it_makes_the_claim_truer() -> None:
    down = {"risk of bias": {"steps": 2, "because": "Their own doctors counted.", "hides": "harm"}}
    rating = {**graded("low", "counted"), "down": down}
    often, seldom = count(0.05, 0.06, rating=rating), count(0.0001, 0.0002, rating=rating)
    assert judged({"often": "common"}, often).verdict == "supported"
    assert judged({"often": "common"}, often).certainty == "high"
    assert judged({"often": "rare"}, seldom).verdict == "overstated"
    assert judged({"often": "rare"}, seldom).certainty == "low"


def test_a_fault_that_hides_harm_stays_a_step_down_where_the_data_does_not_say_that_a_yes_is_a_harm() -> None:
    """“Is it safe?”: a yes that rests on what was overlooked must not be surer for it."""
    asked = effect("affirms", rating={**graded("moderate"), "down": HIDES})
    assert judged({"says": "affirms"}, asked).certainty == "moderate"
    assert certainty_for(Answer(question="cough"), Question.model_validate(asked), truer=True) == "moderate"


def test_a_word_that_says_more_than_the_count_is_a_gap() -> None:
    assert judged({"often": "common", "reach": "more"}, count(0.05, 0.06)).verdict == "overstated"


@pytest.mark.parametrize("says", ["denies", "unsure"])
@pytest.mark.parametrize("word", get_args(Often))
@pytest.mark.parametrize("count_", [(0.0005, 0.002), (0.05, 0.06), (0.0, 1.0)])
def test_a_word_that_is_denied_is_never_taken_for_said(says: str, word: str, count_: tuple[float, float]) -> None:
    verdict = judged({"says": says, "often": word}, count(*count_)).verdict
    assert verdict not in {"supported", "partly supported", "confirmed", "confirmed in part"}


@pytest.mark.parametrize(
    ("answer", "asked", "stance"),
    [
        ({"says": "affirms"}, effect(), "supports"),
        ({"says": "affirms", "reach": "more"}, effect(), "partly supports"),
        ({"often": "common"}, count(0.05, 0.06), "supports"),
        # it counted something else than the word says
        ({"often": "rare"}, count(0.05, 0.06), "contradicts"),
    ],
)
def test_what_a_work_says_to_a_claim_follows_from_what_the_claim_says(
    answer: dict[str, Any], asked: dict[str, Any], stance: str
) -> None:
    assert [c.stance for c in joined(answer, asked)[1].offered] == [stance]


def test_an_entry_of_a_list_whose_own_work_was_taken_back_is_not_known() -> None:
    works = [{"ref": key, "says": "affirms", "why": "It has the list."} for key in ("rha2013", "ode1820")]
    asked = fact("so", evidence=works, items={"babies": {"status": "so", "evidence": ["ode1820"]}})
    answer = {"says": "affirms", "item": "babies"}
    assert judged(answer, asked, retracted=("rha2013",)).verdict == "confirmed"
    assert judged(answer, asked, retracted=("ode1820",)).verdict == "cannot be verified"


# -- use ---------------------------------------------------------------------------------------------------------------


def test_a_use_has_a_verdict_in_two_halves() -> None:
    used = {"used": True, "says": "affirms"}
    assert judged(used, effect("affirms", "low")).verdict_told == "in use · helps? yes, certainty low, 2 of 4"
    assert judged(used, effect("denies", "moderate")).verdict_told == "in use · helps? no, certainty moderate, 3 of 4"
    assert judged(used, effect("unclear", "low")).verdict_told == "in use · helps? studies do not settle it"
    assert judged({"used": True, "says": "denies"}, effect("affirms")).verdict == "not rated"
    nothing = judged(used, effect("nothing", rating={"not_rated": "Nobody looked."}))
    assert nothing.verdict_told == "cannot be verified · helps? not known"
    assert nothing.sense is not None
    assert nothing.sense.name == "not looked"


# -- warnings ----------------------------------------------------------------------------------------------------------

HIDES = {"risk of bias": {"steps": 1, "because": "Their own doctors counted.", "hides": "harm"}}
HIDDEN = {**graded("moderate", "counted"), "down": HIDES}
WARNINGS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("a count within the word", {"often": "common"}, count(0.05, 0.06), "stands"),
    ("a count that overlaps", {"often": "common"}, count(0.005, 0.06), "stands"),
    ("of very low certainty", {"often": "common"}, count(0.05, 0.06, "very low"), "stands"),
    ("the word below the count", {"often": "rare"}, count(0.05, 0.06), "stands, but says too little"),
    ("the same, unsure", {"often": "rare"}, count(0.05, 0.06, "very low"), "stands, but says too little"),
    ("the word above a sure count", {"often": "very common"}, count(0.001, 0.002, "moderate"), WARNING_VERDICTS[2]),
    ("above an unsure count", {"often": "very common"}, count(0.001, 0.002, "low"), "is not settled"),
    ("above a count that hides harm", {"often": "very common"}, count(0.001, 0.002, rating=HIDDEN), "is not settled"),
    ("shown", {"says": "affirms"}, fact(None, kind="frequency", source=None, happens="shown"), "stands"),
    ("elsewhere", {"says": "affirms"}, fact(None, kind="frequency", source=None, happens="shown elsewhere"), "stands"),
    ("not shown", {"says": "affirms"}, fact(None, kind="frequency", happens="not shown"), "is not settled"),
    ("so", {"says": "affirms"}, fact("so"), "stands"),
    ("disputed", {"says": "affirms"}, fact("disputed"), "stands"),
    ("not known", {"says": "affirms"}, fact("not known"), "is not settled"),
    ("not so", {"says": "affirms"}, fact("not so"), "is wrong"),
    ("no longer so", {"says": "affirms"}, fact("was so"), "is wrong"),
    ("denied where it is not so", {"says": "denies"}, fact("not so"), "stands"),
    ("a precaution", {"says": "affirms"}, fact("not known", precaution="It costs nothing."), "stands"),
    ("an effect, unsure", {"says": "affirms"}, effect("affirms", "very low"), "stands"),
    ("an effect in part", {"says": "affirms"}, effect("partly", "low"), "stands"),
    ("an effect, denied surely", {"says": "affirms"}, effect("denies", "moderate"), "is wrong"),
    ("denied unsurely", {"says": "affirms"}, effect("denies", "low"), "is not settled"),
    ("mixed", {"says": "affirms"}, effect("mixed"), "is not settled"),
    ("unclear", {"says": "affirms"}, effect("unclear"), "is not settled"),
    ("nothing known", {"says": "affirms"}, effect("nothing", rating={"not_rated": "No."}), "is not settled"),
    ("plays down", {"says": "affirms", "reach": "less"}, effect("affirms"), "stands, but says too little"),
    ("says more, surely", {"says": "affirms", "reach": "more"}, effect("affirms"), WARNING_VERDICTS[2]),
    ("says more, unsurely", {"says": "affirms", "reach": "more"}, effect("affirms", "low"), "stands"),
    ("a use", {"says": "affirms", "used": True}, effect("affirms"), "is not settled"),
    ("not known whether safe", {"says": "unsure"}, effect("affirms", "low"), "stands"),
    ("said to be unknown, and known", {"says": "unsure"}, effect("affirms"), "is not settled"),
]


@pytest.mark.parametrize(("answer", "asked", "verdict"), [w[1:] for w in WARNINGS], ids=[w[0] for w in WARNINGS])
@pytest.mark.parametrize("wording", ["firm", "hedged"])
def test_warnings(answer: dict[str, Any], asked: dict[str, Any], verdict: str, wording: str) -> None:
    grade = judged(answer, asked, warning=True, wording=wording)
    assert grade.verdict == verdict
    assert (grade.sense is not None) == (verdict == "is not settled")


def test_that_a_warning_stands_does_not_make_it_so() -> None:
    known = {"so": "confirmed", "disputed": "disputed", "not known": "cannot be verified", "was so": "outdated"}
    for status, said in known.items():
        grade, claim = joined({"says": "affirms"}, fact(status, precaution="It costs nothing."), warning=True)
        assert grade.verdict == "stands"
        assert claim.rating is not None
        assert claim.rating.form == "fact"
        assert claim.rating.fact == said


def test_evidence_that_may_hide_harm_calls_no_warning_wrong_or_too_firm() -> None:
    rated = {"rating": {**graded("moderate"), "down": HIDES}}
    assert judged({"says": "affirms"}, effect("denies", **rated), warning=True).verdict == "is not settled"
    assert judged({"says": "affirms", "reach": "more"}, effect("affirms", **rated), warning=True).verdict == "stands"


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_no_certainty_is_asked_before_a_warning_stands(certainty: Certainty) -> None:
    assert judged({"says": "affirms"}, effect("affirms", certainty), warning=True).verdict == "stands"


@given(
    answer=st.fixed_dictionaries(
        {"says": st.sampled_from(get_args(Position))}, optional={"reach": st.sampled_from(["more", "less"])}
    ),
    found=st.sampled_from(get_args(Found)),
    certainty=st.sampled_from(CERTAINTIES),
    wording=st.sampled_from(["firm", "hedged"]),
)
def test_only_sure_evidence_can_call_a_warning_wrong_or_too_firm(
    answer: dict[str, Any], found: str, certainty: Certainty, wording: str
) -> None:
    verdict = judged(answer, effect(found, certainty), warning=True, wording=wording).verdict
    assert verdict in WARNING_VERDICTS
    if certainty in {"low", "very low"}:
        assert verdict not in {"is wrong", "stands, but is worded too firmly"}


@given(
    low=st.floats(0, 1),
    width=st.floats(0, 1),
    word=st.sampled_from(get_args(Often)),
    certainty=st.sampled_from(CERTAINTIES),
)
def test_a_count_that_hides_harm_never_weakens_a_warning(
    low: float, width: float, word: str, certainty: Certainty
) -> None:
    asked = count(low, min(1, low + width), certainty, more={"lean": "too low"})
    assert judged({"often": word}, asked, warning=True).verdict in {
        "stands",
        "stands, but says too little",
        "is not settled",
    }


# -- several answers ---------------------------------------------------------------------------------------------------


def test_the_worst_of_several_answers_decides_and_all_are_kept() -> None:
    well, badly = effect("affirms"), effect("denies", id="sleep")
    grade = judged([{"says": "affirms"}, {"question": "sleep", "says": "affirms"}], well, badly)
    assert grade.verdict == "contradicted"
    assert [j.verdict for j in grade.answers] == ["supported", "contradicted"]
    assert grade.deciding is grade.answers[1]


def test_what_is_stated_comes_before_what_is_implied() -> None:
    well, badly = effect("affirms"), effect("denies", id="sleep")
    grade = judged([{"says": "affirms"}, {"question": "sleep", "says": "affirms", "implied": True}], well, badly)
    assert grade.verdict == "supported"
    alone = judged({"says": "affirms", "implied": True}, badly | {"id": "cough"})
    assert alone.verdict == "contradicted"


def test_an_answer_that_nobody_rated_decides_only_alone() -> None:
    open_ = effect("nothing", id="sleep", rating={"not_rated": "No."})
    grade = judged([{"says": "affirms"}, {"question": "sleep", "says": "affirms"}], effect("affirms"), open_)
    assert grade.verdict == "supported"
    assert judged({"question": "sleep", "says": "affirms"}, open_).verdict == "not rated"


def test_a_question_that_is_not_there_is_no_verdict_and_no_crash() -> None:
    grade = judged({"question": "elsewhere", "says": "affirms"}, effect())
    assert (grade.verdict, grade.wording_allowed) == ("not rated", None)
    assert "elsewhere" in grade.explanation


# -- what may be printed, and the explanation --------------------------------------------------------------------------


def test_the_answer_may_be_printed_unless_the_claim_has_a_sentence_of_its_own() -> None:
    assert judged({"says": "affirms"}, effect()).wording_allowed == "An answer."
    assert judged({"says": "affirms"}, effect(), write="Ours.").wording_allowed == "Ours."
    asked = fact("so", items={"babies": {"status": "so", "answer": "Not for babies."}, "sailors": {"status": "so"}})
    assert judged({"says": "affirms", "item": "babies"}, asked).wording_allowed == "Not for babies."
    assert judged({"says": "affirms", "item": "sailors"}, asked).wording_allowed == "An answer."


def test_the_explanation_names_position_answer_certainty_and_wording() -> None:
    grade = judged({"says": "affirms"}, effect("affirms", "low"))
    assert [step.about for step in grade.steps] == [
        "question", "position", "basis", "certainty", "wording", "verdict", "level",
    ]  # fmt: skip
    assert grade.explanation.startswith(
        "The question is: Does honey ease a cough, compared with no treatment? "
        "The claim says yes to this. That is what the answer says. The answer: An answer. "
        "The certainty starts high, as evidence from randomised trials does."
    )
    assert "too unsure for a plain statement" in grade.explanation


def test_every_word_of_the_records_has_its_sentence() -> None:
    told = messages()
    assert set(told.position) == {*get_args(Position), "often", "used", "nothing"}
    assert set(told.reach) == {*get_args(Reach), "implied"}
    assert set(told.standing) == set(get_args(Standing))
    assert set(told.voice) == set(get_args(Voice))


def test_a_claim_carries_the_rating_and_the_works_of_its_question() -> None:
    file = ClaimFile.model_validate(
        {
            "article": {"id": "honey"},
            "claims": [
                {
                    "id": "honey-001",
                    "claim": "Honey does not ease a cough.",
                    "anchor": {"start": "Honey"},
                    "kind": "efficacy",
                    "about": "honey",
                    "direction": "against",
                    "wording": "firm",
                    "attribution": {"kind": "none"},
                    "citations": [
                        {"ref": "rha2013", "identified": "certain", "accuracy": "accurate", "why": "Named in the text."}
                    ],
                    "answers": [{"question": "cough", "says": "denies"}],
                }
            ],
        }
    )
    evidence = [
        {"ref": "rha2013", "says": "affirms", "why": "Less coughing."},
        {"ref": "old1990", "says": "denies", "passage": "background", "why": "No less coughing."},
    ]
    asked = QuestionFile(questions=[Question.model_validate(effect("affirms", "low", evidence=evidence))])
    (claim,) = join_answers(Contents(None, (file,), {}, question_files=(asked,))).claims()
    assert [(c.ref, c.role, c.stance, c.passage) for c in claim.citations] == [
        ("rha2013", "cited", "contradicts", None),
        ("old1990", "offered", "supports", "background"),
    ]
    assert claim.rating is not None
    assert claim.rating.form == "evidence"
    assert (claim.rating.certainty, claim.basis) == ("low", ("old1990", "rha2013"))


@pytest.mark.parametrize(
    ("items", "offered", "source"),
    [
        (["babies"], {"rha2013": "supports"}, "primary"),
        (["babies", "poets"], {"rha2013": "supports", "ode1820": "supports"}, "primary"),
        (["sailors"], {"rha2013": "supports", "ode1820": "supports"}, "primary"),  # all works name it
        (["cooks"], {"ode1820": "unclear"}, "primary"),  # read, and no answer on cooks
        (["kings"], {}, "none"),
        (["nobody has looked at it"], {}, "none"),
    ],
)
def test_a_claim_on_an_entry_carries_only_the_works_that_speak_of_it(
    items: list[str], offered: dict[str, str], source: str
) -> None:
    listed = {
        "babies": {"status": "so", "evidence": ["rha2013"]},
        "poets": {"status": "so", "evidence": ["ode1820"]},
        "sailors": {"status": "so"},
        "cooks": {"status": "not known", "evidence": ["ode1820"]},
        "kings": {"status": "not known"},
    }
    works = [{"ref": key, "says": "affirms", "why": "It has the list."} for key in ("rha2013", "ode1820")]
    asked = QuestionFile(questions=[Question.model_validate(fact("so", items=listed, evidence=works))])
    said = {
        "id": "honey-001",
        "claim": "Honey is not for everybody.",
        "anchor": {"start": "Honey"},
        "kind": "contraindication",
        "about": "honey",
        "direction": "against",
        "wording": "firm",
        "attribution": {"kind": "none"},
        "answers": [{"question": "cough", "item": item, "says": "affirms"} for item in items],
    }
    file = ClaimFile.model_validate({"article": {"id": "honey"}, "claims": [said]})
    (claim,) = join_answers(Contents(None, (file,), {}, question_files=(asked,))).claims()
    assert {c.ref: c.stance for c in claim.citations} == offered
    assert claim.rating is not None
    assert claim.rating.form == "fact"
    assert (claim.rating.source, set(claim.basis)) == (source, set(offered))
