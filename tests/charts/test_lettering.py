"""Text is made printable, measured and wrapped."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.charts.lettering import MISSING, drawable, tidy, width_of, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\t and\x00more", "two lines and more"),
        ("\u202eevil\u202c", "evil"),
        ("emoji \U0001f600 \u2764\ufe0f", "emoji \U0001f600 \u2764"),
        ("brains \U0001f9e0\U0001f9e0 melt \U0001fae0", f"brains {MISSING} melt {MISSING}"),
        ("$x_1$", "$x_1$"),
        ("⊕⊕◯◯ ≠ ✗", "⊕⊕◯◯ ≠ ✗"),
        ("e\u0301", "é"),
        ("\u05db\u05d0\u05d1", "\u05db\u05d0\u05d1"),
        ("", ""),
    ],
)
def test_drawable(text: str, shown: str) -> None:
    assert drawable(text) == shown


@given(st.text(), st.floats(15, 300))
def test_any_text_wraps_and_loses_nothing(text: str, width: float) -> None:
    lines = wrap(text, width, 9)
    assert re.sub("[ -]", "", "".join(lines)) == re.sub("[ -]", "", drawable(text))
    for line in lines:
        assert width_of(line, 9) <= width or len(line) == 1 or any(ord(c) > 0x2FF for c in line)


@given(st.text())
def test_tidy_text_is_one_line_of_xml_characters(text: str) -> None:
    shown = tidy(text)
    assert shown == " ".join(shown.split())
    shown.encode("utf-8")
    assert all(ord(c) >= 32 and ord(c) not in {0xFFFE, 0xFFFF} for c in shown)
    assert not {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"} & set(shown)


def test_long_words_break_and_hyphens_part() -> None:
    assert wrap("computer-related disorders", 60, 9) == ("computer-", "related", "disorders")
    pieces = wrap("Donaudampfschifffahrtsgesellschaft", 60, 9)
    assert len(pieces) > 2
    assert "".join(pieces).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"
    assert all(piece.endswith("-") for piece in pieces[:-1])
    assert wrap("craniomandibular", 78, 9) == ("craniomandibu-", "lar")
    assert wrap("a drop of -0.8 points", 40, 9) == ("a drop", "of -0.8", "points")


def test_nothing_drawable_warns_of_missing_glyphs() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        width_of(drawable("\U0001f600 漢字 مرحبا"), 9)
