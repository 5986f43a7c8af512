"""What a table is: named columns, each with a type and one line that says what it holds, and rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

ColumnKind = Literal["text", "whole number", "number", "yes/no", "date", "list of text"]
_DTYPES: Mapping[ColumnKind, str] = MappingProxyType(
    {
        "text": "string",
        "whole number": "Int64",
        "number": "Float64",
        "yes/no": "boolean",
        "date": "string",
        "list of text": "object",
    }
)
#: How a cell begins that a spreadsheet would run.
_RUN = re.compile(r"[\t\n]|[\s\ufeff]*[=+\-@＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what kind of value it holds (empty where nothing is known), and what that means."""

    name: str
    kind: ColumnKind
    means: str


@dataclass(frozen=True)
class Table:
    """Rows under documented columns.

    Attributes:
        name: what it is called in ``firmground table NAME``.
        means: one line that says what a row is.
        columns: in order.
        rows: one mapping per row, with a value or ``None`` for each column.
    """

    name: str
    means: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]

    def frame(self) -> pd.DataFrame:
        """The table as a pandas frame; what is not known is ``<NA>``, lists stay lists."""
        import pandas as pd  # half a second to import, so only when a frame is asked for

        series: dict[str, pd.Series[Any]] = {}
        for column in self.columns:
            values = pd.Series([row[column.name] for row in self.rows], dtype="object")
            dtype = _DTYPES[column.kind]
            series[column.name] = values if dtype == "object" else values.astype(dtype)  # type: ignore[call-overload]
        return pd.DataFrame(series, columns=[column.name for column in self.columns])


def row_of(columns: Iterable[Column], record: object, /, **own: Any) -> dict[str, Any]:
    """A row: each column as ``own`` says, else the field of that name of the record; tuples become lists.

    Raises:
        AttributeError: for a column that neither has.
    """
    return {c.name: None if c.name in own else _listed(getattr(record, c.name)) for c in columns} | own


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a header line; lists joined by “; ”, and cells a spreadsheet would run as formulas disarmed.

    Source for the disarming: OWASP, CSV injection: a leading = + - @ (also full-width or behind white space), tab or
    line end gets an apostrophe before it.
    """
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue()


def json_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a JSON list of objects, in the order of the columns."""
    return json.dumps([dict(row) for row in rows], indent=1, ensure_ascii=False, default=str) + "\n"


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = "; ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)
    # A bare return would end the row in many programs, and Python's writer puts no quotes around it.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if _RUN.match(text) else text
