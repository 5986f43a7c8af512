"""Audits made by hand through the record types, and what is asked of a drawn figure again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pandas as pd  # noqa: F401 - the oldest release that is allowed warns when first loaded, and no figure did that
import pytest
from matplotlib.text import Text
from tests.names import named

from firmground.charts.gallery import chart_rows, draw_chart
from firmground.gaps.find import find_gaps
from firmground.grading.grade import grade_all
from firmground.records import (
    Anchor,
    Article,
    Attribution,
    Citation,
    Claim,
    ClaimFile,
    Conflict,
    Contents,
    EvidenceRating,
    FactRating,
    LedgerSettings,
    Rater,
    Rating,
    Reference,
    Term,
    TreatmentTerm,
    Vocabulary,
)
from firmground.tables.audit import Audit

AS_OF = date(2026, 11, 22)
NAMES = ("verdicts", "certainty", "evidence-map", "gaps", "accuracy", "attribution", "ages", "network", "flow")
LONG = "chronic pain of the craniomandibular and temporomandibular joints with Donaudampfschifffahrtsgesellschaft"


def evidence(certainty: str, *basis: str) -> EvidenceRating:
    down = {
        "high": {},
        "moderate": {"imprecision": {"steps": 1, "because": "few people"}},
        "low": {"imprecision": {"steps": 2, "because": "few people"}},
        "very low": {
            "imprecision": {"steps": 2, "because": "few people"},
            "risk of bias": {"steps": 1, "because": "not blinded"},
        },
    }[certainty]
    return EvidenceRating.model_validate(
        {
            "certainty": certainty,
            "start": "randomised",
            "down": down,
            "basis": list(basis or ("trial2020",)),
            "why": "One trial.",
            "by": "editors",
            "on": AS_OF,
        }
    )


def fact(word: str) -> FactRating:
    return FactRating.model_validate(
        {"fact": word, "source": "none", "why": "Looked up.", "by": "editors", "on": AS_OF}
    )


def cited(accuracy: str | None = "accurate", ref: str | None = "trial2020", **more: Any) -> Citation:
    return Citation.model_validate(
        {
            "ref": ref,
            "role": "cited",
            "identified": "certain",
            "stance": "supports",
            "accuracy": accuracy,
            "why": "Same.",
        }
        | more
    )


def make_claim(claim_id: str, rating: Rating | None = None, **more: Any) -> Claim:
    given: dict[str, Any] = {
        "id": claim_id,
        "claim": "It helps.",
        "anchor": Anchor(start="It helps"),
        "kind": "efficacy",
        "about": "dry needling",
        "condition": "neck pain",
        "direction": "for",
        "wording": "firm",
        "attribution": Attribution(kind="none"),
        "rating": rating,
    }
    return Claim.model_validate(given | more)


def make_audit(
    files: Iterable[ClaimFile] = (),
    conditions: Iterable[str] = ("neck pain",),
    abouts: Iterable[str] = ("dry needling", "acupuncture", "both", "other"),
    settings: bool = True,
) -> Audit:
    term, treatment = Term(definition="A word."), TreatmentTerm(definition="A word.")
    contents = Contents(
        settings=LedgerSettings(
            title="A ledger",
            as_of=AS_OF,
            notice="For tests.",
            vocabulary=Vocabulary(about=dict.fromkeys(abouts, treatment), condition=dict.fromkeys(conditions, term)),
            raters={"editors": Rater(name="Editors", role="nobody")},
        )
        if settings
        else None,
        files=tuple(files),
        references={
            "trial2020": Reference(
                key="trial2020", type="article", title="A trial", authors=named("Doe, Jane"), year=2020,
                design="randomised trial",
            ),
        },
    )  # fmt: skip
    grades = grade_all(contents)
    return Audit(contents, {}, grades, tuple(find_gaps(contents, grades)), ())


def claim_file(article: str, claims: Iterable[Claim], **more: Any) -> ClaimFile:
    return ClaimFile(article=Article(id=article, **more), claims=list(claims))


def small_files() -> tuple[ClaimFile, ...]:
    """Two articles in which most levels, marks and kinds of number occur."""
    one = [
        make_claim("alpha-001", evidence("high"), citations=[cited()], wording="firm"),
        make_claim("alpha-002", evidence("low"), citations=[cited("oversimplified")]),
        make_claim("alpha-003", evidence("very low"), citations=[cited("cannot be checked")], about="acupuncture"),
        make_claim(
            "alpha-004", evidence("moderate"), citations=[cited("contradicted", stance="contradicts")], kind="safety",
            conflicts_with=[Conflict(claim="alpha-001", why="Cannot both be.")],
        ),
        make_claim("alpha-005", kind="advice", condition=None),
        make_claim("alpha-006", fact("confirmed"), kind="history", condition=None),
        make_claim("alpha-007", fact("refuted"), kind="regulation", condition=None),
        make_claim("alpha-008", citations=[cited(None, None, identified=None, stance=None, **{"as": "one study"})]),
        make_claim("alpha-009", citations=[cited("accurate", identified="possible")], condition="low back pain"),
    ]  # fmt: skip
    two = [
        make_claim(
            "beta-001", evidence("low"), about="acupuncture", attribution=Attribution(kind="dated study"),
            conflicts_with=[Conflict(claim="alpha-003", why="Cannot both be.")],
        ),
        make_claim("beta-002", citations=[cited("irrelevant"), cited("accurate")], about="both"),
    ]  # fmt: skip
    return (claim_file("alpha", one, publisher="Alpha Health"), claim_file("beta", two, publisher="Beta"))


@pytest.fixture(scope="session")
def small() -> Audit:
    return make_audit(small_files(), ("neck pain", "low back pain"))


@pytest.fixture(scope="session")
def empty() -> Audit:
    return make_audit()


@pytest.fixture(scope="session")
def single() -> Audit:
    return make_audit([claim_file("alpha", [make_claim("alpha-001", evidence("low"), citations=[cited()])])])


@pytest.fixture(scope="session")
def ten() -> Audit:
    """Ten conditions by four therapies, every cell filled but one in each row."""
    conditions = [f"condition {i}" for i in range(10)]
    abouts = ("dry needling", "acupuncture", "both", "other")
    levels = ("high", "moderate", "low", "very low")
    places = [(i, a) for i in range(10) for a in range(4) if (i + a) % 4]
    claims = [
        make_claim(f"alpha-{n:03d}", evidence(levels[n % 4]), condition=conditions[i], about=abouts[a])
        for n, (i, a) in enumerate(places, 1)
    ]
    return make_audit([claim_file("alpha", claims)], conditions, abouts)


@pytest.fixture(scope="session")
def big() -> Audit:
    """60 conditions by 6 therapies with very long names, 12 articles with long names, conflicts, every level."""
    conditions = [f"{LONG} no {i}" if i % 3 == 0 else f"condition c{i}" for i in range(60)]
    abouts = ("dry needling", "acupuncture", "both", "other", "electroacupuncture of the whole body", "cupping")
    kinds = ("efficacy", "comparative efficacy", "safety", "mechanism", "usage", "history", "contraindication")
    levels = ("high", "moderate", "low", "very low")
    accuracies = (
        "accurate",
        "oversimplified",
        "misquoted",
        "contradicted",
        "indirect",
        "irrelevant",
        "not substantiated",
    )
    attributions = ("none", "unnamed research", "unnamed study", "dated study", "organisation", "named expert")
    files: list[ClaimFile] = []
    for a in range(12):
        claims = []
        for i in range(1, 61):
            n = a * 60 + i
            kind = kinds[n % len(kinds)]
            rating: Rating | None = fact(("confirmed", "outdated", "refuted", "cannot be verified")[n % 4])
            if kind != "history":
                rating = evidence(levels[n * 7 // 3 % 4]) if n % 5 else None
            claims.append(
                make_claim(
                    f"article-{a}-{i:03d}", rating, kind=kind, condition=conditions[n * 11 % 60], about=abouts[n % 5],
                    wording="hedged" if n % 3 else "firm",
                    citations=[
                        cited(accuracies[n * n % 7], stance=("supports", "contradicts", "unclear")[n % 3])
                    ] if n % 2 else [],
                    attribution=Attribution(kind=attributions[n * 5 % 6]),  # type: ignore[arg-type]
                    conflicts_with=[Conflict(claim=f"article-{a}-{1 + i % 60:03d}", why="No.")] if n % 4 == 0 else [],
                )
            )  # fmt: skip
        files.append(claim_file(f"article-{a}", claims, publisher=f"The {LONG} publishing house {chr(65 + a)}"))
    return make_audit(files, conditions, abouts)


@pytest.fixture(scope="session")
def hostile() -> Audit:
    names = (
        "<script>alert(1)</script>",
        "$x_1$ and \\frac{1}{2} & ]]> -->",
        "two\nlines\tand\x00a null",
        "\u202eright to left: \u05db\u05d0\u05d1 \u0623\u0644\u0645\u202c",
        "emoji \U0001f600 \U0001f9e0\U0001f9e0 \u2764\ufe0f",
        '" onload="alert(2)',
        "\ud83d lone",
        "",
    )
    claims = [make_claim(f"alpha-{i:03d}", evidence("low"), condition=name) for i, name in enumerate(names, 1)]
    return make_audit([claim_file("alpha", claims, publisher=names[0] + names[1])], names, names[:2])


def texts_of(figure: Any) -> list[Text]:
    return [text for axes in figure.axes for text in axes.texts]


def numbers_of(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


@pytest.fixture(scope="session")
def drawn() -> Callable[..., Any]:
    """A chart and its rows."""

    def draw(name: str, audit: Audit, article: str | None = None) -> tuple[Any, Any]:
        return draw_chart(name, audit, article), chart_rows(name, audit, article)

    return draw
