"""Names for tests that build references without a bibliography."""

from __future__ import annotations

from firmground.records import Name


def named(*written: str) -> tuple[Name, ...]:
    """“Family, Given” and “Family, Jr, Given” as people; without a comma, a body."""
    return tuple(_name(*map(str.strip, one.split(","))) for one in written)


def _name(first: str, *rest: str) -> Name:
    if not rest:
        return Name(literal=first)
    suffix, given = rest if len(rest) == 2 else ("", *rest)
    return Name(family=first, given=given, suffix=suffix)
