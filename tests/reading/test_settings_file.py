"""ledger.yaml: what can't be used of it is reported once, and the claims still load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

LEDGER = "claims/ledger.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "said"),
    [
        ("title: Tea\n", "", "missing-field", "as_of", "“title” is missing"),
        ("title: Tea", "titel: Tea\ntitle: Tea", "unknown-field", "titel", "Did you mean “title”?"),
        ("as_of: 2026-11-22", "as_of: today", "wrong-type", "today", "a date such as"),
        ("as_of: 2026-11-22", "as_of:", "wrong-type", "as_of", "holds nothing"),
        ("notice: Drafts.", "notice: a: b", "yaml-syntax", "notice: a: b", "colon"),
        ("notice: Drafts.", "notice: Drafts.\nnotice: Two.", "yaml-duplicate-key", "Two", "stands twice"),
        ("facet: no treatment", "facet: nothing", "unknown-term", "nothing", "no facet that a comparator can have"),
        (
            '{name: Editors, role: "Editors, no clinicians"}',
            "Editors",
            "wrong-type",
            "editors: Editors",
            "block of fields",
        ),
        ("    tea: {definition", "    tea: {definiton", "unknown-field", "definiton", "Did you mean “definition”?"),
        (
            "    tea: {definition",
            "    tea: {together: [milk], definition",
            "unknown-term",
            "milk",
            "no single treatment",
        ),
        ("    tea: {definition", "    tea: {together: [tea], definition", "unknown-term", "tea", "no single treatment"),
        ("    tea: {definition", "    tea: {not_a_treatment: no, definition", "wrong-type", "no", "true or false"),
        (
            "    tea: {",
            "    mate: Leaves.\n    tea: {together: [mate], not_a_treatment: true, ",
            "bad-form",
            "not_a_treatment: true",
            "puts treatments together and says that it is no treatment",
        ),
    ],
)
def test_a_fault_is_placed_and_the_claims_load(
    sound: Folder, old: str, new: str, code: str, words: str, said: str
) -> None:
    sound.change(LEDGER, old, new)
    hits = [p for p in sound.found() if p.finding.code == code]
    assert len(hits) == 1
    assert hits[0].place.file == LEDGER
    assert said in hits[0].finding.message
    if code != "missing-field":
        assert words in hits[0].place.text
    assert len(sound.ids()) == 4
    assert {p.place.file for p in sound.found() if p.place} == {LEDGER}, "no claim is blamed for it"
    assert all(block.text and block.text in sound.text(LEDGER) for block in sound.read()[0].failed)


def test_a_ledger_may_have_a_facet_of_its_own(sound: Folder) -> None:
    sound.change(LEDGER, "facet: no treatment}", "facet: other leaves}\n  facet:\n    other leaves: Another tea.")
    assert sound.found() == ()
    settings = sound.read()[0].settings
    assert settings is not None
    assert settings.vocabulary.facets == ("sham", "no treatment", "usual care", "active treatment", "other leaves")


@pytest.mark.parametrize(
    ("old", "term"),
    [('tea: {definition: "Leaves in hot water."}', "about"), ('cold: {definition: "A common cold."}', "condition")],
)
def test_of_a_term_the_definition_may_stand_alone(sound: Folder, old: str, term: str) -> None:
    name = old.partition(":")[0]
    sound.change(LEDGER, old, f"{name}: What it is.")
    assert sound.found() == ()
    settings = sound.read()[0].settings
    assert settings is not None
    assert getattr(settings.vocabulary, term)[name].definition == "What it is."


def test_a_comparator_can_not_do_without_its_facet(sound: Folder) -> None:
    sound.change(LEDGER, 'no treatment: {definition: "Nothing.", facet: no treatment}', "no treatment: Nothing.")
    hit = sound.one("wrong-type")
    assert hit.place.line == sound.line_of("no treatment: Nothing.", LEDGER)


def test_an_unknown_field_does_not_keep_the_rest_from_being_used(sound: Folder) -> None:
    sound.change(LEDGER, "title: Tea", "titel: Tea\ntitle: Tea")
    settings = sound.read()[0].settings
    assert settings is not None
    assert settings.title == "Tea"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("thresholds: {old_review_years: 4}", (4.0, None)),
        ("thresholds: {old_review_years: 2.5, old_guideline_years: 5}", (2.5, 5.0)),
        ("thresholds: {old_guideline_years: null}", (None, None)),
    ],
)
def test_a_ledger_may_set_its_own_thresholds(
    sound: Folder, written: str, read: tuple[float | None, float | None]
) -> None:
    sound.write(LEDGER, f"{sound.text(LEDGER)}{written}\n")
    contents, findings = sound.read()
    assert contents.settings is not None
    assert contents.settings.thresholds is not None
    assert (contents.settings.thresholds.old_review_years, contents.settings.thresholds.old_guideline_years) == read
    assert not [finding for finding in findings if finding.spot and finding.spot.file == LEDGER]


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("{old_review_years: ten}", "wrong-type", "a number belongs there"),
        ("{old_review_years: true}", "wrong-type", "a number belongs there"),
        ("{old_review_years: -1}", "bad-form", "it must be at least 0"),
        ("{old_reviews_years: 4}", "unknown-field", "Did you mean “old_review_years”?"),
        ("{old_review_years: .inf}", "wrong-type", "the number inf, but a number with an end belongs there"),
        ("4", "wrong-type", "a block of fields belongs there"),
    ],
)
def test_a_threshold_that_cannot_be_used_leaves_the_default_and_the_rest(
    sound: Folder, written: str, code: str, said: str
) -> None:
    sound.write(LEDGER, f"{sound.text(LEDGER)}thresholds: {written}\n")
    contents, _ = sound.read()
    assert contents.settings is not None
    assert contents.settings.title == "Tea"
    assert contents.settings.thresholds is None
    (hit,) = [placed for placed in sound.found() if placed.place and placed.place.file == LEDGER]
    assert hit.finding.code == code
    assert said in hit.finding.message


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("cell_minutes: 0", "bad-form", "“cell_minutes” is 0, and it must be more than 0."),
        ("cell_minutes: -2.5", "bad-form", "“cell_minutes” is -2.5, and it must be more than 0."),
        ("cell_minutes: long", "wrong-type", "a number belongs there"),
        ("description: 5", "wrong-type", "text belongs there"),
    ],
)
def test_a_fault_in_what_may_be_left_out_leaves_the_default_and_the_rest(
    sound: Folder, written: str, code: str, said: str
) -> None:
    sound.write(LEDGER, f"{sound.text(LEDGER)}{written}\n")
    settings = sound.read()[0].settings
    assert settings is not None
    assert (settings.title, settings.cell_minutes, settings.description) == ("Tea", 10, None)
    hit = sound.one(code)
    assert hit.place.text == written
    assert said in hit.finding.message


def test_a_ledger_may_have_a_glossary(sound: Folder) -> None:
    words = "glossary:\n  mate: {means: A tea., also: [yerba], source: 'https://mate.example', linked: false}\n"
    sound.write(LEDGER, sound.text(LEDGER) + words)
    assert sound.found() == ()
    settings = sound.read()[0].settings
    assert settings is not None
    told = {"means": "A tea.", "also": ["yerba"], "page": None, "source": "https://mate.example", "linked": False}
    assert {name: word.model_dump() for name, word in settings.glossary.items()} == {"mate": told}


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("{mean: A tea.}", "unknown-field", "Did you mean “means”?"),
        ("{also: [yerba]}", "missing-field", "“means” is missing"),
        ("{means: A tea., source: mate.example}", "bad-form", "does not have the form that “source” needs"),
        ("{means: A tea., also: yerba}", "wrong-type", "a list belongs there"),
        ("A tea.", "wrong-type", "a block of fields belongs there"),
    ],
)
def test_a_broken_word_of_the_glossary_costs_no_other(sound: Folder, written: str, code: str, said: str) -> None:
    sound.write(LEDGER, f"{sound.text(LEDGER)}glossary:\n  mate: {written}\n  cup: {{means: What tea is in.}}\n")
    settings = sound.read()[0].settings
    assert settings is not None
    assert list(settings.glossary) == ["cup"]
    hit = next(placed for placed in sound.found() if placed.finding.code == code)
    assert hit.place.line == sound.line_of(f"mate: {written}", LEDGER)
    assert said in hit.finding.message


def test_a_broken_group_does_not_keep_the_rest_from_being_used(sound: Folder) -> None:
    sound.write(LEDGER, sound.text(LEDGER) + "groups:\n  good:\n    citations: []\n  bad:\n    citation: []\n")
    contents, _ = sound.read()
    assert contents.settings is not None
    assert list(contents.settings.groups) == ["good"]
    assert sound.one("unknown-field").place.line == sound.line_of("citation: []", LEDGER)


def test_groups_of_the_ledger_are_used_even_where_its_title_is_broken(sound: Folder) -> None:
    group = 'groups:\n  ours:\n    citations:\n      - {ref: first2020, role: offered, stance: unclear, why: "x"}\n'
    sound.write(LEDGER, sound.text(LEDGER).replace("title: Tea", "title: 7") + group)
    sound.change("claims/tea.yaml", "group: shared", "group: ours")
    claim = sound.claims()[1]
    assert [c.ref for c in claim.citations] == ["first2020"]
    assert claim.citation_spot(0) is not None
    assert claim.citation_spot(0).file == LEDGER  # type: ignore[union-attr]
    assert sound.codes()["unknown-group"] == 0


def test_groups_may_be_left_empty(sound: Folder) -> None:
    sound.write(LEDGER, sound.text(LEDGER) + "groups:\n")
    assert sound.codes() == {}


@pytest.mark.parametrize("name", ["condition", "comparator", "outcome"])
def test_lists_of_the_vocabulary_may_be_left_empty(sound: Folder, name: str) -> None:
    lines = sound.text(LEDGER).split("\n")
    at = lines.index(f"  {name}:")
    sound.write(LEDGER, "\n".join([*lines[: at + 1], *lines[at + 2 :]]))
    assert set(sound.codes()) <= {"unknown-term"}
    assert sound.read()[0].settings is not None
