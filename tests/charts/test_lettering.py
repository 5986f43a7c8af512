"""Text is made printable, measured and wrapped."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager

from firmground.charts import fonts
from firmground.charts.lettering import drawable, tidy, undrawn, undrawn_letters, width_of, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\t and\x00more", "two lines and more"),
        ("\u202eevil\u202c", "evil"),
        ("emoji \U0001f600 \u2764\ufe0f", "emoji \U0001f600 \u2764"),
        ("brains \U0001f9e0\U0001f9e0 melt \U0001fae0", "brains [U+1F9E0 U+1F9E0] melt [U+1FAE0]"),
        ("$x_1$", "$x_1$"),
        ("⊕⊕◯◯ ≠ ✗", "⊕⊕◯◯ ≠ ✗"),
        ("e\u0301", "é"),
        ("\u05db\u05d0\u05d1", "\u05db\u05d0\u05d1"),
        ("", ""),
    ],
)
def test_drawable(text: str, shown: str) -> None:
    assert drawable(text) == shown


@pytest.fixture(autouse=True)
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Puts fonts in the place of those of this machine; there are none at first."""
    paths: list[str] = []
    caches = (fonts.family_with, fonts._having, fonts._fonts, width_of)
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: paths)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist))
    for cached in caches:
        cached.cache_clear()

    def one(name: str, letters: str, *, blank: str = "") -> None:
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", "shape", "none"])
        builder.setupCharacterMap({ord(c): "shape" for c in letters} | {ord(c): "none" for c in blank})
        pen = TTGlyphPen(None)
        for number, point in enumerate([(0, 0), (0, 700), (900, 700), (900, 0)]):
            (pen.lineTo if number else pen.moveTo)(point)
        pen.closePath()
        shape, none = pen.glyph(), TTGlyphPen(None).glyph()
        builder.setupGlyf({".notdef": none, "shape": shape, "none": none})
        builder.setupHorizontalMetrics({".notdef": (500, 0), "shape": (1000, 0), "none": (1000, 0)})
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name.replace(" ", "")})
        builder.setupOS2()
        builder.setupPost()
        paths.append(str(tmp_path / f"{name.replace(' ', '')}.ttf"))
        builder.save(paths[-1])

    yield one
    for cached in caches:
        cached.cache_clear()


def test_names_that_cannot_be_drawn_are_told_apart() -> None:
    names = ["头痛", "背痛", "失眠", "ひざ", "두통", "सिरदर्द", "ปวดหัว"]
    assert len({drawable(name) for name in names}) == len(names)
    assert drawable("头痛 (head)") == "[U+5934 U+75DB] (head)"


def test_letters_that_an_installed_font_has_are_drawn_with_it(install: Callable[..., None]) -> None:
    install("Blank Sans", "", blank="头背")
    install("One Sans", "头")
    install("Two Sans", "头痛")
    assert drawable("头痛背") == "头痛[U+80CC]"
    assert fonts.font_of("x头痛", bold=False).get_family() == ["DejaVu Sans", "One Sans", "Two Sans"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert width_of("头痛", 10) == pytest.approx(20, rel=0.05)


def test_what_the_house_font_has_looks_the_same_whatever_is_installed(install: Callable[..., None]) -> None:
    text = "Ache, κεφαλαλγία, боль, כאב, ألم ⊕"
    before = (fonts.font_of(text, bold=True), width_of(text, 9))
    install("Aaa Sans", text)
    width_of.cache_clear()
    assert (fonts.font_of(text, bold=True), width_of(text, 9)) == before
    assert fonts.font_of(text, bold=True).get_file().endswith("DejaVuSans-Bold.ttf")


def test_a_font_of_frames_and_a_file_that_is_no_font_draw_nothing(install: Callable[..., None], tmp_path: Path) -> None:
    install("LastResort", "头")
    install("Broken", "头")
    (tmp_path / "Broken.ttf").write_bytes(b"no font")
    assert undrawn(["头 a", "abc", "é"]) == "头"


def test_the_warning_names_the_letters_and_what_to_do() -> None:
    said = undrawn_letters(undrawn(["सि", "痛痛"]))
    assert said.startswith(
        "No font on this machine has स痛. On charts such letters stand as their numbers, for instance [U+"
    )
    assert "Install a font that has them" in said
    assert len(undrawn_letters("".join(map(chr, range(0x4E00, 0x9000))))) < 400


def test_only_scripts_with_capitals_have_hyphens(install: Callable[..., None]) -> None:
    install("One Sans", "头")
    lines = wrap("头" * 20, 60, 10)
    assert len(lines) > 3
    assert "".join(lines) == "头" * 20


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
