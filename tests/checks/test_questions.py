"""Questions, links and bodies of evidence: a sound ledger, what is spoilt in it, and the one finding that follows.

Each row follows from the contract of questions and from GRADE, by thought; none was copied from an output.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from firmground.checks.body_rules import body_rules

BIB = "".join(
    f"@article{{{key}, title = {{{key} on tea}}, year = {{2020}}, design = {{{design}}}, verified = {{2026-11-22}}}}\n"
    for key, design in {
        "review": "systematic review",
        "trial": "randomised trial",
        "cohort": "cohort study",
        "book": "book",
    }.items()
)
SIGNED = {"why": "It was read.", "by": "editors", "dated": "2026-11-22"}
ONE, TWO = {"steps": 1, "because": "Nobody was blinded."}, {"steps": 1, "because": "Nine people."}
QUESTIONS: Mapping[str, Any] = {
    "effect": {
        "asks": "Does tea ease a cold?",
        "kind": "effect",
        "about": "tea",
        "condition": "cold",
        "comparator": "no treatment",
        "outcome": "pain",
        "beside": ["sham"],
        "evidence": [
            {"ref": "review", "says": "affirms", "why": "It eased."},
            {"ref": "trial", "says": "partly", "why": "It eased a little."},
        ],
        "rating": {
            **SIGNED,
            "certainty": "low",
            "start": "randomised",
            "down": {"risk of bias": ONE, "imprecision": TWO},
        },
        "found": "affirms",
        "answer": "Tea may ease a cold, compared with no treatment.",
    },
    "sham": {
        "asks": "Does tea ease a cold more than hot water?",
        "kind": "effect",
        "about": "tea",
        "condition": "cold",
        "comparator": "hot water",
        "outcome": "pain",
        "evidence": [],
        "searched": {"dated": "2026-11-22", "where": "PubMed", "for": "tea and hot water"},
        "rating": {"not_rated": "Nobody has studied it."},
        "found": "nothing",
        "answer": "Nobody has studied it, as far as we found.",
    },
    "rate": {
        "asks": "How often does tea burn the tongue?",
        "kind": "frequency",
        "about": "tea",
        "evidence": [{"ref": "cohort", "says": "affirms", "why": "Two of 100 people."}],
        "rating": {**SIGNED, "certainty": "high", "start": "counted"},
        "rate": {"low": 0.01, "high": 0.03, "of": "people", "counted_by": "doctors"},
        "answer": "Tea burns the tongue of 1 to 3 of 100 people.",
    },
    "fact": {
        "asks": "Who should not drink tea?",
        "kind": "fact",
        "about": "tea",
        "evidence": [{"ref": "book", "says": "affirms", "why": "It lists them."}],
        "rating": SIGNED,
        "status": "so",
        "source": "secondary",
        "items": {"babies": {"status": "so", "evidence": ["book"]}},
        "answer": "Babies should not drink tea.",
    },
}
#: What the one claim answers.
ANSWERS: tuple[Mapping[str, Any], ...] = (
    {"question": "effect", "says": "affirms"},
    {"question": "rate", "often": "common"},
    {"question": "fact", "says": "affirms", "item": "babies"},
)
CLAIM: Mapping[str, Any] = {
    "id": "tea-001",
    "claim": "Tea eases a cold.",
    "anchor": {"start": "Tea eases"},
    "kind": "efficacy",
    "about": "tea",
    "direction": "for",
    "wording": "firm",
    "attribution": {"kind": "none"},
    "answers": list(ANSWERS),
}
GONE = object()
#: Findings on words, which follow where data is spoilt under a sentence; test_answers.py has them.
OF_WORDS = {"answer-against-data", "answer-incomplete", "answer-number-unknown", "answer-repeats-claim"}
OF_WORDS |= {"answer-too-sure", "answer-too-unsure", "warning-flag-differs"}


def ledger(sound: Any, changes: Mapping[str, Any]) -> Any:
    """The sound ledger with other values at some paths; ``GONE`` takes away what stands there."""
    data: dict[str, Any] = deepcopy({**QUESTIONS, "claim": CLAIM, "bib": BIB})
    for path, value in changes.items():
        *way, last = path.split("/")
        node = data
        for name in way:
            node = node[int(name)] if isinstance(node, list) else node.setdefault(name, {})
        if isinstance(node, list):
            node.insert(int(last), value) if int(last) >= len(node) else node.__setitem__(int(last), value)
        elif value is GONE:
            del node[last]
        else:
            node[last] = value
    asked = [{"id": data[name].pop("id", name), **data[name]} for name in data if name not in {"claim", "bib"}]
    sound.write("references.bib", data["bib"]).write("claims/questions/tea.yaml", json.dumps({"questions": asked}))
    sound.write("claims/tea.yaml", json.dumps({"article": {"id": "tea"}, "claims": [data["claim"]]}))
    facets = '    hot water: {definition: "Without tea.", facet: sham}\n  outcome:'
    return sound.change("claims/ledger.yaml", "  outcome:", facets)


def test_the_sound_ledger_has_no_finding(sound: Any) -> None:
    assert ledger(sound, {}).codes() == {}


DOWN = "effect/rating/down/"
HIDING = {**SIGNED, "certainty": "moderate", "start": "counted", "down": {"risk of bias": {**ONE, "hides": "harm"}}}
SPOILT: list[tuple[dict[str, Any], dict[str, int]]] = [
    # what was looked at in claims is looked at in questions
    ({"effect/evidence/0/ref": "reviews"}, {"unknown-reference": 1, "uncited-reference": 1}),
    ({"fact/items/babies/unread": [{"ref": "reviews", "what": "All."}]}, {"unknown-reference": 1}),
    ({"fact/values": [{"value": "Allowed.", "ref": "books"}]}, {"unknown-reference": 1}),
    ({"effect/condition": "colds"}, {"unknown-term": 1, "sham-sibling-apart": 0}),
    ({"effect/rating/by": "somebody"}, {"unknown-rater": 1}),
    ({"effect/rating/why": "…"}, {"reason-missing": 1}),
    ({"effect/evidence/0/why": "…"}, {"reason-missing": 1}),
    ({DOWN + "imprecision/because": "…"}, {"reason-missing": 1}),
    ({"sham/rating/not_rated": "…"}, {"reason-missing": 1}),
    ({"effect/rating/certainty": "high"}, {"certainty-does-not-add-up": 1}),
    (
        {DOWN + "risk of bias/steps": 3, "effect/rating/certainty": "very low"},
        {"step-too-large": 1, "certainty-does-not-add-up": 0},
    ),
    ({"effect/rating/up": {"large effect": ONE}}, {"up-and-down": 1}),
    ({"effect/rating/start": "adopted"}, {"adopted-incomplete": 1}),
    (
        {
            "effect/rating/start": "observational",
            "effect/rating/certainty": "very low",
            "effect/evidence": [QUESTIONS["effect"]["evidence"][1]],
            "sham/unread": [{"ref": "review", "what": "All."}],
        },
        {"start-too-low": 1},
    ),
    ({"effect/rating/start": "counted"}, {"start-not-counted": 1}),
    ({"effect/evidence/2": {"ref": "review", "says": "denies", "why": "It did not."}}, {"two-stances": 1}),
    (
        {"bib": BIB.replace("{review on tea}", "{A review of tea}, status = {retracted}, statusnote = {Made up.}")},
        {"basis-retracted": 1},
    ),
    # links
    ({"claim/answers/0/question": "effects"}, {"unknown-question": 1, "question-not-asked": 1}),
    ({"effect/beside": ["sham", "shams"]}, {"unknown-question": 1}),
    ({"effect/implies": ["shams"]}, {"unknown-question": 1}),
    ({"effect/implies": ["effect"]}, {"question-names-itself": 1}),
    ({"claim/answers/2/item": "men"}, {"unknown-item": 1}),
    ({"claim/answers/0/item": "men"}, {"unknown-item": 1}),
    ({"claim/answers/3": {"question": "effect", "says": "denies"}}, {"answer-twice": 1}),
    ({"claim/answers/3": {"question": "fact", "says": "affirms"}}, {}),
    ({"claim/answers/0/says": None}, {"answer-does-not-fit": 1}),
    ({"claim/answers/0/often": "rare"}, {"answer-does-not-fit": 1}),
    ({"claim/answers/1": {"question": "rate", "says": "affirms"}}, {"answer-does-not-fit": 1}),
    ({"claim/answers/1": {"question": "rate", "says": "affirms"}, "rate/happens": "shown"}, {}),
    ({"claim/answers/1/used": True}, {"answer-does-not-fit": 1}),
    ({"claim/answers/0/used": True}, {}),
    ({"claim/answers/0/used": True, "claim/answers/0/says": "denies"}, {"answer-does-not-fit": 1}),
    ({"claim/answers/1/says": "affirms"}, {}),
    ({"claim/answers/1/says": "denies"}, {"answer-does-not-fit": 1}),
    ({"claim/answers/1": {"question": "rate", "often": "happens", "says": "denies"}}, {}),
    ({"claim/answers/2/indirect": ONE}, {"answer-does-not-fit": 1}),
    ({"claim/answers/0/indirect": ONE, "claim/answers/1/indirect": ONE}, {}),
    ({"claim/answers/0/reach": "more", "claim/answers/0/indirect": ONE}, {"answer-does-not-fit": 1}),
    ({"claim/answers/0/reach": "less", "claim/answers/0/indirect": ONE}, {}),
    ({"claim/no_question": "A matter of taste."}, {"answer-does-not-fit": 1}),
    ({"claim/rating": {"not_rated": "Nobody looked."}}, {"two-ratings": 1}),
    ({"effect/beside": []}, {"sham-sibling-apart": 1, "question-not-asked": 1}),
    ({"effect/beside": [], "sham/outcome": None}, {"question-not-asked": 1}),
    ({"sham/id": "effect"}, {"duplicate-id": 1, "unknown-question": 1}),
    ({"fact/id": "book", "claim/answers/2/question": "book"}, {"duplicate-id": 1}),
    ({"fact/id": "tea", "claim/answers/2/question": "tea"}, {"duplicate-id": 1}),
    ({"fact/id": "tea-001", "claim/answers/2/question": "tea-001"}, {"duplicate-id": 1}),
    # fields and kinds
    ({"effect/rate": QUESTIONS["rate"]["rate"]}, {"question-does-not-fit": 1}),
    ({"effect/source": "primary"}, {"question-does-not-fit": 1}),
    ({"fact/found": "affirms"}, {"question-does-not-fit": 1}),
    ({"effect/found": None}, {"question-does-not-fit": 1}),
    ({"sham/found": None}, {}),
    ({"rate/rate": None, "claim/answers/1": {"question": "rate", "says": "affirms"}}, {"question-does-not-fit": 1}),
    ({"fact/status": None}, {"question-does-not-fit": 1}),
    ({"fact/source": None}, {"question-does-not-fit": 1}),
    (
        {"fact/rating": QUESTIONS["rate"]["rating"] | {"start": "randomised"}},
        {"question-does-not-fit": 1, "start-without-trial": 1, "risk-of-bias-not-weighed": 0},
    ),
    ({"effect/rating": SIGNED}, {"question-does-not-fit": 1}),
    ({"rate/rating": SIGNED}, {"question-does-not-fit": 1}),
    ({"rate/rating": SIGNED, "rate/rate": None, "rate/happens": "shown"}, {}),
    ({"rate/rate/low": 0.5}, {"question-does-not-fit": 1}),
    ({"rate/rate/low": 0.03}, {}),
    ({"rate/rate/course": {"treatments": 3, "why": "A guess."}}, {"question-does-not-fit": 1}),
    ({"effect/size": "little or none"}, {"question-does-not-fit": 1}),
    ({"effect/size": "little or none", "effect/found": "denies"}, {}),
    ({"fact/items/babies/evidence": ["review"]}, {"question-does-not-fit": 1}),
    ({DOWN + "risk of bias/hides": "harm"}, {}),
    ({DOWN + "imprecision/hides": "harm"}, {"question-does-not-fit": 1}),
    ({DOWN + "risk of bias/hides": "harm", "effect/kind": "mechanism"}, {"question-does-not-fit": 1}),
    ({"rate/rating": HIDING, "rate/rate/lean": "too low"}, {}),
    ({"rate/rating": HIDING, "rate/rate/lean": "too high"}, {"question-does-not-fit": 1}),
    ({"fact/rating": {"not_rated": "Nobody."}}, {"question-does-not-fit": 1}),
    ({"fact/rating": {"not_rated": "Nobody."}, "fact/status": None, "fact/source": None}, {}),
    # bodies of evidence
    ({DOWN + "risk of bias": GONE, "effect/rating/certainty": "moderate"}, {"risk-of-bias-not-weighed": 1}),
    ({"effect/rating/no_risk_of_bias": "Nobody knew."}, {"risk-of-bias-not-weighed": 1}),
    ({DOWN + "risk of bias/because": "The samples were imprecise."}, {"imprecision-twice": 1}),
    ({DOWN + "risk of bias/because": "Nine  people."}, {"imprecision-twice": 1}),
    (
        {
            DOWN + "inconsistency": {"steps": 1, "because": "A single small trial found no significant difference."},
            "effect/rating/certainty": "very low",
        },
        {"inconsistency-of-one-result": 1},
    ),
    (
        {
            DOWN + "inconsistency": {"steps": 1, "because": "Effects differ from none to large."},
            "effect/rating/certainty": "very low",
        },
        {},
    ),
    (
        {"bib": BIB.replace("design = {systematic", "certainty = {very low}, design = {systematic")},
        {"certainty-above-review": 1},
    ),
    (
        {
            "bib": BIB.replace("design = {systematic", "certainty = {very low}, design = {systematic"),
            "effect/rating/own": "Later trials.",
        },
        {},
    ),
    (
        {
            "bib": BIB.replace(
                "design = {systematic", "certainty = {very low (pain), low (sleep)}, design = {systematic"
            )
        },
        {},
    ),
    ({"effect/found": "partly"}, {}),
    ({"effect/found": "denies"}, {"found-not-borne-out": 1}),
    ({"effect/found": "mixed"}, {"found-not-borne-out": 1}),
    ({"effect/found": "mixed", "effect/evidence/1/says": "denies"}, {}),
    ({"effect/found": "nothing", "effect/unread": [{"what": "Another."}]}, {"found-not-borne-out": 1}),
    ({"fact/status": "not so"}, {"found-not-borne-out": 1}),
    ({"fact/status": "disputed"}, {"found-not-borne-out": 1}),
    ({"fact/status": "not known"}, {"found-not-borne-out": 1}),
    ({"sham/searched": None}, {"search-not-told": 1}),
    ({"sham/searched": None, "sham/untestable": "Hot water is tea."}, {}),
    ({"sham/searched": None, "sham/unread": [{"what": "A trial in Chinese."}]}, {}),
    ({"fact/implies": ["rate"], "rate/happens": "shown"}, {}),
    (
        {
            "sham/asks": "does tea ease a cold",
            "sham/evidence": [{"ref": "trial", "says": "denies", "why": "It did not."}],
            "sham/found": "denies",
            "sham/rating": QUESTIONS["effect"]["rating"],
        },
        {"answers-contradict": 1},
    ),
    (
        {"effect/implies": ["sham"], "claim/answers/3": {"question": "sham", "says": "denies"}},
        {"answers-contradict": 1},
    ),
]


@pytest.mark.parametrize(("changes", "codes"), SPOILT, ids=[f"{n}-{next(iter(c))}" for n, (c, _) in enumerate(SPOILT)])
def test_what_is_spoilt_is_found_and_nothing_else(
    sound: Any, changes: Mapping[str, Any], codes: Mapping[str, int]
) -> None:
    found = {code: count for code, count in ledger(sound, changes).codes().items() if code not in OF_WORDS}
    assert found == {code: count for code, count in codes.items() if count}


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("One trial (20 people) was not significant.", True),
        ("The result was non-significant in a single trial.", True),
        ("Another review found no significant effect.", True),
        ("Effects differ from a large benefit to no significant difference.", False),
        ("None of the trials was significant.", False),
        ("One trial found harm. The others were not significant.", False),
        ("Alone, not significant.", False),
    ],
)
def test_one_result_that_is_not_significant(because: str, told: bool) -> None:
    assert bool(body_rules().lone_result.search(because)) is told


def test_a_list_may_have_an_entry_with_a_full_stop_in_its_name(sound: Any) -> None:
    ledger(sound, {"fact/items/St. John": {"status": "so", "evidence": ["review"]}})
    assert sound.one("question-does-not-fit").place.line is not None
    assert sound.one("question-does-not-fit").place.text.count("St. John") == 1


def test_a_sure_yes_that_implies_a_no_contradicts_it_and_an_unsure_one_does_not(sound: Any) -> None:
    no = {
        "evidence": [{"ref": "book", "says": "denies", "why": "No."}],
        "status": "not so",
        "items": {},
        "kind": "fact",
    }
    both = {f"fact/{name}": value for name, value in no.items()} | {"claim/answers/2/item": None}
    ledger(sound, {**both, "effect/implies": ["fact"]})
    assert "answers-contradict" not in sound.codes()
    sure = {DOWN + "imprecision": GONE, "effect/rating/certainty": "moderate", "effect/implies": ["fact"]}
    sound.write("claims/ledger.yaml", sound.text("claims/ledger.yaml").replace("    hot water", "    cold water"))
    ledger(sound, {**both, **sure})
    found = sound.one("answers-contradict").finding
    assert (found.subject, "“fact”" in found.message) == ("effect", True)


@pytest.mark.parametrize(("count", "told"), [(4, 0), (5, 1)])
def test_one_passage_bears_four_questions_and_no_fifth(sound: Any, count: int, told: int) -> None:
    same = {"ref": "book", "says": "affirms", "where": "p. 7"}
    facts = {n: {**QUESTIONS["fact"], "asks": f"Is {n} so?", "items": {}} for n in range(count)}
    asked = {f"fact-{n}": {**q, "evidence": [{**same, "why": f"Number {n}."}]} for n, q in facts.items()}
    links = {f"claim/answers/{n + 3}": {"question": f"fact-{n}", "says": "affirms"} for n in facts}
    assert ledger(sound, {**asked, **links}).codes()["passage-overused"] == told


def test_a_claim_with_neither_question_nor_reason_nor_rating_is_found(sound: Any) -> None:
    codes = ledger(sound, {"claim/answers": []}).codes()
    assert codes == {"claim-without-question": 1, "question-not-asked": 3}


def test_only_what_questions_tell_whole_is_told_as_replaced(sound: Any) -> None:
    family = 'families:\n  colds: {says: "Tea helps.", claims: [tea-001, tea-002], note: "Both."}\n'
    ledger(sound, {}).write("claims/ledger.yaml", sound.text("claims/ledger.yaml") + family)
    both = json.loads(sound.text("claims/tea.yaml"))
    old = {**CLAIM, "id": "tea-002", "answers": [], "rating": {"not_rated": "Nobody looked."}}
    both["claims"].append({**old, "conflicts_with": [{"claim": "tea-001", "why": "Both can't be."}]})
    sound.write("claims/tea.yaml", json.dumps(both))
    assert sound.codes() == {}
    del both["claims"][1]["rating"]
    both["claims"][1]["answers"] = [{"question": "effect", "says": "denies"}]
    sound.write("claims/tea.yaml", json.dumps(both))
    assert sound.codes() == {"question-does-it-now": 2}
    # Two questions that have nothing to do with each other tell neither.
    both["claims"][1]["answers"] = [{"question": "sham", "says": "denies"}]
    sound.write("claims/tea.yaml", json.dumps(both))
    assert sound.codes() == {}
