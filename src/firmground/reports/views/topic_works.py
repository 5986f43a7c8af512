"""The works that a topic page names: which, in what order, how big, and compared with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from firmground.grading.naming import names_of
from firmground.plurals import plural
from firmground.records import Claim
from firmground.reports.views.markup import REFERENCES_PAGE, html, page_link
from firmground.tables.audit import Audit
from firmground.tables.key_messages import assertions_of, messages_of, ranked
from firmground.tables.topics import Topic, claims_of, topics_of

#: A page that loads on a phone lists no more works than this, and no more comparisons in one sentence.
_LISTED, _COMPARED = 40, 3


def topic_named(slug: str | None, audit: Audit) -> Topic:
    """The topic of a page. Its slug was looked up before (``gallery.make_view``)."""
    return next(topic for topic in topics_of(audit.contents) if topic.slug == slug)


@dataclass(frozen=True)
class Works:
    """What the parts of one topic page look up about works."""

    audit: Audit
    topic: Topic

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Short names by key; two works of one name on this page carry their keys."""
        return names_of(self.behind, self.audit.contents.references)

    def link(self, key: str) -> Markup:
        """A work by its short name, with a link to its place in the list on this page, or in the list of all."""
        if key not in self.audit.contents.references:
            return html("{} (not in references.bib)", key)
        if key not in self.shown[0]:
            return page_link(REFERENCES_PAGE, f"ref-{quote(key)}", self.names.get(key, key))
        return html('<a href="#ref-{}">{}</a>', quote(key), self.names.get(key, key))

    def size(self, key: str) -> str:
        """Studies and people of a work as its entry records them; sizes are never added up: reviews share trials."""
        work = self.audit.contents.references.get(key)
        told = []
        if work is not None and work.participants is not None:
            told.append(f"{work.participants:,} {plural(work.participants, 'person', 'people')}")
        if work is not None and work.studies is not None:
            told.append(f"{work.studies:,} {plural(work.studies, 'study', 'studies')}")
        elif work is not None and work.participants is not None and work.design is not None:
            told.append(work.design)
        return ", ".join(told) or "size not recorded"

    def compared(self, claim: Claim) -> str:
        """What the claim compares with, or else what its works compared with; empty where nothing is recorded."""
        if claim.comparator is not None:
            return claim.comparator
        known = (self.audit.contents.references.get(key) for key in claim.behind)
        told = list(dict.fromkeys(work.comparator for work in known if work is not None and work.comparator))
        more = "; and others" if len(told) > _COMPARED else ""
        return "; ".join(told[:_COMPARED]) + more

    @cached_property
    def behind(self) -> tuple[str, ...]:
        """Keys of the works behind the ratings of the topic, those of the leading claims first."""
        topic, audit = self.topic, self.audit
        leads = [claim for m in messages_of(topic, audit) for claim in (m.lead, m.counter) if claim is not None]
        facts = [claim for assertion in assertions_of(topic, audit) for claim in assertion.claims]
        order = [*leads, *ranked(claims_of(topic, audit.contents), topic, audit), *facts]
        keys = dict.fromkeys(key for claim in order for key in claim.behind)
        return tuple(key for key in keys if key in self.audit.contents.references)

    @property
    def shown(self) -> tuple[tuple[str, ...], int]:
        """Keys of the works in the list of the page, and how many more there are."""
        return self.behind[:_LISTED], len(self.behind[_LISTED:])
