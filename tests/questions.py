"""A small ledger with one question of each sort, and claims that answer them: for tests of what goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firmground.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from tests.conftest import Folder

QUESTIONS = """\
questions:
  - id: tea-cold
    asks: Does tea ease a cold, compared with no treatment?
    kind: effect
    about: tea
    condition: cold
    comparator: no treatment
    outcome: pain
    timeframe: three days
    beside: [tea-cold-sham]
    evidence:
      - {ref: first2020, says: affirms, passage: result, where: table 2, why: "Two of nine people were better."}
      - {ref: second2020, says: silent, passage: background, why: "Tells of its history only."}
    unread:
      - {ref: third2021, what: "its result"}
    rating:
      certainty: moderate
      start: randomised
      down:
        imprecision: {steps: 1, because: "Nine people."}
      no_risk_of_bias: Nobody knew who had what.
      why: One small trial.
      by: editors
      dated: 2026-11-22
    found: affirms
    size: small
    figures: 2 of 9 people were better, and 1 of 9 without tea.
    answer: Tea probably eases a cold a little for three days, compared with no treatment.
  - id: tea-cold-sham
    asks: Does tea ease a cold, compared with coloured water?
    kind: effect
    about: tea
    condition: cold
    comparator: coloured water
    outcome: pain
    searched: {dated: 2026-11-20, where: PubMed, for: "tea, sham"}
    rating: {not_rated: "Nothing was found."}
    found: nothing
    answer: As far as we found, nobody has studied it.
  - id: tea-burns
    asks: How often does tea burn the tongue?
    kind: frequency
    about: tea
    evidence:
      - {ref: third2021, says: affirms, passage: result, why: "28 of 1,000 people."}
    rating: {certainty: low, start: counted, down: {risk of bias: {steps: 2, because: "Counted by sellers.",
      hides: harm}}, why: "One count.", by: editors, dated: 2026-11-22, reviewed_by: Dr Ada}
    rate: {low: 0.028, high: 0.05, of: people, counted_by: sellers of tea, lean: too low}
    answer: Tea may burn the tongue of about 3 to 5 of 100 people, and perhaps more.
  - id: tea-old
    asks: Is tea thousands of years old?
    kind: fact
    about: tea
    implies: [tea-known]
    evidence:
      - {ref: second2020, says: affirms, passage: record, why: "It shows an old pot."}
    rating: {why: "A book shows it.", by: editors, dated: 2026-11-22}
    status: so
    source: secondary
    answer: Tea has been drunk for thousands of years.
  - id: tea-known
    asks: Who first drank tea?
    kind: fact
    about: tea
    rating: {why: "No record names anybody.", by: editors, dated: 2026-11-22}
    status: not known
    source: none
    untestable: nobody wrote it down
    answer: Nobody knows who first drank tea.
"""

THIRD = """\

@article{third2021,
  author = {Third, Eve},
  title = {Burnt tongues},
  year = {2021},
  journal = {Journal of Tea},
  design = {cohort study},
  verified = {2026-11-22},
}
"""


def asking(folder: Folder) -> Ledger:
    """The sound ledger, where four claims answer five questions.

    tea-001 (firm, for a cold, names no sham) says yes to tea-cold, of which it tells another outcome, and takes tea-old
    for granted; tea-002 says yes to tea-old; tea-003 warns that burns are common; tea-004 reports the use.
    """
    folder.write("claims/questions/tea.yaml", QUESTIONS)
    folder.write("references.bib", folder.text("references.bib") + THIRD)
    folder.change(
        "claims/ledger.yaml",
        '    no treatment: {definition: "Nothing.", facet: no treatment}\n',
        '    no treatment: {definition: "Nothing.", facet: no treatment}\n'
        '    coloured water: {definition: "It looks like tea.", facet: sham}\n',
    )
    text = folder.text("claims/tea.yaml")
    for begin, end, new in (
        ("        stance: supports\n", "        accuracy", ""),
        (
            "    rating:\n      certainty: low",
            "  - id: tea-002",
            "    answers:\n"
            "      - {question: tea-cold, says: affirms, indirect: {steps: 1, because: It speaks of all that hurts.}}\n"
            "      - {question: tea-old, says: affirms, implied: true, why: Only in passing.}\n",
        ),
        ("    group: shared\n", "  - id: tea-003", "    answers: [{question: tea-old, says: affirms}]\n"),
        (
            '    rating: {not_rated: "Nobody looked."}\n',
            "  - id: tea-004",
            "    warning: true\n    answers: [{question: tea-burns, often: common}]\n"
            "    write: Tea may burn your tongue.\n",
        ),
        (
            '    rating: {not_rated: "Only how',
            "set_aside",
            "    answers:\n      - {question: tea-cold, says: affirms, used: true}\n"
            "      - {question: tea-known, says: affirms}\n",
        ),
        ("groups:\n", "claims:\n", ""),
    ):
        start = text.index(begin)
        text = text[:start] + new + text[text.index(end, start) :]
    folder.write("claims/tea.yaml", text)
    return open_ledger(folder.path, folder.path / "articles")
