"""Answers against certainty, what was found, and their numbers: by hand, from GRADE 26 and the design."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

from firmground.checks.answers import too_sure, too_unsure
from firmground.checks.phrases import any_of
from firmground.checks.wording_rules import asks_for_care, statements, word_lists
from firmground.records.terms import Certainty

CLAIMS, QUESTIONS = "claims/tea.yaml", "claims/questions/cold.yaml"
GOOD = "Tea may ease a cold a little within a week, compared with no treatment."
QUESTION = """\
questions:
  - id: tea-cold
    asks: Does tea ease a cold?
    kind: effect
    about: tea
    comparator: no treatment
    timeframe: a week
    evidence:
      - {ref: first2020, says: affirms, passage: result, why: "7.55% of 7,629 people were well, 15 of 23 children."}
    rating:
      certainty: low
      start: randomised
      down: {imprecision: {steps: 2, because: "Nine people."}}
      no_risk_of_bias: Nobody knew who had tea.
      why: One small trial.
      by: editors
      dated: 2026-11-22
    found: affirms
    size: small
    answer: ANSWER
"""


def told(sound: Folder, answer: str, *changes: tuple[str, str]) -> list[str]:
    """The codes of findings on the answer to a question."""
    text = QUESTION.replace("ANSWER", repr(answer))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    sound.write(QUESTIONS, text)
    return sorted(code for code in sound.codes() if code.startswith("answer-"))


@pytest.mark.parametrize(
    ("certainty", "text", "sure"),
    [
        ("high", "Tea eases a cold.", False),
        ("moderate", "Tea eases a cold.", True),
        ("moderate", "Tea probably eases a cold.", False),
        ("moderate", "Tea may ease a cold.", False),
        ("low", "Tea probably eases a cold.", True),
        ("low", "Tea may ease a cold.", False),
        ("low", "In May 2019 tea eased colds.", True),  # "may" must not be found in a month
        ("very low", "Tea may ease a cold.", True),
        ("very low", "Whether tea eases a cold is very uncertain.", False),
        ("very low", "Whether tea helps is very uncertain: fewer coughed. It eases a cold.", True),
        # advice is no claim of effect, and its "may" is none of the effect's
        ("low", "Tea may ease a cold. Ask your doctor before you drink it.", False),
        ("low", "Tea eases a cold; ask your doctor, who may know more.", True),
        ("low", "Tell whoever treats you about your medicines.", False),
        # a report of what was seen, and a later sentence with a verb of effect
        ("low", "In one trial 9 of 20 people coughed less.", True),
        ("low", "In one trial 9 of 20 people were well sooner.", False),
        ("low", "Studies found that tea eases a cold.", True),
        ("low", "Tea may ease a cold. The trials are small.", False),
        ("low", "Tea may ease a cold. It shortens a cough.", True),
    ],
)  # fmt: skip
def test_words_and_certainty(certainty: Certainty, text: str, sure: bool) -> None:
    assert (too_sure(text, certainty, certainty) is not None) == sure


def test_a_lower_bound_is_as_sure_as_the_rating_without_what_hides_harm() -> None:
    assert too_sure("At least 8 of 100 people bruise.", "moderate", "high") is None
    assert too_sure("Of 100 people 8 bruise.", "moderate", "high") is not None


@pytest.mark.parametrize(
    ("certainty", "text", "word"),
    [
        ("high", "Tea probably eases a cold.", "probably"),
        ("moderate", "Tea may ease a cold.", "may"),
        ("moderate", "Tea probably eases a cold.", None),
        ("low", "Whether tea eases a cold is not known.", "not known"),
        ("low", "Tea may ease a cold; how much is unsure.", None),
    ],
)  # fmt: skip
def test_more_doubt_than_the_certainty(certainty: Certainty, text: str, word: str | None) -> None:
    assert too_unsure(text, certainty) == word


UNCLEAR = ("found: affirms", "found: unclear")


@pytest.mark.parametrize(
    ("answer", "changes", "codes"),
    [
        (GOOD, (), []),
        ("Tea may make no difference to a cold in a week, compared with no treatment.", (), ["answer-against-data"]),
        (GOOD, (("found: affirms\n    size: small", "found: denies"),), ["answer-against-data"]),
        ("Tea may not ease a cold within a week, compared with nothing.",
            (("found: affirms\n    size: small", "found: denies"),), []),
        (GOOD, (UNCLEAR,), ["answer-against-data"]),
        ("It is not known whether tea eases a cold.", (UNCLEAR,), []),
        ("Tea may greatly ease a cold within a week, compared with nothing.", (), ["answer-against-data"]),
        (GOOD, (("size: small", "size: large"),), ["answer-against-data"]),
        ("Tea may ease a cold a little within a week.", (), ["answer-incomplete"]),
        ("Tea may ease a cold a little, compared with no tea.", (), ["answer-incomplete"]),
        ("Tea may ease a cold more than hot water does, within a week.", (), ["answer-incomplete"]),
    ],
)  # fmt: skip
def test_an_answer_and_its_data(
    sound: Folder, answer: str, changes: tuple[tuple[str, str], ...], codes: list[str]
) -> None:
    assert told(sound, answer, *changes) == codes


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("7.55%", True), ("7.6%", True), ("8 of 100", True), ("7,629", True), ("7,600", True),
        ("65%", True),  # 15 of 23
        ("75 of 1,000", True), ("755 of 10,000", True),
        ("9%", False), ("7.54%", False), ("7,700", False), ("12 of 100", False),
    ],
)  # fmt: skip
def test_the_numbers_of_an_answer(sound: Folder, number: str, known: bool) -> None:
    found = told(sound, GOOD + f" In the trial {number} people were well.")
    assert found == ([] if known else ["answer-number-unknown"])


FACT = """\
questions:
  - id: tea-old
    asks: Is tea old?
    kind: fact
    about: tea
    status: STATUS
    source: secondary
    evidence: [{ref: second2020, says: affirms, why: "It says so."}]
    rating: {why: It is told., by: editors, dated: 2026-11-22}
    answer: ANSWER
"""


@pytest.mark.parametrize(
    ("status", "answer", "codes"),
    [
        ("so", "Tea is old.", []),  # facts have no certainty: plain words are right
        ("not so", "Tea is old.", ["answer-against-data"]),
        ("not so", "Tea is not old.", []),
        ("not known", "Tea is old.", ["answer-against-data"]),
        ("not known", "Nobody knows how old tea is.", []),
        ("was so", "Tea is old.", ["answer-against-data"]),
        ("was so", "Tea was old once.", []),
    ],
)  # fmt: skip
def test_an_answer_and_the_status_of_a_fact(sound: Folder, status: str, answer: str, codes: list[str]) -> None:
    sound.write(QUESTIONS, FACT.replace("STATUS", status).replace("ANSWER", answer))
    assert sorted(code for code in sound.codes() if code.startswith("answer-")) == codes


@pytest.mark.parametrize("name", word_lists().lists)
def test_every_phrase_of_every_list_is_found(name: str) -> None:
    rules = word_lists().lists[name]  # type: ignore[index]
    for phrase in rules.phrases:
        text = "x " + phrase.replace("#", "12").replace("…", "any") + " x"
        assert rules.pattern.search(text), phrase
    assert len(set(rules.phrases)) == len(rules.phrases)


def test_what_asks_for_care_is_told_from_what_states() -> None:
    assert asks_for_care("Tell the therapist if you feel faint.")
    assert not asks_for_care("Fainting does not count as minor.")
    assert statements("Tea can harm; ask your doctor. Avoid it.") == ("Tea can harm",)
    assert any_of(["no … study"]).search("no large new study")


@pytest.mark.parametrize(
    "odd", ["1.2.3%", "1.2.3 of 4.5.6", "1" + "0" * 400, "0 of 0", "1,2,3 of 4,,5", "9" * 400 + " of 1%"]
)
def test_odd_numbers_are_read_without_a_fall(sound: Folder, odd: str) -> None:
    told(sound, GOOD + f" It was {odd}.", ("7.55% of", f"{odd}; 7.55% of"))
    assert sound.codes()
