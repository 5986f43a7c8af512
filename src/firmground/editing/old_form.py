"""What of an old form becomes what of the new one: ratings at claims and in groups become questions.

Old: a claim, or a group of claims, carries its rating and the works that auditors offer. New: a question carries both,
and the claim says which question it answers. Nothing is merged but what stood as one: a group's rating.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from firmground.grading.scales import StanceSummary
from firmground.grading.verdict import summary_of
from firmground.reading.loading import load
from firmground.records import Claim, Contents
from firmground.records.contents import QUESTIONS, SETTINGS
from firmground.records.question import UNWRITTEN
from firmground.records.rating import rating_form
from firmground.records.terms import Fact, FactStatus, Found, Kind, QuestionKind, Says, Stance

Data = dict[str, Any]
#: What a work says toward a claim, as what it says toward what is asked, where the claim says yes to that.
SAYS: Mapping[Stance, Says] = MappingProxyType(
    {
        "supports": "affirms",
        "partly supports": "partly",
        "contradicts": "denies",
        "unclear": "unclear",
        "does not address": "silent",
    }
)
FOUND: Mapping[StanceSummary, Found] = MappingProxyType(
    {"supports": "affirms", "partly": "partly", "mixed": "mixed", "contradicts": "denies", "silent": "unclear"}
)
#: A fact that is confirmed in part is so, and the claim says more: see ``answer_of``.
STATUS: Mapping[Fact, FactStatus] = MappingProxyType(
    {
        "confirmed": "so",
        "confirmed in part": "so",
        "outdated": "was so",
        "disputed": "disputed",
        "refuted": "not so",
        "cannot be verified": "not known",
    }
)
_TOPIC = ("condition", "comparator", "outcome")
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Turned:
    """One claim of the old form and what becomes of it.

    Attributes:
        claim: the record, its group joined.
        raw: its data as written.
        group: the data of the group that it names; empty for none.
        group_at: the file and the name of that group.
        asked: the question that takes its rating; ``None`` where rating and citations stay at the claim.
    """

    claim: Claim
    raw: Data
    group: Data
    group_at: tuple[str, str] | None
    asked: Asked | None

    @property
    def file(self) -> str:
        """The file of the claim."""
        return self.claim.spot.file if self.claim.spot else ""

    @property
    def kept(self) -> list[tuple[int, Data]]:
        """The citations of its own that stay, with their positions."""
        own = enumerate(self.raw.get("citations") or ())
        return [(i, self._without_stance(c)) for i, c in own if self.asked is None or _cited(c)]

    @property
    def added(self) -> list[Data]:
        """The citations of its group that it gets."""
        shared = self.group.get("citations") or ()
        return [self._without_stance(c) for c in shared if self.asked is None or _cited(c)]

    @property
    def answer(self) -> Data | None:
        """How it answers its question; a claim that is so in part says more than the answer."""
        if self.asked is None:
            return None
        more = {"reach": "more"} if self.asked.rating.get("fact") == "confirmed in part" else {}
        return {"question": self.asked.id, "says": "affirms", **more}

    @property
    def after(self) -> Data:
        """Its data in the new form."""
        new = {k: v for k, v in self.raw.items() if k not in {"group", "citations"}}
        if citations := [*(c for _, c in self.kept), *self.added]:
            new["citations"] = citations
        elif "citations" in self.raw and not self.raw["citations"]:
            new["citations"] = self.raw["citations"]
        if self.answer is not None:
            new.pop("rating", None)
            new["answers"] = [self.answer]
        elif self.raw.get("rating") is None and "rating" in self.group:
            new["rating"] = self.group["rating"]
        return new

    def _without_stance(self, citation: Data) -> Data:
        basis = () if self.asked is None else self.asked.rating.get("basis") or ()
        return {k: v for k, v in citation.items() if k != "stance" or citation.get("ref") not in basis}


@dataclass(slots=True)
class Asked:
    """A question in the making.

    Attributes:
        id: its id.
        file: the question file.
        rating: the rating's data as written.
        claims: who answers it.
        comments: comments that stood beside what it took over.
    """

    id: str
    file: str
    rating: Data
    turned: list[Turned] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def data(self) -> Data:
        """The question as it is written; what only a person can say is marked as unwritten."""
        first = self.turned[0].raw
        form = rating_form(self.rating)
        kind = "fact" if form == "fact" else _kind(first["kind"])
        new: Data = {
            "id": self.id,
            "asks": f"Is it so that: {first['claim'].rstrip().rstrip('.')}?",
            "kind": kind,
            "about": first["about"],
        }
        new |= {name: first[name] for name in _TOPIC if first.get(name) and len(self._values(name)) == 1}
        evidence = self.evidence()
        known = [e for e in evidence if e["ref"] is not None]
        unread = [{"ref": None, "what": e["why"]} for e in evidence if e["ref"] is None]
        new |= ({"evidence": known} if known else {}) | ({"unread": unread} if unread else {})
        rating = {("dated" if k == "on" else k): v for k, v in self.rating.items() if k != "basis"}
        if form == "fact":
            new |= {"status": STATUS[rating.pop("fact")], "source": rating.pop("source")}
        elif form == "evidence":
            new["found"] = FOUND[self.summary]
        return {**new, "rating": rating, "answer": UNWRITTEN}

    @property
    def summary(self) -> StanceSummary:
        """What the works of the basis say together."""
        return _summary(self.turned[0].claim)

    def evidence(self) -> list[Data]:
        """What was read on it, each passage once."""
        basis = self.rating.get("basis") or ()
        found: list[Data] = []
        for one in self.turned:
            for citation in (*(one.raw.get("citations") or ()), *(one.group.get("citations") or ())):
                if _cited(citation) and citation.get("ref") not in basis:
                    continue
                says = {"says": SAYS[citation.get("stance") or "unclear"]}
                rest = {k: citation[k] for k in ("passage", "where", "why") if citation.get(k) is not None}
                if (new := {"ref": citation["ref"], **says, **rest}) not in found:
                    found.append(new)
        return found

    def told(self) -> list[str]:
        """Comments above it: those that stood beside what it took over, and the basis where more was read."""
        basis = list(dict.fromkeys(self.rating.get("basis") or ()))
        read = {e["ref"] for e in self.evidence()} - {None}
        rested = [f"# The rating rested on: {', '.join(basis)}."] if basis and read != set(basis) else []
        return [*dict.fromkeys(self.comments), *rested]

    def _values(self, name: str) -> set[str | None]:
        return {one.raw.get(name) for one in self.turned}


def turn(contents: Contents) -> tuple[Turned, ...]:
    """Every claim that carries the old form, with the question that takes its rating.

    Args:
        contents: of a ledger without errors: every claim was read, so each stands at its position in its file.
    """
    data = {name: load(source.text)[0] or {} for name, source in contents.sources.items() if name.endswith("l")}
    old = [claim for claim in contents.claims() if not claim.answers and claim.spot is not None]
    shared = Counter(_group_at(c, data) for c in old if "rating" not in _raw(c, data) or not _raw(c, data)["rating"])
    taken = set(contents.questions)
    asked: dict[object, Asked] = {}
    turned: list[Turned] = []
    for claim in old:
        raw, at = _raw(claim, data), _group_at(claim, data)
        group: Data = (data[at[0]]["groups"][at[1]] or {}) if at else {}
        of_group = not raw.get("rating") and bool(group.get("rating"))
        several = of_group and shared[at] > 1
        question: Asked | None = None
        if _asks(claim, several=several):
            # One rating over citations that say different things of two claims would misjudge one of them.
            key: object = (at, claim.form, _summary(claim)) if several else claim.id
            if key not in asked:
                file = claim.spot.file if claim.spot and not (at and several and at[0] == SETTINGS) else "shared.yaml"
                name = f"{claim.article}-{at[1]}" if several and at else f"asked-by-{claim.id}"
                stem = file.rpartition("/")[2].rpartition(".")[0]
                rating = group["rating"] if of_group else raw["rating"]
                asked[key] = Asked(_id(name, taken), _file(stem, contents), rating)
            question = asked[key]
        elif at is None:
            continue
        one = Turned(claim, raw, group, at, question)
        turned.append(one)
        if question is not None:
            question.turned.append(one)
    return tuple(turned)


def questions_of(turned: tuple[Turned, ...]) -> Iterator[Asked]:
    """The questions, each once, in reading order."""
    yield from {one.asked.id: one.asked for one in turned if one.asked is not None}.values()


def _asks(claim: Claim, *, several: bool) -> bool:
    """Whether a rating moves to a question; a fact of one claim, and what nobody rated or read, stay at the claim."""
    if claim.form == "evidence":
        return True
    if claim.form == "fact":
        return several
    return claim.rating is not None and bool(claim.offered)


def _raw(claim: Claim, data: Mapping[str, Any]) -> Data:
    assert claim.spot is not None
    raw: Data = data[claim.spot.file]["claims"][claim.spot.path[1]]
    return raw


def _group_at(claim: Claim, data: Mapping[str, Any]) -> tuple[str, str] | None:
    """The file and name of the group that a claim names: of its own file, else of the ledger."""
    if claim.group is None or claim.spot is None:
        return None
    here = claim.group in (data[claim.spot.file].get("groups") or {})
    return (claim.spot.file if here else SETTINGS), claim.group


def _cited(citation: Mapping[str, Any]) -> bool:
    return bool(citation.get("role", "cited") != "offered")


def _summary(claim: Claim) -> StanceSummary:
    return summary_of(c.stance or "unclear" for c in claim.citations if c.ref in claim.basis)


def _kind(kind: Kind) -> QuestionKind:
    return "mechanism" if kind == "mechanism" else "effect"


def _id(name: str, taken: set[str]) -> str:
    """An id of small letters, digits and dashes that nothing has yet."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    stem = "-".join(filter(None, words.split("-")))
    for ending in ("", *(f"-{n}" for n in range(2, len(taken) + 3))):
        new = stem[: _LONGEST_ID - len(ending)].rstrip("-") + ending
        if new not in taken:
            break
    taken.add(new)
    return new


def _file(stem: str, contents: Contents) -> str:
    """The question file of an article; one that is there already is left alone."""
    names = (f"{QUESTIONS}/{stem}{ending}.yaml" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if name not in contents.sources)
