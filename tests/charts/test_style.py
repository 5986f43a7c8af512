"""Colours and textures: fixed, distinct, and never the only sign."""

from __future__ import annotations

from itertools import combinations
from typing import Any, get_args

import pytest
from matplotlib.colors import to_hex

from firmground.charts.gallery import CHARTS, draw_chart
from firmground.charts.picture import Box, Mark, Words
from firmground.charts.style import (
    ACCURACY,
    ATTRIBUTION,
    CARD,
    CERTAINTY,
    MUTED,
    RULE,
    SEVERITY,
    VERDICT,
    contrast,
)
from firmground.charts.texture import Texture, strokes_of
from firmground.gaps.kinds import GAP_SEVERITIES
from firmground.grading.scales import CERTAINTIES, VERDICTS
from firmground.records.terms import Accuracy, AttributionKind, words_of

SCALES = {
    "verdicts": VERDICT,
    "certainty": CERTAINTY,
    "accuracy": ACCURACY,
    "attribution": ATTRIBUTION,
    "gaps": SEVERITY,
}


def test_every_word_of_the_records_has_a_level_in_the_fixed_order() -> None:
    assert VERDICT.names == VERDICTS
    assert CERTAINTY.names == (*CERTAINTIES, "not rated")
    assert set(ACCURACY.names) == set(words_of(Accuracy))
    assert ATTRIBUTION.names == words_of(AttributionKind)
    assert SEVERITY.names == GAP_SEVERITIES


def test_levels_differ_in_more_than_colour() -> None:
    for scale in SCALES.values():
        for one, two in combinations(scale.levels, 2):
            assert one.fill != two.fill or one.dashed != two.dashed
            plain = (one.texture, one.dashed) == (two.texture, two.dashed)
            # Two plain fills may stand in one scale only when they can't be taken for one another in grey.
            assert not plain or contrast(one.fill, two.fill) > 7, (one.name, two.name)


def test_shapes_of_certainty_differ() -> None:
    shapes = [level.shape for level in CERTAINTY.levels]
    assert None not in shapes
    assert len(set(shapes)) == len(shapes)


def test_numbers_can_be_read() -> None:
    for level in [level for scale in SCALES.values() for level in scale.levels]:
        assert contrast(level.ink, level.fill) >= 4.5
        assert contrast("#1a1a1a", level.tint) >= 7


def test_other_colours() -> None:
    assert contrast(MUTED, CARD) >= 4.5
    assert contrast(RULE, CARD) >= 3
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def legend_of(name: str, picture: Any) -> list[tuple[Any, ...]]:
    """The swatches, which are the only boxes of their size, with the words beside them."""
    words = [item for item in picture.items if isinstance(item, Words)]
    found = []
    for item in picture.items:
        if isinstance(item, Box) and (item.width, item.height) == (15.0, 9.5) and item.edge is not None:
            middle = item.y + item.height / 2
            label = next(w.text for w in words if 0 < w.x - item.x - item.width < 6 and abs(w.y - middle) < 6)
            found.append((label, item.fill, item.texture, item.dashed))
    return found


def test_the_legend_shows_all_levels_whatever_occurs(empty: Any, single: Any, small: Any, big: Any) -> None:
    for name, scale in SCALES.items():
        expected = [(x.shown, x.fill, x.texture, x.dashed) for x in scale.levels]
        for audit in (empty, single, small, big):
            chart = CHARTS[name]
            assert legend_of(name, chart.picture(chart.data(audit, None))) == expected


def test_a_level_looks_the_same_when_others_are_absent(single: Any, big: Any) -> None:
    for name in [name for name in SCALES if name != "gaps"]:
        for audit in (single, big):
            chart = CHARTS[name]
            looks = {(x.fill, x.texture) for x in SCALES[name].levels}
            drawn = {
                (item.fill, item.texture)
                for item in chart.picture(chart.data(audit, None)).items
                if isinstance(item, Box) and item.height == 17.0
            }
            assert drawn
            assert drawn <= looks


def test_the_map_shows_its_shapes_in_the_key(empty: Any, big: Any) -> None:
    for audit in (empty, big):
        chart = CHARTS["evidence-map"]
        marks = [item for item in chart.picture(chart.data(audit, None)).items if isinstance(item, Mark)]
        assert [(m.shape, m.fill) for m in marks[:5]] == [(x.shape, x.fill) for x in CERTAINTY.levels]
        assert {(m.shape, m.fill) for m in marks} == {(x.shape, x.fill) for x in CERTAINTY.levels}


def test_textures_stay_inside_their_box() -> None:
    for texture in get_args(Texture):
        for size in [(15.0, 9.5), (0.4, 17.0), (325.0, 17.0)]:
            strokes = strokes_of(texture, 100, 50, *size)
            for x1, y1, x2, y2 in strokes:
                assert 99.99 <= min(x1, x2) <= max(x1, x2) <= 100.01 + size[0]
                assert 49.99 <= min(y1, y2) <= max(y1, y2) <= 50.01 + size[1]
            assert bool(strokes) == bool(texture) or size[0] < 1
            assert strokes == strokes_of(texture, 100, 50, *size)


def test_the_ground_is_light_and_opaque(small: Any) -> None:
    for name in CHARTS:
        figure = draw_chart(name, small)
        assert to_hex(figure.get_facecolor(), keep_alpha=True) == "#ffffffff"
