"""Files that are large, or are no ledger at all, in any size."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

#: What spoils a file, put in at random places.
BITS = (
    *("\n", "  ", "\t", ":", ": ", "- ", "#", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!x ", "|", "> ", "%", "@"),
    *(
        "`",
        "\\",
        "---\n",
        "...\n",
        "\u2028",
        "\u2029",
        "\x0b",
        "\x0c",
        "\x1c",
        "\xa0",
        "\x85",
        "\ufeff",
        "\x07",
        "\r",
        "? ",
        "<<: *a",
        "id: ",
        "claims:\n",
        "- id: ",
    ),
    *("null", "1", "~", ",", "=", "\nkind: x\n", "- " * 130, "[" * 300, "@article{", "title = ", "1" * 4400, "😀"),
)
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


def realistic(size: int) -> str:
    """A bibliography as reference managers export it: five authors each, LaTeX accents in every third entry."""
    plain = (
        "Lee, A C",
        "Østergaard, Jan",
        "van der Berg, J",
        "Nakamura, Keiko",
        "Smith, Ann",
        "O'Neill, Tom",
        "Kim, Gi-Young",
    )
    accents = ('M{\\"u}ller, Max', "Garc{\\'i}a, C{\\'e}sar", "G{\\'o}mez-Bo, Ana", "{\\O}stby, Liv")
    made, length, n = [], 0, 0
    while length < size:
        latex = n % 3 == 0
        authors = [
            (accents if latex and i < 2 else plain)[(n + i * 3) % (4 if latex and i < 2 else 7)] for i in range(5)
        ]
        title = (
            f"{{Th{{\\'e}} et rhume: {{\\'e}}tude {n}}}"
            if latex
            else f"Effect of tea on colds in {n % 380} adults, trial {n}"
        )
        made.append(
            f"@article{{k{n},\n  author = {{{' and '.join(authors)}}},\n  title = {{{title}}},\n"
            "  journal = {Journal of Tea},\n"
            f"  year = {{{1990 + n % 36}}},\n  volume = {{{n % 90}}},\n  number = {{{n % 12}}},\n"
            f"  pages = {{{n}--{n + 8}}},\n"
            f"  doi = {{10.1000/x{n}}},\n  issn = {{1234-5679}},\n  design = {{randomised trial}},\n"
            f"  finding = {{A difference of 3.2 points (95% CI 1.1 to 5.3) on a scale of 10 after {n % 50} weeks.}},\n"
            "  verified = {2026-11-22},\n}\n\n"
        )
        length += len(made[-1])
        n += 1
    return "".join(made)


def article(size: int) -> str:
    """An article's text of about so many bytes, with what typesetting does to words."""
    line = "In trial {n} the needles “relieved” {n} shoulders more than heat did — by 10–15 %, that’s all.\n\n"
    return "".join(line.format(n=n) for n in range(size // len(line.format(n=10_000).encode())))


def spoilt(text: str, rnd: random.Random) -> str:
    """The text with some stretches taken out, put in or moved."""
    for _ in range(rnd.choice((1, 1, 1, 2, 4))):
        i = rnd.randrange(len(text) + 1)
        j = min(len(text), i + rnd.choice((0, 0, 1, 1, 2, 3, 6, 20, 100)))
        k = rnd.randrange(len(text) + 1)
        new = rnd.choice(("", rnd.choice(BITS), rnd.choice(BITS), text[k : k + rnd.choice((1, 5, 40, 200))]))
        text = text[:i] + new + text[j:]
    return text


def odd_spaces(text: str, rnd: random.Random) -> str:
    """The text with signs that look like a space or a line's end, mostly where a block begins."""
    for _ in range(rnd.choice((1, 1, 2))):
        places = [m.end() for m in re.finditer(r":\n|: |^|\n *- ?", text)]
        at = rnd.choice(places) if rnd.random() < 0.7 else rnd.randrange(len(text) + 1)
        text = text[:at] + rnd.choice("\u2028\u2029\x85\x0b\x0c\x1c\ufeff\xa0") + text[at + rnd.choice((0, 0, 1)) :]
    return text
