"""The summary of findings of a topic: at most seven rows, each step down or up with its reason; and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from firmground.grading.naming import clause, name_of, sentence
from firmground.grading.scales import CERTAINTIES, Verdict
from firmground.plurals import plural
from firmground.records import Claim, EvidenceRating
from firmground.records.terms import Certainty
from firmground.reports.views.marks import certainty_mark, verdict_mark
from firmground.reports.views.markup import claim_link, details, heading, html, joined, table
from firmground.reports.views.topic_works import Works, topic_named
from firmground.tables.audit import Audit
from firmground.tables.key_messages import messages_of, ranked, unanswered
from firmground.tables.topics import Topic, claims_of, named

#: A summary of findings has at most seven rows. Source: Cochrane Handbook, chapter 14.
ROWS = 7
#: Findings told in a cell, the others folded; links to claims of one rating; facts that stand open.
_TOLD, _LINKED, _FACTS = 1, 6, 8
_STEPS = ("", "one step", "two steps")
#: What does not hold first, what holds next, what nobody could tell last.
_ORDER: Mapping[Verdict, int] = MappingProxyType({"refuted": 0, "outdated": 1, "confirmed": 2, "cannot be verified": 3})


@dataclass(frozen=True)
class SharedRow:
    """Claims on one treatment and comparison that share one rating: the same works, steps and reasons.

    Attributes:
        claims: the one that answers the topic's question best first.
    """

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """The claim that stands for all of them."""
        return self.claims[0]


@dataclass(frozen=True)
class Notes:
    """Reasons with their letters, in the order in which they were asked for."""

    letters: dict[str, str] = field(default_factory=dict)

    def letter(self, text: str) -> str:
        """The letter of a reason: a to z, then aa, ab and so on."""
        if text not in self.letters:
            self.letters[text] = _letters(len(self.letters))
        return self.letters[text]


def findings(audit: Audit, topic: str | None) -> Markup:
    """What the evidence says: effects with their certainty, and facts with their verdict."""
    about = topic_named(topic, audit)
    claims = unanswered(about, audit)
    if not claims and claims_of(about, audit.contents):
        return Markup("<p>What was found stands with each question above.</p>")
    rows = findings_of(about, audit)
    facts = [claim for claim in claims if claim.form == "fact"]
    told: list[Markup] = []
    if rows:
        told.append(_summary(rows[:ROWS], about, audit))
        if len(rows) > ROWS:
            told.append(_others(rows[ROWS:], audit))
    elif not facts:
        told.append(Markup("<p>No claim on this has been rated, so there is nothing to sum up.</p>"))
    if facts:
        told.append(heading(3, "Statements of fact", "facts"))
        told.append(_facts(facts, Works(audit, about)))
    return joined(told)


def findings_of(topic: Topic, audit: Audit) -> tuple[SharedRow, ...]:
    """The rated claims without questions: the leading ones, then one per treatment and outcome, then the rest."""
    claims = unanswered(topic, audit)
    order = ranked(claims, topic, audit)
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in order:
        rating = claim.rating
        assert rating is not None
        assert rating.form == "evidence"  # only such a claim is ranked
        certainty = audit.grades[claim.id].certainty
        # Claims that point opposite ways never share a row, whatever their rating.
        same = (claim.about, claim.comparator, claim.direction, certainty, frozenset(rating.basis))
        groups.setdefault((*same, _moves(rating)), []).append(claim)
    rows = [SharedRow(tuple(group)) for group in groups.values()]
    messages = messages_of(topic, audit, claims)
    leads = [m.lead.id for m in messages if m.lead is not None] + [m.counter.id for m in messages if m.counter]
    seen: set[tuple[str, str | None, str | None]] = set()
    first: list[SharedRow] = []
    for row in rows:
        question = (row.first.about, row.first.outcome, row.first.comparator)
        if question not in seen and row.first.id not in leads:
            seen.add(question)
            first.append(row)
    ahead = [row for row in rows if row.first.id in leads]
    taken = {row.first.id for row in (*ahead, *first)}
    return (*ahead, *first, *(row for row in rows if row.first.id not in taken))


def _moves(rating: EvidenceRating) -> tuple[object, ...]:
    """Everything that gave the certainty: only claims with the same steps and reasons share a row."""
    steps = [(str(d), s.steps, s.because) for d, s in (*rating.down.items(), *rating.up.items())]
    return (rating.start, rating.adopted.ref if rating.adopted else None, *steps)


_READING = Markup(
    "<p>Each row is one claim as an article words it. Certainty says how far we can trust that the true effect is "
    "close to what the studies found, from high ⊕⊕⊕⊕ to very low ⊕◯◯◯. The letters beside it lead to the reasons.</p>"
)


def _summary(rows: Sequence[SharedRow], topic: Topic, audit: Audit) -> Markup:
    works, notes = Works(audit, topic), Notes()
    told: set[str] = set()
    body = [_row(row, works, notes, told) for row in rows]
    head = ("Claim and comparison", "What the studies found", "People (studies)", "Certainty", "Verdict")
    caption = f"Summary of findings: {topic.title} The sizes are those of each work and are not added up."
    return _READING + table(caption, head, body, cards=True) + _footnotes(notes)


def _row(row: SharedRow, works: Works, notes: Notes, told: set[str]) -> tuple[object, ...]:
    """One row; ``told`` holds the works whose findings stand in a row above, and takes up those of this one."""
    claim, grade = row.first, works.audit.grades[row.first.id]
    assert claim.rating is not None
    assert claim.rating.form == "evidence"  # only such a claim is in a row
    outcome = f"; {claim.outcome}" if claim.outcome else ""
    letters = [notes.letter(text) for text in _reasons(claim.rating, works)]
    marks = joined((html('<a href="#note-{0}">{0}</a>', letter) for letter in letters), ", ")
    keys = claim.rating.basis
    compared = works.compared(claim) or "not recorded"
    treatment = named(claim.about, works.audit.contents.vocabulary)
    name = html("{} <small>{}{}. {}</small>", claim.claim, treatment, outcome, claim_link(claim.id))
    return (
        html('{} <span class="sure">Compared with: {}</span>{}', name, sentence(compared), _same(row)),
        html('<span class="found">{}</span>', _found(keys, works, told)),
        html('<span class="works">{}</span>', joined((_size(key, works) for key in keys), "<br>")),
        html("{}{}", certainty_mark(grade.certainty), html(" <sup>{}</sup>", marks) if letters else ""),
        html(
            '<span class="works">{}{}</span>',
            html("{} ", grade.wording_allowed) if grade.wording_allowed else "",
            verdict_mark(grade.verdict),
        ),
    )


def _size(key: str, works: Works) -> Markup:
    return html("{} <small>({})</small>", works.link(key), works.size(key))


def _same(row: SharedRow) -> Markup:
    others = row.claims[1:]
    if not others:
        return Markup("")
    links = joined((claim_link(claim.id) for claim in others[:_LINKED]), ", ")
    more = f" and {len(others) - _LINKED} more" if len(others) > _LINKED else ""
    number = plural(len(others), "one more claim", f"{len(others)} more claims")
    return html(" <small>The same rating holds for {}: {}{}.</small>", number, links, more)


def _found(keys: Sequence[str], works: Works, told: set[str]) -> Markup:
    """What the works found, the first one open; what stands in a row above is not said again."""
    new = [key for key in dict.fromkeys(keys) if key not in told]
    above = [works.link(key) for key in dict.fromkeys(keys) if key in told]
    told.update(new)
    findings = [_outcome_of(key, works) for key in new]
    parts = findings[:_TOLD]
    if above:
        parts.append(html("{}See above: {}.", " " if parts else "", joined(above, ", ")))
    if folded := findings[_TOLD:]:
        number = plural(len(folded), "one more work", f"{len(folded)} more works")
        parts.append(details(number, joined(html("<p>{}</p>", text) for text in folded)))
    return joined(parts)


def _outcome_of(key: str, works: Works) -> Markup:
    work = works.audit.contents.references.get(key)
    found = work.finding if work is not None and work.finding else "What it found is not recorded."
    return html("{}: {}", works.link(key), found)


def _reasons(rating: EvidenceRating, works: Works) -> Iterator[str]:
    """One sentence for where the certainty starts, when it was adopted, and one for each step."""
    if rating.adopted is not None:
        who = name_of(rating.adopted.ref, works.audit.contents.references)
        yield f"Starts at {rating.adopted.certainty}, as the authors of {who} rated it."
    for way, steps in (("down", rating.down), ("up", rating.up)):
        for domain, step in steps.items():
            yield f"{str(domain).capitalize()}, {_STEPS[step.steps]} {way}: {clause(step.because)}."


def _footnotes(notes: Notes) -> Markup:
    if not notes.letters:
        return Markup("")
    items = joined(
        html('<li id="note-{0}"><b>{0}</b> {1}</li>', letter, text) for text, letter in notes.letters.items()
    )
    return html('<p>Why the certainty is what it is:</p><ul class="notes">{}</ul>', items)


def _letters(place: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    rest, last = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + last)


def _others(rows: Iterable[SharedRow], audit: Audit) -> Markup:
    """The other rated claims, briefly, the most certain first: reasons and sources stand with each claim."""
    by_certainty: dict[Certainty, list[Claim]] = {level: [] for level in CERTAINTIES}
    for claim in (claim for row in rows for claim in row.claims):
        certainty = audit.grades[claim.id].certainty
        assert certainty is not None  # only such claims are in a row
        by_certainty[certainty].append(claim)
    told = []
    for level, claims in by_certainty.items():
        items = joined(
            html("<li>{} {}</li>", claim_link(c.id, c.claim), verdict_mark(audit.grades[c.id].verdict)) for c in claims
        )
        if claims:
            told.append(html("<p>{}</p><ul>{}</ul>", certainty_mark(level), items))
    total = sum(len(claims) for claims in by_certainty.values())
    return details(plural(total, "One more rated claim", f"{total} more rated claims"), joined(told))


def _facts(claims: Sequence[Claim], works: Works) -> Markup:
    """Facts of one rating share a row; what does not hold stands first."""
    groups: dict[tuple[Verdict, str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        assert claim.rating is not None  # the caller chose them
        verdict = works.audit.grades[claim.id].verdict
        groups.setdefault((verdict, claim.rating.why, tuple(claim.rating.basis)), []).append(claim)
    # A sort keeps reading order among equals.
    ordered = sorted(groups.items(), key=lambda item: _ORDER.get(item[0][0], len(_ORDER)))
    rows = [_fact(key, group, works) for key, group in ordered]
    head = ("The articles say", "Verdict", "Why", "Sources")
    told = [table("Facts that the articles state, and whether they are so", head, rows[:_FACTS], cards=True)]
    if len(rows) > _FACTS:
        folded = sum(len(group) for _, group in ordered[_FACTS:])
        number = plural(folded, "One more statement", f"{folded} more statements")
        told.append(details(number, table(number, head, rows[_FACTS:], cards=True)))
    return joined(told)


def _fact(key: tuple[Verdict, str, tuple[str, ...]], claims: Sequence[Claim], works: Works) -> tuple[object, ...]:
    verdict, why, basis = key
    said = joined(
        (html("{} <small>{}</small>", c.claim, claim_link(c.id, works.audit.article_names[c.article])) for c in claims),
        "<br>",
    )
    sources = joined((works.link(ref) for ref in basis), ", ") if basis else "none found"
    return said, verdict_mark(verdict), sentence(why), sources
