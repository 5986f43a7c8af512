"""Whole articles: one written for the tests, and the five of the first ledger where their texts are at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.texts import TEXTS, WRITTEN, of_the_articles

from firmground.anchoring.locate import locate
from firmground.anchoring.normalise import normalise
from firmground.anchoring.sentences import segment
from firmground.records.anchor import Anchor

#: Read through unit by unit against the texts.
KINDS = {
    "kettles": {"sentence": 21, "heading": 8, "list item": 6, "table row": 3},
    "cleveland-clinic": {"sentence": 64, "heading": 18},
    "denver-clinic": {"sentence": 39, "heading": 9, "list item": 10, "table row": 6},
    "healthline": {"sentence": 130, "heading": 8, "list item": 15},
    "performance-health": {"sentence": 55, "heading": 32, "list item": 73},
    "remedial-massage": {"sentence": 29, "heading": 5, "list item": 8},
}
ARTICLES = [name if name == "kettles" else pytest.param(name, marks=of_the_articles) for name in KINDS]


def text_of(article: str) -> str:
    folder: Path = WRITTEN / "articles" if article == "kettles" else TEXTS
    return (folder / f"{article}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("article", ARTICLES)
def test_the_units_of_an_article_and_the_way_back_to_each(article: str) -> None:
    text = text_of(article)
    prepared = normalise(text)
    sentences = segment(text)
    assert Counter(s.kind for s in sentences) == KINDS[article]
    end = 0
    for sentence in sentences:
        assert not any(c.isalpha() for c in text[end : sentence.span.start])
        end = sentence.span.end
        words = text[sentence.span.start : sentence.span.end].split()
        last = " ".join(words[-3:]) if len(words) > 8 else None
        spans = locate(Anchor(start=" ".join(words[:6]), end=last), prepared)
        assert sentence.span.start in [s.start for s in spans]
        assert not last or sentence.span in spans
