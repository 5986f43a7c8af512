"""The same assertion in several articles, side by side; and claims that look as if they were the same assertion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from firmground.gaps.background import Background, background_of
from firmground.gaps.family_rules import family_rules, strength_of, topic_of, words_of
from firmground.gaps.told import filled, sentences
from firmground.grading.grade import Grade
from firmground.grading.naming import listed
from firmground.grading.scales import VERDICTS, Verdict
from firmground.plurals import plural
from firmground.records import Claim, Contents, Family
from firmground.records.terms import Certainty

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD = re.compile(r"[a-z0-9]+")
_OTHER_WAY: Mapping[str, str] = MappingProxyType({"for": "against", "against": "for"})


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a family.

    Attributes:
        claim: the claim.
        strength: how firmly it is worded, in words.
        verdict: its verdict.
        certainty: GRADE certainty; ``None`` for facts and for what is not rated.
        cited: keys of the works that the article cites for it, in alphabetical order, without mere guesses.
        pointed_to: what the article says of sources that were not found, or only guessed at.
        conflicts: ids of the claims that cannot be true together with it.
    """

    claim: Claim
    strength: str
    verdict: Verdict
    certainty: Certainty | None
    cited: tuple[str, ...]
    pointed_to: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family whose members are put side by side.

    Attributes:
        name: its name in ledger.yaml.
        says: what all members say.
        note: what a reader should know.
        members: from the strongest wording to the weakest.
        against: ids of the claims outside that cannot be true together with a member.
        within: pairs of members that cannot be true together.
        other_way: ids of further claims outside, on the same topic and in the other direction; no contradiction is
            known between them and a member.
    """

    name: str
    says: str
    note: str | None
    members: tuple[Member, ...]
    against: tuple[str, ...]
    within: tuple[tuple[str, str], ...]
    other_way: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its members."""
        return frozenset(m.claim.id for m in self.members)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that say it, in alphabetical order."""
        return tuple(sorted({m.claim.article for m in self.members}))

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many members have each verdict, in the order of all lists of verdicts."""
        counted = Counter(m.verdict for m in self.members)
        return MappingProxyType({verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]})

    @property
    def disagree(self) -> bool:
        """Whether members that are rated have different verdicts."""
        return len(self.verdicts.keys() - {"not rated"}) > 1

    @property
    def summary(self) -> str:
        """The family in a few plain sentences: who says it, how firmly, on what, who contradicts, which verdicts."""
        return " ".join(_summary(self))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Claims of at least two articles that may make the same assertion; a person has to say.

    Attributes:
        claims: in order of their ids.
        families: by claim, the family in which it stands already; to join it may be the answer.
    """

    claims: tuple[Claim, ...]
    families: Mapping[str, str]


def families_of(contents: Contents, grades: Mapping[str, Grade]) -> tuple[FamilyView, ...]:
    """The confirmed families, by name, then those that follow from the questions. An unknown claim is left out.

    A claim that the file puts in two families stands in the first one by name only; a family with fewer than two
    known claims is no family yet. The checks report both.

    Args:
        contents: the ledger.
        grades: by claim id, as ``grade_all`` gives them.
    """
    background = background_of(contents)
    on_topic: dict[tuple[str | None, ...], list[Claim]] = {}
    for claim in background.claims.values():
        on_topic.setdefault(_without_direction(claim), []).append(claim)
    named = contents.settings.families if contents.settings is not None else {}
    kept = [(name, named[name], ids) for name, ids in _sorted(contents).items()]
    kept += [(name, family, frozenset(family.claims)) for name, family in _answering(contents)]
    return tuple(
        _side_by_side(name, family, [_member(i, background, grades[i]) for i in ids], on_topic)
        for name, family, ids in kept
        if len(ids) > 1
    )


def _answering(contents: Contents) -> Iterator[tuple[str, Family]]:
    """Claims that give one question (and one entry of its list) the same answer, in the order of the questions.

    A use that is reported is told apart from an effect that is stated.
    """
    told: dict[tuple[str, str | None, str, bool], dict[str, None]] = {}
    for claim in contents.claims_by_id.values():
        for answer in claim.answers:
            says: str | None = answer.often or answer.says
            if answer.question in contents.questions and says is not None:
                told.setdefault((answer.question, answer.item, says, answer.used), {})[claim.id] = None
    order = {name: place for place, name in enumerate(contents.questions)}
    for (question, item, word, used), ids in sorted(told.items(), key=lambda row: order[row[0][0]]):
        parts = (question, item, "used" if used else word)
        name = "-".join("-".join(_WORD.findall(part.lower())) for part in parts if part)
        words = sentences().family
        form = words["used"] if used else words.get(word, words["often"])
        asks = contents.questions[question].asks.strip()
        said = filled(form, asks=asks, says=word)
        told_item = filled(words["item"], item=item) if item is not None else ""
        yield name, Family(says=f"{said}{told_item}", claims=list(ids))


def proposals_of(contents: Contents) -> tuple[Proposal, ...]:
    """Claims that look like one family and about which nobody has decided yet.

    Two claims of different articles are put together when they share the fields and words that ``families.toml``
    names. Decided is what stands in one family, what stands in two families, and what stands in one entry of
    ``apart``; a claim that was set apart from one member of a family is apart from all of them.
    """
    family = {i: name for name, ids in _sorted(contents).items() for i in ids}
    refused = frozenset(
        frozenset((family.get(one, one), family.get(two, two)))
        for entry in (contents.settings.apart if contents.settings is not None else ())
        for one, two in combinations(sorted(set(entry.claims)), 2)
    )
    buckets: dict[tuple[str | None, ...], list[Claim]] = {}
    for claim in contents.claims_by_id.values():
        buckets.setdefault(topic_of(claim), []).append(claim)
    names = words_of(" ".join(sorted({claim.about for claim in contents.claims_by_id.values()})))
    pairs = [
        (one.id, two.id)
        for bucket in buckets.values()
        for one, two in _alike(bucket, names)
        if not _decided(one.id, two.id, family, refused) and not _asked(one, two)
    ]
    claims = contents.claims_by_id
    groups = sorted((sorted(group, key=_order) for group in _joined(pairs)), key=lambda ids: _order(ids[0]))
    return tuple(
        Proposal(tuple(claims[i] for i in ids), MappingProxyType({i: family[i] for i in ids if i in family}))
        for ids in groups
    )


def _sorted(contents: Contents) -> Mapping[str, frozenset[str]]:
    """The known claims of each family, families by name; each claim in one only."""
    taken: set[str] = set()
    families: dict[str, frozenset[str]] = {}
    named = contents.settings.families if contents.settings is not None else {}
    for name in sorted(named):
        ids = {i for i in named[name].claims if i in contents.claims_by_id} - taken
        taken |= ids
        families[name] = frozenset(ids)
    return families


def _side_by_side(
    name: str, family: Family, members: list[Member], on_topic: Mapping[tuple[str | None, ...], Sequence[Claim]]
) -> FamilyView:
    ids = {m.claim.id for m in members}
    against = {i for m in members for i in m.conflicts} - ids
    within = {(m.claim.id, i) for m in members for i in m.conflicts if i in ids and _order(m.claim.id) < _order(i)}
    other = {c.id for m in members for c in on_topic[_without_direction(m.claim)] if _opposed(m.claim, c)}
    return FamilyView(
        name=name,
        says=family.says,
        note=family.note,
        members=tuple(sorted(members, key=_rank)),
        against=tuple(sorted(against, key=_order)),
        within=tuple(sorted(within)),
        other_way=tuple(sorted(other - against - ids, key=_order)),
    )


def _member(claim_id: str, background: Background, grade: Grade) -> Member:
    claim = background.claims[claim_id]
    sources = claim.cited
    found = {c.ref for c in sources if c.ref is not None and c.identified != "possible"}
    lost = {c.as_ for c in sources if c.ref is None}
    if any(c.ref is not None and c.identified == "possible" for c in sources):
        lost.add(claim.attribution.as_)
    return Member(
        claim=claim,
        strength=strength_of(claim)[1],
        verdict=grade.verdict,
        certainty=grade.certainty,
        cited=tuple(sorted(found)),
        pointed_to=tuple(sorted(words or "a source that it does not name" for words in lost)),
        conflicts=tuple(sorted(background.conflicts.get(claim_id, {}), key=_order)),
    )


def _rank(member: Member) -> tuple[int, bool, tuple[str, int]]:
    return strength_of(member.claim)[0], member.claim.attribution.kind != "none", _order(member.claim.id)


def _order(claim_id: str) -> tuple[str, int]:
    """By article, then by number: 999 before 1000."""
    article, _, number = claim_id.rpartition("-")
    return article, int(number) if number.isdigit() else 0


def _without_direction(claim: Claim) -> tuple[str | None, ...]:
    return claim.kind, claim.about, claim.condition, claim.outcome, claim.comparator


def _opposed(one: Claim, two: Claim) -> bool:
    """Whether one speaks for and the other against, on a topic that is named closely enough to compare."""
    named = one.condition is not None or one.outcome is not None
    return named and _OTHER_WAY.get(one.direction) == two.direction


def _alike(bucket: Sequence[Claim], names: frozenset[str]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of different articles on one topic that name a condition, or share enough words."""
    said = {claim.id: words_of(claim.claim) - names for claim in bucket}
    for one, two in combinations(bucket, 2):
        if one.article != two.article:
            shorter = min(len(said[one.id]), len(said[two.id]))
            shared = len(said[one.id] & said[two.id])
            if one.condition is not None or (shorter and shared / shorter >= family_rules().words.least_shared):
                yield one, two


def _decided(one: str, two: str, family: Mapping[str, str], refused: frozenset[frozenset[str]]) -> bool:
    if one in family and two in family:
        return True
    return frozenset((family.get(one, one), family.get(two, two))) in refused


def _asked(one: Claim, two: Claim) -> bool:
    """Whether both answer questions: then the answers say whether they make the same assertion."""
    return bool(one.answers and two.answers)


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Pairs that have a member in common, put together."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)]
        groups.append(set(pair).union(*touched))
    return groups


def _summary(view: FamilyView) -> Iterator[str]:
    members, articles = len(view.members), len(view.articles)
    firm = sum(m.claim.wording == "firm" for m in view.members)
    who = f"{_number(articles).capitalize()} {plural(articles, 'article says', 'articles say')} it"
    more = f" in {_number(members)} claims" if members > articles else ""
    how = f"{_number(firm)} firm, {_number(members - firm)} hedged"
    if firm in {0, members}:
        how = f"{'both' if members == 2 else 'all'} {'firm' if firm else 'hedged'}"
    yield f"{who}{more}: {how}."
    found = sum(bool(m.cited) for m in view.members)
    lost = sum(bool(m.pointed_to) and not m.cited for m in view.members)
    whole = ("Both" if members == 2 else "All") if found == members else _number(found).capitalize()
    yield f"{whole} {'cites' if found < 2 else 'cite'} a source."
    if lost:
        points = plural(lost, "points", "point")
        yield f"{_number(lost).capitalize()} {points} to a source that was not found, or only guessed at."
    if view.within:
        pairs = listed([f"{one} and {two}" for one, two in view.within])
        yield f"Its own members contradict each other: {pairs}."
    if view.against:
        n, hit = len(view.against), sum(not view.ids.issuperset(m.conflicts) for m in view.members)
        whom = _number(hit) + " of them" if hit < members else "both of them" if members == 2 else "all of them"
        yield f"{_number(n).capitalize()} other {plural(n, 'claim contradicts', 'claims contradict')} {whom}."
    if list(view.verdicts) == ["not rated"]:
        yield "None of them is rated."
    elif len(view.verdicts) == 1:
        yield f"The verdict is the same for {'both' if members == 2 else 'all'}: {next(iter(view.verdicts))}."
    else:
        told = listed([f"{verdict} ({n})" for verdict, n in view.verdicts.items()])
        yield f"The verdicts differ: {told}." if view.disagree else f"Not all are rated: {told}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
