"""A small ledger on honey whose claims answer questions, made by hand: warnings, counts, a use, and unknowns."""

from __future__ import annotations

from pathlib import Path

from tests.reports.topic_ledger import SCRIPT

SETTINGS = """
title: Honey
as_of: 2026-11-22
notice: Drafts.
raters:
  editors: {name: Editors, role: "Editors, no clinicians"}
vocabulary:
  about:
    honey: {definition: "Honey by mouth."}
  condition:
    cough: {definition: "Coughing."}
    hiccups: {definition: "Hiccups."}
  comparator:
    no treatment: {definition: "Nothing.", facet: no treatment}
  outcome:
    coughing: {definition: "How often one coughs."}
    stings: {definition: "Being stung."}
    serious illness: {definition: "Illness that needs a hospital."}
"""

QUESTIONS = """
questions:
  - id: teeth
    asks: How often do teeth decay in people who take honey each night?
    kind: frequency
    about: honey
    outcome: stings
    evidence: [{ref: count2020, says: affirms, passage: result, where: table 2, why: "3 of 100 had decay."}]
    rate: {low: 0.0008, high: 0.08, of: people, counted_by: the sellers of honey, lean: too low}
    rating: {certainty: low, start: counted, down: {imprecision: {steps: 2, because: 100 people}},
      why: Few were counted, by: editors, dated: 2026-11-22}
    figures: 3 of 100 people in one count
    answer: Teeth may decay in some people who take honey each night.
  - id: fever-doctor
    asks: Should somebody with fever and cough see a doctor?
    kind: fact
    about: honey
    status: so
    source: primary
    precaution: fever with cough can be pneumonia
    evidence: [{ref: guide2021, says: affirms, passage: guideline, why: "It advises so."}]
    rating: {why: The guideline says so., by: editors, dated: 2026-11-22}
    answer: With fever and cough, see a doctor.
  - id: babies
    asks: Who should not have honey?
    kind: fact
    about: honey
    people: babies
    status: so
    source: primary
    items:
      babies: {status: so, answer: "No honey in the first year."}
      grandmothers: {status: not known, unread: [{what: "a survey of grandmothers"}]}
    evidence: [{ref: guide2021, says: affirms, passage: guideline, why: "It names babies."}]
    rating: {why: The guideline names babies., by: editors, dated: 2026-11-22}
    answer: Babies should not have honey.
  - id: botulism
    asks: Can honey make babies gravely ill?
    kind: frequency
    about: honey
    outcome: serious illness
    happens: shown
    evidence: [{ref: guide2021, says: affirms, passage: record, why: "Cases are described."}]
    rating: {why: Cases are documented., by: editors, dated: 2026-11-22}
    answer: Honey can make babies gravely ill; cases are documented.
  - id: cough
    asks: Does honey ease a cough, compared with no treatment?
    kind: effect
    about: honey
    condition: cough
    comparator: no treatment
    outcome: coughing
    evidence: [{ref: count2020, says: affirms, passage: result, why: "One night better in five."}]
    unread: [{what: "a trial in Danish"}]
    rating: {certainty: low, start: randomised, down: {imprecision: {steps: 2, because: 100 people}},
      why: One small trial, by: editors, dated: 2026-11-22}
    found: affirms
    size: small
    answer: Honey may ease a cough a little.
  - id: hiccups
    asks: Does honey stop hiccups?
    kind: effect
    about: honey
    condition: hiccups
    searched: {dated: 2026-11-20, where: PubMed, for: honey and hiccups}
    rating: {not_rated: No study was found.}
    found: nothing
    answer: No study of honey for hiccups was found in PubMed in November 2026.
  - id: price
    asks: "Is honey dear? @script@"
    kind: fact
    about: honey
    status: not known
    source: none
    rating: {why: Nobody has looked., by: editors, dated: 2026-11-22}
    answer: Whether honey is dear is not known.
"""

CLAIMS = """
article: {id: bees, publisher: Bees, url: "https://bees.example/honey"}
claims:
  - {id: bees-001, claim: Honey seldom harms teeth., anchor: {start: honey seldom}, kind: safety, about: honey,
     warning: true, outcome: stings, direction: against, wording: firm, attribution: {kind: none},
     answers: [{question: teeth, often: rare}]}
  - {id: bees-002, claim: See a doctor if there is fever., anchor: {start: see a doctor}, kind: advice, about: honey,
     warning: true, direction: none, wording: firm, attribution: {kind: none},
     answers: [{question: fever-doctor, says: affirms}]}
  - {id: bees-003, claim: Give no honey to babies., anchor: {start: no honey to}, kind: contraindication, about: honey,
     warning: true, direction: against, wording: firm, attribution: {kind: none},
     answers: [{question: babies, item: babies, says: affirms}, {question: botulism, says: affirms, implied: true}]}
  - {id: bees-004, claim: Honey eases a cough., anchor: {start: honey eases}, kind: efficacy, about: honey,
     condition: cough, direction: for, wording: firm, attribution: {kind: dated study, as: "a 2020 study"},
     citations: [{ref: count2020, identified: certain, accuracy: oversimplified, why: "It says a little."}],
     answers: [{question: cough, says: affirms}, {question: hiccups, says: affirms, implied: true}],
     write: At night honey may ease a cough a little.}
  - {id: bees-005, claim: Honey is used for hiccups., anchor: {start: honey is used}, kind: usage, about: honey,
     condition: hiccups, direction: for, wording: firm, attribution: {kind: none},
     answers: [{question: hiccups, says: affirms, used: true}]}
  - {id: bees-006, claim: Honey cures the cough of the old., anchor: {start: honey cures}, kind: efficacy, about: honey,
     condition: cough, direction: for, wording: firm, attribution: {kind: none},
     citations: [{ref: count2020, role: offered, stance: does not address, why: No old people.}],
     rating: {certainty: low, start: randomised, down: {imprecision: {steps: 2, because: 100 people}},
       basis: [count2020], why: Nobody was old, by: editors, on: 2026-11-22}}
  - {id: bees-007, claim: Honey is cheap., anchor: {start: honey is cheap}, kind: cost and access, about: honey,
     direction: none, wording: firm, attribution: {kind: none}, answers: [{question: price, says: denies}]}
"""

BIB = """
@article{count2020, author = {Lee, Ann}, title = {Honey at night}, year = {2020}, journal = {Bees}, volume = {1},
  pages = {1-2}, doi = {10.1000/bees.1}, design = {randomised trial}, participants = {100},
  finding = {One night better in five.}, verified = {2026-11}}
@book{guide2021, author = {{Honey Board}}, title = {Honey and babies}, year = {2021}, publisher = {Board},
  design = {guideline}, verified = {2026-11}}
"""


def write_questions(folder: Path) -> Path:
    """Writes the ledger; what is hostile in it is text and nothing else."""
    (folder / "claims" / "questions").mkdir(parents=True)
    for name, text in (("ledger", SETTINGS), ("bees", CLAIMS), ("questions/honey", QUESTIONS)):
        (folder / "claims" / f"{name}.yaml").write_text(text.replace("@script@", SCRIPT), encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    return folder
