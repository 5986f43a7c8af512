"""Gaps of evidence: what is missing in one cell of the map, whatever its facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firmground.checks.rating_rules import levels_stated
from firmground.gaps.background import Background, is_old, is_synthesis, speaks, year_of
from firmground.gaps.kinds import GapKind, GapSeverity, gap_rules
from firmground.grading.grade import Grade
from firmground.grading.level import counts
from firmground.grading.naming import listed, name_of
from firmground.records import Claim, Contents, Reference
from firmground.records.terms import Certainty


@dataclass(frozen=True, slots=True)
class CellGap:
    """A gap of a cell.

    Attributes:
        rule: the rule that fired, with the cell's particulars.
    """

    kind: GapKind
    severity: GapSeverity
    rule: str
    todo: str


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """What the rules on a cell look at.

    Attributes:
        claims: how many claims the cell holds, at least one.
        certainties: certainty of each of them, ``None`` where it is not rated.
        works: studies, systematic reviews and works of unknown design that speak to a claim and count, by key.
        unused: keys of recent systematic reviews among them that no article cites or lists.
        background: references and limits of age.
    """

    claims: int
    certainties: tuple[Certainty | None, ...]
    works: Mapping[str, Reference]
    unused: tuple[str, ...]
    background: Background

    @property
    def reviews(self) -> tuple[Reference, ...]:
        """The systematic reviews among the works."""
        return tuple(work for work in self.works.values() if is_synthesis(work))

    @property
    def counted(self) -> str:
        """The number of claims, in words."""
        return f"{self.claims} {'claim' if self.claims == 1 else 'claims'}"


def evidence_of(
    claims: Sequence[Claim], grades: Mapping[str, Grade], background: Background, mentioned: frozenset[str]
) -> CellEvidence:
    """What there is for the claims of a cell.

    Guidelines, opinion, books and pages are no evidence of their own; a work of unknown design may be.

    Args:
        claims: of the cell.
        grades: by claim id.
        background: of the whole ledger.
        mentioned: keys of works that any article cites or lists, see :func:`mentioned_in`.
    """
    rules = gap_rules().designs
    keys = sorted({c.ref for claim in claims for c in claim.citations if c.ref is not None and speaks(c)})
    designs = {None, *rules.synthesis, *rules.study}
    works = {
        key: work
        for key in keys
        if (work := background.references.get(key)) is not None and work.design in designs and counts(work)
    }
    return CellEvidence(
        claims=len(claims),
        certainties=tuple(grades[claim.id].certainty if claim.id in grades else None for claim in claims),
        works=works,
        unused=tuple(
            key
            for key, work in works.items()
            if _is_fresh(work, background) and work.status != "superseded" and key not in mentioned
        ),
        background=background,
    )


def mentioned_in(contents: Contents) -> frozenset[str]:
    """Keys of the works that some article cites, if only possibly, or prints in its list of references."""
    cited = {c.ref for claim in contents.claims() for c in claim.cited if c.ref is not None}
    return frozenset(cited | {entry.ref for article in contents.articles for entry in article.reference_list})


def cell_gaps(held: CellEvidence) -> tuple[CellGap, ...]:
    """The gaps of one cell, in the order of the kinds."""
    return (*absolute(held), *synthesis(held), *cryptic(held), *unused(held))


def absolute(held: CellEvidence) -> Iterator[CellGap]:
    """Claims, and no study or systematic review that speaks to any of them. Source: 3ie."""
    if not held.works:
        rule = f"{held.counted}, and no study or systematic review in the ledger speaks to any of them."
        yield _gap("absolute", rule)


def synthesis(held: CellEvidence) -> Iterator[CellGap]:
    """Evidence of known design, and no systematic review within the limit of age. Source: 3ie; Shojania 2007."""
    known = [work for work in held.works.values() if work.design is not None]
    if not known or any(_is_fresh(work, held.background) for work in held.reviews):
        return
    newest = max((year_of(work) or 0 for work in held.reviews), default=None)
    said = "no systematic review"
    if newest is not None:
        said = f"the newest systematic review is of {newest or 'no known year'}"
    works = f"{len(known)} {'work' if len(known) == 1 else 'works'}"
    limit = held.background.limits["old_review_years"]
    yield _gap("synthesis", f"{works} of evidence, but {said} (limit: {limit:g} years).")


def cryptic(held: CellEvidence) -> Iterator[CellGap]:
    """Evidence of very low certainty only: by every rating; without ratings, by the authors of every review.

    Ratings count before authors: they are on the claim as worded. The source speaks of reviews of low quality; entries
    do not record how a review was appraised, so the authors' own certainty stands in for it.
    Source: Environmental Evidence 2017, doi:10.1186/s13750-017-0096-9.
    """
    rated = {level for level in held.certainties if level is not None}
    if held.works and rated == {"very low"}:
        yield _gap("cryptic", f"{held.counted}, and every rating is of very low certainty.")
    elif held.reviews and not rated and all(stated_very_low(work) for work in held.reviews):
        names = listed([name_of(work.key, held.background.references) for work in held.reviews])
        theirs = "its authors call" if len(held.reviews) == 1 else "their authors all call"
        yield _gap("cryptic", f"{held.counted}, none rated; {names}: {theirs} the certainty very low.")


def unused(held: CellEvidence) -> Iterator[CellGap]:
    """A recent systematic review offered for claims here, that no article cites or lists. Rule of this project."""
    if held.unused:
        names = listed([name_of(key, held.background.references) for key in held.unused])
        yield _gap("unused", f"No article cites {names}.")


def stated_very_low(work: Reference) -> bool:
    """Whether a work's authors name a certainty, and none but very low."""
    return levels_stated(work.certainty or "") == {"very low"}


def _is_fresh(work: Reference, background: Background) -> bool:
    return is_synthesis(work) and not is_old(work, background)


def _gap(kind: GapKind, rule: str) -> CellGap:
    row = gap_rules().kinds[kind]
    return CellGap(kind, row.severity, rule, row.todo)
