"""What a cell printed: joined as it comes, no longer than a page can show."""

from __future__ import annotations

from typing import Any

#: So many characters of what one cell printed are kept, and stand on a page (docs/how-to/use-notebooks.md).
LONGEST = 100_000
_CUT = f"\n… Cut here: this cell printed more than {LONGEST:,} characters.\n"


def append_printed(output: Any, text: str) -> None:
    """Add to a stream output of a notebook, as far as there is room for it.

    Args:
        output: of type ``stream``; its text is changed.
        text: what was printed next.
    """
    if output.text.endswith(_CUT):
        return
    whole = output.text + text[: LONGEST + 1]
    output.text = whole if len(whole) <= LONGEST else whole[:LONGEST] + _CUT


def overwritten(cell: Any) -> None:
    """Let each line of what a cell printed show what stands after its last carriage return, as a terminal does."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and "\r" in output.text:
            output.text = "\n".join(map(_last, output.text.split("\n")))


def _last(line: str) -> str:
    return line[line.rfind("\r", 0, len(line) - 1) + 1 :]
