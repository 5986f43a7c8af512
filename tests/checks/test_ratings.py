"""Stored ratings against the arithmetic, the works they rest on, and the ledger's own words.

Each expected finding follows from the coding guide or GRADE, read by hand; none was copied from an output.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.checks.rating_rules import levels_stated, rating_rules
from firmground.grading.scales import CERTAINTIES
from firmground.records.terms import Certainty, Design, words_of

CLAIMS, BIB = "claims/tea.yaml", "references.bib"
DOWN = '      down:\n        imprecision: {steps: 2, because: "Nine people."}\n'
ADOPTED = "start: adopted\n      adopted: {ref: first2020, certainty: %s}"
FACT = "fact: confirmed"
NEAR = "stance: partly supports"
OWN = "        stance: supports\n"


def adopt(sound: Any, certainty: str, entry: str, *, unverified: bool = False) -> Any:
    """The ledger with a rating that adopts a certainty, and an entry that states one."""
    sound.change(CLAIMS, "start: randomised", ADOPTED % certainty).change(CLAIMS, DOWN, "")
    sound.change(CLAIMS, "certainty: low\n", f"certainty: {certainty}\n")
    more = f"  certainty = {{{entry}}},\n" + ("  unverified = {certainty},\n" if unverified else "")
    return sound.change(BIB, "  participants = {9},\n", "  participants = {9},\n" + more)


# -- what authors state ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("very low", {"very low"}),
        ("Low (GRADE)", {"low"}),
        ("low (pain), very low (function)", {"low", "very low"}),
        ("very  low for all outcomes", {"very low"}),
        ("low or very low for all comparisons", {"low", "very low"}),
        # a range holds what lies between its ends
        ("very low to moderate (GRADE)", {"very low", "low", "moderate"}),
        ("high to low", {"high", "moderate", "low"}),
        ("4 conclusions high and 31 moderate, all others low or very low", set(CERTAINTIES)),
        ("against sham: low for pain, moderate for drug use; usual care: very low", {"low", "moderate", "very low"}),
        ("'moderate evidence' for pain (authors' words)", {"moderate"}),
        ("low quality (authors' words)", {"low"}),
        ("moderate, level B", {"moderate"}),
        ("low, downgraded twice for risk of bias", {"low"}),
        ("moderate (risk of bias)", {"moderate"}),
        ("moderate (for high doses)", {"moderate"}),
        ("GRADE (low)", {"low"}),
        ("low/very low", {"low", "very low"}),
        # no level of certainty is named
        ("", set()),
        ("limited evidence", set()),
        ("GRADE used; level not seen", set()),
        ("weak ('can') recommendation for chronic low back pain", set()),
        ("inconclusive for low-dose tea and high blood pressure", set()),
        ("methodological quality of the reviews mostly low (AMSTAR)", set()),
        ("low (AMSTAR 2)", set()),
        ("risk of bias high", set()),
        ("risk of bias high, certainty moderate", {"moderate"}),
        ("lowered for imprecision; allowed", set()),
    ],
)  # fmt: skip
def test_the_levels_that_authors_state(text: str, levels: Iterable[str]) -> None:
    assert levels_stated(text) == set(levels)


@given(st.lists(st.sampled_from(CERTAINTIES), max_size=5), st.sampled_from(["; ", ", "]))
def test_every_level_is_read_whatever_its_order(levels: list[Certainty], mark: str) -> None:
    text = mark.join(f"{level} (outcome {number})" for number, level in enumerate(levels))
    assert levels_stated(text) == set(levels) == levels_stated(mark.join(reversed(text.split(mark))))


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert levels_stated(text) <= set(CERTAINTIES)


# -- adopted -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["low", "low (pain), very low (sleep)", "very low to moderate"])
def test_a_certainty_that_the_entry_records_may_be_adopted(sound: Any, entry: str) -> None:
    assert adopt(sound, "low", entry).codes() == {}


@pytest.mark.parametrize(
    ("certainty", "entry"), [("low", "very low"), ("high", "low to moderate"), ("very low", "low")]
)
def test_another_level_than_the_entrys_is_found(sound: Any, certainty: str, entry: str) -> None:
    found = adopt(sound, certainty, entry)
    assert found.codes() == {"adopted-differs": 1}
    assert f"“{entry}”" in found.one("adopted-differs").finding.message


def test_a_certainty_that_the_entry_does_not_record_is_found(sound: Any) -> None:
    adopt(sound, "low", "low").change(BIB, "  certainty = {low},\n", "")
    assert sound.codes() == {"adopted-not-recorded": 1}
    assert "records none" in sound.one("adopted-not-recorded").finding.message


def test_a_certainty_that_nobody_confirmed_is_not_recorded(sound: Any) -> None:
    found = adopt(sound, "low", "low", unverified=True).one("adopted-not-recorded")
    assert "lists it as unverified" in found.finding.message


def test_the_adopted_review_belongs_to_the_basis(sound: Any) -> None:
    adopt(sound, "low", "low").change(CLAIMS, "{ref: first2020, certainty", "{ref: second2020, certainty")
    sound.change(BIB, "  design = {book},\n", "  design = {book},\n  certainty = {low},\n")
    # What carries the rating is then the one trial of the basis, whose certainty was never adopted.
    assert sound.one("adopted-not-in-basis").place.text.strip() == "adopted: {ref: second2020, certainty: low}"


def test_only_indirectness_is_left_to_judge(sound: Any) -> None:
    adopt(sound, "low", "low").change(CLAIMS, "      certainty: low\n", "      certainty: very low\n")
    step = '      down:\n        indirectness: {steps: 1, because: "Only children."}\n      basis: [first2020]\n'
    sound.change(CLAIMS, "      basis: [first2020]\n", step)
    assert sound.codes() == {}
    sound.change(CLAIMS, "indirectness:", "risk of bias:")
    assert sound.codes() == {"adopted-counted-twice": 1}


def test_steps_up_from_an_adopted_certainty_count_twice(sound: Any) -> None:
    adopt(sound, "low", "low").change(CLAIMS, "      certainty: low\n", "      certainty: moderate\n")
    step = '      up:\n        large effect: {steps: 1, because: "All nine."}\n      basis: [first2020]\n'
    sound.change(CLAIMS, "      basis: [first2020]\n", step)
    assert sound.codes() == {"adopted-counted-twice": 1}


def test_an_adopted_certainty_that_moves_both_ways_is_one_fault(sound: Any) -> None:
    adopt(sound, "low", "low")
    both = '      down:\n        imprecision: {steps: 1, because: "Nine."}\n      up:\n'
    both += '        large effect: {steps: 1, because: "All nine."}\n      basis: [first2020]\n'
    assert sound.change(CLAIMS, "      basis: [first2020]\n", both).codes() == {"up-and-down": 1}


# -- steps and reasons -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domain", "certainty", "codes"),
    [
        ("large effect", "high", {}),  # from low two steps up; GRADE allows two
        ("dose response", "moderate", {"step-too-large": 1}),
        ("plausible confounding", "moderate", {"step-too-large": 1}),
    ],
)
def test_a_domain_moves_as_far_as_grade_lets_it(sound: Any, domain: str, certainty: str, codes: Any) -> None:
    sound.change(CLAIMS, DOWN, f'      up:\n        {domain}: {{steps: 2, because: "More tea."}}\n')
    sound.change(CLAIMS, "start: randomised", "start: observational").change(BIB, "randomised trial", "cohort study")
    sound.change(CLAIMS, "      certainty: low", f"      certainty: {certainty}")
    assert {c: n for c, n in sound.codes().items() if c != "lone-study"} == codes


@pytest.mark.parametrize(
    ("domain", "steps", "certainty", "codes"),
    [
        ("imprecision", 3, "very low", {}),  # extremely serious (GRADE guidance 34)
        ("imprecision", 3, "low", {"certainty-does-not-add-up": 1}),
        ("risk of bias", 3, "low", {"step-too-large": 1, "lone-study": 1}),  # the surplus is not counted
        ("publication bias", 3, "low", {"step-too-large": 1, "lone-study": 1}),
        ("imprecision", 4, "very low", {"bad-form": 1}),  # high has only three levels below it
    ],
)
def test_three_steps_down_only_where_grade_takes_them(
    sound: Any, domain: str, steps: int, certainty: str, codes: Any
) -> None:
    sound.change(CLAIMS, DOWN, f'      down:\n        {domain}: {{steps: {steps}, because: "Twelve people."}}\n')
    sound.change(CLAIMS, "      certainty: low", f"      certainty: {certainty}")
    found = sound.codes()
    assert {code: found.get(code, 0) for code in codes} == codes
    assert codes or not found


def test_randomised_evidence_does_not_move_up(sound: Any) -> None:
    sound.change(CLAIMS, DOWN, '      up:\n        large effect: {steps: 1, because: "All nine."}\n')
    sound.change(CLAIMS, "      certainty: low", "      certainty: high")
    assert sound.one("up-from-randomised").place.text.strip() == "up:"
    # Both ways at once is one fault with a code of its own.
    sound.change(CLAIMS, "      up:\n", DOWN + "      up:\n").change(CLAIMS, "certainty: high", "certainty: low")
    assert sound.codes() == {"up-and-down": 1}


@pytest.mark.parametrize("text", ["-", "…", " ", "?!", "123"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("why: One small trial.", 'why: "%s"'),
        ('because: "Nine people."', 'because: "%s"'),
        ('why: "A book."', 'why: "%s"'),
        ('not_rated: "Nobody looked."', 'not_rated: "%s"'),
    ],
)
def test_a_reason_holds_words(sound: Any, old: str, new: str, text: str) -> None:
    assert sound.change(CLAIMS, old, new % text).codes() == {"reason-missing": 1}


def test_a_reason_may_be_in_any_script(sound: Any) -> None:
    assert sound.change(CLAIMS, "why: One small trial.", 'why: "一项小试验"').codes() == {}


# -- the basis ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["retracted", "withdrawn"])
def test_a_work_that_was_taken_back_carries_nothing(sound: Any, status: str) -> None:
    gone = f"  status = {{{status}}},\n  statusnote = {{Taken back.}},\n"
    sound.change(BIB, "  participants = {9},\n", f"  participants = {{9}},\n{gone}")
    sound.change(BIB, "  design = {book},\n", f"  design = {{book}},\n{gone}")
    assert sound.codes() == {"basis-retracted": 2}  # the trial of tea-001 and the book of the fact


def test_a_corrected_work_still_holds(sound: Any) -> None:
    gone = "  status = {corrected},\n  statusnote = {A table was corrected.},\n"
    assert sound.change(BIB, "  participants = {9},\n", f"  participants = {{9}},\n{gone}").codes() == {}


REPLACED = "  status = {superseded},\n  statusnote = {A newer one came out.},\n"
THIRD = "\n@book{third2021,\n  title = {A newer history of tea},\n  year = {2021},\n  verified = {2026-11},\n}\n"


def test_evidence_rests_on_no_work_that_was_replaced(sound: Any) -> None:
    sound.change(BIB, "  participants = {9},\n", f"  participants = {{9}},\n{REPLACED}")
    assert sound.codes() == {"basis-superseded": 1}


def test_a_successor_is_enough_to_tell_that_a_work_was_replaced(sound: Any) -> None:
    sound.change(BIB, "  participants = {9},\n", "  participants = {9},\n  supersededby = {second2020},\n")
    assert "“second2020”" in sound.one("basis-superseded").finding.message


def test_a_fact_may_rest_on_a_replaced_work_beside_one_that_holds(sound: Any) -> None:
    sound.change(BIB, "  design = {book},\n", f"  design = {{book}},\n{REPLACED}")
    assert sound.codes() == {"basis-superseded": 1}
    sound.write(BIB, sound.text(BIB) + THIRD).change(CLAIMS, "basis: [second2020]", "basis: [second2020, third2021]")
    more = '"It is near."}\n      - {ref: third2021, role: offered, stance: supports, why: "It says so."}\n'
    sound.change(CLAIMS, '"It is near."}\n', more)
    assert sound.codes() == {}


def test_evidence_rests_on_no_work_that_nobody_confirmed(sound: Any) -> None:
    old = "  participants = {9},\n  verified = {2026-11-22},\n"
    sound.change(BIB, old, "  participants = {9},\n  unverified = {year},\n")
    assert sound.codes() == {"basis-not-verified": 1}
    # Where nobody says anything about it at all, the entry itself is reported, once.
    sound.change(BIB, "  participants = {9},\n  unverified = {year},\n", "  participants = {9},\n")
    assert sound.codes() == {"reference-not-verified": 1}


def with_second(sound: Any, stance: str, design: str = "book") -> Any:
    """A second work in the basis of the evidence rating."""
    cited = f"        why: Same words.\n      - {{ref: second2020, role: offered, stance: {stance}, why: It tells.}}\n"
    sound.change(CLAIMS, "        why: Same words.\n", cited)
    sound.change(CLAIMS, "basis: [first2020]", "basis: [first2020, second2020]")
    return sound.change(BIB, "design = {book}", f"design = {{{design}}}")


def test_a_work_beside_the_point_may_be_the_reason_of_a_step(sound: Any) -> None:
    assert with_second(sound, "does not address").codes() == {}


def test_a_work_beside_the_point_is_idle_where_no_step_was_taken(sound: Any) -> None:
    with_second(sound, "does not address").change(CLAIMS, DOWN, "").change(CLAIMS, "certainty: low", "certainty: high")
    found = sound.one("basis-does-not-address")
    assert found.place.text[found.place.column - 1 :][: found.place.width] == "second2020"


def test_a_rating_on_works_beside_the_point_rests_on_nothing(sound: Any) -> None:
    sound.change(CLAIMS, OWN, "        stance: does not address\n")
    assert sound.codes() == {"basis-does-not-address": 1}


def test_an_unclear_work_is_about_the_claim(sound: Any) -> None:
    assert sound.change(CLAIMS, OWN, "        stance: unclear\n").codes() == {}


def test_a_fact_has_no_steps_that_a_work_beside_the_point_could_explain(sound: Any) -> None:
    sound.change(CLAIMS, "basis: [second2020]", "basis: [second2020, first2020]")
    more = '"It is near."}\n      - {ref: first2020, role: offered, stance: does not address, why: "It is a trial."}\n'
    sound.change(CLAIMS, '"It is near."}\n', more)
    assert sound.one("basis-does-not-address").finding.message.startswith("“first2020”")


# -- facts -------------------------------------------------------------------------------------------------------------

S, P, C, U = "supports", "partly supports", "contradicts", "unclear"


@pytest.mark.parametrize(
    ("fact", "stances", "sound_rating"),
    [
        ("confirmed", [S], True),
        ("confirmed", [P], True),
        ("confirmed", [S, U], True),
        ("confirmed", [U], False),
        ("confirmed", [C], False),
        ("confirmed", [S, C], False),
        ("refuted", [C], True),
        ("refuted", [C, P], True),
        ("refuted", [C, S], False),
        ("refuted", [S], False),
        ("refuted", [U], False),
        ("outdated", [C], True),
        ("outdated", [S, C], True),
        ("outdated", [S], False),
        ("outdated", [P], False),
        ("cannot be verified", [S, C], True),
        ("cannot be verified", [P], True),
        ("cannot be verified", [U], True),
        ("cannot be verified", [S, U], True),
        ("cannot be verified", [S], False),
        ("cannot be verified", [C], False),
    ],
)
def test_a_fact_is_as_its_sources_say(sound: Any, fact: str, stances: list[str], sound_rating: bool) -> None:
    sound.change(CLAIMS, FACT, f"fact: {fact}").change(CLAIMS, NEAR, f"stance: {stances[0]}")
    if len(stances) == 2:
        more = f'"It is near."}}\n      - {{ref: first2020, role: offered, stance: {stances[1]}, why: "It tells."}}\n'
        sound.change(CLAIMS, '"It is near."}\n', more)
        sound.change(CLAIMS, "basis: [second2020]", "basis: [second2020, first2020]")
    assert sound.codes() == ({} if sound_rating else {"fact-against-basis": 1})


def test_a_fact_is_not_judged_by_stances_that_nobody_wrote_down(sound: Any) -> None:
    assert sound.change(CLAIMS, f"{NEAR}, ", "").codes() == {"citation-incomplete": 1}


def test_the_cure_depends_on_what_else_is_in_the_basis(sound: Any) -> None:
    sound.change(CLAIMS, NEAR, "stance: contradicts")
    assert "refuted or outdated" in sound.one("fact-against-basis").finding.cure


def test_a_shared_rating_is_reported_once(sound: Any) -> None:
    rating = (
        "    rating: {fact: confirmed, source: secondary, basis: [second2020], "
        'why: "A book.", by: editors, on: 2026-11-22}\n'
    )
    sound.change(CLAIMS, rating, "").change(CLAIMS, "claims:\n  - id: tea-001", rating + "claims:\n  - id: tea-001")
    sound.change(CLAIMS, '    rating: {not_rated: "Only how it is drunk."}\n', "    group: shared\n")
    assert sound.codes() == {}
    sound.change(CLAIMS, NEAR, "stance: contradicts")
    assert sound.codes() == {"fact-against-basis": 1}


# -- stances -----------------------------------------------------------------------------------------------------------


def test_a_group_may_not_give_a_work_another_stance(sound: Any) -> None:
    own = '    citations:\n      - {ref: second2020, role: offered, stance: %s, why: "Also."}\n    group: shared\n'
    sound.change(CLAIMS, "    group: shared\n", own % "supports")
    found = sound.one("two-stances")
    assert found.place.line == sound.line_of("It is near")  # the group's own line comes second
    sound.change(CLAIMS, 'stance: supports, why: "Also."', 'stance: partly supports, why: "Also."')
    assert sound.codes() == {}


# -- where the certainty starts ----------------------------------------------------------------------------------------

#: Designs with which a body of evidence may start high: randomised trials, and what may sum them up.
HIGH = {"randomised trial", "systematic review", "individual participant data meta-analysis", "overview of reviews"}


@pytest.mark.parametrize("design", words_of(Design))
def test_only_trials_and_their_syntheses_start_high(sound: Any, design: str) -> None:
    sound.change(BIB, "design = {randomised trial}", f"design = {{{design}}}")
    assert sound.codes() == ({} if design in HIGH else {"start-without-trial": 1})


def test_one_trial_in_the_basis_is_enough(sound: Any) -> None:
    with_second(sound, "partly supports", "cohort study")
    assert sound.codes() == {}


def test_a_trial_beside_the_point_does_not_carry_a_high_start(sound: Any) -> None:
    with_second(sound, "does not address", "randomised trial")
    sound.change(BIB, "  design = {randomised trial},\n  participants", "  design = {cohort study},\n  participants")
    assert sound.codes() == {"start-without-trial": 1}


def test_an_unknown_design_settles_nothing(sound: Any) -> None:
    assert sound.change(BIB, "  design = {randomised trial},\n", "").codes() == {}


@pytest.mark.parametrize(
    ("kind", "second", "codes"),
    [
        ("efficacy", None, {"start-too-low": 1}),
        ("mechanism", None, {"start-too-low": 1}),
        ("efficacy", "randomised trial", {"start-too-low": 1}),
        ("efficacy", "cohort study", {}),
        ("efficacy", "systematic review", {}),  # it may sum up studies without random allocation
        ("safety", None, {}),  # counts of harm start low wherever they come from
        ("contraindication", None, {}),
    ],
)
def test_trials_alone_start_high(sound: Any, kind: str, second: str | None, codes: Any) -> None:
    sound.change(CLAIMS, "start: randomised", "start: observational").change(CLAIMS, "kind: efficacy", f"kind: {kind}")
    sound.change(CLAIMS, "      certainty: low", "      certainty: very low")
    if second is not None:
        with_second(sound, "supports", second)
    assert sound.codes() == codes


# -- one study ---------------------------------------------------------------------------------------------------------

BIAS = '      down:\n        risk of bias: {steps: 1, because: "Nobody was blinded."}\n'


def test_a_lone_study_takes_a_step_for_imprecision(sound: Any) -> None:
    sound.change(CLAIMS, DOWN, BIAS).change(CLAIMS, "      certainty: low", "      certainty: moderate")
    assert sound.codes() == {"lone-study": 1}


def test_a_lone_study_never_stays_high_in_silence(sound: Any) -> None:
    sound.change(CLAIMS, DOWN, "").change(CLAIMS, "      certainty: low", "      certainty: high")
    assert sound.codes() == {"lone-study": 1}


@pytest.mark.parametrize(("stance", "count"), [("supports", 0), ("unclear", 0), ("does not address", 1)])
def test_a_second_study_counts_where_it_is_about_the_claim(sound: Any, stance: str, count: int) -> None:
    with_second(sound, stance, "randomised trial")
    sound.change(CLAIMS, DOWN, BIAS).change(CLAIMS, "      certainty: low", "      certainty: moderate")
    assert sound.codes()["lone-study"] == count


@pytest.mark.parametrize(
    ("kind", "design", "count"),
    [
        ("safety", "cohort study", 0),  # a large count of harm may stand alone
        ("contraindication", "case-control study", 0),
        ("safety", "case report", 1),
        ("efficacy", "cohort study", 1),
        ("mechanism", "laboratory study", 1),
        ("efficacy", "systematic review", 0),
        ("mechanism", "narrative review", 0),
    ],
)
def test_what_is_one_study(sound: Any, kind: str, design: str, count: int) -> None:
    sound.change(CLAIMS, "start: randomised", "start: observational").change(CLAIMS, "kind: efficacy", f"kind: {kind}")
    sound.change(CLAIMS, DOWN, BIAS).change(CLAIMS, "      certainty: low", "      certainty: very low")
    sound.change(BIB, "design = {randomised trial}", f"design = {{{design}}}")
    assert sound.codes() == ({"lone-study": 1} if count else {})


# -- our own words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("Tea may ease a cold.", "may"),
        ("Tea CAN ease a cold.", "CAN"),
        ("Tea could possibly ease a cold.", "could"),
        ("Research suggests that tea eases a cold.", "suggests"),
        ("Tea is believed to ease a cold.", "is believed"),
        ("Tea is able to ease a cold.", "is able to"),
        ("Tea has a potential effect.", "potential"),
        # use and permission, denial, side remarks, and words that only look like a hedge
        ("Tea can be used for a cold.", None),
        ("Nurses can practise tea making.", None),
        ("Tea could not ease a cold.", None),
        ("Tea lessens the pain that may follow a cold.", None),
        ("A patient who could hardly walk was cured by tea.", None),
        ("Tea eased colds in May 2019.", None),
        ("Some tea eases a cold.", None),
        ("Tea carries a low risk.", None),
        ("Green tea from Cancun eases a cold.", None),
        ("A can-shaped pot eases a cold.", None),
        ("Tea eases a cold.", None),
    ],
)
def test_a_hedge_in_our_words_for_a_firm_claim(sound: Any, words: str, hedge: str | None) -> None:
    sound.change(CLAIMS, "claim: Tea eases a cold.", f"claim: {words}")
    assert sound.codes() == ({} if hedge is None else {"wording-differs": 1})
    if hedge is not None:
        assert f"“{hedge}”" in sound.one("wording-differs").finding.message


@pytest.mark.parametrize(
    ("words", "hedged"),
    [
        ("Tea may do harm.", True),
        ("Tea can do harm.", True),
        ("Some people are harmed by tea.", True),
        ("Many tell of harm after tea.", True),
        ("There are people whom tea harms.", True),
        ("Tea does harm.", False),
        ("Tea usually does harm.", False),  # part of what is claimed, by the guide
        ("Tea often does harm in many people.", False),
        ("Research found that tea does harm.", False),
    ],
)
def test_a_hedged_claim_has_a_hedge_in_our_words(sound: Any, words: str, hedged: bool) -> None:
    sound.change(CLAIMS, "claim: Tea may do harm.", f"claim: {words}")
    assert sound.codes() == ({} if hedged else {"wording-differs": 1})


def test_for_a_fact_the_wording_changes_nothing(sound: Any) -> None:
    assert sound.change(CLAIMS, "claim: Tea is old.", "claim: Tea may be old.").codes() == {}
    assert sound.change(CLAIMS, "claim: Tea is drunk hot.", "claim: Tea may be drunk hot.").codes() == {}


def test_a_doubt_about_a_firm_claim_is_a_hedge_as_well() -> None:
    rules = rating_rules()
    for words in ("may", "might", "could", "can", "possible", "perhaps", "is thought", "are able to"):
        assert rules.firm_doubts.search(f"Tea {words} help")
        assert rules.hedge_words.search(f"Tea {words} help")


def test_the_lists_name_designs_and_kinds_that_exist() -> None:
    rules, stated = rating_rules().designs, rating_rules().stated
    designs = set(words_of(Design))
    assert rules.randomised | rules.may_hold_randomised == HIGH
    assert rules.counts_harm < rules.single < designs
    assert not rules.single & rules.may_hold_randomised
    assert stated.ours == {"indirectness"}
