"""Claim families: side by side in the right order, counted rightly, proposed once, never again when refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.exchange.export import export_json
from firmground.gaps.families import FamilyView, Proposal, families_of, proposals_of
from firmground.gaps.family_rules import family_rules, strength_of, topic_of, words_of
from firmground.grading.grade import grade_all
from firmground.ledger import open_ledger
from firmground.records import Claim, Contents, LedgerSettings
from firmground.records.terms import Wording
from firmground.records.terms import words_of as words_in

if TYPE_CHECKING:
    from tests.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]


def settings_of(make: Any, families: Mapping[str, Any], apart: list[dict[str, Any]] | None = None) -> LedgerSettings:
    data = make.settings().model_dump(mode="python", exclude={"families", "apart"})
    return LedgerSettings.model_validate({**data, "families": families, "apart": apart or []})


def ledger(make: Any, claims: list[Claim], families: Mapping[str, list[str]] | None = None, *apart: str) -> Contents:
    """A ledger with these families by name, and these pairs ("a-001 b-001") set apart."""
    named = {name: {"says": f"{name}.", "claims": ids, "note": None} for name, ids in (families or {}).items()}
    refused = [{"claims": pair.split(), "why": "Another thing."} for pair in apart]
    held: Contents = make.contents(*claims)
    return Contents(settings_of(make, named, refused), held.files, held.references)


def views(contents: Contents) -> tuple[FamilyView, ...]:
    return families_of(contents, grade_all(contents))


def ids(proposals: tuple[Proposal, ...]) -> list[list[str]]:
    return [[claim.id for claim in proposal.claims] for proposal in proposals]


# -- how firmly a claim is worded ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "text", "step"),
    [
        ("firm", "Dry needling always helps.", "firm, without exception"),
        ("firm", "Dry needling does not suit everybody.", "firm"),
        ("firm", "Dry needling eases pain.", "firm"),
        ("firm", "Dry needling often eases pain.", "firm, with a limit"),
        ("firm", "Acupuncture is by and large safe.", "firm, with a limit"),
        ("firm", "Somebody eases pain.", "firm"),
        ("hedged", "Dry needling can ease pain.", "hedged: it can happen"),
        ("hedged", "Dry needling may ease pain.", "hedged: it may be so"),
        ("hedged", "Some are helped by dry needling.", "hedged: it may be so"),
        ("hedged", "Dry needling could ease pain.", "hedged: it might be so"),
        ("hedged", "It is believed that dry needling can ease pain.", "hedged: somebody's view"),
    ],
)
def test_strength_by_the_words_of_the_claim(make: Any, wording: Wording, text: str, step: str) -> None:
    assert strength_of(make.claim(wording=wording, claim=text))[1] == step


def test_firm_steps_stand_before_hedged_ones_and_each_wording_has_its_usual_step() -> None:
    steps = family_rules().strengths
    assert [s.wording for s in steps] == sorted((s.wording for s in steps), key=words_in(Wording).index)
    assert [s.wording for s in steps if s.usual] == list(words_in(Wording))
    assert len({s.name for s in steps}) == len(steps)


# -- side by side ----------------------------------------------------------------------------------------------------


def test_members_stand_from_the_strongest_wording_to_the_weakest(make: Any) -> None:
    claims = [
        make.claim(1, "healthline", claim="It might ease pain.", wording="hedged"),
        make.claim(2, "healthline", claim="It eases pain.", attribution={"kind": "named expert", "as": "an expert"}),
        make.claim(1000, "verywell", claim="It eases pain."),
        make.claim(999, "verywell", claim="It eases pain."),
        make.claim(1, "webmd", claim="It always eases pain."),
        make.claim(2, "webmd", claim="It can ease pain.", wording="hedged"),
    ]
    (view,) = views(ledger(make, claims, {"eases-pain": [c.id for c in claims]}))
    # no exception; firm in its own voice (999 before 1000); firm but ascribed; can; might
    assert [m.claim.id for m in view.members] == [
        "webmd-001",
        "verywell-999",
        "verywell-1000",
        "healthline-002",
        "webmd-002",
        "healthline-001",
    ]
    assert view.articles == ("healthline", "verywell", "webmd")
    assert view.summary.startswith("Three articles say it in six claims: four firm, two hedged. None cites a source.")


def test_what_is_cited_and_what_was_not_found(make: Any) -> None:
    one = make.claim(1, "a", citations=[make.cited("z"), make.cited("b"), make.offered("c")])
    two = make.claim(1, "b", citations=[make.cited(None, None, **{"as": "one study"})])
    three = make.claim(
        1,
        "c",
        attribution={"kind": "dated study", "as": "a 2012 study"},
        citations=[make.cited("d", identified="possible")],
    )
    (view,) = views(ledger(make, [one, two, three], {"f": ["c-001", "b-001", "a-001"]}))
    assert [(m.claim.id, m.cited, m.pointed_to) for m in view.members] == [
        ("a-001", ("b", "z"), ()),
        ("b-001", (), ("one study",)),
        ("c-001", (), ("a 2012 study",)),
    ]
    assert view.summary == (
        "Three articles say it: all firm. One cites a source. "
        "Two point to a source that was not found, or only guessed at. None of them is rated."
    )


def test_who_contradicts_whom(make: Any) -> None:
    against = [{"claim": "a-001", "why": "x"}]
    claims = [
        make.claim(1, "a"),
        make.claim(1, "b", conflicts_with=against),
        make.claim(1, "c", direction="against", outcome="pain", conflicts_with=against),
        # on the same topic and the other way, but nobody has found a contradiction
        make.claim(2, "c", direction="against", outcome="pain"),
        make.claim(1, "d", outcome="pain"),
        # nothing is named that could be compared
        make.claim(3, "c", direction="against"),
        # another complaint
        make.claim(4, "c", direction="against", outcome="pain", condition="headache"),
    ]
    (view,) = views(ledger(make, claims, {"f": ["a-001", "b-001", "d-001"]}))
    assert {m.claim.id: m.conflicts for m in view.members} == {
        "a-001": ("b-001", "c-001"),
        "b-001": ("a-001",),
        "d-001": (),
    }
    assert view.within == (("a-001", "b-001"),)
    assert view.against == ("c-001",)
    assert view.other_way == ("c-002",)
    assert "Its own members contradict each other: a-001 and b-001." in view.summary
    assert "One other claim contradicts one of them." in view.summary


def test_verdicts(make: Any) -> None:
    low = {"rating": make.rating("a", imprecision=2), "citations": [make.cited("a")]}
    over = make.claim(1, "a", **low)  # firm words on low certainty
    fits = make.claim(1, "b", wording="hedged", **low)
    none = make.claim(1, "c", rating={"not_rated": "x"})
    (view,) = views(ledger(make, [over, fits, none], {"f": ["a-001", "b-001", "c-001"]}))
    assert dict(view.verdicts) == {"supported": 1, "overstated": 1, "not rated": 1}
    assert view.disagree
    assert view.summary.endswith("The verdicts differ: supported (1), overstated (1) and not rated (1).")
    (view,) = views(ledger(make, [over, none], {"f": ["a-001", "c-001"]}))
    assert not view.disagree
    assert view.summary.endswith("Not all are rated: overstated (1) and not rated (1).")
    twice = make.claim(2, "a", **low)
    (view,) = views(ledger(make, [over, twice], {"f": ["a-001", "a-002"]}))
    assert view.summary == (
        "One article says it in two claims: both firm. Both cite a source. "
        "The verdict is the same for both: overstated."
    )


def test_unknown_claims_doubles_and_families_of_one(make: Any) -> None:
    claims = [make.claim(n, "a") for n in (1, 2, 3)]
    held = ledger(make, claims, {"z": ["a-001", "a-002", "a-003"], "b": ["a-001", "gone-001", "a-002"], "c": ["a-003"]})
    # b comes first by name and takes two; z and c are left with nothing to compare
    assert [(v.name, sorted(v.ids)) for v in views(held)] == [("b", ["a-001", "a-002"])]


def test_no_settings_no_families(make: Any) -> None:
    held = make.contents(make.claim(1, "a"), make.claim(1, "b"), as_of=None)
    assert views(held) == ()
    assert ids(proposals_of(held)) == [["a-001", "b-001"]]


# -- proposals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "proposed"),
    [
        ({"condition": "neck pain", "claim": "It soothes."}, {"condition": "neck pain", "claim": "It cures."}, True),
        ({"condition": "neck pain"}, {"condition": "headache"}, False),
        ({"kind": "efficacy"}, {"kind": "usage"}, False),
        ({"about": "dry needling"}, {"about": "acupuncture"}, False),
        ({"direction": "for"}, {"direction": "against"}, False),
        ({"outcome": "pain"}, {"outcome": None}, False),
        # the comparison counts where it is the question
        ({"comparator": "sham"}, {"comparator": None}, True),
        (
            {"kind": "comparative efficacy", "comparator": "sham"},
            {"kind": "comparative efficacy", "comparator": None},
            False,
        ),
        # without a condition: half of the shorter claim's words, by their first five letters, names of therapies aside
        ({"claim": "Dry needling relaxes muscles."}, {"claim": "The muscle is loose after dry needling."}, True),
        ({"claim": "Dry needling relaxes muscles."}, {"claim": "The knot is loose after dry needling."}, False),
        ({"claim": "Dry needling."}, {"claim": "Dry needling."}, False),
    ],
)
def test_what_is_proposed(make: Any, first: dict[str, Any], second: dict[str, Any], proposed: bool) -> None:
    pair = [make.claim(1, "a", **first), make.claim(1, "b", **second)]
    assert ids(proposals_of(ledger(make, pair))) == ([["a-001", "b-001"]] if proposed else [])


def test_one_article_alone_is_not_proposed(make: Any) -> None:
    assert proposals_of(ledger(make, [make.claim(1, "a"), make.claim(2, "a")])) == ()


def test_words_are_cut_and_little_ones_left_out() -> None:
    assert words_of("The Treatment treats; it is a TREATY, 80 %") == {"treat"}


def test_what_is_decided_is_not_proposed_again(make: Any) -> None:
    claims = [make.claim(1, article) for article in "abcd"]
    family = {"f": ["a-001", "b-001"]}
    (proposal,) = proposals_of(ledger(make, claims, family))
    assert [c.id for c in proposal.claims] == ["a-001", "b-001", "c-001", "d-001"]
    assert dict(proposal.families) == {"a-001": "f", "b-001": "f"}
    # set apart from one member is set apart from all; d still leads to both
    assert ids(proposals_of(ledger(make, claims[:3], family, "a-001 c-001"))) == []
    assert ids(proposals_of(ledger(make, claims, family, "a-001 c-001"))) == [["a-001", "b-001", "c-001", "d-001"]]
    assert ids(proposals_of(ledger(make, claims, family, "a-001 c-001 d-001"))) == []
    assert ids(proposals_of(ledger(make, claims, {**family, "g": ["c-001", "d-001"]}))) == []
    assert ids(proposals_of(ledger(make, claims[:2], None, "b-001 a-001"))) == []


# -- order never matters ---------------------------------------------------------------------------------------------

ARTICLES = ("a", "b", "c")


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[tuple[str, int, str]], dict[str, list[str]], list[list[str]]]:
    """Claims (article, number, wording), families, refusals; ids may be unknown or stand in several families."""
    claims = draw(
        st.lists(
            st.tuples(st.sampled_from(ARTICLES), st.integers(1, 4), st.sampled_from(words_in(Wording))),
            max_size=9,
            unique_by=lambda c: c[:2],
        )
    )
    known = [f"{article}-{number:03}" for article, number, _ in claims]
    some = st.lists(st.sampled_from([*known, "gone-001"]), max_size=4)
    families = draw(st.dictionaries(st.sampled_from("fgh"), some, max_size=3))
    return claims, families, draw(st.lists(some, max_size=2))


@given(drawn=ledgers(), order=st.randoms(use_true_random=False))
def test_the_order_of_claims_families_and_articles_changes_nothing(make: Any, drawn: Any, order: Any) -> None:
    rows, families, refused = drawn
    claims = [make.claim(number, article, wording=wording) for article, number, wording in rows]
    apart = [" ".join(entry) for entry in refused]
    shuffled = [order.sample(x, len(x)) for x in (claims, list(families.items()), apart)]
    first = ledger(make, claims, families, *apart)
    second = ledger(make, shuffled[0], {n: order.sample(i, len(i)) for n, i in shuffled[1]}, *shuffled[2])
    assert views(first) == views(second)
    assert proposals_of(first) == proposals_of(second)


@given(drawn=ledgers())
def test_each_claim_is_in_at_most_one_family_and_one_proposal(make: Any, drawn: Any) -> None:
    rows, families, refused = drawn
    claims = [make.claim(number, article, wording=wording) for article, number, wording in rows]
    held = ledger(make, claims, families, *(" ".join(entry) for entry in refused))
    members = [m.claim.id for view in views(held) for m in view.members]
    assert len(members) == len(set(members))
    assert set(members) <= {claim.id for claim in claims}
    proposed = [claim for proposal in proposals_of(held) for claim in proposal.claims]
    assert len(proposed) == len({claim.id for claim in proposed})
    for proposal in proposals_of(held):
        assert len({claim.article for claim in proposal.claims}) > 1
        assert len({topic_of(claim) for claim in proposal.claims}) == 1


# -- reading, checks, and our own ledger -----------------------------------------------------------------------------

FAMILY = "families:\n  tea-helps:\n    says: Tea helps.\n    claims: [tea-001, tea-003]\n    note: Both.\n"


def test_a_broken_family_costs_no_other(sound: Folder) -> None:
    text = sound.text("claims/ledger.yaml") + FAMILY
    text += "  bad:\n    claims: [tea-002, tea-004]\n"
    text += "apart:\n  - {claims: [tea-001, tea-002]}\n  - {claims: [tea-003, tea-004], why: x}\n"
    sound.write("claims/ledger.yaml", text)
    settings = sound.read()[0].settings
    assert settings is not None
    assert list(settings.families) == ["tea-helps"]
    assert [entry.claims for entry in settings.apart] == [["tea-003", "tea-004"]]
    missing = [p for p in sound.found() if p.finding.code == "missing-field"]
    assert [p.place.line for p in missing if p.place] == [
        sound.line_of("  bad:", "claims/ledger.yaml"),
        sound.line_of("[tea-001, tea-002]", "claims/ledger.yaml"),
    ]


@pytest.mark.parametrize("section", ["families: []\n", "apart: {}\n"])
def test_a_section_of_the_wrong_shape_is_reported(sound: Folder, section: str) -> None:
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + section)
    assert sound.codes() == {"wrong-type": 1}


@pytest.mark.parametrize("section", ["families:\n", "apart:\n", "families: {}\napart: []\n", FAMILY])
def test_sections_without_fault(sound: Folder, section: str) -> None:
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + section)
    assert sound.codes() == {}


def test_a_claim_that_does_not_exist(sound: Folder) -> None:
    text = FAMILY.replace("tea-003]", "tea-033]") + "apart:\n  - {claims: [tea-002, tea-044], why: x}\n"
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + text)
    hits = [p for p in sound.found() if p.finding.code == "unknown-claim"]
    assert [p.finding.subject for p in hits] == ["tea-033", "tea-044"]
    assert hits[0].finding.message == "There is no claim “tea-033”."  # tea-003 is another one
    # a claim that is there and can't be read is not said to be missing
    sound.change("claims/tea.yaml", "  - id: tea-003\n    claim: Tea may do harm.", "  - id: tea-033\n    claim: [Tea")
    assert [p.finding.subject for p in sound.found() if p.finding.code == "unknown-claim"] == ["tea-044"]


def test_a_claim_twice_in_one_family_and_a_note_that_is_missing(sound: Folder) -> None:
    text = FAMILY.replace("tea-003]", "tea-001, tea-003]").replace("    note: Both.\n", "")
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + text)
    assert sound.codes() == {"family-claim-twice": 1, "family-mixed": 1}
    assert "stands already in this family" in sound.one("family-claim-twice").finding.message
    assert "differ in kind: efficacy and safety" in sound.one("family-mixed").finding.message


def test_table_card_and_export_agree(sound: Folder) -> None:
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + FAMILY)
    opened = open_ledger(sound.path, sound.path / "articles")
    rows = opened.rows("families").rows
    assert [(r["family"], r["place"], r["claim_id"]) for r in rows] == [
        ("tea-helps", 1, "tea-001"),
        ("tea-helps", 2, "tea-003"),
    ]
    (family,) = json.loads(export_json(opened.audit))["families"]
    assert [c["claim"] for c in family["claims"]] == [r["claim_id"] for r in rows]
    assert [c["conflicts_with"] for c in family["claims"]] == [["tea-003"], ["tea-001"]]
    assert family["summary"] == rows[0]["summary"]
    shown = " ".join(opened.show("tea-003").split())
    assert "(family tea-helps)" in shown
    assert f"Tea helps. {family['summary']}" in shown
    assert shown.index("tea-001: Tea eases a cold.") < shown.index("tea-003 (this claim): Tea may do harm.")
    assert "(family" not in opened.show("tea-002")


def test_the_first_ledger_has_decided_on_every_proposal(tmp_path: Path) -> None:
    audit = open_ledger(ROOT, tmp_path).audit
    assert len(audit.families) >= 60
    assert [view.name for view in audit.families if view.within] == []
    assert ids(proposals_of(audit.contents)) == []
    assert {placed.finding.code for placed in audit.findings if placed.finding.code.startswith("family")} == set()
