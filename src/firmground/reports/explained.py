"""What `firmground explain` prints: what a finding means, or a page of the documentation, which the wheel holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from firmground.checks.catalogue import catalogue
from firmground.checks.writers import printable
from firmground.errors import LedgerError, alike

#: The folders of docs/ whose pages are written for people who use the command.
_SHIPPED = ("how-to", "reference")
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the documentation.

    Attributes:
        title: its heading.
        text: the page for a terminal: Markdown whose links say which page they lead to.
    """

    title: str
    text: str


class NothingToExplainError(LedgerError):
    """A name that neither a finding nor a page of the documentation has."""

    def __init__(self, code: str) -> None:
        like = alike(code, (*catalogue(), *topics()), 3, 0.5)
        meant = f"Did you mean {' or '.join(like)}?" if like else "`firmground explain` lists what there is."
        super().__init__(f"There is no code and no page “{printable(code)}”. {meant}")


@cache
def topics() -> Mapping[str, Topic]:
    """The pages by name: that of their file."""
    pages = {name: page.read_text(encoding="utf-8") for name, page in sorted(_pages())}
    return MappingProxyType({name: _topic(text, frozenset(pages)) for name, text in pages.items()})


def explained(code: str | None = None) -> str:
    """What a code means and how to cure it, or a page of the documentation, as plain text; without a name, all names.

    Raises:
        NothingToExplainError: for any other name, with the nearest ones in its message.
    """
    if code is None:
        return _listing()
    if code in topics():
        return topics()[code].text
    if code not in catalogue():
        raise NothingToExplainError(code)
    it = catalogue()[code]
    when = "always checked" if it.level == "basic" else "checked with `firmground check --level strict`"
    return f"{it.name} ({it.severity}, {when})\n{it.title}.\n\n{it.meaning}\n\nWhat to do: {it.cure}\n"


def explained_data(code: str | None = None) -> dict[str, Any]:
    """The same as plain data: a code with its fields, a page with title and text, or the titles of all by name.

    Raises:
        NothingToExplainError: as :func:`explained`.
    """
    if code is None:
        return {
            "topics": {name: topic.title for name, topic in topics().items()},
            "codes": {name: it.title for name, it in catalogue().items()},
        }
    if code in topics():
        return {"name": code, "title": topics()[code].title, "text": topics()[code].text}
    if code not in catalogue():
        raise NothingToExplainError(code)
    return catalogue()[code].model_dump()


def _listing() -> str:
    names = explained_data()
    width = max(len(name) for titles in names.values() for name in titles)
    lines = []
    for kind, titles in (("Pages", names["topics"]), ("Codes of findings", names["codes"])):
        lines += [kind, *(f"  {name:<{width}}  {title}" for name, title in titles.items()), ""]
    return "\n".join([*lines, "Each is read with `firmground explain NAME`."]) + "\n"


def _pages() -> Iterator[tuple[str, Traversable]]:
    docs = files("firmground") / "docs"
    if not docs.is_dir():  # a wheel has them inside; in a checkout they stand once, at its top
        docs = Path(__file__).parents[3] / "docs"
    for folder in _SHIPPED:
        for page in (docs / folder).iterdir():
            if page.name.endswith(".md") and page.name != "README.md":
                yield page.name.removesuffix(".md"), page


def _topic(text: str, known: frozenset[str]) -> Topic:
    def named(link: re.Match[str]) -> str:
        name = PurePosixPath(link["target"].partition("#")[0]).stem
        if "://" in link["target"]:
            return f"{link['text']} ({link['target']})"
        return f"{link['text']} (→ {name})" if name in known else link["text"]

    shown = _LINK.sub(named, text).rstrip("\n")
    if "(→ " in shown:
        shown += "\n\n→ is another page: `firmground explain NAME` prints it."
    return Topic(text.partition("\n")[0].lstrip("# "), shown + "\n")
