"""What the ledger itself can tell about the items of an instrument.

Nothing is held against an article because it was not seen: a missing field, or what a copy of the text does not show,
gives "not known". "Not met" is computed only from dates on record and from the wording of claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.done import done_of
from firmground.appraisal.rulebook import VALUES, missing_side_rules, sheet
from firmground.gaps.background import DAYS_IN_A_YEAR
from firmground.gaps.citation_rules import needs_source
from firmground.plurals import counted, share
from firmground.records import Claim, ClaimFile, Contents, Reference
from firmground.records.terms import AppraisalValue


@dataclass(frozen=True)
class Sight:
    """What the rules look at: one article with its claims, the ledger in which it stands, and its text if at hand."""

    file: ClaimFile
    contents: Contents
    anchored: AnchoredArticle | None = None

    @cached_property
    def lacking(self) -> str | None:
        """Why nothing follows from what the claims do not say: not all are coded, or read. ``None`` where it does."""
        name = self.file.spot.file if self.file.spot else ""
        if any(b.spot.file == name and b.spot.path[:1] in {(), ("claims",)} for b in self.contents.failed):
            return "Some claims of this file can't be read."
        return done_of(self.file, self.contents, self.anchored).lacking

    def benefits(self) -> tuple[Claim, ...]:
        """The claims of benefit, in reading order."""
        return tuple(claim for claim in self.file.claims if is_benefit(claim))


@dataclass(frozen=True, slots=True)
class Computed:
    """What the ledger tells about one item.

    Attributes:
        value: not known where the ledger can't tell.
        why: one or two sentences, with the numbers.
        allowed: values that a person may give without contradicting the ledger.
        claims: ids of the claims that were counted for it, in reading order.
    """

    value: AppraisalValue
    why: str
    allowed: frozenset[str] = frozenset(VALUES)
    claims: tuple[str, ...] = ()


def is_benefit(claim: Claim) -> bool:
    """Whether a claim says that the treatment helps: kind efficacy or comparative efficacy, direction for."""
    return claim.kind in missing_side_rules().words.benefit and claim.direction == "for"


def states_limits(claim: Claim) -> bool:
    """Whether a claim says that the evidence is thin, mixed or against the treatment."""
    return claim.kind == "evidence state" and claim.direction in missing_side_rules().words.limits_directions


def names_source(claim: Claim, references: Mapping[str, Reference]) -> bool:
    """Whether the article ascribes a claim to something a reader can look up, and the ledger has that work."""
    return claim.attribution.kind in sheet().thresholds.named and any(
        c.identified != "possible" and c.ref in references for c in claim.cited
    )


def authorship(sight: Sight) -> Computed:
    """JAMA: who wrote it. Qualifications stand in no field, so a name alone is partly."""
    article = sight.file.article
    named = [
        f"{what}: {who}" for what, who in (("author", article.author), ("reviewer", article.medical_reviewer)) if who
    ]
    if named:
        why = f"On record: {'; '.join(named)}. Whether workplace and qualification are shown is not on record."
        return Computed("partly", why, frozenset({"met", "partly"}))
    why = "No author and no reviewer is on record. That no name was seen does not mean that the page has none."
    return Computed("not known", why, frozenset(VALUES) - {"met"})


def attribution(sight: Sight) -> Computed:
    """JAMA: whether sources are named. Links that the copy does not show may be there, so nothing is not known."""
    if sight.lacking:
        return _uncounted(sight.lacking)
    asked, named = _sources(sight)
    listed = len(sight.file.article.reference_list)
    prints = (
        f"The article prints a list of {counted(listed, 'reference')}." if listed else "No reference list was seen."
    )
    if asked and len(named) == len(asked):
        return Computed("met", f"{_sourced(asked, named, sight)} {prints}", frozenset({"met", "partly"}), _ids(named))
    if listed or named:
        return Computed(
            "partly", f"{_sourced(asked, named, sight)} {prints}", frozenset({"met", "partly"}), _ids(named)
        )
    why = f"{_sourced(asked, named, sight)} {prints} Links of the page may have been left out of the copy of the text."
    return Computed("not known", why)


def currency(sight: Sight) -> Computed:
    """JAMA: whether the dates are shown. A date that was not seen is not known."""
    article = sight.file.article
    dates = [
        f"{what} {day.isoformat()}"
        for what, day in (("published", article.published), ("last changed", article.updated))
        if day is not None
    ]
    if len(dates) == 2:
        return Computed("met", f"On record: {dates[0]}, {dates[1]}.", frozenset({"met"}))
    if dates:
        return Computed("partly", f"On record: {dates[0]}; the other date is not.", frozenset({"partly"}))
    why = "No date is on record. That none was seen does not mean that the page has none."
    return Computed("not known", why, frozenset(VALUES) - {"met"})


def sources(sight: Sight) -> Computed:
    """Our sheet: the share of claims needing a source that name one which was found. Threshold: ``sheet.toml``.

    A copy of a text does not show its links, so the share is at least so high, and none is not known.
    """
    if sight.lacking:
        return _uncounted(sight.lacking)
    asked, named = _sources(sight)
    if not asked:
        return Computed("not known", _sourced(asked, named, sight))
    why = f"{_sourced(asked, named, sight)} Links are not counted, because a copy of the text does not show them."
    if not named:
        return Computed("not known", why)
    if len(named) > sheet().thresholds.sources_share * len(asked):
        return Computed("met", why, frozenset({"met"}), _ids(named))
    return Computed("partly", why, frozenset({"met", "partly"}), _ids(named))


def recency(sight: Sight) -> Computed:
    """Our sheet: age of the later date at the date of the ledger. Threshold: ``sheet.toml``."""
    article, limit = sight.file.article, sheet().thresholds.recent_years
    dates = [day for day in (article.published, article.updated) if day is not None]
    settings = sight.contents.settings
    if not dates or settings is None:
        return Computed("not known", "The date of the article or of the ledger is not on record.")
    age = (settings.as_of - max(dates)).days / DAYS_IN_A_YEAR
    value: AppraisalValue = "met" if age <= limit else "not met"
    why = f"Its last date is {max(dates)}; the ledger's is {settings.as_of} (limit {limit:g} years)."
    return Computed(value, why, frozenset({value}))


def tone(sight: Sight) -> Computed:
    """Our sheet: hedging of claims of benefit, and whether a claim names limits of the evidence."""
    if sight.lacking:
        return _uncounted(sight.lacking)
    benefits = sight.benefits()
    if not benefits:
        return Computed("not known", none_of(sight, "a claim of benefit"))
    hedged = [claim for claim in benefits if claim.wording == "hedged"]
    limits = [claim for claim in sight.file.claims if states_limits(claim)]
    careful = len(hedged) >= sheet().thresholds.hedged_share * len(benefits)
    value: AppraisalValue = "met" if careful and limits else "partly" if careful or limits else "not met"
    names = counted(len(limits), "claim") if limits else "no claim"
    says = "says" if len(limits) < 2 else "say"
    why = (
        f"{share(len(hedged), len(benefits), 'claim of benefit', 'claims of benefit')} hedged, and "
        f"{names} {says} that the evidence is thin, mixed or against it."
    )
    return Computed(value, why, frozenset({value}), _ids(limits))


#: Items that the ledger can tell something about; the others need a person.
COMPUTED: Mapping[tuple[str, str], Callable[[Sight], Computed]] = MappingProxyType(
    {
        ("jama", "authorship"): authorship,
        ("jama", "attribution"): attribution,
        ("jama", "currency"): currency,
        ("sheet", "sources"): sources,
        ("sheet", "recency"): recency,
        ("sheet", "tone"): tone,
    }
)


def compute(sight: Sight, instrument: str, item: str) -> Computed:
    """What the ledger tells about one item; not known where only a person can tell."""
    rule = COMPUTED.get((instrument, item))
    return rule(sight) if rule else Computed("not known", "Nobody has judged it, and the ledger alone can't tell.")


def _sources(sight: Sight) -> tuple[list[Claim], list[Claim]]:
    asked = [claim for claim in sight.file.claims if needs_source(claim)]
    return asked, [claim for claim in asked if names_source(claim, sight.contents.references)]


def none_of(sight: Sight, what: str) -> str:
    """That no claim is of a sort, with the number of those that were looked at, which may be none."""
    return f"Of {counted(len(sight.file.claims), 'coded claim')}, none is {what}."


def _sourced(asked: list[Claim], named: list[Claim], sight: Sight) -> str:
    if not asked:
        return none_of(sight, "of a kind that needs a source")
    asks = "claim that needs a source", "claims that need a source"
    return f"{share(len(named), len(asked), *asks, verb=('names', 'name'))} one that was found."


def _uncounted(lacking: str) -> Computed:
    return Computed("not known", f"{lacking} So nothing was counted.")


def _ids(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)
