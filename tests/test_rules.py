"""Rule files are read strictly: what no model knows, what is missing and what is cited from nowhere is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

import firmground
from firmground.appraisal.rulebook import Discern, Instrument, MissingSideRules, Sheet
from firmground.checks.body_rules import BodyRules
from firmground.checks.catalogue import Catalogue
from firmground.checks.rating_rules import RatingRules
from firmground.checks.set_aside import SetAsideRules
from firmground.checks.wording_rules import WordLists
from firmground.citing.kinds import Kinds
from firmground.gaps.actions import ActionRules
from firmground.gaps.family_rules import FamilyRules
from firmground.gaps.kinds import GapRules
from firmground.gaps.work_rules import WorkRules
from firmground.grading.answer_rules import AnswerRules
from firmground.grading.rulebook import AccuracyRules, GradeRules, OcebmRules, VerdictRules, WordingRules
from firmground.reading.bib_rules import BibFields
from firmground.reading.faults import Meanings
from firmground.reports.glossary import Glossary
from firmground.rules import ByName, Cited, RuleFile, Rules, RulesError, Source, Words, parse_rules

PACKAGE = Path(firmground.__file__).parent
FILES: Mapping[str, type[BaseModel]] = {
    "citing/kinds.toml": Kinds,
    "appraisal/rules/discern.toml": Discern,
    "appraisal/rules/jama.toml": Instrument,
    "appraisal/rules/missing_side.toml": MissingSideRules,
    "appraisal/rules/sheet.toml": Sheet,
    "checks/bodies.toml": BodyRules,
    "checks/catalogue.toml": Catalogue,
    "checks/ratings.toml": RatingRules,
    "checks/set_aside.toml": SetAsideRules,
    "checks/wording.toml": WordLists,
    "gaps/families.toml": FamilyRules,
    "gaps/actions.toml": ActionRules,
    "gaps/kinds.toml": GapRules,
    "gaps/work_list.toml": WorkRules,
    "grading/rules/accuracy.toml": AccuracyRules,
    "grading/rules/answers.toml": AnswerRules,
    "grading/rules/grade.toml": GradeRules,
    "grading/rules/ocebm.toml": OcebmRules,
    "grading/rules/verdict.toml": VerdictRules,
    "grading/rules/wording.toml": WordingRules,
    "reading/bib_fields.toml": BibFields,
    "reading/faults.toml": Meanings,
    "reports/glossary.toml": Glossary,
}
#: Keys that may be left out; the address of a source always may.
OPTIONAL: Mapping[str, set[str]] = {
    "citing/kinds.toml": {"alone", "genre"},
    "gaps/families.toml": {"unless", "usual"},
    "gaps/actions.toml": {"with_figures", "weakens"},
    "gaps/kinds.toml": {"kind", "missing", "lesser", "lesser_when"},
    "grading/rules/accuracy.toml": {"error", "labels"},
    "grading/rules/answers.toml": {"certainty", "reach", "searched", "voice"},
    "grading/rules/grade.toml": {"confirmed", "level"},
    "grading/rules/ocebm.toml": {"confirmed", "levels", "observational", "note"},
    "grading/rules/verdict.toml": {"standing"},
    "grading/rules/wording.toml": {"confirmed", "usage", "advice", "use", "contraindication", "implied"},
    "reading/bib_fields.toml": {"instead", "behind", "printed"},
    "reports/glossary.toml": {"also", "linked", "page", "source"},
}


#: Tables whose keys are names or words, so that no key of them can be mistyped.
KEYS_ARE_NAMES = frozenset({"[sources]", "[genres]", "[editions]"})


def text_of(file: str) -> str:
    return (PACKAGE / file).read_text(encoding="utf-8")


def first_of_each_key(file: str) -> Iterator[tuple[int, str]]:
    """Number, from 0, of the line in which each key of the file stands first, and the key."""
    seen: set[str] = set()
    table = ""
    for number, line in enumerate(text_of(file).splitlines()):
        table = line if line.startswith("[") else table
        found = re.match(r"([\w-]+)(?:\.[\w-]+)? = ", line)
        if found and found[1] not in seen and table not in KEYS_ARE_NAMES:
            seen.add(found[1])
            yield number, found[1]


def fault(file: str, number: int, *instead: str) -> str | None:
    """What is said of the file with other lines in the place of one; ``None`` when it is read."""
    lines = text_of(file).splitlines()
    lines[number : number + 1] = instead
    try:
        parse_rules(FILES[file], "\n".join(lines), file)
    except RulesError as error:
        return str(error)
    return None


def test_every_rule_file_has_its_model() -> None:
    there = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.toml")}
    sentences = {
        "gaps/told.toml",
        "grading/answers_told.toml",
        "reports/cards/answers.toml",
        "reports/cards/claim.toml",
        "reports/cards/method.toml",
        "reports/cards/question.toml",
        "reports/done.toml",
        "reports/notebooks.toml",
    }
    assert set(FILES) == there - sentences


@pytest.mark.parametrize("file", FILES)
def test_a_mistyped_key_is_an_error_with_its_place(file: str) -> None:
    lines = text_of(file).splitlines()
    keys = list(first_of_each_key(file))
    assert keys
    for number, key in keys:
        told = fault(file, number, lines[number].replace(key, f"{key}x", 1))
        assert told is not None, key
        # Of a row whose very name is mistyped, its first line is told.
        places = rf"{number + 1}: .*\b{key}x(: no rule has this key|\.\[key\]: )", rf"{number}: .*\bnamex\b"
        assert re.search(rf"^{re.escape(file)}, line ({'|'.join(places)})", told, re.M), told


@pytest.mark.parametrize("file", FILES)
def test_a_missing_key_is_an_error_with_its_place(file: str) -> None:
    lines = text_of(file).splitlines()
    optional = set()
    for number, key in first_of_each_key(file):
        if not lines[number].endswith("["):  # a list over several lines
            told = fault(file, number)
            if told is None:
                optional.add(key)
            else:
                assert re.search(rf"^{re.escape(file)}, line \d+: .*\b{key}\b", told, re.M), told
    assert optional - {"url"} == OPTIONAL.get(file, set())


@pytest.mark.parametrize("file", [file for file, model in FILES.items() if issubclass(model, RuleFile)])
def test_a_source_that_the_file_does_not_list_is_an_error_with_its_place(file: str) -> None:
    number = next(n for n, key in first_of_each_key(file) if key == "source")
    told = fault(file, number, 'source = "nowhere"')
    assert told is not None
    assert re.fullmatch(rf"{re.escape(file)}, line {number + 1}: \S.*\bsource: names the source “nowhere”, .*", told)


class Row(Rules):
    name: str
    points: int
    source: Cited[Source]


class Small(RuleFile):
    rows: ByName[str, Row]
    words: Words[str]


SMALL = """\
words = ["a", "b"]

[sources.here]
text = "Rule of this project"

[[rows]]
name = "one"
points = 1
source = "here"

[[rows]]
name = "two"
points = 2
source = "here"
"""


def test_a_file_becomes_frozen_models_with_sources_in_their_rows() -> None:
    rules = parse_rules(Small, SMALL, "small.toml")
    assert list(rules.rows) == ["one", "two"]
    assert rules.rows["two"].source == Source(text="Rule of this project")
    assert rules.words == {"b", "a"}
    with pytest.raises(TypeError):
        rules.rows["one"] = rules.rows["two"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("points = 2", 'points = "2"', "small.toml, line 13: rows.two.points: Input should be a valid integer"),
        ('name = "two"', 'name = "one"', "small.toml, line 6: rows: row 2 has a name that an earlier one has: “one”"),
        ('name = "two"\n', "", "small.toml, line 6: rows: row 2 has no name; its keys are points, source"),
        ('words = ["a", "b"]', "words = [1]", "small.toml, line 1: words.0: Input should be a valid string"),
        ("points = 2", "points = ", "small.toml: Invalid value (at line 13, column 10)"),
        ("[[rows]]", "[rows]", "small.toml: Cannot declare ('rows',) twice (at line 11, column 6)"),
    ],
)
def test_what_is_said_of_a_small_file(old: str, new: str, told: str) -> None:
    with pytest.raises(RulesError) as error:
        parse_rules(Small, SMALL.replace(old, new), "small.toml")
    assert str(error.value) == told


def test_a_table_named_by_its_key_holds_no_other_name() -> None:
    tables = SMALL.replace("[[rows]]", "[rows.one]", 1).replace("[[rows]]", "[rows.three]")
    with pytest.raises(RulesError, match=r"small\.toml, line 6: rows: the name of “one” is that of its table"):
        parse_rules(Small, tables, "small.toml")
    plain = "".join(line for line in tables.splitlines(keepends=True) if not line.startswith("name"))
    assert [row.name for row in parse_rules(Small, plain, "small.toml").rows.values()] == ["one", "three"]
