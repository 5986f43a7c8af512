"""Checks of the works that a rating rests on: whether they still hold, speak of the claim, and fit what it says.

The verdict on evidence is derived from the stances, so it can't go against them. What can: a basis that says nothing
about the claim, a fact that is typed in and goes against what its sources say, and one work with two stances.
Source: the coding guide (``ratings.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.checks.rated import Rated
from firmground.checks.rating_rules import once, rating_rules, speaking
from firmground.grading.level import counts
from firmground.grading.naming import listed
from firmground.grading.verdict import heard_by
from firmground.records import Claim, Contents, Finding


def holds(thing: Rated, contents: Contents) -> Iterator[Finding]:
    """No rating rests on a work that was taken back, replaced, or never seen.

    A replaced work can show that something was so at its time, so for a fact it may stand beside a work that holds.
    """
    references = [(contents.references.get(key), where) for key, where in thing.basis]
    evidence, name = thing.rating.form == "evidence", thing.basis_name
    carried = any(r is None or (counts(r) and not r.replaced) for r, _ in references)
    for reference, where in references:
        if reference is None:
            continue
        if not counts(reference):
            message = f"The rating rests on “{reference.key}”, which was {reference.status}."
            stays = "it may stay as a citation" if thing.asked == "claim" else "the note may tell what happened to it"
            cure = f"Take it out of the {name}, and rate anew from what is left; {stays}."
            yield Finding("basis-retracted", where, message, cure, thing.subject)
        elif reference.replaced and (evidence or not carried):
            by = f" by “{reference.supersededby}”" if reference.supersededby else ""
            message = f"The rating rests on “{reference.key}”, which has been replaced{by}."
            newer = f"“{reference.supersededby}”" if reference.supersededby else "the version that holds now"
            told = "cite it with its stance" if thing.asked == "claim" else "say what it says"
            cure = f"Read {newer}, {told}, and rest the rating on it instead."
            yield Finding("basis-superseded", where, message, cure, thing.subject)
        elif evidence and reference.verified is None and reference.unverified:
            message = f"The rating rests on “{reference.key}”, which no source page has confirmed."
            cure = f"See the work and add verified = {{the day}} to its entry, or take it out of the {name}."
            yield Finding("basis-not-verified", where, message, cure, thing.subject)


def check_basis_speaks(contents: Contents) -> Iterator[Finding]:
    """The basis says something about the claim.

    A work that does not address the claim may be the reason of a step (how trials were blinded, say), so it may stand
    beside works that do where the rating has a step. Where there is no step, or for a fact, it does nothing.
    """
    return once(f for claim in contents.claims() for f in _speaks(claim, contents))


def _speaks(claim: Claim, contents: Contents) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None or (references := speaking(claim, contents)) is None:
        return
    speak = {reference.key for reference in references}
    silent = [key for key in claim.basis if key not in speak and counts(contents.references[key])]
    if not silent:
        return
    if not speak:
        who = listed([f"“{key}”" for key in silent])
        message = f"The rating rests on {who}, and the claim's citations say that nothing of this is about it."
        cure = "Find a work on the claim itself; if there is none, write not_rated, or fact: cannot be verified."
        yield Finding("basis-does-not-address", spot and spot.at("basis"), message, cure, claim.id)
    elif rating.form != "evidence" or not (rating.down or rating.up):
        for key in silent:
            message = f"“{key}” is in the basis, but its citation says that it does not address the claim."
            cure = "Take it out of the basis; it may stay as a citation. If it is about the claim, correct the stance."
            where = spot and spot.at("basis", rating.basis.index(key))
            yield Finding("basis-does-not-address", where, message, cure, claim.id)


def check_facts(contents: Contents) -> Iterator[Finding]:
    """A fact is rated as its sources say, by the stances that the claim's citations record."""
    return once(f for claim in contents.claims() for f in _fact(claim, contents))


def _fact(claim: Claim, contents: Contents) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None or rating.form != "fact" or not speaking(claim, contents):
        return
    said = {stance for stances in heard_by(claim, contents.references).values() for stance in stances}
    said.discard("does not address")
    backed = bool(said & {"supports", "partly supports"})
    against = "contradicts" in said
    fault = None
    if rating.fact == "confirmed" and against:
        instead = "cannot be verified, as sources stand on both sides" if backed else "refuted or outdated"
        fault = "a work of the basis contradicts it", instead
    elif rating.fact == "confirmed" and not backed:
        fault = "no work of the basis supports it", "cannot be verified"
    elif rating.fact in {"refuted", "outdated"} and not against:
        fault = "no work of the basis contradicts it", "confirmed or cannot be verified"
    elif rating.fact == "refuted" and "supports" in said:
        fault = "a work of the basis supports it", "cannot be verified, as sources stand on both sides"
    elif rating.fact == "cannot be verified" and said in ({"supports"}, {"contradicts"}):
        fault = f"every work of the basis {said.pop()} it", "confirmed, outdated or refuted"
    if fault is not None:
        message = f"The fact is called “{rating.fact}”, but by the claim's citations {fault[0]}."
        cure = f"Write fact: {fault[1]}; or correct the stance that is wrong, or the basis."
        yield Finding("fact-against-basis", spot and spot.at("fact"), message, cure, claim.id)


def check_one_stance(contents: Contents) -> Iterator[Finding]:
    """One work says one thing about one claim."""
    for claim in contents.claims():
        first: dict[str, str] = {}
        for index, citation in enumerate(claim.citations):
            if citation.ref is None or citation.stance is None:
                continue
            before = first.setdefault(citation.ref, citation.stance)
            if before != citation.stance:
                message = (
                    f"The stance of “{citation.ref}” is “{citation.stance}” here and “{before}” above, for one claim."
                )
                cure = "Decide what the work says about the claim as worded, and write that at both, or at one only."
                spot = claim.citation_spot(index)
                yield Finding("two-stances", spot and spot.at("stance"), message, cure, claim.id)
    for file in contents.question_files:
        for question in file.questions:
            said: dict[str, str] = {}
            for index, evidence in enumerate(question.evidence):
                before = said.setdefault(evidence.ref, evidence.says)
                if before != evidence.says:
                    message = f"“{evidence.ref}” “{evidence.says}” here and “{before}” above, for one question."
                    cure = "Decide what the work says to what is asked, and write that at both, or at one only."
                    spot = question.spot and question.spot.at("evidence", index, "says")
                    yield Finding("two-stances", spot, message, cure, question.id)


def start(thing: Rated) -> Iterator[Finding]:
    """Where the certainty starts fits the designs of the works that carry the rating. Source: GRADE, PMC6692166.

    A design that is not known settles nothing. Counts of harm start low also where they come from trials, by the guide,
    unless they start as counted (`ratings.toml` says which designs count).
    """
    rating, references = thing.rating, thing.speaking
    if rating.form != "evidence":
        return
    where = thing.spot and thing.spot.at("start")
    if rating.start == "counted" and not (thing.counts and thing.asked == "question"):
        message = "The rating starts as counted; only a question of how often may, for it asks for a count."
        cure = "Write start: observational or randomised and take its steps, or correct the kind of the question."
        yield Finding("start-not-counted", where, message, cure, thing.subject)
        return
    if not references or any(r.design is None for r in references):
        return
    rules = rating_rules().designs
    designs = {str(reference.design) for reference in references}
    kinds = listed(sorted(designs))
    if rating.start == "counted" and not designs & rules.counted:
        message = f"The rating starts high, as counts do, but rests on works that count nobody: {kinds}."
        cure = "Write start: observational, or happens: shown, which needs no certainty; or add the work that counted."
        yield Finding("start-not-counted", where, message, cure, thing.subject)
    if rating.start == "randomised" and not designs & (rules.randomised | rules.may_hold_randomised):
        message = (
            f"The rating starts high, as randomised trials do, but rests on no trial or systematic review: {kinds}."
        )
        cure = (
            "Write start: observational and work the certainty out anew, "
            f"or add the trial or review to the {thing.basis_name}."
        )
        yield Finding("start-without-trial", where, message, cure, thing.subject)
    elif rating.start == "observational" and designs <= rules.randomised and not thing.counts:
        message = (
            "The rating starts low, as studies without random allocation do, but it rests on randomised trials only."
        )
        cure = "Write start: randomised, and take a step down for each fault; a step says more than a low start."
        yield Finding("start-too-low", where, message, cure, thing.subject)


def lone(thing: Rated) -> Iterator[Finding]:
    """One study is no body of evidence: it takes a step for imprecision. Large counts of harm may stand alone."""
    rating, references = thing.rating, thing.speaking or ()
    if rating.form != "evidence" or len(references) != 1 or rating.start == "adopted":
        return
    rules = rating_rules().designs
    reference = references[0]
    counted = thing.counts and reference.design in rules.counts_harm
    if reference.design in rules.single and not counted and "imprecision" not in rating.down:
        one = f"One {reference.design} (“{reference.key}”)"
        message = f"{one} carries the whole rating, and no step was taken for imprecision."
        cure = "Take a step down for imprecision; or add the other studies; or write not_rated until somebody looked."
        yield Finding("lone-study", thing.spot and thing.spot.at("certainty"), message, cure, thing.subject)
