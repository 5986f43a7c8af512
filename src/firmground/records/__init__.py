"""Frozen types of everything the ledger holds. No input or output here, and no pandas."""

from firmground.records.anchor import Anchor, Sentence, Span
from firmground.records.appraisal import Appraisal, DiscernForm, Judgement
from firmground.records.article import Article, ArticleText, TextStamp
from firmground.records.claim import Answer, Attribution, Citation, Claim, ClaimFile, Conflict, Group
from firmground.records.contents import Contents
from firmground.records.family import Apart, Family
from firmground.records.finding import Finding
from firmground.records.name import Name
from firmground.records.place import FailedBlock, Place, SourceText, Spot
from firmground.records.question import (
    DatedValue,
    Evidence,
    Graded,
    Item,
    Question,
    QuestionFile,
    Rate,
    Searched,
    Settled,
    Unread,
)
from firmground.records.rating import (
    Adopted,
    EvidenceRating,
    FactRating,
    Indirect,
    MovedRating,
    NotRated,
    Rating,
    Step,
)
from firmground.records.reference import Reference
from firmground.records.settings import (
    ComparatorTerm,
    GlossaryWord,
    LedgerSettings,
    Rater,
    Term,
    Thresholds,
    TreatmentTerm,
    Vocabulary,
)

__all__ = [
    "Adopted",
    "Anchor",
    "Answer",
    "Apart",
    "Appraisal",
    "Article",
    "ArticleText",
    "Attribution",
    "Citation",
    "Claim",
    "ClaimFile",
    "ComparatorTerm",
    "Conflict",
    "Contents",
    "DatedValue",
    "DiscernForm",
    "Evidence",
    "EvidenceRating",
    "FactRating",
    "FailedBlock",
    "Family",
    "Finding",
    "GlossaryWord",
    "Graded",
    "Group",
    "Indirect",
    "Item",
    "Judgement",
    "LedgerSettings",
    "MovedRating",
    "Name",
    "NotRated",
    "Place",
    "Question",
    "QuestionFile",
    "Rate",
    "Rater",
    "Rating",
    "Reference",
    "Searched",
    "Sentence",
    "Settled",
    "SourceText",
    "Span",
    "Spot",
    "Step",
    "Term",
    "TextStamp",
    "Thresholds",
    "TreatmentTerm",
    "Unread",
    "Vocabulary",
]
