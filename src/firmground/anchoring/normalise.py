"""Fold what typesetting changes, and nothing else, with a way back to the offsets of the text as it stands.

The steps, in their order:

1. *Unicode form*: canonical composition (NFC). Not NFKC, which would make ``10²`` into ``102``.
2. *unseen characters*: soft hyphens, zero-width spaces and joiners, direction marks are dropped.
3. *ligatures*: ``ﬁ`` is ``fi``; ``…`` is three full stops.
4. *quotes*: every shape of single and double quotation mark and apostrophe becomes ``'`` or ``"``.
5. *dashes*: hyphens, en and em dashes and the minus sign become ``-``; only an em dash directly before a number stays
   (unless another number stands before it), so that it never looks like a minus sign.
6. *white space*: each run becomes one space; a run that ends a block of the article (see ``layout.blocks``) becomes
   one line end, together with the bullet of the next line, because a browser shows no bullet in its text and finds no
   words that run over the end of a block.
7. *case*: folded, as the Text Fragments specification asks for.

Digits, signs, decimal points, comparison marks, ``%``, Greek letters, superscripts, accents and all other punctuation
stay as they are. Words hyphenated at a line's end are not joined: ``12-`` and ``15`` would become ``1215``.

Source: WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/, "find a range from a
node list": browsers compare at the primary level of UTS #10, that is without case and accents. Accents are kept here
all the same: browsers differ in them (issue 233 of that specification) and they are no matter of typesetting.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from types import MappingProxyType

from firmground.anchoring.layout import BULLET, LINE_ENDS, UNSEEN, WHITE, wraps
from firmground.records.anchor import Span

LIGATURES = MappingProxyType(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u0132": "IJ",
        "\u0133": "ij",
        "\u2026": "...",
    }
)
QUOTES = MappingProxyType(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u00b4\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"')
)
DASHES = MappingProxyType(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d", "-")
)
#: Dashes that part words and are never a sign.
EM_DASHES = frozenset("\u2014\u2015\u2e3a\u2e3b")
_SHAPES = MappingProxyType(LIGATURES | QUOTES | DASHES)

_BLANKS = re.compile(f"[{WHITE}{UNSEEN}]+")
_WHITE = re.compile(f"[{WHITE}]")
_LINE_END = re.compile(f"[{LINE_ENDS}]")
#: All that the steps touch, except single plain spaces and ASCII letters.
_TOUCHED = re.compile(r"[^ -~]|  ")
_NUMBER = re.compile(rf"[{UNSEEN}]*\.?[{UNSEEN}]*\d")
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Offsets:
    """The way back from a normalised text to its source, as pieces that lie side by side.

    Attributes:
        at: for each piece the index of its first character in the normalised text.
        origin: for each piece the offset of its first character in the source.
        width: for each piece 0 when it stands character for character as in the source, otherwise how many
            characters of the source became this piece.
    """

    at: tuple[int, ...]
    origin: tuple[int, ...]
    width: tuple[int, ...]

    def start(self, index: int) -> int:
        """Offset in the source of the character at this index of the normalised text."""
        piece = max(bisect_right(self.at, index) - 1, 0)
        return self.origin[piece] if self.width[piece] else self.origin[piece] + index - self.at[piece]

    def end(self, index: int) -> int:
        """Offset in the source just after the character before this index of the normalised text."""
        if index <= 0:
            return self.start(0)
        piece = max(bisect_right(self.at, index - 1) - 1, 0)
        return self.origin[piece] + (self.width[piece] or index - self.at[piece])

    def index(self, offset: int) -> int:
        """Index in the normalised text of the first character that comes from this offset of the source or later."""
        piece = max(bisect_right(self.origin, offset) - 1, 0)
        following = self.at[piece + 1] if piece + 1 < len(self.at) else None
        if self.width[piece]:
            inside = offset > self.origin[piece] and following is not None
            return following if inside and following is not None else self.at[piece]
        index = self.at[piece] + max(offset - self.origin[piece], 0)
        return index if following is None else min(index, following)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text after all steps.

    Attributes:
        text: what is searched.
        offsets: the way back to the source.
        source: the text as it stands.
    """

    text: str
    offsets: Offsets
    source: str

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that became ``text[start:end]``.

        Args:
            start: index of the first character in the normalised text.
            end: index after the last one; more than ``start``.
        """
        return Span(self.offsets.start(start), self.offsets.end(end))

    def printed(self, start: int, end: int) -> str:
        """The words of ``text[start:end]`` as they stand in the source, each run of white space as one space."""
        span = self.span(start, end)
        return " ".join(self.source[span.start : span.end].split())


class _Builder:
    """Collects normalised text and its pieces; lives for one call only."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.at: list[int] = [0]
        self.origin: list[int] = [0]
        self.width: list[int] = [0]
        self.last = ""

    def _piece(self, origin: int, width: int) -> None:
        if self.at[-1] == self.length:  # the piece before has no characters: replace it
            self.origin[-1], self.width[-1] = origin, width
            return
        self.at.append(self.length)
        self.origin.append(origin)
        self.width.append(width)

    def copy(self, start: int, end: int) -> None:
        if start < end:
            self.put(self.source[start:end])

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def fold(self, start: int, end: int, text: str) -> None:
        """Put ``text`` for ``source[start:end]``; the source goes on at ``end``."""
        if len(text) == end - start == 1:
            self.put(text)
            return
        if text:
            self._piece(start, end - start)
            self.put(text)
        self._piece(end, 0)

    def end_block(self, start: int, end: int) -> None:
        """Make the white space at ``start`` a line end, in the place of a space that is already there."""
        if self.last == " ":
            self.parts[-1] = self.parts[-1][:-1] + "\n"
            self.last = "\n"
            self._piece(end, 0)
        else:
            self.fold(start, end, "\n")

    def finish(self) -> Normalised:
        # Folding case again changes no length: what could grow was folded when it was put.
        text = "".join(self.parts).casefold()
        return Normalised(text, Offsets(tuple(self.at), tuple(self.origin), tuple(self.width)), self.source)


def fold_shape(char: str) -> str:
    """Steps 3, 4, 5 and 7 for one character that is no white space.

    Args:
        char: one composed character.
    """
    return _SHAPES.get(char, char).casefold()


def _compose(text: str) -> Normalised:
    """Step 1 alone, for the rare text that is not composed."""
    builder = _Builder(text)
    done = 0
    for match in _NOT_ASCII.finditer(text):
        builder.copy(done, match.start())
        at = match.start()
        while at < match.end():
            end = at + 1
            while end < match.end() and _joins(text[at:end], text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", text[at:end])
            if composed == text[at:end]:
                builder.put(composed)  # each character keeps its own offset
            else:
                builder.fold(at, end, composed)
            at = end
        done = match.end()
    builder.copy(done, len(text))
    offsets = Offsets(tuple(builder.at), tuple(builder.origin), tuple(builder.width))
    return Normalised("".join(builder.parts), offsets, text)


def _joins(cluster: str, char: str) -> bool:
    """Whether a character belongs to the cluster before it: a mark, or a part that composes with it."""
    if unicodedata.combining(char):
        return True
    composed = unicodedata.normalize("NFC", cluster + char)
    return composed != unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", char)


def _through(first: Normalised, second: Normalised) -> Normalised:
    """Both ways back joined into one; only texts that were not composed come here, so a plain loop will do."""
    at: list[int] = [0]
    origin: list[int] = [0]
    width: list[int] = [0]
    for index in range(len(second.text)):
        start = first.offsets.start(second.offsets.start(index))
        end = first.offsets.end(second.offsets.end(index + 1))
        wide = 0 if end - start == 1 else end - start
        goes_on = not wide and not width[-1] and start == origin[-1] + index - at[-1]
        same = wide and width[-1] == wide and origin[-1] == start
        if index and (goes_on or same):
            continue
        if index:
            at.append(index)
            origin.append(start)
            width.append(wide)
        else:
            origin[0], width[0] = start, wide
    return Normalised(second.text, Offsets(tuple(at), tuple(origin), tuple(width)), first.source)


def normalise(text: str) -> Normalised:
    """Take all steps on an article's text.

    Args:
        text: any text; offsets count its characters.

    Returns:
        the normalised text, in which single spaces part words and line ends part blocks, with the way back.
    """
    if not unicodedata.is_normalized("NFC", text):
        first = _compose(text)
        return _through(first, normalise(first.text))
    builder = _Builder(text)
    wrapped: frozenset[int] | None = None
    done = 0
    while touched := _TOUCHED.search(text, done):
        at = touched.start()
        builder.copy(done, at)
        blanks = _BLANKS.match(text, at)
        if blanks is None:
            done = at + 1
            parting = text[at] in EM_DASHES and not builder.last.isdigit() and _NUMBER.match(text, done)
            builder.fold(at, done, text[at] if parting else fold_shape(text[at]))
            continue
        done = blanks.end()
        ends = [at + m.start() for m in _LINE_END.finditer(blanks.group())]
        if ends:
            if wrapped is None:
                wrapped = wraps(text)
            if not all(end in wrapped for end in ends):
                bullet = BULLET.match(text, done)
                done = bullet.end() if bullet else done
                builder.end_block(at, done)
                continue
        parts_words = _WHITE.search(blanks.group()) and builder.last not in (" ", "\n")
        builder.fold(at, done, " " if parts_words else "")
    builder.copy(done, len(text))
    return builder.finish()


def fold_words(words: str) -> str:
    """The same steps on words to search for: no blocks, no white space at the ends.

    Args:
        words: one part of an anchor, as the user wrote it.

    Returns:
        the words as they would stand in a normalised text; empty when nothing is left to search for.
    """
    plain = " ".join(words.split())
    if plain.isascii():
        return plain.casefold()
    return normalise(plain).text.strip(" ")
