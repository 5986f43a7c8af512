"""Numbers in sentences, in correct singular and plural."""

from __future__ import annotations


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 claim", "3 claims"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def share(part: int, whole: int, one: str, many: str, verb: tuple[str, str] = ("is", "are")) -> str:
    """A part of a whole as subject and verb: "3 of 5 claims are", "1 of 5 claims is", "0 of 1 claim are".

    Args:
        part: how many of them.
        whole: how many there are.
        one: the noun for one.
        many: the noun for several.
        verb: its form for one and for several.
    """
    return f"{part} of {counted(whole, one, many)} {verb[0] if part == 1 else verb[1]}"
