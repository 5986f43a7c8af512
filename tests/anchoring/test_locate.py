"""Exact decides: what must match, and, more important here, what must never match."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from firmground.anchoring.locate import first_in_browser, locate, words_in
from firmground.anchoring.normalise import normalise
from firmground.records.anchor import Anchor, Span


def found(text: str, start: str, **parts: str) -> list[str]:
    return [text[s.start : s.end] for s in locate(Anchor(start=start, **parts), normalise(text))]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("p < 0.05", "the result was p > 0.05 overall"),
        ("p < 0.05", "the result was p ≤ 0.05 overall"),
        ("p <", "the result was p <= 0.05 overall"),
        ("p =", "the result was p => 0.05 overall"),
        ("p = 0.05", "the result was p ≠ 0.05 overall"),
        ("p = 0.05", "the result was p =\u0338 0.05 overall"),
        ("SMD = -0.80", "SMD = 0.80"),
        ("SMD = 0.80", "SMD = -0.80"),
        ("SMD = 0.80", "SMD = \u22120.80"),
        ("SMD = 0.80", "SMD =\u22120.80"),
        ("0.80", "SMD \u22120.80"),
        ("0.80", "SMD \u2212 0.80"),
        ("0.80", "SMD \u2212\u00a00.80"),
        ("0.80", "SMD \u20130.80"),
        ("0.80", "SMD -0.80"),
        ("0.80", "SMD +0.80"),
        ("0.80", "SMD ±0.80"),
        ("0.80", "SMD 10.80"),
        ("0.80", "SMD 0.805"),
        ("0.80", "SMD 0.80%"),
        ("0.80", "costs 0.80€"),
        ("0", "SMD 0.80"),
        ("80", "SMD 0.80"),
        ("80", "SMD -.80"),
        ("80", "(.80)"),
        (".80", "SMD 0.80"),
        ("12.5 mg daily", "112.5 mg daily"),
        ("5 mg daily", "12.5 mg daily"),
        ("12.5 mg", "12.5 mgs"),
        ("12 mg", "12,5 mg"),
        ("0.05", "it was p<0.05 then"),
        ("0.05", "it was p <0.05 then"),
        ("0.05", "it was p≤0.05 then"),
        ("05", "it was p<.05 then"),
        ("p<", "it was p<0.05 then"),
        ("-0.8", "it was p<-0.8 then"),
        ("39", "in n=39 people"),
        ("5", "about ~5 people, ≥5, $5 and £5"),
        ("20 years", "at 20+ years"),
        ("1 in", "1,000 in"),
        ("000", "1,000"),
        ("2", "1/2 or 10:2"),
        ("30", "12:30"),
        ("10", "10² or 10^3 or 10×3"),
        ("5", "0·5 or 5·1"),
        ("5 ml", "5 µl"),
        ("15 weeks", "12–15 weeks"),
        ("15 weeks", "12-15 weeks"),
        ("15 weeks", "12\u201415 weeks"),
        ("in 12", "in 12–15 weeks"),
        ("12", "a 12-week course"),
        ("19", "after COVID-19"),
        ("-12", "better\u201412 of 15"),
        ("better -12", "better \u201412 of 15"),
        ("- 12", "better \u201412 of 15"),
        ("by 10", "fell by 10 – 15 points"),
        ("15 points", "fell by 10 – 15 points"),
        ("15 points", "fell by 10 - 15 points"),
        ("15 points", "fell by 10 \u2212 15 points"),
        ("by 10", "fell by 10\u2009–\u200915 points"),
        ("by 10", "fell by 10– 15 points"),
        ("10%", "fell by 10%–15%"),
        ("10%", "fell by 10% – 15%"),
        ("15%", "fell by 10 % – 15%"),
        ("10", "cost $10 – $15"),
        ("10", "some 10~15 or 10 ~ 15 people"),
        ("2½", "some 2½ – 3 hours"),
        ("10-15", "some 10 – 15 people"),  # no browser finds it
        ("10", "some 10 000 or 10\u202f000\u202f000 people"),
        ("000 people", "some 10 000 people"),
        ("10", "10⁻³ or 10^-3 or 5×10³"),
        ("5", "5 × 10⁻³ or 5 × 10^6 or 5·10³"),
        ("1e", "1e-3"),
        ("5 cm", "5 cm² or 5 cm³"),
        ("m", "kg/m² or m³ or m⁻¹"),
        ("min", "4 min⁻¹"),
        ("R", "R² or I² or χ²"),
        ("Ca", "Ca²⁺"),
        ("SD", "SD²"),
        ("C", "¹⁴C"),
        ("CO", "CO₂"),
        ("2", "2½"),
        ("COVID-19", "COVID-19¹"),  # could be an exponent
        ("pain¹", "pain¹²"),
        ("pain", "pain¹and"),
        ("art improved", "heart improved with it"),
        ("the art", "the arthritis"),
        ("significant", "a non-significant change"),
        ("don", "they don’t"),
        ("patient", "the patient’s knee"),
        ("need", "nee\u00addling and nee\u00add\u200bling"),
        ("sure", "pre\ufb03xsure"),
        ("e", "caf e\u0301"),
        ("Next", "pain.Next one"),  # one word in Unicode's rules, so no browser would find it
        ("needles Both", "thin needles\n\nBoth are"),
        ("causes bruising", "causes\n  • bruising"),
        ("no benefit was found", "harm was found; there was no benefit"),
        ("\u200b", "any\u200b text"),
    ],
)
def test_never(words: str, text: str) -> None:
    assert found(text, words) == []


@pytest.mark.parametrize(
    ("words", "text", "printed"),
    [
        ("P < 0.05", "was p < 0.05 overall", "p < 0.05"),
        ("p<0.05", "was p<0.05 overall", "p<0.05"),
        ("was p", "was p<0.05 overall", "was p"),
        ("0.05 overall", "was p < 0.05 overall", "0.05 overall"),  # a mark that stands apart is a word of its own
        ("-0.80", "SMD \u22120.80.", "\u22120.80"),
        ("\u22120.80", "SMD -0.80.", "-0.80"),
        ("-0.80", "SMD (\u20130.80)", "\u20130.80"),
        ("0.80", "SMD (0.80), then", "0.80"),
        ("0.80", "“0.80”", "0.80"),
        ("80%", "was 80%.", "80%"),
        ("12.5 mg", "in 12.5 mg, daily", "12.5 mg"),
        ("12-15 weeks", "for 12–15 weeks", "12–15 weeks"),
        ("10 – 15", "fell by 10 – 15 points", "10 – 15"),
        ("10 - 15 points", "fell by 10 – 15 points", "10 – 15 points"),
        ("by 10", "fell by 10 — 15 did not", "by 10"),  # an em dash with spaces parts
        ("12-15", "it was 12–15 -0.8", "12–15"),  # a sign belongs to the number after it
        ("2010", "in 2010 300 people", "2010"),
        ("eased pain", "Needles eased pain¹ in most", "eased pain"),
        ("eased pain¹", "Needles eased pain¹ in most", "eased pain¹"),
        ("pain", "pain¹,² in", "pain"),
        ("pain", "pain¹⁻³ in", "pain"),
        ("pain", "pain⁽¹²⁾ in", "pain"),
        ("pain", "pain① in", "pain"),
        ("pain", "pain† in", "pain"),
        ("FDA", "the FDA² says", "FDA"),
        ("10²", "some 10² of them", "10²"),
        ("5 cm²", "some 5 cm² of skin", "5 cm²"),
        ("5 × 10⁻³", "some 5 × 10⁻³ g", "5 × 10⁻³"),
        ("12 of 15", "better\u201412 of 15\u2014and", "12 of 15"),
        ("of 15", "better 12 of 15\u2014and", "of 15"),
        ("in Motion", "an article from PT in Motion.2", "in Motion"),
        ("in Motion.", "an article from PT in Motion.2", "in Motion."),
        ("including", "conditions including:1", "including"),
        ("pain", "“pain”.2 Then", "pain"),
        ("tight bands", "points\u2014tight bands or “knots”", "tight bands"),
        ("trigger points", "trigger points\u2014tight bands", "trigger points"),
        ("stiff", "points – stiff areas", "stiff"),
        ("cost and", "access/cost and/or", "cost and"),
        ("Efficient", "an e\ufb03cient way", "e\ufb03cient"),
        ("don't relax", "they don’t  re\u00adlax", "don’t  re\u00adlax"),
        ("café", "the cafe\u0301 is", "cafe\u0301"),
        ("100 to 200", "from 100\u00a0to\u202f200 in all", "100\u00a0to\u202f200"),
        ("- even thousands -", "hundreds — even thousands — of years", "— even thousands —"),
        ("治療", "針の治療法", "治療"),
        ("U.S. state", "each U.S. state has", "U.S. state"),
        ("a 5-to-1 vote", "by a 5-to-1 vote", "a 5-to-1 vote"),
    ],
)
def test_always(words: str, text: str, printed: str) -> None:
    assert found(text, words) == [printed]


def test_every_match_is_returned_in_order() -> None:
    text = "Pain here. No pain there; painful, pain-free and PAIN."
    spans = locate(Anchor(start="pain"), normalise(text))
    assert [s.start for s in spans] == [0, 14, 49]


def test_matches_may_overlap() -> None:
    assert len(found("pain or pain or pain", "pain or pain")) == 2


def test_the_end_is_the_first_one_after_each_start() -> None:
    text = "One study found pain. Another study found no pain. All found pain."
    assert found(text, "study found", end="pain") == ["study found pain", "study found no pain"]
    assert found(text, "another", end="found pain") == ["Another study found no pain. All found pain"]
    assert found(text, "pain", end="pain")[0] == "pain. Another study found no pain"


def test_the_end_does_not_overlap_the_start() -> None:
    assert found("short words only", "short words", end="words only") == []


def test_a_suffix_chooses_among_ends() -> None:
    text = "It was seen in pain and in pain relief."
    assert found(text, "it was", end="pain", suffix="relief") == ["It was seen in pain and in pain"]


def test_an_end_too_far_away_is_no_end() -> None:
    text = "It began here. " + "Then nothing more was said. " * 100 + "It ended there."
    assert found(text, "it began", end="ended there") == []
    assert found(text, "it began", end="said") == ["It began here. Then nothing more was said"]


def test_prefix_and_suffix_tell_places_apart() -> None:
    text = "Firm pain relief today.\n\nIt causes:\n  • pain relief\n  • bruising"
    assert len(found(text, "pain relief")) == 2
    spans = locate(Anchor(start="pain relief", prefix="causes:"), normalise(text))
    assert [s.start for s in spans] == [text.index("• pain") + 2]  # over the end of a block and its bullet
    assert [s.start for s in locate(Anchor(start="pain relief", suffix="today"), normalise(text))] == [5]
    assert len(locate(Anchor(start="pain relief", suffix="bruising"), normalise(text))) == 1
    assert locate(Anchor(start="pain relief", prefix="firm", suffix="bruising"), normalise(text)) == ()


def test_prefix_and_suffix_are_whole_words_directly_beside() -> None:
    text = "It may confirm, pain relief is rarely -5 pain reliefs."
    assert found(text, "pain relief", prefix="confirm") == []  # a comma stands between
    assert found(text, "pain relief", prefix="confirm,") == ["pain relief"]
    assert found(text, "pain relief", prefix="firm,") == []
    assert found(text, "pain relief", suffix="i") == []
    assert found(text, "pain reliefs", prefix="5") == []


def test_a_browser_reads_part_of_a_number_as_a_word() -> None:
    text = "It fell by -0.80 there. It rose by 0.80 here, in non-stop stop."
    prepared = normalise(text)
    assert [s.start for s in locate(Anchor(start="0.80"), prepared)] == [35]
    first = first_in_browser(Anchor(start="0.80"), prepared)
    assert first is not None
    assert first.start == 12
    stop = first_in_browser(Anchor(start="stop"), prepared)
    assert stop is not None
    assert stop.start == text.index("non-stop") + 4
    assert first_in_browser(Anchor(start="op"), prepared) is None
    assert first_in_browser(Anchor(start="80"), prepared) is None  # UAX #29 keeps 0.80 whole
    assert first_in_browser(Anchor(start="10"), normalise("10² and 10")) == Span(0, 2)  # and parts raised digits


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("one two three", 3),
        ("  one  two ", 2),
        ("hundreds — even thousands", 3),
        ("points—tight bands", 3),
        ("in-and-out techniques", 2),
        ("p < 0.05", 2),
        ("and/or", 1),
        ("“Don’t”", 1),
        ("a\u00a0b", 2),
        ("—", 0),
        ("", 0),
    ],
)
def test_words_in(part: str, words: int) -> None:
    assert words_in(part) == words


# --- properties -------------------------------------------------------------------------------------------------------

WORD = st.sampled_from(["pain", "fell", "by", "mean", "of", "needles", "SMD", "the"])
NUMBER = st.builds(
    lambda mark, whole, part, unit: f"{mark}{whole}{part}{unit}",
    st.sampled_from(["", "-", "\u2212", "+", "<", "> ", "≤ ", "p < ", "p<", "p = ", "±", "≥-"]),
    st.integers(0, 1999).map(str),
    st.one_of(st.just(""), st.integers(0, 99).map(lambda n: f".{n:02}")),
    st.sampled_from(["", "%", " mg", " %"]),
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, str]:
    """A number as the article prints it, and the same with one digit, sign, point or comparison mark changed."""
    number = draw(NUMBER)
    digits = [n for n, c in enumerate(number) if c.isdigit()]
    at = draw(st.sampled_from(digits))
    first = digits[0]
    ways = [
        number[:at] + draw(st.sampled_from("0123456789".replace(number[at], ""))) + number[at + 1 :],
        number[:first] + draw(st.sampled_from("123456789")) + number[first:],
        number[: digits[-1] + 1] + draw(st.sampled_from("0123456789")) + number[digits[-1] + 1 :],
        number[:first] + "-" + number[first:],
    ]
    if len(digits) > 1:
        ways += [number[:at] + number[at + 1 :], number[first + 1 :].lstrip("."), number[: digits[-1]]]
    if "." in number:
        ways.append(number.replace(".", "", 1))
        ways.append(number.replace(".", ",", 1))
    elif len(digits) > 1:
        ways.append(number[: digits[1]] + "." + number[digits[1] :])
    for mark in "<>=≤≥":
        if mark in number:
            ways += [number.replace(mark, other) for other in "<>=≤≥≠".replace(mark, "")]
            ways.append(number.replace(mark, mark + "="))
    for sign in "-\u2212+±":
        if sign in number:
            ways += [number.replace(sign, other) for other in ("", "+", "-", "±") if other != sign]
    other = draw(st.sampled_from(ways))
    assume(any(c.isalnum() for c in other))
    same = str.maketrans("\u2212", "-")
    assume(" ".join(other.split()).translate(same) != number.translate(same))
    return number, other


@given(changed(), st.lists(WORD, max_size=2), st.lists(WORD, max_size=2))
def test_a_changed_digit_sign_point_or_comparison_mark_never_matches(
    pair: tuple[str, str], before: list[str], after: list[str]
) -> None:
    number, other = pair
    text = " ".join(["Then", *before, number, *after, "overall."])
    anchor = " ".join([*before, other, *after])
    assert found(text, anchor) == []
    # The same with no white space around, as prints often are.
    assert found(f"it was ({number})", other) == []


@given(NUMBER, st.lists(WORD, max_size=2), st.lists(WORD, max_size=2))
def test_the_unchanged_number_matches(number: str, before: list[str], after: list[str]) -> None:
    text = " ".join(["Then", *before, number, *after, "overall."])
    anchor = " ".join([*before, number, *after])
    assert anchor in found(text, anchor)


PROSE = st.lists(
    st.sampled_from(
        ["pain", "Knee", "don’t", "—", "12–15", "\u22120.8", "(qi)", "e\ufb03cient", "long-term", "80%,", "U.S."]
    ),
    min_size=1,
    max_size=12,
)


@given(PROSE, st.data())
def test_any_run_of_whole_words_matches_at_its_place(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    text = "Then " + " ".join(words) + " end"
    anchor = " ".join(words[first:last])
    at = len(" ".join(["Then", *words[:first]])) + 1
    assert at in [s.start for s in locate(Anchor(start=anchor), normalise(text))]


@given(st.text(max_size=60), st.text(min_size=1, max_size=5), st.one_of(st.none(), st.text(min_size=1, max_size=3)))
def test_spans_lie_in_the_text_whatever_it_is(text: str, start: str, end: str | None) -> None:
    for span in locate(Anchor(start=start, end=end), normalise(text)):
        assert 0 <= span.start < span.end <= len(text)
