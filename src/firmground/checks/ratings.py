"""Checks of a rating by itself and against the review whose certainty it adopts.

Source: GRADE, PMC6692166 table 1 (``grading/rules/grade.toml``), and the coding guide (``ratings.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.checks.rating_rules import levels_stated, once, rating_rules
from firmground.grading.naming import listed
from firmground.grading.rulebook import grade_rules
from firmground.grading.scales import CERTAINTIES
from firmground.records import Claim, Contents, Finding


def check_reasons(contents: Contents) -> Iterator[Finding]:
    """Every rating, every step and every refusal to rate has a reason made of words."""
    return once(f for claim in contents.claims() for f in _reasons(claim))


def _reasons(claim: Claim) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None:
        return
    rated = rating.form != "not rated"
    what = "The reason of the rating" if rated else "Why nobody rated the claim"
    reasons: list[tuple[str, tuple[str, ...], str]] = [(rating.why, ("why" if rated else "not_rated",), what)]
    if rating.form == "evidence":
        for way, steps in (("down", rating.down), ("up", rating.up)):
            for domain, step in steps.items():
                reasons.append((step.because, (way, domain, "because"), f"The reason of the step for {domain}"))
    for text, path, what in reasons:
        if not any(char.isalpha() for char in text):
            cure = "Write in a sentence what was seen and why it leads there, so that a student can follow it."
            message = f"{what} holds no word (“{text}”)."
            yield Finding("reason-missing", spot and spot.at(*path), message, cure, claim.id)


def check_steps(contents: Contents) -> Iterator[Finding]:
    """No domain moves further than GRADE lets it, and randomised evidence does not move up."""
    return once(f for claim in contents.claims() for f in _steps(claim))


def _steps(claim: Claim) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None or rating.form != "evidence":
        return
    rules = grade_rules()
    for way, steps, domains in (("down", rating.down, rules.down), ("up", rating.up, rules.up)):
        most = {str(rule.name): rule.most for rule in domains}
        for domain, step in steps.items():
            if step.steps > most.get(domain, step.steps):
                message = f"{step.steps} steps {way} for {domain}; GRADE allows {most[domain]} there."
                cure = f"Write steps: {most[domain]}, and check the certainty that follows."
                yield Finding("step-too-large", spot and spot.at(way, domain, "steps"), message, cure, claim.id)
    if rating.start == "randomised" and rating.up and not rating.down:
        message = f"Evidence that starts as randomised is moved up for {listed(list(rating.up))}."
        cure = "Remove the steps up; if the studies are observational, write start: observational."
        where = spot and spot.at("up", on="key")
        yield Finding("up-from-randomised", where, message, cure, claim.id)


def check_adopted(contents: Contents) -> Iterator[Finding]:
    """A certainty that is adopted is one that the entry of the review records, and the review is in the basis."""
    return once(f for claim in contents.claims() for f in _adopted(claim, contents))


def _adopted(claim: Claim, contents: Contents) -> Iterator[Finding]:
    rating, spot = claim.rating, claim.rating_spot()
    if rating is None or rating.start != "adopted" or rating.adopted is None:
        return
    key, certainty = rating.adopted.ref, rating.adopted.certainty
    if key not in rating.basis:
        message = f"The certainty is that of “{key}”, but “basis” does not name it."
        cure = f"Add “{key}” to the basis, with a citation that gives its stance, or start from another review."
        yield Finding("adopted-not-in-basis", spot and spot.at("adopted", "ref"), message, cure, claim.id)
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
            yield Finding("adopted-not-recorded", spot and spot.at("adopted", "certainty"), message, cure, claim.id)
        elif certainty not in levels:
            named = listed([level for level in CERTAINTIES if level in levels])
            message = f"The rating adopts “{certainty}” from “{key}”, whose authors state {named} (“{text}”)."
            cure = (
                "Adopt the level that they state for this comparison and outcome, or correct the entry from the source."
            )
            yield Finding("adopted-differs", spot and spot.at("adopted", "certainty"), message, cure, claim.id)
    again = [*(domain for domain in rating.down if domain not in rating_rules().stated.ours), *rating.up]
    if again and not (rating.down and rating.up):
        message = f"The authors of “{key}” have weighed {listed(again)} already; here it is counted once more."
        cure = (
            "Keep only steps for indirectness to this claim; else start from the kind of studies and take every step."
        )
        where = spot and spot.at("down" if rating.down else "up", again[0], on="key")
        yield Finding("adopted-counted-twice", where, message, cure, claim.id)
