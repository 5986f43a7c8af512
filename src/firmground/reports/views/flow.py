"""The audit flow as a table: the same numbers as ``firmground table flow``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from firmground.reports.views.markup import html, joined, table
from firmground.tables.audit import Audit
from firmground.tables.flow import STAGES, FlowStep, Unit, flow_of

#: What comes into the first step of each unit.
_BEGIN: Mapping[Unit, str] = MappingProxyType(
    {
        "sentences": "Sentences, list items, table rows and headings",
        "claims": "Claims found",
        "mentions": "Mentions of a source by these claims",
    }
)
_GOES_ON: Mapping[str, str] = MappingProxyType(
    {
        "hold a claim": "… that hold a claim",
        "can be checked": "… that are rated, so could be checked",
        "rest on a source": "… that rest on a source",
        "identified": "… whose source was found and is surely or probably the one meant",
        "verified": "… and seen on a page that confirms it",
        "compared": "… and could be compared with the claim",
        "accurate": "… and says what the article says",
    }
)


def audit_flow(audit: Audit, article: str | None) -> Markup:
    """From sentences to sources that say what the article says, with what drops out at each step, and why.

    At each step what goes on and what drops out add up to what came in.
    """
    steps = flow_of(audit, article)
    rows = [row for before, step in zip((None, *steps), steps, strict=False) for row in _rows(before, step)]
    if not any(step.stage == STAGES[0] for step in steps):
        rows.insert(0, (_BEGIN["sentences"], "not counted", "how many of them hold a claim is not known"))
    caption = "From the sentences of the articles to sources that say what the articles say"
    return table(caption, ("Step", "Number", "Left out here"), rows, numbers=frozenset({1}))


def _rows(before: FlowStep | None, step: FlowStep) -> Iterator[tuple[str, int | str, Markup | str]]:
    if before is None or before.stage.unit != step.stage.unit:
        several = "one claim may mention several" if step.stage.unit == "mentions" else step.note or ""
        yield _BEGIN[step.stage.unit], step.of, several
    out = joined((html("{} {}", number, reason) for reason, number in step.lost), "; ")
    yield _GOES_ON[step.stage.name], step.went_on, out or "none"
