"""An executed notebook becomes one page: own template, no code, no counts, no times, nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup
from nbconvert.filters.ansi import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from firmground.reports.glossary import Word
from firmground.reports.html.addresses import PAGES, way_to
from firmground.reports.html.allowed import inert
from firmground.reports.html.glossed import link_words
from firmground.reports.html.passes import (
    box_frames,
    drop_first_heading,
    number_headings,
    sections_of,
    settle_links,
)
from firmground.reports.html.tree import Element, Node
from firmground.reports.html.written import written
from firmground.reports.nav import Navigation
from firmground.reports.notebook import code_cell, html_output, new_notebook
from firmground.reports.plan import HOME
from firmground.reports.views.view import squeezed, view_style

#: Characters that show as nothing, or turn the direction of what follows, each as a visible mark.
_STRANGE = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
_DISPLAYED = ("text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain")


@dataclass(frozen=True)
class Frame:
    """What stands on every page.

    Attributes:
        ledger: the ledger's title.
        notice: what the ratings are, and who has reviewed them.
        as_of: the date of the data, ISO.
        nav: the entries of the navigation.
        names: of all pages but the home page, in order.
        words: of the glossary, to which every page links.
        undone: names the articles that are not coded to their end; empty where all are, as far as is known.
    """

    ledger: str
    notice: str
    as_of: str
    nav: Navigation
    names: tuple[str, ...]
    words: tuple[Word, ...] = ()
    undone: str = ""

    @cached_property
    def pages(self) -> frozenset[str]:
        """Names of all pages."""
        return frozenset((*self.names, HOME))


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(
        (files("firmground.reports") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    )


@cache
def page_style() -> str:
    """The whole style sheet of a page."""
    sheet = (files("firmground.reports") / "styles" / "page.css").read_text(encoding="utf-8")
    return squeezed(sheet) + view_style()


@cache
def private_style() -> str:
    """What a page that must not be published has beyond it."""
    return squeezed((files("firmground.reports") / "styles" / "private.css").read_text(encoding="utf-8"))


@cache
def page_script() -> tuple[str, str]:
    """The script of every page, and the hash by which the page's policy allows this script and no other."""
    text = (files("firmground.reports") / "scripts" / "page.js").read_text(encoding="utf-8")
    script = "\n".join(line.strip() for line in text.splitlines())  # indentation is a fifth of it
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return script, f"sha256-{digest}"


def compose(notebook: Any, name: str, title: str, frame: Frame, private: frozenset[str] | None = None) -> str:
    """The page of an executed notebook.

    Args:
        notebook: with its outputs.
        name: of the page, without ``.html``.
        title: stands as its heading and in the browser's tab.
        frame: what stands on every page.
        private: for a page that must not be published, the names of all that lie in ``private/``; says so at its top.
    """
    script, allowed = page_script()
    body = _body(notebook, name, frame, private)
    page = _template().render(
        page=name,
        heading=title,
        frame=frame,
        style=Markup(page_style() + (private_style() if private is not None else "")),
        private=private is not None,
        edition=PAGES,
        address=lambda of: f"{way_to(of, private)}{quote(of)}.html",
        script=Markup(script),
        allowed=allowed,
        body=Markup(written(body)),
        sections=sections_of(body),
    )
    return _STRANGE.sub("\ufffd", page).rstrip() + "\n"


def _body(notebook: Any, name: str, frame: Frame, private: frozenset[str] | None) -> Element:
    """What the cells show, without the first top heading: the page has it already."""
    root = Element("")
    for cell in notebook.cells:
        for shown in _cell(cell):
            if shown:
                root.add("\n" if root.children else "")
                for node in shown:
                    root.add(node)
    drop_first_heading(root)
    number_headings(root)
    box_frames(root)
    link_words(root, name, frame.pages, frame.words)
    settle_links(root, name, frame.pages, private)
    return root


def notebook_of(html: str) -> Any:
    """A notebook with one output, for a page that no notebook makes."""
    return new_notebook(code_cell("", "output", html_output(html)))


def _cell(cell: Any) -> list[list[Node]]:
    """What a reader sees of a cell: prose, or outputs; code never."""
    if cell.cell_type == "markdown":
        return [_prose(cell.source)]
    return [_shown(output) for output in cell.outputs] if cell.cell_type == "code" else []


class _Renderer(IPythonRenderer):
    """Markdown of a notebook; each heading has an id made of its words."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ARG002 - called by mistune
        name = re.sub(r"\W+", "-", Markup(text).striptags().casefold()).strip("-")
        return f'<h{level} id="{name}">{text}</h{level}>\n'


def _prose(source: str) -> list[Node]:
    renderer = _Renderer(escape=False)
    return inert(str(MarkdownWithMath(renderer=renderer).render(source)))


def _shown(output: Any) -> list[Node]:
    """An output as nodes. Warnings on stderr are for the person who runs the notebook: they name files and lines."""
    if output.output_type == "stream":
        return [] if output.name == "stderr" else [_printed(output.text)]
    data = output.get("data", {})
    kind = next((k for k in _DISPLAYED if k in data), None)
    if kind is None:
        return []
    value = data[kind]
    if kind == "text/html":
        return inert(value)
    if kind == "text/markdown":
        return _prose(value)
    if kind == "image/svg+xml":
        return [Element("figure", {}, inert(value))]
    if kind == "text/plain":
        return [_printed(value)]
    alt = output.get("metadata", {}).get(kind, {}).get("alt") or "A picture without a description"
    picture = {"src": f"data:{kind};base64,{''.join(value.split())}", "alt": alt}
    return [Element("figure", {}, [Element("img", picture)])]


def _printed(text: str) -> Element:
    """Text as it was printed, without the marks that colour it in a terminal."""
    return Element("pre", {}, [strip_ansi(text)])  # type: ignore[no-untyped-call]
