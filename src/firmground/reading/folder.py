"""A ledger's folder to its contents: claim files, settings, references, and article texts where they are at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from firmground.errors import listed
from firmground.reading.article_texts import read_texts
from firmground.reading.bibliography import Bibliography, read_bibliography
from firmground.reading.claim_file import ReadFile, read_claim_file
from firmground.reading.files import invisible, lossy, read_source
from firmground.reading.listing import list_claim_files, list_question_files
from firmground.reading.question_file import ReadQuestions, read_question_file
from firmground.reading.settings_file import ReadSettings, read_settings
from firmground.records import Claim, ClaimFile, Contents, FailedBlock, Finding, Group, SourceText, Spot
from firmground.records.contents import QUESTIONS, REFERENCES, SETTINGS
from firmground.records.place import Told


def read_folder(
    folder: Path, articles: Path, shown: str = "articles", told: Told | None = None
) -> tuple[Contents, tuple[Finding, ...]]:
    """Read everything a ledger's folder holds.

    Args:
        folder: the ledger's folder, with ``claims/`` and ``references.bib``.
        articles: where local copies of article texts lie; may be missing.
        shown: how to name that folder to the user.
        told: told after each claim file.

    Returns:
        The contents and a finding for each thing that could not be read. Never raises for what the files hold.
    """
    sources: dict[str, SourceText] = {}
    failed: list[FailedBlock] = []
    findings: list[Finding] = []

    def take(name: str) -> SourceText | None:
        source, found = read_source(folder / name, name)
        findings.extend(found)
        if source is not None:
            sources[name] = source
            findings.extend(invisible(source))
        elif found[0].code != "file-missing":
            failed.append(FailedBlock(Spot(name), lossy(folder / name), found[0].message))
        return source

    read_first = ReadSettings(None, {}, (), ())
    if (source := take(SETTINGS)) is not None:
        read_first = read_settings(source)
        failed.extend(read_first.failed)
        findings.extend(read_first.findings)
    read: list[ReadFile] = []
    names, found = list_claim_files(folder)
    findings.extend(found)
    failed.extend(FailedBlock(Spot("claims/"), "", f.message) for f in found if f.code == "file-unreadable")
    for done, name in enumerate(names):
        if told is not None:
            told("reading", done, len(names))
        if (source := take(name)) is not None:
            read.append(read_claim_file(source))
            failed.extend(read[-1].failed)
            findings.extend(read[-1].findings)
    questions: list[ReadQuestions] = []
    closed = any(f.code == "file-unreadable" for f in found)  # then its folder of questions can't be opened either
    names, found = list_question_files(folder) if not closed else ((), ())
    findings.extend(found)
    failed.extend(FailedBlock(Spot(f"{QUESTIONS}/"), "", f.message) for f in found if f.code == "file-unreadable")
    for name in names:
        if (source := take(name)) is not None:
            questions.append(read_question_file(source))
            failed.extend(questions[-1].failed)
            findings.extend(questions[-1].findings)
    bibliography = Bibliography({}, (), ())
    if (source := take(REFERENCES)) is not None:
        bibliography = read_bibliography(source)
        failed.extend(bibliography.failed)
        findings.extend(bibliography.findings)
    contents = Contents(read_first.settings, (), bibliography.references, sources=sources, failed=tuple(failed))
    files: list[ClaimFile] = []
    for one in read:
        joined, found = join_groups(one.file, read_first.groups, contents)
        files.append(joined)
        findings.extend(found)
    texts, found = read_texts((f.article for f in files), articles, shown)
    findings.extend(found)
    asked = tuple(one.file for one in questions)
    return replace(contents, files=tuple(files), texts=texts, question_files=asked), tuple(findings)


def join_groups(
    file: ClaimFile, shared: Mapping[str, Group], contents: Contents
) -> tuple[ClaimFile, tuple[Finding, ...]]:
    """Give each claim the citations and the rating of the group it names: its file's, else the ledger's.

    Args:
        file: one claim file.
        shared: the groups of ledger.yaml.
        contents: what could not be read; a group that is there but broken is not reported as missing.
    """
    here = file.spot.file if file.spot else ""
    findings: list[Finding] = []
    claims: list[Claim] = []
    for claim in file.claims:
        if claim.group is None:
            claims.append(claim)
            continue
        group, spot = _group(claim.group, file, shared)
        if group is not None and spot is not None:
            claims.append(claim.joined(group, spot))
            continue
        claims.append(claim)
        if contents.lost(here, "groups", claim.group) or contents.lost(SETTINGS, "groups", claim.group):
            continue
        there = listed(claim.group, dict.fromkeys((*file.groups, *shared)))
        message = f"There is no group “{claim.group}”. Groups: {there}."
        cure = f"Add it under “groups:” in {here or 'the file'}, or correct its name."
        findings.append(Finding("unknown-group", claim.spot and claim.spot.at("group"), message, cure, claim.id))
    twin = file.model_copy(update={"claims": claims})
    return (twin.placed(file.spot) if file.spot else twin), tuple(findings)


def _group(name: str, file: ClaimFile, shared: Mapping[str, Group]) -> tuple[Group | None, Spot | None]:
    if name in file.groups:
        return file.groups[name], file.groups[name].spot
    if name in shared:
        return shared[name], Spot(SETTINGS, ("groups", name))
    return None, None
