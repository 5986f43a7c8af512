"""What a cell printed or showed as text: joined as it comes, no longer than a page can show."""

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
    output.text = _cut(output.text + text[: LONGEST + 1])


def settle_printed(cell: Any) -> None:
    """Set right what a cell printed, once it has ended.

    Each line shows what stands after its last carriage return, as in a terminal; other texts, of a value or an error,
    are cut as what is printed is.
    """
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            output.text = "\n".join(map(_last, output.text.split("\n")))
        elif output.output_type == "error":
            output.evalue, output.traceback = _cut(output.evalue), [_cut(line) for line in output.traceback]
        elif "text/plain" in output.data:
            output.data["text/plain"] = _cut(output.data["text/plain"])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + _CUT


def _last(line: str) -> str:
    return line[line.rfind("\r", 0, len(line) - 1) + 1 :]
