"""Words for readers, which ship with the program: message files (TOML, one name for each sentence) and templates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from firmground.plurals import plural

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True)
class Messages:
    """The sentences of one file; called with a name and what fills it, it gives the sentence.

    A name is the path through the file's tables, for instance ``said.lost``. What is to be filled in stands in braces.
    A sentence that counts has two forms, ``one`` and ``other``, and says the number with ``{count}``.

    Attributes:
        file: its path in this room.
    """

    file: str

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        """Every form of every sentence, as written."""
        text = (files("firmground.reports") / self.file).read_text(encoding="utf-8")
        return MappingProxyType(dict(_named(tomllib.loads(text))))

    def __call__(self, name: str, count: int | None = None, /, **values: object) -> str:
        """The sentence, in the form for ``count`` where it counts.

        Raises:
            KeyError: when the file has no such sentence, or it is not filled whole.
        """
        if count is not None:
            name, values["count"] = f"{name}.{plural(count, 'one', 'other')}", count
        return self.sentences[name].format(**values)


def _named(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield f"{above}{name}", value
        else:
            yield from _named(value, f"{above}{name}.")


def read_template(name: str, /, **known: Any) -> Template:
    """A template of this room; in one for a page every value is escaped that is not markup.

    Args:
        name: of the file. Its lines and their indentation are for who reads it: what it makes has no line of its own.
        known: functions that the template may call, also as filters.
    """
    from jinja2 import Environment, StrictUndefined  # only the cards of claims need it

    # Not optimized: to improve a template takes longer than what a command does with it.
    environment = Environment(autoescape=name.endswith(".html.j2"), undefined=StrictUndefined, optimized=False)
    environment.globals.update(known)
    environment.filters.update(known)
    text = (files("firmground.reports") / "templates" / name).read_text(encoding="utf-8")
    return environment.from_string(re.sub(r"\n\s*", "", text))
