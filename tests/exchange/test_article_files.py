"""What `firmground article locate` gives to paste is the anchor that was tried."""

from __future__ import annotations

from pathlib import Path

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
