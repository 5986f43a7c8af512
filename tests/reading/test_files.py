"""Files that are no good UTF-8 text, or no files at all: one finding each, and the rest of the ledger still loads."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from firmground.reading.files import LARGEST, decode, read_source

if TYPE_CHECKING:
    from tests.conftest import Folder

TEA = "claims/tea.yaml"
FILES = (TEA, "claims/ledger.yaml", "references.bib")


def whole(sound: Folder) -> bool:
    return sound.ids() == ["tea-001", "tea-002", "tea-003", "tea-004"] and len(sound.read()[0].references) == 2


# -- what is taken as it is --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_change_nothing(sound: Folder, name: str, newline: str) -> None:
    sound.write(name, sound.text(name).replace("\n", newline))
    assert sound.found() == ()
    assert whole(sound)


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark_changes_nothing(sound: Folder, name: str) -> None:
    sound.write(name, b"\xef\xbb\xbf" + sound.text(name).encode())
    assert sound.found() == ()
    assert whole(sound)


def test_lines_and_columns_do_not_depend_on_mark_and_newline(sound: Folder) -> None:
    sound.change(TEA, "    wording: hedged", "    wording: hedgy")
    plain = sound.one("unknown-word").place
    sound.write(TEA, b"\xef\xbb\xbf" + sound.text(TEA).replace("\n", "\r\n").encode())
    assert sound.one("unknown-word").place == plain
    assert plain is not None
    assert (plain.text, plain.column, plain.width) == ("    wording: hedgy", 14, 5)


def test_a_mark_on_the_first_line_does_not_move_a_fault_there(sound: Folder) -> None:
    sound.write("claims/ledger.yaml", "﻿tilte: Tea\n" + sound.text("claims/ledger.yaml").split("\n", 1)[1])
    place = sound.one("unknown-field").place
    assert place is not None
    assert (place.line, place.column, place.text) == (1, 1, "tilte: Tea")


def test_the_fingerprint_is_that_of_the_bytes() -> None:
    with_mark, _ = decode(b"\xef\xbb\xbfa\r\n", "x")
    without, _ = decode(b"a\n", "x")
    assert with_mark is not None
    assert without is not None
    assert with_mark.text == without.text == "a\n"
    assert with_mark.sha256 != without.sha256
    assert with_mark.lines == ("a", "")


# -- other encodings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("utf-32-be", b"\x00\x00\xfe\xff"),
    ],
)
def test_other_unicode_is_named_and_not_read(sound: Folder, name: str, encoding: str, mark: bytes) -> None:
    sound.write(name, mark + sound.text(name).encode(encoding))
    placed = sound.one("not-utf8")
    assert placed.place is not None
    assert placed.place.file == name
    assert "UTF-16" in placed.finding.message or "UTF-32" in placed.finding.message
    assert "UTF-8" in placed.finding.cure
    failed = [block for block in sound.read()[0].failed if block.spot.file == name]
    assert len(failed) == 1
    assert failed[0].text


def test_latin_1_is_named_with_its_place_and_letter(sound: Folder) -> None:
    text = sound.text(TEA).replace("Tea is old.", "Café is old.")
    sound.write(TEA, text.encode("latin-1"))
    placed = sound.one("not-utf8")
    assert placed.place is not None
    line = next(i for i, line in enumerate(text.split("\n"), 1) if "Café" in line)
    assert (placed.place.line, placed.place.column) == (line, text.split("\n")[line - 1].index("é") + 1)
    assert "0xE9" in placed.finding.message
    assert "“é”" in placed.finding.message
    assert f"line {line}" in placed.finding.message


@pytest.mark.parametrize("name", FILES)
def test_a_zero_character_is_named_with_its_line(sound: Folder, name: str) -> None:
    lines = sound.text(name).split("\n")
    lines[4] += "\x00"
    sound.write(name, "\n".join(lines))
    placed = sound.one("not-utf8")
    assert placed.place is not None
    assert (placed.place.file, placed.place.line) == (name, 5)
    assert "zero character" in placed.finding.message


@pytest.mark.parametrize("data", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc0\xaf", b"\x80"])
def test_bytes_that_are_no_utf8(data: bytes) -> None:
    source, (finding,) = decode(b"a: b\n" + data, "x.yaml")
    assert source is None
    assert finding.code == "not-utf8"
    assert finding.spot is not None
    assert (finding.spot.line, finding.spot.column) == (2, 1)


@pytest.mark.parametrize("char", ["\x01", "\x1b", "\x7f", "\x9b"])
def test_a_control_character_is_found_even_where_the_parser_takes_it(sound: Folder, char: str) -> None:
    sound.change(TEA, "claim: Tea is old.", f'claim: "Tea is{char} old."')
    places = [p.place for p in sound.found()]
    assert places
    assert {p.line for p in places if p} == {sound.line_of("Tea is")}


# -- nothing there, or not a file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "\n", "   \n\n", "\ufeff", "# only a comment\n", "---\n", "---\n...\n"])
@pytest.mark.parametrize("name", [TEA, "claims/ledger.yaml"])
def test_an_empty_yaml_file(sound: Folder, name: str, content: str) -> None:
    sound.write(name, content)
    placed = sound.one("file-empty")
    assert placed.place is not None
    assert placed.place.file == name


def test_an_empty_claim_file_is_not_also_reported_field_by_field(sound: Folder) -> None:
    sound.write(TEA, "")
    assert set(sound.codes()) == {"file-empty", "uncited-reference"}


@pytest.mark.parametrize("content", ["", "\n\n", "% nothing\n", "No entry yet.\n"])
def test_an_empty_bibliography_is_no_fault_of_its_own(sound: Folder, content: str) -> None:
    sound.write("references.bib", content)
    assert set(sound.codes()) == {"unknown-reference"}
    assert len(sound.ids()) == 4


@pytest.mark.parametrize("name", ["claims/ledger.yaml", "references.bib"])
def test_a_missing_file_is_one_finding_and_the_claims_load(sound: Folder, name: str) -> None:
    (sound.path / name).unlink()
    placed = sound.one("file-missing")
    assert placed.place is not None
    assert placed.place.file == name
    assert len(sound.ids()) == 4


def test_no_claim_file(sound: Folder) -> None:
    (sound.path / TEA).unlink()
    contents, findings = sound.read()
    assert contents.files == ()
    assert [f.code for f in findings] == ["no-claim-file"]


def test_a_folder_with_nothing_but_claims(tmp_path: Path) -> None:
    from firmground.ledger import open_ledger

    (tmp_path / "claims").mkdir()
    report = open_ledger(tmp_path).check("strict")
    assert sorted(p.finding.code for p in report.findings) == ["file-missing", "file-missing", "no-claim-file"]
    assert report.exit_code == 1


@pytest.mark.parametrize("name", ["claims/other.yaml", "claims/other.yml", "claims/ledger.yaml", "references.bib"])
def test_a_folder_in_place_of_a_file(sound: Folder, name: str) -> None:
    (sound.path / name).unlink(missing_ok=True)
    (sound.path / name).mkdir()
    placed = sound.one("file-unreadable")
    assert placed.place is not None
    assert placed.place.file == name
    assert "folder" in placed.finding.message
    assert len(sound.ids()) == 4


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_the_system_refuses(sound: Folder, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    true = open

    def refuse(path: Path, *how: Any, **more: Any) -> IO[Any]:
        if path == sound.path / name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return true(path, *how, **more)

    monkeypatch.setattr("firmground.reading.files.open", refuse, raising=False)
    placed = sound.one("file-unreadable")
    assert placed.finding.message == f"{name} can't be read: Permission denied."
    assert placed.place is not None
    assert placed.place.file == name


def test_what_has_nothing_to_give_is_not_waited_for(sound: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some files of a system are ordinary by their kind, and give their text as it comes."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    monkeypatch.setattr("firmground.reading.files.open", lambda *_, **__: os.fdopen(reading, "rb"), raising=False)
    _, (finding,) = read_source(sound.path / TEA, TEA)
    os.close(writing)
    assert finding.message == f"{TEA} has nothing to give now, and it was not waited for."


def test_an_error_without_words_has_some(sound: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *how: Any, **more: Any) -> IO[Any]:
        raise OSError

    monkeypatch.setattr("firmground.reading.files.open", refuse, raising=False)
    _, (finding,) = read_source(sound.path / TEA, TEA)
    assert finding.message.startswith(f"{TEA} can't be read")
    assert not finding.message.endswith(": .")


@pytest.mark.parametrize("name", ["claims/ring.yaml", "references.bib"])
def test_a_link_that_leads_round_in_a_circle(sound: Folder, name: str) -> None:
    path = sound.path / name
    path.unlink(missing_ok=True)
    path.symlink_to(path)
    placed = sound.one("file-unreadable")
    assert placed.place is not None
    assert placed.place.file == name


def test_a_folder_that_holds_itself(sound: Folder) -> None:
    (sound.path / "claims" / "again").symlink_to(sound.path / "claims", target_is_directory=True)
    assert len(sound.ids()) == 4
    assert "file-unreadable" not in sound.codes()


def test_a_link_to_a_file_that_is_not_there(sound: Folder) -> None:
    (sound.path / "claims" / "gone.yaml").symlink_to(sound.path / "nowhere.yaml")
    assert sound.one("file-missing").finding.message == "There is no file claims/gone.yaml."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(sound: Folder) -> None:
    os.mkfifo(sound.path / "claims" / "pipe.yaml")
    assert "pipe.yaml" in sound.one("file-unreadable").finding.message


def test_a_file_far_too_large_is_not_opened(sound: Folder) -> None:
    with (sound.path / "claims" / "large.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)  # no such bytes are on the disk
    assert "268 MB" in sound.one("file-too-large").finding.message
    assert len(sound.ids()) == 4


# -- names -----------------------------------------------------------------------------------------------------------


def test_the_other_ending_is_read_too(sound: Folder) -> None:
    (sound.path / TEA).rename(sound.path / "claims" / "tea.yml")
    assert sound.found() == ()
    assert whole(sound)


def test_two_files_of_one_article_are_two_files(sound: Folder) -> None:
    sound.write("claims/tea.yml", sound.text(TEA))
    assert sound.codes()["duplicate-id"] == 4 + 1  # each claim, and the article itself
    found = [p for p in sound.found() if p.finding.code == "duplicate-id"]
    assert {p.place.file for p in found if p.place} == {"claims/tea.yml"}
    assert all("claims/tea.yaml" in p.finding.message for p in found)


@pytest.mark.parametrize("name", ["claims/notes.txt", "claims/.hidden", "claims/schema/x.json", "claims/tea.yaml~"])
def test_what_is_no_claim_file_is_left_alone(sound: Folder, name: str) -> None:
    sound.write(name, "\x00 nothing of ours")
    assert sound.found() == ()


@pytest.mark.parametrize("name", ["claims/tea.yaml.txt", "claims/old/green.yaml", "claims/ledger.yml"])
def test_what_looks_as_if_it_were_one_is_not_passed_over_in_silence(sound: Folder, name: str) -> None:
    sound.write(name, "x: 1\n")
    placed = sound.one("file-not-read")
    assert name in placed.finding.message
    assert len(sound.ids()) == 4


@pytest.mark.parametrize("name", ["tea leaves", "tee-ä", "茶", "-tea", "tea'\"", "tea\\", "%tea", "a" * 200])
def test_any_file_name_can_be_reported(sound: Folder, name: str) -> None:
    sound.write(f"claims/{name}.yaml", "claims: 3\n")
    files = {p.place.file for p in sound.found() if p.place}
    assert f"claims/{name}.yaml" in files


@pytest.mark.skipif(os.name == "nt", reason="file names are text on Windows")
def test_a_file_name_that_is_no_text(sound: Folder) -> None:
    from firmground.ledger import open_ledger

    raw = os.fsencode(sound.path / "claims") + b"/\xff\x1b[2J\n.yaml"
    with open(raw, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"claims: 3\n")
    report = open_ledger(sound.path, sound.path / "articles").check("strict")
    assert "file-not-read" in {p.finding.code for p in report.findings}
    assert len(list(report.contents.claims())) == 4
    for text in (report.text(), report.json(), report.github()):
        text.encode("utf-8")
    assert "\x1b" not in report.text() + report.github()
