"""From a path inside of a file to line, column and the characters that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from firmground.reading.files import decode
from firmground.reading.places import Locator
from firmground.records import Spot

if TYPE_CHECKING:
    from tests.conftest import Folder

TEA = "claims/tea.yaml"
BIB = "references.bib"


def marked(text: str, spot: Spot) -> tuple[int, str]:
    source, _ = decode(text.encode(), spot.file)
    assert source is not None
    place = Locator({spot.file: source}).place(spot)
    assert place.text == source.lines[place.line - 1]
    return place.line, place.text[place.column - 1 :][: place.width]


@pytest.mark.parametrize(
    ("path", "on", "words", "shown"),
    [
        (("article", "title"), "value", "title:", '"Tea: what it does"'),
        (("article", "title"), "key", "title:", "title"),
        (("article", "text"), "value", "text: null", "null"),
        (("claims", 0, "claim"), "value", "Tea eases a cold.", "Tea eases a cold."),
        (("claims", 0, "anchor", "end"), "value", "anchor: {start: \"Tea eases\"", '"a cold"'),
        (("claims", 0, "rating", "down", "imprecision", "steps"), "value", "imprecision", "2"),
        (("claims", 0, "citations", 0, "stance"), "value", "stance: supports", "supports"),
        (("claims", 2, "conflicts_with", 0, "claim"), "value", "- {claim: tea-001", "tea-001"),
        (("claims", 3), "value", "- id: tea-004", "id: tea-004"),
        (("claims", 0, "anchor"), "value", "anchor: {start: \"Tea eases\"", "anchor"),
        (("claims", 0, "nowhere"), "value", "- id: tea-001", "id: tea-001"),
        (("claims", 0, "anchor", "nowhere"), "value", "anchor: {start: \"Tea eases\"", "anchor"),
        (("groups", "shared", "citations", 0, "ref"), "value", "ref: second2020", "second2020"),
        (("set_aside", "question", 1, "suffix"), "value", "suffix", '"who knows"'),
        (("set_aside", "heading", 0), "value", "heading", '"What tea does"'),
        (("set_aside", "question"), "key", "question:", "question"),
    ],
)  # fmt: skip
def test_a_node_of_a_claim_file(sound: Folder, path: tuple[str | int, ...], on: str, words: str, shown: str) -> None:
    spot = Spot(TEA, path, on)  # type: ignore[arg-type]
    assert marked(sound.text(TEA), spot) == (sound.line_of(words), shown)


@pytest.mark.parametrize(
    ("path", "on", "words", "shown"),
    [
        (("first2020",), "value", "@article", "first2020"),
        (("first2020", "doi"), "value", "doi", "10.1000/tea.1"),
        (("first2020", "DOI"), "key", "doi", "doi"),
        (("first2020", "nowhere"), "value", "@article", "first2020"),
        (("second2020", "author"), "value", "The Tea Society", "{The Tea Society}"),
        (("second2020", "year"), "key", "year = {2020},", "year"),
    ],
)
def test_a_field_of_an_entry(sound: Folder, path: tuple[str, ...], on: str, words: str, shown: str) -> None:
    text = sound.text(BIB)
    line, found = marked(text, Spot(BIB, path, on))  # type: ignore[arg-type]
    first = sound.line_of(path[0], BIB)
    assert found == shown
    assert words in text.split("\n")[line - 1]
    assert line >= first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@article{k, title={x}, doi={10.1/x}}", "10.1/x"),
        ('@article{k,doi="10.1/x",title={x}}', "10.1/x"),
        ("@article{k,\n  doi = 10,\n}", "10"),
        ("@article{k,\n  doi = {10.1/x\n y},\n}", "10.1/x"),
        ("@article{k,\n  doi =\n    {10.1/x},\n}", "10.1/x"),
        ("@article{k, mydoi = {no}, doi = {10.1/x}}", "10.1/x"),
        ("@article ( k, doi = {10.1/x})", "10.1/x"),
        ("@article{k, doi = {}}", "}"),
    ],
)
def test_values_of_entries_in_other_shapes(text: str, shown: str) -> None:
    assert marked(text, Spot(BIB, ("k", "doi")))[1] == shown


def test_a_known_line_is_kept_within_the_file(sound: Folder) -> None:
    text = sound.text(TEA)
    assert marked(text, Spot(TEA, line=99_999, column=50, width=9))[0] == len(text.split("\n"))
    assert marked("a: b", Spot(TEA, line=1, column=2, width=99)) == (1, ": b")


def test_a_file_that_was_not_read_has_no_text() -> None:
    place = Locator({}).place(Spot("claims/none.yaml", ("claims", 3)))
    assert (place.file, place.line, place.text) == ("claims/none.yaml", 1, "")


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x07", "\u200f", "😀", "e\u0301"])
def test_columns_count_characters_after_any_sign(sound: Folder, sign: str) -> None:
    sound.change(TEA, "attribution: {kind: dated study, as:", f"attribution: {{kind: dated study{sign}, as:")
    line, shown = marked(sound.text(TEA), Spot(TEA, ("claims", 0, "attribution", "as")))
    assert shown == '"a 2020 study"'
    assert line == sound.line_of("dated study")


def test_a_list_in_brackets(sound: Folder) -> None:
    text = "article: {id: tea}\nclaims: [{id: tea-001, claim: x},\n  {id: tea-002, claim: y}]\n"
    assert marked(text, Spot(TEA, ("claims", 1, "claim"))) == (3, "y")
    assert marked("{article: {id: tea}}", Spot(TEA, ("article", "id"))) == (1, "tea")


def test_a_block_too_large_to_look_into_is_placed_at_its_beginning() -> None:
    text = "article:\n  id: tea\n  note: " + "x" * 2_000_000 + "\n"
    assert marked(text, Spot(TEA, ("article", "id"))) == (2, "tea")
    assert marked(text, Spot(TEA, ("article", "note")))[0] == 3


def test_places_of_a_file_that_is_broken_elsewhere(sound: Folder) -> None:
    sound.change(TEA, "    kind: history", "kind: history").change(TEA, "kind: usage", "kind: usge")
    placed = sound.one("unknown-word")
    assert placed.place.line == sound.line_of("kind: usge")
