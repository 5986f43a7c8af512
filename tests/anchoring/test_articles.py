"""The five articles of the first ledger, where their texts are at hand. No text of theirs stands here."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from firmground.anchoring.locate import locate
from firmground.anchoring.normalise import normalise
from firmground.anchoring.sentences import segment
from firmground.records.anchor import Anchor

FOLDER = Path(
    os.environ.get("FIRMGROUND_ARTICLES") or Path(__file__).resolve().parents[2].parent / "shared" / "articles"
)

#: Read through unit by unit against the texts.
KINDS = {
    "cleveland-clinic": {"sentence": 64, "heading": 18},
    "denver-clinic": {"sentence": 39, "heading": 9, "list item": 10, "table row": 6},
    "healthline": {"sentence": 130, "heading": 8, "list item": 15},
    "performance-health": {"sentence": 55, "heading": 32, "list item": 73},
    "remedial-massage": {"sentence": 29, "heading": 5, "list item": 8},
}


def text_of(article: str) -> str:
    path = FOLDER / f"{article}.txt"
    if not path.is_file():
        pytest.skip(f"{path} is not at hand")
    return path.read_text(encoding="utf-8")


@pytest.mark.articles
@pytest.mark.parametrize("article", sorted(KINDS))
def test_the_units_of_the_article(article: str) -> None:
    text = text_of(article)
    sentences = segment(text)
    assert Counter(s.kind for s in sentences) == KINDS[article]
    end = 0
    for sentence in sentences:
        assert not any(c.isalpha() for c in text[end : sentence.span.start])
        end = sentence.span.end


@pytest.mark.articles
@pytest.mark.parametrize("article", sorted(KINDS))
def test_the_first_words_of_each_unit_lead_back_to_it(article: str) -> None:
    text = text_of(article)
    prepared = normalise(text)
    for sentence in segment(text):
        words = text[sentence.span.start : sentence.span.end].split()
        end = " ".join(words[-3:]) if len(words) > 8 else None
        spans = locate(Anchor(start=" ".join(words[:6]), end=end), prepared)
        assert sentence.span.start in [s.start for s in spans]
        if end:
            assert sentence.span in spans
