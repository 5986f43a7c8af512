"""Every chart, with every ledger: nothing overlaps, nothing is cut off, every number is that of the rows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from matplotlib.patches import Patch

from firmground.charts.gallery import CHARTS, draw_chart
from firmground.charts.layout import spread_rows
from firmground.charts.picture import NUMBER_ID, Words
from firmground.charts.style import SMALL, WIDTH
from firmground.errors import UnknownNameError

from .conftest import NAMES, numbers_of, texts_of

LEDGERS = ("empty", "single", "small", "big", "hostile")
CASES = [*((name, ledger) for name in NAMES for ledger in LEDGERS), ("evidence-map", "ten")]


@pytest.mark.parametrize(("name", "ledger"), CASES)
def test_a_figure_can_be_read_and_says_what_its_rows_say(
    name: str, ledger: str, drawn: Any, request: pytest.FixtureRequest
) -> None:
    figure, table = drawn(name, request.getfixturevalue(ledger))
    _no_two_texts_overlap(figure)
    _everything_lies_inside(figure)
    assert min(text.get_fontsize() for text in texts_of(figure)) >= SMALL >= 9
    assert figure.get_size_inches()[0] * 72 == pytest.approx(WIDTH)
    assert any("Data of 2026-11-22" in text.get_text() for text in texts_of(figure))
    _every_marked_number_is_that_of_the_rows(figure, table)
    _a_bare_number_is_marked(figure)
    assert all(column.means for column in table.columns)
    for row in table.rows:
        assert list(row) == [column.name for column in table.columns]
    assert len(table.frame()) == len(table.rows)


def _no_two_texts_overlap(figure: Any) -> None:
    renderer = figure.canvas.get_renderer()
    boxes = []
    for text in texts_of(figure):
        box = text.get_window_extent(renderer)
        # The box of matplotlib reaches from the highest to the lowest letter of any word, plus half a pixel.
        boxes.append((box.y0 + 1, box.y1 - 1, box.x0 + 1, box.x1 - 1, text.get_text()))
    boxes.sort()
    for i, (low, high, left, right, said) in enumerate(boxes):
        for low2, high2, left2, right2, said2 in boxes[i + 1 :]:
            if low2 >= high:
                break
            assert right <= left2 or right2 <= left, f"{said!r} and {said2!r} overlap"
            assert low < high2


def _everything_lies_inside(figure: Any) -> None:
    renderer = figure.canvas.get_renderer()
    for artist in [*texts_of(figure), *figure.axes[0].patches]:
        if isinstance(artist, Patch) and not artist.get_path().vertices.size:
            continue
        box = artist.get_window_extent(renderer)
        assert box.x0 >= -1, artist
        assert box.y0 >= -1, artist
        assert box.x1 <= figure.bbox.x1 + 1, artist
        assert box.y1 <= figure.bbox.y1 + 1, artist


def _every_marked_number_is_that_of_the_rows(figure: Any, table: Any) -> None:
    seen = [text for text in texts_of(figure) if (text.get_gid() or "").startswith(NUMBER_ID)]
    for text in seen:
        row, _, column = text.get_gid().removeprefix(NUMBER_ID).partition("-")
        assert numbers_of(text.get_text()) == numbers_of(str(table.rows[int(row)][column])), text.get_gid()
    ids = [text.get_gid() for text in seen]
    assert len(ids) == len(set(ids))


def _a_bare_number_is_marked(figure: Any) -> None:
    for text in texts_of(figure):
        year = figure.picture.name == "ages" and len(text.get_text()) == 4  # of the axis
        if text.get_text().strip("✗≠").isdigit() and not year:
            assert text.get_gid(), text.get_text()


#: Per chart, the column of its counts, and which rows are drawn.
COUNTS = {
    "verdicts": ("claims", lambda row: row["claims"] > 0),
    "attribution": ("claims", lambda row: row["claims"] > 0),
    "certainty": ("claims", lambda row: row["claims"] > 0 and row["certainty"] != "question of fact"),
    "gaps": ("claims", lambda row: True),
    "evidence-map": ("claims", lambda row: row["place"] not in {"total"} and row["claims"] > 0),
    "network": ("claims", lambda row: row["drawn"]),
    "flow": ("count", lambda row: True),
    "accuracy": ("citations", lambda row: row["citations"] > 0 and row["percent"] is None and row["class"] not in LEFT),
}
LEFT = {"not found", "only possibly meant", "not judged", "wrong", "seriously wrong"}


@pytest.mark.parametrize("ledger", ["single", "small", "big"])
@pytest.mark.parametrize("name", NAMES)
def test_every_count_of_the_rows_is_drawn(name: str, ledger: str, drawn: Any, request: pytest.FixtureRequest) -> None:
    figure, table = drawn(name, request.getfixturevalue(ledger))
    if name == "ages":  # one number per article, at its first work
        rows = list(enumerate(table.rows))
        firsts = [i for i, row in rows if not i or table.rows[i - 1]["article"] != row["article"]]
        counted = {f"{NUMBER_ID}{i}-works" for i in firsts}
        assert {text.get_gid() for text in texts_of(figure) if text.get_gid()} == counted
        return
    column, is_drawn = COUNTS[name]
    expected = {f"{NUMBER_ID}{i}-{column}" for i, row in enumerate(table.rows) if is_drawn(row)}
    ids = {text.get_gid() for text in texts_of(figure) if text.get_gid()}
    assert {i for i in ids if i.endswith(f"-{column}")} == expected


def test_marks_of_the_map_are_drawn(small: Any, drawn: Any) -> None:
    figure, table = drawn("evidence-map", small)
    ids = {text.get_gid(): text.get_text() for text in texts_of(figure)}
    rows = [(i, row) for i, row in enumerate(table.rows) if row["place"] == "cell" and row["claims"]]
    assert any(row["conflicts"] for _, row in rows)
    assert any(row["contradicted"] for _, row in rows)
    for i, row in rows:
        for column, sign in (("conflicts", "≠"), ("contradicted", "✗")):
            assert ids.get(f"row-{i}-{column}") == (f"{sign}{row[column]}" if row[column] else None)


def test_totals_of_the_map_count_each_claim_once(big: Any, drawn: Any) -> None:
    _, table = drawn("evidence-map", big)
    for row in table.rows:
        assert row["claims"] == len(row["ids"]) == len(set(row["ids"]))
    cells = {i for row in table.rows if row["place"] == "cell" for i in row["ids"]}
    assert table.rows[-1]["place"] == "total"
    assert set(table.rows[-1]["ids"]) == cells


def test_height_grows_with_rows(single: Any, big: Any) -> None:
    for name in NAMES:
        heights = [draw_chart(name, audit).get_size_inches()[1] for audit in (single, big)]
        assert heights[1] > heights[0]


def test_an_empty_cell_is_empty_and_the_key_says_so(small: Any) -> None:
    said = [text.get_text() for text in texts_of(draw_chart("evidence-map", small))]
    assert "no claim in these articles" in said
    assert "0" not in said
    assert any("distinct claims" in line for line in said)


def test_not_rated_is_seen(small: Any, drawn: Any) -> None:
    figure, table = drawn("certainty", small)
    dashed = [p for p in figure.axes[0].patches if isinstance(p.get_linestyle(), tuple) or p.get_linestyle() == "--"]
    groups = {row["kind"] for row in table.rows if row["certainty"] == "not rated" and row["claims"]}
    assert len(dashed) == 1 + len(groups)  # one in the legend


def test_one_article_alone(small: Any, drawn: Any) -> None:
    for name in NAMES:
        figure, table = drawn(name, small, "beta")
        assert "Beta" in figure.picture.title
        assert any("Beta" in text.get_text() for text in texts_of(figure)[:2])
        if "article" in {c.name for c in table.columns}:
            assert {row["article"] for row in table.rows} == {"beta"}
        assert figure.picture.name == f"{name}-beta"


def test_a_conflict_with_another_article_stays_on_the_map_of_one(small: Any, drawn: Any) -> None:
    _, table = drawn("evidence-map", small, "beta")
    assert next(row["conflicts"] for row in table.rows if row["claims"] and row["about"] == "acupuncture") == 1


def test_unknown_names(small: Any) -> None:
    with pytest.raises(KeyError):
        draw_chart("pie", small)
    with pytest.raises(UnknownNameError, match=r"no article “gamma”\. Articles: alpha, beta"):
        draw_chart("verdicts", small, "gamma")


def test_without_settings_the_date_is_said_to_be_unknown() -> None:
    from .conftest import make_audit

    for name in NAMES:
        said = [text.get_text() for text in texts_of(draw_chart(name, make_audit(settings=False)))]
        assert any("Date of the data not known" in line for line in said)


def test_labels_below_a_bar_keep_their_distance() -> None:
    places = spread_rows([10, 11, 12, 300], [20, 20, 20, 20], 0, 310)
    assert [row for _, row in places] == [0, 0, 0, 0]
    assert all(b - a >= 20 for (a, _), (b, _) in pairwise(places))
    assert places[-1][0] == 300
    assert spread_rows([5, 5], [20, 20], 0, 30) == ((10.0, 0), (10.0, 1))


def test_the_registry_is_frozen_and_complete() -> None:
    assert tuple(CHARTS) == NAMES
    with pytest.raises(TypeError):
        CHARTS["pie"] = CHARTS["gaps"]  # type: ignore[index]
    for chart in CHARTS.values():
        assert chart.title
        assert chart.shows.endswith((".", "…"))


def test_a_picture_names_no_number_twice(big: Any) -> None:
    for chart in CHARTS.values():
        shown = [w.datum for w in chart.picture(chart.data(big, None)).items if isinstance(w, Words) and w.datum]
        assert len(shown) == len(set(shown))
