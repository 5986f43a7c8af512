"""What would change if a work were left out of the ledger, or were retracted. Nothing in the files is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from firmground.errors import LedgerError, alike
from firmground.gaps.evidence_map import Cell, EvidenceMap, map_evidence
from firmground.gaps.evidence_rules import CellGap
from firmground.gaps.find import by_claim, find_gaps
from firmground.gaps.kinds import Gap
from firmground.gaps.what_if_asked import Need, QuestionChange, question_without, questions_changed
from firmground.grading.grade import Grade, grade_all
from firmground.grading.joined import join_answers
from firmground.grading.naming import listed, names_of
from firmground.records import Claim, ClaimFile, Contents, NotRated
from firmground.records.rating import Rating

#: How a work is treated. excluded: as if the ledger had never heard of it. retracted: as if references.bib said so.
TreatAs = Literal["excluded", "retracted"]
TREATMENTS: tuple[TreatAs, ...] = get_args(TreatAs)
#: The most that changes about a claim; it says under which heading the claim stands.
Change = Literal["verdict", "grade", "gaps", "rating"]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What changes about one claim.

    Attributes:
        claim: the claim as it stands in the files.
        before: what is derived about it now.
        after: what would be derived.
        gaps_gone: gaps it would no longer have; a gap whose severity changes is both gone and new.
        gaps_new: gaps that it would have.
        rating: ``rate again`` where the rating falls with the work, ``look again`` where it was made with the work and
            stays, ``None`` where the work played no part in it.
        reason: why the rating needs a person; ``None`` as above.
    """

    claim: Claim
    before: Grade
    after: Grade
    gaps_gone: tuple[Gap, ...]
    gaps_new: tuple[Gap, ...]
    rating: Need | None
    reason: str | None

    @property
    def what(self) -> tuple[str, ...]:
        """What changes: verdict, certainty, level, wording, gaps; those that do, in this order."""
        pairs = (
            ("verdict", self.before.verdict, self.after.verdict),
            ("certainty", self.before.certainty, self.after.certainty),
            ("level", self.before.level, self.after.level),
            ("wording", self.before.wording_allowed, self.after.wording_allowed),
            ("gaps", self.gaps_gone, self.gaps_new),
        )
        return tuple(name for name, old, new in pairs if old != new)

    @property
    def most(self) -> Change:
        """The most that changes."""
        what = self.what
        if not what:
            return "rating"
        return "verdict" if what[0] == "verdict" else "gaps" if what[0] == "gaps" else "grade"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the evidence map whose best certainty or whose gaps change.

    Attributes:
        before: the cell as it is now.
        after: the cell as it would be; its condition and therapy are the same.
        gaps_gone: gaps it would no longer have.
        gaps_new: gaps that it would have.
    """

    before: Cell
    after: Cell
    gaps_gone: tuple[CellGap, ...]
    gaps_new: tuple[CellGap, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ledger beside the same ledger with some works left out or retracted.

    Attributes:
        references: those left out or retracted, by key, each with its name.
        treat_as: how they are treated.
        claims: what changes, or needs a person, claim by claim, in reading order.
        cells: the cells of the evidence map that change, in the order of the map.
        untouched: ids of claims that name a work and of which nothing changes, in reading order.
        total: how many claims there are.
        questions: those whose answer was made with one of the works, in the order of the files.
    """

    references: Mapping[str, str]
    treat_as: TreatAs
    claims: tuple[ClaimChange, ...]
    cells: tuple[CellChange, ...]
    untouched: tuple[str, ...]
    total: int
    questions: tuple[QuestionChange, ...] = ()

    def most(self, change: Change) -> tuple[ClaimChange, ...]:
        """The claims of which this is the most that changes."""
        return tuple(row for row in self.claims if row.most == change)

    def count(self, what: str) -> int:
        """Of how many claims this changes: verdict, certainty, level, wording or gaps."""
        return sum(what in row.what for row in self.claims)

    def ratings(self, need: Need) -> int:
        """How many ratings need this: each question once, and each claim that carries a rating of its own."""
        own = sum(row.rating == need and not row.claim.answers for row in self.claims)
        return own + sum(row.need == need for row in self.questions)


class UnknownTreatmentError(LedgerError):
    """A work is to be treated as something that is none of :data:`TREATMENTS`."""

    def __init__(self, treat_as: str) -> None:
        super().__init__(f"A work can't be treated as “{treat_as}”, only as {' or '.join(TREATMENTS)}.")


class NoReferenceNamedError(LedgerError):
    """Nothing is to be left out."""

    def __init__(self) -> None:
        super().__init__("Name at least one reference; `firmground table references` lists them.")


class UnknownReferenceError(LedgerError):
    """A key that references.bib does not have, or whose entry could not be read."""

    def __init__(self, key: str, contents: Contents) -> None:
        if key in contents.lost_entries:
            told = f"The entry of “{key}” in references.bib could not be read whole; `firmground check` says why."
        else:
            known = sorted(contents.references)
            begun = [name for name in known if key and name.startswith(key)]
            near = list(dict.fromkeys([*begun, *alike(key, known, 3, 0.6)]))[:3]
            like = f" Keys that look like it, maybe of other works: {', '.join(near)}." if near else ""
            told = f"There is no reference “{key}” in references.bib.{like} `firmground table references` lists them."
        super().__init__(told)


def what_if(contents: Contents, keys: Iterable[str], treat_as: TreatAs = "excluded") -> Comparison:
    """Works out the ledger as it is and as it would be, and compares the two.

    Args:
        contents: the ledger.
        keys: of the works, at least one.
        treat_as: ``excluded`` or ``retracted``.

    Raises:
        LedgerError: for a key that references.bib does not have, no key, or an unknown treatment.
    """
    if treat_as not in TREATMENTS:
        raise UnknownTreatmentError(treat_as)
    chosen = frozenset(keys)
    if not chosen:
        raise NoReferenceNamedError
    for key in sorted(chosen - contents.references.keys()):
        raise UnknownReferenceError(key, contents)
    now, then = _stand(contents), _stand(changed(contents, chosen, treat_as))
    contents = now.contents
    names = names_of(sorted(chosen), contents.references)
    needs = {row.question: row for row in questions_changed(contents, chosen, treat_as)}
    rows = tuple(_claim_change(claim, now, then, names, needs) for claim in contents.claims_by_id.values())
    moved = tuple(row for row in rows if row.what or row.rating is not None)
    ids = {row.claim.id for row in moved}
    cells = (_cell_change(cell, then.map.cell(cell.condition, cell.about)) for cell in now.map.cells)
    return Comparison(
        references=names,
        treat_as=treat_as,
        claims=moved,
        cells=tuple(c for c in cells if c.gaps_gone or c.gaps_new or c.before.certainty != c.after.certainty),
        untouched=tuple(i for i, claim in contents.claims_by_id.items() if i not in ids and _names(claim, chosen)),
        total=len(rows),
        questions=tuple(needs.values()),
    )


def changed(contents: Contents, keys: frozenset[str], treat_as: TreatAs) -> Contents:
    """The ledger as it would be. Pure: what is given stays as it is.

    excluded: the works and everything that points to them are gone: citations of either role, entries of an article's
    own list, and the mark that a work has taken another's place. (An older work that is marked as superseded stays so.)
    A rating that loses part of its basis keeps its steps. One that loses all of it, or that took over the certainty of
    such a work, is no longer a rating; but a fact that could not be verified can't be verified with less, either. The
    same holds for questions: one that loses all that it rested on is not rated and has no answer any more.

    retracted: the entries' status is retracted, and nothing else changes, as if the file said so.

    A claim that changes has no place in a file any more. Groups are joined into the claims already and stay as read.
    """
    if treat_as == "retracted":
        struck = {"status": "retracted", "statusnote": None}
        kept = {k: r.model_copy(update=struck) if k in keys else r for k, r in contents.references.items()}
        return replace(contents, references=MappingProxyType(kept))
    names = names_of(sorted(keys), contents.references)
    left = {
        key: reference.model_copy(update={"supersededby": None}) if reference.supersededby in keys else reference
        for key, reference in contents.references.items()
        if key not in keys
    }
    files = tuple(_file_without(file, names) for file in contents.files)
    asked = tuple(
        file.model_copy(update={"questions": [question_without(question, names) for question in file.questions]})
        for file in contents.question_files
    )
    return replace(contents, files=files, references=MappingProxyType(left), question_files=asked)


def _file_without(file: ClaimFile, names: Mapping[str, str]) -> ClaimFile:
    claims = [_claim_without(claim, names) if _names(claim, names.keys()) else claim for claim in file.claims]
    entries = [entry for entry in file.article.reference_list if entry.ref not in names]
    article = file.article
    if len(entries) != len(article.reference_list):
        article = article.model_copy(update={"reference_list": entries})
    return file.model_copy(update={"article": article, "claims": claims})


def _claim_without(claim: Claim, names: Mapping[str, str]) -> Claim:
    citations = [citation for citation in claim.citations if citation.ref not in names]
    return claim.revised(citations, _rating_without(claim.rating, names))


def _rating_without(rating: Rating | None, names: Mapping[str, str]) -> Rating | None:
    if rating is None or rating.form == "not rated":
        return rating
    if (taken := _taken_over(rating)) in names:
        return NotRated(not_rated=f"the rating took over the certainty of {names[taken]}; it must be rated again")
    basis = [key for key in rating.basis if key not in names]
    if basis or not rating.basis:
        return rating.model_copy(update={"basis": basis})
    if rating.form == "fact" and rating.fact == "cannot be verified":
        return rating.model_copy(update={"basis": basis, "source": "none"})
    lost = listed([names[key] for key in sorted(set(rating.basis))])
    return NotRated(not_rated=f"the rating rested on {lost} and nothing else; it must be rated again")


def _taken_over(rating: Rating | None) -> str:
    """Key of the review whose certainty the rating adopted; empty for other ratings."""
    if rating is None or rating.start != "adopted" or rating.adopted is None:
        return ""
    return rating.adopted.ref


def _part_in(rating: Rating | None, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the works that the rating was made with, in alphabetical order."""
    return tuple(sorted(set(keys) & {*rating.basis, _taken_over(rating)})) if rating is not None else ()


def _names(claim: Claim, keys: Iterable[str]) -> bool:
    """Whether the claim cites one of the works, or its rating was made with it. Claims as they were joined."""
    return bool(_part_in(claim.rating, keys)) or not {c.ref for c in claim.citations}.isdisjoint(keys)


@dataclass(frozen=True, slots=True)
class _Standing:
    """All that is derived from one state of the ledger."""

    contents: Contents
    grades: Mapping[str, Grade]
    gaps: Mapping[str, tuple[Gap, ...]]
    map: EvidenceMap


def _stand(contents: Contents) -> _Standing:
    contents = join_answers(contents)
    grades = grade_all(contents)
    gaps = by_claim(find_gaps(contents, grades))
    return _Standing(contents, grades, gaps, map_evidence(contents, grades))


def _claim_change(
    claim: Claim, now: _Standing, then: _Standing, names: Mapping[str, str], asked: Mapping[str, QuestionChange]
) -> ClaimChange:
    before, after = now.gaps.get(claim.id, ()), then.gaps.get(claim.id, ())
    had, has = {(g.kind, g.severity) for g in before}, {(g.kind, g.severity) for g in after}
    part = _part_in(claim.rating, names)
    falls = then.contents.claims_by_id[claim.id].form == "not rated"
    need: Need | None = None if not part else "rate again" if falls else "look again"
    reason = _reason(claim, falls, names, now.contents) if part else None
    if claim.answers:
        decided = now.grades[claim.id].deciding
        row = asked.get(decided.answer.question) if decided is not None else None
        need, reason = (row.need, row.reason) if row is not None else (None, None)
    return ClaimChange(
        claim=claim,
        before=now.grades[claim.id],
        after=then.grades[claim.id],
        gaps_gone=tuple(gap for gap in before if (gap.kind, gap.severity) not in has),
        gaps_new=tuple(_told(gap, names) for gap in after if (gap.kind, gap.severity) not in had),
        rating=need,
        reason=reason,
    )


def _reason(claim: Claim, falls: bool, keys: Iterable[str], contents: Contents) -> str:
    rating = claim.rating
    assert rating is not None  # one was made with works
    taken, part = _taken_over(rating), _part_in(rating, keys)
    # Named together, so that two works of one name can be told apart.
    names = names_of(sorted({*rating.basis, *part}), contents.references)
    said = listed([names[key] for key in part])
    if taken in part:
        made = f"The rating took over the certainty of {names[taken]}"
    else:
        made = f"The rating rested on {said} and nothing else" if falls else f"The rating was made with {said}"
    if falls:
        return f"{made}; it must be rated again."
    others = [names[key] for key in sorted(set(rating.basis).difference(keys))]
    if not others:
        return f"{made}, and no other work remains; look at it again."
    return f"{made}; look at it again with what remains: {listed(others)}."


def _told(gap: Gap, names: Mapping[str, str]) -> Gap:
    # The article does give a source; it is only left out here.
    if gap.kind != "uncited":
        return gap
    return replace(gap, rule=f"With {listed(list(names.values()))} left out, no source of the article is left.")


def _cell_change(before: Cell, after: Cell) -> CellChange:
    had, has = {gap.kind for gap in before.gaps}, {gap.kind for gap in after.gaps}
    return CellChange(
        before=before,
        after=after,
        gaps_gone=tuple(gap for gap in before.gaps if gap.kind not in has),
        gaps_new=tuple(gap for gap in after.gaps if gap.kind not in had),
    )
