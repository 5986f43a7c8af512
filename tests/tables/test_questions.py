"""The tables of questions, counted by hand in tests/questions.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.questions import asking

from firmground.ledger import open_ledger
from firmground.tables.key_messages import assertions_of
from firmground.tables.topics import claims_of, topics_of

if TYPE_CHECKING:
    from tests.conftest import Folder

    from firmground.ledger import Ledger


def rows(ledger: Ledger, name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in ledger.rows(name).rows]


def picked(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_one_row_per_question_with_its_answer_its_rating_and_who_uses_it(sound: Folder) -> None:
    cold, sham, burns, old, known = rows(asking(sound), "questions")
    assert picked(cold, "question", "rating", "certainty", "found", "size") == (
        "tea-cold",
        "graded",
        "moderate",
        "affirms",
        "small",
    )
    assert cold["steps"] == ["−1 imprecision: Nine people."]
    # two works were read, one was not; tea-001 and tea-004 of one article answer it; a trial's result is level 2
    assert picked(cold, "read", "unread", "claims", "articles", "level") == (2, 1, 2, 1, 2)
    assert picked(sham, "rating", "certainty", "claims", "sense") == ("not rated", None, 0, "not studied")
    assert "PubMed, 2026-11-20" in sham["sense_told"]
    assert picked(burns, "rate_low", "rate_high", "rate_of", "lean") == (0.028, 0.05, "people", "too low")
    assert picked(burns, "dated", "reviewed_by", "sense") == ("2026-11-22", "Dr Ada", None)
    assert burns["steps"] == ["−2 risk of bias (hides harm): Counted by sellers."]
    assert picked(old, "rating", "status", "implies") == ("settled", "so", ["tea-known"])
    assert picked(known, "status", "sense", "level") == ("not known", "cannot be tested", None)


def test_one_row_per_claim_and_answer_and_one_of_them_decides(sound: Folder) -> None:
    found = rows(asking(sound), "answers")
    assert [picked(r, "claim_id", "question", "verdict", "decides") for r in found] == [
        ("tea-001", "tea-cold", "overstated", True),  # moderate, one step down: low, and firm
        ("tea-001", "tea-old", "confirmed", False),  # only implied
        ("tea-002", "tea-old", "confirmed", True),
        ("tea-003", "tea-burns", "stands", True),  # 2.8 to 5 of 100 people is common
        ("tea-004", "tea-cold", "in use", False),
        ("tea-004", "tea-known", "cannot be verified", True),  # the worst of what is stated
    ]
    first = found[0]
    assert picked(first, "indirect_steps", "indirect_because", "certainty", "standing") == (
        1,
        "It speaks of all that hurts.",
        "low",
        "agrees",
    )
    assert found[1]["why"] == "Only in passing."
    assert picked(found[5], "sense", "used") == ("cannot be tested", False)
    assert found[4]["used"]
    assert "helps? yes, certainty moderate" in found[4]["verdict_told"]


def test_one_row_per_question_and_work_the_unread_ones_too(sound: Folder) -> None:
    found = rows(asking(sound), "evidence")
    assert [picked(r, "question", "ref", "says", "passage", "level") for r in found] == [
        ("tea-cold", "first2020", "affirms", "result", 2),
        ("tea-cold", "second2020", "silent", "background", None),
        ("tea-cold", "third2021", "not read", None, None),
        ("tea-burns", "third2021", "affirms", "result", 3),  # a cohort study, for harms (OCEBM 2011)
        ("tea-old", "second2020", "affirms", "record", None),
    ]
    assert picked(found[2], "why", "title") == ("its result", "Burnt tongues")


def test_background_prose_lends_no_level(sound: Folder) -> None:
    ledger = asking(sound)
    sound.change("claims/questions/tea.yaml", "passage: result, where: table 2", "passage: background, where: table 2")
    again = ledger.again()
    assert rows(again, "evidence")[0]["level"] is None
    assert rows(again, "questions")[0]["level"] is None


def test_a_retracted_work_leaves_no_certainty_and_no_level(sound: Folder) -> None:
    ledger = asking(sound)
    for key in ("first2020", "second2020"):
        sound.change("references.bib", f"{{{key},\n", f"{{{key},\n  status = {{retracted}},\n")
    row = rows(ledger.again(), "questions")[0]
    assert picked(row, "certainty", "level", "sense") == (None, None, "does not settle it")


def test_claims_and_ratings_say_where_the_rating_stands(sound: Folder) -> None:
    ledger = asking(sound)
    found = {row["claim_id"]: row for row in rows(ledger, "claims")}
    assert [row["question"] for row in found.values()] == ["tea-cold", "tea-old", "tea-burns", "tea-known"]
    assert [row["warning"] for row in found.values()] == [False, False, True, False]
    assert picked(found["tea-003"], "write", "wording_allowed") == ("Tea may burn your tongue.",) * 2
    assert found["tea-001"]["wording_allowed"].startswith("Tea probably eases")
    assert found["tea-004"]["sense"] == "cannot be tested"
    ratings = {row["claim_id"]: row for row in rows(ledger, "ratings")}
    assert picked(ratings["tea-001"], "stands_at", "question", "certainty") == ("question", "tea-cold", "low")
    assert ratings["tea-001"]["steps"][-1] == "−1 indirectness of this claim: It speaks of all that hurts."


def test_without_questions_ratings_stand_at_claims(sound: Folder) -> None:
    from firmground.ledger import open_ledger

    ledger = open_ledger(sound.path, sound.path / "articles")
    assert [picked(r, "stands_at", "question") for r in rows(ledger, "ratings")] == [("claim", None)] * 4
    assert rows(ledger, "answers") == rows(ledger, "questions") == rows(ledger, "evidence") == []


def test_a_claim_that_answers_two_questions_is_told_once_beside_others(sound: Folder) -> None:
    """Each question shows who answers it alike, so such a claim stands in two families."""
    asking(sound)
    sound.change(
        "claims/tea.yaml",
        "    answers: [{question: tea-old, says: affirms}]\n",
        "    answers: [{question: tea-old, says: affirms}, {question: tea-known, says: affirms}]\n",
    )
    plain = sound.text("claims/tea.yaml").replace("    condition: cold\n", "")
    sound.write("claims/tea.yaml", plain.replace("    about: tea\n", "    about: tea\n    condition: cold\n"))
    audit = open_ledger(sound.path).audit
    assert sum("tea-002" in family.ids for family in audit.families) == 2
    for topic in topics_of(audit.contents):
        told = [claim.id for assertion in assertions_of(topic, audit) for claim in assertion.claims]
        assert sorted(told) == sorted(claim.id for claim in claims_of(topic, audit.contents))
        assert open_ledger(sound.path).view("side-by-side", topic=topic.slug).html
