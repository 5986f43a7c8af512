"""What was set aside and reads like a claim: which words make it look so, by hand."""

from __future__ import annotations

import time

import pytest
from tests.conftest import Folder

from firmground.checks.set_aside import set_aside_rules, sign_of
from firmground.ledger import open_ledger


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("But that is not all: 40 % of people slept.", "40 %"),
        ("It gave 12.5% more of it.", "12.5%"),
        ("About 9 in 10 liked it.", "9 in 10"),
        ("And it works better than rest.", "better than"),
        ("A large new study by them found it.", "study by them found"),
        ("Research shows as much.", "Research shows"),
        ("It has been shown again and again.", "been shown"),
        ("As we saw, it reduces pain.", "reduces"),
        ("It often helps to relieve them.", "relieve"),
        ("Luckily, it is safe for everybody.", "is safe"),
        # a line before a list is judged by its numbers and comparisons: the items say the rest
        ("It has been shown to relieve 9 of 10 complaints, such as:", "9 of 10"),
        ("It eases more complaints, and is better than rest, for:1", "better than"),
        ("One in three people has it.", "One in three"),
        ("Children should never take it.", "should never"),
        ("Did you know that 40 % of them slept?", "40 %"),
        # a disclaimer that claims something after all
        ("Always ask your doctor, although 80 percent do well.", "80 percent"),
    ],
)
def test_words_that_a_claim_has(text: str, words: str) -> None:
    found = sign_of(text)
    assert found is not None
    assert found[1] == words


@pytest.mark.parametrize(
    "text",
    [
        "Let us look at this more closely.",
        "Here is what the research says.",
        "It is often used to treat:",
        "It reduces these complaints:",
        "But what causes it?",
        "Learn more about the benefits of tea.",
        "In this article, we look at side effects.",
        "Talk to your doctor before you try what reduces pain.",
        "These words are not intended to diagnose, treat, cure or prevent any disease.",
        "The content is for informational purposes only and improves with time.",
        "Advertising helps support our work.",
        "Our study of the matter goes on. We found a seat.",  # two sentences
        "The treatspoon and the uncured ham.",  # parts of words
        "",
    ],
)
def test_words_that_claim_nothing(text: str) -> None:
    assert sign_of(text) is None


@pytest.mark.parametrize("pattern", ["1,", ":1", "? ", "study a ", "1 % of"])
def test_no_passage_takes_long(pattern: str) -> None:
    """Ten times the text takes some ten times as long, not a hundred times."""
    seconds = []
    for length in (10_000, 100_000):
        text = (pattern * length)[:length] + "x"
        began = time.process_time()
        sign_of(text)
        seconds.append(time.process_time() - began)
    assert seconds[1] < max(30 * seconds[0], 1)


def test_no_phrase_is_of_no_use() -> None:
    """Each is found where it stands, and only one sign tells of it."""
    rules = set_aside_rules()
    for sign in rules.signs:
        for phrase in sign.phrases:
            said = phrase.replace("#", "3").replace(" … ", " of the many ")
            assert sign.found.fullmatch(said), phrase
    listed = [phrase for sign in rules.signs for phrase in sign.phrases]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("aside", "marked"),
    [
        ('  connective: ["As everybody"]', ['  connective: ["As everybody"]']),
        ('  disclaimer: ["As everybody"]', ['  disclaimer: ["As everybody"]']),
        ('  promotion: ["As everybody"]', []),  # advertising says such things by its nature
        ('  connective: [{start: "As everybody knows"}]', []),  # these words alone claim nothing
        ('  connective: [{start: "As everybody knows", end: "reduces coughs"}]', [
            '  connective: [{start: "As everybody knows", end: "reduces coughs"}]']),
    ],
)  # fmt: skip
def test_only_what_stands_aside_for_a_doubtful_reason(sound: Folder, aside: str, marked: list[str]) -> None:
    name = "claims/tea.yaml"
    sound.write("articles/tea.txt", "Tea helps. As everybody knows, it reduces coughs.\n")
    sound.write(name, sound.text(name).split("set_aside:")[0] + f"set_aside:\n{aside}\n")
    found = [p for p in open_ledger(sound.path).findings("strict") if p.finding.code == "set-aside-like-claim"]
    assert [p.place.text for p in found if p.place] == marked
    assert all("“reduces” is a word of effect" in p.finding.message for p in found)
    assert [p for p in open_ledger(sound.path).findings("basic") if p.finding.code == "set-aside-like-claim"] == []


def test_what_a_claim_takes_of_a_passage_is_not_looked_at(sound: Folder) -> None:
    name = "claims/tea.yaml"
    sound.write("articles/tea.txt", "As everybody knows, Tea is old and reduces coughs.\n")
    begun = sound.text(name).split("set_aside:")[0]
    passage = '[{start: "As everybody knows", end: "reduces coughs"}]'

    def codes(claimed: str) -> list[str]:
        sound.write(name, begun.replace('start: "Tea is old"', claimed) + f"set_aside: {{connective: {passage}}}\n")
        return [p.finding.code for p in open_ledger(sound.path).findings("strict")]

    assert "set-aside-like-claim" in codes('start: "Tea is old"')
    assert "set-aside-like-claim" not in codes('start: "Tea is old", end: "reduces coughs"')


def test_a_second_file_with_the_id_of_the_first_is_left_alone(sound: Folder) -> None:
    name = "claims/tea.yaml"
    sound.write("articles/tea.txt", "Tea helps. As everybody knows, it reduces coughs.\n")
    text = sound.text(name).split("set_aside:")[0]
    sound.write("claims/again.yaml", text + 'set_aside: {connective: ["As everybody", "Tea helps"]}\n')
    sound.write(name, text + 'set_aside: {connective: ["As everybody"]}\n')
    assert "duplicate-id" in {p.finding.code for p in open_ledger(sound.path).findings("strict")}
