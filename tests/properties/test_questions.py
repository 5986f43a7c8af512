"""Whatever a question and its answers hold that the records allow: a verdict, its reason, and no fall anywhere."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests import conftest
from tests.exchange.test_export import validate
from tests.grading.test_answers import judged

from firmground.exchange.export import export_json
from firmground.grading.judging import OPEN_VERDICTS
from firmground.grading.scales import VERDICTS, WARNING_VERDICTS
from firmground.ledger import open_ledger
from firmground.records import terms
from firmground.reports.views.gallery import VIEWS
from firmground.tables.build import TABLES
from firmground.tables.topics import topics_of

TEXT = st.sampled_from(["A reason.", "9 of 10", "{braces} & <b>", "…"])
REFS = st.sampled_from(["first2020", "second2020", "gone2019", "missing1999"])
QUESTIONS = ("tea-one", "tea-two")
GONE = "\n@article{gone2019, author = {Gone, G}, title = {Taken back}, year = {2019}, status = {retracted}}\n"
SHAM = '    water: {definition: "Looks like tea.", facet: sham}\n'


def word(of: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(of))


def some(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | value


def record(needed: dict[str, Any], other: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Data of a record, where each of the other fields may be left out."""
    return st.fixed_dictionaries(needed, optional=other)


STEP = record({"steps": st.integers(1, 3), "because": TEXT}, {"hides": st.just("harm")})
DAY = date(2026, 11, 22)
BY = {"why": TEXT, "by": st.just("editors"), "dated": st.just(DAY)}
GRADED = record(
    {"certainty": word(terms.Certainty), "start": word(terms.Start), **BY},
    {
        "adopted": st.fixed_dictionaries({"ref": REFS, "certainty": word(terms.Certainty)}),
        "down": st.dictionaries(word(terms.DownDomain), STEP, max_size=2),
        "up": st.dictionaries(
            word(terms.UpDomain), st.fixed_dictionaries({"steps": st.integers(1, 2), "because": TEXT}), max_size=1
        ),
        "no_risk_of_bias": TEXT,
        "own": TEXT,
        "reviewed_by": TEXT,
    },
)
RATING = GRADED | st.fixed_dictionaries(BY) | st.fixed_dictionaries({"not_rated": TEXT})
SHARE = st.sampled_from([0.0, 0.0001, 0.01, 0.1, 0.5, 1.0])
UNREAD = st.lists(st.fixed_dictionaries({"ref": some(REFS), "what": TEXT}), max_size=2)
ITEM = record(
    {"status": word(terms.FactStatus)},
    {"evidence": st.lists(REFS, max_size=2), "why": TEXT, "answer": TEXT, "unread": UNREAD},
)
EVIDENCE = record({"ref": REFS, "says": word(terms.Says), "why": TEXT}, {"passage": word(terms.Passage), "where": TEXT})
QUESTION = record(
    {"asks": TEXT, "kind": word(terms.QuestionKind), "about": st.just("tea"), "rating": RATING, "answer": TEXT},
    {
        "condition": some(st.just("cold")),
        "comparator": some(st.sampled_from(["no treatment", "water"])),
        "outcome": some(st.just("pain")),
        "people": TEXT,
        "timeframe": TEXT,
        "place": TEXT,
        "beside": st.lists(st.sampled_from(QUESTIONS), max_size=2),
        "implies": st.lists(st.sampled_from(QUESTIONS), max_size=2),
        "evidence": st.lists(EVIDENCE, max_size=3),
        "unread": UNREAD,
        "searched": st.just({"dated": DAY, "where": "PubMed", "for": "tea"}),
        "untestable": TEXT,
        "not_found": TEXT,
        "precaution": TEXT,
        "found": word(terms.Found),
        "rate": record(
            {"low": SHARE, "high": SHARE, "of": word(terms.Of), "counted_by": TEXT},
            {
                "lean": word(terms.Lean),
                "course": st.fixed_dictionaries({"treatments": st.sampled_from([1, 6, 10**9]), "why": TEXT}),
            },
        ),
        "happens": word(terms.Happens),
        "status": word(terms.FactStatus),
        "source": word(terms.FactSource),
        "items": st.dictionaries(st.sampled_from(["babies", "kings"]), ITEM, max_size=2),
        "values": st.lists(
            st.fixed_dictionaries({"since": some(st.just("2019-05")), "value": TEXT, "ref": REFS}), max_size=2
        ),
        "size": word(terms.Size),
        "figures": TEXT,
        "note": TEXT,
    },
)
ANSWER = record(
    {"question": st.sampled_from([*QUESTIONS, "tea-none"])},
    {
        "item": st.sampled_from(["babies", "kings", "poets"]),
        "says": word(terms.Position),
        "often": word(terms.Often),
        "reach": word(terms.Reach),
        "implied": st.just(value=True),
        "used": st.just(value=True),
        "indirect": st.fixed_dictionaries({"steps": st.integers(1, 2), "because": TEXT}),
        "why": TEXT,
    },
)
CLAIM = record(
    {
        "kind": word(terms.Kind),
        "direction": word(terms.Direction),
        "wording": word(terms.Wording),
        "answers": st.lists(ANSWER, max_size=3),
    },
    {
        "condition": st.just("cold"),
        "comparator": st.just("no treatment"),
        "outcome": st.just("pain"),
        "central": st.just(value=True),
        "warning": st.just(value=True),
        "write": TEXT,
        "no_question": TEXT,
        "citations": st.lists(
            st.fixed_dictionaries({"ref": REFS, "why": TEXT, "stance": some(word(terms.Stance))}), max_size=2
        ),
    },
)


@given(st.tuples(QUESTION, QUESTION), st.lists(CLAIM, min_size=1, max_size=3))
def test_whatever_is_asked_and_answered_is_judged_told_shown_and_exported(
    asked: tuple[dict[str, Any], ...], said: list[dict[str, Any]]
) -> None:
    questions = [{"id": name, **data} for name, data in zip(QUESTIONS, asked, strict=True)]
    claims = [
        {
            "id": f"tea-{number:03}",
            "claim": f"Tea does this, {number}.",
            "anchor": {"start": f"Tea {number}"},
            "about": "tea",
            "attribution": {"kind": "none"},
            **data,
        }
        for number, data in enumerate(said, 1)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = conftest.Folder(Path(name))
        folder.write("references.bib", conftest.BIB + GONE)
        folder.change("claims/ledger.yaml", "  outcome:\n", f"{SHAM}  outcome:\n")
        folder.write("claims/tea.yaml", yaml.safe_dump({"article": {"id": "tea", "title": "Tea"}, "claims": claims}))
        folder.write("claims/questions/tea.yaml", yaml.safe_dump({"questions": questions}))
        ledger = open_ledger(folder.path)
        contents = ledger.contents
        assert list(contents.questions) == list(QUESTIONS), ledger.findings("basic")
        assert [c.id for c in contents.claims()] == [c["id"] for c in claims]
        assert ledger.check("strict").text()
        data = json.loads(export_json(ledger.audit))
        validate(data)
        for claim in data["claims"]:
            _told(claim)
            assert ledger.record(claim["id"]) == claim
        for one in (*QUESTIONS, *(c["id"] for c in claims), "tea"):
            assert ledger.show(one)
        for table in TABLES:
            ledger.rows(table)
        for part, view in VIEWS.items():
            if view.of in {"ledger", "either", "topic or ledger"}:
                assert ledger.view(part) is not None
            if view.of in {"article", "either"}:
                ledger.view(part, "tea")
            if "topic" in view.of:
                for topic in topics_of(ledger.audit.contents):
                    ledger.view(part, topic=topic.slug)


#: Questions of how often and of fact with what their kind needs, and answers to them: what chance seldom puts together.
COUNTED = st.fixed_dictionaries(
    {
        "kind": st.just("frequency"),
        "asks": TEXT,
        "about": st.just("tea"),
        "rating": GRADED | st.fixed_dictionaries({"not_rated": TEXT}),
        "evidence": st.lists(EVIDENCE, max_size=2),
        "rate": st.fixed_dictionaries({"low": SHARE, "high": SHARE, "of": word(terms.Of), "counted_by": TEXT}),
        "happens": some(word(terms.Happens)),
        "answer": TEXT,
    }
)
WORDS = st.fixed_dictionaries(
    {
        "says": some(word(terms.Position)),
        "often": some(word(terms.Often)),
        "reach": some(word(terms.Reach)),
    }
)


@given(COUNTED, WORDS, st.booleans(), word(terms.Wording))
def test_every_word_against_every_count(
    question: dict[str, Any], answer: dict[str, Any], warning: bool, wording: str
) -> None:
    grade = judged(answer, {"id": "cough", **question}, warning=warning, wording=wording, retracted=("gone2019",))
    assert grade.verdict in (WARNING_VERDICTS if warning else VERDICTS)
    assert grade.verdict in grade.explanation
    assert (grade.sense is not None) >= (grade.verdict in OPEN_VERDICTS)
    if answer["says"] in {"denies", "unsure"} and answer["often"] not in {None, "happens"}:
        assert grade.verdict not in {"supported", "partly supported"}


def _told(claim: dict[str, Any]) -> None:
    """What is said of a claim agrees with itself."""
    assert claim["verdict"] in VERDICTS
    assert claim["verdict"] in claim["explanation"] or claim["verdict"] == "not rated"
    deciding = [a for a in claim["answers"] if a["decides"]]
    assert len(deciding) == bool(claim["answers"])
    if not deciding:
        return
    (answer,) = deciding
    assert (answer["verdict"], answer["question"]) == (claim["verdict"], claim["question"])
    known = answer["question"] in QUESTIONS
    if claim["verdict"] in OPEN_VERDICTS and known:
        assert claim["sense"] is not None, "what is open says which kind of unknown"
        assert claim["sense"]["text"] in claim["explanation"]
    if claim["warning"] and known and not answer["used"]:
        assert claim["verdict"] in WARNING_VERDICTS
    if answer["certainty"] is not None and claim["rating"] and "certainty" in claim["rating"]:
        assert claim["rating"]["certainty"] == answer["certainty"]
