"""A claim file joined to its text: spans, the account of every sentence, and findings a person can act on."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.anchoring.article import AnchoredArticle, anchor_all, anchor_article
from firmground.anchoring.locate import locate
from firmground.anchoring.normalise import normalise
from firmground.records import (
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    ClaimFile,
    Contents,
    Finding,
    Spot,
    TextStamp,
)

TEXT = """Rest and heat

Heat relieves a stiff neck. Rest relieves it more, by 0.80 points.

Heat is used for:

  • sprains
  • a stiff neck
  • low mood

Who should rest?

In one trial “rest” did no harm. One trial is few. Heat relieves a sore knee, but is it worth the cost?

Read our newsletter
"""


def article_text(text: str = TEXT, article: str = "rest") -> ArticleText:
    return ArticleText(article, f"articles/{article}.txt", text, hashlib.sha256(text.encode()).hexdigest())


def claim(number: int, start: str, *, spot: bool = True, **parts: Any) -> Claim:
    made = Claim(
        id=f"rest-{number:03}",
        claim="In our own words.",
        anchor=Anchor(start=start, **parts),
        kind="efficacy",
        about="heat",
        direction="for",
        wording="firm",
        attribution=Attribution(kind="none"),
    )
    return made.placed(Spot("claims/rest.yaml", ("claims", number - 1))) if spot else made


def claim_file(
    claims: list[Claim], set_aside: dict[Any, Any] | None = None, stamp: TextStamp | None = None
) -> ClaimFile:
    return ClaimFile(article=Article(id="rest", text=stamp), claims=claims, set_aside=set_aside or {})


def join(
    claims: list[Claim], set_aside: dict[Any, Any] | None = None, text: str = TEXT, stamp: TextStamp | None = None
) -> tuple[AnchoredArticle, list[Finding]]:
    anchored, findings = anchor_article(claim_file(claims, set_aside, stamp), article_text(text))
    return anchored, list(findings)


def only(findings: list[Finding], *codes: str) -> list[Finding]:
    return [f for f in findings if f.code in codes]


def told(findings: list[Finding]) -> list[Finding]:
    """Without the sentences left over, which most tests here do not care for."""
    return [f for f in findings if f.code != "sentence-unaccounted"]


COMPLETE_CLAIMS = [
    claim(1, "Heat relieves a stiff neck"),
    claim(2, "Rest relieves it", end="0.80 points"),
    claim(3, "sprains"),
    claim(4, "a stiff neck", prefix="sprains"),
    claim(5, "low mood"),
    claim(6, "In one trial"),
    claim(7, "heat relieves a sore knee"),
]
COMPLETE_ASIDE = {
    "heading": ["Rest and heat"],
    "connective": ["Heat is used for"],
    "question": ["Who should rest?", Anchor(start="but is it worth", end="the cost?")],
    "promotion": ["One trial is few", Anchor(start="Read our newsletter")],
}


def test_a_complete_file_has_no_findings() -> None:
    anchored, findings = join(COMPLETE_CLAIMS, COMPLETE_ASIDE)
    assert findings == []
    assert (anchored.article, anchored.total, anchored.accounted) == ("rest", 12, 12)
    printed = {key: TEXT[s.start : s.end] for key, s in anchored.spans.items() if s}
    assert printed["rest-002"] == "Rest relieves it more, by 0.80 points"
    assert anchored.spans["rest-004"] is not None
    assert anchored.spans["rest-004"].start == TEXT.index("• a stiff") + 2
    assert [(a.sentence.number, a.claims, a.reason) for a in anchored.account] == [
        (1, (), "heading"),
        (2, ("rest-001",), None),
        (3, ("rest-002",), None),
        (4, (), "connective"),
        (5, ("rest-003",), None),
        (6, ("rest-004",), None),
        (7, ("rest-005",), None),
        (8, (), "question"),
        (9, ("rest-006",), None),
        (10, (), "promotion"),
        (11, ("rest-007",), "question"),
        (12, (), "promotion"),
    ]
    aside = [(e.reason, e.span and TEXT[e.span.start : e.span.end], e.words) for e in anchored.set_aside]
    assert aside == [
        ("heading", "Rest and heat", "Rest and heat"),
        ("connective", "Heat is used for:", "Heat is used for"),
        ("question", "Who should rest?", "Who should rest?"),
        ("question", "but is it worth the cost?", "but is it worth"),
        ("promotion", "One trial is few.", "One trial is few"),
        ("promotion", "Read our newsletter", "Read our newsletter"),
    ]


def test_what_nobody_accounts_for() -> None:
    anchored, findings = join(COMPLETE_CLAIMS[1:], COMPLETE_ASIDE)
    assert [a.sentence.number for a in anchored.account if not a.settled] == [2]
    assert (anchored.accounted, anchored.total) == (11, 12)
    (finding,) = findings
    assert finding == Finding(
        "sentence-unaccounted",
        Spot("claims/rest.yaml", ("article",)),
        "Sentence 2 is neither claimed nor set aside: “Heat relieves a stiff neck.”",
        "Write a claim with an anchor in it, or list its first words under “set_aside:” with the reason.",
        "rest",
    )


def test_a_claim_over_several_sentences_takes_them_all() -> None:
    anchored, _ = join([claim(1, "heat is used", end="a stiff neck")])
    assert [a.sentence.number for a in anchored.account if a.claims] == [4, 5, 6]


def test_words_that_are_not_there() -> None:
    anchored, findings = join([claim(1, "Heat relieved stiff necks")])
    assert anchored.spans == {"rest-001": None}
    (finding,) = told(findings)
    assert finding == Finding(
        "anchor-not-found",
        Spot("claims/rest.yaml", ("claims", 0, "anchor", "start")),
        "“Heat relieved stiff necks” (start) is not in articles/rest.txt as whole words of one paragraph. "
        "Nearest, at sentence 2: “Heat relieves a stiff neck”.",
        "Correct the anchor's start to words of the article; to try the nearest ones: "
        '`firmground article locate rest "Heat relieves a stiff neck"`.',
        "rest-001",
    )


def test_no_hint_when_nothing_is_like_it() -> None:
    _, findings = join([claim(1, "magnets cure everything")])
    assert told(findings)[0].message == (
        "“magnets cure everything” (start) is not in articles/rest.txt as whole words of one paragraph."
    )


@pytest.mark.parametrize(
    ("anchor", "part", "message"),
    [
        ({"start": "Rest relieves", "end": "8.80 points"}, "end", "“8.80 points” (end) is not in articles/rest.txt"),
        ({"start": "sprains", "prefix": "used to"}, "prefix", "“used to” (prefix) is not in articles/rest.txt"),
        (
            {"start": "One trial", "end": "stiff neck"},
            "end",
            "“stiff neck” (end) is in articles/rest.txt, but does not follow “One trial” within 2000 characters.",
        ),
        (
            {"start": "sprains", "prefix": "low mood"},
            "prefix",
            "“low mood” (prefix) is in articles/rest.txt, but never stands directly before “sprains”, where “for:” "
            "stands.",
        ),
        (
            {"start": "stiff neck", "suffix": "Rest relieves"},
            "suffix",
            "“Rest relieves” (suffix) is in articles/rest.txt, but never stands directly after “stiff neck”, where "
            "“. Rest” stands.",
        ),
        (
            {"start": "Rest relieves", "end": "more", "suffix": "by"},
            "suffix",
            "“by” (suffix) is in articles/rest.txt, but never stands directly after “more”, where “, by” stands.",
        ),
    ],
)
def test_the_part_to_blame(anchor: dict[str, Any], part: str, message: str) -> None:
    _, findings = join([claim(1, **anchor)])
    (finding,) = told(findings)
    assert finding.code == "anchor-not-found"
    assert finding.spot == Spot("claims/rest.yaml", ("claims", 0, "anchor", part))
    assert finding.message.startswith(message)
    assert f"anchor's {part}" in finding.cure


def test_words_that_stand_more_than_once() -> None:
    anchored, findings = join([claim(1, "a stiff neck")])
    assert anchored.spans == {"rest-001": None}
    (finding,) = told(findings)
    assert finding == Finding(
        "anchor-ambiguous",
        Spot("claims/rest.yaml", ("claims", 0, "anchor", "start")),
        "“a stiff neck” stands 2 times in articles/rest.txt: at sentence 2 after “relieves”, at sentence 6 after "
        "“sprains”.",
        "Say which one is meant by a prefix or suffix, for instance prefix: “relieves”.",
        "rest-001",
    )


def test_the_words_after_tell_places_apart_when_those_before_do_not() -> None:
    text = "The heat helps some people. The heat helps most others.\n"
    _, findings = join([claim(1, "heat helps")], text=text)
    (finding,) = told(findings)
    assert finding.message.endswith("at sentence 1 before “some”, at sentence 2 before “most”.")
    assert finding.cure.endswith("suffix: “some”.")


def test_places_that_nothing_near_tells_apart() -> None:
    text = "\n".join(["We know that heat helps us all."] * 8)
    _, findings = join([claim(1, "heat helps")], text=text)
    (finding,) = told(findings)
    assert finding.message == (
        "“heat helps” stands 8 times in articles/rest.txt: at sentence 1, at sentence 2, at sentence 3, at sentence 4, "
        "at sentence 5, at sentence 6 and 2 more."
    )
    assert finding.cure.endswith('to see each place: `firmground article locate rest "heat helps"`.')


WORDS = st.lists(
    st.sampled_from(["heat", "helps", "pain,", "(and)", "rest", "it", "—", "“so”", "."]), min_size=1, max_size=7
)


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_what_the_cure_suggests_makes_the_anchor_unique(lines: list[list[str]]) -> None:
    text = "\n".join(" ".join(line) for line in lines)
    _, findings = join([claim(1, "heat")], text=text)
    for finding in only(findings, "anchor-ambiguous"):
        match = re.search(r"for instance (prefix|suffix): “(.*)”\.$", finding.cure)
        if match:
            better = Anchor(start="heat", **{match[1]: match[2]})
            assert len(locate(better, normalise(text))) == 1


def test_a_suggestion_is_tried_before_it_is_made() -> None:
    _, findings = join([claim(1, "heat")], text="heat heat\nheat")
    # One "heat" before it holds for two of the three.
    assert only(findings, "anchor-ambiguous")[0].cure.endswith("prefix: “heat heat”.")


def test_a_browser_would_stop_elsewhere() -> None:
    text = "It fell by -0.80 points. It rose by 0.80 points."
    anchored, findings = join([claim(1, "0.80 points")], text=text)
    assert anchored.spans["rest-001"] is not None
    assert anchored.spans["rest-001"].start == 36
    (finding,) = told(findings)
    assert finding.code == "anchor-ambiguous"
    assert finding.message == (
        "“0.80 points” stands once by itself, at sentence 2, but a browser would stop at sentence 1 first, where it is "
        "part of a longer word, number or passage."
    )
    assert told(join([claim(1, "0.80 points", prefix="rose by")], text=text)[1]) == []


def test_claims_made_in_python_have_no_place() -> None:
    _, findings = join([claim(1, "not at all there", spot=False), claim(2, "a stiff neck", spot=False)])
    assert [f.spot for f in told(findings)] == [None, None]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "relieves a stiff",
            "“relieves a stiff” stands inside sentence 2 of articles/rest.txt, but no sentence begins so.",
        ),
        (
            "Who shall rest",
            "No sentence of articles/rest.txt begins with “Who shall rest”. Nearest, at sentence 8: “Who should rest”.",
        ),
        ("Utterly strange things", "No sentence of articles/rest.txt begins with “Utterly strange things”."),
        (
            "Read our news",
            "No sentence of articles/rest.txt begins with “Read our news”. "
            "Nearest, at sentence 12: “Read our newsletter”.",
        ),
    ],
)
def test_set_aside_words_that_begin_no_sentence(words: str, message: str) -> None:
    anchored, findings = join([], {"heading": ["Rest and heat", words]})
    (finding,) = told(findings)
    assert finding.code == "set-aside-not-found"
    assert finding.spot == Spot("claims/rest.yaml", ("set_aside", "heading", 1))
    assert finding.message == message
    assert finding.subject == "rest"
    assert [e.span is None for e in anchored.set_aside] == [False, True]


def test_set_aside_words_that_begin_several_sentences() -> None:
    _, findings = join([], {"heading": ["Heat"]})
    (finding,) = told(findings)
    assert finding.code == "set-aside-ambiguous"
    assert finding.message == "3 sentences begin with “Heat” in articles/rest.txt (sentences 2, 4, 11)."
    assert finding.spot == Spot("claims/rest.yaml", ("set_aside", "heading", 0))


def test_the_same_words_may_be_listed_once_for_each_sentence() -> None:
    text = "Advert\n\nHeat helps.\n\nAdvert\n\nRest helps.\n\nAdvert\n"
    anchored, findings = join([], {"promotion": ["Advert", "advert"], "heading": ["Advert"]}, text)
    assert told(findings) == []
    assert [(a.sentence.number, a.reason) for a in anchored.account if a.reason] == [
        (1, "promotion"),
        (3, "promotion"),
        (5, "heading"),
    ]
    assert [e.span and e.span.start for e in anchored.set_aside] == [0, 21, 42]
    _, findings = join([], {"promotion": ["Advert", "Advert"]}, text)
    assert [f.message for f in told(findings)] == [
        "3 sentences begin with “Advert” in articles/rest.txt (sentences 1, 3, 5), and it is listed 2 times."
    ] * 2
    _, findings = join([], {"promotion": ["Heat helps", "Heat helps"]}, text)
    assert told(findings)[0].message == (
        "Only 1 sentence begins with “Heat helps” in articles/rest.txt (sentence 2), and it is listed 2 times."
    )


def test_set_aside_words_may_lack_the_opening_quote_or_have_the_number() -> None:
    text = "“Heat helps,” she says.\n\nSources\n1. Alm A. On heat.\n2. Moor B. On rest.\n"
    anchored, findings = join([], {"patient story": ["Heat helps"], "not article": ["1. Alm A.", "Moor B."]}, text)
    assert told(findings) == []
    assert [a.reason for a in anchored.account] == ["patient story", None, "not article", "not article"]


def test_a_set_aside_anchor_is_checked_like_a_claims() -> None:
    _, findings = join([], {"heading": [Anchor(start="Rest or heat"), Anchor(start="stiff neck")]})
    assert [(f.code, f.spot and f.spot.path) for f in told(findings)] == [
        ("set-aside-not-found", ("set_aside", "heading", 0, "start")),
        ("set-aside-ambiguous", ("set_aside", "heading", 1, "start")),
    ]


@pytest.mark.parametrize(
    ("made", "aside", "twice"),
    [
        ({"start": "Heat relieves a stiff neck"}, "Heat relieves a stiff", True),
        ({"start": "Heat relieves a stiff neck."}, Anchor(start="relieves a stiff"), True),
        ({"start": "Heat relieves a stiff", "end": "0.80 points."}, "Rest relieves it more", True),
        ({"start": "it more"}, "Rest relieves", False),  # the claim takes other words of the sentence
        ({"start": "heat relieves a sore knee"}, Anchor(start="but is it"), False),
    ],
)
def test_claimed_and_set_aside(made: dict[str, Any], aside: str | Anchor, twice: bool) -> None:
    _, findings = join([claim(1, **made)], {"connective": [aside]})
    found = told(findings)
    assert [f.code for f in found] == (["sentence-twice"] if twice else [])
    if twice:
        assert "is claimed by rest-001 and set aside as connective" in found[0].message
        assert found[0].spot == Spot("claims/rest.yaml", ("set_aside", "connective", 0))


def test_the_text_has_changed() -> None:
    text = article_text()
    same = TextStamp(sha256=text.sha256, sentences=12)
    assert told(join([], stamp=same)[1]) == []
    recount = join([], stamp=same.model_copy(update={"sentences": 11}))[1][0]
    assert recount.code == "sentence-count"
    assert "The text is the same" in recount.cure
    _, findings = join([], stamp=TextStamp(sha256="0" * 64, sentences=11))
    changed, count = told(findings)
    assert (changed.code, changed.spot) == ("text-changed", Spot("claims/rest.yaml", ("article", "text", "sha256")))
    assert text.sha256 in changed.message
    assert (count.code, count.spot) == ("sentence-count", Spot("claims/rest.yaml", ("article", "text", "sentences")))
    assert count.message == "articles/rest.txt has 12 sentences, not 11."
    assert changed.cure.endswith("then write that SHA-256 here.")
    assert count.cure.endswith("then write 12 here.")
    assert join([], stamp=TextStamp(sha256="0" * 64, sentences=2), text="Heat.\n")[1][1].message == (
        "articles/rest.txt has 1 sentence, not 2."
    )


def test_the_file_is_named_as_it_was_read() -> None:
    file = claim_file([], {"heading": ["Nothing like it"]}).placed(Spot("claims/other.yml"))
    _, findings = anchor_article(file, article_text())
    assert {f.spot.file for f in findings if f.spot} == {"claims/other.yml"}


def test_two_claims_of_one_id_keep_the_first_span_and_both_account() -> None:
    anchored, _ = join([claim(1, "sprains"), claim(1, "low mood")])
    assert anchored.spans["rest-001"] is not None
    assert anchored.spans["rest-001"].start == TEXT.index("sprains")
    assert [a.sentence.number for a in anchored.account if a.claims] == [5, 7]


def test_no_message_quotes_more_than_six_words_in_a_row() -> None:
    long = "heat relieves a stiff neck and rest relieves it much more by far"
    text = TEXT + "\nA long sentence that nobody has set aside or claimed so far.\n"
    _, findings = join([claim(1, long), claim(2, "relieves")], {"heading": [long, "Heat"]}, text)
    assert len(findings) > 5
    for finding in findings:
        for quote in re.findall(r"“(.*?)”", finding.message):
            assert len(quote.replace("…", "").split()) <= 6


@pytest.mark.parametrize("words", ['say "so"', "it costs $5", "back`tick", "don't!"])
def test_the_command_in_a_cure_is_safe_to_paste(words: str) -> None:
    import shlex

    _, findings = join([claim(1, words)], text="\n".join([f"We know that {words} helps us all."] * 8))
    command = told(findings)[0].cure.split(": `", 1)[1].removesuffix("`.")
    assert shlex.split(command) == ["firmground", "article", "locate", "rest", words]
    assert '"' not in command.split("rest ", 1)[1][:1] or not set("$`!") & set(words)


def test_all_articles_of_a_folder() -> None:
    other = ClaimFile(article=Article(id="other"), claims=[], set_aside={})
    contents = Contents(None, (claim_file(COMPLETE_CLAIMS, COMPLETE_ASIDE), other), {}, {"rest": article_text()})
    anchored, findings = anchor_all(contents)
    assert list(anchored) == ["rest"]  # the other's text is not at hand
    assert anchored["rest"].accounted == 12
    assert findings == ()
    contents = Contents(
        None, (claim_file([]), other), {}, {"rest": article_text(), "other": article_text("Hi.", "other")}
    )
    anchored, findings = anchor_all(contents)
    assert list(anchored) == ["rest", "other"]
    assert len(findings) == 13
    assert findings[-1].subject == "other"


def test_an_empty_text() -> None:
    anchored, findings = join([claim(1, "heat")], {"heading": ["Heat"]}, text="")
    assert (anchored.total, anchored.accounted) == (0, 0)
    assert [f.code for f in findings] == ["anchor-not-found", "set-aside-not-found"]


@given(st.text(max_size=80), st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_no_text_and_no_words_make_it_fail(text: str, start: str, aside: str) -> None:
    anchored, _ = join(
        [claim(1, start), claim(2, start, suffix=aside)], {"heading": [aside, Anchor(start=aside)]}, text
    )
    assert anchored.total == len(anchored.account)
