"""How a card is laid out: headings, and labelled lines no wider than a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from firmground.checks.writers import printable

#: Characters in a line.
WIDTH = 100
LABEL = 13


def heading(text: str) -> Iterator[str]:
    """An empty line and a heading."""
    yield ""
    yield from textwrap.wrap(printable(text), WIDTH)


def labelled(label: str, text: str) -> Iterator[str]:
    """Text beside its label, wrapped; a label that repeats may be left empty."""
    body = textwrap.wrap(
        printable(" ".join(text.split())), WIDTH - LABEL - 3, break_long_words=False, break_on_hyphens=False
    )
    for index, line in enumerate(body or [""]):
        yield f"  {printable(label) if not index else '':<{LABEL}} {line}"


def listing(label: str, texts: Iterable[str]) -> Iterator[str]:
    """Several texts under one label, each beginning a line."""
    for index, text in enumerate(texts):
        yield from labelled(label if not index else "", text)


def items(texts: Iterable[str]) -> Iterator[str]:
    """Texts without labels, each with a dash before it."""
    for text in texts:
        body = textwrap.wrap(
            printable(" ".join(text.split())), WIDTH - 4, break_long_words=False, break_on_hyphens=False
        )
        yield from (f"{'    ' if index else '  - '}{line}" for index, line in enumerate(body or [""]))


def joined(lines: Iterable[str]) -> str:
    """Lines as one text, without white space at their ends."""
    return "\n".join(line.rstrip() for line in lines) + "\n"
