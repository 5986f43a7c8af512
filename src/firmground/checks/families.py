"""Checks of claim families: that they name claims that exist, once each, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from firmground.errors import nearest
from firmground.grading.naming import listed
from firmground.records import Apart, Contents, Family, Finding, Spot

#: In these fields the members of a family agree, or its note says why they do not.
AGREE = ("kind", "about", "condition")


def check_family_members(contents: Contents) -> Iterator[Finding]:
    """Families, and claims that are set apart, name two or more claims that exist, none of them twice."""
    first: dict[str, str] = {}
    for name, family in _families(contents).items():
        for index, claim in enumerate(family.claims):
            spot = family.spot and family.spot.at("claims", index)
            yield from _unknown(contents, claim, spot)
            if claim in first:
                place = "this family" if first[claim] == name else f"the family “{first[claim]}”"
                message = f"The claim “{claim}” stands already in {place}."
                cure = "A claim belongs to one family: leave it where it fits best."
                yield Finding("family-claim-twice", spot, message, cure, claim)
            first.setdefault(claim, name)
        if len(set(family.claims)) < 2:
            message = f"The family “{name}” has fewer than two claims, so there is nothing to put side by side."
            cure = "Add the other claims that say the same, or remove the family."
            yield Finding("family-too-small", family.spot, message, cure)
    for apart in _apart(contents):
        for index, claim in enumerate(apart.claims):
            yield from _unknown(contents, claim, apart.spot and apart.spot.at("claims", index))
        if len(set(apart.claims)) < 2:
            message = "Fewer than two claims are set apart here, so nothing is told apart."
            yield Finding("family-too-small", apart.spot, message, "Add the other claim, or remove the entry.")


def check_family_topics(contents: Contents) -> Iterator[Finding]:
    """Members of a family agree in kind, therapy and condition, unless its note says why they do not."""
    for name, family in _families(contents).items():
        known = [contents.claims_by_id[i] for i in dict.fromkeys(family.claims) if i in contents.claims_by_id]
        for field in AGREE:
            words = list(dict.fromkeys(str(getattr(claim, field) or "none named") for claim in known))
            if len(words) > 1 and not family.note:
                message = f"The claims of the family “{name}” differ in {field}: {listed(words)}."
                cure = "Take out the claims that say something else; if all say the same, add a note that says why."
                yield Finding("family-mixed", family.spot, message, cure)
                break


def check_family_apart(contents: Contents) -> Iterator[Finding]:
    """No two claims of one family are set apart."""
    family = {claim: name for name, members in _families(contents).items() for claim in members.claims}
    for apart in _apart(contents):
        for one, two in combinations(dict.fromkeys(apart.claims), 2):
            if one in family and family[one] == family.get(two):
                message = f"“{one}” and “{two}” are set apart here, and both stand in the family “{family[one]}”."
                cure = "Take one of them out of the family, or out of this entry."
                yield Finding("family-apart", apart.spot, message, cure, one)


def _families(contents: Contents) -> dict[str, Family]:
    return contents.settings.families if contents.settings is not None else {}


def _apart(contents: Contents) -> list[Apart]:
    return contents.settings.apart if contents.settings is not None else []


def _unknown(contents: Contents, claim: str, spot: Spot | None) -> Iterator[Finding]:
    if claim in contents.claims_by_id or claim in contents.lost_words or contents.unopened:
        return
    message = f"There is no claim “{claim}”.{nearest('claim', claim, contents.claims_by_id)}"
    yield Finding("unknown-claim", spot, message, "Correct the id.", claim)
