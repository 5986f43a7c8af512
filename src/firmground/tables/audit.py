"""All stages of one reading of a ledger, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from firmground.anchoring.article import AnchoredArticle
from firmground.checks.catalogue import severity_of
from firmground.gaps.families import FamilyView, families_of
from firmground.gaps.kinds import Gap
from firmground.grading.grade import Grade
from firmground.reading.places import Locator
from firmground.records import Contents, Finding, Place, Span
from firmground.records.place import Sources
from firmground.records.terms import Severity


@dataclass(frozen=True)
class Placed:
    """A finding with its severity and its place looked up."""

    finding: Finding
    place: Place | None
    severity: Severity


def place_all(findings: Iterable[Finding], sources: Sources) -> tuple[Placed, ...]:
    """Findings with their places, in the order of file (as read), line and column; at one place as they were found."""
    locator = Locator(sources)
    order = {name: i for i, name in enumerate(sources)}
    listed = tuple(findings)
    # Block by block, so that each block is looked at once, however many checks had something to say about it.
    by_block = sorted({f.spot for f in listed if f.spot}, key=lambda s: (s.file, tuple(map(str, s.path))))
    places = {spot: locator.place(spot) for spot in by_block}
    placed = [Placed(f, places[f.spot] if f.spot else None, severity_of(f)) for f in listed]

    def key(p: Placed) -> tuple[int, str, int, int]:
        if p.place is None:
            return (-1, "", 0, 0)
        return (order.get(p.place.file, len(order)), p.place.file, p.place.line, p.place.column)

    return tuple(sorted(placed, key=key))


@dataclass(frozen=True)
class Audit:
    """What the stages gave.

    Attributes:
        contents: the records as read.
        anchored: per article whose text is at hand: sentences, spans and who accounts for which.
        grades: per claim: verdict, certainty, level, wording, explanation.
        gaps: every gap of every claim.
        findings: placed and in the order of file and line.
    """

    contents: Contents
    anchored: Mapping[str, AnchoredArticle]
    grades: Mapping[str, Grade]
    gaps: tuple[Gap, ...]
    findings: tuple[Placed, ...]

    @cached_property
    def families(self) -> tuple[FamilyView, ...]:
        """The confirmed claim families, each with its claims side by side."""
        return families_of(self.contents, self.grades)

    def span(self, claim_id: str) -> Span | None:
        """Where the claim stands in its article's text, when the text is at hand and the anchor fits."""
        article = self.anchored.get(claim_id.rsplit("-", 1)[0])
        return article.spans.get(claim_id) if article else None
