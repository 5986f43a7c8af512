"""The work list: tiers and scores worked out by hand from ``work_list.toml``."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.gaps.actions import warns
from firmground.gaps.find import find_gaps
from firmground.gaps.kinds import GROUPS, KINDS, Gap, gap_rules
from firmground.gaps.work_list import Task, work_list
from firmground.gaps.work_rules import work_rules
from firmground.grading.grade import grade_all
from firmground.grading.scales import VERDICTS
from firmground.ledger import open_ledger
from firmground.records import Anchor, Contents

ROOT = Path(__file__).resolve().parents[2]
#: Kinds of gap that stand at a claim and not at a cell of the map.
AT_CLAIMS = [kind for kind in KINDS if gap_rules().kinds[kind].group in GROUPS[:-1]]


def works(make: Any) -> tuple[Any, ...]:
    return (
        make.reference("review", "systematic review", year=2024, verified="2026-11"),
        make.reference("other", "systematic review", year=2023, verified="2026-11"),
        make.reference("old", "systematic review", year=2010, supersededby="review"),
        make.reference("trial", "randomised trial", year=2012, comparator="sham"),
        make.reference("guide", "guideline", year=2015),
    )


def tasks(make: Any, *claims: Any) -> tuple[Task, ...]:
    contents = make.contents(*claims, references=works(make))
    grades = grade_all(contents)
    return work_list(contents, grades, find_gaps(contents, grades))


def only(make: Any, **fields: Any) -> Task:
    (task,) = tasks(make, make.claim(**fields))
    return task


def points(task: Task) -> list[int]:
    return [part.points for part in task.parts]


# -- the table itself ----------------------------------------------------------------------------------------------


def severities(kind: str) -> list[str]:
    rule = gap_rules().kinds[kind]  # type: ignore[index]
    return [severity for severity in (rule.severity, rule.lesser) if severity]


def test_every_gap_that_a_claim_can_have_has_its_row_and_no_row_is_for_nothing() -> None:
    rules = work_rules()
    every = {(kind, severity) for kind in AT_CLAIMS for severity in severities(kind)}
    assert {(kind, severity) for kind, severity, when in rules.gaps if when is None} == every
    assert {(kind, severity) for kind, severity, _ in rules.gaps} == every
    assert {verdict for verdict, _ in rules.verdicts} <= set(VERDICTS)
    assert all(row.action and row.for_warning for row in rules.verdicts.values())


def test_the_heavier_fault_is_never_of_a_lower_tier() -> None:
    order = list(work_rules().tiers)
    rows = sorted(work_rules().faults, key=lambda row: -row.points)
    assert all(order.index(a.tier) <= order.index(b.tier) for a, b in pairwise(rows))


def test_nothing_within_a_tier_reaches_the_next() -> None:
    rules = work_rules()
    most = max(row.points for row in rules.faults) + rules.central.points + rules.reassurance.points
    most += rules.open.points + rules.further.points * len(AT_CLAIMS)  # every other gap, and a verdict
    assert most < rules.score.apart
    bases = [tier.points for tier in rules.tiers.values()]
    assert all(higher - lower >= rules.score.apart for higher, lower in pairwise(bases))


def test_what_is_merely_old_comes_after_any_other_fault_even_at_a_central_claim() -> None:
    rules = work_rules()
    old = [row for row in rules.faults if row.name in {"old review", "old guideline"}]
    least = min(row.points for row in rules.faults if row not in old)
    assert all(row.points + rules.central.points + rules.open.points < least for row in old)


def test_every_weight_has_its_reason_and_source() -> None:
    rules = work_rules()
    assert all(row.because.endswith(".") and row.source.text for row in rules.faults)
    assert all(weight.says.endswith(".") for weight in (rules.central, rules.reassurance, rules.open))


# -- scores by hand ------------------------------------------------------------------------------------------------


def test_a_contradicted_claim_of_safety_by_hand(make: Any) -> None:
    """900 harm, 190 contradicted, 20 central, 20 reassuring, 2 open, 1 for uncited: 1133."""
    task = only(
        make,
        kind="safety",
        central=True,
        citations=[make.offered("review", "contradicts")],
        rating=make.rating("review", imprecision=2),
    )
    assert (task.tier, task.score, task.faults) == ("harm", 1133, ("contradicted", "uncited"))
    assert points(task) == [900, 190, 20, 20, 2, 1]
    assert [str(part).split(".")[0] for part in task.parts] == [
        "900: harm",
        "190: contradicted (high)",
        "20: central",
        "20: reassuring",
        "2: open",
        "1: further faults, 1 each: uncited (medium)",
    ]


def test_nothing_reaches_what_can_harm_whatever_is_added() -> None:
    """False comfort, and warnings that say too little or are wrong; every other row, with all that a claim can have."""
    rules = work_rules()
    gravest = {("contradicted", "comfort"), ("contradicted", "warning")}
    gravest |= {("warning says too little", None), ("warning is wrong", None)}
    lead = [row for row in rules.rows if (row.name, row.when) in gravest]
    assert len(lead) == len(gravest)
    assert {row.tier for row in lead} == {"wrong"}  # for a warning and a claim on safety that is the tier "harm"
    others = max(row.points for row in rules.rows if row not in lead)
    added = rules.central.points + rules.reassurance.points + rules.open.points + rules.further.points * len(rules.rows)
    assert min(row.points for row in lead) > others + added


@pytest.mark.parametrize("kind", ["safety", "contraindication"])
def test_a_false_comfort_comes_before_a_central_misquoted_claim_on_harm(make: Any, kind: str) -> None:
    misquoted = make.claim(
        1,
        kind="safety",
        central=True,
        citations=[make.cited("review", accuracy="contradicted"), make.cited(None, None, **{"as": "a study"})],
        rating=make.rating("review", imprecision=2),
    )
    comfort = make.claim(2, kind=kind, citations=[make.offered("review", "contradicts")], rating=make.rating("review"))
    first, second = tasks(make, misquoted, comfort)
    assert (first.claim, first.faults[0], first.worst.points) == ("healthline-002", "contradicted", 190)
    assert (second.tier, second.faults[0]) == ("harm", "misquoted")


def test_an_overstated_claim_of_efficacy_by_hand(make: Any) -> None:
    """600 wrong, 72 overstated, 2 open, 1 for uncited: 675."""
    fields = {"citations": [make.offered("review")], "rating": make.rating("review", imprecision=2)}
    task = only(make, **fields)
    assert (task.tier, task.score) == ("wrong", 675)
    assert points(task) == [600, 72, 2, 1]


def test_a_supported_claim_without_a_source_by_hand(make: Any) -> None:
    """300 source, 46 uncited, and nothing else: the claim stands."""
    task = only(make, citations=[make.offered("review")], rating=make.rating("review"))
    assert (task.tier, task.score, points(task)) == ("source", 346, [300, 46])
    assert (task.wording, task.wording_why) == (None, "The wording can stay: the verdict is “supported”.")


def test_an_old_review_alone_is_nothing_but_upkeep_even_at_a_claim_of_safety(make: Any) -> None:
    """0 upkeep, 0 old review, 20 central, 20 reassuring."""
    contents = make.contents(
        make.claim(kind="safety", central=True, rating=make.rating("aged"), citations=[make.cited("aged")]),
        references=(make.reference("aged", "systematic review", year=2010),),
    )
    grades = grade_all(contents)
    (task,) = work_list(contents, grades, find_gaps(contents, grades))
    assert (task.tier, points(task), task.faults) == ("upkeep", [0, 0, 20, 20], ("old review",))


def test_the_tiers_in_their_order_whatever_the_order_of_the_files(make: Any) -> None:
    weak = make.rating("review", imprecision=2)
    claims = [
        make.claim(
            1,
            citations=[make.cited("trial"), make.cited("review")],
            rating=make.rating("review"),
            attribution={"kind": "unnamed study", "as": "a study"},
            central=True,
        ),
        make.claim(2, citations=[make.offered("review")], rating=make.rating("review"), central=True),
        make.claim(3, citations=[make.offered("review")], rating=weak),
        make.claim(4, citations=[make.offered("review", "contradicts")], rating=weak),
        make.claim(5, kind="contraindication", direction="against"),
        make.claim(6, kind="safety", citations=[make.offered("review")], rating=weak),
    ]
    # A warning that only lacks a source (5) stands below what is false.
    order = ["healthline-006", "healthline-004", "healthline-003", "healthline-002", "healthline-005", "healthline-001"]
    assert [task.tier for task in tasks(make, *claims)] == ["harm", "wrong", "wrong", "source", "source", "upkeep"]
    assert [task.claim for task in tasks(make, *claims)] == order
    assert [task.claim for task in tasks(make, *reversed(claims))] == order
    assert [task.rank for task in tasks(make, *claims)] == [1, 2, 3, 4, 5, 6]


def test_claims_of_one_score_stand_in_reading_order(make: Any) -> None:
    claims = [make.claim(2, "verywell"), make.claim(1, "verywell"), make.claim(3, "healthline")]
    assert [task.claim for task in tasks(make, *claims)] == ["verywell-002", "verywell-001", "healthline-003"]


def test_central_counts_within_a_tier_and_not_beyond(make: Any) -> None:
    claims = [make.claim(1), make.claim(2, central=True)]
    assert [(task.claim, task.score) for task in tasks(make, *claims)] == [
        ("healthline-002", 368),
        ("healthline-001", 348),
    ]


def test_a_warning_is_kept_and_weighs_less_than_a_false_comfort(make: Any) -> None:
    """A comfort: 900 harm + 72 + 20 + 2 + 1 = 995. A warning that may well be right: 300 source + 46 uncited + 2 open
    + 1 overstated = 349."""
    weak = {"citations": [make.offered("review")], "rating": make.rating("review", imprecision=2), "kind": "safety"}
    comfort, warning = tasks(make, make.claim(1, direction="against", **weak), make.claim(2, direction="for", **weak))
    assert (comfort.claim, comfort.score) == ("healthline-002", 995)
    assert (warning.claim, warning.score) == ("healthline-001", 349)
    assert all("Keep the warning" in todo for todo in warning.todo)
    assert not any("Keep the warning" in todo for todo in comfort.todo)


def test_of_two_claims_that_disagree_the_one_that_stands_is_upkeep(make: Any) -> None:
    right = make.claim(
        1,
        citations=[make.cited("review")],
        rating=make.rating("review"),
        conflicts_with=[{"claim": "verywell-001", "why": "One says it helps, the other not."}],
    )
    wrong = make.claim(
        1,
        "verywell",
        citations=[make.cited("review", "contradicts")],
        rating=make.rating("review"),
    )
    first, last = tasks(make, right, wrong)
    assert (first.claim, first.tier) == ("verywell-001", "wrong")
    assert (last.claim, last.tier, last.score) == ("healthline-001", "upkeep", 34)
    assert "takes the side of this claim" in last.todo[0]


def test_a_fact_without_any_source_is_a_task_though_it_makes_no_gap(make: Any) -> None:
    task = only(make, kind="history", rating=make.fact("cannot be verified"))
    assert (task.faults, task.tier, task.score) == (("cannot be verified",), "upkeep", 43)
    assert task.todo == ("Name a source, or take the claim out.",)


def test_what_is_said_to_do_twice_is_said_once(make: Any) -> None:
    task = only(make, kind="usage", condition="neck pain", rating=make.fact("cannot be verified"))
    assert task.faults == ("uncited", "cannot be verified")
    assert task.todo == ("Name a source, or take the claim out.",)


def test_a_claim_with_nothing_to_mend_is_no_task(make: Any) -> None:
    sound = make.claim(rating=make.rating("review"), citations=[make.cited("review", accuracy="accurate")])
    assert tasks(make, sound) == ()
    assert tasks(make, make.claim(kind="history", rating=make.fact("confirmed", "guide"))) != ()  # an old guideline


def test_a_claim_without_a_grade_is_left_out(make: Any) -> None:
    assert work_list(make.contents(make.claim()), {}, ()) == ()


# -- wording, link, reference --------------------------------------------------------------------------------------


def test_no_wording_is_made_up(make: Any) -> None:
    none = "Nobody has written a sentence for this place yet. The verdict is “{}”."
    unrated = only(make)
    assert (unrated.wording, unrated.wording_why) == (None, none.format("not rated"))
    reason = only(make, rating={"not_rated": "No work tests it."})
    assert reason.wording_why == none.format("not rated") + " The ledger notes: No work tests it."
    fact = only(make, kind="history", rating=make.fact("refuted", "guide"))
    assert (fact.wording, fact.wording_why) == (None, none.format("refuted") + " The ledger notes: Because.")
    fields = {"citations": [make.offered("review")], "rating": make.rating("review", imprecision=2)}
    weak = only(make, **fields)
    assert (weak.wording, weak.wording_why) == (None, none.format("overstated") + " The certainty is low, 2 of 4.")
    own = only(make, **fields, write="It may help.")
    assert own.wording == "It may help."
    assert own.wording_why == (
        "Written for this place by a person. The verdict is “overstated”. The certainty is low, 2 of 4."
    )


def test_the_link_leads_to_the_passage_and_without_an_address_that_is_said(make: Any) -> None:
    contents = make.contents(make.claim(anchor={"start": "may help", "end": "most people"}))
    grades = grade_all(contents)
    (bare,) = work_list(contents, grades, find_gaps(contents, grades))
    assert bare.link is None
    assert bare.passage == "“may help …” (no link: the address of the article is not known)"
    (file,) = contents.files
    there = file.article.model_copy(update={"url": "https://example.org/a"})
    known = Contents(contents.settings, (file.model_copy(update={"article": there}),), contents.references)
    (task,) = work_list(known, grades, find_gaps(known, grades))
    assert task.link == "https://example.org/a#:~:text=may%20help,most%20people"
    assert task.passage == "“may help …”"


def test_the_better_reference_is_ready_to_copy(make: Any) -> None:
    work = make.reference(
        "lee",
        "systematic review",
        year=2024,
        authors=named("Lee, Ann", "Kim, Bo"),
        journal="BMJ",
        volume="3",
        number="1",
        pages="17--26",
        doi="10.1136/x",
        unverified=("volume",),
    )
    contents = make.contents(make.claim(citations=[make.offered("lee")]), references=(work,))
    grades = grade_all(contents)
    (task,) = work_list(contents, grades, find_gaps(contents, grades))
    assert task.reference == "lee"
    assert task.reference_text == "Lee A, Kim B. lee. BMJ. 2024;3(1):17-26. doi:10.1136/x"
    assert task.reference_cautions == (
        "Nobody has seen a source page for this work yet.",
        "Not confirmed by any page we saw: volume.",
    )


# -- what always holds ---------------------------------------------------------------------------------------------

CITATION = st.fixed_dictionaries(
    {
        "ref": st.sampled_from(["review", "other", "old", "trial", "guide"]),
        "role": st.sampled_from(["cited", "offered"]),
        "identified": st.sampled_from(["probable", "possible", None]),
        "stance": st.sampled_from(["supports", "partly supports", "contradicts", "does not address", "unclear"]),
        "accuracy": st.sampled_from(["accurate", "oversimplified", "not substantiated", None]),
        "why": st.sampled_from(["One.", "Two."]),
    }
)
KIND = st.sampled_from(["efficacy", "safety", "contraindication", "mechanism", "usage", "history"])


@given(
    held=st.lists(st.tuples(KIND, st.lists(CITATION, max_size=4), st.booleans()), min_size=1, max_size=4),
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_citations_does_not_matter(make: Any, held: list[Any], seed: random.Random) -> None:
    def found() -> tuple[Task, ...]:
        rating = make.rating("review", "old", imprecision=2)
        return tasks(
            make,
            *(
                make.claim(number, kind=kind, citations=citations, central=central, rating=rating)
                for number, (kind, citations, central) in enumerate(held, 1)
                if kind != "history"
            ),
        )

    before = found()
    for _, citations, _ in held:
        seed.shuffle(citations)
    assert found() == before


GAP = st.sampled_from([(kind, severity) for kind in AT_CLAIMS for severity in severities(kind)])


@given(
    gaps=st.lists(st.lists(GAP, max_size=5, unique_by=lambda gap: gap[0]), min_size=3, max_size=3),
    kinds=st.tuples(KIND, KIND, KIND),
    more=GAP,
)
def test_one_more_gap_never_moves_a_claim_down(make: Any, gaps: Any, kinds: Any, more: tuple[str, str]) -> None:
    contents = make.contents(*(make.claim(number, kind=kind) for number, kind in enumerate(kinds, 1)))
    grades = grade_all(contents)

    def places(*extra: Gap) -> dict[str, tuple[int, int]]:
        given = [
            Gap(f"healthline-{number:03}", "healthline", kind, severity, "Rule.", gap_rules().kinds[kind].for_warning)
            for number, some in enumerate(gaps, 1)
            for kind, severity in some
        ]
        return {task.claim: (-task.rank, task.score) for task in work_list(contents, grades, [*given, *extra])}

    if any(kind == more[0] for kind, _ in gaps[1]):
        return  # a claim has at most one gap of a kind
    before = places()
    after = places(Gap("healthline-002", "healthline", *more, "Rule.", "cite it"))  # type: ignore[arg-type]
    rank, score = before.get("healthline-002", (-len(before) - 1, -1))
    assert after["healthline-002"][0] >= rank
    assert after["healthline-002"][1] > score


# -- the first ledger ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def first() -> tuple[Task, ...]:
    audit = open_ledger(ROOT).audit
    return work_list(audit.contents, audit.grades, audit.gaps)


def test_no_task_without_something_to_do(first: tuple[Task, ...]) -> None:
    assert first
    for task in first:
        assert task.todo
        assert all(todo.endswith(".") for todo in task.todo)
        assert task.wording_why.endswith(".")
        assert task.reference_why.endswith(".")
        assert (task.reference is None) == (task.reference_text is None)
        assert task.score == sum(points(task))


def test_every_claim_with_a_gap_is_a_task_and_the_tiers_follow_each_other(first: tuple[Task, ...]) -> None:
    audit = open_ledger(ROOT).audit
    assert {gap.claim for gap in audit.gaps} <= {task.claim for task in first}
    assert [task.rank for task in first] == list(range(1, len(first) + 1))
    order = list(work_rules().tiers)
    assert all(order.index(a.tier) <= order.index(b.tier) for a, b in pairwise(first))
    assert all(a.score >= b.score for a, b in pairwise(first))


def test_what_can_harm_comes_first_and_a_warning_that_lacks_only_its_source_after_what_is_false(
    first: tuple[Task, ...],
) -> None:
    lead = {"warning says too little", "warning is wrong"}
    places = [t.rank for t in first if lead & set(t.faults) or (t.tier == "harm" and t.faults[0] == "contradicted")]
    assert places == list(range(1, len(places) + 1))
    claims = open_ledger(ROOT).audit.contents.claims_by_id
    bare = [t.rank for t in first if t.faults[0] == "uncited" and warns(claims[t.claim])]
    assert bare
    assert min(bare) > max(t.rank for t in first if t.tier == "wrong")


def test_the_worked_example_of_the_guide_is_right(first: tuple[Task, ...]) -> None:
    guide = (ROOT / "docs" / "how-to" / "fix-an-article.md").read_text(encoding="utf-8")
    rows = [int(number) for number in re.findall(r"^\| (?!\*)[^|]+ \| (\d+) \|", guide, re.MULTILINE)]
    total = re.search(r"\| \*\*score\*\* \| \*\*(\d+)\*\* \|", guide)
    assert total is not None
    assert sum(rows) == int(total[1])
    (claim,) = set(re.findall(r"`(healthline-\d+)`", guide))
    (task,) = (task for task in first if task.claim == claim)
    assert points(task) == rows


def test_anchors_are_all_that_is_quoted(first: tuple[Task, ...]) -> None:
    claims = open_ledger(ROOT).audit.contents.claims_by_id
    for task in first:
        anchor: Anchor = claims[task.claim].anchor
        assert task.passage.startswith(f"“{anchor.start}")
