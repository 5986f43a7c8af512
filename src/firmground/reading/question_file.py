"""One file of ``claims/questions/`` to one ``QuestionFile``; a question that can't be used costs no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firmground.reading.claim_file import Aside, report_unknown_sections
from firmground.reading.convert import convert
from firmground.reading.yaml_text import Broken, parse
from firmground.records import FailedBlock, Finding, Question, QuestionFile, SourceText, Spot

_SECTIONS = ("questions",)


@dataclass(frozen=True, slots=True)
class ReadQuestions:
    """What came of one question file.

    Attributes:
        file: the questions that could be read.
        failed: blocks that could not be read, with their raw text.
        findings: one or more for each failed block.
    """

    file: QuestionFile
    failed: tuple[FailedBlock, ...]
    findings: tuple[Finding, ...]


def read_question_file(source: SourceText) -> ReadQuestions:
    """Read one file of questions. Always gives a record, be it an empty one."""
    parsed = parse(source)
    aside = Aside(source, list(parsed.failed), list(parsed.findings))
    top = Spot(source.file)
    report_unknown_sections(parsed.data, _SECTIONS, aside, "section of a question file")
    questions = _questions(parsed.data.get("questions"), top.at("questions"), aside)
    file = QuestionFile.model_construct(questions=questions).placed(top)
    return ReadQuestions(file, tuple(aside.failed), tuple(aside.findings))


def _questions(data: object, spot: Spot, aside: Aside) -> list[Question]:
    if data is None or isinstance(data, Broken):
        return []
    if not isinstance(data, list):
        message = "“questions:” holds no list, so no question of this file was read."
        cure = "Begin each question with a dash: “  - id: …”; its other fields stand below “id”, not below the dash."
        aside.keep("wrong-type", spot, message, cure)
        return []
    read: list[Question] = []
    for index, item in enumerate(data):
        if isinstance(item, Broken):
            continue
        name = item.get("id") if isinstance(item, Mapping) else None
        question, found = convert(Question, item, spot.at(index), name if isinstance(name, str) else None)
        if question is not None:
            read.append(question)
        else:
            aside.keep_all(spot.at(index).path, found)
    return read
