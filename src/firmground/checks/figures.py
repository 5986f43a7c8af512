"""Whether two summaries of one work give other numbers for the same thing.

Two rules, chosen because a difference is really a contradiction there: an interval (95% CI a to b) stands with the
same estimate wherever it is told, and a part of a work has no more people than its entry records. Sums, shares and
numbers of trials are left alone: summaries of one review rightly tell of different comparisons. Rule of this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from firmground.checks.answer_parts import numbers
from firmground.records import Contents, Finding, Spot
from firmground.records.contents import REFERENCES

_NUMBER = r"[-−–]?\d[\d,]*(?:\.\d+)?"
_INTERVAL = re.compile(
    rf"(?P<before>[^;()]{{1,120}})\(95\s?%\s*CI:?\s*(?P<low>{_NUMBER})\s*(?:to|[-–])\s*(?P<high>{_NUMBER})",
    re.I,
)
_PEOPLE = re.compile(r"(\d[\d,]*)\s+(?:people|patients|participants|adults|volunteers|women|men|children)\b", re.I)
#: People who were looked at and are none of those who took part.
_OTHERS = re.compile(
    r"\b(?:screened|invited|approached|asked|eligible|applied|respon\w+|population|of the general)\b", re.I
)


class _Summary(NamedTuple):
    """What we say of a work in one place."""

    text: str
    where: str
    spot: Spot | None
    subject: str


def check_figures(contents: Contents) -> Iterator[Finding]:
    """No summary of a work contradicts another one, or the number of people that its entry records."""
    for key, summaries in _summaries(contents).items():
        seen: dict[tuple[float, ...], tuple[frozenset[float], _Summary]] = {}
        people = contents.references[key].participants if key in contents.references else None
        for summary in summaries:
            for match in _INTERVAL.finditer(summary.text):
                ends = (*numbers(match["low"].lstrip("-−–")), *numbers(match["high"].lstrip("-−–")))
                estimates = frozenset(numbers(match["before"]))
                told, first = seen.setdefault(ends, (estimates, summary))
                if estimates and told and not estimates & told:
                    message = (
                        f"The interval {match['low']} to {match['high']} of “{key}” stands here without the number "
                        f"that it has in {first.where}: {_listed(told)} there, {_listed(estimates)} here."
                    )
                    yield _contradicts(summary, message)
            larger = [m[1] for m in _PEOPLE.finditer(summary.text) if people and numbers(m[1]) > [float(people)]]
            if larger and not _OTHERS.search(summary.text):
                message = f"{larger[0]} people are told of here, and the entry of “{key}” in {REFERENCES} has {people}."
                yield _contradicts(summary, message)


def _contradicts(summary: _Summary, message: str) -> Finding:
    cure = "Look at the source and correct the summary that is wrong."
    return Finding("figures-differ", summary.spot, message, cure, summary.subject)


def _listed(values: frozenset[float]) -> str:
    return ", ".join(f"{value:g}" for value in sorted(values))


def _summaries(contents: Contents) -> Mapping[str, list[_Summary]]:
    found: dict[str, list[_Summary]] = {}
    for key, reference in contents.references.items():
        if reference.finding:
            spot = reference.spot and reference.spot.at("finding")
            found.setdefault(key, []).append(_Summary(reference.finding, REFERENCES, spot, key))
    for question in contents.questions.values():
        for at, evidence in enumerate(question.evidence):
            spot = question.spot and question.spot.at("evidence", at, "why")
            told = _Summary(evidence.why, f"the question “{question.id}”", spot, question.id)
            found.setdefault(evidence.ref, []).append(told)
    for claim in contents.claims():
        for at, citation in enumerate(claim.citations):
            if citation.ref is not None:
                there = claim.citation_spot(at)
                told = _Summary(citation.why, f"the claim “{claim.id}”", there and there.at("why"), claim.id)
                found.setdefault(citation.ref, []).append(told)
    return found
