"""Whether a stop ends its sentence: numbers at the head, abbreviations, labels, initials, quotes and who said them.

All rules look at a few words on either side and at form alone, so that a text is cut alike wherever it stands. Where
form can't tell, two sentences stay together rather than one being torn: a unit that is too long can still be claimed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firmground.anchoring.layout import ENDS, QUOTES, RAISED, TAIL, UNSEEN, WHITE, WIDE_ENDS


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Never at the end of a sentence.
NEVER_LAST = _words(
    "dr drs mr mrs mx messrs mmes prof profs vs e.g i.e eg ie viz cf approx avg esp excl incl resp natl intl"
)
#: The same as titles, with a capital; without it they are words and units (a rep, 50 ms).
TITLES = _words("Ms Rev Gen Col Sgt Capt Cmdr Maj Lt Gov Sen Rep Hon Pres Msgr Mme Mlle v")
#: Not at the end of a sentence when a number follows. Those with a capital here are found with it alone.
BEFORE_NUMBER = _words(
    "no nos fig figs vol vols p pp pg pgs ch chap chaps sec sect eq eqs eqn ref refs ca c approx tab suppl para paras "
    "app est ver ext tel n.b circa Art Tbl Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur "
    "Thurs Fri Sat Sun"
)
#: Not at the end of a sentence when a label follows: ``S1``, ``A``, ``IV``; with a capital, or one of ``FIGURES``.
LABELLED = _words("Fig Figs Tab Tbl App Eq Eqs Eqn No Nos Ref Refs Sec Sect Ch Chap Vol Vols Art Suppl Para Ex")
FIGURES = _words("fig figs eq eqs eqn tab suppl")
#: At the end of a sentence only before one of ``OPENINGS``, and never before a number; initials and initialisms are
#: found by their form.
SELDOM_LAST = _words(
    "al inc ltd co corp jr sr esq dept univ inst assoc assn bros govt ed eds ave blvd temp wt ht dia diam conc concn "
    "est ext misc suppl St Mt Ft"
)
#: The same, but after a number they are a measure, and that may well be the end: ``for 20 min. Patients rest.``
MEASURES = _words("min mins max hr hrs sec secs wk wks mo mos yr yrs ft lb lbs oz tsp tbsp")
#: Words with which a sentence begins and a name does not.
OPENINGS = _words(
    "a according after all also although an and another any are as at because before both but by can could despite did "
    "do does doing during each even every everybody everyone few finally for from he her here his how however if in "
    "indeed instead is it its many moreover most my next no nobody none nor not nothing on once one or other others "
    "our overall patients people perhaps research several she should since so some still studies such that the their "
    "then there therefore these they this those though thus to today unless until was we were what when where whether "
    "which while who whose why with without would yes yet you your"
)
#: What follows ``9 a.m.`` without beginning a sentence, beside zones in capitals (``EST``).
AFTER_HOUR = _words(
    "eastern central mountain pacific greenwich monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december"
)
#: Words that head a sentence together with a number or letter and its stop: ``Step 1. Clean the skin.``
HEADED = _words(
    "aim annex answer app appendix arm box case chapter chart day domain eq equation example exercise exhibit fact fig "
    "figs figure figures grade group item lesson level method mistake module month myth no note number objective "
    "option panel part phase photo picture plate point position pose principle problem question reason ref reference "
    "round row rule scenario scheme section session set sign stage step steps stretch supplement tab table tables task "
    "theorem tip unit version video visit vol volume week year"
)
#: Words after which one capital letter is a label, not somebody's initial, however the word is written.
LETTERED = HEADED | _words(
    "apolipoprotein category class cohort coenzyme complex cyclosporin factor haemophilia hemophilia hepatitis "
    "immunoglobulin influenza medicare plan protein schedule strain streptococcus subtype toxin type vitamin"
)
#: Words before the names of people, beside verbs of saying: an initial follows them.
BEFORE_NAMES = _words(
    "a an the of by with from to for as or and but see per via than like after before since versus both between among "
    "including called named in on at et von van de author coach coauthor co-author colleague dentist "
    "dietitian director doctor editor expert founder inventor investigator nurse nutritionist pharmacist physician "
    "physio physiologist physiotherapist pioneer practitioner president professor psychologist researcher reviewer "
    "scientist specialist student surgeon teacher therapist trainer writer"
)
SAYING = _words(
    "added adds admits admitted agreed answered answers argued asked asks begged called claimed concluded concludes "
    "continued continues cried cries demanded enquired exclaimed explained explains inquired insisted insists joked "
    "laughed laughs muttered noted observed pleaded quipped recalled recalls remarked remembered replied replies "
    "reported responded responds said says screamed shouted sighed snapped stated suggested tells told urged warned "
    "warns whispered wondered wonders writes wrote yelled"
)

_OPENERS = "([{¿¡\u2014\u2013" + QUOTES + "-"
_CLOSED = "\u201d\u2019\u300d\u300f\u3009\u300b\u3011\u3015\uff09\uff3d\uff5d\xbb\u203a)\\]"

#: A stop, with all that belongs to it. Each repetition is possessive: what failed once is not tried in pieces.
STOP = re.compile(
    rf"(?<![{ENDS}])(?P<stop>[{ENDS}]++)"
    rf"(?:{TAIL}(?=[{WHITE}]|$)|(?<=[{WIDE_ENDS}])(?P<wide>(?:[\"{_CLOSED}{RAISED}]|\[[^\[\]]{{1,40}}\])*+))"
)
_NUMERAL = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"
_LABEL = re.compile(rf"(?:[A-Z]{{0,3}}-?\d[\w.-]*|{_NUMERAL}|[A-Z])$")
_COUNT = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[a-zA-Z]?|[A-Z]{{1,2}}\d{{1,3}}|{_NUMERAL}|[A-Z])"
_SPELLED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HEAD = re.compile(
    rf"[{re.escape(_OPENERS)}*_#]*"
    rf"(?:(?:(?:Supplementa(?:l|ry)|Appendix|Online|Additional|Extended Data)[{WHITE}]+)?"
    rf"(?P<label>[^\W\d_]+)\.?[{WHITE}]+(?:{_COUNT}(?:[{WHITE}]?(?:,|&|-|\u2013|and|or|to)[{WHITE}]?{_COUNT}){{0,4}}|"
    rf"{_SPELLED})|(?P<bare>{_COUNT}))"
)
_LONGEST_HEAD = 40
_TOKEN = re.compile(rf"[^{WHITE}{QUOTES})\\\]}}({{\[¿¡/\u2013\u2014-]*$")
#: The next word, over openers, bullets and signs; not over another stop, which has rules of its own.
_NEXT = re.compile(rf"[^\w{ENDS}]{{0,40}}(?P<word>\w[\w'’-]*)(?P<dot>\.?)")
#: Of prescriptions: twice a day, three, four times, as needed. No name goes on after one.
_DOSED = frozenset({"b.i.d", "t.i.d", "q.i.d", "p.r.n"})
_INITIALISM = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+$")
_AMOUNT = re.compile(rf"[\d½¼¾⅓⅔][{WHITE}\u2010\u2011\u2013-]*$")
_MEASURED = re.compile(rf"[{WHITE}]*\d[\d.,]*[{WHITE}\u2010-]?(?P<unit>[a-z]+)\b")
_DEGREES = re.compile(r"(?:\d{1,3}|\d+[.,]\d+)°?|[^°]*°")
_BEFORE_LETTER = re.compile(
    rf"(?:^|[{WHITE}{QUOTES}(\[/])(?P<word>[^{WHITE}{QUOTES}(\[/]+)[{WHITE}]+"
    rf"(?P<chain>(?:\w,?[{WHITE}]+)*(?:(?:and|or|to|versus|vs\.?|&)[{WHITE}]+)?)\w$"
)
_NAME = r"[^\W\d_a-z][\w'’-]{0,30}\.?"
_SAID = re.compile(
    rf"[{WHITE}{UNSEEN}]*(?P<first>{_NAME})(?:[{WHITE}]+(?:{_NAME}|de|der|den|van|von|la|le|al|bin|del|di|da|dos|and)){{0,5}}"
    rf"(?:(?:,[^,.!?…{WHITE}]?[^,.!?…]{{1,60}}){{1,3}},)?[{WHITE}]+(?:(?:\w{{2,15}}ly|then|also|later|once|had|has)[{WHITE}]+)?"
    rf"(?:{'|'.join(sorted(SAYING))})\b"
)
#: The Japanese particle of quotation, and a short subject with a Chinese verb of saying, directly after the quotation.
_SAID_WIDE = re.compile(r"(?:と|って)|[^\s。！？，、：“「『]{1,6}?[说說道问問喊叫](?:着|了)?[。，]")


class Around(NamedTuple):
    """Where a stop stands.

    Attributes:
        text: the whole text.
        floor: offset at which the block begins.
        start: offset at which the sentence begins.
        end: offset at which the block ends.
        asked: whether the sentence before this one is a question.
    """

    text: str
    floor: int
    start: int
    end: int
    asked: bool


def ends(at: Around, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at a stop that ``STOP`` found.

    Args:
        at: what stands around it.
        stop: the match.
    """
    text, point = at.text, stop.start()
    follower = _NEXT.match(text, stop.end(), at.end)
    if follower is None:
        return False  # nothing but marks follows: they belong to this sentence
    word = follower["word"]
    if word[0].islower():
        return False
    if stop["number"] and not stop["marks"] and not _letter_before(text, point, at.floor):
        return False  # the decimals of a number
    if stop["stop"] != ".":
        return not _goes_on(at, stop)
    if _is_head(text[at.start : point], asked=at.asked):
        return False
    token = _TOKEN.search(text[max(at.floor, point - 40) : point])
    last = token.group() if token else ""
    if len(last) == 1 and last.isupper():
        return _opens(follower) or _is_label(text[max(at.floor, point - 80) : point], follower)
    if len(last) > 1 and last.isupper() and "." not in last and not word.isupper():
        return True  # in the ED. Patients with MS. Walking: capitals throughout are no abbreviation of a word
    return _after_abbreviation(at, last, point, follower)


def closed(text: str, start: int, stop: re.Match[str]) -> int:
    """Offset at which the sentence ends: after what closes it, before a straight quote that opens the next one."""
    wide = stop["wide"]
    if wide and '"' in wide and text.count('"', start, stop.end()) % 2:
        return stop.start("wide") + wide.index('"')
    return stop.end()


def _after_abbreviation(at: Around, last: str, point: int, follower: re.Match[str]) -> bool:
    """Whether a sentence ends after this token and its full stop."""
    low, word = last.casefold(), follower["word"]
    number = word[0].isdigit()
    if low in ("no", "nos") and at.text[at.start : point].strip(_OPENERS) == last and at.asked:
        return True  # an answer
    if low in NEVER_LAST or last in TITLES:
        return False
    if number and (last in BEFORE_NUMBER or (low in BEFORE_NUMBER and len(last) > 1)):
        return False
    labelled = (last in LABELLED and low != "no") or ((last == "No" or low in FIGURES) and word not in ("A", "I"))
    if labelled and _LABEL.match(word):
        return False
    if low in MEASURES:
        if _AMOUNT.search(at.text[max(at.floor, point - 60) : point - len(last)]):
            more = _MEASURED.match(at.text, point + 1, at.end)
            return not (more and (more["unit"] in MEASURES or more["unit"] == "in"))  # 1 hr. 20 min.
        return not number and _opens(follower)
    if low in ("a.m", "p.m"):
        return not (number or word.casefold() in AFTER_HOUR or (word.isupper() and 1 < len(word) < 5))
    if low in _DOSED:
        return True
    if low in SELDOM_LAST or last in SELDOM_LAST or _INITIALISM.match(last):
        return _opens(follower)
    return True


def _opens(follower: re.Match[str]) -> bool:
    """Whether the next word begins a sentence and no name."""
    word = follower["word"]
    return word.casefold() in OPENINGS and not (len(word) == 1 and bool(follower["dot"]))


def _is_label(before: str, follower: re.Match[str]) -> bool:
    """Whether the capital letter at the end of these words is a label or unit (vitamin D), no initial (J. Smith)."""
    found = _BEFORE_LETTER.search(before)
    if found is None:
        return False
    word = found["word"]
    low = word.casefold()
    if _DEGREES.fullmatch(word):
        return True
    if found["chain"]:
        return any(len(one.strip(",")) == 1 for one in found["chain"].split()) or low in LETTERED
    if low in LETTERED or low.removesuffix("s") in LETTERED:
        return True
    initial_follows = len(follower["word"]) == 1 and follower["dot"]
    plain = word.islower() and (word[-1].isalnum() or word[-1] == "-")
    return plain and not initial_follows and not {low, low.removesuffix("s")} & (BEFORE_NAMES | SAYING)


def _is_head(sentence: str, *, asked: bool) -> bool:
    """Whether these words before a full stop only number what follows: ``Step 1``, ``Fig. S2``, ``3.1``, ``B``."""
    if len(sentence) > _LONGEST_HEAD:
        return False
    head = _HEAD.fullmatch(sentence)
    if head is None:
        return False
    bare = head["bare"]
    return (not asked or bare[0].isalpha()) if bare else head["label"].casefold() in HEADED


def _goes_on(at: Around, stop: re.Match[str]) -> bool:
    """Whether a quoted question or call is followed by who said it."""
    if stop["wide"] is not None:
        quoted = re.search(r"[\"”’」』]", stop["wide"])
        return quoted is not None and _SAID_WIDE.match(at.text, stop.end(), at.end) is not None
    if not stop["marks"] or not re.search(f"[{QUOTES}]", stop["marks"]):
        return False
    said = _SAID.match(at.text, stop.end(), at.end)
    return said is not None and said["first"].casefold() not in OPENINGS


def _letter_before(text: str, at: int, floor: int) -> bool:
    return at > floor and not text[at - 1].isdigit() and not text[at - 1].isspace()
