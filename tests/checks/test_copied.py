"""No seven words in a row of ours are the article's: by hand, in each field that is written in our own words."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

from firmground.ledger import open_ledger

CLAIMS, BIB, TEXT = "claims/tea.yaml", "references.bib", "articles/tea.txt"
#: Eight words of the article that nobody needs to say in the same way.
ROW = "drinkers of it coughed far less at night"


def copied(folder: Folder) -> list[tuple[str, str]]:
    """The lines that are marked, and what is said of them."""
    placed = open_ledger(folder.path).findings("strict")
    found = [p for p in placed if p.finding.code == "copied-words"]
    return [(p.place.text.strip() if p.place else "", p.finding.message) for p in found]


def claimed(sound: Folder, article: str, ours: str) -> list[tuple[str, str]]:
    """The same for one claim in an article of one sentence."""
    text = sound.text(CLAIMS)
    was = next(line for line in text.split("\n") if line.startswith("    claim: "))
    sound.write(TEXT, article + "\n").change(CLAIMS, was, f"    claim: {ours!r}")
    return copied(sound)


@pytest.mark.parametrize(
    ("article", "ours", "number"),
    [
        # seven are too many, six are not
        ("In all, one two three four five six seven.", "So one two three four five six seven.", 7),
        ("In all, one two three four five six seven.", "So one two three four five six eight.", 0),
        ("In all, one two three four five six seven eight nine.", "one two three four five six seven eight nine", 9),
        # a word between them, or two that change places, end the row
        ("one two three four five six seven", "one two three then four five six seven", 0),
        ("one two three four five six seven", "two one three four five six seven", 0),
        # typesetting, case and marks are folded, as for anchors; a changed number is another word
        ("The “one” two—three, four: five six ﬁve", 'the "one" two-three four five six five and', 7),
        ("Don’t stop, tea: it’s good “for you” now", "don't stop tea it's good for you", 7),
        ("it fell by 1.5 points in the very first week of all", "it fell by 2.5 points in the very first week", 0),
        # over the end of a sentence
        ("He said one two three. Four five six seven.", "one two three four five six seven", 7),
        # numbers, names and titles can't be said otherwise
        ("for 10 to 20 minutes 2 or 3 times", "for 10 to 20 minutes 2 or 3 times", 0),
        ("the National Centre for Health and Care of Wales says so", "It is the National Centre for Health and Care of "
            "Wales that says so", 0),
        ("in the National Centre many people slept for far longer than before", "In the National Centre many people "
            "slept for far longer than before", 12),
    ],
)  # fmt: skip
def test_seven_words_in_a_row_by_hand(sound: Folder, article: str, ours: str, number: int) -> None:
    found = claimed(sound, article, ours)
    assert [int(message.split()[0]) for _, message in found] == ([number] if number else [])


def test_the_title_of_a_work_may_be_named(sound: Folder) -> None:
    title = "a trial of one cup of tea against nothing at all"
    assert len(claimed(sound, f"They ran {title}.", f"They name {title}.")) == 1
    entry = f"\n@misc{{t, title = {{{title}}}, year = {{2020}}, verified = {{2026-11-22}}}}\n"
    sound.write(BIB, sound.text(BIB) + entry)
    assert copied(sound) == []


@pytest.mark.parametrize("field", ["note", "article", "why", "because", "citation"])
def test_every_text_of_ours_is_looked_at(sound: Folder, field: str) -> None:
    sound.write(TEXT, f"People say that {ROW}.\n")
    if field == "note":
        sound.change(CLAIMS, "  - id: tea-001\n", f"  - id: tea-001\n    note: Here {ROW}.\n")
    elif field == "article":
        sound.change(CLAIMS, "  id: tea\n", f"  id: tea\n  note: Here {ROW}.\n")
    elif field == "because":
        sound.change(CLAIMS, '"Nine people."', f'"{ROW}"')
    else:
        lines = sound.text(CLAIMS).split("\n")
        rating = next(n for n, line in enumerate(lines) if line.startswith("    rating:"))
        whys = [n for n, line in enumerate(lines) if "why:" in line and (n > rating) == (field == "why")]
        lines[whys[0]] = lines[whys[0]].split("why:")[0] + f'why: "{ROW}"' + ("}" if "{" in lines[whys[0]] else "")
        sound.write(CLAIMS, "\n".join(lines))
    ((line, message),) = copied(sound)
    assert ROW in line
    # No more than six words are printed.
    assert message == (
        "8 words in a row are the article's as well, from sentence 1 of articles/tea.txt on: "
        "“drinkers of it coughed far less …”."
    )


def test_without_the_text_nothing_is_said(sound: Folder) -> None:
    assert len(claimed(sound, "one two three four five six seven", "one two three four five six seven")) == 1
    (sound.path / TEXT).unlink()
    assert copied(sound) == []


def test_an_article_that_says_one_word_over_and_over_is_read_in_no_time(sound: Folder) -> None:
    """Each word is looked at a few times, however often it is repeated; with every place it would never end."""
    assert len(claimed(sound, "ha " * 30_000, "ha " * 3_000)) == 1
    assert claimed(sound, "1 " * 30_000, "1 " * 3_000) == []


QUESTION = """\
questions:
  - id: tea-cough
    asks: Does tea ease a cough? ASKS
    kind: fact
    about: tea
    status: so
    source: secondary
    evidence: [{ref: second2020, says: affirms, why: "It is told. WHY"}]
    rating: {why: It is told., by: editors, dated: 2026-11-22}
    answer: "It does. ANSWER"
"""


@pytest.mark.parametrize("field", ["ASKS", "WHY", "ANSWER"])
def test_what_may_be_printed_anywhere_is_held_against_every_article(sound: Folder, field: str) -> None:
    sound.write(TEXT, f"People say that {ROW}.\n")
    text = QUESTION.replace(field, f"{ROW}.")
    sound.write("claims/questions/cough.yaml", text.replace("ASKS", "").replace("WHY", "").replace("ANSWER", ""))
    ((line, message),) = copied(sound)
    assert ROW in line
    assert message.startswith("8 words")


def test_a_sentence_to_write_is_held_against_the_article_of_another_claim(sound: Folder) -> None:
    other = sound.text(CLAIMS).replace("  id: tea\n", "  id: mint\n").replace("tea-00", "mint-00")
    sound.write("claims/mint.yaml", other.replace("  - id: mint-002\n", f"  - id: mint-002\n    write: Here {ROW}.\n"))
    sound.write(TEXT, f"People say that {ROW}.\n")
    ((line, _),) = copied(sound)
    assert line == f"write: Here {ROW}."
