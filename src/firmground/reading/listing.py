"""Which files of claims/ are claim files, and which ones look as if they were meant to be."""

from __future__ import annotations

import os
from pathlib import Path

from firmground.records import Finding, Spot
from firmground.records.contents import QUESTIONS, SETTINGS

_SUFFIXES = (".yaml", ".yml")
#: Endings that some editors and systems hide or add.
_MEANT = (".yaml.txt", ".yml.txt", ".json")


def list_claim_files(folder: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Names of the claim files of a ledger, sorted, relative to its folder.

    Returns:
        The names, and a finding for each file that looks like a claim file and is not read, and for an empty folder.
    """
    try:
        with os.scandir(folder / "claims") as entries:
            inside = sorted((entry.name, _is_folder(entry)) for entry in entries)
    except FileNotFoundError:
        inside = []
    except OSError as error:
        message = f"claims/ can't be opened: {error.strerror or error}."
        cure = "Look at the folder's permissions."
        return (), (Finding("file-unreadable", Spot("claims/"), message, cure),)
    names: list[str] = []
    findings: list[Finding] = []
    for name, is_folder in inside:
        low = name.lower()
        if low.endswith((*_SUFFIXES, *_MEANT)) and _as_text(name) != name:
            # Such a name could stand in no report and in no export.
            file = f"claims/{_as_text(name)}"
            findings.append(_not_read(file, "the letters of its name are not written in UTF-8", "plain letters"))
            continue
        if is_folder and not low.endswith(_SUFFIXES):
            if f"claims/{name}" != QUESTIONS:
                findings.extend(_below(folder, name))
        elif f"claims/{name}" == SETTINGS:
            continue
        elif low in {"ledger.yaml", "ledger.yml"}:
            findings.append(_not_read(f"claims/{name}", "the ledger's settings stand in ledger.yaml", "ledger.yaml"))
        elif low.endswith(_SUFFIXES):
            names.append(f"claims/{name}")
        elif low.endswith(_MEANT):
            stem = name[: -len(next(end for end in _MEANT if low.endswith(end)))]
            findings.append(_not_read(f"claims/{name}", "its name does not end in .yaml", f"{stem}.yaml"))
    if not names:
        message = "There is no claim file in claims/, so there is nothing to check."
        cure = "Bring an article in with `firmground article add ID FILE`, which begins its claim file."
        findings.append(Finding("no-claim-file", None, message, cure))
    return tuple(names), tuple(findings)


def list_question_files(folder: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Names of the question files of a ledger, sorted, relative to its folder; a ledger need not have any.

    Returns:
        The names, and a finding for each file that looks like a question file and is not read.
    """
    try:
        with os.scandir(folder / QUESTIONS) as entries:
            inside = sorted((entry.name, _is_folder(entry)) for entry in entries)
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        message = f"{QUESTIONS}/ can't be opened: {error.strerror or error}."
        cure = "Look at the folder's permissions; it holds the question files."
        return (), (Finding("file-unreadable", Spot(f"{QUESTIONS}/"), message, cure),)
    names: list[str] = []
    findings: list[Finding] = []
    for name, is_folder in inside:
        low = name.lower()
        if low.endswith((*_SUFFIXES, *_MEANT)) and _as_text(name) != name:
            why = "the letters of its name are not written in UTF-8"
            findings.append(_not_read(f"{QUESTIONS}/{_as_text(name)}", why, "plain letters"))
        elif is_folder and not low.endswith(_SUFFIXES):
            findings.extend(_below(folder, f"questions/{name}", f"{QUESTIONS}/"))
        elif low.endswith(_SUFFIXES):
            names.append(f"{QUESTIONS}/{name}")
        elif low.endswith(_MEANT):
            stem = name[: -len(next(end for end in _MEANT if low.endswith(end)))]
            findings.append(_not_read(f"{QUESTIONS}/{name}", "its name does not end in .yaml", f"{stem}.yaml"))
    return tuple(names), tuple(findings)


def _as_text(name: str) -> str:
    """A file's name as text; bytes of it that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads round in a circle; reading it says so


def _below(folder: Path, name: str, to: str = "claims/") -> tuple[Finding, ...]:
    try:
        inside = sorted(path.name for path in (folder / "claims" / name).iterdir())
    except OSError:
        return ()
    return tuple(
        _not_read(f"claims/{_as_text(name)}/{file}", "it lies in a folder of its own", f"{to}{file}", "Move")
        for file in map(_as_text, inside)
        if file.lower().endswith(_SUFFIXES)
    )


def _not_read(file: str, why: str, name: str, verb: str = "Rename") -> Finding:
    message = f"{file} was not read, because {why}."
    return Finding("file-not-read", Spot(file), message, f"{verb} it to {name} if it belongs to the ledger.")
