"""Which reports the notebooks of a ledger make, and what they are called."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from tests.reports.conftest import write_notebook

from firmground.reports.plan import (
    UnknownReportError,
    about_of,
    chosen_reports,
    parameters_of,
    plan_reports,
    title_of,
    with_parameters,
)
from firmground.reports.unchanged import left_out

ONE = 'article = "x"\nlimit: int = 3'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_notebook(tmp_path, "summary", "# Summary", "1")
    write_notebook(tmp_path, "article-audit", ONE, "article", tags=("parameters",))
    write_notebook(tmp_path, "twice", ONE, tags=("parameters",))
    return tmp_path


def test_a_notebook_with_the_parameter_article_makes_a_report_per_article(folder: Path) -> None:
    planned = plan_reports(folder, {"article": ["b", "a"]})
    assert [(p.name, p.value("article")) for p in planned] == [
        ("article-b", "b"),
        ("article-a", "a"),
        ("summary", None),
        ("twice-b", "b"),
        ("twice-a", "a"),
    ]


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (None, ["article-b", "article-a", "summary", "twice-b", "twice-a"]),
        ("article-audit", ["article-b", "article-a"]),
        ("article-a", ["article-a"]),
        ("summary", ["summary"]),
        ("index", []),
    ],
)
def test_only(folder: Path, only: str | None, names: list[str]) -> None:
    assert [p.name for p in chosen_reports(plan_reports(folder, {"article": ["b", "a"]}), only)] == names


def test_only_something_unknown_names_what_there_is(folder: Path) -> None:
    with pytest.raises(
        UnknownReportError, match=r"no report “sumary”.*article-audit, summary, twice, article-b.*index"
    ):
        chosen_reports(plan_reports(folder, {"article": ["b"]}), "sumary")


def test_parameters_are_set_after_the_tagged_cell_and_outputs_go(folder: Path) -> None:
    [planned] = [p for p in plan_reports(folder, {"article": ["it's"]}) if p.notebook == "article-audit"]
    assert parameters_of(planned.source) == {"article", "limit"}
    planned.source.cells[1].execution_count = 7
    copy = with_parameters(planned.source, {"article": "it's"})
    assert [c.source for c in copy.cells] == [ONE, 'article = "it\'s"', "article"]
    assert copy.cells[2].execution_count is None
    assert len(planned.source.cells) == 2  # the plan itself is not changed
    assert planned.source.cells[1].execution_count == 7


def test_cells_for_the_notebooks_own_reader_are_left_out(tmp_path: Path) -> None:
    write_notebook(tmp_path, "x", "article = 1", "print(article)", tags=("parameters", "try-this"))
    [planned] = plan_reports(tmp_path, {"article": ["a", "b"]})
    assert [cell.source for cell in planned.source.cells] == ["print(article)"]
    assert planned.name == "x"


def cell(**more: object) -> dict[str, object]:
    """A code cell as a file holds it."""
    return {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": "1",
        "outputs": [],
        "execution_count": None,
    } | more


def file(*cells: object, **more: object) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more).encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty."),
        (b" \n", "is empty."),
        (b'{\n "cells": [', "is no Jupyter notebook: Expecting value in line 2."),
        (b"\xff\xfe\x00", "is not written in UTF-8."),
        (file().decode().encode("utf-16"), "is not written in UTF-8."),
        (b"[]", "it has no list “cells”"),
        (b"null", "it has no list “cells”"),
        (b'{"nbformat": 4}', "it has no list “cells”"),
        (file(cells=None), "it has no list “cells”"),
        (file(cells={}), "it has no list “cells”"),
        (b"[" * 100_000, "is no Jupyter notebook: lists or numbers in it"),
        (b'{"x": ' + b"9" * 5000 + b"}", "is no Jupyter notebook: lists or numbers in it"),
        (file(nbformat=5), "is of notebook format 5, and formats 1 to 4 are known."),
        (file(nbformat="4"), 'is of notebook format "4", and formats 1 to 4 are known.'),
        (file(nbformat=3), "is of the old notebook format 3 and damaged."),
        (file(cell(), "x"), "its cell 2 is none of code, markdown and raw."),
        (file(cell(cell_type="heading")), "its cell 1 is none of code, markdown and raw."),
        (file(cell(cell_type=["code"])), "its cell 1 is none of code, markdown and raw."),
        (file(cell(source=None)), "its cell 1 has no text (“source”)."),
        (file(cell(source=["1", 2])), "its cell 1 has no text (“source”)."),
        (file(cell(source="\ud83d")), "its cell 1 holds half of a character."),
    ],
)
def test_a_file_that_is_no_notebook_is_a_problem_and_not_an_error(tmp_path: Path, content: bytes, told: str) -> None:
    write_notebook(tmp_path, "odd", "1").write_bytes(content)
    [planned] = plan_reports(tmp_path, {})
    assert planned.problem.startswith("notebooks/odd.ipynb ")
    assert told in planned.problem
    assert len(planned.problem) < 300


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + file(cell()),
        file(cell(source=["", "1"])),
        file(cell(metadata=None, outputs=None, id=7)),
        file(
            cell(metadata={"tags": None}), cell(metadata={"tags": "parameters"}), cell(metadata={"tags": [1, {}, "x"]})
        ),
        file(cell(), metadata=None, nbformat_minor=None),
        file(cell(), metadata={"kernelspec": [1], "language_info": "R"}),
        file({"cell_type": "code", "source": "1"}),
    ],
)
def test_what_jupyterlab_would_not_mind_is_set_right(tmp_path: Path, content: bytes) -> None:
    write_notebook(tmp_path, "odd", "1").write_bytes(content)
    [planned] = plan_reports(tmp_path, {"article": ["a"]})
    assert planned.problem == ""
    copy = with_parameters(planned.source, {})
    nbformat.validate(copy)
    assert {cell.source for cell in copy.cells} == {"1"}
    assert plan_reports(tmp_path, {"article": ["a"]}) == (planned,)  # the same ids again


def test_a_notebook_of_an_old_format_is_brought_to_the_present_one(tmp_path: Path) -> None:
    old = {"cell_type": "code", "input": "1", "language": "python", "outputs": [], "collapsed": False, "metadata": {}}
    sheets = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [old]}]}
    write_notebook(tmp_path, "old", "1").write_text(json.dumps(sheets))
    [planned] = plan_reports(tmp_path, {})
    assert [cell.source for cell in planned.source.cells] == ["1"]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}}, "R"),
        ({"kernelspec": {"name": "ir", "language": "R"}}, "R"),
        ({"language_info": {"name": "julia"}}, "julia"),
        ({"kernelspec": {"name": "sagemath", "language": "sage"}, "language_info": {"name": "python"}}, "sage"),
        ({"kernelspec": {"name": "python3"}}, ""),
        ({"kernelspec": {"name": "mine", "language": "Python"}}, ""),
        ({"language_info": {"name": "ipython"}}, ""),
        ({"kernelspec": {"language": " "}, "language_info": {"name": 3}}, ""),
        ({}, ""),
    ],
)
def test_only_python_is_run_as_python(tmp_path: Path, metadata: object, language: str) -> None:
    write_notebook(tmp_path, "x", "1").write_bytes(file(cell(), metadata=metadata))
    [planned] = plan_reports(tmp_path, {})
    said = (
        f"notebooks/x.ipynb is written in {language}, as it says itself, and a build runs Python." if language else ""
    )
    assert planned.problem.startswith(said)
    assert bool(planned.problem) == bool(language)


def test_prose_may_have_any_language(tmp_path: Path) -> None:
    prose = cell(cell_type="markdown")
    write_notebook(tmp_path, "x", "1").write_bytes(file(prose, metadata={"language_info": {"name": "R"}}))
    assert plan_reports(tmp_path, {})[0].problem == ""


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    write_notebook(tmp_path, "x", "1")
    os.mkfifo(tmp_path / "notebooks" / "pipe.ipynb")
    (tmp_path / "notebooks" / "folder.ipynb").mkdir()
    planned = plan_reports(tmp_path, {})
    assert [p.name for p in planned if "only ordinary files are read" in p.problem] == ["folder", "pipe"]


def test_a_notebook_called_index_makes_the_home_page_and_comes_last(tmp_path: Path) -> None:
    for name in ("index", "zebra", "a"):
        write_notebook(tmp_path, name, "1")
    planned = plan_reports(tmp_path, {})
    assert [(p.name, p.problem) for p in planned] == [("a", ""), ("zebra", ""), ("index", "")]
    assert [p.name for p in chosen_reports(planned, "index")] == ["index"]


def test_a_home_page_in_capitals_would_be_another_page_on_some_disks(tmp_path: Path) -> None:
    write_notebook(tmp_path, "Index", "1")
    [planned] = plan_reports(tmp_path, {})
    assert "small letters" in planned.problem


def test_work_lists_of_articles_are_called_after_them(tmp_path: Path) -> None:
    write_notebook(tmp_path, "article-work-list", ONE, tags=("parameters",))
    write_notebook(tmp_path, "work-list", "1")
    assert [p.name for p in plan_reports(tmp_path, {"article": ["a", "b"]})] == [
        "work-list-a",
        "work-list-b",
        "work-list",
    ]


def test_two_notebooks_of_one_page_are_problems(tmp_path: Path) -> None:
    write_notebook(tmp_path, "article-a", "1")
    write_notebook(tmp_path, "article-audit", ONE, tags=("parameters",))
    problems = {p.notebook: p.problem for p in plan_reports(tmp_path, {"article": ["a"]})}
    assert "Two notebooks" in problems["article-a"]
    assert "Two notebooks" in problems["article-audit"]


def test_notebooks_that_become_no_page_are_named_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    path = write_notebook(tmp_path, "Über den Tee", "1")
    for name in (
        "sub/deep/a.ipynb",
        "sub/b.IPYNB",
        "c.IPYNB",
        "line\n.ipynb",
        ".ipynb_checkpoints/d.ipynb",
        "._e.ipynb",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / name)
    shutil.copy(path, os.fsencode(folder) + b"/f\xff.ipynb")
    assert [p.name for p in plan_reports(tmp_path, {})] == ["Über den Tee"]
    names = ["c.IPYNB", "f\ufffd.ipynb", "line\ufffd.ipynb", "sub/b.IPYNB", "sub/deep/a.ipynb"]
    assert left_out(tmp_path) == [f"notebooks/{name}" for name in names]


def test_title_and_description_come_from_the_prose(tmp_path: Path) -> None:
    write_notebook(tmp_path, "x", "1", "# A *title* `here`\n\nWhat [this](https://x) is. And more.\n\nNot this.")
    write_notebook(tmp_path, "y", "1")
    first, second = plan_reports(tmp_path, {})
    assert title_of(first.source, "x") == "A title here"
    assert about_of(first.source) == "What this is."
    assert title_of(second.source, "y") == "y"
    assert about_of(second.source) == ""
