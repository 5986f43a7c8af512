"""Who uses a reference, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from firmground.records import Claim, Contents


@dataclass(frozen=True, slots=True)
class Uses:
    """Who uses a reference. Claims in reading order, each once; a claim stands under cited or under possible.

    Attributes:
        cited: claims for which the article cites it, certainly or probably.
        possible: claims for which the article only possibly means it.
        offered: claims for which our auditors add it.
        rests: claims whose rating rests on it.
        printed: by article, the numbers that it bears in the article's own list.
        replaces: keys of the references whose place it has taken.
    """

    cited: list[Claim] = field(default_factory=list)
    possible: list[Claim] = field(default_factory=list)
    offered: list[Claim] = field(default_factory=list)
    rests: list[Claim] = field(default_factory=list)
    printed: dict[str, list[str]] = field(default_factory=dict)
    replaces: list[str] = field(default_factory=list)


def uses_of(contents: Contents) -> Mapping[str, Uses]:
    """The uses of each reference, by key, in the order of references.bib; what is used by nobody, too."""
    found = {key: Uses() for key in contents.references}
    for claim in contents.claims_by_id.values():
        cited = {c.ref for c in claim.cited if c.identified != "possible"}
        for key in found.keys() & cited:
            found[key].cited.append(claim)
        for key in found.keys() & ({c.ref for c in claim.cited} - cited):
            found[key].possible.append(claim)
        for key in found.keys() & {c.ref for c in claim.offered}:
            found[key].offered.append(claim)
        for key in found.keys() & set(claim.basis):
            found[key].rests.append(claim)
    for article in contents.articles:
        for entry in article.reference_list:
            if entry.ref in found:
                found[entry.ref].printed.setdefault(article.id, []).append(entry.number)
    for key, reference in contents.references.items():
        if reference.supersededby in found:
            found[reference.supersededby].replaces.append(key)
    return found
