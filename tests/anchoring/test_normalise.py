"""Normalisation folds what typesetting changes, keeps what carries meaning, and leads back to the source."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.anchoring.normalise import fold_words, normalise
from firmground.records.anchor import Span

MIXED = st.text(
    alphabet=st.sampled_from("aB z.'\n\t\r\u00a0\u00ad\u200b\u2009’“”–—−ﬁ…•-é\u0301\u030a1²½≤ßİʼK\u1100\u1161\u11a8")
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cafe\u0301 au lait", "café au lait"),
        ("\u212b and \u2126", "å and ω"),  # ångström and ohm sign are the letters themselves
        ("nee\u00addling", "needling"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u200eleft to right\u200f", "left to right"),
        ("\ufb01rst e\ufb00ect, \ufb03, \ufb06", "first effect, ffi, st"),
        ("wait\u2026", "wait..."),
        ("‘qi’ ‚low‘ ‹x›", "'qi' 'low' 'x'"),
        ("“dry” „tief“ «sec»", '"dry" "tief" "sec"'),
        ("don\u2019t, don\u02bct, don\u00b4t", "don't, don't, don't"),
        ("long\u2010term 12\u201315 a\u2014b \u22120.80", "long-term 12-15 a-b -0.80"),
        ("a\u00a0b\u2009c\u202fd\u3000e", "a b c d e"),
        ("a  b \t c", "a b c"),
        ("TCM and Straße", "tcm and strasse"),
    ],
)
def test_what_typesetting_changes_is_folded(source: str, expected: str) -> None:
    assert normalise(source).text == expected


@pytest.mark.parametrize(
    "kept",
    [
        "p < 0.05", "p > 0.05", "p ≤ 0.05", "≥5", "±2", "80%", "µ=10²", "x₂", "½", "1,000", "0·05", "a/b", "(n=39)",
        "5′", "naïve", "β-endorphin", "1️⃣"[0], "≠", "~5", "#1", "a & b", "*", "†",
    ],
)  # fmt: skip
def test_what_carries_meaning_is_kept(kept: str) -> None:
    # Case folding makes the micro sign the letter mu, as the specification's comparison does.
    assert normalise(kept).text == kept.replace("µ", "μ")


def test_superscripts_do_not_become_digits() -> None:
    assert normalise("10²").text != normalise("102").text
    assert normalise("x½").text != normalise("x1/2").text


def test_a_struck_out_sign_is_another_sign() -> None:
    assert normalise("a =\u0338 b").text == "a ≠ b"


def test_an_em_dash_before_a_number_never_looks_like_a_minus_sign() -> None:
    assert normalise("better\u201412 of 15").text == "better\u201412 of 15"
    assert normalise("better \u2014\u200b.5").text == "better \u2014.5"
    assert normalise("12\u201415 weeks").text == "12-15 weeks"  # between numbers it is a range
    assert normalise("12 of 15\u2014better").text == "12 of 15-better"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One line.\nNext line.", "one line.\nnext line."),
        ("One paragraph. \n\n  \nNext.", "one paragraph.\nnext."),
        ("causes:\n\n  • bruising\n  • bleeding", "causes:\nbruising\nbleeding"),
        ("facts\n- treats pain\n- has few", "facts\ntreats pain\nhas few"),
        ("sources\n1. First of all", "sources\n1. first of all"),
        ("fell by\n-0.80 points", "fell by\n-0.80 points"),
        ("fell by\n\u2212 0.80 points", "fell by\n- 0.80 points"),
        ("windows\r\nline\u2028separator", "windows\nline\nseparator"),
    ],
)
def test_the_end_of_a_block_is_one_line_end_without_the_bullet(source: str, expected: str) -> None:
    assert normalise(source).text == expected


def test_the_end_of_a_wrapped_line_is_a_space() -> None:
    wrapped = (
        "The needles are left in place for a short while, which is said to\n"
        "loosen the knot and to bring back the blood that the muscle lacks.\n"
        "A new line."
    )
    assert normalise(wrapped).text == wrapped.casefold().replace("\n", " ", 1)


def test_the_way_back() -> None:
    source = "He didn’t \u00a0 e\ufb03ciently  re\u00adlax.\n\n  • Qi"
    prepared = normalise(source)
    assert prepared.text == "he didn't efficiently relax.\nqi"
    for words, printed in [
        ("didn't", "didn’t"),
        ("efficiently", "e\ufb03ciently"),
        ("ffi", "\ufb03"),
        ("relax", "re\u00adlax"),
        ("qi", "Qi"),
    ]:
        at = prepared.text.index(words)
        span = prepared.span(at, at + len(words))
        assert source[span.start : span.end] == printed
    assert prepared.printed(0, len(prepared.text)) == "He didn’t e\ufb03ciently re\u00adlax. • Qi"


def test_offsets_of_a_plain_text_are_its_own() -> None:
    prepared = normalise("Plain words only.")
    assert prepared.span(6, 11) == Span(6, 11)
    assert [prepared.offsets.index(n) for n in (0, 6, 16)] == [0, 6, 16]


def test_index_inside_something_dropped_is_the_next_character() -> None:
    prepared = normalise("a\u00ad\u00adb")
    assert prepared.text == "ab"
    assert [prepared.offsets.index(n) for n in range(4)] == [0, 1, 1, 1]
    assert prepared.span(0, 2) == Span(0, 4)
    assert prepared.span(0, 1) == Span(0, 1)


@given(MIXED)
def test_spans_are_ordered_and_lie_in_the_source(source: str) -> None:
    prepared = normalise(source)
    spans = [prepared.span(n, n + 1) for n in range(len(prepared.text))]
    assert all(0 <= s.start < s.end <= len(source) for s in spans)
    for one, other in pairwise(spans):
        assert one == other or one.end <= other.start


@given(MIXED)
def test_each_character_comes_from_its_own_stretch(source: str) -> None:
    prepared = normalise(source)
    for n, char in enumerate(prepared.text):
        span = prepared.span(n, n + 1)
        stretch = source[span.start : span.end]
        if char == "\n":
            assert any(c in "\n\r" for c in stretch) or stretch == " "
        elif char == " ":
            assert all(c.isspace() or c in "\u00ad\u200b" for c in stretch)
        else:
            assert char in normalise(stretch).text + stretch


@given(MIXED)
def test_index_turns_start_around(source: str) -> None:
    prepared = normalise(source)
    for n in range(len(prepared.text)):
        start = prepared.offsets.start(n)
        assert prepared.offsets.start(prepared.offsets.index(start)) == start


@given(MIXED)
def test_the_form_in_which_a_text_is_written_does_not_matter(source: str) -> None:
    composed = normalise(unicodedata.normalize("NFC", source)).text
    assert normalise(source).text == composed
    assert normalise(unicodedata.normalize("NFD", source)).text == composed


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_nothing_in_plain_ascii_is_folded_but_case(source: str) -> None:
    assert normalise(source).text == source.lower()


def test_folding_case_twice_changes_nothing() -> None:
    """What the last step relies on to keep the offsets true."""
    for code in range(sys.maxunicode + 1):
        folded = chr(code).casefold()
        assert folded.casefold() == folded


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("  Two   Words ", "two words"),
        ("over\na line", "over a line"),
        ("\u22120.80\u00a0mg", "-0.80 mg"),
        ("- 0.80", "- 0.80"),  # no list mark in an anchor: the sign stays
        ("\n- 0.80", "- 0.80"),
        ("\u00ad\u200b", ""),
        ("", ""),
    ],
)
def test_words_to_search_for(words: str, folded: str) -> None:
    assert fold_words(words) == folded


def test_a_hundred_thousand_characters_are_folded_throughout() -> None:
    paragraph = "The needles aren’t left in — they “prick” the skin 10–15 times, at 0.5 mm each.\n\n"
    text = paragraph * (100_000 // len(paragraph))
    prepared = normalise(text)
    folded = 'the needles aren\'t left in - they "prick" the skin 10-15 times, at 0.5 mm each.'
    assert prepared.text.split("\n") == [folded] * (100_000 // len(paragraph)) + [""]
