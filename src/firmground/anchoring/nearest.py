"""The passage that looks most like words that were not found. Only ever a hint: nothing is decided by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from firmground.anchoring.normalise import fold_words
from firmground.records.anchor import Sentence

#: Hints below this likeness (0 to 1, of difflib) are noise.
LEAST_SCORE = 0.6
#: So many letters and digits the words must have: shorter ones look like anything.
SHORTEST = 4
#: The longest stretch of an article that may stand in the ledger or a hint, in words; text fragments need no more.
MOST_WORDS = 6

#: What a passage loses for each word more or less than asked for, so that a hint is not cut short for a wrong letter.
ODD_LENGTH = 0.1

_WORD = re.compile(r"\S+")
_NOT_WORD = re.compile(r"\W+")
_TRIMMED = " \t\n.,;:!?\"'“”‘’()[]—–"
_CANDIDATES = 6  # sentences that are looked at closely


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage that looks like the words that were searched.

    Attributes:
        sentence: number of the sentence it stands in.
        words: the words as printed, at most six.
        score: likeness from 0 to 1.
    """

    sentence: int
    words: str
    score: float


def _key(word: str) -> str:
    """The beginning of a word, so that most slips and endings leave it alone."""
    return _NOT_WORD.sub("", word.casefold())[:4]


def _length(words: str) -> int:
    """How many words, those of a compound counted one by one."""
    return len(words.replace("-", " ").split())


class Passages:
    """The words of a text, sentence by sentence, made ready for many questions.

    Args:
        text: the article's text.
        sentences: its units.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._words: list[list[str]] = [_WORD.findall(text[s.span.start : s.span.end]) for s in sentences]
        self._numbers = [s.number for s in sentences]
        self._places: dict[str, set[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                for part in word.split("-"):
                    if key := _key(part):
                        self._places.setdefault(key, set()).add(place)

    def nearest(self, words: str) -> Hint | None:
        """The passage most like these words.

        Args:
            words: what was not found, as the user wrote it.

        Returns:
            the best passage, or ``None`` when nothing is like enough. Of equal ones the first.
        """
        asked = words.split()[:MOST_WORDS]
        if len(_NOT_WORD.sub("", "".join(asked))) < SHORTEST:
            return None
        length = _length(" ".join(asked))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(fold_words(" ".join(asked)))
        best: Hint | None = None
        for place in self._candidates(asked):
            printed = self._words[place]
            for size in range(max(1, len(asked) - 1), min(MOST_WORDS, len(asked) + 1) + 1):
                for first in range(max(1, len(printed) - size + 1)):
                    shown = " ".join(printed[first : first + size]).strip(_TRIMMED)
                    cost = ODD_LENGTH * abs(_length(shown) - length)
                    floor = (best.score if best else LEAST_SCORE - 1e-9) + cost
                    matcher.set_seq1(fold_words(shown))
                    if matcher.real_quick_ratio() <= floor or matcher.quick_ratio() <= floor:
                        continue
                    score = matcher.ratio()
                    if score > floor:
                        best = Hint(self._numbers[place], shown, score - cost)
        return best

    def _candidates(self, asked: Sequence[str]) -> list[int]:
        """Sentences that share words with the question, rare words counting for more."""
        weights: Counter[int] = Counter()
        for key in {_key(part) for word in asked for part in word.split("-")} - {""}:
            places = self._places.get(key, ())
            for place in places:
                weights[place] += 1 + round(60 / len(places))
        ranked = sorted(weights, key=lambda place: (-weights[place], place))
        return sorted(ranked[:_CANDIDATES])
