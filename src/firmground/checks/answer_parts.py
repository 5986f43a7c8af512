"""What an answer must name, and whether its numbers stand with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firmground.checks.wording_rules import ListName, content, said
from firmground.records import Claim, Contents, Graded, Question

_NUMBER = re.compile(
    r"(?<![\w.,-])\d+(?:[,\u2009\u202f]\d{3})*(?:\.\d+)?(?![\w])"
    r"|(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?"
)
_PERCENT = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*%")
_PAIR = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s+(?:out of|of|in)\s+(?:about\s+|the\s+)?(\d+(?:,\d{3})*)")
_SHARES = (10.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0)


def misses(text: str, question: Question, claim: Claim | None, contents: Contents) -> Iterator[tuple[str, str]]:
    """What an answer must name and does not, and what to do."""
    settled = question.found in {"affirms", "partly", "denies"}
    doubted = said(text, "very low") is not None  # then nothing is said that could hold for something else
    if question.kind == "effect" and settled and claim is None and not doubted:
        if question.comparator is not None and not _compares(text, question, contents):
            yield f"does not say what it compares with ({question.comparator})", "Say compared with what."
        if question.timeframe is not None and not (said(text, "time") or _shared(text, question.timeframe)):
            yield f"does not say for how long ({question.timeframe})", "Say for or after how long."
    rate = question.rate
    if rate is not None and claim is None:
        names: tuple[ListName, ...] = ("treatments",) if rate.of == "treatments" else ("people",)
        if said(f"{text} {question.figures or ''}", *names) is None:
            yield (
                f"does not say of what it is the share ({rate.of})",
                f"Say of how many {rate.of}, there or in figures.",
            )


def _compares(text: str, question: Question, contents: Contents) -> bool:
    name = question.comparator or ""
    term = contents.vocabulary.comparator.get(name)
    if term is None:
        return True  # reported as an unknown term
    facet = term.facet
    if facet == "sham":
        return said(text, "sham") is not None
    if facet in {"no treatment", "usual care"} or "usual care" in name:
        without = re.compile(
            rf"\b(?:no|than|with) {re.escape(question.about)}\b|\bwith no\b|\bto no\b|\bthan no\b", re.I
        )
        return said(text, "untreated") is not None or without.search(text) is not None
    return _shared(text, f"{name} {term.definition}")


def _shared(text: str, other: str) -> bool:
    """Whether two texts share a word, by its first five letters, so that "stretches" is "stretching"; or a number."""
    return bool(content(text) & content(other)) or bool(set(numbers(text)) & set(numbers(other)))


def numbers(text: str) -> list[float]:
    """The numbers of a text, thousands without their marks."""
    return [_float(match[0]) for match in _NUMBER.finditer(text)]


def _float(text: str) -> float:
    return float(re.sub(r"[,\u2009\u202f]", "", text.rstrip(".,")) or 0)


def unknown_numbers(text: str, question: Question, claim: Claim | None, contents: Contents) -> list[str]:
    """The numbers of an answer that stand neither in its figures, its count, its values, nor with its evidence.

    A number may be one of them rounded, a share of "a of b", or the 10, 100, 1,000 … of which a share is told.
    """
    if not _NUMBER.search(text):
        return []
    sources = " ".join(_sources(question, claim, contents))
    known = set(numbers(sources))
    for low, high in (((_float(a)), _float(b)) for a, b in _PAIR.findall(sources)):
        if 0 < low <= high:
            known |= {100 * low / high, high / low}
    known |= {share * of for share in map(_float, _PERCENT.findall(sources)) for of in (10, 100)}
    if question.rate is not None:
        for share in (question.rate.low, question.rate.high):
            known |= {share * whole for whole in _SHARES} | ({1 / share} if share else set())
    known |= {1.0, *_SHARES}
    return [m[0] for m in _NUMBER.finditer(text) if not any(_rounded(m[0], k) for k in known)]


def _rounded(told: str, source: float) -> bool:
    """Whether a number as told is the source's, perhaps with fewer digits."""
    value, bare = _float(told), re.sub(r"[,\u2009\u202f]", "", told)
    decimals = len(bare.partition(".")[2])
    zeros = min(len(bare) - len(bare.rstrip("0")), 12) if not decimals else 0
    step = 10.0 ** (zeros if value >= 100 else 0) if not decimals else 10.0**-decimals
    return abs(value - source) <= step / 2 + 1e-9


def _sources(question: Question, claim: Claim | None, contents: Contents) -> Iterator[str]:
    yield from filter(
        None, (question.asks, question.figures, question.timeframe, question.people, question.note, question.place)
    )
    yield from filter(None, (question.rating.why, question.untestable, question.not_found, question.precaution))
    if isinstance(question.rating, Graded):
        yield from (step.because for step in (*question.rating.down.values(), *question.rating.up.values()))
    if question.rate is not None and question.rate.course is not None:
        yield f"{question.rate.course.treatments} {question.rate.course.why}"
    if question.searched is not None:
        yield f"{question.searched.dated} {question.searched.where} {question.searched.for_}"
    for evidence in question.evidence:
        yield evidence.why
    yield from (f"{v.since or ''} {v.value}".replace("-", " ") for v in question.values)
    yield from (u.what for u in question.unread)
    for name, item in question.items.items():
        yield f"{name} {item.why or ''}"
    for key in question.named:
        if (reference := contents.references.get(key)) is not None:
            yield f"{reference.year or ''} {reference.title}"
    if claim is not None:
        yield from (c.why for c in claim.citations)
        yield claim.attribution.as_ or ""
        for answer in claim.answers:
            other = contents.questions.get(answer.question)
            if other is not None and other is not question:
                yield from _sources(other, None, contents)
