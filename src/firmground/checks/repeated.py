"""Whether our own words repeat what a claim says that was found to be wrong.

The rule: a sentence of an answer, or one to write, holds every content word of a refuted or contradicted claim (at
least three; by their first five letters, without small words and hedges), both or neither say no, and the sentence does
not say that it is not known. Source: rule of this project (docs/decisions, 0018).
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.checks.answers import texts_held
from firmground.checks.wording_rules import content, said, statements
from firmground.grading.judging import deciding, judge
from firmground.grading.verdict import verdict_of
from firmground.records import Claim, Contents, Finding

_WRONG = frozenset({"refuted", "contradicted", "is wrong"})
_FEWEST = 3


def check_repeated(contents: Contents) -> Iterator[Finding]:
    """No answer and no sentence to write says again what a claim says that is refuted or contradicted."""
    told = list(texts_held(contents))
    if not told:
        return
    wrong = [(claim, content(claim.claim)) for claim in contents.claims_by_id.values() if _is_wrong(claim, contents)]
    for text in told:
        for sentence in statements(text.text):
            if said(sentence, "very low", "open") is not None:
                continue
            words, no = content(sentence), said(sentence, "negative") is not None
            again = (c for c, of in wrong if len(of) >= _FEWEST and of <= words and no == _denies(c))
            if (claim := next(again, None)) is not None:
                message = f"This says again what “{claim.id}” says, and that was found to be wrong: “{claim.claim}”"
                cure = "Say what the evidence shows instead; look at the verdict on that claim, too."
                yield Finding("answer-repeats-claim", text.spot, message, cure, text.subject)
                break


def _is_wrong(claim: Claim, contents: Contents) -> bool:
    decided = deciding(claim, judge(claim, contents))
    verdict = decided.verdict if decided is not None else verdict_of(claim, contents.references).verdict
    return verdict in _WRONG


def _denies(claim: Claim) -> bool:
    return said(claim.claim, "negative") is not None
