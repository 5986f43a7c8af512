"""The cards that ``firmground show`` prints, and that pages show of claims; ``say`` has their words."""

from firmground.reports.messages import Messages

say = Messages("cards/claim.toml")
