"""Finds an entry or one of its fields in a .bib file, for a finding that needs its place."""

from __future__ import annotations

import re

from firmground.reading.bib_rules import also
from firmground.records import SourceText, Spot

_ENTRY = re.compile(r"@\w+[ \t]*[{(]\s*([^\s,{}()]+)\s*,")


class BibPlaces:
    """Where the entries of one .bib file begin; of two with one key the first."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._starts = [(m[1], m.start(1)) for m in _ENTRY.finditer(source.text)]
        self._first = {key: (at, number) for number, (key, at) in reversed(list(enumerate(self._starts)))}

    def place(self, spot: Spot) -> Spot:
        """A spot with the path (key,) or (key, field) as a spot with a line."""
        found = self._first.get(str(spot.path[0]))
        if found is None:
            return Spot(spot.file, line=1)
        start, number = found
        if len(spot.path) == 1:
            return self._at(spot.file, start, start + len(str(spot.path[0])))
        end = self._starts[number + 1][1] if number + 1 < len(self._starts) else len(self._source.text)
        name = str(spot.path[1])
        # A check names the fact, which may be written by another name: year as date, journal as journaltitle.
        field = next(filter(None, (self._field(other, start, end) for other in (name, *also(name)))), None)
        if field is None:
            return self._at(spot.file, start, start + len(str(spot.path[0])))
        if spot.on == "key":
            return self._at(spot.file, field.start(1), field.end(1))
        if len(spot.path) > 2 and (words := self._words(str(spot.path[2]), field.end(), end)):
            return self._at(spot.file, words.start(), words.end())
        return self._at(spot.file, *self._value(field.end(), end))

    def _field(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """Where a field begins: outside of braces, since another's text may hold its name."""
        text = self._source.text
        form = re.compile(rf"(?:(?<=,)|(?<=\n))[ \t]*({re.escape(name)})\s*=\s*", re.IGNORECASE)
        depth, at = 0, start
        for found in form.finditer(text, start, end):
            depth += text.count("{", at, found.start()) - text.count("}", at, found.start())
            at = found.start()
            if depth == 0:
                return found
        return form.search(text, start, end)

    def _words(self, words: str, start: int, end: int) -> re.Match[str] | None:
        """A part of a value, on one line: of several lines the first that holds it whole."""
        return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(self._source.text, start, end)

    def _value(self, start: int, end: int) -> tuple[int, int]:
        """The value that begins here, without its braces or quotes; of several lines the first."""
        text = self._source.text
        line_end = text.find("\n", start, end)
        line = text[start : line_end if line_end >= 0 else end]
        inside = 1 if line[:1] in {"{", '"'} else 0
        depth = 0
        for at, mark in enumerate(line):
            depth += (mark == "{") - (mark == "}")
            if (depth <= 0 and mark in "},") or (at and mark == '"' == line[0]):
                return start + inside, max(start + at, start + inside + 1)
        return start + inside, start + max(len(line.rstrip()), inside + 1)

    def _at(self, file: str, start: int, end: int) -> Spot:
        text = self._source.text
        begin = text.rfind("\n", 0, start) + 1
        return Spot(file, line=text.count("\n", 0, start) + 1, column=start - begin + 1, width=max(1, end - start))
