"""One BibTeX entry to one ``Reference``, with a finding for each field that does not hold what it should."""

from __future__ import annotations

import re
from contextlib import suppress
from types import MappingProxyType
from typing import get_args

from bibtexparser.model import Entry
from pydantic import ValidationError

from firmground.errors import near
from firmground.records import Finding, Name, Reference, Spot
from firmground.records.terms import Design, Status

_NUMBERS = ("year", "epub", "participants", "studies")
_WORDS = MappingProxyType({"design": get_args(Design), "status": get_args(Status)})
#: Fields of BibTeX and BibLaTeX that this program does not use but that belong in a bibliography.
_STANDARD = frozenset(
    """
    abstract address annote booktitle chapter crossref date edition editor eprint eventtitle howpublished
    institution journaltitle keywords language location month organization school series shorttitle subtitle
    translator urldate urlyear version addendum file langid pubstate isrn
    """.split()  # noqa: SIM905
)
#: Longer fields keep their LaTeX as it is: translating takes pylatexenc a second for each 40,000 characters.
LONGEST_LATEX = 100_000
_MADE = frozenset(
    {"key", "type", "authors", "more_authors", "editors", "more_editors", "month", "day", "genre", "extra"}
)
_OURS = frozenset(Reference.model_fields) - _MADE | {"author"}


def read_entry(entry: Entry, spot: Spot) -> tuple[Reference | None, tuple[Finding, ...]]:
    """Make a reference of an entry.

    Returns:
        The reference and findings about single fields (a bad field is left out, its text kept under ``extra``), or
        ``None`` with the finding that says why the entry as a whole can't be used.
    """
    if not entry.key.strip():
        cure = "Write one after the opening brace, for instance @article{smith2020trial,"
        return None, (Finding("bib-missing-field", spot, "This entry has no key.", cure),)
    spot = Spot(spot.file, (entry.key,), line=spot.line, width=spot.width)
    fields, findings = _fields(entry, spot)
    if any(finding.code == "bib-syntax" for finding in findings):
        return None, tuple(findings)
    values: dict[str, object] = {"key": entry.key, "type": entry.entry_type.lower()}
    extra: dict[str, str] = {}
    for name, text in fields.items():
        place = spot.at(name)
        if not text:
            continue
        if name in _NUMBERS:
            number = text.replace(",", "").replace(" ", "")
            if re.fullmatch(r"[0-9]{1,9}", number):
                values[name] = int(number)
            else:
                findings.append(_bad_value(entry.key, name, text, place, "Write digits only, or leave the field out."))
                extra[name] = text
        elif name in _WORDS and text not in _WORDS[name]:
            cure = f"Use one of: {', '.join(_WORDS[name])}.{near(text, _WORDS[name], 0.6)}"
            findings.append(_bad_value(entry.key, name, text, place, cure))
            extra[name] = text
        elif name == "author":
            written = split_authors(text, str(next(f.value for f in entry.fields if f.key.lower() == name)))
            values["authors"] = tuple(name_of(author) for author in written if author != "others")
            values["more_authors"] = "others" in written
        elif name == "unverified":
            values["unverified"] = tuple(part.strip() for part in text.split(",") if part.strip())
        elif name == "verified" and not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text):
            cure = "Write the date on which a source page was seen, as 2026-11-22 or 2026-11."
            findings.append(_bad_value(entry.key, name, text, place, cure))
            extra[name] = text
        elif name in _OURS:
            values[name] = text
        else:
            extra[name] = text
            findings.extend(_unknown(entry.key, name, spot.at(name, on="key")))
    values["extra"] = extra
    if "title" not in values:
        cure = "Add title = {…}; a work whose title is not known can't be cited."
        return None, (*findings, Finding("bib-missing-field", spot, f"“{entry.key}” has no title.", cure, entry.key))
    try:
        return Reference.model_validate(values).placed(spot), tuple(findings)
    except ValidationError as error:
        named = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}))
        message = f"“{entry.key}” can't be used because of: {named}."
        return None, (*findings, Finding("bib-bad-value", spot, message, "Correct these fields.", entry.key))


def _fields(entry: Entry, spot: Spot) -> tuple[dict[str, str], list[Finding]]:
    """The cleaned fields by name in lower case, and a finding for each that stands twice."""
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    for field in entry.fields:
        name = field.key.lower()
        line = (field.start_line or 0) + 1
        if field.enclosing == "no-enclosing" and (end := _early_end(str(field.value))) is not None:
            findings.append(_runs_on(entry, name, spot.file, line + str(field.value).count("\n", 0, end)))
        elif name in fields:
            column, width = _column(entry, field.start_line, name)
            place = Spot(spot.file, line=line, column=column, width=width)
            message = f"“{name}” stands twice in this entry (first in line {lines[name]}); the first was used."
            findings.append(Finding("bib-duplicate-field", place, message, "Remove one of the two.", entry.key))
        else:
            fields[name] = clean(str(field.value))
            lines[name] = line
    return fields, findings


def _early_end(value: str) -> int | None:
    """Where a value ends that has more behind it: bibtexparser takes the next field in when a comma is missing."""
    value = value.rstrip()
    if value[:1] in {"{", '"'}:
        depth, at = 0, 0
        for at, mark in enumerate(value):
            depth += (mark == "{") - (mark == "}")
            if depth == 0 and (mark == "}" or (mark == '"' and at)):
                break
        return at + 1 if at + 1 < len(value) else None
    bare = re.match(r"[^\s#]*", value)
    return bare.end() if bare and re.search(r"[=#]", value[bare.end() :]) else None


def _runs_on(entry: Entry, name: str, file: str, line: int) -> Finding:
    lines = (entry.raw or "").split("\n")
    index = line - 1 - (entry.start_line or 0)
    text = lines[index] if 0 <= index < len(lines) else ""
    message = f"This entry can't be read: after the value of “{name}” comes neither a comma nor the entry's end."
    cure = "Put a comma after each field's value; parts joined by # are not read, so write them as one."
    spot = Spot(file, line=line, column=len(text.rstrip()) + 1)
    return Finding("bib-syntax", spot, message, cure, entry.key)


def clean(text: str) -> str:
    """A field's text for readers: enclosing marks and protecting braces gone, LaTeX accents turned into letters."""
    text = text.strip()
    if len(text) > 1 and (text[0], text[-1]) in {("{", "}"), ('"', '"')}:
        text = text[1:-1]
    if "\\" in text and len(text) <= LONGEST_LATEX:
        # Loaded only when needed: a bibliography in plain Unicode never pays for it.
        from pylatexenc.latex2text import LatexNodes2Text

        # Braces hundreds deep, or no LaTeX at all: then the text stays as it was written.
        with suppress(RecursionError, ValueError, LookupError):
            text = LatexNodes2Text(math_mode="verbatim").latex_to_text(text)
    return " ".join(text.replace("{", "").replace("}", "").split())


def split_authors(text: str, raw: str) -> tuple[str, ...]:
    """The names of an author field; a name in braces of its own is an organisation and is never split."""
    parts: list[str] = []
    depth = 0
    start = 0
    raw = " ".join(raw.split())
    for mark in re.finditer(r"[{}]| and ", raw, re.IGNORECASE):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth <= 0:
            parts.append(raw[start : mark.start()])
            start = mark.end()
    parts.append(raw[start:])
    names = tuple(name for name in (clean(part) for part in parts) if name)
    return names or ((text,) if text else ())


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_of(written: str) -> Name:
    """One name in its parts: “Family, Given”, “Family, Jr, Given”; without a comma a body's."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 1:
        return Name(literal=parts[0])
    if parts[-1].rstrip(".").lower() in _SUFFIXES and len(parts) == 3:
        parts = [parts[0], parts[2], parts[1]]  # “Family, Given, Jr”, where BibTeX has “Family, Jr, Given”
    return Name(family=parts[0], given=parts[-1], suffix=parts[1] if len(parts) == 3 else "")


def _column(entry: Entry, line: int | None, name: str) -> tuple[int, int]:
    lines = (entry.raw or "").split("\n")
    index = (line or 0) - (entry.start_line or 0)
    text = lines[index] if 0 <= index < len(lines) else ""
    at = text.lower().find(name)
    return (at + 1 if at >= 0 else 1), len(name)


def _bad_value(key: str, name: str, text: str, place: Spot, cure: str) -> Finding:
    shown = text if len(text) < 60 else text[:59] + "…"
    return Finding("bib-bad-value", place, f"“{shown}” can't be used as “{name}” of {key}.", cure, key)


def _unknown(key: str, name: str, place: Spot) -> tuple[Finding, ...]:
    if name in _STANDARD:
        return ()
    meant = near(name, _OURS | _STANDARD, 0.75)
    if not meant:
        return ()
    message = f"“{name}” is no field that is known here.{meant}"
    return (Finding("unknown-field", place, message, "Correct the name; the text was kept but not used.", key),)
