"""Reads one file of the user's as text, and says what is wrong when it can't be read."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from pathlib import Path

from firmground.records import Finding, SourceText, Spot
from firmground.writing import kind_of

#: Largest file that is read, in bytes. Above it something other than a ledger was most likely put there.
LARGEST = 256 * 1024 * 1024


def read_source(path: Path, name: str) -> tuple[SourceText | None, tuple[Finding, ...]]:
    """Read a text file in UTF-8, with or without byte-order mark, with any newline style.

    Args:
        path: the file.
        name: how to name it to the user: its path relative to the ledger's folder, with forward slashes.

    Returns:
        The text, or ``None`` with one finding that says why it can't be read.
    """
    data, found = read_data(path, name)
    return decode(data, name) if data is not None else (None, found)


def read_data(path: Path, name: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of an ordinary file that is not too large; see :func:`read_source`.

    A pipe would be waited for, and a device may have no end.
    """
    try:
        about = path.stat()
        if kind := kind_of(about.st_mode):
            message = f"{name} is {kind}, and only ordinary files are read."
            return None, (_finding("file-unreadable", name, message, _RENAME),)
        if about.st_size > LARGEST:
            return None, (_too_large(name, about.st_size),)
        with open(path, "rb", opener=_unwaiting) as file:
            # What the system makes up (/proc) has no size before it is read, and some of it never ends.
            data: bytes | None = file.read(about.st_size or LARGEST + 1)
        if data is None:
            message = f"{name} has nothing to give now, and it was not waited for."
            return None, (_finding("file-unreadable", name, message, _RENAME),)
        return (data, ()) if len(data) <= LARGEST else (None, (_too_large(name, len(data)),))
    except FileNotFoundError:
        return None, (_finding("file-missing", name, f"There is no file {name}.", _CREATE),)
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        cure = "Look at the file's permissions, or put the file back."
        return None, (_finding("file-unreadable", name, f"{name} can't be read: {reason}.", cure),)


def _unwaiting(path: str, flags: int) -> int:
    """Open so that what has nothing to give now is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


_RENAME = "Give it another name, or move it out of the folder."
_CREATE = "Create it; `firmground new FOLDER` makes a starter ledger to copy from."


def decode(data: bytes, name: str) -> tuple[SourceText | None, tuple[Finding, ...]]:
    """Turn the bytes of a file into text; see :func:`read_source` for shapes."""
    digest = hashlib.sha256(data).hexdigest()
    guess = _other_unicode(data)
    if guess is None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return None, (_not_utf8(data, name, error),)
    else:
        message = f"{name} is written in {guess}, and only UTF-8 is read."
        return None, (_finding("not-utf8", name, message, "Open it in your editor and save it as UTF-8."),)
    if "\x00" in text:
        return None, (_zero(text, name),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(name, text, digest, tuple(text.split("\n"))), ()


def _zero(text: str, name: str) -> Finding:
    if text[:400].count("\x00") * 3 >= len(text[:400]):
        message = f"{name} looks as if it were written in UTF-16, and only UTF-8 is read."
        return _finding("not-utf8", name, message, "Open it in your editor and save it as UTF-8.")
    at = text.index("\x00")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    message = f"{name} holds a zero character on line {line}, so it is no text file, or it is damaged."
    cure = "Open it in your editor, remove the character and save, or fetch the last good copy from git."
    return Finding("not-utf8", Spot(name, line=line, column=column), message, cure)


def lossy(path: Path) -> str:
    """What can be read of a file that is not in UTF-8, to keep it; empty when it can't be opened."""
    data, _ = read_data(path, path.name)
    return data.decode("utf-8", "replace") if data is not None else ""


def invisible(source: SourceText) -> tuple[Finding, ...]:
    """A finding when a text holds control characters: nobody sees them, and other programs refuse them."""
    found = _CONTROL.search(source.text)
    if found is None:
        return ()
    count = sum(1 for _ in _CONTROL.finditer(source.text))
    line = source.text.count("\n", 0, found.start()) + 1
    column = found.start() - source.text.rfind("\n", 0, found.start())
    more = f", and {count - 1} more of its kind below" if count > 1 else ""
    message = f"An invisible control character (U+{ord(found[0]):04X}) stands here{more}."
    cure = "Delete it; it often comes along when text is copied from a PDF file."
    return (Finding("control-character", Spot(source.file, line=line, column=column), message, cure),)


_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def _other_unicode(data: bytes) -> str | None:
    marks = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"}
    marks |= {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
    return next((kind for mark, kind in marks.items() if data.startswith(mark)), None)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Finding:
    line = data.count(b"\n", 0, error.start) + 1
    start = data.rfind(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    byte = data[error.start]
    message = (
        f"Byte 0x{byte:02X} on line {line} of {name} is not UTF-8; in Windows-1252 it would be "
        f"“{bytes([byte]).decode('cp1252', 'replace')}”. Nothing was guessed, and the file was not read."
    )
    cure = "Open the file in the encoding it was saved in, and save it as UTF-8."
    return Finding("not-utf8", Spot(name, line=line, column=column), message, cure)


def _too_large(name: str, size: int) -> Finding:
    message = f"{name} has {size / 1e6:.0f} MB; files above {LARGEST / 1e6:.0f} MB are not read."
    return _finding("file-too-large", name, message, "Split it: one claim file per article.")


def _finding(code: str, name: str, message: str, cure: str) -> Finding:
    return Finding(code, Spot(name), message, cure)
