"""firmground: what health articles claim, what the claims rest on, and how firm that ground is.

>>> import firmground
>>> ledger = firmground.open_ledger(".")     # doctest: +SKIP
>>> ledger.table("claims")                   # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from firmground.errors import LedgerError

if TYPE_CHECKING:
    from firmground.ledger import Ledger, explain, new, open_ledger

__version__ = "0.1.0"
__all__ = ["Ledger", "LedgerError", "__version__", "explain", "new", "open_ledger"]


def __getattr__(name: str) -> Any:
    # Imported on first use, so that `firmground --help` does not wait for what it doesn't need.
    if name in {"Ledger", "explain", "new", "open_ledger"}:
        return getattr(import_module("firmground.ledger"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
