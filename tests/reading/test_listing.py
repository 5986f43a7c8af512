"""Which files of claims/ are read, and what is said of those that look like claim files and are not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from firmground.reading.listing import list_claim_files

if TYPE_CHECKING:
    from tests.conftest import Folder


def test_names_are_sorted_and_the_settings_are_no_claim_file(sound: Folder) -> None:
    sound.write("claims/b.yml", "article: {id: b}\n").write("claims/a.yaml", "article: {id: a}\n")
    names, findings = list_claim_files(sound.path)
    assert names == ("claims/a.yaml", "claims/b.yml", "claims/tea.yaml")
    assert findings == ()
    assert set(sound.codes()) == set()


def test_the_ending_may_be_in_capitals(sound: Folder) -> None:
    sound.write("claims/B.YAML", "article: {id: B}\n")
    assert "claims/B.YAML" in list_claim_files(sound.path)[0]


def test_an_empty_claims_folder(sound: Folder) -> None:
    for path in (sound.path / "claims").iterdir():
        path.unlink()
    assert sound.codes() == {"file-missing": 1, "no-claim-file": 1, "uncited-reference": 2}


def test_no_claims_folder_at_all(tmp_path: Path) -> None:
    names, (finding,) = list_claim_files(tmp_path)
    assert names == ()
    assert finding.code == "no-claim-file"
    assert "firmground article add" in finding.cure


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("claims/mint.yaml.txt", "Rename it to mint.yaml"),
        ("claims/mint.YML.TXT", "Rename it to mint.yaml"),
        ("claims/mint.json", "Rename it to mint.yaml"),
        ("claims/ledger.yml", "Rename it to ledger.yaml"),
        ("claims/old/mint.yaml", "Move it to claims/mint.yaml"),
    ],
)
def test_a_file_that_looks_like_one_is_not_passed_over_in_silence(sound: Folder, name: str, cure: str) -> None:
    sound.write(name, "article: {id: mint}\n")
    placed = sound.one("file-not-read")
    assert placed.place.file == name
    assert placed.finding.cure.startswith(cure)


@pytest.mark.parametrize(
    "name", ["claims/README.md", "claims/schema/claim-file.schema.json", "claims/.hidden", "claims/a.bak"]
)
def test_other_files_may_lie_there(sound: Folder, name: str) -> None:
    sound.write(name, "x")
    assert sound.codes() == {}


def test_a_claims_folder_that_can_not_be_opened(sound: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    assert sound.codes() == {"file-unreadable": 1}


def test_two_files_with_one_article_id(sound: Folder) -> None:
    sound.write("claims/tea.yml", "article: {id: tea}\nclaims:\n")
    placed = sound.one("duplicate-id")
    assert placed.place.file == "claims/tea.yml"
    assert "claims/tea.yaml" in placed.finding.message
