"""Works as other parts of a page name them: short names, links to their entries, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote

from markupsafe import Markup

from firmground.grading.naming import listed
from firmground.plurals import plural
from firmground.records import Reference
from firmground.reports.views.markup import REFERENCES_PAGE, html, page_link
from firmground.tables.audit import Audit

#: Fields of references.bib that readers know by another word.
_FIELDS: Mapping[str, str] = MappingProxyType({"author": "authors", "number": "issue"})


def reference_link(key: str, audit: Audit) -> Markup:
    """A work by its short name, with a link to its entry in the list of references."""
    if key not in audit.contents.references:
        return html("{} (not in references.bib)", key)
    return page_link(REFERENCES_PAGE, f"ref-{quote(key)}", audit.reference_names[key])


def size_of(reference: Reference) -> Iterator[str]:
    """Studies and people, as the entry records them."""
    if reference.studies is not None:
        yield f"{reference.studies:,} {plural(reference.studies, 'study', 'studies')}"
    if reference.participants is not None:
        yield f"{reference.participants:,} {plural(reference.participants, 'person', 'people')}"


def status_of(reference: Reference, audit: Audit) -> Iterator[Markup]:
    """What a reader must know before relying on the work."""
    if reference.status or reference.supersededby:
        note = f" {reference.statusnote}" if reference.statusnote else ""
        newer = audit.contents.references.get(reference.supersededby or "")
        instead = html(" In its place: {}.", reference_link(newer.key, audit)) if newer else ""
        word = (reference.status or "superseded").capitalize()
        yield html('<p class="warn"><strong>{}.</strong>{}{}</p>', word, note, instead)
    if reference.verified is None:
        yield Markup('<p class="warn">Nobody has seen a source page for this work yet.</p>')
    if reference.unverified:
        fields = listed([_FIELDS.get(name, name) for name in reference.unverified])
        yield html('<p class="warn">Not confirmed by any page we saw: {}.</p>', fields)
