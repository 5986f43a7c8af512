"""What every test may use: the hypothesis profile, a small sound ledger to spoil; no browser tests where none is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests.browser import FLAGS, HOW_TO_GET_ONE, chromium

from firmground.checks.run import run_checks, select
from firmground.reading.folder import read_folder
from firmground.records import Claim, Contents, Finding
from firmground.tables.audit import Placed, place_all

settings.register_profile("firmground", max_examples=60, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "firmground"))


#: Fixtures that make a test slow: a browser, and a ledger built with all notebooks.
SLOW = frozenset({"browser", "built_once"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow and what opens pages, and leave the latter out where there is no browser."""
    opening = []
    for item in items:
        used = SLOW.intersection(getattr(item, "fixturenames", ()))
        if used:
            item.add_marker(pytest.mark.slow)
        if "browser" in used:
            item.add_marker(pytest.mark.browser)
            opening.append(item)
    if opening and not chromium():
        for item in opening:
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_ONE))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium for the tests of a module; while it runs, Playwright holds the event loop that builds need."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as session:
        opened = session.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


SETTINGS = """\
title: Tea
as_of: 2026-11-22
notice: Drafts.
raters:
  editors: {name: Editors, role: "Editors, no clinicians"}
vocabulary:
  about:
    tea: {definition: "Leaves in hot water."}
  condition:
    cold: {definition: "A common cold."}
  comparator:
    no treatment: {definition: "Nothing.", facet: no treatment}
  outcome:
    pain: {definition: "How much it hurts."}
"""

CLAIMS = """\
# A sound claim file.
article:
  id: tea
  title: "Tea: what it does"
  publisher: Example
  url: https://example.org/tea
  published: 2020-01-02
  text: null
groups:
  shared:
    citations:
      - {ref: second2020, role: offered, stance: partly supports, why: "It is near."}
claims:
  - id: tea-001
    claim: Tea eases a cold.
    anchor: {start: "Tea eases", end: "a cold"}
    kind: efficacy
    about: tea
    condition: cold
    comparator: no treatment
    outcome: pain
    direction: for
    wording: firm
    central: true
    attribution: {kind: dated study, as: "a 2020 study"}
    citations:
      - ref: first2020
        role: cited
        identified: certain
        stance: supports
        accuracy: accurate
        why: Same words.
    rating:
      certainty: low
      start: randomised
      down:
        imprecision: {steps: 2, because: "Nine people."}
      basis: [first2020]
      why: One small trial.
      by: editors
      on: 2026-11-22
  - id: tea-002
    claim: Tea is old.
    anchor: {start: "Tea is old"}
    kind: history
    about: tea
    direction: none
    wording: firm
    attribution: {kind: none}
    group: shared
    rating: {fact: confirmed, source: secondary, basis: [second2020], why: "A book.", by: editors, on: 2026-11-22}
  - id: tea-003
    claim: Tea may do harm.
    anchor: {start: "Tea may"}
    kind: safety
    about: tea
    direction: against
    wording: hedged
    attribution: {kind: unnamed study, as: "one study"}
    citations:
      - {ref: null, as: "one study", role: cited, why: "Searched in PubMed; nothing fits."}
    rating: {not_rated: "Nobody looked."}
    conflicts_with:
      - {claim: tea-001, why: "Harm and help."}
  - id: tea-004
    claim: Tea is drunk hot.
    anchor: {start: "Drink it hot"}
    kind: usage
    about: tea
    direction: none
    wording: firm
    attribution: {kind: none}
    rating: {not_rated: "Only how it is drunk."}
set_aside:
  heading: ["What tea does"]
  question:
    - "Is it good"
    - {start: "Really", suffix: "who knows"}
"""

#: A sound question file on the same topic, for tests that put one there.
QUESTIONS = """\
# Sound questions.
questions:
  - id: tea-colds
    asks: Does tea ease a cold, compared with nothing?
    kind: effect
    about: tea
    condition: cold
    comparator: no treatment
    evidence:
      - ref: first2020
        says: affirms
        why: Same words.
    rating:
      certainty: low
      start: randomised
      down:
        imprecision: {steps: 2, because: "Nine people."}
      why: One small trial.
      by: editors
      dated: 2026-11-22
    found: affirms
    answer: Tea may ease a cold.
  - id: tea-age
    asks: Is tea old?
    kind: fact
    about: tea
    status: so
    source: secondary
    evidence: [{ref: second2020, says: affirms, why: "A book."}]
    rating: {why: "A book.", by: editors, dated: 2026-11-22}
    answer: Tea is old.
  - id: tea-harm
    asks: How often does tea do harm?
    kind: frequency
    about: tea
    happens: not shown
    rating: {not_rated: "Nobody looked."}
    answer: Nobody has looked.
"""

BIB = """\
@article{first2020,
  author = {First, Ann and Other, Bob},
  title = {Tea for colds},
  year = {2020},
  journal = {Journal of Tea},
  doi = {10.1000/tea.1},
  design = {randomised trial},
  participants = {9},
  verified = {2026-11-22},
}

@book{second2020,
  author = {{The Tea Society}},
  title = {A history of tea},
  year = {2020},
  design = {book},
  verified = {2026-11},
  unverified = {year},
}
"""


class Folder:
    """A ledger on disk that a test spoils; it is read anew at each question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("claims/ledger.yaml", SETTINGS)
        self.write("claims/tea.yaml", CLAIMS)
        self.write("references.bib", BIB)

    def write(self, name: str, content: str | bytes) -> Folder:
        """Put a file there, whole."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return self

    def text(self, name: str) -> str:
        """What stands in a file."""
        return (self.path / name).read_bytes().decode("utf-8")

    def change(self, name: str, old: str, new: str) -> Folder:
        """Put other words where these stand, which they do exactly once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write(name, text.replace(old, new))

    def read(self) -> tuple[Contents, tuple[Finding, ...]]:
        """What the reading stage gives."""
        return read_folder(self.path, self.path / "articles")

    def claims(self) -> tuple[Claim, ...]:
        """The claims that could be read."""
        return tuple(self.read()[0].claims())

    def ids(self) -> list[str]:
        """Their ids."""
        return [claim.id for claim in self.claims()]

    def found(self) -> tuple[Placed, ...]:
        """Every finding of reading and checking but the notes about missing article texts, placed."""
        contents, findings = self.read()
        chosen = select((*findings, *run_checks(contents)), "strict")
        return place_all((f for f in chosen if f.code != "no-article-text"), contents.sources)

    def codes(self) -> Counter[str]:
        """How often each code was found."""
        return Counter(placed.finding.code for placed in self.found())

    def one(self, code: str) -> Placed:
        """The only finding with this code."""
        hits = [placed for placed in self.found() if placed.finding.code == code]
        assert len(hits) == 1, f"{code}: {[(p.finding.code, p.place, p.finding.message) for p in self.found()]}"
        return hits[0]

    def line_of(self, words: str, name: str = "claims/tea.yaml", nth: int = 1) -> int:
        """1-based number of the nth line that holds these words."""
        hits = [i for i, line in enumerate(self.text(name).split("\n"), 1) if words in line]
        return hits[nth - 1]


@pytest.fixture
def sound(tmp_path: Path) -> Folder:
    """A small ledger without any finding but that its article's text is not at hand."""
    return Folder(tmp_path / "ledger")


@pytest.fixture(scope="session")
def make_sound(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Folder]:
    """Makes such ledgers, for tests that need many or that draw their own."""
    return lambda: Folder(tmp_path_factory.mktemp("sound") / "ledger")
