"""What a person reads about a ledger without a work; and that it is what the files themselves would give."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from firmground.ledger import Ledger, LedgerError, open_ledger


def opened(folder: Any) -> Ledger:
    return open_ledger(folder.path)


def test_the_text_by_hand(sound: Any) -> None:
    assert (
        opened(sound).without("first2020").text()
        == """\
If this work were in no file of the ledger: First and Other 2020 (first2020)

Verdict changes (1)

tea-001  overstated → not rated
    Tea eases a cold.
    Certainty low → none; OCEBM level 2 → none
    Gaps gone: overstated (medium); new: uncited (medium)
    The rating rested on First and Other 2020 and nothing else; it must be rated again.

Evidence map changes (1)

  cold, tea: best certainty low → none; gaps gone: synthesis (medium); new: not looked for (medium)

Ratings to make again: 1; to look at again: 0.
Cells of the evidence map that would change: 1.
Of 4 claims 1 would change (verdict 1, certainty 1, level 1, wording 0, gaps 1).
"""
    )


def test_the_text_when_retracted(sound: Any) -> None:
    assert (
        opened(sound).without("second2020", treat_as="retracted").text()
        == """\
If this work were retracted: The Tea Society 2020 (second2020)

Only gaps change (1)

tea-002  confirmed
    Tea is old.
    Gaps new: retracted or corrected (high)
    The rating was made with The Tea Society 2020, and no other work remains; look at it again.

Ratings to make again: 0; to look at again: 1.
Cells of the evidence map that would change: 0.
Of 4 claims 1 would change (verdict 0, certainty 0, level 0, wording 0, gaps 1).
"""
    )


def third(sound: Any) -> Any:
    """With a work that only one claim names, beside its rating, and one that nobody names."""
    entry = "\n@misc{%s,\n  title = {T},\n  year = {2020},\n  verified = {2026-11-22},\n}\n"
    sound.write("references.bib", sound.text("references.bib") + entry % "third2020" + entry % "fourth2020")
    return sound.change(
        "claims/tea.yaml",
        'rating: {not_rated: "Only how it is drunk."}',
        "citations: [{ref: third2020, role: offered, stance: does not address, why: Near.}]\n"
        '    rating: {not_rated: "Only how it is drunk."}',
    )


def test_the_text_when_nothing_changes(sound: Any) -> None:
    ledger = opened(third(sound))
    assert ledger.without("third2020").text() == (
        "If this work were in no file of the ledger: third2020\n\n"
        "Nothing would change: 1 claim names it, and nothing depends on that.\n"
    )
    assert ledger.without("fourth2020").text() == (
        "If this work were in no file of the ledger: fourth2020\n\n"
        "Nothing would change: no claim and no rating names it.\n"
    )
    assert ledger.without("third2020", "fourth2020").text() == (
        "If these works were in no file of the ledger: fourth2020 and third2020\n\n"
        "Nothing would change: 1 claim names them, and nothing depends on that.\n"
    )
    assert ledger.without("fourth2020").exit_code == 0
    assert "1 other claim names them, and nothing changes there.\n" in ledger.without("first2020", "third2020").text()


def test_a_rating_that_only_wants_a_look_stands_under_its_own_heading(sound: Any) -> None:
    sound.change("claims/tea.yaml", "basis: [first2020]", "basis: [first2020, second2020]")
    sound.change(
        "claims/tea.yaml",
        "    rating:\n      certainty: low",
        "      - {ref: second2020, role: offered, stance: unclear, why: Near.}\n    rating:\n      certainty: low",
    )
    text = opened(sound).without("second2020").text()
    part = text.split("Only a rating to look at again: it was made with this work (1)\n\n")[1]
    assert part.startswith("tea-001  Tea eases a cold.\n\n")
    assert "A rating that stays keeps its certainty; what that would be now, only a person can say.\n" in text
    assert text.endswith("Of 4 claims 1 would change (verdict 1, certainty 0, level 0, wording 0, gaps 0).\n")


@pytest.mark.parametrize("treat_as", ["excluded", "retracted"])
def test_it_is_what_the_files_would_give(make_sound: Callable[[], Any], treat_as: Any) -> None:
    """The same ledger, spoiled by hand in an editor, read anew."""
    before, spoiled = make_sound(), make_sound()
    if treat_as == "retracted":
        for design in ("{randomised trial}", "{book}"):
            spoiled.change("references.bib", f"design = {design}", f"design = {design}, status = {{retracted}}")
    else:
        spoiled.write("references.bib", "")
        spoiled.change("claims/tea.yaml", spoiled.text("claims/tea.yaml").split("groups:")[1].split("claims:")[0], "\n")
        spoiled.change("claims/tea.yaml", "groups:\n", "")
        spoiled.change("claims/tea.yaml", "    group: shared\n", "")
        text = spoiled.text("claims/tea.yaml")
        cited = text[text.index("    citations:\n      - ref: first2020") : text.index("  - id: tea-002")]
        spoiled.change("claims/tea.yaml", cited, '    rating: {not_rated: "Rate it again."}\n')
        fact = next(line for line in text.split("\n") if "fact: confirmed" in line)
        spoiled.change("claims/tea.yaml", fact, '    rating: {not_rated: "Rate it again."}')
    ledger, after = opened(before), opened(spoiled).audit
    rows = {row.claim.id: row for row in ledger.without("first2020", "second2020", treat_as=treat_as).claims}
    assert set(rows) == {"tea-001", "tea-002"}
    for claim, grade in after.grades.items():
        row = rows.get(claim)
        before_ = ledger.audit.grades[claim]
        told = row.after if row is not None else before_
        same = (told.verdict, told.certainty, told.level, told.wording_allowed)
        assert same == (grade.verdict, grade.certainty, grade.level, grade.wording_allowed)
        had = {gap.kind for gap in ledger.audit.gaps if gap.claim == claim}
        has = {gap.kind for gap in after.gaps if gap.claim == claim}
        assert {gap.kind for gap in row.gaps_gone} == had - has if row else had == has
        assert {gap.kind for gap in row.gaps_new} == has - had if row else had == has


def test_table_and_json_tell_the_same(sound: Any) -> None:
    found = opened(sound).without("first2020", "second2020")
    frame = found.frame()
    assert list(frame["claim_id"]) == ["tea-001", "tea-002"]
    assert list(frame["verdict_after"]) == ["not rated", "not rated"]
    assert frame["level_before"].isna().tolist() == [False, True]
    data = json.loads(found.json())
    assert data["without"] == [
        {"ref": "first2020", "work": "First and Other 2020"},
        {"ref": "second2020", "work": "The Tea Society 2020"},
    ]
    assert data["totals"] == {
        **{"claims": 4, "changed": 2, "verdict": 2, "certainty": 1, "level": 1, "wording": 0, "gaps": 1},
        **{"rate_again": 2, "look_again": 0, "cells": 1},
    }
    for row, record in zip(data["claims"], frame.to_dict("records"), strict=True):
        assert row["claim_id"] == record["claim_id"]
        assert row["changes"] == record["changes"]
        assert [gap["kind"] for gap in row["gaps_new"]] == record["gaps_new"]
    assert data["cells"][0]["gaps_new"][0]["kind"] == "not looked for"


def test_annotations_stand_at_the_claim(sound: Any) -> None:
    lines = opened(sound).without("second2020", treat_as="retracted").github().splitlines()
    number = sound.line_of("- id: tea-002")
    assert lines == [
        f"::notice file=claims/tea.yaml,line={number},col=9,title=what-if::"
        "tea-002: gaps new: retracted or corrected (high). "
        "The rating was made with The Tea Society 2020, and no other work remains; look at it again."
    ]
    assert opened(sound).without("first2020").github().startswith("::warning file=claims/tea.yaml,")


def test_check_tells_the_same_and_says_when_the_ledger_is_not_sound(sound: Any) -> None:
    ledger = opened(sound)
    alone = ledger.without("first2020")
    report = ledger.check(without="first2020")
    assert report.what_if is not None
    assert report.text() == alone.text()
    assert report.github() == alone.github()
    assert {**json.loads(report.json())} == {"level": "basic", "errors": 0, "warnings": 0, "notes": 1, **alone.data()}
    assert (report.exit_code, ledger.check().exit_code) == (1, 0)
    spoiled = opened(third(sound).change("claims/tea.yaml", "kind: history", "kind: histori"))
    report = spoiled.check(without=["fourth2020"])
    assert report.exit_code == 1
    assert report.text().endswith(
        "The ledger itself has 1 error and 0 warnings, so this may not be whole; `firmground check` shows them.\n"
    )


def test_a_notebook_shows_it_as_text(sound: Any) -> None:
    found = opened(sound).without("first2020")
    assert repr(found) == found.text().rstrip()


def test_an_unknown_key_is_answered_with_the_nearest(sound: Any) -> None:
    with pytest.raises(LedgerError, match=r"no reference “fist2020” .*, maybe of other works: first2020"):
        opened(sound).without("fist2020")
    with pytest.raises(LedgerError, match="Name at least one reference"):
        opened(sound).without()


def test_an_entry_that_could_not_be_read_is_not_called_missing(sound: Any) -> None:
    sound.change("references.bib", "  title = {A history of tea},\n", "  title = {A history of tea,\n")
    with pytest.raises(LedgerError, match=r"The entry of “second2020” in references\.bib could not be read whole"):
        opened(sound).without("second2020")


def test_hostile_words_reach_no_terminal(sound: Any) -> None:
    sound.change("claims/tea.yaml", "claim: Tea eases a cold.", 'claim: "\\e[2Jgone \\u202E reversed"')
    text = opened(sound).without("first2020").text()
    assert "gone" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
