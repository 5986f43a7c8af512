"""How a verdict on a claim that answers a question comes about: the tables of ``answers.toml`` with their examples."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from firmground.grading.answer_rules import AnswerRow, EffectRow, FactRow, PossibilityRow, WarningRow, answer_rules
from firmground.grading.scales import CERTAINTIES
from firmground.reports.messages import Messages
from firmground.reports.views.marks import verdict_mark
from firmground.reports.views.markup import details, heading, html, joined, table

tell = Messages("cards/method.toml")


def questions_and_answers() -> Markup:
    """Question, answer, the ways to a verdict, warnings, kinds of unknown, and words for how often."""
    rules = answer_rules()
    effects = [(_standing(r), _wording(r), " or ".join(_certainties(r)), *_end(r)) for r in rules.effects]
    unsure = [(tell(f"standing.{r.standing}"), *_end(r)) for r in rules.unsure]
    facts = [(r.status, _says(r), *_end(r)) for r in rules.facts]
    possible = [(r.happens, _says(r), *_end(r)) for r in rules.possibilities]
    warnings = [(r.when, *_end(r)) for r in rules.warnings]
    senses = [(name, row.says) for name, row in rules.senses.items()]
    often = [(f"“{word.name}”", word.plain) for word in rules.often.values()]
    return joined(
        (
            heading(3, tell("title"), "questions-and-answers"),
            *(html("<p>{}</p>", tell(name)) for name in ("intro", "step", "several")),
            _folded("effect", ("standing", "wording", "certainty"), effects),
            _folded("unsure", ("standing",), unsure),
            _folded("fact", ("status", "says"), facts),
            _folded("possibility", ("status", "says"), possible),
            html("<p>{}</p><p>{}</p>", tell("use"), tell("warning")),
            _folded("warning", ("when",), warnings),
            html("<p>{}</p>", tell("unknown")),
            _table("sense", ("kind", "told"), senses),
            html("<p>{}</p>", tell("often")),
            _table("often", ("word", "people"), often),
        )
    )


def _certainties(row: EffectRow) -> tuple[str, ...]:
    """The certainties of a row, best first; any where it asks for none."""
    return tuple(c for c in CERTAINTIES if c in row.certainty) if row.certainty is not None else (tell("more.any"),)


def _standing(row: EffectRow) -> str:
    parts = [tell(f"standing.{row.standing}")]
    if row.reach is not None:
        parts.append(tell(f"more.{row.reach}"))
    if row.searched:
        parts.append(tell("more.searched"))
    return ", ".join(parts)


def _wording(row: EffectRow) -> str:
    return " or ".join(tell(f"voice.{voice}") for voice in ("firm", "soft") if voice in row.voice)


def _says(row: FactRow | PossibilityRow) -> str:
    more = f", {tell(f'more.{row.reach}')}" if row.reach is not None else ""
    return f"{tell(f'says.{row.says}')}{more}"


def _end(row: AnswerRow | WarningRow) -> tuple[object, ...]:
    return verdict_mark(row.verdict), f"{row.because[:1].upper()}{row.because[1:]}.", row.example


def _folded(name: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Markup:
    return details(tell(f"table.{name}"), _table(name, (*head, "verdict", "because", "example"), rows))


def _table(name: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Markup:
    return table(tell(f"table.{name}"), tuple(tell(f"head.{word}") for word in head), rows, cards=True)
