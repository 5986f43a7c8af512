"""What ``ledger.view`` and ``ledger.chart`` return: shows itself in JupyterLab, in a page, and in a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from firmground.reports.html.text import plain
from firmground.reports.views.marks import level_colours


@cache
def view_style() -> str:
    """The style sheet of the parts, which holds for nothing outside them."""
    sheet = (files("firmground.reports") / "styles" / "views.css").read_text(encoding="utf-8")
    return squeezed(sheet) + level_colours()


def squeezed(sheet: str) -> str:
    """A style sheet without its comments and indentation."""
    return " ".join(re.sub(r"/\*.*?\*/", " ", sheet, flags=re.DOTALL).split())


@dataclass(frozen=True, repr=False)
class View:
    """A part of a page.

    Attributes:
        part: its name.
        article: the article it is about, if it is about one.
        html: the part itself, without any style.
        topic: the topic it is about, if it is about one.
    """

    part: str
    article: str | None
    html: str
    topic: str | None = None

    def _repr_html_(self) -> str:
        """The part with its style, for JupyterLab; a built page brings the style itself and drops this one."""
        return f'<style>{view_style()}</style><div class="fg fg-{self.part}">{self.html}</div>'

    def __repr__(self) -> str:
        """The part as plain text."""
        return plain(self.html)
