"""Checks of a rating by itself and against the review whose certainty it adopts.

Source: GRADE, PMC6692166 table 1 (``grading/rules/grade.toml``), and the coding guide (``ratings.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from firmground.checks import basis
from firmground.checks.rated import Rated, rated_things
from firmground.checks.rating_rules import levels_stated, once, rating_rules
from firmground.grading.arithmetic import certainty_of
from firmground.grading.naming import listed
from firmground.grading.rulebook import grade_rules
from firmground.grading.scales import CERTAINTIES
from firmground.records import Contents, Finding

#: What tells what a work of the basis says.
_SAID: Mapping[str, str] = MappingProxyType({"claim": "a citation that gives its stance", "question": "what it says"})


def check_all_ratings(contents: Contents) -> Iterator[Finding]:
    """Every rating by itself and against the works that it rests on, at claims and at questions."""
    return once(finding for rated in rated_things(contents) for finding in _faults(rated, contents))


def _faults(rated: Rated, contents: Contents) -> Iterator[Finding]:
    yield from _reasons(rated)
    yield from _steps(rated)
    yield from _arithmetic(rated)
    yield from _adopted(rated, contents)
    yield from basis.holds(rated, contents)
    yield from basis.start(rated)
    yield from basis.lone(rated)


def _reasons(thing: Rated) -> Iterator[Finding]:
    """Every rating, every step and every refusal to rate has a reason made of words."""
    rating, spot = thing.rating, thing.spot
    rated = rating.form != "not rated"
    what = "The reason of the rating" if rated else f"Why nobody rated the {thing.asked}"
    reasons: list[tuple[str, tuple[str, ...], str]] = [(rating.why, ("why" if rated else "not_rated",), what)]
    if rating.form == "evidence":
        for way, steps in (("down", rating.down), ("up", rating.up)):
            for domain, step in steps.items():
                reasons.append((step.because, (way, domain, "because"), f"The reason of the step for {domain}"))
    for text, path, what in reasons:
        if not any(char.isalpha() for char in text):
            cure = "Write in a sentence what was seen and why it leads there, so that a student can follow it."
            message = f"{what} holds no word (“{text}”)."
            yield Finding("reason-missing", spot and spot.at(*path), message, cure, thing.subject)


def _steps(thing: Rated) -> Iterator[Finding]:
    """No domain moves further than GRADE lets it, and randomised evidence does not move up."""
    rating, spot = thing.rating, thing.spot
    if rating.form != "evidence":
        return
    rules = grade_rules()
    for way, steps, domains in (("down", rating.down, rules.down), ("up", rating.up, rules.up)):
        most = {str(rule.name): rule.most for rule in domains}
        for domain, step in steps.items():
            if step.steps > most.get(domain, step.steps):
                message = f"{step.steps} steps {way} for {domain}; GRADE allows {most[domain]} there."
                cure = f"Write steps: {most[domain]}, and check the certainty that follows."
                yield Finding("step-too-large", spot and spot.at(way, domain, "steps"), message, cure, thing.subject)
    if rating.start == "randomised" and rating.up and not rating.down:
        message = f"Evidence that starts as randomised is moved up for {listed(list(rating.up))}."
        cure = "Remove the steps up; if the studies are observational, write start: observational."
        where = spot and spot.at("up", on="key")
        yield Finding("up-from-randomised", where, message, cure, thing.subject)


def _arithmetic(thing: Rated) -> Iterator[Finding]:
    """A stored certainty equals its own arithmetic, and an adopted one says whose it is."""
    rating, spot = thing.rating, thing.spot
    if rating.form != "evidence":
        return
    if rating.start == "adopted" and rating.adopted is None:
        message = "The rating starts from a certainty that others stated, and does not say whose and which."
        cure = "Add a line “adopted: {ref: …, certainty: …}” with what the review's authors state, or change the start."
        yield Finding("adopted-incomplete", spot and spot.at("start"), message, cure, thing.subject)
        return
    if rating.start != "adopted" and rating.adopted is not None:
        message = f"A review's certainty is given under “adopted:”, but the rating starts from “{rating.start}”."
        cure = "Write start: adopted, or remove “adopted:”."
        yield Finding("adopted-incomplete", spot and spot.at("start"), message, cure, thing.subject)
        return
    if rating.up and rating.down:
        message = "The rating moves up and down at once; GRADE moves up only where nothing was rated down."
        cure = "Remove the steps up, or the steps down where they are not meant."
        yield Finding("up-and-down", spot and spot.at("up", on="key"), message, cure, thing.subject)
        return
    total = certainty_of(rating)
    if total.certainty is not None and total.certainty != rating.certainty:
        message = (
            f"The certainty is called {rating.certainty}, but its own steps lead to {total.certainty}. {total.text}"
        )
        cure = f"Write certainty: {total.certainty}, or correct the steps."
        yield Finding("certainty-does-not-add-up", spot and spot.at("certainty"), message, cure, thing.subject)


def _adopted(thing: Rated, contents: Contents) -> Iterator[Finding]:
    """A certainty that is adopted is one that the entry of the review records, and the review is in the basis."""
    rating, spot = thing.rating, thing.spot
    if rating.form != "evidence" or rating.start != "adopted" or rating.adopted is None:
        return
    key, certainty = rating.adopted.ref, rating.adopted.certainty
    if key not in rating.basis:
        message = f"The certainty is that of “{key}”, but “{thing.basis_name}” does not name it."
        cure = f"Add “{key}” to the {thing.basis_name}, with {_SAID[thing.asked]}, or start from another review."
        yield Finding("adopted-not-in-basis", spot and spot.at("adopted", "ref"), message, cure, thing.subject)
    reference = contents.references.get(key)
    if reference is not None:
        text = reference.certainty or ""
        levels = levels_stated(text)
        unseen = "certainty" in reference.unverified
        if unseen or not levels:
            said = f"says only “{text}”" if text else "records none"
            why = "lists it as unverified" if unseen else said
            message = f"The rating adopts “{certainty}” from “{key}”, whose entry {why}."
            cure = (
                "Look at the source: if its authors state a level, write it under “certainty” in the entry, "
                "for instance low (pain), very low (function); if not, choose another start and take your own steps."
            )
            yield Finding(
                "adopted-not-recorded", spot and spot.at("adopted", "certainty"), message, cure, thing.subject
            )
        elif certainty not in levels:
            named = listed([level for level in CERTAINTIES if level in levels])
            message = f"The rating adopts “{certainty}” from “{key}”, whose authors state {named} (“{text}”)."
            cure = (
                "Adopt the level that they state for this comparison and outcome, or correct the entry from the source."
            )
            yield Finding("adopted-differs", spot and spot.at("adopted", "certainty"), message, cure, thing.subject)
    again = [*(domain for domain in rating.down if domain not in rating_rules().stated.ours), *rating.up]
    if again and not (rating.down and rating.up):
        message = f"The authors of “{key}” have weighed {listed(again)} already; here it is counted once more."
        cure = f"Keep only steps for indirectness to this {thing.asked}; "
        cure += "else start from the kind of studies and take every step."
        where = spot and spot.at("down" if rating.down else "up", again[0], on="key")
        yield Finding("adopted-counted-twice", where, message, cure, thing.subject)
