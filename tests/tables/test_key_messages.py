"""Which claim leads a topic page: the order of its reasons, each against all that come after it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from firmground.gaps.find import find_gaps
from firmground.grading.grade import grade_all
from firmground.records import Claim, ClaimFile, Contents, LedgerSettings, Reference
from firmground.tables.audit import Audit
from firmground.tables.key_messages import Message, messages_of
from firmground.tables.topics import topics_of

AS_OF = date(2026, 11, 22)
SETTINGS = {
    "title": "Tea",
    "as_of": AS_OF,
    "notice": "Drafts.",
    "raters": {"editors": {"name": "Editors", "role": "none"}},
    "vocabulary": {
        "about": {"tea": {"definition": "Leaves in hot water."}, "honey": {"definition": "Honey."}},
        "condition": {"cough": {"definition": "Coughing."}},
        "comparator": {"syrup": {"definition": "Syrup.", "facet": "active treatment"}},
        "outcome": {term: {"definition": "x"} for term in ("coughing", "sleep", "serious adverse events")},
    },
}
STEPS = {"high": 0, "moderate": 1, "low": 2, "very low": 3}


def claim(number: int, certainty: str = "low", stances: str | tuple[str, ...] = "supports", **given: Any) -> Claim:
    """A rated claim on tea for cough; it rests on one work for each stance."""
    stances = (stances,) if isinstance(stances, str) else stances
    down = {"imprecision": min(STEPS[certainty], 2), "risk of bias": STEPS[certainty] - 2}
    return Claim.model_validate(
        {
            "id": f"one-{number:03}",
            "claim": "Tea eases a cough.",
            "anchor": {"start": "tea"},
            "kind": "efficacy",
            "about": "tea",
            "condition": "cough",
            "outcome": "sleep",
            "direction": "for",
            "wording": "firm",
            "attribution": {"kind": "none"},
            "citations": [
                {"ref": f"work{n}", "role": "offered", "stance": stance, "why": "It says so."}
                for n, stance in enumerate(stances)
            ],
            "rating": {
                "certainty": certainty,
                "start": "randomised",
                "down": {name: {"steps": steps, "because": "x"} for name, steps in down.items() if steps > 0},
                "basis": [f"work{n}" for n in range(len(stances))],
                "why": "x",
                "by": "editors",
                "on": AS_OF,
            },
        }
        | given
    )


def messages(*claims: Claim, slug: str = "cough") -> tuple[Message, ...]:
    """What a topic page says first."""
    references = {
        f"work{n}": Reference.model_validate(
            {"key": f"work{n}", "type": "article", "title": "T", "design": "randomised trial"}
        )
        for n in range(4)
    }
    file = ClaimFile.model_validate({"article": {"id": "one"}, "claims": list(claims)})
    contents = Contents(LedgerSettings.model_validate(SETTINGS), (file,), references)
    grades = grade_all(contents)
    audit = Audit(contents, {}, grades, tuple(find_gaps(contents, grades)), ())
    [topic] = [t for t in topics_of(contents) if t.slug == slug]
    return messages_of(topic, audit)


def lead(*claims: Claim, slug: str = "cough") -> tuple[str | None, str | None]:
    """The ids of the claim that leads the topic's only message, and of the one that counters it."""
    [message] = messages(*claims, slug=slug)
    return message.lead and message.lead.id, message.counter and message.counter.id


#: Of each two, the first leads although the second has the better of every reason further down.
COUGH: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    # what is asked: efficacy and use, then comparisons, then all else
    ({"direction": "against"}, {"kind": "comparative efficacy", "direction": "for", "certainty": "high"}),
    ({"kind": "usage", "direction": "against"}, {"kind": "comparative efficacy", "certainty": "high"}),
    ({"kind": "comparative efficacy", "direction": "against"}, {"kind": "mechanism", "certainty": "high"}),
    # what it says of it: for, mixed, none, against
    ({"certainty": "very low"}, {"direction": "mixed", "certainty": "high"}),
    ({"direction": "mixed", "certainty": "very low"}, {"direction": "none", "certainty": "high"}),
    ({"direction": "none", "certainty": "very low"}, {"direction": "against", "certainty": "high"}),
    # how certain it is
    ({"certainty": "high", "stances": "unclear"}, {"certainty": "moderate"}),
    ({"certainty": "moderate", "stances": "unclear"}, {"certainty": "low"}),
    ({"certainty": "low", "stances": "unclear"}, {"certainty": "very low"}),
    # how clear the answer is: supports, contradicts, mixed, partly, silent
    ({"kind": "usage"}, {"stances": "contradicts"}),
    ({"kind": "usage", "stances": "contradicts"}, {"stances": ("supports", "contradicts")}),
    ({"kind": "usage", "stances": ("supports", "contradicts")}, {"stances": "partly supports"}),
    ({"kind": "usage", "stances": "partly supports"}, {"stances": "unclear"}),
    # an effect before a use, no comparison before one, more works, the outcome that comes first
    ({"comparator": "syrup"}, {"kind": "usage", "stances": ("supports", "supports")}),
    ({"outcome": None}, {"comparator": "syrup", "stances": ("supports", "supports"), "outcome": "coughing"}),
    ({"stances": ("supports", "supports"), "outcome": None}, {"outcome": "coughing"}),
    ({"outcome": "coughing"}, {"outcome": "sleep"}),
    ({"outcome": "sleep"}, {"outcome": None}),
)
SAFETY: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"outcome": "serious adverse events", "certainty": "very low"}, {"certainty": "high"}),
    ({"certainty": "moderate", "stances": "unclear"}, {"certainty": "low"}),
    ({"condition": "cough"}, {"stances": "contradicts"}),
    ({"outcome": None}, {"condition": "cough", "outcome": "coughing", "stances": ("supports", "supports")}),
    ({"outcome": "coughing"}, {"outcome": "sleep", "stances": ("supports", "supports")}),
    ({"stances": ("supports", "supports")}, {}),
)


@pytest.mark.parametrize(("first", "second"), COUGH)
def test_the_claim_that_answers_best_leads_wherever_it_stands(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert lead(claim(1, **first), claim(2, **second)) == ("one-001", None)
    assert lead(claim(2, **second), claim(1, **first)) == ("one-001", None)


@pytest.mark.parametrize(("first", "second"), SAFETY)
def test_what_is_grave_leads_on_safety_and_what_speaks_against_counters(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    of_safety = {"kind": "safety", "condition": None}
    one, two = (of_safety | given for given in (first, second))
    assert lead(claim(1, **one), claim(2, **two), slug="safety") == ("one-001", None)
    assert lead(claim(2, **two), claim(1, **one), slug="safety") == ("one-001", None)
    against = {"direction": "against"}
    assert lead(claim(2, **two | against), claim(1, **one | against), slug="safety") == (None, "one-001")


def test_of_two_that_answer_alike_the_first_in_reading_order_leads() -> None:
    assert lead(claim(2), claim(1)) == ("one-002", None)


def test_what_is_not_rated_never_leads() -> None:
    assert lead(claim(1, rating={"not_rated": "Nobody looked."}), claim(2, "very low")) == ("one-002", None)
    assert lead(claim(1, rating=None)) == (None, None)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, "it may"),
        ({"kind": "usage", "certainty": "high"}, "yes"),
        ({"stances": "contradicts", "certainty": "moderate"}, "probably not"),
        ({"direction": "against"}, None),
        ({"direction": "mixed"}, None),
        ({"kind": "comparative efficacy"}, None),
        ({"rating": {"not_rated": "Nobody looked."}}, None),
    ],
)
def test_only_a_claim_that_it_helps_is_an_answer_to_whether_it_does(given: dict[str, Any], answer: str | None) -> None:
    [message] = messages(claim(1, **given))
    assert message.answer == answer


def test_treatments_stand_in_the_order_of_the_vocabulary_then_of_the_alphabet() -> None:
    claims = [claim(n, about=about) for n, about in enumerate(("water", "honey", "milk", "tea"), 1)]
    assert [message.about for message in messages(*claims)] == ["tea", "honey", "milk", "water"]
