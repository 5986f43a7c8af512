"""All gaps of a claim, and of a ledger, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from firmground.gaps import citation_rules, currency_rules, wording_rules
from firmground.gaps.actions import chosen, warns
from firmground.gaps.background import Background, background_of
from firmground.gaps.kinds import GAP_SEVERITIES, KINDS, Gap, Hit, gap_rules
from firmground.grading.grade import Grade
from firmground.records import Claim, Contents


def gaps_of(claim: Claim, grade: Grade, background: Background) -> tuple[Gap, ...]:
    """The gaps of one claim, in the order of the kinds; at most one of each kind.

    Where several works or claims make the same kind of gap, their sentences stand one after another, worst first, and
    the worst gives the severity. The order of citations does not matter.
    """
    hits = chain(
        citation_rules.uncited(claim),
        citation_rules.unidentified(claim),
        citation_rules.vague(claim),
        citation_rules.misquoted(claim, background),
        wording_rules.overstated(claim, grade, background),
        wording_rules.contradicted(claim, grade, background),
        wording_rules.disputed_by_evidence(claim, grade, background),
        wording_rules.unsupported(claim, grade, background),
        wording_rules.warning(claim, grade, background),
        wording_rules.comparator_dropped(claim, background),
        wording_rules.disputed(claim, background),
        currency_rules.retracted(claim, background),
        currency_rules.superseded(claim, background),
        currency_rules.outdated(grade),
        currency_rules.old_review(claim, background),
        currency_rules.old_guideline(claim, background),
        currency_rules.primary_study(claim, background),
    )
    return _joined(claim, hits)


def find_gaps(contents: Contents, grades: Mapping[str, Grade]) -> tuple[Gap, ...]:
    """The gaps of every claim: articles and claims in reading order, kinds in their fixed order.

    Args:
        contents: the ledger.
        grades: by claim id, as ``grade_all`` gives them; a claim without a grade is left out.
    """
    background = background_of(contents)
    return tuple(
        gap
        for claim in background.claims.values()
        if claim.id in grades
        for gap in gaps_of(claim, grades[claim.id], background)
    )


def by_claim(gaps: Iterable[Gap]) -> Mapping[str, tuple[Gap, ...]]:
    """The gaps of each claim that has any, by its id."""
    found: dict[str, tuple[Gap, ...]] = {}
    for gap in gaps:
        found[gap.claim] = (*found.get(gap.claim, ()), gap)
    return found


def _joined(claim: Claim, hits: Iterable[Hit]) -> tuple[Gap, ...]:
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    gaps = []
    for kind in KINDS:
        if found := sorted(by_kind.get(kind, ()), key=lambda h: GAP_SEVERITIES.index(h.severity)):
            # dict: one sentence that two citations of a work share is said once
            rule = " ".join(dict.fromkeys(hit.rule for hit in found))
            action = chosen(gap_rules().kinds[kind], warns=warns(claim))
            gaps.append(Gap(claim.id, claim.article, kind, found[0].severity, rule, action, found[0].figures))
    return tuple(gaps)
