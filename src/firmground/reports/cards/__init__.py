"""The cards that ``firmground show`` prints, and that pages show of claims; ``tell`` has their words."""

from firmground.reports.messages import Messages

tell = Messages("cards/claim.toml")
