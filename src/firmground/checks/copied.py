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
from firmground.records import ArticleText, Claim, ClaimFile, Contents, Finding, Graded, Question, Spot

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


class _Article(NamedTuple):
    """An article's text, ready to be compared with."""

    file: str
    words: Sequence[_Word]
    rows: Mapping[tuple[str, ...], Sequence[int]]
    offsets: Normalised
    starts: Sequence[int]


#: A text of ours, where it stands, and whose it is.
_Told = tuple[str, Spot | None, str]


def check_copied_words(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> Iterator[Finding]:
    """No words of ours are seven words in a row of an article, where the text is at hand.

    Claims, notes and reasons are held against their own article; what may be printed anywhere, the texts of questions
    and the sentences to write, against every one. Numbers, names and the titles of works can't be said otherwise: they
    stand in a row without counting.
    """
    return once(_copied(contents, anchored))


def _copied(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> Iterator[Finding]:
    articles = {
        file.article.id: _article(contents.texts[file.article.id], anchored[file.article.id])
        for file in contents.files
        if file.article.id in contents.texts and file.article.id in anchored
    }
    if not articles:
        return
    works = [reference.title for reference in contents.references.values()]
    for file in contents.files:
        if (article := articles.get(file.article.id)) is not None:
            titles = [t for t in (file.article.title, file.article.publisher) if t]
            yield from _compared(_own_words(file), [article], _names([*titles, *works]))
    titles = [t for a in contents.articles for t in (a.title, a.publisher) if t]
    yield from _compared(_for_all(contents), list(articles.values()), _names([*titles, *works]))


def _article(text: ArticleText, joined: AnchoredArticle) -> _Article:
    offsets = normalise(text.text)
    words = _words(offsets, {})
    rows: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(_rows_of(words)):
        rows.setdefault(row, []).append(at)
    return _Article(text.file, words, rows, offsets, [sentence.span.start for sentence in joined.sentences])


def _names(titles: Sequence[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for title in titles:
        if len(words := tuple(word.text for word in _words(normalise(title), {}))) > 1:
            names.setdefault(words[0], []).append(words)
    return names


def _compared(
    told: Iterator[_Told], articles: Sequence[_Article], names: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[Finding]:
    for text, spot, subject in told:
        folded = normalise(text)
        rows = list(_rows_of(_words(folded, {})))
        for article in articles:
            if not any(row in article.rows for row in rows):
                continue
            ours = _words(folded, names)
            shared = _shared(ours, article.words, article.rows)
            if shared is None:
                continue
            first, count, at = shared
            number = max(bisect_right(article.starts, article.offsets.offsets.start(article.words[at].start)), 1)
            printed = folded.printed(ours[first].start, ours[first + count - 1].end)
            there = f"from sentence {number} of {article.file} on"
            message = f"{count} words in a row are the article's as well, {there}: {quoted(printed)}."
            cure = f"Say it in your own words; at most {MOST_WORDS} words in a row may be the article's."
            yield Finding("copied-words", spot, message, cure, subject)
            break


def _for_all(contents: Contents) -> Iterator[_Told]:
    """What may be printed beside any article: the sentences to write, and everything that a question says."""
    for claim in contents.claims():
        if claim.write:
            yield claim.write, claim.spot and claim.spot.at("write"), claim.id
    for question in contents.questions.values():
        yield from ((text, question.spot and question.spot.at(*path), question.id) for text, path in _texts(question))


def _texts(question: Question) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    yield from ((question.asks, ("asks",)), (question.answer, ("answer",)))
    for name in ("figures", "note", "untestable", "not_found", "precaution"):
        if text := getattr(question, name):
            yield text, (name,)
    yield question.rating.why, ("rating", "not_rated" if question.rating.form == "not rated" else "why")
    if isinstance(question.rating, Graded):
        for way, steps in (("down", question.rating.down), ("up", question.rating.up)):
            yield from ((step.because, ("rating", way, domain, "because")) for domain, step in steps.items())
    yield from ((e.why, ("evidence", at, "why")) for at, e in enumerate(question.evidence))
    yield from ((u.what, ("unread", at, "what")) for at, u in enumerate(question.unread))
    for key, item in question.items.items():
        yield from ((text, ("items", key, name)) for name in ("why", "answer") if (text := getattr(item, name)))


def _own_words(file: ClaimFile) -> Iterator[_Told]:
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


def _reasons(claim: Claim) -> Iterator[_Told]:
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
