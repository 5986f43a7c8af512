"""What `firmground upgrade` leaves to a person, and old fields beside the new ones that took their place."""

from __future__ import annotations

from collections.abc import Iterator

from firmground.plurals import counted
from firmground.records import Contents, Finding


def check_unwritten(contents: Contents) -> Iterator[Finding]:
    """Each question has an answer that a person has written."""
    for file in contents.question_files:
        for question in file.questions:
            if question.written is None:
                message = f"Nobody has written the answer of “{question.id}”, and no page prints one until then."
                cure = "Write it, no surer than the certainty; look at “asks”, too, which a program may have drafted."
                yield Finding("question-unwritten", question.spot and question.spot.at("answer"), message, cure)


def check_old_fields(contents: Contents) -> Iterator[Finding]:
    """No claim offers works of its own beside its question's evidence; one finding for each file."""
    for file in contents.files:
        both = [claim for claim in file.claims if claim.answers and claim.group is None and claim.offered]
        if not both:
            continue
        claim = both[0]
        index = claim.citations.index(claim.offered[0])
        more = f", and so do {counted(len(both) - 1, 'claim')} more of this file" if len(both) > 1 else ""
        message = f"The claim answers a question and still offers works of its own{more}."
        cure = "See that the question's evidence says all of it, then take the citations of role offered out."
        spot = claim.citation_spot(index)
        yield Finding("old-form", spot and spot.at("role"), message, cure, claim.id)
