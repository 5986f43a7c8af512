"""Gaps of citation: no source, no name, no match, or a source that says something else."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.gaps.background import Background, references_cited
from firmground.gaps.kinds import Hit, gap_rules
from firmground.grading.naming import clause, name_of, sentence
from firmground.grading.rulebook import accuracy_rules
from firmground.records import Claim


def needs_source(claim: Claim) -> bool:
    """Whether a claim is of a kind for which an article should give a source. Source: Redi 2019."""
    needs = gap_rules().needs
    return claim.kind in needs.citation or (claim.kind in needs.citation_with_condition and claim.condition is not None)


def uncited(claim: Claim) -> Iterator[Hit]:
    """A claim that needs a source and has none of role cited. Source: Redi 2019."""
    if needs_source(claim) and not claim.cited:
        about = f"{claim.kind} for {claim.condition}" if claim.condition is not None else claim.kind
        yield Hit("uncited", f"The article gives no source for this claim ({about}).")


def unidentified(claim: Claim) -> Iterator[Hit]:
    """A study that the article points to and that was not found."""
    lost = [c for c in claim.cited if c.ref is None]
    for citation in sorted(lost, key=lambda c: (c.as_ or "", c.why)):
        said = f"“{citation.as_}”" if citation.as_ else "a work that it does not name"
        why = sentence(citation.why)
        yield Hit("unidentified study", f"The article rests the claim on {said}, and no such work was found. {why}")


def vague(claim: Claim) -> Iterator[Hit]:
    """Research or a study that the article does not name. Source: Redi 2019."""
    if claim.attribution.kind in {"unnamed research", "unnamed study"}:
        said = f"“{claim.attribution.as_}”" if claim.attribution.as_ else f"an {claim.attribution.kind}"
        yield Hit("vague attribution", f"The article ascribes the claim to {said} and gives no name or date.")


def misquoted(claim: Claim, background: Background) -> Iterator[Hit]:
    """A cited work that does not say what the article says it says. Source: ``grading/rules/accuracy.toml``."""
    for citation, reference in references_cited(claim, background):
        rule = accuracy_rules().labels[citation.accuracy] if citation.accuracy is not None else None
        if rule is not None and rule.gap:
            name, meaning = name_of(reference.key, background.references), clause(rule.meaning)
            yield Hit(
                "misquoted",
                f"{name}: {rule.name}, a {rule.error} error ({meaning[0].lower()}{meaning[1:]}). "
                f"{sentence(citation.why)}",
                lesser=rule.error == "minor",
            )
