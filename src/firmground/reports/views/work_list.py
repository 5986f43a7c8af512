"""The work list as a page: what to mend first, with the words and the works to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from firmground.gaps.work_rules import TierName, work_rules
from firmground.plurals import counted
from firmground.reports.done import clear, done_in, how_far, open_articles
from firmground.reports.views.marks import slug, verdict_mark
from firmground.reports.views.markup import claim_link, details, heading, html, joined, link, page_link
from firmground.reports.views.references import reference_link
from firmground.reports.views.summaries import Row, rows_of
from firmground.tables.audit import Audit

#: So many claims of the list of all articles stand in full; the rest in one line each, in full on their article's list.
IN_FULL = 60
_TITLES: Mapping[TierName, str] = MappingProxyType(
    {
        "harm": "Readers can come to harm",
        "wrong": "Wrong or too firm",
        "source": "No source, or an outdated one",
        "upkeep": "Small faults",
    }
)


def work_list(audit: Audit, article: str | None) -> Markup:
    """What to mend in an article, or in all, the most urgent first."""
    rows = rows_of("work-list", audit, article)
    if not rows:
        coded = done_in(audit, article)
        told = clear(audit, article)
        far = joined(html("<li>{}: {}</li>", audit.article_names[d.article], how_far(d)) for d in coded)
        return html("<p>{}</p>{}", told, html("<ul>{}</ul>", far) if coded else "")
    tiers = work_rules().tiers
    groups = []
    for name, tier in tiers.items():
        some = [row for row in rows if row["tier"] == name]
        if some:
            head = heading(2, f"{_TITLES[name]} ({len(some)})", f"tier-{name}")
            said = html("<p>{}</p>", tier.says)
            groups.append(html("<section data-group>{}{}{}</section>", head, said, _group(some, audit, article)))
    facets = ("gap|What is wrong", "tier|Part of the list", "kind|Kind of claim", "central|Only central claims")
    first = () if article else ("article|Article",)
    return html(
        '{}<div data-filter="{}" data-noun="claims to mend" data-tier-order="{}">{}</div>',
        _intro(rows, audit, article),
        "; ".join((*first, *facets)),
        "; ".join(tiers),
        joined(groups),
    )


def _intro(rows: Sequence[Row], audit: Audit, article: str | None) -> Markup:
    number = counted(len(rows), "claim")
    if article is not None:
        name = page_link(f"article-{article}", None, f"the audit of {audit.article_names[article]}")
        other = page_link("work-list", None, "all articles")
        undone = open_articles(audit, article)
        left = html("<p>{}</p>", undone) if undone else ""
        return html("<p>{} to mend. See also {} and the list of {}.</p>{}", number, name, other, left)
    lists = joined(
        html(
            "<li>{} ({}{})</li>",
            page_link(f"work-list-{done.article}", None, audit.article_names[done.article]),
            sum(row["article"] == done.article for row in rows),
            f"; {how_far(done)}" if done.open else "",
        )
        for done in done_in(audit)
    )
    said = html("<p>{} to mend in all articles. The list of one article:</p>", number)
    rest = f"The first {IN_FULL} stand here in full, the others in one line each." if len(rows) > IN_FULL else ""
    return html('{}<ul class="tally">{}</ul>{}', said, lists, html("<p>{}</p>", rest) if rest else "")


def _group(rows: Sequence[Row], audit: Audit, article: str | None) -> Markup:
    full = [row for row in rows if article is not None or row["rank"] <= IN_FULL]
    cards = joined(_card(row, audit, article) for row in full)
    lines = joined(_line(row, audit) for row in rows[len(full) :])
    return html("{}{}", cards, html('<ul class="lines">{}</ul>', lines) if lines else "")


def _data(row: Row, name: str | None) -> Markup:
    """What the filters look at."""
    told = {
        "tier": row["tier"],
        "gap": "; ".join(row["faults"]),
        "kind": row["kind"],
        "article": name,
        "central": "yes" if row["central"] else None,
    }
    return joined(html(' data-{}="{}"', key, value) for key, value in told.items() if value)


def _line(row: Row, audit: Audit) -> Markup:
    """A claim in one line, with a link to its card on the list of its article."""
    name = audit.article_names[row["article"]]
    return html(
        "<li data-item{}>{} {} <small>{}: {}</small></li>",
        _data(row, name),
        html('<span class="no">{}</span>', row["rank"]),
        page_link(f"work-list-{row['article']}", f"do-{row['claim_id']}", row["claim"]),
        name,
        ", ".join(row["faults"]),
    )


def _card(row: Row, audit: Audit, article: str | None) -> Markup:
    name = None if article else audit.article_names[row["article"]]
    return html(
        '<article class="claim v-{}" id="do-{}" data-item{}>{}</article>',
        slug(row["verdict"]),
        row["claim_id"],
        _data(row, name),
        joined(_parts(row, name, audit)),
    )


def _parts(row: Row, name: str | None, audit: Audit) -> Iterator[Markup]:
    claim = row["claim_id"]
    yield html('<h3><span class="no">{}</span> {}</h3>', row["rank"], row["claim"])
    passage = link(row["link"], row["passage"])
    central = " · central" if row["central"] else ""
    where = f"{name} · " if name else ""
    seen = claim_link(claim, f"claim {claim}")
    yield html('<p class="meta">{}{}{} · {} · {}</p>', where, row["kind"], central, passage, seen)
    yield html('<p class="verdict">{}</p>', verdict_mark(row["verdict"], coloured=False))
    yield html("<p><b>What is wrong:</b> {}.</p>", ", ".join(row["faults"]))
    yield html("<p><b>What to do:</b> {}</p>", row["todo"])
    yield _wording(row)
    yield _reference(row, audit)
    parts = joined(html("<li>{}</li>", part) for part in row["score_parts"])
    yield details(f"Why in this place: score {row['score']}", html("<ul>{}</ul>", parts))


def _wording(row: Row) -> Markup:
    if row["wording"] is None:
        return html("<p><b>Wording:</b> {}</p>", row["wording_why"])
    return html(
        '<div class="offer"><b>You could write:</b> <span data-copy="Copy the wording" data-of="{}">{}</span>'
        "<small>{}</small></div>",
        row["claim_id"],
        row["wording"],
        row["wording_why"],
    )


def _reference(row: Row, audit: Audit) -> Markup:
    if row["reference"] is None:
        return html("<p><b>Source:</b> {}</p>", row["reference_why"])
    caution = row["reference_cautions"]
    return html(
        '<div class="offer"><b>You could cite:</b> <span data-copy="Copy the reference" data-of="{}">{}</span>'
        "<small>{} {}</small>{}</div>",
        row["claim_id"],
        row["reference_text"],
        row["reference_why"],
        html("More on it: {}.", reference_link(row["reference"], audit)),
        html('<p class="warn"><b>Before you print it:</b> {}</p>', caution) if caution else "",
    )
