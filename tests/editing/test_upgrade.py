# ruff: noqa: E501 - lines of a ledger as people write them
"""A small ledger of the old form, written as people write: what becomes of it, and that nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from firmground.cli.main import cli
from firmground.editing.slices import ChangedMeanwhileError
from firmground.editing.upgrade import FaultyLedgerError
from firmground.errors import LedgerError
from firmground.ledger import Ledger, open_ledger
from firmground.reading.loading import load

SETTINGS = """\
title: Honey
as_of: 2026-11-22
notice: Drafts.   # odd   spacing
raters: {editors: {name: Editors, role: "Editors, no clinicians"}}
vocabulary:
  about: {honey: Honey taken by mouth.}
groups:
  # Shared by two articles.
  all-over:
    citations:
    - {ref: trial2020, role: offered, stance: contradicts, why: "Nobody coughed less."}
    rating: {certainty: low, start: randomised, down: {imprecision: {steps: 2, because: "Nine people."}}, basis: [trial2020], why: "One trial.", by: editors, on: 2026-11-22}
families:
  cough: {says: Honey helps., claims: [honey-001, honey-002]}
"""
CLAIM = """\
    kind: {kind}
    about: honey
    direction: for
    wording: firm
    attribution: {{kind: none}}
"""
HONEY = (
    """\
# The first article.
article:
  id: honey
groups:
  throats:
    # Found by hand.
    citations:
      - ref: review2021
        role: offered
        stance: supports
        why: "It says: less pain, by 2 of 10."   # table 3
      - {ref: trial2020, role: cited, identified: certain, stance: unclear, accuracy: accurate, why: "Too small."}
    rating:
      certainty: moderate   # seen by two of us
      start: randomised
      down:
        imprecision: {steps: 1, because: "# no comment"}
      basis: [review2021]
      why: >-
        Folded
        words.
      by: editors
      on: 2026-11-22
      reviewed_by: null
  facts:
    citations: [{ref: trial2020, role: offered, stance: supports, why: "It tells the year."}]
    rating: {fact: confirmed in part, source: primary, basis: [trial2020], why: "Half of it.", by: editors, on: 2026-11-22}
claims:

  # The throat.
  - id: honey-001
    claim: Honey eases throats.
    anchor: {start: "Honey eases"}
"""
    + CLAIM.format(kind="efficacy")
    + """\
    group: throats
    conflicts_with: [{claim: honey-004, why: "One says no."}]
    note: "Odd."

  - id: honey-002
    claim: "Honey helps “all” throats"
    anchor: {start: "Honey helps"}
"""
    + CLAIM.format(kind="usage")
    + """\
    group: throats
  - id: honey-003
    claim: Bees are old.
    anchor: {start: "Bees are"}
"""
    + CLAIM.format(kind="history")
    + """\
    rating: {fact: confirmed, source: primary, basis: [trial2020], why: "So it is.", by: editors, on: 2026-11-22}
    citations:
      - {ref: trial2020, role: offered, stance: supports, why: "In its first line."}
  - id: honey-004
    claim: Honey does nothing for coughs.
    anchor: {start: "Honey does"}
"""
    + CLAIM.format(kind="efficacy")
    + """\
    citations:
      # What the article names.
      - ref: trial2020
        stance: contradicts
        role: cited
        identified: certain
        accuracy: accurate
        why: "Named: a trial."
      - {ref: review2021, role: offered, stance: partly supports, where: "p. 3", why: "Coughs, too."}
      - {ref: null, as: "a study", role: cited, why: "Not found."}
    # Why so low.
    rating:
      certainty: very low
      start: observational
      down: {indirectness: {steps: 1, because: "Adults."}}
      basis: [trial2020]
      why: "One trial."
      by: editors
      on: 2026-11-22
  # Bees.
  - id: honey-005
    claim: Honey was sold in 1900.
    anchor: {start: "Honey was"}
"""
    + CLAIM.format(kind="history")
    + """\
    group: facts
  - id: honey-006
    claim: Honey is for everyone.
    anchor: {start: "Honey is for"}
"""
    + CLAIM.format(kind="advice")
    + """\
    rating: {not_rated: "Nobody looked."}
set_aside:
  heading:
    - "Honey"  # the title
"""
)
TEA = (
    """\
article: {id: tea}
claims:
- id: tea-001
  claim: Honey in tea stops coughs.
  anchor: {start: "Honey in"}
"""
    + CLAIM.format(kind="efficacy").replace("    ", "  ")
    + """\
  group: all-over
- id: tea-002
  claim: Honey in tea stops sneezes.
  anchor: {start: "Honey in tea"}
"""
    + CLAIM.format(kind="efficacy").replace("    ", "  ")
    + "  group: all-over"
)
BIB = """\
@article{trial2020, author = {Doe, A}, title = {A trial}, year = {2020}, design = {randomised trial}, verified = {2026-11-22}}
@article{review2021, author = {Roe, B}, title = {A review}, year = {2021}, design = {systematic review}, verified = {2026-11-22}}
"""


#: Begins a rating of evidence, in place of a rating of a fact.
RATED = "{certainty: low, start: randomised, down: {imprecision: {steps: 2, because: Nine.}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The ledger of the old form."""
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    (claims / "honey.yaml").write_text(HONEY, encoding="utf-8")
    (claims / "tea.yaml").write_bytes(b"\xef\xbb\xbf" + TEA.replace("\n", "\r\n").encode())
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def upgraded(folder: Path) -> Ledger:
    open_ledger(folder).upgrade(write=True)
    return open_ledger(folder)


def texts(data: Any) -> set[str]:
    """Every text of some data that says something: the notes, whys, reasons, names, at any depth."""
    if isinstance(data, dict):
        return {text for value in data.values() for text in texts(value)}
    if isinstance(data, list):
        return {text for value in data for text in texts(value)}
    return {data} if isinstance(data, str) else set()


def all_texts(folder: Path) -> set[str]:
    return {t for name, d in files(folder).items() if name.endswith("l") for t in texts(load(d.decode("utf-8-sig"))[0])}


def test_without_write_nothing_is_changed_and_everything_is_told(folder: Path) -> None:
    before = files(folder)
    done = CliRunner().invoke(cli, ["upgrade", "--diff", "--folder", str(folder)])
    assert done.exit_code == 0, done.output
    assert files(folder) == before
    assert "claims/questions/honey.yaml: new, 2 questions that 3 claims answer" in done.output
    assert "-    group: throats\n" in done.output
    assert "Nothing was written." in done.output


def test_ratings_of_claims_and_groups_become_questions(folder: Path) -> None:
    contents = upgraded(folder).contents
    assert list(contents.questions) == ["honey-throats", "asked-by-honey-004", "tea-all-over"]
    throats, cough = contents.questions["honey-throats"], contents.questions["asked-by-honey-004"]
    assert throats.asks == "Is it so that: Honey eases throats?"
    assert [(e.ref, e.says, e.why) for e in throats.evidence] == [
        ("review2021", "affirms", "It says: less pain, by 2 of 10.")
    ]
    assert (throats.found, throats.rating.form, throats.rating.why) == ("affirms", "graded", "Folded words.")
    assert [(e.ref, e.says, e.where) for e in cough.evidence] == [
        ("trial2020", "denies", None),
        ("review2021", "partly", "p. 3"),
    ]
    assert cough.found == "denies"
    assert contents.questions["tea-all-over"].spot.file == "claims/questions/shared.yaml"  # type: ignore[union-attr]
    claims = contents.claims_by_id
    answers = {name: [(a.question, a.says) for a in claim.answers] for name, claim in claims.items() if claim.answers}
    assert answers == {
        "honey-001": [("honey-throats", "affirms")],
        "honey-002": [("honey-throats", "affirms")],
        "honey-004": [("asked-by-honey-004", "affirms")],
        "tea-001": [("tea-all-over", "affirms")],
        "tea-002": [("tea-all-over", "affirms")],
    }
    # What the article cites stays at the claim; its stance is with the question where the rating rested on it.
    assert [(c.ref, c.stance) for c in claims["honey-004"].citations] == [("trial2020", None), (None, None)]
    assert [(c.ref, c.stance) for c in claims["honey-001"].citations] == [("trial2020", "unclear")]
    # A fact of one claim keeps its rating there, and gets what its group said.
    assert claims["honey-003"].rating is not None
    assert claims["honey-003"].rating.form == "fact"
    assert claims["honey-005"].rating is not None
    assert claims["honey-005"].rating.why == "Half of it."
    assert [c.why for c in claims["honey-005"].citations] == ["It tells the year."]


def test_verdicts_and_certainties_are_the_same(folder: Path) -> None:
    before = open_ledger(folder).audit.grades
    after = upgraded(folder).audit.grades
    assert {k: (g.verdict, g.certainty) for k, g in after.items()} == {
        k: (g.verdict, g.certainty) for k, g in before.items()
    }
    assert {g.wording_allowed for g in after.values()} == {None}


def test_no_text_and_no_comment_is_lost(folder: Path) -> None:
    before, old = all_texts(folder), files(folder)
    upgraded(folder)
    shapes = {
        "supports",
        "partly supports",
        "contradicts",
        "offered",
        "throats",
        "facts",
        "all-over",
        "confirmed in part",
    }
    assert before - all_texts(folder) <= shapes  # words of the old form, which the new one says in its own
    now = "\n".join(data.decode() for data in files(folder).values())
    comments = re.findall(r"(?m)(?<![\"])# [A-Za-z ]+[.0-9a-z]", "\n".join(data.decode() for data in old.values()))
    assert len(comments) == 11
    assert [c for c in comments if c not in now] == []


def test_what_was_not_asked_for_stays_byte_for_byte(folder: Path) -> None:
    before = files(folder)
    upgraded(folder)
    after = files(folder)
    tea = after["claims/tea.yaml"]
    assert tea.startswith(b"\xef\xbb\xbfarticle: {id: tea}\r\n")
    assert tea.count(b"\n") == tea.count(b"\r\n")
    assert after["references.bib"] == before["references.bib"]
    honey = after["claims/honey.yaml"].decode()
    assert honey.startswith(
        "# The first article.\narticle:\n  id: honey\nclaims:\n\n  # The throat.\n  - id: honey-001\n"
    )
    for first, end in (("  - id: honey-003", "  - id: honey-004"), ("  - id: honey-006", "\n)")):
        kept = HONEY[HONEY.index(first) :].partition(end)[0]
        assert kept in honey
    assert "    answers:\n      - {question: honey-throats, says: affirms}\n    conflicts_with: [{claim:" in honey
    assert "      - ref: trial2020\n        role: cited\n        identified: certain\n" in honey
    assert (
        "    # Why so low.\n    answers:\n      - {question: asked-by-honey-004, says: affirms}\n  # Bees.\n" in honey
    )
    assert "group" not in after["claims/ledger.yaml"].decode()
    assert "notice: Drafts.   # odd   spacing" in after["claims/ledger.yaml"].decode()


def test_strict_asks_only_for_what_a_person_must_write(folder: Path) -> None:
    def codes() -> list[str]:
        return [p.finding.code for p in open_ledger(folder).findings("strict")]

    before = codes()
    upgraded(folder)
    new = codes()
    for code in before:
        if code in new:
            new.remove(code)
    # An answer to write, a bias that nobody weighed, a family that one question may take the place of.
    assert Counter(code for code in new if code != "uncited-reference") == {
        "question-unwritten": 3,
        "risk-of-bias-not-weighed": 2,
        "question-does-it-now": 1,
    }


def test_a_second_run_changes_nothing(folder: Path) -> None:
    upgraded(folder)
    before = files(folder)
    assert open_ledger(folder).upgrade(write=True).text().startswith("There is nothing to upgrade")
    assert files(folder) == before


def test_a_ledger_with_errors_is_left_alone(folder: Path) -> None:
    path = folder / "claims" / "honey.yaml"
    path.write_text(HONEY.replace("    group: throats\n    conf", "    group: [throats\n    conf"), encoding="utf-8")
    before = files(folder)
    with pytest.raises(FaultyLedgerError, match="Mend what `firmground check` names"):
        open_ledger(folder).upgrade(write=True)
    assert files(folder) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: honey-003\n", "  - id: &name honey-003\n"),  # an anchor that stays, and is used where lines go
        ('  - id: honey-006\n    claim: Honey is for everyone.\n    anchor: {start: "Honey is for"}\n', None),
    ],
)
def test_what_cannot_be_cut_by_lines_is_refused_or_done_right(folder: Path, old: str, new: str | None) -> None:
    path = folder / "claims" / "honey.yaml"
    if new is None:  # the whole claim in braces
        text = HONEY[: HONEY.index("  - id: honey-004")] + (
            '  - {id: honey-004, claim: No., anchor: {start: "x"}, kind: efficacy, about: honey, direction: for, '
            "wording: firm, attribution: {kind: none}, rating: {not_rated: x}, citations: "
            '[{ref: trial2020, role: offered, stance: supports, why: "y"}]}\n'
        )
        path.write_text(text, encoding="utf-8")
        before = files(folder)
        with pytest.raises(LedgerError, match=r"claims/honey.yaml:\d+: “honey-004”"):
            open_ledger(folder).upgrade(write=True)
        assert files(folder) == before
    else:
        assert old in HONEY
        path.write_text(HONEY.replace(old, new), encoding="utf-8")
        assert len(upgraded(folder).contents.questions) == 3


def test_a_claim_whose_rating_stands_first_is_refused_at_its_own_line(folder: Path) -> None:
    path = folder / "claims" / "honey.yaml"
    rating = next(line for line in HONEY.splitlines() if "rating: {fact: confirmed, source" in line)
    text = HONEY.replace(f"{rating}\n", "").replace("  - id: honey-003\n", f"  - {rating.strip()}\n    id: honey-003\n")
    text = text.replace("{fact: confirmed, source: primary", RATED).replace("kind: history", "kind: efficacy", 1)
    path.write_text(text, encoding="utf-8")
    before, line = files(folder), text[: text.index("  - rating:")].count("\n") + 1
    with pytest.raises(LedgerError, match=rf"claims/honey.yaml:{line}: “honey-003”.* id first"):
        open_ledger(folder).upgrade(write=True)
    assert files(folder) == before


def test_a_file_that_changed_meanwhile_stops_all_of_it(folder: Path) -> None:
    ledger = open_ledger(folder)
    assert ledger.contents.files
    with (folder / "claims" / "tea.yaml").open("ab") as file:
        file.write(b"\r\n# mine\r\n")
    before = files(folder)
    with pytest.raises(ChangedMeanwhileError):
        ledger.upgrade(write=True)
    assert files(folder) == before


def test_when_one_file_cannot_be_written_none_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from firmground.editing import slices

    before, real = files(folder), slices.save

    def save(path: Path, data: bytes) -> None:
        if path.name == "tea.yaml":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(slices, "save", save)
    with pytest.raises(LedgerError, match="No space left"):
        open_ledger(folder).upgrade(write=True)
    assert files(folder) == before
    assert not (folder / "claims" / "questions").exists()


def test_an_answer_that_nobody_wrote_is_printed_nowhere(folder: Path) -> None:
    ledger = upgraded(folder)
    views = [ledger.view("claims", "honey"), ledger.view("answers"), ledger.view("search")]
    cards = [ledger.show(name) for name in ("honey-001", "honey-throats")]
    for text in (*(view._repr_html_() for view in views), *cards):
        assert "Nobody has written" in text
        assert "(to be written)" not in text
        assert "> None<" not in text
