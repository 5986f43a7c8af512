"""Whatever text is written as YAML is read back as the same text, by the reader of ledgers and by PyYAML."""

from __future__ import annotations

from datetime import date

import yaml
from hypothesis import given
from hypothesis import strategies as st

from firmground.editing.yaml_words import block
from firmground.reading.loading import load

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = st.sampled_from(
    [
        "yes",
        "No",
        "on",
        "null",
        "~",
        "1.10",
        "2026-01-01",
        "a: b",
        "- x",
        "# x",
        "\u2028x",
        "a\r\nb",
        "0x1F",
        "y",
        "1_0",
    ]
)
SCALAR = st.one_of(TEXT, WORDS, st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.dates(date(1000, 1, 1)))
#: The reader takes a quoted date for a date where it is a key; fields and domains have names of letters.
KEY = st.text(st.characters(categories=["L"]), min_size=1)
DATA = st.recursive(
    SCALAR,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEY, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(KEY, DATA, min_size=1, max_size=5), st.integers(0, 8))
def test_any_data_is_read_back_as_it_was(data: dict[str, object], indent: int) -> None:
    text = "\n".join(block(data, indent)) + "\n"
    assert load(text) == (data, None)


@given(TEXT)
def test_any_text_is_read_by_another_reader_of_yaml_too(text: str) -> None:
    assert yaml.safe_load("\n".join(block({"why": text}, 2))) == {"why": text}
