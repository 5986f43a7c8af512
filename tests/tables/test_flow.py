"""The audit flow: counts worked out by hand, and counts that add up whatever the ledger holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.texts import ROOT, TEXTS, WRITTEN, of_the_articles

from firmground.errors import UnknownNameError
from firmground.grading.rulebook import accuracy_rules
from firmground.ledger import open_ledger
from firmground.records import Claim, ClaimFile, Contents, Reference
from firmground.records.terms import Accuracy, Kind, SetAsideReason, words_of
from firmground.tables.audit import Audit
from firmground.tables.flow import NOT_ACCOUNTED, REASONS, STAGES, FlowStep, flow_of, flow_rows

if TYPE_CHECKING:
    from tests.conftest import Folder

RATINGS: Mapping[str, dict[str, Any] | None] = {
    "evidence": {"certainty": "high", "start": "randomised", "basis": ["seen"], "why": "x", "by": "e", "on": "d"},
    "fact": {"fact": "confirmed", "source": "none", "why": "x", "by": "e", "on": "d"},
    "not rated": {"not_rated": "Nobody looked."},
    "nothing": None,
}


def claim(number: int, kind: str = "efficacy", rating: str = "evidence", *citations: dict[str, Any]) -> Claim:
    rated = RATINGS[rating]
    if rated is not None and "on" in rated:
        rated = rated | {"on": date(2026, 11, 22)}
    return Claim.model_validate(
        {
            "id": f"tea-{number:03}",
            "claim": "Tea eases a cold.",
            "anchor": {"start": "tea eases"},
            "kind": kind,
            "about": "tea",
            "direction": "for",
            "wording": "firm",
            "attribution": {"kind": "none"},
            "citations": list(citations),
            "rating": rated,
        }
    )


def cited(ref: str | None = "seen", identified: str | None = "certain", accuracy: str | None = None) -> dict[str, Any]:
    return {"ref": ref, "role": "cited", "identified": identified, "stance": None, "accuracy": accuracy, "why": "x"}


def audit_of(
    *claims: Claim, sentences: int | None = None, aside: Mapping[str, int] | None = None, article: str = "tea"
) -> Audit:
    """An audit without a text; ``seen`` was seen on a source page, ``unseen`` was not."""
    works = [{"key": "seen", "verified": "2026-11-22"}, {"key": "unseen"}]
    files = ClaimFile.model_validate(
        {
            "article": {
                "id": article,
                "text": None if sentences is None else {"sha256": "0" * 64, "sentences": sentences},
            },
            "claims": list(claims),
            "set_aside": {reason: ["x"] * number for reason, number in (aside or {}).items()},
        }
    )
    references = {w["key"]: Reference.model_validate({"type": "article", "title": "t", **w}) for w in works}
    return Audit(Contents(None, (files,), references), {}, {}, (), ())


def told(steps: tuple[FlowStep, ...]) -> dict[str, tuple[int, int, dict[str, int]]]:
    return {step.stage.name: (step.of, step.went_on, dict(step.lost)) for step in steps}


def test_the_flow_of_a_small_ledger_by_hand() -> None:
    """Ten sentences, three of them set aside; nine claims, of which two are not rated and one has no source."""
    audit = audit_of(
        claim(1, "efficacy", "evidence", cited(accuracy="accurate"), cited(accuracy="oversimplified")),
        claim(2, "safety", "evidence", cited(None, None)),
        claim(3, "safety", "evidence", cited(identified="possible", accuracy="accurate")),
        claim(4, "history", "fact", cited("unseen", accuracy="accurate"), cited("nowhere", accuracy="accurate")),
        claim(5, "history", "fact", cited(accuracy="cannot be checked"), cited(identified=None)),
        claim(6, "history", "fact"),
        claim(7, "efficacy", "evidence", {"ref": "seen", "role": "offered", "stance": "supports", "why": "x"}),
        claim(8, "advice", "not rated", cited(accuracy="accurate")),
        claim(9, "mechanism", "nothing"),
        sentences=10,
        aside={"heading": 2, "question": 1},
    )
    assert told(flow_of(audit)) == {
        "hold a claim": (10, 7, {"set aside: heading": 2, "set aside: question": 1}),
        "can be checked": (9, 7, {"not rated, with a reason: advice": 1, "not rated yet: mechanism": 1}),
        "rest on a source": (7, 5, {"no source, and one is needed": 1, "no source, and none is needed": 1}),
        # two, one, one, two and two mentions; the mention at the claim that is not rated went with it
        "identified": (8, 6, {"source not found": 1, "only a possible match": 1}),
        "verified": (6, 4, {"no source page seen": 1, "not in references.bib": 1}),
        "compared": (4, 2, {"cannot be checked": 1, "not judged yet": 1}),
        "accurate": (2, 1, {"oversimplified": 1}),
    }
    assert [step.note for step in flow_of(audit)] == [
        "stored number of sentences; without the text, what is not set aside beside claims is taken to hold one",
        *[None] * 6,
    ]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("efficacy", "no source, and one is needed"),
        ("safety", "no source, and one is needed"),
        ("history", "no source, and none is needed"),
        ("definition", "no source, and none is needed"),
    ],
)
def test_a_claim_without_a_source_drops_out_under_whether_it_needs_one(kind: str, reason: str) -> None:
    rating = "evidence" if kind in {"efficacy", "safety"} else "fact"
    assert told(flow_of(audit_of(claim(1, kind, rating))))["rest on a source"] == (1, 0, {reason: 1})


def test_a_text_of_which_every_sentence_is_set_aside_holds_no_claim() -> None:
    steps = told(flow_of(audit_of(sentences=3, aside={"heading": 2, "question": 1})))
    assert steps["hold a claim"] == (3, 0, {"set aside: heading": 2, "set aside: question": 1})


def test_rows_of_all_articles_together_stand_there_only_where_there_are_several(sound: Folder) -> None:
    assert {row["article"] for row in flow_rows(open_ledger(sound.path).audit)} == {"tea"}
    sound.write("claims/mint.yaml", "article: {id: mint}\nclaims: []\n")
    assert {row["article"] for row in flow_rows(open_ledger(sound.path).audit)} == {None, "mint", "tea"}


def test_two_files_of_one_article_have_one_flow(sound: Folder) -> None:
    sound.write("claims/copy.yaml", (sound.path / "claims/tea.yaml").read_text("utf-8"))
    rows = [(row["article"], row["step"], row["reason"]) for row in flow_rows(open_ledger(sound.path).audit)]
    assert {article for article, _, _ in rows} == {"tea"}
    assert len(rows) == len(set(rows))


def test_it_is_said_how_sentences_of_several_articles_were_counted(sound: Folder) -> None:
    """Two texts at hand, two stored numbers, one article of which no number is known."""

    def noted() -> str | None:
        return flow_of(open_ledger(sound.path).audit)[0].note

    for name, stored in (("mint", 2), ("sage", 3), ("fennel", 1), ("anise", 1)):
        text = f"{{sha256: {'ab' * 32}, sentences: {stored}}}"
        sound.write(f"claims/{name}.yaml", f"article: {{id: {name}, text: {text}}}\nclaims: []\n")
    left_out = "; left out, how many sentences hold a claim is not known: tea"
    taken = "what is not set aside beside claims is taken to hold one"
    assert noted() == f"stored number of sentences; without the text, {taken}{left_out}"
    sound.write("articles/mint.txt", "Mint is green. It grows.\n").write("articles/sage.txt", "Sage grows.\n")
    assert noted() == f"2 of 4 articles counted in the text, for the others the stored number, and {taken}{left_out}"
    for name in ("fennel", "anise", "tea"):
        sound.write(f"articles/{name}.txt", "It grows.\n")
    assert noted() == "counted in the text"


@pytest.mark.parametrize("stored", [None, 2])
def test_sentences_are_not_counted_where_their_number_is_not_known_or_cannot_be(stored: int | None) -> None:
    """Three passages can't be set aside of two sentences: the stored number is wrong, and nothing is made of it."""
    steps = flow_of(audit_of(claim(1), sentences=stored, aside={"heading": 3}))
    assert [step.stage for step in steps] == list(STAGES[1:])


def test_with_the_text_sentences_are_counted_in_it(sound: Folder) -> None:
    """Eight sentences, of which two hold the three claims, five are set aside and one is left over."""
    sound.write(
        "articles/tea.txt",
        "What tea does\n\n"
        "Tea eases any cold, as a 2020 study found: it eases a cold. Tea is old. Tea may do harm, says one study. "
        "Drink it hot. Is it good? Really who knows. Nobody counted this sentence.\n",
    )
    audit = open_ledger(sound.path, sound.path / "articles").audit
    first = flow_of(audit)[0]
    anchored = audit.anchored["tea"]
    assert first.of == len(anchored.sentences)
    assert first.went_on == sum(bool(account.claims) for account in anchored.account)
    assert dict(first.lost)[NOT_ACCOUNTED] == 1
    assert first.note == "counted in the text"


def test_the_flow_of_an_article_with_its_text_by_hand() -> None:
    """Counted in tests/texts/ledger: of 22 claims two are rated, and each of them cites one work that was seen."""
    told_ = told(flow_of(open_ledger(WRITTEN, WRITTEN / "articles").audit))
    aside = {"heading": 8, "question": 1, "connective": 2, "not article": 4, "instruction": 1}
    kinds = {
        **{"efficacy": 1, "safety": 3, "contraindication": 1, "usage": 3, "mechanism": 1, "definition": 7},
        **{"history": 1, "evidence state": 2, "advice": 1},
    }
    assert told_["hold a claim"] == (38, 22, {f"set aside: {reason}": n for reason, n in aside.items()})
    assert told_["can be checked"] == (22, 2, {f"not rated, with a reason: {kind}": n for kind, n in kinds.items()})
    assert [told_[stage.name] for stage in STAGES[2:]] == [(2, 2, {})] * 5


def test_an_unknown_article_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no article “honey”"):
        flow_of(audit_of(claim(1)), "honey")


def test_every_word_has_its_place_and_none_two() -> None:
    assert [stage.name for stage in STAGES] == list(REASONS)
    assert {f"set aside: {word}" for word in words_of(SetAsideReason)} < set(REASONS["hold a claim"])
    classes = {*REASONS["accurate"], "accurate", "cannot be checked"}
    assert classes == set(words_of(Accuracy))
    # What is left at the last step was judged, and only "accurate" is without an error.
    assert all(accuracy_rules().labels[word].error in {"minor", "major"} for word in REASONS["accurate"])  # type: ignore[index]


def adds_up(rows: list[dict[str, Any]]) -> None:
    """Within every step the counts make what came in; between steps of one unit what went on is what comes in."""
    by_step: dict[tuple[str | None, int], list[dict[str, Any]]] = {}
    for row in rows:
        by_step.setdefault((row["article"], row["step"]), []).append(row)
    for held in by_step.values():
        assert sum(row["count"] for row in held) == held[0]["of"]
        assert [row["outcome"] for row in held] == ["goes on", *["drops out"] * (len(held) - 1)]
        assert all(row["count"] > 0 for row in held[1:])
        assert held[0]["count"] >= 0
    for (one, first), (other, second) in pairwise(by_step.items()):
        if one[0] == other[0] and first[0]["unit"] == second[0]["unit"]:
            assert first[0]["count"] == second[0]["of"]


@pytest.mark.parametrize("texts", [Path("nowhere"), pytest.param(TEXTS, marks=of_the_articles)])
def test_our_own_ledger_adds_up_article_by_article_and_as_a_whole(texts: Path) -> None:
    audit = open_ledger(ROOT, texts).audit
    rows = list(flow_rows(audit))
    adds_up(rows)
    whole = {(r["step"], r["reason"]): r["count"] for r in rows if r["article"] is None}
    parts: dict[tuple[int, str | None], int] = {}
    for row in rows:
        if row["article"] is not None:
            key = (row["step"], row["reason"])
            parts[key] = parts.get(key, 0) + row["count"]
    assert whole == parts
    claims = [row for row in rows if row["article"] is None and row["unit"] == "claims"]
    assert claims[0]["of"] == len(list(audit.contents.claims()))


CITATIONS = st.lists(
    st.builds(
        lambda ref, identified, accuracy, role: cited(ref, identified, accuracy) | {"role": role},
        st.sampled_from(["seen", "unseen", "nowhere", None]),
        st.sampled_from(["certain", "probable", "possible", None]),
        st.sampled_from([*words_of(Accuracy), None]),
        st.sampled_from(["cited", "offered"]),
    ),
    max_size=4,
)
CLAIMS = st.lists(st.tuples(st.sampled_from(words_of(Kind)), st.sampled_from(list(RATINGS)), CITATIONS), max_size=6)
ASIDE = st.dictionaries(st.sampled_from(words_of(SetAsideReason)), st.integers(0, 3), max_size=4)


@given(drawn=CLAIMS, sentences=st.none() | st.integers(0, 12), aside=ASIDE)
def test_the_flow_of_any_ledger_adds_up(
    drawn: list[tuple[str, str, list[dict[str, Any]]]], sentences: int | None, aside: dict[str, int]
) -> None:
    claims = [claim(number, kind, rating, *held) for number, (kind, rating, held) in enumerate(drawn, 1)]
    rows = list(flow_rows(audit_of(*claims, sentences=sentences, aside=aside)))
    adds_up(rows)
    assert {row["step"] for row in rows} >= set(range(2, 8))
    assert next(row for row in rows if row["step"] == 2)["of"] == len(claims)
