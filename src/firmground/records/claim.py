"""Claims, their citations, and the claim file that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, PrivateAttr, StringConstraints

from firmground.records.anchor import Anchor
from firmground.records.article import LONGEST_ID, Article
from firmground.records.base import Listed, Named, Record
from firmground.records.place import Spot
from firmground.records.rating import Form, Indirect, Rating, Reason
from firmground.records.terms import (
    Accuracy,
    AttributionKind,
    Direction,
    Identified,
    Kind,
    Often,
    Passage,
    Position,
    Reach,
    Role,
    SetAsideReason,
    Stance,
    Wording,
)

ClaimId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*-[0-9]{3,}$", max_length=LONGEST_ID + 10)]
Text = Annotated[str, StringConstraints(min_length=1)]


class Attribution(Record):
    """To whom or what the article ascribes the claim."""

    kind: AttributionKind
    """How precisely the article names its source; `none` when it names none."""
    as_: Annotated[str | None, Field(alias="as")] = None
    """The article's own words for its source ("a 2012 study"), at most six."""


class Citation(Record):
    """A link from a claim to a reference, with what that reference says about the claim."""

    ref: str | None
    """Key in references.bib; null when the article's source could not be found."""
    as_: Annotated[str | None, Field(alias="as")] = None
    """With `ref: null`: the article's own words for the source, at most six."""
    role: Role = "cited"
    """cited: what the article seems to rest on; offered: what our auditors add. The works that a question's answer
    rests on stand at the question, so a claim that answers a question offers none of its own."""
    identified: Identified | None = None
    """Only for role cited: how sure we are that this is the work the article means; null when it is not found."""
    stance: Stance | None = None
    """What the reference says about the claim as worded; null when `ref` is null, and where the claim answers a
    question: there the question's evidence says it."""
    accuracy: Accuracy | None = None
    """Only for role cited: does the source say what the article says it says."""
    passage: Passage | None = None
    """What kind of passage of the work it is: its own result, a synthesis of others' results, background, a guideline's
    advice, or a record. Background prose does not lend a statement the level of the work's design."""
    where: str | None = None
    """Page, table or section of the work."""
    why: Reason
    """Why this work, and why this stance. With `ref: null`: what was searched, and which papers might fit."""


class Conflict(Record):
    """Another claim that cannot be true together with this one; each pair is written down once."""

    claim: ClaimId
    """Id of the other claim."""
    why: Reason
    """What contradicts what, and which side the evidence takes."""


class Answer(Record):
    """How a claim answers a question; its verdict follows from this and from the question's own answer."""

    question: Text
    """Id of a question in claims/questions/."""
    item: str | None = None
    """Of a question with a list of items: which of them the claim names."""
    says: Position | None = None
    """What the claim says to what the question asks, never to the answer that was found. Left out only with `often`."""
    often: Often | None = None
    """To a question of how often: the claim's word for it. Shares are of people."""
    reach: Reach | None = None
    """more: the claim says more than the question asks (larger, surer, wider, best); less: it says less (some)."""
    implied: bool = False
    """Whether the claim takes the answer for granted and does not state it."""
    used: bool = False
    """Whether the claim reports that a treatment is used, and not that it helps."""
    indirect: Indirect | None = None
    """Only where the claim speaks of another treatment or outcome than the question."""
    why: str | None = None
    """What a reader should know about the link."""


class Group(Record):
    """Citations and a rating that several claims share, for instance the items of one list."""

    citations: Listed[Citation] = []
    """Added after the citations of each claim that names the group."""
    rating: Rating | None = None
    """Holds for each of these claims that has no rating of its own."""


class Claim(Record):
    """One assertion of an article, in our own words, no stronger and no weaker than the article makes it."""

    id: ClaimId
    """The article's id and a number in reading order, for instance my-article-063."""
    claim: Text
    """The assertion in our own words."""
    anchor: Anchor
    """Where the claim stands in the article."""
    kind: Kind
    """What sort of assertion it is; the kind decides which form of rating fits."""
    about: str
    """The therapy: a term of `vocabulary: about` in ledger.yaml."""
    condition: str | None = None
    """A term of `vocabulary: condition` in ledger.yaml, or null."""
    comparator: str | None = None
    """What the article compares with: a term of `vocabulary: comparator` in ledger.yaml, or null when it names none."""
    outcome: str | None = None
    """A term of `vocabulary: outcome` in ledger.yaml, or null."""
    direction: Direction
    """Whether the claim speaks for or against `about`."""
    wording: Wording
    """firm, or hedged (may, might, could, suggests …)."""
    central: bool = False
    """Whether an educator would certainly audit it."""
    attribution: Attribution
    """To whom or what the article ascribes it."""
    citations: Listed[Citation] = []
    """The works that the article rests on, and those that our auditors offer."""
    group: str | None = None
    """Name of an entry under `groups` whose citations (and rating, unless the claim has its own) it shares."""
    rating: Rating | None = None
    """How certain the evidence is, or whether a fact is so; or why nobody rated it."""
    conflicts_with: Listed[Conflict] = []
    """Claims, of this or another article, that cannot be true together with it; each pair at one of the two."""
    warning: bool = False
    """Whether the claim warns: names a harm that can happen, people or circumstances for which to leave out, postpone,
    ask or do differently, or what to watch for."""
    answers: Listed[Answer] = []
    """The questions that the claim answers, and how; its verdict follows from them."""
    no_question: str | None = None
    """Why the claim answers no question, where it answers none."""
    write: str | None = None
    """A sentence of our own that may be printed at this place; null where the question's answer will do."""
    note: str | None = None
    """Anything odd that a reader should know."""

    _own_citations: int = PrivateAttr(default=-1)
    _group_spot: Spot | None = PrivateAttr(default=None)
    _groups_rating: bool = PrivateAttr(default=False)

    @property
    def article(self) -> str:
        """The id of the article that makes the claim."""
        return self.id.rsplit("-", 1)[0]

    @property
    def cited(self) -> list[Citation]:
        """What the article seems to rest on."""
        return [citation for citation in self.citations if citation.role == "cited"]

    @property
    def offered(self) -> list[Citation]:
        """What our auditors add."""
        return [citation for citation in self.citations if citation.role == "offered"]

    @property
    def form(self) -> Form:
        """The form of its rating; not rated also where nobody said why."""
        return self.rating.form if self.rating is not None else "not rated"

    @property
    def basis(self) -> tuple[str, ...]:
        """Keys of the references that its rating rests on, each once, in alphabetical order."""
        return tuple(sorted(set(self.rating.basis))) if self.rating is not None else ()

    @property
    def named(self) -> tuple[str, ...]:
        """Keys of all references that its citations and its rating name, in that order, each once."""
        return tuple(dict.fromkeys((*(c.ref for c in self.citations if c.ref), *self.behind)))

    @property
    def behind(self) -> tuple[str, ...]:
        """Keys of the references behind its rating: the basis as written, and the review whose certainty it adopts."""
        if self.rating is None:
            return ()
        adopted = (self.rating.adopted.ref,) if self.rating.adopted is not None else ()
        return tuple(dict.fromkeys((*self.rating.basis, *adopted)))

    def joined(self, group: Group, group_spot: Spot) -> Claim:
        """The claim with its group's citations after its own, and the group's rating where it has none."""
        twin = self.model_copy(
            update={"citations": [*self.citations, *group.citations], "rating": self.rating or group.rating}
        )
        twin._own_citations = len(self.citations)
        twin._group_spot = group_spot
        twin._groups_rating = self.rating is None
        return twin

    def judged(
        self, offered: list[Citation], stances: Mapping[str, Stance], rating: Rating, spot: Spot | None
    ) -> Claim:
        """The claim as its deciding question makes it: what the article cites, what the question rests on, its rating.

        Args:
            offered: citations of the question's evidence, in the words of stances.
            stances: what those works say about this claim, by key; they stand at the article's own citations, too.
            rating: the question's rating as it holds for this claim.
            spot: where the question stands.
        """
        own = [
            c.model_copy(update={"stance": stances[c.ref]}) if c.ref and c.ref in stances and c.stance is None else c
            for c in self.citations
        ]
        twin = self.model_copy(update={"citations": [*own, *offered], "rating": rating})
        twin._own_citations = len(own)
        twin._group_spot = spot
        twin._groups_rating = True
        return twin

    def revised(self, citations: list[Citation], rating: Rating | None) -> Claim:
        """The same claim with other citations and another rating; it stands in no file, so it has no place."""
        twin = self.model_copy(update={"citations": citations, "rating": rating})
        twin._spot = twin._group_spot = None
        twin._own_citations, twin._groups_rating = -1, False
        return twin

    def citation_spot(self, index: int) -> Spot | None:
        """Where the citation at this position was written: in the claim, or in its group."""
        if 0 <= self._own_citations <= index and self._group_spot is not None:
            return self._group_spot.at("citations", index - self._own_citations)
        return self._spot.at("citations", index) if self._spot else None

    def rating_spot(self) -> Spot | None:
        """Where the rating was written; the claim itself when there is none."""
        if self._spot is None:
            return None
        if self.rating is None:
            return self._spot
        return (self._group_spot if self._groups_rating and self._group_spot else self._spot).at("rating")


class ClaimFile(Record):
    """One article with all its claims; every sentence that is no claim is set aside under a reason."""

    article: Article
    """The article that makes the claims."""
    groups: Named[str, Group] = {}
    """Citations and ratings that several claims of this file share, by name."""
    claims: Listed[Claim] = []
    """Every claim of the article, in reading order."""
    set_aside: Named[SetAsideReason, Listed[str | Anchor]] = {}
    """The first words (at most six) of each sentence that is no claim, or an anchor, under its reason."""
