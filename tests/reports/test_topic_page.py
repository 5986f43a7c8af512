"""Topic pages: what is said first, on what it rests, what is left out and said to be, and that nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.reports.conftest import ROOT
from tests.reports.topic_ledger import SCRIPT, write_topics

from firmground.ledger import Ledger, LedgerError, open_ledger
from firmground.reports.html.text import plain
from firmground.reports.html.tree import fragment_of
from firmground.reports.html.written import written
from firmground.reports.page import page_script, page_style
from firmground.reports.views.gallery import VIEWS
from firmground.reports.views.topic_findings import ROWS, Notes

PARTS = tuple(name for name, part in VIEWS.items() if part.of in {"topic", "topic or ledger"})
#: What stands on a page beside its parts, its style and its script: frame, navigation, headings, links to the glossary.
FRAME = 8_000


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return open_ledger(write_topics(tmp_path_factory.mktemp("topics") / "ledger"))


@cache
def ours() -> Ledger:
    return open_ledger(ROOT)


@cache
def ours_by_id() -> Mapping[str, Mapping[str, Any]]:
    return {row["claim_id"]: row for row in ours().rows("claims").rows}


def lines(ledger: Ledger, part: str, topic: str) -> list[str]:
    return plain(ledger.view(part, topic=topic).html).split("\n")


def slugs(ledger: Ledger) -> list[str]:
    return list(ledger.table("topics")["topic"])


def test_the_ledger_of_these_tests_is_sound(tea: Ledger) -> None:
    assert {row["severity"] for row in tea.rows("findings").rows} == {"note"}


def test_key_messages_name_certainty_comparison_reason_and_what_is_not_so(tea: Ledger) -> None:
    assert lines(tea, "key-messages", "cough") == [
        "Tea. An article says: Tea eases a cough. ▲overstated "
        "Certainty: low ⊕⊕◯◯, 2 of 4. Compared with: hot water. In the rater’s words: One small trial. (one-001)",
        "Honey: we do not know. Why it was not rated: Nobody has looked.",
        "Not as an article says. Tea beats cough syrup. ✘contradicted: Syrup did better. Said by One.",
        "In all: 4 claims in 2 articles: supported (1), overstated (1), contradicted (1) and not rated (1).",
    ]


def test_what_nobody_rated_is_not_known_and_says_why(tea: Ledger) -> None:
    assert lines(tea, "key-messages", "snoring") == [
        "We do not know. These articles give no claim on this that could be rated. "
        "Why it was not rated: No work is on it.",
        "In all: 1 claim in 1 article: not rated (1).",
    ]
    assert lines(tea, "topic-findings", "snoring") == [
        "No claim on this has been rated, so there is nothing to sum up."
    ]


def test_a_treatment_is_called_as_the_ledger_says_and_what_is_none_is_not_missed(tmp_path: Path) -> None:
    folder = write_topics(tmp_path / "ledger")
    settings, claims = folder / "claims" / "ledger.yaml", folder / "claims" / "one.yaml"
    leaves = 'tea: {definition: "Leaves in hot water."'
    settings.write_text(settings.read_text(encoding="utf-8").replace(leaves, f"{leaves}, asked: green tea"))
    told = claims.read_text(encoding="utf-8").replace("condition: hiccups", "condition: cough")
    claims.write_text(told.replace("condition: snoring", "condition: cough"))
    ledger = open_ledger(folder)
    begun = [line.partition(".")[0].partition(":")[0] for line in lines(ledger, "key-messages", "cough")]
    # “each” stands for two treatments and is not known either; “cold baths” are no treatment of this ledger.
    assert begun[:3] == ["Green tea", "Honey", "Each"]
    assert "Other treatments" not in begun
    row = next(row for row in ledger.rows("topics").rows if row["topic"] == "cough")
    assert row["question"] == "Do honey and green tea help with cough?"
    assert row["answer"] == "honey: not rated; green tea: it may"
    assert "<small>green tea; coughing." in ledger.view("topic-findings", topic="cough").html


def test_facts_have_no_certainty_and_what_is_refuted_is_said(tea: Ledger) -> None:
    assert lines(tea, "key-messages", "history") == [
        "Confirmed. Tea is old. 2 articles say it.",
        "Not as an article says. Tea comes from the moon. ✘refuted: It comes from China. Said by One.",
        "In all: 3 claims in 2 articles: confirmed (1), refuted (1) and cannot be verified (1).",
    ]
    table = lines(tea, "topic-findings", "history")
    assert table[:2] == ["Statements of fact", "Facts that the articles state, and whether they are so"]
    assert [row.split("  ")[1] for row in table[3:]] == ["✘refuted", "✔confirmed", "?cannot be verified"]
    assert not re.search("certainty|⊕", " ".join(table), re.IGNORECASE)


def test_on_safety_serious_harm_leads_however_uncertain(tea: Ledger) -> None:
    first = lines(tea, "key-messages", "safety")[0]
    assert first.startswith("Tea. An article says: Tea may burn the mouth badly. ✔supported")
    assert "Compared with" not in first


def test_the_same_assertion_stands_side_by_side_strongest_first(tea: Ledger) -> None:
    assert lines(tea, "side-by-side", "cough") == [
        "Said more than once, the strongest wording first:",
        "Tea may ease a cough.",
        "One: Tea eases a cough. firm ▲overstated",
        "Two: Tea might ease a cough. hedged: it might be so ✔supported",
        "Both speak of black tea.",
        "Said in one place only:",
        "One",
        "Tea beats cough syrup. firm ✘contradicted",
        "Honey ends a cough. firm –not rated",
    ]


def test_the_summary_gives_numbers_sizes_and_a_letter_for_every_step(tea: Ledger) -> None:
    told = lines(tea, "topic-findings", "cough")
    assert told[2] == "Claim and comparison  What the studies found  People (studies)  Certainty  Verdict"
    assert told[3] == (
        "Tea eases a cough. tea; coughing. one-001 Compared with: hot water. "
        "The same rating holds for one more claim: two-001.  "
        "Lee 2018: Two coughs fewer a night (MD -2.0; -3.5 to -0.5, 95% CI).  "
        "Lee 2018 (40 people, randomised trial)  low ⊕⊕◯◯, 2 of 4 a, b  "
        "▲overstated"
    )
    assert told[4].startswith("Tea beats cough syrup. tea; coughing. one-002 Compared with: cough syrup.  Kim 2020:")
    assert "  Kim 2020 (1,234 people, 12 studies)  moderate ⊕⊕⊕◯, 3 of 4 c  " in told[4]
    assert told[5:] == [
        "Why the certainty is what it is:",
        "a Imprecision, one step down: 40 people.",
        "b Risk of bias, one step down: nobody was blinded.",
        "c Starts at moderate, as the authors of Kim 2020 rated it.",
    ]


def test_letters_go_on_after_z() -> None:
    notes = Notes()
    letters = [notes.letter(str(number)) for number in range(54)]
    assert [letters[place] for place in (0, 25, 26, 51, 52, 53)] == ["a", "z", "aa", "az", "ba", "bb"]
    assert notes.letter("25") == "z"


def test_what_is_not_known_names_gaps_unrated_claims_and_contradictions(tea: Ledger) -> None:
    assert lines(tea, "not-known", "cough") == [
        "Gaps in the evidence",
        "Honey, not looked for. 1 claim, and no study or systematic review in the ledger speaks to any of them.",
        "Tea, synthesis gap. 2 works of evidence, but the newest systematic review is of 2020 (limit: 5.5 years).",
        "What nobody could settle",
        "Honey ends a cough. (One) Nobody has looked.",
        "Claims that contradict each other",
        "Tea might ease a cough. (Two) Against it: Tea beats cough syrup. (One) One of them must be wrong.",
    ]
    assert lines(tea, "not-known", "safety")[0].startswith("No rule of this ledger found a gap here.")


def test_age_and_references_are_those_of_the_works_behind_the_ratings(tea: Ledger) -> None:
    assert lines(tea, "up-to-date", "cough") == [
        "The data are of 2026-11-22.",
        "The 2 works behind the ratings came out between 2018 and 2020.",
        "1 review is more than 5.5 years old: Kim 2020.",
    ]
    assert lines(tea, "topic-references", "cough") == [
        "Lee A. Tea for cough. Tea. 2018;1:1-2. doi:10.1000/tea.1 PMID: 123",
        "Kim B. Teas. Tea. 2020;2:3-4. doi:10.1000/tea.2",
    ]
    html = tea.view("topic-references", topic="cough").html
    assert 'href="https://doi.org/10.1000/tea.1"' in html
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/123/"' in html


def test_hostile_text_stays_text(tea: Ledger) -> None:
    for part in PARTS:
        html = tea.view(part, topic="fever").html
        assert "<script" not in html
        assert (SCRIPT in plain(html)) == (part in {"key-messages", "side-by-side", "topic-findings", "not-known"})


def test_a_topic_is_asked_for_by_name(tea: Ledger) -> None:
    with pytest.raises(
        LedgerError, match=r"no topic “colds”\. Topics: cough, fever, hiccups, snoring, safety, history"
    ):
        tea.view("key-messages", topic="colds")


def test_the_table_of_all_topics_shows_the_rows_of_the_table(tea: Ledger) -> None:
    told = plain(tea.view("topics").html).split("\n")
    rows = tea.rows("topics").rows
    assert len(told) == len(rows) + 2
    assert told[2] == (
        "Do honey and tea help with cough?  honey: not rated; tea: it may  moderate ⊕⊕⊕◯, 3 of 4  4  "
        "1 supported, 1 overstated, 1 contradicted, 1 not rated  8"
    )
    assert told[-1].startswith("Where does tea come from?  several questions: read the page  questions of fact  3  ")


def test_every_page_of_ours_fits_a_phone_and_links_to_itself_only_where_something_is() -> None:
    for topic in slugs(ours()):
        ledger = ours()
        body = written(fragment_of("".join(ledger.view(part, topic=topic).html for part in PARTS)))
        size = len((page_style() + page_script()[0] + body).encode()) + FRAME
        # The page on safety holds every question on harm whole, with all that was read on it.
        assert size < (250_000 if topic == "safety" else 110_000)
        ids = re.findall(r'\sid="([^"]*)"', body)
        assert len(set(ids)) == len(ids)
        cut = "more works stand" in body or "more work stands" in body
        lost = {place for place in re.findall(r'href="#([^"]*)"', body) if place not in ids}
        assert not lost or (cut and all(place.startswith("ref-") for place in lost))
        assert body.count('<tr><th scope="row"') <= 400


def test_every_certainty_first_said_is_that_of_the_table_of_claims() -> None:
    """No page says more than the ledger: each leading sentence of ours is one that somebody wrote, else a claim."""
    for topic in slugs(ours()):
        claims = ours_by_id()
        html = ours().view("key-messages", topic=topic).html
        for told in re.findall(r"<p>(.*?)</p>", html, re.DOTALL):
            claim = claims[re.findall(r"#([a-z-]+-\d{3,})\"", told)[-1]]
            said = plain(re.sub(r"<b>.*?</b>", "", told))
            assert said.startswith(claim["wording_allowed"] or f"An article says: {claim['claim'].rstrip('.')}")
            assert f"Certainty: {claim['certainty']} " in said
        assert not re.search(r"\b(?:should|recommend(?:ed)?|must) (?:try|use|have|get)\b", plain(html))


def test_a_summary_has_at_most_seven_rows() -> None:
    for topic in slugs(ours()):
        html = ours().view("topic-findings", topic=topic).html
        summary = html.split("</table>")[0] if "Summary of findings" in html else ""
        assert summary.count('<tr><th scope="row"') <= ROWS


def test_headings_go_down_step_by_step() -> None:
    """In the notebook each part stands under a second-level heading, so a part may only use the third level."""
    for topic in slugs(ours()):
        for part in PARTS:
            assert set(re.findall(r"<h(\d)", ours().view(part, topic=topic).html)) <= {"3"}


def test_the_notebook_shows_every_part_under_its_heading() -> None:
    source = nbformat.read(ROOT / "notebooks" / "topic.ipynb", as_version=4)
    shown = re.findall(r'view\("([^"]+)", topic=topic\)', "\n".join(c.source for c in source.cells))
    assert tuple(shown) == PARTS
    heads = [c.source.splitlines()[0] for c in source.cells if c.cell_type == "markdown"]
    assert heads == [
        "# What is known on one topic",
        "## Key messages",
        "## Answers",
        "## What the articles say",
        "## What the evidence says",
        "## What is not known",
        "## How up to date is this?",
        "## References",
        "## Try this",
    ]


def test_numbers_on_the_page_are_those_of_the_table_of_topics() -> None:
    for row in ours().rows("topics").rows:
        last = plain(ours().view("key-messages", topic=row["topic"]).html).split("\n")[-1]
        number, articles = re.findall(r"^In all: (\d+) claims? in (\d+) articles?: ", last)[0]
        assert (int(number), int(articles)) == (row["claims"], len(row["articles"]))
        told = re.sub(r"(\D+) \((\d+)\)(?:, | and |\.)", r"\2 \1;", last.split(": ")[2])
        assert told.rstrip(";").split(";") == row["verdicts"]
