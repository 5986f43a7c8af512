"""Sets a document as a PDF file. Needs the package ``typst``, which brings its own fonts and no programs with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from firmground.errors import LedgerError

#: Accessible PDF: tagged, with a title, a language, and a description for every picture. Source: ISO 14289-1.
STANDARD = "ua-1"
#: When the data has no date: the same file has to come out every time.
_NO_DATE = date(2000, 1, 1)
#: What typst says of a character that no font has.
_NO_GLYPH = "could not be displayed"


class Unprintable(Exception):  # noqa: N818 - it says what happened, as the messages do
    """A document that can't be set; the message says why."""


class NoTypesetterError(LedgerError):
    """The package that makes PDF files is not there."""

    def __init__(self) -> None:
        super().__init__(
            "PDF files are set by the package typst, which is not installed here. "
            'Install it with: pip install "typst>=0.15,<0.16", then run the build again. Nothing was changed.'
        )


def require_typesetter() -> None:
    """Make sure that PDF files can be made.

    Raises:
        NoTypesetterError: when they can't.
    """
    if find_spec("typst") is None:
        raise NoTypesetterError


def makers() -> str:
    """What sets a document: the typesetter's version and our template."""
    try:
        number = version("typst")
    except PackageNotFoundError:
        number = ""
    return f"typst {number}\n{_template()}"


@cache
def _template() -> str:
    return (files("firmground.reports.paper") / "page.typ").read_text(encoding="utf-8")


def _fonts() -> list[str]:
    """Fonts with the symbols of ratings: those that matplotlib brings along, the same on every computer."""
    found = find_spec("matplotlib")  # found without being imported, which takes a while
    return [str(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf")] if found and found.origin else []


def pdf_of(document: Mapping[str, Any]) -> bytes:
    """A document as PDF/UA-1. The same document gives the same bytes, on any day and in any time zone.

    Fonts of the computer are not looked at, so that the bytes are the same on every computer. Only a document with
    characters that our own fonts lack (Chinese, emoji) may use them; where they lack them too, a box is printed and
    the file does not call itself PDF/UA.

    Args:
        document: what ``document_of`` gave.

    Raises:
        NoTypesetterError: when the typesetter is not installed.
        Unprintable: when the document can't be set.
    """
    require_typesetter()
    typst: Any = import_module("typst")

    day = _date_of(str(document.get("as_of", "")))
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    told = {"document": json.dumps(document, ensure_ascii=False)}
    for system, standards in ((False, [STANDARD]), (True, [STANDARD]), (True, [])):
        compiler = typst.Compiler(
            _template().encode(), font_paths=_fonts(), ignore_system_fonts=not system, sys_inputs=told
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=standards, timestamp=stamp)
        except typst.TypstError as error:
            if _NO_GLYPH in error.message and standards:
                continue
            raise Unprintable(error.message.splitlines()[0]) from None
        if isinstance(made, bytes):
            return made
    raise Unprintable("The typesetter gave no file.")


def _date_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _NO_DATE
