"""Fields of BibTeX and biblatex by what they mean: the same facts under other names; nothing dropped in silence."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.reading.test_bibliography import codes, entry, read

from firmground.records import Name


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ("date = {2020-05-03}, journaltitle = {J}", {"year": 2020, "month": 5, "day": 3, "journal": "J"}),
        ("year = 2020, month = jan", {"year": 2020, "month": 1}),
        ('year = 2020, month = jan # "~17"', {"month": 1, "day": 17}),
        ("year = 2020, month = {December 1}", {"month": 12, "day": 1}),
        ("year = 2020, month = {05}", {"month": 5}),
        ("participants = {1{,}234}, studies = {12}", {"participants": 1234, "studies": 12}),
        ("date = {2020-05-03/2020-05-07}", {"year": 2020, "month": 5, "day": None}),
        ("subtitle = {A trial}", {"title": "T: A trial"}),
        ("booktitle = {B}, booksubtitle = {S}", {"booktitle": "B: S"}),
        ("editor = {Roe, B and others}", {"editors": (Name("Roe", "B"),), "more_editors": True}),
        ("school = {U}", {"institution": "U"}),
        ("address = {Bern}, type = {phdthesis}", {"location": "Bern", "genre": "PhD thesis"}),
        ("organization = {O}", {"publisher": "O", "institution": None}),
        ("eid = {e12}", {"pages": "e12"}),
        ("pages = {3--9}", {"pages": "3-9"}),
        ("pages = {e7--e7}", {"pages": "e7"}),
        ("issue = {4}", {"number": "4"}),
        ("urldate = {2026-10-01}", {"accessed": "2026-10-01"}),
        ("urlyear = {2026}, urlmonth = {oct}, urlday = {1}", {"accessed": "2026-10-01"}),
        ("note = {[Online; accessed 12-May-2020]}", {"accessed": "2020-05-12"}),
        (r"howpublished = {\url{http://x.org/a_b}}", {"url": "http://x.org/a_b"}),
        ("note = {Accessed: 2026-10-01}", {"accessed": "2026-10-01"}),
        ("doi = {https://doi.org/10.1000/x%3C1}", {"doi": "10.1000/x<1"}),
        ("doi = {doi: 10.1000/x%3C1}", {"doi": "10.1000/x%3C1"}),
        ("doi = {10.1000/a%2Fb<c>#1}", {"doi": "10.1000/a%2Fb<c>#1"}),
        ("eprint = {123}, eprinttype = {pubmed}", {"pmid": "123"}),
        ("pmid = {PMID: 123}, pmc = {45}", {"pmid": "123", "pmcid": "PMC45"}),
        ("note = {PMID: 123}", {"pmid": "123", "note": "PMID: 123"}),
        ("note = {Publisher: P\n  PMID: 123\n  PMCID: PMC4}", {"pmid": "123", "pmcid": "PMC4"}),
        ("note = {Erratum in: Tea 2020. PMID: 123}", {"pmid": None}),
        ("note = {Comment on\n  PMID: 123}", {"pmid": None}),
        ("note = {Retrieved 3 May 2020 from http://x.org}", {"accessed": "2020-05-03"}),
        ("note = {Records accessed: May 2020}", {"accessed": None}),
        ("url = {https://doi.org/10.1000/x}", {"doi": "10.1000/x", "url": "https://doi.org/10.1000/x"}),
        ("url = {https://doi.org/10.1000/x}, doi = {10.1000/y}", {"doi": "10.1000/y"}),
        ("url = {http://x.org/a\n    b}", {"url": "http://x.org/ab"}),
        ("url = {http://x.org/a b}", {"url": "http://x.org/a b"}),
        ("howpublished = {www.x.org/a}", {"url": "www.x.org/a"}),
        ("isbn-13 = {978-3-16-148410-0}, eissn = {1357-633X}", {"isbn": "978-3-16-148410-0", "issn": "1357-633X"}),
        ("eprint = {2001.00001}, archiveprefix = {arXiv}", {"url": "https://arxiv.org/abs/2001.00001"}),
        ("issn = {00222151, 1357-633X}", {"issn": "0022-2151"}),
        ("collaboration = {The Tea Group}", {"authors": (Name(literal="The Tea Group"),)}),
    ],
)  # fmt: skip
def test_the_same_fact_under_another_name(fields: str, facts: dict[str, Any]) -> None:
    found = read(f"@misc{{a, title = {{T}}, {fields}}}")
    assert codes(found) == []
    assert {name: getattr(found.references["a"], name) for name in facts} == facts


@pytest.mark.parametrize(
    "fields",
    [
        "year = 2019, date = {2020-05}",
        "month = 4, date = {2020-05}",
        "journal = {A}, journaltitle = {B}",
        "pmid = {1}, pubmed = {2}",
        "year = {in press}",
        "date = {soon}",
        "date = {2020/2021}",
        "date = {2020~}",
        "year = {2019--2020}",
        "year = {2019-21}",
        "date = {2020-13}",
        "month = {Mai 32}",
        "month = {2020-05}",
        "year = 2021, month = {feb 29}",
        "year = 2021, month = feb, day = 30",
        "year = 2020, day = 5",
        "participants = {12,34}",
        "studies = {10 12}",
        "verified = {2020-02-30}",
        "urldate = {03/04/2026}",
        "eprint = {xyz}, eprinttype = {jstor}",
        "eprint = {123}, eprinttype = {pubmed}, pmid = {124}",
        "bookauthor = {Doe, A}",
        "journal = bmj",
        "crossref = {a}",
    ],
)
def test_what_can_not_be_used_is_said_and_kept(fields: str) -> None:
    found = read(f"@misc{{a, title = {{T}}, {fields}}}")
    assert set(codes(found)) == {"bib-bad-value"}
    assert list(found.references) == ["a"]


@pytest.mark.parametrize(
    "fields",
    [
        "year = {2020}, unverified = {year}, date = {2020~}",
        "month = {Spring}",
        "month = {Jan-Feb}",
        'month = jan # "," # feb',
        "month = {May 17--19}",
    ],
)
def test_what_is_known_and_not_printed_is_no_finding(fields: str) -> None:
    assert codes(read(f"@misc{{a, title = {{T}}, {fields}}}")) == []


def test_what_programs_write_for_themselves_is_no_finding() -> None:
    names = ("abstract", "file", "keywords", "mendeley-tags", "date-added", "bdsk-url-1", "owner", "numpages", "langid")
    found = read("@misc{a, title = {T}, " + ", ".join(f"{name} = {{x}}" for name in names) + ", keywords = {y}}")
    assert (codes(found), found.failed) == ([], ())
    assert found.references["a"].extra["keywords"] == "x; y"


def test_a_chapter_inherits_from_its_book_and_keeps_its_own() -> None:
    found = read(
        "@incollection{c, title = {C}, crossref = {b}, pages = {1-2}}\n"
        "@book{b, title = {B}, editor = {Roe, B}, year = 1999, doi = {10.1000/b}, pages = {400}, crossref = {s}}\n"
        "@misc{s, title = {S}, publisher = {P}}\n"
    )
    chapter = found.references["c"]
    assert (chapter.booktitle, chapter.year, chapter.publisher, chapter.pages) == ("B", 1999, "P", "1-2")
    assert (chapter.doi, chapter.title) == (None, "C")
    assert codes(found) == []


def test_shared_data_is_no_reference() -> None:
    found = read("@misc{a, title = {T}, xdata = {x}}\n@xdata{x, publisher = {P}, year = 2001}\n")
    assert (list(found.references), codes(found)) == (["a"], [])
    assert (found.references["a"].publisher, found.references["a"].year) == ("P", 2001)


def test_a_circle_of_entries_ends() -> None:
    found = read("@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}}\n")
    assert set(codes(found)) == {"bib-bad-value"}
    assert list(found.references) == ["a", "b"]


def test_strings_are_joined_and_known_in_any_case() -> None:
    found = read('@STRING{j = "J" # { of}}\n@misc{a, title = {T}, journal = J # " Tea"}')
    assert (found.references["a"].journal, codes(found)) == ("J of Tea", [])


def test_strings_that_double_with_every_step_end() -> None:
    text = "@string{s0 = {tea }}" + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, 300))
    found = read(text + "@misc{a, title = {T}, journal = s3, note = s299}")
    assert found.references["a"].journal == "tea " * 7 + "tea"
    assert set(codes(found)) == {"bib-bad-value"}
    assert len(found.references["a"].note or "") < 10_000


def test_an_entry_whose_last_brace_is_missing_is_read() -> None:
    found = read("@misc{a,\n  title = {A},\n  year = 2020\n@misc{b, title = {B}}")
    assert (list(found.references), codes(found)) == (["a", "b"], ["bib-syntax"])
    assert found.references["a"].year == 2020


def test_a_type_that_begins_like_a_command_is_a_type() -> None:
    found = read("@commentary{a, title = {A}}\n@stringent{b, title = {B}}\n@comment{c, title = {C}}\n")
    assert [reference.type for reference in found.references.values()] == ["commentary", "stringent"]
    assert codes(found) == ["bib-bad-value"] * 2


def test_a_number_where_the_text_is_unknown_latex() -> None:
    assert entry("  participants = {{12}},").participants == 12


@given(
    st.lists(
        st.sampled_from(
            ["@article{k1,", "@book{k2,\n", "\n@commentary{k3,", "title = {T}", 'title = "T', "title = {T", ",", "}",
             "\n", "% c\n", "year = 2020", " # ", "=", "@comment{", "@string{s = {x}}", "\u2028", "\x00", "\\",
             "crossref = {k1}"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
@example("\\\n@commentary{k3,\n@article{k1,")
def test_every_entry_is_a_reference_or_a_finding(text: str) -> None:
    found = read(text)
    named = " ".join(
        [*found.references, *(f"{f.message} {f.subject}" for f in found.findings), *(b.text for b in found.failed)]
    )
    for key in re.findall(r"(?m)^@(?:article|book|commentary)\{(k\d),", text):
        assert key in named
