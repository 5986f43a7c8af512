from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.errors import LedgerError
from firmground.gaps.evidence_map import map_evidence
from firmground.gaps.find import find_gaps
from firmground.gaps.what_if import Comparison, changed, what_if
from firmground.grading.grade import grade_all
from firmground.grading.rulebook import verdict_rules
from firmground.records import Contents
from firmground.records.terms import Accuracy, Fact, Stance, Wording, words_of

WORKS = ("old", "trial", "review", "page")


def works(make: Any) -> tuple[Any, ...]:
    return (
        make.reference("old", "systematic review", year=2010, supersededby="review"),
        make.reference("trial", "randomised trial", year=2012, comparator="sham"),
        make.reference("review", "systematic review", year=2025, authors=named("Best, Ann", "Other, Bob")),
        make.reference("page", "web page", year=2024),
        make.reference("unnamed", "systematic review", year=2026),
    )


def only(comparison: Comparison) -> Any:
    assert len(comparison.claims) == 1
    return comparison.claims[0]


def test_an_excluded_work_leaves_no_citation_no_entry_and_no_pointer(make: Any) -> None:
    claim = make.claim(
        rating=make.rating("trial", "review"),
        citations=[make.cited("review"), make.offered("review"), make.cited("trial"), make.cited(None, None)],
    )
    listing = {"reference_list": [{"number": "1", "ref": "review"}, {"number": "2", "ref": "old"}]}
    contents = make.contents(claim, references=works(make))
    file = contents.files[0]
    contents = Contents(
        contents.settings,
        (file.model_copy(update={"article": type(file.article).model_validate({"id": "healthline", **listing})}),),
        contents.references,
    )
    then = changed(contents, frozenset({"review"}), "excluded")
    assert list(then.references) == ["old", "trial", "page", "unnamed"]
    assert then.references["old"].supersededby is None
    assert [c.ref for c in then.files[0].claims[0].citations] == ["trial", None]
    assert then.files[0].claims[0].rating.basis == ["trial"]
    assert [(entry.number, entry.ref) for entry in then.files[0].article.reference_list] == [("2", "old")]
    # What was given stays as it was.
    assert contents.claims_by_id["healthline-001"] == claim
    assert contents.references["old"].supersededby == "review"


def test_an_older_work_marked_as_superseded_stays_so(make: Any) -> None:
    references = (make.reference("old", status="superseded", supersededby="review"), make.reference("review"))
    contents = make.contents(make.claim(citations=[make.cited("old", accuracy="accurate")]), references=references)
    assert what_if(contents, ["review"]).claims == ()


def test_a_rating_that_loses_its_whole_basis_is_no_rating_any_more(make: Any) -> None:
    claim = make.claim(
        rating=make.rating("review", imprecision=2), citations=[make.cited("review", accuracy="accurate")]
    )
    row = only(what_if(make.contents(claim, references=works(make)), ["review"]))
    assert (row.before.verdict, row.after.verdict) == ("overstated", "not rated")
    assert (row.before.certainty, row.after.certainty) == ("low", None)
    assert (row.before.level, row.after.level) == (1, None)
    assert row.after.wording_allowed is None
    assert [gap.kind for gap in row.gaps_gone] == ["overstated"]
    assert [(gap.kind, gap.rule) for gap in row.gaps_new] == [
        ("uncited", "With Best and Other 2025 left out, no source of the article is left.")
    ]
    assert row.what == ("verdict", "certainty", "level", "gaps")
    assert (row.most, row.rating) == ("verdict", "rate again")
    assert row.reason == "The rating rested on Best and Other 2025 and nothing else; it must be rated again."
    assert row.after.explanation == (
        "This claim is not rated, so there is no verdict: "
        "the rating rested on Best and Other 2025 and nothing else; it must be rated again."
    )


def test_a_rating_that_keeps_a_work_keeps_its_steps_and_wants_a_look(make: Any) -> None:
    claim = make.claim(
        rating=make.rating("trial", "review", imprecision=2), citations=[make.offered("trial"), make.offered("review")]
    )
    row = only(what_if(make.contents(claim, references=works(make)), ["review"]))
    assert (row.after.verdict, row.after.certainty) == ("overstated", "low")
    assert (row.before.level, row.after.level) == (1, 2)
    assert (row.what, row.most, row.rating) == (("level",), "grade", "look again")
    assert row.reason == "The rating was made with Best and Other 2025; look at it again with what remains: trial."


def test_a_certainty_that_was_taken_over_falls_with_its_work_whatever_else_remains(make: Any) -> None:
    adopted = make.rating("trial", start="adopted") | {"adopted": {"ref": "review", "certainty": "high"}}
    claim = make.claim(rating=adopted, citations=[make.offered("trial"), make.offered("review")])
    row = only(what_if(make.contents(claim, references=works(make)), ["review"]))
    assert (row.before.verdict, row.after.verdict, row.rating) == ("supported", "not rated", "rate again")
    assert row.reason == "The rating took over the certainty of Best and Other 2025; it must be rated again."


def test_an_adopted_certainty_that_the_start_does_not_use_holds_nothing_up(make: Any) -> None:
    rating = make.rating("trial") | {"adopted": {"ref": "review", "certainty": "high"}}
    claim = make.claim(rating=rating, citations=[make.offered("trial")])
    assert what_if(make.contents(claim, references=works(make)), ["review"]).claims == ()


@pytest.mark.parametrize(
    ("fact", "after", "rating"),
    [
        ("confirmed", "not rated", "rate again"),
        ("refuted", "not rated", "rate again"),
        ("outdated", "not rated", "rate again"),
        # What could not be verified with a work can't be verified without it either.
        ("cannot be verified", "cannot be verified", "look again"),
    ],
)
def test_a_fact_without_its_only_source(make: Any, fact: str, after: str, rating: str) -> None:
    claim = make.claim(kind="history", rating=make.fact(fact, "page"), citations=[make.offered("page")])
    contents = make.contents(claim, references=works(make))
    row = only(what_if(contents, ["page"]))
    assert (row.before.verdict, row.after.verdict, row.rating) == (fact, after, rating)
    then = changed(contents, frozenset({"page"}), "excluded").claims_by_id[claim.id].rating
    assert rating == "rate again" or (then.basis, then.source) == ([], "none")


def test_a_retracted_work_is_what_the_file_would_say(make: Any) -> None:
    claim = make.claim(
        rating=make.rating("review", imprecision=1), citations=[make.cited("review", accuracy="accurate")]
    )
    contents = make.contents(claim, references=works(make))
    row = only(what_if(contents, ["review"], "retracted"))
    assert (row.before.verdict, row.after.verdict) == ("supported", "unsupported")
    assert [gap.kind for gap in row.gaps_new] == ["unsupported", "retracted or corrected"]
    assert (row.rating, row.most) == ("look again", "verdict")
    assert row.reason == "The rating was made with Best and Other 2025, and no other work remains; look at it again."
    # Told once more, nothing changes; only the rating still wants a look.
    again = what_if(changed(contents, frozenset({"review"}), "retracted"), ["review"], "retracted")
    assert [(row.what, row.rating) for row in again.claims] == [((), "look again")]


def test_a_gap_whose_severity_changes_is_gone_and_new(make: Any) -> None:
    citations = [make.cited("trial", accuracy="contradicted"), make.cited("review", accuracy="oversimplified")]
    row = only(what_if(make.contents(make.claim(citations=citations), references=works(make)), ["trial"]))
    assert [(gap.kind, gap.severity) for gap in row.gaps_gone] == [("misquoted", "high")]
    assert [(gap.kind, gap.severity) for gap in row.gaps_new] == [("misquoted", "medium")]
    assert (row.most, row.rating, row.reason) == ("gaps", None, None)


def test_cells_of_the_map_that_change(make: Any) -> None:
    neck = {"condition": "neck pain", "rating": make.rating("review"), "citations": [make.offered("review")]}
    head = {"condition": "headache", "rating": make.rating("trial"), "citations": [make.offered("trial")]}
    found = what_if(
        make.contents(make.claim(1, **neck), make.claim(2, **head), references=works(make)), ["review"]
    ).cells
    assert [(cell.before.condition, cell.before.certainty, cell.after.certainty) for cell in found] == [
        ("neck pain", "high", None)
    ]
    assert [gap.kind for gap in found[0].gaps_gone] == ["unused"]
    assert [gap.kind for gap in found[0].gaps_new] == ["not looked for"]


def test_a_cell_of_which_only_the_certainty_changes(make: Any) -> None:
    citations = [make.offered("review"), make.offered("unnamed")]
    claim = make.claim(condition="neck pain", rating=make.rating("review"), citations=citations)
    (cell,) = what_if(make.contents(claim, references=works(make)), ["review"]).cells
    assert (cell.before.certainty, cell.after.certainty) == ("high", None)
    # The other recent review still speaks to the claim, and still no article cites it.
    assert [gap.kind for gap in cell.after.gaps] == ["unused"]
    assert (cell.gaps_gone, cell.gaps_new) == ((), ())


def test_claims_that_name_it_and_do_not_change_are_told_apart(make: Any) -> None:
    named = make.claim(1, citations=[make.offered("review")])
    contents = make.contents(named, make.claim(2), references=works(make))
    found = what_if(contents, ["review"])
    assert (found.claims, found.untouched, found.total) == ((), ("healthline-001",), 2)


def test_two_works_of_one_name_are_told_apart(make: Any) -> None:
    twins = [make.reference(key, authors=named("Linde, K", "B", "C"), year=2016) for key in ("one", "two")]
    claim = make.claim(rating=make.rating("one", "two"), citations=[make.offered("one"), make.offered("two")])
    row = only(what_if(make.contents(claim, references=tuple(twins)), ["one"]))
    assert row.reason == (
        "The rating was made with Linde and others 2016 [one]; "
        "look at it again with what remains: Linde and others 2016 [two]."
    )


@pytest.mark.parametrize(
    ("keys", "treat_as", "words"),
    [
        (
            ["rewiev"],
            "excluded",
            "There is no reference “rewiev” in references.bib. Keys that look like it, maybe of other works: review. "
            "`firmground table references` lists them.",
        ),
        (
            ["unn"],
            "excluded",
            "There is no reference “unn” in references.bib. Keys that look like it, maybe of other works: unnamed. "
            "`firmground table references` lists them.",
        ),
        (
            ["zzz"],
            "excluded",
            "There is no reference “zzz” in references.bib. `firmground table references` lists them.",
        ),
        ([""], "excluded", "There is no reference “” in references.bib. `firmground table references` lists them."),
        ([], "excluded", "Name at least one reference; `firmground table references` lists them."),
        (["review"], "withdrawn", "A work can't be treated as “withdrawn”, only as excluded or retracted."),
    ],
)
def test_what_can_not_be_asked(make: Any, keys: list[str], treat_as: Any, words: str) -> None:
    with pytest.raises(LedgerError) as error:
        what_if(make.contents(make.claim(), references=works(make)), keys, treat_as)
    assert str(error.value) == words


# -- properties ----------------------------------------------------------------------------------------------------

CITATION = st.fixed_dictionaries(
    {
        "ref": st.sampled_from([*WORKS, None]),
        "role": st.sampled_from(["cited", "offered"]),
        "stance": st.sampled_from(words_of(Stance)),
        "accuracy": st.sampled_from([*words_of(Accuracy), None]),
        "why": st.sampled_from(["One.", "Two."]),
    }
).map(lambda c: c | {"identified": "probable" if c["role"] == "cited" else None})
BASIS = st.lists(st.sampled_from(WORKS), min_size=1, max_size=4, unique=True)
RATING = st.one_of(
    st.none(),
    st.just({"not_rated": "Nobody looked."}),
    st.tuples(st.just("randomised"), BASIS, st.integers(0, 2)),
    st.tuples(st.just("adopted"), BASIS, st.sampled_from(WORKS)),
    st.tuples(st.just("fact"), BASIS, st.sampled_from(words_of(Fact))),
)
CLAIM = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["efficacy", "usage", "safety"]),
        "condition": st.sampled_from(["neck pain", "headache", None]),
        "comparator": st.sampled_from(["sham needling", None]),
        "wording": st.sampled_from(words_of(Wording)),
        "citations": st.lists(CITATION, max_size=4),
        "rating": RATING,
    }
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=4)
KEYS = st.sets(st.sampled_from(WORKS), min_size=1, max_size=3).map(frozenset)


def rated(make: Any, drawn: Any) -> Any:
    if not isinstance(drawn, tuple):
        return drawn
    form, basis, more = drawn
    if form == "fact":
        # Whoever has no source says so.
        return make.fact(more, *basis) | ({} if basis else {"source": "none"})
    if form == "adopted":
        return make.rating(*basis, start="adopted") | {"adopted": {"ref": more, "certainty": "moderate"}}
    return make.rating(*basis, **({"imprecision": more} if more else {}))


def ledger(make: Any, drawn: list[dict[str, Any]], references: tuple[Any, ...] | None = None) -> Contents:
    claims = [make.claim(n, **{**row, "rating": rated(make, row["rating"])}) for n, row in enumerate(drawn, 1)]
    built: Contents = make.contents(*claims, references=works(make) if references is None else references)
    return built


def by_hand(make: Any, drawn: list[dict[str, Any]], keys: frozenset[str]) -> Contents:
    """The ledger as somebody would write it who never had these works."""
    left: list[dict[str, Any]] = []
    for row in drawn:
        rating = row["rating"]
        if isinstance(rating, tuple):
            form, basis, more = rating
            basis = [key for key in basis if key not in keys]
            rating = (form, basis, more)
            verified = not (form == "fact" and more == "cannot be verified")
            if (not basis and verified) or (form == "adopted" and more in keys):
                rating = {"not_rated": "Rate again."}
        left.append({**row, "citations": [c for c in row["citations"] if c["ref"] not in keys], "rating": rating})
    references = tuple(
        work.model_copy(update={"supersededby": None}) if work.supersededby in keys else work
        for work in works(make)
        if work.key not in keys
    )
    return ledger(make, left, references)


def standing(contents: Contents) -> Any:
    """All that is derived, without the explanation of what is not rated, which tells why in words of its own."""
    grades = grade_all(contents)
    told = {
        i: (g.verdict, g.certainty, g.level, g.wording_allowed, g.steps if g.verdict != "not rated" else ())
        for i, g in grades.items()
    }
    return told, find_gaps(contents, grades), map_evidence(contents, grades)


@given(drawn=CLAIMS, keys=KEYS)
def test_excluding_equals_a_ledger_that_never_had_the_work(
    make: Any, drawn: list[dict[str, Any]], keys: frozenset[str]
) -> None:
    assert standing(changed(ledger(make, drawn), keys, "excluded")) == standing(by_hand(make, drawn, keys))


@given(drawn=CLAIMS, keys=KEYS)
def test_excluding_one_after_the_other_equals_excluding_all_at_once(
    make: Any, drawn: list[dict[str, Any]], keys: frozenset[str]
) -> None:
    contents = ledger(make, drawn)
    one_by_one = contents
    for key in sorted(keys):
        one_by_one = changed(one_by_one, frozenset({key}), "excluded")
    assert standing(one_by_one) == standing(changed(contents, keys, "excluded"))


@given(drawn=CLAIMS, treat_as=st.sampled_from(["excluded", "retracted"]))
def test_a_work_that_nothing_rests_on_changes_nothing(make: Any, drawn: list[dict[str, Any]], treat_as: Any) -> None:
    found = what_if(ledger(make, drawn), ["unnamed"], treat_as)
    assert (found.claims, found.cells, found.untouched) == ((), (), ())


@given(drawn=CLAIMS, keys=KEYS, treat_as=st.sampled_from(["excluded", "retracted"]))
def test_a_grade_changes_only_where_the_rating_was_made_with_the_work(
    make: Any, drawn: list[dict[str, Any]], keys: frozenset[str], treat_as: Any
) -> None:
    for row in what_if(ledger(make, drawn), keys, treat_as).claims:
        if row.rating is None:
            assert row.what == ("gaps",)
        else:
            assert row.reason is not None


@given(drawn=CLAIMS, keys=KEYS, treat_as=st.sampled_from(["excluded", "retracted"]))
def test_every_claim_that_names_a_work_is_accounted_for_once(
    make: Any, drawn: list[dict[str, Any]], keys: frozenset[str], treat_as: Any
) -> None:
    found = what_if(ledger(make, drawn), keys, treat_as)
    named = {
        f"healthline-{n:03}"
        for n, row in enumerate(drawn, 1)
        if keys & {c["ref"] for c in row["citations"]}
        or (isinstance(row["rating"], tuple) and keys & {*row["rating"][1], row["rating"][2]})
    }
    shown = [row.claim.id for row in found.claims]
    assert named <= {*shown, *found.untouched}
    assert len({*shown, *found.untouched}) == len(shown) + len(found.untouched)
    parts = [row for change in ("verdict", "grade", "gaps", "rating") for row in found.most(change)]  # type: ignore[arg-type]
    assert len(parts) == len(shown)


@given(
    drawn=CLAIMS,
    keys=KEYS,
    treat_as=st.sampled_from(["excluded", "retracted"]),
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_claims_citations_basis_and_references_does_not_matter(
    make: Any, drawn: list[dict[str, Any]], keys: frozenset[str], treat_as: Any, seed: random.Random
) -> None:
    def told(found: Comparison) -> Any:
        claims = {
            row.claim.id: (row.before, row.after, row.gaps_gone, row.gaps_new, row.rating, row.reason)
            for row in found.claims
        }
        cells = {
            (cell.before.condition, cell.before.about): (
                *(cell.before.certainty, cell.after.certainty),
                *(cell.gaps_gone, cell.gaps_new),
            )
            for cell in found.cells
        }
        return claims, cells, set(found.untouched), found.total, found.references

    def mixed(row: dict[str, Any]) -> dict[str, Any]:
        rating = row["rating"]
        if isinstance(rating, tuple):
            rating = (rating[0], seed.sample(rating[1], len(rating[1])), rating[2])
        return {**row, "citations": seed.sample(row["citations"], len(row["citations"])), "rating": rating}

    straight = ledger(make, drawn)
    turned = ledger(make, [mixed(row) for row in drawn])
    held = list(turned.claims())
    references = list(turned.references.values())
    seed.shuffle(held)
    seed.shuffle(references)
    turned = make.contents(*held, references=tuple(references))
    assert told(what_if(turned, sorted(keys, reverse=True), treat_as)) == told(what_if(straight, keys, treat_as))


#: How far the evidence stands behind a claim, as ``grading/rules/verdict.toml`` orders the verdicts: supported, partly
#: supported, overstated (it points that way), unsupported (it says nothing), disputed (some says no), contradicted.
STANDING = {row.name: row.standing for row in verdict_rules().verdicts}


@given(drawn=CLAIM, ref=st.sampled_from([*WORKS, "unnamed"]), role=st.sampled_from(["cited", "offered"]))
def test_a_contradicting_citation_never_improves_a_verdict(
    make: Any, drawn: dict[str, Any], ref: str, role: str
) -> None:
    """Whether the rating rests on the work already, comes to rest on it, or leaves it aside."""
    no = {"ref": ref, "role": role, "stance": "contradicts", "why": "It says no."}
    no["identified"] = "probable" if role == "cited" else None
    more = {**drawn, "citations": [*drawn["citations"], no]}
    rating = drawn["rating"]
    pairs = [(drawn, more)]
    if isinstance(rating, tuple) and rating[0] != "fact":
        wider = {"rating": (rating[0], sorted({*rating[1], ref}), rating[2])}
        # A work that the claim cites already speaks for or against it as soon as the rating rests on it.
        cited = ref in {citation["ref"] for citation in drawn["citations"]}
        pairs.append(({**drawn, **wider} if cited else drawn, {**more, **wider}))
    for pair in pairs:
        before, after = (STANDING[grade_all(ledger(make, [row]))["healthline-001"].verdict] for row in pair)
        assert (after is None) == (before is None)
        assert before is None or after <= before


@given(drawn=CLAIM, key=st.sampled_from(WORKS))
def test_excluding_a_work_that_only_contradicts_never_makes_a_verdict_worse(
    make: Any, drawn: dict[str, Any], key: str
) -> None:
    against = [{**c, "stance": "contradicts"} if c["ref"] == key else c for c in drawn["citations"]]
    for row in what_if(ledger(make, [{**drawn, "citations": against}]), [key]).most("verdict"):
        before, after = STANDING[row.before.verdict], STANDING[row.after.verdict]
        assert row.after.verdict == "not rated" or (before is not None and after is not None and after >= before)
