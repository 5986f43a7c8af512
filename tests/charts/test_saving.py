"""Files and markup: same bytes, safe text, ids that fit together in one page, and never half a file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

from firmground.charts.figure import SUFFIXES, file_bytes
from firmground.charts.gallery import alt_text, chart_rows, draw_chart, save_chart, svg_text
from firmground.charts.lettering import UndrawnLettersWarning
from firmground.errors import LedgerError

from .conftest import NAMES, make_audit, small_files

#: Draws every chart of the small audit in every form, and prints what it drew.
SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from charts.test_saving import drawn_anew
print(json.dumps(drawn_anew()))
"""


def drawn_anew() -> dict[str, str]:
    """The digest of every chart in every form: an audit, figures and files of their own."""
    audit = make_audit(small_files(), ("neck pain", "low back pain"))
    forms = {f"{name}{suffix}": file_bytes(draw_chart(name, audit), suffix) for name in NAMES for suffix in SUFFIXES}
    forms |= {name: svg_text(draw_chart(name, audit), name).encode() for name in NAMES}
    return {form: hashlib.sha256(content).hexdigest() for form, content in forms.items()}


@pytest.mark.slow
def test_the_same_bytes_again_and_in_another_place(small: Any) -> None:
    first = {}
    for name in NAMES:
        figure = draw_chart(name, small)
        for suffix in SUFFIXES:
            content = file_bytes(figure, suffix)
            assert b"Matplotlib v" not in content
            assert b"/fonts/ttf" not in content
            first[f"{name}{suffix}"] = hashlib.sha256(content).hexdigest()
        first[name] = hashlib.sha256(svg_text(figure, name).encode()).hexdigest()
    # One figure twice in each form: drawing it in one leaves nothing behind for the next.
    again = draw_chart("gaps", small)
    for suffix in (*SUFFIXES, *SUFFIXES):
        assert hashlib.sha256(file_bytes(again, suffix)).hexdigest() == first[f"gaps{suffix}"]
    elsewhere = {"TZ": "Asia/Kolkata", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "MPLBACKEND": "pdf"}
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parents[1])],
        env=os.environ | elsewhere, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(found.stdout) == first


def test_settings_of_the_user_change_nothing_and_are_not_changed(small: Any) -> None:
    before = file_bytes(draw_chart("verdicts", small), ".svg")
    wild = {
        "font.size": 30,
        "svg.fonttype": "none",
        "savefig.bbox": "tight",
        "lines.linewidth": 9,
        "path.sketch": (5, 9, 3),
    }
    with matplotlib.rc_context(wild):  # type: ignore[arg-type]
        assert file_bytes(draw_chart("verdicts", small), ".svg") == before
        assert matplotlib.rcParams["font.size"] == 30
        assert matplotlib.rcParams["svg.hashsalt"] != "firmground"


def test_pyplot_is_not_loaded_and_matplotlib_only_when_drawing() -> None:
    code = (
        "import sys, firmground.charts.gallery; assert 'matplotlib' not in sys.modules;"
        "import firmground.charts.canvas; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_hostile_text_stays_text(hostile: Any) -> None:
    for name in NAMES:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", UndrawnLettersWarning)  # it names them, and nothing else warns
            figure = draw_chart(name, hostile, "alpha")
            for markup in (svg_text(figure, name), file_bytes(figure, ".svg").decode()):
                root = ElementTree.fromstring(markup)
                tags = {element.tag.rpartition("}")[2] for element in root.iter()}
                assert tags <= {"svg", "title", "desc", "g", "path", "use", "defs"}
                assert not any(key.lower().startswith("on") for element in root.iter() for key in element.attrib)
                assert "<script" not in markup.lower()
                assert "\u202e" not in markup
            assert file_bytes(figure, ".png").startswith(b"\x89PNG")
            assert file_bytes(figure, ".pdf").startswith(b"%PDF")


def test_markup_for_a_page(small: Any) -> None:
    for name in NAMES:
        markup = svg_text(draw_chart(name, small), name)
        assert markup.startswith("<svg ")
        assert "<!DOCTYPE" not in markup
        assert "<style" not in markup
        assert "<!--" not in markup
        assert "http" not in markup.replace("http://www.w3.org/2000/svg", "").replace(
            "http://www.w3.org/1999/xlink", ""
        )
        root = ElementTree.fromstring(markup)
        assert root.get("role") == "img"
        assert root.get("width") == "100%"
        assert root.get("height") is None
        assert re.fullmatch(r"0 0 345 [\d.]+", root.get("viewBox") or "")
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert all(str(i).startswith(f"{name}-") for i in ids)
        labels = (root.get("aria-labelledby") or "").split()
        said = {element.get("id"): element.text for element in root.iter()}
        assert [said[label] for label in labels][1] == alt_text(name, small)
        used = set(re.findall(r'(?:href="|url\()#([^")]+)', markup))
        assert used <= set(ids)


def test_all_charts_in_one_page(small: Any) -> None:
    page = "".join(svg_text(draw_chart(name, small, article), name) for name in NAMES for article in (None, "alpha"))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_numbers_of_the_figure_lead_to_the_table(small: Any) -> None:
    markup = svg_text(draw_chart("verdicts", small), "verdicts")
    rows = chart_rows("verdicts", small).rows
    for i in re.findall(r'id="verdicts-row-(\d+)-claims"', markup):
        assert rows[int(i)]["claims"] > 0


def test_markup_needs_a_chart_and_a_fit_name(small: Any) -> None:
    with pytest.raises(TypeError, match="draw_chart"):
        svg_text(Figure(), "verdicts")
    with pytest.raises(ValueError, match="can’t begin an id"):
        svg_text(draw_chart("verdicts", small), 'a" onload="')


def test_a_notebook_shows_the_markup(small: Any) -> None:
    figure: Any = draw_chart("verdicts", small)
    assert figure._repr_html_() == svg_text(figure, "verdicts")


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".SVG"])
def test_save(suffix: str, small: Any, tmp_path: Path) -> None:
    path = tmp_path / f"chart{suffix}"
    path.write_text("old")
    figure = draw_chart("verdicts", small)
    save_chart(figure, path)
    assert path.read_bytes() == file_bytes(figure, suffix.lower())
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_file_says_what_it_shows(small: Any, tmp_path: Path) -> None:
    save_chart(draw_chart("verdicts", small), tmp_path / "v.svg")
    text = (tmp_path / "v.svg").read_text("utf-8")
    assert text.startswith("<?xml")
    assert alt_text("verdicts", small) in text
    assert "<!-- 2 claims -->" in text  # comments make a diff readable


def test_a_link_stays_a_link(small: Any, tmp_path: Path) -> None:
    (tmp_path / "real.svg").write_text("old")
    (tmp_path / "link.svg").symlink_to("real.svg")
    save_chart(draw_chart("verdicts", small), tmp_path / "link.svg")
    assert (tmp_path / "link.svg").is_symlink()
    assert "<svg" in (tmp_path / "real.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("chart.gif", r"give it one of the endings \.svg, \.png, \.pdf"),
        ("chart", "give it one of the endings"),
        ("nowhere/chart.svg", "there is no folder “.*nowhere”. Make it first"),
        ("folder.svg", "it is a folder"),
    ],
)
def test_what_cannot_be_saved(name: str, says: str, small: Any, tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(LedgerError, match=says):
        save_chart(draw_chart("verdicts", small), tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.svg"]


@pytest.mark.parametrize("where", ["savefig", "replace"])
def test_a_failure_leaves_the_old_file(where: str, small: Any, tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "chart.svg"
    path.write_text("old")
    figure = draw_chart("verdicts", small)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device") if where != "savefig" else RuntimeError("no ink")

    monkeypatch.setattr(Figure if where == "savefig" else Path, where, fail)
    with pytest.raises(RuntimeError if where == "savefig" else LedgerError, match=r"no ink|No space left"):
        save_chart(figure, path)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["chart.svg"]


def test_any_figure_can_be_saved(tmp_path: Path) -> None:
    save_chart(Figure(), tmp_path / "own.svg")
    assert "<svg" in (tmp_path / "own.svg").read_text("utf-8")
