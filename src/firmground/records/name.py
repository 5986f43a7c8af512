"""Names of people and bodies, in the parts that BibTeX and CSL know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body whose name is never taken apart. Parts that are not known are empty.

    Source: BibTeX names ("First von Last", "von Last, Jr, First"), and CSL 1.0.2 name variables.

    Attributes:
        family: family name without its particle.
        given: given names, or their initials.
        particle: “van der” before the family name.
        suffix: “Jr” or “III” after the name.
        literal: the whole name of a body; the other parts are empty then.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """How a sentence names it: “van der Berg”, or a body's whole name."""
        between = "" if self.particle.endswith(("'", "’", "-")) else " "  # “d'Arcy”, “al-Razi”
        return self.literal or f"{self.particle}{between}{self.family}".strip()

    def __str__(self) -> str:
        """“van der Berg, Jr, Jan”: the parts in the order of BibTeX."""
        return ", ".join(part for part in (self.short, self.suffix, self.given) if part)
