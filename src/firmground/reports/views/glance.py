"""The top of an article's page: what an educator asks first, answered by numbers, and what to mend first.

No advice is given beyond the data: whether an article is fit for students is for the educator to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from firmground.gaps.work_rules import work_rules
from firmground.grading.scales import VERDICTS
from firmground.plurals import counted, plural
from firmground.reports.done import clear, done_in, how_far, tell
from firmground.reports.html.addresses import is_web
from firmground.reports.views.article import file_of
from firmground.reports.views.marks import verdict_mark
from firmground.reports.views.markup import claim_link, claim_number, html, joined, link, page_link
from firmground.reports.views.summaries import Row, rows_of
from firmground.tables.audit import Audit

#: Verdicts put together in one figure, by what it says for one claim and for several.
_GROUPS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("goes against the evidence or the facts", "go against the evidence or the facts"): (
            "contradicted",
            "refuted",
            "is wrong",
        ),
        ("is worded too firmly", "are worded too firmly"): ("overstated", "stands, but is worded too firmly"),
        ("is not settled", "are not settled"): ("unsupported", "cannot be verified", "is not settled", "not rated"),
        ("stands as worded", "stand as worded"): ("supported", "confirmed", "stands"),
    }
)
#: How many tasks stand on the page; all of them are on the page of the work list.
FIRST = 3


def glance(audit: Audit, article: str | None) -> Markup:
    """What became of the central claims, in a few figures; of all claims where none is marked as central.

    Each central claim is in one of the groups of verdicts or among the others; those without a source are counted
    beside that.
    """
    rows = rows_of("claims", audit, file_of(audit, article).article.id)
    if not rows:
        return html("<p>{}</p>{}", "No claim has been written down yet, so nothing can be said.", _left(audit, article))
    chosen = [row for row in rows if row["central"]] or rows
    count = Counter(row["verdict"] for row in chosen)
    uncited = sum("uncited" in row["gaps"] for row in chosen)
    tiles = [
        (sum(count[v] for v in verdicts), words, joined((verdict_mark(v) for v in verdicts), " "))
        for words, verdicts in _GROUPS.items()
    ]
    lacking = ("has no source, and needs one", "have no source, and need one")
    tiles.insert(2, (uncited, lacking, html("<span>gap: uncited, whatever the verdict</span>")))
    figures = joined(
        html("<li><b>{}</b> {} <small>{}</small></li>", n, words[n != 1], marks) for n, words, marks in tiles
    )
    return html(
        '{}{}<ul class="figures">{}</ul>{}<p>{}</p>',
        _which(len(chosen), rows),
        _left(audit, article),
        figures,
        _others(count),
        "That is all this page can say on it. Whether the article is fit for your students is yours to judge.",
    )


def _left(audit: Audit, article: str | None) -> Markup:
    """That the article is not coded to its end, where that is so."""
    (done,) = done_in(audit, article)[:1]
    return html("<p>{}</p>", tell("glance.open", far=how_far(done))) if done.open else Markup("")


def _which(chosen: int, rows: Sequence[Row]) -> Markup:
    claims = counted(len(rows), "claim")
    central = sum(bool(row["central"]) for row in rows)
    if not central:
        return html('<p class="lead">None of the {} is marked as central, so all are counted here:</p>', claims)
    told = counted(chosen, "is central: it is one", "are central: they are the ones")
    return html('<p class="lead">Of {}, {} that an educator would audit in any case.</p>', claims, told)


def _others(count: Mapping[str, int]) -> Markup:
    """The verdicts that stand in no group, so that every claim is accounted for."""
    grouped = {verdict for verdicts in _GROUPS.values() for verdict in verdicts}
    rest = [(verdict, count[verdict]) for verdict in VERDICTS if verdict not in grouped and count.get(verdict)]
    if not rest:
        return Markup("")
    told = joined((html("{}&nbsp;{}", n, verdict_mark(verdict)) for verdict, n in rest), ", ")
    total = sum(n for _, n in rest)
    return html("<p>The {} of them: {}.</p>", plural(total, "other one", f"other {total}"), told)


def mend_first(audit: Audit, article: str | None) -> Markup:
    """The most urgent tasks of the work list, with why they come first, and the way to the whole list."""
    record = file_of(audit, article).article
    rows = rows_of("work-list", audit, record.id)
    if not rows:
        (done,) = done_in(audit, record.id)[:1]
        return html("<p>{}</p><p>Coded: {}.</p>", clear(audit, record.id), how_far(done))
    items = joined(_task(row) for row in rows[:FIRST])
    number = counted(len(rows), "claim has", "claims have")
    whole = page_link(f"work-list-{record.id}", None, "the work list of this article")
    live = link(record.url, "Open the live article") if is_web(record.url) else ""
    return html('<ol class="first">{}</ol><p>{} something to mend: {}. {}</p>', items, number, whole, live)


def _task(row: Row) -> Markup:
    number = claim_number(row["claim_id"])
    return html(
        '<li><p><b>{}</b> <small>{}, {}</small></p><p><b class="warn">{}</b>. {}</p><p class="meta">{}</p></li>',
        row["claim"],
        claim_link(row["claim_id"], f"claim {number}"),
        verdict_mark(row["verdict"]),
        ", ".join(row["faults"]).capitalize(),
        row["todo"],
        f"Why so high: {work_rules().tiers[row['tier']].says}",
    )
