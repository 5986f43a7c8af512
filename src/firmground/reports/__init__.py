"""Notebooks and records to what people read: pages, cards, check reports."""
