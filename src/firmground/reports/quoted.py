"""Whether a page shows words of an article that it may not show: the last look at it before it is published.

No part that this package makes holds them. But a notebook of the user's own may read the texts, and a claim may have
been copied instead of told. What counts is a sentence (or list item, table row, heading) of at least eight words, and
of a longer one any twelve in a row: what two people write of one thing by chance is shorter. Titles can't be said in
other words, so they and the list of references are free.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from firmground.anchoring.article import AnchoredArticle
from firmground.records import Contents
from firmground.reports.views.ama import ama

#: Words of the shortest sentence that counts, and of the longest run that is looked for.
LEAST, MOST = 8, 12
_WORD = re.compile(r"[^\W_]+")
#: Soft hyphens, zero-width characters and direction marks.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Each stops where the next one of its kind begins, or a notebook of nothing but “<” would take minutes.
_SILENT = re.compile(r"<(style|script)\b(?:(?!<\1\b).)*?</\1>|\"data:[^\"]*\"", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'=\s*"([^"]*)"')


class Found(NamedTuple):
    """An article by its id, and the number of the sentence that is shown."""

    article: str
    sentence: int


class Quoted:
    """Looks for the sentences of the articles whose texts are at hand."""

    def __init__(self, contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> None:
        self._runs: dict[tuple[str, ...], Found] = {}
        for article, one in anchored.items():
            text = contents.texts[article].text
            for sentence in one.sentences:
                words = _words(text[sentence.span.start : sentence.span.end])
                for run in _runs(words, min(len(words), MOST)):
                    self._runs.setdefault(run, Found(article, sentence.number))
        if self._runs:
            for free in _free(contents):
                words = _words(free)
                for length in range(LEAST, MOST + 1):
                    for run in _runs(words, length):
                        self._runs.pop(run, None)
        self._lengths = sorted({len(run) for run in self._runs})

    def first(self, page: str) -> Found | None:
        """The first sentence that a page shows; ``None`` when it shows none.

        Args:
            page: as written: HTML, or the text of a notebook.
        """
        if not self._runs:
            return None
        seen = _SILENT.sub(" ", page)
        told = (_TAG.sub(" ", seen), " ".join(_VALUE.findall(seen)))
        words = [word for text in told for word in _words(unescape(text).replace("\\n", " "))]
        return next(
            (self._runs[run] for length in self._lengths for run in _runs(words, length) if run in self._runs), None
        )


def _words(text: str) -> list[str]:
    """The words whatever stands between them: pages set other quotation marks, dashes and breaks than an article."""
    return _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row; none of fewer words than count."""
    return zip(*(words[place:] for place in range(length)), strict=False) if length >= LEAST else iter(())


def _free(contents: Contents) -> Iterable[str]:
    """What may be said as it is: how articles and works are called, and how works are cited."""
    for article in contents.articles:
        yield f"{article.title or ''} {article.publisher or ''}"
    for reference in contents.references.values():
        yield f"{reference.title} {reference.publisher or ''}"
        yield ama(reference).striptags()
