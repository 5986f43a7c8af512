"""Texts that no one writes: nothing is raised, and the time grows with the length alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.anchoring.article import anchor_article
from firmground.anchoring.locate import first_in_browser, locate
from firmground.anchoring.normalise import normalise
from firmground.anchoring.sentences import segment
from firmground.records import Anchor, Article, ArticleText, Attribution, Claim, ClaimFile

PIECES = (
    "a", "A", ".", "-", "1", " ", "\n", '"', "”", "([", "¹", "*", "。", "e\u0301", "\u0301", "\u200b", "a.)))",
    '"”', "1–", "1 – ", " 1", "1 000 ", ". ", " . ", ".”", "!” A", "?” Aa ", ".[a", ".(1,2", ".1,2", "e.g. ",
    "J. ", "A B ", "• ", "aB", "-1", "+", "10^-", "×10", "No. ", "Fig. A ", "Step 1. ", "A, ", "a A and ", "… ",
    ". » ", "! Aa, b ", "cm²", "。”", '。"', "！」", "!” Lee, b, ",
)  # fmt: skip


def seconds(text: str) -> float:
    began = time.process_time()
    prepared = normalise(text)
    segment(text)
    for start in (text[:3].strip() or "a", "1", "-"):
        locate(Anchor(start=start, end="zzz"), prepared)
        first_in_browser(Anchor(start=start, end="zzz"), prepared)
    return time.process_time() - began


@pytest.mark.parametrize("before", ["a", "A b? "])
def test_the_time_for_a_repeated_piece_grows_with_the_length_alone(before: str) -> None:
    for piece in PIECES:
        text = before + piece * (20_000 // len(piece)) + " Z"
        # What grows with the square of the length takes minutes here; the rest a fraction of a second.
        assert seconds(text) < 5, piece


def test_words_that_stand_thousands_of_times_are_reported_soon() -> None:
    text = "the needle is thin and the other is not. " * 2400
    claim = Claim(
        id="tea-001", claim="In our own words.", anchor=Anchor(start="the"), kind="efficacy", about="heat",
        direction="for", wording="firm", attribution=Attribution(kind="none"),
    )  # fmt: skip
    began = time.process_time()
    file = ClaimFile(article=Article(id="tea"), claims=[claim], set_aside={})
    findings = anchor_article(file, ArticleText("tea", "articles/tea.txt", text, ""))[1]
    assert "4800 times" in findings[0].message
    assert time.process_time() - began < 5  # each place used to cost the whole text


@given(st.lists(st.sampled_from([*PIECES, "Smith said", "?", "word", "2012", "“"]), max_size=40).map("".join))
def test_any_mixture_is_cut_into_units_that_follow_each_other(text: str) -> None:
    end = 0
    for sentence in segment(text):
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        end = sentence.span.end
    for start in (text[:8].strip() or "a", "word", "1"):
        for span in locate(Anchor(start=start), normalise(text)):
            assert 0 <= span.start < span.end <= len(text)
