"""Runs all checks over the contents of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from firmground.anchoring.article import AnchoredArticle
from firmground.checks import (
    answers,
    basis,
    bibliography,
    bodies,
    copied,
    evidence,
    families,
    figures,
    identity,
    links,
    old_form,
    paraphrase,
    questions,
    ratings,
    repeated,
    set_aside,
    warned,
)
from firmground.checks.catalogue import wanted
from firmground.records import Contents, Finding
from firmground.records.terms import Level

#: Every check, in the order in which its findings are made; the report sorts by place.
CHECKS: tuple[Callable[[Contents], Iterator[Finding]], ...] = (
    identity.check_file_names,
    identity.check_claim_ids,
    identity.check_references_exist,
    identity.check_references_used,
    identity.check_groups_used,
    identity.check_vocabulary,
    identity.check_terms,
    identity.check_glossary,
    identity.check_raters,
    identity.check_conflicts,
    families.check_family_members,
    families.check_family_topics,
    families.check_family_apart,
    evidence.check_citations,
    evidence.check_quoted_words,
    evidence.check_attribution,
    evidence.check_ratings,
    ratings.check_all_ratings,
    basis.check_basis_speaks,
    basis.check_facts,
    basis.check_one_stance,
    questions.check_ids,
    questions.check_fields,
    questions.check_reasons,
    questions.check_asked,
    links.check_claims_linked,
    links.check_answers,
    links.check_siblings,
    links.check_replaced,
    bodies.check_bodies,
    bodies.check_passages,
    bodies.check_agreement,
    old_form.check_unwritten,
    old_form.check_old_fields,
    paraphrase.check_paraphrases,
    answers.check_answers,
    repeated.check_repeated,
    warned.check_warnings,
    figures.check_figures,
    bibliography.check_identifiers,
    bibliography.check_doubles,
    bibliography.check_titles,
    bibliography.check_verified,
    bibliography.check_dates,
    bibliography.check_status,
)
#: Checks of what stands in articles whose text is at hand.
TEXT_CHECKS: tuple[Callable[[Contents, Mapping[str, AnchoredArticle]], Iterator[Finding]], ...] = (
    copied.check_copied_words,
    set_aside.check_set_aside,
)


def run_checks(contents: Contents) -> tuple[Finding, ...]:
    """The findings of every check; the same contents always give the same findings."""
    return tuple(finding for check in CHECKS for finding in check(contents))


def run_text_checks(contents: Contents, anchored: Mapping[str, AnchoredArticle]) -> tuple[Finding, ...]:
    """The findings of the checks that need the articles' texts; ``anchored`` holds those that are at hand."""
    return tuple(finding for check in TEXT_CHECKS for finding in check(contents, anchored))


def select(findings: Iterable[Finding], level: Level) -> tuple[Finding, ...]:
    """The findings that belong to a level, without repetitions."""
    return tuple(dict.fromkeys(f for f in findings if wanted(f, level)))
