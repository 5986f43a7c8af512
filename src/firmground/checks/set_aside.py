"""Whether what was set aside claims nothing. Advice: words are no proof, so each finding says which words it is about.

Source: "What may be set aside" in the coding guide; the words stand in ``set_aside.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from pydantic import Field

from firmground.anchoring.article import AnchoredArticle
from firmground.anchoring.messages import quoted
from firmground.checks.phrases import any_of
from firmground.records import ClaimFile, Contents, Finding, Span
from firmground.records.terms import SetAsideReason
from firmground.rules import Cited, Rows, RuleFile, Rules, Source, Words, read_rules

#: A line that leads into a list, or asks; perhaps with the number of a note behind its colon.
_LEADS = re.compile(r"[:?][\W\d]{0,20}\Z")


class LookedAt(Rules):
    """The reasons whose passages are looked at."""

    reasons: Words[SetAsideReason]
    source: Cited[Source]


class NoClaim(Rules):
    """Phrases of a disclaimer proper."""

    phrases: Rows[str]
    source: Cited[Source]


class Sign(Rules):
    """Phrases of one kind that make a passage look like a claim; ``leading``: also in a line that leads on."""

    name: str
    leading: bool
    phrases: Rows[str]
    source: Cited[Source]

    @cached_property
    def found(self) -> re.Pattern[str]:
        """Finds any of the phrases."""
        return any_of(self.phrases)


class SetAsideRules(RuleFile):
    """``set_aside.toml``."""

    looked_at: LookedAt
    no_claim: NoClaim
    signs: Rows[Sign] = Field(alias="sign")

    @cached_property
    def denied(self) -> re.Pattern[str]:
        """Finds a phrase of a disclaimer proper."""
        return any_of(self.no_claim.phrases)


@cache
def set_aside_rules() -> SetAsideRules:
    """The rules, read once. Source: each table names its own."""
    return read_rules(SetAsideRules, "checks/set_aside.toml")


def check_set_aside(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> Iterator[Finding]:
    """No connective or disclaimer reads like a claim, where the text is at hand."""
    seen: set[str] = set()
    for file in contents.files:
        article = file.article.id
        if article in seen:
            continue  # a second file with the id of the first: it is the first that was joined to the text
        seen.add(article)
        if article in contents.texts and article in anchored:
            yield from _doubtful(file, contents.texts[article].text, anchored[article])


def _doubtful(file: ClaimFile, text: str, joined: AnchoredArticle) -> Iterator[Finding]:
    # `joined.set_aside` holds the entries of the file in their order.
    places = [(reason, index) for reason, listed in file.set_aside.items() for index in range(len(listed))]
    claimed = [span for span in joined.spans.values() if span is not None]
    rules = set_aside_rules()
    for (reason, index), entry in zip(places, joined.set_aside, strict=True):
        if entry.span is None or reason not in rules.looked_at.reasons:
            continue
        told = sign_of(_unclaimed(text, entry.span, claimed))
        if told is not None:
            name, words = told
            message = f"This is set aside as {reason}, but it reads like a claim: {quoted(words)} is {name}."
            cure = "Read the sentence again: write a claim where it says that something is so; else leave it as it is."
            spot = file.spot and file.spot.at("set_aside", reason, index)
            yield Finding("set-aside-like-claim", spot, message, cure, file.article.id)


def sign_of(text: str) -> tuple[str, str] | None:
    """What makes a passage look like a claim: the name of the sign and the words; ``None`` where nothing does."""
    rules = set_aside_rules()
    leads, denied = _LEADS.search(text[-40:]) is not None, rules.denied.search(text) is not None
    for sign in rules.signs:
        if (leads or denied) and not sign.leading:
            continue
        if (match := sign.found.search(text)) is not None:
            return sign.name, " ".join(match[0].split())
    return None


def _unclaimed(text: str, span: Span, claimed: Sequence[Span]) -> str:
    """A passage without the words that a claim takes: a part of a sentence may be set aside and the rest claimed."""
    kept = list(text[span.start : span.end])
    for other in claimed:
        for at in range(max(other.start, span.start), min(other.end, span.end)):
            kept[at - span.start] = " "
    return "".join(kept)
