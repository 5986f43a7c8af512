"""Questions on pages: answer first, then figures and certainty; which kind of unknown; warnings are marked as such."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.reports.question_ledger import SCRIPT, write_questions

from firmground.grading.answer_rules import answer_rules
from firmground.grading.scales import VERDICTS
from firmground.ledger import Ledger, open_ledger
from firmground.reports.html.text import plain
from firmground.reports.views.marks import VERDICT_SYMBOLS, level_colours, slug


@pytest.fixture(scope="module")
def bees(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return open_ledger(write_questions(tmp_path_factory.mktemp("questions") / "ledger"))


def lines(ledger: Ledger, part: str, **where: str) -> list[str]:
    return plain(ledger.view(part, **where).html).split("\n")


def card(ledger: Ledger, number: int) -> list[str]:
    html = ledger.view("claims", article="bees").html
    (found,) = re.findall(rf'<article class="claim[^>]*id="bees-00{number}".*?</article>', html, re.DOTALL)
    return plain(found).split("\n")


def test_safety_begins_with_what_can_go_wrong_for_whom_and_what_to_do(bees: Ledger) -> None:
    assert lines(bees, "key-messages", topic="safety") == [
        "What can go wrong",
        # The later question: its outcome is called serious.
        "Can honey make babies gravely ill? Honey can make babies gravely ill; cases are documented.",
        "How often do teeth decay in people who take honey each night? Teeth may decay in some people who take honey "
        "each night. In numbers: 3 of 100 people in one count. Certainty: low ⊕⊕◯◯, 2 of 4.",
        "Who must take care",
        "Who should not have honey? Babies should not have honey.",
        "What to do in time",
        "Should somebody with fever and cough see a doctor? With fever and cough, see a doctor.",
        "In all: 2 claims in 1 article: stands (2).",
    ]
    assert "Can honey make babies gravely ill? Honey can" in plain(bees.view("home").html).split("Safety first")[1]


def test_a_question_stands_whole_in_one_place(bees: Ledger) -> None:
    told = lines(bees, "answers", topic="safety")
    start = told.index("How often do teeth decay in people who take honey each night?")
    assert told[start + 1 : start + 6] == [
        "Teeth may decay in some people who take honey each night.",
        "In numbers: 3 of 100 people in one count. "
        "0.08 to 8 of 100 people, counted by the sellers of honey; the way of counting makes it too low.",
        "Certainty: low ⊕⊕◯◯, 2 of 4",
        "One claim answers this",
        "Honey seldom harms teeth. Bees !warning ✔stands",
    ]
    html = (
        "".join(bees.view("answers", topic=t).html for t in ("safety", "cough", "hiccups")) + bees.view("answers").html
    )
    for name in bees.contents.questions:
        assert html.count(f'id="question-{name}"') == 1


def test_every_link_to_a_question_leads_to_it(bees: Ledger) -> None:
    shown = [bees.view(part) for part in ("home", "search", "answers")] + [bees.view("claims", article="bees")]
    links = {link for view in shown for link in re.findall(r"/([\w-]+)\.html#(question-[\w-]+)", view.html)}
    assert {name for _, name in links} == {f"question-{name}" for name in bees.contents.questions}
    for page, name in links:
        topic = page.removeprefix("topic-") if page.startswith("topic-") else None
        assert f'id="{name}"' in bees.view("answers", topic=topic).html


def test_each_entry_of_a_list_has_its_own_answer(bees: Ledger) -> None:
    told = lines(bees, "answers", topic="safety")
    assert "babies: yes. No honey in the first year." in told
    assert "grandmothers: not known." in told


def test_what_is_not_known_says_which_kind_of_unknown(bees: Ledger) -> None:
    studied = "Nobody has studied this, as far as we found (PubMed, 2026-11-20)."
    assert studied in lines(bees, "answers", topic="hiccups")
    assert studied in card(bees, 5)
    assert lines(bees, "not-known", topic="hiccups")[-1] == f"Honey is used for hiccups. (Bees) {studied}"
    assert "We have not looked for this yet." in card(bees, 7)
    told = lines(bees, "answers")
    assert "Certainty: not rated" in told  # nobody settled what is not known


def test_a_warning_is_marked_and_none_is_called_overstated_or_doubtful(bees: Ledger) -> None:
    for number in (1, 2, 3):
        assert card(bees, number)[1].startswith("stands!warning ")
    html = bees.view("claims", article="bees").html
    assert html.count('data-warning="yes"') == 3
    assert "warning|Only warnings" in html


def test_a_card_leads_from_the_source_over_question_and_answer_to_what_may_be_written(bees: Ledger) -> None:
    told = card(bees, 4)
    asked = "Question: Does honey ease a cough, compared with no treatment? The claim says yes."
    order = [
        "Does the source say it? oversimplified.",
        "overstated efficacy · honey · cough · firm wording",
        asked,
        "Answer: Honey may ease a cough a little.",
        "How certain is the evidence?",
        "low ⊕⊕◯◯, 2 of 4",
        "It also answers:",
        "Does honey stop hiccups? ○unsupported "
        "The claim says yes; takes it for granted. Nobody has studied this, as far as we found (PubMed, 2026-11-20). "
        "No study of honey for hiccups was found in PubMed in November 2026.",
        "For this place you may write: At night honey may ease a cough a little.",
    ]
    assert [line for line in told if line in order] == order


def test_a_use_has_a_verdict_in_two_halves(bees: Ledger) -> None:
    assert card(bees, 5)[1].startswith("cannot be verified· helps? not known usage")


def test_only_a_claim_that_should_be_reworded_lacks_a_sentence(bees: Ledger) -> None:
    lacking = [n for n in range(1, 8) if "Nobody has written a sentence for this yet." in card(bees, n)]
    assert lacking == [6]


def test_claims_with_a_rating_of_their_own_stand_below_the_answers(bees: Ledger) -> None:
    told = lines(bees, "key-messages", topic="cough")
    assert told[0].startswith("Does honey ease a cough, compared with no treatment? Honey may ease a cough a little.")
    assert told[1].startswith("Honey. An article says: Honey cures the cough of the old. ○unsupported")
    findings = plain(bees.view("topic-findings", topic="cough").html)
    assert "bees-006" in findings
    assert "bees-004" not in findings
    assert lines(bees, "topic-findings", topic="safety") == ["What was found stands with each question above."]


def test_questions_are_found_by_their_words_and_are_text_however_hostile(bees: Ledger) -> None:
    html = bees.view("search").html
    section = html.split('id="questions"')[1].split("<h2")[0]
    assert section.count("<li data-item") == len(bees.contents.questions)
    assert "grandmothers" in section
    assert "Bees, warning, safety, stands" in plain(html)
    assert "<script" not in html + bees.view("answers").html + bees.view("claims", article="bees").html
    assert SCRIPT in plain(bees.view("answers").html)


def test_a_ledger_without_questions_says_so(tmp_path: Path) -> None:
    folder = write_questions(tmp_path / "ledger")
    (folder / "claims" / "questions" / "honey.yaml").write_text("questions: []\n", encoding="utf-8")
    claims = folder / "claims" / "bees.yaml"
    claims.write_text(re.sub(r"answers: \[.*\]", "rating: {not_rated: No.}", claims.read_text(encoding="utf-8")))
    ledger = open_ledger(folder)
    assert lines(ledger, "answers") == ["No question of this ledger stands beside the conditions yet."]
    assert lines(ledger, "answers", topic="cough")[0].startswith("No question of this topic has been written down yet")
    assert "Safety first" not in plain(ledger.view("home").html)


def test_every_verdict_has_a_symbol_and_a_class_that_a_style_sheet_can_name() -> None:
    assert set(VERDICT_SYMBOLS) == set(VERDICTS)
    for verdict in VERDICTS:
        assert re.fullmatch(r"[a-z-]+", slug(verdict))
        assert f".fg .v-{slug(verdict)}{{--vd:" in level_colours()


def test_the_method_shows_every_row_with_its_example_and_every_word(bees: Ledger) -> None:
    rules = answer_rules()
    told = plain(bees.view("method").html)
    for rows in (rules.effects, rules.unsure, rules.facts, rules.possibilities, rules.warnings):
        for row in rows:
            assert row.example in told
    for word in rules.often.values():
        assert f"“{word.name}”  {word.plain}" in told
    for name, sense in rules.senses.items():
        assert f"{name}  {sense.says}" in told


def test_a_rule_says_where_it_holds_and_since_when(tmp_path: Path) -> None:
    folder = write_questions(tmp_path / "ledger")
    file = next((folder / "claims" / "questions").iterdir())
    old = "    people: babies\n"
    values = '    values: [{since: "2021", value: not under one year, ref: guide2021}, {value: none, ref: count2020}]\n'
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, f"{old}    place: Denmark\n{values}"), "utf-8")
    told = lines(open_ledger(folder), "answers", topic="safety")
    start = told.index("Babies should not have honey.")
    assert told[start + 1 : start + 4] == [
        "Where it holds: Denmark",
        "Since 2021: not under one year Honey Board 2021",
        "Not known since when: none Lee 2020",
    ]
