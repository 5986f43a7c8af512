"""A table as aligned text for a terminal."""

from __future__ import annotations

import shutil
from typing import Any

from firmground.checks.writers import printable
from firmground.plurals import counted
from firmground.tables.table import Table

#: A column up to this width (an id, a word of a list) is useless when cut.
SHORT = 24
#: What a column of sentences needs at least.
READABLE = 30


def grid(table: Table, width: int | None = None) -> str:
    """The table in columns; long texts are cut to fit, and the last line says how to see them whole.

    Args:
        table: what to print.
        width: columns of the terminal; asked of the system when not given.
    """
    width = width or shutil.get_terminal_size((110, 30)).columns
    names = [c.name for c in table.columns]
    cells = [[_cell(row[name]) for name in names] for row in table.rows]
    full = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(names)]
    shown, widths = _fit(names, full, width)
    lines = ["  ".join(_cut(names[i], w) for i, w in zip(shown, widths, strict=True)).rstrip()]
    lines.append("  ".join("─" * w for w in widths))
    lines += ["  ".join(_cut(row[i], w) for i, w in zip(shown, widths, strict=True)).rstrip() for row in cells]
    left = [names[i] for i in range(len(names)) if i not in shown]
    rows = f"{counted(len(cells), 'row')}: {table.means}."
    if left or any(full[i] > w for i, w in zip(shown, widths, strict=True)):
        rows += " Cut to fit" + (f", without {', '.join(left)}" if left else "") + "; whole with --format csv or json."
    return "\n".join([*lines, rows]) + "\n"


def _fit(names: list[str], full: list[int], width: int) -> tuple[list[int], list[int]]:
    """As many columns, from the left, as fit: short ones whole, long ones with a readable width."""
    least = [f if f <= SHORT else max(len(n), READABLE) for n, f in zip(names, full, strict=True)]
    shown: list[int] = []
    used = 0
    for i, need in enumerate(least):
        if used + need + 2 * bool(shown) > width and shown:
            break
        used += need + 2 * bool(shown)
        shown.append(i)
    widths = [least[i] for i in shown]
    spare = width - used
    while spare > 0:
        short = [j for j, i in enumerate(shown) if widths[j] < full[i]]
        if not short:
            break
        for j in short:
            if spare > 0:
                widths[j] += 1
                spare -= 1
    return shown, widths


def _cell(value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)
    return printable(" ".join(text.split())) or "·"


def _cut(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
