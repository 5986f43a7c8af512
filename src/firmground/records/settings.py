"""What stands in ``claims/ledger.yaml``: the ledger's name, its date, its vocabulary, its raters."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from firmground.records.base import Defined, Listed, Named, Record
from firmground.records.claim import Group, Text
from firmground.records.family import Apart, Family
from firmground.records.terms import ComparatorFacet, words_of

#: How long a cell may run in a build where the ledger does not say.
CELL_MINUTES: float = 10


class Term(Record):
    """One word of the ledger's controlled vocabulary."""

    definition: Text
    """One line."""
    mesh: str | None = None
    """The MeSH heading, where one is known."""
    asked: str | None = None
    """How a sentence names it, where its own name would read badly: "giving up smoking" for smoking."""


class TreatmentTerm(Term):
    """A treatment, or a word for claims that speak of several treatments at once, or of none of this ledger's."""

    together: Listed[Text] = []
    """For a word that stands for several treatments: their names under `about`."""
    not_a_treatment: bool = False
    """true for a word that stands for no treatment of this ledger: for another one, or for nobody's in particular."""

    @property
    def single(self) -> bool:
        """Whether the word stands for one treatment."""
        return not (self.together or self.not_a_treatment)


class ComparatorTerm(Term):
    """A comparator, with the kind of comparison that it makes."""

    facet: Annotated[Text, Field(examples=list(words_of(ComparatorFacet)))]
    """`sham`, `no treatment`, `usual care`, `active treatment`, or a word of this ledger's own under `facet`."""


class Vocabulary(Record):
    """The words that claims may use, each with its definition."""

    about: Annotated[dict[str, Defined[TreatmentTerm]], Field(min_length=1)]
    """Therapies, by name."""
    condition: Named[str, Defined[Term]] = {}
    """Complaints, by name."""
    comparator: Named[str, ComparatorTerm] = {}
    """What a therapy is compared with, by name."""
    facet: Named[str, Defined[Term]] = {}
    """Kinds of comparison of this ledger's own, by name: with a therapy of the same family."""
    outcome: Named[str, Defined[Term]] = {}
    """What is said to change, by name."""

    def treatment(self, word: str) -> TreatmentTerm:
        """The term of a claim's `about`; a word that is not in the vocabulary stands for itself."""
        return self.about.get(word) or TreatmentTerm.model_construct(definition=word)

    @property
    def facets(self) -> tuple[str, ...]:
        """Every kind of comparison: those that all ledgers have, then this ledger's own."""
        return tuple(dict.fromkeys((*words_of(ComparatorFacet), *self.facet)))


class GlossaryWord(Record):
    """A word of the ledger's topic that the glossary explains, and to which pages link where they first use it."""

    means: Text
    """What it means, in two sentences at most."""
    also: Listed[Text] = []
    """Other forms that lead here, such as its plural; capitals alone, such as MD, are found as capitals only."""
    page: Text | None = None
    """The name of a report that says more, for instance gap-map."""
    source: Annotated[str, Field(pattern=r"^https?://")] | None = None
    """The address of a page that the explanation rests on."""
    linked: bool = True
    """false where the word is too common to be linked."""


class Rater(Record):
    """Somebody who rates claims."""

    name: Text
    """As it is printed on reports."""
    role: Text
    """What this rater is, for instance "editors of this ledger, no clinician"."""


Years = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Thresholds(Record):
    """Ages in years from which a work counts as old; what is left out keeps its default (`firmground explain gaps`)."""

    old_review_years: Years | None = None
    """A systematic review that is older counts as old."""
    old_guideline_years: Years | None = None
    """A guideline that is older counts as old."""


class LedgerSettings(Record):
    """The ledger as a whole."""

    title: Text
    """Stands on every report."""
    as_of: date
    """The date that the ledger's data and all ages in the reports refer to."""
    description: str | None = None
    """What the ledger is about, in a sentence or two."""
    notice: Text
    """Stands on every report: what the ratings are, and who has reviewed them."""
    vocabulary: Vocabulary
    """The words that claims may use."""
    raters: Annotated[dict[str, Rater], Field(min_length=1)]
    """Who rates, by the short name that ratings give under `by`."""
    groups: Named[str, Group] = {}
    """Citations and ratings that claims of several articles share."""
    glossary: Named[str, GlossaryWord] = {}
    """Words of the topic, by name; such a word takes the place of the tool's own of the same name."""
    thresholds: Thresholds | None = None
    """Ages from which works count as old, where this ledger departs from the defaults."""
    cell_minutes: Annotated[float, Field(gt=0, allow_inf_nan=False)] = CELL_MINUTES
    """How long one cell of a notebook may run in a build, in minutes."""
    families: Named[str, Family] = {}
    """Claims that make the same assertion, by the name of their family."""
    apart: Listed[Apart] = []
    """Claims that look as if they made the same assertion, and do not."""
