"""What an audit looks up: uses of a reference, gaps of a claim, what contradicts what, names of articles."""

from __future__ import annotations

from datetime import date
from typing import Any

from firmground.gaps.find import find_gaps
from firmground.gaps.work_list import work_list
from firmground.grading.grade import grade_all
from firmground.records import Claim, ClaimFile, Contents, Reference
from firmground.tables.audit import Audit


def claim(claim_id: str, *citations: dict[str, Any], **given: Any) -> Claim:
    return Claim.model_validate(
        {
            "id": claim_id,
            "claim": "Tea eases a cough.",
            "anchor": {"start": "tea"},
            "kind": "efficacy",
            "about": "tea",
            "condition": "cough",
            "direction": "for",
            "wording": "firm",
            "attribution": {"kind": "none"},
            "citations": list(citations),
        }
        | given
    )


def cites(ref: str | None, identified: str | None = "certain", role: str = "cited") -> dict[str, Any]:
    return {"ref": ref, "role": role, "identified": identified, "stance": ref and "supports", "why": "It says so."}


def file(article: str, *claims: Claim, **given: Any) -> ClaimFile:
    return ClaimFile.model_validate({"article": {"id": article, **given}, "claims": list(claims)})


def audit(*files: ClaimFile, keys: tuple[str, ...] = ("a", "b")) -> Audit:
    work = {"type": "article", "title": "T", "design": "randomised trial"}
    references = {key: Reference.model_validate({"key": key, **work}) for key in keys}
    contents = Contents(None, files, references)
    grades = grade_all(contents)
    return Audit(contents, {}, grades, tuple(find_gaps(contents, grades)), ())


RATING = {
    "certainty": "high",
    "start": "randomised",
    "basis": ["a", "b", "a"],
    "why": "x",
    "by": "editors",
    "on": date(2026, 11, 22),
}


def test_uses_of_a_reference_by_what_it_is_used_for_and_each_claim_once() -> None:
    one = file(
        "one",
        claim("one-001", cites("a", "possible"), cites("a", "probable"), rating=RATING),
        claim(
            "one-002", cites("a", "possible"), cites("a", "possible"), cites("b", None, "offered"), cites(None, None)
        ),
        reference_list=[{"number": "3", "ref": "a"}, {"number": "9", "ref": "a"}, {"number": "4", "ref": "nowhere"}],
    )
    two = file("two", claim("two-001", cites("a"), cites("nowhere"), cites("a", None, "offered")))
    made = audit(one, two)
    ids = {
        (key, what): [c.id for c in getattr(uses, what)]
        for key, uses in made.uses.items()
        for what in ("cited", "possible", "offered", "rests")
    }
    assert ids == {
        ("a", "cited"): ["one-001", "two-001"],
        ("a", "possible"): ["one-002"],
        ("a", "offered"): ["two-001"],
        ("a", "rests"): ["one-001"],
        ("b", "cited"): [],
        ("b", "possible"): [],
        ("b", "offered"): ["one-002"],
        ("b", "rests"): ["one-001"],
    }
    assert made.uses["a"].printed == {"one": ["3", "9"]}
    assert made.uses is made.uses


def test_a_newer_reference_knows_whose_place_it_takes() -> None:
    old = {"key": "old", "type": "article", "title": "T", "supersededby": "new"}
    references = {r["key"]: Reference.model_validate(r) for r in (old, {"key": "new", "type": "article", "title": "T"})}
    made = Audit(Contents(None, (), references), {}, {}, (), ())
    assert (made.uses["new"].replaces, made.uses["old"].replaces) == (["old"], [])


def test_gaps_and_tasks_stand_with_their_claims() -> None:
    vague = claim("one-002", attribution={"kind": "unnamed study", "as": "a study"})
    made = audit(file("one", claim("one-001", cites("a")), vague), file("two", claim("two-001")))
    assert {i: [g.kind for g in gaps] for i, gaps in made.gaps_by_claim.items()} == {
        "one-002": ["uncited", "vague attribution"],
        "two-001": ["uncited"],
    }
    assert sum(made.gaps_by_claim.values(), ()) == made.gaps
    assert made.tasks == work_list(made.contents, made.grades, made.gaps)


def test_a_conflict_is_known_at_both_claims_whichever_wrote_it_down() -> None:
    writes = claim("one-001", conflicts_with=[{"claim": "two-001", "why": "Not both."}])
    made = audit(file("one", writes), file("two", claim("two-001"), claim("two-002")))
    noted = "Noted at one-001: Not both."  # “this claim” in a note is the one that wrote it down
    assert made.conflicts == {"one-001": (("two-001", "Not both."),), "two-001": (("one-001", noted),)}


def test_an_article_is_called_by_its_publisher_and_by_its_id_where_that_is_not_enough() -> None:
    made = audit(
        file("one", publisher="Leaf"), file("two", publisher="Pot"), file("three"), file("four", publisher="Pot")
    )
    assert made.article_names == {"one": "Leaf", "two": "Pot (two)", "three": "three", "four": "Pot (four)"}


def test_of_two_claims_with_one_id_an_article_has_the_first() -> None:
    first, again = claim("one-001"), claim("one-001", claim="Tea cures a cough.")
    made = audit(file("one", first, again, claim("one-002")), file("two"))
    assert {article: [c.claim for c in some] for article, some in made.contents.claims_by_article.items()} == {
        "one": ["Tea eases a cough."] * 2,
        "two": [],
    }
    assert made.contents.claims_by_article["one"][0] is made.contents.claims_by_id["one-001"]
