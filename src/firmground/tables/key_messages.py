"""What a topic page says first: per treatment the claim that answers its question best, and how sure we are of it.

Nothing here makes a new statement: a message points to one rated claim, whose certainty holds for the claim as worded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from firmground.gaps.families import FamilyView
from firmground.grading.grade import Grade
from firmground.grading.scales import CERTAINTIES, VERDICTS, StanceSummary, Verdict
from firmground.grading.verdict import heard_by, summary_of
from firmground.records import Claim
from firmground.records.terms import Certainty, words_of
from firmground.tables.audit import Audit
from firmground.tables.topics import Topic, claims_of

#: How well each kind of claim answers “does it help?”; kinds that are not named stand last.
_ASKED: Mapping[str, int] = MappingProxyType({"efficacy": 0, "usage": 0, "comparative efficacy": 1})
_DIRECTIONS: Mapping[str, int] = MappingProxyType({"for": 0, "mixed": 1, "none": 2, "against": 3})
#: Clear answers before unclear ones.
_SUMMARIES: tuple[StanceSummary, ...] = ("supports", "contradicts", "mixed", "partly", "silent")
#: A few words in answer to “does it help?”, with the verbs of GRADE. Source: Santesso 2020, as rules/wording.toml.
_ANSWERS: Mapping[StanceSummary, tuple[str, str, str, str]] = MappingProxyType(
    {
        "supports": ("yes", "probably", "it may", "very uncertain"),
        "partly": ("in part", "probably in part", "it may in part", "very uncertain"),
        "mixed": ("studies disagree", "studies disagree", "studies disagree", "studies disagree, very uncertain"),
        "contradicts": ("no", "probably not", "it may not", "very uncertain"),
        "silent": ("not shown", "not shown", "not shown", "not shown"),
    }
)
#: Outcomes that begin with this word lead on safety, however uncertain: GRADE asks for what matters most first.
_GRAVE = "serious"
_CORRECTED: frozenset[Verdict] = frozenset({"contradicted", "refuted", "outdated"})


@dataclass(frozen=True, slots=True)
class Message:
    """What there is to say about one treatment on one topic.

    Attributes:
        about: the treatment, a term of the vocabulary.
        claims: the claims of the topic that speak of it, in reading order.
        lead: the rated claim that answers the topic's question best; ``None`` when none is rated.
        counter: on safety and the like, the best rated claim that speaks against it.
        answer: a few words on the lead where it says that the treatment helps; ``None`` where it says something else.
    """

    about: str
    claims: tuple[Claim, ...]
    lead: Claim | None
    counter: Claim | None
    answer: str | None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why claims were not rated, each reason once."""
        return tuple(dict.fromkeys(c.rating.why for c in self.claims if c.rating and c.form == "not rated"))

    @property
    def facts_only(self) -> bool:
        """Whether every claim is a question of fact."""
        return all(c.form == "fact" for c in self.claims)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one or several claims of a topic say.

    Attributes:
        says: in our own words.
        claims: from the strongest wording to the weakest.
        note: what a reader should know about claims put together.
    """

    says: str
    claims: tuple[Claim, ...]
    note: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that say it, in the order of the claims."""
        return tuple(dict.fromkeys(claim.article for claim in self.claims))


def messages_of(topic: Topic, audit: Audit, among: Iterable[Claim] | None = None) -> tuple[Message, ...]:
    """One message per treatment that the topic's claims name, in the order of the vocabulary.

    Of several claims that answer the question, the most certain leads, then the clearest, then the one that rests on
    most works, then the first in reading order.

    Args:
        topic: the topic.
        audit: all stages of one reading of the ledger.
        among: the claims to look at; all of the topic when not given.
    """
    by_about: dict[str, list[Claim]] = {}
    for claim in claims_of(topic, audit.contents) if among is None else among:
        by_about.setdefault(claim.about, []).append(claim)
    return tuple(_message(about, by_about[about], topic, audit) for about in _in_order(by_about, audit))


def unanswered(topic: Topic, audit: Audit) -> tuple[Claim, ...]:
    """The claims of a topic that answer no question: what is known on them stands with each claim."""
    return tuple(claim for claim in claims_of(topic, audit.contents) if not claim.answers)


def _message(about: str, claims: Sequence[Claim], topic: Topic, audit: Audit) -> Message:
    rated = ranked(claims, topic, audit)
    if topic.condition is None:
        lead = next((c for c in rated if c.direction != "against"), None)
        counter = next((c for c in rated if c.direction == "against"), None)
        return Message(about, tuple(claims), lead, counter, None)
    lead = rated[0] if rated else None
    return Message(about, tuple(claims), lead, None, _answer(lead, audit) if lead is not None else None)


def ranked(claims: Iterable[Claim], topic: Topic, audit: Audit) -> list[Claim]:
    """The claims with a certainty, those first that answer the topic's question best."""
    outcomes = _outcomes(audit)

    def key(claim: Claim) -> tuple[int, ...]:
        certainty = audit.grades[claim.id].certainty
        assert certainty is not None  # only such claims are ranked
        sure = (CERTAINTIES.index(certainty), _SUMMARIES.index(summary_for(claim, audit)))
        outcome = outcomes.get(claim.outcome or "", len(outcomes))
        works = len(claim.basis)
        if topic.condition is None:
            grave = (claim.outcome or "").startswith(_GRAVE)
            return (not grave, *sure, claim.condition is not None, outcome, -works)
        return (
            _ASKED.get(claim.kind, 2),
            _DIRECTIONS[claim.direction],
            *sure,
            claim.kind != "efficacy",
            claim.comparator is not None,
            -works,
            outcome,
        )

    # A sort keeps the order of reading where the key says nothing.
    return sorted((c for c in claims if audit.grades[c.id].certainty is not None), key=key)


def summary_for(claim: Claim, audit: Audit) -> StanceSummary:
    """What the works of a rating say together."""
    heard = heard_by(claim, audit.contents.references)
    return summary_of(stance for stances in heard.values() for stance in stances)


def _answer(lead: Claim, audit: Audit) -> str | None:
    certainty: Certainty | None = audit.grades[lead.id].certainty
    if certainty is None or lead.direction != "for" or _ASKED.get(lead.kind) != 0:
        return None
    return _ANSWERS[summary_for(lead, audit)][CERTAINTIES.index(certainty)]


def assertions_of(topic: Topic, audit: Audit) -> tuple[Assertion, ...]:
    """What the topic's claims say, claims of one family together; most articles first, then reading order."""
    claims = claims_of(topic, audit.contents)
    place = {claim.id: number for number, claim in enumerate(claims)}
    told: dict[str, Assertion] = {}
    for claim in claims:
        family = audit.family_of.get(claim.id)
        if family is None:
            told[claim.id] = Assertion(claim.claim, (claim,))
        elif family.name not in told:
            told[family.name] = _together(family, place, audit.family_of)
    return tuple(sorted(told.values(), key=lambda a: -len(a.articles)))


def _together(family: FamilyView, place: Mapping[str, int], family_of: Mapping[str, FamilyView]) -> Assertion:
    # A claim that answers several questions is told with one of them.
    members = tuple(m.claim for m in family.members if m.claim.id in place and family_of[m.claim.id] is family)
    if len(members) == 1:
        return Assertion(members[0].claim, members)
    return Assertion(family.says, members, family.note)


def corrected(topic: Topic, audit: Audit) -> tuple[Claim, ...]:
    """Claims of the topic that the evidence or the facts speak against; of one family the strongest wording."""
    found = ([c for c in a.claims if audit.grades[c.id].verdict in _CORRECTED] for a in assertions_of(topic, audit))
    return tuple(claims[0] for claims in found if claims)


def tally_of(claims: Iterable[Claim], grades: Mapping[str, Grade]) -> Mapping[Verdict, int]:
    """How many claims have each verdict, in the order of all lists of verdicts; those that occur."""
    counted = Counter(grades[claim.id].verdict for claim in claims)
    return MappingProxyType({verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]})


def _in_order(used: Iterable[str], audit: Audit) -> tuple[str, ...]:
    """Terms in the order of the vocabulary, then the others in alphabetical order."""
    left = set(used)
    known = [term for term in audit.contents.vocabulary.about if term in left]
    return (*known, *sorted(left.difference(known)))


def _outcomes(audit: Audit) -> Mapping[str, int]:
    return {term: n for n, term in enumerate(audit.contents.vocabulary.outcome)}


def certainties_of(claims: Iterable[Claim], grades: Mapping[str, Grade]) -> Certainty | None:
    """The best certainty of a rated claim; ``None`` when none is rated."""
    held = {grades[claim.id].certainty for claim in claims}
    return next((level for level in words_of(Certainty) if level in held), None)
