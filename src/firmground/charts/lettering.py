"""Text on a chart: made printable, measured in points, and wrapped so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from firmground.charts.fonts import family_with, font_of, in_house

_SELECTORS: Mapping[int, None] = MappingProxyType(dict.fromkeys(range(0xFE00, 0xFE10)))
#: So many letters that can't be drawn are named.
_SHOWN = 30
_LEAST = 3
"""The fewest letters that may be left over when a word is parted."""


def tidy(text: str) -> str:
    """Text on one line, without control characters or marks that turn the direction of what follows.

    What is left can stand in XML and cannot reorder the words around it.
    """
    kept = (
        " " if unicodedata.category(c) in {"Zs", "Zl", "Zp", "Cc"} else c for c in unicodedata.normalize("NFC", text)
    )
    shown = "".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cs", "Cn", "Co"})
    return " ".join(shown.split())


def drawable(text: str) -> str:
    """Tidy text in which letters that no font here has stand as their numbers, so that two names stay two."""
    drawn = ""
    unknown: list[str] = []
    # A variation selector asks for a colour picture; it has no shape of its own.
    for c in (*tidy(text).translate(_SELECTORS), ""):
        if c and not _is_known(c):
            unknown.append(f"U+{ord(c):04X}")
            continue
        if unknown:
            drawn += f"[{' '.join(unknown)}]"
            unknown = []
        drawn += c
    return drawn


def undrawn(texts: Iterable[str]) -> str:
    """The letters of some texts that no font here has, in order."""
    return "".join(sorted({c for text in texts if not text.isascii() for c in tidy(text) if not _is_known(c)}))


class UndrawnLettersWarning(UserWarning):
    """Letters that no font of this machine has."""


def undrawn_letters(letters: str) -> str:
    """What is said of them, and what to do.

    Args:
        letters: as :func:`undrawn` gives them; at least one.
    """
    told = "".join(c for c in letters if not unicodedata.category(c).startswith("M")) or letters
    shown = told[:_SHOWN] + " …" * (len(told) > _SHOWN)
    return (
        f"No font on this machine has {shown}. On charts such letters stand as their numbers, for instance "
        f"{drawable(letters[0])}. Install a font that has them, for instance of the Noto family, then draw again "
        f"(`firmground build --fresh`)."
    )


def _is_known(letter: str) -> bool:
    return ord(letter) in _SELECTORS or in_house(letter) or family_with(letter) is not None


@cache
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How many points wide the text is."""
    from matplotlib.textpath import text_to_path

    sized = font_of(text, bold).copy()
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
    """The first letters of a word; scripts without capitals have no hyphen."""
    parts = word[cut - 1 : cut + 1]
    return word[:cut] + ("-" if cut > 1 and parts.isalpha() and all(c.upper() != c.lower() for c in parts) else "")
