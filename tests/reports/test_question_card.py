"""A question whole in a terminal, and what the cards of claims and references say of questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.questions import asking

from firmground.cli.main import cli
from firmground.errors import LedgerError

if TYPE_CHECKING:
    from tests.conftest import Folder


def shown(folder: Folder, name: str | None = None, *changes: tuple[str, str]) -> str:
    ledger = asking(folder)
    for old, new in changes:
        folder.change("claims/questions/tea.yaml", old, new)
    return " ".join(ledger.again().show(name).split())


def test_the_answer_comes_before_the_reasons_and_the_claims(sound: Folder) -> None:
    text = shown(sound, "tea-cold")
    order = [
        "Does tea ease a cold, compared with no treatment?",
        "Tea probably eases a cold a little for three days",
        "2 of 9 people were better",
        "moderate, 3 of 4 ⊕⊕⊕◯. One small trial.",
        "goes down one step to moderate for imprecision",
        "a draft, not reviewed by a clinician",
        "First and Other 2020 [first2020] says yes (its own result, level 2, table 2): Two of nine people were better.",
        "not about it (background prose, not its own result): Tells of its history only.",
        "What bears on it and was not read - Third 2021 [third2021]: its result",
        "tea-cold-sham: Does tea ease a cold, compared with coloured water? As far as we found, nobody has studied it.",
        "2 claims answer it",
        "tea-001: Tea eases a cold. It says yes; 1 step further down",
        "Verdict: overstated (decides)",
        "https://example.org/tea#:~:text=Tea%20eases,a%20cold",
        "tea-004: Tea is drunk hot. It says that it is used, not that it helps.",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_nobody_has_studied_says_where_was_searched_and_shows_no_certainty(sound: Folder) -> None:
    text = shown(sound, "tea-cold-sham")
    assert "Unknown Nobody has studied this, as far as we found (PubMed, 2026-11-20)." in text
    assert "Where we looked - 2026-11-20, in PubMed: tea, sham" in text
    assert "Not rated Nothing was found." in text
    assert "⊕" not in text
    assert "No claim of these articles answers it." in text


def test_a_count_is_told_with_one_whole_who_counted_and_what_it_hides(sound: Folder) -> None:
    text = shown(sound, "tea-burns")
    assert "2.8 to 5 of 100 people, counted by sellers of tea; the way of counting makes it too low." in text
    assert "makes harm look rarer than it is; it weakens no warning" in text
    assert "reviewed by Dr Ada" in text
    assert "tea-003 (a warning): Tea may do harm. It says “common”. Verdict: stands" in text


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("0.0", "0.0", "0 of 100 people"),
        ("0.0002", "0.0004", "2 to 4 of 10,000 people"),
        ("0.5", "0.5", "50 of 100 people"),
        ("0.00000001", "0.0000003", "0.01 to 0.3 of 1,000,000 people"),
        ("0.0", "0.000000001", "0 to 0.001 of 1,000,000 people"),
        ("0.051", "0.1462", "5.1 to 14.6 of 100 people"),
        ("1.0", "1.0", "100 of 100 people"),
    ],
)
def test_shares(sound: Folder, low: str, high: str, told: str) -> None:
    text = shown(sound, "tea-burns", ("low: 0.028, high: 0.05", f"low: {low}, high: {high}"))
    assert f"Counted {told}, counted by" in text


def test_a_fact_says_how_it_stands_what_follows_and_lists_its_entries(sound: Folder) -> None:
    items = (
        "    status: so\n",
        "    status: so\n    items:\n      green: {status: so, evidence: [second2020], answer: Green tea is old}\n"
        "      iced: {status: not known, unread: [{what: a cookbook}]}\n"
        "    values: [{since: '1784', value: Tea was taxed., ref: second2020}]\n",
    )
    text = shown(sound, "tea-old", items)
    assert "it is so; source: secondary" in text
    assert "What is so as well, if this is so - tea-known: Who first drank tea? Nobody knows" in text
    assert "green: it is so. Green tea is old. [second2020]" in text
    assert "iced: not known" in text
    assert "a cookbook (iced)" in text
    assert "1784: Tea was taxed. [second2020]" in text
    assert "⊕" not in text


def test_a_claim_that_names_two_entries_of_a_list_counts_once(sound: Folder) -> None:
    ledger = asking(sound)
    two = "[{question: tea-old, says: affirms, item: green}, {question: tea-old, says: affirms, item: iced}]"
    sound.change("claims/tea.yaml", "[{question: tea-old, says: affirms}]", two)
    text = " ".join(ledger.again().show("tea-old").split())
    assert "2 claims answer it" in text  # tea-001 and tea-002
    assert text.index("It says yes; on “green”.") < text.index("It says yes; on “iced”.")


def test_words_of_the_ledger_may_hold_braces_and_a_sibling_may_be_missing(sound: Folder) -> None:
    text = shown(
        sound,
        "tea-cold",
        ("beside: [tea-cold-sham]", "beside: [gone]"),
        ("figures: 2 of 9 people were better, and 1 of 9 without tea.", 'figures: "{count} of {0}"'),
    )
    assert "gone: This question is not in the ledger." in text
    assert "{count} of {0}" in text


def test_a_claim_tells_its_questions_and_how_it_comes_to_its_certainty(sound: Folder) -> None:
    text = shown(sound, "tea-001")
    assert "tea-cold: Does tea ease a cold, compared with no treatment? It says yes" in text
    assert "Verdict: overstated (this one decides)" in text
    assert "tea-old: Is tea thousands of years old? It says yes; takes it for granted." in text
    assert "So it is moderate, 3 of 4, on the GRADE scale. Certainty For this claim it goes further down" in text
    assert "to low, 2 of 4, as it speaks of something else than was studied: It speaks of all that hurts." in text
    assert "does not follow from its steps" not in text
    assert text.count("It goes down one step to moderate") == 1
    assert "This answer is of moderate certainty. For this claim it is low, as the claim speaks of something" in text
    assert "The wording that the evidence allows - Tea probably eases a cold a little" in text


def test_a_warning_is_marked_and_what_hides_harm_takes_nothing_from_it(sound: Folder) -> None:
    text = shown(sound, "tea-003")
    assert text.startswith("tea-003 stands (a warning)")
    assert "so it is high, 4 of 4, on the GRADE scale. Certainty The answer itself is of low certainty" in text
    assert "This answer is of low certainty. For this claim it is high, as the fault that makes harm look rarer" in text
    assert "- Tea may burn your tongue." in text


def test_which_kind_of_unknown_stands_beside_the_verdict(sound: Folder) -> None:
    text = shown(sound, "tea-004")
    assert re.search(r"Verdict cannot be verified\. [^.]*\. Unknown It cannot be tested: nobody wrote it down\.", text)
    assert "in use · helps? yes, certainty moderate, 3 of 4" in text


def test_a_use_is_told_with_both_halves_where_it_decides(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change("claims/tea.yaml", "      - {question: tea-known, says: affirms}\n", "")
    assert ledger.again().show("tea-004").startswith("tea-004   in use · helps? yes, certainty moderate, 3 of 4")


def test_a_claim_without_a_question_says_why(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change(
        "claims/tea.yaml", "    answers: [{question: tea-old, says: affirms}]\n", "    no_question: Told twice.\n"
    )
    assert "No question: Told twice." in ledger.again().show("tea-002")


def test_a_reference_tells_on_which_questions_it_was_read_or_not(sound: Folder) -> None:
    text = shown(sound, "third2021")
    assert "Evidence on tea-burns: How often does tea burn the tongue? It says yes." in text
    assert "Not read on tea-cold: Does tea ease a cold" in text
    assert "None" not in text


def test_questions_are_counted_named_when_mistyped_and_given_as_data(sound: Folder) -> None:
    assert "5 questions" in shown(sound)
    folder = str(sound.path)
    run = CliRunner().invoke(cli, ["show", "tea-could", "--folder", folder])
    assert run.exit_code == 2
    assert "tea-cold" in run.output
    run = CliRunner().invoke(cli, ["show", "tea-cold", "--format", "json", "--folder", folder])
    assert run.exit_code == 0
    assert '"claims": [' in run.output


def test_an_id_that_nothing_has_is_an_error(sound: Folder) -> None:
    with pytest.raises(LedgerError, match="Nothing here is called “nowhere”"):
        asking(sound).show("nowhere")
