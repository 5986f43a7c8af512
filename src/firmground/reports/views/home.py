"""The first page: what was audited, the five figures that matter, and three ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firmground.grading.naming import clause
from firmground.grading.scales import VERDICTS
from firmground.plurals import counted
from firmground.reports.done import clear, done_in, how_far, tell
from firmground.reports.html.addresses import PAGES
from firmground.reports.views.answers import safety_messages
from firmground.reports.views.marks import slug, verdict_mark
from firmground.reports.views.markup import heading, html, joined, link, page_link, table
from firmground.reports.views.summaries import Row, rows_of
from firmground.tables.answered import SAFETY
from firmground.tables.audit import Audit
from firmground.tables.topics import Topic, topics_of

#: Verdicts that leave a claim standing as it is worded, and verdicts that say that it is wrong.
STANDS = ("confirmed", "supported", "stands")
WRONG = ("contradicted", "refuted", "is wrong")
#: The page on which each claim stands under its verdict, and the page of the claims without a source.
CLAIMS_PAGE, UNCITED_PAGE = "search", "gap-charts"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in a list: the page's name, its title, one line on what is in it, and the article it is about."""

    name: str
    title: str
    about: str
    article: str | None = None


def home(audit: Audit, article: str | None = None, entries: Sequence[Entry] | None = None) -> Markup:  # noqa: ARG001
    """The home page. With entries it is that of a ledger without a notebook for it, and lists them."""
    claims = rows_of("claims", audit, None)
    settings = audit.contents.settings
    told = [html('<p class="lead">{}</p>', settings.description)] if settings and settings.description else []
    told += [_seek(), figures(audit, claims), _doors()]
    if safety := safety_messages(audit):
        told += [heading(2, "Safety first", "safety"), _safety(safety)]
    told += [heading(2, "Audit an article", "articles"), _articles(audit, claims)]
    if entries is None or any(entry.name.startswith("work-list") for entry in entries):
        told += [heading(2, "Update an article", "update"), _updates(audit)]
    if topics := topics_of(audit.contents):
        told += [heading(2, "Learn the topic", "topics"), _topics(topics)]
    if others := [entry for entry in entries or () if entry.article is None and not entry.name.startswith("topic-")]:
        told += [heading(2, "All reports", "reports"), _list(others)]
    if claims:
        told += [heading(2, "All claims by verdict", "verdicts"), _verdicts(claims)]
    return joined([*told, heading(2, "How to quote these pages", "quote"), _quote(audit)])


def _safety(told: Sequence[tuple[str, Sequence[Markup]]]) -> Markup:
    """What readers must know first, of each sort a little, with the way to all of it."""
    parts = (html("<li><b>{}</b><ul>{}</ul></li>", t, joined(html("<li>{}</li>", m) for m in some)) for t, some in told)
    whole = page_link(f"topic-{SAFETY}", "answers", "Every question on safety, with the claims that answer it")
    return html('<ul class="messages">{}</ul><p>{}</p>', joined(parts), whole)


def _seek() -> Markup:
    """A link that the page's script turns into a field."""
    return html('<p class="seek"><a href="{}search.html" data-seek>Search claims, topics and references</a></p>', PAGES)


def figures(audit: Audit, claims: Sequence[Row]) -> Markup:
    """The five figures that matter, each with what it counts and a link to where it can be seen."""
    total, count = len(claims), Counter(row["verdict"] for row in claims)
    uncited = sum("uncited" in row["gaps"] for row in claims)
    articles = counted(len(audit.contents.files), "article")
    undone = sum(done.open for done in done_in(audit))
    where = f"In {articles}." + (f" {tell('figures', undone)}" if undone else "")
    told = (
        (total, "claims audited", (CLAIMS_PAGE, "claims" if total else None), where),
        (_sum(count, WRONG), "contradicted or refuted", *_split("The evidence says the opposite", WRONG, count)),
        (count["overstated"], "overstated", *_split("The words are firmer than the evidence", ("overstated",), count)),
        (
            uncited,
            "lack a source",
            (UNCITED_PAGE, "gap-uncited" if uncited else None),
            "A reader needs one; the article gives none.",
        ),
        (_sum(count, STANDS), "good to stand", *_split("The claim can stay as it is", STANDS, count)),
    )
    return html(
        '<ul class="figures">{}</ul>',
        joined(
            html("<li>{}<small>{}</small></li>", page_link(*where, html("<b>{}</b> {}", n, what)), more)
            for n, what, where, more in told
        ),
    )


def _sum(count: Mapping[str, int], verdicts: Collection[str]) -> int:
    return sum(count[verdict] for verdict in verdicts)


def _split(said: str, verdicts: Sequence[str], count: Mapping[str, int]) -> tuple[tuple[str, str | None], Markup]:
    """Page and place of the first claims with one of these verdicts; and a sentence with the number of each verdict."""
    found = [verdict for verdict in verdicts if count[verdict]]
    parts = [page_link(CLAIMS_PAGE, f"claims-{slug(v)}", f"{count[v]} {v}") for v in found] if len(verdicts) > 1 else []
    more = html("{}: {}.", said, joined(parts, ", ")) if parts else html("{}.", said)
    return (CLAIMS_PAGE, f"claims-{slug(found[0])}" if found else None), more


def _verdicts(claims: Sequence[Row]) -> Markup:
    """Every verdict that occurs with its number; together they are all claims."""
    count = Counter(row["verdict"] for row in claims)
    items = joined(
        html("<li>{}</li>", page_link(CLAIMS_PAGE, f"claims-{slug(v)}", html("{} {}", verdict_mark(v), count[v])))
        for v in VERDICTS
        if count[v]
    )
    said = "Each claim has one verdict. “Cannot be verified” and “not rated” do not mean false."
    return html('<p>{}</p><ul class="tally">{}</ul>', said, items)


def _doors() -> Markup:
    doors = (
        ("articles", "Audit an article", "What it claims, what it rests on, and what the evidence says."),
        ("update", "Update an article", "What to mend first, with a better wording and a better source to copy."),
        ("topics", "Learn the topic", "Complaint by complaint: does it help, and how sure are we?"),
    )
    items = joined(html('<li><a href="#{}">{}</a> <span>{}</span></li>', *door) for door in doors)
    return html('<ul class="doors three-doors">{}</ul>', items)


def _articles(audit: Audit, claims: Sequence[Row]) -> Markup:
    rows = []
    for file, done in zip(audit.contents.files, done_in(audit), strict=True):
        record = file.article
        mine = [row for row in claims if row["article"] == record.id]
        count = Counter(row["verdict"] for row in mine)
        name = page_link(f"article-{record.id}", None, audit.article_names[record.id])
        live = html(" {}", link(record.url, "Live article")) if record.url else ""
        uncited = sum("uncited" in row["gaps"] for row in mine)
        numbers = (_sum(count, WRONG), count["overstated"], uncited, _sum(count, STANDS))
        rows.append(
            (
                html(
                    '{}<small class="under">{}{}</small><small class="under">Coded: {}</small>',
                    *(name, record.title or "title not known", live, how_far(done)),
                ),
                len(mine),
                *(numbers if mine else ["–"] * len(numbers)),  # of nothing, 0 would read as “none of them is wrong”
            )
        )
    if not rows:
        return Markup("<p>No article is in this ledger yet.</p>")
    head = ("Article", "Claims", "Contradicted or refuted", "Overstated", "Lack a source", "Good to stand")
    caption = "The audited articles. One claim may count in two columns or in none, so they do not add up to all claims"
    return table(caption, head, rows, numbers=frozenset(range(1, 6)), cards=True)


def _updates(audit: Audit) -> Markup:
    """The work lists: that of each article, then the one of all."""
    tasks = rows_of("work-list", audit, None)
    lists = [(f"work-list-{a.id}", f"Work list: {audit.article_names[a.id]}", a.id) for a in audit.contents.articles]
    items = []
    for page, name, of in (*lists, ("work-list", "Work list of all articles", None)):
        mine = [row for row in tasks if of is None or row["article"] == of]
        harm = sum(row["tier"] == "harm" for row in mine)
        told = f"{counted(len(mine), 'claim')} to mend, {harm} of them on safety"
        told = told if mine else clear(audit, of, "brief")
        if of is not None and (done := done_in(audit, of)[0]).open:
            told = f"{clause(told)}; {how_far(done)}"
        items.append(html("<li>{} <span>{}</span></li>", page_link(page, None, name), told))
    return html('<ul class="doors three-doors">{}</ul>', joined(items))


def _topics(topics: Sequence[Topic]) -> Markup:
    """Every topic: conditions by name, then the questions beside them."""
    beside = [(t.slug, t.title) for t in topics if t.condition is None]
    named = [(t.slug, t.condition[:1].upper() + t.condition[1:]) for t in topics if t.condition is not None]
    told = [
        html('<ul class="{}">{}</ul>', style, joined(_item(f"topic-{name}", title) for name, title in some))
        for style, some in (("columns", named), ("tally", beside))
        if some
    ]
    said = html(
        "<p>{} · {}</p>",
        page_link("evidence-summary", None, "All topics in one table"),
        page_link("glossary", None, "Words explained"),
    )
    return joined([*told, said])


def _item(page: str, title: str) -> Markup:
    return html("<li>{}</li>", page_link(page, None, title))


def _quote(audit: Audit) -> Markup:
    """The words to quote the pages by. The date of the data tells editions apart."""
    settings = audit.contents.settings
    if settings is None:
        return Markup("<p>This ledger has no name and no date yet, so its pages can’t be quoted.</p>")
    who = "; ".join(rater.name for rater in settings.raters.values())
    words = f"{who + '. ' if who else ''}{settings.title}. Data of {settings.as_of.isoformat()}. {settings.notice}"
    first = next(iter(audit.contents.claims_by_id), None)
    one = f"For one claim, add its name, for instance “Claim {first}”. " if first else ""
    return html(
        '<blockquote><span data-copy="Copy" data-of="how to quote">{}</span></blockquote><p>{}</p>',
        words,
        f"{one}The date says which edition you saw.",
    )


def _list(entries: Sequence[Entry]) -> Markup:
    return html(
        '<ul class="doors">{}</ul>',
        joined(html("<li>{} <span>{}</span></li>", page_link(e.name, None, e.title), e.about) for e in entries),
    )
