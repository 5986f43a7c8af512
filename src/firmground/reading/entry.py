"""One entry to one ``Reference``: each fact from the fields that say it, and a finding for each that can't be used.

Which fields say what stands in ``bib_fields.toml``. A field that means the year, the journal, an author or an
identifier is never left out without a finding; what is left out is kept under ``extra``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import get_args

from pydantic import ValidationError

from firmground.errors import near
from firmground.reading.bib_dates import is_day, is_span, read_date, read_day, read_month, seen_in
from firmground.reading.bib_entry import Field, Written
from firmground.reading.bib_identifiers import PLAIN, pmcid, pmid
from firmground.reading.bib_rules import Fact, Kind, bib_fields, used
from firmground.reading.latex import prose, verbatim
from firmground.reading.names import NameReader
from firmground.records import Finding, Reference, Spot
from firmground.records.terms import Design, Status

_WORDS = MappingProxyType({"design": get_args(Design), "status": get_args(Status)})
#: So many unknown names of fields are compared with the known ones; a file that has more was not written by hand.
MOST_NAMES = 1_000
_NUMBER = re.compile(r"[0-9]{1,9}")
#: A comma or space stands before three digits: 1,234. In “12,34” or “10 12” nobody can know what is meant.
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:(?:\{?,\}?| )[0-9]{3}){1,2}")
_SPAN = re.compile(r"([0-9]{4})\s*[-–/]+\s*([0-9]{2}|[0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
#: Numbers that stand at the beginning of a line of a note, as Zotero writes them.
_IN_NOTES = re.compile(r"(?m)^[ \t{]*(?:PMID\}?:?\s*([0-9]{1,9})\b[.;,\s]*)?(?:PMCID\}?:?\s*(PMC[0-9]{1,10})\b)?")
#: A note that holds such a word names the number of another work: “Erratum in: …, PMID: 12345”.
_OF_ANOTHER = re.compile(r"(?i)comment|errat|correct|corrig|retract|republish|updat|reply|concern")
_DOI_ADDRESS = re.compile(r"(?i)(?:https?://(?:dx\.|www\.)?doi\.org/+|doi:\s*)?10\.[0-9]{4}[0-9.]*/\S+")
_EPRINTS = MappingProxyType({"pubmed": "pmid", "pmid": "pmid", "medline": "pmid", "pmc": "pmcid", "pmcid": "pmcid"})
_DATES = ("date", "year", "month", "day")


class EntryReader:
    """Reads the entries of one file; remembers names and mistyped fields, since they come again. Lives for one call."""

    def __init__(self) -> None:
        rules = bib_fields()
        self._rules = rules
        self._names = NameReader()
        self._facts = tuple(rules.fact.values())
        self._facts_of: dict[str, list[int]] = {}
        for number, fact in enumerate(self._facts):
            for name in (*fact.fields, *fact.instead):
                self._facts_of.setdefault(name, []).append(number)
        self._used = used()
        self._known = self._used | rules.unused.names | rules.unplaced.names
        self._meant: dict[str, str] = {}

    def read(self, entry: Written) -> tuple[Reference | None, tuple[Finding, ...]]:
        """Make a reference of an entry.

        Returns:
            The reference and findings about single fields, or ``None`` with the finding that says why the entry as a
            whole can't be used.
        """
        if not entry.key.strip():
            cure = "Write one after the opening brace, for instance @article{smith2020trial,"
            return None, (Finding("bib-missing-field", entry.spot, "This entry has no key.", cure),)
        if entry.failed:
            return None, tuple(entry.findings)
        return _Reading(self, entry).reference()

    def facts(self, fields: Iterable[str]) -> list[Fact]:
        """The facts that some fields say, in the order of the rules."""
        numbers = {number for name in fields for number in self._facts_of.get(name, ())}
        return [self._facts[number] for number in sorted(numbers)]

    def meant(self, name: str) -> str:
        """“ Did you mean …?” for a field that is mistyped, or nothing."""
        if name not in self._meant:
            odd = (
                len(self._meant) > MOST_NAMES
                or not name[:1].isalpha()
                or name.startswith(("opt", "alt", "old", "orig", "bdsk-"))
            )
            self._meant[name] = "" if odd or name in self._known else near(name, self._known, 0.75)
        return self._meant[name]


class _Reading:
    """One entry being read."""

    def __init__(self, reader: EntryReader, entry: Written) -> None:
        self.reader = reader
        self.entry = entry
        self.fields = {name: held for name, held in entry.fields.items() if held.text.strip()}
        self.findings = list(entry.findings)
        self.values: dict[str, object] = {"key": entry.key, "type": entry.type}
        self.extra: dict[str, str] = {}

    def reference(self) -> tuple[Reference | None, tuple[Finding, ...]]:
        """The reference and the findings."""
        key, rules = self.entry.key, self.reader._rules
        if self.entry.type not in rules.types.known:
            message = f"“@{self.entry.type}” is no type of entry that is known here; the entry was read all the same."
            message += near(self.entry.type, rules.types.known)
            cure = "Write @article, @book, @incollection, @techreport, @phdthesis, @online or @misc, whichever fits."
            self.findings.append(Finding("bib-bad-value", self.entry.spot, message, cure, key))
        for fact in self.reader.facts(self.fields):
            self._fact(fact)
        self._dates()
        self._together()
        for name, held in self.fields.items():
            self._left_over(name, held)
        self.values["extra"] = self.extra
        if "title" not in self.values:
            cure = "Add title = {…}; a work whose title is not known can't be cited."
            missing = Finding("bib-missing-field", self.entry.spot, f"“{key}” has no title.", cure, key)
            return None, (*self.findings, missing)
        try:
            made = Reference.model_validate(self.values)
        except ValidationError as error:
            named = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}))
            message = f"“{key}” can't be used because of: {named}."
            bad = Finding("bib-bad-value", self.entry.spot, message, "Correct these fields.", key)
            return None, (*self.findings, bad)
        made._spot = self.entry.spot
        return made, tuple(self.findings)

    # -- facts -----------------------------------------------------------------------------------------------------

    def _fact(self, fact: Fact) -> None:
        """One fact: from the first of its fields that stands; others that say something else are reported."""
        fields = self.fields
        found = [fields.pop(name) for name in fact.fields if name in fields]  # one, nearly always
        if not found:
            for name in fact.instead:
                if name in fields and self._stands_for(name, fact.name):
                    found = [fields.pop(name)]
                    break
            else:
                return
        first, *others = found
        self._undefined(first)
        value = self._value(fact, first)
        for other in others:
            if value is not None and self._plain(fact.kind, other) != self._plain(fact.kind, first):
                message = f"“{first.name}” and “{other.name}” of {self.entry.key} say different things."
                self._bad(other, f"{message} The first was used.", "Remove the one that is wrong.")
                self.extra[other.name] = other.text
        if value is None:
            return
        if fact.behind and isinstance(value, str):
            for name in fact.behind:
                if name in fields:
                    more = self._prose(fields.pop(name))
                    if more.casefold() not in value.casefold():
                        value = f"{value}{' ' if value[-1] in '?!:.' else ': '}{more}"
        if fact.name not in {"authors", "editors"}:
            self.values[fact.name] = value

    def _stands_for(self, name: str, fact: str) -> bool:
        """An organization is the institution of a report and the publisher of a page; an event names proceedings."""
        if name == "organization":
            return (self.entry.type in self.reader._rules.types.bodies) is (fact == "institution")
        return name != "eventtitle" or self.entry.type in {"inproceedings", "conference"}

    def _plain(self, kind: Kind, held: Field) -> str:
        text = prose(held.text)[0] if kind == "prose" else verbatim(held.text)
        return " ".join(re.findall(r"\w+", (read_day(text) or text if kind == "day" else text).casefold()))

    def _value(self, fact: Fact, held: Field) -> object | None:
        """What a field gives, or ``None`` when it can't be used; then it is reported and kept."""
        if fact.kind == "prose":
            return self._prose(held) or None
        if fact.kind == "names":
            self._people(fact.name, held)
            return None
        if fact.kind == "number":
            if _COUNT.fullmatch(number := held.text.strip("{} \n\t")):
                return int(re.sub(r"\D", "", number))
            self._unusable(held, "Write digits only, or leave the field out.")
            return None
        if fact.kind == "word":
            word = prose(held.text)[0]
            if word in _WORDS[fact.name]:
                return word
            cure = f"Use one of: {', '.join(_WORDS[fact.name])}.{near(word, _WORDS[fact.name], 0.6)}"
            self._unusable(held, cure)
            return None
        if fact.kind == "list":
            return tuple(part.strip() for part in verbatim(held.text).split(",") if part.strip())
        if fact.kind == "day":
            return self._day(fact, held)
        if fact.kind == "address":  # exporters break a long address into lines; another space is a fault, and told
            return verbatim(re.sub(r"\s*\n\s*", "", held.text)) or None
        raw = fact.kind in {"pages", "genre"}
        return PLAIN[fact.kind](held.text if raw else verbatim(held.text)) or None

    def _prose(self, held: Field) -> str:
        text, unknown = prose(held.text)
        for command in unknown:
            message = f"“{command}” in “{held.name}” of {self.entry.key} is no LaTeX command that is known here; "
            message += "it stays as it was written."
            self._bad(held, message, "Write the sign itself; references.bib is read as Unicode.")
        return text

    def _people(self, fact: str, held: Field) -> None:
        read = self.reader._names.read(held.text)
        more = {"authors": "more_authors", "editors": "more_editors"}[fact]
        if read.names:
            self.values[fact] = read.names
        if read.more:
            self.values[more] = True
        for doubt in read.doubts:
            message = f"“{_short(doubt.written)}” in “{held.name}” of {self.entry.key}: {doubt.means}."
            # The name itself is shown; not an “and”, of which there are many.
            spot = held.spot.at(doubt.written) if 3 < len(doubt.written) < 200 else held.spot
            if doubt.fault == "unreadable":
                self.findings.append(Finding("bib-name-unreadable", spot, message, doubt.cure, self.entry.key))
            else:
                self.findings.append(Finding("bib-name-doubtful", spot, message, doubt.cure, self.entry.key))

    def _day(self, fact: Fact, held: Field) -> str | None:
        text = verbatim(held.text)
        day = read_day(text)
        if day is not None and _ISO_DAY.fullmatch(day) and (fact.name == "accessed" or (day == text and len(day) > 4)):
            return day
        what = "on which a source page was seen" if fact.name == "verified" else "on which the address was last seen"
        self._unusable(held, f"Write the date {what}, as 2026-11-22 or 2026-11.")
        return None

    # -- facts of several fields ------------------------------------------------------------------------------------

    def _dates(self) -> None:
        """Year, month and day, from biblatex's date and BibTeX's year and month."""
        held = {name: self.fields.pop(name) for name in _DATES if name in self.fields}
        year = month = day = None
        for name in ("date", "year"):
            if name not in held:
                continue
            text = prose(held[name].text)[0].strip("()[]")
            iso = text if name == "year" and _NUMBER.fullmatch(text) else None
            span = _span(text) if iso is None else None
            # “2019-21” is a span where a year belongs; in biblatex's date it is the spring of 2019.
            when = None if iso or (span and name == "year") else read_date(verbatim(held[name].text))
            when = when or (None if iso or span else read_date(read_day(text) or ""))
            if iso is None and when is None and span is None:
                cure = "Write the year in digits, or a date as 2020-05-17; “in press” belongs into note."
                self._unusable(held[name], cure)
                continue
            found = int(iso) if iso else when.year if when else int(span[1]) if span else 0
            note = when.note if when else "a span of years" if span else ""
            if note and not {"year", "date"} & self._unverified():
                message = f"“{name}” of {self.entry.key} is {note}: “{_short(text)}”. {found} was used."
                self._bad(held[name], message, "Write the year that the work bears, or name year under unverified.")
            if year is not None and found != year:
                message = f"“date” and “year” of {self.entry.key} name different years: {year} and {found}."
                self._bad(held[name], f"{message} The date was used.", "Remove the one that is wrong.")
                self.extra[name] = held[name].text
            if year is None:
                year, month, day = found, when.month if when else None, when.day if when else None
            if when and "/" in text and not when.day:
                self.extra[name] = text  # a span within one year, of which the days or months are not printed
        year, month, day = year, *self._month(held, month, day)
        if year and month and day and not is_day(year, month, day):
            self._unusable(
                held.get("day") or held.get("month") or held["date"],
                "Correct the day, or leave it out: this month has no such day.",
            )
            day = None
        self.values.update({n: v for n, v in (("year", year), ("month", month), ("day", day)) if v is not None})

    def _month(self, held: Mapping[str, Field], month: int | None, day: int | None) -> tuple[int | None, int | None]:
        if "month" in held:
            text = prose(held["month"].text)[0]
            read = read_month(text)
            if read is None:
                self.extra["month"] = text
                if not is_span(text):
                    cure = "Write the month as jan, January or 1, with or without a day: January 17."
                    self._unusable(held["month"], cure)
            elif month is None:
                month, day = read
            elif month != read[0]:
                message = f"“date” and “month” of {self.entry.key} name different months. The date was used."
                self._bad(held["month"], message, "Remove the one that is wrong.")
        if "day" in held:
            text = verbatim(held["day"].text)
            if month and re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", text) and day in {None, int(text)}:
                day = int(text)
            else:
                self._unusable(held["day"], "Write the day of the month as a number, beside a month.")
        return month, day

    def _unverified(self) -> set[str]:
        found = self.values.get("unverified")
        return set(found) if isinstance(found, tuple) else set()

    def _together(self) -> None:
        """Identifiers, addresses and days that stand in other fields."""
        values, fields = self.values, self.fields
        eprint = fields.pop("eprint", None)
        if eprint is not None:
            kind = next((fields[n].text for n in ("eprinttype", "archiveprefix") if n in fields), "")
            self._eprint(eprint, verbatim(kind).lower())
        if (held := fields.get("howpublished")) is not None:
            address = re.search(r"(?:\\url\s*\{([^{}]+)\}|((?:https?://|www\.)[^\s{}]+))", held.text)
            if address is not None and "url" not in values:
                values["url"] = verbatim(address[1] or address[2]).rstrip(".,;")
        if "urlyear" in fields and "accessed" not in values:
            parts = [verbatim(fields[n].text) for n in ("urlday", "urlmonth", "urlyear") if n in fields]
            day = read_day(" ".join(parts)) or read_day("-".join(reversed(parts)))
            if day is not None:
                values["accessed"] = day
            else:
                self._unusable(fields["urlyear"], "Write urldate = {2026-11-22}.")
        for text in filter(None, (values.get("note"), prose(held.text)[0] if held is not None else "")):
            if "accessed" not in values and (day := seen_in(str(text))) is not None:
                values["accessed"] = day
        note = self.entry.fields.get("note")
        if note is not None and not _OF_ANOTHER.search(note.text):
            for found in _IN_NOTES.finditer(note.text):
                values.update(
                    {n: v for n, v in zip(("pmid", "pmcid"), found.groups(), strict=True) if v and n not in values}
                )
        if "doi" not in values and _DOI_ADDRESS.fullmatch(str(values.get("url", ""))):
            values["doi"] = PLAIN["doi"](str(values["url"]))
        if (group := fields.pop("collaboration", None)) is not None:
            body = self.reader._names.read("{" + group.text + "}").names
            authors = values.get("authors")
            values["authors"] = (*(authors if isinstance(authors, tuple) else ()), *body)

    def _eprint(self, held: Field, kind: str) -> None:
        text = verbatim(held.text)
        values = self.values
        name = _EPRINTS.get(kind)
        if name is not None:
            number = (pmid if name == "pmid" else pmcid)(text)
            if values.setdefault(name, number) != number:
                self.extra["eprint"] = held.text
                message = f"“{name}” and “eprint” of {self.entry.key} say different things. The first was used."
                self._bad(held, message, "Remove the one that is wrong.")
        elif kind == "arxiv" or re.fullmatch(
            r"(?i)(?:arxiv:)?(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})(?:v[0-9]+)?", text
        ):
            self.extra["eprint"] = held.text
            values.setdefault("url", "https://arxiv.org/abs/" + re.sub(r"(?i)^arxiv:", "", text))
        elif re.match(r"https?://", text):
            if values.setdefault("url", text) != text:
                self.extra["eprint"] = held.text
        else:
            self.extra["eprint"] = held.text
            if not any(values.get(name) for name in ("doi", "pmid", "pmcid", "url")):
                message = f"“{_short(text)}” in “eprint” of {self.entry.key} is an identifier that is not known here."
                self._bad(held, message, "Add doi, pmid or url; for PubMed write pmid = {12345}.")

    # -- what is left ------------------------------------------------------------------------------------------------

    def _left_over(self, name: str, held: Field) -> None:
        self.extra.setdefault(name, " ".join(held.text.split()))
        if name in self.reader._rules.unplaced.names:
            message = f"“{name}” of {self.entry.key} is kept, but a reference has no place for it here."
            self._bad(held, message, "Name who must be named under author or editor; or leave the field out.")
        elif name not in self.reader._known and (meant := self.reader.meant(name)):
            message = f"“{name}” is no field that is known here.{meant}"
            cure = "Correct the name; the text was kept but not used."
            spot = Spot(held.spot.file, held.spot.path, "key")
            self.findings.append(Finding("unknown-field", spot, message, cure, self.entry.key))

    def _undefined(self, held: Field) -> None:
        for word in held.missing:
            message = f"“{_short(word)}” stands without braces in “{held.name}” of {self.entry.key}, and no @string "
            message += "gives it a usable meaning; it was read as it stands."
            self._bad(held, message, "Put it into braces, or add the @string above.")

    def _unusable(self, held: Field, cure: str) -> None:
        text = prose(held.text)[0] or held.text.strip()
        self.extra[held.name] = text
        self._bad(held, f"“{_short(text)}” can't be used as “{held.name}” of {self.entry.key}.", cure)

    def _bad(self, held: Field, message: str, cure: str) -> None:
        self.findings.append(Finding("bib-bad-value", held.spot, message, cure, self.entry.key))


def _span(text: str) -> re.Match[str] | None:
    """A span of years, “1998–2020” or “2019/20”: the second number is the greater one."""
    found = _SPAN.fullmatch(text)
    return found if found and found[2] > found[1][-len(found[2]) :] else None


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:59] + "…"
