"""What the cards of an article's claims look up; and how a verdict came about, without what its card shows already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from firmground.grading.arithmetic import Move, certainty_of
from firmground.grading.level import counts
from firmground.grading.rulebook import grade_rules, verdict_rules, wording_rules
from firmground.grading.verdict import verdict_of
from firmground.grading.wording import family_of
from firmground.records import Claim
from firmground.reports.views.markup import claim_number, html
from firmground.reports.views.references import references_of
from firmground.tables.audit import Audit

#: A text of at least so many characters is said on one card of a page; other cards lead there.
LONG = 150


@dataclass(frozen=True)
class Background:
    """What the cards of all claims look up; made once per page.

    Attributes:
        audit: all stages of one reading of the ledger.
        article: the id of the article that the page is about.
    """

    audit: Audit
    article: str

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article."""
        return self.audit.contents.claims_by_article[self.article]

    @cached_property
    def leaders(self) -> Mapping[str, str]:
        """For each further claim of a group, the first one: the sources that they share are shown once."""
        first: dict[str, str] = {}
        for claim in self.claims:
            if claim.group is not None:
                first.setdefault(claim.group, claim.id)
        return {c.id: first[c.group] for c in self.claims if c.group is not None and first[c.group] != c.id}

    @cached_property
    def usual(self) -> str | None:
        """Who rated most claims of the article, and when; said once for all of them."""
        signed = Counter(text for claim in self.claims if (text := signature(claim)))
        return max(signed, key=lambda text: signed[text], default=None)

    @cached_property
    def first(self) -> Mapping[tuple[str, ...], str]:
        """By long text of a card, and what it is about: the first claim of the article that has it."""
        first: dict[tuple[str, ...], str] = {}
        for claim in self.claims:
            for _, why in self.audit.conflicts.get(claim.id, ()):
                first.setdefault((why,), claim.id)
            for text in reasons(claim, self):
                first.setdefault((text, *references_of(claim)), claim.id)
        return first

    @cached_property
    def sentences(self) -> Mapping[str, int]:
        """The first sentence of each claim, where the text is at hand."""
        anchored = self.audit.anchored.get(self.article)
        found: dict[str, int] = {}
        for account in anchored.account if anchored else ():
            for claim in account.claims:
                found.setdefault(claim, account.sentence.number)
        return found

    def elsewhere(self, claim: Claim, key: tuple[str, ...]) -> Markup | None:
        """The way to an earlier card with the same long text; ``None`` where this card has to say it."""
        before = self.first.get(key)
        if before is None or before == claim.id or len(key[0]) < LONG:
            return None
        return html('<a href="#{}">claim {}</a>', before, claim_number(before))


def reasons(claim: Claim, background: Background) -> Iterator[str]:
    """The steps to the verdict, then the rater's own words.

    What stands on the card already is left out: what each of several works says, which of them the rating rests on,
    the wording, the level, and the words of the verdict.
    """
    audit, rating = background.audit, claim.rating
    steps = {step.about: step.text for step in audit.grades[claim.id].steps}
    ruling = verdict_of(claim, audit.contents.references)
    several = ruling.summary is not None and len(ruling.heard) > 1
    if ruling.summary is not None and several:
        steps["stances"] = verdict_rules().summaries[ruling.summary].says
    if rating is not None and rating.form == "fact" and shows_basis(claim, background):
        yield rating.why
        return
    if rating is not None and rating.form == "evidence" and shows_basis(claim, background) and ruling.rule is not None:
        said, worked = wording_rules().rated, certainty_of(rating, audit.contents.references)
        if worked.certainty == ruling.certainty == rating.certainty:
            unmoved = "" if any(move.steps for move in worked.trail) else "Nothing moves it."
            rated = said.get(claim.kind) or said.get(family_of(claim)) or ""
            moves = " ".join(_move(move) for move in worked.trail)
            told = (rated, steps["stances"] if several else "", moves, unmoved, f"So: {ruling.rule.because}.")
            yield " ".join(part for part in told if part)
            yield f"In the rater’s words: {rating.why}"
            return
    yield " ".join(steps[about] for about in ("basis", "stances", "certainty", "verdict") if about in steps)
    if rating is not None and rating.form == "evidence":
        yield f"In the rater’s words: {rating.why}"


def _move(move: Move) -> str:
    """A move of the certainty, without the explanation of its domain: that stands once above all cards."""
    rules = grade_rules()
    plain = next((rule.plain for rule in (*rules.down, *rules.up) if rule.name == move.domain), "")
    return move.text.replace(f"{move.domain} ({plain})", move.domain)


def shows_basis(claim: Claim, background: Background) -> bool:
    """Whether the list of sources says all that there is to say on the works that the rating rests on.

    Not where a work is missing in the list or does not count any more, nor where the list of another claim, which rests
    on other works, stands for this one.
    """
    audit, basis = background.audit, claim.basis
    rating, known = claim.rating, audit.contents.references
    if not basis:
        return rating is not None and rating.form == "fact" and rating.source == "none"
    leader = background.leaders.get(claim.id)
    if leader is not None and audit.contents.claims_by_id[leader].basis != basis:
        return False
    listed = {citation.ref for citation in claim.citations}
    return all(key in listed and counts(known.get(key)) for key in basis)


def signature(claim: Claim) -> str | None:
    """Who rated the claim, when, and who reviewed it; ``None`` for a claim that is not rated."""
    rating = claim.rating
    if rating is None or rating.by is None:
        return None
    reviewed = f"reviewed by {rating.reviewed_by}" if rating.reviewed_by else "not reviewed by a clinician"
    return f"by {rating.by} on {rating.on.isoformat()}, {reviewed}"
