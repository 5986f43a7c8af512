"""What goes wrong because of what was asked is a fault of its own, whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import firmground
from firmground.errors import MOST_NAMES, LedgerError, UnknownNameError, listed, nearest
from firmground.exchange.article_files import (
    ArticleIdError,
    EmptyAnchorError,
    EmptyTextError,
    NoTextAtHandError,
    NotInPlaceError,
    NotPlainTextError,
    UnreadableTextError,
)
from firmground.exchange.starter import NotEmptyError, NotMadeError
from firmground.ledger import Ledger, new, open_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = new(tmp_path_factory.mktemp("errors") / "mine")
    (folder / "empty.txt").write_text(" \n")
    (folder / "latin.txt").write_bytes(b"\xff\xfe\xfa")
    (folder / "page.txt").write_text("One. Two.")
    return open_ledger(folder)


@pytest.mark.parametrize(
    ("ask", "fault", "told"),
    [
        (lambda x: x.add_article("Bad Id", "page.txt"), ArticleIdError, "“Bad Id” can't be an article's id"),
        (
            lambda x: x.add_article("a", x.folder / "none.txt"),
            UnreadableTextError,
            "none.txt. Save the article's text to an ordinary file",
        ),
        (lambda x: x.add_article("a", x.folder / "latin.txt"), NotPlainTextError, "UTF-8"),
        (lambda x: x.add_article("a", x.folder / "empty.txt"), EmptyTextError, "empty.txt is empty."),
        (lambda x: x.locate("gone", "One"), UnknownNameError, "There is no article “gone”. Articles: example-article."),
        (lambda x: x.locate("example-article", " "), EmptyAnchorError, "An anchor needs at least one word."),
        (lambda x: new(x.folder), NotEmptyError, "exists and is not empty. Name a folder that is not there yet."),
        (lambda x: new(x.folder / "page.txt" / "mine"), NotMadeError, "page.txt"),
    ],
)
def test_a_fault_has_a_class_and_says_its_sentence(
    ledger: Ledger, ask: Callable[[Ledger], object], fault: type[LedgerError], told: str
) -> None:
    with pytest.raises(LedgerError, match=re.escape(told)) as caught:
        ask(ledger)
    assert type(caught.value) is fault


def test_an_article_that_can_not_be_put_in_place_or_whose_text_is_gone(ledger: Ledger) -> None:
    elsewhere = open_ledger(ledger.folder, articles=ledger.folder / "page.txt")
    with pytest.raises(NotInPlaceError, match="could not be put in place"):
        elsewhere.add_article("a", ledger.folder / "page.txt")
    with pytest.raises(NoTextAtHandError, match="The text of example-article is not at hand"):
        elsewhere.locate("example-article", "One")


def test_all_of_them_are_caught_by_the_one_public_name(ledger: Ledger) -> None:
    for ask in (lambda: ledger.view("nothing"), lambda: ledger.rows("nothing"), lambda: ledger.build("nothing")):
        with pytest.raises(firmground.LedgerError, match="nothing"):
            ask()


def test_a_name_is_answered_with_what_there_is() -> None:
    assert str(UnknownNameError("chart", "pie", ["bars", "map"])) == "There is no chart “pie”. Charts: bars, map."
    assert str(UnknownNameError("topic", "tea", [])) == "There is no topic “tea”. Topics: none yet."


@pytest.mark.parametrize(
    ("word", "known", "named"),
    [
        ("smith2020trial", ["smith2021trial"], None),  # two works
        ("smith2020a", ["smith2020b", "smith2020"], None),
        ("tea-003", ["tea-002", "tea-033"], None),
        ("tea-003", ["teas-003", "tea-002"], "teas-003"),
        ("simth2020trial", ["smith2020trial", "jones1999"], "smith2020trial"),
        ("jones", ["smith2020trial"], None),
    ],
)
def test_a_name_that_looks_alike_is_said_as_a_possibility_and_never_where_only_a_number_differs(
    word: str, known: list[str], named: str | None
) -> None:
    said = f" The nearest reference here is “{named}”, which may be another one: look before you name it."
    assert nearest("reference", word, known) == (said if named else "")


def test_names_are_all_listed_or_the_likest_of_many_first() -> None:
    assert listed("x", []) == "none yet"
    assert listed("colds", ["flu", "cold"]) == "flu, cold"
    many = [f"ache in part {n}" for n in range(30)] + ["sore throat"]
    said = listed("sore throats", many)
    assert said.startswith("sore throat, ")
    assert said.endswith(f" and {31 - MOST_NAMES} more")
    assert said.count(",") == MOST_NAMES - 1
