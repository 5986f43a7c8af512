"""How much is done, in words, for pages and the terminal alike."""

from __future__ import annotations

from firmground.appraisal.done import Done, done_of
from firmground.gaps.work_rules import work_rules
from firmground.grading.naming import listed
from firmground.plurals import counted
from firmground.reports.messages import Messages
from firmground.tables.audit import Audit

tell = Messages("done.toml")


def done_in(audit: Audit, article: str | None = None) -> tuple[Done, ...]:
    """How much of each article is done, in the order of the files; of one article when it is given."""
    return tuple(
        done_of(file, audit.contents, audit.anchored.get(file.article.id))
        for file in audit.contents.files
        if article is None or file.article.id == article
    )


def how_far(done: Done) -> str:
    """How much of an article is accounted for, as a part of a sentence: “12 of 48 sentences accounted for; …”."""
    unknown = done.sentences is None or (done.state == "begun" and done.accounted is None)
    told = tell(
        f"far.{done.state}{', unknown' if unknown else ''}",
        accounted=done.accounted,
        sentences=counted(done.sentences or 0, "sentence"),
        claims=counted(done.claims, "claim"),
        aside=counted(done.set_aside, "passage"),
    )
    return tell("lost.far", far=told) if done.lost else told


def clear(audit: Audit, article: str | None, style: str = "clear") -> str:
    """What may be said of the claims of an article, or of all, where none of them has anything to mend.

    A claim that nobody rated has nothing to mend and yet no verdict that lets it stand, so that is told apart.
    """
    files = audit.contents.files
    grades = [audit.grades[c.id] for f in files if article in {None, f.article.id} for c in f.claims]
    if not grades:
        return tell(f"{style}.none")
    unsettled = sum(grade.verdict not in work_rules().stands.verdicts for grade in grades)
    verdicts = tell("verdicts", unsettled) if unsettled else tell("verdicts.all")
    return tell(style, len(grades), verdicts=verdicts)


def open_articles(audit: Audit, article: str | None = None) -> str:
    """A sentence that names the articles that are not coded to their end; empty where there is none."""
    names = audit.article_names
    told = [tell("page.article", name=names[d.article], far=how_far(d)) for d in done_in(audit, article) if d.open]
    return tell("page", len(told), articles=listed(told)) if told else ""


def as_far(audit: Audit, name: str, **words: str) -> str:
    """What the articles do not say, by the name of its sentences: of less than all of them where one is not coded."""
    state = "open" if any(done.open for done in done_in(audit)) else "whole"
    return tell(f"{name}.{state}", **words)
