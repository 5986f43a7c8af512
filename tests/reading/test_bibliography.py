"""References: every block of a .bib file becomes a reference or a finding, at its own line; the next one survives."""

from __future__ import annotations

import hashlib
import logging
from itertools import product
from typing import TYPE_CHECKING

import pytest

from firmground.reading.bibliography import Bibliography, read_bibliography
from firmground.records import Name, Reference, SourceText
from firmground.tables.audit import place_all

if TYPE_CHECKING:
    from tests.conftest import Folder


def read(text: str) -> Bibliography:
    return read_bibliography(source(text))


def source(text: str) -> SourceText:
    return SourceText("references.bib", text, hashlib.sha256(text.encode()).hexdigest(), tuple(text.split("\n")))


def entry(fields: str, key: str = "a") -> Reference:
    """The one reference of a file with one entry."""
    found = read(f"@article{{{key},\n  title = {{T}},\n{fields}\n}}\n")
    assert list(found.references) == [key], found.findings
    return found.references[key]


def codes(found: Bibliography) -> list[str]:
    return [finding.code for finding in found.findings]


# -- crossed: every valid block before × every fault × an entry after, or none ----------------------------------------

BEFORE = {
    "nothing": "",
    "entry": "@article{before,\n  title = {Before},\n}\n\n",
    "entry on one line": "@book{before, title = {Before}}\n",
    "entry without last comma": "@article{before,\n  title = {Before}\n}\n",
    "entry in quotes": '@article{before,\n  title = "Before",\n}\n',
    "entry with braces": "@article{before,\n  title = {{Before} {the} {Fault}},\n}\n",
    "string": "@string{jot = {Journal of Tea}}\n",
    "preamble": '@preamble{"\\newcommand{\\x}{}"}\n',
    "comment": "@comment{a comment, with {braces}}\n",
    "text": "Only words, no entry.\n\n",
    "percent": "% a comment\n",
}
#: What is wrong, with the line of it (from 1) where the fault is seen, and the code.
FAULTS: dict[str, tuple[str, int, str]] = {
    "brace never closed": ("@article{bad,\n  title = {Bad,\n  year = {2020},\n}\n", 2, "bib-syntax"),
    "entry never closed": ("@article{bad,\n  title = {Bad},\n  year = {2020},\n", 1, "bib-syntax"),
    "quote never closed": ('@article{bad,\n  title = "Bad,\n  year = {2020},\n}\n', 2, "bib-syntax"),
    "no equals sign": ("@article{bad,\n  title {Bad},\n  year = {2020},\n}\n", 1, "bib-syntax"),
    "no comma after a field": ("@article{bad,\n  title = {Bad}\n  year = {2020},\n}\n", 2, "bib-syntax"),
    "no comma after a quote": ('@article{bad,\n  title = "Bad"\n  year = {2020},\n}\n', 2, "bib-syntax"),
    "no comma after a number": ("@article{bad,\n  year = 2020\n  title = {Bad},\n}\n", 2, "bib-syntax"),
    "no comma after lines": ("@article{bad,\n  title = {Bad\n  {words}}\n  year = {2020},\n}\n", 3, "bib-syntax"),
    "quote open before others": (
        '@article{bad,\n  year = 2020,\n  title = "Bad,\n  journal = "J",\n  note = "N"\n}\n',
        3,
        "bib-syntax",
    ),
    "comma too many": ("@article{bad,\n  title = {Bad},,\n  year = 2020,\n}\n", 2, "bib-stray-text"),
    "comment within": (
        "@article{bad,\n  title = {Bad},\n  % a note, with = signs\n  year = 2020,\n}\n",
        3,
        "bib-stray-text",
    ),
    "unknown type": ("@commentary{bad,\n  title = {Bad},\n}\n", 1, "bib-bad-value"),
    "unknown command": ("@article{bad,\n  title = {Bad \\title},\n}\n", 2, "bib-bad-value"),
    "no such abbreviation": ("@article{bad,\n  title = {Bad},\n  journal = bmj,\n}\n", 3, "bib-bad-value"),
    "years that differ": (
        "@article{bad,\n  title = {Bad},\n  date = {2020},\n  year = {2019},\n}\n",
        4,
        "bib-bad-value",
    ),
    "no list of names": ("@article{bad,\n  title = {Bad},\n  author = {A, B; C, D},\n}\n", 3, "bib-name-unreadable"),
    "no such parent": ("@article{bad,\n  title = {Bad},\n  crossref = {gone},\n}\n", 3, "bib-bad-value"),
    "no comma after the key": ("@article{bad\n  title = {Bad},\n}\n", 1, "bib-syntax"),
    "no value": ("@article{bad,\n  title = ,\n  year = {2020},\n}\n", 1, "bib-missing-field"),
    "field twice": (
        "@article{bad,\n  title = {Bad},\n  year = {2020},\n  year = {2021},\n}\n",
        4,
        "bib-duplicate-field",
    ),
    "field twice, once large": (
        "@article{bad,\n  title = {Bad},\n  Year = {1},\n  year = {2},\n}\n",
        4,
        "bib-duplicate-field",
    ),
    "no key": ("@article{,\n  title = {Bad},\n}\n", 1, "bib-missing-field"),
    "no title": ("@article{bad,\n  year = {2020},\n}\n", 1, "bib-missing-field"),
    "empty title": ("@article{bad,\n  title = {},\n}\n", 1, "bib-missing-field"),
    "year in words": ("@article{bad,\n  title = {Bad},\n  year = {last},\n}\n", 3, "bib-bad-value"),
    "unknown design": ("@article{bad,\n  title = {Bad},\n  design = {trial},\n}\n", 3, "bib-bad-value"),
    "unknown status": ("@article{bad,\n  title = {Bad},\n  status = {gone},\n}\n", 3, "bib-bad-value"),
    "verified in words": ("@article{bad,\n  title = {Bad},\n  verified = {yes},\n}\n", 3, "bib-bad-value"),
    "mistyped field": ("@article{bad,\n  title = {Bad},\n  jornal = {X},\n}\n", 3, "unknown-field"),
    "brace too many": ("@article{bad,\n  title = {Bad}},\n  year = {2020},\n}\n", 3, "bib-stray-text"),
    "no at sign": ("article{bad,\n  title = {Bad},\n}\n", 2, "bib-stray-text"),
}
AFTER = {"nothing": "", "entry": "\n@article{after,\n  title = {After},\n  year = {2021},\n}\n"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen_at_its_line_and_the_next_entry_survives(fault: str) -> None:
    for before, after in product(BEFORE, AFTER):
        _seen_at_its_line(fault, before, after)


def _seen_at_its_line(fault: str, before: str, after: str) -> None:
    text, line, code = FAULTS[fault]
    whole = source(BEFORE[before] + text + AFTER[after])
    found = read_bibliography(whole)
    hits = [f for f in found.findings if f.code == code]
    assert hits, f"{code} not in {[(f.code, f.message) for f in found.findings]}"
    first = BEFORE[before].count("\n")
    (placed, *_) = place_all(hits, {whole.file: whole})
    assert placed.place is not None
    assert placed.place.line == first + line, (before, after)
    assert placed.place.text.strip(), (before, after)
    assert ("before" in found.references) is ("@article" in BEFORE[before] or "@book" in BEFORE[before]), before
    if after == "entry":
        assert found.references["after"].year == 2021, before
        assert found.references["after"].spot is not None
        assert found.references["after"].spot.line == first + text.count("\n") + 2, before
    for block in found.failed:
        assert block.text.strip() in whole.text
    everything = "".join(b.text for b in found.failed) + " ".join(str(r) for r in found.references.values())
    if code in {"bib-syntax", "bib-missing-field", "bib-stray-text", "bib-duplicate-field"}:
        assert ("Bad" in everything) is ("Bad" in text), f"{before}, {after}: the user's own words are kept"


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_is_no_fault(before: str) -> None:
    assert read(BEFORE[before]).findings == ()
    assert read(BEFORE[before]).failed == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_twice_is_two_findings(fault: str) -> None:
    text, _, code = FAULTS[fault]
    found = read(text + "\n" + text.replace("bad", "bad2"))
    assert codes(found).count(code) >= 2 or fault in {"no at sign"}


# -- doubles -----------------------------------------------------------------------------------------------------------


def test_of_two_entries_with_one_key_the_first_is_used_and_the_second_kept() -> None:
    found = read("@article{a,\n  title = {One},\n}\n@book{a,\n  title = {Two},\n}\n@misc{b, title = {Three}}\n")
    assert found.references["a"].title == "One"
    assert list(found.references) == ["a", "b"]
    assert codes(found) == ["bib-duplicate-key"]
    assert found.findings[0].spot is not None
    assert found.findings[0].spot.line == 4
    assert "(line 1)" in found.findings[0].message
    assert [block.text for block in found.failed] == ["@book{a,\n  title = {Two},\n}"]


def test_three_entries_with_one_key() -> None:
    found = read("".join(f"@article{{a, title = {{{n}}}}}\n" for n in ("One", "Two", "Three")))
    assert codes(found) == ["bib-duplicate-key"] * 2
    assert [f.spot.line for f in found.findings if f.spot] == [2, 3]


def test_a_second_entry_is_used_where_the_first_can_not_be() -> None:
    found = read("@article{a,\n  year = {2020},\n}\n@article{a,\n  title = {Good},\n}\n")
    assert codes(found)[0] == "bib-missing-field"
    assert len(found.failed) + len(found.references) == 2


def test_a_field_three_times_is_two_findings_and_the_first_value_is_used() -> None:
    found = read("@article{a,\n  title = {T},\n  note = {1},\n  note = {2},\n  note = {3},\n}\n")
    assert found.references["a"].note == "1"
    assert [f.spot.line for f in found.findings if f.spot] == [4, 5]
    assert "{3}" in found.failed[0].text


def test_two_fields_on_one_line_are_told_apart() -> None:
    text = "@article{a, title = {T}, note = {1}, note = {2}}\n"
    whole = source(text)
    (placed,) = place_all(read(text).findings, {whole.file: whole})
    assert placed.place is not None
    assert placed.place.text[placed.place.column - 1 :].startswith("note")


def test_a_string_twice() -> None:
    found = read("@string{j = {One}}\n@string{j = {Two}}\n@article{a, title = {T}, journal = j}\n")
    assert codes(found) == ["bib-duplicate-key"]
    assert found.references["a"].journal == "One"


# -- text ----------------------------------------------------------------------------------------------------------


def test_an_author_field_in_quotes() -> None:
    authors = entry('  author = "{WHO and CDC} and Lee, A",').authors
    assert authors == (Name(literal="WHO and CDC"), Name(family="Lee", given="A"))


def test_an_abbreviation_is_put_in_place() -> None:
    found = read("@string{jot = {Journal of Tea}}\n@article{a, title = {T}, journal = jot}\n")
    assert found.references["a"].journal == "Journal of Tea"


def test_an_abbreviation_that_is_not_there_stays_as_it_is_written() -> None:
    assert entry("  journal = bmj,").journal == "bmj"


def test_numbers_with_commas() -> None:
    found = entry("  participants = {1,234},\n  studies = {12},\n  year = 2020,\n  volume = {1,2},")
    assert (found.participants, found.studies, found.year, found.volume) == (1234, 12, 2020, "1,2")


@pytest.mark.parametrize("bad", ["about 50", "-3", "1.5", "12a", "²", "٣", "1e3", "9999999999"])
def test_numbers_that_are_none_are_reported_and_kept(bad: str) -> None:
    found = read(f"@article{{a, title = {{T}},\n participants = {{{bad}}}}}\n")
    assert found.references["a"].participants is None
    assert found.references["a"].extra == {"participants": bad}
    assert codes(found) == ["bib-bad-value"]


def test_unverified_is_a_list() -> None:
    assert entry("  unverified = {pages, number ,, issn},").unverified == ("pages", "number", "issn")


def test_unknown_fields_are_kept_and_the_standard_ones_in_silence() -> None:
    found = read("@article{a,\n  title = {T},\n  keywords = {x, y},\n  oddity = {z},\n  Jornal = {J},\n}\n")
    assert found.references["a"].extra == {"keywords": "x, y", "oddity": "z", "jornal": "J"}
    assert codes(found) == ["unknown-field"]
    assert "“journal”" in found.findings[0].message


def test_type_and_fields_in_any_case() -> None:
    found = read("@ARTICLE{Key2020,\n  TITLE = {T},\n  Year = {2020},\n}\n")
    assert found.references["Key2020"].type == "article"
    assert found.references["Key2020"].year == 2020


@pytest.mark.parametrize("key", ["a:b", "a/b", "a.b", "a+b", "ä2020", "10.1000/x", "a'b", "<script>"])
def test_odd_keys_are_keys(key: str) -> None:
    assert list(read(f"@article{{{key},\n  title = {{T}},\n}}\n").references) == [key]


def test_an_address_with_an_at_sign_is_no_entry() -> None:
    found = read(
        "@misc{a,\n  title = {Mail},\n  url = {https://example.org/@user/x},\n  note = {write to me@example.org},\n}\n"
    )
    assert found.references["a"].url == "https://example.org/@user/x"
    assert found.findings == ()


def test_comments_and_text_between_entries_are_no_findings() -> None:
    found = read("Some words.\n@comment{article{x, title = {y}}}\n% note\n@misc{a, title = {T}}\nMore words: a, b.\n")
    assert (codes(found), list(found.references), found.failed) == ([], ["a"], ())


def test_references_are_in_the_order_of_the_file_and_know_their_line() -> None:
    found = read("\n\n@misc{z, title = {Z}}\n\n@misc{a, title = {A}}\n")
    assert [(k, r.spot.line) for k, r in found.references.items() if r.spot] == [("z", 3), ("a", 5)]


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_line_that_ends_with_a_backslash_is_a_line(blank: str) -> None:
    """bibtexparser does not count it, so everything behind was placed a line too high."""
    text = f"A remark \\{blank}\n@misc{{one, title = {{One \\\n two}}}}\n@misc{{two, title = {{Two}}}}\n"
    found = read(text)
    assert [(key, one.spot and one.spot.line) for key, one in found.references.items()] == [("one", 2), ("two", 4)]
    assert found.references["one"].title == "One two"


def test_the_parser_says_nothing_by_itself(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@article{bad,\n  title = {x\n@article{a,\n  title {x},\n}\n")
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert logging.getLogger("bibtexparser.splitter").filters == []


# -- in a ledger -----------------------------------------------------------------------------------------------------


def test_a_broken_entry_makes_no_unknown_reference(sound: Folder) -> None:
    """The claims that cite it are not at fault."""
    sound.change("references.bib", "  title = {Tea for colds},", "  title = {Tea for colds,")
    assert set(sound.codes()) == {"bib-syntax"}
    assert list(sound.read()[0].references) == ["second2020"]


def test_a_key_that_is_nowhere(sound: Folder) -> None:
    sound.change("claims/tea.yaml", "      - ref: first2020", "      - ref: frist2020")
    placed = sound.one("unknown-reference")
    assert "The nearest reference here is “first2020”, which may be another one" in placed.finding.message
    assert placed.place is not None
    assert placed.place.text[placed.place.column - 1 :] == "frist2020"


def test_an_entry_that_nobody_cites(sound: Folder) -> None:
    sound.write("references.bib", sound.text("references.bib") + "\n@misc{alone, title = {A}, verified = {2026-01}}\n")
    placed = sound.one("uncited-reference")
    assert placed.place is not None
    assert placed.place.text.startswith("@misc{alone")
