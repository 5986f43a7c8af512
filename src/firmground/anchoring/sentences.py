"""Cut an article's text into the units that have to be accounted for: sentences, list items, table rows, headings.

The rules, all of them deterministic and none of them about what the words mean:

* A line is a paragraph, unless it is wrapped prose (``layout.blocks``). A unit never runs over the end of a paragraph.
* A *list item* (bullet, or number with stop or bracket, at the start of a line) is one unit however many sentences it
  has; so is a *table row* (cells parted by tabs or bars, or at least two lines on end whose cells were glued together
  in copying: a small letter, then a capital, and no end mark).
* Anything else is cut at ``. ! ? …`` when white space follows, after closing quotes of every shape, brackets and note
  marks (``Motion.2 The``, ``pain.[3] The``, ``pain.† The``), and when what follows does not begin with a small letter;
  at ``。 ！ ？`` no white space is needed. Which stops end nothing (``Dr.``, ``Step 1.``, ``Fig. A``, ``J. Smith``,
  “Why?” Smith asked) is told in ``stops``.
* A paragraph of one sentence without an end mark, of at most 30 words, is a *heading*, and so is one of a single
  question of at most 15 words.
"""

from __future__ import annotations

import re

from firmground.anchoring.layout import Block, blocks, ends_sentence, is_blank
from firmground.anchoring.stops import STOP, Around, closed, ends
from firmground.records.anchor import Sentence, SentenceKind, Span

#: A line without an end mark that is longer than this, in words, is a sentence that lost its full stop.
LONGEST_HEADING = 30

#: A paragraph of one question, up to so many words, asks for what follows it.
LONGEST_QUESTION = 15


_ALPHANUMERIC = re.compile(r"\w")


def _cut(text: str, block: Block) -> list[Span]:
    found: list[Span] = []
    start, seen, worded, asked = block.start, block.start, False, False
    for stop in STOP.finditer(text, block.start, block.end):
        worded = worded or _ALPHANUMERIC.search(text, seen, max(seen, stop.start())) is not None
        seen = stop.end()
        if not worded or not ends(Around(text, block.start, start, block.end, asked), stop):
            continue  # marks before the first word belong to it
        end = closed(text, start, stop)
        found.append(Span(start, end))
        start, seen, worded, asked = end, end, False, "?" in stop["stop"]
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
