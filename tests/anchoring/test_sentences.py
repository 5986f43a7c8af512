"""Segmentation: each line of these tables was cut by hand."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.anchoring.layout import blocks, wraps
from firmground.anchoring.sentences import segment


def cut(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in segment(text)]


def kinds(text: str) -> list[str]:
    return [s.kind for s in segment(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It helps.", "It may not."],
        ["Does it help?", "It may!", "Who knows…", "Nobody."],
        ["In the U.S., nobody asked.", "Each U.S. state differs."],
        ["It began in the U.S. Army hospital."],
        ["It came from the U.S. The first trial followed."],
        ["Dr. Moor and Prof. Alm agree.", "Mrs. Poe does not."],
        ["Use heat, e.g. a bottle, i.e. warm water.", "Not ice."],
        ["Needles vs. Heat was the question.", "Roe v. Wade was not."],
        ["Smith et al. (2012) said so.", "Others agree."],
        ["So did Smith et al. The trial was small."],
        ["So said Smith et al. Fourie did not."],
        ["Written by J. K. Moor and Ann W. Alm.", "Printed later."],
        ["Written by J. A. Moor in haste.", "Printed later."],
        ["They lack vitamin C. They tire."],
        ["It fell by 4.5 points.", "From 9.5 it fell."],
        ["It cost about 4.5 Million in all."],
        ["It was in 2012. 34 states followed."],
        ["See No. 5 and Fig. 2 for more.", "The rest is in vol. 3."],
        ["Is it so? No. It is not."],
        ["Ask Ann Moor, PT, DPT, OCS, about it.", "Or a Ph.D. candidate."],
        ["“It works,” Dr. Alm says.", "“I have seen it.”", "Have you?"],
        ["She said “stop.”", "He did."],
        ["(It was so.)", "Then it changed."],
        ["It was read in Motion.2", "The next one was not."],
        ["It was read there.[3]", "It hurt.4,5", "It ended.²", "So be it."],
        ["He called it “rarely enough”.", "It was."],
        ["The needles that are used .", "The theory is old."],
        ["Come at 9 a.m. on Monday.", "Or at 5 p.m. If not, call."],
        ["Pain, stiffness, etc. are common.", "Fever, etc. Nausea is not."],
        ["It may… or may not.", "It may... Not so."],
        ["Wow! – she said nothing else."],
        ["“Why?” she asked.", "“Because.”"],
        ["The mean was p < .05 in all.", "It fell by 0.8. -0.8 was the least."],
        ["Buy at example.com today.", "Or not."],
        ["Il est venu.", "Élan vital."],
    ],
)
def test_sentences_of_a_paragraph(sentences: list[str]) -> None:
    expected: list[str] = []
    for sentence in sentences:
        # Where this table writes two sentences as one string, the rule that parts them is named here.
        expected.extend(
            {
                "It came from the U.S. The first trial followed.": [
                    "It came from the U.S.",
                    "The first trial followed.",
                ],
                "So did Smith et al. The trial was small.": ["So did Smith et al.", "The trial was small."],
                "They lack vitamin C. They tire.": ["They lack vitamin C.", "They tire."],
                "It was in 2012. 34 states followed.": ["It was in 2012.", "34 states followed."],
                "Is it so? No. It is not.": ["Is it so?", "No.", "It is not."],
                "Or at 5 p.m. If not, call.": ["Or at 5 p.m.", "If not, call."],
                "Fever, etc. Nausea is not.": ["Fever, etc.", "Nausea is not."],
                "It may... Not so.": ["It may...", "Not so."],
                "It fell by 0.8. -0.8 was the least.": ["It fell by 0.8.", "-0.8 was the least."],
            }.get(sentence, [sentence])
        )
    assert cut(" ".join(sentences)) == expected
    assert cut("\n".join(sentences) if len(sentences) == 1 else " \u00a0 ".join(sentences)) == expected


def test_each_line_is_a_paragraph() -> None:
    assert cut("First one. Second one\nThird. Fourth.\n\nFifth") == [
        "First one.",
        "Second one",
        "Third.",
        "Fourth.",
        "Fifth",
    ]


def test_list_items_are_units_of_their_own() -> None:
    text = (
        "It is used for:\n\n  • Sprains\n  • Old pain (e.g., of the knee)\n    • Below it. With a second sentence.\n\n"
        "- evolved late\n* starred\n1. Moor A. (2020) On pain. Press.\n(2) bracketed\nb) lettered\n\nAnd so on."
    )
    assert cut(text) == [
        "It is used for:",
        "Sprains",
        "Old pain (e.g., of the knee)",
        "Below it. With a second sentence.",
        "evolved late",
        "starred",
        "Moor A. (2020) On pain. Press.",
        "bracketed",
        "lettered",
        "And so on.",
    ]
    assert kinds(text) == ["sentence", *["list item"] * 8, "sentence"]


def test_a_number_at_the_start_of_a_line_is_not_always_a_list() -> None:
    assert cut("2.5 mg is enough.\n1990 was a year.\n-0.8 was the mean.\n4 facts about it") == [
        "2.5 mg is enough.",
        "1990 was a year.",
        "-0.8 was the mean.",
        "4 facts about it",
    ]


def test_table_rows_are_units_of_their_own() -> None:
    glued = (
        "The tools differ.\n\nAspectNeedle OneNeedle Two\nOriginThe westThe east\nPlaceMuscle (deep)Skin\n\nWhich one?"
    )
    assert cut(glued)[1:4] == ["AspectNeedle OneNeedle Two", "OriginThe westThe east", "PlaceMuscle (deep)Skin"]
    assert kinds(glued) == ["sentence", *["table row"] * 3, "heading"]
    assert kinds("Name\tOne. Two\nOrigin\tWest") == ["table row", "table row"]
    assert cut("| Name | One |\n|------|-----|\n| Origin | West |") == ["| Name | One |", "| Origin | West |"]


def test_one_line_with_an_inner_capital_is_no_table() -> None:
    assert kinds("TheraBall Foot Roller\n\nIt rolls.") == ["heading", "sentence"]
    assert kinds("TheraBall Foot Roller\n\nTheraBall Cold Pack\n") == ["heading", "heading"]


def test_headings() -> None:
    text = "Safety and rules\nBoth are safe.\nWhat is it?\nIt is used for:\nHave you heard? It helps\n" + "word " * 31
    assert kinds(text) == ["heading", "sentence", "heading", "sentence", "sentence", "sentence", "sentence"]


def test_rules_and_lone_marks_are_no_units() -> None:
    assert cut("One.\n\n* * *\n\n———\n•\n\u200b\nTwo.") == ["One.", "Two."]
    assert cut("") == []
    assert cut(" \n\u00a0\n") == []


def test_a_wrapped_text_is_put_together_again() -> None:
    text = (
        "A short heading\n\n"
        "The needles are left in place for a short while, which is said to\n"
        "loosen the knot. Nobody has yet shown by measurement that any knot\n"
        "was there before. It may be so.\n\n"
        "  • an item that is much too long for a line and so goes on below\n"
        "    with a hanging indent\n"
        "  • another\n"
    )
    assert cut(text) == [
        "A short heading",
        "The needles are left in place for a short while, which is said to\nloosen the knot.",
        "Nobody has yet shown by measurement that any knot\nwas there before.",
        "It may be so.",
        "an item that is much too long for a line and so goes on below\n    with a hanging indent",
        "another",
    ]
    assert [text[at - 2 : at] for at in sorted(wraps(text))] == ["to", "ot", "ow"]


def test_a_list_item_goes_on_by_its_indent_however_wide_the_text_is() -> None:
    wide = "This paragraph is on one line, as most copied articles are, so that no line of it is wrapped. " * 2
    text = f"{wide}\n\n  • a long item\n    that goes on\n    and on\n  • another\n  - third\nNot an item\n"
    assert cut(text)[2:] == ["a long item\n    that goes on\n    and on", "another", "third", "Not an item"]
    assert kinds(text)[2:] == ["list item", "list item", "list item", "heading"]


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    text = (
        "Bruising\nBleeding\nSoreness and pain\n" + "This paragraph is on one line, as most copied articles are. " * 3
    )
    assert cut(text)[:3] == ["Bruising", "Bleeding", "Soreness and pain"]
    assert wraps(text) == frozenset()


@pytest.mark.parametrize(
    ("words", "mark", "kind"),
    [(30, "", "heading"), (31, "", "sentence"), (15, "?", "heading"), (16, "?", "sentence"), (1, ".", "sentence")],
)
def test_a_line_of_its_own_is_a_heading_up_to_so_many_words(words: int, mark: str, kind: str) -> None:
    line = " ".join(["Tea", *["word"] * (words - 1)]) + mark
    assert kinds(f"{line}\n\nIt is so. It is not.") == [kind, "sentence", "sentence"]


def test_numbers_count_from_one() -> None:
    text = "One. Two.\n\n  • three\n\nFour. Five."
    assert [s.number for s in segment(text)] == [1, 2, 3, 4, 5]


LINES = st.lists(st.text(alphabet=st.sampled_from("aA1.!? \u00a0\u200b”)’“(-–•\t|,:é。[]²\u0301")), max_size=8).map(
    "\n".join
)


@given(st.one_of(LINES, st.text(max_size=200)))
def test_spans_are_ordered_and_what_lies_between_holds_no_words(text: str) -> None:
    sentences = segment(text)
    end = 0
    for number, sentence in enumerate(sentences, 1):
        assert sentence.number == number
        assert end <= sentence.span.start < sentence.span.end
        words = text[sentence.span.start : sentence.span.end]
        assert words == words.strip()
        assert re.search(r"\w", words)
        between = text[end : sentence.span.start]
        # Only a list mark may hold a digit or letter: "1. ", "(2) ", "b) ".
        assert not re.search(r"\w", re.sub(r"(?<!\w)(?:\d{1,3}[.)]|\(?[\da-zA-Z]{1,3}\))\s", "", between))
        end = sentence.span.end
    assert not re.search(r"\w", text[end:])


@given(LINES)
def test_blocks_hold_the_sentences(text: str) -> None:
    found = list(blocks(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for sentence in segment(text):
        assert any(b.start <= sentence.span.start and sentence.span.end <= b.end for b in found)


@given(st.lists(st.sampled_from(["It helps.", "Does it?", "“It may,” she says.", "No!"]), min_size=1, max_size=6))
def test_joined_sentences_come_apart_again(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences
