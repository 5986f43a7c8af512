"""One claim file to one ``ClaimFile`` record; what can't be read is kept and reported, the rest still loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from firmground.errors import near
from firmground.reading.blocks import Cut
from firmground.reading.convert import convert
from firmground.reading.loading import as_text, load
from firmground.reading.yaml_text import Broken, parse
from firmground.records import Anchor, Article, Claim, ClaimFile, FailedBlock, Finding, Group, SourceText, Spot
from firmground.records.base import Record
from firmground.records.place import Path
from firmground.records.terms import SetAsideReason, words_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of one claim file.

    Attributes:
        file: the record; its ``groups`` are not yet joined into the claims.
        failed: blocks that could not be read, with their raw text.
        findings: one or more for each failed block.
    """

    file: ClaimFile
    failed: tuple[FailedBlock, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Aside:
    """Where findings and unusable blocks of one file are put while it is read."""

    source: SourceText
    failed: list[FailedBlock]
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def _cut(self) -> Cut:
        return Cut(self.source.file, self.source.lines)

    def keep(self, code: str, spot: Spot, message: str, cure: str) -> None:
        """Add a finding about a part that can't be used, and keep that part."""
        self.keep_all(spot.path, (Finding(code, spot, message, cure),))

    def keep_all(self, path: Path, found: tuple[Finding, ...]) -> None:
        """Add findings about one part, and keep the user's own lines of it."""
        self.findings.extend(found)
        block, _ = self._cut.at(path)
        if len(path) > 1 and load(block.text)[1] is not None:
            block, _ = self._cut.at(path[:1])  # brackets go on in lines to the left, where the cut ends
        self.failed.append(FailedBlock(Spot(self.source.file, path), block.text, found[0].message))


#: Each claim takes some 20 KB of memory; a list longer than this is no list of claims.
MOST_CLAIMS = 1_000_000
SECTIONS = ("article", "groups", "claims", "set_aside")


def read_claim_file(source: SourceText) -> ReadFile:
    """Read one claim file. Always gives a record: an unreadable article block is replaced by the file's name."""
    stem = PurePosixPath(source.file).stem
    parsed = parse(source)
    aside = Aside(source, list(parsed.failed), list(parsed.findings))
    top = Spot(source.file)
    data = parsed.data
    report_unknown_sections(data, SECTIONS, aside)
    article = _article(data, top, stem, aside)
    groups = read_groups(data.get("groups"), top, aside)
    claims = _claims(data.get("claims"), top, aside)
    set_aside = _set_aside(data.get("set_aside"), top, aside)
    file = ClaimFile.model_construct(article=article, groups=groups, claims=claims, set_aside=set_aside).placed(top)
    return ReadFile(file, tuple(aside.failed), tuple(aside.findings))


def report_unknown_sections(
    data: Mapping[str, Any], known: tuple[str, ...], aside: Aside, kind: str = "section of a claim file"
) -> None:
    """A finding for each section that does not exist; what stands in it is kept."""
    file = aside.source.file
    for key in data:
        if key in known:
            continue
        message = f"“{key}” is no {kind}.{near(key, known, 0.6)}"
        cure = f"Correct the name, or indent the line if it belongs to the block above. Known: {', '.join(known)}."
        aside.keep("unknown-field", Spot(file, (key,), "key"), message, cure)


def _article(data: Mapping[str, Any], top: Spot, stem: str, aside: Aside) -> Article:
    spot = top.at("article")
    block = data.get("article")
    if block is None:
        if data and not any("article" in block.text for block in aside.failed):
            message = f"{top.file} has no “article:” section, so nothing is known of the article but the file's name."
            cure = f"Add “article:” and below it, indented, “id: {stem}”."
            aside.findings.append(Finding("missing-field", top, message, cure, stem))
    elif not isinstance(block, Broken):
        sound = without_broken(block)
        if isinstance(sound, Mapping) and isinstance(block, dict) and isinstance(block.get("id"), Broken):
            sound = {**sound, "id": stem}  # reported as what can't be read, and not again as missing
        article, found = convert(Article, sound, spot, stem)
        if article is not None:
            return article
        aside.keep_all(("article",), found)
    return Article.model_construct(id=stem).placed(spot)


def without_broken(block: object) -> object:
    """A mapping without the values that could not be parsed; other data as they are."""
    if isinstance(block, Mapping):
        return {key: value for key, value in block.items() if not isinstance(value, Broken)}
    return block


def _claims(data: object, top: Spot, aside: Aside) -> list[Claim]:
    if data is None or isinstance(data, Broken):
        return []
    if not isinstance(data, list):
        message = "“claims:” holds no list, so no claim of this file was read."
        cure = "Begin each claim with a dash: “  - id: …”; its other fields stand below “id”, not below the dash."
        aside.keep("wrong-type", top.at("claims"), message, cure)
        return []
    if len(data) > MOST_CLAIMS:
        message = f"{top.file} holds {len(data):,} claims; more than {MOST_CLAIMS:,} in one file are not read."
        aside.keep("file-too-large", top.at("claims"), message, "Split it: one claim file per article.")
        return []
    claims: list[Claim] = []
    for index, item in enumerate(data):
        if isinstance(item, Broken):
            continue
        spot = top.at("claims", index)
        name = item.get("id") if isinstance(item, Mapping) else None
        claim, found = convert(Claim, item, spot, name if isinstance(name, str) else None)
        if claim is not None:
            claims.append(claim)
        else:
            aside.keep_all(spot.path, found)
    return claims


def read_groups(data: object, top: Spot, aside: Aside) -> dict[str, Group]:
    """The groups of a claim file or of ledger.yaml; one that can't be used is reported and kept aside."""
    return read_named(Group, data, top.at("groups"), aside)


def read_named(model: type[R], data: object, spot: Spot, aside: Aside) -> dict[str, R]:
    """The named entries of a section; one that can't be used is reported and kept aside."""
    read = ((name, _one(model, value, spot.at(name), aside)) for name, value in _mapping(data, spot, aside).items())
    return {name: record for name, record in read if record is not None}


def read_listed(model: type[R], data: object, spot: Spot, aside: Aside) -> list[R]:
    """The items of a section that is a list; one that can't be used is reported and kept aside."""
    if data is None or isinstance(data, Broken):
        return []
    if not isinstance(data, list):
        message = f"“{spot.path[-1]}:” holds no list."
        aside.keep("wrong-type", spot, message, "Start each item on a line of its own with “- ”.")
        return []
    read = (_one(model, item, spot.at(i), aside) for i, item in enumerate(data) if not isinstance(item, Broken))
    return [record for record in read if record is not None]


def _one(model: type[R], value: object, spot: Spot, aside: Aside) -> R | None:
    record, found = convert(model, value, spot)
    if record is None:
        aside.keep_all(spot.path, found)
    return record


def _set_aside(data: object, top: Spot, aside: Aside) -> dict[Any, list[str | Anchor]]:
    reasons = words_of(SetAsideReason)
    kept: dict[Any, list[str | Anchor]] = {}
    for reason, items in _mapping(data, top.at("set_aside"), aside).items():
        spot = top.at("set_aside", reason)
        if reason not in reasons:
            message = f"“{reason}” is no reason for setting a sentence aside.{near(reason, reasons, 0.6)}"
            cure = f"Use one of: {', '.join(reasons)}."
            aside.keep("unknown-word", Spot(spot.file, spot.path, "key"), message, cure)
            continue
        if not isinstance(items, list | None):
            message = f"“{reason}” holds no list."
            aside.keep("wrong-type", spot, message, "Start each item with “- ”, or write [] for none.")
            continue
        kept[reason] = []
        for index, item in enumerate(items or ()):
            if isinstance(item, str) and item:
                kept[reason].append(item)
            elif not isinstance(item, Broken):
                _aside_anchor(item, spot.at(index), kept[reason], aside)
    return kept


def _aside_anchor(item: object, spot: Spot, kept: list[str | Anchor], aside: Aside) -> None:
    if isinstance(item, Mapping):
        anchor, found = convert(Anchor, item, spot)
        if anchor is not None:
            kept.append(anchor)
        else:
            aside.keep_all(spot.path, found)
        return
    message = "This is neither the first words of a sentence nor an anchor."
    cure = 'Write the first words in "double quotes", or an anchor: {start: "…", end: "…"}.'
    aside.keep("wrong-type", spot, message, cure)


def _mapping(data: object, spot: Spot, aside: Aside) -> dict[str, Any]:
    if data is None or isinstance(data, Broken):
        return {}
    if isinstance(data, Mapping):
        return {as_text(key): value for key, value in data.items() if not isinstance(value, Broken)}
    name = spot.path[-1]
    message = f"“{name}:” holds no block of named entries."
    aside.keep("wrong-type", spot, message, f"Write each entry below “{name}:” as “  name: …”.")
    return {}
