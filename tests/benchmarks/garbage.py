"""Files that are large, or are no ledger at all, in any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

#: By kind: a file of about so many bytes, on one line.
GARBAGE: Mapping[str, Callable[[int], bytes]] = MappingProxyType(
    {
        "letters": lambda size: b"a" * size,
        "brackets": lambda size: b"[" * size,
        "braces": lambda size: b"{" * size,
        "dashes": lambda size: b"- " * (size // 2),
        "spaces": lambda size: b" " * size + b"x",
        "colons": lambda size: b"a: " * (size // 3),
        "quote": lambda size: b'"' + b"a" * size,
        "at signs": lambda size: b"@" * size,
        "entries": lambda size: (b"@article{" + b"x" * 51) * (size // 60),
        "zeros": lambda size: b"\x00" * size,
        "not utf-8": lambda size: b"\xff" * size,
        "equals": lambda size: b"a=" * (size // 2),
    }
)


def claim_file(size: int, *, spoil: bool = False) -> str:
    """A sound claim file of about so many bytes; or with a bracket never closed in the claim in the middle."""
    claim = (
        "  - id: tea-{n:07d}\n    claim: Tea number {n} eases a cold, says this one of very many articles on tea.\n"
        '    anchor: {{start: "Tea number {n}"}}\n    kind: efficacy\n    about: tea\n    direction: for\n'
        '    wording: firm\n    attribution: {{kind: none}}\n    rating: {{not_rated: "Nobody looked."}}\n'
    )
    claims = [claim.format(n=n) for n in range(1, size // len(claim.format(n=1)) + 1)]
    if spoil:
        middle = len(claims) // 2
        claims[middle] = claims[middle].replace("wording: firm", "wording: [firm")
    return "article: {id: tea}\nclaims:\n" + "".join(claims)


def entries(size: int) -> str:
    """A sound bibliography of about so many bytes."""
    entry = "@article{{k{n},\n  author = {{Lee, A and Kim, B}},\n  title = {{Tea {n}}},\n  year = {{2020}},\n}}\n"
    return "".join(entry.format(n=n) for n in range(size // len(entry.format(n=100_000))))


def article(size: int) -> str:
    """An article's text of about so many bytes, with what typesetting does to words."""
    line = "In trial {n} the needles “relieved” {n} shoulders more than heat did — by 10–15 %, that’s all.\n\n"
    return "".join(line.format(n=n) for n in range(size // len(line.format(n=10_000).encode())))
