"""Whether text of the starter ledger still stands where a person has begun an article of their own.

What the starter says is read from the starter that ships with the program. Its title and its notice may stay: the title
is made from the folder's name, and the notice is true of every ledger whose ratings nobody has reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from firmground.grading.naming import listed
from firmground.records import ClaimFile, Contents, Finding, Spot
from firmground.records.contents import SETTINGS
from firmground.records.starter import Starter


def check_starter(contents: Contents, starter: Starter) -> Iterator[Finding]:
    """Nothing of the starter stands beside an article of one's own. A fresh starter has no finding.

    Args:
        contents: of the ledger.
        starter: as it ships.
    """
    examples = [file for file in contents.files if _is_example(file, starter)]
    own = [file for file in contents.files if not _is_example(file, starter)]
    if not own:
        return
    for file in examples:
        name = file.spot.file if file.spot else file.article.id
        message = (
            "This is the example article of the starter; its claims are made up and stand on the pages beside yours."
        )
        cure = f"Remove {name} and articles/{file.article.id}.txt, and then what only it asks."
        yield Finding("starter-text", file.article.spot and file.article.spot.at("id"), message, cure, file.article.id)
    for file in own:
        yield from _told(file, starter)
    for questions in contents.question_files:
        for question in questions.questions:
            if question.note in starter.questions:
                message = f"“{question.id}” is the starter's example question, and nobody here has checked it."
                cure = "Remove it with its work in references.bib, or check it and write a note of your own."
                yield Finding("starter-text", question.spot and question.spot.at("note"), message, cure)
    yield from _settings(contents, own, starter, bool(examples))


def _is_example(file: ClaimFile, starter: Starter) -> bool:
    """Whether a file is the example as it came: as soon as a claim in it is another one, it is somebody's own."""
    return tuple(claim.claim for claim in file.claims) == starter.claims.get(file.article.id)


def _told(file: ClaimFile, starter: Starter) -> Iterator[Finding]:
    """Notes and reasons that were taken over with the example."""
    article = file.article
    lines: list[tuple[str | None, Spot | None, str]] = [
        (article.note, article.spot and article.spot.at("note"), article.id)
    ]
    for claim in file.claims:
        if claim.rating is not None and claim.rating.form == "not rated":
            rated = claim.rating_spot()
            lines.append((claim.rating.why, rated and rated.at("not_rated"), claim.id))
        for index, citation in enumerate(claim.citations):
            there = claim.citation_spot(index)
            lines.append((citation.why, there and there.at("why"), claim.id))
    for text, spot, subject in lines:
        if text in starter.told:
            message = f"“{text}” is a text of the starter's example article."
            yield Finding("starter-text", spot, message, "Write what is so here.", subject)


def _settings(contents: Contents, own: list[ClaimFile], starter: Starter, with_example: bool) -> Iterator[Finding]:
    settings, given = contents.settings, starter.settings
    if settings is None:
        return
    top = Spot(SETTINGS)
    if settings.description == given["description"]:
        message = f"“{settings.description}” is the starter's text, and it stands at the top of the home page."
        yield Finding("starter-text", top.at("description"), message, "Say in a sentence what your ledger is about.")
    for key, rater in settings.raters.items():
        if rater.role in {given_rater["role"] for given_rater in given["raters"].values()}:
            message = f"“{rater.role}” is the starter's text: nobody has said yet who rates."
            cure = "Write what the rater is; a reader must know whether a clinician rated."
            yield Finding("starter-text", top.at("raters", key, "role"), message, cure)
    if with_example:
        return  # which still needs these words
    for name, word in settings.glossary.items():
        if word.means == given["glossary"].get(name, {}).get("means"):
            message = f"“{name}” stands in the glossary as the starter explains it."
            cure = "Take it out, or say it in the words of your topic."
            yield Finding("starter-text", top.at("glossary", name), message, cure)
    words = [(field, name) for field, terms in given["vocabulary"].items() for name in terms]
    unused = [(f, n) for f, n in words if not any(getattr(c, f) == n for file in own for c in file.claims)]
    # Whoever has taken out one of them has been through the list.
    if unused and all(name in getattr(settings.vocabulary, field) for field, name in words):
        named = listed([f"“{name}”" for _, name in unused])
        message = f"The vocabulary is the starter's, and no claim uses {named}."
        yield Finding(
            "starter-text", top.at("vocabulary", on="key"), message, "Take out what your topic does not need."
        )
