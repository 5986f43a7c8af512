"""Which stops end a sentence, row by row; ``|`` stands where a person would cut, in place of the white space."""

from __future__ import annotations

import re

import pytest

from firmground.anchoring.sentences import segment


def cut(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in segment(text)]


def both_ways(row: str) -> None:
    assert cut(re.sub(r" ?\| ?", lambda m: " " if " " in m[0] else "", row)) == [s.strip(" ") for s in row.split("|")]


@pytest.mark.parametrize(
    "row",
    [
        "“Does it hurt?” Smith asked the nurse. | “It hurt less!” Dr. Lee said in reply. | Others agree.",
        "“Why?” John F. Kennedy then asked. | “Why not?” Anna de Vries, 42, replied.",
        "‘Is it safe?’ I asked. | »Hilft das?« Moor wondered. | „So?“ Alm wrote.",
        '"Does it work?" Lee, PT, DPT, said. | "No!" Poe cried out.',
        "“And then…” Moor added.",
        "“Does it hurt?” | She asked for ice.",  # a pronoun with a capital begins a sentence
        "“Does it hurt?” | The nurse asked for ice.",
        "“Does it hurt?” | Most patients do not say.",
        "“Is it safe?” | Mayo Clinic reports show little.",
        "“It helps.” | Smith said no more.",  # a comma would stand there if it went on
        "Does it hurt? | Smith asked.",  # nobody is quoted
    ],
)
def test_a_quoted_question_or_call_goes_on_with_who_said_it(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "Drs. Smith and Lee came. | Messrs. Poe left. | Rev. Alm and Ms. Moor stayed. | Profs. Lee agree.",
        "It takes min. 20 and max. 40 minutes, avg. 30, esp. Mondays, approx. $20, est. 1990.",
        "The max. Heart rate counts, and the min. Dose too.",
        "Hold for 20 min. | Patients rest. | Wait 2 hrs. | Nobody came within 5 yrs. | 20 people left.",
        "It took 1 hr. 20 min. in all and weighed 6 lb. 3 oz. at first.",
        "Rest for a few min. | Then go on. | It was 40 max. | Then rest.",
        "Come at 9 a.m. EST or at 5 p.m. Pacific time or at 7 a.m. Monday. | Come at 9 a.m. | Patients wait.",
        "Take it b.i.d. with food, i.v. or p.o. if need be. | It was given i.m. | The rest was not.",
        "Take it b.i.d. | Drops help too. | Others take it p.r.n. | Nobody sells it but Moor Inc. | Nobody else may.",
        "The Natl. Institute and Moor Inc. Limited paid. | It was sold by Moor Inc. | They paid.",
        "Dept. Two is on Main St. | The clinic is in St. Louis.",
        "In people with MS. | Walking helps. | They wait in the ED. | Nurses do not.",
        "Pause after each rep. | Rest. | It took 50 ms. | Nerves are fast. | Sen. Moor is no rep.",
        "It was on Sat. 5 May, tel. 555, ext. 12, para. 3. | On Tues. 4 people came.",
        "Needles, cups etc. | Honey has none. | So did Alm et al. | The rest did not.",
        "Drink vs. Food is the theme of ch. 3. | Buy it at Drugs.com. | See www.example.org. | Mail a.b@example.org.",
        "Really?! | Yes… | No . . . not yet. | It costs much. | $20 is the price. | *Rest* helps. | ≥5 did.",
    ],
)
def test_abbreviations(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "Details are in Fig. S1 of it. | See Fig. A for more, App. B, Eq. C3, Ref. A and Tab. 2b. | Rule No. IV holds.",
        "See Figs. A and B. | It is in Sec. IV of Vol. II and in Suppl. Table 3.",
        "Is it so? | No. | I do not think so. | Is it? | No. | A study shows it. | Is it? | No. | 5 of 10 trials fail.",
        "They eat a fig. | A study shows it. | Get the app. | A new one is out. | See the fig. | The axis is cut.",
    ],
)
def test_labels_after_their_abbreviation(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "Table 1. Pain scores by group",
        "Fig. S2. Flow of patients",
        "Supplementary Table 3. Harms",
        "Step 1. Clean the skin. | Step 2. Insert the needle. | Step three. The needle comes out.",
        "Question 2. Does it hurt? | Part B. Safety first. | Chapter IV. The end is near.",
        "Steps 1 and 2. Clean the skin. | Tip 4. Rest. | Day 2. It hurts less. | Box 1-2. Harms are rare.",
        "First. | 2. Insert the needle. | 3.1. Methods were poor. | II. The results are in. | B. The rest.",
        "Q. Does it hurt? | A. It may. | Q2. Does it help? | A2. The trials are few.",
        "How many came? | 12. | The rest left.",  # an answer
        "See Table 1. | Pain fell. | It was step 2. | Then came step 3. | In 2012. | Pain fell.",
        "It began in section 3.2. | Patients came.",
    ],
)
def test_a_number_with_its_stop_heads_a_sentence(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "他说“针灸有效。”|然后他离开了。|患者说：「不痛！」|医生很满意。",
        "（他说。）|然后『是。』|【是！】|好。[1]|还有。²|完。",
        '他说"是。"|然后他走了。|"好。"|完。',  # a straight quote closes what it opened, and opens what follows
        "「痛い！」と彼は言った。|そして帰った。|“疼吗？”他问。|他走了。",
        "针灸有效。|“是的。”|然后",
    ],
)
def test_stops_without_white_space_keep_what_closes_them(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "It fell.(12) | More came.[citation needed] | It came back.† | It went.* | Why?[a] | All agree.‡§ | So.¶ | On.",
        "It fell.[note 3][4] | It fell.(1,3) | It fell.(2–5) | It fell.(a) | It fell.[^1] | It fell.[1, 2] | Then.",
        "It fell.¹ | It fell.¹,² | It fell.¹⁻³ | It fell.¹² | “It fell.”³ | (It fell.)[5] | It fell.1,2 | Then.",
        "**It fell.** | _It fell._ | Then.",
        "It fell.(12) and rose.",
        "It fell.(See below) Then",  # words in brackets are no mark
        "It rose by 0.8. | The mean was .5 Then",
    ],
)
def test_note_marks_after_the_stop(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize(
    "row",
    [
        "The virus is hepatitis B. | Vaccination prevents it. | Many lack vitamin D. | Honey has none.",
        "Vitamin D. | Honey has none. | It has vitamins A, D, and E. | Honey has none.",
        "Take vitamins A and D. | Honey has neither.",
        "It went from A to B. | Patients felt it. | It was group A. | J. Smith led it. | It is 37 °C. | Water boils.",
        "They had blood type O. | Donors were few. | At 40° C. | Water is warm. | He took 5 L. | Water is heavy.",
        "It is Medicare Part B. | Medicare pays. | Choose Plan C. | Doctors do.",
        "Written by J. Smith and John F. Kennedy. | Ask nurse J. Moor or Dr. K. Poe or authors M. Lee and N. Alm.",
        "So says J. Smith, with K. L. Poe and the U.S. Army. | J. Moor did too. | (J. Alm did not.)",
        "In 2012 J. Smith did so. | The therapist, A. Moor, said so.",
        "They lack vitamin C. | They tire. | Ask J. | You can.",
    ],
)
def test_a_capital_letter_is_a_label_or_an_initial(row: str) -> None:
    both_ways(row)


@pytest.mark.parametrize("closing", ["”", "’", "»", "«", "“", "‘", "›", "‹", '"', "'", "’”", "”)", ")]", "」", " »"])
def test_a_sentence_ends_after_what_closes_it(closing: str) -> None:
    both_ways(f"Say it: The needles are thin.{closing} | Then she went on.")
    both_ways(f"Say it: Is it so?{closing} | Then she went on.")


def test_an_opening_quote_belongs_to_the_next_sentence() -> None:
    for opening in ("“", "„", "»", "«", "‘", "‚", "‹", '"', "(", "[", "¿"):
        both_ways(f"The needles are thin. | {opening}Then she went on.")
