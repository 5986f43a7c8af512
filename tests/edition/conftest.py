"""The edition that is published: what stands in ``reports/``, which CI compares with a new build byte for byte.

``FIRMGROUND_EDITION`` names the folder of another build of this ledger, to look at it before it is published.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from tests.edition.dom import Element, parse

ROOT = Path(__file__).parents[2]
EDITION = Path(os.environ.get("FIRMGROUND_EDITION") or ROOT / "reports").resolve()
PAGES = tuple(sorted(path.stem for path in EDITION.glob("*.html")))


def address(name: str) -> str:
    """Where a page lies."""
    return (EDITION / f"{name}.html").as_uri()


@cache
def source(name: str) -> str:
    """A page as it is stored."""
    return (EDITION / f"{name}.html").read_text(encoding="utf-8")


@cache
def tree(name: str) -> Element:
    """A page as a tree."""
    return parse(source(name))


def faults(check: Callable[[str, Element], Iterable[object]]) -> dict[str, list[object]]:
    """What a check finds wrong on each page; pages on which it finds nothing are left out."""
    return {name: found for name in PAGES if (found := list(check(name, tree(name))))}
