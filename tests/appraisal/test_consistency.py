"""Findings about stored judgements, on a ledger on disk; and the same judgements in tables, card and export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from firmground.exchange.export import export_json
from firmground.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from tests.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
FORM = ", ".join(f"{number}: 3" for number in range(1, 16)) + ", overall: 2"


@pytest.fixture
def judged(sound: Folder) -> Folder:
    """The sound ledger, in which one item was judged by a person."""
    return put(sound, 'sheet: {interests: {value: not met, why: "It sells tea.", by: editors, on: 2026-11-22}}')


def put(folder: Folder, appraisal: str) -> Folder:
    return folder.change("claims/tea.yaml", "  id: tea\n", f"  id: tea\n  appraisal:\n    {appraisal}\n")


def opened(folder: Folder) -> Ledger:
    return open_ledger(folder.path, folder.path / "articles")


def found(folder: Folder) -> list[tuple[str, str]]:
    placed = opened(folder).check("strict").findings
    return [(p.finding.code, p.finding.message) for p in placed if p.finding.code != "no-article-text"]


def test_a_sound_judgement_gives_no_finding(judged: Folder) -> None:
    assert found(judged) == []


def test_a_rater_nobody_knows(judged: Folder) -> None:
    judged.change("claims/tea.yaml", '"It sells tea.", by: editors', '"It sells tea.", by: editor')
    assert found(judged) == [
        ("unknown-rater", "“editor” is no rater of this ledger. Raters: editors."),
    ]


def test_every_judgement_has_its_reason_and_its_rater(sound: Folder) -> None:
    put(sound, "sheet: {interests: {value: not met, on: 2026-11-22}}")
    assert [code for code, _ in found(sound)] == ["missing-field", "missing-field"]


@pytest.mark.parametrize(
    ("appraisal", "code", "says"),
    [
        (
            'jama: {tone: {value: met, why: "x", by: editors, on: 2026-11-22}}',
            "unknown-word",
            "authorship, attribution",
        ),
        ('jama: {authorship: {value: yes, why: "x", by: editors, on: 2026-11-22}}', "unknown-word", "met, partly"),
        ('quest: {tone: {value: met, why: "x", by: editors, on: 2026-11-22}}', "unknown-field", "discern, jama, sheet"),
        (f'discern: {{items: {{{FORM}, 17: 3}}, why: "x", by: editors, on: 2026-11-22}}', "unknown-word", "overall"),
        (
            f'discern: {{items: {{{FORM.replace("7: 3", "7: 6")}}}, why: "x", by: editors, on: 2026-11-22}}',
            "bad-form",
            "Correct the number",
        ),
    ],
)
def test_what_can_not_be_read_is_reported_with_a_cure(sound: Folder, appraisal: str, code: str, says: str) -> None:
    put(sound, appraisal)
    placed = [p for p in opened(sound).check().findings if p.finding.code == code]
    assert len(placed) == 1, found(sound)
    assert says in placed[0].finding.cure
    assert placed[0].place is not None
    assert placed[0].place.line == sound.line_of("appraisal:") + 1


def test_a_part_of_a_discern_form_is_refused_with_what_is_missing(sound: Folder) -> None:
    put(sound, 'discern: {items: {1: 3, 2: 4, overall: 2}, why: "x", by: editors, on: 2026-11-22}')
    assert found(sound) == [
        (
            "discern-incomplete",
            "13 scores of the DISCERN form are missing: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15.",
        )
    ]
    assert "discern" not in {row["instrument"] for row in opened(sound).rows("scores").rows}


def test_a_whole_form_is_kept_and_shown_with_the_link(sound: Folder) -> None:
    put(sound, f'discern: {{items: {{{FORM}}}, why: "Read.", by: editors, on: 2026-11-22}}')
    assert found(sound) == []
    rows = [row for row in opened(sound).rows("scores").rows if row["instrument"] == "discern"]
    assert [(row["item"], row["value"]) for row in rows][-2:] == [("15", "3"), ("overall", "2")]
    assert "14: 3, 15: 3, overall: 2" in " ".join(opened(sound).show("tea").split())
    assert "ndph.ox.ac.uk" in opened(sound).show("tea")


def test_the_card_of_an_article_says_it_briefly(judged: Folder) -> None:
    card = opened(judged).show("tea").splitlines()
    # One of the two claims that need a source names it; the one date on record lies more than five years back.
    assert "  JAMA          0 of 4 met; partly: attribution, currency; not known: authorship, disclosure" in card
    assert "  Our sheet     partly: sources; not met: interests, recency, tone; not known: clinician" in card
    assert "  Judged        1 item by people, 1 of them not reviewed" in card
    # One claim of benefit (firm, against no treatment); a study names a harm; nothing else is said.
    first = next(number for number, line in enumerate(card) if line.startswith("  Sides"))
    assert " ".join(" ".join(card[first:]).split()) == (
        "Sides missing: who must avoid it, alternatives, cost, uncertainty; "
        "present: harms, comparator named, without treatment"
    )


def test_tables_hold_a_row_for_each_article_and_item(judged: Folder) -> None:
    scores = opened(judged).rows("scores").rows
    assert [(row["instrument"], row["item"]) for row in scores] == [
        *(("jama", item) for item in ("authorship", "attribution", "disclosure", "currency")),
        *(("sheet", item) for item in ("sources", "interests", "recency", "clinician", "tone")),
    ]
    (row,) = [row for row in scores if row["item"] == "interests"]
    assert (row["value"], row["origin"], row["by"], row["on"]) == ("not met", "judged", "editors", "2026-11-22")
    sides = opened(judged).rows("missing-side").rows
    assert len(sides) == 7
    assert next(row for row in sides if row["check"] == "harms")["by_therapy"] == [
        "tea: present (claims of benefit: 1)"
    ]


def test_the_export_holds_the_same_and_keeps_its_contract(judged: Folder) -> None:
    audit = opened(judged).audit
    data = json.loads(export_json(audit))
    schema = json.loads((ROOT / "src/firmground/exchange/schemas/export.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    (article,) = data["articles"]
    scores = opened(judged).rows("scores").rows
    for name in ("instrument", "item", "value", "origin", "why", "by", "on", "computed", "contradicts", "claims"):
        assert [row[name] for row in article["appraisal"]["scores"]] == [row[name] for row in scores], name
    sides = opened(judged).rows("missing-side").rows
    for name in ("check", "state", "rule", "claims"):
        assert [row[name] for row in article["appraisal"]["missing_sides"]] == [row[name] for row in sides], name


# -- the first ledger -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own() -> Ledger:
    return open_ledger(ROOT)


def test_no_judgement_of_the_first_ledger_contradicts_it_or_is_called_reviewed(own: Ledger) -> None:
    judged = [row for row in own.rows("scores").rows if row["origin"] == "judged"]
    assert len({row["article"] for row in judged}) == 5
    assert not any(row["contradicts"] or row["reviewed_by"] for row in judged)
    assert not any(row["instrument"] == "discern" for row in judged)


def test_where_no_author_was_seen_authorship_is_not_known(own: Ledger) -> None:
    rows = [row for row in own.rows("scores").rows if row["item"] == "authorship"]
    assert {row["value"] for row in rows} == {"not known"}


def test_what_the_articles_leave_out_as_read_by_hand(own: Ledger) -> None:
    # Read in the five articles: Denver's names no harm and nobody to be careful with, and says nothing of money;
    # Cleveland's speaks of referral but not of money; none says what happens without treatment.
    states = {(row["article"], row["check"]): row["state"] for row in own.rows("missing-side").rows}
    assert {article for article, check in states if check == "harms"} == {row.id for row in own.contents.articles}
    assert [a for (a, check), state in states.items() if check == "harms" and state == "missing"] == ["denver-clinic"]
    assert states["denver-clinic", "who must avoid it"] == "missing"
    assert states["denver-clinic", "cost"] == "missing"
    assert states["cleveland-clinic", "cost"] == "partly"
    assert states["healthline", "cost"] == "present"
    assert states["performance-health", "cost"] == "present"
    assert states["remedial-massage", "cost"] == "missing"
    assert {state for (_, check), state in states.items() if check == "without treatment"} == {"missing"}
