"""Names of people and bodies as AMA style prints them.

Source: AMA Manual of Style, 11th edition, 3.7, by https://libguides.cedarville.edu/amaquickguide/general_guidelines
and https://utsouthwestern.libguides.com/AMAcitation/authors: family name and initials without points; up to six all
named, of more the first three and “et al”; particles as their bearer writes them; “Jr” and Roman numerals after the
initials; a group beside people after a semicolon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from firmground.records import Name

ALL_NAMED = 6
FIRST_NAMED = 3
_SUFFIXES = MappingProxyType({"2nd": "II", "3rd": "III", "4th": "IV", "junior": "Jr", "senior": "Sr"})
_IDEOGRAPHIC = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


def author_name(name: Name) -> str:
    """“Shekelle, Paul G.” as “Shekelle PG”; a body as it is."""
    if name.literal:
        return name.literal
    family, given = name.short.replace(".", ""), unicodedata.normalize("NFC", name.given)
    suffix = name.suffix.strip(" .")
    initials = initials_of(given)
    if _is_ideographic(family) and _is_ideographic(initials):
        family, initials = family + initials, ""
    return " ".join(part for part in (family, initials, _SUFFIXES.get(suffix.casefold(), suffix)) if part)


def initials_of(given: str) -> str:
    """“Paul G.” as “PG”; initials stay as they are, and so do given names in a script that has no capitals."""
    if any(letter.isalpha() and not _has_case(letter) for letter in given):
        return given
    words = re.split(r"[\s.\-‐‑]+", re.sub(r"\([^()]*\)", " ", given))
    return "".join(_initial(word) for word in words)


def _initial(word: str) -> str:
    """The first letter as a capital, with marks that stand on it; “JP” is taken as initials already."""
    if word.isupper() and word.isalpha() and len(word) <= 3:
        return word
    at = next((at for at, letter in enumerate(word) if unicodedata.category(letter) in {"Lu", "Ll", "Lt"}), None)
    if at is None:
        return ""
    end = at + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[at].title() + word[at + 1 : end]


def _has_case(letter: str) -> bool:
    return unicodedata.category(letter) != "Lo" or letter in "ªº"  # “M.ª”


def _is_ideographic(text: str) -> bool:
    return bool(text) and all(unicodedata.name(letter, "").startswith(_IDEOGRAPHIC) for letter in text)


def names_text(names: Sequence[Name], more: bool) -> str:
    """Names in a row, without the full stop: people parted by commas, a group by a semicolon.

    Args:
        names: in the order of the title page.
        more: whether there are more than these: “et al” follows, after three at most.
    """
    people = [name for name in names if not name.literal]
    if not people:
        bodies = _printed(names)
        return _cut(bodies, more, "; " if any("," in body for body in bodies) else ", ")
    first = names.index(people[0])
    before = _printed(name for name in names[:first] if name.literal)
    after = _printed(name for name in names[first:] if name.literal)
    return "; ".join((*before, _cut(_printed(people), more, ", "), *after))


def _printed(names: Iterable[Name]) -> list[str]:
    return [text for text in map(author_name, names) if text]


def _cut(printed: list[str], more: bool, between: str) -> str:
    if not more and len(printed) <= ALL_NAMED:
        return between.join(printed)
    return ", ".join(part for part in (between.join(printed[:FIRST_NAMED]), "et al") if part)
