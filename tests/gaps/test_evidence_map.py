from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.gaps.evidence_map import MapFilter, comparator_facet, comparators_of, map_evidence
from firmground.grading.grade import grade_all
from firmground.records import ClaimFile, Vocabulary
from firmground.records.terms import Kind, words_of


def fresh(make: Any, key: str = "new", **fields: Any) -> Any:
    return make.reference(key, **{"design": "systematic review", "year": 2024, **fields})


def neck(make: Any, number: int = 1, article: str = "healthline", **fields: Any) -> Any:
    return make.claim(number, article, **{"condition": "neck pain", **fields})


def gaps_at(chart: Any, condition: str | None = "neck pain", about: str = "dry needling") -> list[str]:
    return [gap.kind for gap in chart.cell(condition, about).gaps]


def test_rows_and_columns_stand_in_the_order_of_the_vocabulary(make: Any) -> None:
    chart = make.map(
        make.claim(1, condition="migraine", about="acupuncture"),
        make.claim(2, condition="zoster", about="cupping"),
        make.claim(3, condition="neck pain"),
        make.claim(4),
        make.claim(5, condition="ache"),
    )
    assert chart.conditions == ("neck pain", "migraine", "ache", "zoster", None)
    assert chart.abouts == ("dry needling", "acupuncture", "cupping")
    assert [(cell.condition, cell.about) for cell in chart.cells] == [
        (condition, about) for condition in chart.conditions for about in chart.abouts
    ]


def test_empty_cells_are_there_and_empty(make: Any) -> None:
    chart = make.map(neck(make), make.claim(2, condition="headache", about="acupuncture"))
    cell = chart.cell("headache", "dry needling")
    assert (cell.claims, cell.certainty, cell.gaps) == ((), None, ())
    assert chart.cell("no such", "thing").claims == ()
    assert chart.empty == "no claim in these articles"
    assert "distinct claims" in chart.counts


def test_an_empty_ledger_has_an_empty_map(make: Any) -> None:
    assert make.map().cells == ()


@pytest.mark.parametrize("kind", words_of(Kind))
def test_matters_of_fact_do_not_stand_on_the_map(make: Any, kind: str) -> None:
    facts = {"history", "definition", "regulation", "cost and access", "evidence state"}
    assert make.map(neck(make, kind=kind)).claims == (() if kind in facts else ("healthline-001",))


def test_what_a_cell_holds(make: Any) -> None:
    chart = make.map(
        neck(make, 1, rating=make.rating("new", imprecision=2), citations=[make.cited("old"), make.offered("new")]),
        neck(make, 2, direction="against", rating=make.rating("new", imprecision=1), citations=[make.offered("new")]),
        neck(make, 1, "verywell", conflicts_with=[{"claim": "healthline-002", "why": "x"}]),
        references=(fresh(make), fresh(make, "old", year=2010)),
    )
    cell = chart.cell("neck pain", "dry needling")
    assert cell.claims == ("healthline-001", "healthline-002", "verywell-001")
    assert cell.articles == ("healthline", "verywell")
    assert cell.certainty == "moderate"
    assert cell.directions == (("for", 2), ("against", 1))
    assert cell.conflicts == (("healthline-002", "verywell-001"),)
    assert (cell.cited, cell.offered, cell.unused) == (("old",), ("new",), ("new",))


def test_a_conflict_with_a_claim_of_another_cell_is_shown_in_both(make: Any) -> None:
    chart = make.map(
        neck(make, 1), make.claim(2, condition="headache", conflicts_with=[{"claim": "healthline-001", "why": "x"}])
    )
    pair = (("healthline-001", "healthline-002"),)
    assert chart.cell("neck pain", "dry needling").conflicts == pair
    assert chart.cell("headache", "dry needling").conflicts == pair


def test_totals_count_distinct_claims(make: Any) -> None:
    chart = make.map(neck(make, 1), neck(make, 2), neck(make, 3, about="acupuncture"), make.claim(4))
    assert [(total.term, len(total.claims)) for total in chart.row_totals] == [("neck pain", 3), (None, 1)]
    assert [(total.term, len(total.claims)) for total in chart.column_totals] == [
        ("dry needling", 3),
        ("acupuncture", 1),
    ]
    assert len(chart.claims) == 4


@pytest.mark.parametrize(
    ("citations", "design", "nothing"),
    [
        ([], "systematic review", True),
        (["supports"], "systematic review", False),
        (["contradicts"], "randomised trial", False),
        (["unclear"], "case report", False),
        (["does not address"], "systematic review", True),
        # opinion, advice and pages are no evidence
        (["supports"], "narrative review", True),
        (["supports"], "guideline", True),
        (["supports"], "policy statement", True),
        (["supports"], "book", True),
        (["supports"], "web page", True),
        # what is not known may be evidence
        (["supports"], None, False),
    ],
)
def test_not_looked_for(make: Any, citations: list[str], design: str | None, nothing: bool) -> None:
    held = [make.cited("new", stance) for stance in citations]
    chart = make.map(neck(make, citations=held), references=(fresh(make, design=design),))
    assert ("not looked for" in gaps_at(chart)) is nothing


def test_not_looked_for_by_its_words(make: Any) -> None:
    (gap,) = make.map(neck(make, 1), neck(make, 2)).cell("neck pain", "dry needling").gaps
    assert gap.rule == "2 claims, and no study or systematic review in the ledger speaks to any of them."
    assert gap.severity == "medium"


def test_a_retracted_work_and_an_unknown_key_are_no_evidence(make: Any) -> None:
    claim = neck(make, citations=[make.cited("new"), make.cited("nowhere")])
    assert gaps_at(make.map(claim, references=(fresh(make, status="retracted"),))) == ["not looked for"]


@pytest.mark.parametrize(
    ("works", "synthesis"),
    [
        ([("randomised trial", 2025)], True),
        ([("randomised trial", 2025), ("systematic review", 2020)], True),
        ([("systematic review", 2020)], True),
        ([("randomised trial", 2025), ("systematic review", 2021)], False),
        ([("systematic review", None)], False),
        ([("overview of reviews", 2024)], False),
        ([(None, 2024)], False),
        ([("guideline", 2024)], False),
    ],
)
def test_synthesis(make: Any, works: list[tuple[str | None, int | None]], synthesis: bool) -> None:
    references = tuple(fresh(make, f"w{i}", design=design, year=year) for i, (design, year) in enumerate(works))
    claim = neck(make, citations=[make.cited(reference.key) for reference in references])
    assert ("synthesis" in gaps_at(make.map(claim, references=references))) is synthesis


def test_synthesis_by_its_words(make: Any) -> None:
    claim = neck(make, citations=[make.cited("old")])
    chart = make.map(claim, references=(fresh(make, "old", year=2016),))
    (gap,) = chart.cell("neck pain", "dry needling").gaps
    assert gap.rule == "1 work of evidence, but the newest systematic review is of 2016 (limit: 5.5 years)."
    trial = make.map(claim, references=(fresh(make, "old", design="randomised trial"),))
    assert trial.cell("neck pain", "dry needling").gaps[0].rule == (
        "1 work of evidence, but no systematic review (limit: 5.5 years)."
    )


def test_without_a_date_no_review_is_old(make: Any) -> None:
    claim = neck(make, citations=[make.cited("old")])
    assert gaps_at(make.map(claim, references=(fresh(make, "old", year=1990),), as_of=None)) == []


@pytest.mark.parametrize(
    ("ratings", "cryptic"),
    [
        ([], False),
        ([3], True),
        ([3, 3], True),
        ([3, 2], False),
        ([0], False),
    ],
)
def test_cryptic(make: Any, ratings: list[int], cryptic: bool) -> None:
    """Three steps down from randomised trials are very low, two are low."""
    down = {0: {}, 2: {"imprecision": 2}, 3: {"imprecision": 2, "indirectness": 1}}
    claims = [
        neck(make, number, rating=make.rating("new", **down[steps]), citations=[make.cited("new")])
        for number, steps in enumerate(ratings, 1)
    ]
    unrated = neck(make, 9, citations=[make.cited("new")])
    chart = make.map(*claims, unrated, references=(fresh(make),))
    assert gaps_at(chart) == (["cryptic"] if cryptic else [])


@pytest.mark.parametrize(
    ("fields", "unused"),
    [
        ({}, True),
        ({"design": "individual participant data meta-analysis"}, True),
        ({"status": "corrected"}, True),
        ({"year": 2020}, False),
        ({"design": "randomised trial"}, False),
        ({"status": "superseded"}, False),
        ({"status": "retracted"}, False),
    ],
)
def test_unused(make: Any, fields: dict[str, Any], unused: bool) -> None:
    chart = make.map(neck(make, citations=[make.offered("new")]), references=(fresh(make, **fields),))
    assert ("unused" in gaps_at(chart)) is unused
    assert chart.cell("neck pain", "dry needling").unused == (("new",) if unused else ())


def test_a_review_that_any_article_cites_anywhere_is_not_unused(make: Any) -> None:
    offered = neck(make, citations=[make.offered("new")])
    elsewhere = make.claim(1, "verywell", kind="history", citations=[make.cited("new")])
    assert gaps_at(make.map(offered, elsewhere, references=(fresh(make),))) == []


def test_a_review_that_does_not_speak_to_the_claim_is_not_unused(make: Any) -> None:
    claim = neck(make, citations=[make.offered("new", "does not address")])
    assert gaps_at(make.map(claim, references=(fresh(make),))) == ["not looked for"]


@pytest.mark.parametrize(
    ("certainty", "cryptic"),
    [
        ("very low (GRADE)", True),
        ("very low", True),
        ("very low to moderate (GRADE)", False),
        ("low or very low for all outcomes", False),
        ("GRADE used; level not seen", False),
        (None, False),
    ],
)
def test_cryptic_without_ratings_goes_by_what_the_authors_say(make: Any, certainty: str | None, cryptic: bool) -> None:
    claim = neck(make, citations=[make.cited("new")])
    chart = make.map(claim, references=(fresh(make, certainty=certainty),))
    assert gaps_at(chart) == (["cryptic"] if cryptic else [])


def test_cryptic_needs_every_review_and_a_rating_counts_before_the_authors(make: Any) -> None:
    works = (fresh(make, "a", certainty="very low"), fresh(make, "b", certainty="low"))
    both = neck(make, citations=[make.cited("a"), make.cited("b")])
    assert gaps_at(make.map(both, references=works)) == []
    alone = neck(make, citations=[make.cited("a")])
    (gap,) = make.map(alone, references=works).cell("neck pain", "dry needling").gaps
    assert gap.rule == "1 claim, none rated; a: its authors call the certainty very low."
    rated = neck(make, citations=[make.cited("a")], rating=make.rating("a", imprecision=2))
    assert gaps_at(make.map(rated, references=works)) == []


def test_a_review_in_a_printed_list_of_references_is_not_unused(make: Any) -> None:
    claim = neck(make, citations=[make.offered("new")])
    held = make.contents(claim, references=(fresh(make),))
    listed = {"article": {"id": "healthline", "reference_list": [{"number": "1", "ref": "new"}]}, "claims": [claim]}
    printed = replace(held, files=(ClaimFile.model_validate(listed),))
    assert [gap.kind for cell in map_evidence(held, grade_all(held)).cells for gap in cell.gaps] == ["unused"]
    assert [gap.kind for cell in map_evidence(printed, grade_all(printed)).cells for gap in cell.gaps] == []


# -- by comparator ---------------------------------------------------------------------------------------------------


def test_the_comparator_splits_each_cell_in_the_order_of_the_facets(make: Any) -> None:
    chart = make.map(
        neck(make, 1, comparator=None),
        neck(make, 2, comparator="stretching"),
        neck(make, 3, comparator="sham needling"),
        neck(make, 4, comparator="stretching"),
        make.claim(5, condition="headache", comparator="prayer"),
        facet="comparator",
    )
    assert chart.facets == ("sham", "active treatment", "not in the vocabulary", "not named")
    assert [(total.term, total.claims) for total in chart.facet_totals] == [
        ("sham", ("healthline-003",)),
        ("active treatment", ("healthline-002", "healthline-004")),
        ("not in the vocabulary", ("healthline-005",)),
        ("not named", ("healthline-001",)),
    ]
    assert [cell.claims for cell in chart.cells] == [
        ("healthline-003",),
        ("healthline-002", "healthline-004"),
        (),
        ("healthline-001",),
        (),
        (),
        ("healthline-005",),
        (),
    ]
    assert chart.cell("headache", "dry needling", "not in the vocabulary").claims == ("healthline-005",)
    # Rows and columns are those of the whole map.
    assert [len(total.claims) for total in chart.row_totals] == [4, 1]


def test_without_a_vocabulary_a_comparison_is_of_no_known_facet(make: Any) -> None:
    chart = make.map(neck(make, comparator="stretching"), as_of=None, facet="comparator")
    assert chart.facets == ("not in the vocabulary",)


def test_a_facet_counts_where_the_vocabulary_has_it(make: Any) -> None:
    words = {"about": {"tea": "Tea."}, "comparator": {"mate": {"definition": "Mate.", "facet": "other leaves"}}}
    lacking, having = (Vocabulary.model_validate(words | more) for more in ({}, {"facet": {"other leaves": "Leaves."}}))
    claim = make.claim(1, comparator="mate")
    assert comparator_facet(claim, lacking) == "not in the vocabulary"
    assert comparator_facet(claim, having) == "other leaves"
    assert comparators_of(having)[-3:] == ("other leaves", "not in the vocabulary", "not named")


def test_gaps_of_a_split_cell_look_at_its_own_claims(make: Any) -> None:
    chart = make.map(
        neck(make, 1, comparator="sham needling", citations=[make.cited("new")]),
        neck(make, 2, comparator=None),
        references=(fresh(make),),
        facet="comparator",
    )
    assert [gap.kind for gap in chart.cell("neck pain", "dry needling", "sham").gaps] == []
    assert [gap.kind for gap in chart.cell("neck pain", "dry needling", "not named").gaps] == ["not looked for"]


# -- filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (MapFilter(), [1, 2, 3]),
        (MapFilter(articles=frozenset({"healthline"})), [1, 2]),
        (MapFilter(kinds=frozenset({"safety", "history"})), [2]),
        (MapFilter(central=True), [1]),
        (MapFilter(central=False), [2, 3]),
        (MapFilter(articles=frozenset({"verywell"}), central=True), []),
        (MapFilter(articles=frozenset()), []),
    ],
)
def test_filters_by_article_kind_and_central(make: Any, only: MapFilter, left: list[int]) -> None:
    claims = [
        neck(make, 1, central=True),
        neck(make, 2, kind="safety", condition="headache"),
        neck(make, 3, "verywell"),
        neck(make, 4, kind="history"),
    ]
    chart = make.map(*claims, only=only)
    assert [int(name[-3:]) for name in chart.claims] == left
    assert sum(len(cell.claims) for cell in chart.cells) == len(left)
    assert ("headache" in chart.conditions) is (2 in left)


def test_a_filter_does_not_hide_what_other_articles_say(make: Any) -> None:
    """The review is cited elsewhere, so it is not unused; and the conflict stays a conflict."""
    mine = neck(make, 1, citations=[make.offered("new")], conflicts_with=[{"claim": "verywell-001", "why": "x"}])
    other = make.claim(1, "verywell", condition="headache", citations=[make.cited("new")])
    chart = make.map(mine, other, references=(fresh(make),), only=MapFilter(articles=frozenset({"healthline"})))
    (cell,) = chart.cells
    assert (cell.unused, cell.gaps) == ((), ())
    assert cell.conflicts == (("healthline-001", "verywell-001"),)


CLAIM = st.fixed_dictionaries(
    {
        "condition": st.sampled_from(["neck pain", "headache", "other", None]),
        "about": st.sampled_from(["dry needling", "acupuncture", "both"]),
        "comparator": st.sampled_from(["sham needling", "stretching", "prayer", None]),
        "kind": st.sampled_from(words_of(Kind)),
    }
)


@pytest.mark.parametrize("facet", [None, "comparator"])
@given(fields=st.lists(CLAIM, max_size=8), seed=st.randoms(use_true_random=False))
def test_every_claim_counts_once_whatever_the_order(
    make: Any, facet: str | None, fields: list[dict[str, Any]], seed: random.Random
) -> None:
    claims = [make.claim(number, **row) for number, row in enumerate(fields, 1)]
    chart = make.map(*claims, facet=facet)
    assert sum(len(cell.claims) for cell in chart.cells) == len(chart.claims)
    assert sum(len(total.claims) for total in chart.row_totals) == len(chart.claims)
    assert sum(len(total.claims) for total in chart.column_totals) == len(chart.claims)
    seed.shuffle(claims)
    turned = make.map(*claims, facet=facet)
    assert sum(len(total.claims) for total in chart.facet_totals) == (len(chart.claims) if facet else 0)
    assert (turned.conditions, turned.abouts) == (chart.conditions, chart.abouts)
    assert [(set(c.claims), c.gaps) for c in turned.cells] == [(set(c.claims), c.gaps) for c in chart.cells]
