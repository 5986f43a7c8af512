"""What a cell printed: joined as it comes, cut where it is too long, overwritten as in a terminal."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import LONGEST_TEXT
from firmground.reports.notebook import code_cell, error_output, result_output
from firmground.reports.running.outcome import failed_with
from firmground.reports.running.printed import LONGEST, append_printed, settle_printed


def stream(text: str = "") -> nbformat.NotebookNode:
    return nbformat.v4.new_output("stream", name="stdout", text=text)


@given(st.lists(st.text(max_size=20), max_size=20))
def test_pieces_are_joined_as_they_come(pieces: list[str]) -> None:
    output = stream()
    for piece in pieces:
        append_printed(output, piece)
    assert output.text == "".join(pieces)


@pytest.mark.parametrize("piece", [1, 999, LONGEST - 1, LONGEST, LONGEST * 3])
def test_what_is_longer_is_cut_at_the_stated_size_with_one_note(piece: int) -> None:
    output = stream()
    for _ in range(2 * LONGEST // piece + 2):
        append_printed(output, "x" * piece)
    kept, note = output.text.split("\n", 1)
    assert kept == "x" * LONGEST
    assert note == f"… Cut here: this cell printed more than {LONGEST:,} characters.\n"


def test_what_just_fits_is_whole() -> None:
    output = stream("x" * (LONGEST - 1))
    append_printed(output, "y")
    assert output.text == "x" * (LONGEST - 1) + "y"


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("10 %\r20 %\r100 %\n", "100 %\n"),
        ("a\r\nb\r\n", "a\r\nb\r\n"),
        ("half\r", "half\r"),
        ("a\nb\rc\nd", "a\nc\nd"),
        ("plain\n", "plain\n"),
    ],
)
def test_a_carriage_return_begins_the_line_anew(printed: str, seen: str) -> None:
    cell = code_cell("", "a", stream(printed))
    settle_printed(cell)
    assert cell.outputs[0].text == seen


def test_values_and_errors_are_cut_like_what_is_printed() -> None:
    long = "x" * (LONGEST + 1)
    value, error = result_output({"text/plain": long, "text/html": long}, {}, 1), error_output("E", long, ["a", long])
    settle_printed(code_cell("", "a", value, error))
    cut = f"{long[:-1]}\n… Cut here: this cell printed more than 100,000 characters.\n"
    assert (value.data["text/plain"], value.data["text/html"]) == (cut, long)
    assert (error.evalue, error.traceback) == (cut, ["a", cut])


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ValueError", "no", "A cell failed with ValueError: no."),
        ("ValueError", "", "A cell failed with ValueError."),
        ("ValueError", "no\nmore", "A cell failed with ValueError: no."),
        (
            "ValueError",
            "x" * 10**7,
            f"A cell failed with ValueError: {'x' * (LONGEST_TEXT - 12)} "
            f"… (cut: {10**7 + 12 - LONGEST_TEXT:,} characters more).",
        ),
        ("ValueError", "\n" * 10**7, "A cell failed with ValueError."),
        ("", "", "A cell failed with an error without a name."),
    ],
)
def test_an_error_is_told_in_a_line_that_can_be_read(name: str, value: str, told: str) -> None:
    assert failed_with(name, value) == told
