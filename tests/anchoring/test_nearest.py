"""The nearest passage is a hint: near enough or nothing, and quick."""

from __future__ import annotations

import pytest

from firmground.anchoring.nearest import LEAST_SCORE, Passages
from firmground.anchoring.sentences import segment

TEXT = """Needles are thin. Nobody minds them.

In a trial, plasma-rich injections relieved the shoulder more than stretching did.

  • swelling
  • a sore shoulder

The shoulder is a joint. “Injections are rare,” she said.
"""
SENTENCES = segment(TEXT)


@pytest.mark.parametrize(
    ("asked", "sentence", "words"),
    [
        ("plasma rich injections", 3, "plasma-rich injections"),
        ("plasma rich injection relieved the sholder", 3, "plasma-rich injections relieved the shoulder"),
        ("a sore shulder", 5, "a sore shoulder"),
        ("Injection is rare", 7, "Injections are rare"),
        ("nobody minds it", 2, "Nobody minds them"),
        ("swellings", 4, "swelling"),
    ],
)
def test_the_best_passage(asked: str, sentence: int, words: str) -> None:
    hint = Passages(TEXT, SENTENCES).nearest(asked)
    assert hint is not None
    assert (hint.sentence, hint.words) == (sentence, words)
    assert LEAST_SCORE <= hint.score < 1


@pytest.mark.parametrize(
    "asked", ["", "a", "in a", "of", "— …", "magnetic resonance imaging", "the needle was bent twice over"]
)
def test_short_or_strange_words_get_no_hint(asked: str) -> None:
    assert Passages(TEXT, SENTENCES).nearest(asked) is None


def test_the_likelier_passage_scores_higher() -> None:
    passages = Passages(TEXT, SENTENCES)
    near, far = passages.nearest("plasma-rich injection relieved"), passages.nearest("plasmarich infection relieving")
    assert near is not None
    assert far is not None
    assert near.score > far.score


def test_no_hint_has_more_than_six_words() -> None:
    hint = Passages(TEXT, SENTENCES).nearest("in a trial plasma rich injections relieved the shoulder more")
    assert hint is not None
    assert len(hint.words.split()) <= 6


def test_a_text_without_sentences_has_no_hint() -> None:
    assert Passages("", ()).nearest("any words at all") is None


def test_each_of_many_questions_about_a_long_text_is_answered() -> None:
    text = "\n".join(f"In trial {n} the needles relieved {n} shoulders more than heat did." for n in range(1000))
    passages = Passages(text, segment(text))
    for n in range(20):
        hint = passages.nearest(f"trial {n} the needle relived {n} shoulders")
        assert hint is not None
        assert hint.words.startswith(f"trial {n} "), hint
