"""One claim as a card: what the article says, what it rests on, the three ratings kept apart, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from markupsafe import Markup

from firmground.anchoring.fragment import link as place_link
from firmground.gaps.kinds import Gap
from firmground.grading.level import best_of
from firmground.grading.naming import sentence
from firmground.grading.rulebook import verdict_rules
from firmground.grading.verdict import verdict_of
from firmground.records import Article, Citation, Claim, EvidenceRating, FactRating, NotRated
from firmground.reports.views.marks import certainty_mark, slug, verdict_mark
from firmground.reports.views.markup import claim_link, details, html, is_web, joined, link
from firmground.reports.views.references import reference_link, short_names
from firmground.tables.audit import Audit

_SOURCE: Mapping[str, str] = MappingProxyType(
    {
        "none": "The article names no source.",
        "unnamed research": "The article points to research that it does not name",
        "unnamed study": "The article points to a study that it does not name",
        "dated study": "The article points to a study by its date",
        "organisation": "The article points to an organisation",
        "named expert": "The article points to an expert by name",
        "numbered reference": "The article gives a numbered reference",
    }
)


@dataclass(frozen=True)
class Background:
    """What the cards of all claims look up; made once per page."""

    audit: Audit
    article: str

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article."""
        return tuple(c for f in self.audit.contents.files if f.article.id == self.article for c in f.claims)

    @cached_property
    def leaders(self) -> Mapping[str, str]:
        """For each further claim of a group, the first one: the sources that they share are shown once."""
        first: dict[str, str] = {}
        for claim in self.claims:
            if claim.group is not None:
                first.setdefault(claim.group, claim.id)
        return {c.id: first[c.group] for c in self.claims if c.group is not None and first[c.group] != c.id}

    @cached_property
    def usual(self) -> str | None:
        """Who rated most claims of the article, and when; said once for all of them."""
        signed = Counter(text for claim in self.claims if (text := signature(claim)))
        return max(signed, key=lambda text: signed[text], default=None)

    @cached_property
    def names(self) -> dict[str, str]:
        """Short names of works by key."""
        return short_names(self.audit)

    @cached_property
    def gaps(self) -> Mapping[str, list[Gap]]:
        """Gaps by claim."""
        found: dict[str, list[Gap]] = {}
        for gap in self.audit.gaps:
            found.setdefault(gap.claim, []).append(gap)
        return found

    @cached_property
    def conflicts(self) -> Mapping[str, list[tuple[str, str]]]:
        """By claim: the other claim and the reason, whichever of the two wrote it down."""
        found: dict[str, list[tuple[str, str]]] = {}
        for claim in self.audit.contents.claims():
            for conflict in claim.conflicts_with:
                found.setdefault(claim.id, []).append((conflict.claim, conflict.why))
                found.setdefault(conflict.claim, []).append((claim.id, conflict.why))
        return found


def claim_card(claim: Claim, article: Article, background: Background) -> Markup:
    """The whole card."""
    audit = background.audit
    grade = audit.grades[claim.id]
    return html(
        '<article class="claim v-{}" id="{}"><h3><a class="no" href="#{}">{}</a> {}</h3>'
        '<p class="verdict">{} <span class="meta">{}</span></p>{}{}{}{}{}{}</article>',
        slug(grade.verdict),
        claim.id,
        claim.id,
        _no(claim.id),
        claim.claim,
        verdict_mark(grade.verdict, coloured=False),
        _topic(claim),
        _place(claim, article, audit),
        _three(claim, audit),
        _wording(grade.wording_allowed),
        joined(_remarks(claim, background)),
        _sources(claim, background),
        details("How the verdict came about", joined(_reasons(claim, background))),
    )


def _topic(claim: Claim) -> str:
    told = [claim.kind, claim.about, claim.condition or "", f"against {claim.comparator}" if claim.comparator else ""]
    told += [f"{claim.wording} wording", "central" if claim.central else ""]
    return " · ".join(part for part in told if part)


def _place(claim: Claim, article: Article, audit: Audit) -> Markup:
    """Where it stands, and to whom the article ascribes it; the words themselves only when the text is at hand."""
    span, text = audit.span(claim.id), audit.contents.texts.get(article.id)
    words = " ".join(text.text[span.start : span.end].split()) if span and text else ""
    quote = html("<blockquote>{}</blockquote>", words) if words else ""
    source = _SOURCE[claim.attribution.kind]
    if claim.attribution.kind != "none":
        source += f": “{claim.attribution.as_}”." if claim.attribution.as_ else "."
    where = link(place_link(article.url, claim.anchor), "Read the passage") if is_web(article.url) else ""
    return html('{}<p class="place">{} {}</p>', quote, source, where)


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
            rows.append(("How good is the source?", html("level {} of 5 <small>({})</small>", best[0], design)))
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


def _sources(claim: Claim, background: Background) -> Markup:
    """All works, cited and offered, each with what it says about the claim."""
    first = background.leaders.get(claim.id)
    shown = claim.citations
    if first:
        shared = background.audit.contents.claims_by_id[first].citations
        shown = [citation for citation in claim.citations if citation not in shared]
    told = [
        _works(title, some, background)
        for title, role in (("What the article seems to rest on", "cited"), ("What we add", "offered"))
        if (some := [c for c in shown if c.role == role])
    ]
    number = len(claim.citations)
    name = f"{number} {'source' if number == 1 else 'sources'}"
    if first:
        told.append(html('<p>The sources of <a href="#{}">claim {}</a> hold for this one too.</p>', first, _no(first)))
    return details(name, joined(told)) if told else Markup("")


def _works(title: str, citations: list[Citation], background: Background) -> Markup:
    items = []
    for citation in citations:
        if citation.ref is None:
            items.append(html("<li>Not found: “{}”. {}</li>", citation.as_ or "", citation.why))
            continue
        sure = f" ({citation.identified} match)" if citation.identified else ""
        work = reference_link(citation.ref, background.names, background.audit)
        said = f"{citation.stance or 'not read'}, {citation.accuracy}" if citation.accuracy else citation.stance
        items.append(html("<li>{}{}: <b>{}</b>. {}</li>", work, sure, said or "not read", citation.why))
    return html("<p>{}:</p><ul>{}</ul>", title, joined(items))


def _remarks(claim: Claim, background: Background) -> Iterator[Markup]:
    """Gaps, conflicts and the note. A dispute is said once, with a link to the other claim."""
    gaps = [gap for gap in background.gaps.get(claim.id, ()) if not gap.kind.startswith("disputed")]
    items = [html("<li><b>{}</b>: {}</li>", gap.kind, _rule(gap, claim)) for gap in gaps]
    for other, why in background.conflicts.get(claim.id, ()):
        where = "within the article" if other.rpartition("-")[0] == claim.article else "between articles"
        items.append(html("<li><b>disputed {}</b>: cannot be true with {}. {}</li>", where, claim_link(other), why))
    if items:
        yield html('<ul class="gaps">{}</ul>', joined(items))
    if claim.note:
        yield html('<p class="note"><b>Note:</b> {}</p>', claim.note)


def _rule(gap: Gap, claim: Claim) -> str:
    """The rule that fired, without the reasons that stand beside the sources already."""
    rule = gap.rule
    for citation in claim.citations:
        rule = rule.replace(sentence(citation.why), "")
    return " ".join(rule.split())


def _reasons(claim: Claim, background: Background) -> Iterator[Markup]:
    """How the verdict was worked out, the rater's own words, and who rated where it is not the usual rater.

    What stands on the card already is left out: what each of several works says, the wording and the level.
    """
    rating = claim.rating
    steps = {step.about: step.text for step in background.audit.grades[claim.id].steps}
    ruling = verdict_of(claim, background.audit.contents.references)
    if ruling.summary and len(ruling.heard) > 1:
        steps["stances"] = verdict_rules().summaries[ruling.summary].says
    told = (steps[about] for about in ("basis", "stances", "certainty", "verdict") if about in steps)
    yield html("<p>{}</p>", " ".join(told))
    if isinstance(rating, EvidenceRating):
        yield html("<p>In the rater’s words: {}</p>", rating.why)
    signed = signature(claim)
    if signed and signed != background.usual:
        yield html('<p class="meta">Rated {}.</p>', signed)


def signature(claim: Claim) -> str | None:
    """Who rated the claim, when, and who reviewed it; ``None`` for a claim that is not rated."""
    rating = claim.rating
    if rating is None or isinstance(rating, NotRated):
        return None
    reviewed = f"reviewed by {rating.reviewed_by}" if rating.reviewed_by else "not reviewed by a clinician"
    return f"by {rating.by} on {rating.on.isoformat()}, {reviewed}"


def _no(claim: str) -> str:
    """The number of a claim in its article."""
    return claim.rpartition("-")[2].lstrip("0") or "0"
