"""The names of an author or editor field, parsed once into their parts; what is no list of names is said so.

The forms are those of BibTeX ("First von Last", "von Last, First", "von Last, Jr, First"), read by bibtexparser, and
the extended names of biblatex ("family=Harman, given=Hans, prefix=von"). A group in braces is one name, never taken
apart. A single word, as WHO, is a whole name too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from firmground.reading.bib_rules import People, bib_fields
from firmground.reading.latex import entities, prose
from firmground.records import Name

#: What is wrong with a name: “unreadable” when nobody can know whom it names, “doubtful” when it was read as it stands.
Fault = Literal["unreadable", "doubtful"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with one name of a list.

    Attributes:
        fault: how bad it is.
        written: the name as it was written.
        means: what is wrong, as the end of a sentence.
        cure: what to do.
    """

    fault: Fault
    written: str
    means: str
    cure: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one field, whether there are more than it names, and what is wrong with some of them."""

    names: tuple[Name, ...]
    more: bool
    doubts: tuple[Doubt, ...]


_AND = re.compile(r"(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
#: “Family, Given” in plain letters, with no small word in the family name: nine names of ten.
_USUAL = re.compile(r"([^\W\d_a-zß-öø-ÿ][^\s,{}\\~;&=@\d|()*†‡§#<>\[\]]*), ([^\W\d_][^,{}\\~;&=@\d|()*†‡§#<>\[\]]*)")
#: “Doe AB”, “van der Berg J.P.”, “De Luca M”: one or two family names and initials.
_SHORT = re.compile(
    r"(?:[a-z]+ )*[^\W\d_a-z][^\s,.]*(?:[ -][^\W\d_a-z][^\s,.]*)? (?:[A-Z]{1,3}|[A-Z]\.(?:[ -]?[A-Z]\.){0,2})"
)
#: Scripts in which the family name stands first.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3 ]+")
_ROLE = re.compile(r"(?i)[\[(]\s*(?:eds?|editors?|hrsg|authors?|chair|trans|translator)\b")
_MARKS = frozenset("*†‡§#<>[]")
_KEYED = re.compile(r"\s*(family|given|prefix|suffix)(?:-i|i)?\s*=", re.IGNORECASE)
_ET_AL = re.compile(r"\b(?:et\.?\s+al\b\.?|and\s+others\b)", re.IGNORECASE)
_TILDE = re.compile(r"\\~\s*(?:\{[A-Za-z]\}|[A-Za-z])")
_LIST = "Part the names by “ and ”: Doe, Anna B and Roe, Carl."
_BRACES = "Put the name of a body into braces: {World Health Organization}; write a person as “Family, Given”."


class NameReader:
    """Reads author fields; remembers each name, since the same people write much. Lives for one file."""

    def __init__(self) -> None:
        self._people: People = bib_fields().people
        self._unusual = self._people.suffixes | self._people.degrees | self._people.particles
        self._known: dict[str, tuple[Name | None, bool, Doubt | None]] = {}

    def read(self, text: str) -> Names:
        """The names of a field, given as written between its outer braces or quotes."""
        text = " ".join((entities(text) if "&" in text and ";" in text else text).split())
        names: list[Name] = []
        doubts: list[Doubt] = []
        more = False
        for part in self._parts(text):
            if part not in self._known:
                self._known[part] = self._one(part)
            name, others, doubt = self._known[part]
            more = more or others
            if name is not None:
                names.append(name)
            if doubt is not None:
                doubts.append(doubt)
        return Names(tuple(names), more, tuple(doubts))

    def _parts(self, text: str) -> list[str]:
        """The text between one “and” and the next; empty ones too, which are reported."""
        low = text.lower()
        if " and" not in low and not low.startswith("and"):
            return [text] if text else []
        parts = text.split(" and ")
        plainly = not low.startswith("and ") and not low.endswith(" and") and low.count(" and") == len(parts) - 1
        if plainly and ("{" not in text or all(part.count("{") == part.count("}") for part in parts)):
            return (
                parts  # No other spelling of “and”, and none within braces: the usual case, at the speed of str.split.
            )
        plain = _outside(text) if "{" in text or "}" in text else text
        if _AND.search(plain) is None:
            return [text]
        parts = []
        at = 0
        for found in _AND.finditer(plain):
            if found[0] == "And" and found.end() == len(plain):
                break  # a family name: Metin And
            parts.append(text[at : found.start()].strip())
            at = found.end()
        return [*parts, text[at:].strip()]

    def _one(self, text: str) -> tuple[Name | None, bool, Doubt | None]:
        """A name, whether “others” stand there, and what is wrong."""
        if _USUAL.fullmatch(text) and not text.endswith("."):
            family, given = text.split(", ", 1)
            if given.split()[-1].lower() not in self._unusual and given.split()[0].lower() not in self._people.titles:
                if doubt := self._suspect(text, family, given):
                    return Name(literal=text), False, doubt
                return Name(family=family, given=given), False, None
        if not prose(text)[0]:
            return None, False, Doubt("doubtful", "and", "one “and” too many stands here, or a name is missing", _LIST)
        if text.strip("{}. ").lower() == "others":
            return None, True, None
        if text.startswith("{") and _outside(text).strip() == "":
            return Name(literal=prose(text)[0]), False, None
        plain = _outside(text)
        if _KEYED.match(plain):
            return self._keyed(text), False, None
        if (end := _before_others(plain)) is not None:
            name = text[:end].strip(" ,")
            doubt = Doubt("doubtful", prose(text)[0], "“et al.” is no name", "Write “and others” in its place.")
            return (self._one(name)[0] if name else None), True, doubt
        return self._person(text, plain)

    def _person(self, text: str, plain: str) -> tuple[Name | None, bool, Doubt | None]:
        shown = prose(text)[0]
        word = " " not in text and "," not in text
        if (fault := _no_name(plain)) and not (word and fault[0] == _DIGITS and any(c.isalpha() for c in text)):
            return Name(literal=shown), False, Doubt("unreadable", shown, *fault)
        parts = [part.strip() for part in _cut(text, plain, ",")]
        if len(parts) == 2 and not all(parts):
            cure = "Remove the comma, and put a name of several words into braces."
            only = prose("".join(parts))[0]
            side = "behind it, and nothing after that" if parts[0] else "before it, and no family name"
            means = f"a comma stands {side}" if only else "a name is missing here"
            return (Name(literal=only) if only else None), False, Doubt("doubtful", shown, means, cure)
        lower = [prose(part)[0].rstrip(".").lower() for part in parts]
        if len(parts) == 3 and lower[2] in self._people.suffixes and lower[1] not in self._people.suffixes:
            parts = [parts[0], parts[2], parts[1]]  # “Family, Given, Jr”, where BibTeX has “Family, Jr, Given”
        elif len(parts) > 3 or (len(parts) == 3 and lower[1] not in self._people.suffixes):
            many = "names are parted by commas, or something else than a name stands here"
            return Name(literal=shown), False, Doubt("unreadable", shown, many, _LIST)
        if len(parts) == 2 and lower[1] in self._people.suffixes:
            if " " not in parts[0]:
                return Name(prose(parts[0])[0], suffix=prose(parts[1])[0]), False, None
            parts = [f"{parts[0]} {parts[1]}"]
        written = ", ".join(parts)
        try:
            # bibtexparser takes the tilde of an accent for a tie between two words.
            read = parse_single_name_into_parts(_TILDE.sub(lambda n: prose(n[0])[0], written), strict=True)
        except InvalidNameError as error:
            reason = f"it has no form of a name ({str(error.reason)[:80].lower()})"
            return Name(literal=shown), False, Doubt("unreadable", shown, reason, "Write it as “Family, Given”.")
        given, particle, family, suffix = (
            prose(" ".join(words))[0] for words in (read.first, read.von, read.last, read.jr)
        )
        if not given and not particle and (len(parts) > 1 or " " not in family):
            return Name(literal=shown), False, None
        if len(parts) > 1 and particle:
            # “Mayoral del Moral, Orlando”: a particle is made of small words only, and what follows is the family name.
            words = f"{particle} {family}".split()
            small = next(i for i, word in enumerate(words) if not word[:1].islower() or i == len(words) - 1)
            particle, family = " ".join(words[:small]), " ".join(words[small:])
        given, family, suffix = self._suffixed(given, family, suffix, len(parts) == 1)
        if len(parts) > 1 and not particle:
            particle, given = self._behind(given)
        whole = " ".join(filter(None, (particle, family)))
        suspected = None if suffix else self._suspect(shown, whole, given, in_order=len(parts) == 1)
        if suspected is not None:
            return Name(literal=shown), False, suspected
        doubt = None
        if not parts[-1].endswith("}"):
            given, particle, doubt = self._capital(shown, given, particle, family)
        return Name(family=family, given=given, particle=particle, suffix=suffix), False, doubt

    def _capital(self, shown: str, given: str, particle: str, family: str) -> tuple[str, str, Doubt | None]:
        """“Aken, Dana Van” and “Dana Van Aken”: it is nearly always the particle, but Van is a given name, too."""
        words = given.split()
        first = len(words)
        while first > 1 and not words[first - 1].isupper() and words[first - 1].lower() in self._people.particles:
            first -= 1
        if first >= len(words):
            return given, particle, None
        particle = " ".join((*words[first:], particle)).strip()
        cure = f"If so, write “{particle} {family}, …”; if not, put the given names into braces."
        doubt = Doubt("doubtful", shown, f"“{particle}” was read as belonging to the family name", cure)
        return " ".join(words[:first]), particle, doubt

    def _behind(self, given: str) -> tuple[str, str]:
        """The particle of “Filippo, Cesare de”, and the given names before it."""
        words = given.split()
        first = len(words)
        while first and words[first - 1] in self._people.particles:  # in small letters only: Van is a given name, too
            first -= 1
        return " ".join(words[first:]), " ".join(words[:first])

    def _suffixed(self, given: str, family: str, suffix: str, in_order: bool) -> tuple[str, str, str]:
        """“King Jr, Martin Luther”, “King, Martin Luther Jr” and “Martin Luther King Jr.” have a suffix, too."""
        known = self._people.suffixes
        if suffix:
            return given, family, suffix
        if in_order and family.rstrip(".").lower() in known and " " in given:
            given, _, moved = given.rpartition(" ")
            return given, moved, family
        for held in (family, given):
            rest, _, last = held.rpartition(" ")
            if rest and last.rstrip(".").lower() in known:
                return (given, rest, last) if held is family else (rest, family, last)
        return given, family, suffix

    def _suspect(self, shown: str, family: str, given: str, in_order: bool = False) -> Doubt | None:
        words = {word.title() if word.isupper() and len(word) > 3 else word for word in shown.replace(",", " ").split()}
        the = in_order and shown.startswith("The ")
        if len(words) > 1 and (the or words & self._people.bodies or words & self._people.joining):
            return Doubt("doubtful", shown, "this reads like the name of a body, which was kept whole", _BRACES)
        if in_order and _FAMILY_FIRST.fullmatch(shown):
            means = "in this script the family name stands first; it was kept as written"
            return Doubt("doubtful", shown, means, "Put a comma after the family name.")
        if in_order and _SHORT.fullmatch(shown):
            means = "BibTeX takes the last word for the family name; it was kept as written"
            return Doubt("doubtful", shown, means, "Put a comma after the family name: Doe, AB.")
        if not in_order and _SHORT.fullmatch(given) and _SHORT.fullmatch(family):
            return Doubt("unreadable", shown, "two names are parted by a comma", _LIST)
        if doubt := self._more_than_a_name(shown, family, given, in_order):
            return doubt
        degrees = {word.replace(".", "").lower() for word in given.replace(",", " ").split()}
        if given and degrees <= self._people.degrees and not in_order and " " in family:
            return Doubt(
                "unreadable", shown, "a degree stands where the given name belongs", "Write “Family, Given” only."
            )
        return None

    def _more_than_a_name(self, shown: str, family: str, given: str, in_order: bool) -> Doubt | None:
        """A degree or title beside the name.

        A degree of two capitals is none for sure: the PT of “Higgins, Julian PT” are initials.
        """
        people = self._people
        first, *given_words = given.split() or [""]
        plain = [word.replace(".", "").lower() for word in (*given_words, *family.split()[1:])]
        if first.rstrip(".").lower() in people.titles and (given_words or in_order):
            return Doubt("doubtful", shown, "a title stands before it", "Write “Family, Given” only.")
        if any(word in people.degrees and len(word) > 2 for word in plain) or any(
            word.isupper() and word.lower() in people.degrees for word in family.split()[1:]
        ):
            return Doubt("doubtful", shown, "a degree stands in it", "Write “Family, Given” only.")
        return None

    def _keyed(self, text: str) -> Name:
        """An extended name of biblatex. Source: biblatex manual, 3.4 (name parts as keys)."""
        found: dict[str, str] = {}
        for part in _cut(text, _outside(text, quotes=True), ","):
            key, _, value = part.partition("=")
            found.setdefault(key.strip().lower(), prose(value.strip().strip('"'))[0])
        family, given = (
            found.get("family", ""),
            found.get("given", "") or found.get("given-i", "") or found.get("giveni", ""),
        )
        if not family:
            return Name(literal=given or prose(text)[0])
        return Name(family, given, found.get("prefix", ""), found.get("suffix", ""))


def _before_others(plain: str) -> int | None:
    """Where “et al.” begins at the end of a name, however often it stands there; ``None`` where it does not."""
    begin = end = None
    for found in _ET_AL.finditer(plain):
        if end is None or plain[end : found.start()].strip(" ,."):
            begin = found.start()
        end = found.end()
    return None if plain[end:].strip(" ,.") else begin


_DIGITS = "digits stand in it"


def _no_name(plain: str) -> tuple[str, str] | None:
    """What tells that a text is no name: its meaning and cure."""
    if ";" in plain:
        return "names are parted by semicolons", _LIST
    if "&" in plain:
        return "names are joined by “&”", f"{_LIST} If it is the name of one body, put it into braces."
    if "@" in plain:
        return "the sign @ stands in it", "Write the name alone, without an address."
    if _ROLE.search(plain):
        return "a role stands behind it", "Write the name alone; who edited the work belongs into editor."
    if marks := _MARKS.intersection(plain):
        return f"the sign {min(marks)} stands in it", "Write the name alone."
    if "|" in plain or " / " in plain:
        return "names are parted by strokes", _LIST
    if any(c.isdigit() for c in re.sub(r"\b(?:2nd|3rd|4th)\b", "", plain)):
        return _DIGITS, "Write the name alone; put the name of a body into braces."
    return None


def _outside(text: str, *, quotes: bool = False) -> str:
    """The text with what stands in braces made blank, so that places stay; escaped braces count for none."""
    out: list[str] = []
    depth = 0
    quoted = False
    for mark in re.findall(r"\\.|[{}\"]|[^\\{}\"]+|\\", text, re.DOTALL):
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth >= 0:
                out.append(" ")
                continue
        elif mark == '"' and quotes and depth <= 0:
            quoted = not quoted
        out.append(" " * len(mark) if depth > 0 or quoted else mark)
    return "".join(out)


def _cut(text: str, plain: str, mark: str) -> list[str]:
    """The text cut at each mark that stands outside of braces."""
    parts, at = [], 0
    for found in re.finditer(re.escape(mark), plain):
        parts.append(text[at : found.start()])
        at = found.end()
    return [*parts, text[at:]]
