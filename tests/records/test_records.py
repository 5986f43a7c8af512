"""Records: frozen, strict, documented field by field, and knowing their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, is_dataclass
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from firmground import records
from firmground.records import (
    Anchor,
    Article,
    Citation,
    Claim,
    ClaimFile,
    Contents,
    EvidenceRating,
    FactRating,
    FailedBlock,
    Group,
    NotRated,
    Rater,
    Reference,
    Span,
    Spot,
    Step,
)
from firmground.records.base import Record
from firmground.records.rating import rating_form
from firmground.records.terms import EVIDENCE_KINDS, FACT_KINDS, SEVERITIES, Kind, words_of

CLAIM: dict[str, Any] = {
    "id": "tea-001",
    "claim": "Tea eases a cold.",
    "anchor": {"start": "Tea eases"},
    "kind": "efficacy",
    "about": "tea",
    "direction": "for",
    "wording": "firm",
    "attribution": {"kind": "none"},
}
RATING: dict[str, Any] = {
    "certainty": "low",
    "start": "observational",
    "basis": ["a"],
    "why": "x",
    "by": "editors",
    "on": date(2026, 11, 22),
}


def models() -> Iterator[type[Record]]:
    for name in records.__all__:
        value = getattr(records, name)
        if isinstance(value, type) and issubclass(value, Record):
            yield value


def claim(**fields: Any) -> Claim:
    return Claim.model_validate(CLAIM | fields)


def test_every_field_says_what_it_holds() -> None:
    for model in tuple(models()):
        assert {name for name, field in model.model_fields.items() if not field.description} == set()
        assert model.__doc__


def test_records_are_frozen_strict_and_closed() -> None:
    for model in tuple(models()):
        assert model.model_config.get("frozen")
        assert model.model_config.get("strict")
        assert model.model_config.get("extra") == "forbid"


def test_what_is_no_record_is_a_frozen_dataclass() -> None:
    for name in ("Span", "Sentence", "Spot", "Place", "SourceText", "FailedBlock", "Finding", "ArticleText"):
        assert is_dataclass(getattr(records, name))
    with pytest.raises(FrozenInstanceError):
        Span(1, 2).start = 3  # type: ignore[misc]
    with pytest.raises(ValidationError):
        claim().note = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claim", 1.1),
        ("claim", True),
        ("central", "yes"),
        ("central", 1),
        ("citations", {}),
        ("note", 3),
        ("claim", ""),
    ],
)
def test_nothing_is_converted(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        claim(**{field: value})


def test_a_date_is_a_date() -> None:
    with pytest.raises(ValidationError):
        Article.model_validate({"id": "tea", "published": "2020-01-02"})
    assert Article.model_validate({"id": "tea", "published": date(2020, 1, 2)}).published == date(2020, 1, 2)


@pytest.mark.parametrize("bad", ["Tea", "tea_x", "-tea", "tea-", "tea--x", "tea x", "", "tée", "tea\n"])
def test_article_ids(bad: str) -> None:
    with pytest.raises(ValidationError):
        Article(id=bad)


@pytest.mark.parametrize("bad", ["tea", "tea-1", "tea-01", "tea-00a", "001", "-001", "Tea-001", "tea-001\n"])
def test_claim_ids(bad: str) -> None:
    with pytest.raises(ValidationError):
        claim(id=bad)


@pytest.mark.parametrize(("id_", "article"), [("tea-001", "tea"), ("green-tea-1234", "green-tea")])
def test_a_claim_knows_its_article(id_: str, article: str) -> None:
    assert claim(id=id_).article == article


# -- places --------------------------------------------------------------------------------------------------------


def test_a_record_made_in_python_has_no_place() -> None:
    assert Rater(name="a", role="b").spot is None


def test_placing_makes_a_twin() -> None:
    first = Rater(name="a", role="b")
    second = first.placed(Spot("x.yaml"))
    assert first.spot is None
    assert second.spot == Spot("x.yaml")
    assert second.model_dump() == first.model_dump()


def test_a_spot_below_forgets_the_line_of_the_one_above() -> None:
    spot = Spot("x.yaml", ("claims", 3), line=7, column=2)
    assert spot.at("anchor", "start", on="key") == Spot("x.yaml", ("claims", 3, "anchor", "start"), "key")


# -- anchors and spans ---------------------------------------------------------------------------------------------


def test_parts_of_an_anchor_are_in_reading_order() -> None:
    anchor = Anchor(suffix="s", end="e", start="b", prefix="p")
    assert anchor.parts() == (("prefix", "p"), ("start", "b"), ("end", "e"), ("suffix", "s"))
    assert Anchor(start="b").parts() == (("start", "b"),)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ((0, 5), (5, 9), False),
        ((0, 5), (4, 9), True),
        ((0, 9), (3, 4), True),
        ((3, 3), (0, 9), True),
        ((0, 0), (0, 0), False),
    ],
)
def test_spans_overlap_when_they_share_a_character(one: tuple[int, int], other: tuple[int, int], answer: bool) -> None:
    assert Span(*one).overlaps(Span(*other)) is answer
    assert Span(*other).overlaps(Span(*one)) is answer


# -- groups --------------------------------------------------------------------------------------------------------


def citation(ref: str) -> Citation:
    return Citation(ref=ref, role="offered", stance="supports", why="x")


def test_a_joined_claim_has_its_groups_citations_after_its_own_and_knows_where_each_stands() -> None:
    group = Group(citations=[citation("b"), citation("c")], rating=NotRated(not_rated="later"))
    alone = claim(citations=[citation("a")]).placed(Spot("f.yaml", ("claims", 0)))
    joined = alone.joined(group, Spot("f.yaml", ("groups", "g")))
    assert [c.ref for c in joined.citations] == ["a", "b", "c"]
    assert joined.rating == NotRated(not_rated="later")
    assert joined.citation_spot(0) == Spot("f.yaml", ("claims", 0, "citations", 0))
    assert joined.citation_spot(1) == Spot("f.yaml", ("groups", "g", "citations", 0))
    assert joined.citation_spot(2) == Spot("f.yaml", ("groups", "g", "citations", 1))
    assert joined.rating_spot() == Spot("f.yaml", ("groups", "g", "rating"))
    assert [c.ref for c in alone.citations] == ["a"]


def test_a_claims_own_rating_goes_before_its_groups() -> None:
    own = claim(rating={"not_rated": "mine"}).placed(Spot("f.yaml", ("claims", 0)))
    joined = own.joined(Group(rating=NotRated(not_rated="theirs")), Spot("f.yaml", ("groups", "g")))
    assert joined.rating == NotRated(not_rated="mine")
    assert joined.rating_spot() == Spot("f.yaml", ("claims", 0, "rating"))


def test_spots_of_a_claim_without_group_or_rating() -> None:
    placed = claim(citations=[citation("a")]).placed(Spot("f.yaml", ("claims", 0)))
    assert placed.citation_spot(0) == Spot("f.yaml", ("claims", 0, "citations", 0))
    assert placed.rating_spot() == Spot("f.yaml", ("claims", 0))
    assert claim().rating_spot() is None
    assert claim(citations=[citation("a")]).citation_spot(0) is None


# -- ratings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "model"),
    [
        (RATING, EvidenceRating),
        ({"not_rated": "x"}, NotRated),
        (
            {"fact": "confirmed", "source": "primary", "why": "x", "by": "e", "on": date(2026, 1, 1)},
            FactRating,
        ),
    ],
)
def test_the_form_of_a_rating_is_told_by_its_own_field(data: dict[str, Any], model: type[Record]) -> None:
    rating = claim(rating=data).rating
    assert isinstance(rating, model)
    assert rating_form(rating) == rating_form(data)
    assert rating.why == "x"


def test_a_claim_without_a_rating_is_not_rated_and_rests_on_nothing() -> None:
    for rating in (None, {"not_rated": "nobody looked"}):
        unrated = claim(rating=rating)
        assert (unrated.form, unrated.basis, unrated.behind) == ("not rated", (), ())


def test_behind_a_rating_stand_its_basis_as_written_and_the_review_that_it_adopts() -> None:
    adopted = {"start": "adopted", "adopted": {"ref": "m", "certainty": "low"}}
    rated = claim(rating=RATING | adopted | {"basis": ["z", "a", "z"]})
    assert rated.behind == ("z", "a", "m")
    assert rated.basis == ("a", "z")
    assert claim(rating=RATING | adopted | {"basis": ["m", "a"]}).behind == ("m", "a")


def test_what_the_forms_of_rating_share_is_no_field_of_a_file() -> None:
    for rating in (RATING | {"form": "evidence"}, {"not_rated": "x", "why": "x"}, {"not_rated": "x", "basis": []}):
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            claim(rating=rating)


@pytest.mark.parametrize("steps", [0, 4, -1, "1", 1.0, True])
def test_steps_are_one_to_three(steps: object) -> None:
    with pytest.raises(ValidationError):
        Step.model_validate({"steps": steps, "because": "x"})


def test_a_rating_rests_on_something() -> None:
    with pytest.raises(ValidationError):
        EvidenceRating.model_validate(RATING | {"basis": []})


# -- words ---------------------------------------------------------------------------------------------------------


def test_every_kind_of_claim_has_a_form_of_rating() -> None:
    assert set(words_of(Kind)) - FACT_KINDS - EVIDENCE_KINDS == {"usage", "contraindication", "advice"}
    assert set(words_of(Kind)) >= FACT_KINDS | EVIDENCE_KINDS
    assert not FACT_KINDS & EVIDENCE_KINDS


def test_severities_are_worst_first() -> None:
    assert SEVERITIES == ("error", "warning", "note")


def test_word_lists_have_no_word_twice() -> None:
    from firmground.records import terms

    for name, value in vars(terms).items():
        if name[0].isupper() and get_args(value):
            assert len(set(get_args(value))) == len(get_args(value)), name


# -- contents ------------------------------------------------------------------------------------------------------


def test_contents_find_claims_by_id_and_keep_the_first_of_two() -> None:
    one, two, other = claim(claim="One."), claim(claim="Two."), claim(id="tea-002")
    contents = Contents(None, (ClaimFile(article=Article(id="tea"), claims=[one, two, other]),), {})
    assert [c.claim for c in contents.claims()] == ["One.", "Two.", "Tea eases a cold."]
    assert contents.claims_by_id["tea-001"].claim == "One."
    assert list(contents.claims_by_id) == ["tea-001", "tea-002"]
    assert [a.id for a in contents.articles] == ["tea"]


def test_contents_know_what_was_lost() -> None:
    failed = (FailedBlock(Spot("a.yaml", ("groups", "g"), line=3), "g:\n  - smith2020", "x"),)
    contents = Contents(None, (), {}, failed=failed)
    assert contents.lost("a.yaml", "groups", "g")
    assert contents.lost("a.yaml", "groups")
    assert contents.lost("a.yaml", "groups", "g", "citations")
    assert not contents.lost("a.yaml", "groups", "h")
    assert not contents.lost("b.yaml", "groups", "g")
    assert "smith2020" in contents.lost_words


def test_a_reference_keeps_what_it_does_not_know() -> None:
    made = Reference.model_validate({"key": "a", "type": "article", "title": "T", "extra": {"month": "jan"}})
    assert made.extra == {"month": "jan"}
    with pytest.raises(ValidationError):
        Reference.model_validate({"key": "a", "type": "article", "title": "T", "month": "jan"})
