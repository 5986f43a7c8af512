"""The closed word lists of a claim file. Open lists (conditions, outcomes …) stand in ``ledger.yaml``."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "efficacy",
    "comparative efficacy",
    "safety",
    "mechanism",
    "history",
    "definition",
    "regulation",
    "contraindication",
    "usage",
    "cost and access",
    "evidence state",
    "advice",
]
Direction = Literal["for", "against", "mixed", "none"]
Wording = Literal["firm", "hedged"]
AttributionKind = Literal[
    "none",
    "unnamed research",
    "unnamed study",
    "dated study",
    "organisation",
    "named expert",
    "numbered reference",
]
Role = Literal["cited", "offered"]
Identified = Literal["certain", "probable", "possible"]
Stance = Literal["supports", "partly supports", "contradicts", "does not address", "unclear"]
Accuracy = Literal[
    "accurate",
    "oversimplified",
    "misquoted",
    "not substantiated",
    "contradicted",
    "indirect",
    "irrelevant",
    "cannot be checked",
]
Certainty = Literal["high", "moderate", "low", "very low"]
Start = Literal["randomised", "observational", "counted", "adopted"]
DownDomain = Literal["risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias"]
UpDomain = Literal["large effect", "dose response", "plausible confounding"]
Fact = Literal["confirmed", "confirmed in part", "disputed", "outdated", "refuted", "cannot be verified"]
FactSource = Literal["primary", "secondary", "none"]
SetAsideReason = Literal[
    "heading",
    "question",
    "promotion",
    "connective",
    "disclaimer",
    "not article",
    "patient story",
    "navigation",
    "instruction",
]
Design = Literal[
    "systematic review",
    "individual participant data meta-analysis",
    "overview of reviews",
    "randomised trial",
    "cohort study",
    "case-control study",
    "cross-sectional survey",
    "case series",
    "case report",
    "laboratory study",
    "narrative review",
    "guideline",
    "policy statement",
    "book",
    "web page",
]
Status = Literal["retracted", "withdrawn", "superseded", "corrected", "expression of concern"]
ComparatorFacet = Literal["sham", "no treatment", "usual care", "active treatment"]
JamaItem = Literal["authorship", "attribution", "disclosure", "currency"]
SheetItem = Literal["sources", "interests", "recency", "clinician", "tone"]
AppraisalValue = Literal["met", "partly", "not met", "not known"]
DiscernItem = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "overall"]
Severity = Literal["error", "warning", "note"]
Level = Literal["basic", "strict"]

QuestionKind = Literal["effect", "mechanism", "frequency", "fact"]
Says = Literal["affirms", "partly", "denies", "unclear", "silent"]
Position = Literal["affirms", "denies", "unsure"]
Reach = Literal["more", "less"]
Passage = Literal["result", "synthesis", "background", "guideline", "record"]
Found = Literal["affirms", "partly", "denies", "mixed", "unclear", "nothing"]
Size = Literal["large", "moderate", "small", "little or none"]
FactStatus = Literal["so", "not so", "was so", "disputed", "not known"]
Happens = Literal["shown", "shown elsewhere", "not shown"]
Often = Literal["very common", "common", "uncommon", "rare", "very rare", "happens"]
Of = Literal["treatments", "people"]
Lean = Literal["too low", "too high", "none"]

#: Kinds whose truth is a question of record, not of certainty of effect: they carry a fact rating.
FACT_KINDS: frozenset[str] = frozenset({"history", "definition", "regulation", "cost and access", "evidence state"})
#: Kinds that are rated by the certainty of the evidence. What is used, advised or warned of may carry either rating.
EVIDENCE_KINDS: frozenset[str] = frozenset({"efficacy", "comparative efficacy", "safety", "mechanism"})

#: Worst first.
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def words_of(term: object) -> tuple[str, ...]:
    """The allowed words of one closed list, in the order of its declaration.

    Args:
        term: one of the ``Literal`` types of this module, for instance ``Kind``.
    """
    return tuple(str(word) for word in get_args(term))
