"""Texts brought in again, however they were saved, and what `firmground article locate` gives to paste."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from firmground.ledger import new, open_ledger


def test_the_line_to_paste_is_the_anchor_whatever_its_words_hold(tmp_path: Path) -> None:
    folder, text = new(tmp_path / "topic"), tmp_path / "tea.txt"
    words = 'say "tea\\honey"\thelps'
    text.write_text(f"Some {words}, and some say nothing.\n", encoding="utf-8")
    open_ledger(folder).add_article("tea", text)
    found = open_ledger(folder).locate("tea", words)
    assert found.good
    _, line = next(line for line in found.text().splitlines() if "Paste this" in line).split("Paste this:")
    assert yaml.safe_load(line) == {"anchor": {"start": words}}


LINES = ["Tea helps a cold.", "", "Honey soothes a sore throat.", "It may not last."]
FORMS = {
    "unix": "\n".join(LINES).encode(),
    "windows": "\r\n".join([*LINES, ""]).encode(),
    "old mac": "\r".join(LINES).encode(),
    "mark": b"\xef\xbb\xbf" + "\r\n".join(LINES).encode(),
    "empty lines at the end": "\n".join([*LINES, "", "", ""]).encode(),
}


def added(folder: Path, data: bytes) -> str:
    text = folder / "saved-page.txt"
    text.write_bytes(data)
    return open_ledger(folder).add_article("tea", text).text()


def codes(folder: Path) -> set[str]:
    return {p.finding.code for p in open_ledger(folder).check("strict").findings} & {"text-changed", "sentence-count"}


@pytest.mark.parametrize("first", FORMS)
def test_a_text_saved_again_with_other_line_ends_is_the_same_text(tmp_path: Path, first: str) -> None:
    folder = new(tmp_path / "topic")
    added(folder, FORMS[first])
    kept = folder / "articles" / "tea.txt"
    claims = (folder / "claims" / "tea.yaml").read_text(encoding="utf-8")
    for form in FORMS.values():
        assert "It is the same text as before" in added(folder, form)
        assert kept.read_bytes() == FORMS[first]
        assert not list(kept.parent.glob("tea.former-*"))
    for form in FORMS.values():
        kept.write_bytes(form)
        assert not codes(folder)
    assert (folder / "claims" / "tea.yaml").read_text(encoding="utf-8") == claims
    kept.write_bytes(FORMS[first].replace(b"may not", b"may"))
    assert codes(folder) == {"text-changed"}


@pytest.mark.parametrize("first", ["unix", "windows", "mark"])
def test_a_fingerprint_of_the_bytes_is_still_taken(tmp_path: Path, first: str) -> None:
    folder = new(tmp_path / "topic")
    added(folder, FORMS[first])
    claims = folder / "claims" / "tea.yaml"
    (line,) = (line for line in claims.read_text(encoding="utf-8").splitlines() if "sha256" in line)
    stored = f"  text: {{sha256: {hashlib.sha256(FORMS[first]).hexdigest()}, sentences: 3}}"
    claims.write_text(claims.read_text(encoding="utf-8").replace(line, stored), encoding="utf-8")
    for form in FORMS.values():
        (folder / "articles" / "tea.txt").write_bytes(form)
        assert not codes(folder)


def test_another_text_keeps_the_former_one_beside_it(tmp_path: Path) -> None:
    folder = new(tmp_path / "topic")
    formers = [FORMS["unix"], b"\xff not UTF-8", FORMS["windows"].replace(b"Tea", b"Milk"), b"\xfe nor this"]
    added(folder, formers[0])
    for former in formers:
        (folder / "articles" / "tea.txt").write_bytes(former)
        assert "The former text was another one" in added(folder, b"Rest helps.")
    assert {p.read_bytes() for p in (folder / "articles").glob("tea.former-*")} == set(formers)
