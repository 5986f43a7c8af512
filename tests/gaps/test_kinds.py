"""The kinds of gap, written out by hand."""

from __future__ import annotations

from firmground.gaps.actions import told
from firmground.gaps.kinds import GAP_SEVERITIES, GROUPS, KINDS, Hit, gap_rules
from firmground.records import Thresholds
from firmground.records.terms import Design, Kind, words_of

# kind, group, severity, milder severity
TABLE = [
    ("uncited", "citation", "medium", None),
    ("unidentified study", "citation", "medium", None),
    ("vague attribution", "citation", "low", None),
    ("misquoted", "citation", "high", "medium"),
    ("overstated", "wording", "medium", None),
    ("contradicted", "wording", "high", None),
    ("disputed by the evidence", "wording", "medium", None),
    ("unsupported", "wording", "medium", None),
    ("warning says too little", "wording", "high", None),
    ("warning too firm", "wording", "low", None),
    ("warning is wrong", "wording", "high", None),
    ("warning not settled", "wording", "low", None),
    ("comparator dropped", "wording", "medium", None),
    ("disputed between articles", "wording", "medium", None),
    ("disputed within the article", "wording", "medium", None),
    ("retracted or corrected", "currency", "high", "low"),
    ("newer version", "currency", "medium", None),
    ("outdated fact", "currency", "medium", None),
    ("old review", "currency", "low", None),
    ("old guideline", "currency", "low", None),
    ("primary study cited", "currency", "low", None),
    ("not studied", "evidence", "high", None),
    ("not read", "evidence", "medium", None),
    ("not looked for", "evidence", "medium", None),
    ("synthesis", "evidence", "medium", None),
    ("cryptic", "evidence", "medium", None),
    ("unused", "evidence", "low", None),
]


def test_every_kind_in_its_order() -> None:
    rows = [(rule.name, rule.group, rule.severity, rule.lesser) for rule in gap_rules().kinds.values()]
    assert rows == TABLE
    assert tuple(row[0] for row in TABLE) == KINDS


def test_groups_stand_together_in_their_order() -> None:
    groups = [rule.group for rule in gap_rules().kinds.values()]
    assert tuple(dict.fromkeys(groups)) == GROUPS
    assert groups == sorted(groups, key=GROUPS.index)


def test_every_kind_says_what_it_is_what_to_do_and_where_it_comes_from() -> None:
    for name in KINDS:
        rule = gap_rules().kinds[name]  # type: ignore[index]
        assert rule.definition.endswith(".")
        assert told(rule.action).endswith(".")
        assert rule.source.text
        assert (rule.lesser is None) == (rule.lesser_when is None)


def test_the_thresholds_are_those_of_their_sources() -> None:
    """Shojania 2007: a median of 5.5 years. Martínez García 2014: 81.3 % of recommendations valid after 3 years."""
    found = {name: (it.years, it.source.text[:15]) for name, it in gap_rules().thresholds.items()}
    assert found == {"old_review_years": (5.5, "Shojania and ot"), "old_guideline_years": (3.0, "Martínez García")}


def test_a_ledger_can_set_every_threshold_and_no_other() -> None:
    assert set(Thresholds.model_fields) == set(gap_rules().thresholds)


def test_every_sign_of_age_names_its_gap_or_why_there_is_none() -> None:
    for signal in gap_rules().signals:
        assert (signal.kind is None) != (signal.missing is None)
        assert signal.kind is None or signal.kind in KINDS


def test_rules_speak_the_words_of_the_records() -> None:
    rules = gap_rules()
    assert rules.designs.synthesis | rules.designs.study < set(words_of(Design))
    assert not rules.designs.synthesis & rules.designs.study
    needs = rules.needs
    for kinds in (needs.citation, needs.citation_with_condition, needs.comparator, needs.map):
        assert kinds < set(words_of(Kind))


def test_the_milder_severity_applies_only_where_there_is_one() -> None:
    assert Hit("misquoted", "x", lesser=True).severity == "medium"
    assert Hit("misquoted", "x").severity == "high"
    assert Hit("uncited", "x", lesser=True).severity == "medium"
    assert GAP_SEVERITIES == ("high", "medium", "low")
