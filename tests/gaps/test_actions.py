"""Advice is a closed list; what a warning may be told neither removes nor weakens it, wherever it is printed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from firmground.exchange.export import export_json
from firmground.gaps.actions import KEEPING, Action, KeepingAction, OtherAction, action_rules, chosen, told, warns
from firmground.gaps.background import background_of
from firmground.gaps.find import gaps_of
from firmground.gaps.kinds import KINDS, Gap, GapRules, Hit, gap_rules
from firmground.gaps.what_if import what_if
from firmground.gaps.work_list import faults_of
from firmground.gaps.work_rules import WorkRules, work_rules
from firmground.grading.grade import Grade
from firmground.grading.scales import VERDICTS, WARNING_VERDICTS
from firmground.ledger import Ledger, open_ledger
from firmground.records import Claim
from firmground.rules import RulesError, parse_rules

ROOT = Path(__file__).resolve().parents[2]
#: Words that remove or weaken. “never only delete” is what a wrong warning is told, and removes nothing.
BAD = re.compile(
    r"\b(take|leave|cut|strike|drop) (it|them|this|that|the \w+( to a \w+)?) out\b|\bremove|(?<!never only )\bdelete"
    r"|\bdo not make the claim|\bno surer than|\bsay that it is (not known|not settled)|\bvery uncertain\b"
    r"|\brest no claim|\bsoften|\btone down",
    re.IGNORECASE,
)


def sentences_of(action: str) -> list[str]:
    rule = action_rules().actions[action]  # type: ignore[index]
    return [rule.says, rule.with_figures or ""]


def test_the_list_is_closed_and_no_keeping_action_removes_or_weakens() -> None:
    rules = action_rules().actions
    assert set(rules) == set(get_args(Action)) == {*get_args(KeepingAction), *get_args(OtherAction)}
    for name, rule in rules.items():
        assert rule.says.endswith(".")
        assert (name in KEEPING) == (not rule.removes and not rule.weakens)
        if name in KEEPING:
            assert not BAD.search(" ".join(sentences_of(name)))


def test_the_words_that_are_looked_for_are_those_of_the_others() -> None:
    """Each advice to remove is found by the words; else the walk below would find nothing in anything."""
    removing = [rule for rule in action_rules().actions.values() if rule.removes]
    assert len(removing) == 5
    assert all(BAD.search(rule.says) for rule in removing)


@pytest.mark.parametrize(
    ("model", "file"), [(GapRules, "gaps/kinds.toml"), (WorkRules, "gaps/work_list.toml")], ids=["kinds", "work list"]
)
def test_a_rule_file_that_advises_to_remove_a_warning_is_not_read(model: Any, file: str) -> None:
    text = (files("firmground") / file).read_text(encoding="utf-8")
    bad = text.replace('for_warning = "keep and name a source"', 'for_warning = "name a source or take out"', 1)
    assert bad != text
    parse_rules(model, text, file)
    with pytest.raises(RulesError, match="for_warning"):
        parse_rules(model, bad, file)


@pytest.mark.parametrize(
    ("verdict", "kind", "action"),
    [
        ("stands, but says too little", "warning says too little", "say more"),
        ("stands, but is worded too firmly", "warning too firm", "say how often"),
        ("is not settled", "warning not settled", "keep and look"),
        ("is wrong", "warning is wrong", "correct with a clinician"),
        ("stands", None, None),
    ],
)
def test_each_verdict_on_a_warning_has_its_own_action(make: Any, verdict: str, kind: str, action: str) -> None:
    claim = make.claim(kind="safety", direction="against", warning=True, citations=[make.cited("a")])
    grade = Grade(claim.id, verdict, None, None, None, ())  # type: ignore[arg-type]
    found = gaps_of(claim, grade, background_of(make.contents(claim)))
    assert [(gap.kind, gap.action) for gap in found] == ([(kind, action)] if kind else [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "advice", "direction": "none", "warning": True}, True),
        ({"kind": "contraindication", "direction": "against"}, True),
        ({"kind": "contraindication", "direction": "against", "answers": [{"question": "q", "says": "affirms"}]}, True),
        ({"kind": "contraindication", "direction": "for"}, False),
        ({"kind": "safety", "direction": "against"}, True),
        ({"kind": "safety", "direction": "for"}, False),
        # moved and not marked: somebody has decided that it is no warning
        ({"kind": "safety", "direction": "against", "answers": [{"question": "q", "says": "affirms"}]}, False),
        ({"kind": "efficacy", "direction": "for"}, False),
    ],
)
def test_what_counts_as_a_warning(make: Any, fields: dict[str, Any], expected: bool) -> None:
    assert warns(make.claim(**fields)) is expected


def test_no_verdict_and_no_gap_of_a_warning_is_told_to_be_removed_or_weakened(make: Any) -> None:
    """Every verdict with every gap, as the work list and the gaps tell it."""
    rules = gap_rules().kinds
    claims = [
        make.claim(kind="safety", direction="against", warning=True),
        make.claim(kind="contraindication", direction="against"),
        make.claim(kind="advice", direction="none", warning=True),
    ]
    for claim, verdict, kind in product(claims, (*VERDICTS, *WARNING_VERDICTS), KINDS):
        action = chosen(rules[kind], warns=warns(claim))
        assert action in KEEPING
        if rules[kind].group == "evidence":
            continue
        for lesser in (False, True):
            gap = Gap(claim.id, claim.article, kind, Hit(kind, "x", lesser=lesser).severity, "Rule.", action)
            grade = Grade(claim.id, verdict, None, None, None, ())
            for fault in faults_of(claim, [gap], grade):
                assert fault.action in KEEPING, (verdict, kind, fault)
                assert not BAD.search(fault.todo)


def test_a_warning_without_a_source_stands_below_what_is_false_and_above_nothing_grave() -> None:
    rules = work_rules()
    assert rules.tiers["source"].points < rules.tiers["wrong"].points
    assert rules.harm.unless_warning >= {"source", "upkeep"}


# -- the repository's own ledger ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own() -> Ledger:
    return open_ledger(ROOT)


def warned(own: Ledger) -> list[Claim]:
    found = [claim for claim in own.audit.contents.claims_by_id.values() if warns(claim)]
    assert len(found) > 40
    return found


def said_of(own: Ledger, claim: Claim) -> Iterator[tuple[str, str]]:
    """All advice about a claim, and its verdict; what persons wrote is held by the check `warning-played-down`."""
    audit = own.audit
    for gap in audit.gaps_by_claim.get(claim.id, ()):
        yield "gap", gap.todo
    for task in audit.tasks:
        if task.claim == claim.id:
            yield "work list", " ".join((*task.todo, task.wording_why, task.reference_why))
    grade = audit.grades[claim.id]
    yield "verdict", grade.steps[-1].text


def test_nothing_that_is_advised_about_a_warning_of_the_ledger_removes_or_weakens_it(own: Ledger) -> None:
    for claim in warned(own):
        for where, text in said_of(own, claim):
            assert not BAD.search(text), f"{claim.id}, {where}: {text}"


def test_the_export_and_the_tables_advise_nothing_against_a_warning(own: Ledger) -> None:
    ids = {claim.id for claim in warned(own)}
    exported = json.loads(export_json(own.audit))
    gaps = [gap for claim in exported["claims"] if claim["id"] in ids for gap in claim["gaps"]]
    assert gaps
    assert not [gap for gap in gaps if BAD.search(gap["todo"])]
    cells = [cell for cell in exported["evidence_map"]["cells"] if ids & set(cell["claims"])]
    assert cells
    assert not [cell for cell in cells for gap in cell["gaps"] if BAD.search(gap["todo"])]
    for name in ("gaps", "work-list", "map-gaps"):
        rows = [row for row in own.rows(name).rows if ids & {row.get("claim_id"), *row.get("claim_ids", ())}]
        assert rows, name
        assert not [row for row in rows if BAD.search(row["todo"])], name


ITEM = re.compile(r"(?:\bdo-|\b)([a-z][a-z-]*-\d{3})\b")
OTHERS = [rule.says for rule in action_rules().actions.values() if rule.removes or rule.weakens]


def test_no_card_and_no_part_of_a_page_with_a_warning_says_what_only_other_claims_are_told(own: Ledger) -> None:
    """The cards in the terminal; and of every built page the smallest part (cell, section) with the claim."""
    ids = {claim.id for claim in warned(own)}
    for claim in ids:
        shown = " ".join(own.show(claim).split())
        assert not [says for says in OTHERS if says in shown], claim
    parts = 0
    for page in sorted((ROOT / "reports").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        for part in re.findall(r'<section data-group.*?</section>|<details class="mapcell".*?</details>', text, re.S):
            head, *items = re.split(r"(?=<[a-z]+ [^>]*\bdata-item\b)", part)
            # An item is of the claim that it names first; one of another claim may name a warning that opposes it.
            named = [it for it in items if (own_id := ITEM.search(it)) is not None and own_id[1] in ids]
            if named:
                parts += 1
                plain = html.unescape(re.sub(r"<[^>]+>", "", " ".join((head, *named))))
                assert not [says for says in OTHERS if says in plain], f"{page.name}: {plain[:300]}"
    assert parts


def test_what_would_change_without_a_work_advises_nothing_against_a_warning(own: Ledger) -> None:
    keys = {key for claim in warned(own) for key in claim.basis}
    for key in sorted(keys)[:12]:
        for row in what_if(own.audit.contents, [key]).claims:
            if warns(row.claim):
                assert not [gap for gap in row.gaps_new if gap.action not in KEEPING]
                assert not BAD.search(" ".join(told(gap.action) for gap in row.gaps_new))
