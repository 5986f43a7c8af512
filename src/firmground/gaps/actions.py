"""The closed list of what can be advised about a claim, from ``actions.toml``; for a warning a shorter one.

What removes a claim or makes it less sure is no :data:`KeepingAction`, and for a warning only those can be chosen: a
type checker refuses any other, and a rule file that names one is not read.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, Self, get_args, overload

from pydantic import Field, model_validator

from firmground.grading.naming import sentence
from firmground.records import Claim
from firmground.records.terms import Direction, Kind
from firmground.rules import ByName, Rules, Words, read_rules

#: What neither removes nor weakens: all that there is for a warning.
KeepingAction = Literal[
    "keep",
    "say more",
    "say how often",
    "keep and look",
    "correct with a clinician",
    "keep and name a source",
    "keep until settled",
    "keep and quote rightly",
    "ask the publisher",
    "name the study",
    "quote rightly",
    "name the comparison",
    "correct the other",
    "show why they differ",
    "keep and read the notice",
    "cite the newer version",
    "state what is so now",
    "look for a newer review",
    "look for a newer edition",
    "cite the review",
    "study it",
    "read what is known",
    "look for evidence",
    "look for a review",
    "say how sure each is",
    "cite it",
]
#: What removes or weakens: for claims that are no warnings.
OtherAction = Literal[
    "read the notice",
    "name a source or take out",
    "name the study or take it out",
    "correct or take out",
    "say not known or take out",
    "word it as sure as it is",
    "say it is not settled",
    "correct the wrong one",
    "keep to the part shown",
    "say how unsure it is",
]
Action = Literal[KeepingAction, OtherAction]
KEEPING: frozenset[str] = frozenset(get_args(KeepingAction))


class ActionRule(Rules):
    """One piece of advice.

    Attributes:
        says: it as a sentence.
        with_figures: the sentence where numbers are known, with ``{figures}`` in their place.
        removes: whether something that the article says may go.
        weakens: whether something that it says may become less sure.
    """

    name: Action
    says: str
    with_figures: str | None = None
    removes: bool = False
    weakens: bool = False


class Warns(Rules):
    """Kinds of claim that count as warnings without the mark, where they do not speak in this direction.

    Attributes:
        always: kinds that always do.
        unlinked: kinds that do while the claim answers no question.
    """

    always: Words[Kind]
    unlinked: Words[Kind]
    not_direction: Direction


class ActionRules(Rules):
    """``actions.toml``; an action that keeps neither removes nor weakens, and every other one does."""

    warns: Warns
    actions: ByName[Action, ActionRule] = Field(alias="actions")

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if missing := [name for name in get_args(Action) if name not in self.actions]:
            raise ValueError(f"no sentence for the action “{missing[0]}”")
        for name, rule in self.actions.items():
            if (name in KEEPING) == (rule.removes or rule.weakens):
                raise ValueError(f"the action “{name}” removes or weakens if and only if no warning may have it")
        return self


class Advised(Rules):
    """A row of rules that advises: one action for a warning, and one for any other claim.

    Attributes:
        action: for a claim that is no warning.
        for_warning: for a warning.
    """

    action: Action
    for_warning: KeepingAction


@cache
def action_rules() -> ActionRules:
    """The closed list. Rule of this project."""
    return read_rules(ActionRules, "gaps/actions.toml")


@overload
def chosen(advised: Advised, *, warns: Literal[True]) -> KeepingAction: ...
@overload
def chosen(advised: Advised, *, warns: bool) -> Action: ...
def chosen(advised: Advised, *, warns: bool) -> Action:
    """The action for a claim; for a warning one that neither removes nor weakens."""
    return advised.for_warning if warns else advised.action


def told(action: Action, figures: str | None = None) -> str:
    """An action as a sentence, with the numbers that are known where it asks for them."""
    rule = action_rules().actions[action]
    if figures is None or rule.with_figures is None:
        return rule.says
    return rule.with_figures.replace("{figures}", sentence(figures))  # not str.format: figures may hold braces


def warns(claim: Claim) -> bool:
    """Whether a claim counts as a warning for all advice: marked as one, or of a kind that warns."""
    rules = action_rules().warns
    if claim.warning:
        return True
    kinds = rules.always if claim.answers else rules.always | rules.unlinked
    return claim.kind in kinds and claim.direction != rules.not_direction
