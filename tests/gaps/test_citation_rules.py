from __future__ import annotations

from typing import Any

import pytest
from tests.names import named


@pytest.mark.parametrize(
    ("kind", "condition", "fires"),
    [
        ("efficacy", None, True),
        ("comparative efficacy", None, True),
        ("safety", None, True),
        ("mechanism", None, True),
        ("contraindication", None, True),
        ("usage", "neck pain", True),
        ("usage", None, False),
        ("advice", "neck pain", False),
        ("history", None, False),
        ("definition", None, False),
        ("regulation", None, False),
        ("cost and access", None, False),
        ("evidence state", "neck pain", False),
    ],
)
def test_uncited(make: Any, kind: str, condition: str | None, fires: bool) -> None:
    assert ("uncited" in make.kinds(make.claim(kind=kind, condition=condition))) is fires


def test_an_offered_work_is_no_source_of_the_article(make: Any) -> None:
    assert "uncited" in make.kinds(make.claim(citations=[make.offered("a")]))
    assert "uncited" not in make.kinds(make.claim(citations=[make.cited("a")]))


def test_a_source_that_could_not_be_found_is_a_source_all_the_same(make: Any) -> None:
    claim = make.claim(citations=[{"ref": None, "as": "one study", "role": "cited", "why": "Searched PubMed."}])
    assert make.kinds(claim) == ["unidentified study"]
    (gap,) = make.gaps(claim)
    assert gap.rule == ("The article rests the claim on “one study”, and no such work was found. Searched PubMed.")
    assert (gap.claim, gap.article, gap.severity) == ("healthline-001", "healthline", "medium")


@pytest.mark.parametrize(
    ("attribution", "fires"),
    [
        ({"kind": "unnamed research", "as": "research shows"}, True),
        ({"kind": "unnamed study", "as": None}, True),
        ({"kind": "dated study", "as": "a 2012 study"}, False),
        ({"kind": "organisation", "as": "WHO"}, False),
        ({"kind": "named expert", "as": "Dr X"}, False),
        ({"kind": "numbered reference", "as": "3"}, False),
        ({"kind": "none"}, False),
    ],
)
def test_vague_attribution(make: Any, attribution: dict[str, Any], fires: bool) -> None:
    claim = make.claim(kind="history", attribution=attribution)
    assert make.kinds(claim) == (["vague attribution"] if fires else [])


def test_vague_attribution_quotes_the_article(make: Any) -> None:
    (gap,) = make.gaps(make.claim(kind="history", attribution={"kind": "unnamed research", "as": "research shows"}))
    assert gap.rule == "The article ascribes the claim to “research shows” and gives no name or date."


@pytest.mark.parametrize(
    ("accuracy", "severity"),
    [
        ("accurate", None),
        ("oversimplified", "medium"),
        ("misquoted", "medium"),
        ("not substantiated", "high"),
        ("contradicted", "high"),
        ("indirect", None),
        ("irrelevant", "high"),
        ("cannot be checked", None),
        (None, None),
    ],
)
def test_misquoted(make: Any, accuracy: str | None, severity: str | None) -> None:
    claim = make.claim(citations=[make.cited("a", accuracy=accuracy)])
    gaps = make.gaps(claim, make.reference("a"))
    assert [gap.severity for gap in gaps] == ([] if severity is None else [severity])


def test_misquoted_says_which_work_and_how(make: Any) -> None:
    claim = make.claim(citations=[make.cited("a", accuracy="contradicted", why="It found no difference")])
    (gap,) = make.gaps(claim, make.reference("a", authors=named("Rha, D"), year=2013))
    assert gap.rule == ("Rha 2013: contradicted, a major error (the source says the opposite). It found no difference.")


def test_no_article_is_blamed_for_a_guess(make: Any) -> None:
    claim = make.claim(citations=[make.cited("a", accuracy="contradicted", identified="possible")])
    assert make.kinds(claim, make.reference("a")) == []


@pytest.mark.parametrize("identified", ["certain", "probable", None])
def test_a_work_that_was_identified_or_simply_named_counts(make: Any, identified: str | None) -> None:
    claim = make.claim(citations=[make.cited("a", accuracy="contradicted", identified=identified)])
    assert make.kinds(claim, make.reference("a")) == ["misquoted"]


def test_two_misquotations_make_one_gap_the_worse_first(make: Any) -> None:
    citations = [make.cited("a", accuracy="oversimplified"), make.cited("b", accuracy="contradicted")]
    (gap,) = make.gaps(make.claim(citations=citations), make.reference("a"), make.reference("b"))
    assert gap.severity == "high"
    assert gap.rule.startswith("b: contradicted")
    assert "a: oversimplified" in gap.rule
