"""Whatever stands in a file: findings, never a traceback; and nothing of it is lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import conftest
from tests.benchmarks.garbage import BITS, odd_spaces, spoilt

from firmground.checks.catalogue import catalogue
from firmground.checks.run import run_checks
from firmground.reading.bibliography import read_bibliography
from firmground.reading.claim_file import read_claim_file
from firmground.reading.files import decode
from firmground.reading.question_file import read_question_file
from firmground.reading.settings_file import read_settings
from firmground.reading.yaml_text import parse
from firmground.records import FailedBlock, Finding
from firmground.tables.audit import place_all

if TYPE_CHECKING:
    from tests.conftest import Folder

TEA, LEDGER, BIB = "claims/tea.yaml", "claims/ledger.yaml", "references.bib"
ASKED = "claims/questions/tea.yaml"
TEXTS = {TEA: conftest.CLAIMS, LEDGER: conftest.SETTINGS, BIB: conftest.BIB, ASKED: conftest.QUESTIONS}
READERS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (TEA, read_claim_file),
    (LEDGER, read_settings),
    (BIB, read_bibliography),
    (ASKED, read_question_file),
)


def read(name: str, data: bytes) -> tuple[str, tuple[Finding, ...], tuple[FailedBlock, ...]]:
    source, findings = decode(data, name)
    if source is None:
        return "", findings, ()
    result = dict(READERS)[name](source)
    return source.text, result.findings, result.failed


def answered(name: str, data: bytes) -> None:
    """Every finding is whole, in the catalogue and at a line that is there; every block kept is a part of the file."""
    text, findings, failed = read(name, data)
    assert (text, findings, failed) == read(name, data), "reading twice gives the same"
    source, _ = decode(data, name)
    lines = text.split("\n")
    for placed in place_all(findings, {name: source} if source else {}):
        assert placed.finding.code in catalogue()
        assert placed.finding.message
        assert placed.finding.cure
        assert placed.place is not None
        if source is not None:
            assert placed.place.text == lines[placed.place.line - 1]
            assert 1 <= placed.place.column <= len(placed.place.text) + 1
            assert placed.place.width >= 1
    for block in failed:
        assert block.text
        assert block.text in text
        assert block.reason


each_file = pytest.mark.parametrize("name", [name for name, _ in READERS])


@each_file
@given(data=st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    answered(name, data)


@each_file
@given(text=st.text(max_size=300))
def test_any_text(name: str, text: str) -> None:
    answered(name, text.encode())


@each_file
@given(
    parts=st.lists(st.sampled_from((*BITS, "article:", "claims:", "questions:", "- id:", "  ", "\n", "a", "year", "}")))
)
def test_any_mixture_of_marks(name: str, parts: list[str]) -> None:
    answered(name, "".join(parts).encode())


@each_file
@given(seed=st.integers(0, 2**32))
def test_any_spoilt_file(name: str, seed: int) -> None:
    answered(name, spoilt(TEXTS[name], random.Random(seed)).encode())


@given(seed=st.integers(0, 2**32))
def test_whatever_is_spoilt_in_one_claim_the_others_load(seed: int) -> None:
    rnd = random.Random(seed)
    text = TEXTS[TEA]
    starts = [m.start() for m in re.finditer(r"^  - id|^set_aside", text, re.MULTILINE)]
    which = rnd.randrange(4)
    # The line with the id stays, or there would be no telling where the claim begins.
    begin = text.index("\n", starts[which]) + 1
    body = text[begin : starts[which + 1] - 1]
    new = spoilt(body, rnd)
    if re.search(r"\bid: *tea|^ *(-\s*)?id:|^(claims|article|groups|set_aside|---|\.\.\.)", new, re.MULTILINE):
        return  # that would be another claim, section or document
    source, _ = decode((text[:begin] + new + text[starts[which + 1] - 1 :]).encode(), TEA)
    if source is None:
        return
    found = read_claim_file(source)
    loaded = [claim.id for claim in found.file.claims]
    ids = ["tea-001", "tea-002", "tea-003", "tea-004"]
    # A line at the margin may begin a section or a document, and what follows is then a part of that.
    if not any(line.strip() and line[0] not in " \t#" for line in new.splitlines()):
        assert [i for i in loaded if i != ids[which]] == [i for i in ids if i != ids[which]]
    for lost in set(ids) - set(loaded):
        assert found.findings
        assert any(lost in block.text for block in found.failed)


@given(seeds=st.tuples(*[st.integers(0, 2**32)] * 3))
def test_a_whole_folder_of_spoilt_files_is_checked(
    seeds: tuple[int, int, int], make_sound: Callable[[], Folder]
) -> None:
    folder = make_sound()
    for name, seed in zip((TEA, LEDGER, BIB), seeds, strict=True):
        folder.write(name, spoilt(folder.text(name), random.Random(seed)))
    contents, findings = folder.read()
    assert all(f.code in catalogue() for f in (*findings, *run_checks(contents)))


def words_of(text: str) -> Iterator[str]:
    """Words that must be found again: comments, directives and names of anchors are no content."""
    for line in text.split("\n"):
        if not line.lstrip().startswith(("#", "%")) and "\\" not in line:
            told = re.split(r"(?:^|\s)#", line)[0]
            found = re.findall(r"(?<![A-Za-z0-9&*!])[A-Za-z]{4,}", told)
            yield from (word for word in found if word.lower() not in {"true", "false", "null"})


@pytest.mark.parametrize("name", [TEA, LEDGER, ASKED])
@given(seed=st.integers(0, 2**32))
def test_every_word_is_loaded_or_kept(name: str, seed: int) -> None:
    rnd = random.Random(seed)
    text = odd_spaces(TEXTS[name], rnd)
    source, _ = decode((spoilt(text, rnd) if rnd.random() < 0.6 else text).encode(), name)
    if source is None:
        return
    if name == TEA:
        read_file = read_claim_file(source)
        loaded, failed = repr(read_file.file.model_dump(by_alias=True)), read_file.failed
    else:  # what is sound stays unused where the title, say, can't be read
        loaded, failed = repr(parse(source).data), read_settings(source).failed
    kept = "\n".join(block.text for block in failed)
    assert [word for word in words_of(source.text) if word not in loaded and word not in kept] == []


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\xa0"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("claims:\n  - id: tea-001", "claims:~  - id: tea-001"),
        ("set_aside:\n", "set_aside:~lost: [words]\n"),
        ("  - id: tea-002", "~  - id: tea-002"),
    ],
)
def test_text_behind_a_sign_that_looks_like_a_line_end_is_kept_and_counted_as_editors_do(
    odd: str, old: str, new: str
) -> None:
    text, kept = TEXTS[TEA].replace(old, new.replace("~", odd)), new.replace("~", odd).strip("\n")
    line = text[: text.index(kept)].count("\n") + 1
    source, _ = decode(text.encode(), TEA)
    assert source is not None
    found = read_claim_file(source)
    assert kept in "\n".join(block.text for block in found.failed)
    assert line in {p.place.line for p in place_all(found.findings, {TEA: source}) if p.place is not None}
