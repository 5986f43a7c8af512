"""Which addresses may become links, and where the built pages lie."""

from __future__ import annotations

import re
from typing import TypeGuard

#: Where the built pages lie as seen from ``notebooks/`` and ``private/``: so a link works in JupyterLab. A page that
#: lies there itself takes the prefix away.
PAGES = "../reports/"
_WEB = re.compile(r"https?://[^\s/?#\\<>\"']++[^\s<>\"']*", re.IGNORECASE)


def is_web(address: str | None) -> TypeGuard[str]:
    """Whether an address may become a link: http or https, with a host and without white space or quotes."""
    return address is not None and _WEB.fullmatch(address) is not None


def way_to(page: str, beside: frozenset[str] | None) -> str:
    """What stands before the address of a page: nothing where it lies beside the page with the link.

    Args:
        page: its name.
        beside: names of the pages that lie there; ``None`` for all.
    """
    return "" if beside is None or page in beside else PAGES
