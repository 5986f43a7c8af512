"""An entry as written, before its fields are read as facts; and what it inherits from others (crossref, xdata)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bibtexparser.model import Entry

from firmground.errors import nearest
from firmground.reading.bib_dates import MONTHS
from firmground.reading.bib_rules import Inherited, also, bib_fields
from firmground.reading.bib_values import read_value
from firmground.records import Finding, Spot

#: So many comments or commas too many are shown of one entry; the rest is more of the same.
MOST_STRAY = 5
#: For so many keys that are not there the nearest one is looked up: each is compared with every key of the file.
MOST_NEAREST = 20


class Field(NamedTuple):
    """A field as written.

    Attributes:
        name: in lower case.
        text: its value, without the braces or quotes around it.
        entry: where the entry stands that it was written in.
        missing: words in it that no @string defines.
    """

    name: str
    text: str
    entry: Spot
    missing: tuple[str, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.entry.at(self.name)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as written.

    Attributes:
        key: its key.
        type: its type, in lower case.
        fields: by name; of two with one name the first.
        spot: its first line.
        raw: its text.
        findings: what is wrong with its form.
        failed: whether it can't be used.
    """

    key: str
    type: str
    fields: Mapping[str, Field]
    spot: Spot
    raw: str
    findings: list[Finding] = field(default_factory=list)
    failed: bool = False


def write_out(entry: Entry, first: int, raw: str, spot: Spot, strings: Mapping[str, str]) -> Written:
    """The fields of an entry with their values resolved, and findings on what stands between them.

    Args:
        entry: as bibtexparser gives it.
        first: line of the file in which its lines are counted from 0.
        raw: its text as it stands in the file.
        spot: its place.
        strings: the abbreviations of the file, by name in lower case.
    """
    fields: dict[str, Field] = {}
    lines: dict[str, int] = {}
    shown: list[str] = []
    findings: list[Finding] = []
    failed = False
    unused = bib_fields().unused.names
    for written in entry.fields:
        name = written.key.lower()
        text = str(written.value)
        plain = text[:1] == "{" and text.find("}") == len(text) - 1 and text.find("{", 1) < 0
        if plain and name.isalnum() and name not in fields:  # nine of ten
            fields[name] = Field(name, text[1:-1], spot)
            lines[name] = (written.start_line or 0) + first
            continue
        line = (written.start_line or 0) + first
        if "%" in name or "\n" in name:
            *stray, name = [part.strip() for part in name.split("\n")]
            for number, words in enumerate(stray):
                if words and sum(f.code == "bib-stray-text" for f in findings) < MOST_STRAY:
                    at = line - len(stray) + number
                    findings.append(stray_text(spot.file, at, 1, words, entry.key, raw, spot))
        value = read_value(text, strings)
        if value.rest is not None:
            failed = True
            findings.append(_runs_on(entry.key, name, spot, raw, line + text.count("\n", 0, value.rest)))
        elif name in fields and name in unused:
            # Keywords of which each has a field of its own, as ScienceDirect writes them.
            fields[name] = Field(name, f"{fields[name].text}; {value.text}", spot)
        elif name in fields:
            shown = shown or raw.lower().split("\n")  # once, however many fields stand twice
            index = line - (spot.line or 1)
            column = max(0, shown[index].rfind(name)) + 1 if 0 <= index < len(shown) else 1
            place = Spot(spot.file, line=line, column=column, width=max(1, len(name)))
            message = f"“{name}” stands twice in this entry (first in line {lines[name]}); the first was used."
            findings.append(Finding("bib-duplicate-field", place, message, "Remove one of the two.", entry.key))
        else:
            fields[name] = Field(name, value.text, spot, value.missing)
            lines[name] = line
    kind = entry.entry_type.lower().removeprefix("_")
    return Written(entry.key, kind, fields, spot, raw, findings, failed)


def resolve_string(value: str, strings: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text of an @string, and the words in it that no earlier one defines."""
    found = read_value(value, strings)
    return found.text, found.missing


def first_strings() -> dict[str, str]:
    """The abbreviations that every file has: the months."""
    return dict(MONTHS)


def stray_text(file: str, line: int, column: int, text: str, key: str, raw: str, spot: Spot) -> Finding:
    """A comment, or a comma too many, within an entry."""
    lines = raw.split("\n")
    index = line - (spot.line or 1)
    if column == 1 and 0 <= index < len(lines):
        column = len(lines[index]) - len(lines[index].lstrip()) + 1
    place = Spot(file, line=line, column=column, width=max(1, len(text)))
    if text == ",":
        return Finding("bib-stray-text", place, f"A comma too many stands in “{key}”.", "Remove it.", key)
    message = f"This text in “{key}” belongs to no field, so it was not read; BibTeX has no comments within an entry."
    cure = "Put comments between the entries, or the text into a field."
    return Finding("bib-stray-text", place, message, cure, key)


def _runs_on(key: str, name: str, spot: Spot, raw: str, line: int) -> Finding:
    lines = raw.split("\n")
    index = line - (spot.line or 1)
    text = lines[index] if 0 <= index < len(lines) else ""
    message = f"This entry can't be read: after the value of “{name}” comes neither a comma nor the entry's end."
    return Finding("bib-syntax", Spot(spot.file, line=line, column=len(text.rstrip()) + 1), message, _COMMA, key)


_COMMA = "Put a comma after each field's value."


def inherit(entries: Mapping[str, Written]) -> tuple[dict[str, Written], frozenset[str]]:
    """Give each entry what it inherits from the entries that its ``crossref`` and ``xdata`` name.

    Source: biblatex manual, 2.4.1 and 3.13. Identifiers, pages and authors are never inherited by crossref: they say
    of the whole book what would be wrong of a chapter.

    Returns:
        The entries, and the keys of those that only hold data for others (``@xdata``).
    """
    made: dict[str, Written] = {}
    data: set[str] = set()
    missing: set[str] = set()
    rules = bib_fields().inherited
    for key, entry in entries.items():
        if "crossref" in entry.fields or "xdata" in entry.fields:
            made[key] = _with_parents(entry, entries, rules, data, missing)
        else:
            made[key] = entry
    return made, frozenset(data)


def _parents(entry: Written) -> Iterator[tuple[str, str]]:
    for name in ("crossref", "xdata"):
        if name in entry.fields:
            for key in entry.fields[name].text.split(","):
                if key.strip():
                    yield name, key.strip()


def _with_parents(
    entry: Written, entries: Mapping[str, Written], rules: Inherited, data: set[str], missing: set[str]
) -> Written:
    fields = dict(entry.fields)
    findings: list[Finding] = list(entry.findings)
    waiting: list[tuple[str, str, str, tuple[str, ...]]] = [
        (entry.type, name, key, (entry.key,)) for name, key in _parents(entry)
    ]
    for kind, name, key, above in waiting:
        parent = entries.get(key)
        if key in above or len(waiting) > 50:
            message = (
                f"“{entry.key}” inherits from itself, or through more than 50 others: {' → '.join((*above, key)[:6])}."
            )
            findings.append(Finding("bib-bad-value", entry.spot.at(name), message, f"Correct {name}.", entry.key))
            continue
        if parent is None:
            message = f"“{entry.key}” inherits from “{key}”, and there is no such entry."
            missing.add(key)
            if len(missing) <= MOST_NEAREST:
                message += nearest("reference", key, entries)
            cure = f"Add that entry, or correct {name}; until then what it would give is missing here."
            findings.append(Finding("bib-bad-value", entry.spot.at(name), message, cure, entry.key))
            continue
        if name == "xdata":
            data.update([key] if parent.type == "xdata" else [])
        own = frozenset(fields)
        for field_name, held in parent.fields.items():
            target = field_name if name == "xdata" else _inherited(field_name, kind, rules)
            # A year of its own is none less for the parent's being written as a date.
            if target is not None and own.isdisjoint((target, *also(target))):
                fields[target] = held
        waiting += [(parent.type, more, next_key, (*above, key)) for more, next_key in _parents(parent)]
    return replace(entry, fields=fields, findings=findings)


def _inherited(name: str, kind: str, rules: Inherited) -> str | None:
    """The field that a parent's field becomes in an entry of a type."""
    moved = {"title": "title", "subtitle": "subtitle", "titleaddon": "titleaddon"}.get(name)
    if moved is not None and kind in rules.as_book:
        return "book" + moved
    if moved is not None and kind in rules.as_journal:
        return {"title": "journaltitle", "subtitle": "journalsubtitle"}.get(moved)
    return name if name in rules.names else None


def key_in(raw: str) -> str | None:
    """The key of an entry that can't be read, when it stands there."""
    found = re.match(r"@\w+\s*[{(]\s*([^\s,{}()=\"]+)", raw)
    return found[1] if found else None
