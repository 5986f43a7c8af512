"""What `firmground show CLAIM` prints: the whole chain, in order, worked out by hand for three small claims."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from firmground.ledger import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
TEXT = (
    "Some studies found honey better than nothing for a cough. Tea was first drunk in China. Honey cures all coughs.\n"
)

SETTINGS = """
title: Honey
as_of: 2026-11-22
notice: Drafts.
raters:
  editors: {name: Editors, role: no clinicians}
vocabulary:
  about:
    honey: {definition: Honey.}
  condition:
    cough: {definition: Cough.}
  comparator:
    no treatment: {definition: Nothing., facet: no treatment}
  outcome:
    symptoms: {definition: Symptoms.}
"""

CLAIMS = f"""
article:
  id: alpha
  title: All about honey
  url: https://example.org/honey
  text: {{sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}, sentences: 3}}
claims:
  - id: alpha-001
    claim: Some studies found honey better than nothing for a cough.
    anchor: {{start: "Some studies found", end: "for a cough"}}
    kind: efficacy
    about: honey
    condition: cough
    comparator: no treatment
    outcome: symptoms
    direction: for
    wording: hedged
    central: true
    attribution: {{kind: unnamed research, as: "Some studies"}}
    citations:
      - ref: bee2012honey
        role: cited
        identified: certain
        stance: supports
        accuracy: oversimplified
        why: "40 children."
      - {{ref: null, as: "Some studies", role: cited, why: "Searched; nothing else fits."}}
      - {{ref: wasp2020cough, role: offered, stance: contradicts, why: "12 trials, no gain."}}
    rating:
      certainty: low
      start: randomised
      down:
        risk of bias: {{steps: 1, because: "nobody was blinded"}}
        imprecision: {{steps: 1, because: "40 children"}}
      basis: [bee2012honey, wasp2020cough]
      why: Two works that disagree.
      by: editors
      on: 2026-11-22
    conflicts_with:
      - {{claim: alpha-003, why: "One says some, the other all."}}
  - id: alpha-002
    claim: Tea comes from China.
    anchor: {{start: "Tea was first drunk"}}
    kind: history
    about: honey
    direction: none
    wording: firm
    attribution: {{kind: none}}
    citations:
      - {{ref: leaf1999tea, role: offered, stance: supports, why: "A history."}}
    rating:
      fact: confirmed
      source: secondary
      basis: [leaf1999tea]
      why: A history says so.
      by: editors
      on: 2026-11-22
  - id: alpha-003
    claim: Honey cures every cough.
    anchor: {{start: "Honey cures all"}}
    kind: efficacy
    about: honey
    condition: cough
    direction: for
    wording: firm
    attribution: {{kind: none}}
    rating: {{not_rated: "No work in the ledger speaks of every cough."}}
    note: Odd.
"""

BIB = """
@article{bee2012honey,
  author = {Bee, Ann and Ant, Bo and Fly, Cy}, title = {Honey}, year = {2012}, journal = {J Honey},
  design = {randomised trial}, verified = {2026-11}, unverified = {volume},
}
@article{wasp2020cough,
  author = {Wasp, Dee}, title = {Cough}, year = {2020}, journal = {J Cough},
  design = {systematic review}, status = {corrected}, statusnote = {A table was mended.}, verified = {2026-11},
}
@book{leaf1999tea,
  author = {Leaf, Ed}, title = {Tea}, year = {1999}, design = {book},
}
"""


@pytest.fixture
def small(tmp_path: Path) -> Ledger:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "claims/alpha.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/alpha.txt").write_text(TEXT, encoding="utf-8")
    return open_ledger(tmp_path, tmp_path / "articles")


def sections(card: str) -> dict[str, str]:
    """The text under each heading, white space folded; the first line under an empty heading."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in card.splitlines():
        if line and not line.startswith(" ") and found[""]:
            name = line
            found[name] = []
        elif line:
            found[name].append(line)
    return {heading: " ".join(" ".join(lines).split()) for heading, lines in found.items()}


def test_the_chain_of_a_claim_of_effect(small: Ledger) -> None:
    parts = sections(small.show("alpha-001"))
    expected = {
        "": "alpha-001 disputed (central)",
        "What the article says": (
            "In our words Some studies found honey better than nothing for a cough. "
            "Its words “Some studies found honey better than nothing for a cough” "
            "Kind efficacy; wording: hedged "
            "Topic honey; condition: cough; outcome: symptoms; compared with: no treatment"
        ),
        "Where": (
            "Article All about honey Place https://example.org/honey#:~:text=Some%20studies%20found,for%20a%20cough"
        ),
        "What it cites": (
            "It names “Some studies” (unnamed research) "
            "It rests on Bee and others 2012 [bee2012honey]: certainly meant; supports. 40 children. "
            "“Some studies”: not found. Searched; nothing else fits. "
            "We add Wasp 2020 [wasp2020cough]: contradicts. 12 trials, no gain."
        ),
        "Rating 1 of 3. Does the source say it? (only for what the article rests on)": (
            "- Oversimplified: Bee and others 2012. The article drops a condition, a population, a comparison or a "
            "size that the source has. A minor error. "
            "- Not compared: the work behind “Some studies” was not found."
        ),
        "Rating 2 of 3. How good is the source?": (
            "Level of the study design, 1 (best) to 5, for “Does this intervention help?” (OCEBM 2011) "
            "- Bee and others 2012: randomised trial, level 2, not confirmed: volume. "
            "- Wasp 2020: systematic review, level 1, CORRECTED (A table was mended). "
            "Where nothing else is said, title, authors, journal and year were seen on a source page."
        ),
        "Rating 3 of 3. How certain is the body of evidence? (GRADE)": (
            "Certainty low, 2 of 4 ⊕⊕◯◯. Two works that disagree. "
            "Rated by editors on 2026-11-22; a draft, not reviewed by a clinician"
        ),
        "The steps": (
            "Basis The rating rests on 2 works. "
            "Stances Bee and others 2012 supports the claim; Wasp 2020 contradicts the claim. "
            "Taken together, they disagree with each other on the claim. "
            "Certainty The certainty starts high, as evidence from randomised trials does. "
            "It goes down one step to moderate for risk of bias (how the studies were done): nobody was blinded. "
            "It goes down one step to low for imprecision (figures that chance could explain): 40 children. "
            "So it is low, 2 of 4, on the GRADE scale. "
            "Wording The article’s wording is careful: it leaves room for doubt. "
            "Verdict So the verdict is “disputed”: some of the evidence speaks for the claim and some against it; "
            "both are shown, and nothing is averaged away. "
            "Level The best design among the works is a systematic review (Wasp 2020): level 1 of 5, "
            "where 1 is best (OCEBM 2011)."
        ),
        "The verdict": (
            "Verdict disputed. The evidence disagrees with itself, or points the other way too weakly to settle the "
            "matter. By the rules what is rated: direct; studies together: mixed; GRADE: start randomised, "
            "risk of bias −1, imprecision −1; wording: hedged; verdict: mixed, hedged, low; OCEBM 2011: benefit "
            "(docs/reference/grading.md)"
        ),
        "The wording that the evidence allows": (
            "- Studies disagree on this, and they are of low certainty: "
            "Some studies found honey better than nothing for a cough."
        ),
        "What contradicts it in these articles": (
            "- alpha-003 (not rated): Honey cures every cough. One says some, the other all."
        ),
    }
    assert {heading: parts[heading] for heading in expected} == expected
    # In the order of the chain.
    assert [heading for heading in parts if heading in {*expected, "Gaps"}] == [
        *list(expected)[:-1],
        "Gaps",
        "What contradicts it in these articles",
    ]
    # A reason that stands beside the work is not said again, and the conflict has a heading of its own.
    assert "- misquoted (medium): Bee and others 2012: oversimplified, a minor error" in parts["Gaps"]
    assert "40 children" not in parts["Gaps"]
    assert "disputed within the article" not in parts["Gaps"]


def test_the_card_of_a_fact(small: Ledger) -> None:
    parts = sections(small.show("alpha-002"))
    assert parts["What it cites"] == (
        "It names nobody It rests on no source We add Leaf 1999 [leaf1999tea]: supports. A history."
    )
    assert parts["Rating 1 of 3. Does the source say it? (only for what the article rests on)"] == (
        "- Nothing to compare: the article cites nothing."
    )
    assert parts["Rating 2 of 3. How good is the source?"] == "- Leaf 1999: book, seen on no source page."
    assert parts["Rating 3 of 3. Is it so? (a question of fact)"] == (
        "Fact confirmed; source: secondary Rated by editors on 2026-11-22; a draft, not reviewed by a clinician"
    )
    assert parts["The steps"] == (
        "Basis This is a question of fact; it was checked against Leaf 1999 as a secondary source (at second hand). "
        "Verdict The verdict is “confirmed”: a source shows that it is so. A history says so."
    )
    assert parts["The verdict"] == (
        "Verdict confirmed. A source shows that the fact is so. "
        "By the rules fact: secondary source; fact: confirmed (docs/reference/grading.md)"
    )
    assert "The wording that the evidence allows" not in parts


def test_the_card_of_a_claim_that_nobody_rated(small: Ledger) -> None:
    parts = sections(small.show("alpha-003"))
    assert parts[""] == "alpha-003 not rated"
    assert parts["Rating 2 of 3. How good is the source?"] == "- There is no source to judge."
    assert parts["Rating 3 of 3. How certain is the body of evidence? (GRADE)"] == (
        "Not rated No work in the ledger speaks of every cough."
    )
    assert "The steps" not in parts
    assert parts["What contradicts it in these articles"].startswith("- alpha-001 (disputed): Some studies found honey")
    assert parts["Note"] == "- Odd."


def test_a_basis_that_was_retracted_whole_leaves_no_certainty(small: Ledger) -> None:
    bib = small.folder / "references.bib"
    text = bib.read_text(encoding="utf-8").replace("{corrected}", "{retracted}")
    retracted = text.replace("design = {randomised trial},", "design = {randomised trial}, status = {withdrawn},")
    bib.write_text(retracted, encoding="utf-8")
    parts = sections(open_ledger(small.folder, small.articles).show("alpha-001"))
    assert parts[""] == "alpha-001 unsupported (central)"
    assert (
        "Wasp 2020: systematic review, RETRACTED (A table was mended)."
        in parts["Rating 2 of 3. How good is the source?"]
    )
    certainty = parts["Rating 3 of 3. How certain is the body of evidence? (GRADE)"]
    assert certainty.startswith("Certainty none: no work that counts is left.")
    assert "⊕" not in certainty
    assert parts["The wording that the evidence allows"] == "- None: no work that counts is left."


def test_without_the_text_the_card_shows_the_anchor_and_says_so(small: Ledger) -> None:
    (small.articles / "alpha.txt").unlink()
    said = sections(open_ledger(small.folder, small.articles).show("alpha-001"))["What the article says"]
    assert "Its words “Some studies found … for a cough” (the text is not at hand)" in said


def test_every_card_of_the_first_ledger_fits_a_terminal() -> None:
    """No line is wider than 100 characters but the link, which must not be cut."""
    ledger = open_ledger(ROOT)
    wide = [
        (claim.id, line)
        for claim in ledger.contents.claims()
        for line in ledger.show(claim.id).splitlines()
        if len(line) > 100 and not line.startswith("  Place ")
    ]
    assert wide == []
