"""A small ledger on tea and honey, made by hand, with one claim of each sort that a topic page tells apart."""

from __future__ import annotations

from pathlib import Path

SCRIPT = "<script>document.title='owned'</script>"

SETTINGS = """
title: Tea and honey
as_of: 2026-11-22
notice: Drafts.
raters:
  editors: {name: Editors, role: "Editors, no clinicians"}
vocabulary:
  about:
    honey: {definition: "Honey by mouth."}
    tea: {definition: "Leaves in hot water."}
    each: {definition: "Tea and honey together.", together: [honey, tea]}
    cold baths: {definition: "Something else.", not_a_treatment: true, asked: other treatments}
  condition:
    cough: {definition: "Coughing."}
    snoring: {definition: "Noise in sleep.", asked: "sleeping without noise"}
    hiccups: {definition: "Hiccups."}
    fever: {definition: "Raised heat."}
  comparator:
    cough syrup: {definition: "Syrup.", facet: active treatment}
  outcome:
    coughing: {definition: "How often one coughs."}
    adverse events: {definition: "Harm."}
    serious adverse events: {definition: "Serious harm."}
families:
  tea-eases:
    says: Tea may ease a cough.
    claims: [one-001, two-001]
    note: Both speak of black tea.
  tea-is-old:
    says: Tea is old.
    claims: [one-006, two-002]
"""

ONE = """
article: {id: one, publisher: One, url: "https://one.example/tea"}
claims:
  - {id: one-001, claim: Tea eases a cough., anchor: {start: tea eases}, kind: efficacy, about: tea, condition: cough,
     outcome: coughing, direction: for, wording: firm, attribution: {kind: none},
     citations: [{ref: lee2018tea, role: offered, stance: supports, why: Less coughing.}],
     rating: {certainty: low, start: randomised, down: {imprecision: {steps: 1, because: 40 people},
       risk of bias: {steps: 1, because: nobody was blinded.}}, basis: [lee2018tea], why: One small trial,
       by: editors, on: 2026-11-22}}
  - {id: one-002, claim: Tea beats cough syrup., anchor: {start: tea beats}, kind: comparative efficacy, about: tea,
     condition: cough, comparator: cough syrup, outcome: coughing, direction: for, wording: firm,
     attribution: {kind: none}, citations: [{ref: kim2020review, role: offered, stance: contradicts, why: Worse.}],
     rating: {certainty: moderate, start: adopted, adopted: {ref: kim2020review, certainty: moderate},
       basis: [kim2020review], why: Syrup did better., by: editors, on: 2026-11-22}}
  - {id: one-003, claim: Honey ends a cough., anchor: {start: honey ends}, kind: efficacy, about: honey,
     condition: cough, direction: for, wording: firm, attribution: {kind: none},
     rating: {not_rated: Nobody has looked.}}
  - {id: one-004, claim: Tea may harm., anchor: {start: tea may harm}, kind: safety, about: tea,
     outcome: adverse events, direction: against, wording: hedged, attribution: {kind: none},
     citations: [{ref: kim2020review, role: offered, stance: supports, why: Counted.}],
     rating: {certainty: high, start: randomised, basis: [kim2020review], why: Counted., by: editors, on: 2026-11-22}}
  - {id: one-005, claim: Tea may burn the mouth badly., anchor: {start: tea may burn}, kind: safety, about: tea,
     outcome: serious adverse events, direction: against, wording: hedged, attribution: {kind: none},
     citations: [{ref: lee2018tea, role: offered, stance: supports, why: One burn.}],
     rating: {certainty: low, start: observational, basis: [lee2018tea], why: One burn., by: editors, on: 2026-11-22}}
  - {id: one-006, claim: Tea is many centuries old., anchor: {start: tea is many}, kind: history, about: tea,
     direction: none, wording: firm, attribution: {kind: none},
     citations: [{ref: book2001, role: offered, stance: supports, why: Says so.}],
     rating: {fact: confirmed, source: secondary, basis: [book2001], why: A book says so., by: editors,
       on: 2026-11-22}}
  - {id: one-007, claim: Tea comes from the moon., anchor: {start: from the moon}, kind: history, about: tea,
     direction: none, wording: firm, attribution: {kind: none},
     citations: [{ref: book2001, role: offered, stance: contradicts, why: It says China.}],
     rating: {fact: refuted, source: secondary, basis: [book2001], why: It comes from China, by: editors,
       on: 2026-11-22}}
  - {id: one-008, claim: Tea stops snoring., anchor: {start: tea stops}, kind: usage, about: each,
     condition: snoring, direction: for, wording: firm, attribution: {kind: none},
     rating: {not_rated: No work is on it}}
  - {id: one-009, claim: Cold baths cure hiccups., anchor: {start: cold baths}, kind: usage, about: cold baths,
     condition: hiccups, direction: for, wording: firm, attribution: {kind: none}, rating: {not_rated: A joke.}}
  - {id: one-010, claim: "Honey cools @script@", anchor: {start: honey cools}, kind: definition, about: honey,
     condition: fever, direction: none, wording: firm, attribution: {kind: none},
     rating: {fact: cannot be verified, source: none, why: "No source @script@", by: editors, on: 2026-11-22}}
"""

TWO = """
article: {id: two, publisher: Two, url: "https://two.example/tea"}
claims:
  - {id: two-001, claim: Tea might ease a cough., anchor: {start: tea might}, kind: efficacy, about: tea,
     condition: cough, outcome: coughing, direction: for, wording: hedged, attribution: {kind: none},
     citations: [{ref: lee2018tea, role: offered, stance: supports, why: Less coughing.}],
     rating: {certainty: low, start: randomised, down: {imprecision: {steps: 1, because: 40 people},
       risk of bias: {steps: 1, because: nobody was blinded.}}, basis: [lee2018tea], why: One small trial,
       by: editors, on: 2026-11-22},
     conflicts_with: [{claim: one-002, why: One of them must be wrong}]}
  - {id: two-002, claim: Tea is old as the hills., anchor: {start: as the hills}, kind: history, about: tea,
     direction: none, wording: firm, attribution: {kind: none},
     rating: {fact: cannot be verified, source: none, why: How old hills are is not known., by: editors,
       on: 2026-11-22}}
"""

BIB = """
@article{lee2018tea, author = {Lee, Ann}, title = {Tea for cough}, year = {2018}, journal = {Tea}, volume = {1},
  pages = {1-2}, doi = {10.1000/tea.1}, pmid = {123}, design = {randomised trial}, participants = {40},
  comparator = {hot water}, finding = {Two coughs fewer a night (MD -2.0; -3.5 to -0.5, 95% CI).},
  verified = {2026-11}}
@article{kim2020review, author = {Kim, Bo}, title = {Teas}, year = {2020}, journal = {Tea}, volume = {2},
  pages = {3-4}, doi = {10.1000/tea.2}, design = {systematic review}, participants = {1234}, studies = {12},
  certainty = {moderate}, finding = {Syrup won.}, verified = {2026-11}}
@book{book2001, author = {Old, Cy}, title = {Tea through time}, year = {2001}, publisher = {Press}, design = {book},
  verified = {2026-11}}
"""


def write_topics(folder: Path) -> Path:
    """Writes the ledger; what is hostile in it is text and nothing else."""
    (folder / "claims").mkdir(parents=True)
    for name, text in (("ledger", SETTINGS), ("one", ONE), ("two", TWO)):
        (folder / "claims" / f"{name}.yaml").write_text(text.replace("@script@", SCRIPT), encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    return folder
