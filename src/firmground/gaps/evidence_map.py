"""The map of the evidence: condition by therapy, what is claimed in each cell and what it rests on.

On request each cell is split by what the claims compare with. Every number counts distinct claims. An empty cell says
that these articles claim nothing there, not that no evidence exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from firmground.gaps.background import Background, background_of
from firmground.gaps.evidence_rules import CellGap, cell_gaps, evidence_of, mentioned_in
from firmground.gaps.kinds import gap_rules
from firmground.grading.grade import Grade
from firmground.grading.scales import CERTAINTIES
from firmground.records import Citation, Claim, Contents, Vocabulary
from firmground.records.terms import Certainty, Direction, words_of

__all__ = ["Cell", "CellGap", "EvidenceMap", "Facet", "MapFilter", "Total", "map_evidence"]

Facet = Literal["comparator"]
#: The claim names no comparison; it names one that the vocabulary does not know.
NOT_NAMED, NOT_KNOWN = "not named", "not in the vocabulary"


@dataclass(frozen=True, slots=True)
class MapFilter:
    """Which claims the map shows; ``None`` lets all pass.

    What the filter leaves out still counts for what it says of the rest: a review that another article cites is not
    unused, and a conflict with a claim that is not shown stays a conflict.

    Attributes:
        articles: ids of articles.
        kinds: kinds of claim; a kind of fact never stands on the map.
        central: only claims that are central, or only those that are not.
    """

    articles: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    central: bool | None = None

    def keeps(self, claim: Claim) -> bool:
        """Whether the claim is shown."""
        return (
            (self.articles is None or claim.article in self.articles)
            and (self.kinds is None or claim.kind in self.kinds)
            and (self.central is None or claim.central == self.central)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One condition and one therapy, with the comparator facet one comparison. Ids and keys are each given once.

    Attributes:
        condition: term of the vocabulary; ``None`` for claims that name none.
        about: term of the vocabulary.
        facet: what the claims compare with, one of :func:`comparators_of`; ``None`` on a map without facet.
        claims: ids, in reading order.
        articles: ids, in reading order.
        certainty: the best certainty of a rated claim; ``None`` when none is rated.
        directions: how many claims speak for, against, both ways, or neither, in this order; those that occur.
        conflicts: pairs of claims that cannot both be true, at least one of them in this cell.
        cited: keys of works of role cited, in alphabetical order.
        offered: keys of works of role offered, in alphabetical order.
        unused: keys of recent systematic reviews that speak to a claim here and that no article cites or lists, in
            alphabetical order.
        gaps: in the order of the kinds.
    """

    condition: str | None
    about: str
    facet: str | None = None
    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    certainty: Certainty | None = None
    directions: tuple[tuple[Direction, int], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    cited: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    gaps: tuple[CellGap, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The distinct claims of one row, column or facet; ``term`` is ``None`` for claims that name no condition."""

    term: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """The map. Rows and columns stand in the order of the vocabulary; only terms that some claim uses are shown.

    Attributes:
        conditions: the rows; ``None``, when there, last.
        abouts: the columns.
        facets: the comparisons that split each cell, in the order of :func:`comparators_of`; empty without facet.
        cells: row by row, then column by column, then by facet: every combination, the empty ones too.
        row_totals: one per row.
        column_totals: one per column.
        facet_totals: one per facet.
        claims: ids of all claims on the map, in reading order.
        counts: what the numbers count, to print on the map.
        empty: what an empty cell says.
        none: the label of the row of claims without a condition.
    """

    conditions: tuple[str | None, ...]
    abouts: tuple[str, ...]
    facets: tuple[str, ...]
    cells: tuple[Cell, ...]
    row_totals: tuple[Total, ...]
    column_totals: tuple[Total, ...]
    facet_totals: tuple[Total, ...]
    claims: tuple[str, ...]
    counts: str
    empty: str
    none: str

    def cell(self, condition: str | None, about: str, facet: str | None = None) -> Cell:
        """The cell of a condition, a therapy and a facet; an empty one where the map has no such row or column."""
        for cell in self.cells:
            if (cell.condition, cell.about, cell.facet) == (condition, about, facet):
                return cell
        return Cell(condition, about, facet)


def map_evidence(
    contents: Contents,
    grades: Mapping[str, Grade],
    facet: Facet | None = None,
    only: MapFilter = MapFilter(),
) -> EvidenceMap:
    """Draws the map of a ledger. Claims on matters of fact do not stand on it.

    Args:
        contents: the ledger.
        grades: by claim id, as ``grade_all`` gives them.
        facet: ``"comparator"`` splits each cell by what its claims compare with.
        only: which claims to show.
    """
    rules = gap_rules()
    background = background_of(contents)
    on_map = [claim for claim in background.claims.values() if claim.kind in rules.needs.map and only.keeps(claim)]
    vocabulary = contents.vocabulary
    split = {claim.id: comparator_facet(claim, vocabulary) if facet is not None else None for claim in on_map}
    conditions: tuple[str | None, ...] = _ordered(
        (claim.condition for claim in on_map if claim.condition is not None),
        vocabulary.condition,
    )
    if any(claim.condition is None for claim in on_map):
        conditions = (*conditions, None)
    abouts = _ordered((claim.about for claim in on_map), vocabulary.about)
    facets = tuple(word for word in comparators_of(vocabulary) if word in split.values())
    setting = _Setting(background, grades, mentioned_in(contents))
    by_cell: dict[tuple[str | None, str, str | None], list[Claim]] = {}
    for claim in on_map:
        by_cell.setdefault((claim.condition, claim.about, split[claim.id]), []).append(claim)
    return EvidenceMap(
        conditions=conditions,
        abouts=abouts,
        facets=facets,
        cells=tuple(
            _cell(Cell(condition, about, word), by_cell.get((condition, about, word), []), setting)
            for condition in conditions
            for about in abouts
            for word in (facets or (None,))
        ),
        row_totals=tuple(Total(term, _ids(c for c in on_map if c.condition == term)) for term in conditions),
        column_totals=tuple(Total(term, _ids(c for c in on_map if c.about == term)) for term in abouts),
        facet_totals=tuple(Total(word, _ids(c for c in on_map if split[c.id] == word)) for word in facets),
        claims=_ids(on_map),
        counts=rules.map.counts,
        empty=rules.map.empty,
        none=rules.map.none,
    )


def comparators_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a therapy may be compared with, in the order of every list."""
    return (*vocabulary.facets, NOT_KNOWN, NOT_NAMED)


def comparator_facet(claim: Claim, vocabulary: Vocabulary) -> str:
    """What kind of comparison a claim makes, one of :func:`comparators_of`.

    The facet is that of the comparator's entry in the vocabulary of ledger.yaml.
    """
    if claim.comparator is None:
        return NOT_NAMED
    term = vocabulary.comparator.get(claim.comparator)
    return term.facet if term is not None and term.facet in vocabulary.facets else NOT_KNOWN


def _ordered(used: Iterable[str], vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Used terms in the order of the vocabulary, then the others in alphabetical order."""
    left = set(used)
    known = tuple(term for term in vocabulary if term in left)
    return (*known, *sorted(left.difference(known)))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every cell looks at: the background, the grades, and what any article cites or lists anywhere."""

    background: Background
    grades: Mapping[str, Grade]
    mentioned: frozenset[str]


def _cell(empty: Cell, claims: list[Claim], setting: _Setting) -> Cell:
    if not claims:
        return empty
    directions = [(word, sum(claim.direction == word for claim in claims)) for word in words_of(Direction)]
    conflicts = setting.background.conflicts
    held = evidence_of(claims, setting.grades, setting.background, setting.mentioned)
    return Cell(
        condition=empty.condition,
        about=empty.about,
        facet=empty.facet,
        claims=_ids(claims),
        articles=tuple(dict.fromkeys(claim.article for claim in claims)),
        certainty=next((level for level in CERTAINTIES if level in held.certainties), None),
        directions=tuple((word, number) for word, number in directions if number),  # type: ignore[misc]
        conflicts=tuple(
            sorted({(min(one, two), max(one, two)) for one in _ids(claims) for two in conflicts.get(one, {})})
        ),
        cited=_keys(c for claim in claims for c in claim.cited),
        offered=_keys(c for claim in claims for c in claim.offered),
        unused=held.unused,
        gaps=cell_gaps(held),
    )


def _keys(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(sorted({citation.ref for citation in citations if citation.ref is not None}))
