"""Whether the ledger's own words are its own: no seven of them in a row may be the article's.

Source: the rule of this project that a ledger holds no text of an article but anchors of at most six words (the coding
guide). Only typesetting, case and punctuation are folded, as for anchors, so a changed word ends a row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from firmground.anchoring.article import AnchoredArticle
from firmground.anchoring.messages import quoted
from firmground.anchoring.nearest import MOST_WORDS
from firmground.anchoring.normalise import Normalised, normalise
from firmground.checks.rating_rules import once
from firmground.records import Claim, ClaimFile, Contents, Finding, Spot

_WORD = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*")
#: Small words that stand inside names: “National Centre for Health and Care”.
_INSIDE = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})
_ROW = MOST_WORDS + 1
#: At so many places of an article a row is looked at; an article that repeats one more often has nothing new there.
_PLACES = 8


class _Word(NamedTuple):
    """A folded word with its place in the normalised text, and whether it could be said otherwise."""

    text: str
    start: int
    end: int
    ours: bool


def check_copied_words(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> Iterator[Finding]:
    """No claim, note or reason shares seven words in a row with its article, where the text is at hand.

    Numbers, names and the titles of works can't be said otherwise: they stand in a row without counting.
    """
    return once(f for file in contents.files for f in _copied(file, contents, anchored.get(file.article.id)))


def _copied(file: ClaimFile, contents: Contents, anchored: AnchoredArticle | None) -> Iterator[Finding]:
    text = contents.texts.get(file.article.id)
    if text is None or anchored is None:
        return
    article = normalise(text.text)
    theirs = _words(article, {})
    rows: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(_rows_of(theirs)):
        rows.setdefault(row, []).append(at)
    starts = [sentence.span.start for sentence in anchored.sentences]
    titles = [t for t in (file.article.title, file.article.publisher) if t]
    titles += [reference.title for reference in contents.references.values()]
    names: dict[str, list[tuple[str, ...]]] = {}
    for title in titles:
        if len(words := tuple(word.text for word in _words(normalise(title), {}))) > 1:
            names.setdefault(words[0], []).append(words)
    for told, spot, subject in _own_words(file):
        folded = normalise(told)
        if not any(row in rows for row in _rows_of(_words(folded, {}))):
            continue
        ours = _words(folded, names)
        shared = _shared(ours, theirs, rows)
        if shared is not None:
            first, count, at = shared
            number = max(bisect_right(starts, article.offsets.start(theirs[at].start)), 1)
            printed = folded.printed(ours[first].start, ours[first + count - 1].end)
            there = f"from sentence {number} of {text.file} on"
            message = f"{count} words in a row are the article's as well, {there}: {quoted(printed)}."
            cure = f"Say it in your own words; at most {MOST_WORDS} words in a row may be the article's."
            yield Finding("copied-words", spot, message, cure, subject)


def _own_words(file: ClaimFile) -> Iterator[tuple[str, Spot | None, str]]:
    """Everything that is written in our own words about an article."""
    article = file.article
    if article.note:
        yield article.note, article.spot and article.spot.at("note"), article.id
    for claim in file.claims:
        yield claim.claim, claim.spot and claim.spot.at("claim"), claim.id
        if claim.note:
            yield claim.note, claim.spot and claim.spot.at("note"), claim.id
        for index, citation in enumerate(claim.citations):
            if citation.why:
                there = claim.citation_spot(index)
                yield citation.why, there and there.at("why"), claim.id
        yield from _reasons(claim)


def _reasons(claim: Claim) -> Iterator[tuple[str, Spot | None, str]]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None:
        return
    yield rating.why, spot and spot.at("not_rated" if rating.form == "not rated" else "why"), claim.id
    if rating.form == "evidence":
        for way, steps in (("down", rating.down), ("up", rating.up)):
            for domain, step in steps.items():
                yield step.because, spot and spot.at(way, domain, "because"), claim.id


def _rows_of(words: Sequence[_Word]) -> Iterator[tuple[str, ...]]:
    """Every seven words in a row."""
    texts = [word.text for word in words]
    return (tuple(texts[at : at + _ROW]) for at in range(len(texts) - _ROW + 1))


def _words(text: Normalised, names: Mapping[str, Sequence[tuple[str, ...]]]) -> list[_Word]:
    """The words of a text; those of a name, a title (``names``, by their first word) or a number can't be others."""
    found = list(_WORD.finditer(text.text))
    folded = [match[0] for match in found]
    fixed = [not any(char.isalpha() for char in word) for word in folded]
    large = [text.printed(m.start(), m.end())[:1].isupper() and _inside(text.text, m.start()) for m in found]
    for at, word in enumerate(folded):
        before, after = any(large[max(at - 2, 0) : at]), any(large[at + 1 : at + 3])
        fixed[at] = fixed[at] or large[at] or (word in _INSIDE and before and after)
        for name in names.get(word, ()):
            if tuple(folded[at : at + len(name)]) == name:
                fixed[at : at + len(name)] = [True] * len(name)
    return [_Word(m[0], m.start(), m.end(), not held) for m, held in zip(found, fixed, strict=True)]


def _inside(text: str, start: int) -> bool:
    """Whether a word stands inside a sentence, where only a name begins with a capital letter."""
    before = text[:start].rstrip(" \n\"'(")
    return bool(before) and before[-1] not in ".!?:"


def _shared(
    ours: Sequence[_Word], theirs: Sequence[_Word], rows: Mapping[tuple[str, ...], Sequence[int]]
) -> tuple[int, int, int] | None:
    """The first row that both have in which enough words are ours to change.

    Returns:
        its first word in ours, how many words it has, its first word in theirs.
    """
    done = 0
    for first, row in enumerate(_rows_of(ours)):
        if first < done:
            continue  # inside a row that was looked at
        for at in rows.get(row, ())[:_PLACES]:
            both = zip(ours[first + _ROW :], islice(theirs, at + _ROW, None), strict=False)
            count = _ROW + sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1].text, both))
            if sum(word.ours for word in ours[first : first + count]) >= _ROW:
                return first, count, at
            done = max(done, first + count - _ROW + 1)
    return None
