"""Parts of the cards that ``firmground show`` prints."""
