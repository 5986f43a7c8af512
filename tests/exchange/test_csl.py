"""References as CSL-JSON 1.0.2: its types and variables were copied by hand from the specification.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.names import named

from firmground.citing.kinds import kinds
from firmground.exchange.csl import CslItem, Custom, csl_of
from firmground.records import Name, Reference

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()  # noqa: SIM905
)
VARIABLES = frozenset(
    """
    id type title author editor issued accessed container-title collection-title collection-number edition volume issue
    number chapter-number page version genre publisher publisher-place event-title event-place archive archive_location
    DOI PMID PMCID ISSN ISBN URL note custom
    """.split()  # noqa: SIM905
)


def reference(**fields: Any) -> Reference:
    given: dict[str, Any] = {"key": "k", "type": "article", "title": "A title"} | fields
    return Reference(**given)


def csl(**fields: Any) -> dict[str, Any]:
    """The item without what every item has."""
    item = csl_of(reference(**fields))
    return {name: value for name, value in item.items() if name not in {"id", "title", "custom"}}


@pytest.mark.parametrize("name", kinds().types)
def test_every_type_is_one_of_csl(name: str) -> None:
    assert csl(type=name)["type"] in TYPES


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "article"}, "article-journal"),
        ({"type": "article", "journal": "medRxiv"}, "article"),  # CSL 1.0.2: a preprint
        ({"type": "mvbook"}, "book"),
        ({"type": "inreference"}, "entry-encyclopedia"),
        ({"type": "incollection"}, "chapter"),
        ({"type": "inproceedings"}, "paper-conference"),
        ({"type": "mastersthesis"}, "thesis"),
        ({"type": "techreport"}, "report"),
        ({"type": "manual"}, "report"),
        ({"type": "dataset"}, "dataset"),
        ({"type": "software"}, "software"),
        ({"type": "unpublished"}, "manuscript"),
        ({"type": "electronic"}, "webpage"),
        ({"type": "misc"}, "document"),
        ({"type": "misc", "url": "https://example.org"}, "webpage"),
        ({"type": "misc", "journal": "BMJ", "url": "https://example.org"}, "article-journal"),
        ({"type": "nobody-knows", "url": "https://example.org"}, "webpage"),
    ],
)
def test_types(fields: dict[str, Any], kind: str) -> None:
    assert csl(**fields)["type"] == kind


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (Name("King", "Martin Luther", suffix="Jr"), {"family": "King", "given": "Martin Luther", "suffix": "Jr"}),
        (
            Name("Berg", "Jan", particle="van der"),
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ),
        (Name("Plato"), {"family": "Plato"}),
        (Name(given="Plato"), {"literal": "Plato"}),
        (Name(literal="Dept of Health, London"), {"literal": "Dept of Health, London"}),
    ],
)
def test_names(name: Name, parts: dict[str, str]) -> None:
    assert csl(authors=(name,))["author"] == [parts]
    assert csl(editors=(name,))["editor"] == [parts]


def test_others_are_no_person_and_are_not_lost() -> None:
    item = csl_of(reference(authors=named("Lee, A"), more_authors=True))
    assert item["author"] == [{"family": "Lee", "given": "A"}]
    assert item["custom"] == {"more_authors": True}
    assert "author" not in csl(authors=(Name(),))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {
                "type": "report",
                "number": "107",
                "institution": "RAND",
                "location": "Santa Monica",
                "genre": "resreport",
            },
            {
                "number": "107",
                "publisher": "RAND",
                "publisher-place": "Santa Monica",
                "genre": "Research report",
            },
        ),
        (
            {"type": "phdthesis", "institution": "A university", "publisher": "A server", "year": 2009},
            {"genre": "PhD thesis", "publisher": "A university", "issued": {"date-parts": [[2009]]}},
        ),
        (
            {"type": "incollection", "booktitle": "A book", "series": "Texts", "number": "3", "edition": "2"},
            {"container-title": "A book", "collection-title": "Texts", "collection-number": "3", "edition": "2"},
        ),
        (
            {"journal": "BMJ", "number": "3", "pages": "452--457", "doi": "10.1000/a#<b>"},
            {"container-title": "BMJ", "issue": "3", "page": "452-457", "DOI": "10.1000/a#<b>"},
        ),
        (
            {"type": "online", "url": "https://a.b/c", "year": 2019, "month": 6, "day": 2, "accessed": "2019-11"},
            {
                "URL": "https://a.b/c",
                "issued": {"date-parts": [[2019, 6, 2]]},
                "accessed": {"date-parts": [[2019, 11]]},
            },
        ),
        (
            {"type": "inproceedings", "extra": {"eventtitle": "Congress of Tea", "venue": "Bath", "chapter": "3"}},
            {"event-title": "Congress of Tea", "event-place": "Bath", "chapter-number": "3"},
        ),
        (
            {"type": "misc", "extra": {"eprint": "1706.03762", "archiveprefix": "arXiv"}},
            {"archive": "arXiv", "archive_location": "1706.03762"},
        ),
        ({"month": 6, "day": 2}, {}),  # a day without its year is none
        ({"year": 2019, "day": 2}, {"issued": {"date-parts": [[2019]]}}),
    ],
)
def test_fields(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    item = csl(**fields)
    del item["type"]
    assert item == expected


def test_csl_of_a_full_reference() -> None:
    reference = Reference(
        key="k2013x",
        type="article",
        title="T",
        authors=named("Rha, Dong-wook", "World Health Organization"),
        year=2013,
        epub=2012,
        journal="Clinical Rehabilitation",
        volume="27",
        number="2",
        pages="113-122",
        doi="10.1177/0269215512448388",
        design="randomised trial",
        participants=39,
        unverified=("publisher",),
    )
    assert csl_of(reference) == {
        "id": "k2013x",
        "type": "article-journal",
        "title": "T",
        "author": [{"family": "Rha", "given": "Dong-wook"}, {"literal": "World Health Organization"}],
        "issued": {"date-parts": [[2013]]},
        "container-title": "Clinical Rehabilitation",
        "volume": "27",
        "issue": "2",
        "page": "113-122",
        "DOI": "10.1177/0269215512448388",
        "custom": {"design": "randomised trial", "participants": 39, "epub": 2012, "unverified": ["publisher"]},
    }


def test_every_csl_field_stands_in_the_schema() -> None:
    """A field that the schema lacks would be lost on its way into the export."""
    standard = (
        "title journal volume number pages publisher location genre edition series doi pmid pmcid issn isbn url note"
    )
    ours = "population intervention comparator finding certainty funding statusnote supersededby"
    extra = ("eventtitle", "venue", "chapter", "version", "eprint", "eprinttype")
    fields: dict[str, Any] = dict.fromkeys(f"{standard} {ours}".split(), "x") | {
        "authors": named("Rha, Dong-wook"),
        "more_authors": True,
        "editors": named("Roe, Ann"),
        "more_editors": True,
        "note": "x",
        "year": 2013,
        "epub": 2012,
        "accessed": "2020-01",
        "design": "cohort study",
        "participants": 1,
        "studies": 1,
        "status": "expression of concern",
        "verified": "2026-11",
        "unverified": ("publisher",),
        "extra": dict.fromkeys(extra, "x"),
    }
    article = csl_of(reference(**fields))
    report = csl_of(reference(**fields | {"type": "report", "journal": None}))
    chapter = csl_of(reference(**fields | {"type": "inbook", "booktitle": "x"}))
    assert {*article, *report, *chapter} == set(CslItem.__annotations__) == VARIABLES
    for item in (article, report, chapter):
        assert set(item["custom"]) == set(Custom.__annotations__)
        assert TypeAdapter(CslItem).dump_python(item, warnings="error") == item


TEXTS = st.text("aé ", min_size=1, max_size=3)
NAMES = st.lists(st.builds(Name, TEXTS, TEXTS, TEXTS, TEXTS) | st.builds(Name), max_size=3).map(tuple)


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from((*kinds().types, "unheard-of")), "authors": NAMES, "editors": NAMES},
        optional=dict.fromkeys(("journal", "booktitle", "number", "pages", "genre", "institution", "url"), TEXTS)
        | {"year": st.integers(0, 3000), "month": st.integers(1, 12), "accessed": st.just("2020-01-02")},
    )
)
def test_every_item_has_the_form_that_is_documented(fields: dict[str, Any]) -> None:
    item = csl_of(reference(**fields))
    assert TypeAdapter(CslItem).validate_python(item) == item
    assert item["type"] in TYPES
    assert set(item) <= VARIABLES
