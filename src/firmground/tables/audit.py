"""All stages of one reading of a ledger, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from firmground.anchoring.article import AnchoredArticle
from firmground.checks.catalogue import severity_of
from firmground.grading.naming import names_of
from firmground.reading.places import Locator
from firmground.records import Claim, Contents, Finding, Place, Span
from firmground.records.place import Sources
from firmground.records.terms import Severity
from firmground.tables.uses import Uses, uses_of

# The checks need an audit's findings and nothing of its gaps, so those rooms are opened when somebody asks.
if TYPE_CHECKING:
    from firmground.gaps.background import Background
    from firmground.gaps.evidence_map import EvidenceMap
    from firmground.gaps.families import FamilyView
    from firmground.gaps.kinds import Gap
    from firmground.gaps.work_list import Task
    from firmground.grading.grade import Grade
    from firmground.grading.judging import Judged
    from firmground.tables.answered import Answered


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
    """What the stages gave, and what is looked up in it again and again, each worked out once.

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
    def background(self) -> Background:
        """What the rules look at beside a claim."""
        from firmground.gaps.background import background_of

        return background_of(self.contents)

    @cached_property
    def gaps_by_claim(self) -> Mapping[str, tuple[Gap, ...]]:
        """The gaps of each claim that has any, in the order of the kinds."""
        from firmground.gaps.find import by_claim

        return by_claim(self.gaps)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The work list."""
        from firmground.gaps.work_list import work_list

        return work_list(self.contents, self.grades, self.gaps)

    @cached_property
    def uses(self) -> Mapping[str, Uses]:
        """Who uses each reference, by key."""
        return uses_of(self.contents)

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """By claim: the other claim and the reason, as told at this claim, in the order in which they were found."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for claim in self.contents.claims():
            for other in claim.conflicts_with:
                # “this claim” in the note is the claim that wrote it down
                there = f"Noted at {claim.id}: {other.why}"
                for one, two, why in ((claim.id, other.claim, other.why), (other.claim, claim.id, there)):
                    found[one] = (*found.get(one, ()), (two, why))
        for one, others in self.background.conflicts.items():
            told = {other for other, _ in found.get(one, ())}
            found[one] = (
                *found.get(one, ()),
                *((other, reason.why) for other, reason in others.items() if other not in told),
            )
        return found

    @cached_property
    def evidence_map(self) -> EvidenceMap:
        """The map of all articles: condition by therapy."""
        from firmground.gaps.evidence_map import map_evidence

        return map_evidence(self.contents, self.grades)

    @cached_property
    def evidence_map_by_comparator(self) -> EvidenceMap:
        """The same, each cell split by what its claims compare with."""
        from firmground.gaps.evidence_map import map_evidence

        return map_evidence(self.contents, self.grades, "comparator")

    @cached_property
    def article_names(self) -> Mapping[str, str]:
        """How each article is called on pages: its publisher, or its id; both where two share a publisher."""
        articles = self.contents.articles
        shared = Counter(article.publisher for article in articles)
        return {
            a.id: a.id if a.publisher is None else f"{a.publisher} ({a.id})" if shared[a.publisher] > 1 else a.publisher
            for a in articles
        }

    @cached_property
    def reference_names(self) -> Mapping[str, str]:
        """Short names of all references, by key; two of one name carry their keys."""
        return names_of(self.contents.references, self.contents.references)

    @cached_property
    def families(self) -> tuple[FamilyView, ...]:
        """The confirmed claim families, each with its claims side by side."""
        from firmground.gaps.families import families_of

        return families_of(self.contents, self.grades)

    @cached_property
    def family_of(self) -> Mapping[str, FamilyView]:
        """The family of each claim that stands in one; of several the first, a confirmed one before a question's."""
        return {member.claim.id: view for view in reversed(self.families) for member in view.members}

    @cached_property
    def answers_to(self) -> Mapping[str, tuple[tuple[Claim, Judged], ...]]:
        """By question: the claims that answer it, in reading order, each with its answer judged."""
        found: dict[str, list[tuple[Claim, Judged]]] = {}
        for claim in self.contents.claims_by_id.values():
            for judged in self.grades[claim.id].answers:
                found.setdefault(judged.answer.question, []).append((claim, judged))
        return {question: tuple(pairs) for question, pairs in found.items()}

    @cached_property
    def answered(self) -> Mapping[str, Answered]:
        """Every question by its id, with the claims that answer it."""
        from firmground.tables.answered import answered_in

        return answered_in(self.contents, self.answers_to)

    @cached_property
    def question_topics(self) -> Mapping[str, str]:
        """By question the slug of the topic on whose page it stands whole; a question of no topic is absent."""
        from firmground.tables.answered import topics_by_question

        return topics_by_question(self.contents, self.answered)

    def span(self, claim_id: str) -> Span | None:
        """Where the claim stands in its article's text, when the text is at hand and the anchor fits."""
        article = self.anchored.get(claim_id.rsplit("-", 1)[0])
        return article.spans.get(claim_id) if article else None
