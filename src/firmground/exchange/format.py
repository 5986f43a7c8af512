"""The JSON export, format firmground/2: the models that write it, and its JSON Schema made from them.

Most models are filled from the attributes of what the stages gave, so a field stands here once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AliasPath, BeforeValidator, ConfigDict, Discriminator, Field, PlainSerializer, Tag
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from typing_extensions import TypedDict  # pydantic knows Python's own from 3.12 on

from firmground.appraisal.rulebook import Check, SideState
from firmground.appraisal.scores import Origin
from firmground.exchange.csl import CslItem
from firmground.exchange.format_questions import Exported, ExportedAnswer, ExportedQuestion, ExportedSense, Level
from firmground.gaps.kinds import GapSeverity
from firmground.grading.scales import Verdict
from firmground.records import (
    Anchor,
    Article,
    Attribution,
    Citation,
    Conflict,
    FactRating,
    MovedRating,
    NotRated,
    Span,
)
from firmground.records.rating import rating_form
from firmground.records.terms import AppraisalValue, Certainty, Direction, Kind, SetAsideReason, Severity, Wording

#: Name and version of the JSON contract; the number changes when a field changes its meaning or goes.
FORMAT: Literal["firmground/2"] = "firmground/2"


class AnchorParts(TypedDict):
    """A text fragment: whole words of the article, at most six in each part. A part that is not needed is absent."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    prefix: NotRequired[str]
    start: str
    end: NotRequired[str]
    suffix: NotRequired[str]


Offset = Annotated[int, Field(ge=0)]
Parts = Annotated[Anchor, PlainSerializer(lambda anchor: dict(anchor.parts()), return_type=AnchorParts)]
Offsets = Annotated[
    Span,
    PlainSerializer(lambda span: (span.start, span.end), return_type=tuple[Offset, Offset]),
    Field(
        description="First character of the passage and the one after its last, counted in characters of the article's "
        "text file as read in UTF-8; null when the text is not at hand."
    ),
]
Pair = tuple[str, str]
Count = Annotated[int, BeforeValidator(len)]
#: The rating as it holds for the claim: of one that answers questions, that of the question which decides.
ClaimRating = Annotated[
    Annotated[MovedRating, Tag("evidence")]
    | Annotated[FactRating, Tag("fact")]
    | Annotated[NotRated, Tag("not rated")],
    Discriminator(rating_form),
]


class ExportedScore(Exported):
    """One item of one instrument for the article as a whole."""

    instrument: Literal["jama", "sheet", "discern"]
    item: str
    value: AppraisalValue | Literal["1", "2", "3", "4", "5"]
    """Numbers for DISCERN only."""
    origin: Origin
    why: str
    by: str | None
    on: date | None
    reviewed_by: str | None
    """Null for a draft."""
    computed: AppraisalValue | None
    """What the ledger itself tells."""
    contradicts: bool
    """Whether the ledger rules the judgement out."""
    claims: tuple[str, ...]
    """Ids of the claims that were counted."""


class ExportedPart(Exported):
    """The same side for one therapy or complaint that benefits are claimed for."""

    field: Literal["about", "condition"]
    word: str
    benefits: Annotated[int, Field(ge=1)]
    """How many claims of benefit are about it."""
    state: SideState | Literal["elsewhere"]
    elsewhere: tuple[str, ...]
    """With state elsewhere: the words under which the article shows it."""


class ExportedSide(Exported):
    """Whether the article leaves out one side of the matter."""

    check: Check
    state: SideState
    rule: str
    claims: tuple[str, ...]
    """Ids that show the state; for comparator named those that name none."""
    parts: tuple[ExportedPart, ...]


class ExportedAppraisal(Exported):
    """Scores of the article as a whole, and which sides of the matter it leaves out: `firmground explain appraisal`."""

    scores: tuple[ExportedScore, ...]
    missing_sides: tuple[ExportedSide, ...]


class ExportedArticle(Article):
    """An article as in its claim file, with what was worked out about it as a whole."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    id: str
    """Name of the claim file."""
    appraisal: ExportedAppraisal  # type: ignore[assignment]
    """What was judged stands in it beside what was computed."""
    sentences_accounted: int | None
    """How many sentences are claimed or set aside; null when the text is not at hand."""


class ExportedGap(Exported):
    """Something missing, wrong or out of date."""

    kind: str
    severity: GapSeverity
    rule: str
    """The rule that fired, with the particulars."""
    todo: str
    """What to do."""


class ExportedClaim(Exported):
    """A claim as in its claim file, with citations and rating of its question or group, and what was derived of it."""

    model_config = ConfigDict(extra="ignore")

    id: str
    article: str
    claim: str
    """The assertion in the ledger's own words."""
    kind: Kind
    about: str
    condition: str | None
    comparator: str | None
    outcome: str | None
    direction: Direction
    wording: Wording
    central: bool
    attribution: Attribution
    anchor: Parts
    link: str | None
    """Address of the passage in the live article; null when the article's address is not known."""
    span: Offsets | None
    warning: bool
    """Whether the claim warns; show it wherever you show the verdict, which is one of five that only warnings have."""
    citations: tuple[Citation, ...]
    """What the article cites (role cited), and what we add (role offered): works that its question rests on."""
    question: str | None
    """Id of the question whose answer decides the verdict; null where the claim answers none."""
    answers: tuple[ExportedAnswer, ...]
    """Every question that it answers, as written."""
    no_question: str | None
    """Why it answers none."""
    rating: ClaimRating | None
    """Of the answer that decides: the question's rating, moved by how far the claim lies from what was studied; of a
    claim without questions its own."""
    level: Level | None
    """OCEBM 2011 level of the best work of the basis; null for facts and where nobody rated."""
    verdict: Verdict
    """Of the answer that decides; of a claim without questions, derived from its own rating."""
    verdict_told: str
    """The verdict in words: of a use that is reported also whether it helps."""
    sense: ExportedSense | None
    """Which kind of unknown it is, where it is unknown; show it beside the verdict."""
    write: str | None
    """A sentence of our own for this place; null where the question's answer will do."""
    wording_allowed: str | None
    """What may be printed instead: `write`, else the question's answer; null where nobody has written one."""
    explanation: str
    """How the verdict came about."""
    gaps: tuple[ExportedGap, ...]
    conflicts_with: tuple[Conflict, ...]
    note: str | None


class ExportedSetAside(Exported):
    """A passage that is no claim, with its reason."""

    article: str
    words: str
    """By which the claim file names it."""
    span: Offsets | None
    reason: SetAsideReason


class ExportedCell(Exported):
    """One condition and one therapy. Cells without a claim are left out, which does not say that no evidence exists."""

    condition: str | None
    """Null for claims that name none."""
    about: str
    claims: Annotated[tuple[str, ...], Field(min_length=1)]
    """Ids of distinct claims, in reading order; never empty."""
    articles: tuple[str, ...]
    """Ids of the articles that make them."""
    certainty: Certainty | None
    """Best certainty of a rated claim; null when none is rated."""
    directions: Annotated[dict[Direction, Annotated[int, Field(ge=1)]], BeforeValidator(dict)]
    """How many claims speak each way; ways that do not occur are absent."""
    conflicts: tuple[Pair, ...]
    """Pairs of claims that cannot both be true, at least one of them here."""
    cited: tuple[str, ...]
    """Keys of works that the articles cite."""
    offered: tuple[str, ...]
    """Keys of works that our auditors add."""
    unused: tuple[str, ...]
    """Keys of recent systematic reviews that no article cites or lists."""
    gaps: tuple[ExportedGap, ...]
    """Gaps of evidence."""


class ExportedSplitCell(ExportedCell):
    """One condition, one therapy and one comparison."""

    comparator: Annotated[str, Field(validation_alias="facet")]
    """What the claims compare with: a facet of the vocabulary, not named, or not in the vocabulary."""


class ExportedTotal(Exported):
    """How many distinct claims a row, a column or a comparison has."""

    term: str | None
    claims: Count


class ExportedTotals(Exported):
    """How many distinct claims each row, each column and each comparison has, and the map as a whole."""

    conditions: tuple[ExportedTotal, ...]
    abouts: tuple[ExportedTotal, ...]
    comparators: tuple[ExportedTotal, ...]
    all: Count


class ExportedMap(Exported):
    """What is claimed by condition and therapy, whole and split by comparison. Every number counts distinct claims."""

    counts: str
    """What the numbers count."""
    empty: str
    """What an empty cell says."""
    conditions: tuple[str | None, ...]
    """The rows, in the order of the vocabulary; null, where there, is for claims that name none."""
    abouts: tuple[str, ...]
    """The columns."""
    comparators: tuple[str, ...]
    """What claims compare with, in the order of every list."""
    cells: tuple[ExportedCell, ...]
    """Row by row, those that hold a claim."""
    cells_by_comparator: tuple[ExportedSplitCell, ...]
    """The same, each split by what its claims compare with."""
    totals: ExportedTotals


class ExportedMember(Exported):
    """One claim of a family."""

    claim: Annotated[str, Field(validation_alias=AliasPath("claim", "id"))]
    """Id of the claim."""
    strength: str
    """How firmly it is worded."""
    cited: tuple[str, ...]
    """Works that the article cites for it, without mere guesses."""
    pointed_to: tuple[str, ...]
    """The article's words for a source that was not found or only guessed at."""
    conflicts_with: Annotated[tuple[str, ...], Field(validation_alias="conflicts")]
    """Claims that cannot be true together with it; each pair stands at both claims here."""


class ExportedFamily(Exported):
    """Claims that make the same assertion."""

    name: str
    says: str
    """What all its claims say."""
    note: str | None
    summary: str
    """The family in a few plain sentences."""
    claims: Annotated[tuple[ExportedMember, ...], Field(validation_alias="members", min_length=2)]
    """From the strongest wording to the weakest."""
    against: tuple[str, ...]
    """Claims outside the family that cannot be true together with one of it."""
    within: tuple[Pair, ...]
    """Pairs of its claims that cannot be true together."""
    other_way: tuple[str, ...]
    """Claims outside the family on the same topic that speak the other way."""


class ExportedFinding(Exported):
    """Something that the strict check found."""

    code: str
    severity: Severity
    file: str | None
    line: int | None
    column: int | None
    subject: str | None
    message: str
    cure: str


class Export(Exported):
    """The whole ledger as one JSON document. A field's meaning never changes within a version; new fields may come."""

    model_config = ConfigDict(extra="ignore")

    format: Literal["firmground/2"] = FORMAT
    title: str | None
    """Of the ledger."""
    as_of: date | None
    """The day that the ledger speaks of."""
    notice: str | None
    """What the ratings are and who reviewed them; show it wherever you show ratings."""
    articles: tuple[ExportedArticle, ...]
    """The articles as in their claim files, with scores, missing sides and how many sentences are accounted for."""
    claims: tuple[ExportedClaim, ...]
    """Every claim in reading order."""
    questions: tuple[ExportedQuestion, ...]
    """What claims answer, each with its one body of evidence, its one rating, and an answer that may be printed."""
    set_aside: tuple[ExportedSetAside, ...]
    """Every sentence that is no claim, with its reason."""
    evidence_map: ExportedMap
    """The map of the evidence: its cells with their gaps, whole and split by comparison; totals of distinct claims."""
    families: tuple[ExportedFamily, ...]
    """Claims that make the same assertion; families by name."""
    references: tuple[CslItem, ...]
    """CSL-JSON items, which citation programs read; our own fields stand under `custom`."""
    findings: tuple[ExportedFinding, ...]
    """What the strict check found."""


class _Schema(GenerateJsonSchema):
    """Every field stands in an export, so all are required and none has a default; its name is title enough."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        return field.get("required", total) if field["type"] == "typed-dict-field" else True

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if "type" in inner and not {"enum", "const"} & inner.keys():
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}


def export_schema() -> str:
    """The JSON Schema of the export, as the text of a file with one line for each field of the whole and each part."""
    made = Export.model_json_schema(mode="serialization", schema_generator=_Schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"firmground export, format {FORMAT}"}
    del made["title"]  # the name of the model
    fields, parts = _lines(made.pop("properties"), 2), _lines(made.pop("$defs"), 2)
    text = f'{{\n{_lines({**head, **made}, 1)},\n "properties": {{\n{fields}\n }},\n "$defs": {{\n{parts}\n }}\n}}\n'
    return text.replace(Exported.__name__, "")  # the word only keeps the models apart from the records


def _lines(table: Mapping[str, Any], indent: int) -> str:
    return ",\n".join(f"{' ' * indent}{json.dumps({k: v}, ensure_ascii=False)[1:-1]}" for k, v in table.items())
