"""Checks of bodies of evidence: whether the works bear out the answer, and whether the answers agree.

Each looks for what GRADE and the coding guide name as a fault of judgement; words are no proof, so all are warnings.
Source: ``bodies.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from firmground.checks.body_rules import body_rules
from firmground.checks.questions import questions_of
from firmground.checks.rated import speaking_on
from firmground.checks.rating_rules import levels_stated
from firmground.grading.level import counts
from firmground.grading.naming import listed
from firmground.grading.scales import CERTAINTIES
from firmground.records import Claim, Contents, Evidence, Finding, Graded, Question, Spot


def check_bodies(contents: Contents) -> Iterator[Finding]:
    """Steps that count what they should, an answer that the works bear out, and a search where nothing was found."""
    for question in questions_of(contents):
        yield from _unsearched(question)
        yield from _borne_out(question, contents)
        if isinstance(question.rating, Graded) and question.kind != "fact":
            yield from _bias(question.rating, question)
            yield from _reasons(question.rating, question)
            yield from _above(question.rating, question, contents)


def _finding(code: str, question: Question, field: str, message: str, cure: str) -> Finding:
    return Finding(code, question.spot and question.spot.at(*field.split(".")), message, cure, question.id)


def _bias(rating: Graded, question: Question) -> Iterator[Finding]:
    if rating.start != "randomised" or not question.evidence:
        return
    taken = "risk of bias" in rating.down
    if not taken and rating.no_risk_of_bias is None:
        message = "The rating starts as randomised and takes no step for risk of bias, and does not say why not."
        cure = "Take the step, or say under no_risk_of_bias what makes the trials sound: blinding, hidden allocation."
        yield _finding("risk-of-bias-not-weighed", question, "rating.start", message, cure)
    elif taken and rating.no_risk_of_bias is not None:
        message = "The rating takes a step for risk of bias and says why it takes none."
        where = "rating.no_risk_of_bias"
        yield _finding("risk-of-bias-not-weighed", question, where, message, "Keep one of the two.")


def _reasons(rating: Graded, question: Question) -> Iterator[Finding]:
    rules = body_rules()
    step = rating.down.get("inconsistency")
    if step is not None and (hit := rules.lone_result.search(step.because)) is not None:
        message = f"The step for inconsistency rests on one result: “{hit[0]}”. Not significant is not different."
        cure = "Compare the effects and their intervals; if they overlap take no step, and if few people, imprecision."
        yield _finding("inconsistency-of-one-result", question, "rating.down.inconsistency.because", message, cure)
    if rating.start == "adopted" or "imprecision" not in rating.down:
        return  # what authors have weighed already is told as adopted-counted-twice
    own = " ".join(rating.down["imprecision"].because.casefold().split())
    for domain, other in rating.down.items():
        if domain == "imprecision":
            continue
        hit = rules.imprecise.search(other.because)
        if hit is not None or " ".join(other.because.casefold().split()) == own:
            said = hit[0] if hit is not None else other.because
            message = f"“{said}” is the reason of the step for {domain}, and imprecision has a step of its own."
            cure = "Count it once: keep the step for imprecision, and in the other name another reason or take none."
            yield _finding("imprecision-twice", question, f"rating.down.{domain}.because", message, cure)


def _above(rating: Graded, question: Question, contents: Contents) -> Iterator[Finding]:
    """A certainty above the highest that a review of the evidence states for itself."""
    if rating.own is not None or rating.start == "adopted":
        return
    stated = {
        work.key: min(CERTAINTIES.index(level) for level in levels)
        for work in speaking_on(question, contents) or ()
        if "certainty" not in work.unverified and (levels := levels_stated(work.certainty or ""))
    }
    if stated and CERTAINTIES.index(rating.certainty) < (best := min(stated.values())):
        key = next(key for key, level in stated.items() if level == best)
        text = contents.references[key].certainty
        message = f"The certainty is called {rating.certainty}; the authors of “{key}” state “{text}”."
        cure = "Take the step that they took, or say under “own” why you are surer than they are."
        yield _finding("certainty-above-review", question, "rating.certainty", message, cure)


def _borne_out(question: Question, contents: Contents) -> Iterator[Finding]:
    """Whether what the works say can give the answer that is written down."""
    answers = (("found", question.found), ("status", question.status), ("happens", question.happens))
    field, answer = next(((name, value) for name, value in answers if value is not None), ("", ""))
    read = [e for e in question.evidence if e.says != "silent"]
    works = [e for e in read if counts(contents.references.get(e.ref))]
    told = isinstance(question.rating, Graded) or question.kind == "fact" or bool(read)
    if not works and told:
        return  # that nothing is left, or that nothing was ever there, is told by itself
    if (fault := _fault(answer, works, small=question.size == "little or none")) is not None:
        message = f"The answer is “{field}: {answer}”, but by the evidence {fault}."
        cure = f"Write {field} as the works have it, or correct what a work says, or add the work that shows it."
        yield _finding("found-not-borne-out", question, field, message, cure)


def _fault(answer: str, works: list[Evidence], *, small: bool) -> str | None:
    """What speaks against an answer; an effect that is too small to matter denies, though the works find one."""
    said = {e.says for e in works}
    yes, no = bool(said & {"affirms", "partly"}), "denies" in said
    named = listed([f"“{e.ref}”" for e in works])
    both = no if answer == "mixed" else bool(said & {"denies", "partly", "unclear"})
    faults = {
        "affirms": (not yes, "no work affirms it, not even in part"),
        "denies": (not no and not small, "no work denies it"),
        "mixed": (not (yes and both), "the works do not stand on both sides"),
        "nothing": (bool(works), f"something was found: {named}"),
        "unclear": (not works, "no work says anything"),
        "not known": (len(works) > 0 and said in ({"affirms"}, {"denies"}), f"every work settles it: {named}"),
        "not shown": ("affirms" in said, f"a case is documented: {named}"),
    }
    wrong, why = faults.get(_LIKE.get(answer, answer), (False, ""))
    return why if wrong else None


#: Answers that need of the works what another one needs.
_LIKE: Mapping[str, str] = MappingProxyType(
    {
        "partly": "affirms",
        "so": "affirms",
        "not so": "denies",
        "disputed": "mixed",
        "was so": "unclear",
        "shown": "affirms",
        "shown elsewhere": "unclear",
    }
)


def _unsearched(question: Question) -> Iterator[Finding]:
    q = question
    if q.searched or q.unread or q.untestable or q.not_found:
        return
    speaks = any(e.says != "silent" for e in q.evidence)
    for field, says in (
        ("found", q.found == "nothing"),
        ("status", q.status == "not known" and not speaks),
        ("happens", q.happens == "not shown" and not speaks),
    ):
        if says:
            message = f"“{field}: {getattr(q, field)}” says that nothing was found, and nobody says where and when."
            cure = (
                "Add searched: {dated: …, where: …, for: …}; or say what stands in the way: "
                "unread, untestable or not_found."
            )
            yield _finding("search-not-told", question, field, message, cure)


def check_passages(contents: Contents) -> Iterator[Finding]:
    """One passage of one work is not used for more questions than it can bear."""
    most = body_rules().passage.most
    used: dict[tuple[str, str, str], dict[str, Spot | None]] = {}
    for question in contents.questions.values():
        for index, evidence in enumerate(question.evidence):
            for field, text in (("where", evidence.where), ("why", evidence.why)):
                if text and evidence.says != "silent":
                    spot = question.spot and question.spot.at("evidence", index, field)
                    passage = (evidence.ref, field, " ".join(text.casefold().split()))
                    used.setdefault(passage, {}).setdefault(question.id, spot)
    told: set[tuple[str, frozenset[str]]] = set()
    for (ref, field, _), questions in used.items():
        if len(questions) <= most or (ref, frozenset(questions)) in told:
            continue
        told.add((ref, frozenset(questions)))
        one, spot = list(questions.items())[most]
        named = listed([f"“{name}”" for name in questions])
        message = f"One passage of “{ref}” (the same “{field}”) is used for {len(questions)} questions: {named}."
        cure = "Say for each what it found on that question and where; where it is not about it, write says: silent."
        yield Finding("passage-overused", spot, message, cure, one)


def check_agreement(contents: Contents) -> Iterator[Finding]:
    """No two answers, and no two statements of one claim, contradict each other."""
    first: dict[str, Question] = {}
    for question in contents.questions.values():
        for index, name in enumerate(question.implies):
            other = contents.questions.get(name)
            if other is None or other is question:
                continue
            if _says(question, sure=True) is True and _says(other) is False:
                message = f"“{question.id}” is answered yes and implies “{name}”, which is answered no."
                cure = "One of the two answers is wrong, or “implies” is."
                spot = question.spot and question.spot.at("implies", index)
                yield Finding("answers-contradict", spot, message, cure, question.id)
        other = first.setdefault(" ".join(re.findall(r"\w+", question.asks.casefold())), question)
        if {_says(question), _says(other)} == {True, False}:
            message = f"“{question.id}” asks the same as “{other.id}”, and the two are answered yes and no."
            cure = "Make one question of the two; or ask what tells them apart: time, place, people, comparison."
            yield Finding("answers-contradict", question.spot and question.spot.at("asks"), message, cure, question.id)
    for claim in contents.claims():
        yield from _claim_agrees(claim, contents)


def _claim_agrees(claim: Claim, contents: Contents) -> Iterator[Finding]:
    says: dict[str, set[str | None]] = {}
    for answer in claim.answers:
        if answer.item is None and not answer.used:
            says.setdefault(answer.question, set()).add(answer.says)
    for index, answer in enumerate(claim.answers):
        question = contents.questions.get(answer.question)
        if question is None or answer.says != "affirms" or answer.item is not None or answer.used:
            continue
        denied = [name for name in question.implies if "denies" in says.get(name, ())]
        for name in denied:
            message = f"“{claim.id}” affirms “{question.id}” and denies “{name}”, which that one implies."
            cure = "Correct what the claim says to one of the two, or “implies” of the question."
            spot = claim.spot and claim.spot.at("answers", index, "says")
            yield Finding("answers-contradict", spot, message, cure, claim.id)


def _says(question: Question, *, sure: bool = False) -> bool | None:
    """Whether a question is answered yes or no; ``None`` for anything between, and where it must be sure and is not."""
    if question.kind == "fact":
        return {"so": True, "not so": False}.get(question.status or "")
    if question.happens is not None:
        return True if question.happens == "shown" else None
    graded = question.rating if isinstance(question.rating, Graded) else None
    if graded is None or (sure and CERTAINTIES.index(graded.certainty) > CERTAINTIES.index("moderate")):
        return None
    return {"affirms": True, "denies": False}.get(question.found or "")
