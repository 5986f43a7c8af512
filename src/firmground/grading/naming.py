"""How a work and a list of things are named in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from firmground.records import Reference


def name_of(key: str, references: Mapping[str, Reference]) -> str:
    """A work as a reader would name it, for instance "Rha and others 2013"; its key where it is not in the ledger."""
    reference = references.get(key)
    if reference is None:
        return key
    named, more = reference.authors, reference.more_authors
    if not named:  # of a book that names no author, its editors
        named, more = reference.editors, reference.more_editors
    families = [name.short for name in named]
    if not families:
        return key
    all_named = len(families) <= 2 and not more
    who = " and ".join(families) if all_named else f"{families[0]} and others"
    return f"{who} {reference.year}" if reference.year is not None else f"{who} (no year)"


def names_of(keys: Iterable[str], references: Mapping[str, Reference]) -> Mapping[str, str]:
    """Names of several works by key; two works with one name also show their keys."""
    plain = {key: name_of(key, references) for key in keys}
    used = Counter(plain.values())
    return {key: name if used[name] == 1 or name == key else f"{name} [{key}]" for key, name in plain.items()}


def listed(things: Sequence[str]) -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def clause(text: str) -> str:
    """A reason made ready to stand inside a sentence: no white space around it, no full stop at its end."""
    return text.strip().rstrip(".")


def sentence(text: str) -> str:
    """Text with a full stop at its end, unless it ends a sentence already."""
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?", "…")) else f"{stripped}."
