"""What the starter ledger says of itself is found where somebody has begun an article, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Folder

from firmground.ledger import new, open_ledger


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A new ledger."""
    return new(tmp_path / "tea")


def marked(folder: Path) -> list[str]:
    """The lines that still hold the starter's text."""
    found = open_ledger(folder).findings("strict")
    return [p.place.text.strip() for p in found if p.finding.code == "starter-text" and p.place]


def edit(path: Path, old: str, new: str) -> None:
    """Put other words where these stand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def begin(folder: Path) -> None:
    """Begin an article of one's own."""
    (folder / "own.txt").write_text("Tea is drunk. It helps.\n", encoding="utf-8")
    open_ledger(folder).add_article("own", folder / "own.txt")


def test_a_fresh_starter_is_clean(starter: Path) -> None:
    assert open_ledger(starter).check("strict").exit_code == 0


def test_beside_an_own_article_the_example_and_the_placeholders_are_found(starter: Path) -> None:
    begin(starter)
    first, role, example, question = marked(starter)
    assert first.startswith("description: A starter ledger.")
    assert role.startswith("editors: {name: Editors of this ledger")
    assert example == "id: example-article"
    assert question.startswith("note: An example that came with the starter")


def test_without_the_example_words_that_only_it_needs_are_found_too(starter: Path) -> None:
    begin(starter)
    (starter / "claims" / "example-article.yaml").unlink()
    (starter / "articles" / "example-article.txt").unlink()
    _description, _role, vocabulary, glossary, _question = marked(starter)
    (starter / "claims" / "questions" / "honey.yaml").unlink()
    assert (vocabulary, glossary.split(":")[0]) == ("vocabulary:", "pharyngitis")
    settings = starter / "claims" / "ledger.yaml"
    edit(
        settings,
        "A starter ledger. Replace the example article by your own, and these words by yours.",
        "On tea.",
    )
    edit(settings, "Say here what you are; a clinician, or not", "Editors, no clinicians")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.split("# Words of the topic")[0], encoding="utf-8")
    assert marked(starter) == ["vocabulary:"]
    # The title and the notice may stay, and so may words once somebody has been through them.
    edit(settings, "    honey: Honey taken by mouth.", "    tea: Tea that is drunk.")
    assert marked(starter) == []


def test_words_that_a_claim_uses_are_ones_own(starter: Path) -> None:
    begin(starter)
    (starter / "claims" / "example-article.yaml").unlink()
    claim = """claims:
  - {id: own-001, claim: Tea helps swallowing in the day., anchor: {start: It helps}, kind: efficacy, about: honey,
     condition: sore throat, comparator: no treatment, outcome: swallowing, direction: for, wording: firm,
     attribution: {kind: none}, rating: {not_rated: Nobody has looked.}}
"""
    edit(starter / "claims" / "own.yaml", "claims: []\n", claim)
    found = [p.finding.message for p in open_ledger(starter).findings("strict") if "vocabulary" in p.finding.message]
    assert found == ["The vocabulary is the starter's, and no claim uses “cough”, “pain”, “sleep” and “coughing”."]


def test_the_example_made_into_an_own_article_is_no_example_but_its_reasons_stay_examples(starter: Path) -> None:
    file = starter / "claims" / "example-article.yaml"
    edit(file, "claim: Honey may ease a sore throat.", "claim: Honey might ease a sore throat.")
    lines = marked(starter)
    assert sum("An example; nobody has searched" in line for line in lines) == 5
    assert sum("Written for this starter ledger" in line for line in lines) == 1
    assert sum("An example; nothing was searched" in line for line in lines) == 1
    assert "id: example-article" not in lines


def test_a_ledger_that_was_never_a_starter_has_none(sound: Folder) -> None:
    assert marked(sound.path) == []
