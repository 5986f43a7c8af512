"""Topics: what a page asks, which claims belong to it, and which of them leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.topic_ledger import write_topics

from firmground.ledger import Ledger, open_ledger
from firmground.records import Vocabulary
from firmground.tables.key_messages import assertions_of, corrected, messages_of, ranked
from firmground.tables.topic_rows import short_answers
from firmground.tables.topics import Topic, claims_of, named, topics_of, treatments_of


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return open_ledger(write_topics(tmp_path_factory.mktemp("topics") / "ledger"))


def topic(ledger: Ledger, slug: str) -> Topic:
    return next(t for t in topics_of(ledger.contents) if t.slug == slug)


#: Two treatments, a word for them together, and one for what is none.
WORDS = Vocabulary.model_validate(
    {
        "about": {
            "honey": "Honey by mouth.",
            "tea": {"definition": "Leaves in hot water.", "asked": "green tea"},
            "each": {"definition": "Honey and tea.", "together": ["tea", "honey"]},
            "sleep": {"definition": "No treatment.", "not_a_treatment": True},
        }
    }
)


def answers(ledger: Ledger, slug: str) -> list[str]:
    return list(short_answers(messages_of(topic(ledger, slug), ledger.audit), ledger.contents.vocabulary))


def test_titles_read_as_questions(tea: Ledger) -> None:
    assert [(t.slug, t.title) for t in topics_of(tea.contents)] == [
        ("cough", "Do honey and tea help with cough?"),
        ("fever", "Does honey help with fever?"),
        ("hiccups", "What do the articles say about hiccups?"),
        ("snoring", "Do honey and tea help with sleeping without noise?"),
        ("safety", "Is tea safe?"),
        ("history", "Where does tea come from?"),
    ]


@pytest.mark.parametrize(
    ("about", "named"),
    [
        (["tea", "each"], ("honey", "tea")),
        (["each"], ("honey", "tea")),
        (["sleep"], ()),
        (["sleep", "tea"], ("tea",)),
        (["zinc", "tea"], ("tea", "zinc")),
    ],
)
def test_a_word_stands_for_one_treatment_or_several_or_none(about: list[str], named: tuple[str, ...]) -> None:
    assert treatments_of(about, WORDS) == named


@given(st.lists(st.sampled_from(["honey", "tea", "each", "sleep", "new"])))
def test_treatments_do_not_depend_on_the_order_of_claims(about: list[str]) -> None:
    named = treatments_of(about, WORDS)
    assert named == treatments_of(sorted(about), WORDS) == treatments_of([*about, *about], WORDS)
    assert not {"each", "sleep"} & set(named)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("word", ["both", "other"])
def test_no_word_is_special_by_its_spelling(word: str) -> None:
    words = Vocabulary.model_validate({"about": {"honey": "Honey.", "tea": "Tea.", word: "A brand of syrup."}})
    assert treatments_of([word], words) == (word,)


def test_a_treatment_is_named_as_the_ledger_says() -> None:
    assert [named(word, WORDS) for word in ("honey", "tea", "unknown")] == ["honey", "green tea", "unknown"]


def test_claims_of_a_topic_in_reading_order(tea: Ledger) -> None:
    assert [c.id for c in claims_of(topic(tea, "cough"), tea.contents)] == ["one-001", "one-002", "one-003", "two-001"]
    assert [c.id for c in claims_of(topic(tea, "safety"), tea.contents)] == ["one-004", "one-005"]


def test_the_claim_that_answers_the_question_leads_not_the_most_certain(tea: Ledger) -> None:
    """The comparison with syrup is of moderate certainty; that tea eases a cough, of low, is what is asked."""
    cough = topic(tea, "cough")
    order = [c.id for c in ranked(claims_of(cough, tea.contents), cough, tea.audit)]
    assert order == ["one-001", "two-001", "one-002"]
    honey, leaves = messages_of(cough, tea.audit)
    assert (honey.about, honey.lead, honey.answer, honey.reasons) == ("honey", None, None, ("Nobody has looked.",))
    assert leaves.lead is not None
    assert (leaves.about, leaves.lead.id, leaves.answer) == ("tea", "one-001", "it may")


def test_serious_harm_leads_before_what_is_certain(tea: Ledger) -> None:
    (message,) = messages_of(topic(tea, "safety"), tea.audit)
    assert message.lead is None
    assert message.counter is not None
    assert message.counter.id == "one-005"


def test_a_family_counts_once_and_what_does_not_hold_is_found(tea: Ledger) -> None:
    cough = topic(tea, "cough")
    told = [(a.says, [c.id for c in a.claims], a.articles) for a in assertions_of(cough, tea.audit)]
    assert told[0] == ("Tea may ease a cough.", ["one-001", "two-001"], ("one", "two"))
    assert [ids for _, ids, _ in told[1:]] == [["one-002"], ["one-003"]]
    assert [c.id for c in corrected(cough, tea.audit)] == ["one-002"]
    assert [c.id for c in corrected(topic(tea, "history"), tea.audit)] == ["one-007"]


def test_the_table_of_topics(tea: Ledger) -> None:
    first = tea.rows("topics").rows[0]
    assert first == {
        "topic": "cough",
        "question": "Do honey and tea help with cough?",
        "condition": "cough",
        "answer": "honey: not rated; tea: it may",
        "claims": 4,
        "articles": ["one", "two"],
        "rated": 3,
        "certainty": "moderate",
        "verdicts": ["1 supported", "1 overstated", "1 contradicted", "1 not rated"],
        "gaps": sum(gap.claim in {"one-001", "one-002", "one-003", "two-001"} for gap in tea.audit.gaps),
    }
    assert answers(tea, "fever") == ["honey: no claim on its effect"]
    assert answers(tea, "hiccups") == ["other treatments: not rated"]


def test_terms_that_differ_by_marks_get_pages_of_their_own(tmp_path: Path) -> None:
    folder = write_topics(tmp_path / "ledger")
    one = folder / "claims" / "one.yaml"
    text = one.read_text(encoding="utf-8")
    one.write_text(
        text.replace("condition: fever", "condition: Cough!")
        .replace("condition: hiccups", "condition: safety")
        .replace("condition: snoring", "condition: cough?"),
        encoding="utf-8",
    )
    slugs = [t.slug for t in topics_of(open_ledger(folder).contents)]
    assert slugs == ["cough", "cough-2", "cough-3", "safety-2", "safety", "history"]
