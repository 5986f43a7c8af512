"""What a rule needs to know beside the claim: the references, the date, the conflicts; and how old a work is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from firmground.gaps.kinds import gap_rules
from firmground.gaps.opposed import opposed_in
from firmground.records import Citation, Claim, Contents, LedgerSettings, Question, Reference, Vocabulary

DAYS_IN_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two claims cannot both be true, as told at one of them: "this claim" in it is the claim ``at``."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Background:
    """What the rules on a claim look at beside the claim itself.

    Attributes:
        references: by key.
        as_of: the date of the ledger; ``None`` when it is not known, and then nothing is old.
        claims: by id.
        conflicts: by claim id, the claims that cannot be true together with it, by their ids. A pair is written down
            once in the files and stands under both claims here.
        limits: years after which works count as old, by the name of the threshold: the ledger's own, else the default.
        questions: by id.
        vocabulary: of the ledger; says which comparisons are sham.
        asked_first: by question, the id of the first claim that answers it, in reading order.
    """

    references: Mapping[str, Reference]
    as_of: date | None
    claims: Mapping[str, Claim]
    conflicts: Mapping[str, Mapping[str, Reason]]
    limits: Mapping[str, float]
    questions: Mapping[str, Question]
    vocabulary: Vocabulary
    asked_first: Mapping[str, str]


def background_of(contents: Contents) -> Background:
    """The background of every claim of a ledger. A conflict with an unknown claim, or with itself, is left out.

    Conflicts are those that were written down, and those that follow from the questions.
    """
    claims = contents.claims_by_id
    conflicts: dict[str, dict[str, Reason]] = {}
    for claim in claims.values():
        for conflict in claim.conflicts_with:
            if conflict.claim in claims and conflict.claim != claim.id:
                reason = Reason(claim.id, conflict.why)
                conflicts.setdefault(claim.id, {}).setdefault(conflict.claim, reason)
                conflicts.setdefault(conflict.claim, {}).setdefault(claim.id, reason)
    for pair in opposed_in(contents):
        conflicts.setdefault(pair.one, {}).setdefault(pair.two, Reason(pair.one, pair.why_one))
        conflicts.setdefault(pair.two, {}).setdefault(pair.one, Reason(pair.two, pair.why_two))
    first: dict[str, str] = {}
    for claim in claims.values():
        for answer in claim.answers:
            first.setdefault(answer.question, claim.id)
    return Background(
        references=contents.references,
        as_of=contents.settings.as_of if contents.settings is not None else None,
        claims=claims,
        conflicts=MappingProxyType({one: MappingProxyType(others) for one, others in conflicts.items()}),
        limits=limits_of(contents.settings),
        questions=contents.questions,
        vocabulary=contents.vocabulary,
        asked_first=MappingProxyType(first),
    )


def limits_of(settings: LedgerSettings | None) -> Mapping[str, float]:
    """Years after which works count as old, by the name of the threshold: as ledger.yaml says, else the default."""
    limits = {name: threshold.years for name, threshold in gap_rules().thresholds.items()}
    if settings is not None and settings.thresholds is not None:
        limits |= settings.thresholds.model_dump(exclude_none=True)
    return MappingProxyType(limits)


def references_cited(claim: Claim, background: Background) -> Iterator[tuple[Citation, Reference]]:
    """What the article cites for the claim, by key: without guesses (``identified: possible``) and unknown keys."""
    for citation in sorted(claim.cited, key=_by_key):
        reference = background.references.get(citation.ref or "")
        if citation.identified != "possible" and reference is not None:
            yield citation, reference


def _by_key(citation: Citation) -> tuple[str, ...]:
    # Everything that a sentence is made from: two citations of one work must not take the order of the file.
    told = (citation.ref, citation.why, citation.stance, citation.accuracy, citation.identified)
    return tuple(word or "" for word in told)


def year_of(reference: Reference) -> int | None:
    """The year in which a work first came out: online or in print, whichever was earlier."""
    return min((year for year in (reference.year, reference.epub) if year is not None), default=None)


def least_age(reference: Reference, as_of: date | None) -> float | None:
    """How many years old a work is at least: counted from the last day of the year in which it came out.

    ``None`` where the date of the ledger or the year of the work is not known.
    """
    year = year_of(reference)
    if year is None or as_of is None:
        return None
    return (as_of - date(year, 12, 31)).days / DAYS_IN_A_YEAR


def is_old(reference: Reference, background: Background, limit: str = "old_review_years") -> bool:
    """Whether a work is surely older than a threshold. Source: each threshold of ``kinds.toml`` names its own."""
    age = least_age(reference, background.as_of)
    return age is not None and age > background.limits[limit]


def is_synthesis(reference: Reference) -> bool:
    """Whether a work sums up studies: a systematic review, a meta-analysis of individual data, an overview."""
    return reference.design in gap_rules().designs.synthesis


def happened_to(reference: Reference) -> str:
    """What became of a work with a status, to complete a sentence that begins with its name."""
    if reference.status == "expression of concern":
        return "stands under an expression of concern"
    return f"was {reference.status}"


def speaks(citation: Citation) -> bool:
    """Whether the work says anything on the claim; unclear counts, since it was at least studied."""
    return citation.ref is not None and citation.stance not in {None, "does not address"}
