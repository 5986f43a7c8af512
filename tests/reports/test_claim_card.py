"""A claim's card, worked out by hand for small claims: its rules on the value, then what a page and a terminal show."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from firmground.ledger import Ledger, open_ledger
from firmground.reports.cards.claim import LONG, ClaimCard, Saying, claim_card, once, usual_signature
from firmground.reports.cards.terminal import card_in_text
from firmground.reports.views.claim import cards_in_html

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
    return write(tmp_path, CLAIMS, BIB)


def write(folder: Path, claims: str, bib: str = BIB) -> Ledger:
    (folder / "claims").mkdir(parents=True)
    (folder / "claims/ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "claims/alpha.yaml").write_text(claims, encoding="utf-8")
    (folder / "references.bib").write_text(bib, encoding="utf-8")
    (folder / "articles").mkdir()
    (folder / "articles/alpha.txt").write_text(TEXT, encoding="utf-8")
    return open_ledger(folder, folder / "articles")


def card(ledger: Ledger, name: str) -> ClaimCard:
    return claim_card(ledger.audit, ledger.contents.claims_by_id[name])


# -- the rules, on the value ----------------------------------------------------------------------------------------


def test_what_the_article_says_and_where(small: Ledger) -> None:
    shown = card(small, "alpha-001")
    assert shown.words == "Some studies found honey better than nothing for a cough"
    assert (shown.article, shown.sentence) == ("All about honey", 1)
    assert shown.place == "https://example.org/honey#:~:text=Some%20studies%20found,for%20a%20cough"
    assert shown.topic == "honey · cough · against no treatment · hedged wording · central"
    assert card(small, "alpha-003").topic == "honey · cough · firm wording"
    (small.articles / "alpha.txt").unlink()
    without = card(open_ledger(small.folder, small.articles), "alpha-001")
    assert (without.words, without.sentence, without.place) == (None, None, shown.place)


def test_an_article_that_names_nobody_is_quoted_for_nothing(tmp_path: Path) -> None:
    named = write(tmp_path, CLAIMS.replace("kind: unnamed research", "kind: none"))
    assert card(named, "alpha-001").named is None


def test_does_the_source_say_it(small: Ledger, tmp_path: Path) -> None:
    shown = card(small, "alpha-001")
    assert shown.said == "oversimplified, source not found"
    assert [(rule.name, names) for rule, names in shown.compared] == [("oversimplified", "Bee and others 2012")]
    assert (card(small, "alpha-002").said, card(small, "alpha-002").compared) == ("", ())
    # A guess is counted apart, two that nobody judged are put together; what we add ourselves is not asked.
    more = "".join(
        f"      - {{ref: {key}, role: cited, identified: {how}, stance: supports, why: W.{label}}}\n"
        for key, how, label in (
            ("wasp2020cough", "possible", ", accuracy: oversimplified"),
            ("leaf1999tea", "probable", ""),
            ("wasp2020cough", "certain", ""),
        )
    )
    several = card(
        write(tmp_path / "more", CLAIMS.replace("      - ref: bee2012honey\n", f"{more}      - ref: bee2012honey\n")),
        "alpha-001",
    )
    assert several.said == "oversimplified (a possible match), not judged (2 sources), oversimplified, source not found"
    assert several.unjudged == "Leaf 1999 and Wasp 2020"


def test_how_good_is_the_source(small: Ledger) -> None:
    shown = card(small, "alpha-001")
    assert [(r.name, r.level) for r in shown.references] == [
        ("Bee and others 2012", "level 2"),
        ("Wasp 2020", "level 1"),
    ]
    assert shown.best == (1, "systematic review")
    assert shown.scale.endswith("for “Does this intervention help?” (OCEBM 2011)")
    assert shown.seen
    fact = card(small, "alpha-002")
    assert (fact.references[0].level, fact.best, fact.scale, fact.seen) == (None, None, "", False)
    assert card(small, "alpha-003").references == ()


def test_a_review_of_observational_studies_stands_at_best_at_their_level(tmp_path: Path) -> None:
    observational = CLAIMS.replace("start: randomised", "start: observational")
    shown = card(write(tmp_path, observational), "alpha-001")
    assert [r.level for r in shown.references] == ["level 2", "at best level 3"]


def test_a_mechanism_stands_on_no_scale_and_the_card_says_so(tmp_path: Path) -> None:
    shown = card(write(tmp_path, CLAIMS.replace("kind: efficacy", "kind: mechanism")), "alpha-001")
    assert {r.level for r in shown.references} == {None}
    assert shown.scale.startswith("Design only")


def test_a_work_that_was_retracted_counts_for_nothing(tmp_path: Path) -> None:
    bib = BIB.replace("{corrected}", "{retracted}").replace(
        "{randomised trial},", "{randomised trial}, status = {withdrawn},"
    )
    shown = card(write(tmp_path, CLAIMS, bib), "alpha-001")
    assert ({r.level for r in shown.references}, shown.best, shown.grade.certainty) == ({None}, None, None)


def test_each_move_of_the_certainty_is_a_text_of_its_own(small: Ledger) -> None:
    steps = dict(card(small, "alpha-001").steps)
    assert list(steps) == ["basis", "stances", "certainty", "wording", "verdict", "level"]
    assert [text.split(" ")[1] for text in steps["certainty"]] == ["certainty", "goes", "goes", "it"]
    assert {len(texts) for about, texts in steps.items() if about != "certainty"} == {1}


def test_what_stands_on_the_card_already_is_no_reason_again(small: Ledger) -> None:
    told = [reason.text for reason in card(small, "alpha-001").reasons]
    assert told[0].endswith(
        "It goes down one step to low for imprecision: 40 children. So: some of the evidence speaks for "
        "the claim and some against it; both are shown, and nothing is averaged away."
    )
    assert "Bee and others" not in told[0]
    assert told[1:] == ["In the rater’s words: Two works that disagree."]
    assert [reason.text for reason in card(small, "alpha-002").reasons] == ["A history says so."]


def test_the_basis_is_told_where_the_list_of_sources_does_not_show_it(tmp_path: Path) -> None:
    hidden = CLAIMS.replace(
        '      - {ref: wasp2020cough, role: offered, stance: contradicts, why: "12 trials, no gain."}\n', ""
    )
    told = card(write(tmp_path, hidden), "alpha-001").reasons[0].text
    assert told.startswith("The rating rests on 2 works.")


def test_gaps_do_not_say_again_what_stands_at_the_sources(small: Ledger) -> None:
    shown = card(small, "alpha-001")
    assert "misquoted" in {gap.kind for gap in shown.gaps}
    assert all("40 children" not in gap.rule for gap in shown.gaps)
    assert any("40 children" in gap.rule for gap in small.audit.gaps if gap.claim == "alpha-001")


def test_a_dispute_is_told_as_a_conflict_on_both_cards(small: Ledger) -> None:
    one, three = card(small, "alpha-001"), card(small, "alpha-003")
    assert "disputed within the article" not in {gap.kind for shown in (one, three) for gap in shown.gaps}
    assert [(d.kind, d.others, d.why.text) for d in three.disputes] == [
        ("disputed within the article", ("alpha-001",), "Noted at alpha-001: One says some, the other all.")
    ]
    assert one.conflicts == (("alpha-003", "not rated", "Honey cures every cough.", "One says some, the other all."),)


def test_what_a_claim_wrote_down_itself_comes_first_also_when_nobody_knows_the_other(tmp_path: Path) -> None:
    own = '    conflicts_with: [{claim: beta-007, why: "Unknown."}]\n    note: Odd.'
    shown = card(write(tmp_path, CLAIMS.replace("    note: Odd.", own)), "alpha-003")
    assert [conflict[:2] for conflict in shown.conflicts] == [("beta-007", None), ("alpha-001", "disputed")]
    assert [(d.kind, d.others) for d in shown.disputes] == [
        ("disputed within the article", ("alpha-001",)),
        ("disputed between articles", ("beta-007",)),
    ]


def test_the_list_of_the_first_claim_of_a_group_holds_for_the_others(tmp_path: Path) -> None:
    citation = "{ref: leaf1999tea, role: offered, stance: supports, why: S.}"
    shared = f"groups:\n  both:\n    citations: [{citation}]\nclaims:"
    grouped = CLAIMS.replace("claims:", shared, 1).replace("    about: honey\n", "    about: honey\n    group: both\n")
    ledger = write(tmp_path, grouped)
    first, second = card(ledger, "alpha-001"), card(ledger, "alpha-002")
    assert first.leader is None
    assert [c.citation.why for c in first.citations["offered"]] == ["12 trials, no gain.", "S."]
    assert second.leader == "alpha-001"
    assert [c.citation.why for c in second.citations["offered"]] == ["A history."]
    # The first claim rests on other references, so its list does not show what this rating rests on.
    assert second.reasons[0].text.startswith("This is a question of fact; it was checked against Leaf 1999")


FAMILY = """
families:
  honey-helps: {says: Honey helps, claims: [alpha-001, alpha-002, alpha-003], note: Not the same honey}
"""


def test_where_else_the_same_is_said_with_the_verdict_where_it_is_another_one(tmp_path: Path) -> None:
    (small := write(tmp_path, CLAIMS)).folder.joinpath("claims/ledger.yaml").write_text(SETTINGS + FAMILY, "utf-8")
    ledger = open_ledger(small.folder, small.articles)
    shown = card(ledger, "alpha-001")
    assert shown.same == {"this article,": (("alpha-002", "confirmed"), ("alpha-003", "not rated"))}
    alike = replace(ledger.audit.grades["alpha-002"], verdict="disputed")
    audit = replace(ledger.audit, grades={**ledger.audit.grades, "alpha-002": alike})
    assert claim_card(audit, shown.claim).same["this article,"][0] == ("alpha-002", None)
    assert shown.family is not None
    told = sections(card_in_text(shown))["The same assertion elsewhere, strongest wording first (family honey-helps)"]
    assert told.startswith(f"- Honey helps. {shown.family.summary} - alpha-003: Honey cures every cough. [firm")
    assert "- alpha-001 (this claim): Some studies found honey better than nothing for a cough. [hedged" in told
    assert "certainty low; cites bee2012honey; points to “Some studies”, not found; contradicted by alpha-003]" in told
    assert told.endswith("- Not the same honey.")


def test_a_long_text_stands_on_the_first_card_of_a_page_that_has_it(small: Ledger) -> None:
    cards = [card(small, f"alpha-00{n}") for n in (1, 2, 3)]
    long, short = Saying("x" * LONG), Saying("x" * (LONG - 1))
    one, two, three = once(replace(c, reasons=(long, short)) for c in (cards[0], cards[0], cards[2]))
    assert one.reasons == two.reasons == (long, short)  # the same claim
    assert three.reasons == (long, short)  # the same words on other references
    same = replace(cards[2], claim=cards[0].claim.model_copy(update={"id": "alpha-009"}))
    _, one_of_two, all_of_two = once(
        [
            replace(cards[0], reasons=(long, long)),
            replace(same, reasons=(long, short)),
            replace(same, reasons=(long, long)),
        ]
    )
    assert one_of_two.reasons == (replace(long, before="alpha-001"), short)
    assert all_of_two.reasons == (replace(long, before="alpha-001"),)


def test_disputes_of_one_reason_are_put_together_on_a_page(small: Ledger) -> None:
    one, three = card(small, "alpha-001"), card(small, "alpha-003")
    dispute = one.disputes[0]
    others = (dispute, replace(dispute, others=("alpha-004",)), replace(dispute, why=Saying("Another.")))
    assert [(d.others, d.why.text) for d in once([replace(one, disputes=others)])[0].disputes] == [
        (("alpha-003", "alpha-004"), dispute.why.text),
        (("alpha-003",), "Another."),
    ]
    long = replace(dispute, why=Saying("y" * LONG))
    first, second = once([replace(one, disputes=(long,)), replace(three, disputes=(long,))])
    assert (first.disputes[0].why.before, second.disputes[0].why.before) == (None, "alpha-001")
    two = (long, replace(long, others=("alpha-004",), why=Saying("z" * LONG)))
    _, led = once([replace(one, disputes=two), replace(three, disputes=two)])
    assert [(d.others, d.why.before) for d in led.disputes] == [(("alpha-003", "alpha-004"), "alpha-001")]


def test_who_rated_most_claims_is_said_once_for_all_of_them(small: Ledger) -> None:
    cards = [card(small, f"alpha-00{n}") for n in (1, 2, 3)]
    draft = "by editors on 2026-11-22, not reviewed by a clinician"
    assert [c.signed for c in cards] == [draft, draft, None]
    cards.append(replace(cards[0], signed="by somebody else"))
    assert usual_signature(cards) == draft
    assert [c.signed for c in once(cards)] == [None, None, None, "by somebody else"]


# -- the two that lay it out ----------------------------------------------------------------------------------------


def test_a_page_shows_the_card_in_short(small: Ledger) -> None:
    one, _, three = once(card(small, f"alpha-00{n}") for n in (1, 2, 3))
    html = str(cards_in_html([one]))
    text = re.sub(r"<(?:/?(?:b|i|a|small)\b|span)[^>]*>|</span>", "", html)
    parts = [unescape(part).strip() for part in re.split(r"<[^>]+>", text) if part.strip()]
    assert parts == [
        "1 Some studies found honey better than nothing for a cough.",
        "Some studies found honey better than nothing for a cough",
        "disputed efficacy · honey · cough · against no treatment · hedged wording · central",
        "The article points to research that it does not name: “Some studies”. Read the passage Sentence 1",
        *("Does the source say it?", "oversimplified, source not found"),
        *("How good is the source?", "level 1 of 5, the best kind of study (systematic review)"),
        *("How certain is the evidence?", "low ⊕⊕◯◯, 2 of 4"),
        "Nobody has written a sentence for this yet.",
        *(f"{gap.kind}: {gap.rule}" for gap in one.gaps),
        "disputed within the article: cannot be true with alpha-003. One says some, the other all.",
        "3 sources and the reasons",
        "What the article seems to rest on:",
        "Bee and others 2012 (certain match): supports, oversimplified (basis). 40 children.",
        "Not found: “Some studies”. Searched; nothing else fits.",
        "What we add:",
        "Wasp 2020: contradicts (basis). 12 trials, no gain.",
        *(reason.text for reason in one.reasons),
    ]
    assert '<article class="claim v-disputed" id="alpha-001" data-item data-central="yes">' in html
    assert re.findall(r'<a href="([^"]*)">', html) == [
        "#alpha-001",
        one.place,
        "#sentence-1",
        "../reports/article-alpha.html#alpha-003",
        "../reports/references.html#ref-bee2012honey",
        "../reports/references.html#ref-wasp2020cough",
    ]
    assert "<summary>The reasons</summary>" in cards_in_html([three])
    assert '<p class="note"><b>Note:</b> Odd.</p>' in cards_in_html([three])


def test_a_page_leads_to_what_another_card_says_and_escapes_what_it_shows(small: Ledger) -> None:
    fact, lost = card(small, "alpha-002"), card(small, "alpha-001").citations["cited"][1].citation
    unknown = replace(fact.citations["offered"][0], name=None)
    lost = lost.model_copy(update={"as_": "<u>"})
    told = replace(
        fact,
        claim=fact.claim.model_copy(update={"claim": "<b>Tea</b>", "note": "a & b"}),
        citations={"cited": (unknown, replace(unknown, citation=lost))},
        leader="alpha-001",
        reasons=(Saying("y", before="alpha-001"), Saying("<i>")),
        same={"this article,": (("alpha-003", None),), "Beta": (("beta-001", "refuted"), ("beta-002", None))},
        signed="by A & B",
        words=None,
        sentence=None,
        place="javascript:alert(1)",
    )
    html = cards_in_html([told])
    assert "&lt;b&gt;Tea&lt;/b&gt;</h3><p " in html
    assert "No source named. Passage: “Tea was first drunk”.</p>" in html
    assert "<dt>How good is the source?</dt><dd>secondary source</dd></div></dl>" in html
    assert '<p>The sources of <a href="#alpha-001">claim 1</a> hold for this one too.</p>' in html
    assert (
        '<p>As for <a href="#alpha-001">claim 1</a>.</p><p>&lt;i&gt;</p><p class="meta">Rated by A &amp; B.</p>' in html
    )
    assert (
        re.sub(r"</?a[^>]*>", "", str(html)).count("The same is said in</b> this article, 3; Beta 1 (refuted), 2.</p>")
        == 1
    )
    assert "a &amp; b" in html
    assert "<li>leaf1999tea (not in references.bib): <b>supports</b> (basis). A history.</li>" in html
    assert "<li>Not found: “&lt;u&gt;”. Searched; nothing else fits.</li>" in html


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


def test_a_terminal_shows_the_whole_chain(small: Ledger) -> None:
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
            "(firmground explain grading)"
        ),
        "The wording that the evidence allows": "- Nobody has written a sentence for it yet.",
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


def test_a_terminal_shows_a_fact_and_what_nobody_rated(small: Ledger) -> None:
    fact, unrated = sections(small.show("alpha-002")), sections(small.show("alpha-003"))
    assert fact["What it cites"] == (
        "It names nobody It rests on no source We add Leaf 1999 [leaf1999tea]: supports. A history."
    )
    assert fact["Rating 1 of 3. Does the source say it? (only for what the article rests on)"] == (
        "- Nothing to compare: the article cites nothing."
    )
    assert fact["Rating 2 of 3. How good is the source?"] == "- Leaf 1999: book, seen on no source page."
    assert fact["Rating 3 of 3. Is it so? (a question of fact)"] == (
        "Fact confirmed; source: secondary Rated by editors on 2026-11-22; a draft, not reviewed by a clinician"
    )
    assert "The wording that the evidence allows" not in fact
    assert unrated[""] == "alpha-003 not rated"
    assert unrated["Rating 2 of 3. How good is the source?"] == "- There is no source to judge."
    assert unrated["Rating 3 of 3. How certain is the body of evidence? (GRADE)"] == (
        "Not rated No work in the ledger speaks of every cough."
    )
    assert "The steps" not in unrated
    assert unrated["Note"] == "- Odd."


def test_a_terminal_says_what_is_missing(small: Ledger) -> None:
    shown = card(small, "alpha-001")
    missing = replace(
        shown,
        words=None,
        place=None,
        grade=replace(shown.grade, certainty=None, wording_allowed=None),
        gaps=(),
        conflicts=(("beta-007", None, None, "Unknown."),),
        unjudged="Bee 2012",
        references=(replace(shown.references[0], entry=None), *shown.references[1:]),
    )
    parts = sections(card_in_text(missing))
    assert "Its words “Some studies found … for a cough” (the text is not at hand)" in parts["What the article says"]
    assert parts["Where"].endswith("Place the article's address is not known")
    assert (
        "- Not judged: Bee 2012."
        in parts["Rating 1 of 3. Does the source say it? (only for what the article rests on)"]
    )
    assert "- Bee and others 2012: not in references.bib. - Wasp" in parts["Rating 2 of 3. How good is the source?"]
    assert parts["Rating 3 of 3. How certain is the body of evidence? (GRADE)"].startswith(
        "Certainty none: no work that counts is left. Two works that disagree."
    )
    assert parts["The wording that the evidence allows"] == "- None: no work that counts is left."
    assert parts["Gaps"] == "- none found"
    assert parts["What contradicts it in these articles"] == "- beta-007: not in this ledger. Unknown."


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
