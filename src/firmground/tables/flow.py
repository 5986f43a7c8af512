"""The audit flow: from the sentences of the articles to sources that say what the articles say, and what drops out.

In the manner of a PRISMA flow chart. Each step says how many come in (``of``), how many go on, and how many drop out,
by reason; these add up. Three things are counted one after another: sentences, claims, and mentions of a source (one
claim and one source). Where the thing counted changes, the next step starts from its own number: one sentence may hold
several claims, and one claim may mention several sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from firmground.anchoring.article import AnchoredArticle
from firmground.appraisal.done import done_of
from firmground.errors import UnknownNameError
from firmground.gaps.citation_rules import needs_source
from firmground.records import Citation, Claim, ClaimFile, Reference
from firmground.records.terms import Accuracy, Kind, SetAsideReason, words_of
from firmground.tables.audit import Audit
from firmground.tables.table import Column

Unit = Literal["sentences", "claims", "mentions"]

COLUMNS = (
    Column("article", "text", "id of the article; empty in the rows of all articles together"),
    Column("step", "whole number", "position of the step, from 1"),
    Column("stage", "text", "what goes on after this step"),
    Column("unit", "text", "what is counted: sentences, claims, or mentions (one claim and one source)"),
    Column("of", "whole number", "how many come into the step: what went on before, where the unit is the same"),
    Column("outcome", "text", "goes on, or drops out"),
    Column("reason", "text", "why it drops out; empty for what goes on"),
    Column("count", "whole number", "how many; the counts of one step add up to the number that came in"),
    Column("note", "text", "how sentences were counted; empty elsewhere"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the flow.

    Attributes:
        name: what goes on.
        unit: what is counted.
        means: exactly when something goes on, and what drops out.
    """

    name: str
    unit: Unit
    means: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "hold a claim",
        "sentences",
        "Sentences, list items, table rows and headings of the text that at least one claim points to. The others are "
        "set aside under a reason, or not accounted for. Without the text, the number stored in the claim file counts, "
        "less the passages set aside; an article that is "
        "most likely not coded to its end is left out.",
    ),
    Stage(
        "can be checked",
        "claims",
        "Claims with a rating of evidence or of fact. The others are not rated, by kind: set down as such with a "
        "reason, or not looked at yet.",
    ),
    Stage(
        "rest on a source",
        "claims",
        "Claims for which the article cites or mentions a source, found or not. The others have none; kinds of claim "
        "that need one (see uncited) stand apart from those that do not.",
    ),
    Stage(
        "identified",
        "mentions",
        "Mentions of a source by these claims whose source was found and is surely or probably the one meant. The "
        "others were not found, or only a possible match was.",
    ),
    Stage(
        "verified",
        "mentions",
        "Sources of which somebody saw a page that shows title, authors, journal and year. The others were not seen, "
        "or stand under a key that references.bib does not hold.",
    ),
    Stage(
        "compared",
        "mentions",
        "Sources that could be compared with what the article says. The others could not be checked, or nobody judged "
        "them yet.",
    ),
    Stage(
        "accurate",
        "mentions",
        "Sources that say what the article says. The others stand under their class of accuracy; an indirect one is "
        "among them, although the statement may be right.",
    ),
)

NOT_ACCOUNTED = "not accounted for"
#: Reasons in the order of the rows; a reason that nothing drops out for has no row.
REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hold a claim": (*(f"set aside: {word}" for word in words_of(SetAsideReason)), NOT_ACCOUNTED),
        "can be checked": tuple(
            f"{state}: {kind}" for state in ("not rated, with a reason", "not rated yet") for kind in words_of(Kind)
        ),
        "rest on a source": ("no source, and one is needed", "no source, and none is needed"),
        "identified": ("source not found", "only a possible match"),
        "verified": ("no source page seen", "not in references.bib"),
        "compared": ("cannot be checked", "not judged yet"),
        "accurate": tuple(word for word in words_of(Accuracy) if word not in {"accurate", "cannot be checked"}),
    }
)


@dataclass(frozen=True, slots=True)
class FlowStep:
    """What happens at one stage.

    Attributes:
        stage: which one.
        of: how many come in.
        went_on: how many go on.
        lost: how many drop out, by reason, in the order of :data:`REASONS`; those that occur.
        note: how sentences were counted; ``None`` at other stages.
    """

    stage: Stage
    of: int
    went_on: int
    lost: tuple[tuple[str, int], ...]
    note: str | None = None


def flow_of(audit: Audit, article: str | None = None) -> tuple[FlowStep, ...]:
    """The steps of one article, or of all of them together.

    The first step is missing where nobody knows how many sentences there are.

    Raises:
        UnknownNameError: when there is no such article.
    """
    files = [file for file in audit.contents.files if article is None or file.article.id == article]
    if article is not None and not files:
        raise UnknownNameError("article", article, (known.id for known in audit.contents.articles))
    return (*_sentences(files, audit), *_claims_and_mentions(files, audit))


def flow_rows(audit: Audit) -> Iterator[dict[str, Any]]:
    """The table: all articles together, when there are several, then each of them."""
    articles = list(audit.contents.claims_by_article)
    for article in [None, *articles] if len(articles) > 1 else articles:
        yield from step_rows(article, flow_of(audit, article))


def step_rows(article: str | None, steps: Iterable[FlowStep]) -> Iterator[dict[str, Any]]:
    """A row per outcome of each step, under :data:`COLUMNS`; ``article`` is ``None`` for all of them together."""
    for step in steps:
        shared = {
            "article": article,
            "step": STAGES.index(step.stage) + 1,
            "stage": step.stage.name,
            "unit": step.stage.unit,
            "of": step.of,
        }
        told = [("goes on", None, step.went_on), *(("drops out", reason, count) for reason, count in step.lost)]
        for outcome, reason, count in told:
            yield shared | {"outcome": outcome, "reason": reason, "count": count, "note": step.note}


def _step(stage: Stage, of: int, lost: Mapping[str, int], note: str | None = None) -> FlowStep:
    """What does not drop out goes on."""
    out = tuple((reason, lost[reason]) for reason in REASONS[stage.name] if lost.get(reason))
    return FlowStep(stage, of, of - sum(count for _, count in out), out, note)


def _sentences(files: Iterable[ClaimFile], audit: Audit) -> Iterator[FlowStep]:
    of, lost = 0, Counter[str]()
    seen, stored, unknown = 0, 0, []
    for file in files:
        anchored = audit.anchored.get(file.article.id)
        out = _set_aside(file, anchored)
        done = done_of(file, audit.contents, anchored)
        total = done.sentences
        if anchored is None and not file.claims and total is not None:
            out[NOT_ACCOUNTED] = max(total - done.set_aside, 0)
        elif anchored is None and done.open:
            total = None  # who knows how many of the others hold a claim
        if total is None or sum(out.values()) > total:
            unknown.append(file.article.id)
            continue
        seen, stored = seen + (anchored is not None), stored + (anchored is None)
        of += total
        lost.update(out)
    if seen or stored:
        yield _step(STAGES[0], of, lost, _note(seen, stored, unknown))


def _set_aside(file: ClaimFile, anchored: AnchoredArticle | None) -> Counter[str]:
    """Sentences without a claim, by reason; without the text, the passages that the file sets aside."""
    if anchored is None:
        return Counter({f"set aside: {reason}": len(items) for reason, items in file.set_aside.items()})
    return Counter(
        NOT_ACCOUNTED if account.reason is None else f"set aside: {account.reason}"
        for account in anchored.account
        if not account.claims
    )


def _note(seen: int, stored: int, unknown: list[str]) -> str:
    """How the sentences were counted."""
    told = ["counted in the text"]
    if stored:
        taken = "what is not set aside beside claims is taken to hold one"
        told = [f"stored number of sentences; without the text, {taken}"]
    if seen and stored:
        counted = f"{seen} of {seen + stored} articles counted in the text"
        told = [f"{counted}, for the others the stored number, and {taken}"]
    if unknown:
        told.append(f"left out, how many sentences hold a claim is not known: {', '.join(unknown)}")
    return "; ".join(told)


def _claims_and_mentions(files: Iterable[ClaimFile], audit: Audit) -> Iterator[FlowStep]:
    articles = dict.fromkeys(file.article.id for file in files)
    claims = [claim for article in articles for claim in audit.contents.claims_by_article[article]]
    unrated = [why for claim in claims if (why := _not_rated(claim)) is not None]
    yield _step(STAGES[1], len(claims), Counter(unrated))
    rated = [claim for claim in claims if _not_rated(claim) is None]
    yield _step(STAGES[2], len(rated), Counter(why for claim in rated if (why := _no_source(claim)) is not None))
    mentions = [c for claim in rated for c in claim.cited]
    for stage in STAGES[3:]:
        told = [(c, _mention_lost(stage.name, c, audit.contents.references)) for c in mentions]
        yield _step(stage, len(mentions), Counter(why for _, why in told if why is not None))
        mentions = [c for c, why in told if why is None]


def _not_rated(claim: Claim) -> str | None:
    if claim.form != "not rated":
        return None
    return f"{'not rated yet' if claim.rating is None else 'not rated, with a reason'}: {claim.kind}"


def _no_source(claim: Claim) -> str | None:
    if claim.cited:
        return None
    needed, not_needed = REASONS["rest on a source"]
    return needed if needs_source(claim) else not_needed


def _mention_lost(stage: str, citation: Citation, references: Mapping[str, Reference]) -> str | None:
    """Why a mention drops out at a stage, ``None`` where it goes on; earlier stages are behind it."""
    reference = references.get(citation.ref or "")
    if stage == "identified":
        if citation.ref is None:
            return "source not found"
        return "only a possible match" if citation.identified == "possible" else None
    if stage == "verified":
        if reference is None:
            return "not in references.bib"
        return None if reference.verified else "no source page seen"
    if stage == "compared":
        if citation.accuracy is None:
            return "not judged yet"
        return "cannot be checked" if citation.accuracy == "cannot be checked" else None
    return None if citation.accuracy == "accurate" else citation.accuracy
