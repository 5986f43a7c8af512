"""Join a claim file to its article's text: where each claim stands, and whether every sentence is accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from firmground.anchoring.locate import Match, find, first_in_browser, matches
from firmground.anchoring.messages import hinted, missing_part, places, quoted, try_it
from firmground.anchoring.nearest import Hint, Passages
from firmground.anchoring.normalise import fold_words, normalise
from firmground.anchoring.sentences import segment
from firmground.plurals import counted, plural
from firmground.records.anchor import Anchor, Sentence, Span
from firmground.records.article import ArticleText
from firmground.records.claim import Claim, ClaimFile
from firmground.records.contents import Contents
from firmground.records.finding import Finding
from firmground.records.place import Spot, Told


class SetAside(NamedTuple):
    """A passage that is no claim: the reason, its span (``None`` when not found once), the words it was named by."""

    reason: str
    span: Span | None
    words: str


class Account(NamedTuple):
    """One sentence, the ids of the claims that take words of it, and the reason under which it is set aside."""

    sentence: Sentence
    claims: tuple[str, ...]
    reason: str | None

    @property
    def settled(self) -> bool:
        """Whether it is claimed or set aside."""
        return bool(self.claims) or self.reason is not None


@dataclass(frozen=True, slots=True)
class AnchoredArticle:
    """An article whose claims have been looked up in its text.

    Attributes:
        article: the article's id.
        sentences: the units of the text.
        spans: for each claim id its passage in characters of the text; ``None`` when it was not found exactly once.
        set_aside: what is no claim, in the order of the claim file.
        account: for each sentence, in order, what accounts for it.
    """

    article: str
    sentences: tuple[Sentence, ...]
    spans: Mapping[str, Span | None]
    set_aside: tuple[SetAside, ...]
    account: tuple[Account, ...]

    @property
    def total(self) -> int:
        """How many sentences, list items, table rows and headings the text has."""
        return len(self.account)

    @property
    def accounted(self) -> int:
        """How many of them are claimed or set aside."""
        return sum(1 for account in self.account if account.settled)


class _Joiner:
    """One file and its text while they are joined; lives for one call."""

    def __init__(self, file: ClaimFile, text: ArticleText) -> None:
        self.file = file
        self.text = text
        self.prepared = normalise(text.text)
        self.sentences = segment(text.text)
        self.starts = [s.span.start for s in self.sentences]
        self.findings: list[Finding] = []
        spot = file.spot
        self.spot = Spot(spot.file if spot else f"claims/{file.article.id}.yaml")

    @cached_property
    def passages(self) -> Passages:
        """Made only when a hint is needed."""
        return Passages(self.text.text, self.sentences)

    def report(self, code: str, spot: Spot | None, message: str, cure: str, subject: str) -> None:
        self.findings.append(Finding(code, spot, message, cure, subject))

    def number_at(self, index: int) -> int:
        """Number of the sentence at an index of the normalised text, or of the one before it."""
        return max(bisect_right(self.starts, self.prepared.offsets.start(index)), 1)

    def touched(self, span: Span) -> range:
        """Places in ``sentences`` of those that share characters with a span."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        last = bisect_right(self.starts, span.end - 1)
        while first < last and not self.sentences[first].span.overlaps(span):
            first += 1
        return range(first, last)

    def anchor(self, anchor: Anchor, spot: Spot | None, subject: str, prefix: str = "anchor") -> Span | None:
        """The one passage of an anchor; otherwise a finding and ``None``."""
        found = list(matches(anchor, self.prepared))
        if not found:
            part, fault, absent = missing_part(anchor, self.prepared, self.text.file)
            words = dict(anchor.parts())[part]
            hint = self.passages.nearest(words) if absent else None
            cure = f"Correct the anchor's {part} to words of the article; {self.try_near(hint)}."
            self.report(f"{prefix}-not-found", spot.at(part) if spot else None, fault + hinted(hint), cure, subject)
            return None
        at = spot.at("start") if spot else None
        if len(found) > 1:
            message, cure = self.ambiguous(anchor, found)
            self.report(f"{prefix}-ambiguous", at, message, cure, subject)
            return None
        span = self.prepared.span(*found[0])
        browser = first_in_browser(anchor, self.prepared)
        if browser is not None and browser != span:
            number = max(bisect_right(self.starts, browser.start), 1)
            message = (
                f"{quoted(anchor.start)} stands once by itself, at sentence {self.number_at(found[0][0])}, but a "
                f"browser would stop at sentence {number} first, where it is part of a longer word, number or passage."
            )
            cure = "Add a prefix or suffix, the words directly before or after the passage, so that the link finds it."
            self.report(f"{prefix}-ambiguous", at, message, cure, subject)
        return span

    def ambiguous(self, anchor: Anchor, found: list[Match]) -> tuple[str, str]:
        """Message and cure for words that stand more than once."""
        listed, unique = places(anchor, self.prepared, found, self.number_at)
        message = f"{quoted(anchor.start)} stands {len(found)} times in {self.text.file}: {listed}."
        if unique:
            return message, f"Say which one is meant by a prefix or suffix, for instance {unique}."
        return message, (
            "Say which one is meant by a longer start, a prefix or a suffix; to see each place: "
            f"{try_it(self.file.article.id, anchor.start)}."
        )

    def try_near(self, hint: Hint | None) -> str:
        """How to try the nearest words, or any words where none are near."""
        which, words = ("the nearest ones", hint.words) if hint else ("some", "WORDS")
        return f"to try {which}: {try_it(self.file.article.id, words)}"

    def claims(self) -> list[tuple[Claim, Span | None]]:
        """Every claim with its passage."""
        return [
            (claim, self.anchor(claim.anchor, claim.spot.at("anchor") if claim.spot else None, claim.id))
            for claim in self.file.claims
        ]

    def opened(self, words: str) -> list[int]:
        """Places in ``sentences`` of those that begin with these words; opening quotes and list numbers may lack."""
        text = self.text.text
        opened: list[int] = []
        for match in find(fold_words(words), self.prepared):
            span = self.prepared.span(*match)
            place = bisect_right(self.starts, span.start) - 1
            inside = place >= 0 and span.start < self.sentences[place].span.end
            if inside and not any(c.isalnum() for c in text[self.starts[place] : span.start]):
                opened.append(place)
            elif not inside and place + 1 < len(self.sentences) and span.end > self.starts[place + 1]:
                opened.append(place + 1)  # the words begin with the number of a list item
        return opened

    def aside(self) -> Iterator[tuple[SetAside, Span | None, Spot]]:
        """Every passage set aside, with the span of the words that name it, and where it was written down."""
        times = Counter(fold_words(w) for listed in self.file.set_aside.values() for w in listed if isinstance(w, str))
        used: Counter[str] = Counter()
        for reason, listed in self.file.set_aside.items():
            for index, entry in enumerate(listed):
                spot = self.spot.at("set_aside", reason, index)
                if isinstance(entry, Anchor):
                    span = self.anchor(entry, spot, self.file.article.id, "set-aside")
                    yield SetAside(reason, span, entry.start), span, spot
                    continue
                folded = fold_words(entry)
                opened = self.opened(entry)
                place = self.one_of(opened, entry, times[folded], spot, used[folded])
                used[folded] += 1
                if place is None:
                    yield SetAside(reason, None, entry), None, spot
                    continue
                whole = self.sentences[place].span
                # Only the words that name it: the rest of the sentence may well be a claim.
                first = self.prepared.offsets.index(whole.start)
                named = self.prepared.span(first, first + max(len(folded), 1))
                yield SetAside(reason, whole, entry), named, spot

    def one_of(self, opened: list[int], words: str, listed: int, spot: Spot, nth: int) -> int | None:
        """The one sentence that words open, or a finding.

        A text may hold the same heading several times, and then no words tell them apart. So words that are listed as
        often as sentences open with them stand for these sentences in their order.
        """
        article = self.file.article.id
        if len(opened) == listed:
            return opened[nth]
        if not opened:
            elsewhere = next(find(fold_words(words), self.prepared), None)
            if elsewhere:
                number = self.number_at(elsewhere[0])
                fault = (
                    f"{quoted(words)} stands inside sentence {number} of {self.text.file}, but no sentence begins so."
                )
                cure = 'Write the first words of the sentence, or, for a part of it, an anchor: {start: "…"}.'
            else:
                hint = self.passages.nearest(words)
                fault = f"No sentence of {self.text.file} begins with {quoted(words)}.{hinted(hint)}"
                cure = f"Write the first words of a sentence, at most six, or remove them; {self.try_near(hint)}."
            self.report("set-aside-not-found", spot, fault, cure, article)
            return None
        numbers = ", ".join(str(self.sentences[place].number) for place in opened)
        numbers = f"{plural(len(opened), 'sentence')} {numbers}"
        begin = f"{len(opened)} sentences begin" if len(opened) > 1 else "Only 1 sentence begins"
        often = f", and it is listed {listed} times" if listed > 1 else ""
        message = f"{begin} with {quoted(words)} in {self.text.file} ({numbers}){often}."
        cure = (
            "Write more of its first words; where whole sentences are the same, list the words once for each of them "
            "or write an anchor with a prefix or suffix."
        )
        self.report("set-aside-ambiguous", spot, message, cure, article)
        return None

    def stamp(self) -> None:
        """Compare the text with the one that the claim file was made from."""
        article = self.file.article
        if article.text is None:
            return
        spot = self.spot.at("article", "text")
        same = self.text.is_that_of(article.text)
        if not same:
            message = (
                f"{self.text.file} is not the text that these claims were made from: its SHA-256 is {self.text.sha256}."
            )
            cure = (
                "Mend what else is found in this file, look for what is new in the text, then write that SHA-256 here."
            )
            self.report("text-changed", spot.at("sha256"), message, cure, article.id)
        if article.text.sentences != len(self.sentences):
            count = len(self.sentences)
            message = f"{self.text.file} has {counted(count, 'sentence')}, not {article.text.sentences}."
            why = "The text is the same; this version cuts it otherwise" if same else "Look at what changed in the text"
            joined = ": mend" if same else ", mend"
            cure = f"{why}{joined} what else is found in this file, then write {count} here."
            self.report("sentence-count", spot.at("sentences"), message, cure, article.id)

    def printed(self, sentence: Sentence) -> str:
        shown = quoted(self.text.text[sentence.span.start : sentence.span.end])
        return shown if shown[-2] in ".!?…" else f"{shown}."

    def join(self) -> AnchoredArticle:
        """All of it."""
        self.stamp()
        claims = self.claims()
        aside = list(self.aside())
        taken: list[list[str]] = [[] for _ in self.sentences]
        for claim, span in claims:
            for place in self.touched(span) if span else ():
                taken[place].append(claim.id)
        reasons: list[str | None] = [None for _ in self.sentences]
        twice: dict[int, Spot] = {}
        spans = [span for _, span in claims if span]
        for entry, named, spot in aside:
            for place in self.touched(entry.span) if entry.span else ():
                reasons[place] = reasons[place] or entry.reason
                clash = _shared(named, self.sentences[place].span)
                if clash and taken[place] and any(span.overlaps(clash) for span in spans):
                    twice.setdefault(place, spot)
        account = tuple(
            Account(sentence, tuple(dict.fromkeys(ids)), reason)
            for sentence, ids, reason in zip(self.sentences, taken, reasons, strict=True)
        )
        self.settle(account, twice)
        found: dict[str, Span | None] = {}
        for claim, span in claims:
            found.setdefault(claim.id, span)
        return AnchoredArticle(
            self.file.article.id,
            self.sentences,
            MappingProxyType(found),
            tuple(entry for entry, _, _ in aside),
            account,
        )

    def settle(self, account: tuple[Account, ...], twice: Mapping[int, Spot]) -> None:
        """Report sentences that nobody or more than one accounts for."""
        article = self.file.article.id
        before = ""
        for place, (sentence, ids, reason) in enumerate(account):
            if not ids and reason is None:
                message = (
                    f"Sentence {sentence.number} is neither claimed nor set aside: {self.printed(sentence)}{before}"
                )
                cure = "Write a claim with an anchor in it, or list its first words under “set_aside:” with the reason."
                self.report("sentence-unaccounted", self.spot.at("article"), message, cure, article)
            elif place in twice:
                message = (
                    f"Sentence {sentence.number} is claimed by {', '.join(ids)} and set aside as {reason}: "
                    f"{self.printed(sentence)}"
                )
                cure = "Keep the claim or these words under “set_aside:”, not both."
                self.report("sentence-twice", twice[place], message, cure, article)
            before = f" It comes after {ids[-1]}." if ids else before


def _shared(one: Span | None, other: Span) -> Span | None:
    """The stretch that two spans have in common."""
    if one is None or not one.overlaps(other):
        return None
    return Span(max(one.start, other.start), min(one.end, other.end))


def anchor_article(file: ClaimFile, text: ArticleText) -> tuple[AnchoredArticle, tuple[Finding, ...]]:
    """Look up every claim and every passage set aside, and account for every sentence.

    Args:
        file: an article's claim file.
        text: the local copy of that article's text.

    Returns:
        what was found where, and the findings: ``text-changed``, ``sentence-count``, then by claim and entry
        ``anchor-not-found``, ``anchor-ambiguous``, ``set-aside-not-found``, ``set-aside-ambiguous``, then by sentence
        ``sentence-unaccounted`` and ``sentence-twice``.
    """
    joiner = _Joiner(file, text)
    anchored = joiner.join()
    return anchored, tuple(joiner.findings)


def anchor_all(
    contents: Contents, told: Told | None = None
) -> tuple[Mapping[str, AnchoredArticle], tuple[Finding, ...]]:
    """The same for every article whose text is at hand.

    Args:
        contents: what one folder holds.
        told: told after each article.

    Returns:
        the anchored articles by article id, and all findings in the order of the files.
    """
    anchored: dict[str, AnchoredArticle] = {}
    findings: list[Finding] = []
    for done, file in enumerate(contents.files):
        if told is not None:
            told("looking up anchors", done, len(contents.files))
        text = contents.texts.get(file.article.id)
        if text is None:
            continue
        one, more = anchor_article(file, text)
        anchored.setdefault(file.article.id, one)
        findings.extend(more)
    return MappingProxyType(anchored), tuple(findings)
