"""A claim's family on its card: the same assertion elsewhere, from the strongest wording to the weakest."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.gaps.families import Member
from firmground.grading.naming import listed, sentence
from firmground.records import Claim
from firmground.reports.cards.lines import heading, items
from firmground.tables.audit import Audit


def family_lines(audit: Audit, claim: Claim) -> Iterator[str]:
    """The lines of a card on the claim's family; none when it stands in none."""
    view = next((v for v in audit.families if any(m.claim.id == claim.id for m in v.members)), None)
    if view is None:
        return
    yield from heading(f"The same assertion elsewhere, strongest wording first (family {view.name})")
    yield from items([f"{sentence(view.says)} {view.summary}", *(_member(m, claim) for m in view.members)])
    if view.other_way:
        yield from items([f"On the same topic these speak the other way: {listed(view.other_way)}."])
    if view.note:
        yield from items([sentence(view.note)])


def _member(member: Member, here: Claim) -> str:
    facts = [member.strength, member.verdict]
    if member.certainty:
        facts.append(f"certainty {member.certainty}")
    if member.cited:
        facts.append(f"cites {listed(member.cited)}")
    if member.pointed_to:
        facts.append(f"points to {listed([f'“{words}”' for words in member.pointed_to])}, not found")
    if member.conflicts:
        facts.append(f"contradicted by {listed(member.conflicts)}")
    this = " (this claim)" if member.claim.id == here.id else ""
    return f"{member.claim.id}{this}: {sentence(member.claim.claim)} [{'; '.join(facts)}]"
