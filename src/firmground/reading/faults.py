"""The parser's words about a block of YAML, turned into a finding: where, what it means, what to do."""

from __future__ import annotations

import re

from firmground.reading.blocks import Block
from firmground.reading.loading import TOO_DEEP, line_of_depth
from firmground.reading.nodes import find_duplicate
from firmground.records import Finding, Spot

_AT = re.compile(r"line (\d+), column (\d+)")
_QUOTE = 'Put the whole text in "double quotes"'
_ALIGN = "Indent it by spaces exactly as the lines it belongs with, and never by tab characters."

#: What yaml_rs says (a part of it), what that means here, and what to do. The first one that fits is used.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon with a space after it stands where no field can begin.",
        f"{_QUOTE} if the colon is a part of it; if a field begins here, look at the line above and its indentation.",
    ),
    ("tab", "A tab character stands where only spaces may.", "Replace it by spaces."),
    (
        "multiline quoted scalar",
        "A text in quotation marks goes on in this line, which is not indented far enough; or a quotation mark above "
        "was never closed.",
        "Close the quotation mark, or indent this line.",
    ),
    ("unclosed quote", "A quotation mark is opened here and never closed.", "Close it."),
    ("quoted scalar, found unexpected end", "A quotation mark is opened here and never closed.", "Close it."),
    (
        "invalid escape",
        "After a backslash inside of double quotes stands something that YAML does not know.",
        "Write the backslash twice, or use 'single quotes'.",
    ),
    ("hexadecimal", "A backslash inside of double quotes begins a code that is not complete.", "Write it twice."),
    ("escape", "A backslash inside of double quotes begins a code that is not known.", "Write it twice."),
    ("surrogate", "A backslash inside of double quotes begins a code that is half a character.", "Write it twice."),
    ("bracket", "A bracket or brace is opened here and never closed, or closed and never opened.", "Make them pairs."),
    (
        "flow",
        "Something is missing between these brackets or braces, or they are not closed.",
        "Close every bracket "
        'and brace, put a comma between the values, and text with : # , [ ] { } in "double quotes".',
    ),
    (
        "unknown anchor",
        "This alias (*name) has no anchor (&name) that could be read before it.",
        f"Write the value out; {_QUOTE[0].lower()}{_QUOTE[1:]} if the star is a part of it.",
    ),
    ("does not begin with a dash", "A claim or item begins with a dash and a space; here none stands.", "Add it."),
    ("start of a section", "This text stands before the first section.", "Remove it, or begin it with # as a comment."),
    (
        "invalid tag",
        "A tag (a word after an exclamation mark) stands here; tags are not read.",
        'Remove it, or put the text in "double quotes".',
    ),
    (
        "tag",
        "A tag (a word after an exclamation mark) stands here that does not fit.",
        'Remove it, or put the text in "double quotes".',
    ),
    ("indent", "This line is not indented like the lines around it.", _ALIGN),
    (
        "did not find expected key",
        "This line is neither a field of the block above nor indented as a part of it.",
        _ALIGN,
    ),
    ("expected '-'", "This line is neither a list item nor indented as a part of the one above.", _ALIGN),
    (
        "block sequence entries",
        "A dash stands where no list can begin.",
        'Begin the list on a line of its own; put text that begins with a dash in "double quotes".',
    ),
    (
        "unhashable",
        "A block of fields stands where the name of a field belongs.",
        f"{_QUOTE} if it begins with a brace or bracket.",
    ),
    ("4300 digits", "A number of more than 4,300 digits stands here.", _QUOTE + " if it is no number."),
    (
        "simple key expect",
        "What stands here is no field with its value: the name has no colon and space after it, or a text goes on in a "
        "line that looks like a field.",
        f"Write each field as “name: value” on a line of its own. {_QUOTE} when it goes over several lines.",
    ),
    (
        "has no name",
        "What stands here is no field with its value.",
        "Write each field as “name: value”, indented as the fields above.",
    ),
    (
        "unexpected character",
        "A text can't begin with the sign that stands here, which has a meaning of its own in YAML.",
        f"{_QUOTE}.",
    ),
    ("cannot start any token", "A text can't begin with the sign that stands here.", f"{_QUOTE}."),
    (
        "block scalar",
        "A text that begins with | or > begins on the next line; something else stands directly after the sign.",
        f"{_QUOTE} if the sign is a part of it.",
    ),
    ("node content", "A value is missing between the commas or brackets.", "Write it, or remove the surplus comma."),
    (
        "<document start>",
        "This line does not belong to anything above it.",
        "Look at its indentation and at the line above.",
    ),
    (
        "only valid inside a block",
        "A dash with a space stands inside of brackets, where commas part the values.",
        f"{_QUOTE} if the dash is a part of it.",
    ),
    ("directive", "A line can't begin with %, which has a meaning of its own in YAML.", f"{_QUOTE}."),
    ("comments must be", "Directly after a value stands #, which begins a comment.", "Put a space before it."),
    ("mapping keys are not allowed", "A question mark with a space stands where no text can begin.", f"{_QUOTE}."),
    ("valid yaml whitespace", "After a colon a space must follow.", f"{_QUOTE} if the colon is a part of it."),
    (
        "illegal placement of ':'",
        "A colon stands where no field can begin.",
        f"{_QUOTE} if the colon is a part of it.",
    ),
)


def explain_fault(file: str, block: Block, reason: str) -> Finding:
    """Turn the parser's words about one block into a finding with its place, its meaning and its cure."""
    low = reason.lower().rsplit("\n", 1)[-1]
    if "duplicate mapping key" in low:
        return _duplicate(file, block, reason)
    if "replay" in low or ("alias" in low and "limit" in low):
        message = "The aliases (*name) here unfold into more than a million values, so this block was not read."
        return Finding("yaml-alias-limit", _at(file, block, "*"), message, "Write the values out instead.")
    if reason == TOO_DEEP or "recursion" in low:
        found = _AT.search(reason)
        line = line_of_depth(block.text)
        text = block.text.split("\n")[line - 1]
        column = len(text) - len(text.lstrip()) + 1
        spot = _spot(file, block, *((int(found[1]), int(found[2])) if found else (line, column)))
        message = "This block is nested far deeper than a claim file ever is, so it was not read."
        return Finding("yaml-too-deep", spot, message, "Remove the surplus brackets, dashes or indentation.")
    found = _AT.search(reason)
    spot = _spot(file, block, int(found[1]), int(found[2])) if found else _at(file, block, *_named(reason))
    if "simple key expect" in low and found:
        spot = _line_without_colon(file, block, int(found[1])) or spot
    if re.search(r"\btabs?\b", low) and found and "\t" in block.text:
        spot = _next_tab(file, block, int(found[1]))
    for part, meaning, cure in _MEANINGS:
        if part in low:
            return Finding("yaml-syntax", spot, f"This can't be read as YAML. {meaning}", cure)
    said = low.strip()[:200] or "no reason was given"
    cure = 'Compare the block with the one above it; text with any of : # { } [ ] & * ! belongs in "double quotes".'
    return Finding("yaml-syntax", spot, f"This can't be read as YAML; the parser says: {said}.", cure)


def _line_without_colon(file: str, block: Block, line: int) -> Spot | None:
    """The line above, when it is no field: the parser takes both for one text and stops at the second."""
    lines = block.text.split("\n")[: line - 1]
    if not lines or re.search(r":(?:\s|$)", lines[-1]) or not lines[-1].strip():
        return None
    column = len(lines[-1]) - len(lines[-1].lstrip()) + 1
    return _spot(file, block, line - 1, column, len(lines[-1].strip()))


def _next_tab(file: str, block: Block, line: int) -> Spot:
    """The first tab from a line on: the parser names the value before it."""
    lines = block.text.split("\n")
    tabbed = [i for i, text in enumerate(lines, 1) if "\t" in text]
    at = next((i for i in tabbed if i >= line), tabbed[-1])
    return _spot(file, block, at, lines[at - 1].index("\t") + 1)


def _duplicate(file: str, block: Block, reason: str) -> Finding:
    wanted = reason.split(":", 1)[-1].strip().strip("'\"")
    name, line, column = find_duplicate(block.text, wanted) or (wanted, 1, 1)
    spot = _spot(file, block, line, column, max(1, len(name)))
    message = f"“{name}:” stands twice in the same block, and which one is meant can't be known."
    return Finding("yaml-duplicate-key", spot, message, "Remove one of the two.")


def _named(reason: str) -> tuple[str, ...]:
    """What the parser quotes, for a reason without a place."""
    return tuple(re.findall(r"'([^']+)'", reason))


def _at(file: str, block: Block, *wanted: str) -> Spot:
    """The first of these words in the block; its first line when there is none."""
    for word in wanted:
        at = block.text.find(word)
        if at >= 0:
            start = block.text.rfind("\n", 0, at) + 1
            return _spot(file, block, block.text.count("\n", 0, at) + 1, at - start + 1, len(word))
    first = block.text.split("\n", 1)[0]
    return _spot(file, block, 1, len(first) - len(first.lstrip()) + 1)


def _spot(file: str, block: Block, line: int, column: int, width: int = 1) -> Spot:
    """A place inside of a block, as a place of the file; one after its last line is moved to the end of that."""
    lines = block.text.split("\n")
    last = max((i for i, text in enumerate(lines, 1) if text.strip()), default=1)
    if line > last:
        line, column = last, len(lines[last - 1]) + 1
    return Spot(file, line=block.first + line - 1, column=column, width=width)
