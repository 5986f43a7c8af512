"""Numbers in sentences: the one place that knows singular from plural."""

from __future__ import annotations


def plural(number: int, one: str, many: str | None = None) -> str:
    """The words for that many: "claim" for one, "claims" for any other number, 0 too.

    Args:
        number: how many there are.
        one: what stands for one: a noun, or a noun with its verb.
        many: what stands for any other number; ``one`` with an s when not given.
    """
    return one if number == 1 else many or f"{one}s"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its words: "1 claim", "2 claims", "3 studies"; see :func:`plural`."""
    return f"{number} {plural(number, one, many)}"


def share(part: int, whole: int, one: str, many: str, verb: tuple[str, str] = ("is", "are")) -> str:
    """A part of a whole as subject and verb: "3 of 5 claims are", "1 of 5 claims is", "0 of 1 claim are".

    Args:
        part: how many of them.
        whole: how many there are.
        one: the noun for one.
        many: the noun for several.
        verb: its form for one and for several.
    """
    return f"{part} of {counted(whole, one, many)} {plural(part, *verb)}"
