"""The topics of the pages, as the tables know them."""

from __future__ import annotations

from firmground.tables.topics import Topic, claims_of, topics_of

__all__ = ["Topic", "claims_of", "topics_of"]
