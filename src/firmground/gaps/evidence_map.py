"""The map of the evidence: condition by therapy, what is claimed in each cell and what it rests on.

Every number counts distinct claims. An empty cell says that these articles claim nothing there, not that no evidence
exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firmground.gaps.background import Background, background_of, is_old, speaks, year_of
from firmground.gaps.kinds import GapKind, GapSeverity, gap_rules
from firmground.grading.grade import Grade
from firmground.grading.level import counts
from firmground.grading.naming import listed, name_of
from firmground.grading.scales import CERTAINTIES
from firmground.records import Claim, Contents, Reference
from firmground.records.terms import Certainty, Direction, words_of


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
class Cell:
    """One condition and one therapy. Ids and keys are each given once.

    Attributes:
        condition: term of the vocabulary; ``None`` for claims that name none.
        about: term of the vocabulary.
        claims: ids, in reading order.
        articles: ids, in reading order.
        certainty: the best certainty of a rated claim; ``None`` when none is rated.
        directions: how many claims speak for, against, both ways, or neither, in this order; those that occur.
        conflicts: pairs of claims that cannot both be true, at least one of them in this cell.
        cited: keys of works of role cited, in alphabetical order.
        offered: keys of works of role offered, in alphabetical order.
        unused: keys of good recent reviews offered here that no article cites, in alphabetical order.
        gaps: in the order of the kinds.
    """

    condition: str | None
    about: str
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
    """The distinct claims of one row or column; ``term`` is ``None`` for claims that name no condition."""

    term: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """The map. Rows and columns stand in the order of the vocabulary; only terms that some claim uses are shown.

    Attributes:
        conditions: the rows; ``None``, when there, last.
        abouts: the columns.
        cells: row by row, every combination, the empty ones too.
        row_totals: one per row.
        column_totals: one per column.
        claims: ids of all claims on the map, in reading order.
        counts: what the numbers count, to print on the map.
        empty: what an empty cell says.
        none: the label of the row of claims without a condition.
    """

    conditions: tuple[str | None, ...]
    abouts: tuple[str, ...]
    cells: tuple[Cell, ...]
    row_totals: tuple[Total, ...]
    column_totals: tuple[Total, ...]
    claims: tuple[str, ...]
    counts: str
    empty: str
    none: str

    def cell(self, condition: str | None, about: str) -> Cell:
        """The cell of a condition and a therapy; an empty one where the map has no such row or column."""
        for cell in self.cells:
            if (cell.condition, cell.about) == (condition, about):
                return cell
        return Cell(condition, about)


def map_evidence(contents: Contents, grades: Mapping[str, Grade]) -> EvidenceMap:
    """Draws the map of a ledger. Claims on matters of fact do not stand on it.

    Args:
        contents: the ledger.
        grades: by claim id, as ``grade_all`` gives them.
    """
    rules = gap_rules()
    background = background_of(contents)
    on_map = [claim for claim in background.claims.values() if claim.kind in rules.on_map]
    vocabulary = contents.settings.vocabulary if contents.settings is not None else None
    conditions: tuple[str | None, ...] = _ordered(
        (claim.condition for claim in on_map if claim.condition is not None),
        vocabulary.condition if vocabulary is not None else (),
    )
    if any(claim.condition is None for claim in on_map):
        conditions = (*conditions, None)
    abouts = _ordered((claim.about for claim in on_map), vocabulary.about if vocabulary is not None else ())
    cited_anywhere = {
        citation.ref for claim in background.claims.values() for citation in claim.citations if citation.role == "cited"
    }
    setting = _Setting(background, grades, frozenset(cited_anywhere))
    by_cell: dict[tuple[str | None, str], list[Claim]] = {}
    for claim in on_map:
        by_cell.setdefault((claim.condition, claim.about), []).append(claim)
    return EvidenceMap(
        conditions=conditions,
        abouts=abouts,
        cells=tuple(
            _cell(condition, about, by_cell.get((condition, about), []), setting)
            for condition in conditions
            for about in abouts
        ),
        row_totals=tuple(Total(term, _ids(c for c in on_map if c.condition == term)) for term in conditions),
        column_totals=tuple(Total(term, _ids(c for c in on_map if c.about == term)) for term in abouts),
        claims=_ids(on_map),
        counts=rules.map_counts,
        empty=rules.map_empty,
        none=rules.map_none,
    )


def _ordered(used: Iterable[str], vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Used terms in the order of the vocabulary, then the others in alphabetical order."""
    left = set(used)
    known = tuple(term for term in vocabulary if term in left)
    return (*known, *sorted(left.difference(known)))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every cell looks at: the background, the grades, and what any article cites anywhere."""

    background: Background
    grades: Mapping[str, Grade]
    cited_anywhere: frozenset[str | None]


def _cell(condition: str | None, about: str, claims: list[Claim], setting: _Setting) -> Cell:
    if not claims:
        return Cell(condition, about)
    background, grades = setting.background, setting.grades
    directions = [(word, sum(claim.direction == word for claim in claims)) for word in words_of(Direction)]
    pairs = {(min(one, two), max(one, two)) for one in _ids(claims) for two in background.conflicts.get(one, {})}
    certainties = [grades[claim.id].certainty for claim in claims if claim.id in grades]
    evidence = _evidence(claims, background)
    unused = tuple(
        key
        for key, reference in evidence.items()
        if _is_fresh(reference, background) and reference.status != "superseded" and key not in setting.cited_anywhere
    )
    return Cell(
        condition=condition,
        about=about,
        claims=_ids(claims),
        articles=tuple(dict.fromkeys(claim.article for claim in claims)),
        certainty=next((level for level in CERTAINTIES if level in certainties), None),
        directions=tuple((word, number) for word, number in directions if number),  # type: ignore[misc]
        conflicts=tuple(sorted(pairs)),
        cited=_keys(claims, "cited"),
        offered=_keys(claims, "offered"),
        unused=unused,
        gaps=tuple(_gaps(claims, certainties, evidence, unused, background)),
    )


def _keys(claims: list[Claim], role: str) -> tuple[str, ...]:
    return tuple(sorted({c.ref for claim in claims for c in claim.citations if c.role == role and c.ref is not None}))


def _evidence(claims: list[Claim], background: Background) -> dict[str, Reference]:
    """Works of the claims' citations that speak to a claim and count, by key in alphabetical order.

    Studies and systematic reviews, and works of unknown design: what is not known may be evidence.
    """
    rules = gap_rules()
    keys = sorted({c.ref for claim in claims for c in claim.citations if c.ref is not None and speaks(c)})
    works = {key: background.references[key] for key in keys if key in background.references}
    designs = {None, *rules.syntheses, *rules.studies}
    return {key: work for key, work in works.items() if work.design in designs and counts(work)}


def _is_fresh(reference: Reference, background: Background) -> bool:
    """Whether a work is a systematic review that is not surely old."""
    return reference.design in gap_rules().syntheses and not is_old(reference, background.as_of)


def _gaps(
    claims: list[Claim],
    certainties: list[Certainty | None],
    evidence: dict[str, Reference],
    unused: tuple[str, ...],
    background: Background,
) -> Iterable[CellGap]:
    rules = gap_rules()
    number = f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'}"
    rated = {level for level in certainties if level is not None}
    known = [work for work in evidence.values() if work.design is not None]
    reviews = [work for work in known if work.design in rules.syntheses]
    if not evidence:
        yield _cell_gap("absolute", f"{number}, and no study or systematic review in the ledger speaks to any of them.")
    if known and not any(_is_fresh(work, background) for work in reviews):
        newest = max((year_of(work) or 0 for work in reviews), default=None)
        said = (
            "no systematic review"
            if newest is None
            else f"the newest systematic review is of {newest or 'no known year'}"
        )
        works = f"{len(known)} {'work' if len(known) == 1 else 'works'}"
        yield _cell_gap("synthesis", f"{works} of evidence, but {said} (limit: {rules.old_review_years:g} years).")
    if evidence and rated == {"very low"}:
        yield _cell_gap("cryptic", f"{number}, and every rating is of very low certainty.")
    if unused:
        names = listed([name_of(key, background.references) for key in unused])
        yield _cell_gap("unused", f"No article cites {names}.")


def _cell_gap(kind: GapKind, rule: str) -> CellGap:
    row = gap_rules().kinds[kind]
    return CellGap(kind, row.severity, rule, row.todo)
