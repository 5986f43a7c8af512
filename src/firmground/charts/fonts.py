"""Fonts: the one that comes with matplotlib, and for letters that it has not, those of this machine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

#: Such letters are looked for at once: to open each font again for each letter would take long.
_BLOCK = 4096
#: A font with a frame for every letter there is, on a Mac: it tells none from another.
_FRAMES = "lastresort"


def font_of(text: str, bold: bool) -> FontProperties:
    """The font of a text: DejaVu Sans, and only for letters that it has not, fonts of this machine too.

    So what DejaVu Sans can write looks the same on every machine, whatever fonts are installed there.
    """
    letters = dict.fromkeys(c for c in text if not in_house(c))
    families = dict.fromkeys(family for c in letters if (family := family_with(c)) is not None)
    return _fonts(bold, tuple(families))


@cache
def _fonts(bold: bool, others: tuple[str, ...]) -> FontProperties:
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    if others:
        return FontProperties(family=["DejaVu Sans", *others], weight="bold" if bold else "normal")
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")


def in_house(letter: str) -> bool:
    """Whether DejaVu Sans has a letter."""
    return letter == " " or ord(letter) in _house()


@cache
def _house() -> frozenset[int]:
    from matplotlib.font_manager import get_font

    loaded: FT2Font = get_font(str(_fonts(False, ()).get_file()))
    return frozenset(loaded.get_charmap())


@cache
def family_with(letter: str) -> str | None:
    """The family of the first installed font, by its path, that draws a letter; ``None`` when there is none."""
    from matplotlib.font_manager import fontManager

    for path, letters in _having(ord(letter) // _BLOCK):
        if ord(letter) in letters and (family := _drawing(path, ord(letter))) is not None:
            if family not in {known.name for known in fontManager.ttflist}:  # installed after matplotlib had looked
                fontManager.addfont(path)
            return family
    return None


@cache
def _having(block: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """Fonts of this machine by path, each with its letters of a block, as far as it has any."""
    from matplotlib.font_manager import findSystemFonts
    from matplotlib.ft2font import FT2Font

    found = []
    for path in sorted(findSystemFonts()):
        try:
            letters = frozenset(c for c in FT2Font(path).get_charmap() if c // _BLOCK == block)
        except (OSError, RuntimeError):  # no font, or one of a kind that matplotlib does not read
            continue
        if letters and _FRAMES not in path.casefold():
            found.append((path, letters))
    return tuple(found)


def _drawing(path: str, letter: int) -> str | None:
    """The family of a font that has a shape for a letter: a colour picture or an empty place is none."""
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(path)
        font.set_size(12, 72)
        font.load_char(letter)
        return font.family_name if len(font.get_path()[0]) else None
    except (OSError, RuntimeError):
        return None
