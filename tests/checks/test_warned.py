"""The mark of a warning and its words; each row by hand from the coding guide's test of a warning."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

CLAIMS, QUESTIONS = "claims/tea.yaml", "claims/questions/harm.yaml"
OLD = (
    '    rating: {not_rated: "Nobody looked."}\n    conflicts_with:\n      - {claim: tea-001, why: "Harm and help."}\n'
)
QUESTION = """\
questions:
  - id: tea-harm
    asks: Can tea do harm?
    kind: KIND
    about: tea
    evidence: [{ref: second2020, says: affirms, why: "A case."}]
    rating: {why: A case is told., by: editors, dated: 2026-11-22}
    ANSWERED
    answer: TEXT
"""


def codes(sound: Folder, claim: str, more: str, kind: str = "frequency", text: str = "Tea can harm.") -> list[str]:
    answered = "happens: shown" if kind == "frequency" else "status: so\n    source: secondary"
    sound.write(QUESTIONS, QUESTION.replace("KIND", kind).replace("ANSWERED", answered).replace("TEXT", text))
    sound.change(CLAIMS, "claim: Tea may do harm.", f"claim: {claim}").change(CLAIMS, OLD, more)
    return sorted(code for code in sound.codes() if code.startswith("warning-"))


ANSWERS = "    answers:\n      - {question: tea-harm, says: affirms}\n"
WARNS = ANSWERS + "    warning: true\n"


@pytest.mark.parametrize(
    ("claim", "more", "kind", "found"),
    [
        ("Tea may do harm.", WARNS, "frequency", []),
        ("Tea may do harm.", ANSWERS, "frequency", ["warning-flag-differs"]),
        ("Babies should not have tea, it may be.", ANSWERS, "fact", ["warning-flag-differs"]),
        ("Tea may be harmless.", ANSWERS, "fact", []),
        ("Tea may seldom do harm.", ANSWERS, "fact", []),
        ("Tea may be green.", ANSWERS, "frequency", ["warning-flag-differs"]),  # linked with a harm that happens
        ("Tea may be green.", WARNS, "fact", ["warning-flag-differs"]),
        ("Tea may be green.", WARNS, "frequency", []),
        # the old form in a ledger with questions
        ("Tea may do harm.", OLD, "fact", ["warning-flag-differs"]),
    ],
)  # fmt: skip
def test_the_mark_and_the_words(sound: Folder, claim: str, more: str, kind: str, found: list[str]) -> None:
    assert codes(sound, claim, more, kind) == found


def test_a_ledger_without_questions_is_asked_nothing(sound: Folder) -> None:
    assert sound.codes() == {}  # tea-003 tells of a harm


@pytest.mark.parametrize(
    ("write", "found"),
    [
        ("Tea can harm babies.", []),
        ("Tea is nice.", ["warning-played-down"]),
        ("Whether tea harms is very uncertain.", ["warning-played-down"]),
        ("Whether tea harms is very uncertain. Ask your doctor first.", []),
    ],
)  # fmt: skip
def test_a_sentence_for_the_place_of_a_warning_still_warns(sound: Folder, write: str, found: list[str]) -> None:
    assert codes(sound, "Tea may do harm.", WARNS + f"    write: {write}\n") == found


def test_an_answer_to_a_warning_does_not_doubt_the_care(sound: Folder) -> None:
    doubt = "Whether you should tell your doctor is very uncertain."
    assert codes(sound, "Tea may do harm.", WARNS, text=doubt) == ["warning-played-down"]
