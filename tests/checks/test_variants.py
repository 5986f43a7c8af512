"""The faults of one code that its folder in the gallery does not show: where each is found, and in which words."""

from __future__ import annotations

from typing import Any

import pytest

CLAIMS, BIB = "claims/tea.yaml", "references.bib"
STEP = '        imprecision: {steps: 2, because: "Nine people."}\n'
FACT = 'rating: {fact: confirmed, source: secondary, basis: [second2020], why: "A book.", by: editors, on: 2026-11-22}'
NOBODY = 'rating: {not_rated: "Nobody looked."}'
LOST = '{ref: null, as: "one study", role: cited, why: "Searched in PubMed; nothing fits."}'
OFFERED = '{ref: second2020, role: offered, stance: partly supports, why: "It is near."}'


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "marked", "message"),
    [
        # citations: each role asks for its own fields, and for no others
        (CLAIMS, LOST, LOST.replace("cited", "offered"), "citation-incomplete", "null", "no reference"),
        (CLAIMS, 'as: "one study", role', "role", "citation-incomplete", "null", "no “as”"),
        (
            CLAIMS,
            LOST,
            LOST.replace("cited,", "cited, stance: supports,"),
            "citation-incomplete",
            "supports",
            "“stance”",
        ),
        (
            CLAIMS,
            LOST,
            LOST.replace("cited,", "cited, accuracy: accurate,"),
            "citation-incomplete",
            "accurate",
            "“ref: null”",
        ),
        (
            CLAIMS,
            LOST,
            LOST.replace("cited,", "cited, identified: possible,"),
            "citation-incomplete",
            "possible",
            "not found",
        ),
        (CLAIMS, "stance: partly supports, ", "", "citation-incomplete", "second2020", "has no stance"),
        (
            CLAIMS,
            OFFERED,
            OFFERED.replace("offered,", "offered, accuracy: accurate,"),
            "citation-incomplete",
            "accurate",
            "“accuracy”",
        ),
        (
            CLAIMS,
            OFFERED,
            OFFERED.replace("offered,", "offered, identified: certain,"),
            "citation-incomplete",
            "certain",
            "“identified”",
        ),
        (CLAIMS, "        identified: certain\n", "", "citation-incomplete", "cited", "“identified” is missing"),
        (CLAIMS, "        accuracy: accurate\n", "", "citation-incomplete", "cited", "“accuracy” is missing"),
        # words of the article
        (
            CLAIMS,
            'as: "a 2020 study"',
            'as: "a study of the year 2020 on tea"',
            "quotation-too-long",
            '"a study of the year 2020 on tea"',
            "8 words",
        ),
        (
            CLAIMS,
            '"What tea does"',
            '"What tea does to all of us"',
            "quotation-too-long",
            '"What tea does to all of us"',
            "7 words",
        ),
        (
            CLAIMS,
            'suffix: "who knows"',
            'suffix: "who on earth knows that at all"',
            "quotation-too-long",
            '"who on earth knows that at all"',
            "7 words",
        ),
        (
            CLAIMS,
            'as: "one study", role',
            'as: "one study that nobody ever could find", role',
            "quotation-too-long",
            '"one study that nobody ever could find"',
            "7 words",
        ),
        (
            CLAIMS,
            'kind: dated study, as: "a 2020 study"',
            'kind: none, as: "a 2020 study"',
            "attribution-incomplete",
            '"a 2020 study"',
            "“a 2020 study”",
        ),
        # ratings
        (
            CLAIMS,
            FACT,
            FACT.replace("source: secondary", "source: none"),
            "fact-without-source",
            "none",
            "“basis” names second2020",
        ),
        (
            CLAIMS,
            FACT,
            FACT.replace("confirmed", "cannot be verified").replace("[second2020]", "[]"),
            "fact-without-source",
            "secondary",
            "“basis” names no reference",
        ),
        (CLAIMS, "kind: efficacy", "kind: history", "rating-of-wrong-form", "low", "states a fact"),
        (
            CLAIMS,
            "      start: randomised\n",
            "      start: randomised\n      adopted: {ref: first2020, certainty: low}\n",
            "adopted-incomplete",
            "randomised",
            "“randomised”",
        ),
        (CLAIMS, "steps: 2", "steps: 1", "certainty-does-not-add-up", "low", "lead to moderate"),
        (
            CLAIMS,
            "basis: [first2020]",
            "basis: [first2020, second2020]",
            "basis-not-cited",
            "second2020",
            "“second2020”",
        ),
        # names
        (CLAIMS, "comparator: no treatment", "comparator: nothing", "unknown-term", "nothing", "“comparator”"),
        (CLAIMS, "condition: cold", "condition: colds", "unknown-term", "colds", "Terms: cold"),
        (
            CLAIMS,
            "basis: [first2020]",
            "basis: [first2021]",
            "unknown-reference",
            "first2021",
            "no key in references.bib.",
        ),
        (CLAIMS, "group: shared", "group: share", "unknown-group", "share", "Groups: shared."),
        # references
        (
            BIB,
            "10.1000/tea.1",
            "https://example.org/10.1000/tea.1",
            "bad-identifier",
            "https://example.org/10.1000/tea.1",
            "no DOI",
        ),
        (BIB, "  doi = {10.1000/tea.1},", "  pmid = {PMID x1},", "bad-identifier", "PMID x1", "no PMID"),
        (BIB, "  doi = {10.1000/tea.1},", "  pmcid = {PMCID x5},", "bad-identifier", "PMCID x5", "no PMCID"),
        (BIB, "  doi = {10.1000/tea.1},", "  issn = {12345678},", "bad-identifier", "12345678", "no ISSN"),
        (BIB, "  doi = {10.1000/tea.1},", "  isbn = {123-456},", "bad-identifier", "123-456", "no ISBN"),
        (BIB, "unverified = {year}", "unverified = {yaer}", "bib-bad-value", "yaer", "“year”?"),
        (BIB, "  year = {2020},\n  journal", "  year = {2099},\n  journal", "bib-bad-value", "2099", "1500 to 2027"),
        (BIB, "  year = {2020},\n  journal", "  year = {20},\n  journal", "bib-bad-value", "20", "1500 to 2027"),
        (
            BIB,
            "  design = {book},",
            "  design = {book},\n  supersededby = {frist2020},",
            "unknown-reference",
            "frist2020",
            "The nearest reference here is “first2020”, which may be",
        ),
        (BIB, "  design = {book},", "  design = {books},", "bib-bad-value", "books", "“design”"),
        (BIB, "  design = {book},", "  doi = {10.1000/TEA.1},", "same-work-twice", "10.1000/TEA.1", "the same DOI"),
    ],
)
def test_a_fault_is_found_where_it_stands(
    sound: Any, file: str, old: str, new: str, code: str, marked: str, message: str
) -> None:
    found = sound.change(file, old, new).one(code)
    assert found.place.text[found.place.column - 1 :][: found.place.width] == marked
    assert message in f"{found.finding.message} {found.finding.cure}"


def test_each_missing_field_of_a_cited_work_is_named(sound: Any) -> None:
    sound.change(CLAIMS, "        identified: certain\n", "").change(CLAIMS, "        accuracy: accurate\n", "")
    cures = [p.finding.cure for p in sound.found() if p.finding.code == "citation-incomplete"]
    assert cures == [
        "Add “identified:”, which says how sure it is that the article means this work: certain, probable, possible.",
        "Add “accuracy:”, which says whether the work says what the article says it says: accurate, oversimplified, "
        "misquoted, not substantiated, contradicted, indirect, irrelevant, cannot be checked.",
    ]


def test_a_fact_without_source_is_reported_once(sound: Any) -> None:
    sound.change(CLAIMS, FACT, FACT.replace("[second2020]", "[]"))
    assert sound.codes() == {"fact-without-source": 1}


@pytest.mark.parametrize("form", ["10.1000/tea.1", "10.1000/(SICI)1000(199901)1:1<1::AID-TEA1>3.0.CO;2-A"])
def test_a_sound_identifier_is_left_alone(sound: Any, form: str) -> None:
    sound.change(BIB, "10.1000/tea.1", form)
    assert sound.codes() == {}


@pytest.mark.parametrize(
    ("issn", "good"),
    [("2049-3630", True), ("2434-561X", True), ("2049-3631", False), ("20493630", True), ("20493631", False)],
)
def test_the_check_digit_of_an_issn(sound: Any, issn: str, good: bool) -> None:
    sound.change(BIB, "  doi = {10.1000/tea.1},", f"  issn = {{{issn}}},")
    assert (sound.codes() == {}) is good


@pytest.mark.parametrize(
    ("isbn", "good"),
    [
        ("978-3-16-148410-0", True),
        ("3-16-148410-X", True),
        ("9783161484100", True),
        ("978-3-16-148410-1", False),
        ("3-16-148410-1", False),
        ("978-3-16-14841-0", False),
    ],
)
def test_the_check_digit_of_an_isbn(sound: Any, isbn: str, good: bool) -> None:
    sound.change(BIB, "  doi = {10.1000/tea.1},", f"  isbn = {{{isbn}}},")
    assert (sound.codes() == {}) is good


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a rise – of 5 – 6 weeks", False),
        ("p < 0.05 in all of them", False),
        ("one—two three four five six seven", True),
    ],
)
def test_words_are_counted_as_where_an_anchor_is_tried(sound: Any, words: str, found: bool) -> None:
    sound.change(CLAIMS, 'as: "one study", role', f'as: "{words}", role')
    assert ("quotation-too-long" in sound.codes()) is found
