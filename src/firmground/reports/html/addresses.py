"""Which addresses may become links, and where the built pages lie."""

from __future__ import annotations

import re
from typing import TypeGuard

#: Where the built pages lie as seen from ``notebooks/``: a link works in JupyterLab, and a page takes the prefix away.
PAGES = "../reports/"
_WEB = re.compile(r"https?://[^\s/?#\\<>\"']+[^\s<>\"']*", re.IGNORECASE)


def is_web(address: str | None) -> TypeGuard[str]:
    """Whether an address may become a link: http or https, with a host and without white space or quotes."""
    return address is not None and _WEB.fullmatch(address) is not None
