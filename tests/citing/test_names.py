"""Names in AMA style; the sources of the rules are named in ``citing/names.py``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.names import named

from firmground.citing.names import author_name, names_text
from firmground.records import Name

SEVEN = named(*(f"Family{letter}, {letter}." for letter in "ABCDEFG"))
GROUP = named("Study Group")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (Name("Shekelle", "Paul G."), "Shekelle PG"),
        (Name("Hamid", "M. S. A."), "Hamid MSA"),
        (Name("Li", "JP"), "Li JP"),
        (Name("Li", "J.P."), "Li JP"),
        (Name("Sánchez-Infante", "Jorge"), "Sánchez-Infante J"),
        (Name("Dupont", "Jean-Pierre"), "Dupont JP"),
        (Name("Dupont", "Jean\u2010Pierre"), "Dupont JP"),  # the hyphen of Unicode
        (Name("Cruz", "Maria", particle="de la"), "de la Cruz M"),
        (Name("Berg", "Jan", particle="van der"), "van der Berg J"),
        (Name("Arcy", "Ann", particle="d’"), "d’Arcy A"),
        (Name("Razi", "Omar", particle="al-"), "al-Razi O"),
        (Name("King", "Martin Luther", suffix="Jr."), "King ML Jr"),
        (Name("Adkinson", "N. Franklin", suffix="Junior"), "Adkinson NF Jr"),
        (Name("Roe", "Ann", suffix="III"), "Roe A III"),
        (Name("Roe", "Ann", suffix="3rd"), "Roe A III"),  # Roman numerals
        (Name("St. John", "Anna"), "St John A"),
        (Name("Plato"), "Plato"),
        (Name("Roe", "Robert (Bob) J."), "Roe RJ"),
        (Name("Roe", "d’Arcy"), "Roe D"),
        (Name("Roe", "de Witt"), "Roe DW"),
        (Name("Rahman", "‘Abd"), "Rahman A"),
        (Name("Rahman", "ʿAbd"), "Rahman A"),
        (Name("Roe", "E\u0301mile"), "Roe É"),  # an accent of its own joins its letter
        (Name("Roe", "x\u0300ana"), "Roe X\u0300"),  # also where no single letter has it
        (Name("García", "M.ª José"), "García MJ"),
        (Name("Иванов", "Юрий Петрович"), "Иванов ЮП"),
        (Name("王", "小明"), "王小明"),
        (Name("김", "민수"), "김민수"),
        (Name("الرازي", "محمد"), "الرازي محمد"),
        (Name("Roe", "?"), "Roe"),
        (Name(literal="World Health Organization"), "World Health Organization"),
    ],
)
def test_one_name(name: Name, printed: str) -> None:
    assert author_name(name) == printed


@pytest.mark.parametrize(
    ("names", "more", "printed"),
    [
        ((), False, ""),
        (SEVEN[:6], False, "FamilyA A, FamilyB B, FamilyC C, FamilyD D, FamilyE E, FamilyF F"),
        (SEVEN, False, "FamilyA A, FamilyB B, FamilyC C, et al"),
        (SEVEN[:6], True, "FamilyA A, FamilyB B, FamilyC C, et al"),
        (SEVEN[:1], True, "FamilyA A, et al"),
        ((), True, "et al"),
        ((*SEVEN[:2], *GROUP), False, "FamilyA A, FamilyB B; Study Group"),
        ((*SEVEN, *GROUP), False, "FamilyA A, FamilyB B, FamilyC C, et al; Study Group"),
        ((*SEVEN[:6], *GROUP), False, "FamilyA A, FamilyB B, FamilyC C, FamilyD D, FamilyE E, FamilyF F; Study Group"),
        ((*GROUP, *SEVEN[:2]), False, "Study Group; FamilyA A, FamilyB B"),
        (named("One Society", "Other Society"), False, "One Society, Other Society"),
        ((Name(literal="Dept of Health, London"), *GROUP), False, "Dept of Health, London; Study Group"),
        ((Name(), *SEVEN[:1]), False, "FamilyA A"),
    ],
)
def test_names_in_a_row(names: tuple[Name, ...], more: bool, printed: str) -> None:
    assert names_text(names, more) == printed


PARTS = st.text("Aaé- .'’(王مʿ1", max_size=6)
NAMES = st.builds(Name, PARTS, PARTS, PARTS, PARTS) | st.builds(lambda body: Name(literal=body.strip()), PARTS)


@given(st.lists(NAMES, max_size=6))
def test_every_one_of_up_to_six_is_named(names: list[Name]) -> None:
    text = names_text(names, more=False)
    for name in names:
        assert author_name(name) in text
    assert "et al" not in text
