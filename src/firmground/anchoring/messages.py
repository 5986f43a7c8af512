"""What findings about anchors say: the user's words, the nearest passage, the words that tell two places apart.

No message quotes more than six words of an article; the user's own words are shortened to six as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from firmground.anchoring.locate import LONGEST_PASSAGE, Match, find, matches
from firmground.anchoring.nearest import MOST_WORDS, Hint
from firmground.anchoring.normalise import Normalised, fold_words
from firmground.records.anchor import Anchor

#: Characters that a shell would act upon inside double quotes.
_ACTIVE = frozenset('"$`\\!')


_WORD = re.compile(r"[^\W_]")
#: Words beside a place are looked for within so many characters.
_NEAR = 400


def quoted(words: str) -> str:
    """Words in quotation marks, at most six of them."""
    listed = words.split()
    return f"“{' '.join(listed[:MOST_WORDS])}{' …' if len(listed) > MOST_WORDS else ''}”"


def try_it(article: str, words: str) -> str:
    """The command that tries words on an article, as it stands in running text."""
    plain = " ".join(words.split()[:MOST_WORDS])
    if _ACTIVE.isdisjoint(plain):
        return f'`firmground article locate {article} "{plain}"`'
    escaped = plain.replace("'", "'\\''")
    return f"`firmground article locate {article} '{escaped}'`"


def hinted(hint: Hint | None) -> str:
    """The hint as a sentence, with a space before it; empty when there is none."""
    return f" Nearest, at sentence {hint.sentence}: “{hint.words}”." if hint else ""


def missing_part(anchor: Anchor, prepared: Normalised, file: str) -> tuple[str, str, bool]:
    """Why an anchor points nowhere.

    Args:
        anchor: an anchor without a match.
        prepared: the article's text.
        file: how to name the text to the user.

    Returns:
        name of the part to blame, one sentence, and whether its words are not in the text at all.
    """
    parts = dict(anchor.parts())
    for name in ("start", "end", "prefix", "suffix"):
        words = parts.get(name)
        if words is not None and next(find(fold_words(words), prepared), None) is None:
            return name, f"{quoted(words)} ({name}) is not in {file} as whole words of one paragraph.", True
    steps: tuple[tuple[str, dict[str, str | None]], ...] = (
        ("prefix", {"end": None, "suffix": None}),
        ("end", {"suffix": None}),
    )
    for name, without in steps:
        if name in parts and _first(anchor.model_copy(update=without), prepared) is None:
            place = _first(anchor.model_copy(update={name: None, **without}), prepared)
            if name == "prefix":
                fault = f"never stands directly before {quoted(anchor.start)}{_instead(prepared, place, before=True)}"
            else:
                fault = f"does not follow {quoted(anchor.start)} within {LONGEST_PASSAGE} characters"
            return name, f"{quoted(parts[name])} ({name}) is in {file}, but {fault}.", False
    if anchor.suffix is None:
        return "start", f"The words of this anchor are in {file}, but not together.", False
    place = _first(anchor.model_copy(update={"suffix": None}), prepared)
    before = quoted(anchor.end or anchor.start)
    fault = f"never stands directly after {before}{_instead(prepared, place, before=False)}"
    return "suffix", f"{quoted(anchor.suffix)} (suffix) is in {file}, but {fault}.", False


def _first(anchor: Anchor, prepared: Normalised) -> Match | None:
    return next(matches(anchor, prepared), None)


def _instead(prepared: Normalised, place: Match | None, *, before: bool) -> str:
    """What stands where a prefix or suffix was looked for: often a mark that the user left out."""
    words = _beside(prepared, place, 1, before=before, bare=True) if place else ""
    return f", where “{words}” stands" if words else ""


def places(
    anchor: Anchor, prepared: Normalised, found: Sequence[Match], number_at: Callable[[int], int]
) -> tuple[str, str]:
    """Where an ambiguous anchor stands, told apart by the words around each place.

    Args:
        anchor: the anchor.
        prepared: the article's text.
        found: its matches, at least two, in indexes of the normalised text.
        number_at: the number of the sentence at an index of the normalised text.

    Returns:
        the places in words, and a prefix or suffix that makes one of them unique; the second is empty when nothing
        near does.
    """
    shown = [f"at sentence {number_at(match[0])}" for match in found[:MOST_WORDS]]
    for count in range(1, MOST_WORDS // len(shown) + 1):
        for side, before in (("prefix", True), ("suffix", False)):
            around = [_beside(prepared, match, count, before=before) for match in found]
            if len({fold_words(words) for words in around}) < len(found):
                continue
            example = next((w for w in around if w and _only(anchor.model_copy(update={side: w}), prepared)), "")
            if example:
                word = "after" if before else "before"
                told = [f" {word} “{words}”" if words else "" for words in around]
                listed = [at + what for at, what in zip(shown, told, strict=False)]
                return _listed(listed, found), f"{side}: “{example}”"
    return _listed(shown, found), ""


def _only(anchor: Anchor, prepared: Normalised) -> bool:
    return sum(1 for _ in matches(anchor, prepared)) == 1


def _listed(shown: Sequence[str], found: Sequence[Match]) -> str:
    return ", ".join(shown) + (f" and {len(found) - len(shown)} more" if len(found) > len(shown) else "")


def _beside(prepared: Normalised, match: Match, count: int, *, before: bool, bare: bool = False) -> str:
    """So many words directly before or after a match, as printed and of one block, with the marks between.

    Empty when no word is there, unless ``bare`` asks for marks alone.
    """
    text = prepared.text
    if before:
        near = text[max(match[0] - _NEAR, 0) : match[0]].rstrip(" \n")
        end = match[0] - (min(_NEAR, match[0]) - len(near))
        length = _taken(near[near.rfind("\n") + 1 :].split(" ")[::-1], count, bare=bare)
        return prepared.printed(end - length, end).strip() if length else ""
    near = text[match[1] : match[1] + _NEAR]
    start = match[1] + len(near) - len(near.lstrip(" \n"))
    length = _taken(near.lstrip(" \n").partition("\n")[0].split(" "), count, bare=bare)
    return prepared.printed(start, start + length).strip() if length else ""


def _taken(tokens: Sequence[str], count: int, *, bare: bool) -> int:
    """How many characters the first so many words take, with the marks that stand among them."""
    taken: list[str] = []
    words = 0
    for token in tokens:
        taken.append(token)
        words += bool(_WORD.search(token))
        if words == count:
            break
    return len(" ".join(taken)) if words or bare else 0
