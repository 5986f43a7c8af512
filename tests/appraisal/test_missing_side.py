"""The missing-side check by hand: each question in each of its states, and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.appraisal.missing_side import WordSide, missing_sides
from firmground.appraisal.rulebook import CHECKS, missing_side_rules
from firmground.appraisal.summary import part_text
from firmground.records.terms import Direction, Kind, Wording, words_of

if TYPE_CHECKING:
    from tests.appraisal.conftest import Make


def test_without_a_claim_of_benefit_nothing_is_asked(make: Make) -> None:
    sides = missing_sides(make.sight(make.claim(1, direction="against"), make.claim(2, kind="usage")))
    assert [side.check for side in sides] == list(CHECKS)
    assert {side.state for side in sides} == {"not asked"}


def test_one_bare_claim_of_benefit_leaves_every_side_out(make: Make) -> None:
    sides = missing_sides(make.sight(make.claim(1)))
    assert {side.check: side.state for side in sides} == dict.fromkeys(CHECKS, "missing")


def test_harms(make: Make) -> None:
    safe = make.claim(2, kind="safety", direction="for")
    missing = make.side("harms", make.claim(1), safe)
    assert missing.state == "missing"
    assert missing.rule == "1 claim of benefit, and no claim names a harm; 1 claim calls it safe."
    named = make.side("harms", make.claim(1), safe, make.claim(3, kind="safety", direction="against"))
    assert (named.state, named.claims) == ("present", ("tea-003",))
    assert named.rule == "1 claim of benefit; 1 claim names a harm."
    mixed = make.side("harms", make.claim(1), make.claim(2), make.claim(3, kind="safety", direction="mixed"))
    assert mixed.rule == "2 claims of benefit; 1 claim names a harm."


def test_harms_that_are_named_only_for_something_else(make: Make) -> None:
    side = make.side("harms", make.claim(1), make.claim(2, kind="safety", direction="against", about="both"))
    assert side.state == "present"
    assert side.parts == (WordSide("about", "dry needling", 1, "elsewhere", ("both",)),)
    assert part_text(side.parts[0]) == "dry needling: only under both (claims of benefit: 1)"


def test_who_must_avoid_it(make: Make) -> None:
    warned = make.claim(2, kind="contraindication", direction="none")
    side = make.side("who must avoid it", make.claim(1), warned)
    assert (side.state, side.claims) == ("present", ("tea-002",))
    assert side.rule == "1 claim says whom the treatment does not suit."


@pytest.mark.parametrize(
    ("comparator", "state"),
    [
        ("stretching", "present"),
        ("usual care", "present"),
        ("acupuncture", "partly"),
        ("placebo", "missing"),
        ("nothing", "missing"),
        ("a word of no vocabulary", "missing"),
        (None, "missing"),
    ],
)
def test_alternatives(make: Make, comparator: str | None, state: str) -> None:
    assert make.side("alternatives", make.claim(1, comparator=comparator)).state == state


def test_a_facet_of_the_ledgers_own_is_no_alternative_and_is_named_in_its_words(make: Make) -> None:
    one = make.side("alternatives", make.claim(1, comparator="acupuncture"), make.claim(2, comparator="placebo"))
    assert one.rule == "1 claim compares with its sister, and none with anything else."
    two = make.side("alternatives", make.claim(1, comparator="cupping"), make.claim(2, comparator="acupuncture"))
    assert two.rule == "2 claims compare with its sister and third treatment, and none with anything else."


def test_alternatives_of_one_complaint_are_none_of_another(make: Make) -> None:
    claims = make.claim(1, condition="headache", comparator="stretching"), make.claim(2, condition="neck pain")
    side = make.side("alternatives", *claims)
    assert side.state == "present"
    assert [part for part in side.parts if part.field == "condition"] == [
        WordSide("condition", "headache", 1, "present"),
        WordSide("condition", "neck pain", 1, "elsewhere", ("headache",)),
    ]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Some insurers pay for it.", "present"),
        ("A visit costs 80 dollars.", "present"),
        ("It can be booked without a referral.", "partly"),
        ("People feel at ease in the waiting room.", "partly"),  # “feel” holds “fee” and is another word
    ],
)
def test_cost_is_told_from_access(make: Make, words: str, state: str) -> None:
    side = make.side("cost", make.claim(1), make.claim(2, kind="cost and access", direction="none", claim=words))
    assert (side.state, side.claims) == (state, ("tea-002",))


def test_uncertainty(make: Make) -> None:
    limit = make.claim(2, kind="evidence state", direction="against")
    assert make.side("uncertainty", make.claim(1), limit).claims == ("tea-002",)
    assert make.side("uncertainty", make.claim(1), limit).state == "present"
    hedged = make.side("uncertainty", make.claim(1, wording="hedged"), make.claim(2))
    assert (hedged.state, hedged.claims) == ("partly", ("tea-001",))
    assert hedged.rule == "No claim names limits of the evidence; 1 of 2 claims of benefit is hedged."
    praise = make.claim(2, kind="evidence state", direction="for")
    assert make.side("uncertainty", make.claim(1), praise).state == "missing"


def test_comparator_named(make: Make) -> None:
    named, bare = make.claim(1, comparator="placebo"), make.claim(2, direction="against")
    assert make.side("comparator named", named).state == "present"
    some = make.side("comparator named", named, bare)
    assert (some.state, some.claims) == ("partly", ("tea-002",))
    assert some.rule == "1 of 2 claims that something works, or does not, names no comparison."
    assert make.side("comparator named", make.claim(1), bare).state == "missing"


def test_without_treatment(make: Make) -> None:
    assert make.side("without treatment", make.claim(1, comparator="nothing")).state == "present"
    assert make.side("without treatment", make.claim(1, comparator="placebo")).state == "missing"


def test_limits_that_name_no_complaint_may_hold_for_each(make: Make) -> None:
    limit = make.claim(2, kind="evidence state", direction="against")
    side = make.side("uncertainty", make.claim(1, condition="headache"), limit)
    assert side.parts[-1] == WordSide("condition", "headache", 1, "elsewhere", ("none named",))


def test_a_comparison_that_one_therapy_lacks_is_missing_for_it(make: Make) -> None:
    side = make.side("comparator named", make.claim(1, comparator="placebo"), make.claim(2, about="acupuncture"))
    assert [(part.word, part.state) for part in side.parts] == [("acupuncture", "missing"), ("dry needling", "present")]


def test_what_is_missing_is_not_known_where_claims_can_not_be_read(make: Make) -> None:
    lost = ("claims", 7)
    assert make.side("harms", make.claim(1), lost=lost).state == "not known"
    assert make.side("harms", lost=lost).state == "not known"
    harm = make.claim(2, kind="safety", direction="against")
    assert make.side("harms", make.claim(1), harm, lost=lost).state == "present"
    assert {part.state for part in make.side("alternatives", make.claim(1), lost=lost).parts} == {"not known"}


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(words_of(Kind)),
        st.sampled_from(words_of(Direction)),
        st.sampled_from(words_of(Wording)),
        st.sampled_from(["dry needling", "acupuncture", "both"]),
        st.sampled_from([None, "placebo", "nothing", "stretching", "acupuncture"]),
        st.sampled_from([None, "headache"]),
    ),
    max_size=6,
)
NAMES = "kind", "direction", "wording", "about", "comparator", "condition"


@given(shapes=CLAIMS, data=st.data())
def test_the_order_of_claims_changes_no_state(make: Make, shapes: list[tuple[str, ...]], data: st.DataObject) -> None:
    claims = [make.claim(n, **dict(zip(NAMES, shape, strict=True))) for n, shape in enumerate(shapes, 1)]
    mixed = data.draw(st.permutations(claims))
    one, other = missing_sides(make.sight(*claims)), missing_sides(make.sight(*mixed))
    assert [(s.check, s.state, s.rule, set(s.claims), s.parts) for s in one] == [
        (s.check, s.state, s.rule, set(s.claims), s.parts) for s in other
    ]


@given(shapes=CLAIMS)
def test_every_claim_named_is_one_of_the_article_and_no_state_is_without_its_rule(
    make: Make, shapes: list[tuple[str, ...]]
) -> None:
    claims = [make.claim(n, **dict(zip(NAMES, shape, strict=True))) for n, shape in enumerate(shapes, 1)]
    rules = missing_side_rules().checks
    for side in missing_sides(make.sight(*claims)):
        assert set(side.claims) <= {claim.id for claim in claims}
        plain = {"present", "missing", "not asked"} if claims else {"not known"}  # nothing coded, nothing known
        assert side.state in plain or rules[side.check].partly
        # “comparator named” lists the claims that lack it, so there it is the other way round.
        expected = {"present", "partly"} if side.check != "comparator named" else {"missing", "partly"}
        assert bool(side.claims) == (side.state in expected)
