"""Cut an article's text into the units that have to be accounted for: sentences, list items, table rows, headings.

The rules, all of them deterministic and none of them about what the words mean:

* A line is a paragraph, unless it is wrapped prose (``layout.blocks``). A unit never runs over the end of a paragraph.
* A *list item* (bullet, or number with stop or bracket, at the start of a line) is one unit however many sentences it
  has; so is a *table row* (cells parted by tabs or bars, or at least two lines on end whose cells were glued together
  in copying: a small letter, then a capital, and no end mark).
* Anything else is cut at ``. ! ? …`` when white space follows, after closing quotes and brackets and after a glued
  reference number (``Motion.2 The``, ``pain.[3] The``), and when what follows does not begin with a small letter.
* A full stop does not end a sentence after a title or the like (``Dr.``, ``vs.``, ``e.g.``, ``v.``), nor before a
  number after ``No.``, ``Fig.``, ``approx.``; after initials, initialisms and ``et al.`` (``J.``, ``U.S.``,
  ``Ph.D.``) it does only when a word follows with which sentences begin, such as "The" or "However".
* A paragraph of one sentence without an end mark, of at most 30 words, is a *heading*, and so is one of a single
  question of at most 15 words.
"""

from __future__ import annotations

import re

from firmground.anchoring.layout import UNSEEN, WHITE, Block, blocks, ends_sentence, is_blank
from firmground.records.anchor import Sentence, SentenceKind, Span

#: A line without an end mark that is longer than this, in words, is a sentence that lost its full stop.
LONGEST_HEADING = 30

#: A paragraph of one question, up to so many words, asks for what follows it.
LONGEST_QUESTION = 15


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Never at the end of a sentence.
NEVER_LAST = _words(
    "dr mr mrs ms mx prof rev gen col sgt capt lt gov sen rep hon st mt vs v e.g i.e eg ie viz cf incl resp"
)
#: Not at the end of a sentence when a number follows.
BEFORE_NUMBER = _words(
    "no nos fig figs vol vols p pp ch chap sec eq eqs ref refs ca c approx tab suppl "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
#: At the end of a sentence only before one of ``OPENINGS``; initials and initialisms are found by their form.
SELDOM_LAST = _words("al inc ltd co corp jr sr dept univ assoc ed eds")
#: Words with which a sentence begins and a name does not.
OPENINGS = _words(
    "a although an and another as at because before both but by each even for from he here how however if in it its "
    "many most no not on one or other others our overall people research several she since so some still studies "
    "such that the their there these they this those though to today we what when where while who with you your"
)

_CLOSERS = "\"'”’»›)\\]}"
_OPENERS = "\"'“‘«‹„‚([{¿¡\u2014\u2013-"
_STOP = re.compile(
    r"(?P<stop>[.!?…‽。！？｡।]+)"
    rf"(?P<closers>[{_CLOSERS}]*)"
    r"(?P<reference>(?:\[[\d,;\u2013 -]+\])+|\d{1,3}(?:[,\u2013-]\d{1,3})*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
    rf"(?P<after>[{_CLOSERS}]*)"
    rf"(?=[{WHITE}]|$|(?<=[。！？｡।]))"
)
_ALPHANUMERIC = re.compile(r"\w")
_TOKEN = re.compile(rf"[^{WHITE}{_CLOSERS}{re.escape(_OPENERS)}/]*$")
_NEXT = re.compile(rf"[{WHITE}{UNSEEN}{re.escape(_OPENERS)}”’]*(?P<word>\w[\w'’-]*)(?P<dot>\.?)")
_INITIALISM = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+$|[A-Z]$")


def _ends(text: str, block: Block, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at this stop."""
    follower = _NEXT.match(text, stop.end(), block.end)
    if follower is None:
        return False  # nothing but marks follows: they belong to this sentence
    word = follower["word"]
    if word[0].islower():
        return False
    glued_number = stop["reference"] and stop["reference"][0].isdigit() and not stop["closers"]
    if glued_number and not _letter_before(text, stop.start(), block.start):
        return False  # the decimals of a number
    if stop["stop"] != ".":
        return True
    token = _TOKEN.search(text[max(block.start, stop.start() - 40) : stop.start()])
    last = token.group() if token else ""
    low = last.casefold()
    if low in NEVER_LAST:
        return False
    if low in BEFORE_NUMBER and word[0].isdigit():
        return False
    if low in SELDOM_LAST or _INITIALISM.match(last):
        return word.casefold() in OPENINGS and not (len(word) == 1 and bool(follower["dot"]))
    return True


def _letter_before(text: str, at: int, floor: int) -> bool:
    return at > floor and not text[at - 1].isdigit() and not text[at - 1].isspace()


def _cut(text: str, block: Block) -> list[Span]:
    found: list[Span] = []
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if not _ALPHANUMERIC.search(text, start, max(start, stop.start())) or not _ends(text, block, stop):
            continue  # marks before the first word belong to it
        found.append(Span(start, stop.end()))
        start = stop.end()
        while start < block.end and is_blank(text[start]):
            start += 1
    found.append(Span(start, block.end))
    return found


def segment(text: str) -> tuple[Sentence, ...]:
    """Cut a text into its units, by the rules of this module.

    Args:
        text: an article's text.

    Returns:
        the units in reading order, numbered from 1. Their spans, in characters of ``text``, do not overlap; between
        them stand only white space, list marks and lines without a letter or digit.
    """
    units: list[tuple[Span, SentenceKind]] = []
    for block in blocks(text):
        if block.kind != "prose":
            units.append((Span(block.start, block.end), block.kind))
            continue
        spans = _cut(text, block)
        kind: SentenceKind = "heading" if len(spans) == 1 and _is_heading(text[block.start : block.end]) else "sentence"
        units.extend((span, kind) for span in spans)
    return tuple(Sentence(number, span, kind) for number, (span, kind) in enumerate(units, 1))


def _is_heading(line: str) -> bool:
    words = len(line.split())
    if line.endswith("?"):
        return words <= LONGEST_QUESTION
    return words <= LONGEST_HEADING and not ends_sentence(line)
