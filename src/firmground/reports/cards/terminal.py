"""How cards are laid out in a terminal: headings, and labelled lines no wider than it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from firmground.checks.writers import printable
from firmground.grading.naming import clause, listed, sentence
from firmground.grading.scales import symbol_of, text_of
from firmground.reports.cards import tell
from firmground.reports.cards.claim import ClaimCard
from firmground.reports.cards.position import position_of
from firmground.reports.messages import read_template

if TYPE_CHECKING:
    from jinja2 import Template

#: Characters in a line.
WIDTH = 100
LABEL = 13


def card_in_text(card: ClaimCard) -> str:
    """A claim's card, laid out by ``templates/claim.txt.j2``."""
    moved = {id(shown.judged): shown.moved for shown in card.answers}
    answers = [(judged, position_of(judged), moved.get(id(judged), "")) for judged in card.grade.answers]
    return joined(_template().render(card=card, answers=answers).splitlines())


@cache
def _template() -> Template:
    return read_template(
        "claim.txt.j2",
        tell=tell,
        heading=heading,
        row=row,
        item=item,
        quoted="“{}”".format,
        listed=listed,
        clause=clause,
        sentence=sentence,
        text_of=text_of,
        symbol_of=symbol_of,
    )


def heading(text: str) -> str:
    """An empty line and a heading."""
    return joined(["", *textwrap.wrap(printable(text), WIDTH)])


def labelled(label: str, text: str) -> Iterator[str]:
    """Text beside its label; a label that repeats may be left empty."""
    for index, line in enumerate(_wrapped(text, WIDTH - LABEL - 3)):
        yield f"  {printable(label) if not index else '':<{LABEL}} {line}"


def row(text: str, label: str) -> str:
    """The same as one text, for a template."""
    return joined(labelled(label, text))


def item(text: str) -> str:
    """A text without a label, with a dash before it."""
    return joined(f"{'    ' if index else '  - '}{line}" for index, line in enumerate(_wrapped(text, WIDTH - 4)))


def _wrapped(text: str, width: int) -> list[str]:
    """Lines broken at white space only: a link that is cut in two is no link."""
    return textwrap.wrap(printable(" ".join(text.split())), width, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]


def joined(lines: Iterable[str]) -> str:
    """Lines as one text, without white space at their ends."""
    return "\n".join(line.rstrip() for line in lines) + "\n"
