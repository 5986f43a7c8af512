"""One claim as a card: what the article says, what it rests on, the three ratings kept apart, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from firmground.anchoring.fragment import link as place_link
from firmground.gaps.kinds import Gap
from firmground.grading.level import best_of
from firmground.grading.naming import sentence
from firmground.records import Article, Citation, Claim, FactRating
from firmground.reports.views.background import Background, reasons, signature
from firmground.reports.views.marks import certainty_mark, slug
from firmground.reports.views.markup import claim_link, claim_number, details, html, is_web, joined, link
from firmground.reports.views.references import reference_link, references_of
from firmground.tables.audit import Audit

_SOURCE: Mapping[str, str] = MappingProxyType(
    {
        "none": "No source named.",
        "unnamed research": "The article points to research that it does not name",
        "unnamed study": "The article points to a study that it does not name",
        "dated study": "The article points to a study by its date",
        "organisation": "The article points to an organisation",
        "named expert": "The article points to an expert by name",
        "numbered reference": "The article gives a numbered reference",
    }
)


#: Gaps that a card shows as conflicts, each with the other claim and the reason.
_DISPUTES = frozenset({"disputed between articles", "disputed within the article"})
#: Levels 1 to 5 in words. Source: OCEBM 2011 ranks kinds of study for a question, and says no more than that.
_LEVELS = ("best kind of study", "second best kind", "middle kind", "second weakest kind", "weakest kind")


def claim_card(claim: Claim, article: Article, background: Background) -> Markup:
    """The whole card, with what the filters of the page go by."""
    audit = background.audit
    grade = audit.grades[claim.id]
    return html(
        '<article class="claim v-{}" id="{}" data-item{}><h3><a href="#{}">{}</a> {}</h3>'
        '{}<p class="verdict"><b>{}</b> {}<br>{}</p>{}{}{}{}{}</article>',
        slug(grade.verdict),
        claim.id,
        Markup(' data-central="yes"') if claim.central else "",
        claim.id,
        claim_number(claim.id),
        claim.claim,
        _words(claim, audit),
        grade.verdict,
        _topic(claim),
        _place(claim, article, background),
        _three(claim, audit),
        _wording(grade.wording_allowed),
        joined(_remarks(claim, background)),
        _family(claim, background),
        _why(claim, background),
    )


def _topic(claim: Claim) -> Markup:
    told = [claim.about, claim.condition or "", f"against {claim.comparator}" if claim.comparator else ""]
    told += [f"{claim.wording} wording", "central" if claim.central else ""]
    return html("<i>{}</i> · {}", claim.kind, " · ".join(part for part in told if part))


def _words(claim: Claim, audit: Audit) -> Markup:
    """The article's own words, only when the text is at hand."""
    span, text = audit.span(claim.id), audit.contents.texts.get(claim.article)
    words = " ".join(text.text[span.start : span.end].split()) if span and text else ""
    return html("<blockquote>{}</blockquote>", words) if words else Markup("")


def _place(claim: Claim, article: Article, background: Background) -> Markup:
    """To whom the article ascribes it, and the ways to its place."""
    source = _SOURCE[claim.attribution.kind]
    if claim.attribution.kind != "none":
        source += f": “{claim.attribution.as_}”." if claim.attribution.as_ else "."
    number = background.sentences.get(claim.id)
    where = Markup("") if number else html("Passage: “{}”.", _begins(claim))
    if is_web(article.url):
        where = link(place_link(article.url, claim.anchor), "Read the passage")
    at = html(' <a href="#sentence-{}">Sentence {}</a>', number, number) if number else ""
    return html("{} {}{}", source, where, at)


def _begins(claim: Claim) -> str:
    """The first words of the passage. With its last ones a short passage would be quoted whole."""
    return f"{claim.anchor.start} …" if claim.anchor.end else claim.anchor.start


def _three(claim: Claim, audit: Audit) -> Markup:
    """The three ratings, each under its own question; a question that does not arise is left out.

    Without a cited source nothing can be misquoted, and a question of fact has no certainty of effect.
    """
    rating = claim.rating
    rows: list[tuple[str, object]] = []
    if said := Counter(_said(c) for c in claim.citations if c.role == "cited"):
        told = (_counted(*words, number) for words, number in said.items())
        rows.append(("Does the source say it?", ", ".join(told)))
    if isinstance(rating, FactRating):
        rows.append(("How good is the source?", "none found" if rating.source == "none" else f"{rating.source} source"))
    else:
        if best := best_of(claim, audit.contents.references):
            design = audit.contents.references[best[1]].design
            level = html("level {} of 5, the {} <small>({})</small>", best[0], _LEVELS[best[0] - 1], design)
            rows.append(("How good is the source?", level))
        rows.append(("How certain is the evidence?", certainty_mark(audit.grades[claim.id].certainty)))
    cells = joined(html("<div><dt>{}</dt><dd>{}</dd></div>", question, answer) for question, answer in rows)
    return html('<dl class="three">{}</dl>', cells)


def _said(citation: Citation) -> tuple[str, bool]:
    """The answer for one source, and whether the work is only a guess: no article is blamed or praised for that."""
    if citation.ref is None:
        return "source not found", False
    return citation.accuracy or "not judged", citation.identified == "possible"


def _counted(word: str, guess: bool, number: int) -> str:
    if guess:
        return f"{word} ({number} possible matches)" if number > 1 else f"{word} (a possible match)"
    return f"{word} ({number} sources)" if number > 1 else word


def _wording(allowed: str | None) -> Markup:
    return html('<p class="say"><b>Wording the evidence allows:</b> {}</p>', allowed) if allowed else Markup("")


def _family(claim: Claim, background: Background) -> Markup:
    """Where else the same is said, article by article, with the verdict where it is another one."""
    view = background.audit.family_of.get(claim.id)
    if view is None:
        return Markup("")
    own = background.audit.grades[claim.id].verdict
    places: dict[str, list[Markup]] = {}
    for member in sorted(view.members, key=lambda m: m.claim.id):
        if member.claim.id != claim.id:
            other = "" if member.verdict == own else f" ({member.verdict})"
            number = claim_link(member.claim.id, claim_number(member.claim.id))
            places.setdefault(member.claim.article, []).append(html("{}{}", number, other))
    names = background.audit.article_names
    told = [
        html("{} {}", "this article," if article == claim.article else names[article], joined(links, ", "))
        for article, links in places.items()
    ]
    return html('<p class="kin"><b>The same is said in</b> {}.</p>', joined(told, "; "))


def _why(claim: Claim, background: Background) -> Markup:
    """The sources, and how the verdict came about; folded."""
    number = len(claim.citations)
    counted = f"{number} source{'' if number == 1 else 's'} and the reasons" if number else "The reasons"
    return details(counted, joined((*_sources(claim, background), *_reasons(claim, background))))


def _sources(claim: Claim, background: Background) -> Iterator[Markup]:
    """All works, cited and offered, each with what it says about the claim."""
    first = background.leaders.get(claim.id)
    shown = claim.citations
    if first:
        shared = background.audit.contents.claims_by_id[first].citations
        shown = [citation for citation in claim.citations if citation not in shared]
    for title, role in (("What the article seems to rest on", "cited"), ("What we add", "offered")):
        some = [c for c in shown if c.role == role]
        if some:
            yield _works(title, some, claim, background)
    if first:
        number = claim_number(first)
        yield html('<p>The sources of <a href="#{}">claim {}</a> hold for this one too.</p>', first, number)


def _works(title: str, citations: list[Citation], claim: Claim, background: Background) -> Markup:
    items, basis = [], claim.basis
    for citation in citations:
        if citation.ref is None:
            items.append(html("<li>Not found: “{}”. {}</li>", citation.as_ or "", citation.why))
            continue
        sure = f" ({citation.identified} match)" if citation.identified else ""
        work = reference_link(citation.ref, background.audit)
        said = f"{citation.stance or 'not read'}, {citation.accuracy}" if citation.accuracy else citation.stance
        rests = " (basis)" if citation.ref in basis else ""
        items.append(html("<li>{}{}: <b>{}</b>{}. {}</li>", work, sure, said or "not read", rests, citation.why))
    return html("<p>{}:</p><ul>{}</ul>", title, joined(items))


def _remarks(claim: Claim, background: Background) -> Iterator[Markup]:
    """Gaps, conflicts and the note. A dispute is said once, with a link to the other claim."""
    gaps = [gap for gap in background.audit.gaps_by_claim.get(claim.id, ()) if gap.kind not in _DISPUTES]
    items = [html("<li><b>{}</b>: {}</li>", gap.kind, _rule(gap, claim)) for gap in gaps]
    items += _conflicts(claim, background)
    if items:
        yield html('<ul class="gaps">{}</ul>', joined(items))
    if claim.note:
        yield html('<p class="note"><b>Note:</b> {}</p>', claim.note)


def _conflicts(claim: Claim, background: Background) -> Iterator[Markup]:
    """The claims that cannot be true together with it; those of one reason in one line."""
    others: dict[tuple[str, str], list[str]] = {}
    for other, why in background.audit.conflicts.get(claim.id, ()):
        where = "within the article" if other.rpartition("-")[0] == claim.article else "between articles"
        before = background.elsewhere(claim, (why,))
        because: str = html("The reason stands at {}.", before) if before else why
        others.setdefault((where, because), []).append(other)
    for (place, reason), ids in others.items():
        links = joined((claim_link(other) for other in ids), ", ")
        yield html("<li><b>disputed {}</b>: cannot be true with {}. {}</li>", place, links, reason)


def _rule(gap: Gap, claim: Claim) -> str:
    """The rule that fired, without the reasons that stand beside the sources already."""
    rule = gap.rule
    for citation in claim.citations:
        rule = rule.replace(sentence(citation.why), "")
    return " ".join(rule.split())


def _reasons(claim: Claim, background: Background) -> Iterator[Markup]:
    """How the verdict was worked out, the rater's own words, and who rated where it is not the usual rater."""
    told = list(reasons(claim, background))
    before = [background.elsewhere(claim, (text, *references_of(claim))) for text in told]
    if told and before[0] is not None and len(set(before)) == 1:
        yield html("<p>As for {}.</p>", before[0])
    else:
        yield from (
            html("<p>As for {}.</p>", b) if b else html("<p>{}</p>", x) for x, b in zip(told, before, strict=True)
        )
    signed = signature(claim)
    if signed and signed != background.usual:
        yield html('<p class="meta">Rated {}.</p>', signed)
