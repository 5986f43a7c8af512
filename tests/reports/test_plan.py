"""Which reports the notebooks of a ledger make, and what they are called."""

from __future__ import annotations

from pathlib import Path

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


def test_a_file_that_is_no_notebook_is_a_problem_and_not_an_error(tmp_path: Path) -> None:
    for name, content in (("broken", b"{"), ("other", b'{"a": 1}'), ("bytes", b"\xff\xfe\x00"), ("list", b"[]")):
        path = write_notebook(tmp_path, name, "1")
        path.write_bytes(content)
    planned = plan_reports(tmp_path, {})
    assert [p.name for p in planned] == ["broken", "bytes", "list", "other"]
    assert all(f"notebooks/{p.name}.ipynb" in p.problem for p in planned)


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


def test_checkpoints_are_no_notebooks(tmp_path: Path) -> None:
    (tmp_path / "notebooks" / ".ipynb_checkpoints").mkdir(parents=True)
    write_notebook(tmp_path / "notebooks", "x", "1").replace(tmp_path / "notebooks/.ipynb_checkpoints/x.ipynb")
    (tmp_path / "notebooks" / "notebooks").rmdir()
    assert plan_reports(tmp_path, {}) == ()


def test_title_and_description_come_from_the_prose(tmp_path: Path) -> None:
    write_notebook(tmp_path, "x", "1", "# A *title* `here`\n\nWhat [this](https://x) is. And more.\n\nNot this.")
    write_notebook(tmp_path, "y", "1")
    first, second = plan_reports(tmp_path, {})
    assert title_of(first.source, "x") == "A title here"
    assert about_of(first.source) == "What this is."
    assert title_of(second.source, "y") == "y"
    assert about_of(second.source) == ""
