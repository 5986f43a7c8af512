"""One result, three writers: findings as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import unicodedata
from typing import Any

from firmground.errors import cut
from firmground.records import Finding, Place
from firmground.records.terms import Severity

#: How much of a very long line is shown around the fault, in characters.
SHOWN = 110


def printable(text: str) -> str:
    """Text that can do nothing to a terminal: control and direction-changing characters become visible marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _mark(c) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c != "\u00ad" else c for c in text
    )


def _mark(char: str) -> str:
    if char == "\t":
        return " "
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


def text_of_finding(finding: Finding, place: Place | None, severity: Severity) -> str:
    """A finding as people read it: place, the user's own line with a marker, what is wrong, what to do."""
    head = f"{place.file}:{place.line}:{place.column}: " if place else ""
    lines = [f"{printable(head)}{severity} {finding.code}"]
    if place and place.text.strip():
        text, column, width = _window(place)
        number = f"{place.line:>5} | "
        lines.append(number + text)
        lines.append(" " * 6 + "| " + " " * (column - 1) + "^" * width)
    lines.append(printable(cut(finding.message)))
    lines.append(f"{printable(cut(finding.cure))}  More: firmground explain {finding.code}")
    return "\n".join(lines)


def _window(place: Place) -> tuple[str, int, int]:
    """The part of the line around the fault, the marker's column in it, and the marker's width."""
    start = max(0, min(place.column - 1 - SHOWN // 3, len(place.text) - SHOWN)) if len(place.text) > SHOWN else 0
    cut = place.text[start : start + SHOWN]
    before, marked = cut[: place.column - 1 - start], cut[place.column - 1 - start :][: place.width]
    left = "…" if start else ""
    right = "…" if start + SHOWN < len(place.text) else ""
    column = len(left) + _columns(printable(before)) + 1
    return left + printable(cut) + right, column, max(1, _columns(printable(marked)))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in text
    )


def finding_as_json(finding: Finding, place: Place | None, severity: Severity) -> dict[str, Any]:
    """A finding as plain data; the same shape stands in the JSON export."""
    return {
        "code": finding.code,
        "severity": severity,
        "file": _whole(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "subject": _whole(finding.subject) if finding.subject is not None else None,
        "message": _whole(finding.message),
        "cure": _whole(finding.cure),
    }


def _whole(text: str) -> str:
    """Text without half characters, as a file name that is not UTF-8 gives them; no file could be written with them."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def github_of(finding: Finding, place: Place | None, severity: Severity) -> str:
    """A finding as a workflow command that GitHub shows beside the changed line."""
    return github_line(finding.code, f"{cut(finding.message)} {cut(finding.cure)}", place, severity)


def github_line(title: str, told: str, place: Place | None, severity: Severity) -> str:
    """A workflow command with a title of its own.

    Source: GitHub, "Workflow commands for GitHub Actions": % and line ends are escaped; in properties also : and ,.
    """
    kind = {"error": "error", "warning": "warning", "note": "notice"}[severity]
    properties = [f"title={_escape(title, inside=True)}"]
    if place:
        properties[:0] = [f"file={_escape(place.file, inside=True)}", f"line={place.line}", f"col={place.column}"]
    return f"::{kind} {','.join(properties)}::{_escape(told, inside=False)}"


def _escape(text: str, *, inside: bool) -> str:
    text = printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
    return text.replace(":", "%3A").replace(",", "%2C") if inside else text
