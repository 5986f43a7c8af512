"""Text on a chart: made printable, measured in points, and wrapped so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

#: Stands for a character that the font has not.
MISSING = "\N{REPLACEMENT CHARACTER}"
_LEAST = 3
"""The fewest letters that may be left over when a word is parted."""


def tidy(text: str) -> str:
    """Text on one line, without control characters or marks that turn the direction of what follows.

    What is left can stand in XML and cannot reorder the words around it.
    """
    kept = (
        " " if unicodedata.category(c) in {"Zs", "Zl", "Zp", "Cc"} else c for c in unicodedata.normalize("NFC", text)
    )
    shown = "".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cs", "Cn", "Co"} or c == MISSING)
    return " ".join(shown.split())


def drawable(text: str) -> str:
    """Tidy text with one :data:`MISSING` for each run of characters that the font has not (emoji, for instance)."""
    drawn: list[str] = []
    glyphs = _glyphs()
    for c in tidy(text):
        # A variation selector asks for a colour picture; it has no shape of its own.
        if c in "\ufe0e\ufe0f":
            continue
        known = c == " " or ord(c) in glyphs
        if known or drawn[-1:] != [MISSING]:
            drawn.append(c if known else MISSING)
    return "".join(drawn)


@cache
def font(bold: bool) -> FontProperties:
    """DejaVu Sans as it comes with matplotlib: the same on every machine, whatever fonts are installed there."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")


@cache
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How many points wide the text is."""
    from matplotlib.textpath import text_to_path

    sized = font(bold).copy()
    sized.set_size(size)
    return float(text_to_path.get_text_width_height_descent(text, sized, ismath=False)[0])


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Text in lines of at most this many points; a word that is too long for a line is broken.

    Args:
        text: anything; it is made drawable first.
        width: in points.
        size: of the font.
        bold: whether the bold font is meant.
    """
    lines: list[str] = []
    line = ""
    for word in _words(drawable(text)):
        longer = (line + word).strip()
        if width_of(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word.strip(), width, size, bold)
        lines.extend(full)
    return (*lines, line) if line or not lines else tuple(lines)


def _words(text: str) -> list[str]:
    """Words with the space before them; a word with hyphens or slashes may also be parted after each of them."""
    words: list[str] = []
    for word in text.split():
        start = len(words)
        piece = ""
        for i, c in enumerate(word):
            piece += c
            # Only between letters: "-0.8", "and/or" at a line's end are fine, a lone sign is not.
            if c in "-/" and 0 < i < len(word) - 1 and word[i - 1].isalpha() and word[i + 1].isalpha():
                words.append(piece)
                piece = ""
        words.append(piece)
        words[start] = " " + words[start]
    return words


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit, with a hyphen where letters are parted; never a last piece of one or two letters."""
    pieces: list[str] = []
    while width_of(word, size, bold) > width and len(word) > 1:
        cut = len(word) - 1
        while cut > 1 and width_of(_parted(word, cut), size, bold) > width:
            cut -= 1
        if len(word) - cut < _LEAST <= cut - _LEAST:
            cut = len(word) - _LEAST
        while cut > 1 and unicodedata.combining(word[cut]):
            cut -= 1
        pieces.append(_parted(word, cut))
        word = word[cut:]
    return [*pieces, word]


def _parted(word: str, cut: int) -> str:
    return word[:cut] + ("-" if cut > 1 and word[cut - 1 : cut + 1].isalpha() else "")


@cache
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import get_font

    loaded: FT2Font = get_font(str(font(False).get_file()))
    return frozenset(loaded.get_charmap())
