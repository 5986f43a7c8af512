"""The environment of kernels: this process's own, with everything fixed that could show in a page."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType

_FIXED = MappingProxyType(
    {
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "C",
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # draws with Agg, needs no screen
    }
)


def kernel_environment(articles: Path | None, scratch: Path) -> dict[str, str]:
    """The variables of a kernel.

    Args:
        articles: the folder of article texts; ``None`` for a notebook that is to find none.
        scratch: an empty folder: a user's own IPython configuration and start-up files have no say in a build.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "FIRMGROUND_", "PYTHONSTARTUP"))}
    texts = os.devnull if articles is None else str(articles)
    return kept | dict(_FIXED) | {"IPYTHONDIR": str(scratch), "FIRMGROUND_ARTICLES": texts}
