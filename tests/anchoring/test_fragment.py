"""The link into the live page, encoded as the Text Fragments specification says."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.anchoring.fragment import fragment, link
from firmground.records.anchor import Anchor


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor(start="dry needling"), ":~:text=dry%20needling"),
        (Anchor(start="a 2012 study", end="than it did"), ":~:text=a%202012%20study,than%20it%20did"),
        (Anchor(start="pain", prefix="may help"), ":~:text=may%20help-,pain"),
        (Anchor(start="pain", suffix="today"), ":~:text=pain,-today"),
        (Anchor(start="a", end="b", prefix="c", suffix="d"), ":~:text=c-,a,b,-d"),
        (Anchor(start="in-and-out, R&D"), ":~:text=in%2Dand%2Dout%2C%20R%26D"),
        (Anchor(start="-0.80", prefix="SMD,"), ":~:text=SMD%2C-,%2D0.80"),
        (Anchor(start="100% + #1?"), ":~:text=100%25%20%2B%20%231%3F"),
        (Anchor(start="qi’s\u00a0flow"), ":~:text=qi%E2%80%99s%20flow"),
        (Anchor(start="re\u00adlax\u200b now"), ":~:text=relax%20now"),
        (Anchor(start="pain", prefix="\u200b"), ":~:text=pain"),
        (Anchor(start="\u200b", end="pain"), ""),
    ],
)
def test_fragment(anchor: Anchor, expected: str) -> None:
    assert fragment(anchor) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=pain"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=pain"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=pain"),
        ("https://example.org/a#:~:text=old", "https://example.org/a#:~:text=pain"),
        ("https://example.org/a#part:~:text=old&text=older", "https://example.org/a#part:~:text=pain"),
    ],
)
def test_link(url: str, expected: str) -> None:
    assert link(url, Anchor(start="pain")) == expected


def test_a_link_without_words_leads_to_the_page() -> None:
    assert link("https://example.org/a", Anchor(start="\u200b")) == "https://example.org/a"


PARTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(PARTS, st.one_of(st.none(), PARTS), st.one_of(st.none(), PARTS), st.one_of(st.none(), PARTS))
def test_the_grammar_holds_whatever_the_words(
    start: str, end: str | None, prefix: str | None, suffix: str | None
) -> None:
    made = fragment(Anchor(start=start, end=end, prefix=prefix, suffix=suffix))
    if not made:
        return
    part = r"(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+"
    assert re.fullmatch(rf":~:text=(?:{part}-,)?{part}(?:,{part})?(?:,-{part})?", made)
    # The parts come back as they were, but for white space and what nobody sees.
    first = made.removeprefix(":~:text=").split(",")
    words = [unquote(p.removesuffix("-") if n == 0 else p) for n, p in enumerate(first)]
    assert any(
        w.split()
        == re.sub(
            "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]", "", start
        ).split()
        for w in words
    )
