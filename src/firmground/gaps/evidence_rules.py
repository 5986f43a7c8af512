"""Gaps of evidence: what is missing in one cell of the map, whatever its facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firmground.checks.rating_rules import levels_stated
from firmground.gaps.actions import Action, chosen, told, warns
from firmground.gaps.background import Background, is_old, is_synthesis, speaks, year_of
from firmground.gaps.kinds import GapKind, GapSeverity, gap_rules
from firmground.grading.answer_rules import SenseName
from firmground.grading.grade import Grade
from firmground.grading.level import counts
from firmground.grading.naming import listed, name_of
from firmground.plurals import counted, plural
from firmground.records import Claim, Contents, Reference
from firmground.records.terms import Certainty


@dataclass(frozen=True, slots=True)
class CellGap:
    """A gap of a cell.

    Attributes:
        rule: the rule that fired, with the cell's particulars.
        action: what to do, from the closed list.
    """

    kind: GapKind
    severity: GapSeverity
    rule: str
    action: Action

    @property
    def todo(self) -> str:
        """What to do, as a sentence."""
        return told(self.action)

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return gap_rules().kinds[self.kind].label


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """What the rules on a cell look at.

    Attributes:
        claims: how many claims the cell holds, at least one.
        certainties: certainty of each of them, ``None`` where it is not rated.
        references: studies, systematic reviews and works of unknown design that speak to a claim and count, by key.
        unused: keys of recent systematic reviews among them that no article cites or lists.
        background: references and limits of age.
        senses: of each claim which kind of unknown it is, ``None`` where it is known or answers no question.
        warns: whether a claim of the cell is a warning.
    """

    claims: int
    certainties: tuple[Certainty | None, ...]
    references: Mapping[str, Reference]
    unused: tuple[str, ...]
    background: Background
    senses: tuple[SenseName | None, ...]
    warns: bool

    def gap(self, kind: GapKind, rule: str) -> CellGap:
        """A gap of the cell; where a warning stands in it, what is advised keeps the warning."""
        row = gap_rules().kinds[kind]
        return CellGap(kind, row.severity, rule, chosen(row, warns=self.warns))

    @property
    def reviews(self) -> tuple[Reference, ...]:
        """The systematic reviews among the works."""
        return tuple(reference for reference in self.references.values() if is_synthesis(reference))


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
    references = {
        key: reference
        for key in keys
        if (reference := background.references.get(key)) and reference.design in designs and counts(reference)
    }
    return CellEvidence(
        claims=len(claims),
        certainties=tuple(grades[claim.id].certainty if claim.id in grades else None for claim in claims),
        references=references,
        unused=tuple(
            key
            for key, reference in references.items()
            if _is_fresh(reference, background) and reference.status != "superseded" and key not in mentioned
        ),
        background=background,
        senses=tuple(_sense(grades.get(claim.id)) for claim in claims),
        warns=any(warns(claim) for claim in claims),
    )


def _sense(grade: Grade | None) -> SenseName | None:
    return grade.sense.name if grade is not None and grade.sense is not None else None


def mentioned_in(contents: Contents) -> frozenset[str]:
    """Keys of the works that some article cites, if only possibly, or prints in its list of references."""
    cited = {c.ref for claim in contents.claims() for c in claim.cited if c.ref is not None}
    return frozenset(cited | {entry.ref for article in contents.articles for entry in article.reference_list})


def cell_gaps(held: CellEvidence) -> tuple[CellGap, ...]:
    """The gaps of one cell, in the order of the kinds."""
    return (*unfilled(held), *synthesis(held), *cryptic(held), *unused(held))


def unfilled(held: CellEvidence) -> Iterator[CellGap]:
    """Claims, and no study or systematic review that speaks to any of them: which kind of unknown it is. Source: 3ie.

    Not studied, only where a search found nothing for every claim of the cell; not read, where sources are known that
    we have not read; else nobody has looked.
    """
    if held.references:
        return
    claims = counted(held.claims, "claim")
    if held.senses and set(held.senses) == {"not studied"}:
        yield held.gap("not studied", f"{claims}; a search, which is written down, found no study.")
    elif "not read" in held.senses:
        yield held.gap("not read", f"{claims}; sources are known that bear on this and that we have not read.")
    else:
        rule = f"{claims}, and no study or systematic review in the ledger speaks to any of them."
        yield held.gap("not looked for", rule)


def synthesis(held: CellEvidence) -> Iterator[CellGap]:
    """Evidence of known design, and no systematic review within the limit of age. Source: 3ie; Shojania 2007."""
    known = [reference for reference in held.references.values() if reference.design is not None]
    if not known or any(_is_fresh(reference, held.background) for reference in held.reviews):
        return
    newest = max((year_of(reference) or 0 for reference in held.reviews), default=None)
    said = "no systematic review"
    if newest is not None:
        said = f"the newest systematic review is of {newest or 'no known year'}"
    limit = held.background.limits["old_review_years"]
    yield held.gap("synthesis", f"{counted(len(known), 'work')} of evidence, but {said} (limit: {limit:g} years).")


def cryptic(held: CellEvidence) -> Iterator[CellGap]:
    """Evidence of very low certainty only: by every rating; without ratings, by the authors of every review.

    Ratings count before authors: they are on the claim as worded. The source speaks of reviews of low quality; entries
    do not record how a review was appraised, so the authors' own certainty stands in for it.
    Source: Environmental Evidence 2017, doi:10.1186/s13750-017-0096-9.
    """
    rated = {level for level in held.certainties if level is not None}
    if held.references and rated == {"very low"}:
        yield held.gap("cryptic", f"{counted(held.claims, 'claim')}, and every rating is of very low certainty.")
    elif held.reviews and not rated and all(stated_very_low(reference) for reference in held.reviews):
        names = listed([name_of(reference.key, held.background.references) for reference in held.reviews])
        theirs = plural(len(held.reviews), "its authors call", "their authors all call")
        rule = f"{counted(held.claims, 'claim')}, none rated; {names}: {theirs} the certainty very low."
        yield held.gap("cryptic", rule)


def unused(held: CellEvidence) -> Iterator[CellGap]:
    """A recent systematic review offered for claims here, that no article cites or lists. Rule of this project."""
    if held.unused:
        names = listed([name_of(key, held.background.references) for key in held.unused])
        yield held.gap("unused", f"No article cites {names}.")


def stated_very_low(reference: Reference) -> bool:
    """Whether a work's authors name a certainty, and none but very low."""
    return levels_stated(reference.certainty or "") == {"very low"}


def _is_fresh(reference: Reference, background: Background) -> bool:
    return is_synthesis(reference) and not is_old(reference, background)
