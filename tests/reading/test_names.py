"""Names in their parts, as BibTeX and biblatex write them; what is no list of names is said so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.reading.names import NameReader
from firmground.records import Name

DOE, ROE = Name(family="Doe", given="Anna"), Name(family="Roe", given="Bert")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe, Anna and Roe, Bert", [DOE, ROE]),
        ("Anna Doe\n  AND Bert Roe", [DOE, ROE]),
        ("Jan van der Berg", [Name("Berg", "Jan", "van der")]),
        ("van der Berg, Jan", [Name("Berg", "Jan", "van der")]),
        ("Mayoral del Moral, Orlando", [Name("Mayoral del Moral", "Orlando")]),
        ("King, Jr, Martin Luther", [Name("King", "Martin Luther", suffix="Jr")]),
        ("King, Martin Luther, Jr", [Name("King", "Martin Luther", suffix="Jr")]),
        ("King Jr, Martin Luther", [Name("King", "Martin Luther", suffix="Jr")]),
        ("Martin Luther King Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
        ("given=Hans, family=Harman, prefix=von, prefixi=v", [Name("Harman", "Hans", "von")]),
        (r"{\'E}ric Dupont and {\relax Yu}, Bo", [Name("Dupont", "Éric"), Name("Yu", "Bo")]),
        (r"Dvo{\v{r}}{\'a}k, Anton", [Name("Dvořák", "Anton")]),
        ("{Council on Hearts, Care and Life}", [Name(literal="Council on Hearts, Care and Life")]),
        (r"Pe\~nas, C\'esar and Mu{\~n}oz, A", [Name("Peñas", "César"), Name("Muñoz", "A")]),
        ("Hans~M{\\\"u}ller", [Name("Müller", "Hans")]),
        ("{{A} and {B}}", [Name(literal="A and B")]),
        ("WHO and 王伟", [Name(literal="WHO"), Name(literal="王伟")]),
        ("And, Metin", [Name("And", "Metin")]),
        ("De Luca, Maria and Van Gogh, V.", [Name("De Luca", "Maria"), Name("Van Gogh", "V.")]),
        ("Filippo, Cesare de and Berg, van der", [Name("Filippo", "Cesare", "de"), Name("Berg", "", "van der")]),
        ("Nguyen, {Thi Van}", [Name("Nguyen", "Thi Van")]),
        ("Nguyen, Van and Bin Chen", [Name("Nguyen", "Van"), Name("Chen", "Bin")]),
        ("Higgins, Julian PT and Ma, MS", [Name("Higgins", "Julian PT"), Name("Ma", "MS")]),
        ("M&uuml;ller, Hans", [Name("Müller", "Hans")]),
        ("Sandoval, Jr", [Name("Sandoval", suffix="Jr")]),
        ("Doe, William (Bill)", [Name("Doe", "William (Bill)")]),
        ("", []),
    ],
)  # fmt: skip
def test_names_in_their_parts(written: str, names: list[Name]) -> None:
    read = NameReader().read(written)
    assert (list(read.names), read.more, read.doubts) == (names, False, ())


@pytest.mark.parametrize("others", ["others", "{others}", "others."])
def test_others_are_no_person(others: str) -> None:
    read = NameReader().read(f"Doe, Anna and {others}")
    assert (read.names, read.more, read.doubts) == ((DOE,), True, ())


@pytest.mark.parametrize(
    ("written", "fault", "kept"),
    [
        ("Doe A, Roe B, Poe CD, Low E", "unreadable", True),
        ("Doe A, Roe B", "unreadable", True),
        ("Doe, Anna; Roe, Bert", "unreadable", True),
        ("Anna Doe; Bert Roe", "unreadable", True),
        (r"Doe, A. \& Roe, B.", "unreadable", True),
        ("Doe, Anna, Roe, Bert", "unreadable", True),
        ("Anna Doe, MD, PhD", "unreadable", True),
        ("Doe1, Anna", "unreadable", True),
        ("doe@example.org, Anna", "unreadable", True),
        ("World Health Organization", "doubtful", True),
        ("Organization, World Health", "doubtful", True),
        ("Doe AB", "doubtful", True),
        ("van der Berg J.P.", "doubtful", True),
        ("Doe, Anna PhD", "doubtful", True),
        ("Doe MD, Anna", "doubtful", True),
        ("Dr. Anna Doe", "doubtful", True),
        ("The Lancet", "doubtful", True),
        ("STUDY GROUP, TEA", "doubtful", True),
        ("김 철수", "doubtful", True),
        ("Anna Doe (Ed.)", "unreadable", True),
        ("Doe, Anna [editor]", "unreadable", True),
        ("Doe, Anna*", "unreadable", True),
        (", Anna", "doubtful", False),
        ("Doe,", "doubtful", False),
    ],
)
def test_what_is_no_name_is_said_and_kept_as_one_text(written: str, fault: str, kept: bool) -> None:
    read = NameReader().read(written)
    assert [doubt.fault for doubt in read.doubts] == [fault]
    assert [name.family for name in read.names] == [""]
    if kept:
        assert read.names[0].literal == written.replace("\\", "")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Aken, Dana Van", Name("Aken", "Dana", "Van")),
        ("Maria De Luca", Name("Luca", "Maria", "De")),
        ("Bergh, J. Van den", Name("Bergh", "J.", "Van den")),
    ],
)
def test_a_particle_in_capitals_is_read_as_one_and_told(written: str, name: Name) -> None:
    read = NameReader().read(written)
    assert read.names == (name,)
    assert [doubt.fault for doubt in read.doubts] == ["doubtful"]


@pytest.mark.parametrize(
    "written", ["Doe, Anna and", "and Doe, Anna", "Doe, Anna and and Roe, Bert", "Doe, Anna et al."]
)
def test_a_slip_between_names_loses_none(written: str) -> None:
    read = NameReader().read(written)
    assert read.names == ((DOE, ROE) if "Roe" in written else (DOE,))
    assert read.more is ("et al." in written)
    assert {doubt.fault for doubt in read.doubts} == {"doubtful"}


@given(st.text(alphabet="Aa, {}\\;&@=1and~'\"", max_size=40))
def test_no_field_raises_and_no_name_is_empty(written: str) -> None:
    for name in NameReader().read(written).names:
        assert str(name)


@pytest.mark.parametrize("bit", [",", ", ", "et al ", "and ", "Doe AB ", "{", "(", "a=", "de ", "~"])
def test_a_long_name_of_one_sign_is_read(bit: str) -> None:
    assert isinstance(NameReader().read(bit * 20_000).more, bool)
