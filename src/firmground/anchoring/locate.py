"""Find the passage that an anchor points to. Exact decides: nothing here guesses.

A part of an anchor matches where its normalised words stand in the normalised text *as whole words*. What a whole word
is, is stricter here than in a browser, because in a text about evidence half a number is a false statement:

* Letters, digits, apostrophes and the points and commas inside a number hold together, as in the Unicode word rules
  (UAX #29) that the Text Fragments specification refers to: no ``art`` in ``heart``, no ``5`` in ``12.5``.
* A sign, comparison mark or currency sign directly before a digit belongs to the number, and so do ``%``, ``°``,
  ``+`` and ``€`` directly after one: no ``0.80`` in ``-0.80``, no ``0.05`` in ``p<0.05``, no ``80`` in ``80%``. A minus
  sign U+2212 belongs to the number even over a space. A mark that stands apart (``p < 0.05``) is a word of its own.
* A hyphen between letters or digits makes one word: no ``significant`` in ``non-significant``, no ``12`` in
  ``12-week``. A dash between two numbers makes a range, whatever its shape, and a range is one word: no ``15`` in
  ``12–15``, while ``12-15`` is found there; nor in ``12 – 15``, ``12% – 15%``, ``12~15``. An em dash between words
  parts them, and so does an en dash; between numbers an em dash does so where spaces stand round it.
* Digits in groups (``10 000``) are one number, and so are a number and its power (``5 × 10⁻³``, ``10^-3``, ``1e-3``).
* Raised digits directly after a word are note marks, parted from it as in UAX #29: ``pain`` is found in ``pain¹``.
  They are exponents, and never cut off, after a digit, one letter, or the sign of a unit (``10²``, ``R²``, ``cm²``),
  and with a sign of their own (``s⁻¹``, ``Ca²⁺``). Lowered digits and fractions are never cut off.
* A full stop directly before a digit is a decimal point after a digit, a sign, a bracket, white space, and at the start
  of the text; after a letter, quote or closing bracket it ends a sentence and the digit is a reference (``Motion.2``).

Source: WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/, "find a range from a text
directive" and "word boundaries": a prefix or suffix is parted from the passage by white space only; each part stands
inside one block; the end is the first one after the start (with the suffix, if there is one, directly after it).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from firmground.anchoring.layout import RAISED
from firmground.anchoring.normalise import EM_DASHES, Normalised, fold_words
from firmground.records.anchor import Anchor, Span

#: The end of a passage is looked for within so many characters after its start: some ten sentences. A claim that runs
#: on for longer is no claim, and a far end is most often a slip that happens to match.
LONGEST_PASSAGE = 2000

_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
#: Marks that belong to the number directly after them. ``-`` and ``.`` have rules of their own.
_BEFORE_NUMBER = frozenset("+±∓<>=≤≥≠≮≯≰≱≲≳≪≫~≈≅≃∼∝×÷^$£€¥")
#: A longer run of marks is a rule or an ornament.
_LONGEST_MARKS = 8
_COMPARISONS = frozenset("<>=≤≥≠≮≯≰≱≲≳≪≫!")
_AFTER_NUMBER = frozenset("%‰‱٪°+€£¥")
_INSIDE_NUMBER = frozenset(".,:/·٫×^±~∼\u301c\uff5e")
#: Between two numbers that are one: a range with its units, groups of three digits, a power of ten.
_NUMERIC = r"[\d\xbc-\xbe\u2150-\u215e]"
_JOINT = re.compile(
    rf"(?<={_NUMERIC})(?: ?[%‰‱°′″])?(?: (?P<apart>[-~∼\u301c\uff5e]) |[-~∼\u301c\uff5e] ?)[$€£¥+]?(?=\.?{_NUMERIC})"
    r"|(?<=\d) (?=\d{3}(?!\d))"
    rf"|(?<=\d) ?[×·x*] ?(?=10(?:[{RAISED}]|\^))"
    r"|(?<=\d)\^[-+](?=\d)|(?<=\de)[-+](?=\d)"
)
_LONGEST_JOINT = 6
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})* $")
#: Raised digits that can be note marks: no sign, except between two of them.
_RAISED = re.compile(f"[{RAISED}]")
_NOTES = re.compile(
    r"(?:⁽?[⁰¹²³⁴-⁹]{1,4}(?:[⁻,\u2013-][⁰¹²³⁴-⁹]{1,4}){0,9}⁾?|[\u2460-\u2473\u2776-\u277f])(?![^\W_]|[⁺-⁾])"
)
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{2,}$")
#: Signs of units and of what else is squared, case folded.
_POWERED = re.compile(
    r"[pnμmcdhkgf]?(?:m|g|l|s|mol|hz|pa|bar|j|w|v|a|n|ev|gy|sv|bq|cal)|in|ft|yd|mi|hr|min|sec|cd|lm|lx|rad|sr|deg|lb|oz"
    r"|au|pc|psi|mmhg|torr|sd|se|var|log|ln|sin|cos|tan|[α-ω][a-z]"
)
#: Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_NUMBER_OR_LETTER = re.compile(r"[^\W_]")
_PARTED = re.compile(rf"[\s{''.join(sorted(EM_DASHES))}]+")

Inside = Callable[[Normalised, int], bool]
Match = tuple[int, int]


def words_in(part: str) -> int:
    """The number of words of an article that are quoted, for the rule of at most six.

    Words are parted by white space and em dashes; a mark that stands alone is no word.

    Args:
        part: of an anchor, or another quotation; as the user wrote it.
    """
    return sum(1 for word in _PARTED.split(part) if _NUMBER_OR_LETTER.search(word))


def _wordy(char: str) -> bool:
    """Whether a character makes up words for UAX #29; raised and lowered digits, fractions and the like do not."""
    category = unicodedata.category(char)
    return (char.isalnum() and category != "No") or char == "_" or category[0] == "M"


def inside_word(prepared: Normalised, at: int) -> bool:
    """Whether a place in the normalised text lies inside a word by the Unicode rules, which browsers follow.

    Args:
        prepared: the text.
        at: index in the normalised text; the place before the character at this index.
    """
    text = prepared.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if before in " \n" or after in " \n":
        return False
    if _wordy(before) and _wordy(after):
        unspaced = _UNSPACED.match(before) and _UNSPACED.match(after)
        return not unspaced or unicodedata.category(after)[0] == "M"
    return (_wordy(before) and _joins(text, at)) or (_wordy(after) and _joins(text, at - 1))


def _joins(text: str, at: int) -> bool:
    """Whether the mark at this index holds the characters on both its sides together."""
    mark = text[at]
    if mark not in "'.,;" or at == 0 or at + 1 >= len(text):
        return False
    left, right = text[at - 1], text[at + 1]
    if mark == "'":
        return _wordy(left) and _wordy(right)
    if left.isdigit() and right.isdigit():
        return True
    return mark == "." and left.isalpha() and right.isalpha()


def inside_number(prepared: Normalised, at: int) -> bool:
    """Whether a place lies inside a number with its marks, or inside a hyphenated word: our own, stricter rules.

    Args:
        prepared: the text.
        at: index in the normalised text; the place before the character at this index.
    """
    text = prepared.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _in_joint(prepared, at):
        return True
    if before == " ":
        spaced_minus = after.isdigit() and at > 1 and text[at - 2] == "-"
        return spaced_minus and _shape(prepared, at - 2) == "\u2212"
    if after in " \n" or before == "\n":
        return False
    if before in _COMPARISONS and after in _COMPARISONS:
        return True
    if _holds_raised(text, at):
        return True
    if before.isnumeric() and after in _AFTER_NUMBER:
        return True
    if _hyphen_joins(prepared, at) or _hyphen_joins(prepared, at - 1):
        return True
    return _holds_number(text, at) or _holds_number(text, at - 1) or _after_mark(prepared, at)


def _in_joint(prepared: Normalised, at: int) -> bool:
    """Whether a place lies where two numbers are joined to one."""
    text = prepared.text
    for joint in _JOINT.finditer(text, max(at - _LONGEST_JOINT, 0), at + _LONGEST_JOINT + 6):
        if not joint.start() <= at <= joint.end():
            continue
        if joint.group() == " ":
            return _GROUPED.search(text[max(joint.end() - 20, 0) : joint.end()]) is not None
        return joint["apart"] is None or _shape(prepared, joint.start("apart")) not in EM_DASHES
    return False


def _holds_raised(text: str, at: int) -> bool:
    """Whether raised or lowered digits, fractions or their signs hold to what stands before or after the place."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(before) == "No" or _RAISED.match(before):
        return after.isalnum() or _RAISED.match(after) is not None
    if not before.isalnum() or not (unicodedata.category(after) == "No" or _RAISED.match(after)):
        return False
    word = _LETTERS.search(text[max(at - 40, 0) : at])
    return word is None or bool(_POWERED.fullmatch(word.group())) or _NOTES.match(text, at) is None


def _shape(prepared: Normalised, at: int) -> str:
    """The character as it stands in the source."""
    return prepared.source[prepared.offsets.start(at)]


def _holds_number(text: str, at: int) -> bool:
    """Whether the mark at this index stands between two digits."""
    between = at > 0 and text[at] in _INSIDE_NUMBER
    return between and text[at - 1].isnumeric() and text[at + 1 : at + 2].isnumeric()


def _hyphen_joins(prepared: Normalised, at: int) -> bool:
    """Whether the dash at this index holds the characters on both its sides together."""
    text = prepared.text
    if text[at] != "-" or at == 0 or at + 1 >= len(text):
        return False
    left, right = text[at - 1], text[at + 1]
    if not (_wordy(left) and _wordy(right)):
        return False
    if left.isnumeric() and right.isnumeric():
        return True
    return _shape(prepared, at) in _HYPHENS


def _after_mark(prepared: Normalised, at: int) -> bool:
    """Whether marks before this place belong to a number that begins here or after further marks."""
    text = prepared.text
    digit = at
    ceiling, floor = min(at + _LONGEST_MARKS, len(text)), max(at - _LONGEST_MARKS, 0)
    while digit < ceiling and (text[digit] in _BEFORE_NUMBER or text[digit] in "-."):
        digit += 1
    if digit >= len(text) or not text[digit].isnumeric():
        return False
    first = at
    while first > floor and (text[first - 1] in _BEFORE_NUMBER or text[first - 1] in "-."):
        first -= 1
    if first == at:
        return False
    run, left = text[first:digit], text[first - 1] if first else " "
    if set(run) == {"."}:
        return len(run) == 1 and (left.isnumeric() or left in " \n([{")
    return True


def _cuts(prepared: Normalised, at: int) -> bool:
    return inside_word(prepared, at) or inside_number(prepared, at)


def _remembered(cuts: Inside) -> Inside:
    """The same, asked once for each place of one text: in a row of like words each begins where another ends."""
    known: dict[int, bool] = {}

    def asked(prepared: Normalised, at: int) -> bool:
        if at not in known:
            known[at] = cuts(prepared, at)
        return known[at]

    return asked


def find(
    words: str, prepared: Normalised, start: int = 0, end: int | None = None, *, cuts: Inside = _cuts
) -> Iterator[Match]:
    """Every place where folded words stand as whole words.

    Args:
        words: as ``fold_words`` returns them.
        prepared: the text to search.
        start: index in the normalised text from which to search.
        end: index before which the words must end.
        cuts: whether a place lies inside a word.

    Yields:
        first index and index after the last character, in the normalised text.
    """
    if not words:
        return
    text = prepared.text
    stop = len(text) if end is None else min(end, len(text))
    at = text.find(words, start, stop)
    while at >= 0:
        after = at + len(words)
        if not cuts(prepared, at) and not cuts(prepared, after):
            yield at, after
        at = text.find(words, at + 1, stop)


def _skip(text: str, at: int, step: int) -> int:
    """Past white space, forward (step 1) or back (step -1, counted from the end of what stands before)."""
    while 0 <= (look := at if step > 0 else at - 1) < len(text) and text[look] in " \n":
        at += step
    return at


def _stands_before(words: str, prepared: Normalised, at: int, cuts: Inside) -> bool:
    end = _skip(prepared.text, at, -1)
    start = end - len(words)
    return start >= 0 and _stands(words, prepared, start, cuts)


def _stands_after(words: str, prepared: Normalised, at: int, cuts: Inside) -> bool:
    return _stands(words, prepared, _skip(prepared.text, at, 1), cuts)


def _stands(words: str, prepared: Normalised, start: int, cuts: Inside) -> bool:
    end = start + len(words)
    return prepared.text.startswith(words, start) and not cuts(prepared, start) and not cuts(prepared, end)


def matches(
    anchor: Anchor, prepared: Normalised, *, cuts: Inside = _cuts, longest: int | None = LONGEST_PASSAGE
) -> Iterator[Match]:
    """Every passage an anchor points to, in indexes of the normalised text.

    Args:
        anchor: what to look for.
        prepared: the text to search.
        cuts: whether a place lies inside a word; ``inside_word`` alone makes the search that of a browser.
        longest: how many characters a passage may have, or ``None`` for no limit.

    Yields:
        first index and index after the last character, in reading order.
    """
    cuts = _remembered(cuts)
    start, end = fold_words(anchor.start), fold_words(anchor.end or "")
    prefix, suffix = fold_words(anchor.prefix or ""), fold_words(anchor.suffix or "")
    for first, after in find(start, prepared, cuts=cuts):
        if prefix and not _stands_before(prefix, prepared, first, cuts):
            continue
        if not end:
            if not suffix or _stands_after(suffix, prepared, after, cuts):
                yield first, after
            continue
        limit = None if longest is None else first + longest
        for _, last in find(end, prepared, after, limit, cuts=cuts):
            if not suffix or _stands_after(suffix, prepared, last, cuts):
                yield first, last
                break
        else:
            if limit is None:
                return  # none after this start, so none after a later one


def locate(anchor: Anchor, prepared: Normalised) -> tuple[Span, ...]:
    """Every passage an anchor points to; a good anchor has exactly one.

    With an ``end``, each place of the start gives the shortest passage from there, as in the specification.

    Args:
        anchor: what to look for.
        prepared: the article's text, normalised once for all its anchors.

    Returns:
        spans in characters of the article's text, in reading order.
    """
    return tuple(prepared.span(first, after) for first, after in matches(anchor, prepared))


def first_in_browser(anchor: Anchor, prepared: Normalised) -> Span | None:
    """The passage at which a browser would stop: it takes the first match, and reads ``-0.80`` as a word ``0.80``.

    Args:
        anchor: what to look for.
        prepared: the article's text.

    Returns:
        its span in characters of the article's text.
    """
    found = next(matches(anchor, prepared, cuts=inside_word, longest=None), None)
    return prepared.span(*found) if found else None
