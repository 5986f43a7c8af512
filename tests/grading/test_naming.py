from __future__ import annotations

from typing import Any

import pytest
from tests.names import named

from firmground.grading.naming import clause, listed, name_of, names_of, sentence
from firmground.records import Name


@pytest.mark.parametrize(
    ("authors", "year", "name"),
    [
        (("Rha, Dong-wook",), 2013, "Rha 2013"),
        (("Rha, D", "Park, G"), 2013, "Rha and Park 2013"),
        (("Rha, D", "Park, G", "Kim, Y"), 2013, "Rha and others 2013"),
        (("World Health Organization",), 2003, "World Health Organization 2003"),
        (("Rha, D",), None, "Rha (no year)"),
        ((), 2013, "x"),
    ],
)
def test_name_of_a_work(make: Any, authors: tuple[str, ...], year: int | None, name: str) -> None:
    assert name_of("x", make.references(make.reference("x", authors=named(*authors), year=year))) == name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"authors": named("Rha, D"), "more_authors": True}, "Rha and others 2013"),
        ({"authors": (Name("Berg", "Jan", particle="van der"),)}, "van der Berg 2013"),
        ({"authors": (Name("Arcy", "Jan", particle="d’"),)}, "d’Arcy 2013"),
        ({"editors": named("Roe, B", "Poe, C")}, "Roe and Poe 2013"),
        ({"editors": named("Roe, B"), "more_editors": True}, "Roe and others 2013"),
        ({"authors": named("Rha, D"), "editors": named("Roe, B")}, "Rha 2013"),
    ],
)
def test_name_of_what_names_particles_more_people_or_editors_only(make: Any, fields: dict[str, Any], name: str) -> None:
    assert name_of("x", make.references(make.reference("x", year=2013, **fields))) == name


def test_an_unknown_work_keeps_its_key() -> None:
    assert name_of("rha2013", {}) == "rha2013"


def test_two_works_of_one_name_show_their_keys(make: Any) -> None:
    references = make.references(
        make.reference("a", authors=named("Vickers, A"), year=2018),
        make.reference("b", authors=named("Vickers, A"), year=2018),
    )
    assert names_of(["a", "b"], references) == {"a": "Vickers 2018 [a]", "b": "Vickers 2018 [b]"}
    assert names_of(["a"], references) == {"a": "Vickers 2018"}


def test_words() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert clause(" One centre. ") == "One centre"
    assert [sentence("So"), sentence("So. "), sentence("So?")] == ["So.", "So.", "So?"]
