"""Everything that one folder holds, after reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from firmground.records.article import Article, ArticleText
from firmground.records.claim import Claim, ClaimFile
from firmground.records.place import FailedBlock, Path, Sources
from firmground.records.question import Question, QuestionFile
from firmground.records.reference import Reference
from firmground.records.settings import LedgerSettings, Vocabulary

#: The ledger's settings; every other YAML file in claims/ is a claim file.
SETTINGS = "claims/ledger.yaml"
REFERENCES = "references.bib"
#: The folder of question files, one per topic.
QUESTIONS = "claims/questions"
_WORD = re.compile(r"[\w:./+-]+")


@dataclass(frozen=True)
class Contents:
    """The records of one ledger folder.

    Attributes:
        settings: from ``claims/ledger.yaml``; ``None`` when it is missing or unreadable.
        files: one per article, in the order of their file names; groups already joined into the claims.
        references: by key, in the order of ``references.bib``.
        texts: local copies of article texts, by article id; an article without one is absent.
        sources: the text of every file that was read, by its relative path.
        failed: the parts that could not be read.
        question_files: one per topic, in the order of their file names.
    """

    settings: LedgerSettings | None
    files: tuple[ClaimFile, ...]
    references: Mapping[str, Reference]
    texts: Mapping[str, ArticleText] = field(default_factory=dict)
    sources: Sources = field(default_factory=dict)
    failed: tuple[FailedBlock, ...] = ()
    question_files: tuple[QuestionFile, ...] = ()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of files and lines; of two with the same id the first."""
        found: dict[str, Question] = {}
        for f in self.question_files:
            for question in f.questions:
                found.setdefault(question.id, question)
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that claims may use; without settings there are none."""
        return self.settings.vocabulary if self.settings is not None else Vocabulary.model_construct(about={})

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order of their files."""
        return tuple(f.article for f in self.files)

    def claims(self) -> Iterator[Claim]:
        """Every claim, in reading order, article by article."""
        for f in self.files:
            yield from f.claims

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """Every claim by its id; of two with the same id the first."""
        found: dict[str, Claim] = {}
        for claim in self.claims():
            found.setdefault(claim.id, claim)
        return found

    @cached_property
    def claims_by_article(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each article, in reading order; of two with the same id the first."""
        first = {id(claim) for claim in self.claims_by_id.values()}
        found: dict[str, tuple[Claim, ...]] = {}
        for f in self.files:
            found[f.article.id] = (*found.get(f.article.id, ()), *(c for c in f.claims if id(c) in first))
        return found

    def lost(self, file: str, *path: str | int) -> bool:
        """Whether what stands at a path could not be read, in part or as a whole; then nothing is known of it."""
        return any(block.spot.file == file and _in_line(block.spot.path, path) for block in self.failed)

    @property
    def unopened(self) -> bool:
        """Whether a file could not be opened at all, so that nobody knows what it names."""
        return any(not block.text for block in self.failed)

    @cached_property
    def lost_words(self) -> frozenset[str]:
        """Every word of the blocks of claims/ that could not be read: who names an id among them is not at fault."""
        return frozenset(word for b in self.failed if b.spot.file != REFERENCES for word in _WORD.findall(b.text))

    @cached_property
    def lost_entries(self) -> frozenset[str]:
        """The same for references.bib."""
        return frozenset(word for b in self.failed if b.spot.file == REFERENCES for word in _WORD.findall(b.text))


def _in_line(one: Path, other: Path) -> bool:
    """Whether one path leads through the other's end."""
    return one[: len(other)] == other[: len(one)]
